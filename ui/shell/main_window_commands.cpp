// What the command palette offers, and every shortcut.

#include "ui/shell/context_bar.h"
#include "ui/shell/drawer.h"
#include "ui/shell/inspector.h"
#include "ui/shell/main_window.h"
#include "ui/shell/panel_registry.h"

#include "ui/dialogs/keyboard_dialog.h"
#include "ui/shell/tour.h"
#include "ui/shell/welcome.h"

#include <QLineEdit>
#include <QStackedWidget>

namespace nautilus::ui {
QVector<Command> MainWindow::commands() {
    QVector<Command> list;
    addViewCommands(list);
    addSettingCommands(list);
    addLayoutCommands(list);
    addOperationCommands(list);
    for (const auto& [name, about] : std::as_const(universes_))
        list.append({name, tr("Universe"), {}, about, [this, name = name] {
                         context_.setUniverse(context_bar_->group(), Universe::All, name);
                     }});
    for (const auto& [id, name] : std::as_const(portfolios_))
        list.append({name.isEmpty() ? id : name, tr("Portfolio"), {}, id, [this, id = id] {
                         context_.setPortfolio(context_bar_->group(), id);
                     }});
    for (const auto& [symbol, name] : std::as_const(symbols_))
        list.append({symbol, tr("Symbol"), {}, name, [this, symbol = symbol] {
                         context_.setSymbol(context_bar_->group(), symbol);
                     }});
    return list;
}

void MainWindow::addViewCommands(QVector<Command>& list) {
    for (const WorkspaceEntry& entry : workspaceEntries())
        list.append({entry.title, tr("Workspace"), entry.shortcut, tr("workspace"),
                     [this, id = entry.id] { showWorkspace(id); }});
    for (const PanelEntry& entry : panelEntries())
        list.append({entry.title, tr("Panel"), {}, tr("panel"), [this, id = entry.id] { showPanel(id); }});
    list.append({tr("Inspector"), tr("View"), QStringLiteral("Ctrl+I"), tr("lineage of the selection"),
                 [this] { setInspectorVisible(!inspector_->isVisible()); }});
    const QPair<QString, int> pages[] = {
        {tr("Jobs drawer"), Drawer::kJobs}, {tr("Log"), Drawer::kLog}, {tr("Alerts"), Drawer::kAlerts}};
    for (const auto& [title, page] : pages)
        list.append({title, tr("View"), page == Drawer::kJobs ? QStringLiteral("Ctrl+J") : QString(),
                     tr("drawer below the panels"), [this, page = page] {
                         setDrawerVisible(true);
                         drawer_->showPage(page);
                     }});
    list.append({tr("Import a file"), tr("Action"), QStringLiteral("Ctrl+O"),
                 tr("your own data: CSV, Parquet, workbooks, LEAN folders"), [this] { openImport(); }});
    list.append({tr("Keyboard map"), tr("View"), QStringLiteral("F1"), tr("every shortcut"),
                 [this] { openKeyboard(); }});
    list.append({tr("Welcome"), tr("View"), {}, tr("first steps"), [this] { welcome_->open(); }});
    list.append({tr("Tour"), tr("View"), {}, tr("two minutes through the window"), [this] { startTour(); }});
    list.append(
        {tr("Undo"), tr("Action"), QStringLiteral("Ctrl+Z"), undo_.undoText(), [this] { undo_.undo(); }});
    list.append({tr("Redo"), tr("Action"), QStringLiteral("Ctrl+Shift+Z"), undo_.redoText(),
                 [this] { undo_.redo(); }});
    list.append({tr("Go to symbol"), tr("View"), QStringLiteral("Ctrl+L"), {}, [this] {
                     context_bar_->symbolField()->setFocus();
                 }});
}

void MainWindow::addSettingCommands(QVector<Command>& list) {
    auto toggle = [this](bool ThemePreferences::*member) {
        return [this, member] {
            ThemePreferences wanted = theme_.preferences();
            wanted.*member = !(wanted.*member);
            theme_.setPreferences(wanted);
        };
    };
    list.append({tr("Dark or light theme"),
                 tr("Setting"),
                 QStringLiteral("Ctrl+T"),
                 {},
                 toggle(&ThemePreferences::dark)});
    list.append({tr("Swap the colours of rise and fall"),
                 tr("Setting"),
                 {},
                 {},
                 toggle(&ThemePreferences::swap_up_down)});
    list.append({tr("Rise and fall in blue and orange"),
                 tr("Setting"),
                 {},
                 tr("colour-blind"),
                 toggle(&ThemePreferences::blue_orange)});
    list.append({tr("Motion on or off"), tr("Setting"), {}, {}, toggle(&ThemePreferences::motion)});
    list.append({tr("Settings"), tr("Setting"), QStringLiteral("Ctrl+,"), {}, [this] { openSettings(); }});
}

void MainWindow::addOperationCommands(QVector<Command>& list) {
    for (const OperationInfo& operation : operations_.all())
        list.append({operation.id, tr("Operation"), {}, operation.summary, [this, id = operation.id] {
                         openOperation(id);
                     }});
}

void MainWindow::addLayoutCommands(QVector<Command>& list) {
    const QString group = tr("Layout");
    list.append({tr("Save the layout as…"), group, {}, tr("workspaces, panels, choices"), [this] {
                     askLayoutName();
                 }});
    list.append({tr("Saved layouts…"), group, {}, tr("open, rename, delete"), [this] { chooseLayout(); }});
    list.append({tr("Restore the first layout"), group, {}, {}, [this] { resetLayout(); }});
    for (const QString& name : savedLayouts())
        list.append({name, group, {}, tr("saved layout"), [this, name] { openLayout(name); }});
}

QVector<Shortcut> MainWindow::shortcuts() {
    const QString window = tr("Window");
    QVector<Shortcut> list{
        {QStringLiteral("Ctrl+K"), tr("Search everything"), window, [this] { palette_->open(); }},
        {QStringLiteral("Ctrl+L"), tr("Go to symbol"), window,
         [this] {
             context_bar_->symbolField()->setFocus(Qt::ShortcutFocusReason);
             context_bar_->symbolField()->selectAll();
         }},
        {QStringLiteral("Ctrl+P"), tr("Choose the portfolio"), window,
         [this] {
             context_bar_->portfolioField()->setFocus(Qt::ShortcutFocusReason);
             context_bar_->portfolioField()->showPopup();
         }},
        {QStringLiteral("Ctrl+O"), tr("Import a file"), window, [this] { openImport(); }},
        {QStringLiteral("F5"), tr("Refresh the panels in view"), window,
         [this] {
             for (Panel* each : workspaces_[stack_->currentIndex()]->panels())
                 each->refresh();
         }},
        {QStringLiteral("Ctrl+Z"), tr("Undo"), window, [this] { undo_.undo(); }},
        {QStringLiteral("Ctrl+Shift+Z"), tr("Redo"), window, [this] { undo_.redo(); }},
        {QStringLiteral("Ctrl+T"), tr("Dark or light theme"), window,
         [this] { setDark(!theme_.preferences().dark); }},
        {QStringLiteral("Ctrl+I"), tr("Inspector"), window,
         [this] { setInspectorVisible(!inspector_->isVisible()); }},
        {QStringLiteral("Ctrl+J"), tr("Drawer: jobs, log, alerts"), window,
         [this] { setDrawerVisible(!drawer_->isVisible()); }},
        {QStringLiteral("Ctrl+,"), tr("Settings"), window, [this] { openSettings(); }},
        {QStringLiteral("F1"), tr("This list"), window, [this] { openKeyboard(); }},
        {QStringLiteral("Ctrl+Q"), tr("Quit"), window, [this] { close(); }}};
    for (const WorkspaceEntry& entry : workspaceEntries())
        list.append(
            {entry.shortcut, entry.title, tr("Workspaces"), [this, id = entry.id] { showWorkspace(id); }});
    const QString tables = tr("Tables and charts");
    const std::pair<const char*, QString> own[] = {{"F9", tr("Where does this number come from?")},
                                                   {"Ctrl+C", tr("Copy the selection as CSV")},
                                                   {"Return", tr("Open the row")},
                                                   {"Left", tr("Crosshair to the session before")},
                                                   {"Right", tr("Crosshair to the next session")},
                                                   {"Escape", tr("Leave, close, hide the crosshair")}};
    const QString market = tr("Market");
    const std::pair<const char*, QString> trading[] = {{"Ctrl+Shift+Space", tr("Play or pause the replay")},
                                                       {"+", tr("Chart: closer")},
                                                       {"-", tr("Chart: more bars")},
                                                       {"Shift+Left", tr("Chart: earlier bars")},
                                                       {"PgUp", tr("Chart: a screen earlier")},
                                                       {"End", tr("Chart: the newest bars")},
                                                       {"Delete", tr("Remove the symbol, or the trend line")},
                                                       {"Alt+Up", tr("Ask this source earlier")},
                                                       {"Alt+Down", tr("Ask this source later")}};
    const auto add = [&list](const char* keys, const QString& title, const QString& where) {
        list.append(
            {{}, title, where, {}, QKeySequence(QLatin1String(keys)).toString(QKeySequence::NativeText)});
    };
    for (const auto& [keys, title] : own)
        add(keys, title, tables);
    for (const auto& [keys, title] : trading)
        add(keys, title, market);
    return list;
}

} // namespace nautilus::ui
