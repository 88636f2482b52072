#include "app/statement/ofx_rows.h"

#include "engines/kit/digest.h"

#include <array>
#include <charconv>
#include <cmath>

namespace nautilus::statement {

using kit::Value;

namespace {

/// libofx's InvTransactionType, in its order.
enum Investment {
    BuyDebt,
    BuyFund,
    BuyOption,
    BuyOther,
    BuyStock,
    CloseOption,
    Income,
    Expense,
    JournalCash,
    JournalSecurity,
    MarginInterest,
    Reinvest,
    ReturnOfCapital,
    SellDebt,
    SellFund,
    SellOption,
    SellOther,
    SellStock,
    Split,
    Transfer,
    Cash
};
/// The first of libofx's TransactionType; what follows moves cash one way or the other.
enum CashKind { Credit, Debit, Interest, Dividend, Fee, ServiceCharge };
/// libofx's IncomeType.
constexpr int kInterestIncome = 3;
constexpr std::size_t kLongestKey = 100; ///< that a transaction takes
constexpr std::size_t kKeptOfLong = 64;  ///< the rest is a digest of all

/// The shortest text that reads back to the same number: what the statement said.
std::string decimal(double value) {
    std::array<char, 400> out{};
    const auto end = std::to_chars(out.data(), out.data() + out.size(), value, std::chars_format::fixed).ptr;
    return {out.data(), end};
}

/// Whole where it fits: of a part of it two transactions could be taken for one.
std::string keyOf(const std::string& text) {
    return text.size() <= kLongestKey ? text : text.substr(0, kKeptOfLong) + ":" + kit::contentHash(text);
}

class Row {
public:
    Row(const OfxTransaction& from, const char* kind, const char* part = "") : from_(from) {
        row_ = Value(Value::Object{});
        row_.set("kind", kind);
        row_.set("effective_at", from.date);
        if (!from.currency.empty()) row_.set("currency", from.currency);
        if (!from.memo.empty()) row_.set("note", from.memo.substr(0, 500));
        if (from.number.empty())
            refuse("it has no number of the institution's own, and might be recorded twice");
        row_.set("key", keyOf("ofx:" + from.account + ":" + from.number + part));
        if (from.date.empty()) refuse("it has no date");
        if (from.foreign) refuse("amounts in another currency than the account's are recorded by hand");
    }
    Row& security() {
        if (from_.ticker.empty())
            refuse("the statement names no ticker of " +
                   (from_.security.empty() ? from_.security_id : from_.security));
        row_.set("symbol", from_.ticker);
        return *this;
    }
    Row& number(const char* member, double value) {
        if (!std::isfinite(value)) return refuse(std::string("it has no ") + member);
        row_.set(member, decimal(value));
        return *this;
    }
    Row& charges() {
        if (from_.charges != 0) row_.set("charges", decimal(from_.charges));
        return *this;
    }
    Row& refuse(const std::string& why) {
        if (!row_.find("refused")) row_.set("refused", why);
        return *this;
    }
    Row& set(const char* member, Value value) {
        row_.set(member, std::move(value));
        return *this;
    }
    [[nodiscard]] Value done() { return std::move(row_); }

private:
    const OfxTransaction& from_;
    Value row_;
};

std::vector<Value> one(Row row) {
    return {row.done()};
}

Row trade(const OfxTransaction& from, const char* kind, const char* part = "") {
    Row row(from, kind, part);
    row.security().number("quantity", std::abs(from.units)).number("price", from.price).charges();
    return row;
}

/// Income is told as a positive amount; what is paid on a short position as a negative one.
Row income(const OfxTransaction& from, const char* part = "") {
    if (from.income == kInterestIncome) {
        Row row(from, "interest", part);
        return row.number("amount", from.amount);
    }
    Row row(from, "dividend", part);
    return row.security().number("amount", from.amount);
}

std::vector<Value> cash(const OfxTransaction& from) {
    if (from.cash == Interest) return one(Row(from, "interest").number("amount", from.amount));
    if (from.cash == Dividend) return one(Row(from, "dividend").security().number("amount", from.amount));
    if (from.cash == Fee || from.cash == ServiceCharge)
        return one(from.amount > 0 ? Row(from, "fee").refuse("a fee that was paid back is not known here")
                                   : Row(from, "fee").number("amount", -from.amount));
    return one(from.amount < 0 ? Row(from, "withdrawal").number("amount", -from.amount)
                               : Row(from, "deposit").number("amount", from.amount));
}

std::vector<Value> split(const OfxTransaction& from) {
    Row row(from, "split");
    row.security();
    const bool whole = from.new_units == std::floor(from.new_units) &&
                       from.old_units == std::floor(from.old_units) && from.new_units > 0 &&
                       from.old_units > 0;
    if (!whole) return one(row.refuse("it does not say how many whole units became how many"));
    row.set("ratio_to", static_cast<std::int64_t>(from.new_units));
    return one(row.set("ratio_from", static_cast<std::int64_t>(from.old_units)));
}

std::vector<Value> transfer(const OfxTransaction& from) {
    if (from.units < 0) return one(Row(from, "transfer_out").security().number("quantity", -from.units));
    Row row(from, "transfer_in");
    row.security().number("quantity", from.units).number("amount", cents(from.units * from.price));
    if (!from.acquired.empty()) row.set("acquired_at", from.acquired);
    return one(row);
}

std::vector<Value> reinvestment(const OfxTransaction& from) {
    OfxTransaction paid = from;
    paid.amount = std::abs(from.amount);
    return {income(paid, ":income").done(), trade(from, "buy", ":purchase").done()};
}

} // namespace

double cents(double amount) {
    return std::round(amount * 1e6) / 1e6;
}

std::vector<Value> rowsOf(const OfxTransaction& from) {
    if (from.investment < 0) return cash(from);
    switch (static_cast<Investment>(from.investment)) {
    case BuyDebt:
    case BuyFund:
    case BuyOption:
    case BuyOther:
    case BuyStock:
        return one(trade(from, from.covers ? "cover" : "buy"));
    case SellDebt:
    case SellFund:
    case SellOption:
    case SellOther:
    case SellStock:
        return one(trade(from, "sell"));
    case Income:
        return one(income(from));
    case Reinvest:
        return reinvestment(from);
    case Expense:
        return one(Row(from, "fee").number("amount", std::abs(from.amount)));
    case MarginInterest:
        return one(Row(from, "interest").number("amount", -std::abs(from.amount)));
    case ReturnOfCapital:
        return one(Row(from, "return_of_capital").security().number("amount", std::abs(from.amount)));
    case Split:
        return split(from);
    case Transfer:
        return transfer(from);
    case Cash:
        return cash(from);
    case CloseOption:
    case JournalCash:
    case JournalSecurity:
        break;
    }
    return one(Row(from, "transfer_in").refuse("options that are closed and journals are recorded by hand"));
}

} // namespace nautilus::statement
