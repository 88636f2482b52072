// Answers of the optimiser, the rebalancing and a backtest of a policy, shortened.
#include "tests/ui/fake_answers.h"

#include <QJsonDocument>

namespace nautilus::ui::testing {
namespace {

const char* const kOperations = R"json({"operations":[{"id":"portfolio.optimize","verb":"POST","path":
 "/portfolio/optimize","summary":"The best weights under constraints","scope":"compute",
 "parameters":["optimization_method","portfolio_id","universe","constraints","objective",
 "optimization_config","current_weights","relax","as_of"]},{"id":"portfolio.diagnose","verb":"POST",
 "path":"/api/v1/portfolio/optimize/diagnose","summary":"Can the constraints hold together","scope":
 "compute","parameters":["optimization_method","portfolio_id","universe","constraints","objective",
 "optimization_config","current_weights","relax","as_of"]},{"id":"portfolio.frontier","verb":"POST",
 "path":"/api/v1/portfolio/optimize/frontier","summary":"Least risk for every return","scope":
 "compute","parameters":["points","portfolio_id","universe","constraints","objective",
 "optimization_config","current_weights","relax","as_of"]},{"id":"portfolio.compare_methods","verb":
 "POST","path":"/api/v1/portfolio/optimize/compare","summary":"Methods side by side","scope":
 "compute","parameters":["methods","portfolio_id","universe","constraints","objective",
 "optimization_config","current_weights","relax","as_of"]},{"id":"portfolio.rebalance","verb":
 "POST","path":"/portfolio/rebalance","summary":"From drift to a list of trades","scope":"compute",
 "parameters":["portfolio_id","rebalance_config","execution_config","target_weights","optimize",
 "as_of"]},{"id":"portfolio.backtest_policy","verb":"POST","path":"/api/v1/portfolio/backtests",
 "summary":"Walk-forward backtest of a policy","scope":"compute","parameters":[
 "optimization_method","compare_with","start","end","initial_value","portfolio_id","universe",
 "constraints","objective","optimization_config","current_weights","relax","as_of"]}]})json";

