#include "ui/dashboards/portfolio/monitor_panel.h"

#include "ui/charts/exposure_bars.h"
#include "ui/charts/record_table.h"
#include "ui/models/number_format.h"
#include "ui/shell/key_figures.h"

#include <QComboBox>
#include <QJsonArray>
#include <QLabel>

#include <algorithm>
#include <cmath>

namespace nautilus::ui {
namespace {

const QString kHoldings = QStringLiteral("portfolio.holdings");
constexpr int kSessions = 60; ///< of the small price lines

double numberOf(const QJsonObject& object, const char* name) {
    return object.value(QLatin1String(name)).toDouble(std::nan(""));
}

/// Members of a position's message and the columns that they change.
constexpr std::pair<const char*, const char*> kMoving[] = {
    {"current_price", "price"},   {"market_value", "value"}, {"weight", "weight"},
    {"day_change", "day_change"}, {"pnl", "unrealised"},     {"day_change_percent", "day_change_percent"}};

QString groupTitle(const QString& name) {
    static const QHash<QString, QString> kTitles{
        {QStringLiteral("equities"), MonitorPanel::tr("Shares")},
        {QStringLiteral("bonds"), MonitorPanel::tr("Bonds")},
        {QStringLiteral("commodities"), MonitorPanel::tr("Commodities")},
        {QStringLiteral("fx"), MonitorPanel::tr("Currencies")},
        {QStringLiteral("crypto"), MonitorPanel::tr("Crypto")},
        {QStringLiteral("Unclassified"), MonitorPanel::tr("Unclassified")}};
    return kTitles.value(name, name);
}

} // namespace

void MonitorPanel::request() {
    if (!offers(kHoldings)) return;
    const QString scope = scope_->currentData().toString();
    if (scope == QLatin1String("firm")) return ask(scope);
    const QString portfolio = portfolioOrEmpty();
    if (portfolio.isEmpty()) return listenTo({});
    if (scope == QLatin1String("portfolio")) return ask(portfolio);
    load(QStringLiteral("names"), QStringLiteral("portfolio.portfolios"), {},
         [this, portfolio](const QJsonObject& answer, const QJsonObject&) {
             for (const QJsonValue& each : answer.value(QStringLiteral("portfolios")).toArray())
                 if (each[QStringLiteral("portfolio_id")].toString() == portfolio)
                     return ask(each[QStringLiteral("account_id")].toString());
             ask(portfolio);
         });
}

void MonitorPanel::ask(const QString& book) {
    const QJsonObject parameters{{QStringLiteral("portfolio_id"), book},
                                 {QStringLiteral("closes"), kSessions}};
    const QJsonObject asked = dated(parameters, QStringLiteral("as_of"));
    load(QStringLiteral("holdings"), kHoldings, asked,
         [this, book, asked](const QJsonObject& answer, const QJsonObject&) {
             book_ = book;
             parameters_ = asked;
             show(answer);
         });
}

void MonitorPanel::show(const QJsonObject& answer) {
    holdings_ = answer;
    total_ = {};
    moved_.clear();
    setFeed(PanelState::Live);
    const QString name = holdings_.value(QStringLiteral("name")).toString();
    titleLine()->setSubject(name.isEmpty() ? book_ : name);
    showFigures();
    showExposures();
    showPositions();
    tellFeed();
    listenTo(context().date.isValid() ? QString() : book_);
    if (model_.rowCount() == 0 && numberOf(holdings_, "value") == 0)
        return showEmpty(tr("Nothing is held here yet. Deposits and purchases are recorded in the "
                            "transactions."),
                         tr("Open the transactions"),
                         [this] { desk().open_panel(QStringLiteral("transactions")); });
    if (model_.rowCount() == 0 && !holdings_.contains(QStringLiteral("value")))
        showEmpty(tr("The positions of the portfolio appear here."), tr("New portfolio…"),
                  [this] { desk().new_portfolio(); });
}

CellOrigin MonitorPanel::origin(const QString& pointer) const {
    return {kHoldings, parameters_, pointer};
}

void MonitorPanel::showFigures() {
    const QString currency = holdings_.value(QStringLiteral("base_currency")).toString();
    const bool live = !total_.isEmpty();
    const auto at = [&](const char* stored, const char* told) {
        return live ? numberOf(total_, told) : numberOf(holdings_, stored);
    };
    const auto from = [&](const char* stored, bool moves) {
        return live && moves ? CellOrigin() : origin(QStringLiteral("/data/") + QLatin1String(stored));
    };
    figures_->set(QStringLiteral("value"), formatMoney(at("value", "market_value")), currency,
                  from("value", true));
    const double day = at("day_change", "day_pnl");
    const double percent =
        live ? numberOf(total_, "daily_return") * 100 : numberOf(holdings_, "day_change_percent");
    figures_->set(QStringLiteral("day"), formatSignedMoney(day),
                  formatSigned(percent, 2) + QStringLiteral(" %"), from("day_change", true), day);
    const double unrealised = at("unrealised", "unrealized_pnl");
    figures_->set(QStringLiteral("unrealised"), formatSignedMoney(unrealised), {}, from("unrealised", true),
                  unrealised);
    for (const char* name : {"realised", "income"}) {
        const double amount = numberOf(holdings_, name);
        figures_->set(QLatin1String(name), formatSignedMoney(amount), {}, from(name, false), amount);
    }
    figures_->set(QStringLiteral("cash"), formatMoney(numberOf(holdings_, "cash")),
                  formatPercent(numberOf(holdings_, "cash_weight")), from("cash", false));
    for (const auto& [name, member] :
         {std::pair("gross", "gross_exposure"), std::pair("net", "net_exposure")})
        figures_->set(QLatin1String(name), formatPercent(numberOf(holdings_, member)), {},
                      from(member, false));
}

void MonitorPanel::showExposures() {
    for (const Section& section : std::as_const(sections_)) {
        const QJsonObject groups = holdings_.value(section.groups).toObject();
        QVector<ExposureBar> bars;
        for (auto each = groups.begin(); each != groups.end(); ++each) {
            const QString place = QString(each.key()).replace(QLatin1Char('/'), QStringLiteral("~1"));
            bars.append({each.key(),
                         groupTitle(each.key()),
                         numberOf(each->toObject(), "weight"),
                         {},
                         origin(QStringLiteral("/data/%1/%2/weight").arg(section.groups, place))});
        }
        std::stable_sort(bars.begin(), bars.end(), [](const ExposureBar& a, const ExposureBar& b) {
            return std::abs(a.value) > std::abs(b.value);
        });
        const double cash = numberOf(holdings_, "cash_weight"); // currencies have it among them
        if (section.groups != QLatin1String("by_currency") && !std::isnan(cash) && cash != 0)
            bars.append(
                {QStringLiteral("cash"), tr("Cash"), cash, {}, origin(QStringLiteral("/data/cash_weight"))});
        section.bars->setBars(bars);
    }
}

void MonitorPanel::showPositions() {
    TableData table = readList(holdings_, QStringLiteral("holdings"));
    table.operation = kHoldings;
    table.parameters = parameters_;
    addMoved(table);
    const QString current = model_.textAt(table_->currentIndex().row(), QStringLiteral("symbol"));
    const QString wanted = current.isEmpty() ? context().symbol : current;
    const QSignalBlocker quiet(table_->selectionModel());
    model_.setTable(std::move(table));
    for (int row = 0; row < model_.rowCount(); ++row)
        if (model_.textAt(row, QStringLiteral("symbol")) == wanted)
            table_->setCurrentIndex(model_.index(row, 0));
}

/// Puts what the stream has said since into the table.
void MonitorPanel::addMoved(TableData& table) const {
    const int symbols = table.column(QStringLiteral("symbol"));
    for (int row = 0; row < table.rows.size(); ++row) {
        const auto told = moved_.constFind(table.text(row, symbols));
        if (told == moved_.constEnd()) continue;
        for (const auto& [member, name] : kMoving) {
            const int column = table.column(QLatin1String(name));
            const QJsonValue value = told->value(QLatin1String(member));
            if (column < 0 || !value.isDouble()) continue;
            table.rows[row][column] = value;
            table.moved.insert({row, column});
        }
    }
}

/// Its profit and loss is computed while somebody listens: only while this is seen, and only for today.
void MonitorPanel::listenTo(const QString& book) {
    const QString wanted = isVisible() ? book : QString();
    if (wanted == listened_) return;
    listened_ = wanted;
    listening_.clear();
    if (wanted.isEmpty()) return;
    for (const char* topic : {"portfolio.pnl.", "portfolio.positions."})
        listening_.push_back(desk().link.listen(QLatin1String(topic) + wanted));
}

void MonitorPanel::hear(const QString& topic, const QJsonObject& payload) {
    if (topic.startsWith(QLatin1String("portfolio.transactions."))) return refresh();
    if (listened_.isEmpty() || !topic.endsWith(QLatin1Char('.') + listened_)) return;
    if (topic.startsWith(QLatin1String("portfolio.pnl.")))
        total_ = payload;
    else if (topic.startsWith(QLatin1String("portfolio.positions.")))
        moved_.insert(payload.value(QStringLiteral("symbol")).toString(), payload);
    else
        return;
    if (!paint_.isActive()) paint_.start();
}

void MonitorPanel::tellFeed() {
    const QString close = holdings_.value(QStringLiteral("as_of")).toString();
    if (total_.isEmpty()) return feed_->setText(close.isEmpty() ? QString() : tr("close of %1").arg(close));
    const QString time = total_.value(QStringLiteral("timestamp")).toString().mid(11, 8);
    const auto stale = total_.value(QStringLiteral("stale_symbols")).toArray().size();
    const bool replayed = total_.value(QStringLiteral("replayed")).toBool();
    const PanelState state = stale > 0 ? PanelState::Stale : replayed ? PanelState::Replay : PanelState::Live;
    setFeed(state);
    if (!loading())
        titleLine()->setState(state, stale > 0 ? tr("%n prices are stale", nullptr, static_cast<int>(stale))
                                               : QString());
    feed_->setText(stale > 0  ? tr("stale, %1 UTC").arg(time)
                   : replayed ? tr("replay, %1 UTC").arg(time)
                              : tr("live, %1 UTC").arg(time));
}

} // namespace nautilus::ui
