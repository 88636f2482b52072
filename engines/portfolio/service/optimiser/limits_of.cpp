// The limits of a request, in the words and under the fields of the request.

#include "engines/domain/sectors.h"
#include "engines/portfolio/service/optimiser/posed.h"

#include <algorithm>
#include <cmath>

namespace nautilus::portfolio {

using Eigen::Index;
using Eigen::VectorXd;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr double kMostLimit = 100;

class LimitMaker {
public:
    LimitMaker(PosedProblem& posed, const OptimiserProblem& request, kit::Call& call)
        : posed_(posed), problem_(posed.problem), request_(request), wish_(request.constraints), call_(call) {
    }

    Result<void> run() {
        addBudget();
        addWeights();
        addCash();
        addGroups();
        addTotals();
        if (auto risk = addRisk(); !risk) return risk;
        if (auto factors = addFactors(); !factors) return factors;
        if (wish_.sector_neutral)
            if (auto neutral = addNeutralSectors(posed_); !neutral) return neutral;
        addTrading();
        if (request_.objective.target_return) addReturn(*request_.objective.target_return);
        if (!errors_.empty()) return tl::unexpected<kit::Errors>(std::move(errors_));
        return {};
    }

private:
    [[nodiscard]] Index securities() const { return problem_.securities; }
    [[nodiscard]] const ViewedAsset& asset(Index i) const {
        return posed_.view.assets[static_cast<std::size_t>(i)];
    }

    Limit& add(LimitKind kind, Sense sense, std::string name, std::string pointer, double limit) {
        Limit out;
        out.kind = kind;
        out.sense = sense;
        out.name = std::move(name);
        out.pointer = std::move(pointer);
        out.limit = limit;
        problem_.limits.push_back(std::move(out));
        return problem_.limits.back();
    }

    void addBudget() {
        auto& budget = add(LimitKind::Row, Sense::Equal, "budget", "/constraints/fully_invested", 1);
        budget.row = VectorXd::Ones(problem_.variables());
        if (posed_.shadow >= 0) budget.row[posed_.shadow] = 0;
        budget.firm = true;
        if (posed_.shadow < 0) return;
        auto& shadow =
            add(LimitKind::Weights, Sense::Equal, "weight of the benchmark", "/objective/benchmark", 0);
        shadow.members = {posed_.shadow};
        shadow.firm = true;
    }

    void addWeights() {
        std::vector<Index> low, high;
        for (Index i = 0; i < securities(); ++i) {
            const auto& symbol = asset(i).symbol;
            if (std::ranges::find(wish_.restricted, symbol) != wish_.restricted.end()) {
                fix(i, 0, "restricted " + symbol, "/constraints/restricted");
                continue;
            }
            if (std::ranges::find(wish_.no_trade, symbol) != wish_.no_trade.end() && problem_.held) {
                fix(i, (*problem_.held)[i], "no trade in " + symbol, "/constraints/no_trade");
                continue;
            }
            const auto* own = wish_.weights.find(symbol);
            const auto at = "/constraints/weights/" + symbol;
            if (own && own->min)
                one(i, Sense::AtLeast, *own->min, "weight " + symbol, at + "/min");
            else
                low.push_back(i);
            if (own && own->max)
                one(i, Sense::AtMost, *own->max, "weight " + symbol, at + "/max");
            else
                high.push_back(i);
        }
        for (const auto& [symbol, range] : wish_.weights.items)
            if (std::ranges::find(posed_.view.assets, symbol, &ViewedAsset::symbol) ==
                posed_.view.assets.end())
                call_.warn("unknown_symbol", "/data/constraints", symbol + " is not in the universe");
        const bool tiny = wish_.min_position.has_value(); // a least position says what is held, not all
        auto& least = add(LimitKind::Weights, Sense::AtLeast, "every weight", "/constraints/min_weight",
                          tiny ? std::min(wish_.min_weight.value_or(0), 0.0) : wish_.min_weight.value_or(0));
        least.members = std::move(low);
        least.firm = !wish_.min_weight;
        auto& most = add(LimitKind::Weights, Sense::AtMost, "every weight", "/constraints/max_weight",
                         wish_.max_weight.value_or(1));
        most.members = std::move(high);
        most.firm = !wish_.max_weight;
    }

    void fix(Index i, double value, std::string name, std::string pointer) {
        auto& limit = add(LimitKind::Weights, Sense::Equal, std::move(name), std::move(pointer), value);
        limit.members = {i};
        limit.firm = true;
    }

    void one(Index i, Sense sense, double value, std::string name, std::string pointer) {
        add(LimitKind::Weights, sense, std::move(name), std::move(pointer), value).members = {i};
    }

