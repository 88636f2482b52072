// The optimiser's workbench, rebalancing and the backtest of a policy, before fixed answers.
#include "tests/ui/fake_answers.h"
#include "tests/ui/panel_bench.h"
#include "tests/ui/suites.h"
#include "ui/charts/column_chart.h"
#include "ui/charts/frontier_chart.h"
#include "ui/charts/line_chart.h"
#include "ui/charts/paired_bars.h"
#include "ui/charts/record_table.h"
#include "ui/dashboards/portfolio/feasibility_view.h"
#include "ui/dashboards/portfolio/optimiser_fields.h"
#include "ui/dashboards/portfolio/optimiser_panel.h"
#include "ui/dashboards/portfolio/optimiser_results.h"
#include "ui/dashboards/portfolio/policy_backtest_panel.h"
#include "ui/dashboards/portfolio/rebalance_panel.h"
#include "ui/dialogs/check_list.h"
#include "ui/dialogs/optional_spin.h"
#include "ui/dialogs/pointer_form.h"
#include "ui/models/optimiser_words.h"
#include "ui/shell/key_figures.h"

#include <QDir>
#include <QJsonArray>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QSlider>
#include <QTemporaryDir>
#include <QtTest>

namespace nautilus::ui::testing {
namespace {

const QString kOptimise = QStringLiteral("portfolio.optimize"),
              kDiagnose = QStringLiteral("portfolio.diagnose"),
              kFrontier = QStringLiteral("portfolio.frontier"),
              kCompare = QStringLiteral("portfolio.compare_methods"),
              kRebalance = QStringLiteral("portfolio.rebalance"),
              kBacktest = QStringLiteral("portfolio.backtest_policy");
const QString kMaxWeight = QStringLiteral("/constraints/max_weight");

LinkReply good(const QJsonObject& data) {
    return {200, {{QStringLiteral("success"), true}, {QStringLiteral("data"), data}}};
}

LinkReply refused(int status, const QVector<QPair<QString, QString>>& errors) {
    QJsonArray all;
    for (const auto& [field, message] : errors)
        all.append(QJsonObject{{QStringLiteral("code"), QStringLiteral("infeasible")},
                               {QStringLiteral("message"), message},
                               {QStringLiteral("field"), field}});
    return {status, {{QStringLiteral("success"), false}, {QStringLiteral("errors"), all}}};
}

void stageConflict(Bench& bench) {
    bench.fake.stage(kDiagnose, good(infeasibleDiagnosis()));
    bench.fake.stage(kOptimise, refused(422, {{kTargetField, QStringLiteral("Return at least 40.00 %")},
                                              {kMaxWeight, QStringLiteral("Every weight at most 30.00 %")}}));
}

qsizetype timesAsked(const Bench& bench, const QString& operation) {
    return bench.fake.asked().count(operation);
}

QJsonObject at(const QJsonObject& asked, const char* part) {
    return asked.value(QLatin1String(part)).toObject();
}

} // namespace

class OptimiserPanelsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void textsAreReadAsLimitsBudgetsAndViews() {
        PointerField field{QStringLiteral("/x"), PointerField::Kind::Ranges, QStringLiteral("X")};
        field.per_unit = 100;
        QString problem;
        const QJsonObject ranges =
            readPointerText(field, QStringLiteral("AAPL 5..20, NVDA <= 10; Real Estate >= \u22125 %"),
                            &problem)
                .toObject();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QCOMPARE(ranges[QStringLiteral("AAPL")][QStringLiteral("min")].toDouble(), 0.05);
        QCOMPARE(ranges[QStringLiteral("AAPL")][QStringLiteral("max")].toDouble(), 0.2);
        QVERIFY(ranges[QStringLiteral("NVDA")][QStringLiteral("min")].isUndefined());
        QCOMPARE(ranges[QStringLiteral("Real Estate")][QStringLiteral("min")].toDouble(), -0.05);
        QVERIFY(readPointerText(field, QStringLiteral("AAPL"), &problem).isUndefined());
        QVERIFY(problem.contains(QStringLiteral("AAPL")));
        field.kind = PointerField::Kind::Views;
        problem.clear();
        const QJsonArray views =
            readPointerText(field, QStringLiteral("aapl 12 @ 60; MSFT - TSLA 3 %"), &problem).toArray();
        QCOMPARE(views.size(), 2);
        QCOMPARE(views[0][QStringLiteral("assets")][QStringLiteral("AAPL")].toDouble(), 1.0);
        QCOMPARE(views[0][QStringLiteral("confidence")].toDouble(), 0.6);
        QCOMPARE(views[1][QStringLiteral("assets")][QStringLiteral("TSLA")].toDouble(), -1.0);
        QCOMPARE(views[1][QStringLiteral("value")].toDouble(), 0.03);
        field.kind = PointerField::Kind::Numbers;
        const QJsonObject sectors =
            readPointerText(field, QStringLiteral("Information Technology 60, Energy: 5"), &problem)
                .toObject();
        QCOMPARE(sectors[QStringLiteral("Information Technology")].toDouble(), 0.6);
        QCOMPARE(sectors[QStringLiteral("Energy")].toDouble(), 0.05);
    }
    void anEmptyNumberIsNotSentAndItsArrowsBeginAtAUsualOne() {
        PointerForm form;
        addOptimiserFields(form);
        QVERIFY(form.value(kMaxWeight).isUndefined());
        auto* spin = qobject_cast<OptionalSpin*>(form.editor(kMaxWeight));
        QVERIFY(spin);
        QTest::keyClick(spin, Qt::Key_Up);
        QCOMPARE(form.value(kMaxWeight).toDouble(), 0.3);
        spin->selectAll();
        QTest::keyClick(spin, Qt::Key_Delete);
        QTest::keyClick(spin, Qt::Key_Return);
        QVERIFY(form.value(kMaxWeight).isUndefined());
        QVERIFY(form.setValue(QStringLiteral("/constraints/cash/max"), 0.05));
        QVERIFY(form.value(QStringLiteral("/constraints/cash")).toObject() ==
                QJsonObject({{QStringLiteral("max"), 0.05}}));
        PointerForm other;
        addOptimiserFields(other);
        other.setTexts(form.texts());
        QCOMPARE(other.values(), form.values());
    }
    void shadowPricesAreWordsInTheUnitOfTheLimit() {
        QVERIFY(shadowPriceText(kMaxWeight, 0).isEmpty());
        QVERIFY(shadowPriceText(kMaxWeight, 0.0612).contains(QStringLiteral("6.1")));
        QVERIFY(shadowPriceText(QStringLiteral("/constraints/max_positions"), 0.002)
                    .contains(QStringLiteral("20.0")));
        QVERIFY(
            shadowPriceText(QStringLiteral("/constraints/beta/max"), 0.01).contains(QStringLiteral("10.0")));
        QCOMPARE(limitKind(QStringLiteral("/constraints/sector_limits/Energy")), NumberKind::PercentSign);
    }
    void theWorkbenchAsksForAllItShows() {
        Bench bench;
        const auto panel = bench.show<OptimiserPanel>();
        const QJsonObject asked = bench.fake.lastParameters(kOptimise);
        QCOMPARE(asked[QStringLiteral("portfolio_id")].toString(), QStringLiteral("portfolio_001"));
        QCOMPARE(asked[QStringLiteral("optimization_method")].toString(), QStringLiteral("mean_variance"));
        QCOMPARE(at(asked, "objective")[QStringLiteral("risk_aversion")].toDouble(), 5.0);
        QVERIFY(!asked.contains(QStringLiteral("constraints")));
        QVERIFY(!asked.contains(QStringLiteral("relax")));
        QVERIFY(!bench.fake.lastParameters(kFrontier).contains(QStringLiteral("optimization_method")));
        QVERIFY(!bench.fake.lastParameters(kCompare).contains(QStringLiteral("optimization_method")));
        QVERIFY(bench.fake.lastParameters(kCompare)[QStringLiteral("methods")].toArray().size() > 4);
        QVERIFY(panel->feasibility()->said().contains(QStringLiteral("Feasible: returns from")));
        OptimiserResults* results = panel->results();
        QVERIFY(results->bars()->bars().size() > 3);
        QCOMPARE(results->bars()->bars().last().id, QStringLiteral("cash"));
        QVERIFY(results->figures()->note(QStringLiteral("expected_return")).contains(QStringLiteral("was")));
        QVERIFY(results->trades()->model()->rowCount() > 2);
        QVERIFY(results->exposures()->model()->rowCount() > 3);
        QVERIFY(results->methods()->model()->rowCount() > 5);
        QVERIFY(results->details().contains(QStringLiteral("interior point")));
        QStringList marks;
        for (const FrontierSpot& spot : results->frontier()->spots())
            if (spot.kind == FrontierSpot::Kind::Mark) marks.append(spot.id);
        for (const char* mark : {"current", "optimal", "benchmark", "minimum_variance", "max_sharpe"})
            QCOMPARE(marks.count(QLatin1String(mark)), 1);
    }
    void aBindingConstraintSaysItsPriceAndLeadsToItsField() {
        Bench bench;
        const auto panel = bench.show<OptimiserPanel>();
        panel->activateWindow();
        RecordTable* table = panel->results()->constraints();
        QVERIFY(table->model()->index(0, 4).data().toString().contains(QStringLiteral("bp a year")));
        QCOMPARE(table->model()->index(table->model()->rowCount() - 1, 4).data().toString(),
                 QStringLiteral("nothing"));
        Q_EMIT table->rowActivated(1);
        QTRY_VERIFY(panel->form()->editor(QStringLiteral("/constraints/sector_limits"))->hasFocus());
    }
    void anEditIsSentOnceTheHandRests() {
        Bench bench;
        const auto panel = bench.show<OptimiserPanel>();
        const qsizetype before = timesAsked(bench, kOptimise);
        QVERIFY(panel->form()->setValue(kMaxWeight, 0.25));
        QVERIFY(panel->form()->setValue(kTurnoverField, 0.4));
        QTRY_COMPARE(timesAsked(bench, kOptimise), before + 1);
        Bench::settle(*panel);
        const QJsonObject limits = at(bench.fake.lastParameters(kOptimise), "constraints");
        QCOMPARE(limits[QStringLiteral("max_weight")].toDouble(), 0.25);
        QCOMPARE(limits[QStringLiteral("max_turnover")].toDouble(), 0.4);
        QCOMPARE(bench.fake.lastParameters(kDiagnose)[QStringLiteral("constraints")].toObject(), limits);
    }
    void aTextThatCannotBeReadIsSaidAndNotSent() {
        Bench bench;
        const auto panel = bench.show<OptimiserPanel>();
        const qsizetype before = timesAsked(bench, kOptimise);
        const QString sectors = QStringLiteral("/constraints/sector_limits");
        QVERIFY(panel->form()->setValue(sectors, QStringLiteral("Energy")));
        panel->askNow();
        QVERIFY(panel->form()->problemOf(sectors).contains(QStringLiteral("Energy")));
        QCOMPARE(timesAsked(bench, kOptimise), before);
        QVERIFY(panel->form()->setValue(sectors, QStringLiteral("Energy 10")));
        panel->askNow();
        Bench::settle(*panel);
        QCOMPARE(timesAsked(bench, kOptimise), before + 1);
        QVERIFY(panel->form()->problemOf(sectors).isEmpty());
    }
    void aHeldSliderHasOneRequestUnderWayAndTheLastWins() {
        Bench bench;
        const auto panel = bench.show<OptimiserPanel>();
        bench.fake.delay_ms = 60;
        const qsizetype before = timesAsked(bench, kOptimise), studied = timesAsked(bench, kFrontier);
        const int cancelled = bench.fake.cancelled();
        QSlider* slider = panel->form()->slider(kAversionField);
        slider->setSliderDown(true);
        for (int value = 10; value <= 120; value += 10)
            slider->setValue(value);
        QCOMPARE(timesAsked(bench, kOptimise), before + 1);
        Bench::settle(*panel);
        QTRY_COMPARE(timesAsked(bench, kOptimise), before + 2);
        Bench::settle(*panel);
        QCOMPARE(bench.fake.cancelled(), cancelled); // no answer is thrown away
        QCOMPARE(timesAsked(bench, kFrontier), studied);
        QCOMPARE(
            at(bench.fake.lastParameters(kOptimise), "objective")[QStringLiteral("risk_aversion")].toDouble(),
            panel->form()->value(kAversionField).toDouble());
        slider->setSliderDown(false);
        QTRY_COMPARE(timesAsked(bench, kFrontier), studied + 1);
        Bench::settle(*panel);
    }
    void aConflictIsSaidAndRelaxedWithOneClick() {
        Bench bench;
        stageConflict(bench);
        const auto panel = bench.show<OptimiserPanel>();
        panel->activateWindow();
        FeasibilityView* view = panel->feasibility();
        QCOMPARE(panel->cover()->mode(), StateCover::Mode::None);
        QVERIFY(view->said().contains(QStringLiteral("cannot hold together")));
        QCOMPARE(view->conflicts()->count(), 3);
        QVERIFY(view->conflicts()->item(2)->text().contains(QStringLiteral("17.36")));
        QVERIFY(!panel->results()->outdated().isEmpty());
        Q_EMIT view->conflicts()->itemActivated(view->conflicts()->item(1));
        QTRY_VERIFY(panel->form()->editor(kMaxWeight)->hasFocus());
        QJsonObject relaxed;
        relaxed.insert(QStringLiteral("relaxations"), infeasibleDiagnosis()[QStringLiteral("relaxations")]);
        relaxed.insert(QStringLiteral("optimal_weights"), QJsonObject{{QStringLiteral("AAPL"), 1}});
        bench.fake.stage(kOptimise, good(relaxed));
        QVERIFY(view->button()->isVisible());
        view->button()->click();
        Bench::settle(*panel);
        QCOMPARE(bench.fake.lastParameters(kOptimise)[QStringLiteral("relax")].toBool(), true);
        QVERIFY(!bench.fake.lastParameters(kDiagnose).contains(QStringLiteral("relax")));
        QVERIFY(view->said().contains(QStringLiteral("Relaxed")));
        QVERIFY(panel->results()->outdated().isEmpty());
        QVERIFY(panel->form()->setValue(kAimField, QStringLiteral("return")));
        panel->askNow(); // an edit takes the relaxation back
        Bench::settle(*panel);
        QVERIFY(!bench.fake.lastParameters(kOptimise).contains(QStringLiteral("relax")));
    }
    void relaxedLimitsCanBeTakenIntoTheForm() {
        Bench bench;
        const auto panel = bench.show<OptimiserPanel>();
        QVERIFY(panel->form()->setValue(kAimField, QStringLiteral("return")));
        QVERIFY(panel->form()->setValue(kTargetField, 0.4));
        panel->feasibility()->showRelaxed(infeasibleDiagnosis()[QStringLiteral("relaxations")].toArray());
        panel->feasibility()->button()->click();
        Bench::settle(*panel);
        QCOMPARE(
            at(bench.fake.lastParameters(kOptimise), "objective")[QStringLiteral("target_return")].toDouble(),
            0.1736);
    }
    void aClickOnTheFrontierSetsTheTarget() {
        Bench bench;
        const auto panel = bench.show<OptimiserPanel>();
        FrontierChart* chart = panel->results()->frontier();
        for (int i = 0; i < 4; ++i)
            QTest::keyClick(chart, Qt::Key_Right);
        QCOMPARE(chart->pointed(), QStringLiteral("point/3"));
        QVERIFY(chart->readout().contains(QStringLiteral("Sharpe")));
        QVERIFY(chart->readout().contains(QLatin1Char('%')));
        const double wanted = chart->spots()[3].expected_return;
        QTest::keyClick(chart, Qt::Key_Return);
        Bench::settle(*panel);
        const QJsonObject objective = at(bench.fake.lastParameters(kOptimise), "objective");
        QVERIFY(objective[QStringLiteral("target_return")].toDouble() <= wanted);
        QVERIFY(objective[QStringLiteral("target_return")].toDouble() > wanted - 2e-4);
        QVERIFY(!objective.contains(QStringLiteral("risk_aversion")));
        QSignalSpy origins(chart, &FrontierChart::originAsked);
        QTest::keyClick(chart, Qt::Key_F9);
        QCOMPARE(origins.first().first().value<CellOrigin>().pointer,
                 QStringLiteral("/data/points/3/expected_return"));
        QTest::keyClick(chart, Qt::Key_Down);
        QVERIFY(chart->pointed() == QLatin1String("optimal"));
        QTest::keyClick(chart, Qt::Key_Escape);
        QVERIFY(chart->pointed().isEmpty());
    }
    void aMethodShowsOnlyWhatItReads() {
        Bench bench;
        const auto panel = bench.show<OptimiserPanel>();
        PointerForm* form = panel->form();
        QVERIFY(form->shows(kAversionField));
        QVERIFY(!form->shows(QStringLiteral("/objective/views")));
        Q_EMIT panel->results()->methods()->rowActivated(3);
        QCOMPARE(form->value(kMethodField).toString(), QStringLiteral("risk_parity"));
        QVERIFY(!form->shows(kAversionField));
        QVERIFY(form->shows(QStringLiteral("/objective/risk_budget")));
        panel->askNow();
        Bench::settle(*panel);
        QVERIFY(
            !at(bench.fake.lastParameters(kOptimise), "objective").contains(QStringLiteral("risk_aversion")));
    }
    void aRefusedFieldSaysSoInItsPlace() {
        Bench bench;
        bench.fake.stage(kOptimise, refused(400, {{kMaxWeight, QStringLiteral("must be at most 10")}}));
        const auto panel = bench.show<OptimiserPanel>();
        QCOMPARE(panel->form()->problemOf(kMaxWeight), QStringLiteral("must be at most 10"));
        QCOMPARE(panel->cover()->mode(), StateCover::Mode::None);
        QCOMPARE(panel->titleLine()->state(), PanelState::Failed);
    }
    void withoutAPortfolioSymbolsCanBeNamed() {
        Bench bench;
        bench.context.setPortfolio(0, {});
        const auto panel = bench.show<OptimiserPanel>();
        panel->activateWindow();
        QCOMPARE(panel->cover()->mode(), StateCover::Mode::Empty);
        Q_EMIT panel->cover()->acted();
        QTRY_VERIFY(panel->form()->editor(QStringLiteral("/universe"))->hasFocus());
        QVERIFY(panel->form()->setValue(QStringLiteral("/universe"), QStringLiteral("aapl, msft")));
        panel->askNow();
        Bench::settle(*panel);
        QCOMPARE(panel->cover()->mode(), StateCover::Mode::None);
        const QJsonObject asked = bench.fake.lastParameters(kOptimise);
        QVERIFY(!asked.contains(QStringLiteral("portfolio_id")));
        QCOMPARE(asked[QStringLiteral("universe")].toArray(),
                 QJsonArray({QStringLiteral("AAPL"), QStringLiteral("MSFT")}));
    }
    void whatWasTypedIsKept() {
        Bench bench;
        QJsonObject kept;
        {
            const auto panel = bench.show<OptimiserPanel>();
            QVERIFY(panel->form()->setValue(kMaxWeight, 0.2));
            panel->results()->setPart(QStringLiteral("methods"));
            kept = panel->choices();
        }
        OptimiserPanel other(bench.desk);
        other.setChoices(kept);
        QCOMPARE(other.form()->value(kMaxWeight).toDouble(), 0.2);
        QCOMPARE(other.results()->part(), QStringLiteral("methods"));
    }
    void pairedBarsAreReadByKeys() {
        Bench bench;
        const auto panel = bench.show<OptimiserPanel>();
        PairedBars* bars = panel->results()->bars();
        QTest::keyClick(bars, Qt::Key_Down);
        QCOMPARE(bars->selected(), bars->bars().first().id);
        QVERIFY(bars->readout().contains(QStringLiteral("before")));
        QSignalSpy origins(bars, &PairedBars::originAsked);
        QTest::keyClick(bars, Qt::Key_F9);
        QVERIFY(origins.first().first().value<CellOrigin>().pointer.startsWith(
            QStringLiteral("/data/optimal_weights/")));
    }
    void rebalancingShowsDriftTradesAndSlices() {
        Bench bench;
        const auto panel = bench.show<RebalancePanel>();
        const QJsonObject asked = bench.fake.lastParameters(kRebalance);
        QCOMPARE(at(asked, "rebalance_config")[QStringLiteral("threshold")].toDouble(), 0.05);
        QVERIFY(!at(asked, "rebalance_config").contains(QStringLiteral("frequency")));
        QCOMPARE(at(asked, "execution_config")[QStringLiteral("transaction_costs")].toDouble(), 0.0005);
        QVERIFY(panel->said().contains(QStringLiteral("Rebalancing is due")));
        QCOMPARE(panel->drifts()->model()->index(0, 0).data().toString(), QStringLiteral("Cash"));
        QVERIFY(panel->trades()->model()->rowCount() > 3);
        QCOMPARE(panel->schedule()->columns().size(), 6);
        const QString first = panel->schedule()->readout();
        panel->trades()->setCurrentIndex(panel->trades()->model()->index(1, 0));
        QVERIFY(panel->schedule()->readout() != first);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("trades.csv"));
        QVERIFY(panel->saveTrades(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray csv = file.readAll();
        QVERIFY(csv.contains("symbol"));
        QCOMPARE(csv.count("\r\n"), panel->trades()->model()->rowCount() + 1);
    }
    void aTriggerShowsWhatItNeedsAndTargetsCanBeTyped() {
        Bench bench;
        const auto panel = bench.show<RebalancePanel>();
        PointerForm* form = panel->form();
        QVERIFY(form->setValue(QStringLiteral("/rebalance_config/trigger_type"), QStringLiteral("calendar")));
        QVERIFY(form->shows(QStringLiteral("/rebalance_config/frequency")));
        QVERIFY(!form->shows(QStringLiteral("/rebalance_config/threshold")));
        QVERIFY(form->setValue(QStringLiteral("/target_weights"), QStringLiteral("AAPL 40, MSFT 60")));
        QTRY_COMPARE(
            at(bench.fake.lastParameters(kRebalance), "target_weights")[QStringLiteral("MSFT")].toDouble(),
            0.6);
        Bench::settle(*panel);
        bench.fake.stage(kRebalance,
                         refused(400, {{QStringLiteral("/target_weights"), QStringLiteral("sum to 1.2")}}));
        panel->refresh();
        Bench::settle(*panel);
        QCOMPARE(form->problemOf(QStringLiteral("/target_weights")), QStringLiteral("sum to 1.2"));
        QVERIFY(panel->said().contains(QStringLiteral("sum to 1.2")));
    }
    void theNewestBacktestIsShownWithItsFailures() {
        Bench bench;
        const auto panel = bench.show<PolicyBacktestPanel>();
        QCOMPARE(bench.fake.lastParameters(QStringLiteral("app.job"))[QStringLiteral("job_id")].toString(),
                 QStringLiteral("job_0"));
        QCOMPARE(panel->growth()->series().size(), 2);
        QCOMPARE(panel->growth()->series().first().values.first(), 0.0);
        for (const double value : panel->drawdown()->series().first().values)
            QVERIFY(value <= 0);
        QCOMPARE(panel->runs()->model()->rowCount(), 2);
        QCOMPARE(panel->runs()->model()->index(0, 0).data().toString(), QStringLiteral("Mean-variance"));
        QVERIFY(panel->troubles().contains(QStringLiteral("2 rebalancings")));
        QVERIFY(panel->troubles().contains(QStringLiteral("TSLA is left out")));
        QCOMPARE(panel->growth()->series().last().origin(panel->growth()->series().last().dates[5]).pointer,
                 QStringLiteral("/data/result/runs/1/value/5"));
    }
    void aBacktestIsStartedFollowedAndCancelled() {
        Bench bench;
        const auto panel = bench.show<PolicyBacktestPanel>();
        panel->compared()->item(1)->setCheckState(Qt::Checked);
        QVERIFY(panel->form()->setValue(QStringLiteral("/start"), QStringLiteral("2018-01-02")));
        bench.fake.stage(QStringLiteral("app.job"), {503, {}}); // progress comes by events only
        panel->startButton()->click();
        QTRY_VERIFY(panel->cancelButton()->isVisible());
        const QJsonObject asked = bench.fake.lastParameters(kBacktest);
        QCOMPARE(asked[QStringLiteral("compare_with")].toArray(),
                 QJsonArray({QStringLiteral("equal_weight"), QStringLiteral("mean_variance")}));
        QCOMPARE(asked[QStringLiteral("start")].toString(), QStringLiteral("2018-01-02"));
        const auto tell = [&bench](const char* state, double progress) {
            Q_EMIT bench.fake.event(QStringLiteral("jobs"),
                                    {{QStringLiteral("job_id"), QStringLiteral("job_7")},
                                     {QStringLiteral("state"), QLatin1String(state)},
                                     {QStringLiteral("progress"), progress},
                                     {QStringLiteral("message"), QStringLiteral("2019-03-01")}});
        };
        tell("running", 0.4);
        QCOMPARE(panel->progress()->value(), 400);
        QCOMPARE(panel->said(), QStringLiteral("2019-03-01"));
        panel->cancelButton()->click();
        QCOMPARE(
            bench.fake.lastParameters(QStringLiteral("app.job_cancel"))[QStringLiteral("job_id")].toString(),
            QStringLiteral("job_7"));
        tell("cancelled", 0.4);
        QVERIFY(!panel->cancelButton()->isVisible());
        QVERIFY(panel->said().contains(QStringLiteral("cancelled")));
        const qsizetype before = timesAsked(bench, QStringLiteral("app.jobs"));
        panel->start();
        QTRY_VERIFY(panel->cancelButton()->isVisible());
        tell("succeeded", 1);
        QTRY_COMPARE(timesAsked(bench, QStringLiteral("app.jobs")), before + 1);
        Bench::settle(*panel);
    }
    void aRefusedBacktestSaysWhy() {
        Bench bench;
        bench.fake.stage(kBacktest,
                         refused(400, {{QStringLiteral("/start"), QStringLiteral("after the end")}}));
        const auto panel = bench.show<PolicyBacktestPanel>();
        panel->start();
        QTRY_COMPARE(panel->said(), QStringLiteral("after the end"));
        QCOMPARE(panel->form()->problemOf(QStringLiteral("/start")), QStringLiteral("after the end"));
        QVERIFY(panel->startButton()->isEnabled());
    }
};

static const Register<OptimiserPanelsTest> kOptimiserPanels;

} // namespace nautilus::ui::testing

#include "optimiser_panels_test.moc"
