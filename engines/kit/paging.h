#pragma once
// Pages of a table: `limit` rows from the row that `cursor` names.

#include "engines/kit/result.h"
#include "engines/kit/table.h"

#include <charconv>
#include <optional>

namespace nautilus::kit {

/// The number of a page's first row; InvalidArgument when the cursor is not one of ours.
[[nodiscard]] inline Result<std::int64_t> firstRowOf(const std::optional<std::string>& cursor) {
    std::int64_t first = 0;
    if (!cursor || cursor->empty()) return first;
    const auto* end = cursor->data() + cursor->size();
    const auto [stopped, error] = std::from_chars(cursor->data(), end, first);
    if (error != std::errc{} || stopped != end || first < 0)
        return fail(ErrorCode::InvalidArgument, "cursor is not one that an answer gave", "/cursor");
    return first;
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
