#include "engines/portfolio/kernel/ledger.h"

#include <algorithm>
#include <charconv>

namespace nautilus::portfolio {

using Code = RefusalCode;

/// What a call of record() adds and takes out, before the fold has seen it.
struct Ledger::Plan {
    std::vector<Record> records;
    std::vector<Transaction> added;
    std::set<std::int64_t> reversed;
    Place first{Timestamp{std::numeric_limits<std::int64_t>::max()},
                std::numeric_limits<std::int64_t>::max()};
};

Ledger::Ledger(Snapshot snapshot)
    : begins_(snapshot.book.last()), before_(snapshot.recorded), recorded_(snapshot.recorded),
      book_(std::move(snapshot.book)) {
    copies_.push_back({0, 0, book_});
}

std::optional<Refusal> Ledger::record(std::span<const Transaction> transactions) {
    Plan plan;
    for (const Transaction& transaction : transactions)
        if (auto refusal = enter(plan, transaction)) return refusal;
    if (auto refusal = fold(plan)) return refusal;
    records_.insert(records_.end(), plan.records.begin(), plan.records.end());
    for (const std::int64_t sequence : plan.reversed)
        std::ranges::lower_bound(records_, sequence, {}, [](const Record& r) {
            return r.place.sequence;
        })->reversed = true;
    if (!records_.empty()) recorded_ = records_.back().place.sequence;
    return std::nullopt;
}

std::optional<Refusal> Ledger::enter(Plan& plan, const Transaction& transaction) const {
    const Place place = placeOf(transaction);
    const auto refuse = [&](Code code, const char* field) { return Refusal{code, field, place.sequence, 0}; };
    const std::int64_t newest = plan.records.empty() ? recorded_ : plan.records.back().place.sequence;
    if (place.sequence <= newest) return refuse(Code::OutOfOrder, "sequence");
    if (place.effective_at < book_.terms().opened_at) return refuse(Code::BeforeOpening, "effective_at");
    const bool reversal = transaction.kind == TransactionKind::Reversal;
    if (reversal) {
        if (auto refusal = enterReversal(plan, transaction)) return refusal;
    } else {
        if (place <= begins_) return refuse(Code::BeforeSnapshot, "effective_at");
        plan.added.push_back(transaction);
        plan.first = std::min(plan.first, place);
    }
    plan.records.push_back({place, reversal, false});
    return std::nullopt;
}

std::optional<Refusal> Ledger::enterReversal(Plan& plan, const Transaction& reversal) const {
    const std::int64_t target = reversal.reverses;
    const auto refuse = [&](Code code) { return Refusal{code, "reverses", reversal.sequence, 0}; };
    const auto in = [target](const std::vector<Record>& records) -> const Record* {
        const auto sequence = [](const Record& record) { return record.place.sequence; };
        const auto found = std::ranges::lower_bound(records, target, {}, sequence);
        return found != records.end() && sequence(*found) == target ? &*found : nullptr;
    };
    if (target > 0 && target <= before_) return refuse(Code::BeforeSnapshot);
    const Record* known = in(records_);
    const Record* record = known ? known : in(plan.records);
    if (!record) return refuse(Code::TransactionUnknown);
    if (record->reversal) return refuse(Code::IsReversal);
    if (record->reversed || plan.reversed.contains(target)) return refuse(Code::AlreadyReversed);
    plan.reversed.insert(target);
    plan.first = std::min(plan.first, record->place);
    return std::nullopt;
}

std::optional<Refusal> Ledger::fold(const Plan& plan) {
    const auto old_tail = rewind(plan.first);
    auto tail = old_tail;
    tail.insert(tail.end(), plan.added.begin(), plan.added.end());
    std::erase_if(tail, [&](const Transaction& t) { return plan.reversed.contains(t.sequence); });
    std::ranges::sort(tail, {}, placeOf);
    for (const Transaction& transaction : tail) {
        auto refusal = take(transaction);
        if (!refusal) continue;
        refusal = explained(std::move(*refusal), transaction, plan);
        // Back to where it was: what lies before the first change, then the old tail behind it.
        for (const Transaction& kept : rewind(plan.first))
            if (placeOf(kept) < plan.first) (void)take(kept);
        for (const Transaction& kept : old_tail)
            if (placeOf(kept) > book_.last()) (void)take(kept);
        return refusal;
    }
    return std::nullopt;
}

std::optional<Refusal> Ledger::take(const Transaction& transaction) {
    if (auto refusal = book_.apply(transaction, closed_)) return refusal;
    effective_.push_back(transaction);
    if (effective_.size() % spacing_ != 0) return std::nullopt;
    copies_.push_back({effective_.size(), closed_.size(), book_});
    if (copies_.size() > kMostCopies) {
        spacing_ *= 2;
        std::erase_if(copies_, [this](const Copy& copy) { return copy.count % spacing_ != 0; });
    }
    return std::nullopt;
}

std::vector<Transaction> Ledger::rewind(Place first) {
    if (first > book_.last()) return {};
    const auto kept = std::ranges::lower_bound(effective_, first, {}, placeOf) - effective_.begin();
    while (copies_.back().count > static_cast<std::size_t>(kept))
        copies_.pop_back();
    const Copy& copy = copies_.back();
    book_ = copy.book;
    closed_.resize(copy.closed);
    const auto cut = effective_.begin() + static_cast<std::ptrdiff_t>(copy.count);
    std::vector<Transaction> tail(std::make_move_iterator(cut), std::make_move_iterator(effective_.end()));
    effective_.erase(cut, effective_.end());
    return tail;
}

Refusal Ledger::explained(Refusal refusal, const Transaction& transaction, const Plan& plan) const {
    if (transaction.sequence <= recorded_) {
        const bool back_dated = plan.reversed.empty();
        const auto cause = plan.records.back().place.sequence;
        return {Code::StillNeeded, back_dated ? "effective_at" : "reverses", cause, transaction.sequence};
    }
    if (refusal.code != Code::LotUnknown) return refusal;
    std::size_t index = 0;
    const std::string_view number = std::string_view(refusal.field).substr(std::string_view("lots/").size());
    std::from_chars(number.data(), number.data() + number.size(), index);
    const LotId id = transaction.lots[index].lot;
    const bool was_closed = std::ranges::any_of(closed_, [&](const ClosedLot& lot) {
        return lot.lot == id && lot.instrument == transaction.instrument;
    });
    if (was_closed) refusal.code = Code::LotClosed;
    return refusal;
}

} // namespace nautilus::portfolio
