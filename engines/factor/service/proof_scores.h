#pragma once
// What the standardised returns of the test portfolios say about the forecasts.

#include "engines/factor/contract/risk_proof.h"

#include <string>
#include <vector>

namespace nautilus::factor {

/// A test portfolio; those of one set stand side by side.
struct TestPortfolio {
    std::string set;
    std::string name;
    std::size_t number = 0; ///< of those that are drawn, or the style, sector or factor
};

/// Returns over forecasts: [variant][portfolio][date], NaN where one of both is missing.
using StandardisedReturns = std::vector<std::vector<std::vector<double>>>;

/// Fills scores, rolling and portfolios of `result`; `window` forecasts are 12 months, `step` the distance of
/// the dates of `rolling`. The first variant is the one whose named portfolios are listed.
void addScores(const StandardisedReturns& b, const std::vector<std::string>& variants,
               const std::vector<TestPortfolio>& portfolios, const std::vector<domain::SessionDate>& dates,
               std::size_t window, std::size_t step, RiskProofResult& result);

} // namespace nautilus::factor
