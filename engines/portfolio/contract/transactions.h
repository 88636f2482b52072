#pragma once
// Accounts, portfolios and their transactions on the wire. Amounts travel as decimal texts: every digit
// counts. On the way in a JSON number does as well; its shortest decimal is meant.

#include "engines/kit/engine.h"
#include "engines/kit/table.h"

#include <optional>
#include <string>
#include <vector>

namespace nautilus::portfolio {

inline constexpr std::string_view kKindWords =
    "buy|sell|sell_short|cover|dividend|interest|fee|deposit|withdrawal|exchange|transfer_in|transfer_out|"
    "split|spin_off|merger|symbol_change|cash_merger|return_of_capital|reversal";
inline constexpr std::string_view kLotMethodWords = "fifo|lifo|highest_cost|average_cost|specific_lots";

struct AccountRecord {
    std::string account_id;
    std::string name;
    std::string base_currency = "USD";
    std::string lot_method = "fifo";
    bool shorting_allowed = false;
    domain::SessionDate opened_on{7305}; // 1990-01-01, the first year of the calendar
    std::vector<std::string> tags;

    static constexpr auto fields() {
        using kit::field;
        using R = AccountRecord;
        return std::make_tuple(
            field("account_id", &R::account_id).required().size(1, 64).doc("Letters, digits, _ - ."),
            field("name", &R::name).size(0, 200),
            field("base_currency", &R::base_currency).size(3, 3).doc("ISO 4217"),
            field("lot_method", &R::lot_method)
                .oneOf(kLotMethodWords)
                .doc("Which lots a sale closes first; specific_lots: every sale names its lots"),
            field("shorting_allowed", &R::shorting_allowed),
            field("opened_on", &R::opened_on).doc("Nothing is recorded before this day"),
            field("tags", &R::tags).size(0, 20));
    }
};

struct PortfolioRecord {
    std::string portfolio_id;
    std::string account_id;
    std::string name;
    std::string benchmark = "SPY";
    std::string strategy;
    std::vector<std::string> tags;

    static constexpr auto fields() {
        using kit::field;
        using R = PortfolioRecord;
        return std::make_tuple(
            field("portfolio_id", &R::portfolio_id).required().size(1, 64).doc("Letters, digits, _ - ."),
            field("account_id", &R::account_id).required().size(1, 64).doc("The account that it belongs to"),
            field("name", &R::name).size(0, 200),
            field("benchmark", &R::benchmark).size(0, 64).doc("Symbol that it is compared with"),
            field("strategy", &R::strategy).size(0, 64).doc("Portfolios of one strategy add up in views"),
            field("tags", &R::tags).size(0, 20));
    }
};

struct AccountsResult {
    std::vector<AccountRecord> accounts;
    static constexpr auto fields() {
        return std::make_tuple(kit::field("accounts", &AccountsResult::accounts));
    }
};

struct PortfolioView {
    std::string portfolio_id, account_id, name, benchmark, strategy, base_currency, lot_method;
    std::vector<std::string> tags;
    std::int64_t transactions = 0;
    std::int64_t positions = 0;

    static constexpr auto fields() {
        using kit::field;
        using V = PortfolioView;
        return std::make_tuple(field("portfolio_id", &V::portfolio_id), field("account_id", &V::account_id),
                               field("name", &V::name), field("benchmark", &V::benchmark),
                               field("strategy", &V::strategy), field("base_currency", &V::base_currency),
                               field("lot_method", &V::lot_method), field("tags", &V::tags),
                               field("transactions", &V::transactions).doc("Recorded, reversals among them"),
                               field("positions", &V::positions).doc("Instruments held now"));
    }
};
struct PortfoliosResult {
    std::vector<PortfolioView> portfolios;
    static constexpr auto fields() {
        return std::make_tuple(kit::field("portfolios", &PortfoliosResult::portfolios));
    }
};

/// So much of one lot. A lot is named by the transaction that opened it, "12", of a spin-off "12/1".
struct LotPickRecord {
    std::string lot;
    kit::Value quantity;

    static constexpr auto fields() {
        using kit::field;
        return std::make_tuple(
            field("lot", &LotPickRecord::lot).required().size(1, 40),
            field("quantity", &LotPickRecord::quantity).required().doc("Decimal, above 0"));
    }
};

/// What happened. Which members a kind reads stands in docs/methods/book.md.
struct TransactionFields {
    std::string kind;
    std::string effective_at;
    std::optional<std::string> symbol, other_symbol, currency, other_currency, acquired_at, note, key;
    kit::Value quantity, price, amount, other_amount, charges, fx_rate, unit;
    std::int64_t ratio_to = 1, ratio_from = 1, cost_share_to = 0, cost_share_from = 1;
    std::vector<LotPickRecord> lots;
    std::optional<std::int64_t> reverses;

