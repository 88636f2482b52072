#include "engines/analytics/kernel/money_weighted_return.h"

#include "engines/numerics/bracketed_root.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nautilus::analytics {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kDaysPerYear = 365.0;
constexpr double kNarrow = 1e-7;
constexpr int kDeepest = 60;

/// Flows at times >= 0 in years, ascending, one per time, none 0. Discounted worth at y >= 0.
class Worth {
public:
    explicit Worth(std::vector<CashFlow> flows) : flows_(std::move(flows)) {}

    [[nodiscard]] double operator()(double y) const {
        double sum = 0;
        for (const CashFlow& flow : flows_)
            sum += flow.amount * std::exp(-flow.day * y);
        return sum;
    }

    /// Sum of the positive and of the negative terms t^power c exp(-t y), both as sizes.
    struct Parts {
        double gains = 0, costs = 0;
    };
    [[nodiscard]] Parts parts(double y, bool slope) const {
        Parts out;
        for (const CashFlow& flow : flows_) {
            const double term = flow.amount * (slope ? flow.day : 1.0) * std::exp(-flow.day * y);
            (term > 0 ? out.gains : out.costs) += std::abs(term);
        }
        return out;
    }

    /// Beyond this y the first flow outweighs all the others.
    [[nodiscard]] double bound() const {
        double others = 0;
        for (std::size_t i = 1; i < flows_.size(); ++i)
            others += std::abs(flows_[i].amount);
        return std::max(0.0, std::log(others / std::abs(flows_[0].amount))) / flows_[1].day + 1e-9;
    }

private:
    std::vector<CashFlow> flows_;
};

/// May the falling parts balance somewhere in [a, b]?
bool mayVanish(const Worth& worth, double a, double b, bool slope) {
    const auto at_a = worth.parts(a, slope), at_b = worth.parts(b, slope);
    return at_b.gains <= at_a.costs && at_a.gains >= at_b.costs;
}

void collectRoots(const Worth& worth, double a, double b, int depth, std::vector<double>& roots) {
    if (!mayVanish(worth, a, b, false)) return;
    const double at_a = worth(a), at_b = worth(b);
    const bool crossing = (at_a > 0) != (at_b > 0) || at_a == 0 || at_b == 0;
    const bool monotone = !mayVanish(worth, a, b, true);
    if (monotone && !crossing) return;
    if (monotone || (crossing && b - a < kNarrow)) {
        roots.push_back(numerics::bracketedRoot(worth, a, b));
        return;
    }
    if (b - a < kNarrow || depth == kDeepest) {
        // It comes close without crossing: a touch only if rounding cannot tell it from 0.
        const auto size = worth.parts(a, false);
        if (std::abs(at_a) < 1e-13 * (size.gains + size.costs)) roots.push_back(0.5 * (a + b));
        return;
    }
    const double middle = 0.5 * (a + b);
    collectRoots(worth, a, middle, depth + 1, roots);
    collectRoots(worth, middle, b, depth + 1, roots);
}

std::vector<double> rootsOf(std::vector<CashFlow> flows) {
    const Worth worth(std::move(flows));
    std::vector<double> roots;
    collectRoots(worth, 0, worth.bound(), 0, roots);
    return roots;
}

/// One flow per time, in years since the first; flows that cancel within rounding are gone.
std::vector<CashFlow> merged(std::vector<CashFlow> flows) {
    std::ranges::stable_sort(flows, {}, &CashFlow::day);
    std::vector<CashFlow> out;
    std::vector<double> sizes;
    for (const CashFlow& flow : flows) {
        if (out.empty() || out.back().day != flow.day) {
            out.push_back({flow.day, 0});
            sizes.push_back(0);
        }
        out.back().amount += flow.amount;
        sizes.back() += std::abs(flow.amount);
    }
    std::vector<CashFlow> kept;
    for (std::size_t i = 0; i < out.size(); ++i)
        if (std::abs(out[i].amount) > 1e-15 * sizes[i]) kept.push_back(out[i]);
    if (kept.empty()) return kept;
    const double origin = kept.front().day;
    for (CashFlow& flow : kept)
        flow.day = (flow.day - origin) / kDaysPerYear;
    return kept;
}

/// The same flows seen from the end backwards: growth below 0 becomes a rate above.
std::vector<CashFlow> reversed(const std::vector<CashFlow>& flows) {
    std::vector<CashFlow> out(flows.rbegin(), flows.rend());
    for (CashFlow& flow : out)
        flow.day = flows.back().day - flow.day;
    return out;
}

void addDistinct(std::vector<double>& all, std::vector<double> found) {
    for (const double y : found)
        if (std::ranges::none_of(all, [&](double z) { return std::abs(y - z) < kNarrow; })) all.push_back(y);
}

RateStatus screened(std::span<const CashFlow> given, const std::vector<CashFlow>& flows) {
    const auto broken = [](const CashFlow& f) { return !std::isfinite(f.day) || !std::isfinite(f.amount); };
    if (std::ranges::any_of(given, broken)) return RateStatus::Invalid;
    const bool any = std::ranges::any_of(given, [](const CashFlow& f) { return f.amount != 0; });
    if (flows.empty()) return any ? RateStatus::Undetermined : RateStatus::OneSign;
    const bool gains = std::ranges::any_of(flows, [](const CashFlow& f) { return f.amount > 0; });
    const bool costs = std::ranges::any_of(flows, [](const CashFlow& f) { return f.amount < 0; });
    return gains && costs ? RateStatus::Unique : RateStatus::OneSign;
}

} // namespace

MoneyWeightedReturn moneyWeightedReturn(std::span<const CashFlow> given) {
    MoneyWeightedReturn out{RateStatus::None, kNan, kNan, kNan, {}};
    const auto flows = merged({given.begin(), given.end()});
    out.status = screened(given, flows);
    if (out.status != RateStatus::Unique) return out;
    addDistinct(out.log_rates, rootsOf(flows));
    auto shrinking = rootsOf(reversed(flows));
    for (double& y : shrinking)
        y = -y;
    addDistinct(out.log_rates, shrinking);
    std::ranges::sort(out.log_rates);
    if (out.log_rates.empty()) {
        out.status = RateStatus::None;
        return out;
    }
    out.status = out.log_rates.size() == 1 ? RateStatus::Unique : RateStatus::Several;
    out.log_rate = *std::ranges::min_element(out.log_rates, {}, [](double y) { return std::abs(y); });
    out.rate = std::expm1(out.log_rate);
    out.period_return = std::expm1(out.log_rate * flows.back().day);
    return out;
}

} // namespace nautilus::analytics
