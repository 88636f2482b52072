// What may be asked of the risk model.

#include "engines/factor/service/answers.h"
#include "engines/factor/service/factor_service.h"

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
}

void FactorService::addRiskOperations(std::vector<Operation>& out) {
    addRiskTables(out);
    out.push_back(kit::operation<MimickingRequest, Table>(
        {.id = "factor.mimicking",
         .paths = {"/api/v1/factor-engine/mimicking"},
         .summary = "Weights of the portfolios whose returns are the factors' returns",
         .example = R"({"date":"2019-12-31","factors":["country","style:momentum"],"limit":20})",
         .formats = "json|csv"},
        [this](MimickingRequest request, CallPtr call, Done<Table> done) {
            onDriver<MimickingRequest, Table>(std::move(request), std::move(call), std::move(done),
                                              answerMimicking);
        }));
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

} // namespace nautilus::factor