    void addCash() {
        if (posed_.cash < 0) {
            if (wish_.cash && ((wish_.cash->min && *wish_.cash->min > 0)))
                call_.warn("no_cash", "/data/optimal_weights", "this is fully invested: no cash is kept");
            return;
        }
        const bool given = wish_.cash && wish_.cash->min;
        auto& least = add(LimitKind::Weights, Sense::AtLeast, "cash", "/constraints/cash/min",
                          given ? *wish_.cash->min : 0);
        least.members = {posed_.cash};
        least.firm = !given;
        if (wish_.cash && wish_.cash->max)
            one(posed_.cash, Sense::AtMost, *wish_.cash->max, "cash", "/constraints/cash/max");
    }

    /// Sums of weights from and to.
    void addRange(const VectorXd& row, const WeightRange& range, const std::string& name,
                  const std::string& pointer) {
        if (!range.min && !range.max)
            errors_.push_back({ErrorCode::InvalidArgument, "needs min or max", pointer});
        if (range.min && range.max && *range.min > *range.max)
            errors_.push_back({ErrorCode::InvalidArgument, "min is above max", pointer + "/min"});
        if (range.min) add(LimitKind::Row, Sense::AtLeast, name, pointer + "/min", *range.min).row = row;
        if (range.max) add(LimitKind::Row, Sense::AtMost, name, pointer + "/max", *range.max).row = row;
    }

    template <class Belongs>
    VectorXd group(Belongs belongs, const std::string& what) {
        VectorXd row = VectorXd::Zero(problem_.variables());
        for (Index i = 0; i < securities(); ++i)
            row[i] = belongs(asset(i)) ? 1 : 0;
        if (row.isZero())
            call_.warn("empty_group", "/data/constraints", "no symbol of the universe belongs to " + what);
        return row;
    }

    void addGroups() {
        for (const auto& [word, limit] : wish_.sector_limits.items)
            if (!(std::abs(limit) <= kMostLimit))
                errors_.push_back({ErrorCode::InvalidArgument, "must be between -100 and 100",
                                   "/constraints/sector_limits/" + word});
        for (const auto& [word, limit] : wish_.sector_limits.items)
            add(LimitKind::Row, Sense::AtMost, "sector " + word, "/constraints/sector_limits/" + word, limit)
                .row = sectorRow(word);
        for (const auto& [word, range] : wish_.sectors.items)
            addRange(sectorRow(word), range, "sector " + word, "/constraints/sectors/" + word);
        for (const auto& [word, range] : wish_.asset_classes.items)
            addRange(group([&, w = word == "equity" ? std::string("equities") : word](
                               const ViewedAsset& each) { return each.asset_class == w; },
                           word),
                     range, "asset class " + word, "/constraints/asset_classes/" + word);
    }

    VectorXd sectorRow(const std::string& word) {
        return group(
            [name = domain::gicsSector(word)](const ViewedAsset& each) { return each.sector == name; },
            "sector " + word);
    }

    void addTotals() {
        VectorXd sum = VectorXd::Zero(problem_.variables());
        sum.head(securities()).setOnes();
        if (wish_.net_exposure)
            addRange(sum, *wish_.net_exposure, "net exposure", "/constraints/net_exposure");
        if (wish_.max_leverage)
            add(LimitKind::Leverage, Sense::AtMost, "leverage", "/constraints/max_leverage",
                *wish_.max_leverage);
        if (wish_.beta) {
            if (posed_.betas.empty())
                errors_.push_back({ErrorCode::NotComputable, "there is no market to measure betas against",
                                   "/constraints/beta"});
            else
                addRange(betaRow(), *wish_.beta, "beta", "/constraints/beta");
        }
        if (!wish_.max_turnover) return;
        if (problem_.held)
            add(LimitKind::Turnover, Sense::AtMost, "turnover", "/constraints/max_turnover",
                *wish_.max_turnover);
        else
            call_.warn("no_current_weights", "/data/expected_performance/turnover",
                       "nothing is known to be held: the limit on turnover is ignored");
    }

    [[nodiscard]] VectorXd betaRow() const {
        VectorXd row = VectorXd::Zero(problem_.variables());
        for (Index i = 0; i < securities(); ++i)
            row[i] = posed_.betas[static_cast<std::size_t>(i)];
        return row;
    }

    Result<void> addRisk() {
        if (wish_.max_volatility)
            add(LimitKind::Risk, Sense::AtMost, "volatility", "/constraints/max_volatility",
                *wish_.max_volatility)
                .centre = VectorXd::Zero(problem_.variables());
        if (!wish_.max_tracking_error) return {};
        return addTrackingError(posed_, *wish_.max_tracking_error);
    }

