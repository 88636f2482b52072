#include "engines/numerics/indicators/indicator_table.h"

#include "engines/numerics/indicators/indicator_groups.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>
#include <sstream>

namespace nautilus::numerics {

const std::vector<IndicatorSpec>& indicatorTable() {
    static const std::vector<IndicatorSpec> table = [] {
        std::vector<IndicatorSpec> all;
        for (const auto group :
             {averageIndicators, bandIndicators, trendIndicators, stochasticIndicators, oscillatorIndicators,
              rateIndicators, directionalIndicators, volumeIndicators, volatilityIndicators, priceIndicators,
              statisticIndicators, cycleIndicators, candleIndicators}) {
            std::vector<IndicatorSpec> rows = group();
            std::move(rows.begin(), rows.end(), std::back_inserter(all));
        }
        return all;
    }();
    return table;
}

const IndicatorSpec* findIndicator(std::string_view id) {
    const auto& table = indicatorTable();
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const auto& row) { return row.id == id; });
    return found == table.end() ? nullptr : &*found;
}

std::vector<double> defaultParameters(const IndicatorSpec& spec) {
    std::vector<double> values;
    for (const ParameterSpec& parameter : spec.parameters)
        values.push_back(parameter.default_value);
    return values;
}

std::optional<ParameterFault> checkParameters(const IndicatorSpec& spec, Parameters parameters) {
    std::ostringstream reason;
    if (parameters.size() != spec.parameters.size()) {
        reason << spec.id << " takes " << spec.parameters.size() << " parameters, not " << parameters.size();
        return ParameterFault{spec.parameters.size(), reason.str()};
    }
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const ParameterSpec& wanted = spec.parameters[i];
        const bool inside = parameters[i] >= wanted.min && parameters[i] <= wanted.max; // false for NaN
        if (inside && (!wanted.integer || std::floor(parameters[i]) == parameters[i])) continue;
        reason << wanted.name << " of " << spec.id << " must be a " << (wanted.integer ? "whole " : "")
               << "number from " << wanted.min << " to " << wanted.max;
        return ParameterFault{i, reason.str()};
    }
    return std::nullopt;
}

std::unique_ptr<Indicator> makeIndicator(const IndicatorSpec& spec, Parameters parameters) {
    return checkParameters(spec, parameters) ? nullptr : spec.make(spec, parameters);
}

bool takesBar(const IndicatorSpec& spec, const BarInput& bar) {
    const double fields[] = {bar.open, bar.high, bar.low, bar.close, bar.volume};
    for (unsigned i = 0; i < 5; ++i) {
        if ((spec.inputs >> i & 1U) == 0) continue;
        if (!std::isfinite(fields[i]) || (spec.positive_prices && i < 4 && fields[i] <= 0)) return false;
    }
    return true;
}

std::vector<std::vector<double>> computeIndicator(const IndicatorSpec& spec, Parameters parameters,
                                                  const BarColumns& bars, AfterMissing after) {
    const std::unique_ptr<Indicator> indicator = makeIndicator(spec, parameters);
    if (!indicator) return {};
    const std::array<std::span<const double>, 5> columns{bars.open, bars.high, bars.low, bars.close,
                                                         bars.volume};
    std::optional<std::size_t> size;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if ((spec.inputs >> i & 1U) == 0) continue;
        if (size && *size != columns[i].size()) return {};
        size = columns[i].size();
    }
    std::size_t count = size.value_or(0);
    if (after == AfterMissing::Ends) {
        const auto at = [&](std::size_t field, std::size_t t) {
            return columns[field].size() > t ? columns[field][t] : 0.0;
        };
        std::size_t t = 0;
        while (t < count && takesBar(spec, {at(0, t), at(1, t), at(2, t), at(3, t), at(4, t)}))
            ++t;
        count = t;
    }
    std::vector<std::vector<double>> result(
        spec.outputs.size(), std::vector<double>(size.value_or(0), std::numeric_limits<double>::quiet_NaN()));
    std::vector<double*> out;
    for (auto& column : result)
        out.push_back(column.data());
    indicator->run(bars, count, out);
    return result;
}

} // namespace nautilus::numerics
