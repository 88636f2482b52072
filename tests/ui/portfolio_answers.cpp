// Answers of the book, recorded from the built-in data and shortened.
#include "tests/ui/fake_answers.h"

#include <QJsonDocument>

namespace nautilus::ui::testing {
namespace {

const char* const kOperations = R"json({"operations":[{"id":"portfolio.accounts","verb":"GET","path":
 "/api/v1/portfolio/accounts","summary":"Accounts with their currency and lot method","scope":
 "read","parameters":[]},{"id":"portfolio.save_account","verb":"POST","path":
 "/api/v1/portfolio/accounts","summary":"Makes an account or changes it","scope":"write",
 "parameters":["account_id","name","base_currency","lot_method","shorting_allowed","opened_on",
 "tags"]},{"id":"portfolio.portfolios","verb":"GET","path":"/api/v1/portfolio/portfolios",
 "summary":"Portfolios with their account and benchmark","scope":"read","parameters":[]},{"id":
 "portfolio.save_portfolio","verb":"POST","path":"/api/v1/portfolio/portfolios","summary":
 "Makes a portfolio in an account, or changes its name, benchmark, strategy and tags","scope":
 "write","parameters":["portfolio_id","account_id","name","benchmark","strategy","tags"]},{"id":
 "portfolio.record","verb":"POST","path":
 "/api/v1/portfolio/portfolios/{portfolio_id}/transactions","summary":
 "Records transactions of a portfolio, all or none","scope":"write","parameters":["portfolio_id",
 "transactions","dry_run"]},{"id":"portfolio.transactions","verb":"GET","path":
 "/api/v1/portfolio/portfolios/{portfolio_id}/transactions","summary":
 "Everything recorded of a portfolio, in the order of recording","scope":"read","parameters":[
 "portfolio_id","symbol","start","end","limit","cursor"]},{"id":"portfolio.reverse","verb":
 "POST","path":"/api/v1/portfolio/portfolios/{portfolio_id}/reversals","summary":
 "Takes a transaction back: it stays on record and does not count","scope":"write","parameters"
 :["portfolio_id","number","note","dry_run"]},{"id":"portfolio.import_transactions","verb":
 "POST","path":"/api/v1/portfolio/portfolios/{portfolio_id}/imports","summary":
 "Records the rows of a CSV statement, with columns and words named by the caller","scope":
 "write","parameters":["portfolio_id","csv","columns","kinds","date_order","skip_refused",
 "dry_run"]},{"id":"portfolio.corporate_actions","verb":"POST","path":
 "/api/v1/portfolio/portfolios/{portfolio_id}/corporate-actions","summary":
 "Splits and dividends that the catalog knows of what was held, as transactions","scope":"write",
 "parameters":["portfolio_id","start","as_of","dry_run"]},{"id":"portfolio.holdings","verb":
 "GET","path":"/api/v1/portfolio/portfolios/{portfolio_id}/holdings","summary":
 "What a portfolio, an account or the firm holds at the close of a session","scope":"read",
 "parameters":["portfolio_id","as_of","closes"]},{"id":"portfolio.lots","verb":"GET","path":
 "/api/v1/portfolio/portfolios/{portfolio_id}/lots","summary":
 "Open lots of a portfolio in the order of disposal","scope":"read","parameters":["portfolio_id",
 "symbol","as_of","limit","cursor"]},{"id":"portfolio.gains","verb":"GET","path":
 "/api/v1/portfolio/portfolios/{portfolio_id}/gains","summary":
 "Lots that were closed, with cost, proceeds and gain","scope":"read","parameters":[
 "portfolio_id","symbol","as_of","limit","cursor"]}]})json";

const char* const kPortfolios = R"json({"portfolios":[{"portfolio_id":"portfolio_001","account_id":
 "demo","name":"Demo: four technology names and cash","benchmark":"SPY","strategy":"growth",
 "base_currency":"USD","lot_method":"fifo","tags":["demo"],"transactions":30,"positions":4},{
 "portfolio_id":"portfolio_002","account_id":"demo","name":"Demo: shares, bonds and gold",
 "benchmark":"SPY","strategy":"balanced","base_currency":"USD","lot_method":"fifo","tags":[
 "demo"],"transactions":22,"positions":5}]})json";

