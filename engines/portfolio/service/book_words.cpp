#include "engines/portfolio/service/book_words.h"

#include "engines/domain/calendar.h"
#include "engines/portfolio/kernel/cash_moved.h"

#include <array>
#include <charconv>
#include <cmath>

namespace nautilus::portfolio {

using domain::NyseCalendar;
using domain::SessionDate;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

std::size_t placeOfWord(std::string_view words, std::string_view word) {
    std::size_t place = 0;
    while (!words.empty()) {
        const auto bar = words.find('|');
        if (words.substr(0, bar) == word) return place;
        if (bar == std::string_view::npos) break;
        words.remove_prefix(bar + 1);
        ++place;
    }
    return 0; // the field table has refused other words
}

/// The shortest decimal of a number, without an exponent.
std::string plainDecimal(double number) {
    std::array<char, 400> text{};
    const auto [end, error] =
        std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    return error == std::errc{} ? std::string(text.data(), end) : std::string();
}

std::string decimalTextOf(const kit::Value& value) {
    if (const auto* whole = value.as<std::int64_t>()) return std::to_string(*whole);
    if (const auto* real = value.as<double>()) return plainDecimal(*real);
    if (const auto* text = value.as<std::string>()) return *text;
    if (const auto* text = value.as<kit::Value::Untyped>()) return text->text;
    return "?"; // an object, a list, a flag: no decimal reads so
}

template <class ScaledType>
void readDecimal(const kit::Value& value, const char* name, const std::string& pointer, std::string& out,
                 kit::Errors& errors) {
    out.clear();
    if (value.isNull()) return;
    const auto text = decimalTextOf(value);
    if (text.empty()) return; // an empty cell of a file
    const auto scaled = ScaledType::parse(text);
    if (scaled)
        out = scaled->text();
    else
        errors.push_back({ErrorCode::InvalidArgument,
                          std::string(name) + " must be a decimal with at most " +
                              std::to_string(ScaledType::kDecimals) + " places that fits 64 bits",
                          pointer + "/" + name});
}

void readCurrency(const std::optional<std::string>& given, const std::string& otherwise, const char* name,
                  const std::string& pointer, std::string& out, kit::Errors& errors) {
    out = given && !given->empty() ? *given : otherwise;
    if (!out.empty() && !Currency::parse(out))
        errors.push_back({ErrorCode::InvalidArgument, "a currency is three capital letters (ISO 4217)",
                          pointer + "/" + name});
}

const domain::Instrument* readSymbol(const std::optional<std::string>& given, SessionDate at,
                                     const marketdata::InstrumentDirectory& directory, const char* name,
                                     const std::string& pointer, std::string& symbol, std::int64_t& id,
                                     kit::Errors& errors) {
    if (!given || given->empty()) return nullptr;
    const auto* found = directory.resolve(*given, at);
    if (found)
        symbol = *given, id = found->id;
    else
        errors.push_back({ErrorCode::InvalidArgument,
                          *given + " is not in the catalog on that day; import the instrument first",
                          pointer + "/" + name});
    return found;
}

void readInstants(const TransactionFields& in, const std::string& pointer, TransactionView& out,
                  kit::Errors& errors) {
    const auto take = [&](const std::string& text, const char* name) {
        const auto instant = instantOf(text, pointer + "/" + name);
        if (!instant) errors.insert(errors.end(), instant.error().begin(), instant.error().end());
        return instant ? *instant : Timestamp{};
    };
    out.effective_at = take(in.effective_at, "effective_at");
    if (in.acquired_at && !in.acquired_at->empty()) out.acquired_at = take(*in.acquired_at, "acquired_at");
    out.session = sessionOf(out.effective_at);
}

void readLots(const TransactionFields& in, const std::string& pointer, TransactionView& out,
              kit::Errors& errors) {
    for (std::size_t i = 0; i < in.lots.size(); ++i) {
        const auto at = pointer + "/lots/" + std::to_string(i);
        std::string quantity;
        readDecimal<Quantity>(in.lots[i].quantity, "quantity", at, quantity, errors);
        if (!lotOf(in.lots[i].lot))
            errors.push_back({ErrorCode::InvalidArgument, "a lot is named like 12 or 12/1", at + "/lot"});
        out.lots.push_back({in.lots[i].lot, quantity});
    }
}

void readAmounts(const TransactionFields& in, const std::string& pointer, TransactionView& out,
                 kit::Errors& errors) {
    readDecimal<Quantity>(in.quantity, "quantity", pointer, out.quantity, errors);
    readDecimal<Price>(in.price, "price", pointer, out.price, errors);
    readDecimal<Money>(in.amount, "amount", pointer, out.amount, errors);
    readDecimal<Money>(in.other_amount, "other_amount", pointer, out.other_amount, errors);
    readDecimal<Money>(in.charges, "charges", pointer, out.charges, errors);
    readDecimal<FxRate>(in.fx_rate, "fx_rate", pointer, out.fx_rate, errors);
    readDecimal<Quantity>(in.unit, "unit", pointer, out.unit, errors);
    out.ratio_to = in.ratio_to, out.ratio_from = in.ratio_from;
    out.cost_share_to = in.cost_share_to, out.cost_share_from = in.cost_share_from;
}

template <class ScaledType>
bool parseStored(const std::string& text, ScaledType& out) {
    if (text.empty()) return true;
    const auto scaled = ScaledType::parse(text);
    if (scaled) out = *scaled;
    return scaled.has_value();
}

} // namespace

