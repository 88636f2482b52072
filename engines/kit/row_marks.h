#pragma once
// Marks of stored rows: what a reader keeps to find out later what changed.

#include "engines/domain/panel.h"

namespace nautilus::kit {

/// What the stored rows of one session, or of one instrument, look like. Equal marks that one process got
/// from one catalog mean equal rows (but for a collision of 63-bit digests): whoever holds the rows of
/// another epoch finds what changed without reading all of them again.
struct SessionMark {
    domain::SessionDate session;
    std::int64_t rows = 0;
    std::int64_t digest = 0;
    bool operator==(const SessionMark&) const = default;
};
struct FactMark {
    domain::InstrumentId id = 0;
    std::int64_t rows = 0;
    std::int64_t digest = 0;
    bool operator==(const FactMark&) const = default;
};

} // namespace nautilus::kit
