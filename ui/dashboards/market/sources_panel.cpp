#include "ui/dashboards/market/sources_panel.h"

#include "ui/charts/histogram_view.h"
#include "ui/charts/record_table.h"
#include "ui/dialogs/operation_dialog.h"
#include "ui/dialogs/schema_form.h"
#include "ui/dialogs/source_settings_dialog.h"
#include "ui/models/undo_step.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonArray>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QToolButton>
#include <QVBoxLayout>

namespace nautilus::ui {
namespace {

constexpr int kPollMs = 1000;
constexpr int kSourceColumn = 1;
const QString kLines = QStringLiteral("lines");

QString stateWord(const QString& status) {
    if (status == QLatin1String("active")) return SourcesPanel::tr("active");
    if (status == QLatin1String("starting")) return SourcesPanel::tr("starting");
    if (status == QLatin1String("degraded")) return SourcesPanel::tr("degraded");
    if (status == QLatin1String("failed")) return SourcesPanel::tr("failed");
    if (status == QLatin1String("disabled")) return SourcesPanel::tr("disabled");
    return SourcesPanel::tr("stopped");
}

QVector<ColumnSpec> columns() {
    return {{QStringLiteral("place"), SourcesPanel::tr("#"), NumberKind::Integer,
             SourcesPanel::tr("Order in which a symbol's source is chosen; Alt+Up and Alt+Down move it")},
            {QStringLiteral("source_id"), SourcesPanel::tr("Source")},
            {QStringLiteral("status"), SourcesPanel::tr("State"), NumberKind::Text, {}, 0.0, stateWord},
            {QStringLiteral("lines"), SourcesPanel::tr("Symbols"), NumberKind::Integer},
            {QStringLiteral("stale_lines"), SourcesPanel::tr("Stale"), NumberKind::Integer},
            {QStringLiteral("events_per_second"), SourcesPanel::tr("Events /s"), NumberKind::Decimal1,
             SourcesPanel::tr("Mean of the last minute")},
            {QStringLiteral("seconds_since_event"), SourcesPanel::tr("Last, s ago"), NumberKind::Decimal1},
            {QStringLiteral("latency_ms"), SourcesPanel::tr("Latency ms"), NumberKind::Decimal3,
             SourcesPanel::tr("Median; of a replay, from receipt to acceptance")},
            {QStringLiteral("requests_left"), SourcesPanel::tr("Budget left"), NumberKind::Integer,
             SourcesPanel::tr("Requests that may be made now; a dash: no limit")},
            {QStringLiteral("quality"), SourcesPanel::tr("Quality %"), NumberKind::Percent1,
             SourcesPanel::tr("Share of its events, or rows, without fault")},
            {QStringLiteral("events_refused"), SourcesPanel::tr("Refused"), NumberKind::Integer,
             SourcesPanel::tr("Events kept aside, with a reason")}};
}

} // namespace

SourcesPanel::SourcesPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("sources"), tr("Data sources"), parent), model_(columns()),
      table_(addTable(model_, tr("Data sources"), {28, 112, 68, 62, 46, 72, 84, 82, 84, 72, 64})),
      histogram_(new HistogramView(desk.theme, this)), details_(new QLabel(this)),
      start_(new QToolButton(this)), stop_(new QToolButton(this)), up_(new QToolButton(this)),
      down_(new QToolButton(this)), settings_(new QToolButton(this)), fill_(new QToolButton(this)) {
    follow(kFollowsNothing);
    const QPair<QToolButton*, QString> buttons[] = {{start_, tr("Start")},       {stop_, tr("Stop")},
                                                    {settings_, tr("Settings")}, {up_, tr("Earlier")},
                                                    {down_, tr("Later")},        {fill_, tr("Fill gaps…")}};
    for (const auto& [button, text] : buttons) {
        button->setText(text);
        button->setAccessibleName(text);
        tools()->addWidget(button);
    }
    up_->setToolTip(tr("Ask this source before the one above it (Alt+Up)"));
    down_->setToolTip(tr("Ask this source after the one below it (Alt+Down)"));
    fill_->setToolTip(tr("Ask the sources for sessions on which a symbol has no bar"));
    tools()->addStretch(1);
    table_->setSortingEnabled(false);
    table_->horizontalHeader()->setStretchLastSection(false);
    table_->showWhatFits({8, 6, 10, 7, 9, 4}); // budget, last, refused, latency, quality, stale
    table_->horizontalHeader()->setSectionResizeMode(kSourceColumn, QHeaderView::Stretch);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->viewport()->installEventFilter(this);
    table_->setToolTip(tr("Drag a row, or press Alt+Up and Alt+Down, to change the order of asking"));
    details_->setWordWrap(true);
    details_->setContentsMargins(12, 4, 12, 4);
    details_->setProperty("type", QStringLiteral("small"));
    details_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    body()->addWidget(details_);
    body()->addWidget(histogram_);
    body()->setStretchFactor(table_, 3);
    body()->setStretchFactor(histogram_, 2);
    connect(start_, &QToolButton::clicked, this, [this] { command(QStringLiteral("start")); });
    connect(stop_, &QToolButton::clicked, this, [this] { command(QStringLiteral("stop")); });
    connect(up_, &QToolButton::clicked, this, [this] { moveSelected(-1); });
    connect(down_, &QToolButton::clicked, this, [this] { moveSelected(1); });
    connect(settings_, &QToolButton::clicked, this, &SourcesPanel::openSettings);
    connect(fill_, &QToolButton::clicked, this, &SourcesPanel::openBackfill);
    connect(table_, &RecordTable::rowActivated, this, &SourcesPanel::openSettings);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &SourcesPanel::showDetails);
    refreshWhileSeen(kPollMs);
}