const char* const kAccounts = R"json({"accounts":[{"account_id":"demo","name":"Demo account",
 "base_currency":"USD","lot_method":"fifo","shorting_allowed":false,"opened_on":"2015-01-01",
 "tags":["demo"]}]})json";

const char* const kAccount = R"json({"account_id":"demo","name":"Demo account","base_currency":
 "USD","lot_method":"fifo","shorting_allowed":false,"opened_on":"2015-01-01","tags":["demo"]})json";

const char* const kPortfolio = R"json({"portfolio_id":"portfolio_001","account_id":"demo","name":
 "Demo: four technology names and cash","benchmark":"SPY","strategy":"growth","base_currency":
 "USD","lot_method":"fifo","tags":["demo"],"transactions":30,"positions":4})json";

const char* const kHoldings = R"json({"portfolio_id":"portfolio_001","name":
 "Demo: four technology names and cash","scope":"portfolio","base_currency":"USD","as_of":
 "2020-01-10","value":1307034.5,"cash":484403.7,"invested":822630.8,"unrealised":296766.7,
 "realised":-1149.2,"income":11417,"total_pnl":307034.5,"deposited":1000000.0,"gross_exposure"
 :0.629387,"net_exposure":0.629387,"holdings":[{"symbol":"AAPL","asset_class":"equities",
 "sector":"Information Technology","currency":"USD","quantity":800,"price":310.33,"priced_on":
 "2020-01-10","cost":137808.8,"value":248264,"weight":0.189944,"day_change":560,
 "day_change_percent":0.226076,"unrealised":110455.2,"realised":-1149.2,"dividends":5252,
 "closes":[279.44,284,284.27,289.91,289.8,291.52,293.65,300.35,297.43,299.8,298.39,303.19,309.63,
 310.33],"name":"Apple Inc."},{"symbol":"GOOGL","asset_class":"equities","sector":
 "Communication Services","currency":"USD","quantity":130,"price":1428.96,"priced_on":
 "2020-01-10","cost":139518.3,"value":185764.8,"weight":0.142127,"day_change":1192.1,
 "day_change_percent":0.64587,"unrealised":46246.5,"realised":0,"dividends":0,"closes":[1351.22,
 1350.63,1344.43,1362.47,1354.64,1339.71,1339.39,1368.68,1361.52,1397.81,1395.11,1405.04,1419.79,
 1428.96],"name":"Alphabet Inc. Class A"},{"symbol":"MSFT","asset_class":"equities","sector":
 "Information Technology","currency":"USD","quantity":1500,"price":161.34,"priced_on":
 "2020-01-10","cost":128926,"value":242010,"weight":0.18516,"day_change":-1125,
 "day_change_percent":-0.462706,"unrealised":113084,"realised":0,"dividends":5415,"closes"
 :[157.41,157.41,157.38,158.67,158.96,157.59,157.7,160.62,158.62,159.03,157.58,160.09,162.09,
 161.34],"name":"Microsoft Corporation"},{"symbol":"NVDA","asset_class":"equities","sector":
 "Information Technology","currency":"USD","quantity":600,"price":244.32,"priced_on":
 "2020-01-10","cost":119611,"value":146592,"weight":0.112156,"day_change":780,
 "day_change_percent":0.534935,"unrealised":26981,"realised":0,"dividends":750,"closes":[239.37,
 238.82,238.62,239.19,236.87,232.32,235.3,239.91,236.07,237.06,239.93,240.38,243.02,244.32],
 "name":"NVIDIA Corporation"}],"by_sector":{"Information Technology":{"value":636866,"weight"
 :0.48726,"unrealised":250520.2},"Communication Services":{"value":185764.8,"weight":0.142127,
 "unrealised":46246.5}},"by_asset_class":{"equities":{"value":822630.8,"weight":0.629387,
 "unrealised":296766.7}},"day_change":1407.1,"day_change_percent":0.107772,"cash_weight"
 :0.370613,"by_currency":{"USD":{"value":1307034.5,"weight":1.0,"unrealised":296766.7}}})json";

