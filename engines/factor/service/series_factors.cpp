// A macro series as a user factor: the expression that stands for it, and why there may be none.

#include "engines/factor/contract/series_factors.h"
#include "engines/factor/kernel/macro_transform.h"
#include "engines/factor/service/factor_service.h"

#include <fmt/format.h>

#include <algorithm>

namespace nautilus::factor {

using kit::CallPtr;
using kit::Done;
using kit::ErrorCode;
using kit::fail;
using kit::Operation;
using kit::Result;

namespace {

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

/// Sessions of a period of the series; nothing for a word that is not known.
std::optional<std::int64_t> sessionsOf(std::string_view frequency) {
    constexpr std::pair<char, std::int64_t> kSessions[] = {{'d', 1},  {'w', 5},   {'m', 21},
                                                           {'q', 63}, {'a', 252}, {'y', 252}};
    const auto word = lower(frequency.substr(0, 1));
    for (const auto& [letter, sessions] : kSessions)
        if (!word.empty() && word.front() == letter) return sessions;
    return std::nullopt;
}

std::string idOf(const SeriesFactorRequest& request) {
    if (request.factor_id) return *request.factor_id;
    auto id = lower(request.series_id);
    for (char& c : id)
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) c = '_';
    if (id.front() < 'a' || id.front() > 'z') id.insert(0, "s_");
    constexpr std::size_t kLongest = 64;
    const auto end = "_" + request.kind;
    return id.substr(0, kLongest - end.size()) + end;
}

std::string expressionOf(const SeriesFactorRequest& request, std::int64_t sessions) {
    const auto returns = sessions == 1 ? std::string("returns")
                                       : fmt::format("exp(ts_sum(log(1 + returns), {})) - 1", sessions);
    const auto surprise = fmt::format("macro(\"{}\", {}, {})", request.series_id, request.transformation,
                                      request.surprise_periods);
    const auto beta = fmt::format("ts_beta({}, {}, {})", returns, surprise, request.window);
    if (request.kind == "beta") return beta;
    if (request.kind == "surprise") return fmt::format("zscore({}) * {}", beta, surprise);
    return fmt::format("zscore({}) * ts_zscore(macro(\"{}\", {}), {})", beta, request.series_id,
                       request.transformation, request.window);
}

/// What the register says of a series that the catalog does not hold.
Result<std::optional<kit::RegisteredSeries>> registered(kit::SeriesRegister* series,
                                                        const SeriesFactorRequest& request) {
    if (!series) return std::optional<kit::RegisteredSeries>();
    if (request.source) return series->find(*request.source, request.series_id);
    const auto found = series->search({.words = request.series_id, .source = {}, .first = 0, .limit = 100});
    if (!found) return kit::failAs(found);
    for (const auto& each : found->series)
        if (lower(each.series_id) == lower(request.series_id)) return std::optional(each);
    return std::optional<kit::RegisteredSeries>();
}

tl::unexpected<kit::Errors> notStored(const kit::RegisteredSeries& series) {
    return fail(
        ErrorCode::NotComputable,
        fmt::format("the register knows {} of {}, but its observations are not stored yet: POST "
                    "/api/v1/data-catalog/refreshes {{\"source\":\"{}\",\"symbols\":[\"{}\"]}} fetches "
                    "them, then this can be asked again",
                    series.series_id, series.source, series.source, series.series_id),
        "/series_id");
}

std::string wordsOf(const SeriesFactorRequest& request) {
    return std::string(transformWords(static_cast<int>(request.transformation)));
}

UserFactorRequest ownFactor(const SeriesFactorRequest& request, const kit::MacroSpan& span,
                            std::int64_t sessions) {
    UserFactorRequest out;
    out.factor_id = idOf(request);
    out.expression = expressionOf(request, sessions);
    out.name = request.name.empty() ? request.kind + ": " + span.name : request.name;
    out.meaning = fmt::format("{} of {}, {}; surprises against {} periods, {} sessions", request.kind,
                              span.name, wordsOf(request), request.surprise_periods, request.window);
    out.direction = request.direction;
    return out;
}

} // namespace

Result<SeriesFactor> FactorService::makeSeriesFactor(const SeriesFactorRequest& request) {
    if (request.series_id.find('"') != std::string::npos)
        return fail(ErrorCode::InvalidArgument, "may not hold quotation marks", "/series_id");
    const auto spans = ports_.catalog.macroSpans();
    if (!spans) return kit::failAs(spans);
    const auto span = std::ranges::find_if(
        *spans, [&](const kit::MacroSpan& s) { return lower(s.series) == lower(request.series_id); });
    if (span == spans->end()) {
        const auto known = registered(series_, request);
        if (!known) return kit::failAs(known);
        if (*known) return notStored(**known);
        return fail(ErrorCode::NotFound,
                    "neither the catalog nor the register of outside series has " + request.series_id,
                    "/series_id");
    }
    const auto sessions = request.return_sessions ? request.return_sessions : sessionsOf(span->frequency);
    if (!sessions)
        return fail(ErrorCode::InvalidArgument,
                    "the frequency of the series is not known: say over how many sessions returns are taken",
                    "/return_sessions");
    auto saved = saveUserFactor(ownFactor(request, *span, *sessions));
    if (!saved) return kit::failAs(saved);
    return SeriesFactor{std::move(*saved),
                        span->series,
                        span->dataset,
                        span->name,
                        span->units,
                        span->frequency,
                        request.transformation,
                        wordsOf(request),
                        request.kind,
                        request.window,
                        request.surprise_periods,
                        *sessions,
                        span->observations,
                        span->first,
                        span->last};
}

void FactorService::addSeriesFactorOperation(std::vector<Operation>& out) {
    out.push_back(kit::operation<SeriesFactorRequest, SeriesFactor>(
        {.id = "factor.series_factor",
         .verb = kit::Verb::Post,
         .paths = {"/api/v1/factor-engine/series-factors"},
         .scope = kit::Scope::Write,
         .summary = "Keep a macro series as a factor of one's own: betas of stocks to its surprises",
         .example = R"({"series_id":"UNRATE","transformation":2,"kind":"beta","window":504})"},
        [this](SeriesFactorRequest request, CallPtr, Done<SeriesFactor> done) {
            const auto task = [this, request = std::move(request), done] { done(makeSeriesFactor(request)); };
            if (!threads_.driver.post(task))
                done(fail(ErrorCode::Unavailable, "too many requests are waiting", "", true));
        }));
}

} // namespace nautilus::factor
