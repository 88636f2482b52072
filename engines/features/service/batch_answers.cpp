#include "engines/features/service/fundamental_answers.h"

#include "engines/kit/digest.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace nautilus::features {

using namespace domain;
using kit::ErrorCode;
using kit::fail;
using kit::Result;
using kit::Table;
using kit::Value;

namespace {

constexpr std::size_t kHistoryBars = 252;
constexpr std::size_t kSymbolsPerTask = 4;
constexpr std::size_t kMostWarnings = 200; ///< of single cells
constexpr std::array kTechnical{"rsi",
                                "macd",
                                "stochastic",
                                "sma",
                                "ema",
                                "bollinger_bands",
                                "bollinger_percent_b",
                                "obv",
                                "volume_sma",
                                "vwap",
                                "atr",
                                "bollinger_width",
                                "historical_volatility"};

/// The table of a batch while it is made: a row per symbol, a column per feature.
class Batch {
public:
    Batch(const FeatureWorld& world, kit::Catalog& catalog, kit::Pool& pool, const BatchRequest& request,
          kit::Call& call)
        : world_(world), catalog_(catalog), pool_(pool), request_(request), call_(call) {}

    Result<BatchResult> run() {
        if (auto read = chooseSymbols(); !read) return kit::failAs(read);
        if (wants("technical"))
            if (auto made = addTechnical(); !made) return kit::failAs(made);
        if (call_.cancelled()) return fail(ErrorCode::Cancelled, "cancelled");
        if (wants("fundamental"))
            if (auto made = addFundamental(); !made) return kit::failAs(made);
        if (auto kept = keepAsked(); !kept) return kit::failAs(kept);
        return answer();
    }

private:
    struct Column {
        FeatureColumn about;
        std::vector<double> values;
    };

    [[nodiscard]] bool wants(std::string_view type) const {
        return std::ranges::find(request_.feature_types, type) != request_.feature_types.end();
    }

    Result<void> chooseSymbols() {
        const auto day = request_.calculation_date.value_or(kEndOfTime);
        if (request_.symbols.empty() == !request_.universe)
            return fail(ErrorCode::InvalidArgument, "either symbols or a universe is required", "/symbols");
        if (auto chosen = request_.universe ? chooseMembers(day) : chooseNamed(day); !chosen) return chosen;
        const auto at = sessionFor(catalog_, stocks_, day);
        if (!at) return kit::failAs(at);
        if (!*at)
            return fail(ErrorCode::NotComputable, "none of the symbols has a bar up to that session",
                        "/calculation_date");
        at_ = **at;
        call_.data_as_of = at_;
        call_.catalog_epoch = world_.epoch;
        if (request_.calculation_date && at_.plusDays(7) < *request_.calculation_date)
            call_.warn("older_data", "/data/features_dataframe",
                       "the stored bars end long before the calculation date; everything is as of " +
                           at_.iso());
        return {};
    }

    Result<void> chooseMembers(SessionDate day) {
        const auto named = universeNamed(world_, request_.universe);
        if (!named) return kit::failAs(named);
        // Members of the last session that has bars, not of a day in the future.
        const auto spans = catalog_.barSpans();
        if (!spans) return kit::failAs(spans);
        SessionDate last = kBeginningOfTime;
        for (const auto& span : *spans)
            last = std::max(last, span.last);
        for (const auto id : world_.membersOn(**named, std::min(day, last)))
            if (const auto* stock = world_.byId(id)) addStock(*stock, stock->symbol);
        if (stocks_.empty())
            return fail(ErrorCode::NotComputable, "the universe has no members on that session", "/universe");
        return {};
    }

    Result<void> chooseNamed(SessionDate day) {
        Value::Array unknown;
        std::set<std::string_view> seen;
        for (const auto& symbol : request_.symbols) {
            if (!seen.insert(symbol).second) continue;
            if (const auto* stock = world_.resolve(symbol, day))
                addStock(*stock, symbol);
            else
                unknown.emplace_back(symbol);
        }
        if (stocks_.empty())
            return fail(ErrorCode::NotFound, "none of the symbols is known",
                        request_.symbols.size() == 1 ? "/symbols/0" : "/symbols");
        if (!unknown.empty())
            call_.warn("unknown_symbols", "/data/features_dataframe", "unknown symbols were left out",
                       Value::Object{{"symbols", std::move(unknown)}});
        return {};
    }

    void addStock(const Instrument& stock, const std::string& symbol) {
        stocks_.push_back(&stock);
        symbols_.push_back(symbol);
    }

    Result<void> addTechnical() {
        std::vector<ChosenIndicator> chosen;
        const std::size_t first = columns_.size();
        for (const char* id : kTechnical) {
            const auto* spec = numerics::findIndicator(id);
            chosen.push_back({spec, featureDefaults(*spec), {}});
            for (const auto& key : keysOf(*spec, chosen.back().parameters))
                columns_.push_back({{key, "technical", std::string(spec->formula), 0}, newColumn()});
        }
        kit::BarQuery query{{}, at_.plusDays(-2 * static_cast<int>(kHistoryBars)), at_, "", false};
        for (const auto* stock : stocks_)
            query.instruments.push_back(stock->id);
        const auto bars = catalog_.dailyBars(query);
        if (!bars) return kit::failAs(bars);
        auto series = seriesByInstrument(*bars, false);
        pool_.forRange(kit::Priority::Interactive, stocks_.size(), kSymbolsPerTask,
                       [&](std::size_t begin, std::size_t end) {
                           for (std::size_t i = begin; i < end; ++i)
                               if (auto* found = seriesOf(series, stocks_[i]->id))
                                   fillTechnical(i, *found, chosen, first);
                       });
        call_.method("technical", "on the last 252 daily bars, or as many as there are");
        return {};
    }

