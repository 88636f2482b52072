#include "ui/shell/workspace.h"

#include "ui/models/layout_file.h"
#include "ui/shell/panel_registry.h"

#include <QDockWidget>
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
    else if (id_ == QLatin1String("portfolio"))
        splitPortfolio();
    else if (id_ == QLatin1String("optimise"))
        stackOptimise();
    else if (id_ == QLatin1String("risk"))
        splitRisk();
    else if (id_ == QLatin1String("market"))
        splitMarket();
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
    tabifyDockWidget(returns, dock(QStringLiteral("portfolio_risk")));
    tabifyDockWidget(returns, dock(QStringLiteral("risk_proof")));
    tabifyDockWidget(statistics, dock(QStringLiteral("correlation")));
    tabifyDockWidget(exposures, dock(QStringLiteral("ranking")));
    tabifyDockWidget(exposures, dock(QStringLiteral("factor_map")));
    tabifyDockWidget(exposures, dock(QStringLiteral("library")));
    tabifyDockWidget(returns, dock(QStringLiteral("tear_sheet")));
    tabifyDockWidget(stock, dock(QStringLiteral("expression")));
    tabifyDockWidget(stock, dock(QStringLiteral("macro")));
    for (QDockWidget* front : {exposures, returns, stock, statistics})
        front->raise();
    share({exposures, stock}, {59, 41}, Qt::Horizontal);
    share({exposures, returns}, {56, 44}, Qt::Vertical);
    share({stock, statistics}, {58, 42}, Qt::Vertical);
}

void Workspace::splitPortfolio() {
    QDockWidget* positions = dock(QStringLiteral("positions"));
    QDockWidget* performance = dock(QStringLiteral("performance"));
    QDockWidget* attribution = dock(QStringLiteral("attribution"));
    QDockWidget* transactions = dock(QStringLiteral("transactions"));
    splitDockWidget(positions, performance, Qt::Horizontal);
    splitDockWidget(positions, transactions, Qt::Vertical);
    splitDockWidget(performance, attribution, Qt::Vertical);
    tabifyDockWidget(transactions, dock(QStringLiteral("lots")));
    tabifyDockWidget(attribution, dock(QStringLiteral("report_designer")));
    for (QDockWidget* front : {transactions, attribution})
        front->raise();
    share({positions, performance}, {54, 46}, Qt::Horizontal);
    share({positions, transactions}, {56, 44}, Qt::Vertical);
    share({performance, attribution}, {54, 46}, Qt::Vertical);
}

/// Each of them is a page of its own: a form and what comes of it need the whole width.
void Workspace::stackOptimise() {
    QDockWidget* optimiser = dock(QStringLiteral("portfolio.optimiser"));
    for (const char* panel :
         {"portfolio.factor_portfolio", "portfolio.rebalance", "portfolio.trade_plan",
          "portfolio.policy_backtest", "portfolio.policy_grid", "portfolio.policy_validation"})
        tabifyDockWidget(optimiser, dock(QLatin1String(panel)));
    optimiser->raise();
}

void Workspace::splitRisk() {
    QDockWidget* limits = dock(QStringLiteral("limits"));
    QDockWidget* var = dock(QStringLiteral("value_at_risk"));
    QDockWidget* stress = dock(QStringLiteral("stress"));
    QDockWidget* breaches = dock(QStringLiteral("breaches"));
    splitDockWidget(limits, var, Qt::Horizontal);
    splitDockWidget(limits, breaches, Qt::Vertical);
    splitDockWidget(var, stress, Qt::Vertical);
    tabifyDockWidget(breaches, dock(QStringLiteral("alert_centre")));
    tabifyDockWidget(breaches, dock(QStringLiteral("breach_forecast")));
    tabifyDockWidget(stress, dock(QStringLiteral("risk_contributions")));
    for (QDockWidget* front : {breaches, stress})
        front->raise();
    share({limits, var}, {48, 52}, Qt::Horizontal);
    share({limits, breaches}, {58, 42}, Qt::Vertical);
    share({var, stress}, {54, 46}, Qt::Vertical);
}