    static constexpr auto fields() {
        using kit::field;
        using F = TransactionFields;
        return std::make_tuple(
            field("kind", &F::kind).required().oneOf(kKindWords),
            field("effective_at", &F::effective_at)
                .required()
                .size(10, 40)
                .doc("RFC 3339, or a date: the close of that session"),
            field("symbol", &F::symbol).size(1, 32).doc("Resolved as of effective_at"),
            field("other_symbol", &F::other_symbol)
                .size(1, 32)
                .doc("What comes of a merger, spin-off, change"),
            field("currency", &F::currency).size(3, 3).doc("Default: that of the instrument or account"),
            field("other_currency", &F::other_currency).size(3, 3).doc("Received in an exchange"),
            field("quantity", &F::quantity).doc("Decimal, at most 8 places"),
            field("price", &F::price).doc("Decimal, per unit; of a contract quote times multiplier"),
            field("amount", &F::amount).doc("Decimal, at most 6 places"),
            field("other_amount", &F::other_amount).doc("Decimal, received in an exchange"),
            field("charges", &F::charges).doc("Decimal: commission, taxes; negative: a rebate"),
            field("fx_rate", &F::fx_rate)
                .doc("Base currency per unit of `currency`; default: the catalog's rate of that day"),
            field("unit", &F::unit).doc("Smallest quantity that a corporate action leaves, 1 share say"),
            field("ratio_to", &F::ratio_to).range(1, 1e9).doc("New units ..."),
            field("ratio_from", &F::ratio_from).range(1, 1e9).doc("... for so many old ones"),
            field("cost_share_to", &F::cost_share_to).range(0, 1e9).doc("Of a spin-off: the child's share"),
            field("cost_share_from", &F::cost_share_from).range(1, 1e9).doc("... of so much cost"),
            field("acquired_at", &F::acquired_at).size(10, 40).doc("Of a lot transferred in"),
            field("lots", &F::lots)
                .size(0, 1000)
                .doc("Which lots are closed; empty: by the account's method"),
            field("reverses", &F::reverses).doc("Number of the transaction that never happened"),
            field("note", &F::note).size(0, 500),
            field("key", &F::key)
                .size(1, 100)
                .doc("Of the caller's own: repeated under the same key, nothing is recorded twice"));
    }
};

struct RecordRequest {
    std::string portfolio_id;
    std::vector<TransactionFields> transactions;
    bool dry_run = false;

    static constexpr auto fields() {
        using kit::field;
        using R = RecordRequest;
        return std::make_tuple(
            field("portfolio_id", &R::portfolio_id).required().size(1, 64),
            field("transactions", &R::transactions).required().size(1, 100'000).doc("All or none"),
            field("dry_run", &R::dry_run).doc("true: says what would be recorded, and records nothing"));
    }
};

/// A transaction as it was recorded.
struct TransactionView {
    std::int64_t number = 0;
    std::string portfolio_id, kind;
    domain::Timestamp effective_at;
    domain::SessionDate session;
    std::string symbol, other_symbol, currency, other_currency;
    std::string quantity, price, amount, other_amount, charges, fx_rate, unit;
    std::int64_t ratio_to = 1, ratio_from = 1, cost_share_to = 0, cost_share_from = 1;
    std::optional<domain::Timestamp> acquired_at;
    std::vector<LotPickRecord> lots;
    std::int64_t reverses = 0, reversed_by = 0;
    std::string note, key;
    std::int64_t instrument_id = 0, other_instrument_id = 0;
    domain::Timestamp recorded_at;

    static constexpr auto fields() {
        using kit::field;
        using V = TransactionView;
        return std::make_tuple(
            field("number", &V::number), field("portfolio_id", &V::portfolio_id), field("kind", &V::kind),
            field("effective_at", &V::effective_at),
            field("session", &V::session).doc("First session that closes at or after effective_at"),
            field("symbol", &V::symbol), field("other_symbol", &V::other_symbol),
            field("currency", &V::currency), field("other_currency", &V::other_currency),
            field("quantity", &V::quantity), field("price", &V::price), field("amount", &V::amount),
            field("other_amount", &V::other_amount), field("charges", &V::charges),
            field("fx_rate", &V::fx_rate), field("unit", &V::unit), field("ratio_to", &V::ratio_to),
            field("ratio_from", &V::ratio_from), field("cost_share_to", &V::cost_share_to),
            field("cost_share_from", &V::cost_share_from), field("acquired_at", &V::acquired_at),
            field("lots", &V::lots), field("reverses", &V::reverses),
            field("reversed_by", &V::reversed_by).doc("0: it counts"), field("note", &V::note),
            field("key", &V::key), field("instrument_id", &V::instrument_id),
            field("other_instrument_id", &V::other_instrument_id), field("recorded_at", &V::recorded_at));
    }
};

struct RecordResult {
    std::vector<TransactionView> transactions;
    std::vector<std::string> cash;
    std::int64_t repeated = 0;

