#include "tests/ui/fake_answers.h"
#include "tests/ui/panel_bench.h"
#include "tests/ui/suites.h"
#include "ui/charts/record_table.h"
#include "ui/dashboards/market/depth_panel.h"
#include "ui/dashboards/market/features_panel.h"
#include "ui/dashboards/market/live_chart_panel.h"
#include "ui/dashboards/market/replay_panel.h"
#include "ui/dashboards/market/sources_panel.h"
#include "ui/dashboards/market/streaming_panel.h"
#include "ui/dashboards/market/watchlist_panel.h"
#include "ui/dialogs/operation_dialog.h"
#include "ui/dialogs/schema_form.h"
#include "ui/dialogs/source_settings_dialog.h"

#include <QCompleter>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QtTest>

namespace nautilus::ui::testing {
namespace {

LinkReply answered(const QJsonObject& data) {
    return {200, {{QStringLiteral("success"), true}, {QStringLiteral("data"), data}}};
}

LinkReply refused(const QString& message, const QString& field) {
    const QJsonObject error{{QStringLiteral("code"), QStringLiteral("invalid_argument")},
                            {QStringLiteral("message"), message},
                            {QStringLiteral("field"), field}};
    return {400, {{QStringLiteral("success"), false}, {QStringLiteral("errors"), QJsonArray{error}}}};
}

QJsonArray symbolsAsked(const FakeLink& link, const char* operation) {
    return link.lastParameters(QLatin1String(operation)).value(QStringLiteral("symbols")).toArray();
}

LinkReply snapshotOf(const char* time, double price, bool replayed = true,
                     const char* closed = "2019-08-02") {
    QJsonObject data = marketAnswers().value(QStringLiteral("marketdata.snapshot"));
    QJsonArray row = data.value(QStringLiteral("rows")).toArray().first().toArray();
    row[1] = price;
    row[13] = QLatin1String(time);
    row[16] = replayed;
    row[19] = QLatin1String(closed);
    data.insert(QStringLiteral("rows"), QJsonArray{row});
    return answered(data);
}

LinkReply trades(const char* rows) {
    QJsonObject data = marketAnswers().value(QStringLiteral("marketdata.recent"));
    data.insert(QStringLiteral("rows"), QJsonDocument::fromJson(rows).array());
    return answered(data);
}

QToolButton* button(const QWidget& panel, const QString& text) {
    for (QToolButton* each : panel.findChildren<QToolButton*>())
        if (each->text() == text) return each;
    return nullptr;
}

QStringList orderAsked(const FakeLink& link) {
    QStringList order;
    for (const QJsonValue& each : link.lastParameters(QStringLiteral("marketdata.source_order"))
                                      .value(QStringLiteral("failover_hierarchy"))
                                      .toArray())
        order.append(each.toString());
    return order;
}

} // namespace

class MarketTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theWatchlistSubscribesToItsSymbols() {
        Bench bench;
        const auto panel = bench.show<WatchlistPanel>();
        QCOMPARE(symbolsAsked(bench.fake, "marketdata.subscribe").size(), panel->symbols().size());
        QCOMPARE(bench.fake.asked().count(QStringLiteral("marketdata.subscribe")), 1);
        QCOMPARE(bench.fake.asked().count(QStringLiteral("marketdata.unsubscribe")), 0);
        panel->entry()->setText(QStringLiteral("nvda, tsla"));
        QTest::keyClick(panel->entry(), Qt::Key_Return);
        QTRY_COMPARE(symbolsAsked(bench.fake, "marketdata.subscribe").size(), panel->symbols().size());
        QVERIFY(panel->symbols().endsWith(QStringLiteral("TSLA")));
        QTRY_VERIFY(bench.fake.asked().contains(QStringLiteral("marketdata.unsubscribe")));
        QTRY_VERIFY(symbolsAsked(bench.fake, "marketdata.snapshot").contains(QStringLiteral("NVDA")));
    }
    void theWatchlistAddsRemovesAndUndoes() {
        Bench bench;
        const auto panel = bench.show<WatchlistPanel>();
        const QStringList before = panel->symbols();
        panel->add(QStringLiteral("NVDA"));
        panel->add(QStringLiteral("NVDA")); // once
        QCOMPARE(panel->symbols(), before + QStringList{QStringLiteral("NVDA")});
        QTest::keyClick(panel->table(), Qt::Key_Down); // a row is chosen
        const QString chosen = panel->symbols().value(panel->table()->currentIndex().row());
        QVERIFY(!chosen.isEmpty());
        QTest::keyClick(panel.get(), Qt::Key_Delete);
        QVERIFY(!panel->symbols().contains(chosen));
        bench.undo.undo();
        QVERIFY(panel->symbols().contains(chosen));
        bench.undo.undo();
        QCOMPARE(panel->symbols(), before);
        bench.undo.redo();
        QVERIFY(panel->symbols().contains(QStringLiteral("NVDA")));
        const QJsonObject kept = panel->choices();
        const auto second = bench.show<WatchlistPanel>();
        second->setChoices(kept);
        QCOMPARE(second->symbols(), panel->symbols());
    }
    void symbolsAreCompletedBehindTheLastComma() {
        Bench bench;
        const auto panel = bench.show<WatchlistPanel>();
        QCompleter* completer = panel->entry()->completer();
        QVERIFY(completer);
        panel->entry()->setText(QStringLiteral("IBM, msf"));
        completer->setCompletionPrefix(completer->splitPath(panel->entry()->text()).first());
        QTRY_COMPARE(completer->currentCompletion(), QStringLiteral("IBM, MSFT"));
    }
    void everySymbolHasARowAndSaysItsFeed() {
        Bench bench;
        const auto panel = bench.show<WatchlistPanel>();
        const TableData table = panel->exportTable();
        QCOMPARE(table.rows.size(), panel->symbols().size());
        const int feed = table.column(QStringLiteral("feed"));
        QCOMPARE(table.text(0, feed), QStringLiteral("demo"));
        QCOMPARE(table.text(1, feed), QStringLiteral("no feed"));
        QCOMPARE(table.text(1, table.column(QStringLiteral("symbol"))), QStringLiteral("MSFT"));
        panel->table()->setCurrentIndex(panel->table()->model()->index(6, 0));
        QCOMPARE(bench.context.at(0).symbol, QStringLiteral("IBM"));
    }
    void symbolsThatNobodySendsShowTheirStoredClose() {
        Bench bench;
        QJsonObject none = marketAnswers().value(QStringLiteral("marketdata.snapshot"));
        QJsonArray silent =
            none.value(QStringLiteral("rows")).toArray().first().toArray(); // followed, no event yet
        for (int i = 1; i < silent.size(); ++i)
            if (!silent[i].isBool()) silent[i] = QJsonValue();
        silent[0] = QStringLiteral("MSFT");
        none.insert(QStringLiteral("rows"), QJsonArray{silent});
        bench.fake.stage(QStringLiteral("marketdata.snapshot"), answered(none));
        bench.fake.stage(
            QStringLiteral("marketdata.last_closes"),
            answered(
                {{QStringLiteral("columns"), QJsonArray{"symbol", "date", "close", "previous_close", "change",
                                                        "change_percent", "volume", "dataset"}},
                 {QStringLiteral("rows"),
                  QJsonArray{QJsonArray{"MSFT", "2019-12-31", 157.7, 157.59, 0.11, 0.0007, 1.8e7, "us"}}}}));
        const auto panel = bench.show<WatchlistPanel>();
        const auto text = [&](int row, const char* name) {
            const TableData table = panel->exportTable();
            return table.text(row, table.column(QLatin1String(name)));
        };
        QTRY_COMPARE(text(1, "feed"), QStringLiteral("stored close"));
        QCOMPARE(text(1, "time"), QStringLiteral("2019-12-31"));
        QCOMPARE(panel->exportTable().number(1, panel->exportTable().column(QStringLiteral("price"))), 157.7);
        QCOMPARE(text(0, "feed"), QStringLiteral("no feed"));
        QCOMPARE(panel->titleLine()->state(), PanelState::Idle); // nothing here is live
    }
    void feedsMarkThePanel() {
        Bench bench;
        bench.fake.stage(QStringLiteral("marketdata.snapshot"), snapshotOf("2019-08-02T20:00:00Z", 204));
        const auto panel = bench.show<WatchlistPanel>();
        QCOMPARE(panel->titleLine()->state(), PanelState::Replay);
        QJsonObject data = marketAnswers().value(QStringLiteral("marketdata.snapshot"));
        QJsonArray row = data.value(QStringLiteral("rows")).toArray().first().toArray();
        row[18] = true;
        data.insert(QStringLiteral("rows"), QJsonArray{row});
        bench.fake.stage(QStringLiteral("marketdata.snapshot"), answered(data));
        QTRY_COMPARE(panel->titleLine()->state(), PanelState::Stale);
        QVERIFY(panel->titleLine()->subject().contains(QStringLiteral("1 stale")));
    }
    void narrowTablesHideWholeColumns() {
        Bench bench;
        const auto panel = bench.show<WatchlistPanel>();
        QTableView* table = panel->table();
        for (const int width : {1000, 620, 480, 380, 300}) {
            panel->resize(width, 400);
            QCoreApplication::processEvents();
            int wide = 0;
            for (int column = 0; column < table->model()->columnCount(); ++column)
                wide += table->columnWidth(column); // nothing for hidden ones
            QVERIFY2(wide <= table->viewport()->width(), qPrintable(QString::number(width)));
            for (const int wanted : {0, 1, 3}) // symbol, price, change in percent
                QVERIFY(!table->isColumnHidden(wanted));
        }
        panel->resize(1000, 400);
        QCoreApplication::processEvents();
        for (int column = 0; column < table->model()->columnCount(); ++column)
            QVERIFY(!table->isColumnHidden(column));
        QVERIFY(!panel->exportTable().empty());
    }
    void quietPollsShowNoComputingAndTakeNothingBack() {
        Bench bench;
        const auto watchlist = bench.show<WatchlistPanel>();
        const auto chart = bench.show<LiveChartPanel>();
        const auto features = bench.show<FeaturesPanel>();
        QTRY_COMPARE(chart->titleLine()->state(), PanelState::Live);
        bench.fake.delay_ms = 400; // slower than the polls
        const auto asked = [&] { return bench.fake.asked().count(QStringLiteral("marketdata.snapshot")); };
        const auto before = asked();
        QElapsedTimer timer;
        timer.start();
        while (asked() < before + 6 && timer.elapsed() < 10'000) {
            QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
            for (const Panel* panel :
                 std::initializer_list<Panel*>{watchlist.get(), chart.get(), features.get()}) {
                QVERIFY(panel->titleLine()->state() != PanelState::Computing);
                QVERIFY(panel->cover()->mode() != StateCover::Mode::Loading);
            }
        }
        QVERIFY(asked() >= before + 6);
        QCOMPARE(bench.fake.cancelled(), 0);
    }
    void theDepthLadderStandsAroundTheMiddle() {
        Bench bench;
        const auto panel = bench.show<DepthPanel>();
        const TableData table = panel->exportTable();
        QCOMPARE(table.rows.size(), 4); // asks above, best below them
        QCOMPARE(table.number(0, table.column(QStringLiteral("ask"))), 204.3);
        QCOMPARE(table.number(1, table.column(QStringLiteral("ask"))), 204.1);
        QCOMPARE(table.number(2, table.column(QStringLiteral("bid"))), 204.0);
        const int away = table.column(QStringLiteral("price"));
        QVERIFY(std::abs(table.number(1, away) - 0.05 / 204.05) < 1e-12);
        QVERIFY(std::abs(table.number(2, away) + 0.05 / 204.05) < 1e-12);
        QCOMPARE(table.number(0, table.column(QStringLiteral("weight"))), -1.0); // 600 of 600
        QCOMPARE(table.number(2, table.column(QStringLiteral("weight"))), 0.5);
    }
    void tradesAreListedNewestFirst() {
        Bench bench;
        const auto panel = bench.show<TradesPanel>();
        const TableData table = panel->exportTable();
        QCOMPARE(table.rows.size(), 3);
        QCOMPARE(table.number(0, table.column(QStringLiteral("price"))), 204.05);
        QVERIFY(std::abs(table.number(0, table.column(QStringLiteral("step"))) + 0.05) < 1e-9);
        QVERIFY(table.at(2, table.column(QStringLiteral("step"))).isNull());
    }
    void theChartShowsStoredBarsAndTheSessionUnderWay() {
        Bench bench;
        const auto panel = bench.show<LiveChartPanel>();
        QTRY_COMPARE(panel->marketChart()->lines().size(), 2);
        QCOMPARE(panel->marketChart()->bars().size(), 40);
        QCOMPARE(panel->marketChart()->lines().first().name, QStringLiteral("sma_20"));
        QCOMPARE(panel->marketChart()->lines().first().pane, 0);
        QCOMPARE(panel->marketChart()->lines().last().pane, 1);
        QTRY_COMPARE(panel->marketChart()->bars().last().close, 204.02); // the snapshot's
        QTRY_COMPARE(bench.fake.lastParameters(QStringLiteral("marketdata.instruments"))
                         .value(QStringLiteral("query"))
                         .toString(),
                     QStringLiteral("AAPL"));
        bench.fake.stage(QStringLiteral("marketdata.snapshot"), snapshotOf("2019-08-05T20:00:00Z", 207));
        QTRY_COMPARE(panel->marketChart()->bars().size(), 41); // Monday after Friday
        QCOMPARE(panel->marketChart()->bars().last().close, 207.0);
        const auto asked = bench.fake.asked().count(QStringLiteral("marketdata.historical"));
        QCOMPARE(asked, 1);
        bench.fake.stage(QStringLiteral("marketdata.snapshot"), snapshotOf("2019-08-20T20:00:00Z", 210));
        QTRY_COMPARE(bench.fake.asked().count(QStringLiteral("marketdata.historical")), 2); // to fill the gap
    }
    void aReplayShowsNothingOfItsFuture() {
        Bench bench;
        bench.fake.stage(QStringLiteral("marketdata.snapshot"), snapshotOf("2019-07-30T15:00:00Z", 150));
        const auto panel = bench.show<LiveChartPanel>();
        const BarSeries& bars = panel->marketChart()->bars();
        QTRY_COMPARE(bars.size(), 37); // 2019-06-10 to 07-29, and the session under way
        QCOMPARE(bars.last().close, 150.0);
        QCOMPARE(panel->titleLine()->state(), PanelState::Replay);
        bench.fake.stage(QStringLiteral("marketdata.snapshot"), snapshotOf("2019-07-22T15:00:00Z", 140));
        QTRY_COMPARE(bars.size(), 31); // the replay went back
        QCOMPARE(bars.last().close, 140.0);
    }
    void tradesMakeTheBarsOfTheDay() {
        Bench bench;
        bench.fake.stage(QStringLiteral("marketdata.recent"),
                         trades(R"([["2019-08-02T14:30:10Z",10,100],["2019-08-02T14:30:20Z",12,50],
                                    ["2019-08-02T14:30:20Z",12,50]])"));
        bench.fake.stage(QStringLiteral("marketdata.historical"), answered({}));
        const auto panel = bench.show<LiveChartPanel>();
        panel->setChoices({{QStringLiteral("timeframe"), QStringLiteral("1m")}});
        const BarSeries& bars = panel->marketChart()->bars();
        QTRY_COMPARE(bars.size(), 1);
        QCOMPARE(bars.last().open, 10.0);
        QCOMPARE(bars.last().high, 12.0);
        QCOMPARE(bars.last().volume, 200.0); // two trades of one instant are two
        bench.fake.stage(QStringLiteral("marketdata.recent"),
                         trades(R"([["2019-08-02T14:30:10Z",10,100],["2019-08-02T14:30:20Z",12,50],
                                    ["2019-08-02T14:30:20Z",12,50],["2019-08-02T14:30:40Z",9,5],
                                    ["2019-08-02T14:31:02Z",11,7]])"));
        QTRY_COMPARE(bars.size(), 2);
        QCOMPARE(bars.at(0).low, 9.0);
        QCOMPARE(bars.at(0).volume, 205.0); // nothing counted twice
        QCOMPARE(bars.last().volume, 7.0);
        QCOMPARE(bars.last().time - bars.at(0).time, 60.0);
    }
    void trendLinesAndIndicatorsAreKept() {
        Bench bench;
        const auto panel = bench.show<LiveChartPanel>();
        panel->marketChart()->setTrendLines({{1e9, 10, 1.1e9, 12}});
        Q_EMIT panel->marketChart()->trendLinesChanged();
        panel->setIndicators(QStringLiteral("macd"));
        const QJsonObject kept = panel->choices();
        Bench later;
        const auto second = later.show<LiveChartPanel>();
        second->setChoices(kept);
        QCOMPARE(second->choices(), kept);
        later.context.setSymbol(0, QStringLiteral("IBM"));
        QTRY_VERIFY(second->titleLine()->subject().startsWith(QStringLiteral("IBM")));
        QVERIFY(second->marketChart()->trendLines().isEmpty()); // they are the symbol's
        later.context.setSymbol(0, QStringLiteral("AAPL"));
        QTRY_COMPARE(second->marketChart()->trendLines().size(), 1);
        QCOMPARE(second->marketChart()->trendLines().first().price2, 12.0);
    }
    void indicatorsOfAReplayedDayAreOfThatDay() {
        Bench bench;
        bench.fake.stage(QStringLiteral("marketdata.snapshot"), snapshotOf("2019-08-02T20:00:00Z", 204));
        const auto panel = bench.show<FeaturesPanel>();
        QCOMPARE(bench.fake.lastParameters(QStringLiteral("features.technical"))
                     .value(QStringLiteral("as_of"))
                     .toString(),
                 QStringLiteral("2019-08-02"));
        QCOMPARE(panel->titleLine()->state(), PanelState::Replay);
        bench.fake.stage(QStringLiteral("marketdata.snapshot"),
                         snapshotOf("2019-08-02T14:30:00Z", 204, true, "2019-08-01"));
        panel->refresh(); // that session is under way: its bar is not known yet
        Bench::settle(*panel);
        QCOMPARE(bench.fake.lastParameters(QStringLiteral("features.technical"))
                     .value(QStringLiteral("as_of"))
                     .toString(),
                 QStringLiteral("2019-08-01"));
        const TableData table = panel->exportTable();
        const int feature = table.column(QStringLiteral("feature")),
                  vote = table.column(QStringLiteral("vote"));
        for (int row = 0; row < table.rows.size(); ++row)
            if (table.text(row, feature) == QLatin1String("rsi_14"))
                QCOMPARE(table.text(row, vote), QStringLiteral("BEARISH"));
        bench.context.setSymbol(0, {});
        QCOMPARE(panel->cover()->mode(), StateCover::Mode::Empty);
        QVERIFY(panel->titleLine()->asOf().isEmpty());
    }
    void importanceOfAReplayedDayKnowsNothingLater() {
        Bench bench;
        bench.fake.stage(QStringLiteral("marketdata.snapshot"), snapshotOf("2019-08-02T20:00:00Z", 204));
        const auto panel = bench.show<ImportancePanel>();
        const auto asOf = [&] {
            return bench.fake.lastParameters(QStringLiteral("features.importance"))
                .value(QStringLiteral("as_of"))
                .toString();
        };
        QCOMPARE(asOf(), QStringLiteral("2019-08-02"));
        QCOMPARE(panel->titleLine()->state(), PanelState::Replay);
        bench.fake.stage(QStringLiteral("marketdata.snapshot"),
                         snapshotOf("2019-08-02T20:00:00Z", 204, false));
        panel->refresh(); // live values: the latest of all
        Bench::settle(*panel);
        QVERIFY(asOf().isEmpty());
        QCOMPARE(panel->titleLine()->state(), PanelState::Live);
    }
    void gapsAreFilledByAFormOfTheJob() {
        Bench bench;
        bench.context.setSymbol(0, QStringLiteral("IBM"));
        const auto panel = bench.show<SourcesPanel>();
        button(*panel, QStringLiteral("Fill gaps…"))->click();
        auto* dialog = panel->window()->findChild<OperationDialog*>();
        QVERIFY(dialog);
        dialog->run();
        QCOMPARE(symbolsAsked(bench.fake, "marketdata.backfill"), QJsonArray{QStringLiteral("IBM")});
        dialog->close();
    }
    void theReplayIsCommanded() {
        Bench bench;
        const auto panel = bench.show<ReplayPanel>();
        QToolButton* play = button(*panel, QStringLiteral("Pause"));
        QVERIFY(play); // it plays
        QStringList done;
        const auto last = [&] {
            return bench.fake.lastParameters(QStringLiteral("marketdata.source_command"))
                .value(QStringLiteral("do"))
                .toString();
        };
        play->click();
        QCOMPARE(last(), QStringLiteral("pause"));
        button(*panel, QStringLiteral("Step"))->click();
        QVERIFY(bench.fake.asked().count(QStringLiteral("marketdata.source_command")) >= 3);
        QTRY_COMPARE(last(), QStringLiteral("status"));
    }
    void sourcesAreReorderedByKeysAndByDragging() {
        Bench bench;
        const auto panel = bench.show<SourcesPanel>();
        QCOMPARE(panel->selected(), QStringLiteral("replay")); // the busiest
        QTest::keyClick(panel.get(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(orderAsked(bench.fake), (QStringList{QStringLiteral("replay"), QStringLiteral("files"),
                                                      QStringLiteral("simulated")}));
        bench.undo.undo();
        QCOMPARE(orderAsked(bench.fake), (QStringList{QStringLiteral("files"), QStringLiteral("replay"),
                                                      QStringLiteral("simulated")}));
        QTableView* table = panel->table();
        const auto middle = [&](int row) {
            return table->visualRect(table->model()->index(row, 1)).center();
        };
        QTest::mousePress(table->viewport(), Qt::LeftButton, {}, middle(2));
        QMouseEvent move(QEvent::MouseMove, QPointF(middle(0)), QPointF(middle(0)), Qt::NoButton,
                         Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(table->viewport(), &move);
        QTest::mouseRelease(table->viewport(), Qt::LeftButton, {}, middle(0));
        QCOMPARE(orderAsked(bench.fake), (QStringList{QStringLiteral("simulated"), QStringLiteral("files"),
                                                      QStringLiteral("replay")}));
        QTRY_COMPARE(panel->selected(), QStringLiteral("simulated")); // it stays the chosen one
        const auto asked = bench.fake.asked().count(QStringLiteral("marketdata.source_order"));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, middle(1)); // a click is no drag
        QCOMPARE(bench.fake.asked().count(QStringLiteral("marketdata.source_order")), asked);
        QCOMPARE(panel->selected(), QStringLiteral("replay"));
    }
    void sourcesAreStartedAndStopped() {
        Bench bench;
        const auto panel = bench.show<SourcesPanel>();
        QVERIFY(!button(*panel, QStringLiteral("Start"))->isEnabled()); // the replay is active
        button(*panel, QStringLiteral("Stop"))->click();
        const QJsonObject asked = bench.fake.lastParameters(QStringLiteral("marketdata.source_command"));
        QCOMPARE(asked.value(QStringLiteral("source_id")).toString(), QStringLiteral("replay"));
        QCOMPARE(asked.value(QStringLiteral("do")).toString(), QStringLiteral("stop"));
    }
    void settingsShowTheServersErrorsBesideTheirFields() {
        Bench bench;
        SourceSettingsDialog dialog(bench.desk, QStringLiteral("replay"));
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        QTRY_COMPARE(dialog.form()->fields().size(), 2);
        QCOMPARE(dialog.form()->values().value(QStringLiteral("seed")).toInt(), 7);
        const QString operation = QStringLiteral("marketdata.source_settings_change");
        bench.fake.stage(operation, refused(QStringLiteral("too large"), QStringLiteral("/values/seed")));
        dialog.form()->setValue(QStringLiteral("seed"), 8);
        dialog.save();
        QCOMPARE(bench.fake.lastParameters(operation)
                     .value(QStringLiteral("values"))
                     .toObject()
                     .value(QStringLiteral("seed"))
                     .toInt(),
                 8);
        QTRY_COMPARE(dialog.form()->errorOf(QStringLiteral("seed")), QStringLiteral("too large"));
        QVERIFY(dialog.state().contains(QStringLiteral("see the fields marked")));
        bench.fake.stage(operation, answered({}));
        dialog.save();
        QTRY_COMPARE(dialog.state(), QStringLiteral("Applied."));
        QVERIFY(dialog.form()->errorOf(QStringLiteral("seed")).isEmpty());
    }
    void aConnectionIsClosed() {
        Bench bench;
        const auto panel = bench.show<StreamingPanel>();
        auto* table = panel->findChild<RecordTable*>();
        table->setCurrentIndex(table->model()->index(0, 0));
        for (QPushButton* each : panel->findChildren<QPushButton*>())
            if (each->text() == QLatin1String("Close connection")) each->click();
        QCOMPARE(bench.fake.lastParameters(QStringLiteral("websocket.close"))
                     .value(QStringLiteral("connection_id"))
                     .toString(),
                 QStringLiteral("conn_1"));
        QJsonObject none = marketAnswers().value(QStringLiteral("websocket.connections"));
        none.insert(QStringLiteral("rows"), QJsonArray());
        bench.fake.stage(QStringLiteral("websocket.connections"), answered(none));
        QTRY_COMPARE(panel->cover()->mode(), StateCover::Mode::Empty);
        QVERIFY(panel->cover()->message().contains(QStringLiteral("ws://127.0.0.1:8001/ws/stream")));
    }
};

static const Register<MarketTest> kRegistered;

} // namespace nautilus::ui::testing

#include "market_test.moc"
