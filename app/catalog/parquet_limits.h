#pragma once
// What a Parquet file may unpack to, by its own footer, before a row of it is read.

#include "app/catalog/duckdb_connection.h"

namespace nautilus::catalog {

struct ParquetLimits {
    std::int64_t rows = 1'000'000'000;
    std::int64_t rows_per_byte = 10'000; ///< of the file, beyond `free_rows`
    std::int64_t free_rows = 10'000'000;
    std::int64_t bytes = 64LL << 30;     ///< unpacked
    std::int64_t times_its_size = 1'000; ///< unpacked to file, beyond `free_bytes`
    std::int64_t free_bytes = 1LL << 30;
    std::int64_t columns = 2'000;
};

/// InvalidArgument with `field` when the footer cannot be read or passes a limit.
kit::Result<void> checkParquet(Connection& db, const std::string& path, const std::string& field,
                               const ParquetLimits& limits = {});

} // namespace nautilus::catalog
