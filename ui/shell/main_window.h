#pragma once
// The desktop: rail, context bar, workspaces, inspector, job drawer, status line, command palette. All that
// it remembers stands in one file below the folder that it is given; its switches are settings of the server.

#include "ui/shell/command_palette.h"
#include "ui/shell/desk.h"
#include "ui/shell/workspace.h"

#include <QJsonArray>
#include <QMainWindow>

class QButtonGroup;
class QSplitter;
class QStackedWidget;

namespace nautilus::ui {

class ContextBar;
class Inspector;
class Drawer;
class Preferences;
class StatusLine;
class ToastStack;
class Tour;
class Welcome;
struct Shortcut;

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// The layout is read from and written to `settings_folder`/desktop.json; empty: nothing is kept, and
    /// there is no welcome.
    MainWindow(Link& link, QString settings_folder, QWidget* parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] Desk& desk() { return *desk_; }
    [[nodiscard]] QVector<Workspace*> workspaces() const { return workspaces_; }
    [[nodiscard]] Panel* panel(const QString& id) const;
    [[nodiscard]] CommandPalette* commandPalette() const { return palette_; }
    [[nodiscard]] ContextBar* contextBar() const { return context_bar_; }
    [[nodiscard]] StatusLine* statusLine() const { return status_line_; }
    [[nodiscard]] Inspector* inspector() const { return inspector_; }
    [[nodiscard]] Drawer* drawer() const { return drawer_; }
    [[nodiscard]] ToastStack* toasts() const { return toasts_; }
    [[nodiscard]] Welcome* welcome() const { return welcome_; }
    [[nodiscard]] Tour* tour() const { return tour_; }
    [[nodiscard]] Preferences* preferences() const { return preferences_; }

    void showWorkspace(const QString& id);
    void showPanel(const QString& id);
    void setDark(bool dark);
    void setInspectorVisible(bool visible);
    void setDrawerVisible(bool visible);
    /// The first layout of every workspace; can be undone.
    void resetLayout();
    void startTour();
    void openImport(const QStringList& files = {});
    /// Asks for what a portfolio needs, makes it and chooses it in the link group that is edited.
    void openNewPortfolio();
    void openOperation(const QString& id);

    /// Named layouts of all workspaces: kept with the window's memory.
    [[nodiscard]] QStringList savedLayouts() const;
    void saveLayoutAs(const QString& name);
    void openLayout(const QString& name);
    void renameLayout(const QString& name, const QString& to);
    void deleteLayout(const QString& name);
    /// Every shortcut of the window, for the keyboard and for its map.
    [[nodiscard]] QVector<Shortcut> shortcuts();
    /// Every command of the palette as of now.
    [[nodiscard]] QVector<Command> commands();

    void save();
    void restore();

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void build();
    void arrangeSplitters();
    [[nodiscard]] QWidget* buildRail();
    void buildShortcuts();
    void connectParts();
    void listenToLink();
    void refreshPanels();
    void fetchOperations();
    void fetchSymbols();
    void fetchDataDate();
    void fetchJobs();
    void fetchUniverses();
    /// The portfolios of the book; the first is chosen where a link group has none of them.
    void fetchPortfolios();
    void announce(const JobInfo& job);
    /// A notice of an alert of the risk engine.
    void showRiskAlert(const QJsonObject& payload);
    void openKeyboard();
    void askLayoutName();
    void chooseLayout();
    [[nodiscard]] QJsonObject arrangement() const;
    void arrange(const QJsonObject& arrangement);
    void restoreWindow(const QJsonObject& window);
    void restoreGroups(const QJsonArray& groups);
    [[nodiscard]] QVector<struct TourStep> tourSteps();
    void openSettings();
    void styleRail();
    void addViewCommands(QVector<Command>& list);
    void addSettingCommands(QVector<Command>& list);
    void addOperationCommands(QVector<Command>& list);
    void addLayoutCommands(QVector<Command>& list);

    QString settings_folder_;
    Theme theme_;
    LinkedContext context_;
    OperationList operations_;
    JobStore jobs_;
    AlertStore alerts_;
    QUndoStack undo_;
    std::unique_ptr<Desk> desk_;
    QVector<QPair<QString, QString>> symbols_; ///< symbol and name
    bool symbols_known_ = false;
    QVector<Workspace*> workspaces_;
    QButtonGroup* rail_ = nullptr;
    QStackedWidget* stack_ = nullptr;
    QSplitter* columns_ = nullptr;
    QSplitter* rows_ = nullptr;
    ContextBar* context_bar_ = nullptr;
    Inspector* inspector_ = nullptr;
    Drawer* drawer_ = nullptr;
    StatusLine* status_line_ = nullptr;
    CommandPalette* palette_ = nullptr;
    Preferences* preferences_ = nullptr;
    ToastStack* toasts_ = nullptr;
    Welcome* welcome_ = nullptr;
    Tour* tour_ = nullptr;
    QVector<QPair<QString, QString>> universes_;  ///< name and what it holds
    QVector<QPair<QString, QString>> portfolios_; ///< id and name
    QJsonObject saved_layouts_;
    bool welcome_shown_ = false;
};

} // namespace nautilus::ui
