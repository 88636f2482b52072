#pragma once
// The bodies of FRED's interface (https://fred.stlouisfed.org/docs/api/fred/): observations, vintage dates,
// series. Values are texts there, "." is missing.

#include "engines/domain/panel.h"
#include "engines/domain/session_date.h"
#include "engines/kit/result.h"
#include "engines/kit/value.h"

#include <string>
#include <vector>

namespace nautilus::sources::fred {

struct Observation {
    domain::SessionDate date;  ///< first day of the period, as FRED dates it
    domain::SessionDate known; ///< begin of the real-time period
    double value = domain::kMissing;
};

/// One page of a longer answer.
template <class Row>
struct Page {
    std::int64_t count = 0; ///< of all pages
    std::int64_t offset = 0;
    std::vector<Row> rows;
};

struct SeriesInfo {
    std::string id, title, units, frequency; ///< D, W, BW, M, Q, SA, A
    std::string seasonal, last_updated, notes;
};

/// All: Unavailable when the body is not of this shape.
[[nodiscard]] kit::Result<Page<Observation>> readObservations(const kit::Value& body);
[[nodiscard]] kit::Result<Page<domain::SessionDate>> readVintages(const kit::Value& body);
[[nodiscard]] kit::Result<Page<SeriesInfo>> readSeries(const kit::Value& body);
/// What an error body says; empty when it is none.
[[nodiscard]] std::string errorMessage(const kit::Value& body);

/// Last day of the period that begins on the day; days and weeks are dated by their own day.
[[nodiscard]] domain::SessionDate periodEnd(domain::SessionDate date, std::string_view frequency);
/// Days after a period's end from which a value counts as known when no vintage says it.
[[nodiscard]] int releaseLag(std::string_view frequency);

/// FRED answers for at most 2,000 vintage dates at a time: spans of real time, each of at most `most` of
/// these ascending dates, together everything from the first one on.
struct RealTime {
    domain::SessionDate from, to;
};
[[nodiscard]] std::vector<RealTime> realTimeSpans(const std::vector<domain::SessionDate>& vintages,
                                                  std::size_t most);

/// Puts the versions of several spans together. At the begin of a span FRED dates what was known before by
/// that begin: such a row is a new version only when its value is another one. By date, known.
[[nodiscard]] std::vector<Observation> joined(const std::vector<std::vector<Observation>>& spans);

} // namespace nautilus::sources::fred
