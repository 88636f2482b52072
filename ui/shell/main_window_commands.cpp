// What the command palette offers, and what the window remembers between starts.

#include "ui/shell/context_bar.h"
#include "ui/shell/inspector.h"
#include "ui/shell/job_drawer.h"
#include "ui/shell/main_window.h"
#include "ui/shell/panel_registry.h"

#include "ui/dashboards/system/system_panels.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>

namespace nautilus::ui {
namespace {

QString settingsFile(const QString& folder) {
    return QDir(folder).filePath(QStringLiteral("desktop.ini"));
}

} // namespace

QVector<Command> MainWindow::commands() {
    QVector<Command> list;
    addViewCommands(list);
    addSettingCommands(list);
    addOperationCommands(list);
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
    list.append({tr("Job drawer"), tr("View"), QStringLiteral("Ctrl+J"), tr("jobs and their progress"),
                 [this] { setDrawerVisible(!drawer_->isVisible()); }});
    list.append(
        {tr("Go to symbol"), tr("View"), QStringLiteral("Ctrl+L"), {}, [this] { context_bar_->setFocus(); }});
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
    list.append({tr("Restore the first layout"), tr("Setting"), {}, {}, [this] { resetLayout(); }});
    list.append({tr("Settings"), tr("Setting"), QStringLiteral("Ctrl+,"), {}, [this] { openSettings(); }});
}

void MainWindow::addOperationCommands(QVector<Command>& list) {
    for (const OperationInfo& operation : operations_.all())
        list.append({operation.id, tr("Operation"), {}, operation.summary, [this, operation] {
                         setInspectorVisible(true);
                         desk_->inspect(operationCard(operation));
                         const RequestParts request = buildRequest(operation, {});
                         QApplication::clipboard()->setText(
                             curlSnippet(desk_->link.address(), desk_->link.tokenFile(), request));
                         desk_->say(tr("Copied as curl: %1").arg(operation.id));
                     }});
}

void MainWindow::save() {
    if (settings_folder_.isEmpty()) return;
    QSettings settings(settingsFile(settings_folder_), QSettings::IniFormat);
    const ThemePreferences& theme = theme_.preferences();
    settings.setValue(QStringLiteral("theme/dark"), theme.dark);
    settings.setValue(QStringLiteral("theme/swap_up_down"), theme.swap_up_down);
    settings.setValue(QStringLiteral("theme/blue_orange"), theme.blue_orange);
    settings.setValue(QStringLiteral("theme/motion"), theme.motion);
    settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    settings.setValue(QStringLiteral("window/workspace"), stack_->currentIndex());
    settings.setValue(QStringLiteral("window/inspector"), !inspector_->isHidden());
    settings.setValue(QStringLiteral("window/drawer"), !drawer_->isHidden());
    settings.setValue(QStringLiteral("window/columns"), columns_->saveState());
    settings.setValue(QStringLiteral("window/rows"), rows_->saveState());
    for (int group = 0; group < kLinkGroups; ++group) {
        const QString key = QStringLiteral("groups/%1/").arg(group);
        settings.setValue(key + QStringLiteral("symbol"), context_.at(group).symbol);
        settings.setValue(key + QStringLiteral("universe"), static_cast<int>(context_.at(group).universe));
    }
    for (const Workspace* workspace : std::as_const(workspaces_))
        workspace->save(settings);
}

void MainWindow::restore() {
    if (settings_folder_.isEmpty()) return;
    QSettings settings(settingsFile(settings_folder_), QSettings::IniFormat);
    ThemePreferences theme;
    theme.dark = settings.value(QStringLiteral("theme/dark"), true).toBool();
    theme.swap_up_down = settings.value(QStringLiteral("theme/swap_up_down"), false).toBool();
    theme.blue_orange = settings.value(QStringLiteral("theme/blue_orange"), false).toBool();
    theme.motion = settings.value(QStringLiteral("theme/motion"), true).toBool();
    theme_.setPreferences(theme);
    if (settings.contains(QStringLiteral("window/geometry"))) {
        restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
        columns_->restoreState(settings.value(QStringLiteral("window/columns")).toByteArray());
        rows_->restoreState(settings.value(QStringLiteral("window/rows")).toByteArray());
    }
    setInspectorVisible(settings.value(QStringLiteral("window/inspector"), false).toBool());
    setDrawerVisible(settings.value(QStringLiteral("window/drawer"), false).toBool());
    for (int group = 0; group < kLinkGroups; ++group) {
        const QString key = QStringLiteral("groups/%1/").arg(group);
        context_.setSymbol(group, settings.value(key + QStringLiteral("symbol")).toString());
        const bool estimation = settings.value(key + QStringLiteral("universe")).toInt() == 1;
        context_.setUniverse(group, estimation ? Universe::Estimation : Universe::All);
    }
    for (Workspace* workspace : std::as_const(workspaces_))
        workspace->restore(settings);
    const int index = settings.value(QStringLiteral("window/workspace"), 0).toInt();
    showWorkspace(workspaces_.value(index, workspaces_.first())->id());
}

} // namespace nautilus::ui
