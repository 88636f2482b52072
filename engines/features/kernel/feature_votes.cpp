#include "engines/features/kernel/feature_votes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace nautilus::features {

namespace {

enum class Rule { Reversal, Sign, Price, Breakout };

struct Row {
    std::string_view indicator;
    Rule rule;
    std::size_t output = 0;
    double low = 0;  ///< Reversal: bullish below; Breakout: bearish below
    double high = 0; ///< Reversal: bearish above; Breakout: bullish above
};

constexpr std::array kRules{Row{"rsi", Rule::Reversal, 0, 30, 70},
                            Row{"stochastic", Rule::Reversal, 0, 20, 80},
                            Row{"stochastic_fast", Rule::Reversal, 0, 20, 80},
                            Row{"stochastic_rsi", Rule::Reversal, 0, 20, 80},
                            Row{"williams_r", Rule::Reversal, 0, -80, -20},
                            Row{"commodity_channel_index", Rule::Reversal, 0, -100, 100},
                            Row{"money_flow_index", Rule::Reversal, 0, 20, 80},
                            Row{"ultimate_oscillator", Rule::Reversal, 0, 30, 70},
                            Row{"bollinger_percent_b", Rule::Breakout, 0, 0, 1},
                            Row{"macd", Rule::Sign, 2},
                            Row{"ppo", Rule::Sign},
                            Row{"apo", Rule::Sign},
                            Row{"cmo", Rule::Sign},
                            Row{"momentum", Rule::Sign},
                            Row{"roc", Rule::Sign},
                            Row{"trix", Rule::Sign},
                            Row{"awesome_oscillator", Rule::Sign},
                            Row{"aroon_oscillator", Rule::Sign},
                            Row{"balance_of_power", Rule::Sign},
                            Row{"chaikin_money_flow", Rule::Sign},
                            Row{"chaikin_oscillator", Rule::Sign},
                            Row{"linear_regression_slope", Rule::Sign},
                            Row{"supertrend", Rule::Sign, 1},
                            Row{"sma", Rule::Price},
                            Row{"ema", Rule::Price},
                            Row{"wma", Rule::Price},
                            Row{"dema", Rule::Price},
                            Row{"tema", Rule::Price},
                            Row{"kama", Rule::Price},
                            Row{"hull_moving_average", Rule::Price},
                            Row{"vwap", Rule::Price},
                            Row{"anchored_vwap", Rule::Price},
                            Row{"parabolic_sar", Rule::Price},
                            Row{"linear_regression", Rule::Price}};

Vote sideOf(double value, double of) {
    return value > of ? Vote::Bullish : value < of ? Vote::Bearish : Vote::Neutral;
}

} // namespace

std::optional<Vote> voteOf(std::string_view indicator, std::span<const double> outputs, double close) {
    const auto row = std::ranges::find(kRules, indicator, &Row::indicator);
    if (row == kRules.end() || row->output >= outputs.size() || !std::isfinite(outputs[row->output]))
        return std::nullopt;
    const double value = outputs[row->output];
    switch (row->rule) {
    case Rule::Reversal:
        return value < row->low ? Vote::Bullish : value > row->high ? Vote::Bearish : Vote::Neutral;
    case Rule::Breakout:
        return value > row->high ? Vote::Bullish : value < row->low ? Vote::Bearish : Vote::Neutral;
    case Rule::Sign:
        return sideOf(value, 0);
    case Rule::Price:
        break;
    }
    if (!std::isfinite(close)) return std::nullopt;
    return sideOf(close, value);
}

double voteStrength(const VoteCount& count) {
    if (count.all() == 0) return std::numeric_limits<double>::quiet_NaN();
    return std::abs(count.bullish - count.bearish) / static_cast<double>(count.all());
}

Vote overallVote(const VoteCount& count) {
    constexpr double kLead = 0.2;
    if (count.all() == 0 || voteStrength(count) < kLead) return Vote::Neutral;
    return count.bullish > count.bearish ? Vote::Bullish : Vote::Bearish;
}

} // namespace nautilus::features
