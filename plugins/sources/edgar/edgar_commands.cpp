// What can be asked of the SEC beside the facts of one company.

#include "engines/kit/field_reader.h"
#include "plugins/sources/edgar/company_facts.h"
#include "plugins/sources/edgar/edgar_source.h"

#include <fmt/format.h>

namespace nautilus::sources::edgar {

using kit::ErrorCode;
using kit::Result;
using kit::Value;

namespace {

struct Command {
    std::string what, symbol, taxonomy = "us-gaap", tag, unit = "USD", period;

    static constexpr auto fields() {
        using S = Command;
        using kit::field;
        return std::make_tuple(field("do", &S::what).required(), field("symbol", &S::symbol).size(0, 40),
                               field("taxonomy", &S::taxonomy).oneOf("us-gaap|ifrs-full|dei|srt"),
                               field("tag", &S::tag).size(0, 300), field("unit", &S::unit).size(1, 40),
                               field("period", &S::period).size(0, 12));
    }
};

Result<Command> readCommand(const Value& json) {
    kit::FieldReader reader;
    return reader.read<Command>(json);
}

tl::unexpected<kit::Errors> missing(const char* field) {
    return kit::fail(ErrorCode::InvalidArgument, "is required", field);
}

Value textsValue(const std::vector<std::string>& texts) {
    Value::Array out;
    for (const auto& each : texts)
        out.emplace_back(each);
    return out;
}

Value dayValue(const std::optional<domain::SessionDate>& day) {
    return day ? Value(day->iso()) : Value();
}

/// {"columns":[...],"rows":[[...]]}
Value tableValue(std::initializer_list<const char*> columns, Value::Array rows) {
    Value::Array names;
    for (const auto* each : columns)
        names.emplace_back(each);
    return Value::Object{{"columns", std::move(names)}, {"rows", std::move(rows)}};
}

} // namespace

Result<Value> EdgarSource::obey(const Value& command) {
    const auto read = readCommand(command);
    if (!read) return kit::failAs(read);
    if (read->what == "company") return company(command);
    if (read->what == "concept") return conceptRows(command);
    if (read->what == "frame") return frame(command);
    if (read->what == "download_bulk") return downloadBulk();
    return kit::fail(ErrorCode::InvalidArgument, "must be company, concept, frame or download_bulk", "/do");
}

Result<Value> EdgarSource::company(const Value& command) {
    const auto read = readCommand(command);
    if (read->symbol.empty()) return missing("/symbol");
    const auto cik = cikOf(read->symbol);
    if (!cik) return kit::failAs(cik);
    const auto found = submissionsOf(*cik);
    if (!found) return kit::failAs(found);
    std::int64_t filings = static_cast<std::int64_t>(found->by_accession.size());
    for (const auto& page : found->older)
        filings += page.filings;
    const auto& who = found->company;
    return Value(Value::Object{{"cik", who.cik},
                               {"name", who.name},
                               {"sic", who.sic},
                               {"sic_description", who.sic_description},
                               {"fiscal_year_end", who.fiscal_year_end},
                               {"tickers", textsValue(who.tickers)},
                               {"exchanges", textsValue(who.exchanges)},
                               {"filings", filings}});
}

Result<Value> EdgarSource::conceptRows(const Value& command) {
    const auto read = readCommand(command);
    if (read->symbol.empty()) return missing("/symbol");
    if (read->tag.empty()) return missing("/tag");
    const auto cik = cikOf(read->symbol);
    if (!cik) return kit::failAs(cik);
    const auto body = ask(fmt::format("{}/api/xbrl/companyconcept/CIK{:010}/{}/{}.json", settings().data_url,
                                      *cik, read->taxonomy, http::encoded(read->tag)));
    if (!body) return kit::failAs(body);
    const auto* units = body->find("units");
    const auto* by_unit = units ? units->as<Value::Object>() : nullptr;
    if (!by_unit) return kit::fail(ErrorCode::Unavailable, "the SEC's answer holds no units");
    Value::Array rows;
    for (const auto& [unit, list] : *by_unit)
        if (const auto* each = list.as<Value::Array>())
            for (const auto& row : *each) {
                const auto fact = readConceptRow(row);
                if (!fact) return kit::failAs(fact);
                rows.emplace_back(Value::Array{unit, dayValue(fact->start), dayValue(fact->end), fact->value,
                                               fact->form, dayValue(fact->filed), fact->accession});
            }
    return tableValue({"unit", "start", "end", "value", "form", "filed", "accession"}, std::move(rows));
}

Result<Value> EdgarSource::frame(const Value& command) {
    const auto read = readCommand(command);
    if (read->tag.empty()) return missing("/tag");
    if (read->period.empty()) return missing("/period");
    const auto body =
        ask(fmt::format("{}/api/xbrl/frames/{}/{}/{}/{}.json", settings().data_url, read->taxonomy,
                        http::encoded(read->tag), http::encoded(read->unit), http::encoded(read->period)));
    if (!body) return kit::failAs(body);
    const auto* data = body->find("data");
    const auto* list = data ? data->as<Value::Array>() : nullptr;
    if (!list) return kit::fail(ErrorCode::Unavailable, "the SEC's answer holds no data");
    const auto* count = body->find("pts");
    const auto* announced = count ? count->as<std::int64_t>() : nullptr;
    if (announced && *announced != std::ssize(*list))
        return kit::fail(ErrorCode::Unavailable,
                         fmt::format("the SEC announced {} facts and sent {}", *announced, list->size()));
    Value::Array rows;
    for (const auto& row : *list) {
        const auto fact = readConceptRow(row);
        if (!fact) return kit::failAs(fact);
        rows.emplace_back(Value::Array{fact->cik, fact->entity, fact->location, dayValue(fact->start),
                                       dayValue(fact->end), fact->value, fact->accession});
    }
    return tableValue({"cik", "name", "location", "start", "end", "value", "accession"}, std::move(rows));
}

} // namespace nautilus::sources::edgar
