// Books of tests/data/book, computed with Python's whole numbers: every refusal, total, lot, closed lot and
// value is the same to the last unit.

#include "engines/portfolio/kernel/valuation.h"
#include "tests/engines/book_builders.h"
#include "tests/engines/factor_kernel_tables.h"

#include <algorithm>
#include <array>

namespace nautilus::portfolio {
namespace {

using Cells = std::vector<std::string>;

std::int64_t whole(const std::string& cell) {
    return std::strtoll(cell.c_str(), nullptr, 10);
}
Currency currencyOf(const std::string& cell) {
    return Currency::parse(cell).value_or(Currency{});
}

LotMethod methodOf(const std::string& word) {
    const std::map<std::string, LotMethod> methods{{"fifo", LotMethod::Fifo},
                                                   {"lifo", LotMethod::Lifo},
                                                   {"highest", LotMethod::HighestCost},
                                                   {"average", LotMethod::AverageCost},
                                                   {"specific", LotMethod::SpecificLots}};
    return methods.at(word);
}

Kind kindOf(const std::string& word) {
    constexpr std::array kWords{
        "buy",     "sell",     "short",      "cover",         "dividend",    "interest",
        "fee",     "deposit",  "withdrawal", "exchange",      "transfer_in", "transfer_out",
        "split",   "spin_off", "merger",     "symbol_change", "cash_merger", "return_of_capital",
        "reversal"};
    return static_cast<Kind>(std::ranges::find(kWords, word) - kWords.begin());
}

std::vector<LotPick> picksOf(const std::string& cell) {
    std::vector<LotPick> picks;
    std::istringstream stream(cell);
    for (std::string pick; std::getline(stream, pick, ';');) {
        std::ranges::replace(pick, ':', ' ');
        LotPick& added = picks.emplace_back();
        std::istringstream(pick) >> added.lot.opened_by >> added.lot.part >> added.quantity.units;
    }
    return picks;
}

Transaction transactionOf(const Cells& c) {
    Transaction t;
    t.sequence = whole(c[1]), t.kind = kindOf(c[2]), t.effective_at = {whole(c[3])};
    t.instrument = whole(c[4]), t.other_instrument = whole(c[5]);
    t.currency = currencyOf(c[6]), t.other_currency = currencyOf(c[7]);
    t.quantity = {whole(c[8])}, t.price = {whole(c[9])}, t.amount = {whole(c[10])};
    t.other_amount = {whole(c[11])}, t.charges = {whole(c[12])}, t.fx_rate = {whole(c[13])};
    t.ratio = {whole(c[14]), whole(c[15])}, t.cost_share = {whole(c[16]), whole(c[17])};
    t.unit = {whole(c[18])};
    if (!c[19].empty()) t.acquired_at = Timestamp{whole(c[19])};
    t.reverses = whole(c[20]), t.lots = picksOf(c[21]);
    return t;
}

template <class... Values>
std::string row(const Values&... values) {
    std::ostringstream text;
    const char* comma = "";
    ((text << comma << values, comma = ","), ...);
    return text.str();
}

std::vector<std::string> stateOf(const Ledger& ledger) {
    std::vector<std::string> out;
    for (const auto& [currency, t] : ledger.book().totals())
        out.push_back(row("total", currency.code(), t.cash.units, t.open_cost.units, t.deposited.units,
                          t.transferred.units, t.exchanged.units, t.realised.units, t.dividends.units,
                          t.interest.units, t.charges.units));
    for (const auto& [instrument, position] : ledger.book().positions())
        for (const Lot& lot : position.lots())
            out.push_back(row("lot", instrument, position.currency().code(), lot.id.opened_by, lot.id.part,
                              lot.acquired_at.ns, lot.quantity.units, lot.cost.units, lot.opened_rate.units));
    for (const ClosedLot& c : ledger.closed())
        out.push_back(row("closed", c.lot.opened_by, c.lot.part, c.closed_by, c.instrument, c.currency.code(),
                          c.quantity.units, c.cost.units, c.proceeds.units, c.gain.units, c.opened_rate.units,
                          c.closed_rate.units, c.acquired_at.ns, int{c.long_term}));
    return out;
}

std::vector<std::string> worthOf(const Book& book, const MarketPrices& prices, const FxRates& rates) {
    const auto valued = valueOfBook(book, prices, rates);
    std::vector<std::string> out;
    for (const auto& position : std::get<BookValue>(valued).positions)
        for (const auto& lot : position.lots)
            out.push_back(row("worth", position.instrument, lot.lot.id.opened_by, lot.lot.id.part,
                              lot.value->units, lot.base_value->units, lot.base_gain->total.units,
                              lot.base_gain->price.units, lot.base_gain->currency.units));
    return out;
}

/// One book of the file: its transactions as they are read, its lines of state as they were computed.
struct Golden {
    std::optional<Ledger> ledger;
    std::vector<std::string> expected, worth;
    MarketPrices prices;
    FxRates rates;
    std::size_t done = 0;

    void check(std::size_t number) const {
        if (!ledger) return;
        EXPECT_EQ(stateOf(*ledger), expected) << "book " << number;
        EXPECT_EQ(worthOf(ledger->book(), prices, rates), worth) << "book " << number;
        expectConserved(ledger->book(), ledger->closed());
        // The same at once, in the order of recording, without what was reversed.
        Ledger again(ledger->book().terms());
        auto all = ledger->effective();
        std::ranges::sort(all, {}, &Transaction::sequence);
        EXPECT_FALSE(again.record(all));
        EXPECT_TRUE(again.book() == ledger->book());
        EXPECT_TRUE(again.closed() == ledger->closed());
    }
    void perform(const Cells& cells, const std::string& line) {
        const auto refused = ledger->record(transactionOf(cells));
        const std::string word(refused ? refusalWord(refused->code) : "");
        EXPECT_EQ(word, cells.size() > 22 ? cells[22] : "") << line;
        ++done;
    }
};

TEST(BookGolden, EveryBookIsThatOfWholeNumbersInPython) {
    std::istringstream stream(testing_tables::readText(testing_tables::dataFile("book/books.csv.gz")));
    Golden golden;
    std::size_t books = 0, done = 0;
    for (std::string line; std::getline(stream, line);) {
        const auto cells = testing_tables::split(line);
        if (cells[0] == "book") {
            golden.check(books);
            done += golden.done, ++books;
            golden = Golden{};
            golden.ledger.emplace(AccountTerms{currencyOf(cells[3]), Timestamp{whole(cells[4])},
                                               methodOf(cells[1]), cells[2] == "1"});
        } else if (cells[0] == "do") {
            golden.perform(cells, line);
        } else if (cells[0] == "rate") {
            golden.rates[currencyOf(cells[1])] = {whole(cells[2])};
        } else if (cells[0] == "price") {
            golden.prices[whole(cells[1])] = {Price{whole(cells[3])}, currencyOf(cells[2])};
        } else {
            (cells[0] == "worth" ? golden.worth : golden.expected).push_back(line);
        }
    }
    golden.check(books);
    EXPECT_EQ(books, 150u);
    EXPECT_GT(done, 3000u);
}

} // namespace
} // namespace nautilus::portfolio
