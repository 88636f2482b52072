// Answers of the expression editor: small, in the shapes of the API.
#include "tests/ui/fake_answers.h"

#include <QJsonDocument>

namespace nautilus::ui::testing {
namespace {

const char* const kOperations = R"json({"operations":[
 {"id":"factor.evaluate","verb":"POST","path":"/api/v1/factor-engine/evaluate",
  "summary":"Values of an expression","scope":"read",
  "parameters":["expression","factor","date","start","as_of","symbols","limit","cursor","universe"]},
 {"id":"factor.language","verb":"GET","path":"/api/v1/factor-engine/language",
  "summary":"Functions and names of expressions","scope":"read","parameters":["universe"]},
 {"id":"factor.user_factors","verb":"GET","path":"/api/v1/factor-engine/user-factors",
  "summary":"Factors of the user","scope":"read","parameters":[]},
 {"id":"factor.user_factor_save","verb":"PUT","path":"/api/v1/factor-engine/user-factors/{factor_id}",
  "summary":"Keep an expression","scope":"write",
  "parameters":["factor_id","expression","name","direction"]},
 {"id":"factor.tearsheet_of_expression","verb":"POST","path":"/api/v1/factor-engine/tearsheet",
  "summary":"Tear sheet of an expression","scope":"read",
  "parameters":["expression","direction","period","horizon","as_of","universe"]},
 {"id":"factor.library","verb":"GET","path":"/api/v1/factor-engine/library",
  "summary":"The library at a glance","scope":"read","parameters":["as_of","universe"]},
 {"id":"marketdata.macro_series","verb":"GET","path":"/api/v1/data-catalog/macro-series",
  "summary":"Macro series of the catalog","scope":"read","parameters":["query","limit","cursor"]},
 {"id":"factor.macro_view","verb":"GET","path":"/api/v1/factor-engine/macro/{series}",
  "summary":"A macro series","scope":"read",
  "parameters":["series","transform","start","as_of","universe"]}]})json";

const char* const kValues =
    R"json(
 {"columns":["date","symbol","value","percentile","in_estimation_universe"],"rows":[["2020-01-10",
 "AAPL",3.7883,0.7143,true],
 ["2020-01-10","MSFT",50.001,0.9714,true],["2020-01-10","GOOGL",-37.2551,0.2857,true],
 ["2020-01-10","AMZN",39.6951,0.8857,true],["2020-01-10","META",-10.3662,0.5143,true],
 ["2020-01-10","XOM",-10.4604,0.4857,true],["2020-01-10","CVX",75.989,1.0,true],
 ["2020-01-10","JPM",6.3015,0.7429,true],["2020-01-10","BAC",-1.717,0.6286,true],
 ["2020-01-10","WFC",29.1799,0.8286,true],["2020-01-10","JNJ",45.0742,0.9429,true],
 ["2020-01-10","PFE",-1.2337,0.6571,true],["2020-01-10","MRK",23.5197,0.8,true],
 ["2020-01-10","PG",-38.949,0.2571,true],["2020-01-10","KO",-14.6716,0.4286,true],
 ["2020-01-10","PEP",-17.525,0.3714,true],["2020-01-10","WMT",-53.2913,0.2286,true],
 ["2020-01-10","HD",-60.3406,0.1429,true],["2020-01-10","MCD",-65.0765,0.1143,true],
 ["2020-01-10","NKE",-9.5461,0.5429,true],["2020-01-10","CAT",-6.897,0.5714,true],
 ["2020-01-10","BA",-12.8135,0.4571,true],["2020-01-10","GE",2.7651,0.6857,true],
 ["2020-01-10","MMM",-53.4234,0.2,true],["2020-01-10","UNP",-3.1786,0.6,true],
 ["2020-01-10","LIN",9.5239,0.7714,true],["2020-01-10","APD",30.0417,0.8571,true],
 ["2020-01-10","NEE",-33.8489,0.3143,true],["2020-01-10","DUK",-15.9948,0.4,true],
 ["2020-01-10","AMT",-80.6071,0.0857,true],["2020-01-10","PLD",-20.146,0.3429,true],
 ["2020-01-10","T",-87.8676,0.0571,true],["2020-01-10","VZ",-56.7754,0.1714,true],
 ["2020-01-10","DIS",44.0605,0.9143,true],["2020-01-10","INTC",-88.0652,0.0286,true],
 ["2020-01-10","CSCO",null,null,true]],"next_cursor":null})json";

