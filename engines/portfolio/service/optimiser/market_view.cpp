#include "engines/portfolio/service/optimiser/market_view.h"

#include "engines/domain/calendar.h"
#include "engines/kit/period.h"

#include <algorithm>
#include <cmath>

namespace nautilus::portfolio {

using domain::kMissing;
using domain::SessionDate;
using kit::ErrorCode;
using kit::fail;
using kit::Result;
using marketdata::DailyHistory;
using marketdata::DailyHistoryPtr;

namespace {

constexpr std::size_t kLeastSessions = 20, kValueSessions = 21;
constexpr double kEnough = 0.5;
constexpr std::size_t kNamesShown = 10;

std::string listed(const std::vector<std::string>& names) {
    std::string out;
    for (std::size_t i = 0; i < std::min(names.size(), kNamesShown); ++i)
        out += (i ? ", " : "") + names[i];
    if (names.size() > kNamesShown) out += " and " + std::to_string(names.size() - kNamesShown) + " more";
    return out;
}

class Viewer {
public:
    Viewer(marketdata::DailyMarket& market, Books& books, const ViewQuestion& question, kit::Call& call)
        : market_(market), books_(books), question_(question), call_(call), directory_(market.directory()) {}

    Result<MarketView> run() {
        out_.epoch = directory_->epoch;
        if (auto held = readHoldings(); !held) return kit::failAs(held);
        if (auto found = findAssets(); !found) return kit::failAs(found);
        if (auto read = readHistories(); !read) return kit::failAs(read);
        if (auto lined = lineUp(); !lined) return kit::failAs(lined);
        setWeights();
        call_.data_as_of = out_.as_of;
        call_.catalog_epoch = out_.epoch;
        return std::move(out_);
    }

private:
    using Status = Result<void>;

    Status readHoldings() {
        if (question_.portfolio_id.empty() || !question_.given_weights.empty()) {
            out_.holds = !question_.given_weights.empty();
            return {};
        }
        auto held = books_.holdings(question_.portfolio_id, question_.as_of);
        if (!held) return kit::failAs(held);
        if (!(held->value > 0))
            return fail(ErrorCode::NotComputable,
                        std::isnan(held->value) ? "a price or a rate of the portfolio is missing"
                                                : "the portfolio's value is not above 0",
                        "/portfolio_id");
        out_.base_currency = held->book.base_currency;
        out_.value = held->value;
        out_.holds = true;
        for (const auto& warning : held->warnings)
            call_.warn(warning.code, "/data/current_weights", warning.message);
        out_.book = std::move(*held);
        return {};
    }

    [[nodiscard]] std::vector<std::string> wanted() const {
        if (!question_.universe.empty()) return question_.universe;
        std::vector<std::string> out;
        for (const auto& [symbol, weight] : question_.given_weights)
            if (symbol != "cash") out.push_back(symbol);
        if (out_.book)
            for (const auto& holding : out_.book->holdings)
                out.push_back(holding.symbol);
        return out;
    }

    Status findAssets() {
        const auto symbols = wanted();
        if (symbols.empty())
            return fail(ErrorCode::InvalidArgument, "symbols to choose from are needed", "/universe");
        std::vector<std::string> unknown;
        for (const auto& symbol : symbols) {
            if (std::ranges::find(out_.assets, symbol, &ViewedAsset::symbol) != out_.assets.end()) continue;
            const auto* instrument =
                directory_->resolve(symbol, question_.as_of.value_or(domain::kEndOfTime));
            if (!instrument) {
                unknown.push_back(symbol);
                continue;
            }
            ViewedAsset asset;
            asset.symbol = symbol;
            asset.name = instrument->name;
            asset.instrument = instrument->id;
            asset.sector = directory_->sector[directory_->placeOf(*instrument)];
            asset.asset_class = instrument->asset_class;
            asset.currency = instrument->currency.empty() ? out_.base_currency : instrument->currency;
            out_.assets.push_back(std::move(asset));
        }
        if (out_.assets.empty())
            return fail(symbols.size() == 1 ? ErrorCode::NotFound : ErrorCode::NotComputable,
                        "no symbol of the universe is known", "/universe/0");
        if (!unknown.empty())
            call_.warn("unknown_symbol", "/data/optimal_weights", "not known, left out: " + listed(unknown));
        return {};
    }

