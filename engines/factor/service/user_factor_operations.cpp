// The table of user factors: kept texts, with their versions.

#include "engines/factor/service/answers.h"
#include "engines/factor/service/answers_factors.h"
#include "engines/factor/service/expression_fields.h"
#include "engines/factor/service/expression_library.h"
#include "engines/factor/service/factor_service.h"
#include "engines/factor/service/user_factors.h"

namespace nautilus::factor {

using kit::CallPtr;
using kit::Done;
using kit::ErrorCode;
using kit::fail;
using kit::Operation;
using kit::Result;
using kit::Scope;
using kit::Verb;

Result<EvaluateRequest> FactorService::spelledOut(EvaluateRequest request) {
    if (!request.factor || findExpressionFactor(*request.factor) || findDefinition(*request.factor))
        return request;
    const auto own = UserFactors(ports_.ledger, ports_.clock, read_json).find(*request.factor);
    if (!own) return kit::failAs(own);
    if (!*own || request.expression) return request;
    request.expression = (*own)->expression;
    request.factor.reset();
    return request;
}

Result<FactorMeaning> FactorService::meaningOf(const kit::LineageQuestion& question) {
    FactorMeaning out;
    const auto* named = question.parameters.find("factor");
    const auto* id = named ? named->as<std::string>() : nullptr;
    if (question.operation != "factor.evaluate" || !id || findExpressionFactor(*id) || findDefinition(*id))
        return out;
    UserFactors users(ports_.ledger, ports_.clock, read_json);
    const auto own = users.find(*id);
    if (!own) return kit::failAs(own);
    if (*own) {
        out.expression = (*own)->expression;
        return out;
    }
    const auto mix = ResearchRecords(ports_.ledger, ports_.clock, read_json).synthetic(*id);
    if (!mix) return kit::failAs(mix);
    if (!*mix) return out;
    out.formula = formulaOf(**mix);
    for (const auto& part : (*mix)->factor_combination.items) {
        const auto meant = users.find(part.first);
        if (!meant) return kit::failAs(meant);
        out.parts.emplace_back(part.first, *meant ? (*meant)->expression : std::string());
    }
    return out;
}

Result<UserFactor> FactorService::saveUserFactor(const UserFactorRequest& request) {
    const auto now = defaultWorld();
    if (!now)
        return fail(ErrorCode::Unavailable, "there is no data to check the expression against yet", "", true);
    auto fields = expressionFields(*now->inputs, ports_.catalog);
    if (!fields) return kit::failAs(fields);
    ExpressionProgram program(std::move(*fields));
    if (const auto added = program.add(request.expression); !added.problems.empty())
        return tl::unexpected(expressionErrors(added.problems));
    return UserFactors(ports_.ledger, ports_.clock, read_json).save(request);
}

void FactorService::addUserFactorOperations(std::vector<Operation>& out) {
    const auto add = [&]<class Request, class Answer>(
                         Operation head, Result<Answer> (*work)(FactorService&, const Request&)) {
        out.push_back(kit::operation<Request, Answer>(
            std::move(head), [this, work](Request request, CallPtr, Done<Answer> done) {
                const auto task = [this, work, request = std::move(request), done] {
                    done(work(*this, request));
                };
                if (!threads_.driver.post(task))
                    done(fail(ErrorCode::Unavailable, "too many requests are waiting", "", true));
            }));
    };
    add(
        Operation{.id = "factor.user_factors",
                  .paths = {"/api/v1/factor-engine/user-factors"},
                  .summary = "Factors that were defined by a user, with their versions",
                  .example = "{}"},
        +[](FactorService& self, const kit::Nothing&) {
            return UserFactors(self.ports_.ledger, self.ports_.clock, self.read_json).all();
        });
    add(
        Operation{.id = "factor.user_factor_save",
                  .verb = Verb::Put,
                  .paths = {"/api/v1/factor-engine/user-factors/{factor_id}"},
                  .scope = Scope::Write,
                  .summary = "Keep an expression as a factor; another text is its next version",
                  .example = R"x({"factor_id":"calm_reversal","expression":"rank(delta(close, 5)) / )x"
                             R"x(ts_std(returns, 20)","name":"Calm reversal","direction":-1})x"},
        +[](FactorService& self, const UserFactorRequest& request) { return self.saveUserFactor(request); });
    add(
        Operation{.id = "factor.user_factor_delete",
                  .verb = Verb::Delete,
                  .paths = {"/api/v1/factor-engine/user-factors/{factor_id}"},
                  .scope = Scope::Write,
                  .summary = "Forget a user's factor with all its versions; what was not there is no fault",
                  .example = R"({"factor_id":"calm_reversal"})"},
        +[](FactorService& self, const UserFactorId& request) {
            return UserFactors(self.ports_.ledger, self.ports_.clock, self.read_json)
                .remove(request.factor_id);
        });
    addSeriesFactorOperation(out);
}

} // namespace nautilus::factor
