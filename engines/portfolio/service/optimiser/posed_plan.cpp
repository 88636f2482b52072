#include "engines/portfolio/service/optimiser/posed_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace nautilus::portfolio {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr double kYear = 252, kMostWeight = 100, kWithin = 1e-9;
constexpr Index kMostWeights = 800; ///< of all periods: the time grows with their cube
constexpr double kInfinite = std::numeric_limits<double>::infinity();

Index placeOf(const PosedProblem& posed, const std::string& symbol) {
    const auto found = std::ranges::find(posed.view.assets, symbol, &ViewedAsset::symbol);
    return found == posed.view.assets.end() ? -1 : static_cast<Index>(found - posed.view.assets.begin());
}

Result<void> refuseUnknown(const PlanTradesRequest& request) {
    const auto& wish = request.constraints;
    kit::Errors errors;
    const auto refuse = [&](bool given, const char* pointer, const char* why) {
        if (given) errors.push_back({ErrorCode::InvalidArgument, why, pointer});
    };
    constexpr const char* kRisk = "a plan keeps no limit on risk: raise the risk aversion";
    constexpr const char* kFew = "a plan keeps no limit on positions";
    refuse(wish.max_volatility.has_value(), "/constraints/max_volatility", kRisk);
    refuse(wish.max_tracking_error.has_value(), "/constraints/max_tracking_error", kRisk);
    refuse(wish.max_positions.has_value(), "/constraints/max_positions", kFew);
    refuse(wish.min_position.has_value(), "/constraints/min_position", kFew);
    refuse(request.objective.target_return.has_value(), "/objective/target_return",
           "a plan weighs return against risk; no return is its target");
    refuse(request.portfolio_id.empty() && request.current_weights.items.empty(), "/current_weights",
           "a plan starts from what is held: these or portfolio_id");
    const auto given = static_cast<std::int64_t>(request.period_returns.size());
    if (given > 0 && given != request.periods)
        errors.push_back({ErrorCode::InvalidArgument,
                          fmt::format("{} objects for {} periods: one each", given, request.periods),
                          "/period_returns"});
    refuse(given > 0 && request.return_half_life.has_value(), "/return_half_life",
           "says nothing beside period_returns");
    if (!errors.empty()) return tl::unexpected<kit::Errors>(std::move(errors));
    return {};
}

class PlanPoser {
public:
    PlanPoser(const PlanTradesRequest& request, kit::Call& call, PosedPlan& out)
        : request_(request), call_(call), out_(out), posed_(out.posed) {}

    Result<void> run() {
        const auto periods = static_cast<Index>(request_.periods);
        if (posed_.problem.variables() * periods > kMostWeights)
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("{} weights in {} periods: together at most {}",
                                    posed_.problem.variables(), periods, kMostWeights),
                        "/periods");
        if (auto set = setReturns(periods); !set) return set;
        setRoom();
        auto& plan = out_.plan;
        plan.period = posed_.problem;
        plan.aversion = request_.objective.risk_aversion.value_or(kUsualAversion);
        if (!request_.terminal_weights.items.empty())
            if (auto set = setTerminal(); !set) return set;
        return {};
    }

