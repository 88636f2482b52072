// Answers of the optimiser, the rebalancing and a backtest of a policy, recorded from the built-in data and
// shortened; a method without an answer and two rebalancings that failed are added.
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

const char* const kOptimum = R"json({"optimization_id":"opt_003","portfolio_id":"portfolio_001",
 "optimal_weights":{"AAPL":0.2,"MSFT":0.3,"GOOGL":0.0177942,"NVDA":0,"JPM":0.3,"XOM":0,"cash":
 0.182206},"expected_performance":{"expected_return":0.222719,"expected_volatility":0.164015,
 "sharpe_ratio":1.35792,"tracking_error":0.0738305,"beta":1.02124,"diversification_ratio":1.1908,
 "effective_positions":3.03557,"turnover":0.330692,"cost":0.000330692},"risk_metrics":{
 "portfolio_var_1d":0.0164324,"expected_shortfall":0.0253728,"max_drawdown_est":-0.192688},
 "optimization_details":{"method":"mean_variance","solver":"interior point","optimization_time_ms":
 0.13508,"convergence_achieved":true,"constraint_violations":0,"iterations":10,"problems_solved":1,
 "objective":-0.155136,"primal_residual":1.90908e-30,"dual_residual":3.97868e-17,"gap":1.41796e-11,
 "optimality_gap":0,"second_method":false},"current_weights":{"AAPL":0.189944,"MSFT":0.18516,
 "GOOGL":0.142127,"NVDA":0.112156,"JPM":0,"XOM":0,"cash":0.370613},"benchmark_weights":{},
 "current_performance":{"expected_return":0.169623,"expected_volatility":0.155629,"sharpe_ratio":
 1.08992,"tracking_error":0.081895,"beta":0.931535,"diversification_ratio":1.18682,
 "effective_positions":3.84061,"turnover":0,"cost":0},"expected_returns":{"AAPL":0.342355,"MSFT":
 0.350726,"GOOGL":0.160512,"NVDA":0.150157,"JPM":0.153915,"XOM":-0.0456109},"volatilities":{"AAPL":
 0.275656,"MSFT":0.244958,"GOOGL":0.260745,"NVDA":0.445176,"JPM":0.206836,"XOM":0.203181},
 "risk_contributions":{"AAPL":0.278202,"MSFT":0.399291,"GOOGL":0.021301,"NVDA":0,"JPM":0.301207,
 "XOM":0},"constraints":[{"name":"every weight","pointer":"/constraints/min_weight","sense":
 "at_least","text":"every weight at least 0","value":2.75978e-13,"limit":0,"slack":2.75978e-13,
 "binding":true,"shadow_price":0.375078},{"name":"sector Information Technology","pointer":
 "/constraints/sector_limits/Information Technology","sense":"at_most","text":
 "sector Information Technology at most 0.5","value":0.5,"limit":0.5,"slack":4.32321e-13,"binding":
 true,"shadow_price":0.154757},{"name":"every weight","pointer":"/constraints/max_weight","sense":
 "at_most","text":"every weight at most 0.3","value":0.3,"limit":0.3,"slack":3.56026e-12,"binding":
 true,"shadow_price":0.0348163},{"name":"weight of the benchmark","pointer":"/objective/benchmark",
 "sense":"equal","text":"weight of the benchmark equal to 0","value":1.90908e-30,"limit":0,"slack":
 0,"binding":true,"shadow_price":0.00444832},{"name":"budget","pointer":
 "/constraints/fully_invested","sense":"equal","text":"budget equal to 1","value":1,"limit":1,
 "slack":0,"binding":true,"shadow_price":null},{"name":"turnover","pointer":
 "/constraints/max_turnover","sense":"at_most","text":"turnover at most 0.5","value":0.330692,
 "limit":0.5,"slack":0.169308,"binding":false,"shadow_price":0}],"relaxations":[],"trades":[{
 "symbol":"JPM","action":"buy","shares":2881.68,"value":392110.0,"weight_change":0.3,"price":136.07,
 "cost":196.055,"days":0.000273818},{"symbol":"GOOGL","action":"sell","shares":113.724,"value":
 162507.0,"weight_change":-0.124333,"price":1428.96,"cost":81.2536,"days":8.41353e-05},{"symbol":
 "MSFT","action":"buy","shares":930.336,"value":150100.0,"weight_change":0.11484,"price":161.34,
 "cost":75.0502,"days":4.30165e-05},{"symbol":"NVDA","action":"sell","shares":600,"value":146592,
 "weight_change":-0.112156,"price":244.32,"cost":73.296,"days":8.19595e-05},{"symbol":"AAPL",
 "action":"buy","shares":42.3514,"value":13142.9,"weight_change":0.0100555,"price":310.33,"cost":
 6.57145,"days":1.4305e-06}],"exposures":{},"sectors":{"technology":{"before":0.48726,"after":0.5,
 "benchmark":null},"communication_services":{"before":0.142127,"after":0.0177942,"benchmark":null},
 "financials":{"before":0,"after":0.3,"benchmark":null},"energy":{"before":0,"after":0,"benchmark":
 null}},"portfolio_value":1307030.0})json";

