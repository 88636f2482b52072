#pragma once
// Reports as files that last a day: written by whoever has a writer, kept by whoever has a folder.

#include "engines/kit/ports.h"
#include "engines/kit/report.h"
#include "engines/kit/saved_records.h"
#include "engines/risk/contract/reports.h"

#include <functional>

namespace nautilus::risk {

/// Where the bytes of reports are kept. Names hold letters, digits, '_' and '.'; calls block.
struct ReportFolder {
    std::function<kit::Result<void>(const std::string& name, const std::string& bytes)> write;
    std::function<kit::Result<std::string>(const std::string& name)> read;
    std::function<void(const std::string& name)> remove; ///< what is not there is no fault
};

class ReportDesk {
public:
    ReportDesk(kit::Ledger& ledger, kit::Clock& clock) : ledger_(ledger), clock_(clock) {}

    kit::ReportWriter write_report; ///< without one JSON alone can be written
    ReportFolder folder;
    kit::ReadJson read_json;

    /// Writes the document and keeps it. Unsupported "/format" without a writer for it. Blocks: for a worker.
    kit::Result<ReportResult> keep(const ReportRequest& request, const kit::ReportDocument& document,
                                   std::int64_t begun_ns);
    /// NotFound "/file" with the reason: never made, or expired. Blocks.
    kit::Result<std::string> read(const std::string& file);

private:
    [[nodiscard]] kit::SavedRecords<KeptReport> records() {
        return {ledger_, clock_, "risk_reports", read_json};
    }
    /// Files that are over go; of very old ones the record, too.
    kit::Result<void> clear();

    kit::Ledger& ledger_;
    kit::Clock& clock_;
};

/// "application/pdf" for "pdf" and so on.
[[nodiscard]] std::string contentType(const std::string& file);

} // namespace nautilus::risk