LotMethod lotMethodOf(std::string_view word) {
    return static_cast<LotMethod>(placeOfWord(kLotMethodWords, word));
}

TransactionKind kindOf(std::string_view word) {
    return static_cast<TransactionKind>(placeOfWord(kKindWords, word));
}

std::string lotText(LotId id) {
    return std::to_string(id.opened_by) + (id.part ? "/" + std::to_string(id.part) : "");
}

std::optional<LotId> lotOf(std::string_view text) {
    LotId out;
    const auto* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, out.opened_by);
    if (error != std::errc{} || out.opened_by <= 0) return std::nullopt;
    if (stop == end) return out;
    if (*stop != '/') return std::nullopt;
    const auto [last, second] = std::from_chars(stop + 1, end, out.part);
    return second == std::errc{} && last == end ? std::optional(out) : std::nullopt;
}

Result<Timestamp> instantOf(const std::string& text, const std::string& pointer) {
    if (const auto day = SessionDate::parse(text)) {
        constexpr std::int64_t kDayNs = 86'400 * domain::kNsPerSecond,
                               kCloseNs = 21 * 3'600 * domain::kNsPerSecond;
        const int year = static_cast<int>(day->ymd().year());
        if (year < NyseCalendar::kFirstYear || year > NyseCalendar::kLastYear)
            return fail(ErrorCode::InvalidArgument, "days from 1990 to 2050 can be recorded", pointer);
        return NyseCalendar::isSession(*day) ? NyseCalendar::close(*day)
                                             : Timestamp{day->days * kDayNs + kCloseNs};
    }
    const auto instant = Timestamp::parse(text);
    if (!instant) return fail(ErrorCode::InvalidArgument, "must be RFC 3339, or a date", pointer);
    const auto first = Timestamp::parse("1990-01-02T00:00:00Z"),
               last = Timestamp::parse("2050-12-30T00:00:00Z");
    if (*instant < *first || *instant > *last)
        return fail(ErrorCode::InvalidArgument, "days from 1990 to 2050 can be recorded", pointer);
    return *instant;
}

SessionDate sessionOf(Timestamp at) {
    return NyseCalendar::next(NyseCalendar::lastClosed({at.ns - 1}));
}

Result<TransactionView> understood(const TransactionFields& in, const std::string& base,
                                   const marketdata::InstrumentDirectory& directory,
                                   const std::string& pointer) {
    TransactionView out;
    kit::Errors errors;
    out.kind = in.kind;
    readInstants(in, pointer, out, errors);
    const auto* instrument = readSymbol(in.symbol, out.session, directory, "symbol", pointer, out.symbol,
                                        out.instrument_id, errors);
    (void)readSymbol(in.other_symbol, out.session, directory, "other_symbol", pointer, out.other_symbol,
                     out.other_instrument_id, errors);
    readCurrency(in.currency, instrument ? instrument->currency : base, "currency", pointer, out.currency,
                 errors);
    readCurrency(in.other_currency, "", "other_currency", pointer, out.other_currency, errors);
    readAmounts(in, pointer, out, errors);
    readLots(in, pointer, out, errors);
    out.reverses = in.reverses.value_or(0);
    out.note = in.note.value_or("");
    out.key = in.key.value_or("");
    if (!errors.empty()) return tl::unexpected<kit::Errors>(std::move(errors));
    return out;
}

