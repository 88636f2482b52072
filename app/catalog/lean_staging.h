#pragma once
// Rows of LEAN's zip files on their way into the table that a file import stages.

#include "app/catalog/appender.h"
#include "app/catalog/lean_adjust.h"
#include "app/catalog/lean_files.h"
#include "engines/kit/import_plan.h"

#include <set>

namespace nautilus::catalog {

/// What a day's local midnight is in UTC.
class ZoneOffsets {
public:
    /// Of America/New_York, 1960 to 2059, by the database's own time zones.
    static kit::Result<ZoneOffsets> newYork(Connection& db);
    /// Nanoseconds to add to a local time of that day; by the offset at noon.
    [[nodiscard]] std::int64_t on(domain::SessionDate day) const;

private:
    domain::SessionDate first_;
    std::vector<std::int64_t> offset_;
};

/// What the files share.
struct LeanContext {
    TickerMap tickers;
    std::map<std::string, std::vector<FactorRow>> factors; ///< by permanent ticker
    ZoneOffsets offsets;
    std::set<std::string> seen;            ///< permanent tickers that rows were staged of
    std::set<std::string> without_factors; ///< of them: daily bars, but no factor file
};

/// Appends the rows of one zip file to `staged`, whose columns are those of `plan`: prices in currency, daily
/// bars on the basis of the last split, times as UTC. A line that cannot be read, or that is of a day on
/// which no map file knows the ticker, is kept as text. InvalidArgument "/folder" when a limit is passed.
kit::Result<void> stageLeanFile(Connection& db, const kit::ImportPlan& plan, const LeanFile& file,
                                std::int64_t number, LeanContext& context);
/// The same for the corporate actions that a factor file implies.
kit::Result<void> stageLeanSteps(Connection& db, const std::string& permanent, std::int64_t number,
                                 const LeanContext& context);

/// Columns of the staged table, besides its first four, in order.
[[nodiscard]] std::vector<kit::ColumnUse> leanColumns(const LeanFile& file);
[[nodiscard]] std::vector<kit::ColumnUse> leanStepColumns();

} // namespace nautilus::catalog
