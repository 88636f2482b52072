// What the window remembers between starts, named layouts, undo of a reset, and the tour's steps.

#include "ui/models/layout_file.h"
#include "ui/models/undo_step.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/context_bar.h"
#include "ui/shell/drawer.h"
#include "ui/shell/inspector.h"
#include "ui/shell/main_window.h"
#include "ui/shell/panel_registry.h"
#include "ui/shell/status_line.h"
#include "ui/shell/tour.h"

#include "ui/dialogs/layouts_dialog.h"

#include <QInputDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>

namespace nautilus::ui {
QJsonObject MainWindow::arrangement() const {
    QJsonObject result;
    for (const Workspace* workspace : workspaces_)
        result.insert(workspace->id(), workspace->save());
    return result;
}

void MainWindow::arrange(const QJsonObject& arrangement) {
    bool whole = true;
    for (Workspace* workspace : std::as_const(workspaces_))
        whole = workspace->restore(arrangement.value(workspace->id()).toObject()) && whole;
    if (!whole)
        alerts_.raise({Alert::Level::Warning, tr("A layout was not understood"),
                       tr("The first layout is shown in its place.")});
}

void MainWindow::resetLayout() {
    const QJsonObject before = arrangement();
    undo_.push(new UndoStep(
        tr("Restore the first layout"),
        [this] {
            for (Workspace* workspace : std::as_const(workspaces_))
                workspace->defaultLayout();
        },
        [this, before] { arrange(before); }));
}

QStringList MainWindow::savedLayouts() const {
    return saved_layouts_.keys();
}

void MainWindow::saveLayoutAs(const QString& name) {
    if (name.trimmed().isEmpty()) return;
    saved_layouts_.insert(name.trimmed(), arrangement());
    save();
}

void MainWindow::openLayout(const QString& name) {
    if (!saved_layouts_.contains(name)) return;
    const QJsonObject before = arrangement();
    const QJsonObject wanted = saved_layouts_.value(name).toObject();
    undo_.push(new UndoStep(
        tr("Open the layout %1").arg(name), [this, wanted] { arrange(wanted); },
        [this, before] { arrange(before); }));
}

void MainWindow::renameLayout(const QString& name, const QString& to) {
    if (!saved_layouts_.contains(name) || to.trimmed().isEmpty() || saved_layouts_.contains(to.trimmed()))
        return;
    saved_layouts_.insert(to.trimmed(), saved_layouts_.take(name));
    save();
}

void MainWindow::deleteLayout(const QString& name) {
    saved_layouts_.remove(name);
    save();
}

void MainWindow::askLayoutName() {
    const QString name = QInputDialog::getText(this, tr("Save the layout"), tr("Name of the layout"));
    saveLayoutAs(name);
}

void MainWindow::chooseLayout() {
    LayoutsDialog(*this, this).exec();
}

void MainWindow::save() {
    if (settings_folder_.isEmpty()) return;
    const QJsonObject window{{QStringLiteral("geometry"), packed(saveGeometry())},
                             {QStringLiteral("workspace"), workspaces_[stack_->currentIndex()]->id()},
                             {QStringLiteral("inspector"), !inspector_->isHidden()},
                             {QStringLiteral("drawer"), !drawer_->isHidden()},
                             {QStringLiteral("drawer_page"), drawer_->page()},
                             {QStringLiteral("columns"), packed(columns_->saveState())},
                             {QStringLiteral("rows"), packed(rows_->saveState())}};
    QJsonArray groups;
    for (int group = 0; group < kLinkGroups; ++group) {
        const Context context = context_.at(group);
        groups.append(QJsonObject{{QStringLiteral("symbol"), context.symbol},
                                  {QStringLiteral("estimation"), context.universe == Universe::Estimation},
                                  {QStringLiteral("universe"), context.universe_name},
                                  {QStringLiteral("portfolio"), context.portfolio}});
    }
    const bool written = writeLayout(
        settings_folder_, {{QStringLiteral("window"), window},
                           {QStringLiteral("groups"), groups},
                           {QStringLiteral("workspaces"), arrangement()},
                           {QStringLiteral("saved"), saved_layouts_},
                           {QStringLiteral("recent"), QJsonArray::fromStringList(palette_->recent())}});
    if (!written)
        alerts_.raise({Alert::Level::Warning, tr("The layout could not be saved"),
                       tr("Is the disk full? The layout saved before is still there.")});
}

void MainWindow::restoreWindow(const QJsonObject& window) {
    if (!window.isEmpty()) {
        restoreGeometry(unpacked(window.value(QStringLiteral("geometry"))));
        columns_->restoreState(unpacked(window.value(QStringLiteral("columns"))));
        rows_->restoreState(unpacked(window.value(QStringLiteral("rows"))));
    }
    setInspectorVisible(window.value(QStringLiteral("inspector")).toBool());
    setDrawerVisible(window.value(QStringLiteral("drawer")).toBool());
    drawer_->showPage(window.value(QStringLiteral("drawer_page")).toInt());
}

void MainWindow::restoreGroups(const QJsonArray& groups) {
    for (int group = 0; group < kLinkGroups; ++group) {
        const QJsonObject own = groups.at(group).toObject();
        context_.setSymbol(group, own.value(QStringLiteral("symbol")).toString());
        const bool estimation = own.value(QStringLiteral("estimation")).toBool();
        context_.setUniverse(group, estimation ? Universe::Estimation : Universe::All,
                             own.value(QStringLiteral("universe")).toString());
        context_.setPortfolio(group, own.value(QStringLiteral("portfolio")).toString());
    }
}

void MainWindow::restore() {
    const LayoutRead read = settings_folder_.isEmpty() ? LayoutRead{} : readLayout(settings_folder_);
    const QJsonObject window = read.layout.value(QStringLiteral("window")).toObject();
    restoreWindow(window);
    restoreGroups(read.layout.value(QStringLiteral("groups")).toArray());
    if (!read.layout.isEmpty()) arrange(read.layout.value(QStringLiteral("workspaces")).toObject());
    saved_layouts_ = read.layout.value(QStringLiteral("saved")).toObject();
    QStringList recent;
    for (const QJsonValue& each : read.layout.value(QStringLiteral("recent")).toArray())
        recent.append(each.toString());
    palette_->setRecent(recent);
    showWorkspace(workspaces_.first()->id()); // also when the saved one is not known
    showWorkspace(window.value(QStringLiteral("workspace")).toString());
    if (!read.kept_aside.isEmpty())
        alerts_.raise({Alert::Level::Warning, tr("The saved layout was damaged"),
                       tr("It is kept as %1; the first layout is shown.").arg(read.kept_aside)});
}

QVector<TourStep> MainWindow::tourSteps() {
    auto panelIn = [this](const char* id) {
        return [this, id = QString::fromLatin1(id)]() -> QWidget* {
            showPanel(id);
            return panel(id);
        };
    };
    return {
        {[this] { return findChild<QWidget*>(QStringLiteral("rail")); }, tr("Workspaces"),
         tr("Research, portfolio, optimise, risk, market, data and system: each keeps its own panels and "
            "layout. Ctrl+1 to Ctrl+7 switch.")},
        {panelIn("exposures"), tr("Exposures"),
         tr("Every stock against every factor, in deviations of the cross section. Click a row: the other "
            "panels follow.")},
        {panelIn("stock"), tr("One stock"), tr("Its exposures now, their history and its price.")},
        {[this] { return context_bar_->symbolField(); }, tr("One context"),
         tr("Symbol, date, universe and portfolio are shared by all panels with the same coloured dot. "
            "Ctrl+L jumps "
            "here.")},
        {[this] { return findChild<QPushButton*>(QStringLiteral("searchField")); }, tr("Search"),
         tr("Ctrl+K reaches every panel, symbol, setting and operation. An operation opens as a form.")},
        {panelIn("portfolio_risk"), tr("Portfolio risk"),
         tr("Paste weights from a spreadsheet and see which factors the risk comes from.")},
        {panelIn("coverage"), tr("Your data"),
         tr("What the catalog holds. Drop a file anywhere on the window to import your own.")},
        {[this]() -> QWidget* {
             showWorkspace(QStringLiteral("research"));
             return status_line_;
         },
         tr("Status line"),
         tr("Engines, date of the data, running jobs, address of the API. Every number here is also there. "
            "Ctrl and a click on a number shows where it comes from.")}};
}

void MainWindow::startTour() {
    tour_->start(tourSteps());
}

} // namespace nautilus::ui
