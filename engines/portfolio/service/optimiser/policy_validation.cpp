#include "engines/portfolio/service/optimiser/policy_validation.h"

#include "engines/numerics/moments.h"
#include "engines/portfolio/kernel/optimiser/cross_validation.h"
#include "engines/portfolio/service/optimiser/figures.h"
#include "engines/portfolio/service/optimiser/solving.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace nautilus::portfolio {

using domain::kMissing;
using Eigen::Index;
using Eigen::VectorXd;
using kit::Call;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr double kYear = 252;
constexpr std::size_t kLeastFitted = 20, kMostVariants = 60;

/// The market on some of its sessions.
MarketView viewOn(const MarketView& whole, const std::vector<std::size_t>& rows) {
    MarketView out = whole;
    out.returns = domain::Matrix(rows.size(), whole.returns.columns());
    out.sessions.clear();
    out.market.clear();
    out.benchmark.clear();
    for (std::size_t t = 0; t < rows.size(); ++t) {
        std::ranges::copy(whole.returns.row(rows[t]), out.returns.row(t).begin());
        out.sessions.push_back(whole.sessions[rows[t]]);
        if (!whole.market.empty()) out.market.push_back(whole.market[rows[t]]);
        if (!whole.benchmark.empty()) out.benchmark.push_back(whole.benchmark[rows[t]]);
    }
    return out;
}

struct Score {
    double sharpe = kMissing, volatility = kMissing;
};

Score scoreOf(const MarketView& whole, const std::vector<std::size_t>& rows, const VectorXd& weights,
              double rate) {
    std::vector<double> excess;
    for (const auto row : rows) {
        double sum = 0;
        for (std::size_t i = 0; i < whole.returns.columns(); ++i)
            sum += weights[static_cast<Index>(i)] * (whole.returns.at(row, i) - rate / kYear);
        excess.push_back(sum);
    }
    const auto m = numerics::moments(excess);
    if (!numerics::hasSpread(m)) return {};
    return {m.mean / m.deviation * std::sqrt(kYear), m.deviation * std::sqrt(kYear)};
}

std::vector<ValidatedVariant> variantsOf(const PolicyValidationRequest& request) {
    const auto covariances = request.covariances.empty() ? std::vector{request.optimization_config.covariance}
                                                         : request.covariances;
    std::vector<std::optional<double>> aversions(request.risk_aversions.begin(),
                                                 request.risk_aversions.end());
    if (aversions.empty()) aversions = {request.objective.risk_aversion};
    std::vector<ValidatedVariant> out;
    for (const auto& method : request.methods)
        for (const auto& covariance : covariances)
            for (const auto& aversion : aversions) {
                ValidatedVariant one;
                one.method = method;
                one.covariance = covariance;
                one.risk_aversion = aversion.value_or(kMissing);
                one.name = method + ", " + covariance + (aversion ? fmt::format(", {:g}", *aversion) : "");
                out.push_back(std::move(one));
            }
    return out;
}

/// One variant over all splits.
class VariantRun {
public:
    VariantRun(const OptimiserSources& from, const PolicyValidationRequest& request, const MarketView& whole,
               ValidatedVariant& out)
        : from_(from), as_(request), whole_(whole), out_(out) {
        as_.optimization_config.covariance = out.covariance;
        if (!std::isnan(out.risk_aversion)) as_.objective.risk_aversion = out.risk_aversion;
    }

    void add(const PurgedSplit& split) {
        const double rate = as_.optimization_config.risk_free_rate;
        Call quiet;
        auto posed =
            posedFrom(from_, viewOn(whole_, split.fitted), as_, knowsNoCash(out_.method, as_), quiet);
        const auto solved = posed ? solveMethod(std::move(*posed), as_, out_.method, quiet)
                                  : Result<SolvedProblem>(kit::failAs(posed));
        if (!solved) {
            ++out_.failed;
            if (out_.error.empty()) out_.error = solved.error().front().message;
            fitted.push_back(kMissing);
            out_.sharpes.push_back(kMissing);
            return;
        }
        const auto& weights = solved->best.weights;
        const auto test = scoreOf(whole_, split.tested, weights, rate);
        fitted.push_back(scoreOf(whole_, split.fitted, weights, rate).sharpe);
        out_.sharpes.push_back(test.sharpe);
        volatilities_.push_back(test.volatility);
        biases_.push_back(test.volatility / performanceOf(solved->posed, weights).expected_volatility);
    }

