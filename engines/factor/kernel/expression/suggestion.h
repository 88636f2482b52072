#pragma once
// What somebody who mistyped a name may have meant. Not for use outside this folder.

#include <algorithm>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

namespace nautilus::factor {

/// Letters to put in, take out or change (Levenshtein).
inline std::size_t editDistance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t swapped = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, swapped});
        }
    }
    return row.back();
}

/// The known name that was probably meant; a third of the letters may differ.
template <class Names>
std::string suggestion(std::string_view name, const Names& names) {
    std::string_view best;
    std::size_t least = name.size() / 3 + 1;
    for (const std::string_view known : names)
        if (const auto distance = editDistance(name, known); distance < least) {
            least = distance;
            best = known;
        }
    return best.empty() ? std::string{} : "; did you mean '" + std::string(best) + "'?";
}

} // namespace nautilus::factor