const char* const kTransactions = R"json({"columns":["number","kind","effective_at","symbol","quantity",
 "price","amount","charges","currency","fx_rate","other_symbol","other_currency","other_amount",
 "unit","ratio_to","ratio_from","cost_share_to","cost_share_from","acquired_at","reverses",
 "reversed_by","lots","note","key","session","cash","recorded_at"],"rows":[[1,"deposit",
 "2018-01-02T14:30:00Z",null,null,null,"1000000",null,"USD",null,null,null,null,null,1,1,0,1,
 null,0,0,null,null,"demo/deposit","2018-01-02","1000000","2020-01-11T09:30:00Z"],[2,"buy",
 "2018-01-02T21:00:00Z","AAPL","1000","172.26",null,"1","USD",null,null,null,null,null,1,1,0,1,
 null,0,0,null,null,"demo/buy/AAPL/2018-01-02","2018-01-02","-172261","2020-01-11T09:30:00Z"],[3,
 "buy","2018-01-02T21:00:00Z","MSFT","1500","85.95",null,"1","USD",null,null,null,null,null,1,1,
 0,1,null,0,0,null,null,"demo/buy/MSFT/2018-01-02","2018-01-02","-128926","2020-01-11T09:30:00Z"
 ],[4,"buy","2018-01-02T21:00:00Z","GOOGL","130","1073.21",null,"1","USD",null,null,null,null,
 null,1,1,0,1,null,0,0,null,null,"demo/buy/GOOGL/2018-01-02","2018-01-02","-139518.3",
 "2020-01-11T09:30:00Z"],[5,"buy","2018-01-02T21:00:00Z","NVDA","600","199.35",null,"1","USD",
 null,null,null,null,null,1,1,0,1,null,0,0,null,null,"demo/buy/NVDA/2018-01-02","2018-01-02",
 "-119611","2020-01-11T09:30:00Z"],[6,"sell","2019-02-01T21:00:00Z","AAPL","200","166.52",null,
 "1","USD",null,null,null,null,null,1,1,0,1,null,0,0,null,null,"demo/sell/AAPL/2019-02-01",
 "2019-02-01","33303","2020-01-11T09:30:00Z"],[30,"dividend","2019-11-27T14:30:00Z","NVDA",null,
 null,"96",null,"USD",null,null,null,null,null,1,1,0,1,null,0,0,null,
 "dividend of 2019-11-27 (events_table)","action/1000331/dividend/2019-11-27","2019-11-27","96",
 "2020-01-11T09:30:00Z"],[54,"buy","2019-12-30T21:00:00Z","MSFT","10","157.59",null,"1","USD",
 null,null,null,null,null,1,1,0,1,null,0,55,null,null,null,"2019-12-30","-1576.9",
 "2020-01-11T10:00:00Z"],[55,"reversal","2019-12-30T21:00:00Z",null,null,null,null,null,null,
 null,null,null,null,null,1,1,0,1,null,54,0,null,"entered twice",null,"2019-12-30",null,
 "2020-01-11T10:00:00Z"]]})json";

const char* const kLots = R"json({"columns":["symbol","lot","acquired_at","quantity","cost",
 "unit_cost","currency","price","value","unrealised","days_held","long_term"],"rows":[["AAPL",
 "2","2018-01-02T21:00:00Z","800","137808.8",172.261,"USD",310.33,248264.0,110455.2,738,true],[
 "GOOGL","4","2018-01-02T21:00:00Z","130","139518.3",1073.217692,"USD",1428.96,185764.8,46246.5,
 738,true],["MSFT","3","2018-01-02T21:00:00Z","1500","128926",85.950667,"USD",161.34,242010.0,
 113084.0,738,true],["NVDA","5","2018-01-02T21:00:00Z","600","119611",199.351667,"USD",244.32,
 146592.0,26981.0,738,true],["MSFT","53","2019-12-30T21:00:00Z","12.5","1970.875",157.67,"USD",
 161.34,2016.75,45.875,11,false]]})json";

const char* const kGains = R"json({"columns":["symbol","lot","closed_by","acquired_at",
 "closed_at","quantity","cost","proceeds","gain","currency","long_term"],"rows":[["AAPL","2",6,
 "2018-01-02T21:00:00Z","2019-02-01T21:00:00Z","200","34452.2","33303","-1149.2","USD",true]]})json";

