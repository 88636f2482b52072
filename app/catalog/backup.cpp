#include "app/catalog/backup.h"

#include "app/platform/platform.h"
#include "app/security/digest.h"
#include "engines/kit/json_writer.h"

#include <algorithm>
#include <filesystem>

namespace nautilus::catalog {

using kit::ErrorCode;
using kit::fail;
using kit::Result;
using kit::Value;
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kFormat = 1;

Result<void> copyFile(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::create_directories(to.parent_path(), error);
    if (!fs::copy_file(from, to, error) || error)
        return fail(ErrorCode::Unavailable, "a file could not be copied; is the disk full?");
    return {};
}

/// Factor blocks never change once they have their name; what has not got it yet is left out.
Result<void> copyBlocks(const fs::path& from, const fs::path& to) {
    std::error_code error;
    for (const auto& entry : fs::recursive_directory_iterator(from, error)) {
        if (!entry.is_regular_file() || entry.path().extension() != ".parquet") continue;
        if (auto copied = copyFile(entry.path(), to / entry.path().lexically_relative(from)); !copied)
            return copied;
    }
    return {};
}

struct Listed {
    Value::Array files;
    std::int64_t bytes = 0;
};

Result<Listed> listFiles(const fs::path& folder) {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) paths.push_back(entry.path());
    std::ranges::sort(paths);
    Listed out;
    for (const auto& path : paths) {
        const auto hash = security::sha256OfFile(path.string());
        if (!hash) return kit::failAs(hash);
        if (auto synced = platform::syncFile(path.string()); !synced) return kit::failAs(synced);
        const auto bytes = static_cast<std::int64_t>(fs::file_size(path));
        out.bytes += bytes;
        out.files.emplace_back(Value::Object{
            {"name", path.lexically_relative(folder).string()}, {"bytes", bytes}, {"sha256", *hash}});
    }
    return out;
}

bool safeName(const std::string& name) {
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
    });
}

} // namespace

Result<std::int64_t> HomeBackup::copyCatalog(const std::string& path) {
    auto db = catalog_.exclusively([](Connection& main) { return main.sibling(); });
    if (!db) return kit::failAs(db);
    const auto name = (*db)->query("SELECT current_database()");
    if (!name) return kit::failAs(name);
    if (auto attached = (*db)->run("ATTACH " + sqlText(path) + " AS backup_copy"); !attached)
        return kit::failAs(attached);
    // One transaction: a snapshot, whatever is imported meanwhile.
    auto copied = (*db)->run("COPY FROM DATABASE \"" + (*name)->texts(0).front() + "\" TO backup_copy");
    auto epoch = (*db)->integer("SELECT coalesce(max(epoch), 0)::BIGINT FROM backup_copy.epochs");
    auto closed = (*db)->run("DETACH backup_copy");
    if (!copied) return kit::failAs(copied);
    if (!closed) return kit::failAs(closed);
    return epoch;
}

Result<std::int64_t> HomeBackup::copyAll(const std::string& aside, const kit::Catalog::Progress& progress) {
    const auto tell = [&](double fraction, std::string_view what) {
        return !progress || progress(fraction, what);
    };
    const auto cancelled = [] { return fail(ErrorCode::Cancelled, "the backup was cancelled"); };
    // The ledger first: whatever it names was written and synced before.
    if (!tell(0.05, "ledger")) return cancelled();
    if (auto copied = copy_records_(aside); !copied) return kit::failAs(copied);
    if (!tell(0.2, "factor values")) return cancelled();
    if (auto copied = copyBlocks(home_ + "/factors", aside + "/factors"); !copied) return kit::failAs(copied);
    if (fs::exists(home_ + "/settings.toml"))
        if (auto copied = copyFile(home_ + "/settings.toml", aside + "/settings.toml"); !copied)
            return kit::failAs(copied);
    if (!tell(0.4, "catalog")) return cancelled();
    auto epoch = copyCatalog(aside + "/catalog.duckdb");
    if (epoch && !tell(0.8, "checking")) return cancelled();
    return epoch;
}

Result<BackupReport> HomeBackup::run(const std::string& name, const kit::Catalog::Progress& progress) {
    if (!safeName(name)) return fail(ErrorCode::Internal, "a backup has no valid name");
    const auto target = home_ + "/backups/" + name, aside = target + ".new";
    std::error_code error;
    fs::remove_all(aside, error);
    if (fs::exists(target)) return fail(ErrorCode::Conflict, "a backup of this name exists");
    if (auto made = platform::makePrivateFolder(aside); !made) return kit::failAs(made);
    const auto epoch = copyAll(aside, progress);
    auto listed = epoch ? listFiles(aside) : Result<Listed>(kit::failAs(epoch));
    if (!listed) {
        fs::remove_all(aside, error);
        return kit::failAs(listed);
    }
    BackupReport report{target, static_cast<std::int64_t>(listed->files.size()), listed->bytes, *epoch};
    const Value manifest = Value::Object{{"format", kFormat},
                                         {"version", NAUTILUS_VERSION},
                                         {"catalog_epoch", *epoch},
                                         {"files", std::move(listed->files)}};
    if (auto written = platform::writePrivateFile(aside + "/manifest.json", kit::toJson(manifest) + "\n");
        !written)
        return kit::failAs(written);
    fs::rename(aside, target, error);
    if (error) return fail(ErrorCode::Unavailable, "the backup could not be given its name");
    return report;
}

} // namespace nautilus::catalog
