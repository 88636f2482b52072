// The library, the tear sheet and the economy, before recorded answers.
#include "tests/ui/fake_answers.h"
#include "tests/ui/panel_bench.h"
#include "tests/ui/suites.h"
#include "ui/charts/column_chart.h"
#include "ui/charts/exposure_bars.h"
#include "ui/charts/line_chart.h"
#include "ui/charts/record_table.h"
#include "ui/dashboards/factor/library_panel.h"
#include "ui/dashboards/factor/macro_panel.h"
#include "ui/dashboards/factor/ranking_panel.h"
#include "ui/dashboards/factor/risk_proof_panel.h"
#include "ui/dashboards/factor/tear_sheet_panel.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QtTest>

namespace nautilus::ui::testing {
namespace {

const QString kSheet = QStringLiteral("factor.tearsheet");

} // namespace

class ResearchPanelsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theLibraryIsSearchedAsOneTypes() {
        Bench bench;
        const auto panel = bench.show<LibraryPanel>();
        QCOMPARE(panel->model().rowCount(), 3); // two of the library, one of the user's own
        QTest::keyClicks(panel->search(), QStringLiteral("log ret"));
        QCOMPARE(panel->model().rowCount(), 1);
        QCOMPARE(panel->model().textAt(0, QStringLiteral("id")), QStringLiteral("momentum"));
        panel->search()->clear();
        panel->family()->setCurrentIndex(panel->family()->findData(QStringLiteral("user")));
        QCOMPARE(panel->model().rowCount(), 1);
        QVERIFY(panel->model().textAt(0, QStringLiteral("formula")).contains(QStringLiteral("ts_std")));
    }
    void theLibraryShowsWhatResearchFound() {
        Bench bench;
        const auto panel = bench.show<LibraryPanel>();
        const auto& model = panel->model();
        const auto raw = [&](const QString& column) {
            return model.table().at(model.sourceRow(0), model.table().column(column));
        };
        QTRY_COMPARE(raw(QStringLiteral("rank_ic")).toDouble(), -0.027);
        QCOMPARE(raw(QStringLiteral("quarters")).toArray().size(), 4);
        QCOMPARE(raw(QStringLiteral("first_valid_date")).toString(), QStringLiteral("2016-01-12"));
        panel->table()->sortByColumn(5, Qt::DescendingOrder); // IC; the user's own has none and comes last
        QCOMPARE(model.textAt(0, QStringLiteral("id")), QStringLiteral("size"));
        QCOMPARE(model.textAt(2, QStringLiteral("id")), QStringLiteral("calm_reversal"));
    }
    void aRowGoesAlongTheLinkColour() {
        Bench bench;
        QString opened;
        bench.desk.open_panel = [&](const QString& id) { opened = id; };
        const auto panel = bench.show<LibraryPanel>();
        const auto sheet = bench.show<TearSheetPanel>();
        panel->table()->setCurrentIndex(panel->model().index(1, 0));
        QCOMPARE(bench.context.at(0).factor, QStringLiteral("size"));
        Bench::settle(*sheet);
        QCOMPARE(bench.fake.lastParameters(kSheet)[QStringLiteral("factor_id")].toString(),
                 QStringLiteral("size"));
        QTest::keyClick(panel->table(), Qt::Key_Return);
        QCOMPARE(opened, QStringLiteral("tear_sheet"));
    }
    void theSheetShowsEveryPart() {
        Bench bench;
        const auto panel = bench.show<TearSheetPanel>();
        QCOMPARE(panel->earned()->series().size(), 2);
        QCOMPARE(panel->coefficient()->series().first().values.size(), 6);
        QCOMPARE(panel->decay()->columns().size(), 2);
        QCOMPARE(panel->quantiles()->columns().first().error, 0.002457);
        QVERIFY(panel->quantiles()->isVisibleTo(panel.get()));
        QCOMPARE(panel->sectors()->bars().size(), 2);
        QCOMPARE(panel->regimes()->bars().first().origin.pointer, QStringLiteral("/data/regimes/0/rank_ic"));
        QCOMPARE(panel->figure(QStringLiteral("sharpe")), QStringLiteral("1.66"));
        QCOMPARE(panel->figure(QStringLiteral("deflated")), QStringLiteral("0.33"));
        QVERIFY(panel->exportButton()->isEnabled());
        QVERIFY(toCsv(panel->exportTable()).contains(QStringLiteral("portfolio,,sharpe_ratio,1.661")));
    }
    void aFactorWithoutQuantilesSaysSo() {
        Bench bench;
        QJsonObject sheet = researchAnswers()[kSheet];
        QJsonArray quantiles;
        for (int quantile = 1; quantile <= 5; ++quantile)
            quantiles.append(QJsonObject{{QStringLiteral("quantile"), quantile},
                                         {QStringLiteral("mean_return"), QJsonValue::Null}});
        sheet[QStringLiteral("quantile_returns")] = quantiles;
        LinkReply reply;
        reply.status = 200;
        reply.envelope = {{QStringLiteral("success"), true}, {QStringLiteral("data"), sheet}};
        bench.fake.stage(kSheet, reply);
        const auto panel = bench.show<TearSheetPanel>();
        QCOMPARE(panel->earned()->series().size(), 2);
        QVERIFY(!panel->quantiles()->isVisibleTo(panel.get()));
        QVERIFY(panel->facts().contains(QStringLiteral("no quantiles")));
    }
    void anExpressionHasASheetOfItsOwn() {
        Bench bench;
        const auto panel = bench.show<TearSheetPanel>();
        bench.context.setFactor(0, QStringLiteral("=rank(close)"));
        Bench::settle(*panel);
        const auto asked = bench.fake.lastParameters(QStringLiteral("factor.tearsheet_of_expression"));
        QCOMPARE(asked[QStringLiteral("expression")].toString(), QStringLiteral("rank(close)"));
        QCOMPARE(asked[QStringLiteral("direction")].toInt(), 1);
    }
    void aSeriesStandsWithItsTransformationAndStates() {
        Bench bench;
        const auto panel = bench.show<MacroPanel>();
        panel->resize(900, 620);
        QCOMPARE(panel->level()->series().first().values.size(), 24);
        QCOMPARE(panel->level()->bands().size(), 3);
        QCOMPARE(panel->level()->bands().at(1).level, 2);
        QVERIFY(std::isnan(panel->change()->series().first().values.first()));
        QVERIFY(panel->facts().contains(QStringLiteral("ln x[t] - ln x[t-1]")));
        QVERIFY(panel->facts().contains(QStringLiteral("beta_industrial_production")));
        QTest::keyClicks(panel->search(), QStringLiteral("unem"));
        QCOMPARE(panel->table()->model()->rowCount(), 1);
        panel->table()->selectRow(0);
        Bench::settle(*panel);
        QCOMPARE(bench.fake.lastParameters(QStringLiteral("factor.macro_view"))[QStringLiteral("series")]
                     .toString(),
                 QStringLiteral("UNRATE"));
    }
    void theVintageOfTheLinkedDateIsAsked() {
        Bench bench;
        const auto panel = bench.show<MacroPanel>();
        bench.context.setDate(0, QDate(2019, 3, 1));
        Bench::settle(*panel);
        const QString view = QStringLiteral("factor.macro_view");
        QVERIFY(!bench.fake.lastParameters(view).contains(QStringLiteral("as_of")));
        panel->vintage()->setCurrentIndex(1);
        Bench::settle(*panel);
        QCOMPARE(bench.fake.lastParameters(view)[QStringLiteral("as_of")].toString(),
                 QStringLiteral("2019-03-01"));
    }
    void figuresOfTheRankingStandTogetherOnAWideScreen() {
        Bench bench;
        const auto panel = bench.show<RankingPanel>();
        panel->resize(1900, 500);
        QTest::qWait(5);
        QVERIFY(panel->table()->columnWidth(11) < 80);
    }
    void anEmptyProofOffersOneButton() {
        Bench bench;
        bench.staged.setStage(StagedLink::Stage::Empty);
        const auto panel = bench.show<RiskProofPanel>();
        int shown = 0;
        for (const auto* button : panel->findChildren<QPushButton*>())
            shown += button->isVisible() ? 1 : 0;
        QCOMPARE(shown, 1);
    }
};
static const Register<ResearchPanelsTest> kResearchPanels;

} // namespace nautilus::ui::testing

#include "research_panels_test.moc"
