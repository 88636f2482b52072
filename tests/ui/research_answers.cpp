// Answers of factor research, recorded from the built-in data and shortened.
#include "tests/ui/fake_answers.h"

#include <QJsonDocument>

namespace nautilus::ui::testing {
namespace {

const char* const kOperations = R"json({"operations":[
 {"id":"factor.ranking","verb":"GET","path":"/factors/ranking","summary":"Factors by what they earned",
  "scope":"read","parameters":["period","metric","top_n","as_of","universe"]},
 {"id":"factor.tearsheet","verb":"GET","path":"/factors/tearsheet/{factor_id}","summary":"Tear sheet",
  "scope":"read","parameters":["factor_id","period","horizon","as_of","universe"]},
 {"id":"factor.factor_map","verb":"GET","path":"/api/v1/factor-engine/factor-map",
  "summary":"Correlations in the order of clusters","scope":"read",
  "parameters":["period","category","as_of","universe"]}]})json";

const char* const kRanking =
    R"json({"ranking_criteria":{"metric":"sharpe_ratio","period":"1Y","minimum_observations":252,
 "factors_ranked":127},"top_factors":[{"rank":1,"factor_id":"filing_lag_days",
 "data_source":"filings","category":"regulatory","direction":-1,"sharpe_ratio":1.913,
 "annualized_return":0.03738,"volatility":0.01928,"max_drawdown":-0.01962,"net_sharpe_ratio":1.729,
 "information_coefficient":0.04301,"ic_t_stat":2.385,"ic_p_value":0.0171,
 "false_discovery_rate":0.3461,"deflated_sharpe_ratio":0.4393,"quantile_spread":0.007893,
 "turnover":0.01428,"observations":252},{"rank":2,"factor_id":"short_term_reversal",
 "data_source":"prices","category":"style","direction":1,"sharpe_ratio":1.661,
 "annualized_return":0.06394,"volatility":0.03776,"max_drawdown":-0.01611,"net_sharpe_ratio":1.216,
 "information_coefficient":0.06203,"ic_t_stat":2.342,"ic_p_value":0.01918,
 "false_discovery_rate":0.3461,"deflated_sharpe_ratio":0.3282,"quantile_spread":0.01195,
 "turnover":0.06646,"observations":252},{"rank":3,"factor_id":"price_momentum_1m",
 "data_source":"prices","category":"technical","direction":-1,"sharpe_ratio":1.658,
 "annualized_return":0.06387,"volatility":0.03777,"max_drawdown":-0.01611,"net_sharpe_ratio":1.214,
 "information_coefficient":0.06191,"ic_t_stat":2.336,"ic_p_value":0.01951,
 "false_discovery_rate":0.3461,"deflated_sharpe_ratio":0.3273,"quantile_spread":0.01191,
 "turnover":0.06646,"observations":252}],
 "factor_categories_performance":{"regulatory":{"avg_sharpe_ratio":0.377,
 "best_factor":"filing_lag_days","factors":4},"style":{"avg_sharpe_ratio":-0.003634,
 "best_factor":"short_term_reversal","factors":13},"technical":{"avg_sharpe_ratio":-0.3693,
 "best_factor":"price_momentum_1m","factors":28},"cross_source":{"avg_sharpe_ratio":-0.3612,
 "best_factor":"momentum_in_calm","factors":31},"fundamental":{"avg_sharpe_ratio":-0.008023,
 "best_factor":"gross_profitability","factors":29},"macro":{"avg_sharpe_ratio":-0.1924,
 "best_factor":"beta_business_loans","factors":21},"composite":{"avg_sharpe_ratio":0.1151,
 "best_factor":"quality","factors":1}},"trials":136})json";

