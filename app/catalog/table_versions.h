#pragma once
// Which tables of a database may hold other rows than before: what was read of a table whose version is still
// the same need not be read again.

#include <array>
#include <atomic>
#include <cstdint>
#include <string_view>

namespace nautilus::catalog {

/// Tables that every new epoch is compared with; most imports change few of them.
inline constexpr std::array<std::string_view, 9> kVersionedTables{
    "datasets",        "instruments",        "aliases",
    "classifications", "universe_members",   "corporate_actions",
    "fundamentals",    "macro_observations", "bars_daily"};

struct TableVersion {
    std::uint64_t writes = 0;   ///< rows may have come in or changed
    std::uint64_t rewrites = 0; ///< rows may have changed or gone; only inserts leave it as it is
    bool operator==(const TableVersion&) const = default;
};

/// Shared by all connections of a database; any thread. A version rises after each statement that writes, and
/// once more when its transaction ends: whoever takes the version before reading and finds the same one later
/// has read what a reader would see now.
class TableVersions {
public:
    /// Tables that the open transaction of a connection has written to, a bit each.
    struct Open {
        std::uint32_t written = 0, rewritten = 0;
    };
    [[nodiscard]] TableVersion of(std::string_view table) const;
    /// After a statement of a connection (several, separated by ';', count as one).
    void note(std::string_view sql, Open& open);

private:
    void raise(const Open& tables);
    struct Counts {
        std::atomic<std::uint64_t> writes{0}, rewrites{0};
    };
    std::array<Counts, kVersionedTables.size()> counts_;
};

} // namespace nautilus::catalog
