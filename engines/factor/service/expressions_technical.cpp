// Factors of prices and volumes, each an expression. Not for use outside the library.

#include "engines/factor/service/expression_library.h"

namespace nautilus::factor {
namespace {

constexpr std::array kRows{
    ExpressionFactor{"price_momentum_1m", "Return of one month", "technical",
                     "exp(ts_sum(log(1 + returns), 21)) - 1", -1, "fraction",
                     "Last month's losers tend to come back", "Jegadeesh (1990)"},
    ExpressionFactor{"price_momentum_3m", "Return of three months", "technical",
                     "exp(ts_sum(log(1 + returns), 63)) - 1", 1, "fraction", "Winners of a quarter",
                     "Jegadeesh, Titman (1993)"},
    ExpressionFactor{"price_momentum_6m", "Return of six months", "technical",
                     "exp(ts_sum(log(1 + returns), 126)) - 1", 1, "fraction", "Winners of half a year",
                     "Jegadeesh, Titman (1993)"},
    ExpressionFactor{"price_momentum_12m_7m", "Intermediate momentum", "technical",
                     "exp(delay(ts_sum(log(1 + returns), 126), 126)) - 1", 1, "fraction",
                     "Return of the year's first half", "Novy-Marx (2012)"},
    ExpressionFactor{"alpha_vantage_momentum", "Momentum of the preferred price source", "technical",
                     "exp(delay(ts_sum(log(1 + returns), 231), 21)) - 1", 1, "fraction",
                     "Twelve months less the last one, from the prices of the universe's own source",
                     "Jegadeesh, Titman (1993)"},
    ExpressionFactor{"near_52_week_high", "Nearness to the 52-week high", "technical",
                     "close / ts_max(high, 252)", 1, "ratio", "1 at the high", "George, Hwang (2004)"},
    ExpressionFactor{"above_52_week_low", "Distance from the 52-week low", "technical",
                     "close / ts_min(low, 252) - 1", 0, "fraction", "0 at the low", "George, Hwang (2004)"},
    ExpressionFactor{"max_return_21d", "Largest daily return of a month", "technical", "ts_max(returns, 21)",
                     -1, "fraction", "Lottery-like stocks", "Bali, Cakici, Whitelaw (2011)"},
    ExpressionFactor{"volatility_21d", "Volatility of a month", "technical",
                     "ts_std(returns, 21) * sqrt(252)", -1, "per year", "Deviation of daily returns",
                     "Ang, Hodrick, Xing, Zhang (2006)"},
    ExpressionFactor{"volatility_252d", "Volatility of a year", "technical",
                     "ts_std(returns, 252) * sqrt(252)", -1, "per year", "Deviation of daily returns",
                     "Ang, Hodrick, Xing, Zhang (2006)"},
    ExpressionFactor{"idiosyncratic_volatility", "Volatility beside the market", "technical",
                     "ts_std(returns, 126) * sqrt(max(0, 1 - ts_corr(returns, market, 126) ^ 2)) * "
                     "sqrt(252)",
                     -1, "per year", "Deviation of what a regression on the market leaves",
                     "Ang, Hodrick, Xing, Zhang (2006)"},
    ExpressionFactor{"market_beta_252d", "Beta to the market", "technical", "ts_beta(returns, market, 252)",
                     -1, "ratio", "Slope on the universe's excess return", "Frazzini, Pedersen (2014)"},
    ExpressionFactor{"downside_deviation", "Downside deviation", "technical",
                     "sqrt(ts_mean(min(returns, 0) ^ 2, 126)) * sqrt(252)", -1, "per year",
                     "Only losses count", "Sortino, Price (1994)"},
    ExpressionFactor{"return_skewness", "Skewness of returns", "technical", "ts_skew(returns, 126)", -1,
                     "number", "Hope for a jackpot is paid for", "Boyer, Mitton, Vorkink (2010)"},
    ExpressionFactor{"amihud_illiquidity", "Price impact per million traded", "technical",
                     "ts_mean(abs(returns) / (close * volume), 63) * 1000000", 1, "fraction per million",
                     "Illiquid stocks pay more", "Amihud (2002)"},
    ExpressionFactor{"turnover_21d", "Share turnover of a month", "technical", "ts_mean(turnover, 21)", -1,
                     "fraction per session", "Share of the listing traded per session",
                     "Datar, Naik, Radcliffe (1998)"},
    ExpressionFactor{"turnover_trend", "Turnover of a month against a year", "technical",
                     "ts_mean(turnover, 21) / ts_mean(turnover, 252)", 0, "ratio", "Attention that is new",
                     "Gervais, Kaniel, Mingelgrin (2001)"},
    ExpressionFactor{"dollar_volume_63d", "Money traded", "technical", "log(ts_mean(close * volume, 63))", -1,
                     "log currency", "Log of a quarter's mean", "Brennan, Chordia, Subrahmanyam (1998)"},
    ExpressionFactor{"range_volatility_21d", "Volatility from ranges", "technical",
                     "sqrt(ts_mean(log(high / low) ^ 2, 21) / (4 * log(2))) * sqrt(252)", -1, "per year",
                     "From highs and lows", "Parkinson (1980)"},
    ExpressionFactor{"overnight_return_21d", "Return while the market is closed", "technical",
                     "ts_sum(log(open / delay(close, 1)), 21)", 0, "log return", "Without dividends",
                     "Lou, Polk, Skouras (2019)"},
    ExpressionFactor{"intraday_return_21d", "Return while the market is open", "technical",
                     "ts_sum(log(close / open), 21)", 0, "log return", "From open to close",
                     "Lou, Polk, Skouras (2019)"},
    ExpressionFactor{"price_trend", "Trend of the log price", "technical", "ts_slope(log(close), 126) * 252",
                     1, "per year", "Slope of half a year, a year's worth", "Clenow (2015)"},
    ExpressionFactor{"volume_return_correlation", "Correlation of turnover and return", "technical",
                     "ts_corr(returns, turnover, 63)", 0, "correlation", "Who trades when it rises",
                     "Llorente, Michaely, Saar, Wang (2002)"},
    ExpressionFactor{"low_volatility", "Low volatility", "technical", "-ts_std(returns, 252)", 1,
                     "per session", "Calm stocks", "Blitz, van Vliet (2007)"},
};

} // namespace

std::span<const ExpressionFactor> technicalExpressions() {
    return kRows;
}

} // namespace nautilus::factor
