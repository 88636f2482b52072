#pragma once
// From what filings say to rows that know when they were known.
//
// - Of several tags of one filing and period the preferred one stands.
// - A value that a later filing repeats is one row, that of the first filing. Another value is a further row,
//   marked restated, from the day on which it became known.
// - Lengths by days: quarter 80..100, half 170..190, nine months 260..285, year 350..380; others are left
// out.
// - Single quarters that no filing reports are derived: half less quarter, nine months less half, year less
//   nine months, else year less the three quarters. They are made of what was known on the first day on which
//   all parts were, and dated by it; the filing is that of the longer period.
// - A fiscal year's first quarter is its year to date as well.
// - Periods of one kind that end on the same day are the same.

#include "plugins/sources/edgar/company_facts.h"
#include "plugins/sources/edgar/submissions.h"

#include <functional>

namespace nautilus::sources::edgar {

struct FactRow {
    std::size_t concept_index = 0;
    domain::SessionDate period_end;
    char period = 'I'; ///< F year, Q quarter, Y year to date, I a day
    int fiscal_year = 0;
    domain::SessionDate filed, knowable_at;
    bool restated = false;
    bool derived = false;
    double value = 0;
    std::string unit, form, accession, tag;
};

struct FactHistory {
    std::vector<FactRow> rows; ///< by knowable_at, concept, period's end, period
    std::vector<std::string> warnings;
};

/// Null where the filing is not among those that are listed.
using AcceptanceOf = std::function<const Acceptance*(const std::string& accession)>;

[[nodiscard]] FactHistory historyOf(const CompanyFacts& facts, const AcceptanceOf& acceptance_of,
                                    std::string_view fiscal_year_end);

} // namespace nautilus::sources::edgar
