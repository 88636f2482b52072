#include "ui/shell/drawer.h"

#include "ui/charts/record_table.h"
#include "ui/dashboards/system/system_panels.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace nautilus::ui {
namespace {

constexpr int kLogPollMs = 2000;
constexpr int kMostLines = 5000;

/// A page: a strip of tools above a table.
QHBoxLayout* stripOf(QWidget& page, RecordTable* table) {
    auto* column = new QVBoxLayout(&page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* strip = new QHBoxLayout;
    strip->setContentsMargins(12, 4, 8, 4);
    strip->setSpacing(8);
    column->addLayout(strip);
    column->addWidget(table, 1);
    return strip;
}

void setWidths(RecordTable& table, std::initializer_list<int> widths) {
    int column = 0;
    for (const int width : widths)
        table.setColumnWidth(column++, width);
    table.horizontalHeader()->setStretchLastSection(true);
}

/// 0 for the least level; unknown words count as information.
int rankOf(const QString& level) {
    static const QStringList kLevels{QStringLiteral("debug"), QStringLiteral("info"),
                                     QStringLiteral("warning"), QStringLiteral("error")};
    const QString lower = level.toLower();
    if (lower.startsWith(QLatin1String("warn"))) return 2;
    if (lower == QLatin1String("fatal") || lower == QLatin1String("critical")) return 3;
    const auto at = kLevels.indexOf(lower);
    return at < 0 ? 1 : static_cast<int>(at);
}

} // namespace

JobsPage::JobsPage(Desk& desk, QWidget* parent)
    : QWidget(parent), desk_(desk), model_(jobColumns()), table_(new RecordTable(desk.theme, this)),
      cancel_(new QPushButton(tr("Cancel job"), this)) {
    auto* strip = stripOf(*this, table_);
    strip->addStretch(1);
    strip->addWidget(cancel_);
    cancel_->setAccessibleName(tr("Cancel the selected job"));
    table_->setModel(&model_);
    table_->setAccessibleName(tr("Jobs"));
    setWidths(*table_, {160, 90, 84, 360, 150, 150, 120});
    connect(&desk_.jobs, &JobStore::changed, this, &JobsPage::showJobs);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this] { cancel_->setEnabled(desk_.jobs.isActive(selectedJob())); });
    connect(cancel_, &QPushButton::clicked, this, [this] { cancelJob(desk_, this, selectedJob()); });
    showJobs();
}

QString JobsPage::selectedJob() const {
    return model_.textAt(table_->currentIndex().row(), QStringLiteral("job_id"));
}

void JobsPage::showJobs() {
    const int row = table_->currentIndex().row();
    model_.setTable(desk_.jobs.table());
    if (row >= 0) table_->setCurrentIndex(model_.index(row, 0));
    cancel_->setEnabled(desk_.jobs.isActive(selectedJob()));
}

LogPage::LogPage(Desk& desk, QWidget* parent)
    : QWidget(parent), desk_(desk), model_({{QStringLiteral("time"), tr("Time, UTC"), NumberKind::Date},
                                            {QStringLiteral("level"), tr("Level")},
                                            {QStringLiteral("engine"), tr("Engine")},
                                            {QStringLiteral("message"), tr("Message")}}),
      table_(new RecordTable(desk.theme, this)), level_(new QComboBox(this)), search_(new QLineEdit(this)),
      note_(new QLabel(this)) {
    auto* strip = stripOf(*this, table_);
    level_->addItems({tr("Everything"), tr("Information"), tr("Warnings"), tr("Errors")});
    level_->setCurrentIndex(1);
    level_->setAccessibleName(tr("Least level shown"));
    search_->setPlaceholderText(tr("Search the log"));
    search_->setAccessibleName(tr("Search the log"));
    search_->setFixedWidth(220);
    note_->setProperty("tone", QStringLiteral("muted"));
    note_->setProperty("type", QStringLiteral("small"));
    strip->addWidget(level_);
    strip->addWidget(search_);
    strip->addWidget(note_);
    strip->addStretch(1);
    table_->setModel(&model_);
    table_->setAccessibleName(tr("Log"));
    setWidths(*table_, {180, 80, 120, 500});
    connect(level_, &QComboBox::currentIndexChanged, this, &LogPage::filter);
    connect(search_, &QLineEdit::textChanged, this, &LogPage::filter);
    connect(&timer_, &QTimer::timeout, this, &LogPage::poll);
    timer_.setInterval(kLogPollMs);
}

void LogPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    timer_.start();
    poll();
}

void LogPage::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    timer_.stop();
}

void LogPage::poll() {
    const OperationInfo* logs =
        desk_.operations.findPath(QStringLiteral("GET"), QStringLiteral("/api/v1/system-monitoring/logs"));
    if (!logs) return note_->setText(tr("This server does not tell its log."));
    if (asking_) return;
    asking_ = true;
    QJsonObject parameters;
    if (!after_.isNull() && !after_.isUndefined()) parameters.insert(QStringLiteral("after"), after_);
    desk_.link.call(logs->id, parameters, this, [this](const LinkReply& reply) {
        asking_ = false;
        read(reply);
    });
}

