#pragma once
// Summaries of every trailing window in about three combinations per step, without taking anything out of a
// sum: what left a window leaves no rounding behind. Blocks of the window's length are summed up from both
// sides; a window is the tail of one block and the head of the next (van Herk 1992; Gil and Werman 1993).

#include <algorithm>
#include <cstddef>
#include <vector>

namespace nautilus::numerics {

/// Calls done(t, summary) for t = window-1 .. n-1, where the summary is that of elements t-window+1 .. t in
/// their order. `element(i)` gives the Summary of one element; `combined(a, b)` that of a followed by b and
/// must be associative up to rounding. window = 0 or > n: no call.
template <class Summary, class Element, class Combined, class Done>
void slideWindow(std::size_t n, std::size_t window, Element element, Combined combined, Done done) {
    if (window == 0 || window > n) return;
    std::vector<Summary> tails(window);
    for (std::size_t begin = 0; begin + window <= n; begin += window) {
        tails[window - 1] = element(begin + window - 1);
        for (std::size_t k = window - 1; k-- > 0;)
            tails[k] = combined(element(begin + k), tails[k + 1]);
        done(begin + window - 1, tails[0]);
        Summary head{};
        const std::size_t end = std::min(n, begin + 2 * window - 1);
        for (std::size_t t = begin + window; t < end; ++t) {
            head = t == begin + window ? element(t) : combined(head, element(t));
            done(t, combined(tails[t - begin - window + 1], head));
        }
    }
}

} // namespace nautilus::numerics
