#pragma once
// Port: writes what the catalog or an operation holds as files. Everything goes below one folder that the
// implementation was given; a finished export appears there in one step. Calls block and belong on a worker.

#include "engines/kit/catalog.h"

namespace nautilus::kit {

struct ExportPlan {
    std::string what;         ///< bars, intraday, trades, quotes, fundamentals ...: a table of the catalog
    std::string format;       ///< csv, parquet, xlsx
    std::string partition_by; ///< "", year, symbol; csv and parquet only
    std::string dataset;      ///< empty = all
    std::vector<domain::InstrumentId> instruments; ///< empty = all
    domain::SessionDate from = domain::kBeginningOfTime;
    domain::SessionDate to = domain::kEndOfTime; ///< inclusive
    bool raw = false;                            ///< bars without corrections
    std::string name;                            ///< of the folder: letters, digits, underscores
};

struct ExportedFile {
    std::string name; ///< below the export's folder
    std::int64_t rows = 0, bytes = 0;
};

struct ExportReport {
    std::string folder;
    std::vector<ExportedFile> files;
    std::int64_t rows = 0;
    std::int64_t corrections = 0;       ///< that lie over the exported rows
    std::int64_t neutralised_cells = 0; ///< CSV texts that a spreadsheet would have run as formulas
};

class Exporter {
public:
    virtual ~Exporter() = default;
    /// Words that `what` may be, with '|' between.
    [[nodiscard]] virtual std::string tables() const = 0;
    virtual Result<ExportReport> exportTable(const ExportPlan& plan, const Catalog::Progress& progress) = 0;
    /// The same for rows that an operation answered as CSV with a header line.
    virtual Result<ExportReport> exportCsv(const ExportPlan& plan, const std::string& csv,
                                           const Catalog::Progress& progress) = 0;
};

} // namespace nautilus::kit
