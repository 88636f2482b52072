#include "tests/ui/fake_answers.h"

#include <QJsonDocument>

namespace nautilus::ui::testing {
namespace {

QJsonObject parsed(const char* text) {
    return QJsonDocument::fromJson(text).object();
}

const char* const kRisk = R"json({"date":"2020-01-10","horizon":"short","total_volatility":0.19,
 "factor_volatility":0.17,"specific_volatility":0.085,"contributions":[
 {"factor":"country","exposure":1,"volatility":0.11,"contribution":0.08,"percent":0.42},
 {"factor":"industry:Energy","exposure":0.4,"volatility":0.05,"contribution":0.02,"percent":0.105},
 {"factor":"industry:Materials","exposure":0.6,"volatility":0.04,"contribution":0.01,"percent":0.053},
 {"factor":"style:momentum","exposure":1.2,"volatility":0.045,"contribution":0.05,"percent":0.263},
 {"factor":"style:size","exposure":-0.8,"volatility":0.02,"contribution":-0.006,"percent":-0.032},
 {"factor":"specific","exposure":null,"volatility":0.085,"contribution":0.036,"percent":0.19}],
 "positions":[{"symbol":"AAPL","weight":0.6,"marginal":0.25,"contribution":0.15},
 {"symbol":"XOM","weight":0.4,"marginal":0.1,"contribution":0.04}]})json";

const char* const kPreview = R"json({"kind":"bars","confidence":0.92,"format":"csv","layout":"long",
 "files":["prices.csv"],"delimiter":";","date_format":"%d.%m.%Y","decimal":",",
 "columns":[
 {"name":"Datum","samples":["02.01.2024","03.01.2024"],"field":"session","confidence":0.99,"reason":"dates"},
 {"name":"Kuerzel","samples":["AAA","BBB"],"field":"symbol","confidence":0.9,"reason":"short words"},
 {"name":"Schluss","samples":["10,5","11,0"],"field":"close","confidence":0.8,"reason":"name"},
 {"name":"Branche","samples":["Energie"],"field":"","confidence":0,"reason":""}],
 "fields":[{"name":"session","required":true,"doc":"Day"},{"name":"symbol","required":true,"doc":"Ticker"},
 {"name":"close","required":true,"doc":"Close"},{"name":"sector","required":false,"doc":"Sector"}],
 "problems":[],"warnings":["Branche is left out"],"rows_sampled":2,
 "sample":{"columns":["session","symbol","close"],"rows":[["2024-01-02","AAA",10.5],["2024-01-03","BBB",11]],
 "next_cursor":null},
 "would":{"new":120,"changed":3,"unchanged":40,"quarantined":2,"new_instruments":2}})json";

const char* const kQuality =
    R"json({"columns":["issue_id","dataset","symbol","first_date","last_date","rule",
 "severity","field","observed","proposed","state","code"],"rows":[
 ["q1","panel","AAPL","2019-06-07","2019-06-07","unit_error","error","close",19012.0,190.12,"open",
  "block_off_by_unit"],
 ["q2","panel","XOM","2018-03-01","2018-03-05","stale_run","warning","close",70.1,null,"open",
  "bar_repeated"]],"next_cursor":null})json";

const char* const kSummary = R"json({"catalog_epoch":2,"datasets":[{"dataset":"panel","instruments":482,
 "rows":600000,"rows_refused":12,"corrections":0,"scores":{"overall":0.987},"rules":[
 {"rule":"unit_error","severity":"error","issues":1,"open":1,"rows":1},
 {"rule":"stale_run","severity":"warning","issues":1,"open":1,"rows":4}]}]})json";

const char* const kLineage = R"json({"label":"Momentum of AAPL","value":1.26,"unit":"deviations",
 "formula":"z(sum w r)","formula_words":"Weighted log returns of a year without the last month",
 "version":"0.1.0",
 "run":"run_1","warnings":[],"inputs":[{"label":"Close 2019-12-10","value":67.1,"unit":"USD",
 "source":"panel bars","source_row":4711,"knowable_at":"2019-12-10T21:00:00Z",
 "warnings":[],"inputs":[]}]})json";

