#pragma once
// Pages of a table: `limit` rows from the row that `cursor` names.

#include "engines/kit/result.h"
#include "engines/kit/table.h"

#include <charconv>
#include <optional>

namespace nautilus::kit {

/// Applies the page to the table; InvalidArgument when the cursor is not one of ours.
[[nodiscard]] inline Result<Table> paged(Table table, std::int64_t limit,
                                         const std::optional<std::string>& cursor) {
    std::size_t first = 0;
    if (cursor && !cursor->empty()) {
        const auto [end, error] = std::from_chars(cursor->data(), cursor->data() + cursor->size(), first);
        if (error != std::errc{} || end != cursor->data() + cursor->size())
            return fail(ErrorCode::InvalidArgument, "cursor is not one that an answer gave", "/cursor");
    }
    table.page(first, static_cast<std::size_t>(limit));
    return table;
}

} // namespace nautilus::kit
