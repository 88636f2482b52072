#pragma once

#include "app/catalog/duckdb_connection.h"
#include "engines/kit/blocks.h"

#include <mutex>

namespace nautilus::catalog {

/// Factor blocks as Parquet files, HOME/factors/<run_id>/<first>_<last>.parquet: written aside, synced,
/// renamed.
class ParquetBlocks final : public kit::BlockStore {
public:
    static kit::Result<std::unique_ptr<ParquetBlocks>> open(const std::string& folder);

    kit::Result<kit::BlockInfo> write(const std::string& run_id, const kit::FactorBlock& block) override;
    kit::Result<std::int64_t> removeOrphans(std::span<const std::string> known_run_ids) override;

private:
    ParquetBlocks(std::string folder, std::unique_ptr<Connection> connection)
        : folder_(std::move(folder)), connection_(std::move(connection)) {}
    kit::Result<void> fill(const kit::FactorBlock& block, kit::BlockInfo& info);

    const std::string folder_;
    std::mutex mutex_; // one connection for several worker threads
    std::unique_ptr<Connection> connection_;
};

} // namespace nautilus::catalog
