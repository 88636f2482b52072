#include "ui/shell/main_window.h"

#include "ui/dashboards/data/bars_panel.h"
#include "ui/dialogs/keyboard_dialog.h"
#include "ui/dialogs/settings_dialog.h"
#include "ui/shell/context_bar.h"
#include "ui/shell/drawer.h"
#include "ui/shell/inspector.h"
#include "ui/shell/panel_registry.h"
#include "ui/shell/preferences.h"
#include "ui/shell/status_line.h"
#include "ui/shell/toast.h"
#include "ui/shell/tour.h"
#include "ui/shell/welcome.h"

#include <QApplication>
#include <QButtonGroup>
#include <QCloseEvent>
#include <QLineEdit>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace nautilus::ui {

MainWindow::MainWindow(Link& link, QString settings_folder, QWidget* parent)
    : QMainWindow(parent), settings_folder_(std::move(settings_folder)),
      desk_(std::make_unique<Desk>(Desk{link, context_, theme_, operations_, jobs_, alerts_, undo_})) {
    setWindowTitle(QStringLiteral("Nautilus Workstation"));
    setWindowIcon(theme_.icon(QStringLiteral("nautilus"), Token::Accent));
    theme_.apply(*qApp);
    desk_->open_panel = [this](const QString& id) { showPanel(id); };
    build();
    desk_->catalog_is_empty = [this] { return symbols_known_ && symbols_.isEmpty(); };
    desk_->inspect = [this](const InspectorCard& card) { inspector_->showCard(card); };
    desk_->trace = [this](const CellOrigin& origin, const QString& shown) {
        setInspectorVisible(true);
        inspector_->showLineage(origin, shown);
    };
    desk_->show_place = [this](const QString& symbol, const QDate& date) {
        showPanel(QStringLiteral("bars"));
        auto* bars = static_cast<BarsPanel*>(panel(QStringLiteral("bars")));
        context_.setSymbol(std::max(0, bars->group()), symbol);
        bars->jumpTo(date);
    };
    desk_->new_portfolio = [this] { openNewPortfolio(); };
    desk_->import_files = [this](const QStringList& files) { openImport(files); };
    desk_->say = [this](const QString& text) { status_line_->showMessage(text); };
    connectParts();
    buildShortcuts();
    listenToLink();
    resize(1440, 900);
    setAcceptDrops(true);
    restore();
    preferences_->fetch();
    fetchOperations();
    fetchSymbols();
    fetchDataDate();
    fetchJobs();
    status_line_->poll();
    stack_->setFocus();
}

MainWindow::~MainWindow() { // the widgets read theme and desk until they are gone
    delete palette_;
    delete welcome_;
    delete tour_;
    delete takeCentralWidget();
}

void MainWindow::build() {
    auto* root = new QWidget(this);
    auto* outer = new QVBoxLayout(root);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    context_bar_ = new ContextBar(*desk_, root);
    stack_ = new QStackedWidget(root);
    inspector_ = new Inspector(*desk_, root);
    drawer_ = new Drawer(*desk_, root);
    status_line_ = new StatusLine(*desk_, root);
    columns_ = new QSplitter(Qt::Horizontal, root);
    rows_ = new QSplitter(Qt::Vertical, root);
    arrangeSplitters();
    right->addWidget(context_bar_);
    right->addWidget(rows_, 1);
    middle->addWidget(buildRail());
    middle->addLayout(right, 1);
    outer->addLayout(middle, 1);
    outer->addWidget(status_line_);
    setCentralWidget(root);
    inspector_->hide();
    drawer_->hide();
    palette_ = new CommandPalette(theme_, this);
    toasts_ = new ToastStack(theme_, alerts_, this);
    preferences_ = new Preferences(desk_->link, theme_, this);
    welcome_ = new Welcome(*desk_, this);
    tour_ = new Tour(theme_, this);
    palette_->setSource([this] { return commands(); });
}

void MainWindow::arrangeSplitters() {
    for (const WorkspaceEntry& entry : workspaceEntries()) {
        auto* workspace = new Workspace(*desk_, entry.id, stack_);
        workspaces_.append(workspace);
        stack_->addWidget(workspace);
    }
    columns_->addWidget(stack_);
    columns_->addWidget(inspector_);
    columns_->setStretchFactor(0, 1);
    columns_->setSizes({1000, 264});
    rows_->addWidget(columns_);
    rows_->addWidget(drawer_);
    rows_->setStretchFactor(0, 1);
    rows_->setSizes({700, 180});
    for (QSplitter* splitter : {columns_, rows_}) {
        splitter->setChildrenCollapsible(false);
        splitter->setHandleWidth(4);
    }
}

