#include "plugins/sources/fred/fred_source.h"

#include "engines/kit/field_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace nautilus::sources::fred {

using domain::SessionDate;
using kit::ErrorCode;
using kit::Result;
using kit::Table;
using kit::Value;

namespace {

constexpr std::int64_t kDayNs = 86'400 * domain::kNsPerSecond;
constexpr std::int64_t kObservationsPerPage = 100'000;
constexpr std::int64_t kVintagesPerPage = 10'000;
constexpr std::int64_t kRowsPerPage = 1'000;
constexpr std::size_t kVintagesPerRequest = 2'000;
constexpr std::size_t kKeyLength = 32;

void replaceAll(std::string& text, const std::string& what, const char* with) {
    if (what.empty()) return;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1))
        text.replace(at, what.size(), with);
}

tl::unexpected<kit::Errors> missing(const char* field) {
    return kit::fail(ErrorCode::InvalidArgument, "is required", field);
}

struct Known {
    SessionDate period_end, knowable_at;
    double value = 0;
};

kit::HistoryRows tableOf(const SeriesInfo& series, std::vector<Known> rows, bool as_published,
                         const kit::HistoryRequest& request) {
    std::erase_if(rows, [&](const Known& row) {
        const auto at = static_cast<std::int64_t>(row.knowable_at.days) * kDayNs;
        return at < request.from_ns || at >= request.to_ns;
    });
    std::ranges::sort(rows, {}, [](const Known& row) { return std::tuple(row.knowable_at, row.period_end); });
    Table::Dates ends, known;
    Table::Numbers values;
    for (const auto& row : rows) {
        ends.push_back(row.period_end);
        known.push_back(row.knowable_at);
        values.push_back(row.value);
    }
    const auto all = [&](const std::string& text) { return Table::Texts(rows.size(), text); };
    kit::HistoryRows out;
    out.rows.add("series", all(series.id));
    out.rows.add("period_end", std::move(ends));
    out.rows.add("knowable_at", std::move(known));
    out.rows.add("vintage", all(as_published ? "as_published" : "latest_revised"));
    out.rows.add("value", std::move(values));
    out.rows.add("name", all(series.title));
    out.rows.add("units",
                 all(series.seasonal.empty() ? series.units : series.units + ", " + series.seasonal));
    out.rows.add("frequency", all(series.frequency));
    out.rows.add("source", all("fred " + series.id));
    return out;
}

} // namespace

http::Verdict FredSource::judge(const sdk::ExchangeResponse& response) {
    using Kind = http::Verdict::Kind;
    auto out = http::byStatus(response);
    if (response.status == 423)
        return {Kind::Failed, {ErrorCode::Unavailable, "FRED has locked this series for the moment"}, 0};
    if (out.kind != Kind::Failed) return out;
    const auto body = host().readJson(response.body);
    auto words = body ? errorMessage(*body) : std::string();
    replaceAll(words, settings().api_key, "***");
    if (words.empty()) return out;
    const auto says = [&](const char* text) { return words.find(text) != std::string::npos; };
    if (says("api_key"))
        out.error = {ErrorCode::Unavailable, "FRED refuses the key: see the setting api_key"};
    else if (says("does not exist"))
        out.error = {ErrorCode::NotFound, "FRED has nothing of that name"};
    else
        out.error = {response.status == 400 ? ErrorCode::InvalidArgument : ErrorCode::Unavailable,
                     "FRED says: " + words};
    return out;
}