const char* const kDiagnosis = R"json({"feasible":true,"summary":"feasible","conflict":[],
 "relaxations":[],"min_return":-0.0136833,"max_return":0.252625,"min_volatility":1.05363e-06})json";

const char* const kConflict = R"json({"feasible":false,"summary":"these cannot hold together",
 "conflict":[{"name":"every weight","pointer":"/constraints/min_weight","sense":"at_least","text":
 "every weight at least 0","limit":0,"alone":null,"relaxed":null},{"name":"every weight","pointer":
 "/constraints/max_weight","sense":"at_most","text":"every weight at most 0.15","limit":0.15,
 "alone":0.176645,"relaxed":null},{"name":"expected return","pointer":"/objective/target_return",
 "sense":"at_least","text":"expected return at least 0.2","limit":0.2,"alone":0.173649,"relaxed":
 0.173649}],"relaxations":[{"name":"expected return","pointer":"/objective/target_return","sense":
 "at_least","text":"expected return at least 0.2","limit":0.2,"alone":null,"relaxed":0.173649}],
 "min_return":null,"max_return":null,"min_volatility":null})json";

const char* const kFrontier = R"json({"symbols":["AAPL","MSFT","GOOGL","NVDA","JPM","XOM","cash"],
 "points":[{"expected_return":0.00282165,"expected_volatility":0.00219083,"sharpe_ratio":1.28793,
 "weights":[0.00244607,0.00439512,0.00275831,1.19056e-09,7.46401e-12,7.87281e-12,0.990401]},{
 "expected_return":0.0220373,"expected_volatility":0.0148012,"sharpe_ratio":1.48889,"weights":[
 0.0196528,0.0436497,4.95677e-13,2.20527e-13,1.46827e-12,1.64246e-13,0.936698]},{"expected_return":
 0.041253,"expected_volatility":0.0277071,"sharpe_ratio":1.4889,"weights":[0.0365695,0.081925,
 1.50717e-11,8.38582e-12,1.26852e-10,6.69028e-12,0.881506]},{"expected_return":0.0604687,
 "expected_volatility":0.0406131,"sharpe_ratio":1.4889,"weights":[0.0534863,0.1202,3.88192e-12,
 1.88109e-12,4.45644e-11,2.40366e-12,0.826313]},{"expected_return":0.0796843,"expected_volatility":
 0.053519,"sharpe_ratio":1.4889,"weights":[0.070403,0.158476,5.62895e-14,2.7995e-14,3.74334e-13,
 3.84423e-14,0.771121]},{"expected_return":0.0989,"expected_volatility":0.0664774,"sharpe_ratio":
 1.48772,"weights":[0.0991944,0.18516,8.91275e-12,3.92574e-12,7.31463e-11,5.0046e-12,0.715646]},{
 "expected_return":0.118116,"expected_volatility":0.0794608,"sharpe_ratio":1.48647,"weights":[
 0.124847,0.214908,4.93489e-12,2.21659e-12,4.58339e-11,2.93198e-12,0.660245]},{"expected_return":
 0.137331,"expected_volatility":0.0923486,"sharpe_ratio":1.4871,"weights":[0.141764,0.253183,
 1.35981e-12,6.21256e-13,1.04849e-11,8.37637e-13,0.605053]},{"expected_return":0.156547,
 "expected_volatility":0.105241,"sharpe_ratio":1.48751,"weights":[0.15868,0.291458,1.07959e-12,
 5.17716e-13,2.75519e-12,7.38774e-13,0.549861]},{"expected_return":0.175763,"expected_volatility":
 0.118702,"sharpe_ratio":1.4807,"weights":[0.2,0.3,3.9003e-12,9.48117e-13,0.0134742,1.33664e-12,
 0.486526]},{"expected_return":0.194978,"expected_volatility":0.135347,"sharpe_ratio":1.44059,
 "weights":[0.2,0.3,9.63227e-12,1.69221e-12,0.138321,2.34308e-12,0.361679]},{"expected_return":
 0.214194,"expected_volatility":0.154534,"sharpe_ratio":1.38607,"weights":[0.2,0.3,3.68155e-11,
 2.10546e-12,0.263167,3.29915e-12,0.236833]},{"expected_return":0.23341,"expected_volatility":
 0.17746,"sharpe_ratio":1.31528,"weights":[0.2,0.3,0.0843956,2.12177e-12,0.3,2.42931e-12,0.115604]},
 {"expected_return":0.252625,"expected_volatility":0.209693,"sharpe_ratio":1.20474,"weights":[0.2,
 0.3,0.299996,3.43461e-14,0.200004,3.50394e-14,4.15074e-14]}],"marks":[{"name":"current",
 "expected_return":0.169623,"expected_volatility":0.155629,"sharpe_ratio":1.08992},{"name":
 "benchmark","expected_return":0.116488,"expected_volatility":0.152859,"sharpe_ratio":0.762062},{
 "name":"optimal","expected_return":0.222719,"expected_volatility":0.164015,"sharpe_ratio":1.35792},
 {"name":"minimum_variance","expected_return":0.00056433,"expected_volatility":0.000438167,
 "sharpe_ratio":1.28793},{"name":"max_sharpe","expected_return":0.151614,"expected_volatility":
 0.101831,"sharpe_ratio":1.48888}],"assets":[{"name":"AAPL","expected_return":0.342355,
 "expected_volatility":0.275656,"sharpe_ratio":1.24196},{"name":"MSFT","expected_return":0.350726,
 "expected_volatility":0.244958,"sharpe_ratio":1.43178},{"name":"GOOGL","expected_return":0.160512,
 "expected_volatility":0.260745,"sharpe_ratio":0.615591},{"name":"NVDA","expected_return":0.150157,
 "expected_volatility":0.445176,"sharpe_ratio":0.337297},{"name":"JPM","expected_return":0.153915,
 "expected_volatility":0.206836,"sharpe_ratio":0.744137},{"name":"XOM","expected_return":-0.0456109,
 "expected_volatility":0.203181,"sharpe_ratio":-0.224485}],"relaxations":[]})json";