const char* const kLanguage =
    R"json({"functions":[{"name":"rank","aliases":["cs_rank"],"signature":"rank(x)",
 "meaning":"Share of the universe's values below","family":"cross_section"},{"name":"delta","aliases":[],
 "signature":"delta(x, d)","meaning":"x less what it was d sessions before","family":"window"},
 {"name":"ts_std","aliases":["stddev"],"signature":"ts_std(x, d)",
 "meaning":"Deviation of the last d values","family":"window"},{"name":"ts_mean","aliases":[],
 "signature":"ts_mean(x, d)","meaning":"Mean of the last d values","family":"window"}],
 "names":[{"name":"close","shape":"stock","meaning":"Last price","unit":"price"},{"name":"returns",
 "shape":"stock","meaning":"Simple return of the session","unit":"fraction"},
 {"name":"macro(\"CPIAUCSL\")","shape":"series","meaning":"Macro series CPIAUCSL","unit":""}]})json";

const char* const kOwn =
    R"json({"factors":[{"factor_id":"calm_reversal","name":"Calm reversal","meaning":"","direction":-1,
 "versions":[{"version":1,"expression":"rank(delta(close, 5))","saved_at":"2026-01-05T10:00:00Z"},
 {"version":2,"expression":"rank(delta(close, 5)) / ts_std(returns, 20)",
 "saved_at":"2026-01-06T10:00:00Z"}]}]})json";

const char* const kSaved =
    R"json({"factor_id":"calm_reversal","name":"Calm reversal","meaning":"","direction":-1,
 "versions":[{"version":1,"expression":"rank(delta(close, 5))","saved_at":"2026-01-05T10:00:00Z"},
 {"version":2,"expression":"rank(delta(close, 5)) / ts_std(returns, 20)",
 "saved_at":"2026-01-06T10:00:00Z"},{"version":3,"expression":"rank(close)",
 "saved_at":"2026-01-07T10:00:00Z"}]})json";

const char* const kLibrary =
    R"json({"quarters":["2019-01-02","2019-04-01","2019-07-01","2019-10-01"],
 "factors":[{"factor_id":"momentum","data_source":"prices","first_valid_date":"2016-01-12","coverage":0.99,
 "rank_ic":-0.027,"t_stat":-1.15,"sessions":986,"quarters":[0.02,-0.05,-0.01,null]},
 {"factor_id":"size","data_source":"prices","first_valid_date":"2015-01-12","coverage":1.0,"rank_ic":0.011,
 "t_stat":0.7,"sessions":1238,"quarters":[0.01,0.03,-0.02,0.015]}]})json";

const char* const kMacroSeries =
    R"json({"columns":["series","dataset","name","units","frequency","release_lag_days","first","last",
 "observations","source"],"rows":[["DGS10","open","Treasury yield, 10 years","percent","D",1,
 "1980-01-02","2020-12-31",10251,"fred"],
 ["INDPRO","open","Industrial production","index 2017=100","M",18,"2018-01-31","2019-12-31",24,"fred"],
 ["UNRATE","open","Unemployment rate","percent","M",10,"1980-01-31","2020-12-31",492,"fred"]],
 "next_cursor":null})json";

