#include "tests/ui/fake_link.h"
#include "tests/ui/suites.h"
#include "ui/charts/activity_tile.h"
#include "ui/charts/coverage_strip.h"
#include "ui/charts/exposure_bars.h"
#include "ui/charts/line_chart.h"
#include "ui/charts/price_chart.h"
#include "ui/charts/record_table.h"
#include "ui/dashboards/data/bars_panel.h"
#include "ui/dashboards/data/coverage_panel.h"
#include "ui/dashboards/data/quality_panel.h"
#include "ui/dashboards/data/sql_panel.h"
#include "ui/dashboards/factor/risk_panel.h"
#include "ui/dashboards/factor/risk_proof_panel.h"
#include "ui/dashboards/system/activity_panel.h"
#include "ui/dashboards/system/factor_health_panel.h"
#include "ui/dashboards/system/metrics_panel.h"
#include "ui/dialogs/keyboard_dialog.h"
#include "ui/models/layout_file.h"
#include "ui/shell/context_bar.h"
#include "ui/shell/drawer.h"
#include "ui/shell/figure_label.h"
#include "ui/shell/inspector.h"
#include "ui/shell/lineage_view.h"
#include "ui/shell/main_window.h"
#include "ui/shell/preferences.h"
#include "ui/shell/toast.h"
#include "ui/shell/tour.h"
#include "ui/shell/welcome.h"

#include <QClipboard>
#include <QComboBox>
#include <QJsonArray>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTreeWidget>
#include <QtTest>

