#pragma once
// What a cross-sectional regression reads and writes, for one date and for a range of dates.
//
// Column order of every factor vector of this folder: [country (market), group 0 .. G-1, style 0 .. S-1], so
// K = 1 + G + S. A group is a sector or an industry, given as an integer per name; dummies are never formed.
// A value that does not exist is NaN. Infinite inputs count as missing.

#include "engines/domain/panel.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace nautilus::factor {

inline constexpr std::int32_t kNoGroup = -1;

/// Dates x instruments of group indices in [0, group_count) or kNoGroup. One row = the same for every date.
struct GroupView {
    const std::int32_t* data = nullptr;
    std::size_t rows = 0;
    std::size_t columns = 0;

    [[nodiscard]] std::span<const std::int32_t> row(std::size_t r) const {
        return {data + (rows == 1 ? 0 : r) * columns, columns};
    }
};

/// Dates x instruments (or x styles) of flags. No rows = all set, one row = the same for every date.
struct MaskView {
    const std::uint8_t* data = nullptr;
    std::size_t rows = 0;
    std::size_t columns = 0;

    [[nodiscard]] std::span<const std::uint8_t> row(std::size_t r) const {
        if (rows == 0) return {};
        return {data + (rows == 1 ? 0 : r) * columns, columns};
    }
};

/// One date, N names. A name takes part in the fit if it is in the universe, its return, its cap (> 0) and
/// all style values that take part are finite, and its group is in [0, group_count).
struct CrossSection {
    std::span<const double> returns;                 ///< N simple returns, fractions
    std::span<const double> market_cap;              ///< N, currency; regression weights are its square root
    std::span<const std::int32_t> group;             ///< N
    std::size_t group_count = 0;                     ///< G
    std::span<const std::span<const double>> styles; ///< S spans of N; an empty span = style takes no part
    std::span<const std::uint8_t> in_universe{};     ///< N flags; empty = every name
    /// G weights >= 0 of the constraint SUM_g w_g f_g = 0 (any scale). Empty: the estimator's own rule.
    std::span<const double> constraint_weights{};
};

/// Where one date's answers go. An empty span is not written.
struct FitOutput {
    std::span<double> returns{};   ///< K factor returns
    std::span<double> t_stats{};   ///< K
    std::span<double> vif{};       ///< S variance inflation factors (joint only)
    std::span<double> residuals{}; ///< N; NaN for a name outside the fit
};

/// How good one date's fit is.
struct FitQuality {
    double r2 = domain::kMissing;           ///< 1 - SUM v u^2 / SUM v (r - weighted mean)^2
    double r2_uncentred = domain::kMissing; ///< 1 - SUM v u^2 / SUM v r^2
    double sigma2 = domain::kMissing;       ///< SUM v u^2 / (n - free parameters) of the (last) regression
    std::size_t names = 0;                  ///< names in the fit
    std::size_t free_parameters = 0;        ///< of the (last) regression
    bool rank_deficient = false;            ///< the minimum-norm answer was taken for the styles
};

/// T dates x N names. `exposure_lag` pairs the return of row t with cap, group, styles, universe and
/// constraint of row t - exposure_lag (1: exposures of the session before; 0: of the same date).
struct FactorPanel {
    domain::MatrixView returns;
    domain::MatrixView market_cap;
    GroupView group;
    std::size_t group_count = 0;
    std::span<const domain::MatrixView> styles;
    MaskView in_universe{};
    MaskView style_takes_part{};             ///< T x S; no rows = every style on every date
    domain::MatrixView constraint_weights{}; ///< T x G; no rows = the estimator's own rule
    std::size_t exposure_lag = 1;
};

/// Half-open range of rows.
struct RowRange {
    std::size_t begin = 0;
    std::size_t end = 0;
    [[nodiscard]] std::size_t size() const { return end - begin; }
};

/// Answers for the rows of a RowRange, first row = range.begin.
struct FactorReturnPanel {
    domain::Matrix returns;   ///< rows x K
    domain::Matrix t_stats;   ///< rows x K
    domain::Matrix vif;       ///< rows x S (joint only, else empty)
    domain::Matrix residuals; ///< rows x N if asked for, else empty
    std::vector<FitQuality> quality;
};

/// Runs body(begin, end) over disjoint parts that together cover [0, count), on any threads, in any order.
/// Every item is computed on its own, so results have the same bytes however the range is cut.
using RangeBody = std::function<void(std::size_t begin, std::size_t end)>;
using ParallelFor = std::function<void(std::size_t count, const RangeBody& body)>;

/// The whole range on the calling thread.
[[nodiscard]] ParallelFor sequential();

} // namespace nautilus::factor
