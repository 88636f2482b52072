#pragma once
// CSV answers are opened in spreadsheets, which run a text that starts like a formula.

#include <string>

namespace nautilus::api {

/// RFC 4180 text with an apostrophe before every cell that starts with = + - @, a tab or a return and is no
/// number. Cells that are numbers, and everything else, keep their bytes. One pass; nothing is copied when
/// there is nothing to change.
[[nodiscard]] std::string withoutFormulas(std::string csv);

} // namespace nautilus::api