    /// The bars of a stock that still traded.
    [[nodiscard]] BarSeries* seriesOf(std::vector<std::pair<InstrumentId, BarSeries>>& all,
                                      InstrumentId id) const {
        const auto found = std::ranges::lower_bound(all, id, {}, &std::pair<InstrumentId, BarSeries>::first);
        if (found == all.end() || found->first != id) return nullptr;
        return dayOf(found->second.at_ns.back()).plusDays(kDelistedAfterDays) < at_ ? nullptr
                                                                                    : &found->second;
    }

    void fillTechnical(std::size_t row, BarSeries& series, const std::vector<ChosenIndicator>& chosen,
                       std::size_t first) {
        series.keepLast(kHistoryBars);
        for (const auto& indicator : chosen)
            for (const double value : lastValues(indicator, series))
                columns_[first++].values[row] = value;
    }

    Result<void> addFundamental() {
        const auto section = figuresOn(world_, catalog_, pool_, stocks_, at_);
        if (!section) return kit::failAs(section);
        for (std::size_t r = 0; r < kRatios; ++r) {
            const auto& spec = ratioSpecs()[r];
            Column column{{std::string(spec.id), "fundamental", std::string(spec.formula), 0}, newColumn()};
            for (std::size_t i = 0; i < stocks_.size(); ++i)
                column.values[i] = section->figures[i].values[r];
            columns_.push_back(std::move(column));
        }
        call_.method("fundamental", "filings of the catalog, as known on data_as_of");
        return {};
    }

    [[nodiscard]] std::vector<double> newColumn() const {
        return std::vector<double>(stocks_.size(), kMissing);
    }

    Result<void> keepAsked() {
        if (request_.features.empty()) return {};
        std::vector<Column> kept;
        kit::Errors errors;
        for (std::size_t i = 0; i < request_.features.size(); ++i) {
            const auto found = std::ranges::find(columns_, request_.features[i],
                                                 [](const Column& c) { return c.about.feature; });
            if (found == columns_.end())
                errors.push_back({ErrorCode::InvalidArgument,
                                  request_.features[i] + " is no feature of the types asked for",
                                  "/features/" + std::to_string(i)});
            else
                kept.push_back(*found);
        }
        if (!errors.empty()) return tl::unexpected<kit::Errors>(std::move(errors));
        columns_ = std::move(kept);
        return {};
    }

    BatchResult answer() {
        BatchResult out;
        out.table.add("symbol", Table::Texts(symbols_));
        out.features_dataframe.columns.emplace_back("symbol");
        for (auto& column : columns_) {
            out.features_dataframe.columns.push_back(column.about.feature);
            column.about.missing =
                std::ranges::count_if(column.values, [](double v) { return std::isnan(v); });
            if (request_.include_metadata) out.feature_metadata.push_back(column.about);
        }
        fillRows(out);
        for (auto& column : columns_)
            out.table.add(column.about.feature, Table::Numbers(std::move(column.values)));
        out.processing_statistics.symbols_processed = static_cast<std::int64_t>(stocks_.size());
        out.processing_statistics.features_per_symbol = static_cast<std::int64_t>(columns_.size());
        return out;
    }

    void fillRows(BatchResult& out) {
        double with_value = 0;
        std::size_t warned = 0, missing = 0;
        for (std::size_t i = 0; i < stocks_.size(); ++i) {
            Value::Array row{symbols_[i]};
            bool any = false;
            for (std::size_t c = 0; c < columns_.size(); ++c) {
                const double value = columns_[c].values[i];
                if (std::isfinite(value))
                    row.emplace_back(value);
                else
                    row.emplace_back(nullptr);
                any |= std::isfinite(value);
                if (std::isfinite(value)) continue;
                ++missing;
                if (warned++ < kMostWarnings)
                    call_.warn("not_computable",
                               "/data/features_dataframe/data/" + std::to_string(i) + "/" +
                                   std::to_string(c + 1),
                               columns_[c].about.feature + " of " + symbols_[i] + " cannot be computed");
            }
            with_value += any ? 1 : 0;
            out.features_dataframe.data.emplace_back(std::move(row));
        }
        out.processing_statistics.success_rate = with_value / static_cast<double>(stocks_.size());
        if (missing > kMostWarnings) warnOfRest(missing);
    }

    /// Hundreds of missing cells are said by column.
    void warnOfRest(std::size_t missing) {
        Value by_feature = Value::Object{};
        for (const auto& column : columns_)
            if (column.about.missing > 0) by_feature.set(column.about.feature, column.about.missing);
        call_.warn("not_computable", "/data/features_dataframe/data",
                   std::to_string(missing) + " cells cannot be computed; only the first 200 are named one by "
                                             "one",
                   std::move(by_feature));
    }

    const FeatureWorld& world_;
    kit::Catalog& catalog_;
    kit::Pool& pool_;
    const BatchRequest& request_;
    kit::Call& call_;
    std::vector<const Instrument*> stocks_;
    std::vector<std::string> symbols_;
    SessionDate at_;
    std::vector<Column> columns_;
};

} // namespace

Result<BatchResult> answerBatch(const FeatureWorld& world, kit::Catalog& catalog, kit::Pool& pool,
                                const BatchRequest& request, kit::Call& call) {
    auto out = Batch(world, catalog, pool, request, call).run();
    if (!out) return out;
    out->batch_id = "batch_" + kit::contentHash(kit::writeJson(request) + "|" + std::to_string(world.epoch) +
                                                "|" + call.data_as_of->iso() + "|" + NAUTILUS_VERSION);
    return out;
}

} // namespace nautilus::features
