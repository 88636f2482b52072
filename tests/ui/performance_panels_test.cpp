// Performance, attribution and reports, before recorded answers.
#include "tests/ui/fake_answers.h"
#include "tests/ui/panel_bench.h"
#include "tests/ui/suites.h"
#include "ui/charts/line_chart.h"
#include "ui/charts/record_table.h"
#include "ui/charts/span_selector.h"
#include "ui/dashboards/portfolio/attribution_panel.h"
#include "ui/dashboards/portfolio/benchmark_choice.h"
#include "ui/dashboards/portfolio/performance_panel.h"
#include "ui/dashboards/portfolio/report_panel.h"
#include "ui/dashboards/portfolio/report_preview.h"
#include "ui/shell/figure_label.h"

#include <QActionGroup>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

namespace nautilus::ui::testing {
namespace {

const QString kReturns = QStringLiteral("analytics.returns"), kRolling = QStringLiteral("analytics.rolling"),
              kConfidence = QStringLiteral("analytics.confidence"),
              kAttribution = QStringLiteral("analytics.attribution"),
              kSheet = QStringLiteral("analytics.tear_sheet"), kRisk = QStringLiteral("risk.report");

LinkReply refusal(int status, const QString& message) {
    LinkReply reply;
    reply.status = status;
    reply.envelope = {{QStringLiteral("success"), false},
                      {QStringLiteral("errors"),
                       QJsonArray{QJsonObject{{QStringLiteral("code"), QStringLiteral("not_computable")},
                                              {QStringLiteral("message"), message}}}}};
    return reply;
}

QString asked(Bench& bench, const QString& operation, const char* parameter) {
    return bench.fake.lastParameters(operation)[QLatin1String(parameter)].toString();
}

double sumOf(const WaterfallChart& chart) {
    double out = 0;
    for (const WaterfallStep& each : chart.steps())
        if (!each.level) out += each.value;
    return out;
}

} // namespace

class PerformancePanelsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void growthStandsBesideTheBenchmark() {
        Bench bench;
        const auto panel = bench.show<PerformancePanel>();
        QCOMPARE(asked(bench, kReturns, "portfolio_id"), QStringLiteral("portfolio_001"));
        QCOMPARE(asked(bench, kReturns, "period"), QStringLiteral("ALL"));
        QVERIFY(!bench.fake.lastParameters(kReturns).contains(QStringLiteral("benchmark")));
        QCOMPARE(panel->growth()->series().size(), 2);
        QCOMPARE(panel->growth()->series().first().values.last(), 0.307035);
        panel->ratio()->setChecked(true);
        QCOMPARE(panel->growth()->series().size(), 1);
        const double ratio = 1.307035 / 1.267324 - 1;
        QVERIFY(std::abs(panel->growth()->series().first().values.last() - ratio) < 1e-5);
        QCOMPARE(panel->drawdown()->bands().size(), 3);
        QCOMPARE(panel->drawdown()->bands().first().level, 2);
        QCOMPARE(panel->drawdown()->bands().first().from, QDate(2018, 10, 4));
    }
    void theSpanAndTheBenchmarkAreAskedFor() {
        Bench bench;
        const auto panel = bench.show<PerformancePanel>();
        QCOMPARE(panel->benchmark()->currentText(), QStringLiteral("Own: SPY"));
        panel->span()->setSpan(Span::Year1);
        Bench::settle(*panel);
        QCOMPARE(asked(bench, kReturns, "period"), QStringLiteral("1Y"));
        QCOMPARE(asked(bench, QStringLiteral("analytics.monthly"), "period"), QStringLiteral("ALL"));
        QCOMPARE(asked(bench, kRolling, "period"), QStringLiteral("ALL"));
        panel->benchmark()->lineEdit()->setText(QStringLiteral("qqq"));
        QTest::keyClick(panel->benchmark()->lineEdit(), Qt::Key_Return);
        Bench::settle(*panel);
        QCOMPARE(asked(bench, kReturns, "benchmark"), QStringLiteral("QQQ"));
        QVERIFY(panel->benchmark()->findData(QStringLiteral("SP500")) > 0);
        bench.context.setDate(0, QDate(2019, 5, 3));
        Bench::settle(*panel);
        QCOMPARE(asked(bench, kReturns, "as_of"), QStringLiteral("2019-05-03"));
        bench.context.setPortfolio(0, QStringLiteral("portfolio_002"));
        Bench::settle(*panel);
        QCOMPARE(asked(bench, kReturns, "portfolio_id"), QStringLiteral("portfolio_002"));
    }
    void everyKeyFigureSaysWhereItComesFromAndHow() {
        Bench bench;
        CellOrigin traced;
        bench.desk.trace = [&](const CellOrigin& origin, const QString&) { traced = origin; };
        const auto panel = bench.show<PerformancePanel>();
        FigureLabel* sharpe = panel->key(QStringLiteral("sharpe_ratio"));
        QCOMPARE(sharpe->text(), QStringLiteral("1.00"));
        QVERIFY(sharpe->toolTip().contains(QStringLiteral("√252")));
        QTest::keyClick(sharpe, Qt::Key_F9);
        QCOMPARE(traced.operation, QStringLiteral("analytics.performance"));
        QCOMPARE(traced.pointer, QStringLiteral("/data/returns/sharpe_ratio"));
        QCOMPARE(panel->key(QStringLiteral("rate"))->origin().pointer, QStringLiteral("/data/rate"));
        for (const FigureRow& row : panel->figures().rows())
            QVERIFY2(!std::isnan(row.values.first()) && row.origins.first().valid(), qPrintable(row.name));
        const FigureRow& total = panel->figures().rows().first();
        QCOMPARE(total.origins.value(1).pointer, QStringLiteral("/data/intervals/0/lower"));
        QCOMPARE(panel->figures().index(0, 2).data().toString(), formatPercent(-0.121551));
    }
    void rollingFiguresFollowTheirChoice() {
        Bench bench;
        const auto panel = bench.show<PerformancePanel>();
        panel->view()->setCurrentIndex(2);
        QTRY_VERIFY(panel->rolling()->isVisible());
        QVERIFY(!panel->growth()->isVisible());
        QCOMPARE(panel->rolling()->series().first().id, QStringLiteral("sharpe_ratio"));
        panel->metric()->setCurrentIndex(panel->metric()->findData(QStringLiteral("beta")));
        QCOMPARE(panel->rolling()->series().first().id, QStringLiteral("beta"));
        panel->window()->setCurrentIndex(3);
        Bench::settle(*panel);
        QCOMPARE(bench.fake.lastParameters(kRolling)[QStringLiteral("window")].toInt(), 252);
        QVERIFY(panel->exportTable().columns.contains(QStringLiteral("tracking_error")));
    }
    void monthsAreAHeatMapAroundZero() {
        Bench bench;
        const auto panel = bench.show<PerformancePanel>();
        panel->view()->setCurrentIndex(3);
        const QAbstractItemModel* model = panel->months()->model();
        QCOMPARE(model->columnCount(), 14);
        QCOMPARE(model->rowCount(), 3);
        QCOMPARE(model->index(0, 0).data().toString(), QStringLiteral("2018"));
        QCOMPARE(model->index(0, 1).data().toString(), QStringLiteral("5.1"));
        QVERIFY(model->index(0, 2).data(kHeatRole).toDouble() < 0);
        QVERIFY(!model->index(2, 2).data(kHeatRole).isValid()); // no month yet
    }
    void moreTrialsDeflateTheSharpeRatio() {
        Bench bench;
        const auto panel = bench.show<PerformancePanel>();
        QVERIFY(!bench.fake.lastParameters(kConfidence).contains(QStringLiteral("trials")));
        panel->trials()->setValue(20);
        Bench::settle(*panel);
        QCOMPARE(bench.fake.lastParameters(kConfidence)[QStringLiteral("trials")].toInt(), 20);
        QCOMPARE(bench.fake.lastParameters(kConfidence)[QStringLiteral("trial_deviation")].toDouble(), 0.5);
    }
    void aYoungBookStillShowsWhatItHas() {
        Bench bench;
        bench.fake.stage(kRolling, refusal(422, QStringLiteral("the window is longer than the series")));
        bench.fake.stage(kConfidence, refusal(422, QStringLiteral("ten returns are needed")));
        const auto panel = bench.show<PerformancePanel>();
        QCOMPARE(panel->cover()->mode(), StateCover::Mode::None);
        QCOMPARE(panel->growth()->series().size(), 2);
        QVERIFY(panel->rolling()->series().isEmpty());
    }
    void aLargePanelShowsSeveralPartsAtOnce() {
        Bench bench;
        const auto panel = bench.show<PerformancePanel>();
        panel->resize(1230, 700);
        QTest::qWait(5);
        QVERIFY(panel->growth()->isVisible() && panel->drawdown()->isVisible());
        QVERIFY(panel->months()->isVisible());
        panel->resize(560, 330);
        QTest::qWait(5);
        QVERIFY(panel->growth()->isVisible() && !panel->drawdown()->isVisible());
    }
    void choicesOfPerformanceAreKept() {
        Bench bench;
        const auto panel = bench.show<PerformancePanel>();
        panel->view()->setCurrentIndex(1);
        panel->ratio()->setChecked(true);
        panel->span()->setSpan(Span::Month3);
        const QJsonObject kept = panel->choices();
        const auto other = std::make_unique<PerformancePanel>(bench.desk);
        other->setChoices(kept);
        QCOMPARE(other->choices(), kept);
    }
    void noPortfolioOffersANewOne() {
        Bench bench;
        bench.context.setPortfolio(0, {});
        bool offered = false;
        bench.desk.new_portfolio = [&] { offered = true; };
        for (const std::unique_ptr<Panel>& panel : {std::unique_ptr<Panel>(bench.show<PerformancePanel>()),
                                                    std::unique_ptr<Panel>(bench.show<AttributionPanel>())}) {
            QCOMPARE(panel->cover()->mode(), StateCover::Mode::Empty);
            offered = false;
            panel->cover()->findChild<QPushButton*>()->click();
            QVERIFY(offered);
        }
        QVERIFY(!bench.fake.asked().contains(kReturns));
    }

