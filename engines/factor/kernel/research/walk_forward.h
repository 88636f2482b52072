#pragma once
// Several factors as one: weights that are given or learnt from the past alone, and what a portfolio that
// follows them would have earned after costs. Pure.

#include "engines/factor/kernel/research/factor_study.h"

#include <vector>

namespace nautilus::factor {

enum class MixMethod {
    Fixed,      ///< the weights as given
    Sharpe,     ///< highest ratio of mean to deviation of the parts' portfolio returns
    Ic,         ///< the same of their information coefficients
    RiskParity, ///< equal parts of the risk of the parts' portfolio returns
};

struct MixPart {
    domain::MatrixView scores;           ///< sessions x stocks, oriented, comparable; NaN = missing
    std::span<const double> portfolio{}; ///< return of each session (FactorStudy::portfolio)
    std::span<const double> ic{};        ///< by session of the signal
};

struct MixOptions {
    MixMethod method = MixMethod::Fixed;
    std::vector<double> given;      ///< per part; also in force until there is history enough
    std::vector<std::size_t> dates; ///< rows on which signals are read and weights are learnt, ascending
    RowRange rows{};                ///< of the backtest
    std::size_t window = 252;       ///< sessions of history
    std::size_t least = 126;
    std::size_t ic_horizon = 21; ///< a coefficient is known so many sessions after its signal
    double cost = 0.0;           ///< per unit traded
    std::size_t delay = 1;       ///< sessions from signal to trade, which happens at the close
    std::size_t least_names = 20;
};

struct MixResult {
    std::vector<std::vector<double>> weights; ///< per date
    std::vector<std::uint8_t> learnt;         ///< per date: by the method, not given or carried
    std::vector<double> gross, net;           ///< per session; NaN before the first trade
    std::vector<double> turnover;             ///< per session, SUM |target - position|; 0 between trades
    std::size_t names_without_return = 0;     ///< positions that had no return on a session: it counts as 0
};

/// Weights of one date from what was known at its close, or empty when the method has no answer.
[[nodiscard]] std::vector<double> learnWeights(std::span<const MixPart> parts, std::size_t row,
                                               const MixOptions& options);

/// SUM w_k score_k of one session; NaN where one of the parts with a weight is missing.
void mixScores(std::span<const MixPart> parts, std::span<const double> weights, std::size_t row,
               std::span<double> out);

/// Positions are rank weights of the mixed score (half long, half short, 1 in all), traded `delay` sessions
/// after the signal, and drift with prices until the next trade.
[[nodiscard]] MixResult walkForward(const ResearchInputs& inputs, std::span<const MixPart> parts,
                                    const MixOptions& options);

} // namespace nautilus::factor
