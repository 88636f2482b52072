// A portfolio from factors, a trade plan and the cross-validation of policies, before fixed answers.
#include "tests/ui/fake_answers.h"
#include "tests/ui/panel_bench.h"
#include "tests/ui/suites.h"
#include "ui/charts/column_chart.h"
#include "ui/charts/line_chart.h"
#include "ui/charts/paired_bars.h"
#include "ui/charts/plot.h"
#include "ui/charts/plot_style.h"
#include "ui/charts/record_table.h"
#include "ui/charts/stacked_columns.h"
#include "ui/dashboards/portfolio/factor_portfolio_panel.h"
#include "ui/dashboards/portfolio/feasibility_view.h"
#include "ui/dashboards/portfolio/grid_axes.h"
#include "ui/dashboards/portfolio/policy_grid_panel.h"
#include "ui/dashboards/portfolio/policy_validation_panel.h"
#include "ui/dashboards/portfolio/trade_plan_panel.h"
#include "ui/dialogs/check_list.h"
#include "ui/dialogs/pointer_form.h"
#include "ui/shell/key_figures.h"

#include <QJsonArray>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QtTest>

#include <cmath>

namespace nautilus::ui::testing {
namespace {

const QString kConstruct = QStringLiteral("portfolio.construct_factor_based"),
              kPlan = QStringLiteral("portfolio.plan_trades"),
              kGrid = QStringLiteral("portfolio.backtest_grid"),
              kRebalance = QStringLiteral("portfolio.rebalance"),
              kValidate = QStringLiteral("portfolio.validate_policy"), kJob = QStringLiteral("app.job"),
              kMomentum = QStringLiteral("/factor_exposures/momentum");

LinkReply good(const QJsonObject& data) {
    return {200, {{QStringLiteral("success"), true}, {QStringLiteral("data"), data}}};
}

LinkReply refused(int status, const QVector<QPair<QString, QString>>& errors) {
    QJsonArray all;
    for (const auto& [field, message] : errors)
        all.append(QJsonObject{{QStringLiteral("message"), message}, {QStringLiteral("field"), field}});
    return {status, {{QStringLiteral("success"), false}, {QStringLiteral("errors"), all}}};
}

/// The panel of a portfolio from factors, with one exposure asked for.
std::unique_ptr<FactorPortfolioPanel> asking(Bench& bench) {
    auto panel = bench.show<FactorPortfolioPanel>();
    if (!panel->form()->setValue(kMomentum, 0.3)) return nullptr;
    panel->askNow();
    Bench::settle(*panel);
    return panel;
}

QVector<double> numbers(const QJsonArray& values) {
    QVector<double> out;
    for (const QJsonValue& each : values)
        if (each.isDouble()) out.append(each.toDouble());
    return out;
}

} // namespace

class PolicyPanelsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withoutAnExposureTheFactorPortfolioOffersAStart() {
        Bench bench;
        const auto panel = bench.show<FactorPortfolioPanel>();
        for (const QString& factor : {kMomentum, QStringLiteral("/factor_exposures/value")})
            QVERIFY(panel->form()->setValue(factor, QJsonValue::Null));
        panel->askNow();
        QCOMPARE(panel->cover()->mode(), StateCover::Mode::Empty);
        const qsizetype before = bench.fake.asked().count(kConstruct);
        Q_EMIT panel->cover()->acted();
        QTRY_COMPARE(bench.fake.asked().count(kConstruct), before + 1);
        Bench::settle(*panel);
        QCOMPARE(panel->cover()->mode(), StateCover::Mode::None);
        const QJsonObject wanted =
            bench.fake.lastParameters(kConstruct)[QStringLiteral("factor_exposures")].toObject();
        QCOMPARE(wanted, QJsonObject({{QStringLiteral("momentum"), 0.3}, {QStringLiteral("value"), 0.25}}));
    }
    void aFactorPortfolioShowsWhatWasReachedBesideWhatWasWanted() {
        Bench bench;
        const auto panel = asking(bench);
        QVERIFY(panel);
        const QJsonObject asked = bench.fake.lastParameters(kConstruct);
        QCOMPARE(asked[QStringLiteral("universe")].toString(), QStringLiteral("SP500"));
        QCOMPARE(asked[QStringLiteral("portfolio_id")].toString(), QStringLiteral("portfolio_001"));
        QVERIFY(!asked.contains(QStringLiteral("relax")));
        const QVector<PairedBar>& bars = panel->exposures()->bars();
        QCOMPARE(bars.size(), 3);
        QCOMPARE(bars.first().id, QStringLiteral("momentum"));
        QCOMPARE(bars.first().before, 0.3);
        QVERIFY(std::abs(bars.first().after - 0.3) < 0.01);
        QCOMPARE(bars.first().origin.pointer, QStringLiteral("/data/factor_exposures_achieved/momentum"));
        const TableData weights = panel->exportTable();
        QCOMPARE(weights.rows.size(), 8);
        for (int row = 1; row < weights.rows.size(); ++row)
            QVERIFY(weights.number(row - 1, 1) >= weights.number(row, 1));
        QVERIFY(panel->figures()->text(QStringLiteral("tracking_error_to_benchmark")).contains('%'));
        QVERIFY(panel->constraints()->model()->rowCount() > 1);
        QVERIFY(panel->constraints()->isColumnHidden(4)); // misses of exposures have no price
        const QJsonObject trades = bench.fake.lastParameters(kRebalance);
        QCOMPARE(trades[QStringLiteral("target_weights")].toObject().size(), 8);
        QVERIFY(panel->trades()->model()->rowCount() > 0);
    }
    void ownSymbolsAreNeededWhereTheyAreChosen() {
        Bench bench;
        const auto panel = asking(bench);
        QVERIFY(panel->form()->setValue(QLatin1String(kUniverseChoice), QString()));
        QVERIFY(panel->form()->shows(QStringLiteral("/universe")));
        panel->askNow();
        QCOMPARE(panel->cover()->mode(), StateCover::Mode::Empty);
        QVERIFY(panel->form()->setValue(QStringLiteral("/universe"), QStringLiteral("aapl, msft")));
        panel->askNow();
        Bench::settle(*panel);
        QCOMPARE(bench.fake.lastParameters(kConstruct)[QStringLiteral("universe")].toArray(),
                 QJsonArray({QStringLiteral("AAPL"), QStringLiteral("MSFT")}));
    }
    void limitsThatCannotHoldAreNamedAndRelaxed() {
        Bench bench;
        const auto panel = asking(bench);
        bench.fake.stage(kConstruct,
                         refused(422, {{QStringLiteral("/constraints/max_weight"), QStringLiteral("too low")},
                                       {QStringLiteral("/constraints/max_turnover"),
                                        QStringLiteral("stands against the others")}}));
        panel->askNow();
        Bench::settle(*panel);
        QVERIFY(panel->warnings().contains(QStringLiteral("the last that did")));
        QVERIFY(panel->feasibility()->isVisible());
        QCOMPARE(panel->feasibility()->conflicts()->item(1)->text(), QStringLiteral("Turnover max"));
        QVERIFY(panel->feasibility()->button()->isVisible());
        bench.fake.stage(kConstruct, good(policyAnswers()[kConstruct]));
        panel->feasibility()->button()->click();
        Bench::settle(*panel);
        QVERIFY(bench.fake.lastParameters(kConstruct)[QStringLiteral("relax")].toBool());
        QVERIFY(!panel->feasibility()->isVisible());
        QVERIFY(panel->form()->setValue(kMomentum, 0.2)); // an edit takes the relaxation back
        panel->askNow();
        Bench::settle(*panel);
        QVERIFY(!bench.fake.lastParameters(kConstruct).contains(QStringLiteral("relax")));
    }
    void anUnknownFactorIsSaidInItsField() {
        Bench bench;
        bench.fake.stage(kConstruct,
                         refused(400, {{kMomentum, QStringLiteral("no factor of the risk model")}}));
        const auto panel = asking(bench);
        QCOMPARE(panel->form()->problemOf(kMomentum), QStringLiteral("no factor of the risk model"));
        QCOMPARE(panel->cover()->mode(), StateCover::Mode::None);
        QCOMPARE(panel->titleLine()->state(), PanelState::Failed);
    }
    void aListOfNumbersIsRead() {
        PointerField field{QStringLiteral("/x"), PointerField::Kind::NumberList, QStringLiteral("X")};
        QString problem;
        QCOMPARE(readPointerText(field, QStringLiteral("1, 5; 0.5"), &problem).toArray(),
                 QJsonArray({1, 5, 0.5}));
        QVERIFY(problem.isEmpty());
        QVERIFY(readPointerText(field, QStringLiteral("1, five"), &problem).isUndefined());
        QVERIFY(problem.contains(QStringLiteral("five")));
    }
    void aCrossValidationShowsWhereItWasFittedAndTested() {
        Bench bench;
        const auto panel = bench.show<PolicyValidationPanel>();
        const QJsonObject result = validationJob()[QStringLiteral("result")].toObject();
        const QJsonArray variants = result[QStringLiteral("variants")].toArray();
        QCOMPARE(panel->cover()->mode(), StateCover::Mode::None);
        QCOMPARE(panel->fitted()->bars().size(), variants.size());
        QCOMPARE(panel->fitted()->bars().first().before,
                 variants[0][QStringLiteral("fitted_sharpe")].toDouble());
        QCOMPARE(panel->fitted()->bars().first().title, QStringLiteral("Equal weights")); // alone tells apart
        QCOMPARE(panel->fitted()->bars().first().origin.pointer,
                 QStringLiteral("/data/result/variants/0/mean_sharpe"));
        QVERIFY(panel->figures()->text(QStringLiteral("overfitting")).contains(QLatin1Char('%')));
        QCOMPARE(panel->figures()->text(QStringLiteral("splits")), QStringLiteral("15"));
        QCOMPARE(panel->variants()->model()->rowCount(), variants.size());
        QCOMPARE(panel->splits()->model()->rowCount(), 15);
        QCOMPARE(panel->splits()->model()->columnCount(), variants.size() + 1);
        QVERIFY(panel->troubles().contains(QStringLiteral("2 splits")));
    }
    void theDistributionHoldsEverySplitOfTheChosenVariant() {
        Bench bench;
        const auto panel = bench.show<PolicyValidationPanel>();
        const QJsonArray variants =
            validationJob()[QStringLiteral("result")].toObject()[QStringLiteral("variants")].toArray();
        for (int row = 0; row < variants.size(); ++row) {
            panel->variants()->setCurrentIndex(panel->variants()->model()->index(row, 0));
            double total = 0;
            for (const Column& column : panel->spread()->columns())
                total += column.value;
            const auto expected = numbers(variants[row][QStringLiteral("sharpes")].toArray()).size();
            QCOMPARE(total, static_cast<double>(expected)); // a split without an answer is not counted
        }
        QVERIFY(panel->spread()->readout().contains(QStringLiteral("Expected shortfall")));
    }
    void aCrossValidationIsStartedFollowedAndCancelled() {
        Bench bench;
        const auto panel = bench.show<PolicyValidationPanel>();
        panel->methods()->choose({QStringLiteral("risk_parity"), QStringLiteral("equal_weight")});
        QVERIFY(panel->form()->setValue(QStringLiteral("/risk_aversions"), QStringLiteral("1, 5")));
        bench.fake.stage(kJob, {503, {}}); // progress comes by events only
        panel->startButton()->click();
        QTRY_VERIFY(panel->cancelButton()->isVisible());
        const QJsonObject asked = bench.fake.lastParameters(kValidate);
        QCOMPARE(asked[QStringLiteral("methods")].toArray(),
                 QJsonArray({QStringLiteral("risk_parity"), QStringLiteral("equal_weight")}));
        QCOMPARE(asked[QStringLiteral("covariances")].toArray(), QJsonArray({QStringLiteral("ledoit_wolf")}));
        QCOMPARE(asked[QStringLiteral("risk_aversions")].toArray(), QJsonArray({1, 5}));
        QCOMPARE(asked[QStringLiteral("groups")].toInt(), 6);
        const auto tell = [&bench](const char* state, double progress) {
            Q_EMIT bench.fake.event(QStringLiteral("jobs"),
                                    {{QStringLiteral("job_id"), QStringLiteral("job_9")},
                                     {QStringLiteral("state"), QLatin1String(state)},
                                     {QStringLiteral("progress"), progress}});
        };
        tell("running", 0.5);
        QCOMPARE(panel->progress()->value(), 500);
        panel->cancelButton()->click();
        QCOMPARE(
            bench.fake.lastParameters(QStringLiteral("app.job_cancel"))[QStringLiteral("job_id")].toString(),
            QStringLiteral("job_9"));
        tell("cancelled", 0.5);
        QVERIFY(!panel->cancelButton()->isVisible());
        QVERIFY(panel->said().contains(QStringLiteral("cancelled")));
        QVERIFY(panel->fitted()->bars().size() > 1); // the last result stays
    }
    void whatWasChosenForACrossValidationIsKept() {
        Bench bench;
        const auto first = bench.show<PolicyValidationPanel>();
        first->methods()->choose({QStringLiteral("kelly")});
        QVERIFY(first->form()->setValue(QStringLiteral("/purge"), 9));
        const QJsonObject kept = first->choices();
        const auto second = bench.show<PolicyValidationPanel>();
        second->setChoices(kept);
        QCOMPARE(second->choices(), kept);
    }
    void aTradePlanStandsBesideOtherWays() {
        Bench bench;
        const auto panel = bench.show<TradePlanPanel>();
        const QJsonObject asked = bench.fake.lastParameters(kPlan);
        QCOMPARE(asked[QStringLiteral("periods")].toInt(), 3);
        QCOMPARE(asked[QStringLiteral("period_days")].toInt(), 21);
        QVERIFY(!asked.contains(QStringLiteral("terminal_weights")));
        QCOMPARE(panel->paths()->model()->rowCount(), 4);
        QCOMPARE(panel->paths()->model()->index(1, 1).data().toString(), QString(kMissing)); // has no answer
        QVERIFY(panel->paths()
                    ->model()
                    ->index(1, 1)
                    .data(Qt::ToolTipRole)
                    .toString()
                    .contains(QStringLiteral("stands against")));
        QVERIFY(panel->figures()->text(QStringLiteral("net_return")).contains(QLatin1Char('%')));
        const TableData trades = panel->exportTable();
        QCOMPARE(trades.rows.size(), 5);
        QCOMPARE(trades.text(4, trades.column(QStringLiteral("starts_on"))), QStringLiteral("2020-01-28"));
        QCOMPARE(panel->trades()->model()->rowCount(), 5);
        const StackedColumns* weights = panel->weights();
        QCOMPARE(weights->periods().size(), 4); // now and three periods
        QCOMPARE(weights->parts().last().id, QStringLiteral("cash"));
        for (const double sum : weights->sum().values)
            QVERIFY(std::abs(sum - 1) < 1e-9);
        QCOMPARE(weights->parts().first().origins.last().pointer,
                 QStringLiteral("/data/paths/0/periods/2/weights/AAPL"));
        panel->paths()->setCurrentIndex(panel->paths()->model()->index(3, 0)); // no trades
        QCOMPARE(panel->trades()->model()->rowCount(), 0);
        QCOMPARE(weights->parts().first().values.last(), weights->parts().first().values.first());
    }
    void aTradePlanThatCannotBeHadIsRelaxed() {
        Bench bench;
        bench.fake.stage(kPlan, refused(422, {{QStringLiteral("/constraints/max_turnover"), QString()},
                                              {QStringLiteral("/terminal_weights"), QString()}}));
        const auto panel = bench.show<TradePlanPanel>();
        QCOMPARE(panel->cover()->mode(), StateCover::Mode::None);
        QCOMPARE(panel->feasibility()->conflicts()->item(1)->text(), QStringLiteral("Ends with"));
        panel->feasibility()->button()->click();
        Bench::settle(*panel);
        QVERIFY(bench.fake.lastParameters(kPlan)[QStringLiteral("relax")].toBool());
    }
    void valuesOfAGridAreReadInTheUnitOfTheirSetting() {
        const QString weight = QStringLiteral("/constraints/max_weight"),
                      covariance = QStringLiteral("/optimization_config/covariance");
        QString problem;
        QCOMPARE(readGridValues(weight, QStringLiteral("20, 7"), &problem), QJsonArray({0.2, 0.07}));
        QCOMPARE(readGridValues(covariance, QStringLiteral("Ledoit-Wolf, sample"), &problem),
                 QJsonArray({QStringLiteral("ledoit_wolf"), QStringLiteral("sample")}));
        QVERIFY(problem.isEmpty());
        QCOMPARE(gridValueText(weight, 0.07), QStringLiteral("7"));
        QCOMPARE(gridValueText(covariance, QStringLiteral("ledoit_wolf")), QStringLiteral("Ledoit-Wolf"));
        QVERIFY(readGridValues(weight, QStringLiteral("20, much"), &problem).isEmpty());
        QVERIFY(problem.contains(QStringLiteral("much")));
    }
    void aGridIsAHeatMapWithItsBest() {
        Bench bench;
        const auto panel = bench.show<PolicyGridPanel>();
        const QAbstractItemModel* map = panel->map()->model();
        QCOMPARE(map->rowCount(), 3);
        QCOMPARE(map->columnCount(), 3);
        QCOMPARE(map->headerData(2, Qt::Horizontal).toString(), QStringLiteral("Ledoit-Wolf"));
        QCOMPARE(map->index(1, 0).data().toString(), QStringLiteral("30"));
        QCOMPARE(map->index(1, 1).data().toString(), QStringLiteral("0.72"));
        QCOMPARE(map->index(1, 1).data(kHeatRole).toDouble(), 1.0); // the best has the full colour
        QCOMPARE(map->index(2, 2).data().toString(), QString(kMissing));
        QCOMPARE(panel->rows()->model()->rowCount(), 6);
        QCOMPARE(panel->figures()->text(QStringLiteral("best")), QStringLiteral("0.72"));
        QCOMPARE(panel->figures()->text(QStringLiteral("trials")), QStringLiteral("6"));
        QCOMPARE(panel->growth()->series().first().values.last(), 1060000.0 / 1000000 - 1);
        QVERIFY(panel->troubles().contains(QStringLiteral("6 settings")));
    }
    void aGridIsAskedForAndRefusedInItsFields() {
        Bench bench;
        const auto panel = bench.show<PolicyGridPanel>();
        bench.fake.stage(kGrid,
                         refused(400, {{QStringLiteral("/grid/1/values/0"), QStringLiteral("unknown")}}));
        panel->start();
        QTRY_COMPARE(panel->said(), QStringLiteral("unknown"));
        QCOMPARE(panel->form()->problemOf(QStringLiteral("~values1")), QStringLiteral("unknown"));
        const QJsonArray grid = bench.fake.lastParameters(kGrid)[QStringLiteral("grid")].toArray();
        QCOMPARE(grid.size(), 2);
        QCOMPARE(grid[0][QStringLiteral("field")].toString(), QStringLiteral("/constraints/max_weight"));
        QCOMPARE(grid[0][QStringLiteral("values")].toArray(), QJsonArray({0.2, 0.3, 0.5}));
        QVERIFY(panel->form()->setValue(QStringLiteral("~values0"), QStringLiteral("20, much")));
        const qsizetype before = bench.fake.asked().count(kGrid);
        panel->start();
        QVERIFY(panel->form()->problemOf(QStringLiteral("~values0")).contains(QStringLiteral("much")));
        QCOMPARE(bench.fake.asked().count(kGrid), before); // nothing is guessed
    }
    void noDateStandsTwiceOnAnAxis() {
        for (const int days : {40, 200, 700, 1100, 2000, 4000}) {
            QCustomPlot plot;
            plot.xAxis->setRange(0, 86'400.0 * days);
            setDateTicks(*plot.axisRect());
            QVector<double> ticks;
            QVector<QString> labels;
            plot.xAxis->ticker()->generate(plot.xAxis->range(), QLocale::c(), QLatin1Char('g'), 6, ticks,
                                           nullptr, &labels);
            QVERIFY(labels.size() > 1);
            labels.removeDuplicates();
            QCOMPARE(labels.size(), ticks.size());
        }
    }
};

static const Register<PolicyPanelsTest> kPolicyPanels;

} // namespace nautilus::ui::testing

#include "policy_panels_test.moc"
