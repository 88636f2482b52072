// Answers of the portfolio from factors and of the cross-validation, recorded from the built-in data and
// shortened; a variant that failed in two splits is added. The trade plan is made up: its turnovers, costs
// and weights fit each other.
#include "tests/ui/fake_answers.h"

#include <QJsonDocument>

namespace nautilus::ui::testing {
namespace {

const char* const kOperations =
    R"json({"operations":[{"id":"portfolio.construct_factor_based","verb":"POST",
 "path":"/portfolio/construct/factor_based",
 "summary":"A portfolio with wanted exposures to factors of the risk model","scope":"compute",
 "parameters":["factor_exposures","universe","portfolio_id","benchmark","constraints",
 "optimization_config","active_risk_aversion","relax","as_of"]},{"id":"portfolio.validate_policy",
 "verb":"POST","path":"/api/v1/portfolio/validations",
 "summary":"Methods and settings judged on sessions that they were not fitted on","scope":"write",
 "parameters":["methods","covariances","risk_aversions","groups","test_groups","purge","start",
 "end","portfolio_id","universe","constraints","objective","optimization_config","current_weights",
 "relax","as_of"]}
 ,{"id":"portfolio.plan_trades","verb":"POST","path":"/api/v1/portfolio/optimize/plan_trades",
 "summary":"Trades planned over several periods","scope":"compute","parameters":[
 "periods","period_days","return_half_life","period_returns","terminal_weights","portfolio_id","universe",
 "constraints","objective","optimization_config","current_weights","relax","as_of"]}
 ,{"id":"portfolio.backtest_grid","verb":"POST","path":"/api/v1/portfolio/backtests/grid","summary":
 "Backtests of a policy over a grid of its settings","scope":"write","parameters":["grid","choose_by",
 "optimization_method","drift_band","start","end","initial_value","portfolio_id","universe",
 "constraints","objective","optimization_config","current_weights","relax","as_of"]}]})json";

const char* const kFactorPortfolio =
    R"json({"portfolio_weights":{"AAPL":0.05,"MSFT":0.05,"AMZN":0.0274856,"FB":0.0241413,"JPM":0.0222708,
 "GOOG":0.0219546,"GOOGL":0.0218568,"BAC":0.0210651},"factor_exposures_achieved":{"value":0.249932,
 "momentum":0.299743,"size":-5.70419e-07},"factor_exposures_wanted":{"value":0.25,"momentum":0.3,
 "size":0},"tracking_error_to_benchmark":0.0132659,"expected_information_ratio":-1.30519,
 "benchmark":"universe by market value","positions":237,"turnover":0.687386,
 "optimization_details":{"method":"factor_based","solver":"interior point",
 "optimization_time_ms":1.68378,"convergence_achieved":true,"constraint_violations":0,
 "iterations":13,"problems_solved":1,"objective":-0.166839,"primal_residual":5.55112e-16,
 "dual_residual":4.37686e-21,"gap":5.88683e-11,"optimality_gap":0,"second_method":false},
 "constraints":[{"name":"every weight","pointer":"/constraints/min_weight","sense":"at_least",
 "text":"every weight at least 0","value":9.2965e-12,"limit":0,"slack":9.2965e-12,"binding":true,
 "shadow_price":0.018321},{"name":"every weight","pointer":"/constraints/max_weight",
 "sense":"at_most","text":"every weight at most 0.05","value":0.05,"limit":0.05,
 "slack":1.91001e-11,"binding":true,"shadow_price":0.000203943},{"name":"budget",
 "pointer":"/constraints/fully_invested","sense":"equal","text":"budget equal to 1","value":1.0,
 "limit":1,"slack":0,"binding":true,"shadow_price":null}]})json";

