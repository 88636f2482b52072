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
constexpr int kWideEnough = 820; ///< pixels from which on the history stands beside the table

QVector<ColumnSpec> columns() {
    using P = BreachesPanel;
    return {{QStringLiteral("severity"), P::tr("Severity"), NumberKind::Text, P::tr("The highest so far"), 0,
             severityWord},
            {QStringLiteral("limit_type"), P::tr("Limit of"), NumberKind::Text, {}, 0, limitTitle},
            {QStringLiteral("subject"), P::tr("Of what"), NumberKind::Text,
             P::tr("Position, sector or currency")},
            {QStringLiteral("current_value"), P::tr("Value"), NumberKind::Significant, P::tr("As last told")},
            {QStringLiteral("limit_value"), P::tr("Limit"), NumberKind::Significant},
            {QStringLiteral("timestamp"), P::tr("Found, UTC"), NumberKind::Text, {}, 0, instantText},
            {QStringLiteral("resolution_status"), P::tr("State"), NumberKind::Text, {}, 0, breachStateWord},
            {QStringLiteral("resolution_time"), P::tr("Resolved, UTC"), NumberKind::Text, {}, 0, instantText},
            {QStringLiteral("action_taken"), P::tr("What was done")}};
}

QVector<ColumnSpec> eventColumns() {
    using P = BreachesPanel;
    return {{QStringLiteral("at"), P::tr("At, UTC"), NumberKind::Text, {}, 0, instantText},
            {QStringLiteral("event"), P::tr("What happened"), NumberKind::Text, {}, 0, breachEventWord},
            {QStringLiteral("severity"), P::tr("Severity"), NumberKind::Text, {}, 0, severityWord},
            {QStringLiteral("note"), P::tr("Note")}};
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
      state_(addChoice(tr("State"),
                       {{tr("All states"), QString()},
                        {breachStateWord(QStringLiteral("OPEN")), QStringLiteral("OPEN")},
                        {breachStateWord(QStringLiteral("ACKNOWLEDGED")), QStringLiteral("ACKNOWLEDGED")},
                        {breachStateWord(QStringLiteral("RESOLVED")), QStringLiteral("RESOLVED")}})),
      severity_(addChoice(tr("Severity"), {{tr("All severities"), QString()}})),
      timeline_(new TimelineChart(desk.theme, this)), scroll_(new QScrollArea(this)), facts_(makeNote()),
      soon_(new QTimer(this)) {
    follow(kFollowsPortfolio);
    for (const char* each : {"CRITICAL", "HIGH", "MEDIUM", "LOW"})
        severity_->addItem(severityWord(QLatin1String(each)), QLatin1String(each));
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
        tools()->addWidget(out);
        return out;
    };
    tools()->addStretch(1);
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
    table_ = makeTable(model_, tr("Breaches"), {66, 132, 116, 70, 70, 116, 92, 116, 120});
    events_table_ = makeTable(events_, tr("History of the breach"), {112, 96, 66, 90});
    table_->showWhatFits({8, 7, 4, 2, 5});
    auto* side = new QHBoxLayout;
    side->setSpacing(0);
    side->addWidget(table_, 7);
    side->addWidget(events_table_, 4);
    facts_->setContentsMargins(12, 4, 12, 0);
    facts_->setWordWrap(true);
    body()->addWidget(facts_);
    body()->addWidget(scroll_, 5);
    body()->addLayout(side, 5);
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