    Result<void> addFactors() {
        const auto& model = posed_.model;
        for (const auto& [word, range] : wish_.factor_exposures.items) {
            const auto at = "/constraints/factor_exposures/" + word;
            const auto found = std::ranges::find_if(model.factors, [&, w = word](const std::string& factor) {
                return factor == w || factor == "style:" + w || factor == "industry:" + w;
            });
            if (found == model.factors.end())
                return fail(ErrorCode::InvalidArgument, "no factor of the risk model", at);
            const auto k = static_cast<std::size_t>(found - model.factors.begin());
            VectorXd row = VectorXd::Zero(problem_.variables());
            for (Index i = 0; i < securities(); ++i)
                row[i] = model.exposures.at(static_cast<std::size_t>(i), k);
            double of_benchmark = 0;
            if (problem_.benchmark && posed_.shadow < 0)
                of_benchmark = row.dot(*problem_.benchmark);
            else if (!posed_.benchmark_exposures.empty())
                of_benchmark = posed_.benchmark_exposures[k];
            else if (!posed_.view.benchmark.empty())
                call_.warn(
                    "no_benchmark_exposure", "/data/exposures",
                    "the benchmark's exposures are not known: those of the portfolio itself are limited");
            auto shifted = range;
            if (shifted.min) *shifted.min += of_benchmark;
            if (shifted.max) *shifted.max += of_benchmark;
            addRange(row, shifted, "exposure to " + word, at);
        }
        return {};
    }

    /// No trade beyond a share of what is usually traded.
    void addTrading() {
        if (!wish_.max_adv_share) return;
        if (!problem_.held || std::isnan(posed_.view.value)) {
            call_.warn("no_current_weights", "/data/constraints",
                       "without a portfolio's value the limit on traded value is ignored");
            return;
        }
        for (Index i = 0; i < securities(); ++i) {
            if (!(asset(i).daily_value > 0)) continue;
            const double room = *wish_.max_adv_share * asset(i).daily_value / posed_.view.value;
            const auto name = "trade in " + asset(i).symbol;
            one(i, Sense::AtMost, (*problem_.held)[i] + room, name, "/constraints/max_adv_share");
            one(i, Sense::AtLeast, (*problem_.held)[i] - room, name, "/constraints/max_adv_share");
        }
    }

    void addReturn(double target) {
        auto& limit =
            add(LimitKind::Row, Sense::AtLeast, "expected return", "/objective/target_return", target);
        limit.row = problem_.expected_return;
        if (posed_.shadow >= 0) limit.row[posed_.shadow] = 0;
    }

    PosedProblem& posed_;
    PortfolioProblem& problem_;
    const OptimiserProblem& request_;
    const OptimiserConstraints& wish_;
    kit::Call& call_;
    kit::Errors errors_;
};

} // namespace

Result<void> addNeutralSectors(PosedProblem& posed) {
    auto& problem = posed.problem;
    if (!problem.benchmark || posed.shadow >= 0)
        return fail(ErrorCode::NotComputable,
                    "neutral sectors need a benchmark whose holdings are all in the universe",
                    "/constraints/sector_neutral");
    std::vector<std::string> sectors;
    for (const auto& each : posed.view.assets)
        if (std::ranges::find(sectors, each.sector) == sectors.end()) sectors.push_back(each.sector);
    // With the budget the last one follows from the others: a row that says nothing new is left out.
    if (posed.cash < 0 && !sectors.empty()) sectors.pop_back();
    for (const auto& sector : sectors) {
        Limit limit;
        limit.sense = Sense::Equal;
        limit.name = "sector " + (sector.empty() ? std::string("unclassified") : sector);
        limit.pointer = "/constraints/sector_neutral";
        limit.row = VectorXd::Zero(problem.variables());
        for (Index i = 0; i < problem.securities; ++i)
            limit.row[i] = posed.view.assets[static_cast<std::size_t>(i)].sector == sector ? 1 : 0;
        limit.limit = limit.row.dot(*problem.benchmark);
        problem.limits.push_back(std::move(limit));
    }
    return {};
}

Result<void> addTrackingError(PosedProblem& posed, double most) {
    const auto& benchmark = posed.problem.benchmark;
    if (!benchmark)
        return fail(ErrorCode::InvalidArgument,
                    "a limit on the tracking error needs objective.benchmark, whose risk is known",
                    "/constraints/max_tracking_error");
    Limit limit;
    limit.kind = LimitKind::Risk;
    limit.name = "tracking error";
    limit.pointer = "/constraints/max_tracking_error";
    limit.limit = most;
    limit.centre = *benchmark;
    posed.problem.limits.push_back(std::move(limit));
    return {};
}

Result<void> addLimits(PosedProblem& posed, const OptimiserProblem& request, kit::Call& call) {
    return LimitMaker(posed, request, call).run();
}

} // namespace nautilus::portfolio
