#include "engines/features/service/feature_panel.h"

#include "engines/domain/calendar.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

namespace nautilus::features {

using namespace domain;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr std::size_t kWarmUp = 252; ///< bars that indicators are given before the first observation
constexpr std::size_t kStocksPerTask = 4;
constexpr const char* kVolumeRatio = "volume_ratio";

/// "rsi_14" with the period of the key, and every key of the defaults.
std::optional<NamedFeature> indicatorFeature(const std::string& key) {
    for (const auto& spec : numerics::indicatorTable()) {
        auto parameters = featureDefaults(spec);
        const auto under = key.rfind('_');
        if (under != std::string::npos && key.substr(0, under) == spec.id && !parameters.empty()) {
            double period = 0;
            const auto* end = key.data() + key.size();
            if (std::from_chars(key.data() + under + 1, end, period).ptr == end) parameters[0] = period;
        }
        if (numerics::checkParameters(spec, parameters)) continue;
        const auto keys = keysOf(spec, parameters);
        if (const auto found = std::ranges::find(keys, key); found != keys.end())
            return NamedFeature{key,
                                ChosenIndicator{&spec, std::move(parameters), keys},
                                static_cast<std::size_t>(found - keys.begin()),
                                {},
                                false};
    }
    return std::nullopt;
}

/// Observations of one stock.
struct StockRows {
    std::vector<std::size_t> row;             ///< session index of the period
    std::vector<std::vector<double>> columns; ///< per feature; ratios are filled in later
    std::vector<double> target, close;
};

class Panel {
public:
    Panel(const FeatureWorld& world, kit::Catalog& catalog, kit::Pool& pool,
          const std::vector<NamedFeature>& features, const PanelWish& wish, const kit::Call& call)
        : world_(world), catalog_(catalog), pool_(pool), features_(features), wish_(wish), call_(call) {}

    Result<FeaturePanel> run() {
        sessions_ = NyseCalendar::sessions(
            wish_.last.plusDays(-static_cast<int>(2 * (wish_.period + wish_.horizon)) - 30), wish_.last);
        const auto wanted = wish_.period + wish_.horizon;
        if (sessions_.size() > wanted)
            sessions_.erase(sessions_.begin(), sessions_.end() - static_cast<std::ptrdiff_t>(wanted));
        if (auto read = readBars(); !read) return kit::failAs(read);
        if (call_.cancelled()) return fail(ErrorCode::Cancelled, "cancelled");
        choose();
        fillRatios();
        if (call_.cancelled()) return fail(ErrorCode::Cancelled, "cancelled");
        return gather();
    }

private:
    Result<void> readBars() {
        kit::BarQuery query{
            {}, sessions_.front().plusDays(-2 * static_cast<int>(kWarmUp)), wish_.last, "", false};
        for (const auto* stock : wish_.stocks)
            query.instruments.push_back(stock->id);
        const auto bars = catalog_.dailyBars(query);
        if (!bars) return kit::failAs(bars);
        const auto series = seriesByInstrument(*bars, false);
        const auto adjusted = seriesByInstrument(*bars, true);
        rows_.resize(wish_.stocks.size());
        pool_.forRange(kit::Priority::Background, wish_.stocks.size(), kStocksPerTask,
                       [&](std::size_t begin, std::size_t end) {
                           for (std::size_t i = begin; i < end && !call_.cancelled(); ++i) {
                               const auto found =
                                   std::ranges::lower_bound(series, wish_.stocks[i]->id, {},
                                                            &std::pair<InstrumentId, BarSeries>::first);
                               if (found == series.end() || found->first != wish_.stocks[i]->id) continue;
                               const auto place = static_cast<std::size_t>(found - series.begin());
                               readStock(i, found->second, adjusted[place].second.close);
                           }
                       });
        return {};
    }