const char* const kMacroView =
    R"json({"series":"INDPRO","name":"Industrial production","units":"index 2017=100","frequency":"M",
 "transform":5,"formula":"ln x[t] - ln x[t-1]","transform_source":"FRED-MD","surprise_sessions":21,
 "surprise_of_logs":true,"points":[{"period_end":"2018-01-31","knowable_at":"2018-02-18","value":100.0,
 "transformed":null,"vintages":1},
 {"period_end":"2018-02-28","knowable_at":"2018-03-18","value":101.041,"transformed":0.010356,
 "vintages":1},
 {"period_end":"2018-03-31","knowable_at":"2018-04-18","value":101.309,"transformed":0.002649,
 "vintages":1},
 {"period_end":"2018-04-30","knowable_at":"2018-05-18","value":100.741,"transformed":-0.005622,
 "vintages":2},
 {"period_end":"2018-05-31","knowable_at":"2018-06-18","value":100.043,"transformed":-0.006953,
 "vintages":2},
 {"period_end":"2018-06-30","knowable_at":"2018-07-18","value":100.041,"transformed":-2e-05,"vintages":1},
 {"period_end":"2018-07-31","knowable_at":"2018-08-18","value":100.921,"transformed":0.008758,
 "vintages":1},
 {"period_end":"2018-08-31","knowable_at":"2018-09-18","value":102.057,"transformed":0.011193,
 "vintages":1},
 {"period_end":"2018-09-30","knowable_at":"2018-10-18","value":102.589,"transformed":0.005199,
 "vintages":1},
 {"period_end":"2018-10-31","knowable_at":"2018-11-18","value":102.212,"transformed":-0.003682,
 "vintages":1},
 {"period_end":"2018-11-30","knowable_at":"2018-12-18","value":101.456,"transformed":-0.007424,
 "vintages":1},
 {"period_end":"2018-12-31","knowable_at":"2019-01-18","value":101.2,"transformed":-0.002526,
 "vintages":1},
 {"period_end":"2019-01-31","knowable_at":"2019-02-18","value":101.863,"transformed":0.00653,
 "vintages":1},
 {"period_end":"2019-02-28","knowable_at":"2019-03-18","value":103.02,"transformed":0.011294,
 "vintages":1},
 {"period_end":"2019-03-31","knowable_at":"2019-04-18","value":103.791,"transformed":0.007456,
 "vintages":1},
 {"period_end":"2019-04-30","knowable_at":"2019-05-18","value":103.65,"transformed":-0.001359,
 "vintages":1},
 {"period_end":"2019-05-31","knowable_at":"2019-06-18","value":102.912,"transformed":-0.007146,
 "vintages":1},
 {"period_end":"2019-06-30","knowable_at":"2019-07-18","value":102.439,"transformed":-0.004607,
 "vintages":1},
 {"period_end":"2019-07-31","knowable_at":"2019-08-18","value":102.849,"transformed":0.003994,
 "vintages":1},
 {"period_end":"2019-08-31","knowable_at":"2019-09-18","value":103.95,"transformed":0.010648,
 "vintages":1},
 {"period_end":"2019-09-30","knowable_at":"2019-10-18","value":104.913,"transformed":0.009221,
 "vintages":1},
 {"period_end":"2019-10-31","knowable_at":"2019-11-18","value":105.037,"transformed":0.001181,
 "vintages":1},
 {"period_end":"2019-11-30","knowable_at":"2019-12-18","value":104.391,"transformed":-0.006169,
 "vintages":1},
 {"period_end":"2019-12-31","knowable_at":"2020-01-18","value":103.754,"transformed":-0.006121,
 "vintages":1}],"surprises":[{"date":"2018-03-18","surprise":0.010356},
 {"date":"2018-04-18","surprise":0.002649},{"date":"2018-05-18","surprise":-0.005622},
 {"date":"2018-06-18","surprise":-0.006953},{"date":"2018-07-18","surprise":-2e-05},
 {"date":"2018-08-18","surprise":0.008758},{"date":"2018-09-18","surprise":0.011193},
 {"date":"2018-10-18","surprise":0.005199},{"date":"2018-11-18","surprise":-0.003682},
 {"date":"2018-12-18","surprise":-0.007424},{"date":"2019-01-18","surprise":-0.002526},
 {"date":"2019-02-18","surprise":0.00653},{"date":"2019-03-18","surprise":0.011294},
 {"date":"2019-04-18","surprise":0.007456},{"date":"2019-05-18","surprise":-0.001359},
 {"date":"2019-06-18","surprise":-0.007146},{"date":"2019-07-18","surprise":-0.004607},
 {"date":"2019-08-18","surprise":0.003994},{"date":"2019-09-18","surprise":0.010648},
 {"date":"2019-10-18","surprise":0.009221},{"date":"2019-11-18","surprise":0.001181},
 {"date":"2019-12-18","surprise":-0.006169},
 {"date":"2020-01-18","surprise":-0.006121}],"regimes":[{"first":"2018-01-31","last":"2018-06-30",
 "regime":"low_volatility"},
 {"first":"2018-07-01","last":"2018-12-31","regime":"high_volatility"},
 {"first":"2019-01-01","last":"2019-12-31","regime":"middle_volatility"}],
 "library_factors":["beta_industrial_production"]})json";

QJsonObject parsed(const char* text) {
    return QJsonDocument::fromJson(text).object();
}

} // namespace

const QHash<QString, QJsonObject>& editorAnswers() {
    static const QHash<QString, QJsonObject> kAnswers{
        {QStringLiteral("factor.evaluate"), parsed(kValues)},
        {QStringLiteral("factor.language"), parsed(kLanguage)},
        {QStringLiteral("factor.user_factors"), parsed(kOwn)},
        {QStringLiteral("factor.user_factor_save"), parsed(kSaved)},
        {QStringLiteral("factor.library"), parsed(kLibrary)},
        {QStringLiteral("marketdata.macro_series"), parsed(kMacroSeries)},
        {QStringLiteral("factor.macro_view"), parsed(kMacroView)}};
    return kAnswers;
}

QJsonObject editorOperations() {
    return parsed(kOperations);
}

} // namespace nautilus::ui::testing
