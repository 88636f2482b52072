#pragma once
// Every panel that exists, and the workspace that it belongs to. A workspace without panels does not exist.

#include "ui/shell/panel.h"

namespace nautilus::ui {

struct PanelEntry {
    QString id;
    QString title;
    QString workspace; ///< id of its workspace
    std::function<Panel*(Desk&)> make;
};

struct WorkspaceEntry {
    QString id;
    QString title;
    QString icon;
    QString shortcut;
};

[[nodiscard]] const QVector<PanelEntry>& panelEntries();
[[nodiscard]] const QVector<WorkspaceEntry>& workspaceEntries();

} // namespace nautilus::ui
