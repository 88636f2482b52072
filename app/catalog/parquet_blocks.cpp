#include "app/catalog/parquet_blocks.h"

#include "app/catalog/duckdb_turn.h"
#include "app/platform/platform.h"
#include "app/security/digest.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace nautilus::catalog {

using kit::ErrorCode;
using kit::fail;
namespace fs = std::filesystem;

kit::Result<std::unique_ptr<ParquetBlocks>> ParquetBlocks::open(const std::string& folder) {
    if (auto made = platform::makePrivateFolder(folder); !made) return kit::failAs(made);
    constexpr std::int64_t kMemory = 512'000'000;
    auto connection = Connection::open("", 1, kMemory);
    if (!connection) return kit::failAs(connection);
    return std::unique_ptr<ParquetBlocks>(new ParquetBlocks(folder, std::move(*connection)));
}

namespace {

/// Run ids come from us, but they become folder names.
bool safeName(const std::string& name) {
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
    });
}

std::string createTable(const kit::FactorBlock& block) {
    std::string sql = "CREATE OR REPLACE TABLE block (session DATE, instrument_id BIGINT";
    for (const auto& factor : block.factors)
        sql += ", \"" + factor + "\" DOUBLE";
    return sql + ")";
}

} // namespace

kit::Result<void> ParquetBlocks::fill(const kit::FactorBlock& block, kit::BlockInfo& info) {
    const DuckDbTurn turn;
    duckdb_appender appender = nullptr;
    if (duckdb_appender_create(connection_->handle(), nullptr, "block", &appender) != DuckDBSuccess)
        return fail(ErrorCode::Internal, "a factor block could not be made");
    std::string bytes;
    for (std::size_t row = block.first_row; row < block.end_row; ++row)
        for (std::size_t i = 0; i < block.instruments.size(); ++i) {
            const bool any =
                std::ranges::any_of(block.values, [&](const auto& v) { return !std::isnan(v.at(row, i)); });
            if (!any) continue;
            ++info.rows;
            duckdb_append_date(appender, {block.sessions[row].days});
            duckdb_append_int64(appender, block.instruments[i]);
            for (const auto& view : block.values) {
                const double v = view.at(row, i);
                if (std::isnan(v))
                    duckdb_append_null(appender);
                else
                    duckdb_append_double(appender, v);
                bytes.append(reinterpret_cast<const char*>(&v), std::isnan(v) ? 1 : sizeof v);
            }
            duckdb_appender_end_row(appender);
        }
    info.sha256 = security::sha256(bytes);
    const bool closed = duckdb_appender_close(appender) == DuckDBSuccess;
    duckdb_appender_destroy(&appender);
    return closed ? kit::Result<void>{} : fail(ErrorCode::Internal, "a factor block could not be filled");
}

kit::Result<kit::BlockInfo> ParquetBlocks::write(const std::string& run_id, const kit::FactorBlock& block) {
    if (!safeName(run_id) || block.first_row >= block.end_row)
        return fail(ErrorCode::Internal, "a factor block has no valid name or no rows");
    const std::scoped_lock lock(mutex_);
    kit::BlockInfo info;
    info.first = block.sessions[block.first_row];
    info.last = block.sessions[block.end_row - 1];
    info.name = info.first.iso() + "_" + info.last.iso() + ".parquet";
    const std::string folder = folder_ + "/" + run_id;
    if (auto made = platform::makePrivateFolder(folder); !made) return kit::failAs(made);
    if (auto made = connection_->run(createTable(block)); !made) return kit::failAs(made);
    if (auto filled = fill(block, info); !filled) return kit::failAs(filled);
    const std::string aside = folder + "/" + info.name + ".new";
    if (auto copied =
            connection_->run("COPY (SELECT * FROM block ORDER BY session, instrument_id) TO " +
                             sqlText(aside) + " (FORMAT parquet, COMPRESSION zstd); DROP TABLE block");
        !copied)
        return kit::failAs(copied);
    if (auto synced = platform::syncFile(aside); !synced) return kit::failAs(synced);
    std::error_code error;
    fs::rename(aside, folder + "/" + info.name, error);
    if (error) return fail(ErrorCode::Unavailable, "a factor block could not be saved");
    if (auto named = platform::syncFile(folder + "/" + info.name); !named) return kit::failAs(named);
    return info;
}

kit::Result<std::int64_t> ParquetBlocks::removeOrphans(std::span<const std::string> known_run_ids) {
    std::int64_t removed = 0;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder_, error)) {
        const auto name = entry.path().filename().string();
        if (std::ranges::find(known_run_ids, name) != known_run_ids.end()) {
            for (const auto& file : fs::directory_iterator(entry.path(), error))
                if (file.path().extension() == ".new") fs::remove(file.path(), error); // never finished
            continue;
        }
        fs::remove_all(entry.path(), error);
        removed += error ? 0 : 1;
    }
    return removed;
}

} // namespace nautilus::catalog
