// What a policy would have done, as jobs.

#include "engines/portfolio/service/portfolio_service.h"

namespace nautilus::portfolio {

using kit::Call;
using kit::Operation;
using kit::Verb;

void PortfolioService::addPolicyOperations(std::vector<Operation>& out) {
    out.push_back(kit::immediateOperation<PolicyBacktestRequest, kit::JobAccepted>(
        {.id = "portfolio.backtest_policy",
         .verb = Verb::Post,
         .paths = {"/api/v1/portfolio/backtests"},
         .scope = kit::Scope::Write,
         .summary = "Walks a method forward over history, beside others; as a job",
         .example = R"({"universe":["AAPL","MSFT","JPM","XOM"],"optimization_method":"minimum_variance",)"
                    R"("start":"2018-06-01","optimization_config":{"lookback_period":"1Y",)"
                    R"("rebalance_frequency":"quarterly","transaction_costs":0.001}})",
         .kind = kit::Kind::Job},
        [this](const PolicyBacktestRequest& request, Call&) { return startBacktest(request); }));
    out.push_back(kit::immediateOperation<PolicyGridRequest, kit::JobAccepted>(
        {.id = "portfolio.backtest_grid",
         .verb = Verb::Post,
         .paths = {"/api/v1/portfolio/backtests/grid"},
         .scope = kit::Scope::Write,
         .summary = "Walks a policy forward with every combination of some of its settings; as a job",
         .example = R"({"universe":["AAPL","MSFT","JPM","XOM"],"optimization_method":"minimum_variance",)"
                    R"("start":"2018-06-01","optimization_config":{"lookback_period":"1Y",)"
                    R"("rebalance_frequency":"quarterly","transaction_costs":0.001},"grid":[)"
                    R"({"field":"/constraints/max_weight","values":[0.3,0.5]},)"
                    R"({"field":"/optimization_config/covariance","values":["sample","ledoit_wolf"]}]})",
         .kind = kit::Kind::Job},
        [this](const PolicyGridRequest& request, Call&) { return startGrid(request); }));
    out.push_back(kit::immediateOperation<PolicyValidationRequest, kit::JobAccepted>(
        {.id = "portfolio.validate_policy",
         .verb = Verb::Post,
         .paths = {"/api/v1/portfolio/validations"},
         .scope = kit::Scope::Write,
         .summary = "Methods and settings judged on sessions that they were not fitted on; as a job",
         .example =
             R"({"universe":["AAPL","MSFT","JPM","XOM"],"methods":["minimum_variance","equal_weight"],)"
             R"("covariances":["sample","ledoit_wolf"],"start":"2018-01-02"})",
         .kind = kit::Kind::Job},
        [this](const PolicyValidationRequest& request, Call&) { return startValidation(request); }));
}

kit::Result<kit::JobAccepted> PortfolioService::startValidation(const PolicyValidationRequest& request) {
    if (auto checked = checkValidation(request); !checked) return kit::failAs(checked);
    const auto job =
        ports_.jobs.submit("policy_validation", id(), threads_.worker,
                           [this, request](kit::JobContext& context) -> kit::Result<std::string> {
                               const auto out = validated(optimiser_.sources(), request, context);
                               if (!out) return kit::failAs(out);
                               return kit::writeJson(*out);
                           });
    if (!job) return kit::failAs(job);
    return kit::JobAccepted::of(*job);
}

kit::Result<kit::JobAccepted> PortfolioService::startBacktest(const PolicyBacktestRequest& request) {
    if (auto checked = checkBacktest(request); !checked) return kit::failAs(checked);
    const auto job =
        ports_.jobs.submit("policy_backtest", id(), threads_.worker,
                           [this, request](kit::JobContext& context) -> kit::Result<std::string> {
                               const auto out = walkedForward(optimiser_.sources(), request, context);
                               if (!out) return kit::failAs(out);
                               return kit::writeJson(*out);
                           });
    if (!job) return kit::failAs(job);
    return kit::JobAccepted::of(*job);
}

kit::Result<kit::JobAccepted> PortfolioService::startGrid(const PolicyGridRequest& request) {
    auto runs = gridRuns(request, read_json);
    if (!runs) return kit::failAs(runs);
    const auto job = ports_.jobs.submit(
        "policy_grid", id(), threads_.worker,
        [this, request, runs = std::move(*runs)](kit::JobContext& context) -> kit::Result<std::string> {
            const auto out = gridWalked(optimiser_.sources(), request, runs, ports_.pool, context);
            if (!out) return kit::failAs(out);
            return kit::writeJson(*out);
        });
    if (!job) return kit::failAs(job);
    return kit::JobAccepted::of(*job);
}

} // namespace nautilus::portfolio
