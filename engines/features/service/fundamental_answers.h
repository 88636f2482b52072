#pragma once
// Answers about fundamental features and about many symbols at once. They read and use the pool: for a driver
// thread.

#include "engines/features/contract/fundamental.h"
#include "engines/features/service/cross_section.h"
#include "engines/features/service/technical_answers.h"

namespace nautilus::features {

kit::Result<FundamentalResult> answerFundamental(const FeatureWorld& world, kit::Catalog& catalog,
                                                 kit::Pool& pool, const FundamentalRequest& request,
                                                 kit::Call& call);
kit::Result<BatchResult> answerBatch(const FeatureWorld& world, kit::Catalog& catalog, kit::Pool& pool,
                                     const BatchRequest& request, kit::Call& call);

/// The session that a question about these stocks is answered for: the last at or before `day` on which 90 %
/// of those that still trade have a bar. Nothing when none of them has a bar up to then.
kit::Result<std::optional<domain::SessionDate>>
sessionFor(kit::Catalog& catalog, const std::vector<const domain::Instrument*>& stocks,
           domain::SessionDate day);

} // namespace nautilus::features
