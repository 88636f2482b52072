#pragma once
// From drift to trades and their schedule.

#include "engines/portfolio/contract/rebalancing.h"
#include "engines/portfolio/service/book_shelf.h"
#include "engines/portfolio/service/optimiser/optimiser_desk.h"

namespace nautilus::portfolio {

class Rebalancer {
public:
    Rebalancer(OptimiserDesk& optimiser, const BookShelf& shelf) : optimiser_(optimiser), shelf_(shelf) {}

    /// Records nothing: the list is a proposal. Blocks as the optimiser does.
    kit::Result<RebalanceResult> propose(const RebalanceRequest& request, kit::Call& call);

private:
    OptimiserDesk& optimiser_;
    const BookShelf& shelf_;
};

} // namespace nautilus::portfolio
