#pragma once
// Figures of a study over a span of sessions: what a tear sheet prints. Pure.

#include "engines/factor/kernel/research/factor_study.h"

#include "engines/numerics/performance.h"
#include "engines/numerics/significance.h"

#include <vector>

namespace nautilus::factor {

/// An information coefficient over a span. Ratio = mean / deviation; t by Newey-West with horizon - 1 lags,
/// since returns ahead overlap.
struct IcFigures {
    std::size_t horizon = 0; ///< sessions
    double mean = domain::kMissing, deviation = domain::kMissing, ratio = domain::kMissing;
    double t_stat = domain::kMissing, p_value = domain::kMissing;
    double positive = domain::kMissing; ///< share of sessions above 0
    std::size_t count = 0;
};
[[nodiscard]] IcFigures icFigures(std::span<const double> ic, std::size_t horizon);

struct QuantileFigures {
    double mean_return = domain::kMissing;    ///< over the horizon
    double excess_return = domain::kMissing;  ///< the same less the mean of all names of the session
    double standard_error = domain::kMissing; ///< deviation of the mean_return's series / sqrt(count)
    double turnover = domain::kMissing;
    std::size_t count = 0;
};

struct FigureOptions {
    double cost = 0.0;           ///< per unit traded, a fraction (0.001 = 10 basis points)
    double participation = 0.05; ///< of the money traded, that capacity allows on average
    std::size_t horizon = 3;     ///< index, as in StudyOptions
};

struct FactorFigures {
    std::vector<IcFigures> rank_ic, linear_ic; ///< per horizon
    std::vector<QuantileFigures> quantiles;    ///< lowest first
    numerics::MeanTest spread{};               ///< top less bottom over the horizon, Newey-West
    double monotonicity = domain::kMissing;    ///< Spearman of quantile number and mean return
    double autocorrelation = domain::kMissing; ///< mean
    double names = domain::kMissing;           ///< mean
    double turnover = domain::kMissing;        ///< mean per session of the portfolio
    numerics::Performance gross{}, net{};
    numerics::SharpeShape shape{};             ///< of the gross returns, per session
    double break_even_cost = domain::kMissing; ///< mean return / mean turnover: per unit traded
    double capacity = domain::kMissing; ///< capital whose trades are `participation` of the money traded
};

/// Sessions of `known` count: a return ahead that ends after its last session does not.
[[nodiscard]] FactorFigures factorFigures(const FactorStudy& study, const std::vector<std::size_t>& horizons,
                                          RowRange known, const FigureOptions& options);

/// portfolio_t - cost * turnover_{t-1}.
[[nodiscard]] std::vector<double> netReturns(const FactorStudy& study, double cost);

/// The part of a series that is known: its values of rows [begin, end - ahead).
[[nodiscard]] std::span<const double> knownPart(std::span<const double> series, RowRange rows,
                                                std::size_t ahead);
/// A column of a matrix as a series.
[[nodiscard]] std::vector<double> seriesOf(const domain::Matrix& matrix, std::size_t column);

/// Of volatilityRegimes(), wherever states of the market are told apart.
inline constexpr std::size_t kRegimeWindow = 63, kRegimeLeast = 252;

/// State of the market per session by the deviation of its last `window` returns among all that were known
/// then: 0 = the lowest third, 1 = the middle, 2 = the highest, -1 before `least` of them.
[[nodiscard]] std::vector<int> volatilityRegimes(std::span<const double> market, std::size_t window,
                                                 std::size_t least);

} // namespace nautilus::factor
