#pragma once
// Answers of factor research: functions of (library, request) and, where something is kept or evaluated, of
// the ledger and the catalog. For a driver or worker thread.

#include "engines/factor/contract/tear_sheet.h"
#include "engines/factor/service/answers.h"
#include "engines/factor/service/guest_factors.h"
#include "engines/factor/service/synthetic_factors.h"
#include "engines/factor/service/user_factors.h"

namespace nautilus::factor {

struct ResearchDesk {
    std::shared_ptr<const ResearchLibrary> shared_library;
    const ResearchLibrary& library; ///< the same
    kit::Catalog& catalog;
    kit::Pool& pool;
    ResearchRecords& records;
    UserFactors& users;
    GuestShelf& guests;
    kit::Call& call;
};

kit::Result<FactorCorrelationResult> answerFactorCorrelation(const FactorCorrelationRequest& request,
                                                             ResearchDesk& desk);
kit::Result<kit::Table> answerFactorMap(const FactorMapRequest& request, ResearchDesk& desk);
kit::Result<RankingResult> answerRanking(const RankingRequest& request, ResearchDesk& desk);
kit::Result<SynthesizeResult> answerSynthesize(const SynthesizeRequest& request, ResearchDesk& desk);
/// Values of a factor that is not of the library.
kit::Result<kit::Table> answerGuestValues(const EvaluateRequest& request, ResearchDesk& desk);
kit::Result<TearSheet> answerTearSheet(const TearSheetRequest& request, ResearchDesk& desk);

/// Deviation of the library's Sharpe ratios per session over the range: what a trial may reach by luck.
[[nodiscard]] double sharpeSpread(const ResearchLibrary& library, RowRange rows);

/// Says what portfolios and coefficients are made of.
void describeStudies(kit::Call& call);

} // namespace nautilus::factor
