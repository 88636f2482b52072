#include "engines/numerics/indicators/indicator_table.h"
#include "tests/engines/factor_kernel_tables.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace {

using namespace nautilus::numerics;
using namespace nautilus::testing_tables;

const Table& library() {
    static const Table table = readTable("indicators/library_values.csv.gz");
    return table;
}
const Table& formulas() {
    static const Table table = readTable("indicators/formula_values.csv.gz");
    return table;
}

struct Case {
    std::string id;
    std::vector<double> parameters;
    std::vector<std::string> columns; ///< one per output
};

/// Every value within `tolerance` of the column's largest, the first on the look-back.
void expectEqual(const Case& wanted, const Table& table, double tolerance) {
    const IndicatorSpec* spec = findIndicator(wanted.id);
    ASSERT_NE(spec, nullptr) << wanted.id;
    ASSERT_EQ(wanted.columns.size(), spec->outputs.size()) << wanted.id;
    const auto field = [](const char* name) { return library().values(name); };
    const std::vector<double> open = field("open"), high = field("high"), low = field("low"),
                              close = field("close"), volume = field("volume");
    const auto got = computeIndicator(*spec, wanted.parameters, {open, high, low, close, volume});
    ASSERT_EQ(got.size(), wanted.columns.size()) << wanted.id;
    for (std::size_t i = 0; i < got.size(); ++i) {
        const std::vector<double> want = table.values(wanted.columns[i]);
        double scale = 0;
        for (const double x : want)
            scale = std::isnan(x) ? scale : std::max(scale, std::abs(x));
        ASSERT_GT(scale, 0) << wanted.columns[i];
        for (std::size_t t = 0; t < want.size(); ++t) {
            ASSERT_EQ(std::isnan(got[i][t]), std::isnan(want[t])) << wanted.columns[i] << " at " << t;
            ASSERT_EQ(std::isnan(got[i][t]), t < spec->lookback(wanted.parameters))
                << wanted.columns[i] << " at " << t;
            if (std::isnan(want[t])) continue;
            ASSERT_NEAR(got[i][t], want[t], tolerance * scale) << wanted.columns[i] << " at " << t;
        }
    }
}

std::vector<Case> taLibDefaults() {
    return {{"sma", {30}, {"SMA"}},
            {"ema", {30, 0}, {"EMA"}},
            {"wma", {30}, {"WMA"}},
            {"dema", {30, 0}, {"DEMA"}},
            {"tema", {30, 0}, {"TEMA"}},
            {"trima", {30}, {"TRIMA"}},
            {"kama", {30}, {"KAMA"}},
            {"t3", {5, 0.7}, {"T3"}},
            {"bollinger_bands", {5, 2, 2}, {"BBANDS.UpperBand", "BBANDS.MiddleBand", "BBANDS.LowerBand"}},
            {"acceleration_bands", {20}, {"ACCBANDS.UpperBand", "ACCBANDS.MiddleBand", "ACCBANDS.LowerBand"}},
            {"midpoint", {14}, {"MIDPOINT"}},
            {"midprice", {14}, {"MIDPRICE"}},
            {"parabolic_sar", {0.02, 0.2}, {"SAR"}},
            {"stochastic", {5, 3, 0, 3, 0}, {"STOCH.SlowK", "STOCH.SlowD"}},
            {"stochastic_fast", {5, 3, 0}, {"STOCHF.FastK", "STOCHF.FastD"}},
            {"stochastic_rsi", {14, 5, 3, 0}, {"STOCHRSI.FastK", "STOCHRSI.FastD"}},
            {"williams_r", {14}, {"WILLR"}},
            {"rsi", {14, 0}, {"RSI"}},
            {"cmo", {14}, {"CMO"}},
            {"intraday_momentum_index", {14}, {"IMI"}},
            {"balance_of_power", {}, {"BOP"}},
            {"ultimate_oscillator", {7, 14, 28}, {"ULTOSC"}},
            {"commodity_channel_index", {14}, {"CCI"}},
            {"aroon", {14}, {"AROON.AroonDown", "AROON.AroonUp"}},
            {"aroon_oscillator", {14}, {"AROONOSC"}},
            {"momentum", {10}, {"MOM"}},
            {"roc", {10}, {"ROC"}},
            {"roc_fraction", {10}, {"ROCP"}},
            {"roc_ratio", {10}, {"ROCR"}},
            {"roc_ratio_100", {10}, {"ROCR100"}},
            {"macd", {12, 26, 9, 0}, {"MACD.MACD", "MACD.MACDSignal", "MACD.MACDHist"}},
            {"ppo", {12, 26, 0}, {"PPO"}},
            {"apo", {12, 26, 0}, {"APO"}},
            {"trix", {30, 0}, {"TRIX"}},
            {"plus_dm", {14}, {"PLUS_DM"}},
            {"minus_dm", {14}, {"MINUS_DM"}},
            {"plus_di", {14}, {"PLUS_DI"}},
            {"minus_di", {14}, {"MINUS_DI"}},
            {"dx", {14}, {"DX"}},
            {"adx", {14}, {"ADX"}},
            {"adxr", {14}, {"ADXR"}},
            {"obv", {}, {"OBV"}},
            {"accumulation_distribution", {}, {"AD"}},
            {"chaikin_oscillator", {3, 10}, {"ADOSC"}},
            {"money_flow_index", {14}, {"MFI"}},
            {"true_range", {}, {"TRANGE"}},
            {"atr", {14, 0}, {"ATR"}},
            {"natr", {14, 0}, {"NATR"}},
            {"average_price", {}, {"AVGPRICE"}},
            {"median_price", {}, {"MEDPRICE"}},
            {"typical_price", {}, {"TYPPRICE"}},
            {"weighted_close", {}, {"WCLPRICE"}},
            {"standard_deviation", {5, 1}, {"STDDEV"}},
            {"variance", {5}, {"VAR"}},
            {"average_deviation", {14}, {"AVGDEV"}},
            {"highest", {30}, {"MAX"}},
            {"lowest", {30}, {"MIN"}},
            {"lowest_highest", {30}, {"MINMAX.Min", "MINMAX.Max"}},
            {"sum", {30}, {"SUM"}},
            {"linear_regression", {14}, {"LINEARREG"}},
            {"linear_regression_slope", {14}, {"LINEARREG_SLOPE"}},
            {"linear_regression_angle", {14}, {"LINEARREG_ANGLE"}},
            {"linear_regression_intercept", {14}, {"LINEARREG_INTERCEPT"}},
            {"time_series_forecast", {14}, {"TSF"}},
            {"beta", {5}, {"BETA"}},
            {"correlation", {30}, {"CORREL"}}};
}

