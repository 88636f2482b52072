#pragma once
// Pages of a table: `limit` rows from the row that `cursor` names.

#include "engines/kit/result.h"
#include "engines/kit/table.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

namespace nautilus::kit {

/// The number of a page's first row; InvalidArgument when the cursor is not one of ours. A number past the
/// end of every table stays past it, with room for a limit to be added.
[[nodiscard]] inline Result<std::int64_t> firstRowOf(const std::optional<std::string>& cursor) {
    constexpr std::uint64_t kPastEveryEnd = std::uint64_t{1} << 62U;
    std::uint64_t first = 0;
    if (!cursor || cursor->empty()) return 0;
    const auto* end = cursor->data() + cursor->size();
    const auto [stopped, error] = std::from_chars(cursor->data(), end, first);
    if (error != std::errc{} || stopped != end)
        return fail(ErrorCode::InvalidArgument, "cursor is not one that an answer gave", "/cursor");
    return static_cast<std::int64_t>(std::min(first, kPastEveryEnd));
}

/// Applies the page to the table; InvalidArgument when the cursor is not one of ours.
[[nodiscard]] inline Result<Table> paged(Table table, std::int64_t limit,
                                         const std::optional<std::string>& cursor) {
    const auto first = firstRowOf(cursor);
    if (!first) return failAs(first);
    table.page(static_cast<std::size_t>(*first), static_cast<std::size_t>(limit));
    return table;
}

} // namespace nautilus::kit
