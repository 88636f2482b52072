// Answers of limits, risk figures and alerts, recorded from the built-in data and shortened. An instant
// "@90" is 90 minutes ago: what is open lasts until now.
#include "tests/ui/fake_answers.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

namespace nautilus::ui::testing {
namespace {

const char* const kOperations =
    R"json({"operations":[{"id":"risk.check","verb":"POST","path":"/risk/check/{portfolio_id}",
 "summary":"Holds positions, or those of a portfolio, against limits","scope":"read",
 "parameters":["portfolio_id","limits","warning_at","market","window","as_of"]},{"id":"risk.what_if",
 "verb":"POST","path":"/api/v1/risk/what-if",
 "summary":"All limits of a portfolio before and after trades that are only thought of","scope":"read",
 "parameters":["portfolio_id","trades","limits","warning_at","market","window","as_of"]},
 {"id":"risk.set_limits","verb":"POST","path":"/risk/limits",
 "summary":"Sets limits of a portfolio, an account or the firm","scope":"write","parameters":["portfolio_id",
 "limits"]},{"id":"risk.limits","verb":"GET","path":"/risk/limits/{portfolio_id}",
 "summary":"Limits that are kept for a portfolio, an account or the firm","scope":"read",
 "parameters":["portfolio_id","history"]},{"id":"risk.remove_limits","verb":"DELETE",
 "path":"/risk/limits/{portfolio_id}",
 "summary":"Takes one limit or all of a portfolio away; their versions stay in the history","scope":"write",
 "parameters":["portfolio_id","limit_type"]},{"id":"risk.monitor_start","verb":"POST",
 "path":"/risk/monitor/start","summary":"Watches a portfolio, or changes how it is watched","scope":"write",
 "parameters":["portfolio_id","monitoring_config"]},{"id":"risk.monitors","verb":"GET",
 "path":"/risk/monitor","summary":"What is watched and when it was looked at last","scope":"read",
 "parameters":[]},{"id":"risk.monitor_stop","verb":"POST","path":"/risk/monitor/stop",
 "summary":"Ends the watch over a portfolio; open breaches stay open","scope":"write",
 "parameters":["portfolio_id","monitoring_id"]},{"id":"risk.breaches","verb":"GET",
 "path":"/risk/breaches/{portfolio_id}",
 "summary":"Breaches of a portfolio that the monitor found, with what became of them","scope":"read",
 "parameters":["portfolio_id","period","severity","state"]},{"id":"risk.breach_acknowledge","verb":"POST",
 "path":"/api/v1/risk/breaches/{breach_id}/acknowledge","summary":"Says that somebody looks after a breach",
 "scope":"write","parameters":["breach_id","note"]},{"id":"risk.breach_resolve","verb":"POST",
 "path":"/api/v1/risk/breaches/{breach_id}/resolve",
 "summary":"Says that a breach is dealt with; the next check opens it anew if it is not","scope":"write",
 "parameters":["breach_id","note"]},{"id":"risk.breach_history","verb":"GET",
 "path":"/api/v1/risk/breaches/{breach_id}","summary":"Everything that happened to one breach",
 "scope":"read","parameters":["breach_id","note"]},{"id":"risk.var","verb":"POST","path":"/api/v1/risk/var",
 "summary":"Value at risk and expected shortfall by seven methods, with their parts","scope":"read",
 "parameters":["portfolio_id","methods","horizons","confidence","window","market","as_of"]},
 {"id":"risk.backtest","verb":"POST","path":"/api/v1/risk/backtest",
 "summary":"Whether the forecasts of value at risk and expected shortfall held, day by day","scope":"read",
 "parameters":["portfolio_id","method","confidence","window","test","source","as_of"]},{"id":"risk.stress",
 "verb":"POST","path":"/api/v1/risk/stress",
 "summary":"Losses in historical and hypothetical scenarios, and the scenario of a given loss",
 "scope":"read","parameters":["portfolio_id","scenarios","shocks","propagate","reverse_loss","window",
 "as_of"]},{"id":"risk.liquidity","verb":"POST","path":"/api/v1/risk/liquidity",
 "summary":"How long selling takes and what it costs","scope":"read","parameters":["portfolio_id",
 "participation","half_spread_bp","impact","window","as_of"]},{"id":"app.alert_channels","verb":"GET",
 "path":"/api/v1/alerts/channels","summary":"Ways by which alerts leave, and whether they are set up",
 "scope":"read","parameters":[]},{"id":"app.alert_test","verb":"POST","path":"/api/v1/alerts/test",
 "summary":"Send a test alert one way","scope":"admin","parameters":["channel"]},{"id":"risk.alerts",
 "verb":"GET","path":"/api/v1/risk/alerts",
 "summary":"Alerts that went out, and what became of each on its ways","scope":"read",
 "parameters":["portfolio_id","severity","limit"]}]})json";

