#pragma once
// Answers of research dashboards. For a driver or worker thread.

#include "engines/factor/contract/research_views.h"
#include "engines/factor/service/answers_research.h"

namespace nautilus::factor {

kit::Result<LibraryResult> answerLibrary(const LibraryRequest& request, ResearchDesk& desk);

/// Asks the catalog for the series.
kit::Result<MacroViewResult> answerMacroView(const FactorWorld& world, const MacroViewRequest& request,
                                             kit::Catalog& catalog, kit::Call& call);

} // namespace nautilus::factor
