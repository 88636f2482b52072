#include "engines/features/service/stored_bars.h"

#include "engines/domain/calendar.h"

#include <algorithm>

namespace nautilus::features {

using namespace domain;
using kit::Result;

void BarSeries::push(std::int64_t at, const numerics::BarInput& bar) {
    at_ns.push_back(at);
    open.push_back(bar.open);
    high.push_back(bar.high);
    low.push_back(bar.low);
    close.push_back(bar.close);
    volume.push_back(bar.volume);
}

void BarSeries::prepend(const BarSeries& earlier) {
    at_ns.insert(at_ns.begin(), earlier.at_ns.begin(), earlier.at_ns.end());
    for (auto column :
         {&BarSeries::open, &BarSeries::high, &BarSeries::low, &BarSeries::close, &BarSeries::volume})
        (this->*column).insert((this->*column).begin(), (earlier.*column).begin(), (earlier.*column).end());
}

void BarSeries::keepLast(std::size_t most) {
    if (size() <= most) return;
    const auto gone = static_cast<std::ptrdiff_t>(size() - most);
    at_ns.erase(at_ns.begin(), at_ns.begin() + gone);
    for (auto* column : {&open, &high, &low, &close, &volume})
        column->erase(column->begin(), column->begin() + gone);
}

SessionDate dayOf(std::int64_t at_ns) {
    const auto days = at_ns / kDayNs - (at_ns % kDayNs < 0 ? 1 : 0);
    return {static_cast<std::int32_t>(days)};
}

std::int64_t closeOf(SessionDate session, std::string_view calendar) {
    if (calendar == NyseCalendar::kName && NyseCalendar::isSession(session))
        return NyseCalendar::close(session).ns;
    return (session.days + 1) * kDayNs - kNsPerSecond;
}

Result<BarSeries> storedBars(kit::Catalog& catalog, const Instrument& instrument, const BarWish& wish) {
    BarSeries out;
    out.bar_ns = wish.bar_ns;
    if (wish.bar_ns == kDayNs) {
        const auto bars = catalog.dailyBars({{instrument.id}, wish.from, wish.to, "", false});
        if (!bars) return kit::failAs(bars);
        auto cut = seriesByInstrument(*bars, wish.adjusted);
        if (!cut.empty()) out = std::move(cut.front().second);
        for (std::size_t i = 0; i < out.size(); ++i)
            out.at_ns[i] = closeOf(bars->session[i], instrument.calendar);
        return out;
    }
    const std::string zone = instrument.calendar == NyseCalendar::kName ? "America/New_York" : "UTC";
    auto bars = catalog.sizedBars({instrument.id, wish.from, wish.to, zone, 0}, wish.bar_ns);
    if (!bars) return kit::failAs(bars);
    out.at_ns = std::move(bars->closes_at_ns);
    out.open = std::move(bars->open);
    out.high = std::move(bars->high);
    out.low = std::move(bars->low);
    out.close = std::move(bars->close);
    out.volume = std::move(bars->volume);
    return out;
}

std::vector<std::pair<InstrumentId, BarSeries>> seriesByInstrument(const DailyBars& bars, bool adjusted) {
    std::vector<std::pair<InstrumentId, BarSeries>> out;
    for (std::size_t i = 0; i < bars.size(); ++i) {
        if (out.empty() || out.back().first != bars.instrument[i])
            out.emplace_back(bars.instrument[i], BarSeries{});
        const double scale = adjusted ? bars.adj_close[i] / bars.close[i] : 1.0;
        const auto at = [&](const std::vector<double>& column) {
            return column.empty() ? kMissing : column[i] * scale;
        };
        out.back().second.push(bars.session[i].days * kDayNs,
                               {at(bars.open), at(bars.high), at(bars.low), at(bars.close), bars.volume[i]});
    }
    return out;
}

} // namespace nautilus::features