const char* const kValidation =
    R"json({"job_id":"job_8","kind":"policy_validation","engine":"portfolio","state":"succeeded",
 "progress":1,"message":"done","result":{"sessions":["2015-01-13","2015-09-30","2016-06-17",
 "2017-03-07","2017-11-20","2018-08-09","2019-04-30"],"splits":15,
 "variants":[{"name":"equal_weight, ledoit_wolf, 5","method":"equal_weight",
 "covariance":"ledoit_wolf","risk_aversion":5,"mean_sharpe":1.20802,"deviation_of_sharpe":0.477101,
 "worst_sharpe":0.592291,"fitted_sharpe":1.14805,"volatility":0.14104,"volatility_bias":1.01131,
 "failed":0,"error":"","sharpes":[0.592291,1.05144,0.692418,0.702098,1.32312,1.23946,0.822508,
 0.819159,1.49951,1.44801,1.34988,2.36162,0.936088,1.68741,1.59533]},
 {"name":"mean_variance, ledoit_wolf, 5","method":"mean_variance","covariance":"ledoit_wolf",
 "risk_aversion":5,"mean_sharpe":1.03904,"deviation_of_sharpe":0.550263,"worst_sharpe":0.157301,
 "fitted_sharpe":1.47001,"volatility":0.183899,"volatility_bias":1.00791,"failed":0,"error":"",
 "sharpes":[0.632857,0.795928,0.181439,0.691749,1.56453,0.989725,0.968479,0.157301,1.37089,
 0.836207,1.22886,2.24577,0.914735,1.56426,1.44286]},{"name":"minimum_variance, ledoit_wolf, 5",
 "method":"minimum_variance","covariance":"ledoit_wolf","risk_aversion":5,"mean_sharpe":0.879762,
 "deviation_of_sharpe":0.593301,"worst_sharpe":-0.195008,"fitted_sharpe":0.882497,
 "volatility":0.127619,"volatility_bias":1.02786,"failed":0,"error":"","sharpes":[0.529068,
 0.276682,-0.195008,0.699593,0.727482,1.27871,0.533114,1.46472,1.56504,0.199616,1.4277,1.5479,
 0.688724,0.655035,1.79806]},{"name":"cvar, ledoit_wolf, 5","method":"cvar",
 "covariance":"ledoit_wolf","risk_aversion":5,"mean_sharpe":0.988985,
 "deviation_of_sharpe":0.550263,"worst_sharpe":0.0573013,"fitted_sharpe":1.47001,
 "volatility":0.183899,"volatility_bias":1.00791,"failed":2,
 "error":"infeasible: every weight at most 0.1 stands against the budget","sharpes":[null,null,
 0.0814394,0.591749,1.46453,0.889725,0.868479,0.0573013,1.27089,0.736207,1.12886,2.14577,0.814735,
 1.46426,1.34286]}],"overfitting_probability":0.733333,
 "notes":["5 of 1258 sessions lack a return of some symbol and are left out"]},"error":null})json";

