#include "engines/factor/service/answers.h"
#include "engines/factor/service/answers_factors.h"
#include "engines/factor/service/factor_service.h"

namespace nautilus::factor {

using kit::Call;
using kit::CallPtr;
using kit::Done;
using kit::Envelope;
using kit::ErrorCode;
using kit::Operation;
using kit::Result;
using kit::Scope;
using kit::Table;
using kit::Verb;

std::vector<Operation> FactorService::operations() {
    std::vector<Operation> out;
    out.push_back(kit::immediateOperation<kit::Nothing, FactorHealth>(
        {.id = "factor.health",
         .paths = {"/factor/health"},
         .scope = Scope::Open,
         .summary = "Health of the factor engine",
         .example = "{}",
         .envelope = Envelope::Bare},
        [this](const kit::Nothing&, Call&) -> Result<FactorHealth> { return health(); }));
    out.push_back(kit::operation<CalculateRequest, CalculateResult>(
        {.id = "factor.calculate",
         .verb = Verb::Post,
         .paths = {"/factors/calculate"},
         .summary = "Factors of a list of stocks, with scores and correlations",
         .example = R"({"symbols":["AAPL","MSFT","GOOGL"],"factor_categories":["technical","fundamental"],)"
                    R"("data_sources":["files"],"calculation_options":{"lookback_period":"1Y",)"
                    R"("rebalance_frequency":"monthly","cross_correlation":true,"factor_scoring":true}})"},
        [this](CalculateRequest request, CallPtr call, Done<CalculateResult> done) {
            onPool<CalculateRequest, CalculateResult>(std::move(request), std::move(call), std::move(done),
                                                      [this](const FactorWorld& world,
                                                             const CalculateRequest& r,
                                                             Call& c) { return calculate(r, world, c); });
        }));
    addModelOperations(out);
    addRiskOperations(out);
    addReturnsOperations(out);
    addRunOperations(out);
    addExpressionOperations(out);
    addUserFactorOperations(out);
    addResearchOperations(out);
    return out;
}

void FactorService::addModelOperations(std::vector<Operation>& out) {
    out.push_back(kit::immediateOperation<kit::Nothing, UniversesResult>(
        {.id = "factor.universes",
         .paths = {"/api/v1/factor-engine/universes"},
         .summary = "Universes that have a factor model, the default first",
         .example = "{}"},
        [this](const kit::Nothing&, Call& call) { return universes(call); }));
    out.push_back(kit::operation<FactorsRequest, FactorsResult>(
        {.id = "factor.factors",
         .paths = {"/api/v1/factor-engine/factors"},
         .summary = "Factor definitions",
         .example = "{}"},
        [this](FactorsRequest request, CallPtr call, Done<FactorsResult> done) {
            factors(std::move(request), std::move(call), std::move(done));
        }));
    out.push_back(kit::operation<ExposuresRequest, Table>(
        {.id = "factor.exposures",
         .paths = {"/api/v1/factor-engine/exposures"},
         .summary = "Style exposures of every stock on one session",
         .example = R"({"date":"2019-12-31","set":"joint","symbols":["AAPL","MSFT"]})",
         .formats = "json|csv"},
        [this](ExposuresRequest request, CallPtr call, Done<Table> done) {
            onPool<ExposuresRequest, Table>(std::move(request), std::move(call), std::move(done),
                                            answerExposures);
        }));
    out.push_back(kit::operation<ExposureHistoryRequest, Table>(
        {.id = "factor.exposure_history",
         .paths = {"/api/v1/factor-engine/exposure-history"},
         .summary = "Style exposures of one stock over time",
         .example = R"({"symbol":"AAPL","start":"2019-12-02"})",
         .formats = "json|csv"},
        [this](ExposureHistoryRequest request, CallPtr call, Done<Table> done) {
            onPool<ExposureHistoryRequest, Table>(std::move(request), std::move(call), std::move(done),
                                                  answerExposureHistory);
        }));
}

void FactorService::addReturnsOperations(std::vector<Operation>& out) {
    const auto row = [&](const char* id, const char* path, const char* summary, const char* example,
                         ReturnsFunction function) {
        out.push_back(kit::operation<ReturnsRequest, Table>(
            {.id = id, .paths = {path}, .summary = summary, .example = example, .formats = "json|csv"},
            [this, function](ReturnsRequest request, CallPtr call, Done<Table> done) {
                returns(std::move(request), std::move(call), std::move(done), function);
            }));
    };
    row("factor.returns", "/api/v1/factor-engine/returns",
        "Factor returns with t-statistics, session by session",
        R"({"estimator":"joint","start":"2019-12-02","end":"2019-12-31",)"
        R"("factors":["country","style:momentum"]})",
        answerReturns);
    row("factor.statistics", "/api/v1/factor-engine/statistics",
        "Return, volatility, Sharpe, significance, stability and coverage per factor",
        R"({"estimator":"joint","start":"2018-01-02"})", answerStatistics);
    row("factor.correlation", "/api/v1/factor-engine/correlation", "Correlation matrix of factor returns",
        R"({"estimator":"joint","start":"2019-01-02","factors":["country","style:momentum","style:size"]})",
        answerCorrelation);
}

void FactorService::addExpressionOperations(std::vector<Operation>& out) {
    out.push_back(kit::operation<EvaluateRequest, Table>(
        {.id = "factor.evaluate",
         .verb = Verb::Post,
         .paths = {"/api/v1/factor-engine/evaluate"},
         .summary = "Values of a factor expression for every stock, session by session",
         .example = R"x({"expression":"rank(delta(close, 5)) / ts_std(returns, 20)","date":"2019-12-31",)x"
                    R"x("symbols":["AAPL","MSFT","JPM"]})x",
         .formats = "json|csv|parquet"},
        [this](EvaluateRequest request, CallPtr call, Done<Table> done) {
            evaluate(std::move(request), std::move(call), std::move(done));
        }));
    out.push_back(kit::operation<FactorsRequest, LanguageResult>(
        {.id = "factor.language",
         .paths = {"/api/v1/factor-engine/language"},
         .summary = "Functions and names of factor expressions",
         .example = "{}"},
        [this](FactorsRequest request, CallPtr call, Done<LanguageResult> done) {
            onDriver<FactorsRequest, LanguageResult>(
                std::move(request), std::move(call), std::move(done),
                [this](const FactorWorld& world, const FactorsRequest&, Call&) {
                    return answerLanguage(world, ports_.catalog);
                });
        }));
}

void FactorService::evaluate(EvaluateRequest request, CallPtr call, Done<Table> done) {
    const auto now = world(request.universe);
    if (!now) return done(kit::failAs(now));
    const auto task = [this, now = *now, request = std::move(request), call = std::move(call), done] {
        if (call->cancelled()) return done(kit::fail(ErrorCode::Cancelled, "cancelled"));
        const auto spelled = spelledOut(request);
        if (!spelled) return done(kit::failAs(spelled));
        const auto* factor =
            spelled->factor && !spelled->expression ? findResearchFactor(*spelled->factor) : nullptr;
        if (factor && !factor->expression) {
            const auto values = standingValues(*now, factor->id);
            return done(
                values ? answerValues(*now, *factor, *values, *spelled, *call)
                       : kit::fail(ErrorCode::NotComputable, "the factor has no values here", "/factor"));
        }
        if (!factor && spelled->factor && !spelled->expression) {
            const auto mix =
                ResearchRecords(ports_.ledger, ports_.clock, read_json).synthetic(*spelled->factor);
            if (!mix) return done(kit::failAs(mix));
            if (*mix && (*mix)->universe == now->inputs->universe.name)
                return evaluateGuest(*spelled, call, done);
        }
        constexpr std::size_t kPartsPerTask = 1; // short tasks let a waiting question through
        done(answerEvaluate(*now, *spelled, ports_.catalog, factor::onPool(ports_.pool, kPartsPerTask),
                            *call));
    };
    if (!threads_.driver.post(task))
        done(kit::fail(ErrorCode::Unavailable, "too many requests are waiting", "", true));
}

void FactorService::addRunOperations(std::vector<Operation>& out) {
    out.push_back(kit::immediateOperation<RunRequest, kit::JobAccepted>(
        {.id = "factor.run",
         .verb = Verb::Post,
         .paths = {"/api/v1/factor-engine/runs"},
         .scope = Scope::Write,
         .summary = "Start a whole-universe run, as a job",
         .example = R"({"kind":"joint"})",
         .kind = kit::Kind::Job},
        [this](const RunRequest& request, Call&) { return startRun(request); }));
    out.push_back(kit::operation<RunsRequest, RunsResult>(
        {.id = "factor.runs",
         .paths = {"/api/v1/factor-engine/runs"},
         .summary = "Runs that were made",
         .example = R"({"limit":10})"},
        [this](RunsRequest request, CallPtr call, Done<RunsResult> done) {
            runs(std::move(request), std::move(call), std::move(done));
        }));
}

void FactorService::factors(FactorsRequest request, CallPtr call, Done<FactorsResult> done) {
    if (!request.universe && !defaultWorld()) { // definitions need no data
        FactorWorld empty;
        empty.inputs = std::make_shared<ModelInputs>();
        return done(answerFactors(empty, {}, {}, *call));
    }
    const auto now = world(request.universe);
    if (!now) return done(kit::failAs(now));
    const auto task = [this, now = *now, call = std::move(call), done] {
        if (call->cancelled()) return done(kit::fail(ErrorCode::Cancelled, "cancelled"));
        const auto spans = spansOf(now, *call);
        if (!spans && spans.error().front().code == ErrorCode::Cancelled) return done(kit::failAs(spans));
        if (!spans) // definitions stand whatever the data are
            call->warn("not_computable", "/data/factors",
                       "how far values reach is not known: " + spans.error().front().message);
        const auto synthetics = ResearchRecords(ports_.ledger, ports_.clock, read_json).synthetics();
        if (!synthetics) return done(kit::failAs(synthetics));
        done(answerFactors(*now, spans ? **spans : FactorSpans{}, *synthetics, *call));
    };
    if (!threads_.driver.post(task))
        done(kit::fail(ErrorCode::Unavailable, "too many requests are waiting", "", true));
}

Result<std::shared_ptr<const FactorSpans>> FactorService::spansOf(const World& world, Call& call) {
    if (auto there = spans_.find(*world)) return there;
    if (const auto studied = shelf_.find(*world)) {
        spans_.keep(world, std::make_shared<const FactorSpans>(studied->spans()));
        return spans_.find(*world);
    }
    auto made = spansOfLibrary(*world, ports_.catalog, ports_.pool, [&] { return call.cancelled(); });
    if (made) spans_.keep(world, *made);
    return made;
}

void FactorService::runs(RunsRequest request, CallPtr, Done<RunsResult> done) {
    const auto task = [this, request, done] {
        const auto records = ports_.ledger.runs(id(), static_cast<std::size_t>(request.limit));
        if (!records) return done(kit::failAs(records));
        RunsResult out;
        for (const auto& r : *records)
            out.runs.push_back({r.run_id, r.kind, kit::RawJson{r.parameters}, r.catalog_epoch,
                                r.engine_version, r.content_hash, kit::RawJson{r.manifest}, r.created_at});
        done(std::move(out));
    };
    if (!threads_.driver.post(task))
        done(kit::fail(ErrorCode::Unavailable, "too many requests are waiting", "", true));
}

} // namespace nautilus::factor
