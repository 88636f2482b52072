#pragma once
// Rows of the catalog as the port of data sources wants them. Calls block for queries; any thread.

#include "engines/kit/data_source.h"
#include "plugins/sdk/symbol_directory.h"

namespace nautilus::sources {

class StoredHistory {
public:
    explicit StoredHistory(kit::Catalog& catalog) : catalog_(catalog), directories_(catalog) {}

    /// Rows with `from_ns` <= time < `to_ns`, by time. Bars count at their close; a daily one at the close of
    /// its session. Fundamentals and macro values count at the begin (UTC) of the day on which they became
    /// knowable. NotFound for a symbol or series that the catalog does not know; known ones without rows in
    /// the range answer none, with a warning.
    kit::Result<kit::HistoryRows> rows(const kit::HistoryRequest& request, const std::string& dataset);
    /// symbol, name, asset_class, currency, dataset
    kit::Result<kit::Table> found(const std::string& text, std::int64_t limit, const std::string& dataset);

private:
    using Candidates = std::vector<const domain::Instrument*>;
    kit::Result<kit::HistoryRows> dailyBars(const kit::HistoryRequest& request, const Candidates& candidates);
    kit::Result<kit::HistoryRows> sizedBars(const kit::HistoryRequest& request, const Candidates& candidates);
    kit::Result<kit::HistoryRows> ticks(const kit::HistoryRequest& request, const Candidates& candidates);
    kit::Result<kit::HistoryRows> facts(const kit::HistoryRequest& request, const Candidates& candidates);
    kit::Result<kit::HistoryRows> macro(const kit::HistoryRequest& request);

    kit::Catalog& catalog_;
    sdk::SymbolDirectories directories_;
};

} // namespace nautilus::sources