const char* const kPlan =
    R"json({"plan_id":"plan_1a2b3c4d5e6f","portfolio_id":"portfolio_001","portfolio_value":1048332.1,
 "current_weights":{"AAPL":0.3,"MSFT":0.2,"GOOGL":0.1,"NVDA":0.1,"cash":0.3},
 "expected_returns":[{"AAPL":0.21,"MSFT":0.18,"GOOGL":0.12,"NVDA":0.1},{"AAPL":0.21,"MSFT":0.18,
 "GOOGL":0.12,"NVDA":0.1},{"AAPL":0.21,"MSFT":0.18,"GOOGL":0.12,"NVDA":0.1}],
 "paths":[{"name":"plan","error":"","within_limits":true,"expected_return":0.0131,
 "expected_volatility":0.051,"cost":0.0003,"net_return":0.0128,"turnover":0.15,"utility":0.0062,
 "behind_plan":0,"periods":[{"period":1,"starts_on":"2020-01-13","weights":{"AAPL":0.35,
 "MSFT":0.25,"GOOGL":0.1,"NVDA":0.1,"cash":0.2},"trades":[{"symbol":"AAPL","action":"buy",
 "shares":168.91,"value":52416.61,"weight_change":0.05,"price":310.33,"cost":52.42,"days":0.01},
 {"symbol":"MSFT","action":"buy","shares":324.88,"value":52416.61,"weight_change":0.05,
 "price":161.34,"cost":52.42,"days":0.01}],"turnover":0.05,"cost":0.0001,"expected_return":0.004,
 "expected_volatility":0.026,"constraints":[{"name":"turnover",
 "pointer":"/constraints/max_turnover","sense":"at_most","text":"turnover at most 0.1",
 "value":0.05,"limit":0.1,"slack":0.05,"binding":true,"shadow_price":0.02}]},{"period":2,
 "starts_on":"2020-01-21","weights":{"AAPL":0.4,"MSFT":0.3,"GOOGL":0.1,"NVDA":0.1,"cash":0.1},
 "trades":[{"symbol":"AAPL","action":"buy","shares":168.91,"value":52416.61,"weight_change":0.05,
 "price":310.33,"cost":52.42,"days":0.01},{"symbol":"MSFT","action":"buy","shares":324.88,
 "value":52416.61,"weight_change":0.05,"price":161.34,"cost":52.42,"days":0.01}],"turnover":0.05,
 "cost":0.0001,"expected_return":0.004,"expected_volatility":0.026,
 "constraints":[{"name":"turnover","pointer":"/constraints/max_turnover","sense":"at_most",
 "text":"turnover at most 0.1","value":0.05,"limit":0.1,"slack":0.05,"binding":true,
 "shadow_price":0.02}]},{"period":3,"starts_on":"2020-01-28","weights":{"AAPL":0.4,"MSFT":0.4,
 "GOOGL":0.1,"NVDA":0.1,"cash":0.0},"trades":[{"symbol":"MSFT","action":"buy","shares":649.77,
 "value":104833.21,"weight_change":0.1,"price":161.34,"cost":104.83,"days":0.01}],"turnover":0.05,
 "cost":0.0001,"expected_return":0.004,"expected_volatility":0.026,
 "constraints":[{"name":"turnover","pointer":"/constraints/max_turnover","sense":"at_most",
 "text":"turnover at most 0.1","value":0.05,"limit":0.1,"slack":0.05,"binding":true,
 "shadow_price":0.02}]}]},{"name":"at_once",
 "error":"turnover at most 0.1 stands against the last weights","within_limits":false,
 "expected_return":null,"expected_volatility":null,"cost":null,"net_return":null,"turnover":null,
 "utility":null,"behind_plan":null,"periods":[]},{"name":"period_by_period","error":"",
 "within_limits":true,"expected_return":0.0124,"expected_volatility":0.05,"cost":0.0002,
 "net_return":0.0122,"turnover":0.1,"utility":0.0058,"behind_plan":0.0004,"periods":[{"period":1,
 "starts_on":"2020-01-13","weights":{"AAPL":0.35,"MSFT":0.25,"GOOGL":0.1,"NVDA":0.1,"cash":0.2},
 "trades":[{"symbol":"AAPL","action":"buy","shares":168.91,"value":52416.61,"weight_change":0.05,
 "price":310.33,"cost":52.42,"days":0.01},{"symbol":"MSFT","action":"buy","shares":324.88,
 "value":52416.61,"weight_change":0.05,"price":161.34,"cost":52.42,"days":0.01}],"turnover":0.05,
 "cost":0.0001,"expected_return":0.004,"expected_volatility":0.026,"constraints":[]},{"period":2,
 "starts_on":"2020-01-21","weights":{"AAPL":0.35,"MSFT":0.25,"GOOGL":0.1,"NVDA":0.1,"cash":0.2},
 "trades":[],"turnover":0.0,"cost":0.0,"expected_return":0.004,"expected_volatility":0.026,
 "constraints":[]},{"period":3,"starts_on":"2020-01-28","weights":{"AAPL":0.4,"MSFT":0.3,
 "GOOGL":0.1,"NVDA":0.1,"cash":0.1},"trades":[{"symbol":"AAPL","action":"buy","shares":168.91,
 "value":52416.61,"weight_change":0.05,"price":310.33,"cost":52.42,"days":0.01},{"symbol":"MSFT",
 "action":"buy","shares":324.88,"value":52416.61,"weight_change":0.05,"price":161.34,"cost":52.42,
 "days":0.01}],"turnover":0.05,"cost":0.0001,"expected_return":0.004,"expected_volatility":0.026,
 "constraints":[]}]},{"name":"nothing","error":"","within_limits":true,"expected_return":0.0102,
 "expected_volatility":0.047,"cost":0.0,"net_return":0.0102,"turnover":0.0,"utility":0.0047,
 "behind_plan":0.0015,"periods":[{"period":1,"starts_on":"2020-01-13","weights":{"AAPL":0.3,
 "MSFT":0.2,"GOOGL":0.1,"NVDA":0.1,"cash":0.3},"trades":[],"turnover":0.0,"cost":0.0,
 "expected_return":0.004,"expected_volatility":0.026,"constraints":[]},{"period":2,
 "starts_on":"2020-01-21","weights":{"AAPL":0.3,"MSFT":0.2,"GOOGL":0.1,"NVDA":0.1,"cash":0.3},
 "trades":[],"turnover":0.0,"cost":0.0,"expected_return":0.004,"expected_volatility":0.026,
 "constraints":[]},{"period":3,"starts_on":"2020-01-28","weights":{"AAPL":0.3,"MSFT":0.2,
 "GOOGL":0.1,"NVDA":0.1,"cash":0.3},"trades":[],"turnover":0.0,"cost":0.0,"expected_return":0.004,
 "expected_volatility":0.026,"constraints":[]}]}],"optimization_details":{"method":"trade_plan",
 "solver":"interior point","optimization_time_ms":0.9,"convergence_achieved":true,"iterations":11,
 "primal_residual":1e-16,"dual_residual":2e-17,"gap":3e-11,"optimality_gap":0,
 "second_method":false},"relaxations":[]})json";

