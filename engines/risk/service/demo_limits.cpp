// The limits that portfolio_001 and portfolio_002 come with over the built-in data.

#include "engines/risk/service/risk_service.h"

#include <algorithm>
#include <array>

namespace nautilus::risk {

using kit::Result;

namespace {

struct DemoLimit {
    LimitType type;
    double value;
    bool hard;
};

struct DemoMandate {
    const char* portfolio_id;
    std::span<const DemoLimit> limits;
};

/// Two are nearly used up and one is broken, so that every state of a limit can be seen.
constexpr std::array kGrowth{
    DemoLimit{LimitType::PositionSize, 0.2, true}, DemoLimit{LimitType::SectorExposure, 0.6, true},
    DemoLimit{LimitType::ValueAtRisk, 0.04, true}, DemoLimit{LimitType::ExpectedShortfall, 0.05, true},
    DemoLimit{LimitType::Leverage, 1, true},       DemoLimit{LimitType::AverageDailyVolume, 0.01, false},
    DemoLimit{LimitType::Liquidity, 0.5, true},    DemoLimit{LimitType::Correlation, 0.85, false}};
constexpr std::array kBalanced{
    DemoLimit{LimitType::PositionSize, 0.35, true}, DemoLimit{LimitType::SectorExposure, 0.5, true},
    DemoLimit{LimitType::ValueAtRisk, 0.025, true}, DemoLimit{LimitType::ExpectedShortfall, 0.03, true},
    DemoLimit{LimitType::Leverage, 1, true},        DemoLimit{LimitType::AverageDailyVolume, 0.01, false},
    DemoLimit{LimitType::Liquidity, 0.5, true},     DemoLimit{LimitType::Correlation, 0.9, false}};
constexpr std::array kMandates{DemoMandate{"portfolio_001", kGrowth},
                               DemoMandate{"portfolio_002", kBalanced}};

} // namespace

Result<void> RiskService::makeDemoLimits() {
    const auto known = limits_.current();
    for (const auto& mandate : kMandates) {
        if (known->contains(mandate.portfolio_id)) continue; // set before, even if taken away since
        const auto book = reader_.books() ? reader_.books()->find(mandate.portfolio_id) : std::nullopt;
        if (!book || std::ranges::count(book->tags, "demo") == 0) continue; // a user's own of that name
        SetLimitsRequest request{mandate.portfolio_id, {}};
        for (const auto& limit : mandate.limits) {
            LimitSetting setting;
            setting.limit_type = limitKind(limit.type).name;
            setting.value = limit.value;
            setting.hard = limit.hard;
            setting.owner = "Demo";
            request.limits.push_back(std::move(setting));
        }
        if (const auto kept = limits_.set(request, "portfolio"); !kept) return kit::failAs(kept);
    }
    return {};
}

} // namespace nautilus::risk
