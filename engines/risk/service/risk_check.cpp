#include "engines/risk/service/risk_check.h"

#include "engines/kit/digest.h"

#include <algorithm>
#include <cmath>

namespace nautilus::risk {

using domain::kMissing;
using kit::ErrorCode;
using kit::Result;

namespace {

constexpr std::size_t kIdLetters = 12;

std::optional<std::string> orNone(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

std::string actionOf(const LimitTerms& terms) {
    return terms.hard ? std::string(limitKind(terms.type).action) : "REVIEW";
}

LimitCheckRow rowOf(const ScopeCheck& scope, const CheckedLimit& limit) {
    const auto& worst = limit.verdicts.front();
    LimitCheckRow row;
    row.limit_type = limitKind(limit.terms.type).name;
    row.current_value = worst.verdict.value;
    row.limit_value = limit.terms.value;
    row.status = statusName(worst.verdict.status);
    row.severity = severityName(worst.verdict.severity);
    row.utilization_percent = worst.verdict.utilisation * 100;
    if (worst.verdict.status == CheckStatus::Breach) row.action_required = actionOf(limit.terms);
    if (worst.verdict.status == CheckStatus::Warning) row.action_required = "MONITOR";
    row.subject = orNone(worst.subject);
    row.scope = scope.scope;
    row.scope_id = scope.scope_id;
    row.hard = limit.terms.hard;
    return row;
}

CheckBreach breachOf(const ScopeCheck& scope, const CheckedLimit& limit, const SubjectVerdict& found,
                     const OpenBreach& open) {
    CheckBreach out;
    out.limit_type = limitKind(limit.terms.type).name;
    if (open && scope.scope != "request") // given positions are nobody's: no breach of the book is meant
        out.breach_id = open(scope.scope_id, limit.terms.type, found.subject);
    if (out.breach_id.empty())
        out.breach_id = "breach_" + kit::contentHash(scope.scope_id + "|" + out.limit_type + "|" +
                                                     found.subject + "|" + scope.book.as_of.iso())
                                        .substr(0, kIdLetters);
    out.severity = severityName(found.verdict.severity);
    out.action_required = actionOf(limit.terms);
    out.recommendation = recommendation(limit.terms, found);
    out.subject = orNone(found.subject);
    out.current_value = found.verdict.value;
    out.limit_value = limit.terms.value;
    out.scope = scope.scope;
    out.scope_id = scope.scope_id;
    return out;
}

} // namespace

CheckStatus ScopeCheck::worst() const {
    auto out = CheckStatus::Ok;
    for (const auto& limit : checked)
        out = std::max(out, limit.verdicts.front().verdict.status);
    return out;
}

Severity ScopeCheck::severity() const {
    auto out = Severity::Low;
    for (const auto& limit : checked)
        for (const auto& found : limit.verdicts)
            out = std::max(out, found.verdict.severity);
    return out;
}

HistoricalFigures historyOf(const PricedBook& book) {
    const std::vector<double> unknown(book.returns.size(), kMissing);
    const auto& market = book.market.size() == book.returns.size() ? book.market : unknown;
    return historicalFigures(book.returns, market);
}

std::vector<CheckedLimit> checkLimits(const BookView& view, const std::vector<LimitTerms>& terms) {
    std::vector<CheckedLimit> out;
    for (const auto& each : terms) {
        CheckedLimit limit{each, {}};
        for (const auto& value : measure(each.type, view))
            limit.verdicts.push_back({std::string(value.subject), judge(each, value.value)});
        // Measured worst first; what could not be measured goes before what is kept.
        std::ranges::stable_sort(limit.verdicts, std::greater{},
                                 [](const SubjectVerdict& each_one) { return each_one.verdict.status; });
        out.push_back(std::move(limit));
    }
    return out;
}

std::vector<LimitTerms> termsOf(const kit::Keyed<double>& limits, double warning_at, kit::Call& call,
                                kit::Errors& errors) {
    std::vector<LimitTerms> out;
    for (const auto& [name, value] : limits.items) {
        const auto* kind = findLimitKind(name);
        if (!kind) {
            call.warn("unknown_field", "/limits/" + name, "this is no limit type and was ignored");
            continue;
        }
        if (!(value > 0))
            errors.push_back({ErrorCode::InvalidArgument, "must be above 0", "/limits/" + name});
        const auto twice = std::ranges::find(out, kind->type, &LimitTerms::type);
        if (twice != out.end())
            errors.push_back({ErrorCode::InvalidArgument, "the type is given twice", "/limits/" + name});
        out.push_back({kind->type, value, warning_at, true});
    }
    return out;
}

RiskMetrics metricsOf(const HistoricalFigures& history) {
    return {history.value_at_risk_1d, history.value_at_risk_10d, history.expected_shortfall, history.beta,
            history.correlation};
}

CheckResult answerOf(const std::vector<ScopeCheck>& scopes, const OpenBreach& open) {
    CheckResult out;
    auto worst = CheckStatus::Ok;
    auto severity = Severity::Low;
    for (const auto& scope : scopes) {
        worst = std::max(worst, scope.worst());
        severity = std::max(severity, scope.severity());
        for (const auto& limit : scope.checked) {
            out.limit_checks.push_back(rowOf(scope, limit));
            for (const auto& found : limit.verdicts)
                if (found.verdict.status == CheckStatus::Breach)
                    out.breaches.push_back(breachOf(scope, limit, found, open));
        }
    }
    out.risk_assessment = severityName(severity);
    out.overall_status = overallStatusName(worst);
    out.risk_metrics = metricsOf(scopes.front().history);
    return out;
}

void explainCheck(const std::vector<ScopeCheck>& scopes, const CheckResult& result, std::int64_t window,
                  kit::Call& call) {
    const auto& first = scopes.front();
    call.data_as_of = first.book.as_of;
    call.catalog_epoch = first.book.epoch;
    for (const auto& scope : scopes)
        for (const auto& warning : scope.book.warnings)
            call.warnings.push_back(warning);
    const auto missing = [&](double value, const char* name, const char* why) {
        if (std::isnan(value)) call.warn("not_computable", std::string("/data/risk_metrics/") + name, why);
    };
    const char* few = "fewer than 100 daily returns are known for all positions together";
    missing(result.risk_metrics.portfolio_var_1d, "portfolio_var_1d", few);
    missing(result.risk_metrics.portfolio_var_10d, "portfolio_var_10d", few);
    missing(result.risk_metrics.expected_shortfall, "expected_shortfall", few);
    missing(result.risk_metrics.beta, "beta", "the market or the portfolio has too few returns");
    missing(result.risk_metrics.correlation_to_market, "correlation_to_market",
            "the market or the portfolio has too few returns, or no spread");
    for (std::size_t i = 0; i < result.limit_checks.size(); ++i) {
        const auto at = "/data/limit_checks/" + std::to_string(i);
        if (std::isnan(result.limit_checks[i].current_value))
            call.warn("not_computable", at + "/current_value",
                      "a price, a rate, a volume or a history is missing");
        if (std::isnan(result.limit_checks[i].utilization_percent))
            call.warn("not_computable", at + "/utilization_percent", "follows from current_value");
    }
    if (result.limit_checks.empty())
        call.warn("no_limits", "/data/limit_checks", "no limit is given and none is kept");
    call.method("value_at_risk", "historical simulation, 99 %, " + std::to_string(window) +
                                     " sessions of total returns at today's weights; ten days: overlapping "
                                     "compounded returns");
    call.method("expected_shortfall", "mean of the worst floor((n-1) 1 %) + 1 daily returns");
    call.method("beta", "covariance / variance of daily total returns over the same sessions");
}

ScopeCheck checkBook(PricedBook book, const std::vector<LimitTerms>& terms) {
    ScopeCheck out;
    out.scope = book.scope;
    out.scope_id = book.book_id;
    out.history = historyOf(book);
    const auto positions = book.views();
    out.checked = checkLimits({positions, book.value, book.cash, book.base_currency, out.history}, terms);
    out.book = std::move(book);
    return out;
}

Result<void> RiskChecker::addScopes(std::vector<ScopeCheck>& out, const BookQuestion& question) {
    const auto as_of = out.front().book.as_of;
    std::vector<std::string> above;
    if (out.front().scope == "portfolio") above.push_back(out.front().book.account_id);
    if (out.front().scope != "firm") above.emplace_back("firm");
    for (const auto& id : above) {
        if (limits_.of(id, "").limits.empty()) continue; // nothing to hold it against
        auto at = question;
        at.portfolio_id = id;
        at.as_of = as_of;
        auto book = reader_.ofBook(at);
        if (!book) return kit::failAs(book);
        const auto terms = termsOf(limits_.of(id, "").limits, book->regime);
        out.push_back(checkBook(std::move(*book), terms));
    }
    return {};
}

Result<std::vector<ScopeCheck>> RiskChecker::check(const CheckRequest& request, kit::Call& call) {
    const BookQuestion question{request.portfolio_id, request.as_of, request.market,
                                static_cast<std::size_t>(request.window)};
    const bool given = !request.positions.empty();
    kit::Errors errors;
    auto terms = termsOf(request.limits, request.warning_at, call, errors);
    if (!errors.empty()) return tl::unexpected<kit::Errors>(errors);
    auto book = given ? reader_.ofRequest(request) : reader_.ofBook(question);
    if (!book) return kit::failAs(book);
    const bool kept = request.limits.items.empty();
    if (kept) terms = termsOf(limits_.of(request.portfolio_id, "").limits, book->regime);
    std::vector<ScopeCheck> out;
    out.push_back(checkBook(std::move(*book), terms));
    if (kept && !given)
        if (auto added = addScopes(out, question); !added) return kit::failAs(added);
    return out;
}

namespace {

/// A hard limit that is broken, and was not or not as far.
bool forbids(const CheckedLimit& after, const CheckedLimit& before) {
    if (!after.terms.hard) return false;
    for (const auto& found : after.verdicts) {
        if (found.verdict.status != CheckStatus::Breach) continue;
        const auto was = std::ranges::find(before.verdicts, found.subject, &SubjectVerdict::subject);
        const bool broken_before = was != before.verdicts.end() && was->verdict.status == CheckStatus::Breach;
        const bool minimum = limitKind(after.terms.type).is_minimum;
        if (!broken_before) return true;
        if (minimum ? found.verdict.value < was->verdict.value : found.verdict.value > was->verdict.value)
            return true;
    }
    return false;
}

void compare(const ScopeCheck& before, const ScopeCheck& after, const OpenBreach& open, WhatIfResult& out) {
    for (std::size_t i = 0; i < after.checked.size(); ++i) {
        const auto& was = before.checked[i];
        const auto& is = after.checked[i];
        const auto& first = was.verdicts.front();
        const auto& second = is.verdicts.front();
        out.limits.push_back({std::string(limitKind(is.terms.type).name), orNone(first.subject),
                              orNone(second.subject), first.verdict.value, second.verdict.value,
                              is.terms.value, std::string(statusName(first.verdict.status)),
                              std::string(statusName(second.verdict.status))});
        if (forbids(is, was)) out.allowed = false;
        for (const auto& found : is.verdicts) {
            const auto same = std::ranges::find(was.verdicts, found.subject, &SubjectVerdict::subject);
            const bool was_broken = same != was.verdicts.end() && same->verdict.status == CheckStatus::Breach;
            if (found.verdict.status == CheckStatus::Breach && !was_broken)
                out.new_breaches.push_back(breachOf(after, is, found, open));
        }
    }
}

} // namespace

Result<WhatIfResult> RiskChecker::whatIf(const WhatIfRequest& request, const OpenBreach& open,
                                         kit::Call& call) {
    const BookQuestion question{request.portfolio_id, request.as_of, request.market,
                                static_cast<std::size_t>(request.window)};
    kit::Errors errors;
    auto terms = termsOf(request.limits, request.warning_at, call, errors);
    if (!errors.empty()) return tl::unexpected<kit::Errors>(errors);
    auto book = reader_.ofBook(question);
    if (!book) return kit::failAs(book);
    auto changed = reader_.ofTrades(*book, request.trades, question);
    if (!changed) return kit::failAs(changed);
    if (request.limits.items.empty())
        terms = termsOf(limits_.of(request.portfolio_id, "").limits, book->regime);
    const auto before = checkBook(std::move(*book), terms);
    const auto after = checkBook(std::move(*changed), terms);
    WhatIfResult out;
    out.overall_before = overallStatusName(before.worst());
    out.overall_after = overallStatusName(after.worst());
    out.metrics_before = metricsOf(before.history);
    out.metrics_after = metricsOf(after.history);
    compare(before, after, open, out);
    call.data_as_of = before.book.as_of;
    call.catalog_epoch = before.book.epoch;
    for (const auto& scope : {&before, &after})
        for (const auto& warning : scope->book.warnings)
            call.warn(warning.code, "/data/limits", warning.message);
    if (terms.empty()) call.warn("no_limits", "/data/limits", "no limit is given and none is kept");
    for (std::size_t i = 0; i < out.limits.size(); ++i)
        for (const auto& [name, value] :
             {std::pair("before", out.limits[i].before), std::pair("after", out.limits[i].after)})
            if (std::isnan(value))
                call.warn("not_computable", "/data/limits/" + std::to_string(i) + "/" + name,
                          "a price, a rate, a volume or a history is missing");
    call.method("what_if",
                "the trades on top of the positions at the close; cash pays for them; limits of the "
                "portfolio alone");
    return out;
}

} // namespace nautilus::risk
