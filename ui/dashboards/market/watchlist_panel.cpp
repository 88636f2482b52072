#include "ui/dashboards/market/watchlist_panel.h"

#include "ui/charts/record_table.h"
#include "ui/models/undo_step.h"

#include <QCompleter>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QKeyEvent>
#include <QLineEdit>
#include <QRegularExpression>
#include <QStringListModel>
#include <QVBoxLayout>

namespace nautilus::ui {
namespace {

constexpr int kPollMs = 250; ///< changes are seen as they come, and no faster than they can be read
constexpr int kMostSymbols = 10'000;

enum Column {
    kChangeColumn = 2,
    kVolumeColumn = 4,
    kBidColumn = 5,
    kAskColumn = 6,
    kTimeColumn = 7,
    kFeedColumn = 8
};

QVector<ColumnSpec> columns() {
    return {{QStringLiteral("symbol"), WatchlistPanel::tr("Symbol")},
            {QStringLiteral("price"), WatchlistPanel::tr("Price"), NumberKind::Price},
            {QStringLiteral("change"), WatchlistPanel::tr("Change"), NumberKind::Signed2,
             WatchlistPanel::tr("Since the close of the session before")},
            {QStringLiteral("change_percent"), WatchlistPanel::tr("Change %"), NumberKind::Percent,
             WatchlistPanel::tr("Since the close of the session before"), 0.03},
            {QStringLiteral("volume"), WatchlistPanel::tr("Volume"), NumberKind::Money,
             WatchlistPanel::tr("Units traded in the session so far")},
            {QStringLiteral("bid"), WatchlistPanel::tr("Bid"), NumberKind::Price},
            {QStringLiteral("ask"), WatchlistPanel::tr("Ask"), NumberKind::Price},
            {QStringLiteral("time"), WatchlistPanel::tr("Time, UTC")},
            {QStringLiteral("feed"), WatchlistPanel::tr("Feed"), NumberKind::Text,
             WatchlistPanel::tr("The one source of these values, and whether they are live")}};
}

QString feedWord(const TableData& table, int row) {
    const auto is = [&](const char* name) {
        return table.at(row, table.column(QLatin1String(name))).toBool();
    };
    const QString source = table.text(row, table.column(QStringLiteral("source")));
    if (is("stale")) return WatchlistPanel::tr("%1, stale").arg(source);
    if (is("simulated")) return WatchlistPanel::tr("%1, not real").arg(source);
    return is("replayed") && source != QLatin1String("replay") ? WatchlistPanel::tr("%1, replay").arg(source)
                                                               : source;
}

/// Completes the word behind the last separator, so that several symbols can be typed.
class LastWordCompleter : public QCompleter {
public:
    using QCompleter::QCompleter;
    [[nodiscard]] QStringList splitPath(const QString& path) const override {
        return {path.mid(begin(path))};
    }
    [[nodiscard]] QString pathFromIndex(const QModelIndex& index) const override {
        const QString typed = static_cast<QLineEdit*>(widget())->text();
        return typed.left(begin(typed)) + QCompleter::pathFromIndex(index);
    }

private:
    [[nodiscard]] static qsizetype begin(const QString& path) {
        static const QRegularExpression kSeparator(QStringLiteral("[,;\\s]"));
        return path.lastIndexOf(kSeparator) + 1;
    }
};

} // namespace

WatchlistPanel::WatchlistPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("watchlist"), tr("Watchlist"), parent),
      symbols_{QStringLiteral("AAPL"), QStringLiteral("MSFT"), QStringLiteral("GOOGL"),
               QStringLiteral("AMZN"), QStringLiteral("JPM"),  QStringLiteral("XOM"),
               QStringLiteral("IBM"),  QStringLiteral("BAC")},
      model_(columns()), table_(addTable(model_, tr("Watchlist"), {64, 74, 62, 70, 74, 70, 70, 146, 80})),
      entry_(new QLineEdit(this)), symbols_known_(new QStringListModel(this)) {
    follow(kFollowsNothing);
    table_->showWhatFits({kTimeColumn, kFeedColumn, kChangeColumn, kBidColumn, kAskColumn, kVolumeColumn});
    completeSymbols();
    entry_->setPlaceholderText(tr("Add symbols, Enter"));
    entry_->setAccessibleName(tr("Symbols to add"));
    entry_->setClearButtonEnabled(true);
    entry_->setFixedWidth(200);
    tools()->addWidget(entry_);
    tools()->addStretch(1);
    connect(entry_, &QLineEdit::returnPressed, this, [this] {
        const QStringList words = entry_->text().toUpper().split(
            QRegularExpression(QStringLiteral("[,;\\s]+")), Qt::SkipEmptyParts);
        entry_->clear();
        for (const QString& word : words)
            add(word);
    });
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        if (const QString symbol = selected(); !symbol.isEmpty() && symbol != context().symbol)
            setContextSymbol(symbol);
    });
    refreshWhileSeen(kPollMs);
}

