#include "ui/dashboards/risk/breaches_panel.h"

#include "ui/charts/record_table.h"
#include "ui/charts/timeline_chart.h"
#include "ui/models/risk_words.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QJsonArray>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollArea>
#include <QTimer>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace nautilus::ui {
namespace {

const QString kBreaches = QStringLiteral("risk.breaches");
const QString kHistory = QStringLiteral("risk.breach_history");

enum Column { kValue = 3, kLimit = 4 };

bool isValueColumn(int column) {
    return column == kValue || column == kLimit;
}

} // namespace

QVariant BreachModel::data(const QModelIndex& index, int role) const {
    const QVariant out = RecordTableModel::data(index, role);
    if (role != Qt::DisplayRole) {
        const bool words = role == Qt::ToolTipRole && !isValueColumn(index.column());
        return words ? RecordTableModel::data(index, Qt::DisplayRole) : out; // longer than the cell
    }
    const QVariant raw = RecordTableModel::data(index, kRawRole);
    if (isValueColumn(index.column()))
        return formatLimit(textAt(index.row(), QStringLiteral("limit_type")),
                           raw.isNull() ? std::nan("") : raw.toDouble());
    return raw.isNull() ? QVariant(QString()) : out;
}

void BreachesPanel::request() {
    if (!offers(kBreaches)) return;
    const QString portfolio = portfolioOrEmpty();
    if (portfolio.isEmpty()) return model_.setTable({});
    const QString book = book_->currentData().toString();
    if (book == QLatin1String("portfolio")) return ask(portfolio);
    if (book == QLatin1String("firm")) return ask(book);
    load(QStringLiteral("book"), QStringLiteral("portfolio.portfolios"), {},
         [this, portfolio](const QJsonObject& answer, const QJsonObject&) {
             for (const QJsonValue& each : answer.value(QStringLiteral("portfolios")).toArray())
                 if (each[QStringLiteral("portfolio_id")].toString() == portfolio)
                     ask(each[QStringLiteral("account_id")].toString());
         });
}

void BreachesPanel::ask(const QString& book) {
    titleLine()->setSubject(book);
    const QJsonObject asked{{QStringLiteral("portfolio_id"), book},
                            {QStringLiteral("period"), period_->currentData().toString()},
                            {QStringLiteral("severity"), severity_->currentData().toString()},
                            {QStringLiteral("state"), state_->currentData().toString()}};
    load(QStringLiteral("breaches"), kBreaches, asked,
         [this, asked](const QJsonObject& answer, const QJsonObject&) {
             const QString before = current("breach_id");
             TableData table = readList(answer, QStringLiteral("breaches"));
             table.operation = kBreaches;
             table.parameters = asked;
             model_.setTable(table);
             showBars(table);
             chooseBreach(before.isEmpty() ? timeline_->selected() : before);
             show(answer);
         });
}

void BreachesPanel::show(const QJsonObject& answer) {
    const QJsonObject summary = answer.value(QStringLiteral("breach_summary")).toObject();
    const auto count = [&](const char* name) {
        return formatNumber(summary.value(QLatin1String(name)).toDouble(0), 0);
    };
    facts_->setText(
        tr("%1 breaches: %2 critical, %3 high, %4 medium, %5 low  ·  resolved after %6 on average")
            .arg(count("total_breaches"), count("critical_severity"), count("high_severity"),
                 count("medium_severity"), count("low_severity"),
                 durationText(
                     summary.value(QStringLiteral("avg_resolution_time_minutes")).toDouble(std::nan("")))));
    enable();
    if (model_.rowCount() > 0) return;
    events_.setTable({});
    if (severity_->currentIndex() > 0 || state_->currentIndex() > 0)
        return showEmpty(tr("No breach of this severity and state in this time."), tr("Show all"), [this] {
            severity_->setCurrentIndex(0);
            state_->setCurrentIndex(0);
        });
    showEmpty(
        tr("No breach in this time. They are found by the monitor: start it to have this portfolio held "
           "against its limits all the time."),
        tr("Open the alert centre"), [this] { desk().open_panel(QStringLiteral("alert_centre")); });
}

