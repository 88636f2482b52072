#include "tests/ui/fake_answers.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace nautilus::ui::testing {
namespace {

QJsonObject parsed(const char* text) {
    return QJsonDocument::fromJson(text).object();
}

const char* const kOperations = R"json({"operations":[
 {"id":"marketdata.snapshot","verb":"GET","path":"/marketdata/snapshot","summary":"Last values",
  "scope":"read","parameters":["symbols"]},
 {"id":"marketdata.recent","verb":"GET","path":"/marketdata/recent/{symbol}","summary":"Newest trades",
  "scope":"read","parameters":["symbol","kind","limit"]},
 {"id":"marketdata.order_book","verb":"GET","path":"/marketdata/orderbook/{symbol}","summary":"Order book",
  "scope":"read","parameters":["symbol"]},
 {"id":"marketdata.subscribe","verb":"POST","path":"/marketdata/subscribe","summary":"Subscribes",
  "scope":"read","parameters":["symbols","data_types","delivery_config"]},
 {"id":"marketdata.unsubscribe","verb":"DELETE","path":"/marketdata/subscriptions/{subscription_id}",
  "summary":"Ends a subscription","scope":"write","parameters":["subscription_id"]},
 {"id":"marketdata.historical","verb":"POST","path":"/marketdata/historical","summary":"Stored bars",
  "scope":"read","parameters":["symbol","timeframe","start_date","end_date","cache_result","limit"]},
 {"id":"marketdata.live_sources","verb":"GET","path":"/marketdata/sources","summary":"Data sources",
  "scope":"read","parameters":[]},
 {"id":"marketdata.source_command","verb":"POST","path":"/marketdata/sources/{source_id}/commands",
  "summary":"Commands of a source","scope":"write","parameters":["source_id","do","parameters"]},
 {"id":"marketdata.source_order","verb":"PUT","path":"/marketdata/sources","summary":"Order of asking",
  "scope":"write","parameters":["failover_hierarchy"]},
 {"id":"marketdata.source_settings","verb":"GET","path":"/marketdata/sources/{source_id}/settings",
  "summary":"Settings of a source","scope":"read","parameters":["source_id"]},
 {"id":"marketdata.source_settings_change","verb":"PUT","path":"/marketdata/sources/{source_id}/settings",
  "summary":"Changes settings","scope":"admin","parameters":["source_id","values"]},
 {"id":"features.technical","verb":"POST","path":"/features/technical","summary":"Indicators",
  "scope":"read","parameters":["symbol","as_of"]},
 {"id":"features.given_series","verb":"POST","path":"/features/series","summary":"Indicators of given bars",
  "scope":"read","parameters":["data","indicators"]},
 {"id":"marketdata.backfill","verb":"POST","path":"/api/v1/marketdata/backfill","summary":"Fill gaps",
  "scope":"write","parameters":["symbols","sources"],"example":{"symbols":["AAPL"]}},
 {"id":"features.importance","verb":"POST","path":"/features/importance","summary":"Importance",
  "scope":"read","parameters":["target_variable","features","analysis_period","method","as_of"]},
 {"id":"websocket.stats","verb":"GET","path":"/websocket/stats","summary":"Statistics","scope":"read",
  "parameters":[]},
 {"id":"websocket.connections","verb":"GET","path":"/websocket/connections","summary":"Connections",
  "scope":"read","parameters":[]},
 {"id":"websocket.close","verb":"DELETE","path":"/websocket/connections/{connection_id}",
  "summary":"Close a connection","scope":"write","parameters":["connection_id"]}]})json";

const char* const kSnapshot = R"json({"columns":["symbol","price","change","change_percent","volume","bid",
 "bid_size","ask","ask_size","open","high","low","previous_close","event_time","events_per_second","source",
 "replayed","simulated","stale","closed_session"],"rows":[
 ["AAPL",204.02,-4.41,-0.0212,40862100,null,null,null,null,206.43,206.43,201.63,208.43,
  "2019-08-02T20:00:00Z",3.3,"demo",false,false,false,"2019-08-02"],
 ["IBM",181.8,null,null,1631,181.25,100,182.74,200,181.52,181.8,181.52,null,
  "2019-08-02T20:00:00.25Z",1.4,"demo",false,false,false,"2019-08-02"]],"next_cursor":null})json";

