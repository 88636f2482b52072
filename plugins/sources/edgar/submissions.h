#pragma once
// The list of a company's filings: who it is, and when each of its filings was accepted. Older filings stand
// in further pages, which the first one names.

#include "engines/domain/session_date.h"
#include "engines/kit/result.h"
#include "engines/kit/value.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace nautilus::sources::edgar {

/// When a filing came in, as the SEC prints it. The time is that of New York in bodies of some years and UTC
/// in others, marked "Z" in both: it is read as New York's, which is the later one of the two.
struct Acceptance {
    domain::SessionDate filed;
    domain::SessionDate day;  ///< of the acceptance
    bool after_close = false; ///< at 16:00 or later
};

/// The first session on whose close the filing counts as known is the first on or after this day: the day of
/// the acceptance, the next one after 16:00, never before the filing date. Without an acceptance the day
/// after the filing date.
[[nodiscard]] domain::SessionDate knowableFrom(domain::SessionDate filed, const Acceptance* accepted);

struct OlderPage {
    std::string name; ///< "CIK0001318605-submissions-001.json"
    std::int64_t filings = 0;
    domain::SessionDate from, to; ///< filing dates
};

struct Company {
    std::int64_t cik = 0;
    std::string name, sic, sic_description, fiscal_year_end; ///< "1231", month and day
    std::vector<std::string> tickers, exchanges;
};

struct Submissions {
    Company company;
    std::map<std::string, Acceptance, std::less<>> by_accession;
    std::vector<OlderPage> older;
    std::vector<std::string> warnings;

    /// Adds the filings of a further page; Unavailable when it is none, or another number than announced.
    kit::Result<void> addPage(const kit::Value& body, const OlderPage& page);
};

/// Unavailable when the body is not of this shape or of another company.
[[nodiscard]] kit::Result<Submissions> readSubmissions(const kit::Value& body, std::int64_t cik);

struct Ticker {
    std::string symbol, name;
    std::int64_t cik = 0;
};
/// The body of company_tickers.json, by symbol. Present holders alone: the SEC keeps no former ones.
[[nodiscard]] kit::Result<std::vector<Ticker>> readTickers(const kit::Value& body);

} // namespace nautilus::sources::edgar
