// Limits, figures of risk, stress, breaches and alerts, before recorded answers.
#include "tests/ui/fake_answers.h"
#include "tests/ui/panel_bench.h"
#include "tests/ui/suites.h"
#include "ui/charts/backtest_chart.h"
#include "ui/charts/exposure_bars.h"
#include "ui/charts/record_table.h"
#include "ui/charts/timeline_chart.h"
#include "ui/dashboards/risk/alerts_panel.h"
#include "ui/dashboards/risk/breaches_panel.h"
#include "ui/dashboards/risk/contributions_panel.h"
#include "ui/dashboards/risk/limits_panel.h"
#include "ui/dashboards/risk/monitor_dialog.h"
#include "ui/dashboards/risk/stress_panel.h"
#include "ui/dashboards/risk/var_panel.h"
#include "ui/dialogs/schema_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QJsonArray>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>
#include <QtTest>

namespace nautilus::ui::testing {
namespace {

const QString kPortfolio = QStringLiteral("portfolio_001");

LinkReply answered(const QJsonObject& data) {
    return {200, {{QStringLiteral("success"), true}, {QStringLiteral("data"), data}}};
}

LinkReply refused(int status, const QString& message, const QString& field) {
    const QJsonObject error{{QStringLiteral("message"), message}, {QStringLiteral("field"), field}};
    return {status, {{QStringLiteral("success"), false}, {QStringLiteral("errors"), QJsonArray{error}}}};
}

QJsonObject first(const QJsonObject& parameters, const char* list) {
    return parameters[QLatin1String(list)].toArray().first().toObject();
}

} // namespace

class RiskPanelsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theWorstLimitStandsFirst() {
        Bench bench;
        const auto panel = bench.show<LimitsPanel>();
        QCOMPARE(panel->overall(), QStringLiteral("Broken"));
        QVERIFY(panel->counts().startsWith(QStringLiteral("3 broken, 4 near, of 13")));
        const auto& model = panel->model();
        QCOMPARE(model.textAt(0, QStringLiteral("limit_type")), QStringLiteral("sector_exposure"));
        QCOMPARE(model.textAt(model.rowCount() - 1, QStringLiteral("status")), QStringLiteral("OFF"));
        QCOMPARE(model.index(0, LimitColumn::Value).data().toString(), QStringLiteral("48.73\u00A0%"));
        QCOMPARE(model.index(0, LimitColumn::Status).data().toString(), QStringLiteral("Broken"));
        QCOMPARE(model.valueAt(0, QStringLiteral("warning_at")).toDouble(), 0.8);
        const auto origin = model.index(0, LimitColumn::Value).data(kOriginRole).value<CellOrigin>();
        QCOMPARE(origin.pointer, QStringLiteral("/data/limit_checks/2/current_value"));
        QVERIFY(!model.index(0, LimitColumn::Adjusts).data(kOriginRole).value<CellOrigin>().valid());
        QVERIFY(!model.index(model.rowCount() - 1, LimitColumn::Limit)
                     .data(kOriginRole)
                     .value<CellOrigin>()
                     .valid());
    }
    void theDateOfTheContextIsChecked() {
        Bench bench;
        bench.context.setDate(0, QDate(2019, 6, 28));
        const auto panel = bench.show<LimitsPanel>();
        QCOMPARE(bench.fake.lastParameters(QStringLiteral("risk.check"))[QStringLiteral("as_of")].toString(),
                 QStringLiteral("2019-06-28"));
    }
    void aLimitIsAddedInPercentAndUndone() {
        Bench bench;
        const auto panel = bench.show<LimitsPanel>();
        LimitDialog* dialog = panel->add();
        dialog->type()->setCurrentIndex(dialog->type()->findData(QStringLiteral("gross_exposure")));
        dialog->form()->setValue(QStringLiteral("value"), 120);
        bench.fake.stage(QStringLiteral("risk.set_limits"), answered({}));
        dialog->save()->click();
        QTRY_COMPARE(bench.undo.count(), 1);
        const auto sent = bench.fake.lastParameters(QStringLiteral("risk.set_limits"));
        QCOMPARE(sent[QStringLiteral("portfolio_id")].toString(), kPortfolio);
        QCOMPARE(first(sent, "limits")[QStringLiteral("value")].toDouble(), 1.2);
        QCOMPARE(first(sent, "limits")[QStringLiteral("warning_at")].toDouble(), 0.8);
        QCOMPARE(bench.fake.asked().count(QStringLiteral("risk.set_limits")), 1); // once, by the dialog
        bench.fake.stage(QStringLiteral("risk.remove_limits"), answered({}));
        bench.undo.undo();
        const auto removed = bench.fake.lastParameters(QStringLiteral("risk.remove_limits"));
        QCOMPARE(removed[QStringLiteral("limit_type")].toString(), QStringLiteral("gross_exposure"));
        Bench::settle(*panel);
        bench.undo.redo();
        QCOMPARE(bench.fake.asked().count(QStringLiteral("risk.set_limits")), 2);
        Bench::settle(*panel);
    }
    void whatTheServerRefusesStandsBesideItsField() {
        Bench bench;
        const auto panel = bench.show<LimitsPanel>();
        LimitDialog* dialog = panel->change();
        QVERIFY(dialog && !dialog->type()->isEnabled());
        bench.fake.stage(
            QStringLiteral("risk.set_limits"),
            refused(400, QStringLiteral("value must be above 0"), QStringLiteral("/limits/0/value")));
        dialog->form()->setValue(QStringLiteral("value"), 0);
        dialog->save()->click();
        QTRY_COMPARE(dialog->form()->errorOf(QStringLiteral("value")),
                     QStringLiteral("value must be above 0"));
        QCOMPARE(bench.undo.count(), 0);
        dialog->close();
    }
    void aRemovedLimitComesBackAsItWas() {
        Bench bench;
        const auto panel = bench.show<LimitsPanel>();
        bench.fake.stage(QStringLiteral("risk.remove_limits"), answered({}));
        bench.fake.stage(QStringLiteral("risk.set_limits"), answered({}));
        panel->table()->setFocus();
        QTest::keyClick(panel->table(), Qt::Key_Delete);
        QCOMPARE(bench.fake.lastParameters(QStringLiteral("risk.remove_limits"))[QStringLiteral("limit_type")]
                     .toString(),
                 QStringLiteral("sector_exposure"));
        bench.undo.undo();
        const auto back = first(bench.fake.lastParameters(QStringLiteral("risk.set_limits")), "limits");
        QCOMPARE(back[QStringLiteral("value")].toDouble(), 0.25);
        QVERIFY(!back.contains(QStringLiteral("scope"))); // what the server answers but does not take
        Bench::settle(*panel);
    }
    void tradesAreRead() {
        QString problem;
        const QJsonArray trades =
            readTrades(QStringLiteral("aapl -400; XOM +1,  MSFT 12.5%, BRK.B = 0 %"), &problem);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QCOMPARE(trades.size(), 4);
        QCOMPARE(trades[0][QStringLiteral("quantity")].toDouble(), -400.0);
        QCOMPARE(trades[0][QStringLiteral("symbol")].toString(), QStringLiteral("AAPL"));
        QCOMPARE(trades[2][QStringLiteral("weight")].toDouble(), 0.125);
        QCOMPARE(trades[3][QStringLiteral("symbol")].toString(), QStringLiteral("BRK.B"));
        QVERIFY(readTrades(QStringLiteral("AAPL lots"), &problem).isEmpty());
        QVERIFY(problem.contains(QStringLiteral("AAPL lots")));
    }
    void limitsStandBeforeAndAfterTheTrades() {
        Bench bench;
        const auto panel = bench.show<LimitsPanel>();
        panel->whatIfButton()->click();
        QVERIFY(panel->whatIfLine()->isVisible());
        QTest::keyClicks(panel->whatIfLine()->entry(), QStringLiteral("AAPL -400, XOM 1000"));
        QTest::keyClick(panel->whatIfLine()->entry(), Qt::Key_Return);
        Bench::settle(*panel);
        const auto asked = bench.fake.lastParameters(QStringLiteral("risk.what_if"));
        QCOMPARE(asked[QStringLiteral("trades")].toArray().size(), 2);
        QVERIFY(panel->whatIf().rowCount() >= 9);
        QCOMPARE(panel->whatIf().index(0, 1).data().toString(), QStringLiteral("18.99\u00A0%"));
        QCOMPARE(panel->whatIf().index(0, 2).data().toString(), QStringLiteral("18.52\u00A0%"));
        QVERIFY(panel->whatIfLine()->said().startsWith(QStringLiteral("Allowed")));
        bench.fake.stage(
            QStringLiteral("risk.what_if"),
            refused(404, QStringLiteral("the symbol XOX is not known"), QStringLiteral("/trades/0")));
        QTest::keyClick(panel->whatIfLine()->entry(), Qt::Key_Return);
        QTRY_COMPARE(panel->whatIfLine()->said(), QStringLiteral("the symbol XOX is not known"));
        QCOMPARE(panel->cover()->mode(), StateCover::Mode::None);
        QTest::keyClick(panel->whatIfLine()->entry(), Qt::Key_Escape);
        QVERIFY(!panel->whatIfLine()->isVisible());
    }
    void withoutAPortfolioOneIsOffered() {
        Bench bench;
        bench.context.setPortfolio(0, {});
        bool made = false;
        bench.desk.new_portfolio = [&] { made = true; };
        const auto panel = bench.show<VarPanel>();
        QCOMPARE(panel->cover()->mode(), StateCover::Mode::Empty);
        panel->cover()->findChild<QPushButton*>()->click();
        QVERIFY(made);
    }
    void theMethodsStandSideBySide() {
        Bench bench;
        const auto panel = bench.show<VarPanel>();
        QCOMPARE(panel->model().rowCount(), 7);
        QCOMPARE(panel->model().index(3, 0).data().toString(), QStringLiteral("Historical"));
        QCOMPARE(panel->model().index(3, 1).data().toString(), QStringLiteral("2.91"));
        QCOMPARE(panel->model().index(3, 1).data(kOriginRole).value<CellOrigin>().pointer,
                 QStringLiteral("/data/figures/6/value_at_risk"));
        panel->horizon()->setCurrentIndex(1);
        panel->confidence()->setCurrentIndex(2);
        Bench::settle(*panel);
        const auto asked = bench.fake.lastParameters(QStringLiteral("risk.var"));
        QCOMPARE(asked[QStringLiteral("confidence")].toDouble(), 0.95);
        QCOMPARE(asked[QStringLiteral("horizons")].toArray(), QJsonArray{10});
        QCOMPARE(panel->model().index(3, 1).data().toString(), QStringLiteral("6.26"));
    }
    void theBackTestMarksItsExceptionsAndSaysWhatTheTestsFound() {
        Bench bench;
        const auto panel = bench.show<VarPanel>();
        QCOMPARE(panel->days()->days().size(), 40);
        QVERIFY(
            panel->verdict().contains(QStringLiteral("7 exceptions on 40 days, 2.0 expected: yellow zone")));
        QVERIFY(panel->tests().contains(QStringLiteral("too many (p 0.004)")));
        QVERIFY(panel->tests().contains(QStringLiteral("larger losses than foretold")));
        panel->days()->setFocus();
        QTest::keyClick(panel->days(), Qt::Key_PageUp);
        QVERIFY(panel->days()->readout().contains(QStringLiteral("exception")));
        CellOrigin asked;
        bench.desk.trace = [&](const CellOrigin& origin, const QString&) { asked = origin; };
        QTest::keyClick(panel->days(), Qt::Key_F9);
        QVERIFY(asked.pointer.endsWith(QStringLiteral("/value_at_risk")));
        bench.fake.stage(QStringLiteral("risk.backtest"),
                         refused(422, QStringLiteral("100 returns are too few"), {}));
        panel->refresh();
        Bench::settle(*panel);
        QVERIFY(panel->verdict().contains(QStringLiteral("100 returns are too few")));
        QCOMPARE(panel->cover()->mode(), StateCover::Mode::None); // the figures stand all the same
    }
    void componentsAddUpToTheTotal() {
        Bench bench;
        const auto panel = bench.show<ContributionsPanel>();
        double sum = 0;
        for (const ExposureBar& bar : panel->bars()->bars())
            sum += bar.value;
        QVERIFY(std::abs(sum - 170.3) < 0.2); // basis points; the value at risk is 1.703 %
        QCOMPARE(panel->bars()->bars().first().origin.pointer,
                 QStringLiteral("/data/parts/positions/0/component"));
        panel->bars()->setFocus();
        QTest::keyClick(panel->bars(), Qt::Key_Down);
        QCOMPARE(bench.context.at(0).symbol, QStringLiteral("NVDA"));
        panel->what()->setCurrentIndex(1);
        Bench::settle(*panel);
        QCOMPARE(panel->bars()->bars().last().id, QStringLiteral("specific"));
        QVERIFY(panel->facts().contains(QStringLiteral("1.70\u00A0%")));
    }
    void liquidityIsAskedAtTheChosenShare() {
        Bench bench;
        const auto panel = bench.show<ContributionsPanel>();
        panel->what()->setCurrentIndex(2);
        panel->participation()->setCurrentIndex(1);
        Bench::settle(*panel);
        QCOMPARE(bench.fake.lastParameters(QStringLiteral("risk.liquidity"))[QStringLiteral("participation")]
                     .toDouble(),
                 0.1);
        QCOMPARE(panel->model().rowCount(), 4);
        QCOMPARE(panel->bars()->bars().size(), 6);
    }
    void aScenarioShowsWhatEachPositionLoses() {
        Bench bench;
        const auto panel = bench.show<StressPanel>();
        const auto asked = bench.fake.lastParameters(QStringLiteral("risk.stress"));
        QCOMPARE(asked[QStringLiteral("shocks")].toArray().size(), 3);
        QVERIFY(asked[QStringLiteral("propagate")].toBool());
        QCOMPARE(panel->model().textAt(panel->table()->currentIndex().row(), QStringLiteral("scenario")),
                 QStringLiteral("december_2018")); // the worst
        QCOMPARE(panel->moves().rowCount(), 4);
        const int last = panel->model().rowCount() - 1;
        QVERIFY(panel->model().isReverse(last));
        panel->table()->setCurrentIndex(panel->model().index(last, 1));
        QVERIFY(panel->facts().contains(QStringLiteral("10.1 daily deviations")));
        QCOMPARE(panel->model().index(last, 1).data(kOriginRole).value<CellOrigin>().pointer,
                 QStringLiteral("/data/reverse/loss"));
        QCOMPARE(panel->moves().index(0, 1).data(kOriginRole).value<CellOrigin>().pointer,
                 QStringLiteral("/data/reverse/positions/0/move"));
        panel->target()->setValue(20);
        Bench::settle(*panel);
        QCOMPARE(bench.fake.lastParameters(QStringLiteral("risk.stress"))[QStringLiteral("reverse_loss")]
                     .toDouble(),
                 0.2);
    }
    void aScenarioOfOnesOwnIsComputedKeptAndUndone() {
        Bench bench;
        const auto panel = bench.show<StressPanel>();
        ShockDialog* dialog = panel->add();
        dialog->form()->setValue(QStringLiteral("name"), QStringLiteral("Technology falls"));
        dialog->save()->click();
        QCOMPARE(dialog->problem(), QStringLiteral("Say what moves."));
        dialog->form()->setValue(QStringLiteral("sectors"), QStringLiteral("Information Technology -20 %"));
        bench.fake.stage(QStringLiteral("risk.stress"), refused(400, QStringLiteral("no such sector"),
                                                                QStringLiteral("/shocks/0/sectors/X")));
        dialog->save()->click();
        QTRY_COMPARE(dialog->form()->errorOf(QStringLiteral("sectors")), QStringLiteral("no such sector"));
        bench.fake.stage(QStringLiteral("risk.stress"),
                         answered(riskAnswers()[QStringLiteral("risk.stress")]));
        dialog->save()->click();
        QTRY_COMPARE(panel->shocks().size(), 4);
        QCOMPARE(panel->shocks()
                     .last()[QStringLiteral("sectors")][QStringLiteral("Information Technology")]
                     .toDouble(),
                 -0.2);
        QCOMPARE(panel->choices()[QStringLiteral("shocks")].toArray().size(), 4);
        bench.undo.undo();
        QCOMPARE(panel->shocks().size(), 3);
        Bench::settle(*panel);
    }
    void breachesLieOnLanesFromBeginToEnd() {
        Bench bench;
        const auto panel = bench.show<BreachesPanel>();
        auto* timeline = panel->timeline();
        QCOMPARE(timeline->bars().size(), 7);
        QCOMPARE(timeline->lanes().size(), 5);
        const QRectF open = timeline->placeOf(QStringLiteral("breach_004"));
        const QRectF over = timeline->placeOf(QStringLiteral("breach_001"));
        QVERIFY(over.right() < open.left());
        QVERIFY(open.right() > timeline->placeOf(QStringLiteral("breach_003")).right());
        QVERIFY(panel->facts().contains(QStringLiteral("17.2\u00A0h")));
        timeline->setFocus();
        QTest::keyClick(timeline, Qt::Key_Home);
        QCOMPARE(panel->model().textAt(panel->table()->currentIndex().row(), QStringLiteral("breach_id")),
                 QStringLiteral("breach_001"));
        QVERIFY(timeline->readout().contains(QStringLiteral("resolved")));
        InspectorCard card;
        bench.desk.inspect = [&](const InspectorCard& each) { card = each; };
        QTest::keyClick(timeline, Qt::Key_Return);
        QTRY_COMPARE(card.facts.size(), 3);
        QVERIFY(card.facts.last().second.contains(QStringLiteral("The committee decides on Friday")));
    }
    void aBreachIsAcknowledgedWithANote() {
        Bench bench;
        const auto panel = bench.show<BreachesPanel>();
        panel->timeline()->select(QStringLiteral("breach_006"));
        bench.fake.stage(QStringLiteral("risk.breach_acknowledge"), answered({}));
        panel->acknowledge(QStringLiteral("Orders are placed"));
        const auto sent = bench.fake.lastParameters(QStringLiteral("risk.breach_acknowledge"));
        QCOMPARE(sent[QStringLiteral("breach_id")].toString(), QStringLiteral("breach_006"));
        QCOMPARE(sent[QStringLiteral("note")].toString(), QStringLiteral("Orders are placed"));
        Bench::settle(*panel);
        panel->timeline()->setFocus();
        QTest::keyClick(panel->table(), Qt::Key_R);
        auto* dialog = panel->findChild<QDialog*>();
        QVERIFY(dialog);
        dialog->findChild<QLineEdit*>()->setText(QStringLiteral("sold"));
        bench.fake.stage(QStringLiteral("risk.breach_resolve"), answered({}));
        dialog->accept();
        QTRY_COMPARE(bench.fake.lastParameters(QStringLiteral("risk.breach_resolve"))[QStringLiteral("note")]
                         .toString(),
                     QStringLiteral("sold"));
        Bench::settle(*panel);
    }
    void aNewBreachIsShownAtOnce() {
        Bench bench;
        const auto panel = bench.show<BreachesPanel>();
        const auto before = bench.fake.asked().count(QStringLiteral("risk.breaches"));
        Q_EMIT bench.fake.event(QStringLiteral("risk.breaches.portfolio_001"), {});
        Q_EMIT bench.fake.event(QStringLiteral("risk.breaches.portfolio_001"), {});
        QTRY_COMPARE(bench.fake.asked().count(QStringLiteral("risk.breaches")), before + 1);
        Bench::settle(*panel);
        panel->book()->setCurrentIndex(1);
        Bench::settle(*panel);
        QCOMPARE(bench.fake.lastParameters(QStringLiteral("risk.breaches"))[QStringLiteral("portfolio_id")]
                     .toString(),
                 QStringLiteral("demo")); // its account
    }
    void breachesOfOneSeverityAreAskedForAndTheChoiceIsKept() {
        Bench bench;
        const auto panel = bench.show<BreachesPanel>();
        const auto asked = [&] {
            return bench.fake.lastParameters(QStringLiteral("risk.breaches"))[QStringLiteral("severity")];
        };
        QCOMPARE(asked().toString(QStringLiteral("?")), QString()); // all of them
        panel->severity()->setCurrentIndex(panel->severity()->findText(QStringLiteral("High")));
        Bench::settle(*panel);
        QCOMPARE(asked().toString(), QStringLiteral("HIGH"));
        const QJsonObject kept = panel->choices();
        const auto later = bench.show<BreachesPanel>();
        later->setChoices(kept);
        Bench::settle(*later);
        QCOMPARE(later->choices(), kept);
        QCOMPARE(asked().toString(), QStringLiteral("HIGH"));
        bench.fake.stage(QStringLiteral("risk.breaches"),
                         answered({{QStringLiteral("breaches"), QJsonArray{}}}));
        later->refresh();
        Bench::settle(*later);
        QVERIFY(later->cover()->message().contains(QStringLiteral("No breach of this severity")));
        later->cover()->findChild<QPushButton*>()->click();
        Bench::settle(*later);
        QCOMPARE(asked().toString(QStringLiteral("?")), QString());
    }
    void theAlertCentreSaysWhatIsWatchedAndWhatWentOut() {
        Bench bench;
        const auto panel = bench.show<AlertsPanel>();
        QCOMPARE(panel->monitors().rowCount(), 2);
        QCOMPARE(panel->alerts().rowCount(), 4);
        QCOMPARE(panel->alerts().textAt(3, QStringLiteral("outcome")),
                 QStringLiteral("Desktop: delivered, Mail: given up: not delivered within a day"));
        QCOMPARE(panel->alerts().textAt(0, QStringLiteral("outcome")),
                 QStringLiteral("Desktop: delivered, Mail: waits"));
        QCOMPARE(panel->channelText(QStringLiteral("email")), QStringLiteral("Mail: not set up"));
        QVERIFY(!panel->testButton(QStringLiteral("email"))->isEnabled());
        bench.fake.stage(QStringLiteral("app.alert_test"), answered({}));
        panel->testButton(QStringLiteral("desktop"))->click();
        QCOMPARE(
            bench.fake.lastParameters(QStringLiteral("app.alert_test"))[QStringLiteral("channel")].toString(),
            QStringLiteral("desktop"));
        QString opened;
        bench.desk.open_panel = [&](const QString& id) { opened = id; };
        panel->alertTable()->setCurrentIndex(panel->alerts().index(0, 0));
        QTest::keyClick(panel->alertTable(), Qt::Key_Return);
        QCOMPARE(opened, QStringLiteral("breaches"));
    }
    void aWatchIsStoppedChangedAndUndone() {
        Bench bench;
        const auto panel = bench.show<AlertsPanel>();
        bench.fake.stage(QStringLiteral("risk.monitor_stop"), answered({}));
        bench.fake.stage(QStringLiteral("risk.monitor_start"), answered({}));
        panel->stop();
        QCOMPARE(
            bench.fake.lastParameters(QStringLiteral("risk.monitor_stop"))[QStringLiteral("portfolio_id")]
                .toString(),
            kPortfolio);
        Bench::settle(*panel);
        bench.undo.undo();
        QCOMPARE(bench.fake
                     .lastParameters(QStringLiteral("risk.monitor_start"))[QStringLiteral(
                         "monitoring_config")][QStringLiteral("check_interval_seconds")]
                     .toInt(),
                 30);
        Bench::settle(*panel);
        MonitorDialog* dialog = panel->configure();
        dialog->interval()->setValue(5);
        dialog->channel(QStringLiteral("email"))->setChecked(false);
        dialog->start()->click();
        const auto config = bench.fake.lastParameters(
            QStringLiteral("risk.monitor_start"))[QStringLiteral("monitoring_config")];
        QCOMPARE(config[QStringLiteral("check_interval_seconds")].toInt(), 5);
        QCOMPARE(config[QStringLiteral("alert_channels")].toArray(), QJsonArray{QStringLiteral("desktop")});
        Bench::settle(*panel);
    }
    void nothingWatchedIsOneActionAway() {
        Bench bench;
        bench.fake.stage(QStringLiteral("risk.monitors"), answered({}));
        bench.fake.stage(QStringLiteral("risk.alerts"), answered({}));
        bench.fake.stage(QStringLiteral("risk.monitor_start"), answered({}));
        const auto panel = bench.show<AlertsPanel>();
        QCOMPARE(panel->cover()->mode(), StateCover::Mode::Empty);
        panel->cover()->findChild<QPushButton*>()->click();
        const auto sent = bench.fake.lastParameters(QStringLiteral("risk.monitor_start"));
        QCOMPARE(sent[QStringLiteral("portfolio_id")].toString(), kPortfolio);
        QCOMPARE(sent[QStringLiteral("monitoring_config")][QStringLiteral("alert_channels")].toArray(),
                 QJsonArray{QStringLiteral("desktop")}); // the one that is set up
        Bench::settle(*panel);
    }
};
static const Register<RiskPanelsTest> kRiskPanels;

} // namespace nautilus::ui::testing

#include "risk_panels_test.moc"