const char* const kMethods = R"json({"current_weights":{"AAPL":0.189944,"MSFT":0.18516,"GOOGL":
 0.142127,"NVDA":0.112156,"JPM":0,"XOM":0,"cash":0.370613},"methods":[{"method":"mean_variance",
 "error":"","weights":{"AAPL":0.2,"MSFT":0.3,"GOOGL":0.0177942,"NVDA":0,"JPM":0.3,"XOM":0,"cash":
 0.182206},"expected_performance":{"expected_return":0.222719,"expected_volatility":0.164015,
 "sharpe_ratio":1.35792,"tracking_error":0.0738305,"beta":1.02124,"diversification_ratio":1.1908,
 "effective_positions":3.03557,"turnover":0.330692,"cost":0.000330692},"risk_metrics":{
 "portfolio_var_1d":0.0164324,"expected_shortfall":0.0253728,"max_drawdown_est":-0.192688}},{
 "method":"minimum_variance","error":"","weights":{"AAPL":0.000489214,"MSFT":0.000879023,"GOOGL":
 0.000551662,"NVDA":0,"JPM":0,"XOM":0,"cash":0.99808},"expected_performance":{"expected_return":
 0.00056433,"expected_volatility":0.000438167,"sharpe_ratio":1.28793,"tracking_error":0.152483,
 "beta":0.00262105,"diversification_ratio":1.12747,"effective_positions":2.80019,"turnover":
 0.313734,"cost":0.000313734},"risk_metrics":{"portfolio_var_1d":4.59357e-05,"expected_shortfall":
 6.68049e-05,"max_drawdown_est":-0.000479078}},{"method":"max_sharpe","error":"","weights":{"AAPL":
 0.135521,"MSFT":0.3,"GOOGL":0,"NVDA":0,"JPM":0,"XOM":0,"cash":0.564479},"expected_performance":{
 "expected_return":0.151614,"expected_volatility":0.101831,"sharpe_ratio":1.48888,"tracking_error":
 0.0854618,"beta":0.602308,"diversification_ratio":1.08852,"effective_positions":1.75035,"turnover":
 0.211774,"cost":0.000211774},"risk_metrics":{"portfolio_var_1d":0.0104182,"expected_shortfall":
 0.0152133,"max_drawdown_est":-0.109786}},{"method":"risk_parity","error":"","weights":{"AAPL":
 0.150915,"MSFT":0.159767,"GOOGL":0.15352,"NVDA":0.0969654,"JPM":0.209394,"XOM":0.229439},
 "expected_performance":{"expected_return":0.168666,"expected_volatility":0.196888,"sharpe_ratio":
 0.85666,"tracking_error":0.0864915,"beta":1.24534,"diversification_ratio":1.28936,
 "effective_positions":5.62558,"turnover":0.26492,"cost":0.00026492},"risk_metrics":{
 "portfolio_var_1d":0.0204872,"expected_shortfall":0.0306392,"max_drawdown_est":-0.265332}},{
 "method":"max_diversification","error":"","weights":{"AAPL":0.162724,"MSFT":0.0588135,"GOOGL":
 0.117571,"NVDA":0.122289,"JPM":0.238602,"XOM":0.3},"expected_performance":{"expected_return":
 0.136612,"expected_volatility":0.195664,"sharpe_ratio":0.698196,"tracking_error":0.0907085,"beta":
 1.21736,"diversification_ratio":1.30154,"effective_positions":4.86271,"turnover":0.363429,"cost":
 0.000363429},"risk_metrics":{"portfolio_var_1d":0.0212413,"expected_shortfall":0.030307,
 "max_drawdown_est":-0.281641}},{"method":"hierarchical_risk_parity","error":"","weights":{"AAPL":
 0.170373,"MSFT":0.125653,"GOOGL":0.112186,"NVDA":0.0491072,"JPM":0.24268,"XOM":0.3},
 "expected_performance":{"expected_return":0.151448,"expected_volatility":0.185919,"sharpe_ratio":
 0.814592,"tracking_error":0.0811091,"beta":1.1702,"diversification_ratio":1.29092,
 "effective_positions":4.79141,"turnover":0.357374,"cost":0.000357374},"risk_metrics":{
 "portfolio_var_1d":0.0199913,"expected_shortfall":0.0288553,"max_drawdown_est":-0.252276}},{
 "method":"equal_weight","error":"","weights":{"AAPL":0.166659,"MSFT":0.166648,"GOOGL":0.166683,
 "NVDA":0.166665,"JPM":0.166675,"XOM":0.166671},"expected_performance":{"expected_return":0.185336,
 "expected_volatility":0.214172,"sharpe_ratio":0.865363,"tracking_error":0.103222,"beta":1.3349,
 "diversification_ratio":1.27355,"effective_positions":6.0,"turnover":0.227104,"cost":0.000227104},
 "risk_metrics":{"portfolio_var_1d":0.0237483,"expected_shortfall":0.0339505,"max_drawdown_est":
 -0.294033}},{"method":"inverse_volatility","error":"","weights":{"AAPL":0.154056,"MSFT":0.173362,
 "GOOGL":0.162866,"NVDA":0.0953926,"JPM":0.205314,"XOM":0.209008},"expected_performance":{
 "expected_return":0.176078,"expected_volatility":0.198327,"sharpe_ratio":0.887817,"tracking_error":
 0.0872233,"beta":1.2554,"diversification_ratio":1.28474,"effective_positions":5.70609,"turnover":
 0.249755,"cost":0.000249755},"risk_metrics":{"portfolio_var_1d":0.0206904,"expected_shortfall":
 0.0309019,"max_drawdown_est":-0.264302}},{"method":"kelly","error":
 "the problem has no bounded answer","weights":{},"expected_performance":{"expected_return":null,
 "expected_volatility":null,"sharpe_ratio":null,"tracking_error":null,"beta":null,
 "diversification_ratio":null,"effective_positions":null,"turnover":null,"cost":null},
 "risk_metrics":{"portfolio_var_1d":null,"expected_shortfall":null,"max_drawdown_est":null}}]})json";