const char* const kOptimum = R"json({"optimization_id":"opt_000001","portfolio_id":"portfolio_001",
 "optimal_weights":{"AAPL":0.3,"GOOGL":0.050599,"MSFT":0.3,"NVDA":0.0,"TSLA":0.045752,"cash":
 0.30365},"expected_performance":{"expected_return":0.193477,"expected_volatility":0.166502,
 "sharpe_ratio":1.162015,"tracking_error":0.091576,"beta":0.891328,"diversification_ratio":1.178702,
 "effective_positions":2.626021,"turnover":0.270648,"cost":0.000237},"risk_metrics":{
 "portfolio_var_1d":0.016992,"expected_shortfall":0.025173,"max_drawdown_est":-0.191477},
 "optimization_details":{"method":"mean_variance","solver":"interior point","optimization_time_ms":
 1.84,"convergence_achieved":true,"constraint_violations":0,"iterations":11,"problems_solved":1,
 "objective":-0.12417,"primal_residual":0.0,"dual_residual":0.0,"gap":0.0,"optimality_gap":0,
 "second_method":false},"current_weights":{"AAPL":0.189944,"GOOGL":0.142127,"MSFT":0.18516,"NVDA":
 0.112156,"cash":0.370613},"benchmark_weights":{},"current_performance":{"expected_return":0.160023,
 "expected_volatility":0.158209,"sharpe_ratio":1.011465,"tracking_error":0.087015,"beta":0.805615,
 "diversification_ratio":1.177385,"effective_positions":3.840608,"turnover":null,"cost":null},
 "expected_returns":{"AAPL":0.2871,"GOOGL":0.1654,"MSFT":0.2963,"NVDA":0.2418,"TSLA":0.2205},
 "volatilities":{"AAPL":0.2748,"GOOGL":0.2612,"MSFT":0.2531,"NVDA":0.4466,"TSLA":0.5392},
 "risk_contributions":{"AAPL":0.451787,"GOOGL":0.060376,"MSFT":0.415057,"NVDA":0.0,"TSLA":0.07278},
 "constraints":[{"name":"sector Information Technology","pointer":
 "/constraints/sector_limits/Information Technology","sense":"at_most","text":
 "Information Technology at most 60.00 %","value":0.6,"limit":0.6,"slack":0.0,"binding":true,
 "shadow_price":0.0612},{"name":"weight MSFT","pointer":"/constraints/max_weight","sense":"at_most",
 "text":"MSFT weighs at most 30.00 %","value":0.3,"limit":0.3,"slack":0.0,"binding":true,
 "shadow_price":0.0218},{"name":"turnover","pointer":"/constraints/max_turnover","sense":"at_most",
 "text":"Turnover at most 50.00 %","value":0.270648,"limit":0.5,"slack":0.229352,"binding":false,
 "shadow_price":0},{"name":"cash","pointer":"/constraints/cash","sense":"at_least","text":
 "Cash at least 0.00 %","value":0.30365,"limit":0,"slack":0.30365,"binding":false,"shadow_price":0}]
 ,"relaxations":[],"trades":[{"symbol":"MSFT","action":"buy","shares":930.332478,"value":
 150099.84198,"weight_change":0.11484,"price":161.34,"cost":75.049921,"days":4.8e-05},{"symbol":
 "NVDA","action":"sell","shares":599.999023,"value":146591.761382,"weight_change":-0.112156,"price":
 244.32,"cost":73.295881,"days":4.7e-05},{"symbol":"AAPL","action":"buy","shares":463.529111,
 "value":143846.988932,"weight_change":0.110056,"price":310.33,"cost":71.923494,"days":4.6e-05},{
 "symbol":"GOOGL","action":"sell","shares":83.718831,"value":119630.860527,"weight_change":
 -0.091528,"price":1428.96,"cost":59.81543,"days":3.9e-05},{"symbol":"TSLA","action":"buy","shares":
 125.063571,"value":59799.146521,"weight_change":0.045752,"price":478.15,"cost":29.899573,"days":
 1.9e-05}],"exposures":{"momentum":{"before":0.41,"after":0.58,"benchmark":0.02},"size":{"before":
 1.32,"after":1.61,"benchmark":1.18},"volatility":{"before":-0.08,"after":0.21,"benchmark":-0.31}},
 "sectors":{"Information Technology":{"before":0.48726,"after":0.6,"benchmark":null},
 "Communication Services":{"before":0.142127,"after":0.050599,"benchmark":null},
 "Consumer Discretionary":{"before":0,"after":0.045752,"benchmark":null}},"portfolio_value":
 1307034.5})json";

const char* const kDiagnosis = R"json({"feasible":true,"summary":"The constraints can hold together.",
 "conflict":[],"relaxations":[],"min_return":0.0,"max_return":0.25771,"min_volatility":0.0})json";

const char* const kConflict = R"json({"feasible":false,"summary":
 "A return of 40.00 % cannot be had: weights and sectors allow 26.66 %.","conflict":[{"name":
 "target return","pointer":"/objective/target_return","sense":"at_least","text":
 "Return at least 40.00 %","limit":0.4,"alone":0.2666,"relaxed":0.2666},{"name":"max weight",
 "pointer":"/constraints/max_weight","sense":"at_most","text":"Every weight at most 30.00 %",
 "limit":0.3,"alone":null,"relaxed":null},{"name":"sector Information Technology","pointer":
 "/constraints/sector_limits/Information Technology","sense":"at_most","text":
 "Information Technology at most 60.00 %","limit":0.6,"alone":null,"relaxed":null}],"relaxations":[{
 "name":"target return","pointer":"/objective/target_return","sense":"at_least","text":
 "Return at least 40.00 %","limit":0.4,"alone":0.2666,"relaxed":0.2666}],"min_return":null,
 "max_return":null,"min_volatility":null})json";