    void contributionsLeadFromTheBenchmarkToThePortfolio() {
        Bench bench;
        const auto panel = bench.show<AttributionPanel>();
        QCOMPARE(asked(bench, kAttribution, "attribution_type"), QStringLiteral("sector"));
        QCOMPARE(asked(bench, kAttribution, "over_time"), QStringLiteral("monthly"));
        for (int by = 0; by < 4; ++by) {
            panel->by()->setCurrentIndex(by);
            Bench::settle(*panel);
            const auto& steps = panel->waterfall()->steps();
            QVERIFY(steps.first().level && steps.last().level);
            QVERIFY(std::abs(steps.last().value - 0.330944) < 1e-9);
            QVERIFY(std::abs(sumOf(*panel->waterfall()) - 0.0489722) < 1e-6);
            QVERIFY(std::abs(panel->model().rows().last().values.last() - 0.0489722) < 1e-9);
            for (const WaterfallStep& each : steps)
                QVERIFY2(each.origin.valid(), qPrintable(each.id));
        }
        QVERIFY(panel->totals().contains(formatPercent(0.0489722)));
    }
    void tradingIsHeldAgainstTheHoldings() {
        Bench bench;
        const auto panel = bench.show<AttributionPanel>();
        panel->by()->setCurrentIndex(4);
        Bench::settle(*panel);
        QCOMPARE(asked(bench, kAttribution, "attribution_type"), QStringLiteral("transaction"));
        QCOMPARE(panel->waterfall()->steps().size(), 4);
        QVERIFY(std::abs(sumOf(*panel->waterfall()) - 2.742e-5) < 1e-8);
        QCOMPARE(panel->model().index(2, 1).data().toString(), formatAs(NumberKind::BasisPoints, 0.274e-4));
    }
    void theTableSumsUpToTheActiveReturn() {
        Bench bench;
        const auto panel = bench.show<AttributionPanel>();
        const QVector<FigureRow>& rows = panel->model().rows();
        for (qsizetype column = 2; column < rows.first().values.size(); ++column) {
            double sum = 0;
            for (qsizetype row = 0; row + 1 < rows.size(); ++row)
                if (!std::isnan(rows[row].values[column])) sum += rows[row].values[column];
            QVERIFY(std::abs(sum - rows.last().values[column]) < 1e-6);
        }
    }
    void monthsAreStackedFromTheirParts() {
        Bench bench;
        const auto panel = bench.show<AttributionPanel>();
        panel->form()->setCurrentIndex(1);
        for (const int by : {0, 1, 2}) {
            panel->by()->setCurrentIndex(by);
            Bench::settle(*panel);
            const StackedColumns* columns = panel->columns();
            QCOMPARE(columns->periods().size(), 4);
            for (int month = 0; month < 4; ++month) {
                double sum = 0;
                for (const StackedPart& part : columns->parts())
                    sum += part.values[month];
                QVERIFY(std::abs(sum - columns->sum().values[month]) < 5e-6);
            }
        }
        panel->columns()->setFocus();
        QTest::keyClick(panel->columns(), Qt::Key_Home);
        QVERIFY(panel->columns()->readout().contains(QStringLiteral("Active return")));
        CellOrigin traced;
        bench.desk.trace = [&](const CellOrigin& origin, const QString&) { traced = origin; };
        QTest::keyClick(panel->columns(), Qt::Key_Down);
        QTest::keyClick(panel->columns(), Qt::Key_F9);
        QCOMPARE(traced.pointer, QStringLiteral("/data/over_time/rows/0/4"));
    }
    void theWaterfallIsReadByKeys() {
        Bench bench;
        const auto panel = bench.show<AttributionPanel>();
        WaterfallChart* chart = panel->waterfall();
        chart->setFocus();
        QTest::keyClick(chart, Qt::Key_Home);
        QTest::keyClick(chart, Qt::Key_Down);
        QVERIFY(chart->readout().startsWith(QStringLiteral("Information Technology   +13.67")));
        QCOMPARE(chart->accessibleDescription(), chart->readout());
        CellOrigin traced;
        bench.desk.trace = [&](const CellOrigin& origin, const QString&) { traced = origin; };
        QTest::keyClick(chart, Qt::Key_F9);
        QVERIFY(traced.pointer.endsWith(QStringLiteral("/total")));
        QCOMPARE(chart->table().rows.size(), chart->steps().size());
        QTest::keyClick(chart, Qt::Key_Escape);
        QCOMPARE(chart->selected(), -1);
    }
    void theMethodIsAskedFor() {
        Bench bench;
        const auto panel = bench.show<AttributionPanel>();
        QCOMPARE(asked(bench, kAttribution, "linking"), QStringLiteral("carino"));
        panel->linking()->actions().last()->trigger();
        panel->interaction()->actions().last()->trigger();
        Bench::settle(*panel);
        QCOMPARE(asked(bench, kAttribution, "linking"), QStringLiteral("menchero"));
        QCOMPARE(asked(bench, kAttribution, "interaction"), QStringLiteral("separate"));
        const QJsonObject kept = panel->choices();
        const auto other = std::make_unique<AttributionPanel>(bench.desk);
        other->setChoices(kept);
        QCOMPARE(other->choices(), kept);
    }

