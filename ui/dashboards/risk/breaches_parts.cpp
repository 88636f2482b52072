// How the panel of breaches is put together.

#include "ui/charts/record_table.h"
#include "ui/charts/timeline_chart.h"
#include "ui/dashboards/risk/breaches_panel.h"
#include "ui/models/risk_words.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace nautilus::ui {
namespace {

constexpr int kSoonMs = 150;
constexpr int kAgainMs = 30'000; ///< the bars of what is open grow
constexpr int kWideEnough = 840; ///< pixels from which on the history stands beside the table

/// What nobody wrote is blank, not missing.
QString itself(const QString& text) {
    return text;
}

QVector<ColumnSpec> columns() {
    return {
        {QStringLiteral("severity"), BreachesPanel::tr("Severity"), NumberKind::Text,
         BreachesPanel::tr("The highest so far"), 0, severityWord},
        {QStringLiteral("limit_type"), BreachesPanel::tr("Limit of"), NumberKind::Text, {}, 0, limitTitle},
        {QStringLiteral("subject"), BreachesPanel::tr("Of what"), NumberKind::Text,
         BreachesPanel::tr("Position, sector or currency")},
        {QStringLiteral("current_value"), BreachesPanel::tr("Value"), NumberKind::Significant,
         BreachesPanel::tr("As last told")},
        {QStringLiteral("limit_value"), BreachesPanel::tr("Limit"), NumberKind::Significant},
        {QStringLiteral("timestamp"), BreachesPanel::tr("Found, UTC"), NumberKind::Text, {}, 0, instantText},
        {QStringLiteral("resolution_status"),
         BreachesPanel::tr("State"),
         NumberKind::Text,
         {},
         0,
         breachStateWord},
        {QStringLiteral("resolution_time"),
         BreachesPanel::tr("Resolved, UTC"),
         NumberKind::Text,
         {},
         0,
         instantText},
        {QStringLiteral("action_taken"),
         BreachesPanel::tr("What was done"),
         NumberKind::Text,
         {},
         0,
         itself}};
}

QVector<ColumnSpec> eventColumns() {
    return {
        {QStringLiteral("at"), BreachesPanel::tr("At, UTC"), NumberKind::Text, {}, 0, instantText},
        {QStringLiteral("event"),
         BreachesPanel::tr("What happened"),
         NumberKind::Text,
         {},
         0,
         breachEventWord},
        {QStringLiteral("severity"), BreachesPanel::tr("Severity"), NumberKind::Text, {}, 0, severityWord},
        {QStringLiteral("note"), BreachesPanel::tr("Note"), NumberKind::Text, {}, 0, itself}};
}

QVector<QPair<QString, QString>> severities() {
    QVector<QPair<QString, QString>> out{{BreachesPanel::tr("All severities"), QString()}};
    for (const char* each : {"CRITICAL", "HIGH", "MEDIUM", "LOW"})
        out.append({severityWord(QLatin1String(each)), QLatin1String(each)});
    return out;
}

} // namespace

BreachModel::BreachModel(QObject* parent) : RecordTableModel(columns(), parent) {}

BreachesPanel::BreachesPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("breaches"), tr("Breaches"), parent), events_(eventColumns()),
      book_(addChoice(tr("Whose limits"), {{tr("Portfolio"), QStringLiteral("portfolio")},
                                           {tr("Account"), QStringLiteral("account")},
                                           {tr("Firm"), QStringLiteral("firm")}})),
      period_(addChoice(tr("Time"), {{tr("7 days"), QStringLiteral("7D")},
                                     {tr("24 hours"), QStringLiteral("24H")},
                                     {tr("1 month"), QStringLiteral("1M")},
                                     {tr("1 year"), QStringLiteral("1Y")},
                                     {tr("All"), QStringLiteral("ALL")}})),
      severity_(addChoice(tr("Severity"), severities())),
      state_(addChoice(tr("State"),
                       {{tr("All states"), QString()},
                        {breachStateWord(QStringLiteral("OPEN")), QStringLiteral("OPEN")},
                        {breachStateWord(QStringLiteral("ACKNOWLEDGED")), QStringLiteral("ACKNOWLEDGED")},
                        {breachStateWord(QStringLiteral("RESOLVED")), QStringLiteral("RESOLVED")}})),
      timeline_(new TimelineChart(desk.theme, this)), scroll_(new QScrollArea(this)), facts_(makeNote()),
      head_(new QHBoxLayout), soon_(new QTimer(this)) {
    follow(kFollowsPortfolio);
    buildTools();
    buildBody();
    soon_->setSingleShot(true);
    soon_->setInterval(kSoonMs);
    connect(soon_, &QTimer::timeout, this, &Panel::refresh);
    connect(&desk.link, &Link::event, this, [this](const QString& topic, const QJsonObject&) {
        if (isVisible() && topic.startsWith(QLatin1String("risk.breaches."))) soon_->start();
    });
    refreshWhileSeen(kAgainMs);
}

void BreachesPanel::buildTools() {
    const auto button = [this](const QString& text, const QString& hint) {
        auto* out = new QToolButton(this);
        out->setText(text);
        out->setToolTip(hint);
        out->setAccessibleName(hint);
        head_->addWidget(out);
        return out;
    };
    tools()->addStretch(1);
    head_->setContentsMargins(12, 0, 4, 0);
    head_->addWidget(facts_, 1);
    acknowledge_ = button(tr("Acknowledge…"), tr("Somebody looks after the breach of the row (A)"));
    resolve_ = button(tr("Resolve…"), tr("The breach of the row is dealt with (R)"));
    connect(acknowledge_, &QToolButton::clicked, this,
            [this] { askNote(tr("Acknowledge"), &BreachesPanel::acknowledge); });
    connect(resolve_, &QToolButton::clicked, this,
            [this] { askNote(tr("Resolve"), &BreachesPanel::resolve); });
}

void BreachesPanel::buildBody() {
    timeline_->setAccessibleName(tr("Breaches over time"));
    scroll_->setWidget(timeline_);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table_ = makeTable(model_, tr("Breaches"), {64, 128, 150, 66, 66, 126, 108, 126, 120});
    events_table_ = makeTable(events_, tr("History of the breach"), {126, 108, 66, 80});
    table_->showWhatFits({8, 7, 4, 5, 2});
    auto* side = new QHBoxLayout;
    side->setSpacing(0);
    side->addWidget(table_, 7);
    side->addWidget(events_table_, 4);
    facts_->setWordWrap(true);
    body()->addLayout(head_);
    body()->addWidget(scroll_, 5);
    body()->addLayout(side, 5);
    events_table_->showWhatFits({2});
    table_->installEventFilter(this);
    connect(timeline_, &TimelineChart::selectionChanged, this, &BreachesPanel::chooseBreach);
    connect(timeline_, &TimelineChart::activated, this, &BreachesPanel::explain);
    connect(table_, &RecordTable::rowActivated, this, &BreachesPanel::explain);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this] { chooseBreach(current("breach_id")); });
}

void BreachesPanel::resizeEvent(QResizeEvent* event) {
    Panel::resizeEvent(event);
    const bool room = width() >= kWideEnough;
    if (room == events_table_->isVisibleTo(this)) return;
    events_table_->setVisible(room);
    if (room) askHistory();
}

} // namespace nautilus::ui