const char* const kFrontier = R"json({"symbols":["AAPL","GOOGL","MSFT","NVDA","TSLA","cash"],
 "points":[{"expected_return":0.11101,"expected_volatility":0.09156,"sharpe_ratio":1.212441,
 "weights":[0.12139,0.0,0.257035,0.0,0.0,0.621575]},{"expected_return":0.122295,
 "expected_volatility":0.100867,"sharpe_ratio":1.212441,"weights":[0.133729,0.0,0.283164,0.0,0.0,
 0.583107]},{"expected_return":0.13358,"expected_volatility":0.110191,"sharpe_ratio":1.212251,
 "weights":[0.155659,0.0,0.3,0.0,0.0,0.544341]},{"expected_return":0.144864,"expected_volatility":
 0.119712,"sharpe_ratio":1.210104,"weights":[0.194964,0.0,0.3,0.0,0.0,0.505036]},{"expected_return":
 0.156149,"expected_volatility":0.129434,"sharpe_ratio":1.206394,"weights":[0.23427,0.0,0.3,0.0,0.0,
 0.46573]},{"expected_return":0.167433,"expected_volatility":0.139315,"sharpe_ratio":1.20183,
 "weights":[0.273575,0.0,0.3,0.0,0.0,0.426425]},{"expected_return":0.178718,"expected_volatility":
 0.149553,"sharpe_ratio":1.195018,"weights":[0.3,0.0,0.3,0.0,0.016771,0.383229]},{"expected_return":
 0.190003,"expected_volatility":0.162357,"sharpe_ratio":1.17028,"weights":[0.3,0.034072,0.3,0.0,
 0.04239,0.323538]},{"expected_return":0.201287,"expected_volatility":0.176017,"sharpe_ratio":
 1.143567,"weights":[0.3,0.087745,0.3,0.0,0.053307,0.258949]},{"expected_return":0.212572,
 "expected_volatility":0.190181,"sharpe_ratio":1.117731,"weights":[0.3,0.141418,0.3,0.0,0.064223,
 0.194359]},{"expected_return":0.223856,"expected_volatility":0.204745,"sharpe_ratio":1.09334,
 "weights":[0.3,0.195091,0.3,0.0,0.075139,0.12977]},{"expected_return":0.235141,
 "expected_volatility":0.219629,"sharpe_ratio":1.070626,"weights":[0.3,0.248764,0.3,0.0,0.086056,
 0.06518]},{"expected_return":0.246425,"expected_volatility":0.234775,"sharpe_ratio":1.049625,
 "weights":[0.3,0.3,0.3,0.0,0.0988,0.0012]},{"expected_return":0.25771,"expected_volatility":
 0.271059,"sharpe_ratio":0.950752,"weights":[0.3,0.1,0.3,0.0,0.3,0.0]}],"marks":[{"name":"current",
 "expected_return":0.160023,"expected_volatility":0.158209,"sharpe_ratio":1.011465},{"name":
 "optimal","expected_return":0.193477,"expected_volatility":0.166502,"sharpe_ratio":1.162015},{
 "name":"minimum_variance","expected_return":0.24669,"expected_volatility":0.235135,"sharpe_ratio":
 1.049141},{"name":"max_sharpe","expected_return":0.24669,"expected_volatility":0.235135,
 "sharpe_ratio":1.049141},{"name":"benchmark","expected_return":0.1512,"expected_volatility":0.1486,
 "sharpe_ratio":1.0175}],"assets":[{"name":"AAPL","expected_return":0.2871,"expected_volatility":
 0.2748,"sharpe_ratio":1.04476},{"name":"GOOGL","expected_return":0.1654,"expected_volatility":
 0.2612,"sharpe_ratio":0.633231},{"name":"MSFT","expected_return":0.2963,"expected_volatility":
 0.2531,"sharpe_ratio":1.170684},{"name":"NVDA","expected_return":0.2418,"expected_volatility":
 0.4466,"sharpe_ratio":0.541424},{"name":"TSLA","expected_return":0.2205,"expected_volatility":
 0.5392,"sharpe_ratio":0.408939}],"relaxations":[]})json";

