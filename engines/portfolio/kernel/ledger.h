#pragma once
// An account's transactions in the order of recording, folded in the order of (effective_at, sequence). What
// is recorded stays; a reversal takes its transaction out of the fold, so the state is that of a fold that
// never saw either. Recording at the end costs one Book::apply; a transaction dated back, or a reversal,
// folds again from the last of a few copies of the book (at most kMostCopies, evenly spread) that lie before
// it.

#include "engines/portfolio/kernel/book.h"

namespace nautilus::portfolio {

/// The state after some transactions: what a ledger resumes from.
struct Snapshot {
    Book book;
    std::int64_t recorded = 0; ///< sequence of the last one recorded, reversals included

    bool operator==(const Snapshot&) const = default;
};

class Ledger {
public:
    static constexpr std::size_t kMostCopies = 8;
    static constexpr std::size_t kFirstSpacing = 1024;

    explicit Ledger(const AccountTerms& terms) : Ledger(Snapshot{Book(terms), 0}) {}
    /// Knows nothing of the transactions before: it can neither reverse them nor date anything before them.
    explicit Ledger(Snapshot snapshot);

    /// Takes all of them or, refused, none. Sequences rise. Recording a list at once, in pieces or one by one
    /// ends in the same state; at once, only what the whole list amounts to must be possible.
    [[nodiscard]] std::optional<Refusal> record(std::span<const Transaction> transactions);
    [[nodiscard]] std::optional<Refusal> record(const Transaction& transaction) {
        return record(std::span(&transaction, 1));
    }

    [[nodiscard]] const Book& book() const { return book_; }
    [[nodiscard]] Snapshot snapshot() const { return {book_, recorded_}; }
    /// Everything closed since the start or the snapshot, in the order of the fold.
    [[nodiscard]] const std::vector<ClosedLot>& closed() const { return closed_; }
    /// What counts: neither reversals nor what they reversed, in the order of the fold.
    [[nodiscard]] const std::vector<Transaction>& effective() const { return effective_; }

private:
    struct Record {
        Place place;
        bool reversal = false;
        bool reversed = false;
    };
    struct Copy {
        std::size_t count = 0;  ///< of effective_ that are in it
        std::size_t closed = 0; ///< of closed_
        Book book;
    };
    struct Plan;

    [[nodiscard]] std::optional<Refusal> enter(Plan& plan, const Transaction& transaction) const;
    [[nodiscard]] std::optional<Refusal> enterReversal(Plan& plan, const Transaction& reversal) const;
    [[nodiscard]] std::optional<Refusal> fold(const Plan& plan);
    [[nodiscard]] std::optional<Refusal> take(const Transaction& transaction);
    /// Goes back to a state before `first`, if it is not yet there, and hands out what was taken since.
    [[nodiscard]] std::vector<Transaction> rewind(Place first);
    [[nodiscard]] Refusal explained(Refusal refusal, const Transaction& transaction, const Plan& plan) const;

    Place begins_;            ///< nothing is dated at or before it
    std::int64_t before_ = 0; ///< sequences up to it lie before the snapshot
    std::int64_t recorded_ = 0;
    Book book_;
    std::vector<ClosedLot> closed_;
    std::vector<Transaction> effective_;
    std::vector<Record> records_; ///< in the order of recording
    std::vector<Copy> copies_;    ///< ascending; the first is the start
    std::size_t spacing_ = kFirstSpacing;
};

} // namespace nautilus::portfolio
