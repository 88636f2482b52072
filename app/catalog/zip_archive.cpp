#include "app/catalog/zip_archive.h"

#include <zip.h>

#include <algorithm>
#include <filesystem>

namespace nautilus::catalog {

using kit::ErrorCode;
using kit::fail;
using kit::Result;
namespace fs = std::filesystem;

namespace {

bool staysBelow(const fs::path& name) {
    return !name.empty() && name.is_relative() && name.string().find('\\') == std::string::npos &&
           std::ranges::none_of(name, [](const fs::path& part) { return part == ".." || part == "."; });
}

} // namespace

void ZipArchive::Discard::operator()(zip* archive) const {
    zip_discard(archive);
}

tl::unexpected<kit::Errors> ZipArchive::refuse(const std::string& why) const {
    return fail(ErrorCode::InvalidArgument, name_ + " " + why, field_);
}

Result<ZipArchive> ZipArchive::open(const std::string& path, const ArchiveLimits& limits,
                                    const std::string& field) {
    const auto name = fs::path(path).filename().string();
    int code = 0;
    std::unique_ptr<zip, Discard> archive(zip_open(path.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &code));
    if (!archive) return fail(ErrorCode::InvalidArgument, name + " is not a sound zip file", field);
    std::error_code error;
    const auto packed = fs::file_size(path, error);
    ZipArchive made(std::move(archive), name, field);
    if (auto checked = made.checkEntries(limits, packed); !checked) return kit::failAs(checked);
    return made;
}

Result<void> ZipArchive::checkEntries(const ArchiveLimits& limits, std::uint64_t packed_bytes) {
    const auto count = static_cast<std::uint64_t>(zip_get_num_entries(archive_.get(), 0));
    if (count > limits.entries) return refuse("holds more than " + std::to_string(limits.entries) + " files");
    const auto most = std::min(limits.bytes, packed_bytes * limits.times_its_size + limits.free_bytes);
    std::uint64_t total = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
        zip_stat_t entry;
        if (zip_stat_index(archive_.get(), i, 0, &entry) != 0 || !(entry.valid & ZIP_STAT_NAME) ||
            !(entry.valid & ZIP_STAT_SIZE))
            return refuse("is damaged");
        const std::string_view name = entry.name;
        if (!staysBelow(name)) return refuse("names a file outside itself");
        if (entry.size > most || total + entry.size > most)
            return refuse("unpacks to far more than its own size");
        total += entry.size;
        if (!name.ends_with('/')) entries_.push_back({std::string(name), entry.size});
    }
    return {};
}

bool ZipArchive::has(std::string_view name) const {
    return std::ranges::find(entries_, name, &Entry::name) != entries_.end();
}

Result<void> ZipArchive::read(std::string_view name,
                              const std::function<bool(std::string_view)>& take) const {
    const auto found = std::ranges::find(entries_, name, &Entry::name);
    if (found == entries_.end()) return refuse("lacks " + std::string(name));
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(
        zip_fopen(archive_.get(), found->name.c_str(), 0), zip_fclose);
    if (!file) return refuse("is damaged or encrypted");
    std::string buffer(1U << 18, '\0');
    std::uint64_t taken = 0;
    for (;;) {
        const auto got = zip_fread(file.get(), buffer.data(), buffer.size());
        if (got < 0) return refuse("is damaged");
        if (got == 0) break;
        taken += static_cast<std::uint64_t>(got);
        if (taken > found->bytes) return refuse("holds more than it says");
        if (!take(std::string_view(buffer.data(), static_cast<std::size_t>(got)))) return {};
    }
    return taken == found->bytes ? Result<void>{} : Result<void>(refuse("is cut short"));
}

Result<std::string> ZipArchive::text(std::string_view name, std::size_t most_bytes) const {
    std::string out;
    bool too_long = false;
    const auto done = read(name, [&](std::string_view piece) {
        too_long = out.size() + piece.size() > most_bytes;
        if (!too_long) out += piece;
        return !too_long;
    });
    if (!done) return kit::failAs(done);
    if (too_long) return refuse("holds a part that is too long: " + std::string(name));
    return out;
}

} // namespace nautilus::catalog
