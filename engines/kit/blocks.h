#pragma once
// Port: immutable blocks of factor values (sessions x instruments x factors), one file each, written and
// synced before the ledger names them.

#include "engines/domain/panel.h"
#include "engines/kit/result.h"

#include <span>
#include <string>
#include <vector>

namespace nautilus::kit {

/// What one block holds. `values` has one matrix per factor, rows = all sessions of the panel; the block
/// takes the rows [first_row, end_row).
struct FactorBlock {
    std::span<const domain::SessionDate> sessions;
    std::span<const domain::InstrumentId> instruments;
    std::span<const std::string> factors;
    std::span<const domain::MatrixView> values;
    std::size_t first_row = 0;
    std::size_t end_row = 0;
};

struct BlockInfo {
    std::string name;
    std::string sha256; ///< of the values' bytes, not of the file
    std::int64_t rows = 0;
    domain::SessionDate first;
    domain::SessionDate last;
};

class BlockStore {
public:
    virtual ~BlockStore() = default;
    /// Writes one block below `run_id`. The same run's block is written again with the same values.
    virtual Result<BlockInfo> write(const std::string& run_id, const FactorBlock& block) = 0;
    /// Removes runs that the ledger does not name and whatever was left half-written; answers how many runs.
    virtual Result<std::int64_t> removeOrphans(std::span<const std::string> known_run_ids) = 0;
};

} // namespace nautilus::kit