const char* const kMethods = R"json({"current_weights":{"AAPL":0.189944,"GOOGL":0.142127,"MSFT":
 0.18516,"NVDA":0.112156,"cash":0.370613},"methods":[{"method":"mean_variance","error":"","weights":
 {"AAPL":0.3,"GOOGL":0.050599,"MSFT":0.3,"NVDA":0.0,"TSLA":0.045752,"cash":0.30365},
 "expected_performance":{"expected_return":0.193477,"expected_volatility":0.166502,"sharpe_ratio":
 1.162015,"tracking_error":0.091576,"beta":0.891328,"diversification_ratio":1.178702,
 "effective_positions":2.626021,"turnover":0.270648,"cost":0.000237},"risk_metrics":{
 "portfolio_var_1d":0.016992,"expected_shortfall":0.025173,"max_drawdown_est":-0.191477}},{"method":
 "minimum_variance","error":"","weights":{"AAPL":0.3,"GOOGL":0.3,"MSFT":0.3,"NVDA":0.0,"TSLA":0.1,
 "cash":0.0},"expected_performance":{"expected_return":0.24669,"expected_volatility":0.235135,
 "sharpe_ratio":1.049141,"tracking_error":0.129324,"beta":1.28,"diversification_ratio":1.236097,
 "effective_positions":3.571429,"turnover":0.482769,"cost":0.000297},"risk_metrics":{
 "portfolio_var_1d":0.023996,"expected_shortfall":0.035549,"max_drawdown_est":-0.270405}},{"method":
 "max_sharpe","error":"","weights":{"AAPL":0.3,"GOOGL":0.3,"MSFT":0.3,"NVDA":0.0,"TSLA":0.1,"cash":
 0.0},"expected_performance":{"expected_return":0.24669,"expected_volatility":0.235135,
 "sharpe_ratio":1.049141,"tracking_error":0.129324,"beta":1.28,"diversification_ratio":1.236097,
 "effective_positions":3.571429,"turnover":0.482769,"cost":0.000297},"risk_metrics":{
 "portfolio_var_1d":0.023996,"expected_shortfall":0.035549,"max_drawdown_est":-0.270405}},{"method":
 "risk_parity","error":"","weights":{"AAPL":0.227566,"GOOGL":0.241195,"MSFT":0.236856,"NVDA":
 0.146118,"TSLA":0.148265,"cash":0.0},"expected_performance":{"expected_return":0.243432,
 "expected_volatility":0.254493,"sharpe_ratio":0.956539,"tracking_error":0.139971,"beta":1.28,
 "diversification_ratio":1.299387,"effective_positions":4.775661,"turnover":0.370613,"cost":
 0.000185},"risk_metrics":{"portfolio_var_1d":0.025971,"expected_shortfall":0.038476,
 "max_drawdown_est":-0.292666}},{"method":"max_diversification","error":"","weights":{"AAPL":
 0.221232,"GOOGL":0.270479,"MSFT":0.088956,"NVDA":0.172395,"TSLA":0.246938,"cash":0.0},
 "expected_performance":{"expected_return":0.230746,"expected_volatility":0.275312,"sharpe_ratio":
 0.838125,"tracking_error":0.151421,"beta":1.28,"diversification_ratio":1.322497,
 "effective_positions":4.53075,"turnover":0.466817,"cost":0.000282},"risk_metrics":{
 "portfolio_var_1d":0.028096,"expected_shortfall":0.041623,"max_drawdown_est":-0.316609}},{"method":
 "hierarchical_risk_parity","error":"","weights":{"AAPL":0.26,"GOOGL":0.24,"MSFT":0.25,"NVDA":0.14,
 "TSLA":0.11,"cash":0.0},"expected_performance":{"expected_return":0.246524,"expected_volatility":
 0.249786,"sharpe_ratio":0.986942,"tracking_error":0.137382,"beta":1.28,"diversification_ratio":
 1.278084,"effective_positions":4.557885,"turnover":0.370613,"cost":0.000185},"risk_metrics":{
 "portfolio_var_1d":0.025491,"expected_shortfall":0.037764,"max_drawdown_est":-0.287253}},{"method":
 "equal_weight","error":"","weights":{"AAPL":0.2,"GOOGL":0.2,"MSFT":0.2,"NVDA":0.2,"TSLA":0.2,
 "cash":0.0},"expected_performance":{"expected_return":0.24222,"expected_volatility":0.270003,
 "sharpe_ratio":0.897102,"tracking_error":0.148501,"beta":1.28,"diversification_ratio":1.314728,
 "effective_positions":5.0,"turnover":0.370613,"cost":0.000185},"risk_metrics":{"portfolio_var_1d":
 0.027554,"expected_shortfall":0.040821,"max_drawdown_est":-0.310503}},{"method":
 "inverse_volatility","error":"","weights":{"AAPL":0.23459,"GOOGL":0.246804,"MSFT":0.254703,"NVDA":
 0.144347,"TSLA":0.119557,"cash":0.0},"expected_performance":{"expected_return":0.244906,
 "expected_volatility":0.251001,"sharpe_ratio":0.975717,"tracking_error":0.13805,"beta":1.28,
 "diversification_ratio":1.284164,"effective_positions":4.630749,"turnover":0.370613,"cost":
 0.000185},"risk_metrics":{"portfolio_var_1d":0.025615,"expected_shortfall":0.037948,
 "max_drawdown_est":-0.288651}},{"method":"kelly","error":"the problem has no bounded answer",
 "weights":{},"expected_performance":{},"risk_metrics":{}}]})json";

