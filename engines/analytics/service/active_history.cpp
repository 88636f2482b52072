#include "engines/analytics/service/active_history.h"
#include "engines/kit/period.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace nautilus::analytics {

using namespace domain;
using kit::Call;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

/// Places of `mine` in the united list.
std::vector<std::size_t> placesOf(const std::vector<InstrumentId>& mine,
                                  const std::vector<InstrumentId>& all) {
    std::vector<std::size_t> out;
    for (const auto id : mine)
        out.push_back(static_cast<std::size_t>(std::ranges::lower_bound(all, id) - all.begin()));
    return out;
}

/// Copies the chosen rows of a matrix into the columns of the united list.
Matrix spread(const Matrix& from, const std::vector<std::size_t>& rows, const std::vector<std::size_t>& to,
              std::size_t columns, double fill) {
    Matrix out(rows.size(), columns, fill);
    for (std::size_t t = 0; t < rows.size(); ++t)
        for (std::size_t i = 0; i < to.size(); ++i)
            out.at(t, to[i]) = from.at(rows[t], i);
    return out;
}

/// What either held on the chosen rows, over the instruments of both.
void fillHoldings(ActiveHistory& out, const portfolio::BookHistory& book, const Composition& other,
                  const std::vector<std::size_t>& rows, const marketdata::InstrumentDirectory& directory) {
    out.instruments = book.instruments;
    out.instruments.insert(out.instruments.end(), other.instruments.begin(), other.instruments.end());
    std::ranges::sort(out.instruments);
    const auto repeated = std::ranges::unique(out.instruments);
    out.instruments.erase(repeated.begin(), repeated.end());
    for (const auto id : out.instruments) {
        const auto* instrument = directory.byId(id);
        out.symbols.push_back(instrument ? instrument->symbol : std::to_string(id));
    }
    const auto n = out.instruments.size();
    const auto mine = placesOf(book.instruments, out.instruments);
    const auto theirs = placesOf(other.instruments, out.instruments);
    out.held = spread(book.start_weight, rows, mine, n, 0);
    out.held_return = spread(book.held_return, rows, mine, n, kMissing);
    out.bench = spread(other.weight, rows, theirs, n, 0);
    out.bench_return = spread(other.returns, rows, theirs, n, kMissing);
}

void sayWhatIsMissing(const ActiveHistory& history, Call& call) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < history.instruments.size(); ++i)
        for (std::size_t t = 0; t < history.session.size(); ++t)
            if (history.held.at(t, i) != 0 && std::isnan(history.held_return.at(t, i))) {
                names.push_back(history.symbols[i]);
                break;
            }
    if (names.empty()) return;
    call.warn("return_missing", "/data/security_selection",
              fmt::format("{} had no return on some session while held: that part stands with trading",
                          fmt::join(names, ", ")));
}

} // namespace

Result<portfolio::BookHistory> bookOver(const Rooms& rooms, const HistoryWish& wish, Call& call) {
    if (!rooms.books) return Rooms::noBooks();
    auto end = wish.as_of;
    if (!end) {
        const auto now = rooms.books->holdings(wish.portfolio_id, std::nullopt);
        if (!now) return kit::failAs(now);
        end = now->as_of;
    }
    const auto base = kit::baseOf(wish.period, wish.start, *end, wish.period_pointer);
    if (!base) return kit::failAs(base);
    auto history = rooms.books->history(wish.portfolio_id, *base, *end);
    if (!history) return history;
    if (wish.period != "ALL" && wish.period != "MAX" && history->session.front() > *base)
        call.warn("short_history", "/data/period_start",
                  "the book begins on " + history->session.front().iso() + ", after the period's start");
    call.data_as_of = history->session.back();
    call.catalog_epoch = rooms.market->directory()->epoch;
    call.warnings.insert(call.warnings.end(), history->warnings.begin(), history->warnings.end());
    return history;
}

Result<ActiveHistory> activeHistory(const Rooms& rooms, const HistoryWish& wish, Call& call) {
    const auto book = bookOver(rooms, wish, call);
    if (!book) return kit::failAs(book);
    const auto name = benchmarkName(wish.benchmark, book->book);
    auto other = benchmarkOver(rooms, name, book->book.base_currency, book->session, wish.wanted, call);
    if (!other) return kit::failAs(other);
    ActiveHistory out;
    out.book = book->book;
    out.benchmark = other->name;
    out.made_of = other->made_of;
    out.base = book->session.front();
    std::vector<std::size_t> rows;
    for (std::size_t t = 1; t < book->session.size(); ++t) {
        if (std::isnan(book->time_weighted[t]) || std::isnan(other->total[t])) continue;
        rows.push_back(t);
        out.session.push_back(book->session[t]);
        out.before.push_back(book->session[t - 1]);
        out.portfolio.push_back(book->time_weighted[t]);
        out.market.push_back(other->total[t]);
        out.charges.push_back(book->charges[t]);
    }
    if (rows.empty())
        return fail(ErrorCode::NotComputable, "there is no session on which both " + wish.portfolio_id +
                                                  " and " + name + " have a return");
    if (const auto lost = book->session.size() - 1 - rows.size(); lost > 0)
        call.warn("sessions_left_out", "/data/sessions",
                  fmt::format("{} sessions on which one of the two has no return are left out", lost));
    if (wish.wanted == Wanted::Return) return out;
    fillHoldings(out, *book, *other, rows, *rooms.market->directory());
    sayWhatIsMissing(out, call);
    return out;
}

} // namespace nautilus::analytics
