#pragma once
// The desktop: rail, context bar, workspaces, inspector, job drawer, status line, command palette. All that
// it remembers stands in one file below the folder that it is given.

#include "ui/shell/command_palette.h"
#include "ui/shell/desk.h"
#include "ui/shell/workspace.h"

#include <QHash>
#include <QMainWindow>

class QButtonGroup;
class QSplitter;
class QStackedWidget;

namespace nautilus::ui {

class ContextBar;
class Inspector;
class JobDrawer;
class StatusLine;

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// Settings and layout are read from and written to `settings_folder`/desktop.ini; empty: nothing is
    /// kept.
    MainWindow(Link& link, QString settings_folder, QWidget* parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] Desk& desk() { return *desk_; }
    [[nodiscard]] QVector<Workspace*> workspaces() const { return workspaces_; }
    [[nodiscard]] Panel* panel(const QString& id) const;
    [[nodiscard]] CommandPalette* commandPalette() const { return palette_; }
    [[nodiscard]] ContextBar* contextBar() const { return context_bar_; }
    [[nodiscard]] StatusLine* statusLine() const { return status_line_; }
    [[nodiscard]] Inspector* inspector() const { return inspector_; }

    void showWorkspace(const QString& id);
    void showPanel(const QString& id);
    void setDark(bool dark);
    void setInspectorVisible(bool visible);
    void setDrawerVisible(bool visible);
    void resetLayout();
    /// Every command of the palette as of now.
    [[nodiscard]] QVector<Command> commands();

    void save();
    void restore();

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void build();
    void arrangeSplitters();
    [[nodiscard]] QWidget* buildRail();
    void buildShortcuts();
    void connectParts();
    void listenToLink();
    void fetchOperations();
    void fetchSymbols();
    void fetchDataDate();
    void fetchJobs();
    void openSettings();
    void styleRail();
    void addViewCommands(QVector<Command>& list);
    void addSettingCommands(QVector<Command>& list);
    void addOperationCommands(QVector<Command>& list);

    QString settings_folder_;
    Theme theme_;
    LinkedContext context_;
    OperationList operations_;
    JobStore jobs_;
    std::unique_ptr<Desk> desk_;
    QVector<QPair<QString, QString>> symbols_; ///< symbol and name
    QVector<Workspace*> workspaces_;
    QButtonGroup* rail_ = nullptr;
    QStackedWidget* stack_ = nullptr;
    QSplitter* columns_ = nullptr;
    QSplitter* rows_ = nullptr;
    ContextBar* context_bar_ = nullptr;
    Inspector* inspector_ = nullptr;
    JobDrawer* drawer_ = nullptr;
    StatusLine* status_line_ = nullptr;
    CommandPalette* palette_ = nullptr;
};

} // namespace nautilus::ui