std::vector<Case> taLibVariants() {
    return {
        {"moving_average", {30, 0}, {"MA"}},
        {"moving_average", {20, 1}, {"MA_EMA"}},
        {"moving_average", {20, 2}, {"MA_WMA"}},
        {"moving_average", {20, 3}, {"MA_DEMA"}},
        {"moving_average", {20, 4}, {"MA_TEMA"}},
        {"moving_average", {20, 5}, {"MA_TRIMA"}},
        {"moving_average", {20, 6}, {"MA_KAMA"}},
        {"moving_average", {33, 7}, {"MA_MAMA"}},
        {"moving_average", {20, 8}, {"MA_T3"}},
        {"macd_fixed", {9}, {"MACDFIX.MACD", "MACDFIX.MACDSignal", "MACDFIX.MACDHist"}},
        {"macd_extended", {12, 0, 26, 0, 9, 0}, {"MACDEXT.MACD", "MACDEXT.MACDSignal", "MACDEXT.MACDHist"}},
        {"parabolic_sar_extended", {0, 0, 0.02, 0.02, 0.2, 0.02, 0.02, 0.2}, {"SAREXT"}},
        {"mama", {0.5, 0.05}, {"MAMA.MAMA", "MAMA.FAMA"}},
        {"hilbert_period", {}, {"HT_DCPERIOD"}},
        {"hilbert_phase", {}, {"HT_DCPHASE"}},
        {"hilbert_phasor", {}, {"HT_PHASOR.InPhase", "HT_PHASOR.Quadrature"}},
        {"hilbert_sine", {}, {"HT_SINE.Sine", "HT_SINE.LeadSine"}},
        {"hilbert_trendline", {}, {"HT_TRENDLINE"}},
        {"hilbert_trend_mode", {}, {"HT_TRENDMODE"}}};
}

/// The second set of parameters, where it is not the first one with another period.
std::vector<Case> taLibAlternatives() {
    return {
        {"trima", {11}, {"TRIMA"}},
        {"kama", {10}, {"KAMA"}},
        {"t3", {10, 0.5}, {"T3"}},
        {"parabolic_sar", {0.03, 0.3}, {"SAR"}},
        {"stochastic", {14, 3, 1, 5, 1}, {"STOCH.SlowK", "STOCH.SlowD"}},
        {"stochastic_fast", {14, 5, 1}, {"STOCHF.FastK", "STOCHF.FastD"}},
        {"stochastic_rsi", {14, 14, 3, 1}, {"STOCHRSI.FastK", "STOCHRSI.FastD"}},
        {"aroon", {25}, {"AROON.AroonDown", "AROON.AroonUp"}},
        {"macd", {5, 35, 5, 0}, {"MACD.MACD", "MACD.MACDSignal", "MACD.MACDHist"}},
        {"ppo", {10, 30, 1}, {"PPO"}},
        {"apo", {30, 10, 1}, {"APO"}},
        {"ultimate_oscillator", {20, 5, 10}, {"ULTOSC"}},
        {"adx", {21}, {"ADX"}},
        {"adxr", {21}, {"ADXR"}},
        {"chaikin_oscillator", {5, 20}, {"ADOSC"}},
        {"standard_deviation", {20, 2}, {"STDDEV"}},
        {"linear_regression", {30}, {"LINEARREG"}},
        {"moving_average", {20, 2}, {"MA"}},
        {"macd_fixed", {5}, {"MACDFIX.MACD", "MACDFIX.MACDSignal", "MACDFIX.MACDHist"}},
        {"macd_extended", {10, 1, 30, 1, 9, 1}, {"MACDEXT.MACD", "MACDEXT.MACDSignal", "MACDEXT.MACDHist"}},
        {"parabolic_sar_extended", {0, 0.01, 0.02, 0.03, 0.25, 0.03, 0.02, 0.3}, {"SAREXT"}},
        {"mama", {0.4, 0.1}, {"MAMA.MAMA", "MAMA.FAMA"}},
        {"beta", {60}, {"BETA"}}};
}

