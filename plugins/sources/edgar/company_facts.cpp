#include "plugins/sources/edgar/company_facts.h"

#include "plugins/sources/edgar/concept_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

namespace nautilus::sources::edgar {

using domain::SessionDate;
using kit::ErrorCode;
using kit::Result;
using kit::Value;

namespace {

constexpr const char* kShape = "the SEC's answer is not of the expected shape: ";

std::string textOf(const Value& object, std::string_view name) {
    const auto* found = object.find(name);
    const auto* text = found ? found->as<std::string>() : nullptr;
    return text ? *text : std::string();
}

std::optional<SessionDate> dateOf(const Value& object, std::string_view name) {
    return SessionDate::parse(textOf(object, name));
}

/// A whole number that may stand as a text: `cik` does both.
std::optional<std::int64_t> wholeOf(const Value& object, std::string_view name) {
    const auto* found = object.find(name);
    if (!found) return std::nullopt;
    if (const auto* whole = found->as<std::int64_t>()) return *whole;
    const auto* text = found->as<std::string>();
    if (!text) return std::nullopt;
    std::int64_t out = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), out);
    if (error != std::errc{} || end != text->data() + text->size()) return std::nullopt;
    return out;
}

std::optional<double> numberOf(const Value& object, std::string_view name) {
    const auto* found = object.find(name);
    if (!found) return std::nullopt;
    if (const auto* whole = found->as<std::int64_t>()) return static_cast<double>(*whole);
    if (const auto* number = found->as<double>(); number && std::isfinite(*number)) return *number;
    return std::nullopt;
}