const char* const kCheck =
    R"json({"risk_assessment":"HIGH","overall_status":"BREACH","limit_checks":[{"limit_type":"position_size",
 "current_value":0.1899,"limit_value":0.18,"status":"BREACH","severity":"HIGH","utilization_percent":105.5,
 "action_required":"REDUCE_POSITION","subject":"AAPL","scope":"portfolio","scope_id":"portfolio_001",
 "hard":true},{"limit_type":"concentration_limit","current_value":0.3018,"limit_value":0.35,
 "status":"WARNING","severity":"MEDIUM","utilization_percent":86.23,"action_required":"MONITOR",
 "subject":"AAPL","scope":"portfolio","scope_id":"portfolio_001","hard":false},
 {"limit_type":"sector_exposure","current_value":0.4873,"limit_value":0.25,"status":"BREACH",
 "severity":"HIGH","utilization_percent":194.9,"action_required":"REDUCE_SECTOR",
 "subject":"Information Technology","scope":"portfolio","scope_id":"portfolio_001","hard":true},
 {"limit_type":"var_limit","current_value":0.02909,"limit_value":0.0344,"status":"WARNING",
 "severity":"MEDIUM","utilization_percent":84.54,"action_required":"MONITOR","subject":null,
 "scope":"portfolio","scope_id":"portfolio_001","hard":true},{"limit_type":"expected_shortfall",
 "current_value":0.03275,"limit_value":0.05,"status":"OK","severity":"LOW","utilization_percent":65.49,
 "action_required":"NONE","subject":null,"scope":"portfolio","scope_id":"portfolio_001","hard":true},
 {"limit_type":"leverage_limit","current_value":0.6294,"limit_value":1.5,"status":"OK","severity":"LOW",
 "utilization_percent":41.96,"action_required":"NONE","subject":null,"scope":"portfolio",
 "scope_id":"portfolio_001","hard":true},{"limit_type":"adv_limit","current_value":9.618e-05,
 "limit_value":0.1,"status":"OK","severity":"LOW","utilization_percent":0.09618,"action_required":"NONE",
 "subject":"GOOGL","scope":"portfolio","scope_id":"portfolio_001","hard":false},
 {"limit_type":"liquidity_limit","current_value":1,"limit_value":0.5,"status":"OK","severity":"LOW",
 "utilization_percent":50,"action_required":"NONE","subject":null,"scope":"portfolio",
 "scope_id":"portfolio_001","hard":true},{"limit_type":"correlation_limit","current_value":0.8893,
 "limit_value":0.8,"status":"BREACH","severity":"MEDIUM","utilization_percent":111.2,
 "action_required":"REVIEW","subject":null,"scope":"portfolio","scope_id":"portfolio_001","hard":false},
 {"limit_type":"sector_exposure","current_value":0.4422,"limit_value":0.45,"status":"WARNING",
 "severity":"MEDIUM","utilization_percent":98.26,"action_required":"MONITOR",
 "subject":"Information Technology","scope":"account","scope_id":"demo","hard":false},
 {"limit_type":"gross_exposure","current_value":0.7305,"limit_value":1.2,"status":"OK","severity":"LOW",
 "utilization_percent":60.88,"action_required":"NONE","subject":null,"scope":"account","scope_id":"demo",
 "hard":true},{"limit_type":"var_limit","current_value":0.02446,"limit_value":0.05,"status":"OK",
 "severity":"LOW","utilization_percent":48.93,"action_required":"NONE","subject":null,"scope":"firm",
 "scope_id":"firm","hard":true},{"limit_type":"net_exposure","current_value":0.7305,"limit_value":0.9,
 "status":"WARNING","severity":"MEDIUM","utilization_percent":81.17,"action_required":"MONITOR",
 "subject":null,"scope":"firm","scope_id":"firm","hard":true}],"risk_metrics":{"portfolio_var_1d":0.02909,
 "portfolio_var_10d":0.06261,"expected_shortfall":0.03275,"beta":0.9315,"correlation_to_market":0.8893},
 "breaches":[{"breach_id":"breach_6e4af2317d72","limit_type":"position_size","severity":"HIGH",
 "action_required":"REDUCE_POSITION","recommendation":"Reduce AAPL position to 18% of portfolio",
 "subject":"AAPL","current_value":0.1899,"limit_value":0.18,"scope":"portfolio","scope_id":"portfolio_001"},
 {"breach_id":"breach_9df8d990fc1b","limit_type":"position_size","severity":"HIGH",
 "action_required":"REDUCE_POSITION","recommendation":"Reduce MSFT position to 18% of portfolio",
 "subject":"MSFT","current_value":0.1852,"limit_value":0.18,"scope":"portfolio","scope_id":"portfolio_001"},
 {"breach_id":"breach_50b47e4469e4","limit_type":"sector_exposure","severity":"HIGH",
 "action_required":"REDUCE_SECTOR",
 "recommendation":"Reduce the Information Technology sector to 25% of portfolio",
 "subject":"Information Technology","current_value":0.4873,"limit_value":0.25,"scope":"portfolio",
 "scope_id":"portfolio_001"},{"breach_id":"breach_16fede3ed678","limit_type":"correlation_limit",
 "severity":"MEDIUM","action_required":"REVIEW",
 "recommendation":"Diversify until the correlation to the market is 0.8","subject":null,
 "current_value":0.8893,"limit_value":0.8,"scope":"portfolio","scope_id":"portfolio_001"}]})json";