const char* const kTrades = R"json({"columns":["time","price","size"],"rows":[
 ["2019-08-02T14:30:00.5Z",204.0,100],["2019-08-02T14:30:01Z",204.1,200],
 ["2019-08-02T14:30:01Z",204.05,50]],"next_cursor":null})json";

const char* const kBook = R"json({"symbol":"AAPL","source":"demo","timestamp":"2019-08-02T14:30:01Z",
 "bids":[{"price":204.0,"size":300},{"price":203.9,"size":100}],
 "asks":[{"price":204.1,"size":200},{"price":204.3,"size":600}],"crossed":false,"stale":false})json";

const char* const kSources = R"json({"available_sources":[
 {"source_id":"files","name":"Imported files","status":"active","data_types":["bars","trades"],"real":true,
  "requests_left":null,"message":"","lines":0,"stale_lines":0,"events_per_second":null,
  "seconds_since_event":null,"latency_ms":198.4,"events_refused":0,"latency_histogram":[],"last_errors":[]},
 {"source_id":"replay","name":"Replay of stored days","status":"active","data_types":["bars","streaming"],
  "real":true,"requests_left":null,"message":"","lines":487,"stale_lines":2,"events_per_second":1332.4,
  "seconds_since_event":0.01,"latency_ms":0.068,"events_refused":198,"latency_histogram":[
  {"up_to_ms":0.03,"count":2},{"up_to_ms":0.07,"count":60},{"up_to_ms":5.9,"count":4}],
  "last_errors":["a price of <0> was refused"]},
 {"source_id":"simulated","name":"Simulated","status":"stopped","data_types":["trades"],"real":false,
  "requests_left":600,"message":"","lines":0,"stale_lines":0,"events_per_second":null,
  "seconds_since_event":null,"latency_ms":null,"events_refused":0,"latency_histogram":[],"last_errors":[]}],
 "failover_hierarchy":["files","replay","simulated"],
 "data_quality_scores":{"files":0.991,"replay":0.998},"refused_plugins":[]})json";

const char* const kStatus = R"json({"source_id":"replay","status":"active","result":{"playing":true,
 "speed":10,"loop":true,"from":"","to":"","day":"2013-10-07","tick_time":"2013-10-07T14:30:01Z",
 "session_time":"2019-08-02T20:00:00Z","lines":487,"events":40984,"loops":0}})json";

const char* const kSettings = R"json({"source_id":"replay","schema":{"type":"object","properties":{
 "seed":{"type":"integer","default":1,"minimum":0,"title":"Seed","description":"Of the prices"},
 "volatility":{"type":"number","default":0.1,"title":"Volatility","description":"Of a step"}}},
 "values":{"seed":7,"volatility":0.1}})json";

const char* const kTechnical = R"json({"symbol":"AAPL","timestamp":"2019-08-02T20:00:00Z",
 "technical_indicators":{"momentum":{"rsi_14":82.71,"macd":10.43},"trend":{"sma_20":289.9175},
 "volume":{"obv":887557772},"volatility":{"atr_14":4.95}},"feature_summary":{"bullish_signals":4,
 "bearish_signals":2,"neutral_signals":1,"overall_signal":"BULLISH","signal_strength":0.29,
 "votes":{"rsi":"BEARISH","macd":"BULLISH","sma":"BULLISH"}}})json";

const char* const kImportance = R"json({"feature_importance":[
 {"feature":"pe_ratio","importance_score":0.21},{"feature":"rsi_14","importance_score":0.15}],
 "observations":19218,"symbols":463,"sessions":252})json";