private:
    Result<void> setReturns(Index periods) {
        auto& all = out_.plan.expected_return;
        all = posed_.problem.expected_return.replicate(1, periods);
        const Index n = posed_.problem.securities;
        if (!request_.period_returns.empty()) return givenReturns();
        if (!request_.return_half_life) return {};
        for (Index t = 0; t < periods; ++t)
            all.col(t).head(n) =
                posed_.risk_free + (all.col(t).head(n).array() - posed_.risk_free) *
                                       returnLeft(t, request_.period_days, *request_.return_half_life);
        return {};
    }

    Result<void> givenReturns() {
        kit::Errors errors;
        for (std::size_t t = 0; t < request_.period_returns.size(); ++t) {
            const auto& given = request_.period_returns[t];
            const auto at = "/period_returns/" + std::to_string(t) + "/";
            for (Index i = 0; i < posed_.problem.securities; ++i) {
                const auto symbol = posed_.nameOf(i);
                const auto* value = given.find(symbol);
                if (!value)
                    errors.push_back(
                        {ErrorCode::InvalidArgument, "no return is given for " + symbol, at + symbol});
                else if (!(std::abs(*value) <= kMostWeight))
                    errors.push_back(
                        {ErrorCode::InvalidArgument, "must be between -100 and 100", at + symbol});
                else
                    out_.plan.expected_return(i, static_cast<Index>(t)) = *value;
            }
            for (const auto& [symbol, value] : given.items)
                if (placeOf(posed_, symbol) < 0)
                    call_.warn("unknown_symbol", "/data/expected_returns",
                               symbol + " is not in the universe: its return says nothing");
        }
        if (!errors.empty()) return tl::unexpected<kit::Errors>(std::move(errors));
        return {};
    }

    void setRoom() {
        const auto& share = request_.constraints.max_adv_share;
        if (!share) return;
        if (std::isnan(posed_.view.value)) {
            call_.warn("no_current_weights", "/data/paths",
                       "without a portfolio's value the limit on traded value is ignored");
            return;
        }
        out_.plan.trade_room = VectorXd::Constant(posed_.problem.securities, kInfinite);
        for (Index i = 0; i < posed_.problem.securities; ++i) {
            const double daily = posed_.view.assets[static_cast<std::size_t>(i)].daily_value;
            if (daily > 0)
                out_.plan.trade_room[i] = *share * daily / posed_.view.value;
            else
                call_.warn("no_traded_value", "/data/paths",
                           posed_.nameOf(i) + " has no traded value: its trades are not limited by it");
        }
    }

    Result<void> setTerminal() {
        const auto& problem = posed_.problem;
        VectorXd weights = VectorXd::Zero(problem.variables());
        kit::Errors errors;
        double sum = 0;
        for (const auto& [symbol, weight] : request_.terminal_weights.items) {
            const Index at = placeOf(posed_, symbol);
            const auto refuse = [&, name = symbol](const char* why) {
                errors.push_back({ErrorCode::InvalidArgument, why, "/terminal_weights/" + name});
            };
            if (symbol == "cash")
                refuse("cash is what the symbols leave of 1");
            else if (at < 0)
                refuse("is not in the universe");
            else if (!(std::abs(weight) <= kMostWeight))
                refuse("must be between -100 and 100");
            else
                sum += weights[at] = weight;
        }
        if (!errors.empty()) return tl::unexpected<kit::Errors>(std::move(errors));
        if (posed_.cash >= 0) weights[posed_.cash] = 1 - sum;
        if (auto kept = keepsLimits(weights); !kept) return kept;
        out_.plan.terminal = std::move(weights);
        return {};
    }

    /// Those of one period; trades are another matter.
    [[nodiscard]] Result<void> keepsLimits(const VectorXd& weights) const {
        kit::Errors errors;
        for (const auto& limit : posed_.problem.limits) {
            if (limit.kind == LimitKind::Turnover) continue;
            if (limit.kind == LimitKind::Weights && limit.members.empty()) continue;
            const double value = posed_.problem.valueOf(limit, weights);
            const double over = limit.sense == Sense::AtMost    ? value - limit.limit
                                : limit.sense == Sense::AtLeast ? limit.limit - value
                                                                : std::abs(value - limit.limit);
            if (over <= kWithin * (1 + std::abs(limit.limit))) continue;
            if (errors.empty())
                errors.push_back({ErrorCode::NotComputable,
                                  "infeasible: the weights of the last period break limits; `relax` leaves "
                                  "them as they are",
                                  "/terminal_weights"});
            errors.push_back(
                {ErrorCode::NotComputable,
                 fmt::format("infeasible: {}, and terminal_weights give {:.6g}", inWords(limit), value),
                 limit.pointer});
        }
        if (!errors.empty()) return tl::unexpected<kit::Errors>(std::move(errors));
        return {};
    }

    static constexpr double kUsualAversion = 5;
    const PlanTradesRequest& request_;
    kit::Call& call_;
    PosedPlan& out_;
    PosedProblem& posed_;
};

} // namespace

double returnLeft(std::int64_t t, std::int64_t days, double half_life) {
    const double decay = std::numbers::ln2 / half_life, sessions = static_cast<double>(days);
    return std::exp(-decay * static_cast<double>(t) * sessions) * std::expm1(-decay * sessions) /
           (sessions * std::expm1(-decay));
}

PortfolioProblem firstPeriod(const PosedPlan& plan) {
    auto out = plan.plan.period;
    const auto& room = plan.plan.trade_room;
    for (Index i = 0; i < room.size(); ++i) {
        if (!std::isfinite(room[i])) continue;
        for (const Sense sense : {Sense::AtMost, Sense::AtLeast}) {
            Limit limit;
            limit.kind = LimitKind::Weights;
            limit.sense = sense;
            limit.name = "trade in " + plan.posed.nameOf(i);
            limit.pointer = "/constraints/max_adv_share";
            limit.members = {i};
            limit.limit = (*out.held)[i] + (sense == Sense::AtMost ? room[i] : -room[i]);
            out.limits.push_back(std::move(limit));
        }
    }
    return out;
}

Result<PosedPlan> posePlan(const OptimiserSources& from, const PlanTradesRequest& request, kit::Call& call) {
    if (auto known = refuseUnknown(request); !known) return kit::failAs(known);
    OptimiserProblem period = request;
    PosedPlan out;
    out.years = static_cast<double>(request.period_days) / kYear;
    period.optimization_config.cost_horizon = out.years; // costs are paid when traded, and in full
    period.constraints.max_adv_share.reset();            // of every period's trades: see setRoom
    if (!request.period_returns.empty()) period.optimization_config.expected_returns = "historical";
    if (request.optimization_config.lot_size)
        call.warn("fractions", "/data/paths", "a plan trades fractions: lot_size says nothing");
    auto posed = pose(from, period, false, call);
    if (!posed) return kit::failAs(posed);
    out.posed = std::move(*posed);
    if (auto done = PlanPoser(request, call, out).run(); !done) return kit::failAs(done);
    return out;
}

} // namespace nautilus::portfolio