    [[nodiscard]] std::vector<std::vector<double>> technicalColumns(const BarSeries& series) const {
        std::vector<std::vector<double>> out;
        for (const auto& feature : features_) {
            if (feature.indicator) {
                auto values = numerics::computeIndicator(*feature.indicator->spec,
                                                         feature.indicator->parameters, series.columns());
                out.push_back(std::move(values[feature.output]));
                continue;
            }
            out.emplace_back(series.size(), kMissing);
            if (!feature.volume_ratio) continue;
            const auto* spec = numerics::findIndicator("volume_sma");
            const auto average =
                numerics::computeIndicator(*spec, numerics::defaultParameters(*spec), series.columns());
            for (std::size_t t = 0; t < series.size(); ++t)
                if (average[0][t] > 0) out.back()[t] = series.volume[t] / average[0][t];
        }
        return out;
    }

    /// The target of a bar is the return to the bar `horizon` later; across more than twice as many sessions
    /// there is none.
    void readStock(std::size_t stock, const BarSeries& series, const std::vector<double>& adjusted) {
        const auto columns = technicalColumns(series);
        auto& out = rows_[stock];
        out.columns.resize(features_.size());
        for (std::size_t t = 0; t + wish_.horizon < series.size(); ++t) {
            const auto row = rowOf(dayOf(series.at_ns[t]));
            const auto later = rowOf(dayOf(series.at_ns[t + wish_.horizon]));
            if (!row || !later || *later - *row > 2 * wish_.horizon) continue;
            if (wish_.universe && !isMember(wish_.stocks[stock]->id, sessions_[*row])) continue;
            out.row.push_back(*row);
            out.target.push_back(adjusted[t + wish_.horizon] / adjusted[t] - 1);
            out.close.push_back(series.close[t]);
            for (std::size_t f = 0; f < features_.size(); ++f)
                out.columns[f].push_back(columns[f][t]);
        }
    }

    [[nodiscard]] std::optional<std::size_t> rowOf(SessionDate day) const {
        const auto found = std::ranges::lower_bound(sessions_, day);
        if (found == sessions_.end() || *found != day) return std::nullopt;
        return static_cast<std::size_t>(found - sessions_.begin());
    }
    [[nodiscard]] bool isMember(InstrumentId id, SessionDate day) const {
        const auto& spells = world_.members.find(*wish_.universe)->second; // by id, from
        const auto [begin, end] = std::ranges::equal_range(spells, id, {}, &UniverseSpell::id);
        return std::any_of(begin, end, [&](const UniverseSpell& spell) {
            return std::max(spell.from, spell.knowable_at) <= day && day < spell.to;
        });
    }

    /// One of every n observations in the order of session, then symbol: which one changes from one to the
    /// next, so that it is not the same stocks each time.
    void choose() {
        for (std::size_t i = 0; i < rows_.size(); ++i)
            for (std::size_t k = 0; k < rows_[i].row.size(); ++k)
                picked_.push_back({rows_[i].row[k], i, k});
        std::ranges::sort(picked_);
        available_ = picked_.size();
        const std::size_t step = (picked_.size() + wish_.most - 1) / wish_.most;
        if (step <= 1) return;
        std::vector<Place> kept;
        for (std::size_t i = 0, block = 0; i < picked_.size(); i += step, ++block)
            kept.push_back(picked_[std::min(i + (block * 2654435761U >> 16) % step, picked_.size() - 1)]);
        picked_ = std::move(kept);
    }