void Workspace::splitMarket() {
    QDockWidget* watchlist = dock(QStringLiteral("watchlist"));
    QDockWidget* chart = dock(QStringLiteral("live_chart"));
    QDockWidget* depth = dock(QStringLiteral("depth"));
    QDockWidget* features = dock(QStringLiteral("features"));
    QDockWidget* sources = dock(QStringLiteral("sources"));
    splitDockWidget(watchlist, chart, Qt::Horizontal);
    splitDockWidget(watchlist, sources, Qt::Vertical);
    splitDockWidget(chart, depth, Qt::Vertical);
    splitDockWidget(depth, features, Qt::Horizontal);
    tabifyDockWidget(sources, dock(QStringLiteral("streaming")));
    tabifyDockWidget(sources, dock(QStringLiteral("replay")));
    tabifyDockWidget(depth, dock(QStringLiteral("trades")));
    tabifyDockWidget(features, dock(QStringLiteral("importance")));
    for (QDockWidget* front : {sources, depth, features})
        front->raise();
    share({depth, features}, {30, 30}, Qt::Horizontal); // of the chart's part, not of the whole
    share({watchlist, chart}, {40, 60}, Qt::Horizontal);
    share({watchlist, sources}, {48, 52}, Qt::Vertical);
    share({chart, depth}, {60, 40}, Qt::Vertical);
}

void Workspace::splitData() {
    QDockWidget* coverage = dock(QStringLiteral("coverage"));
    QDockWidget* instruments = dock(QStringLiteral("instruments"));
    QDockWidget* bars = dock(QStringLiteral("bars"));
    QDockWidget* quality = dock(QStringLiteral("quality"));
    splitDockWidget(coverage, bars, Qt::Horizontal);
    splitDockWidget(coverage, instruments, Qt::Vertical);
    splitDockWidget(bars, quality, Qt::Vertical);
    tabifyDockWidget(quality, dock(QStringLiteral("sql")));
    quality->raise();
    share({coverage, bars}, {48, 52}, Qt::Horizontal);
    share({coverage, instruments}, {50, 50}, Qt::Vertical);
    share({bars, quality}, {50, 50}, Qt::Vertical);
}

void Workspace::splitSystem() {
    QDockWidget* activity = dock(QStringLiteral("activity"));
    QDockWidget* engines = dock(QStringLiteral("engines"));
    QDockWidget* jobs = dock(QStringLiteral("jobs"));
    QDockWidget* health = dock(QStringLiteral("factor_health"));
    splitDockWidget(activity, engines, Qt::Horizontal);
    splitDockWidget(activity, jobs, Qt::Vertical);
    splitDockWidget(engines, health, Qt::Vertical);
    tabifyDockWidget(jobs, dock(QStringLiteral("operations")));
    tabifyDockWidget(jobs, dock(QStringLiteral("metrics")));
    jobs->raise();
    share({activity, engines}, {56, 44}, Qt::Horizontal);
    share({activity, jobs}, {56, 44}, Qt::Vertical);
    share({engines, health}, {26, 74}, Qt::Vertical);
}

void Workspace::share(const QList<QDockWidget*>& docks, QList<int> percent, Qt::Orientation along) {
    const int room = along == Qt::Horizontal ? std::max(width(), 800) : std::max(height(), 500);
    for (int& each : percent)
        each = each * room / 100;
    resizeDocks(docks, percent, along);
}

void Workspace::nameTabs() {
    for (QTabBar* bar : findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly)) {
        bar->setAccessibleName(tr("Stacked panels"));
        bar->setDrawBase(false);
        bar->setElideMode(Qt::ElideNone);
        if (bar->count() == 0) bar->hide(); // left over from an earlier arrangement
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

QByteArray Workspace::layoutState() const {
    return before_maximised_.isEmpty() ? saveState() : before_maximised_;
}

QJsonObject Workspace::save() const {
    QJsonObject panels;
    for (const Panel* each : panels_)
        panels.insert(each->id(), QJsonObject{{QStringLiteral("group"), each->group()},
                                              {QStringLiteral("choices"), each->choices()}});
    return {{QStringLiteral("layout"), packed(layoutState())}, {QStringLiteral("panels"), panels}};
}

bool Workspace::restore(const QJsonObject& saved) {
    const QJsonObject panels = saved.value(QStringLiteral("panels")).toObject();
    for (Panel* each : std::as_const(panels_)) {
        const QJsonObject own = panels.value(each->id()).toObject();
        each->setGroup(own.value(QStringLiteral("group")).toInt());
        const QJsonObject choices = own.value(QStringLiteral("choices")).toObject();
        if (!choices.isEmpty()) each->setChoices(choices);
    }
    const QByteArray layout = unpacked(saved.value(QStringLiteral("layout")));
    if (layout.isEmpty()) return true;
    before_maximised_.clear();
    laid_out_ = restoreState(layout);
    if (!laid_out_) defaultLayout();
    nameTabs();
    return laid_out_;
}

} // namespace nautilus::ui
