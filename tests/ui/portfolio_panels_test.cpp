// Positions, transactions and lots, before recorded answers.
#include "tests/ui/fake_answers.h"
#include "tests/ui/panel_bench.h"
#include "tests/ui/suites.h"
#include "ui/charts/exposure_bars.h"
#include "ui/charts/record_table.h"
#include "ui/dashboards/portfolio/lots_panel.h"
#include "ui/dashboards/portfolio/monitor_panel.h"
#include "ui/dashboards/portfolio/transactions_panel.h"
#include "ui/dialogs/actions_dialog.h"
#include "ui/dialogs/portfolio_dialog.h"
#include "ui/dialogs/reverse_dialog.h"
#include "ui/dialogs/schema_form.h"
#include "ui/dialogs/statement_dialog.h"
#include "ui/dialogs/transaction_dialog.h"
#include "ui/shell/key_figures.h"

#include <QCheckBox>
#include <QComboBox>
#include <QJsonArray>
#include <QLineEdit>
#include <QToolButton>
#include <QtTest>

namespace nautilus::ui::testing {
namespace {

const QString kHoldings = QStringLiteral("portfolio.holdings");
const QString kRecord = QStringLiteral("portfolio.record");
const QString kReverse = QStringLiteral("portfolio.reverse");
const QString kPnl = QStringLiteral("portfolio.pnl.portfolio_001");
const QString kMoved = QStringLiteral("portfolio.positions.portfolio_001");

LinkReply refusal(const char* message, const char* field) {
    const QJsonObject error{{QStringLiteral("message"), QLatin1String(message)},
                            {QStringLiteral("field"), QLatin1String(field)}};
    return {422, {{QStringLiteral("success"), false}, {QStringLiteral("errors"), QJsonArray{error}}}};
}

QJsonObject told(double value, const QString& stale = {}) {
    QJsonArray symbols;
    if (!stale.isEmpty()) symbols.append(stale);
    return {{QStringLiteral("market_value"), value},
            {QStringLiteral("unrealized_pnl"), 297'000.0},
            {QStringLiteral("day_pnl"), value - 1'307'034.5},
            {QStringLiteral("daily_return"), value / 1'307'034.5 - 1},
            {QStringLiteral("stale_symbols"), symbols},
            {QStringLiteral("replayed"), false},
            {QStringLiteral("timestamp"), QStringLiteral("2020-01-13T15:30:05.1Z")}};
}

int count(const FakeLink& link, const QString& operation) {
    return static_cast<int>(link.asked().count(operation));
}

QJsonObject recordedNow(const FakeLink& link) {
    return link.lastParameters(kRecord).value(QStringLiteral("transactions")).toArray().first().toObject();
}

} // namespace

class PortfolioPanelsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theMonitorShowsWhatIsHeld() {
        Bench bench;
        const auto panel = bench.show<MonitorPanel>();
        QCOMPARE(bench.fake.lastParameters(kHoldings)[QStringLiteral("portfolio_id")].toString(),
                 QStringLiteral("portfolio_001"));
        QCOMPARE(panel->model().rowCount(), 4);
        QCOMPARE(panel->figures()->text(QStringLiteral("value")), formatMoney(1307034.5));
        QCOMPARE(panel->figures()->note(QStringLiteral("value")), QStringLiteral("USD"));
        QVERIFY(panel->figures()->text(QStringLiteral("unrealised")).startsWith(QLatin1Char('+')));
        QVERIFY(panel->figures()->text(QStringLiteral("realised")).startsWith(kMinus));
        QVERIFY(panel->feed().contains(QStringLiteral("2020-01-10")));
        const auto bars = panel->exposures(QStringLiteral("by_sector"))->bars();
        QCOMPARE(bars.size(), 3); // two sectors and cash, the largest first, cash last
        QCOMPARE(bars.first().id, QStringLiteral("Information Technology"));
        QCOMPARE(bars.last().id, QStringLiteral("cash"));
        QCOMPARE(panel->exposures(QStringLiteral("by_currency"))->bars().size(), 1);
        const QModelIndex price = panel->model().index(0, 4);
        QCOMPARE(price.data(kOriginRole).value<CellOrigin>().pointer,
                 QStringLiteral("/data/holdings/0/price"));
        QCOMPARE(panel->model().index(2, 3).data().toString(), QStringLiteral("1,500"));
        panel->table()->setCurrentIndex(panel->model().index(2, 0));
        QCOMPARE(bench.context.at(0).symbol, QStringLiteral("MSFT"));
        panel->table()->sortByColumn(7, Qt::AscendingOrder); // value
        QCOMPARE(panel->model().textAt(0, QStringLiteral("symbol")), QStringLiteral("NVDA"));
    }
    void accountAndFirmAreAskedByTheirIds() {
        Bench bench;
        const auto panel = bench.show<MonitorPanel>();
        const auto asked = [&] {
            return bench.fake.lastParameters(kHoldings)[QStringLiteral("portfolio_id")].toString();
        };
        panel->scope()->setCurrentIndex(1);
        Bench::settle(*panel);
        QCOMPARE(asked(), QStringLiteral("demo"));
        panel->scope()->setCurrentIndex(2);
        Bench::settle(*panel);
        QCOMPARE(asked(), QStringLiteral("firm"));
        QVERIFY(bench.fake.listened().contains(QStringLiteral("portfolio.pnl.firm")));
    }
    void figuresFollowTheStreamWhileTheyAreSeen() {
        Bench bench;
        const auto panel = bench.show<MonitorPanel>();
        QCOMPARE(bench.fake.listened(), (QStringList{kPnl, kMoved}));
        Q_EMIT bench.fake.event(kMoved, {{QStringLiteral("symbol"), QStringLiteral("AAPL")},
                                         {QStringLiteral("current_price"), 311.0},
                                         {QStringLiteral("market_value"), 248'800.0}});
        Q_EMIT bench.fake.event(kPnl, told(1'307'570.5));
        QTRY_VERIFY(panel->feed().contains(QStringLiteral("15:30:05")));
        QCOMPARE(panel->model().index(0, 4).data(kRawRole).toDouble(), 311.0);
        QVERIFY(!panel->model().index(0, 4).data(kOriginRole).value<CellOrigin>().valid());
        QVERIFY(panel->model().index(0, 3).data(kOriginRole).value<CellOrigin>().valid());
        QVERIFY(panel->figures()->text(QStringLiteral("day")).startsWith(QLatin1Char('+')));
        QCOMPARE(panel->titleLine()->state(), PanelState::Live);
        Q_EMIT bench.fake.event(kPnl, told(1'307'600.0, QStringLiteral("AAPL")));
        QTRY_COMPARE(panel->titleLine()->state(), PanelState::Stale);
        panel->hide();
        QVERIFY(bench.fake.listened().isEmpty()); // a book nobody looks at is not computed
        static_cast<QWidget&>(*panel).show();
        QCOMPARE(bench.fake.listened().size(), 2);
        bench.context.setDate(0, QDate(2019, 6, 28));
        Bench::settle(*panel);
        QVERIFY(bench.fake.listened().isEmpty()); // the past does not move
    }
    void withoutAPortfolioOneIsOffered() {
        Bench bench;
        bench.context.setPortfolio(0, {});
        const auto panel = bench.show<MonitorPanel>();
        QCOMPARE(panel->cover()->mode(), StateCover::Mode::Empty);
        QVERIFY(bench.fake.listened().isEmpty());
    }
    void transactionsStandNewestFirstAndAreFiltered() {
        Bench bench;
        const auto panel = bench.show<TransactionsPanel>();
        const auto& model = panel->model();
        QCOMPARE(model.rowCount(), 9);
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("55"));
        QVERIFY(!model.counts(0));
        QVERIFY(model.index(1, 4).data(kStruckRole).toBool());
        QVERIFY(model.index(1, 10).data().toString().contains(QStringLiteral("55")));
        panel->search()->setText(QStringLiteral("nvd"));
        QCOMPARE(model.rowCount(), 2);
        panel->search()->clear();
        panel->kind()->setCurrentIndex(panel->kind()->findData(QStringLiteral("sell")));
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0, 4).data(kRawRole).toDouble(), 200.0);
        QVERIFY(toCsv(panel->exportTable()).contains(QStringLiteral("1000000")));
    }
    void aPurchaseIsTriedRecordedUndoneAndRedone() {
        Bench bench;
        TransactionDialog dialog(bench.desk, QStringLiteral("portfolio_001"));
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        const auto type = [&](const char* name, const char* text) {
            auto* line = qobject_cast<QLineEdit*>(dialog.form()->editor(QLatin1String(name)));
            QVERIFY(line);
            line->clear();
            QTest::keyClicks(line, QLatin1String(text));
        };
        QTRY_COMPARE(dialog.form()->values()[QStringLiteral("effective_at")].toString(),
                     QStringLiteral("2020-01-10"));
        type("symbol", "aapl"), type("quantity", "10"), type("price", "310.33");
        QTRY_VERIFY(dialog.preview().contains(QStringLiteral("2020-01-10")));
        QVERIFY(bench.fake.lastParameters(kRecord)[QStringLiteral("dry_run")].toBool());
        QTest::keyClick(dialog.form()->editor(QStringLiteral("price")), Qt::Key_Return);
        QTRY_COMPARE(bench.undo.count(), 1);
        QVERIFY(!bench.fake.lastParameters(kRecord)[QStringLiteral("dry_run")].toBool());
        QCOMPARE(recordedNow(bench.fake)[QStringLiteral("symbol")].toString(), QStringLiteral("AAPL"));
        QCOMPARE(count(bench.fake, kReverse), 0);
        bench.undo.undo();
        QTRY_COMPARE(bench.fake.lastParameters(kReverse)[QStringLiteral("number")].toInt(), 56);
        QTest::qWait(10);
        bench.undo.redo();
        QTRY_VERIFY(!recordedNow(bench.fake).contains(QStringLiteral("key")));
        QCOMPARE(recordedNow(bench.fake)[QStringLiteral("quantity")].toString(), QStringLiteral("10"));
    }
    void whatTheServerRefusesLeavesTheList() {
        Bench bench;
        QString said;
        bench.desk.say = [&](const QString& text) { said = text; };
        TransactionDialog dialog(bench.desk, QStringLiteral("portfolio_001"));
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.record();
        QTRY_COMPARE(bench.undo.count(), 1);
        bench.fake.stage(kReverse, refusal("a later transaction needs it", "/number"));
        bench.undo.undo();
        QTRY_COMPARE(bench.undo.count(), 0);
        QVERIFY(said.contains(QStringLiteral("a later transaction needs it")));
    }
    void refusalsStandBesideTheirField() {
        Bench bench;
        bench.fake.stage(kRecord, refusal("must be given", "/transactions/0/quantity"));
        TransactionDialog dialog(bench.desk, QStringLiteral("portfolio_001"));
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        dialog.record();
        QTRY_COMPARE(dialog.form()->errorOf(QStringLiteral("quantity")), QStringLiteral("must be given"));
        QCOMPARE(bench.undo.count(), 0);
        dialog.kind()->setCurrentIndex(dialog.kind()->findData(QStringLiteral("deposit")));
        QVERIFY(!dialog.form()->editor(QStringLiteral("quantity")));
        QVERIFY(dialog.form()->editor(QStringLiteral("amount")));
    }
    void aReversalHasAReasonAndIsUndoneByRecordingAgain() {
        Bench bench;
        const auto panel = bench.show<TransactionsPanel>();
        panel->table()->setCurrentIndex(panel->model().index(0, 1)); // a reversal itself
        panel->reverseSelected();
        QVERIFY(!panel->findChild<ReverseDialog*>());
        panel->table()->setCurrentIndex(panel->model().index(3, 1));
        QCOMPARE(panel->model().index(3, 0).data().toString(), QStringLiteral("6"));
        QTest::keyClick(panel.get(), Qt::Key_Delete);
        auto* dialog = panel->findChild<ReverseDialog*>();
        QVERIFY(dialog);
        QTest::keyClicks(dialog->reason(), QStringLiteral("wrong price"));
        dialog->reverse();
        QTRY_COMPARE(bench.undo.count(), 1);
        const auto asked = bench.fake.lastParameters(kReverse);
        QCOMPARE(asked[QStringLiteral("number")].toInt(), 6);
        QCOMPARE(asked[QStringLiteral("note")].toString(), QStringLiteral("wrong price"));
        bench.undo.undo();
        QTRY_COMPARE(recordedNow(bench.fake)[QStringLiteral("kind")].toString(), QStringLiteral("sell"));
        QCOMPARE(recordedNow(bench.fake)[QStringLiteral("quantity")].toString(), QStringLiteral("200"));
        Bench::settle(*panel);
    }
    void aStatementIsTriedBeforeItIsRecorded() {
        Bench bench;
        StatementDialog dialog(bench.desk, QStringLiteral("portfolio_001"));
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        dialog.setText(QStringLiteral("fills.csv"),
                       QStringLiteral("Action,Date,Ticker,Shares,Price\nBOT,x,y\n"));
        QCOMPARE(dialog.column(QStringLiteral("symbol"))->currentText(), QStringLiteral("Ticker"));
        dialog.kinds()->setText(QStringLiteral("BOT=buy, SLD = sell"));
        QTRY_COMPARE(dialog.refused().rowCount(), 1);
        const auto asked = bench.fake.lastParameters(QStringLiteral("portfolio.import_transactions"));
        QVERIFY(asked[QStringLiteral("dry_run")].toBool());
        QCOMPARE(asked[QStringLiteral("kinds")][QStringLiteral("SLD")].toString(), QStringLiteral("sell"));
        QCOMPARE(asked[QStringLiteral("columns")][QStringLiteral("kind")].toString(),
                 QStringLiteral("Action"));
        QVERIFY(!dialog.ready()); // a row is refused
        dialog.skip()->setChecked(true);
        QTRY_VERIFY(dialog.ready());
        QSignalSpy recorded(&dialog, &StatementDialog::recorded);
        dialog.record();
        QTRY_COMPARE(recorded.count(), 1);
    }
    void actionsOfTheCatalogAreShownThenRecorded() {
        Bench bench;
        ActionsDialog dialog(bench.desk, QStringLiteral("portfolio_001"));
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        QTRY_COMPARE(dialog.model().rowCount(), 2);
        const QString operation = QStringLiteral("portfolio.corporate_actions");
        QVERIFY(bench.fake.lastParameters(operation)[QStringLiteral("dry_run")].toBool());
        dialog.record();
        QTRY_COMPARE(bench.undo.count(), 1);
        QVERIFY(!bench.fake.lastParameters(operation)[QStringLiteral("dry_run")].toBool());
        bench.undo.undo(); // the last one first
        QTRY_COMPARE(count(bench.fake, kReverse), 2);
        QCOMPARE(bench.fake.lastParameters(kReverse)[QStringLiteral("number")].toInt(), 58);
    }
    void aSaleBeginsFromChosenLots() {
        Bench bench;
        const auto panel = bench.show<LotsPanel>();
        QCOMPARE(panel->model().rowCount(), 5);
        QCOMPARE(panel->totals()->note(QStringLiteral("third")), QStringLiteral("USD"));
        panel->search()->setText(QStringLiteral("MSFT"));
        QCOMPARE(panel->model().rowCount(), 2);
        QVERIFY(!panel->sellButton()->isEnabled());
        panel->table()->selectAll();
        QVERIFY(panel->sellButton()->isEnabled());
        TransactionDialog* dialog = panel->sellChosen();
        QVERIFY(dialog);
        const QJsonObject values = dialog->form()->values();
        QCOMPARE(values[QStringLiteral("quantity")].toString(), QStringLiteral("1512.5"));
        QCOMPARE(values[QStringLiteral("lots")].toString(), QStringLiteral("3:1500 53:12.5"));
        dialog->record();
        QTRY_COMPARE(recordedNow(bench.fake)[QStringLiteral("lots")].toArray().size(), 2);
        Bench::settle(*panel);
    }
    void closedLotsSayWhatTheyGained() {
        Bench bench;
        const auto panel = bench.show<LotsPanel>();
        panel->which()->setCurrentIndex(1);
        Bench::settle(*panel);
        QCOMPARE(panel->model().rowCount(), 1);
        QCOMPARE(panel->totals()->text(QStringLiteral("third")), formatMoney(-1149.2));
        QVERIFY(!panel->sellChosen());
    }
    void theLotMethodIsTheAccountsAndCanBeUndone() {
        Bench bench;
        const auto panel = bench.show<LotsPanel>();
        QTRY_VERIFY(panel->method()->isEnabled());
        panel->method()->setCurrentIndex(panel->method()->findData(QStringLiteral("specific_lots")));
        Q_EMIT panel->method()->activated(panel->method()->currentIndex());
        const QString save = QStringLiteral("portfolio.save_account");
        const auto asked = [&] {
            return bench.fake.lastParameters(save)[QStringLiteral("lot_method")].toString();
        };
        QTRY_COMPARE(bench.undo.count(), 1);
        QCOMPARE(asked(), QStringLiteral("specific_lots"));
        bench.undo.undo();
        QTRY_COMPARE(asked(), QStringLiteral("fifo"));
        Bench::settle(*panel);
    }
    void aNewPortfolioMayBringItsAccount() {
        Bench bench;
        PortfolioDialog dialog(bench.desk);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        QTRY_COMPARE(dialog.account()->count(), 2);
        QVERIFY(!dialog.method()->isVisibleTo(&dialog)); // in an account that is there
        dialog.account()->setCurrentIndex(1);
        QVERIFY(dialog.method()->isVisibleTo(&dialog));
        dialog.line(QStringLiteral("portfolio_id"))->setText(QStringLiteral("mine"));
        dialog.line(QStringLiteral("account_id"))->setText(QStringLiteral("broker"));
        const QString save = QStringLiteral("portfolio.save_portfolio");
        bench.fake.stage(save, refusal("an account has that id", "/portfolio_id"));
        dialog.create();
        QTRY_VERIFY(!dialog.errorOf(QStringLiteral("portfolio_id")).isEmpty());
        QCOMPARE(
            bench.fake.lastParameters(QStringLiteral("portfolio.save_account"))[QStringLiteral("account_id")]
                .toString(),
            QStringLiteral("broker"));
        bench.fake.stage(save, {200, {{QStringLiteral("data"), QJsonObject()}}});
        QSignalSpy made(&dialog, &PortfolioDialog::made);
        dialog.create();
        QTRY_COMPARE(made.count(), 1);
        QCOMPARE(bench.fake.lastParameters(save)[QStringLiteral("account_id")].toString(),
                 QStringLiteral("broker"));
    }
};

namespace {
const Register<PortfolioPanelsTest> kRegistered;
} // namespace

} // namespace nautilus::ui::testing

#include "portfolio_panels_test.moc"
