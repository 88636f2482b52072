#include "app/catalog/corrections.h"

#include <algorithm>
#include <map>

namespace nautilus::catalog {

using domain::SessionDate;
using kit::Correction;

namespace {

/// Raw value of a correction's first row, for bars and for dividends.
constexpr const char* kSelect =
    "SELECT c.correction_id, c.issue_id, c.dataset, c.instrument_id, c.first_date, c.last_date, c.field, "
    "c.old_value, c.new_value, c.factor, c.rule, c.reason, c.who, c.made_at_ns, coalesce(c.undone_at_ns, "
    "-1), "
    "c.epoch, CASE c.field WHEN 'open' THEN b.open WHEN 'high' THEN b.high WHEN 'low' THEN b.low "
    "WHEN 'close' THEN b.close WHEN 'adj_close' THEN b.adj_close WHEN 'volume' THEN b.volume::DOUBLE "
    "ELSE a.amount_on_basis END FROM corrections c "
    "LEFT JOIN (SELECT dataset, instrument_id, session, any_value(open) AS open, any_value(high) AS high, "
    "any_value(low) AS low, any_value(close) AS close, any_value(adj_close) AS adj_close, "
    "any_value(volume) AS volume FROM bars_daily SEMI JOIN corrections ON corrections.instrument_id = "
    "bars_daily.instrument_id AND corrections.first_date = bars_daily.session GROUP BY ALL) b "
    "ON b.dataset = c.dataset AND b.instrument_id = c.instrument_id AND b.session = c.first_date "
    "LEFT JOIN (SELECT dataset, instrument_id, ex_date, sum(amount_on_basis) AS amount_on_basis FROM "
    "corporate_actions WHERE type = 'dividend' GROUP BY ALL) a "
    "ON a.dataset = c.dataset AND a.instrument_id = c.instrument_id AND a.ex_date = c.first_date "
    "ORDER BY c.correction_id";

bool sameValue(double a, double b) {
    return std::isfinite(a) && std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b));
}

std::vector<double>* columnOf(domain::DailyBars& bars, std::string_view field) {
    auto* column = field == "open"        ? &bars.open
                   : field == "high"      ? &bars.high
                   : field == "low"       ? &bars.low
                   : field == "close"     ? &bars.close
                   : field == "adj_close" ? &bars.adj_close
                   : field == "volume"    ? &bars.volume
                                          : nullptr;
    return column && !column->empty() ? column : nullptr; // a query may leave fields out
}

} // namespace

kit::Result<std::vector<Correction>> readCorrections(Connection& connection) {
    const auto result = connection.query(kSelect);
    if (!result) return kit::failAs(result);
    const auto& r = **result;
    const auto number = r.integers(0), id = r.integers(3), made = r.integers(13), undone = r.integers(14),
               epoch = r.integers(15);
    const auto issue = r.texts(1), dataset = r.texts(2), field = r.texts(6), rule = r.texts(10),
               reason = r.texts(11), who = r.texts(12);
    const auto first = r.dates(4), last = r.dates(5);
    const auto old_value = r.doubles(7), new_value = r.doubles(8), factor = r.doubles(9), raw = r.doubles(16);
    std::vector<Correction> out;
    for (std::size_t i = 0; i < r.rowCount(); ++i) {
        Correction c{number[i], issue[i],     dataset[i],   id[i],     first[i], last[i],
                     field[i],  old_value[i], new_value[i], factor[i], rule[i],  reason[i],
                     who[i],    {made[i]},    {},           epoch[i],  true};
        if (undone[i] >= 0) c.undone_at = domain::Timestamp{undone[i]};
        c.applies = !c.undone_at && sameValue(raw[i], old_value[i]);
        out.push_back(std::move(c));
    }
    return out;
}

void correctBars(domain::DailyBars& bars, const std::vector<std::string>& dataset,
                 std::span<const Correction> corrections) {
    for (const auto& c : corrections) {
        auto* column = columnOf(bars, c.field);
        if (!c.applies || !column) continue;
        const auto [begin, end] = std::ranges::equal_range(bars.instrument, c.id);
        for (auto at = begin; at != end; ++at) {
            const auto i = static_cast<std::size_t>(at - bars.instrument.begin());
            if (bars.session[i] < c.first || bars.session[i] > c.last || dataset[i] != c.dataset) continue;
            (*column)[i] = std::isfinite(c.factor) ? (*column)[i] * c.factor : c.new_value;
        }
    }
}

void correctActions(std::vector<domain::CorporateAction>& actions, std::span<const Correction> corrections) {
    for (const auto& c : corrections) {
        if (!c.applies || c.field != "dividend" || !(c.old_value > 0)) continue;
        const auto touched = [&](const domain::CorporateAction& a) {
            return a.id == c.id && a.ex_date == c.first && a.type == "dividend";
        };
        for (auto& action : actions)
            if (touched(action)) {
                action.amount *= c.new_value / c.old_value;
                action.amount_on_basis *= c.new_value / c.old_value;
            }
        if (c.new_value == 0) std::erase_if(actions, touched);
    }
}

} // namespace nautilus::catalog