Result<Transaction> kernelOf(const TransactionView& view) {
    Transaction t;
    t.sequence = view.number;
    t.kind = kindOf(view.kind);
    t.effective_at = view.effective_at;
    t.instrument = view.instrument_id;
    t.other_instrument = view.other_instrument_id;
    t.currency = Currency::parse(view.currency).value_or(Currency{});
    t.other_currency = Currency::parse(view.other_currency).value_or(Currency{});
    bool good = parseStored(view.quantity, t.quantity) && parseStored(view.price, t.price) &&
                parseStored(view.amount, t.amount) && parseStored(view.other_amount, t.other_amount) &&
                parseStored(view.charges, t.charges) && parseStored(view.fx_rate, t.fx_rate) &&
                parseStored(view.unit, t.unit);
    t.ratio = {view.ratio_to, view.ratio_from};
    t.cost_share = {view.cost_share_to, view.cost_share_from};
    t.acquired_at = view.acquired_at;
    for (const auto& pick : view.lots) {
        LotPick out;
        const auto lot = lotOf(pick.lot);
        good = good && lot && parseStored(decimalTextOf(pick.quantity), out.quantity);
        if (lot) out.lot = *lot;
        t.lots.push_back(out);
    }
    t.reverses = view.reverses;
    if (!good) return fail(ErrorCode::Internal, "a recorded transaction cannot be read");
    return t;
}

namespace {

struct RefusalText {
    ErrorCode code;
    const char* words;
};

RefusalText textOf(RefusalCode code) {
    using C = RefusalCode;
    constexpr auto kInput = ErrorCode::InvalidArgument, kState = ErrorCode::Conflict;
    switch (code) {
    case C::ZeroQuantity:
        return {kInput, "must be given, and above zero"};
    case C::WrongSign:
        return {kInput, "its sign contradicts the position or the kind"};
    case C::NoInstrument:
        return {kInput, "this kind needs a symbol, or two different ones"};
    case C::WrongCurrency:
        return {kInput, "none is given, or another one than that of the position"};
    case C::BeforeOpening:
        return {kInput, "lies before the account was opened, or before it was acquired"};
    case C::OutOfOrder:
        return {kState, "does not come after what was recorded before"};
    case C::ShortingNotAllowed:
        return {kState, "more than is held; the account may not be short"};
    case C::MoreThanHeld:
        return {kState, "more than is held at that time"};
    case C::NotHeld:
        return {kState, "nothing of it is held at that time"};
    case C::OtherSideHeld:
        return {kState, "the other side is held: close it first"};
    case C::LotUnknown:
        return {kState, "there is no such lot of the instrument"};
    case C::LotClosed:
        return {kState, "nothing of that lot is left"};
    case C::LotsMismatch:
        return {kInput, "the lots do not add up to what is closed, or one is named twice"};
    case C::LotsNotAllowed:
        return {kInput, "the account has average costs, it knows no single lots"};
    case C::LotsMissing:
        return {kInput, "the account's method wants the lots to be named"};
    case C::NothingPaidFor:
        return {kInput, "cash in lieu although no fraction is left"};
    case C::TransactionUnknown:
        return {kState, "there is no transaction with that number in this portfolio"};
    case C::IsReversal:
        return {kState, "a reversal cannot be reversed"};
    case C::AlreadyReversed:
        return {kState, "that transaction has been reversed before"};
    case C::BeforeSnapshot:
        return {kState, "lies before the state that the book begins with"};
    case C::StillNeeded:
        return {kState, "a later transaction needs what this would take away"};
    case C::Overflow:
        return {kInput, "a result does not fit the book's numbers"};
    }
    return {ErrorCode::Internal, "refused"};
}

} // namespace

kit::Error errorOf(const Refusal& refusal, const std::string& pointer) {
    const auto text = textOf(refusal.code);
    std::string message = text.words;
    if (refusal.needed_by > 0) message += ": number " + std::to_string(refusal.needed_by);
    auto field = refusal.field == "instrument" ? std::string("symbol") : refusal.field;
    if (field == "other_instrument") field = "other_symbol";
    if (field == "ratio" || field == "cost_share") field += "_to";
    return {text.code, message + " (" + std::string(refusalWord(refusal.code)) + ")", pointer + "/" + field};
}

std::string cashText(const TransactionView& view) {
    const auto known = kernelOf(view);
    const auto moved = known ? cashMoved(*known) : std::nullopt;
    return moved ? moved->text() : std::string();
}

std::string picksText(const std::vector<LotPickRecord>& lots) {
    std::string out;
    for (const auto& pick : lots)
        out += (out.empty() ? "" : " ") + pick.lot + ":" + decimalTextOf(pick.quantity);
    return out;
}

} // namespace nautilus::portfolio
