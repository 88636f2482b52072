#include "engines/risk/service/limit_store.h"

#include "engines/risk/service/journal_reader.h"

#include <algorithm>

namespace nautilus::risk {

using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr const char* kJournal = "risk_limits";

std::size_t placeOf(const std::string& type) {
    const auto* kind = findLimitKind(type);
    return kind ? static_cast<std::size_t>(kind->type) : kLimitTypes;
}

void take(LimitTable& table, const KeptLimit& limit) {
    auto& limits = table[limit.portfolio_id];
    const auto found = std::ranges::find(limits, limit.limit_type, &KeptLimit::limit_type);
    if (found != limits.end())
        *found = limit;
    else
        limits.push_back(limit);
    std::ranges::sort(limits, {}, [](const KeptLimit& each) { return placeOf(each.limit_type); });
}

std::int64_t versionOf(const LimitTable& table, const std::string& book_id, const std::string& type) {
    const auto book = table.find(book_id);
    if (book == table.end()) return 0;
    const auto found = std::ranges::find(book->second, type, &KeptLimit::limit_type);
    return found == book->second.end() ? 0 : found->version;
}

} // namespace

Result<void> LimitStore::load() {
    LimitTable table;
    const auto read = readJournal<KeptLimit>(
        ledger_, read_json, kJournal, [&](const KeptLimit& limit, const auto&) { take(table, limit); });
    if (!read) return read;
    table_.store(std::make_shared<const LimitTable>(std::move(table)));
    unsure_ = false;
    return {};
}

Result<void> LimitStore::append(std::vector<KeptLimit> changed) {
    std::vector<kit::JournalEntry> entries;
    for (const auto& limit : changed)
        entries.push_back({kJournal, limit.portfolio_id, "", kit::writeJson(limit), limit.changed_at});
    if (const auto kept = ledger_.append(entries); !kept) {
        unsure_ = true;
        return kit::failAs(kept);
    }
    auto table = *current();
    for (const auto& limit : changed)
        take(table, limit);
    table_.store(std::make_shared<const LimitTable>(std::move(table)));
    return {};
}

Result<LimitsResult> LimitStore::set(const SetLimitsRequest& request, const std::string& scope) {
    if (unsure_)
        if (auto loaded = load(); !loaded) return kit::failAs(loaded);
    kit::Errors errors;
    std::vector<KeptLimit> changed;
    const auto table = current();
    for (std::size_t i = 0; i < request.limits.size(); ++i) {
        const auto& given = request.limits[i];
        const auto* kind = findLimitKind(given.limit_type);
        const auto at = "/limits/" + std::to_string(i) + "/limit_type";
        if (!kind) {
            errors.push_back({ErrorCode::InvalidArgument, "is no limit type", at});
            continue;
        }
        KeptLimit limit{request.portfolio_id,
                        std::string(kind->name),
                        given.value,
                        given.enabled,
                        given.auto_adjust,
                        given.adjustment_factor,
                        given.warning_at,
                        given.hard,
                        given.owner,
                        scope,
                        0,
                        clock_.now(),
                        false};
        if (std::ranges::count(changed, limit.limit_type, &KeptLimit::limit_type) > 0)
            errors.push_back({ErrorCode::InvalidArgument, "the type is given twice", at});
        limit.version = versionOf(*table, request.portfolio_id, limit.limit_type) + 1;
        changed.push_back(std::move(limit));
    }
    if (!errors.empty()) return tl::unexpected<kit::Errors>(errors);
    if (auto kept = append(std::move(changed)); !kept) return kit::failAs(kept);
    return of(request.portfolio_id, scope);
}

Result<LimitsResult> LimitStore::remove(const RemoveLimitRequest& request, const std::string& scope) {
    if (unsure_)
        if (auto loaded = load(); !loaded) return kit::failAs(loaded);
    const auto* kind = request.limit_type.empty() ? nullptr : findLimitKind(request.limit_type);
    if (!kind && !request.limit_type.empty())
        return fail(ErrorCode::InvalidArgument, "is no limit type", "/limit_type");
    std::vector<KeptLimit> changed;
    for (auto& limit : of(request.portfolio_id, scope).limits)
        if (!kind || limit.limit_type == kind->name) {
            limit.removed = true;
            ++limit.version;
            limit.changed_at = clock_.now();
            changed.push_back(std::move(limit));
        }
    if (changed.empty() && kind)
        return fail(ErrorCode::NotFound, "there is no such limit on " + request.portfolio_id, "/limit_type");
    if (!changed.empty())
        if (auto kept = append(std::move(changed)); !kept) return kit::failAs(kept);
    return of(request.portfolio_id, scope);
}

Result<std::vector<KeptLimit>> LimitStore::history(const std::string& book_id) {
    std::vector<KeptLimit> out;
    const auto read =
        readJournal<KeptLimit>(ledger_, read_json, kJournal, [&](const KeptLimit& limit, const auto&) {
            if (limit.portfolio_id == book_id) out.push_back(limit);
        });
    if (!read) return kit::failAs(read);
    return out;
}

LimitsResult LimitStore::of(const std::string& book_id, const std::string& scope) const {
    LimitsResult out{book_id, scope, {}};
    const auto table = current();
    if (const auto found = table->find(book_id); found != table->end())
        for (const auto& limit : found->second)
            if (!limit.removed) out.limits.push_back(limit);
    return out;
}

std::vector<LimitTerms> termsOf(const std::vector<KeptLimit>& limits, const VolatilityRegime& regime) {
    std::vector<LimitTerms> out;
    for (const auto& limit : limits) {
        const auto* kind = findLimitKind(limit.limit_type);
        if (!kind || !limit.enabled || limit.removed) continue;
        const double value = limit.auto_adjust
                                 ? adjustedLimit(kind->type, limit.value, limit.adjustment_factor, regime)
                                 : limit.value;
        out.push_back({kind->type, value, limit.warning_at, limit.hard});
    }
    return out;
}

} // namespace nautilus::risk