const char* const kMore = R"json({"operations":[
 {"id":"factor.covariance","verb":"GET","path":"/api/v1/factor-engine/covariance","summary":"Covariance",
  "scope":"read","parameters":["date","horizon"]},
 {"id":"factor.risk_proof","verb":"GET","path":"/api/v1/factor-engine/risk-proof",
  "summary":"Risk model proof",
  "scope":"read","parameters":["model","horizon"]},
 {"id":"factor.prove_risk","verb":"POST","path":"/api/v1/factor-engine/risk-proof",
  "summary":"Prove the risk model",
  "scope":"write","parameters":["model","horizon","span"]},
 {"id":"app.settings","verb":"GET","path":"/api/v1/settings","summary":"Settings","scope":"read",
  "parameters":[]},
 {"id":"app.settings_update","verb":"PUT","path":"/api/v1/settings","summary":"Change settings",
  "scope":"admin","parameters":["settings"]},
 {"id":"app.job","verb":"GET","path":"/api/v1/jobs/{job_id}","summary":"A job","scope":"read",
  "parameters":["job_id"]},
 {"id":"app.lineage","verb":"GET","path":"/api/v1/lineage","summary":"Where a number comes from",
  "scope":"read","parameters":["operation","parameters","pointer"]},
 {"id":"app.logs","verb":"GET","path":"/api/v1/system-monitoring/logs","summary":"Log","scope":"read",
  "parameters":["after","limit"]},
 {"id":"app.activity","verb":"GET","path":"/api/v1/system-monitoring/activity","summary":"Activity",
  "scope":"read","parameters":["minutes"]},
 {"id":"app.engine_metrics","verb":"GET","path":"/api/v1/system-monitoring/engines","summary":"Engines",
  "scope":"read","parameters":[]},
 {"id":"app.metrics","verb":"GET","path":"/api/v1/system-monitoring/metrics","summary":"Measures",
  "scope":"read","parameters":[]},
 {"id":"marketdata.universes","verb":"GET","path":"/api/v1/data-catalog/universes","summary":"Universes",
  "scope":"read","parameters":[]},
 {"id":"marketdata.import_preview","verb":"POST","path":"/api/v1/data-catalog/imports/preview",
  "summary":"What a file would bring","scope":"write","parameters":["files","kind","map","options"]},
 {"id":"marketdata.import_profiles","verb":"GET","path":"/api/v1/data-catalog/import-profiles",
  "summary":"Profiles","scope":"read","parameters":[]},
 {"id":"marketdata.import_profile_save","verb":"PUT","path":"/api/v1/data-catalog/import-profiles/{name}",
  "summary":"Keep a profile","scope":"write","parameters":["name","kind","map","options"]},
 {"id":"marketdata.import_profile_delete","verb":"DELETE",
  "path":"/api/v1/data-catalog/import-profiles/{name}","summary":"Forget a profile","scope":"write",
  "parameters":["name"]},
 {"id":"marketdata.import","verb":"POST","path":"/api/v1/data-catalog/imports","summary":"Import",
  "scope":"write","kind":"job","parameters":["files","kind","map","options"]},
 {"id":"marketdata.quality","verb":"GET","path":"/api/v1/data-catalog/quality","summary":"Issues",
  "scope":"read","parameters":["rule","state","limit"]},
 {"id":"marketdata.quality_summary","verb":"GET","path":"/api/v1/data-catalog/quality/summary",
  "summary":"Rules and scores","scope":"read","parameters":[]},
 {"id":"marketdata.quality_repair","verb":"POST","path":"/api/v1/data-catalog/quality/repair",
  "summary":"Repair","scope":"write","parameters":["issue_ids"]},
 {"id":"marketdata.quality_undo","verb":"POST","path":"/api/v1/data-catalog/quality/undo",
  "summary":"Undo a repair","scope":"write","parameters":["issue_ids"]},
 {"id":"marketdata.sql","verb":"POST","path":"/api/v1/data-catalog/sql","summary":"SQL","scope":"read",
  "parameters":["sql","limit"]}]})json";

const char* const kSettings = R"json({"settings":{"port":8001,"theme":"dark","motion":true,
 "swap_up_down_colours":false,"blue_orange_colours":false,"welcome_shown":true},
 "defaults":{"port":8001,"theme":"dark","motion":true,"swap_up_down_colours":false,
 "blue_orange_colours":false,"welcome_shown":false},
 "schema":{"type":"object","properties":{
 "port":{"type":"integer","minimum":0,"maximum":65535,
  "description":"Port of the gateway. Takes effect at the next start"},
 "theme":{"type":"string","enum":["dark","light"],"description":"Colours of the desktop"},
 "motion":{"type":"boolean","description":"Short animations of the desktop"},
 "swap_up_down_colours":{"type":"boolean","description":"Red for up, green for down"},
 "blue_orange_colours":{"type":"boolean","description":"Blue and orange instead of green and red"},
 "welcome_shown":{"type":"boolean","description":"The welcome has been seen"}}}})json";

