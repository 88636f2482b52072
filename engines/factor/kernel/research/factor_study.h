#pragma once
// What one factor did, session by session: how it ranked the returns ahead, what its quantiles and its
// long-short portfolio earned, how much they traded. Every value is dated by the session of the signal unless
// said otherwise, and none reads values of the factor after it. Conventions: alphalens 0.4 (Quantopian 2018).

#include "engines/factor/kernel/research/research_panel.h"

#include <string_view>

namespace nautilus::factor {

enum class Weighting {
    Rank, ///< rank less the mean rank: outliers count as the highest
    Value ///< value less the mean value, as alphalens
};

struct StudyOptions {
    int direction = 1;         ///< -1: a low value is held long; 0 as +1
    std::size_t quantiles = 5; ///< 2 to 20
    std::size_t horizon = 3;   ///< index of the panel's horizons that quantiles and groups look at
    std::size_t holding = 21;  ///< sessions that a signal is held: mean of the last so many weights
    Weighting weighting = Weighting::Rank;
    std::size_t least_names = 20; ///< sessions with fewer values say nothing
    bool by_group = false;        ///< fill group_ic
    bool all_horizons = true;     ///< false: coefficients of the study's horizon alone
};

/// Rows = sessions; NaN where there is nothing to say.
struct FactorStudy {
    domain::Matrix rank_ic;   ///< sessions x horizons: Spearman of value and return ahead
    domain::Matrix linear_ic; ///< the same, Pearson
    domain::Matrix
        group_ic; ///< sessions x groups: Spearman within, at the study's horizon; empty unless asked
    domain::Matrix quantile_returns;      ///< sessions x quantiles: mean return ahead over the horizon
    domain::Matrix quantile_turnover;     ///< share of names that were not in the quantile one horizon before
    std::vector<double> universe_returns; ///< mean return ahead of all names of the signal, the horizon
    std::vector<double> autocorrelation;  ///< Spearman with the values one horizon before
    std::vector<double> names;            ///< values in the universe
    std::vector<double> portfolio; ///< return of THIS session of the weights known at the session before
    std::vector<double> turnover;  ///< SUM |w_t - w_{t-1}|, traded at this session's close
    std::vector<double> crowding;  ///< SUM dw^2 / traded / SUM |dw|: mean participation per unit of capital
};

/// `values`: sessions x stocks; those outside the universe or not finite count as missing. Weights are
/// (f - mean) / SUM |f - mean|: as much long as short, 1 in all. Quantiles as pandas.qcut; a session whose
/// edges coincide has none.
[[nodiscard]] FactorStudy studyFactor(const ResearchPanel& panel, domain::MatrixView values,
                                      const StudyOptions& options, const ParallelFor& parallel);

/// Quantile numbers 1 .. `quantiles` of the values of a cross-section, 0 = missing. False, and all 0, when
/// two edges coincide. Edges by linear interpolation, intervals closed above.
bool quantilesOf(std::span<const double> values, ColumnOrder order, std::size_t quantiles,
                 std::span<std::uint8_t> out);

/// Weights of one cross-section, 0 for missing values; false when they cannot be made (no spread).
bool signalWeights(std::span<const double> values, ColumnOrder order, Weighting weighting,
                   std::span<double> out);

} // namespace nautilus::factor
