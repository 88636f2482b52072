#include "tests/ui/panel_bench.h"
#include "tests/ui/suites.h"
#include "ui/charts/exposure_bars.h"
#include "ui/charts/line_chart.h"
#include "ui/charts/record_table.h"
#include "ui/dashboards/factor/exposure_panel.h"
#include "ui/dashboards/factor/returns_panel.h"
#include "ui/dashboards/factor/stock_panel.h"
#include "ui/shell/panel_registry.h"

#include <QClipboard>
#include <QPushButton>
#include <QtTest>

namespace nautilus::ui::testing {
class PanelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyPanelShowsItsData() {
        Bench bench;
        for (const PanelEntry& entry : panelEntries()) {
            const std::unique_ptr<Panel> panel(entry.make(bench.desk));
            QCOMPARE(panel->id(), entry.id);
            panel->resize(760, 460);
            panel->show();
            Bench::settle(*panel);
            QVERIFY2(panel->cover()->mode() == StateCover::Mode::None, qPrintable(entry.id));
            QCOMPARE(panel->titleLine()->state(), PanelState::Live);
            QVERIFY2(!panel->exportTable().empty(), qPrintable(entry.id));
            QVERIFY2(panel->curl().contains(QStringLiteral("http://127.0.0.1:8001/")), qPrintable(entry.id));
            QVERIFY2(panel->python().contains(QStringLiteral("urllib.request")), qPrintable(entry.id));
        }
    }
    void everyPanelSaysWhenEmpty() {
        Bench bench;
        bench.staged.setStage(StagedLink::Stage::Empty);
        for (const PanelEntry& entry : panelEntries()) {
            const std::unique_ptr<Panel> panel(entry.make(bench.desk));
            panel->resize(760, 460);
            panel->show();
            Bench::settle(*panel);
            QVERIFY2(panel->cover()->mode() == StateCover::Mode::Empty, qPrintable(entry.id));
            QVERIFY(panel->cover()->message().size() > 10);
        }
    }
    void everyPanelSaysWhyItFailed() {
        Bench bench;
        bench.staged.setStage(StagedLink::Stage::Fail);
        for (const PanelEntry& entry : panelEntries()) {
            const std::unique_ptr<Panel> panel(entry.make(bench.desk));
            panel->resize(760, 460);
            panel->show();
            Bench::settle(*panel);
            QVERIFY2(panel->cover()->mode() == StateCover::Mode::Error, qPrintable(entry.id));
            QCOMPARE(panel->cover()->message(), QStringLiteral("The factor engine is not running."));
            QCOMPARE(panel->titleLine()->state(), PanelState::Failed);
            bench.staged.setStage(StagedLink::Stage::Pass);
            panel->cover()->findChild<QPushButton*>()->click();
            Bench::settle(*panel);
            QVERIFY2(panel->cover()->mode() == StateCover::Mode::None, qPrintable(entry.id));
            bench.staged.setStage(StagedLink::Stage::Fail);
        }
    }
    void waitingIsShownAfterAMomentAndCanBeCancelled() {
        Bench bench;
        const auto panel = bench.show<ExposurePanel>();
        bench.staged.setStage(StagedLink::Stage::Hold);
        panel->refresh();
        QCOMPARE(panel->titleLine()->state(), PanelState::Computing);
        QTest::qWait(100);
        QVERIFY(!panel->cover()->isVisible());
        auto* cancel = panel->cover()->findChild<QPushButton*>();
        QTRY_VERIFY_WITH_TIMEOUT(panel->cover()->isVisible(), 600);
        QVERIFY(!cancel->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(cancel->isVisible(), 1500);
        QVERIFY(panel->model().stockCount() > 300); // the last result is still there
        cancel->click();
        QVERIFY(!panel->loading());
        QCOMPARE(panel->titleLine()->state(), PanelState::Stale);
    }
    void aRowChoosesTheSymbolAndFollowsIt() {
        Bench bench;
        const auto panel = bench.show<ExposurePanel>();
        QCOMPARE(panel->model().symbolAt(panel->table()->currentIndex().row()), QStringLiteral("AAPL"));
        const int row = panel->model().rowOf(QStringLiteral("XOM"));
        panel->table()->setCurrentIndex(panel->model().index(row, 0));
        QCOMPARE(bench.context.at(0).symbol, QStringLiteral("XOM"));
        bench.context.setSymbol(0, QStringLiteral("MSFT"));
        QCOMPARE(panel->model().symbolAt(panel->table()->currentIndex().row()), QStringLiteral("MSFT"));
        panel->setGroup(kUnlinked);
        bench.context.setSymbol(0, QStringLiteral("AAPL"));
        QCOMPARE(panel->model().symbolAt(panel->table()->currentIndex().row()), QStringLiteral("MSFT"));
    }
    void theKeyboardWalksAndSorts() {
        Bench bench;
        const auto panel = bench.show<ExposurePanel>();
        panel->activateWindow();
        panel->table()->setFocus();
        const int before = panel->table()->currentIndex().row();
        QTest::keyClick(panel->table(), Qt::Key_Down);
        QVERIFY(panel->table()->currentIndex().row() > before);
        QSignalSpy activated(panel->table(), &RecordTable::rowActivated);
        QTest::keyClick(panel->table(), Qt::Key_Return);
        QCOMPARE(activated.count(), 1);
        const QString symbol = bench.context.at(0).symbol;
        panel->table()->sortByColumn(2, Qt::DescendingOrder);
        QCOMPARE(panel->model().symbolAt(panel->table()->currentIndex().row()), symbol);
    }
    void copyGivesMachineNumbers() {
        Bench bench;
        const auto panel = bench.show<ExposurePanel>();
        panel->table()->setFocus();
        QTest::keyClick(panel->table(), Qt::Key_C, Qt::ControlModifier);
        const QStringList lines = QApplication::clipboard()->text().split(QStringLiteral("\r\n"));
        QCOMPARE(lines.size(), 3); // heading, AAPL, end
        QVERIFY(lines[0].startsWith(QStringLiteral("symbol,market_cap,style:momentum")));
        QVERIFY(lines[1].startsWith(QStringLiteral("AAPL,")));
        QVERIFY(!lines[1].contains(QChar(0x2212)));
        QCOMPARE(panel->table()->csv(true).count(QStringLiteral("\r\n")), panel->model().stockCount() + 1);
    }
    void theDateGoesIntoTheCall() {
        Bench bench;
        const auto panel = bench.show<ExposurePanel>();
        bench.context.setDate(0, QDate(2019, 5, 3));
        Bench::settle(*panel);
        QCOMPARE(bench.fake.lastParameters(QStringLiteral("factor.exposures"))
                     .value(QStringLiteral("date"))
                     .toString(),
                 QStringLiteral("2019-05-03"));
        QVERIFY(panel->curl().contains(QStringLiteral("date=2019-05-03")));
    }
    void pagesAreJoined() {
        Bench bench;
        bench.fake.page_rows = 100;
        const auto panel = bench.show<ExposurePanel>();
        QTRY_VERIFY(panel->model().stockCount() > 300);
        QVERIFY(!panel->curl().contains(QStringLiteral("cursor")));
    }
    void returnsStartAtZeroAndReadUnderTheCrosshair() {
        Bench bench;
        const auto panel = bench.show<ReturnsPanel>();
        QCOMPARE(panel->lines()->series().size(), 5);
        QCOMPARE(panel->lines()->series().first().dates.last(), QDate(2020, 1, 10));
        QVERIFY(panel->lines()->series().first().dates.first() >= QDate(2019, 1, 10));
        panel->lines()->showCrosshair(QDate(2019, 6, 8)); // a Saturday reads the Friday
        QVERIFY(panel->lines()->readout().contains(QStringLiteral("2019-06-07")));
        QVERIFY(panel->lines()->readout().contains(QStringLiteral("Momentum")));
        panel->lines()->setFocus();
        QTest::keyClick(panel->lines(), Qt::Key_Right);
        QVERIFY(panel->lines()->readout().contains(QStringLiteral("2019-06-10")));
        panel->setFactors({});
        QCOMPARE(panel->cover()->mode(), StateCover::Mode::Empty);
    }
    void theStockViewShowsTheChosenExposure() {
        Bench bench;
        const auto panel = bench.show<StockPanel>();
        QCOMPARE(panel->bars()->bars().size(), 12);
        panel->bars()->setFocus();
        QTest::keyClick(panel->bars(), Qt::Key_Down);
        QCOMPARE(panel->bars()->selected(), QStringLiteral("style:size"));
        QCOMPARE(panel->historyChart()->series().first().id, QStringLiteral("style:size"));
        bench.context.setSymbol(0, {});
        QCOMPARE(panel->cover()->mode(), StateCover::Mode::Empty);
    }
};

static const Register<PanelTest> kRegistered;

} // namespace nautilus::ui::testing

#include "panel_test.moc"