QWidget* MainWindow::buildRail() {
    auto* rail = new QWidget(this);
    rail->setObjectName(QStringLiteral("rail"));
    rail->setAttribute(Qt::WA_StyledBackground);
    rail->setFixedWidth(72);
    auto* layout = new QVBoxLayout(rail);
    layout->setContentsMargins(4, 8, 4, 8);
    layout->setSpacing(4);
    rail_ = new QButtonGroup(this);
    int index = 0;
    for (const WorkspaceEntry& entry : workspaceEntries()) {
        auto* button = new QToolButton(rail);
        button->setText(entry.title);
        button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
        button->setIconSize(QSize(18, 18));
        button->setFixedSize(63, 50);
        button->setCheckable(true);
        button->setChecked(index == 0);
        button->setAccessibleName(tr("Workspace %1").arg(entry.title));
        button->setToolTip(QStringLiteral("%1 (%2)").arg(entry.title, entry.shortcut));
        rail_->addButton(button, index++);
        layout->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, id = entry.id] { showWorkspace(id); });
    }
    layout->addStretch(1);
    styleRail();
    return rail;
}

void MainWindow::styleRail() {
    for (int i = 0; i < workspaceEntries().size(); ++i) {
        auto* button = rail_->button(i);
        button->setIcon(
            theme_.icon(workspaceEntries()[i].icon, button->isChecked() ? Token::Accent : Token::Muted));
    }
}

void MainWindow::connectParts() {
    connect(context_bar_, &ContextBar::searchRequested, this, [this] { palette_->open(); });
    connect(context_bar_, &ContextBar::themeToggled, this, [this] { setDark(!theme_.preferences().dark); });
    connect(context_bar_, &ContextBar::inspectorToggled, this,
            [this] { setInspectorVisible(!inspector_->isVisible()); });
    connect(context_bar_, &ContextBar::settingsRequested, this, &MainWindow::openSettings);
    connect(status_line_, &StatusLine::drawerToggled, this,
            [this] { setDrawerVisible(!drawer_->isVisible()); });
    connect(drawer_, &Drawer::closeRequested, this, [this] { setDrawerVisible(false); });
    connect(&theme_, &Theme::changed, this, &MainWindow::styleRail);
    connect(&jobs_, &JobStore::ended, this, &MainWindow::announce);
    connect(status_line_, &StatusLine::connectionChanged, this, [this](bool there) {
        alerts_.raise(there ? Alert{Alert::Level::Good, tr("Connected again"), desk_->link.address()}
                            : Alert{Alert::Level::Error, tr("The connection is lost"),
                                    tr("What is shown is the last answer.")});
    });
    toasts_->setOpen([this](const QString& panel) { showPanel(panel); });
    connect(welcome_, &Welcome::demoChosen, this, [this] { showWorkspace(QStringLiteral("research")); });
    connect(welcome_, &Welcome::importChosen, this, [this] { openImport(); });
    connect(welcome_, &Welcome::tourChosen, this, &MainWindow::startTour);
    connect(welcome_, &Overlay::left, this, [this] {
        if (!preferences_->settings().isEmpty())
            preferences_->change({{QStringLiteral("welcome_shown"), true}});
    });
    connect(preferences_, &Preferences::loaded, this, [this](const QJsonObject& settings) {
        const QJsonValue shown = settings.value(QStringLiteral("welcome_shown"));
        if (!settings_folder_.isEmpty() && shown.isBool() && !shown.toBool() && !welcome_shown_)
            welcome_->open();
        welcome_shown_ = true;
    });
}

void MainWindow::buildShortcuts() {
    for (const Shortcut& each : shortcuts())
        if (each.run)
            connect(new QShortcut(QKeySequence(each.keys), this), &QShortcut::activated, this, each.run);
}

Panel* MainWindow::panel(const QString& id) const {
    for (const Workspace* workspace : workspaces_)
        if (Panel* found = workspace->panel(id)) return found;
    return nullptr;
}

void MainWindow::showWorkspace(const QString& id) {
    for (int i = 0; i < workspaces_.size(); ++i)
        if (workspaces_[i]->id() == id) {
            stack_->setCurrentIndex(i);
            workspaces_[i]->setFocus(); // not to whatever comes next in the tab order
            rail_->button(i)->setChecked(true);
        }
    styleRail();
}

void MainWindow::showPanel(const QString& id) {
    for (Workspace* workspace : std::as_const(workspaces_))
        if (workspace->panel(id)) {
            showWorkspace(workspace->id());
            workspace->showPanel(id);
        }
}

void MainWindow::setDark(bool dark) {
    ThemePreferences wanted = theme_.preferences();
    wanted.dark = dark;
    theme_.setPreferences(wanted);
}

void MainWindow::setInspectorVisible(bool visible) {
    inspector_->setVisible(visible);
}

void MainWindow::setDrawerVisible(bool visible) {
    drawer_->setVisible(visible);
}

void MainWindow::openSettings() {
    SettingsDialog dialog(*preferences_, desk_->link.tokenFile(), this);
    connect(&dialog, &SettingsDialog::layoutReset, this, &MainWindow::resetLayout);
    dialog.exec();
}

void MainWindow::openKeyboard() {
    KeyboardDialog(shortcuts(), this).exec();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    save();
    QMainWindow::closeEvent(event);
}

} // namespace nautilus::ui