    Status readHistories() {
        std::vector<domain::InstrumentId> ids;
        for (const auto& asset : out_.assets)
            ids.push_back(asset.instrument);
        auto histories = market_.histories(ids);
        if (!histories) return kit::failAs(histories);
        SessionDate newest{};
        for (const auto& last : directory_->last_session)
            newest = std::max(newest, last);
        const auto common = marketdata::latestCommonSession(*histories, newest);
        if (!common && !question_.as_of)
            return fail(ErrorCode::NotComputable, "no symbol of the universe has a price", "/universe");
        out_.as_of = out_.book ? out_.book->as_of : question_.as_of.value_or(common.value_or(newest));
        out_.as_of = domain::NyseCalendar::onOrBefore(out_.as_of);
        histories_ = std::move(*histories);
        const auto base =
            kit::periodBase(question_.lookback, out_.as_of, "/optimization_config/lookback_period");
        if (!base) return kit::failAs(base);
        SessionDate first = out_.as_of;
        for (const auto& history : histories_)
            if (history->size() > 0) first = std::min(first, history->session.front());
        calendar_ = domain::NyseCalendar::sessions(std::max(*base, first), out_.as_of);
        return {};
    }

    /// Returns of all sessions but the first; NaN where a price is missing.
    Result<std::vector<double>> columnOf(const DailyHistory& history, const std::string& currency) {
        DailyHistoryPtr rates;
        if (!currency.empty() && currency != out_.base_currency) {
            auto found = market_.rates(currency, out_.base_currency);
            if (!found) return kit::failAs(found);
            rates = *found;
            if (!rates) return std::vector<double>(calendar_.size() - 1, kMissing);
        }
        std::vector<double> out;
        double before = kMissing;
        for (std::size_t t = 0; t < calendar_.size(); ++t) {
            const auto place = history.placeOn(calendar_[t]);
            double now = place == DailyHistory::kNone ? kMissing : history.adj_close[place];
            if (rates) {
                const auto rate = rates->placeAtOrBefore(calendar_[t]);
                now *= rate == DailyHistory::kNone ? kMissing : rates->close[rate];
            }
            if (t > 0) out.push_back(now / before - 1);
            before = now;
        }
        return out;
    }

    Status lineUp() {
        if (calendar_.size() < kLeastSessions + 1) return tooShort(calendar_.size());
        std::vector<std::vector<double>> columns;
        std::vector<std::string> short_ones;
        std::vector<ViewedAsset> kept;
        for (std::size_t i = 0; i < out_.assets.size(); ++i) {
            auto column = columnOf(*histories_[i], out_.assets[i].currency);
            if (!column) return kit::failAs(column);
            const auto known = std::ranges::count_if(*column, [](double r) { return std::isfinite(r); });
            if (static_cast<double>(known) < kEnough * static_cast<double>(column->size())) {
                short_ones.push_back(out_.assets[i].symbol);
                continue;
            }
            price(out_.assets[i], *histories_[i]);
            kept.push_back(std::move(out_.assets[i]));
            columns.push_back(std::move(*column));
        }
        if (!short_ones.empty())
            call_.warn("short_history", "/data/optimal_weights",
                       "less than half of the lookback is known, left out: " + listed(short_ones));
        out_.assets = std::move(kept);
        if (out_.assets.empty())
            return fail(ErrorCode::NotComputable, "no symbol has half of the lookback's returns",
                        "/universe");
        if (auto others = readOthers(); !others) return others;
        return keepWholeSessions(columns);
    }

    static Status tooShort(std::size_t sessions) {
        return fail(ErrorCode::NotComputable,
                    "the lookback holds " + std::to_string(sessions) +
                        " sessions that all symbols have; 20 "
                        "are needed",
                    "/optimization_config/lookback_period");
    }

    void price(ViewedAsset& asset, const DailyHistory& history) {
        const auto place = history.placeAtOrBefore(out_.as_of);
        if (place == DailyHistory::kNone) return;
        double rate = 1;
        if (asset.currency != out_.base_currency) {
            const auto rates = market_.rates(asset.currency, out_.base_currency);
            const auto at = rates && *rates ? (*rates)->placeAtOrBefore(out_.as_of) : DailyHistory::kNone;
            rate = at == DailyHistory::kNone ? kMissing : (*rates)->close[at];
        }
        asset.price = history.close[place] * history.tradedScale(history.session[place]) * rate;
        asset.daily_value = history.averageDailyValue(place, kValueSessions) * rate;
    }

    /// Market and benchmark. Without the market there are no betas; an unknown benchmark is an error.
    Status readOthers() {
        if (auto market = seriesOf(question_.market); market) market_column_ = std::move(*market);
        if (market_column_.empty())
            call_.warn("unknown_symbol", "/data/expected_performance/beta",
                       "the market " + question_.market + " is not known: no betas");
        if (question_.benchmark.empty()) return {};
        auto benchmark = seriesOf(question_.benchmark);
        if (!benchmark) return kit::failAs(benchmark);
        if (benchmark->empty())
            return fail(ErrorCode::NotFound, "the benchmark is no symbol and no portfolio",
                        "/objective/benchmark");
        benchmark_column_ = std::move(*benchmark);
        return {};
    }