const char* const kRecorded = R"json({"transactions":[{"number":56,"portfolio_id":"portfolio_001",
 "kind":"buy","effective_at":"2020-01-10T21:00:00Z","session":"2020-01-10","symbol":"AAPL",
 "other_symbol":"","currency":"USD","other_currency":"","quantity":"10","price":"310.33",
 "amount":"","other_amount":"","charges":"1","fx_rate":"","unit":"","ratio_to":1,"ratio_from":1,
 "cost_share_to":0,"cost_share_from":1,"acquired_at":null,"lots":[],"reverses":0,"reversed_by":0,
 "note":"","key":"","recorded_at":"2020-01-11T10:00:00Z"}],"cash":["-3104.3"],"repeated":0})json";

const char* const kReversed = R"json({"transactions":[{"number":57,"portfolio_id":"portfolio_001",
 "kind":"reversal","effective_at":"2020-01-10T21:00:00Z","session":"2020-01-10","symbol":"",
 "other_symbol":"","currency":"USD","other_currency":"","quantity":"","price":"","amount":"",
 "other_amount":"","charges":"","fx_rate":"","unit":"","ratio_to":1,"ratio_from":1,
 "cost_share_to":0,"cost_share_from":1,"acquired_at":null,"lots":[],"reverses":56,"reversed_by"
 :0,"note":"","key":"","recorded_at":"2020-01-11T10:00:00Z"}],"cash":[""],"repeated":0})json";

const char* const kActions = R"json({"transactions":[{"number":58,"portfolio_id":"portfolio_001",
 "kind":"dividend","effective_at":"2019-11-07T14:30:00Z","session":"2019-11-07","symbol":"AAPL",
 "other_symbol":"","currency":"USD","other_currency":"","quantity":"","price":"","amount":"616",
 "other_amount":"","charges":"","fx_rate":"","unit":"","ratio_to":1,"ratio_from":1,
 "cost_share_to":0,"cost_share_from":1,"acquired_at":null,"lots":[],"reverses":0,"reversed_by":0,
 "note":"","key":"","recorded_at":"2020-01-11T10:00:00Z"},{"number":59,"portfolio_id":
 "portfolio_001","kind":"dividend","effective_at":"2019-11-20T14:30:00Z","session":"2019-11-20",
 "symbol":"MSFT","other_symbol":"","currency":"USD","other_currency":"","quantity":"","price":"",
 "amount":"765","other_amount":"","charges":"","fx_rate":"","unit":"","ratio_to":1,"ratio_from"
 :1,"cost_share_to":0,"cost_share_from":1,"acquired_at":null,"lots":[],"reverses":0,
 "reversed_by":0,"note":"","key":"","recorded_at":"2020-01-11T10:00:00Z"}],"cash":["616","765"],
 "repeated":0})json";

const char* const kImported = R"json({"rows_read":2,"recorded":0,"repeated":0,"refused":[{"line":3,
 "field":"kind","message":"\"BOT\" is no kind that can be imported"}]})json";

QJsonObject parsed(const char* text) {
    return QJsonDocument::fromJson(text).object();
}

} // namespace

const QHash<QString, QJsonObject>& portfolioAnswers() {
    static const QHash<QString, QJsonObject> kAnswers{
        {QStringLiteral("portfolio.portfolios"), parsed(kPortfolios)},
        {QStringLiteral("portfolio.accounts"), parsed(kAccounts)},
        {QStringLiteral("portfolio.save_account"), parsed(kAccount)},
        {QStringLiteral("portfolio.save_portfolio"), parsed(kPortfolio)},
        {QStringLiteral("portfolio.holdings"), parsed(kHoldings)},
        {QStringLiteral("portfolio.transactions"), parsed(kTransactions)},
        {QStringLiteral("portfolio.lots"), parsed(kLots)},
        {QStringLiteral("portfolio.gains"), parsed(kGains)},
        {QStringLiteral("portfolio.record"), parsed(kRecorded)},
        {QStringLiteral("portfolio.reverse"), parsed(kReversed)},
        {QStringLiteral("portfolio.corporate_actions"), parsed(kActions)},
        {QStringLiteral("portfolio.import_transactions"), parsed(kImported)}};
    return kAnswers;
}

QJsonObject portfolioOperations() {
    return parsed(kOperations);
}

} // namespace nautilus::ui::testing
