#pragma once
// The body of companyfacts (and of companyconcept and frames, which hold the same rows): what a company
// reported, fact by fact and filing by filing.
// https://www.sec.gov/search-filings/edgar-application-programming-interfaces
//
// `fy` and `fp` of a row describe the filing, not the fact: only `start` and `end` say what it is about.

#include "engines/domain/session_date.h"
#include "engines/kit/result.h"
#include "engines/kit/value.h"

#include <optional>
#include <string>
#include <vector>

namespace nautilus::sources::edgar {

struct ReportedFact {
    std::size_t concept_index = 0; ///< into concepts()
    std::size_t rank = 0;          ///< of the tag among those of the concept; 0 = preferred
    std::string tag;               ///< "us-gaap/Revenues"
    std::optional<domain::SessionDate> start;
    domain::SessionDate end; ///< of the period; the day itself where nothing starts
    double value = 0;
    std::string unit; ///< "USD", "shares", "USD/shares"
    std::string accession, form;
    domain::SessionDate filed;
};

struct CompanyFacts {
    std::string name;
    std::int64_t cik = 0;
    bool ifrs = false;               ///< it reports by ifrs-full: more of its facts are of that taxonomy
    std::string currency;            ///< in which it reports: that of most of its facts; empty = of none
    std::vector<ReportedFact> facts; ///< of the table's concepts alone, in the reporting currency
    std::vector<std::string> warnings;
};

/// Unavailable when the body is not of this shape, NotComputable when it is of another company than `cik`.
[[nodiscard]] kit::Result<CompanyFacts> readCompanyFacts(const kit::Value& body, std::int64_t cik);

/// One row of companyconcept or frames. Unavailable when it is none.
struct ConceptRow {
    std::optional<domain::SessionDate> start, end, filed;
    double value = 0;
    std::string accession, form, entity, location;
    std::int64_t cik = 0;
};
[[nodiscard]] kit::Result<ConceptRow> readConceptRow(const kit::Value& row);

} // namespace nautilus::sources::edgar
