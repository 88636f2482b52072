#pragma once
// What an engine is given when it is built: its threads and its ports. Nothing else reaches it from outside.

#include "engines/kit/blocks.h"
#include "engines/kit/catalog.h"
#include "engines/kit/clock.h"
#include "engines/kit/engine.h"
#include "engines/kit/job.h"
#include "engines/kit/lane.h"
#include "engines/kit/ledger.h"
#include "engines/kit/stream.h"

namespace nautilus::kit {

struct Ports {
    Clock& clock;
    Catalog& catalog;
    Ledger& ledger;
    BlockStore& blocks;
    Stream& stream;
    Jobs& jobs;
    Pool& pool;
    VitalsSource& vitals;
};

/// The threads of one engine.
struct EngineThreads {
    Lane& lane;
    Driver& driver; ///< short blocking calls: queries
    Driver& worker; ///< long ones: jobs, loading
};

} // namespace nautilus::kit