const char* const kStats = R"json({"connection_stats":{"total_connections":1,"active_connections":1,
 "idle_connections":0,"slow_connections":0,"connections_per_type":{"dashboard":1}},
 "message_stats":{"messages_sent_per_second":60.5,"messages_received_per_second":0.1,
 "avg_message_size_bytes":180,"total_messages_today":5000,"messages_conflated":3,"messages_dropped":0},
 "performance_stats":{"avg_latency_ms":0.4,"p50_latency_ms":0.3,"p95_latency_ms":1.2,"p99_latency_ms":2.5,
 "connection_success_rate":1,"message_delivery_rate":1},
 "subscription_stats":{"total_subscriptions":2,"most_popular_topics":[
 {"topic":"market_data.AAPL","subscribers":1}]}})json";

const char* const kConnections = R"json({"columns":["connection_id","client_id","connection_type","state",
 "since","subscriptions","topics","sent","sent_bytes","received","queued","queued_bytes","dropped",
 "conflated","waiting_ms","slow"],"rows":[
 ["conn_1","desk","dashboard","connected","2020-01-11T09:30:00Z",2,["market_data.AAPL"],5000,900000,3,0,0,0,
  3,null,false]],"next_cursor":null})json";

/// Forty weekdays of bars up to 2019-08-02, at the open of New York.
QJsonObject history() {
    QJsonArray rows;
    int count = 0;
    for (QDate day(2019, 6, 10); day <= QDate(2019, 8, 2); day = day.addDays(1)) {
        if (day.dayOfWeek() > Qt::Friday) continue;
        const double open = 180 + 0.5 * count++;
        rows.append(QJsonObject{
            {QStringLiteral("timestamp"), day.toString(Qt::ISODate) + QStringLiteral("T13:30:00Z")},
            {QStringLiteral("open"), open},
            {QStringLiteral("high"), open + 2},
            {QStringLiteral("low"), open - 1},
            {QStringLiteral("close"), open + 1},
            {QStringLiteral("volume"), 1000 + count}});
    }
    return {{QStringLiteral("symbol"), QStringLiteral("AAPL")},
            {QStringLiteral("source_used"), QStringLiteral("demo")},
            {QStringLiteral("data"), rows}};
}

} // namespace

QJsonObject marketOperations() {
    return parsed(kOperations);
}

const QHash<QString, QJsonObject>& marketAnswers() {
    static const QHash<QString, QJsonObject> kAnswers{
        {QStringLiteral("marketdata.snapshot"), parsed(kSnapshot)},
        {QStringLiteral("marketdata.recent"), parsed(kTrades)},
        {QStringLiteral("marketdata.order_book"), parsed(kBook)},
        {QStringLiteral("marketdata.subscribe"), parsed(R"({"subscription_id":"sub_1"})")},
        {QStringLiteral("marketdata.unsubscribe"), parsed(R"({"subscription_id":"sub_1"})")},
        {QStringLiteral("marketdata.historical"), history()},
        {QStringLiteral("marketdata.live_sources"), parsed(kSources)},
        {QStringLiteral("marketdata.source_command"), parsed(kStatus)},
        {QStringLiteral("marketdata.source_order"), parsed(R"({"failover_hierarchy":[]})")},
        {QStringLiteral("marketdata.source_settings"), parsed(kSettings)},
        {QStringLiteral("marketdata.source_settings_change"), parsed(kSettings)},
        {QStringLiteral("features.technical"), parsed(kTechnical)},
        {QStringLiteral("features.importance"), parsed(kImportance)},
        {QStringLiteral("websocket.stats"), parsed(kStats)},
        {QStringLiteral("websocket.connections"), parsed(kConnections)},
        {QStringLiteral("websocket.close"), parsed(R"({"connection_id":"conn_1"})")}};
    return kAnswers;
}

QJsonObject givenSeries(const QJsonObject& parameters) {
    const QJsonArray bars =
        parameters.value(QStringLiteral("data")).toObject().value(QStringLiteral("ohlcv")).toArray();
    QJsonArray rows;
    for (const QJsonValue& bar : bars)
        rows.append(QJsonArray{bar.toObject().value(QStringLiteral("timestamp")),
                               bar.toObject().value(QStringLiteral("close")), 50});
    return {{QStringLiteral("columns"),
             QJsonArray{QStringLiteral("session"), QStringLiteral("sma_20"), QStringLiteral("rsi_14")}},
            {QStringLiteral("rows"), rows}};
}

} // namespace nautilus::ui::testing