    void finish() {
        const auto m = numerics::moments(out_.sharpes);
        out_.mean_sharpe = m.mean;
        out_.deviation_of_sharpe = m.deviation;
        for (const double sharpe : out_.sharpes)
            if (!(out_.worst_sharpe <= sharpe))
                out_.worst_sharpe = std::isnan(sharpe) ? out_.worst_sharpe : sharpe;
        out_.fitted_sharpe = numerics::moments(fitted).mean;
        out_.volatility = numerics::moments(volatilities_).mean;
        out_.volatility_bias = numerics::moments(biases_).mean;
    }

    std::vector<double> fitted; ///< Sharpe ratio per split

private:
    const OptimiserSources& from_;
    OptimiserProblem as_;
    const MarketView& whole_;
    ValidatedVariant& out_;
    std::vector<double> volatilities_, biases_;
};

Result<MarketView> wholeOf(const OptimiserSources& from, const PolicyValidationRequest& request, Call& call) {
    auto question = viewQuestion(request);
    question.lookback = "ALL";
    question.as_of = request.end ? request.end : request.as_of;
    question.given_weights.clear();
    auto view = viewOf(from.market, from.books, question, call);
    if (!view) return view;
    std::vector<std::size_t> rows;
    for (std::size_t t = 0; t < view->sessions.size(); ++t)
        if (!request.start || view->sessions[t] >= *request.start) rows.push_back(t);
    auto out = viewOn(*view, rows);
    out.holds = false; // every split starts from nothing
    const auto groups = static_cast<std::size_t>(request.groups);
    if (rows.size() / groups * (groups - static_cast<std::size_t>(request.test_groups)) <
        kLeastFitted + 2 * groups * static_cast<std::size_t>(request.purge))
        return fail(ErrorCode::NotComputable,
                    fmt::format("{} sessions leave less than 20 to fit on in some split", rows.size()),
                    "/groups");
    return out;
}

} // namespace

Result<void> checkValidation(const PolicyValidationRequest& request) {
    if (request.portfolio_id.empty() && request.universe.empty())
        return fail(ErrorCode::InvalidArgument, "symbols or a portfolio are needed", "/universe");
    if (request.test_groups >= request.groups)
        return fail(ErrorCode::InvalidArgument, "must be below groups", "/test_groups");
    if (request.start && request.end && *request.start >= *request.end)
        return fail(ErrorCode::InvalidArgument, "must lie before the end", "/start");
    if (variantsOf(request).size() > kMostVariants)
        return fail(ErrorCode::InvalidArgument, "more than 60 variants", "/methods");
    return {};
}

Result<PolicyValidationResult> validated(const OptimiserSources& from, const PolicyValidationRequest& request,
                                         kit::JobContext& context) {
    Call call;
    const auto whole = wholeOf(from, request, call);
    if (!whole) return kit::failAs(whole);
    const auto splits =
        purgedSplits(whole->sessions.size(), static_cast<std::size_t>(request.groups),
                     static_cast<std::size_t>(request.test_groups), static_cast<std::size_t>(request.purge));
    PolicyValidationResult out;
    for (const auto& warning : call.warnings)
        out.notes.push_back(warning.message);
    out.sessions = whole->sessions;
    out.splits = static_cast<std::int64_t>(splits.size());
    out.variants = variantsOf(request);
    std::vector<std::vector<double>> fitted, tested; // of variants that differ: settings may not be read
    std::vector<std::size_t> counted;
    double done = 0;
    const double steps = static_cast<double>(splits.size() * out.variants.size());
    for (auto& variant : out.variants) {
        VariantRun run(from, request, *whole, variant);
        for (const auto& split : splits) {
            run.add(split);
            if (!context.progress(++done / steps, variant.name))
                return fail(ErrorCode::Cancelled, "cancelled");
        }
        run.finish();
        if (const auto twin = std::ranges::find(tested, variant.sharpes); twin != tested.end()) {
            const auto& same = out.variants[counted[static_cast<std::size_t>(twin - tested.begin())]].name;
            out.notes.push_back(variant.name + " is the same as " + same +
                                " and counts once for overfitting");
            continue;
        }
        counted.push_back(static_cast<std::size_t>(&variant - out.variants.data()));
        fitted.push_back(std::move(run.fitted));
        tested.push_back(variant.sharpes);
    }
    out.overfitting_probability = overfittingProbability(fitted, tested);
    std::ranges::stable_sort(out.variants, std::ranges::greater{}, [](const ValidatedVariant& variant) {
        return std::isnan(variant.mean_sharpe) ? -1e300 : variant.mean_sharpe;
    });
    return out;
}

} // namespace nautilus::portfolio
