#include "ui/shell/main_window.h"

#include "ui/dialogs/settings_dialog.h"
#include "ui/shell/context_bar.h"
#include "ui/shell/inspector.h"
#include "ui/shell/job_drawer.h"
#include "ui/shell/panel_registry.h"
#include "ui/shell/status_line.h"

#include <QApplication>
#include <QButtonGroup>
#include <QCloseEvent>
#include <QDir>
#include <QLineEdit>
#include <QSettings>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace nautilus::ui {

MainWindow::MainWindow(Link& link, QString settings_folder, QWidget* parent)
    : QMainWindow(parent), settings_folder_(std::move(settings_folder)),
      desk_(std::make_unique<Desk>(Desk{link, context_, theme_, operations_, jobs_})) {
    setWindowTitle(QStringLiteral("Nautilus Workstation"));
    setWindowIcon(theme_.icon(QStringLiteral("nautilus"), Token::Accent));
    theme_.apply(*qApp);
    desk_->open_panel = [this](const QString& id) { showPanel(id); };
    build();
    desk_->inspect = [this](const InspectorCard& card) { inspector_->showCard(card); };
    desk_->say = [this](const QString& text) { status_line_->showMessage(text); };
    connectParts();
    buildShortcuts();
    listenToLink();
    resize(1440, 900);
    restore();
    fetchOperations();
    fetchSymbols();
    fetchDataDate();
    fetchJobs();
    status_line_->poll();
    stack_->setFocus();
}

MainWindow::~MainWindow() { // the widgets read theme and desk until they are gone
    delete palette_;
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
    inspector_ = new Inspector(root);
    drawer_ = new JobDrawer(*desk_, root);
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
    connect(drawer_, &JobDrawer::closeRequested, this, [this] { setDrawerVisible(false); });
    connect(&theme_, &Theme::changed, this, &MainWindow::styleRail);
}

void MainWindow::buildShortcuts() {
    auto add = [this](const QString& keys, std::function<void()> run) {
        connect(new QShortcut(QKeySequence(keys), this), &QShortcut::activated, this, std::move(run));
    };
    add(QStringLiteral("Ctrl+K"), [this] { palette_->open(); });
    add(QStringLiteral("Ctrl+L"), [this] {
        context_bar_->symbolField()->setFocus(Qt::ShortcutFocusReason);
        context_bar_->symbolField()->selectAll();
    });
    add(QStringLiteral("Ctrl+T"), [this] { setDark(!theme_.preferences().dark); });
    add(QStringLiteral("Ctrl+I"), [this] { setInspectorVisible(!inspector_->isVisible()); });
    add(QStringLiteral("Ctrl+J"), [this] { setDrawerVisible(!drawer_->isVisible()); });
    add(QStringLiteral("Ctrl+,"), [this] { openSettings(); });
    add(QStringLiteral("Ctrl+Q"), [this] { close(); });
    add(QStringLiteral("F5"), [this] {
        for (Panel* each : workspaces_[stack_->currentIndex()]->panels())
            each->refresh();
    });
    for (const WorkspaceEntry& entry : workspaceEntries())
        add(entry.shortcut, [this, id = entry.id] { showWorkspace(id); });
}

void MainWindow::listenToLink() {
    connect(&desk_->link, &Link::event, this, [this](const QString& topic, const QJsonObject& payload) {
        if (topic.startsWith(QLatin1String("jobs"))) return jobs_.readOne(payload);
        if (topic == QLatin1String("factor.ready"))
            status_line_->setDataAsOf(payload.value(QStringLiteral("data_as_of")).toString());
        if (topic != QLatin1String("catalog.epoch") && topic != QLatin1String("factor.ready")) return;
        fetchSymbols();
        for (Workspace* workspace : std::as_const(workspaces_))
            for (Panel* each : workspace->panels())
                each->refresh();
    });
}

void MainWindow::fetchOperations() {
    desk_->link.call(QStringLiteral("app.operations"), {}, this, [this](const LinkReply& reply) {
        if (reply.ok()) operations_.read(reply.envelope.value(QStringLiteral("data")).toObject());
    });
}

void MainWindow::fetchDataDate() {
    desk_->link.call(QStringLiteral("factor.factors"), {}, this, [this](const LinkReply& reply) {
        const QJsonObject metadata = reply.envelope.value(QStringLiteral("metadata")).toObject();
        const QString as_of = metadata.value(QStringLiteral("data_as_of")).toString();
        if (!as_of.isEmpty()) status_line_->setDataAsOf(as_of);
    });
}

void MainWindow::fetchSymbols() {
    const QJsonObject parameters{{QStringLiteral("limit"), 10000}};
    desk_->link.call(
        QStringLiteral("marketdata.instruments"), parameters, this, [this](const LinkReply& reply) {
            const TableData table = readTable(reply.envelope.value(QStringLiteral("data")).toObject());
            const int symbol = table.column(QStringLiteral("symbol"));
            const int name = table.column(QStringLiteral("name"));
            QStringList all;
            symbols_.clear();
            for (int row = 0; row < table.rows.size(); ++row) {
                symbols_.append({table.text(row, symbol), table.text(row, name)});
                all.append(table.text(row, symbol));
            }
            context_bar_->setSymbols(all);
        });
}

void MainWindow::fetchJobs() {
    desk_->link.call(QStringLiteral("app.jobs"), {}, this, [this](const LinkReply& reply) {
        if (reply.ok()) jobs_.readAll(reply.envelope.value(QStringLiteral("data")).toObject());
    });
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

void MainWindow::resetLayout() {
    for (Workspace* workspace : std::as_const(workspaces_))
        workspace->defaultLayout();
}

void MainWindow::openSettings() {
    SettingsDialog dialog(theme_, desk_->link.tokenFile(), this);
    connect(&dialog, &SettingsDialog::layoutReset, this, &MainWindow::resetLayout);
    dialog.exec();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    save();
    QMainWindow::closeEvent(event);
}

} // namespace nautilus::ui