void SourcesPanel::request() {
    if (!offers(QStringLiteral("marketdata.live_sources"))) return;
    load(QStringLiteral("sources"), QStringLiteral("marketdata.live_sources"),
         {{QStringLiteral("all"), true}},
         [this](const QJsonObject& answer, const QJsonObject&) { show(answer); });
}

void SourcesPanel::show(const QJsonObject& answer) {
    data_ = answer;
    TableData table = readList(answer, QStringLiteral("available_sources"));
    const QJsonObject scores = answer.value(QStringLiteral("data_quality_scores")).toObject();
    const int id = table.column(QStringLiteral("source_id")), status = table.column(QStringLiteral("status"));
    table.columns << QStringLiteral("place") << QStringLiteral("quality");
    int active = 0;
    for (int row = 0; row < table.rows.size(); ++row) {
        table.rows[row].append(row + 1);
        table.rows[row].append(scores.value(table.text(row, id)));
        active += table.text(row, status) == QLatin1String("active") ? 1 : 0;
    }
    const QString current = selected();
    model_.setTable(table);
    select(current);
    titleLine()->setSubject(tr("%1 of %2 active").arg(active).arg(table.rows.size()));
    showDetails();
    if (table.empty()) showEmpty(tr("No data source is installed."), tr("Look again"), [this] { refresh(); });
}

/// What was selected stays so; at first the busiest source is.
void SourcesPanel::select(const QString& source) {
    int chosen = -1, most = -1;
    for (int row = 0; row < model_.rowCount(); ++row) {
        const int lines = static_cast<int>(model_.table().number(row, model_.table().column(kLines)));
        if (source.isEmpty() ? lines > most : model_.textAt(row, QStringLiteral("source_id")) == source)
            chosen = row;
        most = std::max(most, lines);
    }
    if (chosen < 0) return;
    const QSignalBlocker quiet(table_->selectionModel());
    table_->setCurrentIndex(model_.index(chosen, kSourceColumn));
}

QString SourcesPanel::selected() const {
    return model_.textAt(table_->currentIndex().row(), QStringLiteral("source_id"));
}

QJsonObject SourcesPanel::selectedSource() const {
    const QJsonArray all = data_.value(QStringLiteral("available_sources")).toArray();
    for (const QJsonValue& each : all)
        if (each.toObject().value(QStringLiteral("source_id")).toString() == selected())
            return each.toObject();
    return {};
}

void SourcesPanel::showDetails() {
    const QJsonObject source = selectedSource();
    const QString status = source.value(QStringLiteral("status")).toString();
    const bool any = !source.isEmpty();
    for (QToolButton* button : {settings_, up_, down_})
        button->setEnabled(any);
    start_->setEnabled(any && status != QLatin1String("active"));
    stop_->setEnabled(any && (status == QLatin1String("active") || status == QLatin1String("degraded")));
    QStringList lines;
    if (any) {
        QStringList types;
        for (const QJsonValue& each : source.value(QStringLiteral("data_types")).toArray())
            types.append(each.toString());
        lines << QStringLiteral("<b>%1</b> %2")
                     .arg(source.value(QStringLiteral("name")).toString().toHtmlEscaped(),
                          types.join(QStringLiteral(", ")).toHtmlEscaped());
        if (!source.value(QStringLiteral("real")).toBool(true))
            lines << tr("Invented values, for load tests.");
        if (const QString why = source.value(QStringLiteral("message")).toString(); !why.isEmpty())
            lines << why.toHtmlEscaped();
        for (const QJsonValue& each : source.value(QStringLiteral("last_errors")).toArray())
            if (lines.size() < 6) lines << each.toString().toHtmlEscaped();
    }
    for (const QJsonValue& each : data_.value(QStringLiteral("refused_plugins")).toArray())
        lines << tr("Refused: %1: %2")
                     .arg(each.toObject().value(QStringLiteral("plugin")).toString().toHtmlEscaped(),
                          each.toObject().value(QStringLiteral("reason")).toString().toHtmlEscaped());
    details_->setText(lines.join(QStringLiteral("<br>")));
    QVector<HistogramBar> bars;
    for (const QJsonValue& each : source.value(QStringLiteral("latency_histogram")).toArray())
        bars.append({each.toObject().value(QStringLiteral("up_to_ms")).toDouble(),
                     each.toObject().value(QStringLiteral("count")).toDouble()});
    histogram_->setBars(bars, tr("from receipt to acceptance, events"));
}

