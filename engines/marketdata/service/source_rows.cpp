#include "engines/marketdata/service/source_rows.h"

#include "engines/domain/timestamp.h"

#include <algorithm>

namespace nautilus::marketdata {

using namespace domain;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

Result<std::vector<MarketEvent>> eventsOf(const kit::Table& table, const std::string& data_type,
                                          std::int64_t bar_ns) {
    const auto* times = table.find(data_type == "bars" ? "closes_at" : "at");
    const auto* stamps = times ? std::get_if<kit::Table::Texts>(&times->cells) : nullptr;
    if (!stamps) return fail(ErrorCode::Unavailable, "the source's answer has no column of times");
    const auto column = [&](const char* name) -> const std::vector<double>* {
        const auto* found = table.find(name);
        return found ? std::get_if<kit::Table::Numbers>(&found->cells) : nullptr;
    };
    const std::vector<const char*> names =
        data_type == "bars"     ? std::vector<const char*>{"open", "high", "low", "close", "volume"}
        : data_type == "trades" ? std::vector<const char*>{"price", "size"}
                                : std::vector<const char*>{"bid", "bid_size", "ask", "ask_size"};
    std::vector<const std::vector<double>*> columns;
    for (const auto* name : names) {
        columns.push_back(column(name));
        if (!columns.back() || columns.back()->size() != stamps->size())
            return fail(ErrorCode::Unavailable, std::string("the source's answer has no column ") + name);
    }
    std::vector<MarketEvent> out;
    for (std::size_t i = 0; i < stamps->size(); ++i) {
        const auto at = Timestamp::parse((*stamps)[i]);
        if (!at) return fail(ErrorCode::Unavailable, "the source's answer has a time that is none");
        const auto value = [&](std::size_t c) { return (*columns[c])[i]; };
        if (data_type == "bars")
            out.push_back(
                MarketEvent::ofBar(0, at->ns, {value(0), value(1), value(2), value(3), value(4), bar_ns}));
        else if (data_type == "trades")
            out.push_back(MarketEvent::ofTrade(0, at->ns, {value(0), value(1)}));
        else
            out.push_back(MarketEvent::ofQuote(0, at->ns, {value(0), value(1), value(2), value(3)}));
    }
    std::ranges::stable_sort(out, {}, &MarketEvent::event_ns);
    return out;
}

} // namespace nautilus::marketdata