bool isCurrency(std::string_view unit) {
    return unit.size() == 3 && std::ranges::all_of(unit, [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// Currency of "USD" and "USD/shares"; empty for other units.
std::string_view currencyOf(std::string_view unit) {
    const auto money = unit.substr(0, unit.find('/'));
    return isCurrency(money) ? money : std::string_view();
}

bool fits(Nature nature, std::string_view unit) {
    switch (nature) {
    case Nature::Flow:
    case Nature::Level:
        return isCurrency(unit);
    case Nature::PerShare:
        return unit.size() == 10 && unit.ends_with("/shares") && isCurrency(unit.substr(0, 3));
    case Nature::Average:
    case Nature::Count:
        return unit == "shares";
    }
    return false;
}

class Reader {
public:
    explicit Reader(CompanyFacts& out) : out_(out) {}

    void readAll(const Value& taxonomies, bool ifrs) {
        for (std::size_t i = 0; i < concepts().size(); ++i) {
            auto tags = ifrs ? concepts()[i].ifrs : concepts()[i].us_gaap;
            for (std::size_t rank = 0; !tags.empty(); ++rank) {
                const auto end = std::min(tags.find(' '), tags.size());
                readTag(taxonomies, ifrs ? "ifrs-full" : "us-gaap", tags.substr(0, end), {i, rank});
                tags.remove_prefix(std::min(end + 1, tags.size()));
            }
        }
    }
    void keepOneCurrency() {
        std::map<std::string, std::size_t, std::less<>> counts;
        for (const auto& fact : out_.facts)
            if (const auto money = currencyOf(fact.unit); !money.empty()) ++counts[std::string(money)];
        std::size_t most = 0;
        for (const auto& [money, count] : counts)
            if (count > most) most = count, out_.currency = money;
        const auto other = std::erase_if(out_.facts, [&](const ReportedFact& fact) {
            const auto money = currencyOf(fact.unit);
            return !money.empty() && money != out_.currency;
        });
        if (other > 0)
            out_.warnings.push_back(
                fmt::format("{} values in another currency than {} were left out", other, out_.currency));
    }
    void tell() {
        if (broken_ > 0)
            out_.warnings.push_back(
                fmt::format("{} values without a date, filing or number were left out", broken_));
        if (early_ > 0)
            out_.warnings.push_back(
                fmt::format("{} values were filed before their period ended, and left out", early_));
        if (other_unit_ > 0)
            out_.warnings.push_back(
                fmt::format("{} values in a unit that the item does not have were left out", other_unit_));
    }

private:
    struct Place {
        std::size_t concept_index, rank;
    };
    void readTag(const Value& taxonomies, std::string_view taxonomy, std::string_view tag, Place place) {
        if (tag.starts_with("dei:")) {
            taxonomy = "dei";
            tag.remove_prefix(4);
        }
        const auto* tags = taxonomies.find(taxonomy);
        const auto* body = tags ? tags->find(tag) : nullptr;
        const auto* units = body ? body->find("units") : nullptr;
        const auto* by_unit = units ? units->as<Value::Object>() : nullptr;
        if (!by_unit) return;
        for (const auto& [unit, rows] : *by_unit) {
            const auto* list = rows.as<Value::Array>();
            if (!list) {
                ++broken_;
                continue;
            }
            if (!fits(concepts()[place.concept_index].nature, unit)) {
                other_unit_ += list->size();
                continue;
            }
            for (const auto& row : *list)
                readRow(row, fmt::format("{}/{}", taxonomy, tag), unit, place);
        }
    }
    void readRow(const Value& row, std::string tag, const std::string& unit, Place place) {
        const auto end = dateOf(row, "end"), filed = dateOf(row, "filed");
        const auto value = numberOf(row, "val");
        const bool starts = row.find("start") != nullptr;
        const auto start = dateOf(row, "start");
        auto accession = textOf(row, "accn");
        const bool on_a_day = holdsOnADay(concepts()[place.concept_index].nature);
        if (!end || !filed || !value || accession.empty() || starts == on_a_day || (starts && !start) ||
            (start && *start > *end)) {
            ++broken_;
            return;
        }
        if (*filed < *end) {
            ++early_;
            return;
        }
        out_.facts.push_back({place.concept_index, place.rank, std::move(tag), start, *end, *value, unit,
                              std::move(accession), textOf(row, "form"), *filed});
    }

    CompanyFacts& out_;
    std::size_t broken_ = 0, early_ = 0, other_unit_ = 0;
};

std::size_t tagCount(const Value& taxonomies, std::string_view taxonomy) {
    const auto* found = taxonomies.find(taxonomy);
    const auto* tags = found ? found->as<Value::Object>() : nullptr;
    return tags ? tags->size() : 0;
}

} // namespace

Result<CompanyFacts> readCompanyFacts(const Value& body, std::int64_t cik) {
    CompanyFacts out;
    const auto said = wholeOf(body, "cik");
    const auto* taxonomies = body.find("facts");
    if (!said || !taxonomies || !taxonomies->as<Value::Object>())
        return kit::fail(ErrorCode::Unavailable, std::string(kShape) + "no company, or no facts");
    if (*said != cik)
        return kit::fail(ErrorCode::Unavailable,
                         fmt::format("the SEC answered for the company {} instead of {}", *said, cik));
    out.cik = cik;
    out.name = textOf(body, "entityName");
    out.ifrs = tagCount(*taxonomies, "ifrs-full") > tagCount(*taxonomies, "us-gaap");
    Reader reader(out);
    reader.readAll(*taxonomies, out.ifrs);
    reader.tell();
    reader.keepOneCurrency();
    return out;
}

Result<ConceptRow> readConceptRow(const Value& row) {
    ConceptRow out;
    const auto value = numberOf(row, "val");
    out.start = dateOf(row, "start");
    out.end = dateOf(row, "end");
    out.filed = dateOf(row, "filed");
    out.accession = textOf(row, "accn");
    out.form = textOf(row, "form");
    out.entity = textOf(row, "entityName");
    out.location = textOf(row, "loc");
    out.cik = wholeOf(row, "cik").value_or(0);
    if (!value || !out.end)
        return kit::fail(ErrorCode::Unavailable, std::string(kShape) + "a value without a number or a day");
    out.value = *value;
    return out;
}

} // namespace nautilus::sources::edgar