const char* const kRebalance = R"json({"rebalance_id":"rebal_002","status":"rebalancing_required",
 "reason":"4 of 4 weights are off by more than 5 % of the portfolio's value","portfolio_id":
 "portfolio_001","current_weights":{"AAPL":0.189944,"GOOGL":0.142127,"MSFT":0.18516,"NVDA":0.112156,
 "cash":0.370613},"target_weights":{"AAPL":0.12,"GOOGL":0.2,"MSFT":0.3,"NVDA":0.25,"cash":0.13},
 "required_trades":[{"symbol":"AAPL","action":"sell","shares":295,"value":91547.3,"price":310.33,
 "weight_before":0.189944,"weight_after":0.119902,"target":0.12,"cost":48.8945,"cost_bps":5.3409,
 "participation":9.9642e-06,"realised_gain":40730.4,"tax":6109.55,"lots":["2: 295"]},{"symbol":
 "NVDA","action":"buy","shares":737,"value":180064.0,"price":244.32,"weight_before":0.112156,
 "weight_after":0.249921,"target":0.25,"cost":121.206,"cost_bps":6.73128,"participation":
 0.000100674,"realised_gain":null,"tax":null,"lots":[]},{"symbol":"MSFT","action":"buy","shares":
 930,"value":150046.0,"price":161.34,"weight_before":0.18516,"weight_after":0.299959,"target":0.3,
 "cost":83.3473,"cost_bps":5.55477,"participation":4.3001e-05,"realised_gain":null,"tax":null,
 "lots":[]},{"symbol":"GOOGL","action":"buy","shares":53,"value":75734.9,"price":1428.96,
 "weight_before":0.142127,"weight_after":0.200071,"target":0.2,"cost":42.1649,"cost_bps":5.56743,
 "participation":3.92104e-05,"realised_gain":null,"tax":null,"lots":[]}],"estimated_execution_time":
 "2020-01-13T21:00:00Z","transaction_costs":295.613,"cost_bps":5.94325,"turnover":0.070042,
 "largest_drift":0.137844,"weights_after":{"AAPL":0.119902,"GOOGL":0.200071,"MSFT":0.299959,"NVDA":
 0.249921,"cash":0.130147},"realised_gain":40730.4,"tax":6109.55,"cash_before":484404.0,
 "cash_after":169811.0,"schedule":[{"at":"2020-01-13T14:30:00Z","symbol":"AAPL","shares":-49,
 "participation":9.93043e-06},{"at":"2020-01-13T14:30:00Z","symbol":"GOOGL","shares":9,
 "participation":3.99503e-05},{"at":"2020-01-13T14:30:00Z","symbol":"MSFT","shares":155,
 "participation":4.3001e-05},{"at":"2020-01-13T14:30:00Z","symbol":"NVDA","shares":123,
 "participation":0.00010081},{"at":"2020-01-13T15:35:00Z","symbol":"AAPL","shares":-49,
 "participation":9.93043e-06},{"at":"2020-01-13T15:35:00Z","symbol":"GOOGL","shares":9,
 "participation":3.99503e-05},{"at":"2020-01-13T15:35:00Z","symbol":"MSFT","shares":155,
 "participation":4.3001e-05},{"at":"2020-01-13T15:35:00Z","symbol":"NVDA","shares":123,
 "participation":0.00010081},{"at":"2020-01-13T16:40:00Z","symbol":"AAPL","shares":-50,
 "participation":1.01331e-05},{"at":"2020-01-13T16:40:00Z","symbol":"GOOGL","shares":9,
 "participation":3.99503e-05},{"at":"2020-01-13T16:40:00Z","symbol":"MSFT","shares":155,
 "participation":4.3001e-05},{"at":"2020-01-13T16:40:00Z","symbol":"NVDA","shares":123,
 "participation":0.00010081},{"at":"2020-01-13T17:45:00Z","symbol":"AAPL","shares":-49,
 "participation":9.93043e-06},{"at":"2020-01-13T17:45:00Z","symbol":"GOOGL","shares":8,
 "participation":3.55113e-05},{"at":"2020-01-13T17:45:00Z","symbol":"MSFT","shares":155,
 "participation":4.3001e-05},{"at":"2020-01-13T17:45:00Z","symbol":"NVDA","shares":122,
 "participation":9.99906e-05},{"at":"2020-01-13T18:50:00Z","symbol":"AAPL","shares":-49,
 "participation":9.93043e-06},{"at":"2020-01-13T18:50:00Z","symbol":"GOOGL","shares":9,
 "participation":3.99503e-05},{"at":"2020-01-13T18:50:00Z","symbol":"MSFT","shares":155,
 "participation":4.3001e-05},{"at":"2020-01-13T18:50:00Z","symbol":"NVDA","shares":123,
 "participation":0.00010081},{"at":"2020-01-13T19:55:00Z","symbol":"AAPL","shares":-49,
 "participation":9.93043e-06},{"at":"2020-01-13T19:55:00Z","symbol":"GOOGL","shares":9,
 "participation":3.99503e-05},{"at":"2020-01-13T19:55:00Z","symbol":"MSFT","shares":155,
 "participation":4.3001e-05},{"at":"2020-01-13T19:55:00Z","symbol":"NVDA","shares":123,
 "participation":0.00010081}],"not_worked":{}})json";