    void theReportIsSeenBeforeItIsWritten() {
        Bench bench;
        const auto panel = bench.show<ReportPanel>();
        QCOMPARE(asked(bench, kSheet, "output_format"), QStringLiteral("html"));
        QCOMPARE(bench.fake.lastParameters(kSheet)[QStringLiteral("sections")].toArray().size(), 6);
        QVERIFY(panel->preview()->toPlainText().contains(QStringLiteral("Performance tear sheet")));
        QVERIFY(panel->preview()->toPlainText().contains(QStringLiteral("treynor ratio")));
        QCOMPARE(panel->preview()->chartCount(), 1);
        QVERIFY(!panel->preview()
                     ->loadResource(QTextDocument::ImageResource, QUrl(QStringLiteral("chart:0")))
                     .isNull());
        QVERIFY(panel->preview()
                    ->loadResource(QTextDocument::ImageResource, QUrl(QStringLiteral("file:///etc/hostname")))
                    .isNull());
    }
    void sectionsAreLeftOutAndMovedByKeys() {
        Bench bench;
        const auto panel = bench.show<ReportPanel>();
        QListWidget* list = panel->sections();
        list->setCurrentRow(0);
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Space);
        QTest::keyClick(list, Qt::Key_Down, Qt::AltModifier);
        QTRY_COMPARE(
            bench.fake.lastParameters(kSheet)[QStringLiteral("sections")].toArray(),
            QJsonArray({QStringLiteral("returns"), QStringLiteral("active"), QStringLiteral("sharpe"),
                        QStringLiteral("drawdowns"), QStringLiteral("rolling")}));
        QTest::keyClick(list, Qt::Key_Space);
        QTRY_COMPARE(bench.fake.lastParameters(kSheet)[QStringLiteral("sections")].toArray().at(1).toString(),
                     QStringLiteral("growth"));
        Bench::settle(*panel);
        const QJsonObject kept = panel->choices();
        const auto other = std::make_unique<ReportPanel>(bench.desk);
        other->setChoices(kept);
        QCOMPARE(other->choices(), kept);
        for (int row = 0; row < list->count(); ++row)
            list->item(row)->setCheckState(Qt::Unchecked);
        QTRY_COMPARE(panel->cover()->mode(), StateCover::Mode::Empty);
        QVERIFY(!panel->save()->isEnabled());
    }
    void theFileIsWhatTheServerGave() {
        Bench bench;
        QString said;
        bench.desk.say = [&](const QString& text) { said = text; };
        const auto panel = bench.show<ReportPanel>();
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("sheet.pdf"));
        panel->saveTo(path);
        Bench::settle(*panel);
        QCOMPARE(asked(bench, kSheet, "output_format"), QStringLiteral("pdf"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), reportHtml());
        QVERIFY(said.contains(path));
        panel->saveTo(folder.filePath(QStringLiteral("missing/sheet.pdf")));
        Bench::settle(*panel);
        QVERIFY(said.contains(QStringLiteral("Could not write")));
    }
    void aRiskReportIsListedUntilItExpires() {
        Bench bench;
        const auto panel = bench.show<ReportPanel>();
        panel->kind()->setCurrentIndex(1);
        Bench::settle(*panel);
        QCOMPARE(panel->sections()->count(), 7);
        QCOMPARE(asked(bench, kRisk, "format"), QStringLiteral("html"));
        QCOMPARE(asked(bench, QStringLiteral("risk.report_file"), "file"), QStringLiteral("report_002.html"));
        QCOMPARE(panel->made()->count(), 1);
        QJsonObject kept = panel->choices();
        kept[QStringLiteral("made")] =
            QJsonArray{QJsonObject{{QStringLiteral("file"), QStringLiteral("report_001.pdf")},
                                   {QStringLiteral("expires_at"), QStringLiteral("2020-01-01T00:00:00Z")}}};
        panel->setChoices(kept);
        QCOMPARE(panel->made()->count(), 0);
    }
};
static const Register<PerformancePanelsTest> kPerformancePanels;

} // namespace nautilus::ui::testing

#include "performance_panels_test.moc"