const char* const kActivity = R"json({"columns":["time","memory_mib","jobs_running","queued:pool",
 "requests_per_second:marketdata","errors_per_second:marketdata","p95_ms:marketdata","queued:marketdata",
 "requests_per_second:factor","errors_per_second:factor","p95_ms:factor","queued:factor"],"rows":[
 ["2020-01-11T09:30:00.000000001Z",410.5,0,0,null,null,null,0,null,null,null,0],
 ["2020-01-11T09:30:05Z",412.0,1,3,1.5,0,4.5,1,20,0.2,12.5,2],
 ["2020-01-11T09:30:10Z",415.5,1,0,2.5,0,4.0,0,38,0,9.5,0]],"next_cursor":null})json";

const char* const kEngineMetrics = R"json({"engines":[
 {"engine":"marketdata","title":"Market Data Engine","state":"RUNNING","degraded":false,"degraded_reason":"",
  "requests_total":12,"errors_total":0,"active_requests":0,"p50_ms":1.5,"p95_ms":4.5,"p99_ms":6.25},
 {"engine":"factor","title":"Factor Engine","state":"RUNNING","degraded":true,"degraded_reason":"no history",
  "requests_total":31,"errors_total":1,"active_requests":1,"p50_ms":2,"p95_ms":9.5,"p99_ms":12}]})json";

const char* const kLogs = R"json({"columns":["number","time","level","engine","message"],"rows":[
 [1,"2020-01-11T09:30:00Z","debug","app","lane started"],
 [2,"2020-01-11T09:30:01Z","info","factor","run loaded"],
 [3,"2020-01-11T09:30:02Z","warning","marketdata","a row was set aside"],
 [4,"2020-01-11T09:30:03Z","error","factor","no history"]],"next_cursor":null})json";

} // namespace

const QHash<QString, QJsonObject>& fixedAnswers() {
    static const QHash<QString, QJsonObject> kAnswers{
        {QStringLiteral("factor.risk"), parsed(kRisk)},
        {QStringLiteral("factor.prove_risk"), parsed(R"({"job_id":"job_7","state":"queued"})")},
        {QStringLiteral("marketdata.import_preview"), parsed(kPreview)},
        {QStringLiteral("marketdata.import"), parsed(R"({"job_id":"job_9","state":"queued"})")},
        {QStringLiteral("marketdata.quality"), parsed(kQuality)},
        {QStringLiteral("marketdata.quality_summary"), parsed(kSummary)},
        {QStringLiteral("app.lineage"), parsed(kLineage)},
        {QStringLiteral("app.logs"), parsed(kLogs)},
        {QStringLiteral("app.activity"), parsed(kActivity)},
        {QStringLiteral("app.engine_metrics"), parsed(kEngineMetrics)},
        {QStringLiteral("app.metrics"),
         parsed(R"({"lanes":[{"name":"factor","queue":0,"wait_ms":0.4}],"memory_mb":412.5})")},
        {QStringLiteral("marketdata.universes"),
         parsed(R"({"columns":["universe","dataset","members","first","last"],
          "rows":[["SP500","panel",503,"2015-01-12","2020-01-10"],
          ["MINE","mine",12,"2019-01-02","2020-01-10"]]})")},
        {QStringLiteral("marketdata.import_profiles"),
         parsed(R"({"profiles":[{"name":"broker","kind":"bars","map":{},"options":{},
          "changed_at":"2020-01-11T09:30:00Z"}]})")},
        {QStringLiteral("marketdata.sql"),
         parsed(R"({"columns":["date","close"],"rows":[["2020-01-09",1.5],["2020-01-10",2.5]]})")},
        {QStringLiteral("marketdata.health"),
         parsed(R"({"status":"healthy","data_sources_status":{"files":{"status":"connected"}}})")}};
    return kAnswers;
}

QJsonObject moreOperations() {
    return parsed(kMore);
}

QJsonObject firstSettings() {
    return parsed(kSettings);
}

} // namespace nautilus::ui::testing
