#include "engines/features/service/technical_answers.h"

#include "engines/kit/paging.h"

#include <algorithm>
#include <array>
#include <set>

namespace nautilus::features {

using namespace domain;
using kit::ErrorCode;
using kit::fail;
using kit::Result;
using kit::Table;

namespace {

constexpr std::array<std::string_view, 5> kBarFields{"open", "high", "low", "close", "volume"};

Result<std::vector<ChosenIndicator>> chosenOf(const std::vector<std::string>& words) {
    std::vector<ChosenIndicator> out;
    kit::Errors errors;
    for (std::size_t i = 0; i < words.size(); ++i) {
        auto chosen = indicatorOfWord(words[i], "/indicators/" + std::to_string(i));
        if (chosen)
            out.push_back(std::move(*chosen));
        else
            errors.insert(errors.end(), chosen.error().begin(), chosen.error().end());
    }
    if (!errors.empty()) return tl::unexpected<kit::Errors>(std::move(errors));
    return out;
}

/// Rows of the days asked for.
std::pair<std::size_t, std::size_t> shown(const BarSeries& series, const SeriesRequest& request) {
    std::size_t first = 0;
    if (request.start)
        while (first < series.size() && dayOf(series.at_ns[first]) < *request.start)
            ++first;
    return {first, series.size()};
}

template <class T>
std::vector<T> cut(const std::vector<T>& column, std::pair<std::size_t, std::size_t> rows) {
    return {column.begin() + static_cast<std::ptrdiff_t>(rows.first),
            column.begin() + static_cast<std::ptrdiff_t>(rows.second)};
}

Table tableOf(const BarSeries& series, const std::vector<ChosenIndicator>& chosen,
              const SeriesRequest& request) {
    const auto rows = shown(series, request);
    Table table;
    Table::Dates session;
    Table::Texts closes_at;
    for (std::size_t i = rows.first; i < rows.second; ++i) {
        session.push_back(dayOf(series.at_ns[i]));
        closes_at.push_back(Timestamp{series.at_ns[i]}.rfc3339());
    }
    table.add("session", std::move(session));
    table.add("closes_at", std::move(closes_at));
    const std::vector<double>* columns[] = {&series.open, &series.high, &series.low, &series.close,
                                            &series.volume};
    for (std::size_t c = 0; c < kBarFields.size() && request.bars; ++c)
        table.add(std::string(kBarFields[c]), cut(*columns[c], rows));
    const auto after = request.strict ? numerics::AfterMissing::Ends : numerics::AfterMissing::GoesOn;
    std::set<std::string> names;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        const auto values =
            numerics::computeIndicator(*chosen[i].spec, chosen[i].parameters, series.columns(), after);
        for (std::size_t k = 0; k < values.size(); ++k) {
            auto name = chosen[i].keys[k]; // macd twice, with other parameters: the word tells them apart
            if (!names.insert(name).second) names.insert(name += " " + request.indicators[i]);
            table.add(std::move(name), cut(values[k], rows));
        }
    }
    return table;
}

} // namespace

Result<Table> answerSeries(const FeatureWorld& world, kit::Catalog& catalog, const SeriesRequest& request,
                           kit::Call& call) {
    const auto chosen = chosenOf(request.indicators);
    if (!chosen) return kit::failAs(chosen);
    const auto size = domain::timeframeNs(request.timeframe);
    if (size == 0)
        return fail(ErrorCode::InvalidArgument,
                    "a timeframe is a number and a unit of s, m, h or d: 1m, 5m, 1h", "/timeframe");
    if (request.adjusted && size != kDayNs)
        return fail(ErrorCode::InvalidArgument, "only daily bars can be adjusted", "/adjusted");
    if (request.start && request.end && *request.end < *request.start)
        return fail(ErrorCode::InvalidArgument, "end is before start", "/end");
    const auto last = std::min(request.end.value_or(kEndOfTime), request.as_of.value_or(kEndOfTime));
    const auto instrument = instrumentOf(world, request.symbol, last, request.dataset);
    if (!instrument) return kit::failAs(instrument);
    const auto series = storedBars(catalog, **instrument, {size, kBeginningOfTime, last, request.adjusted});
    if (!series) return kit::failAs(series);
    call.catalog_epoch = world.epoch;
    if (series->size() > 0) call.data_as_of = dayOf(series->at_ns.back());
    call.method("dataset", (*instrument)->dataset);
    call.method("history", "recursive indicators start on the first stored bar; null = still warming up");
    auto table = tableOf(*series, *chosen, request);
    if (table.rowCount() == 0)
        call.warn("no_data", "/data/rows", "there are no bars of this size in this range");
    return kit::paged(std::move(table), request.limit, request.cursor);
}

Result<Table> answerGivenSeries(const GivenSeriesRequest& request) {
    const auto chosen = chosenOf(request.indicators);
    if (!chosen) return kit::failAs(chosen);
    BarSeries series;
    const auto& bars = request.data.ohlcv;
    for (std::size_t i = 0; i < bars.size(); ++i) {
        if (i > 0 && bars[i].timestamp <= bars[i - 1].timestamp)
            return fail(ErrorCode::InvalidArgument, "bars stand in the order of time, each time once",
                        "/data/ohlcv/" + std::to_string(i) + "/timestamp");
        series.push(bars[i].timestamp.ns,
                    {bars[i].open, bars[i].high, bars[i].low, bars[i].close, bars[i].volume});
    }
    SeriesRequest shown_as;
    shown_as.indicators = request.indicators;
    shown_as.strict = request.strict;
    return tableOf(series, *chosen, shown_as);
}

Result<IndicatorsResult> answerIndicators(const IndicatorsRequest& request, kit::Call& call) {
    IndicatorsResult out;
    for (const auto& spec : numerics::indicatorTable()) {
        if (request.group && spec.group != *request.group) continue;
        const auto defaults = featureDefaults(spec);
        IndicatorView view;
        view.id = spec.id;
        view.title = spec.title;
        view.group = spec.group;
        for (std::size_t i = 0; i < kBarFields.size(); ++i)
            if ((spec.inputs >> i & 1U) != 0) view.inputs.emplace_back(kBarFields[i]);
        view.outputs.assign(spec.outputs.begin(), spec.outputs.end());
        view.keys = keysOf(spec, defaults);
        for (std::size_t i = 0; i < spec.parameters.size(); ++i) {
            const auto& p = spec.parameters[i];
            view.parameters.push_back({std::string(p.name), defaults[i], p.min, p.max, p.integer});
        }
        view.lookback = static_cast<std::int64_t>(spec.lookback(defaults));
        view.formula = spec.formula;
        view.source = spec.source;
        view.talib = spec.talib;
        view.difference = spec.difference;
        out.indicators.push_back(std::move(view));
    }
    if (out.indicators.empty())
        call.warn("no_data", "/data/indicators", "there is no such group of indicators");
    return out;
}

} // namespace nautilus::features
