// The table of research: what may be asked about factors as investments.

#include "engines/factor/service/answers_views.h"
#include "engines/factor/service/factor_service.h"

namespace nautilus::factor {

using kit::CallPtr;
using kit::Done;
using kit::Operation;
using kit::Result;
using kit::Table;

Result<std::shared_ptr<const ResearchLibrary>> FactorService::research(const World& world, kit::Call& call) {
    if (auto there = shelf_.find(*world)) return there;
    const auto begun = ports_.clock.steadyNs();
    auto made = studyLibrary(world, ports_.catalog, ports_.pool, [&] { return call.cancelled(); });
    if (!made) return made;
    shelf_.keep(*made);
    research_ns_ = ports_.clock.steadyNs() - begun;
    return made;
}

template <class Request, class Answer>
void FactorService::onResearch(Request request, CallPtr call, Done<Answer> done,
                               Result<Answer> (*function)(const Request&, ResearchDesk&)) {
    const auto now = world(request.universe);
    if (!now) return done(kit::failAs(now));
    auto& thread = shelf_.find(**now) ? threads_.driver : threads_.worker;
    const auto task = [this, now = *now, request = std::move(request), call = std::move(call), done,
                       function] {
        if (call->cancelled()) return done(kit::fail(kit::ErrorCode::Cancelled, "cancelled"));
        const auto library = research(now, *call);
        if (!library) return done(kit::failAs(library));
        ResearchRecords records(ports_.ledger, ports_.clock, read_json);
        UserFactors users(ports_.ledger, ports_.clock, read_json);
        ResearchDesk desk{*library, **library, ports_.catalog, ports_.pool, records, users, guests_, *call};
        done(function(request, desk));
    };
    if (!thread.post(task))
        done(kit::fail(kit::ErrorCode::Unavailable, "too many requests are waiting", "", true));
}

void FactorService::evaluateGuest(EvaluateRequest request, CallPtr call, Done<Table> done) {
    onResearch(std::move(request), std::move(call), std::move(done), answerGuestValues);
}

void FactorService::addResearchOperations(std::vector<Operation>& out) {
    out.push_back(kit::operation<FactorCorrelationRequest, FactorCorrelationResult>(
        {.id = "factor.factor_correlation",
         .paths = {"/factors/correlation/{factor_id}"},
         .summary = "Factors that resemble one, and the clusters of the library",
         .example = R"({"factor_id":"momentum_12_1","period":"1Y","correlation_threshold":0.5})"},
        [this](FactorCorrelationRequest request, CallPtr call, Done<FactorCorrelationResult> done) {
            onResearch(std::move(request), std::move(call), std::move(done), answerFactorCorrelation);
        }));
    out.push_back(kit::operation<FactorMapRequest, Table>(
        {.id = "factor.factor_map",
         .paths = {"/api/v1/factor-engine/factor-map"},
         .summary = "Correlation matrix of the library's factors in the order of their clusters",
         .example = R"({"period":"1Y","category":"technical"})",
         .formats = "json|csv"},
        [this](FactorMapRequest request, CallPtr call, Done<Table> done) {
            onResearch(std::move(request), std::move(call), std::move(done), answerFactorMap);
        }));
    out.push_back(kit::operation<RankingRequest, RankingResult>(
        {.id = "factor.ranking",
         .paths = {"/factors/ranking"},
         .summary = "Factors of the library by what they earned over a span",
         .example = R"({"period":"1Y","metric":"sharpe_ratio","top_n":50})"},
        [this](RankingRequest request, CallPtr call, Done<RankingResult> done) {
            onResearch(std::move(request), std::move(call), std::move(done), answerRanking);
        }));
    out.push_back(kit::operation<SynthesizeRequest, SynthesizeResult>(
        {.id = "factor.synthesize",
         .verb = kit::Verb::Post,
         .paths = {"/factors/synthesize"},
         .scope = kit::Scope::Write,
         .summary = "Several factors as one, with a walk-forward backtest after costs",
         .example =
             R"({"synthesis_type":"multi_source","factor_combination":{"alpha_vantage_momentum":0.4,)"
             R"("fred_economic_regime":0.3,"edgar_fundamental_strength":0.3},"symbols":["AAPL","MSFT"],)"
             R"("rebalancing":{"frequency":"monthly","optimization_method":"sharpe_ratio"}})"},
        [this](SynthesizeRequest request, CallPtr call, Done<SynthesizeResult> done) {
            onResearch(std::move(request), std::move(call), std::move(done), answerSynthesize);
        }));
    out.push_back(kit::operation<LibraryRequest, LibraryResult>(
        {.id = "factor.library",
         .paths = {"/api/v1/factor-engine/library"},
         .summary = "The library at a glance: coverage, first session and rank coefficient by quarter",
         .example = "{}"},
        [this](LibraryRequest request, CallPtr call, Done<LibraryResult> done) {
            onResearch(std::move(request), std::move(call), std::move(done), answerLibrary);
        }));
    out.push_back(kit::operation<MacroViewRequest, MacroViewResult>(
        {.id = "factor.macro_view",
         .paths = {"/api/v1/factor-engine/macro/{series}"},
         .summary = "A macro series with its transformation, surprises and the states of the market",
         .example = R"({"series":"INDPRO","start":"2015-01-31"})"},
        [this](MacroViewRequest request, CallPtr call, Done<MacroViewResult> done) {
            onDriver<MacroViewRequest, MacroViewResult>(
                std::move(request), std::move(call), std::move(done),
                [this](const FactorWorld& world, const MacroViewRequest& r, kit::Call& c) {
                    return answerMacroView(world, r, ports_.catalog, c);
                });
        }));
    addTearSheetOperations(out);
}

void FactorService::addTearSheetOperations(std::vector<Operation>& out) {
    const auto run = [this](TearSheetRequest request, CallPtr call, Done<TearSheet> done) {
        onResearch(std::move(request), std::move(call), std::move(done), answerTearSheet);
    };
    out.push_back(kit::operation<TearSheetRequest, TearSheet>(
        {.id = "factor.tearsheet",
         .paths = {"/factors/tearsheet/{factor_id}"},
         .summary = "Tear sheet of a factor: what it foretold, earned and cost, and whether that is luck",
         .example = R"({"factor_id":"momentum_12_1"})",
         .formats = "json|csv"},
        run));
    out.push_back(kit::operation<TearSheetRequest, TearSheet>(
        {.id = "factor.tearsheet_of_expression",
         .verb = kit::Verb::Post,
         .paths = {"/api/v1/factor-engine/tearsheet"},
         .summary = "Tear sheet of an expression",
         .example = R"x({"expression":"rank(delta(close, 5)) / ts_std(returns, 20)","direction":-1})x",
         .formats = "json|csv"},
        run));
}

} // namespace nautilus::factor
