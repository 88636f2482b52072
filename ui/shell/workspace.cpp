#include "ui/shell/workspace.h"

#include "ui/shell/panel_registry.h"

#include <QDockWidget>
#include <QJsonDocument>
#include <QSettings>
#include <QTabBar>
#include <QTimer>

namespace nautilus::ui {

Workspace::Workspace(Desk& desk, QString id, QWidget* parent) : QMainWindow(parent), id_(std::move(id)) {
    setWindowFlags(Qt::Widget);
    setObjectName(id_);
    setDockNestingEnabled(true);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setContextMenuPolicy(Qt::NoContextMenu);
    setAnimated(desk.theme.preferences().motion);
    for (const PanelEntry& entry : panelEntries())
        if (entry.workspace == id_) addPanel(entry.make(desk));
    defaultLayout();
}

void Workspace::addPanel(Panel* panel) {
    auto* dock = new QDockWidget(panel->title(), this);
    dock->setObjectName(panel->id());
    dock->setWidget(panel);
    dock->setTitleBarWidget(panel->titleLine());
    dock->setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetFloatable |
                      QDockWidget::DockWidgetClosable);
    panels_.append(panel);
    addDockWidget(Qt::TopDockWidgetArea, dock);
    connect(panel->titleLine(), &TitleLine::closeRequested, dock, &QDockWidget::close);
    connect(panel->titleLine(), &TitleLine::maximiseRequested, this,
            [this, panel] { toggleMaximised(panel->id()); });
}

QDockWidget* Workspace::dock(const QString& id) const {
    return findChild<QDockWidget*>(id);
}

Panel* Workspace::panel(const QString& id) const {
    for (Panel* each : panels_)
        if (each->id() == id) return each;
    return nullptr;
}

void Workspace::showPanel(const QString& id) {
    if (QDockWidget* found = dock(id)) {
        found->show();
        found->raise();
        if (Panel* shown = panel(id)) shown->setFocus();
    }
}

void Workspace::defaultLayout() {
    for (Panel* each : std::as_const(panels_)) {
        QDockWidget* own = dock(each->id());
        own->setFloating(false);
        removeDockWidget(own);
        addDockWidget(Qt::TopDockWidgetArea, own);
        own->show();
    }
    if (id_ == QLatin1String("research"))
        splitResearch();
    else if (id_ == QLatin1String("data"))
        splitData();
    else
        splitSystem();
    nameTabs();
}

void Workspace::splitResearch() {
    QDockWidget* exposures = dock(QStringLiteral("exposures"));
    QDockWidget* returns = dock(QStringLiteral("returns"));
    QDockWidget* stock = dock(QStringLiteral("stock"));
    QDockWidget* statistics = dock(QStringLiteral("statistics"));
    splitDockWidget(exposures, stock, Qt::Horizontal);
    splitDockWidget(exposures, returns, Qt::Vertical);
    splitDockWidget(stock, statistics, Qt::Vertical);
    tabifyDockWidget(statistics, dock(QStringLiteral("correlation")));
    statistics->raise();
    const int wide = std::max(width(), 800);
    const int high = std::max(height(), 500);
    resizeDocks({exposures, stock}, {wide * 59 / 100, wide * 41 / 100}, Qt::Horizontal);
    resizeDocks({exposures, returns}, {high * 56 / 100, high * 44 / 100}, Qt::Vertical);
    resizeDocks({stock, statistics}, {high * 58 / 100, high * 42 / 100}, Qt::Vertical);
}

void Workspace::splitData() {
    QDockWidget* instruments = dock(QStringLiteral("instruments"));
    QDockWidget* bars = dock(QStringLiteral("bars"));
    splitDockWidget(instruments, bars, Qt::Horizontal);
    const int wide = std::max(width(), 800);
    resizeDocks({instruments, bars}, {wide * 48 / 100, wide * 52 / 100}, Qt::Horizontal);
}

void Workspace::splitSystem() {
    QDockWidget* engines = dock(QStringLiteral("engines"));
    QDockWidget* jobs = dock(QStringLiteral("jobs"));
    QDockWidget* operations = dock(QStringLiteral("operations"));
    splitDockWidget(engines, operations, Qt::Vertical);
    splitDockWidget(engines, jobs, Qt::Horizontal);
    const int wide = std::max(width(), 800);
    const int high = std::max(height(), 500);
    resizeDocks({engines, jobs}, {wide * 34 / 100, wide * 66 / 100}, Qt::Horizontal);
    resizeDocks({engines, operations}, {high * 40 / 100, high * 60 / 100}, Qt::Vertical);
}

void Workspace::nameTabs() {
    for (QTabBar* bar : findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly)) {
        bar->setAccessibleName(tr("Stacked panels"));
        bar->setDrawBase(false);
        bar->setElideMode(Qt::ElideNone);
    }
}

void Workspace::showEvent(QShowEvent* event) {
    QMainWindow::showEvent(event);
    if (!laid_out_) { // sizes are known only now; a restored layout has its own
        laid_out_ = true;
        defaultLayout();
    }
    QTimer::singleShot(0, this, &Workspace::nameTabs);
}

void Workspace::toggleMaximised(const QString& id) {
    if (!before_maximised_.isEmpty()) {
        restoreState(std::exchange(before_maximised_, {}));
        return;
    }
    before_maximised_ = saveState();
    for (Panel* each : std::as_const(panels_))
        dock(each->id())->setVisible(each->id() == id);
}

void Workspace::save(QSettings& settings) const {
    settings.beginGroup(QStringLiteral("workspaces/") + id_);
    settings.setValue(QStringLiteral("layout"),
                      before_maximised_.isEmpty() ? saveState() : before_maximised_);
    for (const Panel* each : panels_) {
        settings.setValue(each->id() + QStringLiteral("/group"), each->group());
        settings.setValue(each->id() + QStringLiteral("/choices"),
                          QString::fromUtf8(QJsonDocument(each->choices()).toJson(QJsonDocument::Compact)));
    }
    settings.endGroup();
}

void Workspace::restore(QSettings& settings) {
    settings.beginGroup(QStringLiteral("workspaces/") + id_);
    for (Panel* each : std::as_const(panels_)) {
        each->setGroup(settings.value(each->id() + QStringLiteral("/group"), 0).toInt());
        const auto choices = settings.value(each->id() + QStringLiteral("/choices")).toString().toUtf8();
        if (choices.size() > 2) each->setChoices(QJsonDocument::fromJson(choices).object());
    }
    if (settings.contains(QStringLiteral("layout")))
        laid_out_ = restoreState(settings.value(QStringLiteral("layout")).toByteArray());
    settings.endGroup();
}

} // namespace nautilus::ui
