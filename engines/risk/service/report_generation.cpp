// A report is a job: its document is made and written on the worker, and whoever asked is answered when it is
// done.

#include "engines/risk/service/report_document.h"
#include "engines/risk/service/risk_service.h"

#include <algorithm>

namespace nautilus::risk {

using kit::ErrorCode;
using kit::fail;
using kit::ReportDocument;
using kit::ReportSection;
using kit::Result;

namespace {

constexpr std::size_t kDate = 10; ///< characters of a date

/// Answers exactly once: a job that is cancelled before it begins answers as well.
class Answer {
public:
    explicit Answer(kit::Done<ReportResult> done) : done_(std::move(done)) {}
    ~Answer() {
        if (done_) done_(fail(ErrorCode::Cancelled, "the report was cancelled"));
    }
    Answer(const Answer&) = delete;
    Answer& operator=(const Answer&) = delete;
    void give(Result<ReportResult> result) {
        if (const auto done = std::exchange(done_, nullptr)) done(std::move(result));
    }

private:
    kit::Done<ReportResult> done_;
};

template <class Made, class Section>
ReportSection sectionOr(const std::string& id, const Result<Made>& made, Section section) {
    return made ? section(*made) : failedSection(id, made.error().front().message);
}

} // namespace

Result<ReportSection> RiskService::reportSection(const std::string& id, const ReportRequest& request,
                                                 kit::Call& call) {
    const FigureSources from{reader_, ports_.catalog, model_};
    const auto ask = [&](auto question) {
        question.portfolio_id = request.portfolio_id;
        question.as_of = request.as_of;
        return question;
    };
    if (id == "summary" || id == "limits") {
        const auto scopes = checker_.check(ask(CheckRequest{}), call);
        if (!scopes) return kit::failAs(scopes);
        const auto check = answerOf(*scopes, openBreaches());
        call.data_as_of = scopes->front().book.as_of;
        return id == "limits" ? limitsSection(check) : summarySection(check, scopes->front().book.value);
    }
    if (id == "breaches") {
        BreachesRequest question;
        question.portfolio_id = request.portfolio_id;
        question.period = request.time_period;
        const auto found = breaches(question, call);
        if (!found) return kit::failAs(found);
        return breachesSection(*found);
    }
    if (id == "var_analysis") return sectionOr(id, answerVar(from, ask(VarRequest{}), call), varSection);
    if (id == "backtest")
        return sectionOr(id, answerBacktest(from, ask(BacktestRequest{}), call), backtestSection);
    if (id == "stress_tests")
        return sectionOr(id, answerStress(from, ask(StressRequest{}), call), stressSection);
    return sectionOr(id, answerLiquidity(from, ask(LiquidityRequest{}), call), liquiditySection);
}

Result<ReportDocument> RiskService::reportDocument(const ReportRequest& request, kit::JobContext& context) {
    ReportDocument out;
    out.title = "Risk report";
    out.subject = request.portfolio_id;
    out.made_at = kit::reportTime(ports_.clock.now());
    std::vector<std::string> wanted{"summary", "limits"};
    if (request.report_type != "summary") {
        wanted.clear();
        for (const auto& id : request.sections)
            if (std::ranges::find(wanted, id) == wanted.end()) wanted.push_back(id);
    }
    kit::Call call;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (!context.progress(static_cast<double>(i) / static_cast<double>(wanted.size() + 1), wanted[i]))
            return fail(ErrorCode::Cancelled, "the report was cancelled");
        auto section = reportSection(wanted[i], request, call);
        if (!section) return kit::failAs(section);
        out.sections.push_back(std::move(*section));
    }
    if (call.data_as_of) out.as_of = *call.data_as_of;
    const auto from = periodStart(request.time_period, ports_.clock.now(), "/time_period");
    if (!from) return kit::failAs(from);
    out.period = request.time_period == "ALL"
                     ? "all"
                     : from->rfc3339().substr(0, kDate) + " to " + out.made_at.substr(0, kDate);
    for (const auto& [name, what] : call.methods)
        if (std::ranges::find(out.notes, name + ": " + what) == out.notes.end())
            out.notes.push_back(name + ": " + what);
    for (const auto& warning : call.warnings)
        if (std::ranges::find(out.notes, warning.message) == out.notes.end())
            out.notes.push_back(warning.message);
    return out;
}

void RiskService::generateReport(const ReportRequest& request, kit::Done<ReportResult> done) {
    const auto scope = scopeOf(request.portfolio_id);
    if (!scope) return done(kit::failAs(scope));
    if (auto from = periodStart(request.time_period, ports_.clock.now(), "/time_period"); !from)
        return done(kit::failAs(from));
    const auto answer = std::make_shared<Answer>(std::move(done));
    const auto begun = ports_.clock.steadyNs();
    const auto job =
        ports_.jobs.submit("risk_report", id(), threads_.worker,
                           [this, request, answer, begun](kit::JobContext& context) -> Result<std::string> {
                               const auto document = reportDocument(request, context);
                               auto kept = document ? reports.keep(request, *document, begun)
                                                    : Result<ReportResult>(kit::failAs(document));
                               const auto json = kept ? Result<std::string>(kit::writeJson(*kept))
                                                      : Result<std::string>(kit::failAs(kept));
                               answer->give(std::move(kept));
                               return json;
                           });
    if (!job) answer->give(kit::failAs(job));
}

} // namespace nautilus::risk