    /// Of a symbol, or of what a portfolio holds now over the sessions; empty: neither is known.
    Result<std::vector<double>> seriesOf(const std::string& name) {
        if (books_.find(name)) return bookSeries(name);
        const auto* instrument = directory_->resolve(name, question_.as_of.value_or(domain::kEndOfTime));
        if (!instrument) return std::vector<double>{};
        const domain::InstrumentId id[] = {instrument->id};
        const auto history = market_.histories(id);
        if (!history) return kit::failAs(history);
        return columnOf(*history->front(), instrument->currency);
    }

    Result<std::vector<double>> bookSeries(const std::string& name) {
        const auto held = books_.holdings(name, out_.as_of);
        if (!held) return kit::failAs(held);
        std::vector<double> out(calendar_.size() - 1, 0.0);
        std::vector<domain::InstrumentId> ids;
        for (const auto& holding : held->holdings)
            ids.push_back(holding.instrument);
        const auto histories = market_.histories(ids);
        if (!histories) return kit::failAs(histories);
        for (std::size_t i = 0; i < ids.size(); ++i) {
            const double weight = held->holdings[i].value / held->value;
            out_.benchmark_weights[held->holdings[i].symbol] = weight;
            const auto column = columnOf(*(*histories)[i], held->holdings[i].currency);
            if (!column) return kit::failAs(column);
            for (std::size_t t = 0; t < out.size(); ++t)
                out[t] += weight * (*column)[t];
        }
        out_.benchmark_weights["cash"] = held->cash / held->value;
        return out;
    }

    Status keepWholeSessions(const std::vector<std::vector<double>>& columns) {
        std::vector<std::size_t> whole;
        for (std::size_t t = 0; t + 1 < calendar_.size(); ++t) {
            bool all = benchmark_column_.empty() || std::isfinite(benchmark_column_[t]);
            all = all && (market_column_.empty() || std::isfinite(market_column_[t]));
            for (const auto& column : columns)
                all = all && std::isfinite(column[t]);
            if (all) whole.push_back(t);
        }
        const auto dropped = calendar_.size() - 1 - whole.size();
        if (whole.size() < kLeastSessions) return tooShort(whole.size());
        if (dropped > 0)
            call_.warn("incomplete_sessions", "/data/expected_performance",
                       std::to_string(dropped) + " of " + std::to_string(calendar_.size() - 1) +
                           " sessions lack a return of some symbol and are left out");
        out_.returns = domain::Matrix(whole.size(), columns.size());
        for (std::size_t row = 0; row < whole.size(); ++row) {
            out_.sessions.push_back(calendar_[whole[row] + 1]);
            for (std::size_t i = 0; i < columns.size(); ++i)
                out_.returns.at(row, i) = columns[i][whole[row]];
            if (!market_column_.empty()) out_.market.push_back(market_column_[whole[row]]);
            if (!benchmark_column_.empty()) out_.benchmark.push_back(benchmark_column_[whole[row]]);
        }
        return {};
    }

    void setWeights() {
        std::map<std::string, double> weights = question_.given_weights;
        weights.erase("cash");
        if (out_.book)
            for (const auto& holding : out_.book->holdings)
                weights[holding.symbol] += holding.value / out_.book->value;
        for (auto& asset : out_.assets) {
            const auto found = weights.find(asset.symbol);
            if (found == weights.end()) continue;
            asset.held = found->second;
            weights.erase(found);
        }
        if (out_.book)
            for (const auto& holding : out_.book->holdings)
                for (auto& asset : out_.assets)
                    if (asset.symbol == holding.symbol) asset.quantity += holding.quantity;
        std::vector<std::string> leaving;
        for (const auto& [symbol, weight] : weights) {
            out_.leaving += std::abs(weight);
            leaving.push_back(symbol);
        }
        if (!leaving.empty())
            call_.warn("leaves_the_portfolio", "/data/trades",
                       "held, but not in the universe, so sold: " + listed(leaving));
    }

    marketdata::DailyMarket& market_;
    Books& books_;
    const ViewQuestion& question_;
    kit::Call& call_;
    std::shared_ptr<const marketdata::InstrumentDirectory> directory_;
    MarketView out_;
    std::vector<DailyHistoryPtr> histories_;
    std::vector<SessionDate> calendar_; ///< the first one is the base of the first return
    std::vector<double> market_column_, benchmark_column_;
};

} // namespace

Result<MarketView> viewOf(marketdata::DailyMarket& market, Books& books, const ViewQuestion& question,
                          kit::Call& call) {
    return Viewer(market, books, question, call).run();
}

} // namespace nautilus::portfolio
