#include "engines/risk/service/forecast_answers.h"

#include "engines/numerics/calibration.h"
#include "engines/risk/kernel/breach_odds.h"
#include "engines/risk/kernel/measure_path.h"

#include <algorithm>
#include <cmath>

namespace nautilus::risk {

using domain::SessionDate;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr std::size_t kBins = 10;

CheckRequest checkOf(const BreachForecastRequest& request) {
    CheckRequest out;
    out.portfolio_id = request.portfolio_id;
    out.positions = request.positions;
    out.portfolio_value = request.portfolio_value;
    out.cash = request.cash;
    out.limits = request.limits;
    out.window = request.window;
    out.market = request.market;
    out.as_of = request.as_of;
    return out;
}

const char* stateName(OddsState state) {
    constexpr const char* kNames[] = {"FORECAST", "BROKEN", "STILL", "TOO_FEW_DAYS"};
    return kNames[static_cast<int>(state)];
}

/// Forecasts of all limits on days that the models had not seen.
struct Scored {
    std::vector<double> probability, random_walk, outcome;
    std::size_t days = 0; ///< the most of any limit: limits share their days
    std::optional<SessionDate> from, to;

    void add(const BreachOdds& odds, std::span<const SessionDate> closes) {
        if (odds.scored_days == 0) return;
        probability.insert(probability.end(), odds.scored_probability.begin(), odds.scored_probability.end());
        random_walk.insert(random_walk.end(), odds.scored_reference.begin(), odds.scored_reference.end());
        outcome.insert(outcome.end(), odds.scored_outcome.begin(), odds.scored_outcome.end());
        days = std::max(days, odds.scored_days);
        const auto first = closes[odds.scored_from];
        const auto last = closes[odds.scored_to];
        from = from ? std::min(*from, first) : first;
        to = to ? std::max(*to, last) : last;
    }
};

double brierOf(std::span<const double> probability, std::span<const double> outcome) {
    return numerics::calibrationOf(probability, outcome, 1).brier;
}

ReliabilityDiagram diagramOf(const Scored& scored, std::size_t horizon) {
    ReliabilityDiagram out;
    // Outcomes of one day's limits hang together, and days overlap as far as they look ahead.
    const std::size_t independent = scored.days / horizon;
    const auto calibration = numerics::calibrationOf(scored.probability, scored.outcome, kBins,
                                                     std::max<std::size_t>(independent, 1));
    for (const auto& bin : calibration.bins)
        out.bins.push_back({bin.from, bin.to, bin.forecast, bin.observed, bin.lower, bin.upper,
                            static_cast<std::int64_t>(bin.count)});
    out.brier = calibration.brier;
    out.brier_random_walk = brierOf(scored.random_walk, scored.outcome);
    out.log_loss = calibration.log_loss;
    out.base_rate = calibration.base_rate;
    out.skill = calibration.skill;
    out.expected_error = calibration.expected_error;
    out.forecasts = static_cast<std::int64_t>(scored.probability.size());
    out.independent = static_cast<std::int64_t>(independent);
    out.from = scored.from;
    out.to = scored.to;
    return out;
}

BreachForecastRow rowOf(const ScopeCheck& scope, const CheckedLimit& limit, const BreachOdds& odds) {
    const auto& worst = limit.verdicts.front();
    BreachForecastRow row;
    row.limit_type = limitKind(limit.terms.type).name;
    row.scope = scope.scope;
    row.scope_id = scope.scope_id;
    if (!worst.subject.empty()) row.subject = worst.subject;
    row.current_value = worst.verdict.value;
    row.limit_value = limit.terms.value;
    row.utilization_percent = worst.verdict.utilisation * 100;
    row.state = stateName(odds.state);
    row.volatility = odds.volatility;
    row.distance = odds.distance;
    row.probability = odds.probability;
    row.random_walk = odds.reference;
    row.scored_days = static_cast<std::int64_t>(odds.scored_days);
    if (odds.scored_days > 0) {
        const auto calibration = numerics::calibrationOf(odds.scored_probability, odds.scored_outcome, kBins);
        row.brier = calibration.brier;
        row.skill = calibration.skill;
        row.brier_random_walk = brierOf(odds.scored_reference, odds.scored_outcome);
    }
    if (worst.verdict.status == CheckStatus::Breach) {
        row.state = stateName(OddsState::Broken);
        row.probability = row.random_walk = 1;
    } else if (std::isnan(row.current_value)) {
        row.state = "NOT_COMPUTABLE";
        row.probability = row.random_walk = domain::kMissing;
    }
    return row;
}

void explainRow(const BreachForecastRow& row, std::size_t place, kit::Call& call) {
    const auto at = "/data/limits/" + std::to_string(place) + "/";
    const char* why = row.state == "NOT_COMPUTABLE" ? "the figure itself cannot be measured"
                      : row.state == "STILL"        ? "the figure has never moved: there is nothing to learn"
                                                    : "fewer than 250 past days have a figure and an outcome";
    const std::pair<const char*, double> values[] = {{"current_value", row.current_value},
                                                     {"utilization_percent", row.utilization_percent},
                                                     {"volatility", row.volatility},
                                                     {"distance", row.distance},
                                                     {"probability", row.probability},
                                                     {"random_walk", row.random_walk},
                                                     {"brier", row.brier},
                                                     {"brier_random_walk", row.brier_random_walk},
                                                     {"skill", row.skill}};
    for (const auto& [name, value] : values)
        if (std::isnan(value)) call.warn("not_computable", at + name, why);
}

void explainDiagram(const ReliabilityDiagram& diagram, kit::Call& call) {
    for (std::size_t i = 0; i < diagram.bins.size(); ++i)
        if (diagram.bins[i].count == 0)
            for (const char* name : {"forecast", "observed", "lower", "upper"})
                call.warn("no_data", "/data/reliability/bins/" + std::to_string(i) + "/" + name,
                          "no forecast fell there");
    if (diagram.forecasts == 0)
        for (const char* name :
             {"brier", "brier_random_walk", "log_loss", "base_rate", "skill", "expected_error"})
            call.warn("not_computable", std::string("/data/reliability/") + name,
                      "no limit has enough past days to be scored");
    else if (std::isnan(diagram.skill))
        call.warn("not_computable", "/data/reliability/skill", "all outcomes are the same");
}

void explain(const BreachForecastResult& result, const BreachForecastRequest& request, kit::Call& call) {
    for (std::size_t i = 0; i < result.limits.size(); ++i)
        explainRow(result.limits[i], i, call);
    explainDiagram(result.reliability, call);
    call.method("holdings", "units and cash stay as they are; values of the past by total returns, traded "
                            "volumes are today's; limits that adjust themselves stand at today's value");
    call.method("probability",
                "logistic regression of the departure from the random walk by its logit, trend and "
                "volatility regime, with a ridge; limits at twelve distances on each of " +
                    std::to_string(request.history) + " past closes");
    call.method("random_walk", "2 Phi(-x - 0.5826 / sqrt(N)), x = distance, N = horizon");
    call.method("reliability", "four fifths of the past days, each forecast from the fifths before it");
}

/// One scope's limits; false when the call was cancelled.
class ScopeForecast {
public:
    ScopeForecast(const BreachForecastRequest& request, const ScopeCheck& scope, const PricedBook& past)
        : request_(request), scope_(scope), past_(past) {
        const auto views = past.views();
        for (std::size_t i = 0; i < views.size(); ++i) {
            const auto& history = past.positions[i].history;
            held_.push_back(
                {views[i], history ? std::span<const double>(history->returns) : std::span<const double>()});
        }
    }

