#include "ui/dashboards/portfolio/optimiser_fields.h"

#include "ui/dashboards/portfolio/optimiser_panel.h"
#include "ui/dialogs/pointer_form.h"
#include "ui/models/field_makers.h"
#include "ui/models/optimiser_words.h"

namespace nautilus::ui {
namespace {

using Kind = PointerField::Kind;
using fields::basisPoints;
using fields::choice;
using fields::number;
using fields::percent;
using fields::range;
using fields::text;
using fields::toggle;

PointerField methods() {
    QVector<QPair<QString, QString>> all;
    for (const QString& method : optimiserMethods())
        all.append({methodTitle(method), method});
    PointerField out = choice(kMethodField, OptimiserPanel::tr("Method"),
                              OptimiserPanel::tr("What the optimiser looks for"), all);
    out.wide = true;
    return out;
}

void addAims(PointerForm& form) {
    form.addField(choice(kAimField, OptimiserPanel::tr("Aim"),
                         OptimiserPanel::tr("Return and risk weighed, or least risk for a return"),
                         {{OptimiserPanel::tr("Trade-off"), QStringLiteral("trade_off")},
                          {OptimiserPanel::tr("Target return"), QStringLiteral("return")}}));
    PointerField target =
        percent("/objective/target_return", OptimiserPanel::tr("Target return"),
                OptimiserPanel::tr("At least so much a year; risk is then minimised"), 10, 60, -10);
    target.slider = true;
    target.step = 0.5;
    form.addField(aversionField());
    form.addField(target);
    form.addField(
        text("/objective/views", Kind::Views, OptimiserPanel::tr("Views"),
             OptimiserPanel::tr(
                 "Your expected returns a year in percent, behind @ how sure you are: “AAPL 12 @ 60” "
                 "or “MSFT - TSLA 3”"),
             QStringLiteral("AAPL 12 @ 60; MSFT - TSLA 3")));
    form.addField(
        text("/objective/risk_budget", Kind::Numbers, OptimiserPanel::tr("Risk budget"),
             OptimiserPanel::tr("Share of the risk by symbol or asset class, in percent; empty: equal"),
             QStringLiteral("equities 60, bonds 40"), 100));
    form.addField(text("/objective/benchmark", Kind::Text, OptimiserPanel::tr("Benchmark"),
                       OptimiserPanel::tr("A symbol or a portfolio, for tracking error and active exposures"),
                       QStringLiteral("SPY")));
}

void addUsualConstraints(PointerForm& form) {
    form.addSection(OptimiserPanel::tr("Constraints"));
    form.addField(percent("/constraints/max_weight", OptimiserPanel::tr("Largest weight"),
                          OptimiserPanel::tr("Of every symbol"), 30, 1000, -1000));
    form.addField(percent("/constraints/min_weight", OptimiserPanel::tr("Smallest weight"),
                          OptimiserPanel::tr("Of every symbol; below zero allows shorts. Empty: 0"), 0, 1000,
                          -1000));
    form.addField(text("/constraints/sector_limits", Kind::Numbers, OptimiserPanel::tr("Sectors max"),
                       OptimiserPanel::tr("Largest sum of weights by sector, in percent"),
                       QStringLiteral("Energy 20"), 100));
    form.addField(turnoverField());
    form.addField(percent("/constraints/max_tracking_error", OptimiserPanel::tr("Tracking error max"),
                          OptimiserPanel::tr("A year, against the benchmark"), 5));
    form.addField(range(percent("/constraints/cash", OptimiserPanel::tr("Cash, from to"),
                                OptimiserPanel::tr("Empty: from 0"), 5)));
    form.addField(number("/constraints/max_positions", OptimiserPanel::tr("Positions max"),
                         OptimiserPanel::tr("Most symbols held; makes the problem hard"), 10, 1, 5000, 0));
}

void addMoreConstraints(PointerForm& form) {
    form.addSection(OptimiserPanel::tr("More constraints"), true);
    form.addField(text("/constraints/weights", Kind::Ranges, OptimiserPanel::tr("Single weights"),
                       OptimiserPanel::tr("In percent, before the general limits"),
                       QStringLiteral("AAPL 5..20, NVDA <= 10"), 100));
    form.addField(text("/constraints/sectors", Kind::Ranges, OptimiserPanel::tr("Sectors, from to"),
                       OptimiserPanel::tr("In percent"), QStringLiteral("Energy 2..10"), 100));
    form.addField(toggle("/constraints/sector_neutral", OptimiserPanel::tr("Sectors as in the benchmark"),
                         OptimiserPanel::tr("Every sector weighs what it does in the benchmark")));
    form.addField(text("/constraints/asset_classes", Kind::Ranges, OptimiserPanel::tr("Asset classes"),
                       OptimiserPanel::tr("In percent"), QStringLiteral("equities 40..70"), 100));
    form.addField(text("/constraints/factor_exposures", Kind::Ranges, OptimiserPanel::tr("Factor exposures"),
                       OptimiserPanel::tr("In deviations; with a benchmark: less its exposure"),
                       QStringLiteral("momentum 0..0.5, size >= -0.2")));
    form.addField(range(number("/constraints/beta", OptimiserPanel::tr("Beta, from to"),
                               OptimiserPanel::tr("To the market over the lookback"), 1, -100, 100, 2)));
    form.addField(percent("/constraints/max_volatility", OptimiserPanel::tr("Volatility max"),
                          OptimiserPanel::tr("A year"), 15));
    form.addField(number("/constraints/max_leverage", OptimiserPanel::tr("Leverage max"),
                         OptimiserPanel::tr("Sum of weights without sign"), 1, 0, 100, 2));
    form.addField(
        range(percent("/constraints/net_exposure", OptimiserPanel::tr("Net exposure, from to"),
                      OptimiserPanel::tr("Sum of weights; empty: up to 100 %"), 100, 10000, -10000)));
    form.addField(toggle("/constraints/fully_invested", OptimiserPanel::tr("Fully invested"),
                         OptimiserPanel::tr("No cash is held")));
    form.addField(percent("/constraints/min_position", OptimiserPanel::tr("Smallest position"),
                          OptimiserPanel::tr("What is held weighs at least so much"), 2, 100));
    form.addField(percent("/constraints/max_adv_share", OptimiserPanel::tr("Share of daily value"),
                          OptimiserPanel::tr("Largest trade against the mean traded value of 21 sessions"),
                          10, 10000));
    form.addField(text("/constraints/no_trade", Kind::Words, OptimiserPanel::tr("Leave as they are"),
                       OptimiserPanel::tr("Symbols that are not traded"), QStringLiteral("AAPL, MSFT")));
    form.addField(text("/constraints/restricted", Kind::Words, OptimiserPanel::tr("May not be held"),
                       OptimiserPanel::tr("Symbols"), QStringLiteral("TSLA")));
}

void addData(PointerForm& form) {
    form.addSection(OptimiserPanel::tr("Data and costs"));
    form.addField(lookbackField());
    form.addField(covarianceField());
    form.addField(expectedReturnsField());
    form.addField(
        text("/optimization_config/given_returns", Kind::Numbers, OptimiserPanel::tr("Given returns"),
             OptimiserPanel::tr("A year, in percent, by symbol"), QStringLiteral("AAPL 12, MSFT 10"), 100));
    form.addField(costsField());
    form.addSection(OptimiserPanel::tr("More data"), true);
    form.addField(impactField());
    form.addField(number("/optimization_config/cost_horizon", OptimiserPanel::tr("Cost horizon, years"),
                         OptimiserPanel::tr("Costs are paid once and count against the return of so long"), 1,
                         0.004, 100, 2));
    form.addField(percent("/optimization_config/risk_free_rate", OptimiserPanel::tr("Risk-free rate"),
                          OptimiserPanel::tr("A year; what cash earns"), 2, 100, -50));
    form.addField(percent("/optimization_config/confidence", OptimiserPanel::tr("Confidence"),
                          OptimiserPanel::tr("Of the expected shortfall and drawdown"), 95, 99.9, 50));
    form.addField(number("/optimization_config/robustness", OptimiserPanel::tr("Robustness"),
                         OptimiserPanel::tr("Standard errors by which the means may be wrong together"), 1, 0,
                         10, 2));
    form.addField(number("/optimization_config/tau", OptimiserPanel::tr("Doubt about the prior"),
                         OptimiserPanel::tr("Tau of Black-Litterman"), 0.05, 0.000001, 10, 3));
    form.addField(choice(QStringLiteral("/optimization_config/linkage"), OptimiserPanel::tr("Linkage"),
                         OptimiserPanel::tr("How clusters are joined"),
                         {{OptimiserPanel::tr("Single"), QStringLiteral("single")},
                          {OptimiserPanel::tr("Complete"), QStringLiteral("complete")},
                          {OptimiserPanel::tr("Average"), QStringLiteral("average")},
                          {OptimiserPanel::tr("Ward"), QStringLiteral("ward")}}));
    form.addField(choice(QStringLiteral("/optimization_config/cluster_count"), OptimiserPanel::tr("Clusters"),
                         OptimiserPanel::tr("What decides how many there are"),
                         {{OptimiserPanel::tr("Silhouette"), QStringLiteral("silhouette")},
                          {OptimiserPanel::tr("Gap statistic"), QStringLiteral("gap")}}));
    form.addField(number("/optimization_config/lot_size", OptimiserPanel::tr("Lot size"),
                         OptimiserPanel::tr("Trades are whole multiples; empty: fractions are traded"), 1,
                         0.00000001, 1e9, 2));
}

} // namespace

PointerField lookbackField() {
    QVector<QPair<QString, QString>> periods;
    for (const char* each : {"6M", "1Y", "2Y", "3Y", "5Y"})
        periods.append({QLatin1String(each), QLatin1String(each)});
    return choice(QStringLiteral("/optimization_config/lookback_period"), OptimiserPanel::tr("Lookback"),
                  OptimiserPanel::tr("Past sessions that risk and return are taken from"), periods, 2);
}

PointerField covarianceField() {
    return choice(QStringLiteral("/optimization_config/covariance"), OptimiserPanel::tr("Covariance"),
                  OptimiserPanel::tr("How risk is estimated"),
                  {{OptimiserPanel::tr("Ledoit-Wolf"), QStringLiteral("ledoit_wolf")},
                   {OptimiserPanel::tr("Sample"), QStringLiteral("sample")},
                   {OptimiserPanel::tr("Equal correlation"), QStringLiteral("constant_correlation")},
                   {OptimiserPanel::tr("Oracle (OAS)"), QStringLiteral("oas")},
                   {OptimiserPanel::tr("Denoised"), QStringLiteral("denoised")},
                   {OptimiserPanel::tr("Factor model"), QStringLiteral("factor_model")}});
}

QString covarianceTitle(const QString& covariance) {
    for (const auto& [title, word] : covarianceField().choices)
        if (word == covariance) return title;
    return covariance;
}

PointerField expectedReturnsField() {
    return choice(QStringLiteral("/optimization_config/expected_returns"),
                  OptimiserPanel::tr("Expected returns"),
                  OptimiserPanel::tr("Where expected returns come from"),
                  {{OptimiserPanel::tr("Past mean"), QStringLiteral("historical")},
                   {OptimiserPanel::tr("Shrunk mean"), QStringLiteral("shrunk")},
                   {OptimiserPanel::tr("Beta × market"), QStringLiteral("capm")},
                   {OptimiserPanel::tr("Equilibrium"), QStringLiteral("equilibrium")},
                   {OptimiserPanel::tr("Factor premia"), QStringLiteral("factor_model")},
                   {OptimiserPanel::tr("Given"), QStringLiteral("given")}});
}

PointerField costsField() {
    return basisPoints("/optimization_config/transaction_costs", OptimiserPanel::tr("Costs"),
                       OptimiserPanel::tr("Of what is bought or sold"), 5);
}

PointerField impactField() {
    return number(
        "/optimization_config/market_impact", OptimiserPanel::tr("Market impact"),
        OptimiserPanel::tr("1 is typical: a trade of a day's volume moves the price by a daily deviation"), 1,
        0, 100, 2);
}

PointerField universeField() {
    return text("/universe", Kind::Words, OptimiserPanel::tr("Universe"),
                OptimiserPanel::tr("Symbols to choose from; empty: what the portfolio holds"),
                OptimiserPanel::tr("what is held"));
}

PointerField aversionField() {
    PointerField out =
        number("/objective/risk_aversion", OptimiserPanel::tr("Risk aversion"),
               OptimiserPanel::tr("Return less half of it times the variance is maximised; 1 is bold, 5 "
                                  "usual, 20 very careful"),
               5, 0.5, 50, 1);
    out.slider = out.logarithmic = true;
    out.optional = false;
    return out;
}

PointerField turnoverField() {
    PointerField out =
        percent("/constraints/max_turnover", OptimiserPanel::tr("Turnover max"),
                OptimiserPanel::tr("Half of what is bought and sold, of the portfolio's value"), 20, 100);
    out.slider = true;
    return out;
}

void addOptimiserFields(PointerForm& form) {
    form.addSection(OptimiserPanel::tr("Method"));
    form.addField(methods());
    form.addField(universeField());
    addAims(form);
    addUsualConstraints(form);
    addMoreConstraints(form);
    addData(form);
}

void addPolicyFields(PointerForm& form) {
    form.addField(methods());
    form.addField(choice(QStringLiteral("/optimization_config/rebalance_frequency"),
                         OptimiserPanel::tr("Rebalanced"),
                         OptimiserPanel::tr("How often weights are set anew"),
                         {{OptimiserPanel::tr("Every day"), QStringLiteral("daily")},
                          {OptimiserPanel::tr("Every week"), QStringLiteral("weekly")},
                          {OptimiserPanel::tr("Every month"), QStringLiteral("monthly")},
                          {OptimiserPanel::tr("Every quarter"), QStringLiteral("quarterly")},
                          {OptimiserPanel::tr("Every year"), QStringLiteral("yearly")},
                          {OptimiserPanel::tr("Never"), QStringLiteral("never")}},
                         2));
    form.addField(universeField());
    PointerField aversion =
        number("/objective/risk_aversion", OptimiserPanel::tr("Risk aversion"),
               OptimiserPanel::tr("Of methods that weigh return against risk"), 5, 0, 1e6, 1);
    form.addField(aversion);
    form.addField(percent("/constraints/max_weight", OptimiserPanel::tr("Largest weight"),
                          OptimiserPanel::tr("Of every symbol"), 30));
    form.addField(percent("/constraints/max_turnover", OptimiserPanel::tr("Turnover max"),
                          OptimiserPanel::tr("Of every rebalancing"), 20));
    form.addField(lookbackField());
    form.addField(covarianceField());
    form.addField(expectedReturnsField());
    form.addField(costsField());
}

bool readsField(const QString& method, const QString& aim, const QString& pointer) {
    static const QStringList kAims{QStringLiteral("mean_variance"),
                                   QStringLiteral("black_litterman"),
                                   QStringLiteral("entropy_pooling"),
                                   QStringLiteral("cvar"),
                                   QStringLiteral("cdar"),
                                   QStringLiteral("benchmark_relative"),
                                   QStringLiteral("robust")};
    static const QHash<QString, QString> kReaders{
        {QStringLiteral("/objective/views"), QStringLiteral("black_litterman entropy_pooling")},
        {QStringLiteral("/objective/risk_budget"), QStringLiteral("risk_parity")},
        {QStringLiteral("/optimization_config/confidence"), QStringLiteral("cvar cdar")},
        {QStringLiteral("/optimization_config/robustness"), QStringLiteral("robust")},
        {QStringLiteral("/optimization_config/tau"), QStringLiteral("black_litterman")},
        {QStringLiteral("/optimization_config/linkage"), QStringLiteral("hierarchical_risk_parity herc nco")},
        {QStringLiteral("/optimization_config/cluster_count"), QStringLiteral("herc nco")}};
    const bool aims = kAims.contains(method);
    if (pointer == kAimField) return aims;
    if (pointer == kAversionField) return aims && aim == QLatin1String("trade_off");
    if (pointer == kTargetField) return aims && aim == QLatin1String("return");
    const QString readers = kReaders.value(pointer);
    return readers.isEmpty() || readers.split(QLatin1Char(' ')).contains(method);
}

} // namespace nautilus::ui