void LogPage::read(const LinkReply& reply) {
    if (!reply.ok()) return note_->setText(tr("The log could not be read."));
    const QJsonObject answer = reply.envelope.value(QStringLiteral("data")).toObject();
    const TableData more = readTable(answer);
    const int number = more.column(QStringLiteral("number"));
    if (number >= 0 && !more.empty()) after_ = more.rows.last()[number];
    if (more.empty() && !lines_.empty()) return;
    lines_.columns = more.columns;
    const int time = more.column(QStringLiteral("time"));
    for (QVector<QJsonValue> row : more.rows) { // seconds are fine enough to read
        if (time >= 0) row[time] = row[time].toString().left(19).replace(QLatin1Char('T'), QLatin1Char(' '));
        lines_.rows.append(row);
    }
    if (lines_.rows.size() > kMostLines) lines_.rows.remove(0, lines_.rows.size() - kMostLines);
    filter();
}

void LogPage::filter() {
    const int level = lines_.column(QStringLiteral("level"));
    TableData shown;
    shown.columns = lines_.columns;
    for (int row = 0; row < lines_.rows.size(); ++row) {
        bool found = search_->text().isEmpty();
        for (int column = 0; column < lines_.columns.size() && !found; ++column)
            found = lines_.text(row, column).contains(search_->text(), Qt::CaseInsensitive);
        if (found && rankOf(lines_.text(row, level)) >= level_->currentIndex())
            shown.rows.append(lines_.rows[row]);
    }
    const QScrollBar* bar = table_->verticalScrollBar();
    const bool at_end = bar->value() == bar->maximum();
    model_.setTable(shown);
    note_->setText(tr("%1 of %2 lines")
                       .arg(formatNumber(static_cast<double>(shown.rows.size()), 0),
                            formatNumber(static_cast<double>(lines_.rows.size()), 0)));
    if (at_end) table_->scrollToBottom();
}

AlertsPage::AlertsPage(Desk& desk, QWidget* parent)
    : QWidget(parent), model_({{QStringLiteral("time"), tr("Time, UTC"), NumberKind::Date},
                               {QStringLiteral("level"), tr("Level")},
                               {QStringLiteral("title"), tr("What")},
                               {QStringLiteral("text"), tr("Message")}}) {
    auto* table = new RecordTable(desk.theme, this);
    auto* strip = stripOf(*this, table);
    auto* clear = new QPushButton(tr("Clear"), this);
    clear->setAccessibleName(tr("Clear the alerts"));
    strip->addStretch(1);
    strip->addWidget(clear);
    table->setModel(&model_);
    table->setAccessibleName(tr("Alerts"));
    setWidths(*table, {160, 80, 220, 400});
    connect(clear, &QPushButton::clicked, &desk.alerts, &AlertStore::clear);
    connect(&desk.alerts, &AlertStore::changed, this,
            [this, &desk] { model_.setTable(desk.alerts.table()); });
    connect(table, &RecordTable::rowActivated, this, [this, &desk](int row) {
        const QString panel = model_.textAt(row, QStringLiteral("panel"));
        if (!panel.isEmpty()) desk.open_panel(panel);
    });
    model_.setTable(desk.alerts.table());
}

Drawer::Drawer(Desk& desk, QWidget* parent)
    : QWidget(parent), tabs_(new QTabBar(this)), pages_(new QStackedWidget(this)),
      jobs_(new JobsPage(desk, this)), log_(new LogPage(desk, this)) {
    setObjectName(QStringLiteral("drawer"));
    setAttribute(Qt::WA_StyledBackground);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(8, 0, 8, 0);
    for (const QString& title : {tr("Jobs"), tr("Log"), tr("Alerts")})
        tabs_->addTab(title);
    tabs_->setAccessibleName(tr("Pages of the drawer"));
    tabs_->setDrawBase(false);
    auto* close = new QToolButton(this);
    close->setAccessibleName(tr("Close the drawer"));
    close->setIcon(desk.theme.icon(QStringLiteral("close")));
    head->addWidget(tabs_);
    head->addStretch(1);
    head->addWidget(close);
    column->addLayout(head);
    column->addWidget(pages_, 1);
    for (QWidget* page : {static_cast<QWidget*>(jobs_), static_cast<QWidget*>(log_),
                          static_cast<QWidget*>(new AlertsPage(desk, this))})
        pages_->addWidget(page);
    connect(tabs_, &QTabBar::currentChanged, pages_, &QStackedWidget::setCurrentIndex);
    connect(close, &QToolButton::clicked, this, &Drawer::closeRequested);
    connect(&desk.theme, &Theme::changed, this,
            [&desk, close] { close->setIcon(desk.theme.icon(QStringLiteral("close"))); });
}

void Drawer::showPage(int page) {
    tabs_->setCurrentIndex(page);
}

int Drawer::page() const {
    return tabs_->currentIndex();
}

} // namespace nautilus::ui
