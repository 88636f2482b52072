#include "engines/features/service/technical_answers.h"

#include "engines/features/kernel/feature_votes.h"

#include <algorithm>
#include <cmath>

namespace nautilus::features {

using namespace domain;
using kit::ErrorCode;
using kit::fail;
using kit::Keyed;
using kit::Result;
using kit::Value;
using numerics::IndicatorSpec;

namespace {

constexpr std::int64_t kLongestGapNs = 5 * kDayNs;
constexpr double kLargestJump = 0.4;

using Wishes = std::vector<std::pair<std::string, std::vector<std::string>>>;

Wishes usualIndicators() {
    return {{"momentum", {"rsi", "macd", "stochastic"}},
            {"trend", {"sma", "ema", "bollinger_bands"}},
            {"volume", {"obv", "volume_sma", "vwap"}},
            {"volatility", {"atr", "bollinger_width"}}};
}

/// One chosen indicator, the group that it is answered in, and its values on the last bar.
struct Wanted {
    std::string group;
    ChosenIndicator indicator;
    std::vector<double> values{};
    bool from_history = false;
};

class Technical {
public:
    Technical(const FeatureWorld& world, kit::Catalog& catalog, const TechnicalRequest& request,
              kit::Call& call)
        : world_(world), catalog_(catalog), request_(request), call_(call) {}

    Result<TechnicalResult> run() {
        if (auto read = choose(); !read) return kit::failAs(read);
        if (auto read = readGiven(); !read) return kit::failAs(read);
        if (auto read = readHistory(); !read) return kit::failAs(read);
        for (auto& wanted : wanted_)
            evaluate(wanted);
        return answer();
    }

private:
    Result<void> choose() {
        Wishes wishes = request_.indicators.items;
        if (wishes.empty()) wishes = usualIndicators();
        ParameterWords words(request_.parameters);
        kit::Errors errors;
        for (auto& [group, ids] : wishes) {
            for (std::size_t i = 0; i < ids.size(); ++i) {
                const auto* spec = numerics::findIndicator(ids[i]);
                if (!spec)
                    errors.push_back({ErrorCode::InvalidArgument,
                                      "there is no indicator " + ids[i] + "; see /features/indicators",
                                      "/indicators/" + group + "/" + std::to_string(i)});
                else
                    add(group, *spec, words, errors);
            }
            addCompanions(group, ids, words, errors);
        }
        if (!errors.empty()) return tl::unexpected<kit::Errors>(std::move(errors));
        for (const auto& word : words.unused())
            call_.warn("unknown_field", "/parameters/" + word,
                       "no indicator of this request has this parameter; it was ignored");
        return {};
    }

    /// The documented answer holds two values that nobody names: where the close stands between the bands,
    /// and the historical volatility.
    void addCompanions(const std::string& group, const std::vector<std::string>& ids, ParameterWords& words,
                       kit::Errors& errors) {
        const auto named = [&](const char* id) { return std::ranges::find(ids, id) != ids.end(); };
        if (named("bollinger_bands") && !named("bollinger_percent_b"))
            add(group, *numerics::findIndicator("bollinger_percent_b"), words, errors);
        if (group == "volatility" && !named("historical_volatility"))
            add(group, *numerics::findIndicator("historical_volatility"), words, errors);
    }

    void add(const std::string& group, const IndicatorSpec& spec, ParameterWords& words,
             kit::Errors& errors) {
        auto chosen = words.choose(spec);
        if (chosen)
            wanted_.push_back({group, std::move(*chosen)});
        else
            errors.insert(errors.end(), chosen.error().begin(), chosen.error().end());
    }

    Result<void> readGiven() {
        if (!request_.data) return {};
        kit::Errors errors;
        const auto& bars = request_.data->ohlcv;
        for (std::size_t i = 0; i < bars.size(); ++i) {
            const auto at = "/data/ohlcv/" + std::to_string(i);
            if (i > 0 && bars[i].timestamp <= bars[i - 1].timestamp)
                errors.push_back(
                    {ErrorCode::InvalidArgument, "is not after the bar before", at + "/timestamp"});
            if (bars[i].high < bars[i].low)
                errors.push_back({ErrorCode::InvalidArgument, "is below low", at + "/high"});
            given_.push(bars[i].timestamp.ns,
                        {bars[i].open, bars[i].high, bars[i].low, bars[i].close, bars[i].volume});
        }
        if (!errors.empty()) return tl::unexpected<kit::Errors>(std::move(errors));
        given_.bar_ns = kDayNs;
        for (std::size_t i = 1; i < given_.size(); ++i)
            given_.bar_ns = i == 1 ? given_.at_ns[1] - given_.at_ns[0]
                                   : std::min(given_.bar_ns, given_.at_ns[i] - given_.at_ns[i - 1]);
        return {};
    }