const char* const kSheet =
    R"json({"factor_id":"short_term_reversal","name":"Short-term reversal","family":"style",
 "data_source":"prices","formula":"minus the sum of log returns over 21 sessions","universe":"SP500",
 "direction":1,"horizon":21,"quantile_count":5,"holding":21,"weighting":"rank","cost_bps":10,
 "names":456.2,"rank_autocorrelation":-0.08699,"first_session":"2019-01-11",
 "last_session":"2020-01-10","information_coefficient":[{"horizon":1,"rank_mean":0.02403,
 "rank_deviation":0.201,"rank_ratio":0.1195,"rank_t_stat":1.897,"rank_p_value":0.05779,
 "rank_positive":0.5737,"linear_mean":0.01964,"linear_t_stat":1.762,"sessions":251},{"horizon":5,
 "rank_mean":0.04141,"rank_deviation":0.2051,"rank_ratio":0.2019,"rank_t_stat":1.69,
 "rank_p_value":0.09109,"rank_positive":0.5668,"linear_mean":0.04208,"linear_t_stat":1.912,
 "sessions":247}],"quantile_returns":[{"quantile":1,"mean_return":0.01066,"excess_return":-0.006438,
 "standard_error":0.002457,"turnover":0.8407},{"quantile":2,"mean_return":0.01514,
 "excess_return":-0.001955,"standard_error":0.002064,"turnover":0.798}],"spread":{"mean":0.01195,
 "t_stat":2.599,"p_value":0.009359,"annualized":0.1434,"monotonicity":1.0},
 "portfolio":{"annualized_return":0.06394,"volatility":0.03776,"sharpe_ratio":1.661,
 "sortino_ratio":3.033,"max_drawdown":-0.01611,"calmar_ratio":3.969,"hit_rate":0.5476,
 "net_annualized_return":0.04626,"net_sharpe_ratio":1.216,"turnover":0.06646,
 "break_even_cost_bps":37.44,"capacity":33240000000.0,"sessions":252},"alpha":{"annualized":0.0592,
 "t_stat":1.732,"r2":0.3031,"sessions":252,"lags":4,"betas":[{"factor":"country","beta":-0.04421,
 "t_stat":-1.764},{"factor":"style:beta","beta":0.08095,"t_stat":0.9583}]},
 "significance":{"probabilistic_sharpe_ratio":0.9636,"deflated_sharpe_ratio":0.3282,
 "best_by_luck":2.072,"trials":136,"skewness":1.694,"kurtosis":12.19,"minimum_track_record":212.0,
 "false_discovery_rate":0.2494,"family":"style","family_size":13},
 "sectors":[{"part":"Communication Services","rank_ic":0.05762,"t_stat":0.9589,"sessions":231},
 {"part":"Consumer Discretionary","rank_ic":0.01997,"t_stat":0.6702,"sessions":231}],
 "regimes":[{"part":"low_volatility","rank_ic":0.002101,"t_stat":0.0723,"sessions":8},
 {"part":"middle_volatility","rank_ic":0.04875,"t_stat":1.869,"sessions":116}],
 "series":[{"date":"2019-01-14","gross":0.003958,"net":0.00381,"drawdown":0,"rank_ic":0.0197},
 {"date":"2019-03-27","gross":0.008122,"net":0.00448,"drawdown":-0.009585,"rank_ic":0.1485},
 {"date":"2019-06-07","gross":0.01291,"net":0.005918,"drawdown":-0.01354,"rank_ic":0.04779},
 {"date":"2019-08-19","gross":0.02707,"net":0.01669,"drawdown":-0.008804,"rank_ic":0.05025},
 {"date":"2019-10-29","gross":0.06064,"net":0.04635,"drawdown":-0.008674,"rank_ic":0.1197},
 {"date":"2020-01-10","gross":0.06394,"net":0.04626,"drawdown":-0.005584,"rank_ic":0.01542}],
 "quantile_levels":[{"date":"2019-02-12","levels":[0.01,0.02]},
 {"date":"2019-03-14","levels":[0.005,0.031]}]})json";

const char* const kMap =
    R"json({"columns":["factor_id","category","cluster","group","late_filing","days_since_filing",
 "filing_lag_days","restatement"],"rows":[["late_filing","regulatory",2,null,1,0.02323,0.1,-0.01965],
 ["days_since_filing","regulatory",0,null,0.02323,1,0.209,0.1323],["filing_lag_days","regulatory",1,
 null,0.1,0.209,1,0.2561],["restatement","regulatory",3,null,-0.01965,0.1323,0.2561,1]],
 "next_cursor":null})json";

QJsonObject parsed(const char* text) {
    return QJsonDocument::fromJson(text).object();
}

} // namespace

const QHash<QString, QJsonObject>& researchAnswers() {
    static const QHash<QString, QJsonObject> kAnswers{{QStringLiteral("factor.ranking"), parsed(kRanking)},
                                                      {QStringLiteral("factor.tearsheet"), parsed(kSheet)},
                                                      {QStringLiteral("factor.factor_map"), parsed(kMap)}};
    return kAnswers;
}

QJsonObject researchOperations() {
    return parsed(kOperations);
}

} // namespace nautilus::ui::testing
