#pragma once
// Reads a zip file that somebody else made: what it says it holds is checked before anything is unpacked, and
// what comes out is counted against it.

#include "engines/kit/result.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct zip;

namespace nautilus::catalog {

/// What an archive may hold at most.
struct ArchiveLimits {
    std::uint64_t entries = 10'000;
    std::uint64_t bytes = 2ULL << 30;     ///< of all entries, unpacked
    std::uint64_t times_its_size = 200;   ///< unpacked to packed, beyond `free_bytes`
    std::uint64_t free_bytes = 64U << 20; ///< so much may always come out
};

/// One zip file, open for reading. Used on one thread.
class ZipArchive {
public:
    /// InvalidArgument with `field` when the file is no sound zip file, an entry's name is absolute or climbs
    /// out by "..", or a limit is passed. No byte is unpacked for that.
    static kit::Result<ZipArchive> open(const std::string& path, const ArchiveLimits& limits,
                                        const std::string& field);

    struct Entry {
        std::string name;
        std::uint64_t bytes = 0; ///< unpacked, as the archive says
    };
    /// Files only, in the order of the archive.
    [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
    [[nodiscard]] bool has(std::string_view name) const;

    /// Unpacks piece by piece; `take` answers false to stop early. InvalidArgument when the entry is damaged,
    /// encrypted or longer than the archive says.
    kit::Result<void> read(std::string_view name, const std::function<bool(std::string_view)>& take) const;
    /// A whole entry that must be small.
    [[nodiscard]] kit::Result<std::string> text(std::string_view name, std::size_t most_bytes) const;

private:
    struct Discard {
        void operator()(zip* archive) const;
    };
    ZipArchive(std::unique_ptr<zip, Discard> archive, std::string name, std::string field)
        : archive_(std::move(archive)), name_(std::move(name)), field_(std::move(field)) {}
    [[nodiscard]] tl::unexpected<kit::Errors> refuse(const std::string& why) const;
    kit::Result<void> checkEntries(const ArchiveLimits& limits, std::uint64_t packed_bytes);

    std::unique_ptr<zip, Discard> archive_;
    std::string name_; ///< of the file, for people
    std::string field_;
    std::vector<Entry> entries_;
};

} // namespace nautilus::catalog