const char* const kLimits =
    R"json({"portfolio_id":"portfolio_001","scope":"portfolio","limits":[{"portfolio_id":"portfolio_001",
 "limit_type":"position_size","value":0.18,"enabled":true,"auto_adjust":false,"adjustment_factor":0.1,
 "warning_at":0.8,"hard":true,"owner":"Desk head","scope":"portfolio"},{"portfolio_id":"portfolio_001",
 "limit_type":"concentration_limit","value":0.35,"enabled":true,"auto_adjust":false,"adjustment_factor":0.1,
 "warning_at":0.8,"hard":false,"owner":"","scope":"portfolio"},{"portfolio_id":"portfolio_001",
 "limit_type":"sector_exposure","value":0.25,"enabled":true,"auto_adjust":false,"adjustment_factor":0.1,
 "warning_at":0.8,"hard":true,"owner":"","scope":"portfolio"},{"portfolio_id":"portfolio_001",
 "limit_type":"var_limit","value":0.032,"enabled":true,"auto_adjust":true,"adjustment_factor":0.1,
 "warning_at":0.8,"hard":true,"owner":"Risk office","scope":"portfolio"},{"portfolio_id":"portfolio_001",
 "limit_type":"expected_shortfall","value":0.05,"enabled":true,"auto_adjust":false,"adjustment_factor":0.1,
 "warning_at":0.8,"hard":true,"owner":"","scope":"portfolio"},{"portfolio_id":"portfolio_001",
 "limit_type":"leverage_limit","value":1.5,"enabled":true,"auto_adjust":false,"adjustment_factor":0.1,
 "warning_at":0.8,"hard":true,"owner":"","scope":"portfolio"},{"portfolio_id":"portfolio_001",
 "limit_type":"currency_exposure","value":0.3,"enabled":false,"auto_adjust":false,"adjustment_factor":0.1,
 "warning_at":0.8,"hard":true,"owner":"","scope":"portfolio"},{"portfolio_id":"portfolio_001",
 "limit_type":"adv_limit","value":0.1,"enabled":true,"auto_adjust":false,"adjustment_factor":0.1,
 "warning_at":0.8,"hard":false,"owner":"","scope":"portfolio"},{"portfolio_id":"portfolio_001",
 "limit_type":"liquidity_limit","value":0.5,"enabled":true,"auto_adjust":false,"adjustment_factor":0.1,
 "warning_at":0.8,"hard":true,"owner":"","scope":"portfolio"},{"portfolio_id":"portfolio_001",
 "limit_type":"correlation_limit","value":0.8,"enabled":true,"auto_adjust":false,"adjustment_factor":0.1,
 "warning_at":0.8,"hard":false,"owner":"","scope":"portfolio"}]})json";

const char* const kWhatIf =
    R"json({"allowed":true,"overall_before":"BREACH","overall_after":"BREACH",
 "limits":[{"limit_type":"position_size","subject_before":"AAPL","subject_after":"MSFT","before":0.1899,
 "after":0.1852,"limit_value":0.18,"status_before":"BREACH","status_after":"BREACH"},
 {"limit_type":"concentration_limit","subject_before":"AAPL","subject_after":"MSFT","before":0.3018,
 "after":0.3153,"limit_value":0.35,"status_before":"WARNING","status_after":"WARNING"},
 {"limit_type":"sector_exposure","subject_before":"Information Technology",
 "subject_after":"Information Technology","before":0.4873,"after":0.3923,"limit_value":0.25,
 "status_before":"BREACH","status_after":"BREACH"},{"limit_type":"var_limit","subject_before":null,
 "subject_after":null,"before":0.02909,"after":0.02662,"limit_value":0.0344,"status_before":"WARNING",
 "status_after":"OK"},{"limit_type":"expected_shortfall","subject_before":null,"subject_after":null,
 "before":0.03275,"after":0.02942,"limit_value":0.05,"status_before":"OK","status_after":"OK"},
 {"limit_type":"leverage_limit","subject_before":null,"subject_after":null,"before":0.6294,"after":0.5873,
 "limit_value":1.5,"status_before":"OK","status_after":"OK"},{"limit_type":"adv_limit",
 "subject_before":"GOOGL","subject_after":"GOOGL","before":9.618e-05,"after":9.618e-05,"limit_value":0.1,
 "status_before":"OK","status_after":"OK"},{"limit_type":"liquidity_limit","subject_before":null,
 "subject_after":null,"before":1,"after":1,"limit_value":0.5,"status_before":"OK","status_after":"OK"},
 {"limit_type":"correlation_limit","subject_before":null,"subject_after":null,"before":0.8893,"after":0.9011,
 "limit_value":0.8,"status_before":"BREACH","status_after":"BREACH"}],"metrics_before":{},"metrics_after":{},
 "new_breaches":[]})json";

