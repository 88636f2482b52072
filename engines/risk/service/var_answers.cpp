#include "engines/risk/kernel/back_tests.h"
#include "engines/risk/kernel/rolling_forecasts.h"
#include "engines/risk/service/risk_figures.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace nautilus::risk {

using domain::kMissing;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr double kMostHorizon = 60;
constexpr std::size_t kMostByHistory = 500; ///< positions whose covariance is formed
constexpr const char* kSimulation = "monte_carlo";

struct ModelOfBook {
    std::string name;
    BookModel model;
    std::vector<std::string> factors;
};

ForecastMethod methodOf(const std::string& name) {
    constexpr std::pair<std::string_view, ForecastMethod> kNames[] = {
        {"normal", ForecastMethod::Normal},
        {"student", ForecastMethod::Student},
        {"cornish_fisher", ForecastMethod::CornishFisher},
        {"historical", ForecastMethod::Historical},
        {"age_weighted", ForecastMethod::AgeWeighted},
        {"filtered", ForecastMethod::Filtered}};
    for (const auto& [word, method] : kNames)
        if (word == name) return method;
    return ForecastMethod::Historical;
}

Result<ModelOfBook> factorModel(const FigureSources& from, const PricedBook& book,
                                const std::vector<std::size_t>& places) {
    if (!from.model) return fail(ErrorCode::Unavailable, "there is no risk model", "/model", true);
    std::vector<domain::InstrumentId> ids;
    for (const auto place : places)
        ids.push_back(book.positions[place].instrument);
    auto cut = from.model->cut(ids, book.as_of);
    if (!cut) return kit::failAs(cut);
    for (std::size_t i = 0; i < ids.size(); ++i)
        if (std::isnan(cut->specific[i]) || std::isnan(cut->exposures.at(i, 0)))
            return fail(ErrorCode::NotComputable,
                        "the risk model does not cover " + book.positions[places[i]].symbol, "/model");
    return ModelOfBook{"factor",
                       {std::move(cut->exposures), std::move(cut->covariance), std::move(cut->specific)},
                       std::move(cut->factors)};
}

Result<ModelOfBook> modelOf(const FigureSources& from, const std::string& wish, const PricedBook& book,
                            const Scenarios& scenarios, kit::Call& call) {
    if (wish != "history") {
        auto made = factorModel(from, book, scenarios.place);
        if (made || wish == "factor") return made;
        call.warn("model_by_history", "/data/parts/model", made.error().front().message);
    }
    if (scenarios.place.size() > kMostByHistory)
        return fail(ErrorCode::NotComputable,
                    "the covariance of more than 500 positions is not formed; the risk model must cover them",
                    "/model");
    ModelOfBook out{"history", historicalModel(scenarios.returns.view()), {}};
    return out;
}

void addPositions(const PricedBook& book, const Scenarios& scenarios, const RiskParts& parts,
                  double confidence, VarParts& out) {
    const auto tail = tailParts(scenarios.returns.view(), scenarios.weights, confidence);
    out.historical_shortfall = tail.expected_shortfall;
    for (std::size_t i = 0; i < scenarios.place.size(); ++i)
        out.positions.push_back({book.positions[scenarios.place[i]].symbol, scenarios.weights[i],
                                 parts.marginal[i], parts.component[i], parts.incremental[i],
                                 parts.component[i] / parts.value_at_risk, tail.component[i]});
    std::ranges::sort(out.positions, [](const VarPosition& a, const VarPosition& b) {
        return a.component != b.component ? a.component > b.component : a.symbol < b.symbol;
    });
}

void addFactors(const ModelOfBook& made, const Scenarios& scenarios, const RiskParts& parts, VarParts& out) {
    out.specific = made.name == "factor" ? parts.specific : kMissing;
    for (std::size_t k = 0; k < made.factors.size(); ++k) {
        double exposure = 0;
        for (std::size_t i = 0; i < scenarios.weights.size(); ++i)
            exposure += scenarios.weights[i] * made.model.exposures.at(i, k);
        out.factors.push_back({made.factors[k], exposure, parts.by_factor[k]});
    }
    std::ranges::sort(out.factors, [](const VarFactor& a, const VarFactor& b) {
        return std::abs(a.component) != std::abs(b.component) ? std::abs(a.component) > std::abs(b.component)
                                                              : a.factor < b.factor;
    });
}

/// Of one position by itself.
double ownDeviation(const BookModel& model, std::size_t i) {
    double variance = model.specific[i] * model.specific[i];
    const auto x = model.exposures.row(i);
    for (std::size_t k = 0; k < x.size(); ++k) {
        if (x[k] == 0) continue;
        for (std::size_t l = 0; l < x.size(); ++l)
            variance += x[k] * model.covariance.at(k, l) * x[l];
    }
    return std::sqrt(variance);
}