/// The last of the words typed is completed from the symbols of the catalog.
void WatchlistPanel::completeSymbols() {
    auto* completer = new LastWordCompleter(symbols_known_, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setMaxVisibleItems(10);
    entry_->setCompleter(completer);
    desk().link.call(QStringLiteral("marketdata.instruments"), {{QStringLiteral("limit"), kMostSymbols}},
                     this, [this](const LinkReply& reply) {
                         const TableData table =
                             readTable(reply.envelope.value(QStringLiteral("data")).toObject());
                         QStringList symbols;
                         for (int row = 0; row < table.rows.size(); ++row)
                             symbols.append(table.text(row, table.column(QStringLiteral("symbol"))));
                         symbols.sort();
                         symbols.removeDuplicates();
                         symbols_known_->setStringList(symbols);
                     });
}

QString WatchlistPanel::selected() const {
    return model_.textAt(table_->currentIndex().row(), QStringLiteral("symbol"));
}

void WatchlistPanel::add(const QString& symbol) {
    if (symbol.isEmpty() || symbols_.contains(symbol)) return;
    const QStringList before = symbols_;
    desk().undo.push(new UndoStep(
        tr("add %1 to the watchlist").arg(symbol),
        [this, symbol, before] { setSymbols(before + QStringList{symbol}); },
        [this, before] { setSymbols(before); }));
}

void WatchlistPanel::remove(const QString& symbol) {
    if (!symbols_.contains(symbol)) return;
    const QStringList before = symbols_;
    QStringList after = before;
    after.removeAll(symbol);
    desk().undo.push(new UndoStep(
        tr("remove %1 from the watchlist").arg(symbol), [this, after] { setSymbols(after); },
        [this, before] { setSymbols(before); }));
}

void WatchlistPanel::setSymbols(const QStringList& symbols) {
    symbols_ = symbols;
    refresh();
}

QJsonObject WatchlistPanel::choices() const {
    return {{QStringLiteral("symbols"), QJsonArray::fromStringList(symbols_)}};
}

void WatchlistPanel::setChoices(const QJsonObject& choices) {
    QStringList symbols;
    for (const QJsonValue& each : choices.value(QStringLiteral("symbols")).toArray())
        if (!each.toString().isEmpty()) symbols.append(each.toString());
    if (!symbols.isEmpty()) setSymbols(symbols);
}

void WatchlistPanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Delete && !selected().isEmpty()) return remove(selected());
    Panel::keyPressEvent(event);
}

void WatchlistPanel::request() {
    if (!offers(QStringLiteral("marketdata.snapshot"))) return;
    if (symbols_.isEmpty()) {
        model_.setTable({});
        return showEmpty(tr("Prices of the symbols that you follow appear here."), tr("Add AAPL"),
                         [this] { add(QStringLiteral("AAPL")); });
    }
    if (subscribed_ != symbols_ && !subscribing_) subscribe();
    if (closes_of_ != symbols_) readCloses();
    readRows();
}

/// What is stored of symbols that nobody sends. Without it the rows stay empty.
void WatchlistPanel::readCloses() {
    closes_of_ = symbols_;
    desk().link.call(QStringLiteral("marketdata.last_closes"),
                     {{QStringLiteral("symbols"), QJsonArray::fromStringList(symbols_)}}, this,
                     [this](const LinkReply& reply) {
                         if (!reply.ok()) return;
                         closes_ = readTable(reply.envelope.value(QStringLiteral("data")).toObject());
                     });
}

/// A row of a symbol that nobody sends: its newest stored close, said to be one.
QVector<QJsonValue> WatchlistPanel::storedRow(const QString& symbol, const QStringList& columns) const {
    QVector<QJsonValue> row(columns.size());
    const auto set = [&](const char* name, const QJsonValue& value) {
        if (const auto at = columns.indexOf(QLatin1String(name)); at >= 0) row[at] = value;
    };
    set("symbol", symbol);
    set("feed", tr("no feed"));
    const int symbols = closes_.column(QStringLiteral("symbol"));
    for (int i = 0; i < closes_.rows.size(); ++i) {
        if (closes_.text(i, symbols) != symbol) continue;
        const auto stored = [&](const char* name) {
            return closes_.at(i, closes_.column(QLatin1String(name)));
        };
        set("price", stored("close"));
        for (const char* name : {"change", "change_percent", "volume"})
            set(name, stored(name));
        set("time", stored("date"));
        set("feed", tr("stored close"));
    }
    return row;
}