const char* const kVar =
    R"json({"portfolio_id":"portfolio_001","portfolio_value":1307000.0,"confidence":0.99,"observations":504,
 "figures":[{"method":"normal","horizon_days":1,"value_at_risk":0.02229,"expected_shortfall":0.02564,
 "value_at_risk_amount":29140.0,"expected_shortfall_amount":33510.0,"standard_error":null},
 {"method":"normal","horizon_days":10,"value_at_risk":0.06591,"expected_shortfall":0.07648,
 "value_at_risk_amount":86140.0,"expected_shortfall_amount":99970.0,"standard_error":null},
 {"method":"cornish_fisher","horizon_days":1,"value_at_risk":0.02966,"expected_shortfall":0.03903,
 "value_at_risk_amount":38770.0,"expected_shortfall_amount":51020.0,"standard_error":null},
 {"method":"cornish_fisher","horizon_days":10,"value_at_risk":0.07037,"expected_shortfall":0.08372,
 "value_at_risk_amount":91980.0,"expected_shortfall_amount":109400.0,"standard_error":null},
 {"method":"student","horizon_days":1,"value_at_risk":0.02732,"expected_shortfall":0.04119,
 "value_at_risk_amount":35710.0,"expected_shortfall_amount":53840.0,"standard_error":null},
 {"method":"student","horizon_days":10,"value_at_risk":0.07785,"expected_shortfall":0.1217,
 "value_at_risk_amount":101700.0,"expected_shortfall_amount":159100.0,"standard_error":null},
 {"method":"historical","horizon_days":1,"value_at_risk":0.02909,"expected_shortfall":0.03275,
 "value_at_risk_amount":38020.0,"expected_shortfall_amount":42800.0,"standard_error":null},
 {"method":"historical","horizon_days":10,"value_at_risk":0.06261,"expected_shortfall":0.07919,
 "value_at_risk_amount":81830.0,"expected_shortfall_amount":103500.0,"standard_error":null},
 {"method":"age_weighted","horizon_days":1,"value_at_risk":0.01726,"expected_shortfall":0.02403,
 "value_at_risk_amount":22570.0,"expected_shortfall_amount":31410.0,"standard_error":null},
 {"method":"age_weighted","horizon_days":10,"value_at_risk":0.03612,"expected_shortfall":0.04603,
 "value_at_risk_amount":47210.0,"expected_shortfall_amount":60160.0,"standard_error":null},
 {"method":"filtered","horizon_days":1,"value_at_risk":0.01479,"expected_shortfall":0.02238,
 "value_at_risk_amount":19330.0,"expected_shortfall_amount":29250.0,"standard_error":null},
 {"method":"filtered","horizon_days":10,"value_at_risk":0.04307,"expected_shortfall":0.04789,
 "value_at_risk_amount":56290.0,"expected_shortfall_amount":62590.0,"standard_error":null},
 {"method":"monte_carlo","horizon_days":1,"value_at_risk":0.01686,"expected_shortfall":0.01949,
 "value_at_risk_amount":22040.0,"expected_shortfall_amount":25480.0,"standard_error":0.0001612},
 {"method":"monte_carlo","horizon_days":10,"value_at_risk":0.05332,"expected_shortfall":0.06164,
 "value_at_risk_amount":69690.0,"expected_shortfall_amount":80570.0,"standard_error":0.0005098}],
 "parts":{"model":"factor","value_at_risk":0.01703,"expected_shortfall":0.01951,"undiversified":0.02076,
 "historical_shortfall":0.03275,"positions":[{"symbol":"AAPL","weight":0.1899,"marginal":0.03037,
 "component":0.005768,"incremental":0.005264,"share":0.3387,"shortfall_component":0.009144},{"symbol":"NVDA",
 "weight":0.1122,"marginal":0.03806,"component":0.004269,"incremental":0.003878,"share":0.2507,
 "shortfall_component":0.009608},{"symbol":"MSFT","weight":0.1852,"marginal":0.0222,"component":0.00411,
 "incremental":0.00389,"share":0.2414,"shortfall_component":0.007762},{"symbol":"GOOGL","weight":0.1421,
 "marginal":0.02028,"component":0.002882,"incremental":0.002619,"share":0.1692,
 "shortfall_component":0.006232}],"factors":[{"factor":"country","exposure":0.6294,"component":0.008067},
 {"factor":"style:beta","exposure":0.6651,"component":0.003236},{"factor":"industry:Information Technology",
 "exposure":0.4873,"component":0.001214},{"factor":"style:momentum","exposure":0.5404,"component":0.0009535},
 {"factor":"style:size","exposure":0.816,"component":0.0005473},{"factor":"style:dividend_yield",
 "exposure":-0.434,"component":0.0002179},{"factor":"style:profitability","exposure":0.5953,
 "component":0.0002068}],"specific":0.002299}})json";