const char* const kRebalance = R"json({"rebalance_id":"reb_000001","status":"rebalancing_required",
 "reason":"Cash weighs 37.06 % and its target is 3.00 %: off by 34.06 points, more than 5.00.",
 "portfolio_id":"portfolio_001","current_weights":{"AAPL":0.189944,"GOOGL":0.142127,"MSFT":0.18516,
 "NVDA":0.112156,"cash":0.370613},"target_weights":{"AAPL":0.12,"GOOGL":0.2,"MSFT":0.3,"NVDA":0.25,
 "TSLA":0.1,"cash":0.03},"required_trades":[{"symbol":"AAPL","action":"sell","shares":294,"value":
 91237.02,"price":310.33,"weight_before":0.189944,"weight_after":0.120139,"target":0.12,"cost":
 46.987065,"cost_bps":5.15,"participation":2.2e-05,"realised_gain":40592.286,"tax":6088.8429,"lots":
 ["2:294"]},{"symbol":"NVDA","action":"buy","shares":737,"value":180063.84,"price":244.32,
 "weight_before":0.112156,"weight_after":0.249921,"target":0.25,"cost":92.732878,"cost_bps":5.15,
 "participation":0.000164,"realised_gain":null,"tax":null,"lots":[]},{"symbol":"MSFT","action":
 "buy","shares":930,"value":150046.2,"price":161.34,"weight_before":0.18516,"weight_after":0.299959,
 "target":0.3,"cost":77.273793,"cost_bps":5.15,"participation":7.7e-05,"realised_gain":null,"tax":
 null,"lots":[]},{"symbol":"TSLA","action":"buy","shares":273,"value":130534.95,"price":478.15,
 "weight_before":0,"weight_after":0.099871,"target":0.1,"cost":67.225499,"cost_bps":5.15,
 "participation":5e-05,"realised_gain":null,"tax":null,"lots":[]},{"symbol":"GOOGL","action":"buy",
 "shares":52,"value":74305.92,"price":1428.96,"weight_before":0.142127,"weight_after":0.198978,
 "target":0.2,"cost":38.267549,"cost_bps":5.15,"participation":6.9e-05,"realised_gain":null,"tax":
 null,"lots":[]}],"estimated_execution_time":"2020-01-13T18:00:00Z","transaction_costs":322.486784,
 "cost_bps":5.15,"turnover":0.409286,"largest_drift":0.340613,"weights_after":{"AAPL":0.120139,
 "GOOGL":0.198978,"MSFT":0.299959,"NVDA":0.249921,"cash":0.030885,"TSLA":0.099871},"realised_gain":
 40592.286,"tax":6088.8429,"cash_before":484403.7,"cash_after":40367.323216,"schedule":[{"at":
 "2020-01-13T14:30:00Z","symbol":"AAPL","shares":-42,"participation":2e-05},{"at":
 "2020-01-13T14:30:00Z","symbol":"NVDA","shares":106,"participation":0.000153},{"at":
 "2020-01-13T14:30:00Z","symbol":"MSFT","shares":133,"participation":7.2e-05},{"at":
 "2020-01-13T14:30:00Z","symbol":"TSLA","shares":39,"participation":4.6e-05},{"at":
 "2020-01-13T14:30:00Z","symbol":"GOOGL","shares":8,"participation":6.9e-05},{"at":
 "2020-01-13T15:00:00Z","symbol":"AAPL","shares":-42,"participation":2e-05},{"at":
 "2020-01-13T15:00:00Z","symbol":"NVDA","shares":106,"participation":0.000153},{"at":
 "2020-01-13T15:00:00Z","symbol":"MSFT","shares":133,"participation":7.2e-05},{"at":
 "2020-01-13T15:00:00Z","symbol":"TSLA","shares":39,"participation":4.6e-05},{"at":
 "2020-01-13T15:00:00Z","symbol":"GOOGL","shares":8,"participation":6.9e-05},{"at":
 "2020-01-13T15:30:00Z","symbol":"AAPL","shares":-42,"participation":2e-05},{"at":
 "2020-01-13T15:30:00Z","symbol":"NVDA","shares":105,"participation":0.000152},{"at":
 "2020-01-13T15:30:00Z","symbol":"MSFT","shares":133,"participation":7.2e-05},{"at":
 "2020-01-13T15:30:00Z","symbol":"TSLA","shares":39,"participation":4.6e-05},{"at":
 "2020-01-13T15:30:00Z","symbol":"GOOGL","shares":8,"participation":6.9e-05},{"at":
 "2020-01-13T16:00:00Z","symbol":"AAPL","shares":-42,"participation":2e-05},{"at":
 "2020-01-13T16:00:00Z","symbol":"NVDA","shares":105,"participation":0.000152},{"at":
 "2020-01-13T16:00:00Z","symbol":"MSFT","shares":133,"participation":7.2e-05},{"at":
 "2020-01-13T16:00:00Z","symbol":"TSLA","shares":39,"participation":4.6e-05},{"at":
 "2020-01-13T16:00:00Z","symbol":"GOOGL","shares":7,"participation":6.1e-05},{"at":
 "2020-01-13T16:30:00Z","symbol":"AAPL","shares":-42,"participation":2e-05},{"at":
 "2020-01-13T16:30:00Z","symbol":"NVDA","shares":105,"participation":0.000152},{"at":
 "2020-01-13T16:30:00Z","symbol":"MSFT","shares":133,"participation":7.2e-05},{"at":
 "2020-01-13T16:30:00Z","symbol":"TSLA","shares":39,"participation":4.6e-05},{"at":
 "2020-01-13T16:30:00Z","symbol":"GOOGL","shares":7,"participation":6.1e-05},{"at":
 "2020-01-13T17:00:00Z","symbol":"AAPL","shares":-42,"participation":2e-05},{"at":
 "2020-01-13T17:00:00Z","symbol":"NVDA","shares":105,"participation":0.000152},{"at":
 "2020-01-13T17:00:00Z","symbol":"MSFT","shares":133,"participation":7.2e-05},{"at":
 "2020-01-13T17:00:00Z","symbol":"TSLA","shares":39,"participation":4.6e-05},{"at":
 "2020-01-13T17:00:00Z","symbol":"GOOGL","shares":7,"participation":6.1e-05},{"at":
 "2020-01-13T17:30:00Z","symbol":"AAPL","shares":-42,"participation":2e-05},{"at":
 "2020-01-13T17:30:00Z","symbol":"NVDA","shares":105,"participation":0.000152},{"at":
 "2020-01-13T17:30:00Z","symbol":"MSFT","shares":132,"participation":7.2e-05},{"at":
 "2020-01-13T17:30:00Z","symbol":"TSLA","shares":39,"participation":4.6e-05},{"at":
 "2020-01-13T17:30:00Z","symbol":"GOOGL","shares":7,"participation":6.1e-05}],"not_worked":{}})json";

