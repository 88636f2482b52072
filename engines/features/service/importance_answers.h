#pragma once
// Answers about the importance of features. They read and use the pool: for a driver thread.

#include "engines/features/contract/importance.h"
#include "engines/features/service/feature_world.h"

namespace nautilus::features {

kit::Result<ImportanceResult> answerImportance(const FeatureWorld& world, kit::Catalog& catalog,
                                               kit::Pool& pool, const ImportanceRequest& request,
                                               kit::Call& call);

} // namespace nautilus::features