    [[nodiscard]] bool run(kit::Call& call, BreachForecastResult& out, Scored& scored) const {
        std::vector<LimitType> types;
        for (const auto& limit : scope_.checked)
            types.push_back(limit.terms.type);
        const PathSpan span{static_cast<std::size_t>(request_.history),
                            static_cast<std::size_t>(request_.window)};
        const auto paths = measurePaths({held_, past_.cash, past_.base_currency, past_.market}, types, span,
                                        [&call] { return call.cancelled(); });
        if (paths.size() != types.size()) return false;
        for (std::size_t k = 0; k < types.size(); ++k) {
            const auto odds = oddsOf(scope_.checked[k].terms, paths[k]);
            out.limits.push_back(rowOf(scope_, scope_.checked[k], odds));
            scored.add(odds, closesOf(paths[k].size()));
        }
        return true;
    }

private:
    [[nodiscard]] BreachOdds oddsOf(const LimitTerms& terms, std::vector<double> path) const {
        double limit = terms.value;
        if (limitKind(terms.type).is_minimum) { // less is worse
            limit = -limit;
            for (double& each : path)
                each = -each;
        }
        return breachOdds(path, limit, {static_cast<std::size_t>(request_.horizon), 1});
    }
    [[nodiscard]] std::span<const SessionDate> closesOf(std::size_t count) const {
        return std::span<const SessionDate>(past_.sessions).last(std::min(count, past_.sessions.size()));
    }

    const BreachForecastRequest& request_;
    const ScopeCheck& scope_;
    const PricedBook& past_;
    std::vector<HeldPosition> held_;
};

} // namespace

Result<BreachForecastResult> answerBreachForecast(RiskChecker& checker, BookReader& reader,
                                                  const BreachForecastRequest& request, kit::Call& call) {
    auto question = checkOf(request);
    const auto scopes = checker.check(question, call);
    if (!scopes) return kit::failAs(scopes);
    BreachForecastResult out;
    out.portfolio_id = request.portfolio_id;
    out.horizon = request.horizon;
    const auto reach = static_cast<std::size_t>(request.history + request.window);
    question.window = static_cast<std::int64_t>(reach);
    Scored scored;
    for (const auto& scope : *scopes) {
        const auto past = scope.scope == "request"
                              ? reader.ofRequest(question)
                              : reader.ofBook({scope.scope_id, scope.book.as_of, request.market, reach});
        if (!past) return kit::failAs(past);
        for (const auto& warning : past->warnings)
            call.warn(warning.code, "/data/limits", warning.message);
        if (!ScopeForecast(request, scope, *past).run(call, out, scored))
            return fail(ErrorCode::Cancelled, "cancelled");
    }
    std::ranges::stable_sort(out.limits, [](const BreachForecastRow& a, const BreachForecastRow& b) {
        if (std::isnan(a.probability) != std::isnan(b.probability)) return std::isnan(b.probability);
        return a.probability > b.probability;
    });
    out.reliability = diagramOf(scored, static_cast<std::size_t>(request.horizon));
    call.data_as_of = scopes->front().book.as_of;
    call.catalog_epoch = scopes->front().book.epoch;
    if (out.limits.empty()) call.warn("no_limits", "/data/limits", "no limit is given and none is kept");
    explain(out, request, call);
    return out;
}

} // namespace nautilus::risk
