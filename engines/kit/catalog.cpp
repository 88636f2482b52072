// What every catalog can answer from its other answers; a store that can do better overrides it.

#include "engines/kit/catalog.h"

#include <algorithm>
#include <bit>
#include <map>

namespace nautilus::kit {

namespace {

/// Order-dependent digest of numbers (FNV-1a over 64-bit words, then mixed).
class Digest {
public:
    Digest& add(std::int64_t value) {
        state_ = (state_ ^ static_cast<std::uint64_t>(value)) * 0x100000001b3ULL;
        state_ ^= state_ >> 29U;
        return *this;
    }
    Digest& add(double value) { return add(std::bit_cast<std::int64_t>(value)); }
    Digest& add(std::string_view text) {
        for (const char c : text)
            add(static_cast<std::int64_t>(c));
        return *this;
    }
    [[nodiscard]] std::int64_t value() const { return static_cast<std::int64_t>(state_ >> 1U); }

private:
    std::uint64_t state_ = 0xcbf29ce484222325ULL;
};

} // namespace

Result<std::vector<SessionMark>> Catalog::barMarks(const std::vector<domain::InstrumentId>& ids) {
    BarQuery query;
    query.instruments = ids;
    const auto bars = dailyBars(query);
    if (!bars) return failAs(bars);
    std::map<domain::SessionDate, SessionMark> marks;
    for (std::size_t i = 0; i < bars->size(); ++i) {
        Digest digest;
        digest.add(bars->instrument[i]);
        for (const auto* column :
             {&bars->open, &bars->high, &bars->low, &bars->close, &bars->adj_close, &bars->volume})
            digest.add((*column)[i]);
        auto& mark = marks[bars->session[i]];
        mark.session = bars->session[i];
        ++mark.rows;
        mark.digest ^= digest.value();
    }
    std::vector<SessionMark> out;
    for (const auto& each : marks)
        out.push_back(each.second);
    return out;
}

Result<std::vector<FactMark>> Catalog::factMarks() {
    const auto table = fundamentals();
    if (!table) return failAs(table);
    std::map<domain::InstrumentId, FactMark> marks;
    for (const auto& f : table->facts) {
        Digest digest;
        digest.add(std::string_view(table->concepts[static_cast<std::size_t>(f.concept_index)]));
        for (const std::int64_t number :
             {static_cast<std::int64_t>(f.period_end.days), static_cast<std::int64_t>(f.period),
              static_cast<std::int64_t>(f.fiscal_year), static_cast<std::int64_t>(f.knowable_at.days),
              static_cast<std::int64_t>(f.filed.days), static_cast<std::int64_t>(f.split_basis.days),
              static_cast<std::int64_t>(f.annual_form), static_cast<std::int64_t>(f.dated_by_rule),
              static_cast<std::int64_t>(f.restated), static_cast<std::int64_t>(f.suspect),
              static_cast<std::int64_t>(f.priority)})
            digest.add(number);
        digest.add(f.value);
        auto& mark = marks[f.id];
        mark.id = f.id;
        ++mark.rows;
        mark.digest ^= digest.value();
    }
    std::vector<FactMark> out;
    for (const auto& each : marks)
        out.push_back(each.second);
    return out;
}

Result<domain::FactTable> Catalog::fundamentalsOf(const std::vector<domain::InstrumentId>& ids) {
    auto table = fundamentals();
    if (!table) return table;
    std::erase_if(table->facts, [&](const domain::Fact& f) { return std::ranges::count(ids, f.id) == 0; });
    return table;
}

} // namespace nautilus::kit
