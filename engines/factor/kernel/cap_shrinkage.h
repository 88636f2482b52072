#pragma once
// Bayesian shrinkage of specific risk towards names of about the same size: very high and very low forecasts
// tend to come back.
//
//   bucket b = tenth of the names by capitalisation; sbar_b = SUM cap s / SUM cap over the bucket,
//   Delta_b = sqrt( mean (s - sbar_b)^2 ), v = q |s - sbar_b| / (Delta_b + q |s - sbar_b|),
//   s_shrunk = v sbar_b + (1 - v) s,  q = 0.1
// (USE4 Methodology Notes, Bayesian shrinkage of specific risk.)

#include <cstddef>
#include <span>
#include <vector>

namespace nautilus::factor {

struct CapShrinkageOptions {
    std::size_t buckets = 10;
    double strength = 0.1; ///< q >= 0; 0 changes nothing
};

struct CapShrinkage {
    std::vector<double> risk;   ///< N; names without a risk or a cap keep what they have
    std::vector<double> weight; ///< N: v in [0, 1); 0 for names that were left alone
};

/// `risk` and `cap`: N, NaN = missing, caps > 0 take part. Names are ordered by cap, ties by their place;
/// place i of n stands in bucket floor(i * buckets / n).
[[nodiscard]] CapShrinkage shrinkByCap(std::span<const double> risk, std::span<const double> cap,
                                       const CapShrinkageOptions& options = {});

} // namespace nautilus::factor
