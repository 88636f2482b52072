#include "engines/numerics/moments.h"
#include "engines/risk/service/risk_check.h"
#include "engines/risk/service/risk_figures.h"

#include <algorithm>
#include <cmath>

namespace nautilus::risk {

using domain::kMissing;
using kit::Result;

namespace {

constexpr std::int64_t kDays[] = {1, 2, 5, 10, 20, 60};
constexpr double kBasisPoint = 1e-4;

LiquidityRow rowOf(const PricedPosition& position, const LiquidityRequest& request) {
    LiquidityRow out;
    out.symbol = position.symbol;
    out.value = position.value;
    out.daily_value = position.daily_value;
    const double size = std::abs(position.value);
    out.share_of_volume = position.daily_value > 0 ? size / position.daily_value : kMissing;
    out.days = out.share_of_volume / request.participation;
    const double deviation =
        position.history ? numerics::moments(position.history->returns).deviation : kMissing;
    // No impact asked for: neither volume nor deviation is needed.
    const double impact =
        request.impact == 0 ? 0 : request.impact * deviation * std::sqrt(out.share_of_volume);
    out.cost = size * (request.half_spread_bp * kBasisPoint + impact);
    return out;
}

double soldBy(const PricedBook& book, const LiquidityRequest& request, std::int64_t days) {
    const double cash = book.cash > 0 ? book.cash : 0;
    double sold = cash, all = cash;
    for (const auto& each : book.positions) {
        const double size = std::abs(each.value);
        all += size;
        if (each.daily_value > 0)
            sold += std::min(size, request.participation * each.daily_value * static_cast<double>(days));
    }
    return all > 0 ? sold / all : kMissing;
}

void warnMissing(const LiquidityResult& out, kit::Call& call) {
    for (std::size_t i = 0; i < out.positions.size(); ++i) {
        const auto& row = out.positions[i];
        const auto at = "/data/positions/" + std::to_string(i) + "/";
        if (std::isnan(row.days))
            for (const char* name : {"daily_value", "share_of_volume", "days"})
                call.warn("no_volume", at + name, row.symbol + " has no known volume");
        if (std::isnan(row.cost)) call.warn("not_computable", at + "cost", "needs a volume and a history");
    }
    const std::pair<const char*, double> sums[] = {{"days_for_all", out.days_for_all},
                                                   {"cost", out.cost},
                                                   {"cost_share", out.cost_share},
                                                   {"liquidity_adjusted_var", out.liquidity_adjusted_var}};
    for (const auto& [name, value] : sums)
        if (std::isnan(value))
            call.warn("not_computable", std::string("/data/") + name,
                      "a position has no volume or no history");
}

} // namespace

Result<LiquidityResult> answerLiquidity(const FigureSources& from, const LiquidityRequest& request,
                                        kit::Call& call) {
    const auto book =
        bookOf(from, request, static_cast<std::size_t>(request.window), "/data/positions", call);
    if (!book) return kit::failAs(book);
    LiquidityResult out;
    out.days_for_all = out.cost = 0;
    for (const auto& position : book->positions) {
        out.positions.push_back(rowOf(position, request));
        const auto& row = out.positions.back();
        out.days_for_all = std::isnan(row.days) || std::isnan(out.days_for_all)
                               ? kMissing
                               : std::max(out.days_for_all, row.days);
        out.cost += row.cost;
    }
    for (const auto days : kDays)
        out.sold.push_back({days, soldBy(*book, request, days)});
    out.cost_share = out.cost / book->value;
    out.liquidity_adjusted_var = historyOf(*book).value_at_risk_1d + out.cost_share;
    std::ranges::stable_sort(out.positions, [](const LiquidityRow& a, const LiquidityRow& b) {
        if (std::isnan(a.days) != std::isnan(b.days)) return std::isnan(a.days);
        return a.days > b.days;
    });
    warnMissing(out, call);
    call.method("cost",
                "|value| (half_spread + impact x daily deviation x sqrt(|value| / ADV)): the square-root "
                "law (Grinold and Kahn 1999), the whole position as one order");
    call.method("volume",
                "ADV = mean traded value of the last 21 sessions; all positions are sold side by side");
    return out;
}

} // namespace nautilus::risk