    [[nodiscard]] bool givenSuffices() const {
        return std::ranges::all_of(wanted_, [this](const Wanted& wanted) {
            return wanted.indicator.spec->lookback(wanted.indicator.parameters) < given_.size();
        });
    }

    /// The stored bars: the whole answer without given bars; in front of them where they fit; else beside
    /// them, for the indicators that have too few.
    Result<void> readHistory() {
        const bool alone = given_.size() == 0;
        if (!alone && (request_.history == "none" || givenSuffices())) return {};
        const auto end = alone ? kEndOfTime : dayOf(given_.at_ns.front());
        const auto last = std::min(request_.as_of.value_or(kEndOfTime), end);
        const auto instrument = instrumentOf(world_, request_.symbol, last, request_.dataset);
        if (!instrument && alone) return kit::failAs(instrument);
        if (!instrument) return {}; // the given bars speak for themselves
        instrument_ = *instrument;
        call_.catalog_epoch = world_.epoch;
        if (alone) return readAlone(last);
        if (given_.bar_ns != kDayNs)
            if (auto same = readBefore(given_.bar_ns, last); !same) return same;
        if (history_.size() == 0)
            if (auto daily = readBefore(kDayNs, last); !daily) return daily;
        join();
        return {};
    }

    Result<void> readAlone(SessionDate last) {
        const auto size = domain::timeframeNs(request_.timeframe);
        if (size == 0)
            return fail(ErrorCode::InvalidArgument,
                        "a timeframe is a number and a unit of s, m, h or d: 1m, 5m, 1h", "/timeframe");
        if (request_.adjusted && size != kDayNs)
            return fail(ErrorCode::InvalidArgument, "only daily bars can be adjusted", "/adjusted");
        if (auto read = readBefore(size, last); !read) return read;
        if (history_.size() == 0)
            return fail(ErrorCode::NotComputable,
                        "the catalog holds no bars of this size of " + request_.symbol + " up to then");
        given_ = std::exchange(history_, {});
        stored_ = given_.size();
        call_.data_as_of = dayOf(given_.at_ns.back());
        return {};
    }

    Result<void> readBefore(std::int64_t size, SessionDate last) {
        auto bars = storedBars(catalog_, *instrument_, {size, kBeginningOfTime, last, request_.adjusted});
        if (!bars) return kit::failAs(bars);
        if (given_.size() > 0) { // a bar that closed within the given ones is not history
            const auto first = std::ranges::lower_bound(bars->at_ns, given_.at_ns.front());
            const auto before = static_cast<std::size_t>(first - bars->at_ns.begin());
            BarSeries earlier;
            earlier.bar_ns = size;
            for (std::size_t i = 0; i < before; ++i)
                earlier.push(bars->at_ns[i], bars->bar(i));
            bars = std::move(earlier);
        }
        history_ = std::move(*bars);
        history_.keepLast(static_cast<std::size_t>(request_.history_bars));
        return {};
    }

    /// Stored bars of the same size that end shortly before the first given bar, at its price, are its past.
    void join() {
        if (history_.size() == 0) return;
        const bool same_size = history_.bar_ns == given_.bar_ns;
        const bool near = given_.at_ns.front() - history_.at_ns.back() <= kLongestGapNs + given_.bar_ns;
        const double jump = std::abs(given_.open.front() / history_.close.back() - 1.0);
        joined_ = same_size && near && jump <= kLargestJump;
        if (!joined_) return;
        stored_ = history_.size();
        history_as_of_ = dayOf(history_.at_ns.back());
        given_.prepend(history_);
        history_ = {};
    }

    void evaluate(Wanted& wanted) {
        wanted.values = lastValues(wanted.indicator, given_, request_.strict);
        const bool missing = std::ranges::any_of(wanted.values, [](double v) { return std::isnan(v); });
        const bool too_few = wanted.indicator.spec->lookback(wanted.indicator.parameters) >= given_.size();
        if (!missing || !too_few || history_.size() == 0) return;
        auto values = lastValues(wanted.indicator, history_, request_.strict);
        if (std::ranges::any_of(values, [](double v) { return std::isnan(v); })) return;
        wanted.values = std::move(values);
        wanted.from_history = true;
    }

    TechnicalResult answer() {
        TechnicalResult out;
        out.symbol = request_.symbol;
        out.timestamp = {given_.at_ns.back()};
        VoteCount count;
        bool history_used = false;
        std::int64_t computed = 0;
        for (const auto& wanted : wanted_) {
            auto& group = out.technical_indicators[wanted.group];
            for (std::size_t i = 0; i < wanted.values.size(); ++i) {
                group[wanted.indicator.keys[i]] = wanted.values[i];
                computed += std::isfinite(wanted.values[i]) ? 1 : 0;
                explain(wanted, i);
            }
            history_used |= wanted.from_history;
            const auto& series = wanted.from_history ? history_ : given_;
            if (const auto vote = voteOf(wanted.indicator.spec->id, wanted.values, series.close.back())) {
                count.add(*vote);
                out.feature_summary.votes[wanted.indicator.spec->id] = voteName(*vote);
            }
        }
        summarise(out.feature_summary, count);
        tell(computed, history_used);
        return out;
    }