VarParts partsOf(const ModelOfBook& made, const PricedBook& book, const Scenarios& scenarios,
                 double confidence) {
    VarParts out;
    out.model = made.name;
    const auto parts = riskParts(made.model, scenarios.weights, confidence, {});
    out.value_at_risk = parts.value_at_risk;
    out.expected_shortfall = parts.expected_shortfall;
    const double z = normalRisk(0, 1, confidence).value_at_risk;
    out.undiversified = 0;
    for (std::size_t i = 0; i < scenarios.weights.size(); ++i)
        out.undiversified += z * std::abs(scenarios.weights[i]) * ownDeviation(made.model, i);
    addPositions(book, scenarios, parts, confidence, out);
    addFactors(made, scenarios, parts, out);
    return out;
}

VarRow rowOf(const VarRequest& request, const std::string& method, std::int64_t horizon,
             const PricedBook& book, const ModelOfBook& made, const Scenarios& scenarios) {
    VarRow row;
    row.method = method;
    row.horizon_days = horizon;
    TailRisk risk{};
    if (method == kSimulation) {
        SimulationWish wish{static_cast<std::size_t>(request.paths), static_cast<std::uint64_t>(request.seed),
                            request.degrees};
        const auto made_risk = simulatedRisk(made.model, scenarios.weights, request.confidence,
                                             {static_cast<double>(horizon)}, wish);
        risk = made_risk.risk;
        row.standard_error = made_risk.standard_error;
    } else {
        MethodOptions options;
        options.decay = request.decay;
        options.filter.lambda = request.lambda;
        risk = riskOf(methodOf(method), book.returns, request.confidence, static_cast<std::size_t>(horizon),
                      options);
    }
    row.value_at_risk = risk.value_at_risk;
    row.expected_shortfall = risk.expected_shortfall;
    row.value_at_risk_amount = risk.value_at_risk * book.value;
    row.expected_shortfall_amount = risk.expected_shortfall * book.value;
    return row;
}

void explainRow(const VarRow& row, std::size_t i, kit::Call& call) {
    const auto at = "/data/figures/" + std::to_string(i) + "/";
    if (row.method != kSimulation)
        call.warn("not_simulated", at + "standard_error", "only a simulation has one");
    if (!std::isnan(row.value_at_risk)) return;
    const char* why =
        row.method == "cornish_fisher"
            ? "the expansion is not monotone at these moments: its quantiles contradict each other"
            : "the returns do not allow it";
    for (const char* name :
         {"value_at_risk", "expected_shortfall", "value_at_risk_amount", "expected_shortfall_amount"})
        call.warn("not_computable", at + name, why);
}

Result<void> checkHorizons(const std::vector<double>& horizons) {
    for (std::size_t i = 0; i < horizons.size(); ++i)
        if (!(horizons[i] >= 1 && horizons[i] <= kMostHorizon) || horizons[i] != std::floor(horizons[i]))
            return fail(ErrorCode::InvalidArgument, "must be a whole number from 1 to 60",
                        "/horizons/" + std::to_string(i));
    return {};
}

} // namespace

Scenarios scenariosOf(const PricedBook& book) {
    Scenarios out;
    for (std::size_t i = 0; i < book.positions.size(); ++i)
        if (book.positions[i].history && !std::isnan(book.positions[i].value)) out.place.push_back(i);
    out.returns = domain::Matrix(book.sessions.size(), out.place.size());
    for (std::size_t n = 0; n < out.place.size(); ++n) {
        const auto& position = book.positions[out.place[n]];
        out.weights.push_back(position.value / book.value);
        for (std::size_t t = 0; t < book.sessions.size(); ++t)
            out.returns.at(t, n) = position.history->returns[t];
    }
    return out;
}

Result<VarResult> answerVar(const FigureSources& from, const VarRequest& request, kit::Call& call) {
    if (auto fine = checkHorizons(request.horizons); !fine) return kit::failAs(fine);
    if (request.degrees > 0 && request.degrees <= 2)
        return fail(ErrorCode::InvalidArgument, "must be 0 or above 2", "/degrees");
    const auto book = bookOf(from, request, static_cast<std::size_t>(request.window), "/data/figures", call);
    if (!book) return kit::failAs(book);
    const auto scenarios = scenariosOf(*book);
    VarResult out;
    out.portfolio_id = request.portfolio_id;
    out.portfolio_value = book->value;
    out.confidence = request.confidence;
    out.observations = std::ranges::count_if(book->returns, [](double r) { return !std::isnan(r); });
    if (out.observations < static_cast<std::int64_t>(kFewestReturns) || scenarios.place.empty())
        return fail(ErrorCode::NotComputable,
                    "fewer than 100 daily returns are known for all positions together", "/window");
    const auto made = modelOf(from, request.model, *book, scenarios, call);
    if (!made) return kit::failAs(made);
    for (const auto& method : request.methods)
        for (const double horizon : request.horizons) {
            out.figures.push_back(
                rowOf(request, method, static_cast<std::int64_t>(horizon), *book, *made, scenarios));
            explainRow(out.figures.back(), out.figures.size() - 1, call);
        }
    out.parts = partsOf(*made, *book, scenarios, request.confidence);
    if (made->name == "history")
        call.warn("no_factors", "/data/parts/specific", "the covariance of the history has no factors");
    call.method("returns", "daily total returns of " + std::to_string(request.window) +
                               " sessions at today's weights; losses are positive");
    call.method("horizon", "normal, student, cornish_fisher and monte_carlo: independent days; the others: "
                           "overlapping compounded returns");
    call.method("parts", "Euler parts of the zero-mean normal VaR of one session");
    return out;
}

