// Daily bars past the rules: one pass over the rows in their order, one instrument at a time.
#include "app/catalog/appender.h"
#include "app/catalog/file_import.h"

#include <fmt/format.h>

#include <map>
#include <numeric>

namespace nautilus::catalog {

namespace {

constexpr double kTellEvery = 200'000; ///< rows between two words of progress

struct KnownInstrument {
    std::string type, calendar;
    std::size_t rows = 0; ///< that come
};

/// The rows of one instrument, as columns.
struct InstrumentRows {
    std::vector<std::int64_t> rid;
    std::vector<domain::SessionDate> session;
    std::vector<double> open, high, low, close, adj_close, volume;

    [[nodiscard]] std::array<std::vector<double>*, 6> numbers() {
        return {&open, &high, &low, &close, &adj_close, &volume};
    }
    /// The rows in the order of `rid`: parts of a stream may overtake each other.
    void arrange() {
        if (std::ranges::is_sorted(rid)) return;
        std::vector<std::size_t> order(rid.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::sort(order, {}, [&](std::size_t i) { return rid[i]; });
        const auto take = [&](auto& column) {
            auto from = column;
            for (std::size_t i = 0; i < order.size(); ++i)
                column[i] = from[order[i]];
        };
        take(session);
        for (auto* column : numbers())
            take(*column);
        std::ranges::sort(rid);
    }
};

class BarJudge {
public:
    BarJudge(const kit::ImportPlan& plan, const kit::BarRules& rules,
             std::map<std::int64_t, KnownInstrument> known)
        : plan_(plan), rules_(rules), known_(std::move(known)) {}

    /// False when the days of an instrument whose rows are complete do not ascend.
    bool take(const RowStream& part) {
        ids_.clear();
        InstrumentRows more;
        part.appendIntegers(0, more.rid);
        part.appendIntegers(1, ids_);
        part.appendDates(2, more.session);
        std::size_t column = 3;
        for (auto* numbers : more.numbers())
            part.appendDoubles(column++, *numbers);
        for (std::size_t begin = 0; begin < ids_.size();) {
            std::size_t end = begin;
            while (end < ids_.size() && ids_[end] == ids_[begin])
                ++end;
            if (!append(ids_[begin], more, begin, end)) return false;
            begin = end;
        }
        return true;
    }
    /// True when every instrument was complete.
    [[nodiscard]] bool isDone() const { return open_.empty(); }
    [[nodiscard]] const auto& refused() const { return refused_; }
    [[nodiscard]] std::int64_t silent() const { return silent_; }

private:
    bool append(std::int64_t id, InstrumentRows& more, std::size_t begin, std::size_t end) {
        auto& rows = open_[id];
        const auto add = [&](auto& to, const auto& from) {
            to.insert(to.end(), from.begin() + static_cast<std::ptrdiff_t>(begin),
                      from.begin() + static_cast<std::ptrdiff_t>(end));
        };
        add(rows.rid, more.rid);
        add(rows.session, more.session);
        const auto to = rows.numbers(), from = more.numbers();
        for (std::size_t c = 0; c < to.size(); ++c)
            add(*to[c], *from[c]);
        const auto& known = known_[id];
        if (rows.rid.size() < known.rows) return true;
        rows.arrange();
        if (!std::ranges::is_sorted(rows.session)) return false;
        judge(id, known, rows);
        open_.erase(id);
        return true;
    }
    void judge(std::int64_t id, const KnownInstrument& known, const InstrumentRows& rows) {
        const bool silent = std::ranges::none_of(rows.volume, [](double v) { return v > 0; });
        silent_ += silent ? 1 : 0;
        const std::string type = silent ? "index" : known.type.empty() ? "stock" : known.type;
        const auto price = [&](const char* field, const std::vector<double>& column) {
            return std::span(plan_.has(field) ? column : rows.close); // what is not given cannot be wrong
        };
        const auto reasons =
            rules_({id, type, rows.session, price("open", rows.open), price("high", rows.high),
                    price("low", rows.low), rows.close, rows.adj_close, rows.volume,
                    known.calendar.empty() ? std::string_view("XNYS") : std::string_view(known.calendar)});
        for (std::size_t i = 0; i < reasons.size(); ++i)
            if (!reasons[i].empty()) refused_.emplace_back(rows.rid[i], reasons[i]);
    }

