#include "ui/dashboards/portfolio/performance_figures.h"

#include "ui/dashboards/portfolio/performance_panel.h"

namespace nautilus::ui {
namespace {

const QString kReturns = QStringLiteral("returns"), kActive = QStringLiteral("active"),
              kMoney = QStringLiteral("money");

PerformanceFigure figure(const char* name, const QString& part, const QString& title, NumberKind kind,
                         const QString& convention, const QString& brief = {}) {
    return {QLatin1String(name), part, title, brief.isEmpty() ? title : brief, kind, convention};
}

constexpr auto kPercent = NumberKind::PercentSign;

QVector<PerformanceFigure> ofReturns() {
    return {figure("total_return", kReturns, PerformancePanel::tr("Total return"), kPercent,
                   PerformancePanel::tr("Compounded over the period; time-weighted, dividends included"),
                   PerformancePanel::tr("Return")),
            figure("annual_return", kReturns, PerformancePanel::tr("Annual return"), kPercent,
                   PerformancePanel::tr("Compounded, over 252 sessions a year"),
                   PerformancePanel::tr("A year")),
            figure("volatility", kReturns, PerformancePanel::tr("Volatility"), kPercent,
                   PerformancePanel::tr("Sample deviation of daily returns × √252")),
            figure("sharpe_ratio", kReturns, PerformancePanel::tr("Sharpe ratio"), NumberKind::Decimal2,
                   PerformancePanel::tr("Mean return over its deviation × √252; above a risk-free rate of 0"),
                   PerformancePanel::tr("Sharpe")),
            figure("sortino_ratio", kReturns, PerformancePanel::tr("Sortino ratio"), NumberKind::Decimal2,
                   PerformancePanel::tr("Mean return a year over the downside deviation of all sessions"),
                   PerformancePanel::tr("Sortino")),
            figure("calmar_ratio", kReturns, PerformancePanel::tr("Calmar ratio"), NumberKind::Decimal2,
                   PerformancePanel::tr("Annual return over the deepest drawdown"),
                   PerformancePanel::tr("Calmar")),
            figure("max_drawdown", kReturns, PerformancePanel::tr("Deepest drawdown"), kPercent,
                   PerformancePanel::tr("From the highest value before; the curve starts at 1"),
                   PerformancePanel::tr("Drawdown")),
            figure("downside_deviation", kReturns, PerformancePanel::tr("Downside deviation"), kPercent,
                   PerformancePanel::tr("Of returns below 0, over all sessions, × √252")),
            figure("value_at_risk", kReturns, PerformancePanel::tr("Value at risk, 95 %"), kPercent,
                   PerformancePanel::tr("Of one session, from its returns; a loss is positive")),
            figure("expected_shortfall", kReturns, PerformancePanel::tr("Expected shortfall, 95 %"), kPercent,
                   PerformancePanel::tr("Mean of the sessions beyond the value at risk")),
            figure("omega_ratio", kReturns, PerformancePanel::tr("Omega ratio"), NumberKind::Decimal2,
                   PerformancePanel::tr("Sum of gains over sum of losses")),
            figure("hit_rate", kReturns, PerformancePanel::tr("Sessions with a gain"), kPercent,
                   PerformancePanel::tr("Of all sessions")),
            figure("best", kReturns, PerformancePanel::tr("Best session"), kPercent, {}),
            figure("worst", kReturns, PerformancePanel::tr("Worst session"), kPercent, {}),
            figure("skewness", kReturns, PerformancePanel::tr("Skewness"), NumberKind::Decimal2,
                   PerformancePanel::tr("Of daily returns; below 0: losses are larger than gains")),
            figure("excess_kurtosis", kReturns, PerformancePanel::tr("Excess kurtosis"), NumberKind::Decimal2,
                   PerformancePanel::tr("Of daily returns; 0 of a normal law")),
            figure("longest_drawdown", kReturns, PerformancePanel::tr("Longest drawdown, sessions"),
                   NumberKind::Integer, PerformancePanel::tr("From the fall below a high to the next high")),
            figure("under_water", kReturns, PerformancePanel::tr("Time below a high"), kPercent,
                   PerformancePanel::tr("Share of sessions"))};
}

QVector<PerformanceFigure> besideTheBenchmark() {
    return {figure("benchmark_return", kActive, PerformancePanel::tr("Benchmark's return"), kPercent,
                   PerformancePanel::tr("Compounded over the same sessions"),
                   PerformancePanel::tr("Benchmark")),
            figure("active_return", kActive, PerformancePanel::tr("Active return a year"), kPercent,
                   PerformancePanel::tr("Annual return less that of the benchmark"),
                   PerformancePanel::tr("Active")),
            figure("alpha", kActive, PerformancePanel::tr("Alpha a year"), kPercent,
                   PerformancePanel::tr("Compounded mean of what beta does not explain"),
                   PerformancePanel::tr("Alpha")),
            figure("beta", kActive, PerformancePanel::tr("Beta"), NumberKind::Decimal2,
                   PerformancePanel::tr("Covariance with the benchmark over its variance")),
            figure("information_ratio", kActive, PerformancePanel::tr("Information ratio"),
                   NumberKind::Decimal2, PerformancePanel::tr("Mean active return over its deviation × √252"),
                   PerformancePanel::tr("Inf. ratio")),
            figure("tracking_error", kActive, PerformancePanel::tr("Tracking error"), kPercent,
                   PerformancePanel::tr("Sample deviation of active returns × √252"),
                   PerformancePanel::tr("Tracking")),
            figure("correlation", kActive, PerformancePanel::tr("Correlation"), NumberKind::Decimal2,
                   PerformancePanel::tr("With the benchmark's daily returns")),
            figure("up_capture", kActive, PerformancePanel::tr("Up capture"), kPercent,
                   PerformancePanel::tr("Annual return over the benchmark's where that rose")),
            figure("down_capture", kActive, PerformancePanel::tr("Down capture"), kPercent,
                   PerformancePanel::tr("Annual return over the benchmark's where that fell")),
            figure("batting_average", kActive, PerformancePanel::tr("Sessions above the benchmark"), kPercent,
                   PerformancePanel::tr("Of all sessions"))};
}

PerformanceFigure moneyWeighted() {
    return figure(
        "rate", kMoney, PerformancePanel::tr("Money-weighted return a year"), kPercent,
        PerformancePanel::tr("Internal rate of return of what was paid in and out, 365 days a year"),
        PerformancePanel::tr("Money-w."));
}

} // namespace

QVector<PerformanceFigure> keyFigures() {
    const char* const order[] = {"total_return",
                                 "benchmark_return",
                                 "sharpe_ratio",
                                 "volatility",
                                 "max_drawdown",
                                 "alpha",
                                 "beta",
                                 "annual_return",
                                 "information_ratio",
                                 "tracking_error",
                                 "rate",
                                 "sortino_ratio",
                                 "calmar_ratio",
                                 "active_return"};
    const QVector<PerformanceFigure> all = allFigures();
    QVector<PerformanceFigure> out;
    for (const char* name : order)
        for (const PerformanceFigure& each : all)
            if (each.name == QLatin1String(name)) out.append(each);
    return out;
}

QVector<PerformanceFigure> allFigures() {
    QVector<PerformanceFigure> out = ofReturns();
    out.insert(2, moneyWeighted());
    return out + besideTheBenchmark();
}

QVector<PerformanceFigure> rollingFigures() {
    QVector<PerformanceFigure> out;
    const QVector<PerformanceFigure> all = allFigures();
    for (const char* name : {"volatility", "sharpe_ratio", "beta", "total_return", "sortino_ratio",
                             "max_drawdown", "value_at_risk", "expected_shortfall", "alpha", "correlation",
                             "tracking_error", "information_ratio", "up_capture", "down_capture"})
        for (const PerformanceFigure& each : all)
            if (each.name == QLatin1String(name)) out.append(each);
    return out;
}

QVector<PerformanceFigure> trustFigures() {
    const QString part = QStringLiteral("sharpe");
    return {
        figure("sharpe_ratio", part, PerformancePanel::tr("Sharpe ratio"), NumberKind::Decimal2, {}),
        figure("standard_error", part, PerformancePanel::tr("Its standard error"), NumberKind::Decimal2,
               PerformancePanel::tr("Mertens 2002: with skewness and kurtosis of the returns")),
        figure("probabilistic", part, PerformancePanel::tr("Probabilistic Sharpe ratio"), kPercent,
               PerformancePanel::tr("Probability that the true ratio is above 0 (Bailey and Lopez de Prado "
                                    "2012)")),
        figure("deflated", part, PerformancePanel::tr("Deflated Sharpe ratio"), kPercent,
               PerformancePanel::tr("The same above the best that so many strategies without skill would "
                                    "show (2014)")),
        figure("expected_best", part, PerformancePanel::tr("Best expected by chance"), NumberKind::Decimal2,
               PerformancePanel::tr("Sharpe ratio of the best of the strategies tried, if none has skill")),
        figure("minimum_track_record", part, PerformancePanel::tr("Sessions needed"), NumberKind::Integer,
               PerformancePanel::tr("Least length of a track record for 95 % confidence")),
        figure("autocorrelation_adjusted", part, PerformancePanel::tr("Adjusted for serial correlation"),
               NumberKind::Decimal2, PerformancePanel::tr("Sharpe ratio a year after Lo 2002"))};
}

} // namespace nautilus::ui
