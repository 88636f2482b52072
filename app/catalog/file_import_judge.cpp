// Daily bars past the rules: one pass over the rows in their order, one instrument at a time.
#include "app/catalog/appender.h"
#include "app/catalog/file_import.h"

#include <fmt/format.h>

#include <map>

namespace nautilus::catalog {

namespace {

constexpr double kTellEvery = 200'000; ///< rows between two words of progress

struct KnownInstrument {
    std::string type, calendar;
};

/// The rows of one instrument, as columns.
struct InstrumentRows {
    std::int64_t id = 0;
    std::vector<std::int64_t> rid;
    std::vector<domain::SessionDate> session;
    std::vector<double> open, high, low, close, adj_close, volume;

    [[nodiscard]] std::array<std::vector<double>*, 6> numbers() {
        return {&open, &high, &low, &close, &adj_close, &volume};
    }
    void clear() {
        rid.clear();
        session.clear();
        for (auto* column : numbers())
            column->clear();
    }
};

class BarJudge {
public:
    BarJudge(const kit::ImportPlan& plan, const kit::BarRules& rules,
             std::map<std::int64_t, KnownInstrument> known)
        : plan_(plan), rules_(rules), known_(std::move(known)) {}

    /// False when the rows are not in the order of instrument and session.
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
            if (!rows_.rid.empty() && ids_[begin] != rows_.id) judge();
            rows_.id = ids_[begin];
            if (!append(more, begin, end)) return false;
            begin = end;
        }
        return true;
    }
    /// The last instrument's.
    void finish() {
        if (!rows_.rid.empty()) judge();
    }
    [[nodiscard]] const auto& refused() const { return refused_; }
    [[nodiscard]] std::int64_t silent() const { return silent_; }

private:
    bool append(InstrumentRows& more, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            if (!rows_.session.empty() && more.session[i] < rows_.session.back()) return false;
            rows_.session.push_back(more.session[i]);
        }
        const auto at = [&](const auto& column, std::size_t i) {
            return column.begin() + static_cast<std::ptrdiff_t>(i);
        };
        rows_.rid.insert(rows_.rid.end(), at(more.rid, begin), at(more.rid, end));
        const auto to = rows_.numbers(), from = more.numbers();
        for (std::size_t c = 0; c < to.size(); ++c)
            to[c]->insert(to[c]->end(), at(*from[c], begin), at(*from[c], end));
        return true;
    }
    void judge() {
        const auto found = known_.find(rows_.id);
        const auto& volume = rows_.volume;
        const bool silent = std::ranges::none_of(volume, [](double v) { return v > 0; });
        silent_ += silent ? 1 : 0;
        const std::string type = silent ? "index" : found != known_.end() ? found->second.type : "stock";
        const auto price = [&](const char* field, const std::vector<double>& column) {
            return std::span(plan_.has(field) ? column : rows_.close); // what is not given cannot be wrong
        };
        const auto reasons =
            rules_({rows_.id, type, rows_.session, price("open", rows_.open), price("high", rows_.high),
                    price("low", rows_.low), rows_.close, rows_.adj_close, volume,
                    found != known_.end() ? found->second.calendar : "XNYS"});
        for (std::size_t i = 0; i < reasons.size(); ++i)
            if (!reasons[i].empty()) refused_.emplace_back(rows_.rid[i], reasons[i]);
        rows_.clear();
    }

    const kit::ImportPlan& plan_;
    const kit::BarRules& rules_;
    std::map<std::int64_t, KnownInstrument> known_;
    InstrumentRows rows_;
    std::vector<std::int64_t> ids_;
    std::vector<std::pair<std::int64_t, std::string_view>> refused_;
    std::int64_t silent_ = 0;
};

kit::Result<std::map<std::int64_t, KnownInstrument>> knownInstruments(Connection& db,
                                                                      const std::string& dataset) {
    const auto rows = db.query("SELECT instrument_id, security_type, calendar FROM instruments WHERE "
                               "instrument_id IN (SELECT id FROM names) AND dataset = " +
                               dataset);
    if (!rows) return kit::failAs(rows);
    const auto id = (*rows)->integers(0);
    const auto type = (*rows)->texts(1), calendar = (*rows)->texts(2);
    std::map<std::int64_t, KnownInstrument> out;
    for (std::size_t i = 0; i < id.size(); ++i)
        out[id[i]] = {type[i], calendar[i]};
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
    judge.finish();
    Appender refused(db_, "refused");
    for (const auto& [rid, reason] : judge.refused())
        refused.add(rid).add(reason).endRow();
    if (auto closed = refused.close(); !closed) return kit::failAs(closed);
    if (judge.silent() > 0 && plan_.has("volume"))
        warn(fmt::format("{} symbols have no volume at all: it was not held against them", judge.silent()));
    return true;
}

} // namespace nautilus::catalog