namespace nautilus::ui::testing {
namespace {

struct Desktop {
    FakeLink link;
    MainWindow window;
    explicit Desktop(const QString& folder = {}) : window(link, folder) {
        window.resize(1280, 800);
        window.show();
        window.desk().context.setSymbol(0, QStringLiteral("AAPL"));
        QTRY_VERIFY(!window.desk().operations.all().isEmpty());
    }
    template <class T>
    T* open(const char* id) {
        window.showPanel(QLatin1String(id));
        auto* panel = static_cast<T*>(window.panel(QLatin1String(id)));
        for (int i = 0; i < 400 && (panel->loading() || panel->exportTable().empty()); ++i)
            QTest::qWait(5);
        return panel;
    }
    void jobEvent(const char* state) {
        Q_EMIT link.event(QStringLiteral("jobs"), {{QStringLiteral("job_id"), QStringLiteral("j")},
                                                   {QStringLiteral("kind"), QStringLiteral("import")},
                                                   {QStringLiteral("state"), QLatin1String(state)}});
    }
};

} // namespace

class DeskTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void riskPartsAddUp() {
        Desktop desktop;
        auto* panel = desktop.open<RiskPanel>("portfolio_risk");
        QCOMPARE(panel->weights().weights().size(), 10); // the ten largest to begin with
        QVERIFY(std::abs(panel->weights().total() - 1.0) < 1e-12);
        QTRY_VERIFY(!panel->bars()->bars().isEmpty());
        double sum = 0;
        for (const ExposureBar& bar : panel->bars()->bars())
            sum += bar.value;
        QVERIFY(std::abs(sum - 19.0) < 1e-9);
        QVERIFY(panel->totalText().startsWith(QStringLiteral("19.00")));
        QCOMPARE(panel->bars()->bars().size(), 5); // two industries are one bar
    }
    void riskByStockAddsUpToo() {
        Desktop desktop;
        auto* panel = desktop.open<RiskPanel>("portfolio_risk");
        QTRY_VERIFY(!panel->bars()->bars().isEmpty());
        panel->setChoices({{QStringLiteral("parts_by"), 1},
                           {QStringLiteral("weights"), QJsonArray{QJsonArray{QStringLiteral("AAPL"), 0.6},
                                                                  QJsonArray{QStringLiteral("XOM"), 0.4}}}});
        QTRY_COMPARE(panel->bars()->bars().size(), 2);
        QCOMPARE(panel->bars()->bars().first().title, QStringLiteral("AAPL"));
        QVERIFY(std::abs(panel->bars()->bars().first().value + panel->bars()->bars().last().value - 19.0) <
                1e-9);
    }
    void theProofShowsItsScoresAndRunsAgain() {
        Desktop desktop;
        auto* panel = desktop.open<RiskProofPanel>("risk_proof");
        QTRY_COMPARE(panel->sets().table().rows.size(), 7);
        QCOMPARE(panel->variants().table().rows.size(), 8);
        QCOMPARE(panel->lines()->series().size(), 4); // three variants and the ideal
        const int bias = panel->sets().table().column(QStringLiteral("bias"));
        const double full = panel->sets().table().number(0, bias);
        panel->setChoices({{QStringLiteral("variant"), 1}, {QStringLiteral("set"), 5}});
        QTRY_VERIFY(panel->sets().table().number(0, bias) != full);
        for (auto* button : panel->findChildren<QPushButton*>())
            if (button->text() == RiskProofPanel::tr("Run")) button->click();
        QTRY_COMPARE(desktop.link.lastParameters(QStringLiteral("factor.prove_risk"))
                         .value(QStringLiteral("span"))
                         .toInt(),
                     21);
    }
    void pastedWeightsAreAskedAboutAndTakenBack() {
        Desktop desktop;
        auto* panel = desktop.open<RiskPanel>("portfolio_risk");
        const Weights before = panel->weights().weights();
        QApplication::clipboard()->setText(QStringLiteral("AAPL\t60%\nXOM\t40%"));
        panel->paste();
        const QJsonObject wanted{{QStringLiteral("AAPL"), 0.6}, {QStringLiteral("XOM"), 0.4}};
        QTRY_COMPARE(desktop.link.lastParameters(QStringLiteral("factor.risk"))
                         .value(QStringLiteral("weights"))
                         .toObject(),
                     wanted);
        desktop.window.desk().undo.undo();
        QCOMPARE(panel->weights().weights(), before);
    }
    void coverageCountsMonths() {
        Theme theme;
        CoverageStrip strip(theme);
        strip.setSpans({{QStringLiteral("B"), QDate(2019, 3, 5), QDate(2019, 12, 31)},
                        {QStringLiteral("A"), QDate(2019, 1, 2), QDate(2019, 4, 30)},
                        {QStringLiteral("none"), {}, {}}});
        QCOMPARE(strip.months(), 12);
        QCOMPARE(strip.covered(0), 1);
        QCOMPARE(strip.covered(2), 2);
        QCOMPARE(strip.covered(11), 1);
        QCOMPARE(strip.spans().first().symbol, QStringLiteral("A"));
        Desktop desktop;
        auto* panel = desktop.open<CoveragePanel>("coverage");
        QVERIFY(panel->strip()->spans().size() > 300);
    }
    void qualityIsRepairedAndTakenBack() {
        Desktop desktop;
        auto* panel = desktop.open<QualityPanel>("quality");
        QCOMPARE(panel->rules()->model()->rowCount(), 2);
        panel->issues()->selectRow(0);
        panel->repairSelected();
        const QJsonObject wanted{{QStringLiteral("issue_ids"), QJsonArray{QStringLiteral("q1")}}};
        QTRY_COMPARE(desktop.link.lastParameters(QStringLiteral("marketdata.quality_repair")), wanted);
        desktop.window.desk().undo.undo();
        QTRY_COMPARE(desktop.link.lastParameters(QStringLiteral("marketdata.quality_undo")), wanted);
        panel->rules()->selectRow(1);
        QTRY_COMPARE(desktop.link.lastParameters(QStringLiteral("marketdata.quality"))
                         .value(QStringLiteral("rule"))
                         .toString(),
                     QStringLiteral("stale_run"));
    }
    void anIssueOpensThePriceChartAtItsPlace() {
        Desktop desktop;
        auto* quality = desktop.open<QualityPanel>("quality");
        Q_EMIT quality->issues()->rowActivated(0);
        auto* bars = desktop.open<BarsPanel>("bars");
        QCOMPARE(desktop.window.desk().context.at(0).symbol, QStringLiteral("AAPL"));
        QTRY_VERIFY(bars->price()->readout().contains(QStringLiteral("2019-06-07")));
    }
    void sqlRunsAndRemembers() {
        Desktop desktop;
        auto* panel = desktop.open<SqlPanel>("sql");
        panel->editor()->setPlainText(QStringLiteral("SELECT date, close FROM bars"));
        QTest::keyClick(panel->editor(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(desktop.link.lastParameters(QStringLiteral("marketdata.sql"))
                         .value(QStringLiteral("sql"))
                         .toString(),
                     QStringLiteral("SELECT date, close FROM bars"));
        QTRY_COMPARE(panel->lines()->series().size(), 1);
        QCOMPARE(panel->choices().value(QStringLiteral("history")).toArray().size(), 1);
    }
    void measuresAreFlattened() {
        const TableData table = flattened(
            QJsonDocument::fromJson(R"({"lanes":[{"name":"factor","queue":2}],"memory_mb":4})").object());
        QCOMPARE(table.rows.size(), 2); // the name of a list's item is no value
        QCOMPARE(table.text(0, table.column(QStringLiteral("name"))), QStringLiteral("factor queue"));
        QCOMPARE(table.number(0, table.column(QStringLiteral("value"))), 2.0);
    }
    void activityHasALinePerEngine() {
        Desktop desktop;
        auto* panel = desktop.open<ActivityPanel>("activity");
        QTRY_COMPARE(panel->tiles().size(), 6);
        ActivityTile* requests = panel->tiles().first();
        QTRY_COMPARE(requests->lines().size(), 2);
        QCOMPARE(requests->valuesAt(-1), QStringLiteral("marketdata 2.5, factor 38.0"));
        QCOMPARE(requests->scaleTop(), 50.0);
        QCOMPARE(requests->accessibleDescription(), requests->valuesAt(-1));
        QVERIFY(requests->valuesAt(0).contains(kMissing)); // no rate before the second sample
    }
    void factorsAreJudgedByStatedThresholds() {
        QCOMPARE(conditionOf(0.9, 2.0, 1000), FactorCondition::Good);
        QCOMPARE(conditionOf(0.59, 2.0, 1000), FactorCondition::ThinCoverage);
        QCOMPARE(conditionOf(0.9, 10.5, 1000), FactorCondition::Collinear);
        QCOMPARE(conditionOf(0.9, 2.0, 251), FactorCondition::ShortHistory);
        QCOMPARE(conditionOf(0.9, 2.0, 0), FactorCondition::NoReturns);
        const double missing = std::nan("");
        QCOMPARE(conditionOf(missing, missing, 500), FactorCondition::Good); // an industry
    }
    void aNumberTellsWhereItComesFrom() {
        Desktop desktop;
        auto* panel = desktop.open<Panel>("exposures");
        auto* table = panel->findChild<RecordTable*>();
        table->setCurrentIndex(table->model()->index(table->currentIndex().row(), 3));
        const auto origin = table->currentIndex().data(kOriginRole).value<CellOrigin>();
        QVERIFY(origin.valid());
        QTest::keyClick(table, Qt::Key_F9);
        QVERIFY(desktop.window.inspector()->isVisible());
        LineageView* view = desktop.window.inspector()->lineage();
        QTRY_COMPARE(view->tree()->topLevelItemCount(), 1);
        QCOMPARE(view->tree()->topLevelItem(0)->childCount(), 1);
        QVERIFY(view->details().contains(QStringLiteral("Weighted log returns")));
        const QJsonObject asked = desktop.link.lastParameters(QStringLiteral("app.lineage"));
        QCOMPARE(asked.value(QStringLiteral("operation")).toString(), QStringLiteral("factor.exposures"));
        QCOMPARE(asked.value(QStringLiteral("pointer")).toString(), origin.pointer);
    }
    /// F9 on `widget`; the pointer that was asked for.
    static QString askedBy(Desktop& desktop, QWidget* widget) {
        const QString lineage = QStringLiteral("app.lineage");
        const auto before = desktop.link.asked().count(lineage);
        QTest::keyClick(widget, Qt::Key_F9);
        if (desktop.link.asked().count(lineage) == before) return {};
        const QJsonObject asked = desktop.link.lastParameters(lineage);
        return asked.value(QStringLiteral("operation")).toString() + QLatin1Char(' ') +
               asked.value(QStringLiteral("pointer")).toString();
    }
    void chartsAndFiguresTellWhereTheyComeFrom() {
        Desktop desktop;
        auto* risk = desktop.open<RiskPanel>("portfolio_risk");
        QTRY_VERIFY(!risk->loading() && risk->findChild<FigureLabel*>()->origin().valid());
        QCOMPARE(askedBy(desktop, risk->findChild<FigureLabel*>()),
                 QStringLiteral("factor.risk /data/total_volatility"));
        auto* bars = risk->findChild<ExposureBars*>();
        bars->select(QStringLiteral("style:size"));
        QCOMPARE(askedBy(desktop, bars), QStringLiteral("factor.risk /data/contributions/4/contribution"));
        bars->select(QStringLiteral("industries")); // a sum made here
        QCOMPARE(askedBy(desktop, bars), QString());
        auto* lines = desktop.open<Panel>("returns")->findChild<LineChart*>();
        QTRY_VERIFY(!lines->series().isEmpty() && !lines->series().first().dates.isEmpty());
        QCOMPARE(askedBy(desktop, lines), QString()); // no crosshair, no value
        lines->showCrosshair(lines->series().first().dates.last());
        QVERIFY(askedBy(desktop, lines).startsWith(QStringLiteral("factor.returns /data/rows/")));
        auto* prices = desktop.open<BarsPanel>("bars")->findChild<PriceChart*>();
        QTRY_VERIFY(!prices->table().empty());
        QTest::keyClick(prices, Qt::Key_End);
        QVERIFY(askedBy(desktop, prices).startsWith(QStringLiteral("marketdata.bars /data/rows/")));
    }
    void pointersOfLaterPagesCountFromTheirPage() {
        TableData table;
        table.columns = {QStringLiteral("a"), QStringLiteral("b")};
        table.rows = {{1, 2}, {3, 4}, {5, 6}};
        QVERIFY(!table.origin(0, 0).valid()); // made here, not answered
        table.operation = QStringLiteral("x");
        table.pages = {{2, QStringLiteral("c2")}};
        QCOMPARE(table.origin(1, 1).pointer, QStringLiteral("/data/rows/1/1"));
        QCOMPARE(table.origin(2, 0).pointer, QStringLiteral("/data/rows/0/0"));
        QCOMPARE(table.origin(2, 0).parameters.value(QStringLiteral("cursor")).toString(),
                 QStringLiteral("c2"));
        const TableData turned = table.reordered({2, 0, 1});
        QCOMPARE(turned.origin(0, 0).pointer, QStringLiteral("/data/rows/0/0"));
        QCOMPARE(turned.origin(2, 1).pointer, QStringLiteral("/data/rows/1/1"));
    }
    void endedJobsAreTold() {
        Desktop desktop;
        desktop.jobEvent("running");
        QCOMPARE(desktop.window.toasts()->shown(), 0);
        desktop.jobEvent("failed");
        QCOMPARE(desktop.window.toasts()->shown(), 1);
        QCOMPARE(desktop.window.desk().alerts.alerts().first().level, Alert::Level::Error);
        desktop.jobEvent("failed"); // told once
        QCOMPARE(desktop.window.desk().alerts.alerts().size(), 1);
    }
    void riskAlertsAreShownAsPlainWords() {
        Desktop desktop;
        const QJsonObject alert{{QStringLiteral("source"), QStringLiteral("risk")},
                                {QStringLiteral("severity"), QStringLiteral("HIGH")},
                                {QStringLiteral("portfolio_id"), QStringLiteral("<b>p</b>")},
                                {QStringLiteral("message"), QStringLiteral("<img src=x> above its limit")}};
        Q_EMIT desktop.link.event(QStringLiteral("system.alerts.high"), alert);
        QCOMPARE(desktop.window.toasts()->shown(), 1);
        const Alert& shown = desktop.window.desk().alerts.alerts().first();
        QCOMPARE(shown.level, Alert::Level::Error);
        QVERIFY(shown.title.contains(QStringLiteral("<b>p</b>")));
        for (const QLabel* label : desktop.window.findChild<Toast*>()->findChildren<QLabel*>())
            if (label->text().contains(QLatin1Char('<')) && !label->text().startsWith(QLatin1String("<span")))
                QCOMPARE(label->textFormat(), Qt::PlainText);
        QJsonObject other = alert;
        other.insert(QStringLiteral("source"), QStringLiteral("replay"));
        Q_EMIT desktop.link.event(QStringLiteral("system.alerts.sources"), other);
        QCOMPARE(desktop.window.toasts()->shown(), 1);
    }
    void onlyARunningJobCanBeCancelled() {
        Desktop desktop;
        desktop.window.setDrawerVisible(true);
        JobsPage* jobs = desktop.window.drawer()->jobs();
        QTRY_VERIFY(jobs->table()->model()->rowCount() == 6);
        QVERIFY(!jobs->cancelButton()->isEnabled());
        jobs->table()->selectRow(0);
        QVERIFY(jobs->cancelButton()->isEnabled());
        jobs->table()->selectRow(1);
        QVERIFY(!jobs->cancelButton()->isEnabled());
    }
    void theLogIsFilteredByLevel() {
        Desktop desktop;
        desktop.window.setDrawerVisible(true);
        desktop.window.drawer()->showPage(Drawer::kLog);
        LogPage* log = desktop.window.drawer()->log();
        QTRY_COMPARE(log->model().rowCount(), 3); // not the debug line
        log->level()->setCurrentIndex(3);
        QCOMPARE(log->model().rowCount(), 1);
        log->level()->setCurrentIndex(0);
        QCOMPARE(log->model().rowCount(), 4);
    }
    void namedLayoutsComeBackExactly() {
        QTemporaryDir home;
        {
            Desktop desktop(home.path());
            desktop.window.panel(QStringLiteral("returns"))->setGroup(2);
            desktop.window.saveLayoutAs(QStringLiteral("mine"));
            desktop.window.panel(QStringLiteral("returns"))->setGroup(0);
            desktop.window.close();
        }
        Desktop desktop(home.path());
        QCOMPARE(desktop.window.savedLayouts(), QStringList{QStringLiteral("mine")});
        desktop.window.openLayout(QStringLiteral("mine"));
        QCOMPARE(desktop.window.panel(QStringLiteral("returns"))->group(), 2);
        desktop.window.desk().undo.undo();
        QCOMPARE(desktop.window.panel(QStringLiteral("returns"))->group(), 0);
        desktop.window.renameLayout(QStringLiteral("mine"), QStringLiteral("yours"));
        QCOMPARE(desktop.window.savedLayouts(), QStringList{QStringLiteral("yours")});
        desktop.window.deleteLayout(QStringLiteral("yours"));
        QVERIFY(desktop.window.savedLayouts().isEmpty());
    }
    void aDamagedLayoutIsKeptAside() {
        for (const QByteArray& damage :
             {QByteArray("{\"version\":1,\"win"), QByteArray("[]"), QByteArray(),
              QByteArray("{\"version\":99,\"window\":{}}"), QByteArray("\0\1\2", 3)}) {
            QTemporaryDir home;
            QFile file(home.filePath(QStringLiteral("desktop.json")));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(damage);
            file.close();
            Desktop desktop(home.path());
            const QStringList kept = QDir(home.path()).entryList({QStringLiteral("desktop.damaged-*.json")});
            QCOMPARE(kept.size(), 1);
            QFile aside(home.filePath(kept.first()));
            QVERIFY(aside.open(QIODevice::ReadOnly));
            QCOMPARE(aside.readAll(), damage);
            QCOMPARE(desktop.window.desk().alerts.alerts().size(), 1);
        }
    }
    void aLayoutIsWholeOrTheOneBefore() {
        QTemporaryDir home;
        QVERIFY(writeLayout(home.path(), {{QStringLiteral("window"), QJsonObject()}}));
        QVERIFY(!readLayout(home.path()).layout.isEmpty());
        QVERIFY(!writeLayout(home.path() + QStringLiteral("/no/such/folder"), {}));
        QCOMPARE(QDir(home.path()).entryList(QDir::Files), QStringList{QStringLiteral("desktop.json")});
    }
    void theWelcomeComesOnce() {
        QTemporaryDir home;
        FakeLink link;
        link.setSetting(QStringLiteral("welcome_shown"), false);
        for (const bool expected : {true, false}) {
            MainWindow window(link, home.path());
            window.show();
            QTRY_VERIFY(!window.preferences()->settings().isEmpty());
            QCOMPARE(window.welcome()->isVisible(), expected);
            if (!expected) break;
            QTest::keyClick(window.welcome(), Qt::Key_Escape);
            QVERIFY(!window.welcome()->isVisible());
            QTRY_VERIFY(link.settings()
                            .value(QStringLiteral("settings"))
                            .toObject()
                            .value(QStringLiteral("welcome_shown"))
                            .toBool());
        }
    }
    void theTourPointsAtRealWidgetsAndCanBeLeft() {
        Desktop desktop;
        desktop.window.startTour();
        Tour* tour = desktop.window.tour();
        QVERIFY(tour->isVisible());
        QStringList texts;
        for (int step = 0; step < 8; ++step) {
            QCOMPARE(tour->step(), step);
            texts.append(tour->text());
            QTest::keyClick(tour, Qt::Key_Right);
        }
        QVERIFY(!tour->isVisible()); // after the last step
        QCOMPARE(texts.removeDuplicates(), 0);
        desktop.window.startTour();
        QTest::keyClick(tour, Qt::Key_Escape);
        QVERIFY(!tour->isVisible());
    }
    void universesAreChosenAndSent() {
        Desktop desktop;
        QComboBox* field = desktop.window.contextBar()->universeField();
        QTRY_VERIFY(field->findText(QStringLiteral("MINE")) > 0);
        field->setCurrentIndex(field->findText(QStringLiteral("MINE")));
        Q_EMIT field->activated(field->currentIndex());
        QCOMPARE(desktop.window.desk().context.at(0).universe_name, QStringLiteral("MINE"));
        desktop.open<Panel>("returns");
        QTRY_COMPARE(desktop.link.lastParameters(QStringLiteral("factor.returns"))
                         .value(QStringLiteral("universe"))
                         .toString(),
                     QStringLiteral("MINE"));
    }
    void everyShortcutIsOnTheMap() {
        Desktop desktop;
        QSet<QString> keys;
        for (const Shortcut& each : desktop.window.shortcuts()) {
            QVERIFY(!each.title.isEmpty() && !each.group.isEmpty());
            QVERIFY(each.run || !each.shown.isEmpty());
            if (each.keys.isEmpty()) continue;
            QVERIFY2(!keys.contains(each.keys), qPrintable(each.keys));
            keys.insert(each.keys);
        }
        QVERIFY(keys.contains(QStringLiteral("Ctrl+K")) && keys.contains(QStringLiteral("F1")));
    }
    void whatWasRunLastComesFirst() {
        Desktop desktop;
        CommandPalette* palette = desktop.window.commandPalette();
        palette->open(QStringLiteral("factor correlation"));
        palette->runCurrent();
        palette->open();
        QCOMPARE(palette->shownTitles().value(0), QStringLiteral("Factor correlation"));
    }
    void resettingTheLayoutCanBeTakenBack() {
        Desktop desktop;
        auto* dock = desktop.window.panel(QStringLiteral("correlation"))->titleLine()->parentWidget();
        QTest::qWait(20);
        dock->close();
        desktop.window.resetLayout();
        QVERIFY(!dock->isHidden());
        desktop.window.desk().undo.undo();
        QVERIFY(dock->isHidden());
    }
    void changedCellsGlowUnlessMotionIsOff() {
        Theme theme;
        RecordTableModel model({{QStringLiteral("k"), QStringLiteral("K")},
                                {QStringLiteral("v"), QStringLiteral("V"), NumberKind::Decimal2},
                                {QStringLiteral("w"), QStringLiteral("W"), NumberKind::Decimal2},
                                {QStringLiteral("x"), QStringLiteral("X"), NumberKind::Decimal2}});
        TableData data;
        data.columns = {QStringLiteral("k"), QStringLiteral("v"), QStringLiteral("w"), QStringLiteral("x")};
        data.rows = {{QStringLiteral("a"), 1.0, 2.0, 3.0}};
        RecordTable table(theme);
        table.setModel(&model);
        model.setTable(data);
        QVERIFY(!table.flashing(model.index(0, 1)));
        data.rows[0][1] = 5.0;
        model.setTable(data);
        QVERIFY(table.flashing(model.index(0, 1)));
        QVERIFY(!table.flashing(model.index(0, 2)));
        QTRY_VERIFY_WITH_TIMEOUT(!table.flashing(model.index(0, 1)), 2000);
        theme.setPreferences({.motion = false});
        data.rows[0][1] = 6.0;
        model.setTable(data);
        QVERIFY(!table.flashing(model.index(0, 1)));
    }
    void rowsOfOneGroupAreToldApart() {
        Theme theme;
        RecordTableModel model({{QStringLiteral("group"), QStringLiteral("Group")},
                                {QStringLiteral("name"), QStringLiteral("Name")},
                                {QStringLiteral("v"), QStringLiteral("V"), NumberKind::Decimal2},
                                {QStringLiteral("w"), QStringLiteral("W"), NumberKind::Decimal2}});
        TableData data;
        data.columns = {QStringLiteral("group"), QStringLiteral("name"), QStringLiteral("v"),
                        QStringLiteral("w")};
        data.rows = {{QStringLiteral("trend"), QStringLiteral("sma"), 1.0, 2.0},
                     {QStringLiteral("trend"), QStringLiteral("ema"), 3.0, 4.0}};
        RecordTable table(theme);
        table.setModel(&model);
        const auto glowing = [&] {
            int count = 0;
            for (int row = 0; row < model.rowCount(); ++row)
                for (int column = 0; column < model.columnCount(); ++column)
                    count += table.flashing(model.index(row, column)) ? 1 : 0;
            return count;
        };
        model.setTable(data);
        model.setTable(data);
        QCOMPARE(glowing(), 0); // nothing changed
        data.rows[1][2] = 3.5;
        model.setTable(data);
        QVERIFY(table.flashing(model.index(1, 2)));
        QCOMPARE(glowing(), 1);
    }
};

static const Register<DeskTest> kRegistered;

} // namespace nautilus::ui::testing

#include "desk_test.moc"