/// The engine streams what somebody has subscribed to.
void WatchlistPanel::subscribe() {
    subscribing_ = true;
    const QString old = subscription_;
    const QStringList wanted = symbols_;
    const QJsonObject parameters{{QStringLiteral("symbols"), QJsonArray::fromStringList(wanted)},
                                 {QStringLiteral("data_types"), QJsonArray{QStringLiteral("level1")}},
                                 {QStringLiteral("delivery_config"),
                                  QJsonObject{{QStringLiteral("delivery_method"), QStringLiteral("bus")}}}};
    desk().link.call(QStringLiteral("marketdata.subscribe"), parameters, this,
                     [this, wanted, old](const LinkReply& reply) {
                         subscribing_ = false;
                         subscribed_ = wanted; // also after a failure: the next change asks again
                         if (!reply.ok()) return;
                         subscription_ = reply.envelope.value(QStringLiteral("data"))
                                             .toObject()
                                             .value(QStringLiteral("subscription_id"))
                                             .toString();
                         if (!old.isEmpty())
                             desk().link.call(QStringLiteral("marketdata.unsubscribe"),
                                              {{QStringLiteral("subscription_id"), old}}, this,
                                              [](const LinkReply&) {});
                     });
}

void WatchlistPanel::readRows() {
    loadTable(QStringLiteral("snapshot"), QStringLiteral("marketdata.snapshot"),
              {{QStringLiteral("symbols"), QJsonArray::fromStringList(symbols_)}},
              [this](const TableData& table, const QJsonObject&) { show(table); });
}

/// Every symbol has a row, in the reader's order; one without prices says so.
void WatchlistPanel::show(TableData table) {
    const int symbol = table.column(QStringLiteral("symbol"));
    const int event_time = table.column(QStringLiteral("event_time"));
    const QString kTime = QStringLiteral("time"), kFeed = QStringLiteral("feed");
    int stale = 0, replayed = 0;
    if (table.empty() && closes_.empty()) {
        model_.setTable({});
        titleLine()->setSubject(tr("%n symbols", nullptr, static_cast<int>(symbols_.size())));
        return showEmpty(tr("No source has sent a price of these symbols yet."), tr("Open data sources"),
                         [this] { desk().open_panel(QStringLiteral("sources")); });
    }
    // Followed, but nothing came yet: as if nobody sent it. A replay that waits stands before its first
    // event.
    table.rows.removeIf([&](const QVector<QJsonValue>& row) {
        return row.value(event_time).toString().isEmpty() &&
               !row.value(table.column(QStringLiteral("replayed"))).toBool();
    });
    const auto fed = table.rows.size();
    table.columns << kTime << kFeed;
    for (int row = 0; row < table.rows.size(); ++row) {
        const QString at = table.text(row, event_time);
        table.rows[row].append(at.isEmpty() ? QJsonValue()
                                            : QJsonValue(at.mid(0, 10) + QLatin1Char(' ') + at.mid(11, 8)));
        stale += table.at(row, table.column(QStringLiteral("stale"))).toBool() ? 1 : 0;
        table.rows[row].append(feedWord(table, row));
        replayed += table.at(row, table.column(QStringLiteral("replayed"))).toBool() ? 1 : 0;
    }
    for (const QString& wanted : std::as_const(symbols_)) {
        bool there = false;
        for (const auto& row : std::as_const(table.rows))
            there = there || row.value(symbol).toString() == wanted;
        if (there) continue;
        table.rows.append(storedRow(wanted, table.columns));
    }
    std::stable_sort(table.rows.begin(), table.rows.end(), [&](const auto& a, const auto& b) {
        return symbols_.indexOf(a.value(symbol).toString()) < symbols_.indexOf(b.value(symbol).toString());
    });
    setFeed(fed == 0       ? PanelState::Idle
            : stale > 0    ? PanelState::Stale
            : replayed > 0 ? PanelState::Replay
                           : PanelState::Live);
    const QString current = selected();
    model_.setTable(std::move(table));
    for (int row = 0; row < model_.rowCount() && !current.isEmpty(); ++row)
        if (model_.textAt(row, QStringLiteral("symbol")) == current) {
            const QSignalBlocker quiet(table_->selectionModel());
            table_->setCurrentIndex(model_.index(row, std::max(0, table_->currentIndex().column())));
        }
    titleLine()->setSubject(stale == 0 ? tr("%n symbols", nullptr, static_cast<int>(symbols_.size()))
                                       : tr("%n stale", nullptr, stale));
}

} // namespace nautilus::ui