const char* const kBacktest =
    R"json({"method":"historical","observations":40,"exceptions":7,"expected":2.0,"kupiec":8.227,
 "kupiec_p":0.004126,"christoffersen":3.087,"christoffersen_p":0.0789,"conditional":11.31,
 "conditional_p":0.003491,"zone":"YELLOW","cumulative":0.9993,"scaling_increase":null,"z1":0.02924,
 "z2":-2.398,"z2_p":0.0045,"series":[{"date":"2018-10-31","return":0.01751,"value_at_risk":0.01328,
 "exception":false},{"date":"2018-11-01","return":0.003447,"value_at_risk":0.01328,"exception":false},
 {"date":"2018-11-02","return":-0.01343,"value_at_risk":0.01328,"exception":true},{"date":"2018-11-05",
 "return":-0.005882,"value_at_risk":0.01345,"exception":false},{"date":"2018-11-06","return":0.003612,
 "value_at_risk":0.01345,"exception":false},{"date":"2018-11-07","return":0.01716,"value_at_risk":0.01345,
 "exception":false},{"date":"2018-11-08","return":-0.005601,"value_at_risk":0.01345,"exception":false},
 {"date":"2018-11-09","return":-0.008532,"value_at_risk":0.01345,"exception":false},{"date":"2018-11-12",
 "return":-0.02206,"value_at_risk":0.01345,"exception":true},{"date":"2018-11-13","return":0.002572,
 "value_at_risk":0.01349,"exception":false},{"date":"2018-11-14","return":-0.006756,"value_at_risk":0.01349,
 "exception":false},{"date":"2018-11-15","return":0.01178,"value_at_risk":0.01349,"exception":false},
 {"date":"2018-11-16","return":-0.01264,"value_at_risk":0.01349,"exception":false},{"date":"2018-11-19",
 "return":-0.02697,"value_at_risk":0.01349,"exception":true},{"date":"2018-11-20","return":-0.009111,
 "value_at_risk":0.01354,"exception":false},{"date":"2018-11-21","return":0.0013,"value_at_risk":0.01354,
 "exception":false},{"date":"2018-11-23","return":-0.005786,"value_at_risk":0.01354,"exception":false},
 {"date":"2018-11-26","return":0.01543,"value_at_risk":0.01354,"exception":false},{"date":"2018-11-27",
 "return":0.0005083,"value_at_risk":0.01354,"exception":false},{"date":"2018-11-28","return":0.02067,
 "value_at_risk":0.01349,"exception":false},{"date":"2018-11-29","return":-0.003502,"value_at_risk":0.01349,
 "exception":false},{"date":"2018-11-30","return":0.005244,"value_at_risk":0.01349,"exception":false},
 {"date":"2018-12-03","return":0.01152,"value_at_risk":0.01347,"exception":false},{"date":"2018-12-04",
 "return":-0.02513,"value_at_risk":0.01347,"exception":true},{"date":"2018-12-06","return":0.001847,
 "value_at_risk":0.01354,"exception":false},{"date":"2018-12-07","return":-0.02167,"value_at_risk":0.01354,
 "exception":true},{"date":"2018-12-10","return":0.008441,"value_at_risk":0.01396,"exception":false},
 {"date":"2018-12-11","return":-0.0003485,"value_at_risk":0.01396,"exception":false},{"date":"2018-12-12",
 "return":0.003146,"value_at_risk":0.01396,"exception":false},{"date":"2018-12-13","return":0.002262,
 "value_at_risk":0.01396,"exception":false},{"date":"2018-12-14","return":-0.01423,"value_at_risk":0.01396,
 "exception":true},{"date":"2018-12-17","return":-0.01121,"value_at_risk":0.01426,"exception":false},
 {"date":"2018-12-18","return":0.008098,"value_at_risk":0.01426,"exception":false},{"date":"2018-12-19",
 "return":-0.01127,"value_at_risk":0.01426,"exception":false},{"date":"2018-12-20","return":-0.01099,
 "value_at_risk":0.01426,"exception":false},{"date":"2018-12-21","return":-0.01912,"value_at_risk":0.01426,
 "exception":true},{"date":"2018-12-24","return":-0.01319,"value_at_risk":0.01459,"exception":false},
 {"date":"2018-12-26","return":0.03492,"value_at_risk":0.01459,"exception":false},{"date":"2018-12-27",
 "return":-0.0006118,"value_at_risk":0.01459,"exception":false},{"date":"2018-12-28","return":-0.0003959,
 "value_at_risk":0.01459,"exception":false}]})json";

