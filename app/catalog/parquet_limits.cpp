#include "app/catalog/parquet_limits.h"

#include <filesystem>

namespace nautilus::catalog {

using kit::ErrorCode;
using kit::fail;

kit::Result<void> checkParquet(Connection& db, const std::string& path, const std::string& field,
                               const ParquetLimits& limits) {
    const auto name = std::filesystem::path(path).filename().string();
    const auto refuse = [&](const char* why) {
        return fail(ErrorCode::InvalidArgument, name + " " + why, field);
    };
    const auto footer = db.query("SELECT num_rows::BIGINT FROM parquet_file_metadata(" + sqlText(path) + ")");
    const auto parts = db.query("SELECT coalesce(sum(greatest(total_uncompressed_size, 0)), 0)::BIGINT, "
                                "count(DISTINCT column_id)::BIGINT, coalesce(min(total_uncompressed_size), "
                                "0)::BIGINT FROM parquet_metadata(" +
                                sqlText(path) + ")");
    if (!footer || !parts || (*footer)->rowCount() != 1 || (*parts)->rowCount() != 1)
        return refuse("is not a readable Parquet file");
    std::error_code error;
    const auto size = static_cast<std::int64_t>(std::filesystem::file_size(path, error));
    const auto rows = (*footer)->integers(0).front(), bytes = (*parts)->integers(0).front();
    if (rows < 0 || (*parts)->integers(2).front() < 0) return refuse("is not a readable Parquet file");
    if ((*parts)->integers(1).front() > limits.columns) return refuse("has too many columns");
    if (rows > limits.rows || rows > size * limits.rows_per_byte + limits.free_rows)
        return refuse("says that it holds far more rows than its size can");
    if (bytes > limits.bytes || bytes > size * limits.times_its_size + limits.free_bytes)
        return refuse("unpacks to far more than its own size");
    return {};
}

} // namespace nautilus::catalog