std::vector<Case> tulip() {
    return {{"awesome_oscillator", {5, 34}, {"tulip.ao"}},
            {"hull_moving_average", {16}, {"tulip.hma"}},
            {"hull_moving_average", {20}, {"tulip_alt.hma"}},
            {"vwma", {20}, {"tulip.vwma"}},
            {"wilder_average", {14, 0}, {"tulip.wilders"}}};
}

std::vector<Case> definitions() {
    return {{"bollinger_width", {20, 2, 2}, {"bollinger_width"}},
            {"bollinger_percent_b", {20, 2, 2}, {"bollinger_percent_b"}},
            {"keltner_channels",
             {20, 2, 0, 10},
             {"keltner_range_upper", "keltner_range_middle", "keltner_range_lower"}},
            {"keltner_channels",
             {20, 1.5, 1, 10},
             {"keltner_atr_upper", "keltner_atr_middle", "keltner_atr_lower"}},
            {"donchian_channels", {20}, {"donchian_upper", "donchian_middle", "donchian_lower"}},
            {"ichimoku", {9, 26, 52, 26}, {"tenkan", "kijun", "senkou_a", "senkou_b"}},
            {"supertrend", {10, 3}, {"supertrend", "direction"}},
            {"volume_sma", {20}, {"volume_sma"}},
            {"vwap", {20}, {"vwap"}},
            {"anchored_vwap", {}, {"anchored_vwap"}},
            {"chaikin_money_flow", {20}, {"chaikin_money_flow"}},
            {"historical_volatility", {20, 252}, {"historical_volatility"}},
            {"parkinson_volatility", {20, 252}, {"parkinson_volatility"}},
            {"garman_klass_volatility", {20, 252}, {"garman_klass_volatility"}},
            {"rogers_satchell_volatility", {20, 252}, {"rogers_satchell_volatility"}},
            {"yang_zhang_volatility", {20, 252}, {"yang_zhang_volatility"}},
            {"ema", {30, 1}, {"ema_first"}},
            {"ema", {30, 2}, {"ema_sma"}},
            {"dema", {20, 1}, {"dema_first"}},
            {"tema", {10, 1}, {"tema_first"}},
            {"trix", {10, 1}, {"trix_first"}},
            {"wilder_average", {14, 1}, {"wilder_first"}},
            {"rsi", {14, 1}, {"rsi_first"}},
            {"atr", {14, 1}, {"atr_first"}},
            {"natr", {14, 1}, {"natr_first"}},
            {"macd", {12, 26, 9, 1}, {"macd_first", "macd_first_signal", "macd_first_histogram"}},
            {"macd", {12, 26, 9, 2}, {"macd_sma", "macd_sma_signal", "macd_sma_histogram"}}};
}

TEST(IndicatorValues, EqualTaLib) {
    for (const auto& [cases, prefix] :
         {std::pair{taLibDefaults(), "default."}, std::pair{taLibVariants(), "default."},
          std::pair{taLibAlternatives(), "alt."}})
        for (Case wanted : cases) {
            for (std::string& column : wanted.columns)
                column.insert(0, prefix);
            expectEqual(wanted, library(), 1e-10);
        }
}

TEST(IndicatorValues, EqualTulip) {
    for (const Case& wanted : tulip())
        expectEqual(wanted, library(), 1e-10);
}

TEST(IndicatorValues, EqualTheirDefinitions) {
    for (const Case& wanted : definitions())
        expectEqual(wanted, formulas(), 1e-10);
}

TEST(IndicatorValues, NoIndicatorGoesWithoutAComparison) {
    std::set<std::string> compared;
    for (const auto& cases : {taLibDefaults(), taLibVariants(), tulip(), definitions()})
        for (const Case& one : cases)
            compared.insert(one.id);
    for (const IndicatorSpec& spec : indicatorTable())
        if (spec.group != "pattern") { // candle_patterns_test.cpp
            EXPECT_TRUE(compared.contains(std::string(spec.id))) << spec.id;
        }
}

} // namespace