    /// Reported figures as known on each observation's own session.
    void fillRatios() {
        if (std::ranges::none_of(features_, [](const NamedFeature& f) { return f.ratio.has_value(); }))
            return;
        std::vector<std::vector<std::size_t>> of_stock(rows_.size());
        for (const auto& place : picked_)
            of_stock[place.stock].push_back(place.entry);
        pool_.forRange(kit::Priority::Background, rows_.size(), 1, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end && !call_.cancelled(); ++i) {
                const auto facts = world_.factsOf(*wish_.stocks[i]);
                const OrderedFacts ordered(facts, world_.facts.concepts);
                const auto splits = splitsOf(world_, *wish_.stocks[i]);
                for (const auto k : of_stock[i]) {
                    const auto figures =
                        companyFigures({ordered, sessions_[rows_[i].row[k]]}, rows_[i].close[k], splits);
                    for (std::size_t f = 0; f < features_.size(); ++f)
                        if (features_[f].ratio) rows_[i].columns[f][k] = figures.values[*features_[f].ratio];
                }
            }
        });
    }

    FeaturePanel gather() {
        FeaturePanel out;
        out.values = Matrix(picked_.size(), features_.size());
        out.available = static_cast<std::int64_t>(available_);
        std::set<std::size_t> stocks, rows;
        for (std::size_t i = 0; i < picked_.size(); ++i) {
            const auto& [row, stock, entry] = picked_[i];
            for (std::size_t f = 0; f < features_.size(); ++f)
                out.values.at(i, f) = rows_[stock].columns[f][entry];
            out.target.push_back(rows_[stock].target[entry]);
            out.session.push_back(sessions_[row]);
            stocks.insert(stock);
            rows.insert(row);
        }
        out.symbols = static_cast<std::int64_t>(stocks.size());
        out.sessions = static_cast<std::int64_t>(rows.size());
        if (wish_.session_rank) rankBySession(out);
        return out;
    }

    void rankBySession(FeaturePanel& panel) const {
        for (std::size_t begin = 0; begin < panel.session.size();) {
            std::size_t end = begin;
            while (end < panel.session.size() && panel.session[end] == panel.session[begin])
                ++end;
            for (std::size_t f = 0; f < features_.size(); ++f)
                rank(begin, end, [&](std::size_t i) -> double& { return panel.values.at(i, f); });
            rank(begin, end, [&](std::size_t i) -> double& { return panel.target[i]; });
            begin = end;
        }
    }
    template <class At>
    static void rank(std::size_t begin, std::size_t end, At at) {
        std::vector<double> values;
        for (std::size_t i = begin; i < end; ++i)
            values.push_back(at(i));
        for (std::size_t i = begin; i < end; ++i)
            at(i) = percentileAmong(values, values[i - begin]);
    }

    struct Place {
        std::size_t row, stock, entry;
        auto operator<=>(const Place&) const = default;
    };

    const FeatureWorld& world_;
    kit::Catalog& catalog_;
    kit::Pool& pool_;
    const std::vector<NamedFeature>& features_;
    const PanelWish& wish_;
    const kit::Call& call_;
    std::vector<SessionDate> sessions_;
    std::vector<StockRows> rows_;
    std::vector<Place> picked_;
    std::size_t available_ = 0;
};

} // namespace

Result<std::vector<NamedFeature>> namedFeatures(const std::vector<std::string>& keys) {
    std::vector<NamedFeature> out;
    kit::Errors errors;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const auto ratio = std::ranges::find(ratioSpecs(), keys[i], &RatioSpec::id);
        if (ratio != ratioSpecs().end())
            out.push_back({keys[i], {}, 0, static_cast<std::size_t>(ratio - ratioSpecs().begin()), false});
        else if (keys[i] == kVolumeRatio)
            out.push_back({keys[i], {}, 0, {}, true});
        else if (auto indicator = indicatorFeature(keys[i]))
            out.push_back(std::move(*indicator));
        else
            errors.push_back({ErrorCode::InvalidArgument, "there is no feature " + keys[i],
                              "/features/" + std::to_string(i)});
    }
    if (!errors.empty()) return tl::unexpected<kit::Errors>(std::move(errors));
    return out;
}

Result<FeaturePanel> featurePanel(const FeatureWorld& world, kit::Catalog& catalog, kit::Pool& pool,
                                  const std::vector<NamedFeature>& features, const PanelWish& wish,
                                  const kit::Call& call) {
    return Panel(world, catalog, pool, features, wish, call).run();
}

} // namespace nautilus::features
