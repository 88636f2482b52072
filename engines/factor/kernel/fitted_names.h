#pragma once
// The names of one date that take part in a regression, copied side by side and ordered by group, so that
// every later step runs over contiguous memory. Shared by both estimators; not for use outside this folder.

#include "engines/factor/kernel/cross_section.h"
#include "engines/numerics/gram.h"

#include <cstddef>
#include <span>
#include <vector>

namespace nautilus::factor {

/// Half-open range of places that belong to one group.
struct GroupSlice {
    std::size_t group;
    std::size_t begin;
    std::size_t end;
    [[nodiscard]] std::size_t size() const { return end - begin; }
};

/// SUM v r^2 and SUM v (r - weighted mean)^2 of the names.
struct TotalSquares {
    double uncentred;
    double centred;
};

class FittedNames {
public:
    /// Picks and orders the names; see CrossSection for who takes part. Within a group names keep their
    /// order.
    void load(const CrossSection& section);

    [[nodiscard]] std::size_t size() const { return order_.size(); }
    /// Index in the section of the name at each place.
    [[nodiscard]] const std::vector<std::size_t>& order() const { return order_; }
    /// Only groups with at least one name, ascending.
    [[nodiscard]] const std::vector<GroupSlice>& groups() const { return groups_; }
    /// Indices of the styles that take part.
    [[nodiscard]] const std::vector<std::size_t>& styles() const { return styles_; }

    [[nodiscard]] const double* weight() const { return weight_.data(); }          ///< v = sqrt(cap)
    [[nodiscard]] const double* rootWeight() const { return root_weight_.data(); } ///< sqrt(v)
    [[nodiscard]] double* returns() { return returns_.data(); }

    [[nodiscard]] TotalSquares totalSquares();

    /// Values given in section order, copied to their places in `out`.
    void gather(std::span<const double> values, double* out) const;
    /// Answers per place, written to the places' names in `out` (section order); other names become NaN.
    void scatter(const double* values, std::span<double> out) const;

private:
    void pick(const CrossSection& section);
    void arrange(const CrossSection& section);

    std::vector<double> check_; ///< scratch: NaN for a name that cannot take part
    std::vector<std::size_t> picked_;
    std::vector<std::size_t> order_;
    std::vector<std::size_t> starts_;
    std::vector<GroupSlice> groups_;
    std::vector<std::size_t> styles_;
    std::vector<double> weight_;
    std::vector<double> root_weight_;
    std::vector<double> returns_;
};

/// 1 - part / total; NaN if total is not > 0.
[[nodiscard]] double explainedShare(double part, double total);

/// value / sqrt(variance); NaN unless the variance is a positive number (an exact fit has nothing to test).
[[nodiscard]] double tStat(double value, double variance);

/// Fills every non-empty span of `out` with NaN.
void clearOutput(const FitOutput& out);

} // namespace nautilus::factor