const char* const kGrid =
    R"json({"job_id":"job_6","kind":"policy_grid","engine":"portfolio","state":"succeeded","progress":1,
 "message":"done","result":{"sessions":["2018-06-01","2018-09-04","2018-12-03","2019-03-01"],
 "rows":[{"parameters":{"/constraints/max_weight":0.2,"/optimization_config/covariance":"sample"},
 "error":"","total_return":0.2,"annual_return":0.0976,"volatility":0.16,"sharpe_ratio":0.61,
 "max_drawdown":-0.17,"mean_turnover":0.05,"total_cost":0.003,"volatility_bias":1.05,
 "deflated_sharpe_ratio":0.51,"rebalances":8,"within_band":1,"failed":0},
 {"parameters":{"/constraints/max_weight":0.2,"/optimization_config/covariance":"ledoit_wolf"},
 "error":"","total_return":0.2,"annual_return":0.1056,"volatility":0.16,"sharpe_ratio":0.66,
 "max_drawdown":-0.17,"mean_turnover":0.05,"total_cost":0.003,"volatility_bias":1.05,
 "deflated_sharpe_ratio":0.56,"rebalances":8,"within_band":1,"failed":0},
 {"parameters":{"/constraints/max_weight":0.3,"/optimization_config/covariance":"sample"},
 "error":"","total_return":0.2,"annual_return":0.1152,"volatility":0.16,"sharpe_ratio":0.72,
 "max_drawdown":-0.17,"mean_turnover":0.05,"total_cost":0.003,"volatility_bias":1.05,
 "deflated_sharpe_ratio":0.62,"rebalances":8,"within_band":1,"failed":0},
 {"parameters":{"/constraints/max_weight":0.3,"/optimization_config/covariance":"ledoit_wolf"},
 "error":"","total_return":0.2,"annual_return":0.112,"volatility":0.16,"sharpe_ratio":0.7,
 "max_drawdown":-0.17,"mean_turnover":0.05,"total_cost":0.003,"volatility_bias":1.05,
 "deflated_sharpe_ratio":0.6,"rebalances":8,"within_band":1,"failed":0},
 {"parameters":{"/constraints/max_weight":0.5,"/optimization_config/covariance":"sample"},
 "error":"","total_return":0.2,"annual_return":0.088,"volatility":0.16,"sharpe_ratio":0.55,
 "max_drawdown":-0.17,"mean_turnover":0.05,"total_cost":0.003,"volatility_bias":1.05,
 "deflated_sharpe_ratio":0.45,"rebalances":8,"within_band":1,"failed":0},
 {"parameters":{"/constraints/max_weight":0.5,"/optimization_config/covariance":"ledoit_wolf"},
 "error":"no session has a whole lookback","total_return":null,"annual_return":null,
 "volatility":null,"sharpe_ratio":null,"max_drawdown":null,"mean_turnover":null,"total_cost":null,
 "volatility_bias":null,"deflated_sharpe_ratio":null,"rebalances":0,"within_band":0,"failed":0}],
 "chosen_by":"sharpe_ratio","best":2,"best_run":{"policy":"minimum_variance","error":"",
 "value":[1000000,1020000,990000,1060000]},"trials":6,"expected_best_sharpe":0.21,
 "notes":["6 settings were tried: the best of them is flattered by the choice"]},"error":null})json";

QJsonObject parsed(const char* text) {
    return QJsonDocument::fromJson(text).object();
}

} // namespace

QJsonObject policyOperations() {
    return parsed(kOperations);
}

QJsonObject validationJob() {
    return parsed(kValidation);
}

QJsonObject gridJob() {
    return parsed(kGrid);
}

const QHash<QString, QJsonObject>& policyAnswers() {
    static const QHash<QString, QJsonObject> kAnswers{
        {QStringLiteral("portfolio.construct_factor_based"), parsed(kFactorPortfolio)},
        {QStringLiteral("portfolio.plan_trades"), parsed(kPlan)},
        {QStringLiteral("portfolio.backtest_grid"),
         QJsonObject{{QStringLiteral("job_id"), QStringLiteral("job_10")},
                     {QStringLiteral("state"), QStringLiteral("queued")}}},
        {QStringLiteral("portfolio.validate_policy"),
         QJsonObject{{QStringLiteral("job_id"), QStringLiteral("job_9")},
                     {QStringLiteral("state"), QStringLiteral("queued")}}}};
    return kAnswers;
}

} // namespace nautilus::ui::testing
