// What may be asked of the risk model.

#include "engines/factor/service/answers.h"
#include "engines/factor/service/factor_service.h"
#include "engines/factor/service/risk_proof.h"

#include <algorithm>

namespace nautilus::factor {

using kit::Call;
using kit::CallPtr;
using kit::Done;
using kit::Operation;
using kit::Result;
using kit::Table;
using kit::Verb;

namespace {

constexpr std::size_t kPartsPerTask = 1; // short tasks let a waiting question through
constexpr const char* kProofs = "risk_proof";

std::string proofName(const std::string& universe, const std::string& model, const std::string& horizon) {
    return universe + "/" + model + "/" + horizon;
}

} // namespace

void FactorService::addRiskTables(std::vector<Operation>& out) {
    const auto row = [&]<class Request>(kit::Operation head,
                                        Result<Table> (*answer)(const FactorWorld&, const Request&, Call&,
                                                                const ParallelFor&)) {
        head.formats = "json|csv";
        out.push_back(kit::operation<Request, Table>(
            std::move(head), [this, answer](Request request, CallPtr call, Done<Table> done) {
                onDriver<Request, Table>(std::move(request), std::move(call), std::move(done),
                                         [this, answer](const FactorWorld& world, const Request& r, Call& c) {
                                             return answer(world, r, c,
                                                           factor::onPool(ports_.pool, kPartsPerTask));
                                         });
            }));
    };
    row({.id = "factor.covariance",
         .paths = {"/api/v1/factor-engine/covariance"},
         .summary = "Covariance of factor returns as known at a session's close",
         .example = R"({"date":"2019-12-31","horizon":"short","annualised":true})"},
        answerCovariance);
    row({.id = "factor.specific_risk",
         .paths = {"/api/v1/factor-engine/specific-risk"},
         .summary = "Specific risk of every stock as known at a session's close",
         .example = R"({"date":"2019-12-31","annualised":true})"},
        answerSpecificRisk);
    row({.id = "factor.risk_exposures",
         .paths = {"/api/v1/factor-engine/risk-exposures"},
         .summary = "Exposures of every stock to every factor of the risk model",
         .example = R"({"date":"2019-12-31","model":"statistical","symbols":["AAPL","MSFT"]})"},
        answerRiskExposures);
    row({.id = "factor.mimicking",
         .paths = {"/api/v1/factor-engine/mimicking"},
         .summary = "Weights of the portfolios that stand for the model's factors",
         .example = R"({"date":"2019-12-31","factors":["country","style:momentum"],"limit":20})"},
        answerMimicking);
}

void FactorService::addRiskOperations(std::vector<Operation>& out) {
    addRiskTables(out);
    addProofOperations(out);
    out.push_back(kit::operation<RiskRequest, RiskResult>(
        {.id = "factor.risk",
         .verb = Verb::Post,
         .paths = {"/api/v1/factor-engine/risk"},
         .summary = "Risk of a portfolio by factor and by stock; the parts add up to the whole",
         .example =
             R"({"date":"2019-12-31","weights":{"AAPL":0.5,"MSFT":0.3,"JPM":0.2},"benchmark":"SP500"})"},
        [this](RiskRequest request, CallPtr call, Done<RiskResult> done) {
            onDriver<RiskRequest, RiskResult>(
                std::move(request), std::move(call), std::move(done),
                [this](const FactorWorld& world, const RiskRequest& r, Call& c) {
                    return answerRisk(world, r, c, factor::onPool(ports_.pool, kPartsPerTask));
                });
        }));
}

Result<kit::JobAccepted> FactorService::startProof(const RiskProofRequest& request) {
    const auto found = world(request.universe);
    if (!found) return kit::failAs(found);
    const auto job = ports_.jobs.submit(
        "risk_proof", id(), threads_.worker,
        [this, request, now = *found](kit::JobContext& context) -> Result<std::string> {
            auto proof = proveRiskModel(
                *now, request, factor::onPool(ports_.pool, kPartsPerTask),
                [&](double fraction, std::string_view what) { return context.progress(fraction, what); });
            if (!proof) return kit::failAs(proof);
            proof->engine_version = version();
            const auto json = kit::writeJson(*proof);
            const auto kept =
                ports_.ledger.saveText(kProofs, {proofName(proof->universe, proof->model, proof->horizon),
                                                 json, ports_.clock.now()});
            if (!kept) return kit::failAs(kept);
            return json;
        });
    if (!job) return kit::failAs(job);
    return kit::JobAccepted::of(*job);
}

Result<RiskProofKept> FactorService::latestProof(const FactorWorld& world, const RiskProofLatest& request,
                                                 Call& call) {
    const auto texts = ports_.ledger.texts(kProofs);
    if (!texts) return kit::failAs(texts);
    const auto name = proofName(world.inputs->universe.name, request.model, request.horizon);
    const auto found = std::ranges::find(*texts, name, &kit::SavedText::name);
    RiskProofKept out;
    if (found == texts->end()) {
        call.warn("not_made", "/data/proof", "no proof of this model was made yet");
        return out;
    }
    out.made_at = found->changed_at;
    out.proof.bytes = found->content;
    const auto epoch = "\"catalog_epoch\":" + std::to_string(world.inputs->epoch) + ",";
    out.current = found->content.find(epoch) != std::string::npos;
    return out;
}

void FactorService::addProofOperations(std::vector<Operation>& out) {
    out.push_back(kit::immediateOperation<RiskProofRequest, kit::JobAccepted>(
        {.id = "factor.prove_risk",
         .verb = Verb::Post,
         .paths = {"/api/v1/factor-engine/risk-proof"},
         .scope = kit::Scope::Write,
         .summary =
             "Compare the risk model's forecasts with what came after, with and without each adjustment; "
             "as a job",
         .example = R"({"model":"fundamental","horizon":"short","span":21,"portfolios":5,"simulations":10})",
         .kind = kit::Kind::Job},
        [this](const RiskProofRequest& request, Call&) { return startProof(request); }));
    out.push_back(kit::operation<RiskProofLatest, RiskProofKept>(
        {.id = "factor.risk_proof",
         .paths = {"/api/v1/factor-engine/risk-proof"},
         .summary = "The last comparison of the risk model's forecasts that was made",
         .example = R"({"model":"fundamental","horizon":"short"})"},
        [this](RiskProofLatest request, CallPtr call, Done<RiskProofKept> done) {
            onDriver<RiskProofLatest, RiskProofKept>(std::move(request), std::move(call), std::move(done),
                                                     [this](const FactorWorld& world,
                                                            const RiskProofLatest& r,
                                                            Call& c) { return latestProof(world, r, c); });
        }));
}

} // namespace nautilus::factor