QString BreachesPanel::sentence(const TableData& table, int row) const {
    const auto text = [&](const char* name) { return table.text(row, table.column(QLatin1String(name))); };
    const QString type = text("limit_type"), subject = text("subject");
    const double value = table.number(row, table.column(QStringLiteral("current_value"))),
                 limit = table.number(row, table.column(QStringLiteral("limit_value")));
    QString out =
        tr("%1: %2%3, %4 against %5, since %6 UTC")
            .arg(severityWord(text("severity")), limitTitle(type),
                 subject.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(subject),
                 formatLimit(type, value), formatLimit(type, limit), instantText(text("timestamp")));
    if (!text("acknowledged_at").isEmpty())
        out += QStringLiteral("  ·  ") + tr("acknowledged %1").arg(instantText(text("acknowledged_at")));
    if (!text("resolution_time").isEmpty())
        out += QStringLiteral("  ·  ") + tr("resolved %1").arg(instantText(text("resolution_time")));
    return out;
}

void BreachesPanel::showBars(const TableData& table) {
    QVector<TimelineBar> bars;
    for (int row = 0; row < table.rows.size(); ++row) {
        const auto text = [&](const char* name) {
            return table.text(row, table.column(QLatin1String(name)));
        };
        TimelineBar bar;
        bar.id = text("breach_id");
        bar.lane = limitTitle(text("limit_type"));
        if (!text("subject").isEmpty()) bar.lane += QStringLiteral(" · ") + text("subject");
        bar.from = readInstant(text("timestamp"));
        if (!text("resolution_time").isEmpty()) bar.to = readInstant(text("resolution_time"));
        if (!text("acknowledged_at").isEmpty()) bar.marked = readInstant(text("acknowledged_at"));
        bar.level = severityRank(text("severity"));
        bar.word = severityWord(text("severity"));
        bar.text = sentence(table, row);
        bars.append(bar);
    }
    timeline_->setBars(std::move(bars));
}

QString BreachesPanel::current(const char* column) const {
    return model_.textAt(table_->currentIndex().row(), QLatin1String(column));
}

void BreachesPanel::chooseBreach(const QString& id) {
    for (int row = 0; row < model_.rowCount(); ++row) {
        if (model_.textAt(row, QStringLiteral("breach_id")) != id) continue;
        if (row != table_->currentIndex().row()) table_->setCurrentIndex(model_.index(row, 0));
        timeline_->select(id);
        return askHistory();
    }
    if (model_.rowCount() > 0) table_->setCurrentIndex(model_.index(0, 0));
}

void BreachesPanel::askHistory() {
    enable();
    const QString id = current("breach_id");
    if (id.isEmpty() || !events_table_->isVisibleTo(this)) return;
    const QJsonObject asked{{QStringLiteral("breach_id"), id}};
    desk().link.call(kHistory, asked, this, [this, id, asked](const LinkReply& reply) {
        if (!reply.ok() || id != current("breach_id")) return;
        TableData table =
            readList(reply.envelope.value(QStringLiteral("data")).toObject(), QStringLiteral("events"));
        table.operation = kHistory;
        table.parameters = asked;
        events_.setTable(table);
    });
}

/// The whole history in the inspector, also where the panel has no room for it.
void BreachesPanel::explain() {
    const QString id = current("breach_id");
    if (id.isEmpty()) return;
    const QString type = current("limit_type");
    desk().link.call(
        kHistory, {{QStringLiteral("breach_id"), id}}, this, [this, id, type](const LinkReply& reply) {
            if (!reply.ok()) return;
            const QJsonObject data = reply.envelope.value(QStringLiteral("data")).toObject();
            InspectorCard card;
            card.title = limitTitle(type);
            card.subtitle = id;
            for (const QJsonValue& each : data.value(QStringLiteral("events")).toArray()) {
                const QString note = each[QStringLiteral("note")].toString();
                card.facts.append(
                    {instantText(each[QStringLiteral("at")].toString()),
                     tr("%1, %2, %3 against %4%5")
                         .arg(breachEventWord(each[QStringLiteral("event")].toString()),
                              severityWord(each[QStringLiteral("severity")].toString()),
                              formatLimit(type, each[QStringLiteral("current_value")].toDouble()),
                              formatLimit(type, each[QStringLiteral("limit_value")].toDouble()),
                              note.isEmpty() ? QString() : QStringLiteral(": ") + note)});
            }
            desk().inspect(card);
        });
}