Result<void> FredSource::configure(const Value& settings) {
    kit::FieldReader reader;
    auto read = reader.read<FredSettings>(settings);
    if (!read) return kit::failAs(read);
    if (auto good = http::checkAddress(read->base_url, "/base_url"); !good) return good;
    const auto& key = read->api_key;
    const bool plain =
        std::ranges::all_of(key, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
    if (!key.empty() && (key.size() != kKeyLength || !plain))
        return kit::fail(ErrorCode::InvalidArgument, "is 32 small letters and digits", "/api_key");
    http::HttpLimits limits;
    limits.answer_seconds = read->answer_seconds;
    http::ProviderRules rules;
    rules.judge = [this](const sdk::ExchangeResponse& response) { return judge(response); };
    rules.attempts = read->attempts;
    const bool no_key = key.empty();
    {
        const std::scoped_lock lock(settings_mutex_);
        settings_ = std::move(*read);
    }
    use(std::move(limits), std::move(rules), no_key ? "the setting api_key is empty: FRED wants a key" : "");
    return {};
}

FredSettings FredSource::settings() const {
    const std::scoped_lock lock(settings_mutex_);
    return settings_;
}

Result<Value> FredSource::askFred(const std::string& path, const Query& query) {
    const auto now = settings();
    auto url = now.base_url + path + "?api_key=" + now.api_key + "&file_type=json";
    for (const auto& [name, value] : query)
        url += "&" + name + "=" + http::encoded(value);
    return ask(url);
}

Result<SeriesInfo> FredSource::seriesOf(const std::string& id) {
    const auto body = askFred("/series", {{"series_id", id}});
    if (!body && body.error().front().code == ErrorCode::NotFound)
        return kit::fail(ErrorCode::NotFound, "FRED has no series " + id, "/symbol");
    if (!body) return kit::failAs(body);
    auto read = readSeries(*body);
    if (!read) return kit::failAs(read);
    if (read->rows.size() != 1 || read->rows.front().id != id)
        return kit::fail(ErrorCode::Unavailable, "FRED answered for another series");
    return std::move(read->rows.front());
}

Result<std::vector<SessionDate>> FredSource::vintagesOf(const std::string& id) {
    std::vector<SessionDate> out;
    for (;;) {
        const auto body = askFred("/series/vintagedates", {{"series_id", id},
                                                           {"limit", std::to_string(kVintagesPerPage)},
                                                           {"offset", std::to_string(out.size())}});
        if (!body) return kit::failAs(body);
        const auto page = readVintages(*body);
        if (!page) return kit::failAs(page);
        if (page->offset != std::ssize(out))
            return kit::fail(ErrorCode::Unavailable, "FRED sent another page than the one asked for");
        out.insert(out.end(), page->rows.begin(), page->rows.end());
        if (page->rows.empty() || std::ssize(out) >= page->count) break;
    }
    if (!std::ranges::is_sorted(out))
        return kit::fail(ErrorCode::Unavailable, "FRED's vintages are not in the order of time");
    return out;
}

Result<std::vector<Observation>> FredSource::observationsOf(const std::string& id, const RealTime* span) {
    std::vector<Observation> out;
    for (;;) {
        Query query{{"series_id", id},
                    {"limit", std::to_string(kObservationsPerPage)},
                    {"offset", std::to_string(out.size())}};
        if (span) {
            query.emplace_back("realtime_start", span->from.iso());
            query.emplace_back("realtime_end", span->to.iso());
        }
        const auto body = askFred("/series/observations", query);
        if (!body) return kit::failAs(body);
        const auto page = readObservations(*body);
        if (!page) return kit::failAs(page);
        if (page->offset != std::ssize(out))
            return kit::fail(ErrorCode::Unavailable, "FRED sent another page than the one asked for");
        out.insert(out.end(), page->rows.begin(), page->rows.end());
        if (page->rows.empty() || std::ssize(out) >= page->count) return out;
    }
}

Result<std::vector<Observation>> FredSource::versionsOf(const std::string& id,
                                                        std::vector<std::string>& warnings) {
    const auto vintages = vintagesOf(id);
    if (!vintages) return kit::failAs(vintages);
    std::vector<std::vector<Observation>> spans;
    for (const auto& span : realTimeSpans(*vintages, kVintagesPerRequest)) {
        auto rows = observationsOf(id, &span);
        if (!rows) return rows;
        spans.push_back(std::move(*rows));
    }
    auto out = joined(spans);
    if (settings().vintages == "first") {
        // A "." that became a number was no first value.
        for (std::size_t i = out.size(); i-- > 1;)
            if (std::isnan(out[i - 1].value) && out[i - 1].date == out[i].date)
                out.erase(out.begin() + static_cast<std::ptrdiff_t>(i - 1));
        const auto later = std::ranges::unique(out, {}, &Observation::date);
        out.erase(later.begin(), later.end());
    }
    const auto first_kept = vintages->empty() ? SessionDate{} : vintages->front();
    const auto late = std::ranges::count_if(out, [&](const Observation& o) {
        return o.known == first_kept && first_kept.days - o.date.days > 366;
    });
    if (late > 0)
        warnings.push_back(
            fmt::format("{} values are older than the first vintage that is kept: they count as "
                        "known from {} on",
                        late, first_kept.iso()));
    return out;
}

Result<kit::HistoryRows> FredSource::rowsOf(const kit::HistoryRequest& request) {
    const auto series = seriesOf(request.symbol);
    if (!series) return kit::failAs(series);
    const bool as_published = settings().vintages != "latest";
    std::vector<std::string> warnings;
    const auto versions =
        as_published ? versionsOf(request.symbol, warnings) : observationsOf(request.symbol, nullptr);
    if (!versions) return kit::failAs(versions);
    std::vector<Known> rows;
    for (const auto& each : *versions) {
        const auto end = periodEnd(each.date, series->frequency);
        rows.push_back(
            {end, as_published ? each.known : end.plusDays(releaseLag(series->frequency)), each.value});
    }
    auto out = tableOf(*series, std::move(rows), as_published, request);
    out.warnings = std::move(warnings);
    return out;
}

Result<Table> FredSource::found(const std::string& text, std::int64_t limit) {
    const auto body = askFred(
        "/series/search", {{"search_text", text}, {"limit", std::to_string(std::min(limit, kRowsPerPage))}});
    if (!body) return kit::failAs(body);
    const auto read = readSeries(*body);
    if (!read) return kit::failAs(read);
    Table::Texts ids, titles, units, frequencies;
    for (const auto& each : read->rows) {
        if (std::ssize(ids) >= limit) break;
        ids.push_back(each.id);
        titles.push_back(each.title);
        units.push_back(each.units);
        frequencies.push_back(each.frequency);
    }
    Table out;
    const Table::Texts none(ids.size());
    out.add("symbol", std::move(ids));
    out.add("name", std::move(titles));
    out.add("asset_class", none);
    out.add("currency", none);
    out.add("units", std::move(units));
    out.add("frequency", std::move(frequencies));
    return out;
}

Result<Value> FredSource::listOf(const std::string& path, Query query, const char* name,
                                 const std::vector<std::string>& members) {
    Value::Array rows;
    query.emplace_back("limit", std::to_string(kRowsPerPage));
    query.emplace_back("offset", "0");
    for (;;) {
        query.back().second = std::to_string(rows.size());
        const auto body = askFred(path, query);
        if (!body) return kit::failAs(body);
        const auto* found = body->find(name);
        const auto* list = found ? found->as<Value::Array>() : nullptr;
        const auto* count = body->find("count");
        const auto* announced = count ? count->as<std::int64_t>() : nullptr;
        if (!list || !announced)
            return kit::fail(ErrorCode::Unavailable, std::string("FRED's answer holds no ") + name);
        for (const auto& each : *list) {
            Value::Array row;
            for (const auto& member : members)
                row.push_back(each.find(member) ? *each.find(member) : Value());
            rows.emplace_back(std::move(row));
        }
        if (list->empty() && std::ssize(rows) < *announced)
            return kit::fail(ErrorCode::Unavailable,
                             fmt::format("FRED announced {} {} and sent {}", *announced, name, rows.size()));
        if (std::ssize(rows) >= *announced) break;
    }
    Value::Array names;
    for (const auto& each : members)
        names.emplace_back(each);
    return Value(Value::Object{{"columns", std::move(names)}, {"rows", std::move(rows)}});
}

Result<Value> FredSource::obey(const Value& command) {
    const auto* word = command.find("do");
    const auto* what = word ? word->as<std::string>() : nullptr;
    const auto* id = command.find("id") ? command.find("id")->as<std::string>() : nullptr;
    const auto* release =
        command.find("release_id") ? command.find("release_id")->as<std::int64_t>() : nullptr;
    if (!what) return missing("/do");
    if (*what == "series" || *what == "vintages") {
        if (!id || id->empty()) return missing("/id");
        if (*what == "series") {
            const auto series = seriesOf(*id);
            if (!series) return kit::failAs(series);
            return Value(Value::Object{{"id", series->id},
                                       {"title", series->title},
                                       {"units", series->units},
                                       {"frequency", series->frequency},
                                       {"seasonal_adjustment", series->seasonal},
                                       {"last_updated", series->last_updated},
                                       {"notes", series->notes}});
        }
        const auto vintages = vintagesOf(*id);
        if (!vintages) return kit::failAs(vintages);
        Value::Array days;
        for (const auto& each : *vintages)
            days.emplace_back(each.iso());
        return Value(Value::Object{{"vintages", std::move(days)}});
    }
    if (*what == "releases")
        return listOf("/releases", {}, "releases", {"id", "name", "press_release", "link"});
    if (*what != "release_dates" && *what != "release_series")
        return kit::fail(ErrorCode::InvalidArgument,
                         "must be series, vintages, releases, release_dates or release_series", "/do");
    if (!release) return missing("/release_id");
    const Query query{{"release_id", std::to_string(*release)}};
    if (*what == "release_dates")
        return listOf("/release/dates", query, "release_dates", {"release_id", "date"});
    return listOf("/release/series", query, "seriess", {"id", "title", "units", "frequency_short"});
}

} // namespace nautilus::sources::fred

namespace {

std::unique_ptr<nautilus::sdk::Source> make(nautilus::sdk::SourceHost& host, nautilus::kit::SourceInfo info) {
    return std::make_unique<nautilus::sources::fred::FredSource>(host, std::move(info));
}

} // namespace

extern "C" const nautilus::sdk::SourceEntry* nautilus_source_v1() {
    static constexpr nautilus::sdk::SourceEntry kEntry{nautilus::sdk::kSourceAbi, make};
    return &kEntry;
}