const char* const kStress =
    R"json({"scenarios":[{"scenario":"crisis_2008","kind":"historical","from":"2008-09-12","to":"2009-03-09",
 "loss":null,"loss_amount":null,"covered":0,"positions":[{"symbol":"AAPL","move":null,"loss":null},
 {"symbol":"GOOGL","move":null,"loss":null},{"symbol":"MSFT","move":null,"loss":null},{"symbol":"NVDA",
 "move":null,"loss":null}]},{"scenario":"december_2018","kind":"historical","from":"2018-12-03",
 "to":"2018-12-24","loss":0.1138,"loss_amount":148800.0,"covered":1,"positions":[{"symbol":"AAPL",
 "move":-0.2056,"loss":0.03904},{"symbol":"MSFT","move":-0.1602,"loss":0.02967},{"symbol":"NVDA",
 "move":-0.2526,"loss":0.02834},{"symbol":"GOOGL","move":-0.118,"loss":0.01677}]},{"scenario":"covid_2020",
 "kind":"historical","from":"2020-02-19","to":"2020-03-23","loss":null,"loss_amount":null,"covered":0,
 "positions":[{"symbol":"AAPL","move":null,"loss":null},{"symbol":"GOOGL","move":null,"loss":null},
 {"symbol":"MSFT","move":null,"loss":null},{"symbol":"NVDA","move":null,"loss":null}]},
 {"scenario":"Market -10 %","kind":"hypothetical","from":null,"to":null,"loss":0.09315,
 "loss_amount":121700.0,"covered":1,"positions":[{"symbol":"AAPL","move":-0.137,"loss":0.02602},
 {"symbol":"MSFT","move":-0.1389,"loss":0.02572},{"symbol":"NVDA","move":-0.2015,"loss":0.0226},
 {"symbol":"GOOGL","move":-0.1323,"loss":0.01881}]},{"scenario":"Yields +100 bp","kind":"hypothetical",
 "from":null,"to":null,"loss":-0.08681,"loss_amount":-113500.0,"covered":1,"positions":[{"symbol":"GOOGL",
 "move":0.1257,"loss":-0.01787},{"symbol":"MSFT","move":0.114,"loss":-0.02111},{"symbol":"AAPL",
 "move":0.1255,"loss":-0.02384},{"symbol":"NVDA","move":0.214,"loss":-0.024}]},{"scenario":"VIX +50 %",
 "kind":"hypothetical","from":null,"to":null,"loss":0.0338,"loss_amount":44180.0,"covered":1,
 "positions":[{"symbol":"MSFT","move":-0.05054,"loss":0.009357},{"symbol":"AAPL","move":-0.04693,
 "loss":0.008915},{"symbol":"NVDA","move":-0.07578,"loss":0.008499},{"symbol":"GOOGL","move":-0.04947,
 "loss":0.007032}]}],"reverse":{"loss":0.1,"deviations":10.13,"positions":[{"symbol":"AAPL","move":-0.1497,
 "loss":0.02843},{"symbol":"NVDA","move":-0.2331,"loss":0.02614},{"symbol":"MSFT","move":-0.1377,
 "loss":0.02549},{"symbol":"GOOGL","move":-0.1403,"loss":0.01994}]}})json";

