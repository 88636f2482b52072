#include "engines/marketdata/kernel/session_gaps.h"

#include <algorithm>

namespace nautilus::marketdata {

std::vector<SessionGap> sessionGaps(std::span<const domain::SessionDate> rows,
                                    std::span<const domain::SessionDate> expected,
                                    std::span<const domain::SessionDate> refused) {
    std::vector<SessionGap> out;
    std::size_t row = 0; // both ascend: one walk beside each other
    for (const auto day : expected) {
        while (row < rows.size() && rows[row] < day)
            ++row;
        if (row < rows.size() && rows[row] == day) continue;
        if (std::ranges::binary_search(refused, day)) continue;
        if (out.empty() || out.back().before != row) out.push_back({row, {}});
        out.back().days.push_back(day);
    }
    return out;
}

} // namespace nautilus::marketdata
