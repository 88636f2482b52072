#include "plugins/sources/edgar/submissions.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace nautilus::sources::edgar {

using domain::SessionDate;
using kit::ErrorCode;
using kit::Result;
using kit::Value;

namespace {

constexpr const char* kShape = "the SEC's answer is not of the expected shape: ";
constexpr int kCloseHour = 16;

tl::unexpected<kit::Errors> misshapen(const std::string& what) {
    return kit::fail(ErrorCode::Unavailable, kShape + what);
}

std::string textOf(const Value& object, std::string_view name) {
    const auto* found = object.find(name);
    const auto* text = found ? found->as<std::string>() : nullptr;
    return text ? *text : std::string();
}

std::optional<std::int64_t> wholeOf(const Value* found) {
    if (!found) return std::nullopt;
    if (const auto* whole = found->as<std::int64_t>()) return *whole;
    const auto* text = found->as<std::string>();
    std::int64_t out = 0;
    if (!text || text->empty()) return std::nullopt;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), out);
    if (error != std::errc{} || end != text->data() + text->size()) return std::nullopt;
    return out;
}

std::vector<std::string> textsOf(const Value& object, std::string_view name) {
    std::vector<std::string> out;
    const auto* found = object.find(name);
    if (const auto* list = found ? found->as<Value::Array>() : nullptr)
        for (const auto& each : *list)
            if (const auto* text = each.as<std::string>()) out.push_back(*text);
    return out;
}

/// "2022-02-04T20:11:27.000Z".
std::optional<Acceptance> acceptanceOf(const std::string& filed, const std::string& accepted) {
    const auto filing_day = SessionDate::parse(filed);
    const auto day = SessionDate::parse(std::string_view(accepted).substr(0, 10));
    int hour = 0;
    if (!filing_day || !day || accepted.size() < 13 || accepted[10] != 'T') return std::nullopt;
    const auto [end, error] = std::from_chars(accepted.data() + 11, accepted.data() + 13, hour);
    if (error != std::errc{} || end != accepted.data() + 13) return std::nullopt;
    return Acceptance{*filing_day, *day, hour >= kCloseHour};
}

/// The columns of a list of filings. Answers how many there are.
Result<std::int64_t> readColumns(const Value& columns, Submissions& out) {
    const auto columnOf = [&](const char* name) -> const Value::Array* {
        const auto* found = columns.find(name);
        return found ? found->as<Value::Array>() : nullptr;
    };
    const auto* accessions = columnOf("accessionNumber");
    const auto* filed = columnOf("filingDate");
    const auto* accepted = columnOf("acceptanceDateTime");
    if (!accessions || !filed || !accepted) return misshapen("a list of filings without its columns");
    if (accessions->size() != filed->size() || accessions->size() != accepted->size())
        return misshapen("columns of a list of filings are of different lengths");
    std::size_t unread = 0;
    for (std::size_t i = 0; i < accessions->size(); ++i) {
        const auto* accession = (*accessions)[i].as<std::string>();
        const auto* day = (*filed)[i].as<std::string>();
        const auto* time = (*accepted)[i].as<std::string>();
        const auto read = day && time ? acceptanceOf(*day, *time) : std::nullopt;
        if (accession && read)
            out.by_accession.insert_or_assign(*accession, *read);
        else
            ++unread;
    }
    if (unread > 0)
        out.warnings.push_back(fmt::format("{} filings of the list have no time that can be read", unread));
    return static_cast<std::int64_t>(accessions->size());
}

void readOlder(const Value& filings, Submissions& out) {
    const auto* found = filings.find("files");
    const auto* pages = found ? found->as<Value::Array>() : nullptr;
    if (!pages) return;
    for (const auto& page : *pages) {
        const auto name = textOf(page, "name");
        const auto from = SessionDate::parse(textOf(page, "filingFrom"));
        const auto to = SessionDate::parse(textOf(page, "filingTo"));
        const auto count = wholeOf(page.find("filingCount"));
        const bool plain = std::ranges::all_of(name, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                   c == '.';
        });
        if (name.empty() || !plain || name.starts_with('.') || !from || !to || !count)
            out.warnings.emplace_back("a page of older filings is named in a way that cannot be read");
        else
            out.older.push_back({name, *count, *from, *to});
    }
}

} // namespace

SessionDate knowableFrom(SessionDate filed, const Acceptance* accepted) {
    if (!accepted) return filed.plusDays(1);
    return std::max(
        {filed, accepted->filed, accepted->after_close ? accepted->day.plusDays(1) : accepted->day});
}

Result<Submissions> readSubmissions(const Value& body, std::int64_t cik) {
    Submissions out;
    const auto said = wholeOf(body.find("cik"));
    const auto* filings = body.find("filings");
    const auto* recent = filings ? filings->find("recent") : nullptr;
    if (!said || !recent) return misshapen("no company, or no filings");
    if (*said != cik)
        return kit::fail(ErrorCode::Unavailable,
                         fmt::format("the SEC answered for the company {} instead of {}", *said, cik));
    out.company = {cik,
                   textOf(body, "name"),
                   textOf(body, "sic"),
                   textOf(body, "sicDescription"),
                   textOf(body, "fiscalYearEnd"),
                   textsOf(body, "tickers"),
                   textsOf(body, "exchanges")};
    if (auto read = readColumns(*recent, out); !read) return kit::failAs(read);
    readOlder(*filings, out);
    return out;
}

Result<void> Submissions::addPage(const Value& body, const OlderPage& page) {
    const auto read = readColumns(body, *this);
    if (!read) return kit::failAs(read);
    if (*read != page.filings)
        return kit::fail(ErrorCode::Unavailable,
                         fmt::format("a page of older filings holds {} of the {} that were announced", *read,
                                     page.filings));
    return {};
}

Result<std::vector<Ticker>> readTickers(const Value& body) {
    const auto* rows = body.as<Value::Object>();
    if (!rows || rows->empty()) return misshapen("no list of tickers");
    std::vector<Ticker> out;
    for (const auto& [number, row] : *rows) {
        const auto cik = wholeOf(row.find("cik_str"));
        auto symbol = textOf(row, "ticker");
        if (!cik || *cik <= 0 || symbol.empty()) return misshapen("a ticker without its company");
        out.push_back({std::move(symbol), textOf(row, "title"), *cik});
    }
    std::ranges::stable_sort(out, {}, &Ticker::symbol);
    return out;
}

} // namespace nautilus::sources::edgar