const char* const kLiquidity =
    R"json({"positions":[{"symbol":"GOOGL","value":185800.0,"daily_value":1931000000.0,
 "share_of_volume":9.618e-05,"days":0.0009618,"cost":122.8},{"symbol":"NVDA","value":146592,
 "daily_value":1789000000.0,"share_of_volume":8.196e-05,"days":0.0008196,"cost":110.7},{"symbol":"MSFT",
 "value":242010,"daily_value":3489000000.0,"share_of_volume":6.936e-05,"days":0.0006936,"cost":152.0},
 {"symbol":"AAPL","value":248264,"daily_value":9188000000.0,"share_of_volume":2.702e-05,"days":0.0002702,
 "cost":146.6}],"sold":[{"days":1,"share":1},{"days":2,"share":1},{"days":5,"share":1},{"days":10,"share":1},
 {"days":20,"share":1},{"days":60,"share":1}],"days_for_all":0.0009618,"cost":532.1,"cost_share":0.0004071,
 "liquidity_adjusted_var":0.02949})json";

const char* const kMonitors =
    R"json({"monitors":[{"monitoring_id":"monitor_001","portfolio_id":"portfolio_001","status":"ACTIVE",
 "next_check_at":"@0","check_interval_seconds":30,"alert_channels":["desktop","email"],
 "severity_threshold":"MEDIUM","checks":259,"last_check_at":"@0","last_status":"BREACH","last_error":null},
 {"monitoring_id":"monitor_002","portfolio_id":"firm","status":"STOPPED","next_check_at":null,
 "check_interval_seconds":60,"alert_channels":["desktop"],"severity_threshold":"HIGH","checks":43,
 "last_check_at":"@180","last_status":"WARNING","last_error":null}]})json";

const char* const kAlerts =
    R"json({"alerts":[{"alert_id":"alert_005","portfolio_id":"portfolio_001","severity":"MEDIUM",
 "limit_type":"correlation_limit","message":"Correlation with the market 0.89 is above its limit of 0.80",
 "current_value":0.8893,"limit_value":0.8,"action_required":false,"breach_id":"breach_007","at":"@95",
 "channels":["desktop","email"],"outcomes":[{"channel":"desktop","outcome":"delivered","at":"@90"}]},
 {"alert_id":"alert_004","portfolio_id":"portfolio_001","severity":"HIGH","limit_type":"position_size",
 "message":"Position size of MSFT 18.52 % is above its limit of 18.00 %","current_value":0.1852,
 "limit_value":0.18,"action_required":true,"breach_id":"breach_006","at":"@410","channels":["desktop",
 "email"],"outcomes":[{"channel":"desktop","outcome":"delivered","at":"@90"},{"channel":"email",
 "outcome":"delivered","at":"@90"}]},{"alert_id":"alert_003","portfolio_id":"portfolio_001",
 "severity":"CRITICAL","limit_type":"sector_exposure",
 "message":"Sector Information Technology 52.72 % is above its limit of 25.00 %","current_value":0.5272,
 "limit_value":0.25,"action_required":true,"breach_id":"breach_004","at":"@2650","channels":["desktop",
 "email"],"outcomes":[{"channel":"desktop","outcome":"delivered","at":"@90"},{"channel":"email",
 "outcome":"delivered","at":"@90"}]},{"alert_id":"alert_002","portfolio_id":"portfolio_001",
 "severity":"HIGH","limit_type":"sector_exposure",
 "message":"Sector Information Technology 48.73 % is above its limit of 25.00 %","current_value":0.4873,
 "limit_value":0.25,"action_required":true,"breach_id":"breach_004","at":"@2900","channels":["desktop",
 "email"],"outcomes":[{"channel":"desktop","outcome":"delivered","at":"@90"},{"channel":"email",
 "outcome":"given up: not delivered within a day","at":"@90"}]}]})json";