void BreachesPanel::askNote(const QString& title, void (BreachesPanel::*then)(const QString&)) {
    if (current("breach_id").isEmpty()) return;
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    dialog->setLabelText(tr("What was done, or by whom (may stay empty)"));
    dialog->setOkButtonText(title);
    dialog->resize(420, dialog->height());
    connect(dialog, &QInputDialog::textValueSelected, this, then);
    dialog->open();
}

void BreachesPanel::acknowledge(const QString& note) {
    send(QStringLiteral("risk.breach_acknowledge"), note);
}

void BreachesPanel::resolve(const QString& note) {
    send(QStringLiteral("risk.breach_resolve"), note);
}

void BreachesPanel::send(const QString& operation, const QString& note) {
    const QString id = current("breach_id");
    if (id.isEmpty()) return;
    desk().link.call(operation, {{QStringLiteral("breach_id"), id}, {QStringLiteral("note"), note}}, this,
                     [this](const LinkReply& reply) {
                         const QJsonArray errors = reply.envelope.value(QStringLiteral("errors")).toArray();
                         desk().say(reply.ok()
                                        ? tr("The breach is told so; the monitor opens it anew if it finds "
                                             "it again after it was resolved.")
                                        : errors.first()[QStringLiteral("message")].toString());
                         refresh();
                     });
}

void BreachesPanel::enable() {
    const QString state = current("resolution_status");
    acknowledge_->setEnabled(state == QLatin1String("OPEN"));
    resolve_->setEnabled(!state.isEmpty() && state != QLatin1String("RESOLVED"));
}

QWidget* BreachesPanel::chart() const {
    return timeline_;
}

QString BreachesPanel::facts() const {
    return facts_->text();
}

QJsonObject BreachesPanel::choices() const {
    return {{QStringLiteral("book"), book_->currentIndex()},
            {QStringLiteral("period"), period_->currentIndex()},
            {QStringLiteral("severity"), severity_->currentIndex()},
            {QStringLiteral("state"), state_->currentIndex()}};
}

void BreachesPanel::setChoices(const QJsonObject& choices) {
    const std::pair<QComboBox*, const char*> boxes[] = {
        {book_, "book"}, {period_, "period"}, {severity_, "severity"}, {state_, "state"}};
    for (const auto& [box, name] : boxes)
        box->setCurrentIndex(std::clamp(choices.value(QLatin1String(name)).toInt(), 0, box->count() - 1));
}

bool BreachesPanel::takeKey(const QKeyEvent& event) {
    if (event.modifiers() != Qt::NoModifier) return false;
    if (event.key() == Qt::Key_A && acknowledge_->isEnabled())
        askNote(tr("Acknowledge"), &BreachesPanel::acknowledge);
    else if (event.key() == Qt::Key_R && resolve_->isEnabled())
        askNote(tr("Resolve"), &BreachesPanel::resolve);
    else
        return event.key() == Qt::Key_A || event.key() == Qt::Key_R;
    return true;
}

/// A table would search its rows for what begins with the letter.
bool BreachesPanel::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress && takeKey(*static_cast<QKeyEvent*>(event))) return true;
    return Panel::eventFilter(watched, event);
}

void BreachesPanel::keyPressEvent(QKeyEvent* event) {
    if (!takeKey(*event)) Panel::keyPressEvent(event);
}

} // namespace nautilus::ui
