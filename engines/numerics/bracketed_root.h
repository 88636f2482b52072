#pragma once
// A root of a continuous function between two points where its signs differ.

#include <algorithm>
#include <cmath>

namespace nautilus::numerics {

/// x in [a, b] with f(x) = 0 to `tolerance` (absolute in x, beside the rounding of x). f(a) and f(b) must
/// differ in sign or one be 0. Brent (1973), "Algorithms for Minimization without Derivatives", chapter 4:
/// never worse than bisection by more than its square, never leaves the bracket.
template <class Function>
[[nodiscard]] double bracketedRoot(Function f, double a, double b, double tolerance = 0) {
    double fa = f(a), fb = f(b), c = a, fc = fa, step = b - a, before = step;
    for (int round = 0; round < 200; ++round) {
        if ((fb > 0) == (fc > 0)) {
            c = a, fc = fa;
            step = before = b - a;
        }
        if (std::abs(fc) < std::abs(fb)) {
            a = b, b = c, c = a;
            fa = fb, fb = fc, fc = fa;
        }
        const double close = 4.4e-16 * std::abs(b) + 0.5 * tolerance, middle = 0.5 * (c - b);
        if (std::abs(middle) <= close || fb == 0) break;
        double p = middle, q = 1; // bisection, unless interpolation does better
        if (std::abs(before) >= close && std::abs(fa) > std::abs(fb)) {
            const double s = fb / fa;
            double top = 2 * middle * s, bottom = 1 - s;
            if (a != c) {
                const double r = fb / fc, t = fa / fc;
                top = s * (2 * middle * t * (t - r) - (b - a) * (r - 1));
                bottom = (t - 1) * (r - 1) * (s - 1);
            }
            if (top > 0) bottom = -bottom;
            top = std::abs(top);
            const double limit =
                std::min(3 * middle * bottom - std::abs(close * bottom), std::abs(before * bottom));
            if (2 * top < limit) p = top, q = bottom;
        }
        before = q == 1 && p == middle ? middle : step;
        step = p / q;
        a = b, fa = fb;
        b += std::abs(step) > close ? step : (middle > 0 ? close : -close);
        fb = f(b);
    }
    return b;
}

} // namespace nautilus::numerics
