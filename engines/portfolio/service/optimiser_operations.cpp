#include "engines/portfolio/service/portfolio_service.h"

namespace nautilus::portfolio {

using kit::Call;
using kit::Operation;
using kit::Verb;

void PortfolioService::addOptimiserOperations(std::vector<Operation>& out) {
    constexpr const char* kExample =
        R"({"portfolio_id":"portfolio_001","optimization_method":"mean_variance",)"
        R"("universe":["AAPL","MSFT","GOOGL","NVDA"],"constraints":{"max_weight":0.3,"max_turnover":0.2},)"
        R"("objective":{"risk_aversion":5},"optimization_config":{"transaction_costs":0.001}})";
    out.push_back(driverOperation<OptimiseRequest, OptimiseResult>(
        {.id = "portfolio.optimize",
         .verb = Verb::Post,
         .paths = {"/portfolio/optimize", "/api/v1/portfolio/optimize"},
         .summary = "Finds the best weights within limits, with what every limit costs",
         .example = kExample},
        [this](const OptimiseRequest& request, Call& call) { return optimiser_.optimise(request, call); }));
    out.push_back(driverOperation<OptimiseRequest, DiagnoseResult>(
        {.id = "portfolio.diagnose",
         .verb = Verb::Post,
         .paths = {"/api/v1/portfolio/optimize/diagnose"},
         .summary = "Whether limits can be met together, which of them cannot, and the least that would do",
         .example = kExample},
        [this](const OptimiseRequest& request, Call& call) { return optimiser_.diagnosed(request, call); }));
    out.push_back(driverOperation<FrontierRequest, FrontierResult>(
        {.id = "portfolio.frontier",
         .verb = Verb::Post,
         .paths = {"/api/v1/portfolio/optimize/frontier"},
         .summary = "The efficient frontier within limits, and what stands beside it",
         .example = R"({"portfolio_id":"portfolio_001","points":20,"constraints":{"max_weight":0.5},)"
                    R"("objective":{"benchmark":"SPY"}})"},
        [this](const FrontierRequest& request, Call& call) { return optimiser_.frontierOf(request, call); }));
    out.push_back(driverOperation<CompareMethodsRequest, CompareMethodsResult>(
        {.id = "portfolio.compare_methods",
         .verb = Verb::Post,
         .paths = {"/api/v1/portfolio/optimize/compare"},
         .summary = "The answers of several methods to one problem side by side",
         .example = R"({"portfolio_id":"portfolio_002","methods":["minimum_variance","risk_parity",)"
                    R"("hierarchical_risk_parity","equal_weight"]})"},
        [this](const CompareMethodsRequest& request, Call& call) {
            return optimiser_.compare(request, call);
        }));
    out.push_back(driverOperation<RiskParityRequest, RiskParityResult>(
        {.id = "portfolio.optimize_risk_parity",
         .verb = Verb::Post,
         .paths = {"/portfolio/optimize/risk_parity", "/api/v1/portfolio/optimize/risk_parity"},
         .summary = "Weights whose shares of the risk are given, by symbol or asset class",
         .example = R"({"portfolio_id":"portfolio_002","universe":["AAPL","MSFT","GOOGL","TLT","GLD"],)"
                    R"("risk_budget":{"equities":0.6,"bonds":0.3,"commodities":0.1}})"},
        [this](const RiskParityRequest& request, Call& call) {
            return optimiser_.riskParity(request, call);
        }));
    addConstructionOperations(out);
    addPolicyOperations(out);
}

void PortfolioService::addConstructionOperations(std::vector<Operation>& out) {
    out.push_back(driverOperation<FactorPortfolioRequest, FactorPortfolioResult>(
        {.id = "portfolio.construct_factor_based",
         .verb = Verb::Post,
         .paths = {"/portfolio/construct/factor_based", "/api/v1/portfolio/construct/factor_based"},
         .summary = "A portfolio with wanted exposures to factors of the risk model",
         .example = R"({"factor_exposures":{"momentum":0.3,"value":0.25},"universe":"SP500",)"
                    R"("constraints":{"max_weight":0.05,"sector_neutral":true}})"},
        [this](const FactorPortfolioRequest& request, Call& call) {
            return optimiser_.factorPortfolio(request, call);
        }));
    out.push_back(driverOperation<RebalanceRequest, RebalanceResult>(
        {.id = "portfolio.rebalance",
         .verb = Verb::Post,
         .paths = {"/portfolio/rebalance", "/api/v1/portfolio/rebalance"},
         .summary = "From drift to trades with costs, lots and a schedule; nothing is recorded",
         .example = R"({"portfolio_id":"portfolio_001","rebalance_config":{"trigger_type":"always"},)"
                    R"("target_weights":{"AAPL":0.3,"MSFT":0.3,"GOOGL":0.1,"NVDA":0.1}})"},
        [this](const RebalanceRequest& request, Call& call) { return rebalancer_.propose(request, call); }));
    out.push_back(driverOperation<PlanTradesRequest, PlanTradesResult>(
        {.id = "portfolio.plan_trades",
         .verb = Verb::Post,
         .paths = {"/api/v1/portfolio/optimize/plan_trades"},
         .summary =
             "Trades over several periods as one program, beside trading at once, blindly or not at all",
         .example =
             R"({"portfolio_id":"portfolio_001","universe":["AAPL","MSFT","GOOGL","NVDA"],"periods":4,)"
             R"("period_days":5,"return_half_life":10,"constraints":{"max_weight":0.4,)"
             R"("max_turnover":0.1},"objective":{"risk_aversion":5},)"
             R"("optimization_config":{"transaction_costs":0.001,"market_impact":1}})"},
        [this](const PlanTradesRequest& request, Call& call) {
            return optimiser_.planTrades(request, call);
        }));
}

} // namespace nautilus::portfolio
