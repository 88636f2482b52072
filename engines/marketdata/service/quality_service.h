#pragma once
// Scans, issues, scores and corrections behind the market data engine's quality operations.

#include "engines/kit/ports.h"
#include "engines/kit/quality_store.h"
#include "engines/marketdata/contract/quality.h"
#include "engines/marketdata/service/quality_scan.h"

namespace nautilus::marketdata {

struct InstrumentQuality {
    QualityScores scores;
    std::vector<kit::StoredIssue> issues;
};

/// Every call blocks and belongs on a driver or worker thread.
class QualityService final : public QualitySource {
public:
    using Directory = std::function<std::shared_ptr<const InstrumentDirectory>()>;
    /// `announce` tells the others of an epoch that corrections began.
    QualityService(kit::Ports ports, kit::QualityStore& store, Directory directory,
                   std::function<void()> announce)
        : ports_(ports), store_(store), directory_(std::move(directory)), announce_(std::move(announce)) {}

    kit::Result<ScanReport> scan(const QualityScanRequest& request, const kit::Catalog::Progress& progress);
    kit::Result<std::vector<std::string>> unscanned() { return store_.unscanned(); }
    /// Looks again at what an import touched; answers how many findings the data set has then.
    kit::Result<std::int64_t> rescan(const kit::ImportReport& report, const kit::Catalog::Progress& progress);
    kit::Result<kit::Table> issues(const QualityIssuesRequest& request, kit::Call& call);
    kit::Result<QualitySummary> summary(kit::Call& call);
    kit::Result<CorrectionsChanged> repair(const RepairRequest& request, kit::Call& call);
    kit::Result<CorrectionsChanged> undo(const UndoRequest& request, kit::Call& call);
    kit::Result<CorrectionsChanged> correct(const CorrectRequest& request, kit::Call& call);
    kit::Result<kit::Table> corrections(const QualityIssuesRequest& request, kit::Call& call);
    kit::Result<QualityScores> qualityScores(const std::string& dataset) override;

    /// Of one instrument in one data set; NotFound when there is no such data set.
    kit::Result<InstrumentQuality> ofInstrument(domain::InstrumentId id, const std::string& dataset);

    /// Untouched bars, for `raw=true`.
    kit::Result<domain::DailyBars> rawBars(const kit::BarQuery& query);
    /// Says which dates and fields of the answered bars are corrected ones.
    kit::Result<void> warnOfCorrections(const kit::BarQuery& query, kit::Call& call);

private:
    kit::Result<void> holdsRow(const CorrectRequest& request, domain::InstrumentId id,
                               const std::string& dataset);
    kit::Result<CorrectionsChanged> accept(const RepairRequest& request,
                                           const std::vector<kit::StoredIssue>& issues);
    kit::Result<QualityScores> scoresFor(const kit::Dataset& dataset,
                                         const std::vector<kit::BarCount>& counts,
                                         const std::vector<kit::StoredIssue>& issues,
                                         domain::InstrumentId only);
    kit::Result<std::vector<DatasetQuality>> qualities();
    template <class Answer, class Change>
    kit::Result<Answer> noted(const std::string& what, const Change& change);
    kit::Result<CorrectionsChanged> record(std::vector<kit::Correction> corrections, std::int64_t unchanged,
                                           const std::string& what);

    kit::Ports ports_;
    kit::QualityStore& store_;
    Directory directory_;
    std::function<void()> announce_;
};

} // namespace nautilus::marketdata