    void explain(const Wanted& wanted, std::size_t output) {
        const auto at = "/data/technical_indicators/" + wanted.group + "/" + wanted.indicator.keys[output];
        if (wanted.from_history)
            call_.warn("from_history", at,
                       "too few bars were given; this is the value of the stored " +
                           domain::timeframeName(history_.bar_ns) + " bars up to " +
                           dayOf(history_.at_ns.back()).iso());
        if (std::isfinite(wanted.values[output])) return;
        const auto needed = wanted.indicator.spec->lookback(wanted.indicator.parameters) + 1;
        call_.warn("not_computable", at,
                   given_.size() < needed ? "it takes at least " + std::to_string(needed) + " bars"
                                          : "the last bars leave it undefined or lack a field that it reads",
                   Value::Object{{"bars_needed", static_cast<std::int64_t>(needed)},
                                 {"bars", static_cast<std::int64_t>(given_.size())}});
    }

    void summarise(FeatureSummary& summary, const VoteCount& count) {
        summary.bullish_signals = count.bullish;
        summary.bearish_signals = count.bearish;
        summary.neutral_signals = count.neutral;
        summary.overall_signal = voteName(overallVote(count));
        summary.signal_strength = voteStrength(count);
        if (count.all() == 0)
            call_.warn("not_computable", "/data/feature_summary/signal_strength",
                       "no indicator of this request has a vote");
        call_.method("feature_summary", "one vote per indicator; a side that leads by a fifth of all votes "
                                        "is the overall signal");
    }

    void tell(std::int64_t computed, bool history_used) {
        const auto used = given_.size() + (history_used ? history_.size() : 0);
        call_.fact("indicators_calculated", computed);
        call_.fact("data_points_used", static_cast<std::int64_t>(used));
        const auto stored = static_cast<std::int64_t>(history_used ? history_.size() : stored_);
        Value history = Value::Object{{"stored_bars", stored}, {"joined", joined_}};
        if (stored > 0) {
            const auto& from = history_used ? history_ : given_;
            history.set("dataset", instrument_->dataset);
            history.set("timeframe", domain::timeframeName(from.bar_ns));
            history.set("first", Timestamp{from.at_ns.front()}.rfc3339());
            if (history_used) call_.data_as_of = dayOf(history_.at_ns.back());
            if (joined_) call_.data_as_of = history_as_of_;
            history.set("last_session", call_.data_as_of->iso());
        }
        call_.fact("history", std::move(history));
        if (given_.bar_ns < kDayNs) call_.method("vwap", "since the first bar of the last bar's day (UTC)");
    }

    const FeatureWorld& world_;
    kit::Catalog& catalog_;
    const TechnicalRequest& request_;
    kit::Call& call_;
    std::vector<Wanted> wanted_;
    BarSeries given_;   ///< the series of the answer, with what was joined to it
    BarSeries history_; ///< stored bars beside it
    const Instrument* instrument_ = nullptr;
    std::size_t stored_ = 0;
    bool joined_ = false;
    SessionDate history_as_of_;
};

} // namespace

std::vector<double> lastValues(const ChosenIndicator& indicator, const BarSeries& series, bool strict) {
    const auto* spec = indicator.spec;
    auto parameters = indicator.parameters;
    std::size_t first = 0;
    if (spec->id == "vwap" && series.bar_ns < kDayNs && series.size() > 0) {
        spec = numerics::findIndicator("anchored_vwap");
        parameters.clear();
        const auto day = dayOf(series.at_ns.back());
        while (dayOf(series.at_ns[first]) != day)
            ++first;
    }
    const auto values =
        numerics::computeIndicator(*spec, parameters, series.columnsFrom(first),
                                   strict ? numerics::AfterMissing::Ends : numerics::AfterMissing::GoesOn);
    std::vector<double> out;
    for (const auto& column : values)
        out.push_back(column.empty() ? kMissing : column.back());
    return out;
}

Result<const Instrument*> instrumentOf(const FeatureWorld& world, const std::string& symbol, SessionDate at,
                                       const std::optional<std::string>& dataset) {
    const auto* found = world.resolve(symbol, at, dataset.value_or(""));
    if (!found) return fail(ErrorCode::NotFound, "the symbol " + symbol + " is not known", "/symbol");
    return found;
}

Result<TechnicalResult> answerTechnical(const FeatureWorld& world, kit::Catalog& catalog,
                                        const TechnicalRequest& request, kit::Call& call) {
    return Technical(world, catalog, request, call).run();
}

} // namespace nautilus::features