    const kit::ImportPlan& plan_;
    const kit::BarRules& rules_;
    std::map<std::int64_t, KnownInstrument> known_;
    std::map<std::int64_t, InstrumentRows> open_; ///< whose rows are not all there
    std::vector<std::int64_t> ids_;
    std::vector<std::pair<std::int64_t, std::string_view>> refused_;
    std::int64_t silent_ = 0;
};

kit::Result<std::map<std::int64_t, KnownInstrument>> knownInstruments(Connection& db,
                                                                      const std::string& dataset) {
    const auto rows =
        db.query("SELECT n.id::BIGINT, coalesce(i.security_type, ''), coalesce(i.calendar, ''), "
                 "n.row_count::BIGINT FROM names n LEFT JOIN instruments i ON i.instrument_id "
                 "= n.id AND i.dataset = " +
                 dataset);
    if (!rows) return kit::failAs(rows);
    const auto id = (*rows)->integers(0), count = (*rows)->integers(3);
    const auto type = (*rows)->texts(1), calendar = (*rows)->texts(2);
    std::map<std::int64_t, KnownInstrument> out;
    for (std::size_t i = 0; i < id.size(); ++i) {
        auto& known = out[id[i]]; // symbols that are one instrument bring their rows together
        known.type = type[i];
        known.calendar = calendar[i];
        known.rows += static_cast<std::size_t>(count[i]);
    }
    return out;
}

} // namespace

/// `refused (rid, reason)`. Rows that stand together but whose days do not are sorted and judged again.
kit::Result<void> FileImport::judgeBars() {
    if (auto made = db_.run("CREATE OR REPLACE TEMP TABLE refused (rid BIGINT, reason VARCHAR)"); !made)
        return made;
    const auto in_order = judgeInOrder();
    if (!in_order) return kit::failAs(in_order);
    if (*in_order) return {};
    if (auto sorted = sortBars(); !sorted) return sorted;
    const auto again = judgeInOrder();
    if (!again) return kit::failAs(again);
    return *again ? kit::Result<void>{}
                  : kit::Result<void>(kit::fail(kit::ErrorCode::Internal, "the bars could not be sorted"));
}

/// False when the rows are not in order; nothing is refused then.
kit::Result<bool> FileImport::judgeInOrder() {
    auto known = knownInstruments(db_, dataset());
    if (!known) return kit::failAs(known);
    BarJudge judge(plan_, rules_, std::move(*known));
    {
        const auto stream =
            db_.stream("SELECT rid::BIGINT, id::BIGINT, moment, open, high, low, close, adj_close, volume "
                       "FROM bars");
        if (!stream) return kit::failAs(stream);
        const auto total = static_cast<double>(std::max<std::int64_t>(report_.rows_read, 1));
        double taken = 0, told = -kTellEvery;
        for (;;) {
            const auto more = (*stream)->next();
            if (!more) return kit::failAs(more);
            if (!*more) break;
            if (!judge.take(**stream)) return false;
            taken += static_cast<double>((*stream)->rowCount());
            if (taken < told + kTellEvery) continue;
            told = taken;
            if (auto on = step(0.6 + 0.2 * std::min(1.0, taken / total), "checking bars"); !on)
                return kit::failAs(on);
        }
    }
    if (!judge.isDone()) return false;
    Appender refused(db_, "refused");
    for (const auto& [rid, reason] : judge.refused())
        refused.add(rid).add(reason).endRow();
    if (auto closed = refused.close(); !closed) return kit::failAs(closed);
    if (judge.silent() > 0 && plan_.has("volume"))
        warn(fmt::format("{} symbols have no volume at all: it was not held against them", judge.silent()));
    return true;
}

} // namespace nautilus::catalog