const char* const kBreaches =
    R"json({"breach_summary":{"total_breaches":7,"critical_severity":1,"high_severity":3,"medium_severity":3,
 "low_severity":0,"avg_resolution_time_minutes":1033.0},"breaches":[{"breach_id":"breach_007",
 "timestamp":"@95","portfolio_id":"portfolio_001","limit_type":"correlation_limit","subject":null,
 "severity":"MEDIUM","current_value":0.8893,"limit_value":0.8,"resolution_status":"OPEN",
 "acknowledged_at":null,"resolution_time":null,"action_taken":null},{"breach_id":"breach_006",
 "timestamp":"@410","portfolio_id":"portfolio_001","limit_type":"position_size","subject":"MSFT",
 "severity":"HIGH","current_value":0.1852,"limit_value":0.18,"resolution_status":"OPEN",
 "acknowledged_at":null,"resolution_time":null,"action_taken":null},{"breach_id":"breach_005",
 "timestamp":"@1320","portfolio_id":"portfolio_001","limit_type":"position_size","subject":"AAPL",
 "severity":"HIGH","current_value":0.1899,"limit_value":0.18,"resolution_status":"ACKNOWLEDGED",
 "acknowledged_at":"@1180","resolution_time":null,"action_taken":"Orders are placed"},
 {"breach_id":"breach_004","timestamp":"@2900","portfolio_id":"portfolio_001","limit_type":"sector_exposure",
 "subject":"Information Technology","severity":"CRITICAL","current_value":0.5272,"limit_value":0.25,
 "resolution_status":"ACKNOWLEDGED","acknowledged_at":"@2400","resolution_time":null,
 "action_taken":"The committee decides on Friday"},{"breach_id":"breach_003","timestamp":"@4300",
 "portfolio_id":"portfolio_001","limit_type":"var_limit","subject":null,"severity":"HIGH",
 "current_value":0.0363,"limit_value":0.0344,"resolution_status":"RESOLVED","acknowledged_at":"@4150",
 "resolution_time":"@2700","action_taken":"NVDA cut by a third"},{"breach_id":"breach_002",
 "timestamp":"@6100","portfolio_id":"portfolio_001","limit_type":"position_size","subject":"AAPL",
 "severity":"MEDIUM","current_value":0.1812,"limit_value":0.18,"resolution_status":"RESOLVED",
 "acknowledged_at":null,"resolution_time":"@5600","action_taken":null},{"breach_id":"breach_001",
 "timestamp":"@7900","portfolio_id":"portfolio_001","limit_type":"correlation_limit","subject":null,
 "severity":"MEDIUM","current_value":0.8402,"limit_value":0.8,"resolution_status":"RESOLVED",
 "acknowledged_at":"@7800","resolution_time":"@6900","action_taken":null}]})json";

const char* const kHistory =
    R"json({"breach":{"breach_id":"breach_004","timestamp":"@2900","portfolio_id":"portfolio_001",
 "limit_type":"sector_exposure","subject":"Information Technology","severity":"CRITICAL",
 "current_value":0.5272,"limit_value":0.25,"resolution_status":"ACKNOWLEDGED","acknowledged_at":"@2400",
 "resolution_time":null,"action_taken":"The committee decides on Friday"},"events":[{"event":"opened",
 "at":"@2900","severity":"HIGH","current_value":0.4873,"limit_value":0.25,"note":null},{"event":"worsened",
 "at":"@2650","severity":"CRITICAL","current_value":0.5272,"limit_value":0.25,"note":null},
 {"event":"acknowledged","at":"@2400","severity":"CRITICAL","current_value":0.5272,"limit_value":0.25,
 "note":"The committee decides on Friday"}]})json";

const char* const kChannels =
    R"json({"channels":[{"channel":"email","ready":false,
 "reason":"no mail server is set: alert_email_server"},{"channel":"webhook","ready":false,
 "reason":"no address is set: alert_webhook_url"},{"channel":"desktop","ready":true,"reason":""}],
 "secrets_set":[]})json";

QJsonObject parsed(const char* text) {
    return QJsonDocument::fromJson(text).object();
}

QJsonValue dated(const QJsonValue& value) {
    if (value.isString() && value.toString().startsWith(QLatin1Char('@')))
        return QDateTime::currentDateTimeUtc()
            .addSecs(-60 * value.toString().mid(1).toLongLong())
            .toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzz000000Z"));
    if (value.isArray()) {
        QJsonArray out;
        for (const QJsonValue& each : value.toArray())
            out.append(dated(each));
        return out;
    }
    if (!value.isObject()) return value;
    QJsonObject out;
    const QJsonObject all = value.toObject();
    for (auto each = all.begin(); each != all.end(); ++each)
        out.insert(each.key(), dated(*each));
    return out;
}

QJsonObject recorded(const char* text) {
    return dated(parsed(text)).toObject();
}

} // namespace

const QHash<QString, QJsonObject>& riskAnswers() {
    static const QHash<QString, QJsonObject> kAnswers{
        {QStringLiteral("risk.check"), recorded(kCheck)},
        {QStringLiteral("risk.limits"), recorded(kLimits)},
        {QStringLiteral("risk.what_if"), recorded(kWhatIf)},
        {QStringLiteral("risk.var"), recorded(kVar)},
        {QStringLiteral("risk.backtest"), recorded(kBacktest)},
        {QStringLiteral("risk.stress"), recorded(kStress)},
        {QStringLiteral("risk.liquidity"), recorded(kLiquidity)},
        {QStringLiteral("risk.monitors"), recorded(kMonitors)},
        {QStringLiteral("risk.alerts"), recorded(kAlerts)},
        {QStringLiteral("risk.breaches"), recorded(kBreaches)},
        {QStringLiteral("risk.breach_history"), recorded(kHistory)},
        {QStringLiteral("app.alert_channels"), recorded(kChannels)}};
    return kAnswers;
}

QJsonObject riskOperations() {
    return parsed(kOperations);
}

} // namespace nautilus::ui::testing
