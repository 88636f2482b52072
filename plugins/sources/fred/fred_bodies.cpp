#include "plugins/sources/fred/fred_bodies.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <tuple>

namespace nautilus::sources::fred {

using domain::SessionDate;
using kit::ErrorCode;
using kit::Result;
using kit::Value;

namespace {

tl::unexpected<kit::Errors> misshapen(const std::string& what) {
    return kit::fail(ErrorCode::Unavailable, "FRED's answer is not of the expected shape: " + what);
}

std::string textOf(const Value& object, std::string_view name) {
    const auto* found = object.find(name);
    const auto* text = found ? found->as<std::string>() : nullptr;
    return text ? *text : std::string();
}

std::optional<std::int64_t> wholeOf(const Value& object, std::string_view name) {
    const auto* found = object.find(name);
    const auto* whole = found ? found->as<std::int64_t>() : nullptr;
    return whole ? std::optional(*whole) : std::nullopt;
}

/// "." and an empty text are missing; nullopt for what is no number.
std::optional<double> numberOf(const std::string& text) {
    if (text == "." || text.empty()) return domain::kMissing;
    double out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(out)) return std::nullopt;
    return out;
}

/// The list of a page, with what the page says of itself.
template <class Row, class Read>
Result<Page<Row>> readPage(const Value& body, const char* name, Read read) {
    const auto* found = body.find(name);
    const auto* list = found ? found->as<Value::Array>() : nullptr;
    if (!list) return misshapen(std::string("no ") + name);
    Page<Row> out;
    const auto size = static_cast<std::int64_t>(list->size());
    out.count = wholeOf(body, "count").value_or(size);
    out.offset = wholeOf(body, "offset").value_or(0);
    const auto limit = wholeOf(body, "limit").value_or(size);
    if (out.offset < 0 || limit < 0 || out.count < out.offset + size ||
        (size < limit && out.count != out.offset + size))
        return kit::fail(ErrorCode::Unavailable,
                         fmt::format("FRED announced {} {} and sent {} from the {}th on", out.count, name,
                                     size, out.offset + 1));
    out.rows.reserve(list->size());
    for (const auto& each : *list) {
        auto row = read(each);
        if (!row) return kit::failAs(row);
        out.rows.push_back(std::move(*row));
    }
    return out;
}

SessionDate lastOfMonth(int year, unsigned month) {
    if (month > 12) {
        ++year;
        month -= 12;
    }
    const auto next = month == 12 ? SessionDate::of(year + 1, 1, 1) : SessionDate::of(year, month + 1, 1);
    return next.plusDays(-1);
}

} // namespace

Result<Page<Observation>> readObservations(const Value& body) {
    return readPage<Observation>(body, "observations", [](const Value& row) -> Result<Observation> {
        const auto date = SessionDate::parse(textOf(row, "date"));
        const auto known = SessionDate::parse(textOf(row, "realtime_start"));
        const auto* text = row.find("value");
        const auto value =
            text && text->as<std::string>() ? numberOf(*text->as<std::string>()) : std::nullopt;
        if (!date || !known || !value) return misshapen("an observation without a day or a value");
        return Observation{*date, *known, *value};
    });
}

Result<Page<SessionDate>> readVintages(const Value& body) {
    return readPage<SessionDate>(body, "vintage_dates", [](const Value& row) -> Result<SessionDate> {
        const auto* text = row.as<std::string>();
        const auto date = text ? SessionDate::parse(*text) : std::nullopt;
        if (!date) return misshapen("a vintage that is no day");
        return *date;
    });
}

Result<Page<SeriesInfo>> readSeries(const Value& body) {
    return readPage<SeriesInfo>(body, "seriess", [](const Value& row) -> Result<SeriesInfo> {
        SeriesInfo out{textOf(row, "id"),
                       textOf(row, "title"),
                       textOf(row, "units"),
                       textOf(row, "frequency_short"),
                       textOf(row, "seasonal_adjustment_short"),
                       textOf(row, "last_updated"),
                       textOf(row, "notes")};
        if (out.id.empty()) return misshapen("a series without its id");
        return out;
    });
}

std::string errorMessage(const Value& body) {
    constexpr std::size_t kLongest = 300;
    auto words = textOf(body, "error_message");
    if (words.empty()) words = textOf(body, "message");
    return words.substr(0, kLongest);
}

SessionDate periodEnd(SessionDate date, std::string_view frequency) {
    const auto year = static_cast<int>(date.ymd().year());
    const auto month = static_cast<unsigned>(date.ymd().month());
    if (frequency == "M") return lastOfMonth(year, month);
    if (frequency == "Q") return lastOfMonth(year, month + 2);
    if (frequency == "SA") return lastOfMonth(year, month + 5);
    if (frequency == "A") return lastOfMonth(year, month + 11);
    return date;
}

int releaseLag(std::string_view frequency) {
    if (frequency == "D") return 1;
    if (frequency == "W" || frequency == "BW") return 7;
    if (frequency == "M") return 45;
    return frequency == "Q" ? 60 : 120;
}

std::vector<RealTime> realTimeSpans(const std::vector<SessionDate>& vintages, std::size_t most) {
    std::vector<RealTime> out;
    for (std::size_t i = 0; i < vintages.size(); i += most) {
        const bool last = i + most >= vintages.size();
        out.push_back({vintages[i], last ? SessionDate::of(9999, 12, 31) : vintages[i + most].plusDays(-1)});
    }
    return out;
}

std::vector<Observation> joined(const std::vector<std::vector<Observation>>& spans) {
    std::map<SessionDate, std::vector<Observation>> versions;
    for (auto span : spans) {
        std::ranges::stable_sort(span, {}, [](const Observation& o) { return std::tuple(o.date, o.known); });
        for (const auto& each : span) {
            auto& known = versions[each.date];
            const bool same = !known.empty() && (known.back().value == each.value ||
                                                 (std::isnan(known.back().value) && std::isnan(each.value)));
            if (!same) known.push_back(each);
        }
    }
    std::vector<Observation> out;
    for (const auto& [date, known] : versions)
        out.insert(out.end(), known.begin(), known.end());
    return out;
}

} // namespace nautilus::sources::fred
