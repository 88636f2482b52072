#pragma once
// Transactions between the wire, the journal and the kernel: decimals, days, symbols, refusals in words.

#include "engines/marketdata/contract/instrument_directory.h"
#include "engines/portfolio/contract/transactions.h"
#include "engines/portfolio/kernel/ledger.h"

#include <string>

namespace nautilus::portfolio {

/// "fifo" ... as the kernel's; the word is one of kLotMethodWords.
[[nodiscard]] LotMethod lotMethodOf(std::string_view word);
/// The word is one of kKindWords.
[[nodiscard]] TransactionKind kindOf(std::string_view word);

/// An instant, or a date: the close of that session; a day without a session: 16:00 in New York, 21:00 UTC.
[[nodiscard]] kit::Result<Timestamp> instantOf(const std::string& text, const std::string& pointer);

/// The first session of the exchange that closes at or after the instant; what happens later on a day counts
/// for the next one.
[[nodiscard]] domain::SessionDate sessionOf(Timestamp at);

/// What an input means, every digit kept; all that is wrong with it, with pointers below `pointer`. `base` is
/// the account's currency. `number`, `session`'s account and `recorded_at` are left open.
[[nodiscard]] kit::Result<TransactionView> understood(const TransactionFields& in, const std::string& base,
                                                      const marketdata::InstrumentDirectory& directory,
                                                      const std::string& pointer);

/// The kernel's form of a recorded transaction; Internal when a stored text is none of ours.
[[nodiscard]] kit::Result<Transaction> kernelOf(const TransactionView& view);

/// The refusal as an error of the outside: field below `pointer`, words with what the state has.
[[nodiscard]] kit::Error errorOf(const Refusal& refusal, const std::string& pointer);

/// "12" or "12/3".
[[nodiscard]] std::string lotText(LotId id);
[[nodiscard]] std::optional<LotId> lotOf(std::string_view text);

/// What a recorded transaction adds to the cash of its currency; empty: nothing.
[[nodiscard]] std::string cashText(const TransactionView& view);

/// Chosen lots in one cell: "12:100 14/1:50". Imports leave it out: the numbers are this book's.
[[nodiscard]] std::string picksText(const std::vector<LotPickRecord>& lots);

} // namespace nautilus::portfolio
