#pragma once
// The state of one account after some transactions, as an exact fold: positions with their lots, cash per
// currency, and what came and went. A value: copies are snapshots, equal states compare equal.
//
// Conservation, per currency, to the last unit, after every transaction (CurrencyTotals::balanced):
//   cash + cost of open lots = deposited + transferred + exchanged
//                              + realised + dividends + interest - charges
// and for every closed lot proceeds - cost = gain; realised is the sum of the gains.

#include "engines/portfolio/kernel/position.h"
#include "engines/portfolio/kernel/refusal.h"

#include <array>

namespace nautilus::portfolio {

/// Sums over all transactions so far, in one currency.
struct CurrencyTotals {
    Money cash;
    Money open_cost;   ///< of all open lots; short ones count negative
    Money deposited;   ///< deposits - withdrawals
    Money transferred; ///< cost of lots transferred in - out
    Money exchanged;   ///< bought - given in exchanges of currencies
    Money realised;    ///< gains of closed lots
    Money dividends;   ///< gross
    Money interest;    ///< gross, received - paid
    Money charges;     ///< fees and taxes withheld; charges of trades are in cost and proceeds instead

    [[nodiscard]] bool balanced() const;
    bool operator==(const CurrencyTotals&) const = default;
};

/// Where a transaction stands in the order of the fold.
struct Place {
    Timestamp effective_at{std::numeric_limits<std::int64_t>::min()};
    std::int64_t sequence = 0;

    auto operator<=>(const Place&) const = default;
};
[[nodiscard]] inline Place placeOf(const Transaction& transaction) {
    return {transaction.effective_at, transaction.sequence};
}

struct Step;

class Book {
public:
    explicit Book(const AccountTerms& terms) : terms_(terms) {}

    /// Takes one transaction, which must stand behind all before it by (effective_at, sequence), and appends
    /// what it closed. A refused one changes nothing. Reversals are the ledger's (ledger.h): here they are
    /// refused. Trades and transfers cost O(log lots) for every lot touched, corporate actions O(lots of the
    /// instrument).
    [[nodiscard]] std::optional<Refusal> apply(const Transaction& transaction,
                                               std::vector<ClosedLot>& closed);

    [[nodiscard]] const AccountTerms& terms() const { return terms_; }
    /// Only what is held.
    [[nodiscard]] const std::map<InstrumentId, Position>& positions() const { return positions_; }
    /// nullptr when nothing is held of it.
    [[nodiscard]] const Position* position(InstrumentId instrument) const;
    /// Every currency that was ever touched.
    [[nodiscard]] const std::map<Currency, CurrencyTotals>& totals() const { return totals_; }
    /// Of a currency that was never touched: all zero.
    [[nodiscard]] CurrencyTotals totals(Currency currency) const;
    /// Of the last transaction that was applied.
    [[nodiscard]] Place last() const { return last_; }

    bool operator==(const Book&) const = default;

private:
    void commit(Step& step);

    AccountTerms terms_;
    std::map<InstrumentId, Position> positions_;
    std::map<Currency, CurrencyTotals> totals_;
    Place last_;
};

} // namespace nautilus::portfolio
