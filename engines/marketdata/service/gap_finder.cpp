#include "engines/marketdata/service/gap_finder.h"

#include "engines/domain/calendar.h"

#include <algorithm>

namespace nautilus::marketdata {

using namespace domain;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

std::vector<SessionDate> InstrumentGaps::open() const {
    std::vector<SessionDate> out;
    for (const auto& gap : gaps)
        for (const auto day : gap.days)
            if (!filled.contains(day)) out.push_back(day);
    return out;
}

Result<GapFinder> GapFinder::make(kit::Catalog& catalog,
                                  std::shared_ptr<const InstrumentDirectory> directory) {
    GapFinder out(catalog, std::move(directory));
    const auto rows = catalog.quarantine();
    if (!rows) return kit::failAs(rows);
    for (const auto& row : *rows)
        out.refused_[row.id].insert(row.session);
    return out;
}

const Instrument* GapFinder::twin(const Instrument& of, const std::string& dataset) const {
    const auto* found = directory_->resolve(of.symbol, kEndOfTime, dataset);
    return found && found->security_type == of.security_type && found->currency == of.currency ? found
                                                                                               : nullptr;
}

Result<InstrumentGaps> GapFinder::find(const Instrument& instrument, const GapRange& range) const {
    if (instrument.calendar != NyseCalendar::kName)
        return fail(ErrorCode::NotComputable,
                    "no calendar says on which days " + instrument.symbol + " should have a bar", "/symbol");
    kit::BarQuery query{{instrument.id}, kBeginningOfTime, kEndOfTime, ""};
    query.closes_only = true;
    const auto bars = catalog_->dailyBars(query);
    if (!bars) return kit::failAs(bars);
    InstrumentGaps out;
    out.rows = bars->session;
    if (out.rows.empty() && !(range.start && range.end)) return out; // no end to measure from
    const auto first = range.start.value_or(out.rows.empty() ? kEndOfTime : out.rows.front());
    const auto last = range.end.value_or(out.rows.empty() ? kBeginningOfTime : out.rows.back());
    out.expected = NyseCalendar::sessions(first, last);
    std::vector<SessionDate> refused;
    if (const auto found = refused_.find(instrument.id); found != refused_.end())
        refused.assign(found->second.begin(), found->second.end());
    out.gaps = sessionGaps(out.rows, out.expected, refused);
    out.refused = std::ranges::count_if(refused, [&](SessionDate day) {
        return std::ranges::binary_search(out.expected, day) && !std::ranges::binary_search(out.rows, day);
    });
    if (auto looked = lookForFilled(instrument, out); !looked) return kit::failAs(looked);
    return out;
}

Result<void> GapFinder::lookForFilled(const Instrument& instrument, InstrumentGaps& out) const {
    if (out.gaps.empty() || isBackfill(instrument.dataset)) return {};
    for (const auto& dataset : directory_->datasets) {
        if (!isBackfill(dataset.name)) continue;
        const auto* other = twin(instrument, dataset.name);
        if (!other) continue;
        kit::BarQuery query{{other->id}, out.gaps.front().days.front(), out.gaps.back().days.back(), ""};
        query.closes_only = true;
        const auto bars = catalog_->dailyBars(query);
        if (!bars) return kit::failAs(bars);
        for (const auto& gap : out.gaps)
            for (const auto day : gap.days)
                if (std::ranges::binary_search(bars->session, day)) out.filled.emplace(day, dataset.name);
    }
    return {};
}

} // namespace nautilus::marketdata
