// The forecast of breaches, recorded from the built-in portfolio and rounded.
#include "tests/ui/fake_answers.h"

#include <QJsonDocument>

namespace nautilus::ui::testing {
namespace {

const char* const kOperations = R"json({"operations":[
 {"id":"risk.breach_forecast","verb":"POST","path":"/api/v1/risk/breach-forecast",
  "summary":"How probable it is that a limit is broken soon","scope":"read",
  "parameters":["portfolio_id","limits","horizon","history","window","as_of"]}]})json";

const char* const kForecast =
    R"json({"portfolio_id":"portfolio_001","horizon":5,"limits":[{"limit_type":"var_limit",
 "scope":"portfolio","scope_id":"portfolio_001","subject":null,"current_value":0.02909,
 "limit_value":0.02,"utilization_percent":145.4,"state":"BROKEN","volatility":0.0001157,
 "distance":-35.11,"probability":1,"random_walk":1,"brier":0.11,"brier_random_walk":0.1099,
 "skill":0.2741,"scored_days":753},{"limit_type":"position_size","scope":"portfolio",
 "scope_id":"portfolio_001","subject":"AAPL","current_value":0.1899,"limit_value":0.19,
 "utilization_percent":99.97,"state":"FORECAST","volatility":0.0009574,"distance":0.02593,
 "probability":0.7441,"random_walk":0.7745,"brier":0.1053,"brier_random_walk":0.1054,
 "skill":0.2821,"scored_days":753},{"limit_type":"sector_exposure","scope":"portfolio",
 "scope_id":"portfolio_001","subject":"Information Technology","current_value":0.4873,
 "limit_value":0.49,"utilization_percent":99.44,"state":"FORECAST","volatility":0.001987,
 "distance":0.6167,"probability":0.4938,"random_walk":0.3803,"brier":0.1062,
 "brier_random_walk":0.1084,"skill":0.319,"scored_days":753},{"limit_type":"leverage_limit",
 "scope":"portfolio","scope_id":"portfolio_001","subject":null,"current_value":0.6294,
 "limit_value":0.64,"utilization_percent":98.34,"state":"FORECAST","volatility":0.002156,
 "distance":2.202,"probability":0.01791,"random_walk":0.01381,"brier":0.1031,
 "brier_random_walk":0.1051,"skill":0.3293,"scored_days":753},{"limit_type":"liquidity_limit",
 "scope":"portfolio","scope_id":"portfolio_001","subject":null,"current_value":1,
 "limit_value":0.9,"utilization_percent":90,"state":"STILL","volatility":0,"distance":null,
 "probability":0,"random_walk":0,"brier":null,"brier_random_walk":null,"skill":null,
 "scored_days":0}],"reliability":{"bins":[{"from":0,"to":0.1,"forecast":0.02922,
 "observed":0.03004,"lower":0.008856,"upper":0.09692,"count":18111},{"from":0.1,"to":0.2,
 "forecast":0.1445,"observed":0.1118,"lower":0.03305,"upper":0.3169,"count":4766},{"from":0.2,
 "to":0.3,"forecast":0.2489,"observed":0.2131,"lower":0.07755,"upper":0.4659,"count":3604},
 {"from":0.3,"to":0.4,"forecast":0.3534,"observed":0.3312,"lower":0.1331,"upper":0.6151,
 "count":2720},{"from":0.4,"to":0.5,"forecast":0.443,"observed":0.4526,"lower":0.1895,
 "upper":0.7451,"count":2055},{"from":0.5,"to":0.6,"forecast":0.537,"observed":0.5608,
 "lower":0.2767,"upper":0.81,"count":2295},{"from":0.6,"to":0.7,"forecast":0.6493,
 "observed":0.6896,"lower":0.3855,"upper":0.8872,"count":2371},{"from":0.7,"to":0.8,
 "forecast":0.7149,"observed":0.7207,"lower":0.1022,"upper":0.9832,"count":222},{"from":0.8,
 "to":0.9,"forecast":null,"observed":null,"lower":null,"upper":null,"count":0},{"from":0.9,
 "to":1,"forecast":null,"observed":null,"lower":null,"upper":null,"count":0}],"brier":0.1062,
 "brier_random_walk":0.1072,"log_loss":0.3406,"base_rate":0.187,"skill":0.3016,
 "expected_error":0.01468,"forecasts":36144,"independent":150,"from":"2017-01-06",
 "to":"2020-01-03"}})json";

QJsonObject parsed(const char* text) {
    return QJsonDocument::fromJson(text).object();
}

} // namespace

const QHash<QString, QJsonObject>& forecastAnswers() {
    static const QHash<QString, QJsonObject> kAnswers{
        {QStringLiteral("risk.breach_forecast"), parsed(kForecast)}};
    return kAnswers;
}

QJsonObject forecastOperations() {
    return parsed(kOperations);
}

} // namespace nautilus::ui::testing
