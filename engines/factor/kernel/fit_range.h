#pragma once
// Walks the rows of a panel for an estimator that knows one date. Not for use outside this folder.

#include "engines/factor/kernel/cross_section.h"

#include <functional>

namespace nautilus::factor {

/// An answer of the right shape, all NaN.
[[nodiscard]] FactorReturnPanel emptyAnswer(const FactorPanel& panel, RowRange rows, bool with_vif,
                                            bool with_residuals);

using FitOne = std::function<FitQuality(const CrossSection&, const FitOutput&)>;

/// Answers [begin, end), counted from rows.begin. Rows before the exposure lag stay NaN.
void fitRows(const FactorPanel& panel, RowRange rows, std::size_t begin, std::size_t end,
             FactorReturnPanel& result, const FitOne& fit);

} // namespace nautilus::factor
