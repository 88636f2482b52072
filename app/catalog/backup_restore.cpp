#include "app/catalog/backup.h"
#include "app/platform/platform.h"
#include "app/security/digest.h"

#include <simdjson.h>

#include <algorithm>
#include <filesystem>
#include <set>

namespace nautilus::catalog {

using kit::ErrorCode;
using kit::fail;
using kit::Result;
namespace fs = std::filesystem;

namespace {

struct BackupFile {
    std::string name, sha256;
};

/// A name stays below its folder: a manifest that was tampered with must not write elsewhere.
bool staysBelow(const fs::path& name) {
    return !name.empty() && name.is_relative() &&
           std::ranges::none_of(name, [](const fs::path& part) { return part == ".." || part == "."; });
}

Result<std::vector<BackupFile>> readManifest(const std::string& backup, std::int64_t& epoch) {
    const auto unreadable = [] {
        return fail(ErrorCode::InvalidArgument, "the folder holds no readable manifest.json of a backup",
                    "/from");
    };
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    std::int64_t format = 0;
    simdjson::dom::array files;
    if (parser.load(backup + "/manifest.json").get(root) != simdjson::SUCCESS ||
        root["format"].get(format) != simdjson::SUCCESS || root["files"].get(files) != simdjson::SUCCESS ||
        root["catalog_epoch"].get(epoch) != simdjson::SUCCESS)
        return unreadable();
    if (format != 1)
        return fail(ErrorCode::Conflict, "the backup was made by a newer version of this program");
    std::vector<BackupFile> out;
    for (const auto& file : files) {
        std::string_view name, hash;
        if (file["name"].get(name) != simdjson::SUCCESS || file["sha256"].get(hash) != simdjson::SUCCESS)
            return unreadable();
        if (!staysBelow(std::string(name)))
            return fail(ErrorCode::InvalidArgument, "the backup names a file outside its folder", "/from");
        out.push_back({std::string(name), std::string(hash)});
    }
    return out;
}

Result<void> verify(const std::string& backup, const std::vector<BackupFile>& files) {
    std::set<std::string> named{"manifest.json"};
    for (const auto& file : files) {
        named.insert(file.name);
        const auto path = backup + "/" + file.name;
        if (!fs::is_regular_file(fs::symlink_status(path)))
            return fail(ErrorCode::InvalidArgument, "the backup lacks " + file.name, "/from");
        const auto hash = security::sha256OfFile(path);
        if (!hash) return kit::failAs(hash);
        if (*hash != file.sha256)
            return fail(ErrorCode::InvalidArgument, file.name + " of the backup is not what was saved",
                        "/from");
    }
    for (const auto& entry : fs::recursive_directory_iterator(backup))
        if (entry.is_regular_file() && !named.contains(entry.path().lexically_relative(backup).string()))
            return fail(ErrorCode::InvalidArgument,
                        entry.path().filename().string() + " is not of the backup's manifest", "/from");
    for (const char* needed : {"catalog.duckdb", "ledger.sqlite"})
        if (!named.contains(needed))
            return fail(ErrorCode::InvalidArgument, std::string("the backup lacks ") + needed, "/from");
    return {};
}

Result<void> place(const std::string& backup, const std::string& aside,
                   const std::vector<BackupFile>& files) {
    if (auto made = platform::makePrivateFolder(aside); !made) return made;
    for (const auto& file : files) {
        const auto to = fs::path(aside) / file.name;
        std::error_code error;
        fs::create_directories(to.parent_path(), error);
        if (!fs::copy_file(backup + "/" + file.name, to, error) || error)
            return fail(ErrorCode::Unavailable, "a file could not be copied; is the disk full?");
        fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write, error);
        if (auto synced = platform::syncFile(to.string()); !synced) return synced;
    }
    return verify(aside, files);
}

} // namespace

Result<BackupReport> restoreBackup(const std::string& backup, const std::string& home) {
    std::error_code error;
    if (fs::exists(home) && (!fs::is_directory(home) || !fs::is_empty(home, error)))
        return fail(ErrorCode::Conflict, "the home folder is not empty; a backup is restored into a new one",
                    "/home");
    std::int64_t epoch = 0;
    const auto files = readManifest(backup, epoch);
    if (!files) return kit::failAs(files);
    if (auto sound = verify(backup, *files); !sound) return kit::failAs(sound);
    const auto target = fs::absolute(home).lexically_normal().string();
    const auto aside = target + ".restoring";
    fs::remove_all(aside, error);
    if (auto placed = place(backup, aside, *files); !placed) {
        fs::remove_all(aside, error);
        return kit::failAs(placed);
    }
    fs::remove(target, error); // an empty folder
    fs::rename(aside, target, error);
    if (error) return fail(ErrorCode::Unavailable, "the home folder could not be given its name", "/home");
    BackupReport report{target, static_cast<std::int64_t>(files->size()), 0, epoch};
    for (const auto& file : *files)
        report.bytes += static_cast<std::int64_t>(fs::file_size(target + "/" + file.name));
    return report;
}

} // namespace nautilus::catalog