void SourcesPanel::command(const QString& what) {
    const QString source = selected();
    if (source.isEmpty()) return;
    desk().link.call(QStringLiteral("marketdata.source_command"),
                     {{QStringLiteral("source_id"), source}, {QStringLiteral("do"), what}}, this,
                     [this, source](const LinkReply& reply) {
                         if (!reply.ok()) desk().say(tr("%1 did not take that.").arg(source));
                         refresh();
                     });
}

QStringList SourcesPanel::order() const {
    QStringList out;
    for (const QJsonValue& each : data_.value(QStringLiteral("failover_hierarchy")).toArray())
        out.append(each.toString());
    return out;
}

void SourcesPanel::moveSelected(int by) {
    moveTo(selected(), static_cast<int>(order().indexOf(selected())) + by);
}

void SourcesPanel::moveTo(const QString& source, int place) {
    const QStringList before = order();
    const auto at = before.indexOf(source);
    if (at < 0 || place < 0 || place >= before.size() || place == at) return;
    QStringList after = before;
    after.move(at, place);
    desk().undo.push(new UndoStep(
        tr("change the order of the sources"), [this, after] { sendOrder(after); },
        [this, before] { sendOrder(before); }));
}

void SourcesPanel::sendOrder(const QStringList& order) {
    desk().link.call(QStringLiteral("marketdata.source_order"),
                     {{QStringLiteral("failover_hierarchy"), QJsonArray::fromStringList(order)}}, this,
                     [this](const LinkReply& reply) {
                         if (!reply.ok()) desk().say(tr("The order was not taken."));
                         refresh();
                     });
}

void SourcesPanel::openSettings() {
    if (selected().isEmpty()) return;
    auto* dialog = new SourceSettingsDialog(desk(), selected(), window()); // deletes itself
    connect(dialog, &QDialog::finished, this, &Panel::refresh);
    dialog->open();
}

/// The form of the job, with the linked symbol filled in; the job store shows how it goes.
void SourcesPanel::openBackfill() {
    const OperationInfo* operation = desk().operations.find(QStringLiteral("marketdata.backfill"));
    if (!operation) return desk().say(tr("This server fills no gaps."));
    auto* dialog = new OperationDialog(desk(), *operation, window()); // deletes itself
    if (const QString symbol = context().symbol; !symbol.isEmpty())
        dialog->form()->setValue(QStringLiteral("symbols"), QJsonArray{symbol});
    dialog->open();
}

/// A row that is dragged to another takes its place.
bool SourcesPanel::eventFilter(QObject* watched, QEvent* event) {
    const auto type = event->type();
    const bool mouse =
        type == QEvent::MouseButtonPress || type == QEvent::MouseMove || type == QEvent::MouseButtonRelease;
    if (watched != table_->viewport() || !mouse) return Panel::eventFilter(watched, event);
    auto* at = static_cast<QMouseEvent*>(event);
    const int row = table_->rowAt(at->position().toPoint().y());
    const QString under = model_.textAt(row, QStringLiteral("source_id"));
    if (type == QEvent::MouseButtonPress && at->button() == Qt::LeftButton) dragged_ = under;
    if (type == QEvent::MouseMove && (at->buttons() & Qt::LeftButton) && !dragged_.isEmpty()) {
        if (under != dragged_) table_->viewport()->setCursor(Qt::ClosedHandCursor);
        return true; // the selection stays on what is dragged
    }
    if (type == QEvent::MouseButtonRelease) {
        table_->viewport()->unsetCursor();
        const QString moved = std::exchange(dragged_, {});
        if (!moved.isEmpty() && !under.isEmpty() && under != moved)
            moveTo(moved, static_cast<int>(order().indexOf(under)));
    }
    return Panel::eventFilter(watched, event);
}

void SourcesPanel::keyPressEvent(QKeyEvent* event) {
    if ((event->modifiers() & Qt::AltModifier) && event->key() == Qt::Key_Up) return moveSelected(-1);
    if ((event->modifiers() & Qt::AltModifier) && event->key() == Qt::Key_Down) return moveSelected(1);
    Panel::keyPressEvent(event);
}

} // namespace nautilus::ui