namespace {

struct Dated {
    std::vector<domain::SessionDate> sessions;
    std::vector<double> returns;
};

/// Returns that are tested, with what the first forecast needs before them.
Result<Dated> testedReturns(const FigureSources& from, const BacktestRequest& request, kit::Call& call) {
    const auto wanted = static_cast<std::size_t>(request.window + request.test);
    if (request.source == "positions") {
        auto book = bookOf(from, request, wanted, "/data/series", call);
        if (!book) return kit::failAs(book);
        return Dated{std::move(book->sessions), std::move(book->returns)};
    }
    auto* books = from.reader.books();
    if (!books) return fail(ErrorCode::Unavailable, "the books are not there yet", "", true);
    const auto held = books->holdings(request.portfolio_id, request.as_of);
    if (!held) return kit::failAs(held);
    const auto sessions = ReturnWindows::sessionsOf(held->as_of, wanted);
    auto history = books->history(request.portfolio_id, sessions.front(), held->as_of);
    if (!history) return kit::failAs(history);
    call.data_as_of = held->as_of;
    for (const auto& warning : history->warnings)
        call.warn(warning.code, "/data/series", warning.message);
    Dated out{std::move(history->session), std::move(history->time_weighted)};
    out.sessions.erase(out.sessions.begin()); // the base
    out.returns.erase(out.returns.begin());
    return out;
}

std::string zoneName(Zone zone) {
    constexpr const char* kNames[] = {"GREEN", "YELLOW", "RED"};
    return kNames[static_cast<int>(zone)];
}

void warnMissing(const BacktestResult& out, kit::Call& call) {
    const std::pair<const char*, double> values[] = {{"kupiec", out.kupiec},
                                                     {"kupiec_p", out.kupiec_p},
                                                     {"christoffersen", out.christoffersen},
                                                     {"christoffersen_p", out.christoffersen_p},
                                                     {"conditional", out.conditional},
                                                     {"conditional_p", out.conditional_p},
                                                     {"scaling_increase", out.scaling_increase},
                                                     {"z1", out.z1},
                                                     {"z2", out.z2},
                                                     {"z2_p", out.z2_p}};
    for (const auto& [name, value] : values)
        if (std::isnan(value))
            call.warn("not_computable", std::string("/data/") + name,
                      std::string(name) == "z1"                 ? "there is no exception"
                      : std::string(name) == "scaling_increase" ? "the table is of 250 days at 99 %"
                                                                : "too few observations");
}

} // namespace

Result<BacktestResult> answerBacktest(const FigureSources& from, const BacktestRequest& request,
                                      kit::Call& call) {
    const auto tested = testedReturns(from, request, call);
    if (!tested) return kit::failAs(tested);
    MethodOptions options;
    options.decay = request.decay;
    options.filter.lambda = request.lambda;
    const auto window = static_cast<std::size_t>(request.window);
    if (tested->returns.size() <= window)
        return fail(ErrorCode::NotComputable,
                    "there are " + std::to_string(tested->returns.size()) + " returns, and " +
                        std::to_string(window) + " are needed before the first forecast",
                    "/window");
    const auto forecasts =
        rollingForecasts(methodOf(request.method), tested->returns, window, request.confidence, options);
    const auto coverage = coverageTest(tested->returns, forecasts.value_at_risk, request.confidence);
    const auto light = trafficLight(coverage.exceptions, coverage.observations, request.confidence);
    const auto shortfall = shortfallTest(tested->returns, forecasts.value_at_risk,
                                         forecasts.expected_shortfall, request.confidence);
    BacktestResult out;
    out.method = request.method;
    out.observations = static_cast<std::int64_t>(coverage.observations);
    out.exceptions = static_cast<std::int64_t>(coverage.exceptions);
    out.expected = coverage.expected;
    out.kupiec = coverage.kupiec;
    out.kupiec_p = coverage.kupiec_p;
    out.christoffersen = coverage.independence;
    out.christoffersen_p = coverage.independence_p;
    out.conditional = coverage.conditional;
    out.conditional_p = coverage.conditional_p;
    out.zone = zoneName(light.zone);
    out.cumulative = light.cumulative;
    out.scaling_increase = light.scaling_increase;
    out.z1 = shortfall.z1;
    out.z2 = shortfall.z2;
    out.z2_p = shortfallPValue(shortfall.z2, coverage.observations, request.confidence);
    for (std::size_t t = window; t < tested->returns.size(); ++t)
        out.series.push_back({tested->sessions[t], tested->returns[t], forecasts.value_at_risk[t],
                              forecasts.expected_shortfall[t],
                              tested->returns[t] < -forecasts.value_at_risk[t]});
    warnMissing(out, call);
    call.method("forecast", "each from the " + std::to_string(window) + " returns before the day alone");
    return out;
}

} // namespace nautilus::risk