    static constexpr auto fields() {
        using kit::field;
        return std::make_tuple(field("transactions", &RecordResult::transactions),
                               field("cash", &RecordResult::cash)
                                   .doc("What each adds to the cash of its currency; empty: nothing"),
                               field("repeated", &RecordResult::repeated)
                                   .doc("So many had been recorded before under their key"));
    }
};

struct ReverseRequest {
    std::string portfolio_id;
    std::int64_t number = 0;
    std::optional<std::string> note;
    bool dry_run = false;

    static constexpr auto fields() {
        using kit::field;
        using R = ReverseRequest;
        return std::make_tuple(field("portfolio_id", &R::portfolio_id).required().size(1, 64),
                               field("number", &R::number).required().range(1, 9e15),
                               field("note", &R::note).size(0, 500),
                               field("dry_run", &R::dry_run).doc("true: only says whether it may be"));
    }
};

struct TransactionsRequest {
    std::string portfolio_id;
    std::optional<std::string> symbol;
    std::optional<domain::SessionDate> start, end;
    std::int64_t limit = 10'000;
    std::optional<std::string> cursor;

    static constexpr auto fields() {
        using kit::field;
        using R = TransactionsRequest;
        return std::make_tuple(field("portfolio_id", &R::portfolio_id).required().size(1, 64),
                               field("symbol", &R::symbol).size(1, 32), field("start", &R::start),
                               field("end", &R::end),
                               field("limit", &R::limit).range(1, 1'000'000).doc("Rows of a JSON page"),
                               field("cursor", &R::cursor).doc("next_cursor of the page before"));
    }
};

struct ImportTransactionsRequest {
    std::string portfolio_id;
    std::string csv, ofx;
    kit::Keyed<std::string> columns;
    kit::Keyed<std::string> kinds;
    std::string date_order = "ymd";
    bool skip_refused = false;
    bool dry_run = false;

    static constexpr auto fields() {
        using kit::field;
        using R = ImportTransactionsRequest;
        return std::make_tuple(
            field("portfolio_id", &R::portfolio_id).required().size(1, 64),
            field("csv", &R::csv).size(0, 64 << 20).doc("Text of the file, with a header line"),
            field("ofx", &R::ofx)
                .size(0, 32 << 20)
                .doc("In place of csv: an Open Financial Exchange statement, 1.x or 2.x"),
            field("columns", &R::columns)
                .doc("Name of a transaction's member -> header of the file; without it the headers are the "
                     "names"),
            field("kinds", &R::kinds).doc("Word of the file -> kind: {\"BOT\": \"buy\"}"),
            field("date_order", &R::date_order).oneOf("ymd|mdy|dmy").doc("Of dates that are not ISO 8601"),
            field("skip_refused", &R::skip_refused)
                .doc("true: rows that are refused are named and left out; false: then nothing is recorded"),
            field("dry_run", &R::dry_run).doc("true: nothing is recorded, whatever comes of it"));
    }
};

struct RefusedRow {
    std::int64_t line = 0;
    std::string field, message;

    static constexpr auto fields() {
        using kit::field;
        return std::make_tuple(field("line", &RefusedRow::line)
                                   .doc("Of the file, the header is 1; of OFX: the transaction's place"),
                               field("field", &RefusedRow::field), field("message", &RefusedRow::message));
    }
};

struct ImportTransactionsResult {
    std::int64_t rows_read = 0, recorded = 0, repeated = 0;
    std::vector<RefusedRow> refused;

    static constexpr auto fields() {
        using kit::field;
        using R = ImportTransactionsResult;
        return std::make_tuple(field("rows_read", &R::rows_read), field("recorded", &R::recorded),
                               field("repeated", &R::repeated).doc("Recorded before under the same key"),
                               field("refused", &R::refused));
    }
};

} // namespace nautilus::portfolio