const char* const kBacktest = R"json({"job_id":"job_7","kind":"policy_backtest","engine":"portfolio",
 "state":"succeeded","progress":1,"message":"","created_at":"2020-01-11T09:12:00Z","finished_at":
 "2020-01-11T09:12:04Z","result":{"sessions":["2018-07-06","2018-07-13","2018-07-20","2018-07-27",
 "2018-08-03","2018-08-10","2018-08-17","2018-08-24","2018-08-31","2018-09-07","2018-09-14",
 "2018-09-21","2018-09-28","2018-10-05","2018-10-12","2018-10-19","2018-10-26","2018-11-02",
 "2018-11-09","2018-11-16","2018-11-23","2018-11-30","2018-12-07","2018-12-14","2018-12-21",
 "2018-12-28","2019-01-04","2019-01-11","2019-01-18","2019-01-25","2019-02-01","2019-02-08",
 "2019-02-15","2019-02-22","2019-03-01","2019-03-08","2019-03-15","2019-03-22","2019-03-29",
 "2019-04-05","2019-04-12","2019-04-19","2019-04-26","2019-05-03","2019-05-10","2019-05-17",
 "2019-05-24","2019-05-31","2019-06-07","2019-06-14","2019-06-21","2019-06-28","2019-07-05",
 "2019-07-12","2019-07-19","2019-07-26","2019-08-02","2019-08-09","2019-08-16","2019-08-23",
 "2019-08-30","2019-09-06","2019-09-13","2019-09-20","2019-09-27","2019-10-04","2019-10-11",
 "2019-10-18","2019-10-25","2019-11-01","2019-11-08","2019-11-15","2019-11-22","2019-11-29",
 "2019-12-06","2019-12-13","2019-12-20","2019-12-27","2020-01-03","2020-01-10"],"rebalanced_on":[
 "2018-07-06","2018-08-03","2018-08-31","2018-09-28","2018-10-26","2018-11-23","2018-12-21",
 "2019-01-18","2019-02-15","2019-03-15","2019-04-12","2019-05-10","2019-06-07","2019-07-05",
 "2019-08-02","2019-08-30","2019-09-27","2019-10-25","2019-11-22","2019-12-20"],"runs":[{"policy":
 "mean_variance","error":"","total_return":-0.044325,"annual_return":-0.029401,"volatility":
 0.151097,"sharpe_ratio":-0.194585,"max_drawdown":-0.20855,"mean_turnover":0.15508,"total_cost":
 0.003102,"volatility_bias":1.08,"rebalances":18,"failed":2,"value":[1000000.0,1004630.0,1002641.0,
 996312.0,1002333.0,995104.0,1011380.0,1018591.0,1022561.0,994276.0,953482.0,915722.0,892079.0,
 899539.0,849343.0,852261.0,824884.0,809306.0,833635.0,836819.0,828948.0,834959.0,814250.0,844550.0,
 865854.0,856507.0,876116.0,881713.0,881774.0,884422.0,919025.0,927733.0,934834.0,926137.0,950375.0,
 924558.0,943166.0,937020.0,969598.0,966444.0,965087.0,959612.0,972147.0,972016.0,976218.0,
 1008030.0,1012083.0,1008483.0,1012992.0,986267.0,950844.0,948269.0,956365.0,941674.0,950648.0,
 950996.0,971403.0,951773.0,956957.0,967327.0,994344.0,1001049.0,1002805.0,980188.0,934623.0,
 899756.0,885637.0,892494.0,923356.0,926145.0,926852.0,955553.0,958775.0,948779.0,981767.0,
 1009043.0,996868.0,988050.0,983697.0,955675.0],"turnover":[1.0,0.2027,0.0864,0.0673,0.1369,0.1904,
 0.0473,0.1096,0.0884,0.0319,0.1567,0.1188,0.1236,0.0824,0.1427,0.093,0.1129,0.0646,0.0592,0.1868],
 "predicted_volatility":[0.1849,0.1929,0.1897,0.1856,0.1849,0.1963,0.187,0.1885,0.1902,0.2018,
 0.1968,0.1938,0.1844,0.1762,0.1995,0.1997,0.1886,0.1954,0.1978,0.1983]},{"policy":"equal_weight",
 "error":"","total_return":-0.245563,"annual_return":-0.169292,"volatility":0.176568,"sharpe_ratio":
 -0.958797,"max_drawdown":-0.251896,"mean_turnover":0.074019,"total_cost":0.00148,"volatility_bias":
 1.03,"rebalances":20,"failed":0,"value":[1000000.0,1008466.0,991575.0,969478.0,995276.0,978273.0,
 997802.0,988625.0,1002696.0,969759.0,913167.0,876649.0,859658.0,863060.0,811717.0,815279.0,
 784958.0,760908.0,771129.0,784412.0,775928.0,781375.0,764475.0,770505.0,789071.0,806550.0,807063.0,
 818807.0,827474.0,838209.0,858097.0,858510.0,847450.0,837203.0,872002.0,838987.0,826650.0,820053.0,
 854430.0,846365.0,865727.0,856581.0,864512.0,848338.0,845085.0,878354.0,890569.0,902416.0,914088.0,
 897025.0,837967.0,823256.0,859075.0,838051.0,851479.0,848460.0,871534.0,854094.0,843230.0,839278.0,
 862542.0,859053.0,832143.0,819693.0,796199.0,778797.0,777206.0,762853.0,803999.0,802183.0,789628.0,
 804263.0,795934.0,771560.0,793362.0,812942.0,799373.0,792680.0,785257.0,754437.0],"turnover":[1.0,
 0.0324,0.0214,0.0371,0.015,0.0319,0.029,0.032,0.04,0.0369,0.0158,0.0115,0.0315,0.0169,0.0249,
 0.0317,0.0118,0.0081,0.0271,0.0254],"predicted_volatility":[0.1875,0.1904,0.1814,0.1749,0.1883,
 0.1803,0.1736,0.1951,0.1894,0.1941,0.1801,0.1834,0.18,0.1811,0.192,0.1822,0.1936,0.1934,0.2103,
 0.1761]}],"notes":["TSLA is left out before 2018-09-07: half of the lookback has no returns"]}})json";

QJsonObject parsed(const char* text) {
    return QJsonDocument::fromJson(text).object();
}

} // namespace

QJsonObject optimiserOperations() {
    return parsed(kOperations);
}

QJsonObject infeasibleDiagnosis() {
    return parsed(kConflict);
}

const QHash<QString, QJsonObject>& optimiserAnswers() {
    static const QHash<QString, QJsonObject> kAnswers{
        {QStringLiteral("portfolio.optimize"), parsed(kOptimum)},
        {QStringLiteral("portfolio.diagnose"), parsed(kDiagnosis)},
        {QStringLiteral("portfolio.frontier"), parsed(kFrontier)},
        {QStringLiteral("portfolio.compare_methods"), parsed(kMethods)},
        {QStringLiteral("portfolio.rebalance"), parsed(kRebalance)},
        {QStringLiteral("portfolio.backtest_policy"),
         QJsonObject{{QStringLiteral("job_id"), QStringLiteral("job_7")},
                     {QStringLiteral("state"), QStringLiteral("queued")}}},
        {QStringLiteral("app.job"), parsed(kBacktest)}};
    return kAnswers;
}

} // namespace nautilus::ui::testing
