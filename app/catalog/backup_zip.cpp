#include "app/catalog/backup_zip.h"

#include "app/platform/platform.h"

#include <zip.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <vector>

namespace nautilus::catalog {

using kit::ErrorCode;
using kit::fail;
using kit::Result;
namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t kMostTimes = 100;
constexpr std::uint64_t kMostBeyond = 1ULL << 30;

struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
using Archive = std::unique_ptr<zip_t, Discard>;

tl::unexpected<kit::Errors> notWritten() {
    return fail(ErrorCode::Unavailable, "the zip file could not be written; is the disk full?");
}
tl::unexpected<kit::Errors> notRead(const char* why) {
    return fail(ErrorCode::InvalidArgument, why, "/from");
}

Result<void> unpackOne(zip_t* archive, zip_uint64_t index, const zip_stat_t& entry, const fs::path& to) {
    std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(zip_fopen_index(archive, index, 0), zip_fclose);
    if (!file) return notRead("the zip file is damaged");
    std::error_code error;
    fs::create_directories(to.parent_path(), error);
    std::ofstream out(to, std::ios::binary);
    std::vector<char> buffer(1 << 20);
    std::uint64_t written = 0;
    for (;;) {
        const auto got = zip_fread(file.get(), buffer.data(), buffer.size());
        if (got < 0) return notRead("the zip file is damaged");
        if (got == 0) break;
        written += static_cast<std::uint64_t>(got);
        if (written > entry.size) return notRead("the zip file holds more than it says");
        out.write(buffer.data(), got);
    }
    out.close();
    return out ? Result<void>{} : Result<void>(fail(ErrorCode::Unavailable, "a file could not be written"));
}

bool staysBelow(const fs::path& name) {
    return !name.empty() && name.is_relative() &&
           std::ranges::none_of(name, [](const fs::path& part) { return part == ".." || part == "."; });
}

} // namespace

Result<void> zipFolder(const std::string& folder, const std::string& path) {
    const auto aside = path + ".new";
    std::error_code error;
    fs::remove(aside, error);
    int code = 0;
    Archive archive(zip_open(aside.c_str(), ZIP_CREATE | ZIP_EXCL, &code));
    if (!archive) return notWritten();
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        auto* source = zip_source_file(archive.get(), entry.path().c_str(), 0, -1);
        const auto name = entry.path().lexically_relative(folder).generic_string();
        if (!source || zip_file_add(archive.get(), name.c_str(), source, ZIP_FL_ENC_UTF_8) < 0) {
            zip_source_free(source);
            return notWritten();
        }
    }
    if (zip_close(archive.get()) != 0) return notWritten();
    (void)archive.release(); // closing freed it
    if (auto synced = platform::syncFile(aside); !synced) return synced;
    fs::rename(aside, path, error);
    return error ? Result<void>(notWritten()) : Result<void>{};
}

Result<void> unzipTo(const std::string& path, const std::string& folder) {
    int code = 0;
    const Archive archive(zip_open(path.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &code));
    if (!archive) return notRead("this is no sound zip file");
    std::error_code error;
    const std::uint64_t most = fs::file_size(path, error) * kMostTimes + kMostBeyond;
    std::uint64_t total = 0;
    const auto entries = zip_get_num_entries(archive.get(), 0);
    for (zip_int64_t i = 0; i < entries; ++i) {
        zip_stat_t entry;
        if (zip_stat_index(archive.get(), static_cast<zip_uint64_t>(i), 0, &entry) != 0)
            return notRead("the zip file is damaged");
        if (!staysBelow(entry.name)) return notRead("the zip file names a file outside its folder");
        total += entry.size;
        if (total > most) return notRead("the zip file unpacks to far more than its own size");
    }
    if (auto made = platform::makePrivateFolder(folder); !made) return made;
    for (zip_int64_t i = 0; i < entries; ++i) {
        zip_stat_t entry;
        (void)zip_stat_index(archive.get(), static_cast<zip_uint64_t>(i), 0, &entry);
        if (auto done =
                unpackOne(archive.get(), static_cast<zip_uint64_t>(i), entry, fs::path(folder) / entry.name);
            !done)
            return done;
    }
    return {};
}

} // namespace nautilus::catalog