const char* const kBacktest = R"json({"job_id":"job_2","kind":"policy_backtest","engine":"portfolio",
 "state":"succeeded","progress":1,"message":"done","result":{"sessions":["2019-01-02","2019-01-10",
 "2019-01-18","2019-01-29","2019-02-06","2019-02-14","2019-02-25","2019-03-05","2019-03-13",
 "2019-03-21","2019-03-29","2019-04-08","2019-04-16","2019-04-25","2019-05-03","2019-05-13",
 "2019-05-21","2019-05-30","2019-06-07","2019-06-17","2019-06-25","2019-07-03","2019-07-12",
 "2019-07-22","2019-07-30","2019-08-07","2019-08-15","2019-08-23","2019-09-03","2019-09-11",
 "2019-09-19","2019-09-27","2019-10-07","2019-10-15","2019-10-23","2019-10-31","2019-11-08",
 "2019-11-18","2019-11-26","2019-12-05","2019-12-13","2019-12-23"],"rebalanced_on":["2019-01-02",
 "2019-02-01","2019-03-01","2019-04-01","2019-05-01","2019-06-03","2019-07-01","2019-08-01",
 "2019-09-03","2019-10-01","2019-11-01","2019-12-02"],"runs":[{"policy":"mean_variance","error":"",
 "total_return":0.201053,"annual_return":0.20193,"volatility":0.104913,"sharpe_ratio":1.80624,
 "max_drawdown":-0.107065,"mean_turnover":0.105787,"total_cost":0.00136366,"volatility_bias":
 0.753447,"rebalances":12,"failed":2,"value":[999800,1009608,1025863,1006998,1016482,1019202,
 1035353,1035210,1045544,1066654,1058240,1072458,1077564,1115638,1109869,1037617,1053348,1031819,
 1039304,1044147,1046084,1060288,1064288,1064499,1071127,1050193,1048512,1048105,1057908,1058157,
 1073554,1063165,1061266,1075046,1061638,1080619,1097035,1116528,1120269,1112055,1152435,1186212],
 "turnover":[null,0.0423176,0.0298768,0.132665,0.201935,0.189721,0.0558367,0.0128785,0.054066,
 0.000905824,0.171028,0.272428],"predicted_volatility":[0.113833,0.0940861,0.112326,0.160151,
 0.200554,0.105427,0.12445,0.12881,0.109196,0.109251,0.172425,0.229172]},{"policy":"equal_weight",
 "error":"","total_return":0.619115,"annual_return":0.622227,"volatility":0.228238,"sharpe_ratio":
 2.23579,"max_drawdown":-0.171582,"mean_turnover":0.0168068,"total_cost":0.000684875,
 "volatility_bias":0.811702,"rebalances":12,"failed":0,"value":[999500,1021358,1064500,994040,
 1084362,1086567,1109907,1120996,1166668,1238576,1202493,1252103,1252919,1290769,1274365,1165626,
 1175734,1123894,1153117,1167761,1182924,1238224,1255032,1265097,1304283,1223012,1214022,1237003,
 1255685,1335262,1333573,1309259,1339326,1394122,1397020,1431425,1481823,1513886,1521951,1508126,
 1566175,1613474],"turnover":[null,0.0076483,0.0116862,0.0179462,0.0249266,0.0379146,0.023277,
 0.0157209,0.00509327,0.0134798,0.0226825,0.00449997],"predicted_volatility":[0.284407,0.302555,
 0.287076,0.277577,0.269797,0.276132,0.279174,0.278053,0.293591,0.295748,0.271457,0.250587]}],
 "notes":["TSLA is left out before 2019-03-01: half of the lookback has no returns"]},"error":null,
 "created_at":"2026-11-22T15:32:23.109673212Z","finished_at":"2026-11-22T15:32:23.123531159Z"})json";

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
