// Bodies of data providers: what the sources edgar and fred read.

#include "app/api/json/json_reader.h"
#include "plugins/sources/edgar/company_facts.h"
#include "plugins/sources/edgar/concept_table.h"
#include "plugins/sources/edgar/fact_history.h"
#include "plugins/sources/edgar/submissions.h"
#include "plugins/sources/fred/fred_bodies.h"
#include "tests/fuzz/targets/fuzz_target.h"

#include <algorithm>
#include <cmath>

using namespace nautilus;
using namespace nautilus::sources;

namespace {

template <class T>
void explained(const kit::Result<T>& result) {
    if (result) return;
    fuzz::require(!result.error().empty(), "a refusal has a reason");
    for (const auto& error : result.error())
        fuzz::require(!error.message.empty(), "a reason has words");
}

std::int64_t cikOf(const kit::Value& body) {
    const auto* found = body.find("cik");
    const auto* whole = found ? found->as<std::int64_t>() : nullptr;
    return whole ? *whole : 1;
}

void tryFacts(const kit::Value& body) {
    const auto facts = edgar::readCompanyFacts(body, cikOf(body));
    explained(facts);
    if (!facts) return;
    for (const auto& fact : facts->facts)
        fuzz::require(std::isfinite(fact.value) && fact.filed >= fact.end && !fact.accession.empty(),
                      "a fact that can be used");
    const auto history = edgar::historyOf(
        *facts, [](const std::string&) -> const edgar::Acceptance* { return nullptr; }, "1231");
    fuzz::require(std::ranges::is_sorted(history.rows, {}, &edgar::FactRow::knowable_at), "by the day known");
    for (const auto& row : history.rows)
        fuzz::require(row.knowable_at > row.filed && row.concept_index < edgar::concepts().size(),
                      "nothing is known before it was filed");
}

void trySubmissions(const kit::Value& body) {
    auto read = edgar::readSubmissions(body, cikOf(body));
    explained(read);
    if (read)
        for (const auto& [accession, accepted] : read->by_accession)
            fuzz::require(edgar::knowableFrom(accepted.filed, &accepted) >= accepted.filed,
                          "nothing is known before its filing date");
    explained(edgar::readTickers(body));
    explained(edgar::readConceptRow(body));
}

void tryFred(const kit::Value& body) {
    const auto page = fred::readObservations(body);
    explained(page);
    explained(fred::readSeries(body));
    (void)fred::errorMessage(body);
    if (const auto vintages = fred::readVintages(body); !vintages)
        explained(vintages);
    else
        fuzz::require(fred::realTimeSpans(vintages->rows, 2).size() == (vintages->rows.size() + 1) / 2,
                      "every vintage is in one span");
    if (!page) return;
    const auto once = fred::joined({page->rows});
    fuzz::require(once.size() <= page->rows.size(), "no version is invented");
    fuzz::require(fred::joined({once}).size() == once.size(), "joined once, joined for ever");
    for (const auto& each : page->rows)
        for (const char* frequency : {"D", "M", "Q", "SA", "A"})
            fuzz::require(fred::periodEnd(each.date, frequency) >= each.date, "a period ends after it began");
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto body = api::readJson(fuzz::textOf(data, size));
    if (!body) return 0;
    tryFacts(*body);
    trySubmissions(*body);
    tryFred(*body);
    return 0;
}
