#pragma once
// Names of sectors: those of GICS, and the short forms that requests may use, answered in kind.

#include <string>
#include <string_view>

namespace nautilus::domain {

/// "technology" -> "Information Technology"; other words as they are.
[[nodiscard]] std::string gicsSector(std::string_view word);
/// "Information Technology" -> "technology"; other words in lower case with underscores.
[[nodiscard]] std::string shortSector(std::string_view name);
/// Whether the word is a short form.
[[nodiscard]] bool isShortSector(std::string_view word);

} // namespace nautilus::domain
