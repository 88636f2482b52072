#pragma once
// How the volume of a session is usually spread over it.

#include <cstddef>
#include <span>
#include <vector>

namespace nautilus::portfolio {

/// What was traded in a part of a session, as fractions of its length: 0 is the open, 1 the close. A single
/// trade has begin = end.
struct TimedVolume {
    double begin = 0, end = 0;
    double volume = 0; ///< units, >= 0; NaN: not known
};

/// Shares of a session's volume in each of `slices` >= 1 equal parts: the mean over the sessions of their own
/// shares, so that a busy session counts no more than a quiet one. The volume of a bar is spread evenly over
/// its time; what lies outside [0, 1] is left out, as is a session without volume. They sum to 1; empty: no
/// session has any. `counted`: sessions that took part.
struct VolumeCurve {
    std::vector<double> shares;
    std::size_t counted = 0;
};
[[nodiscard]] VolumeCurve volumeCurve(std::span<const std::vector<TimedVolume>> sessions, std::size_t slices);

} // namespace nautilus::portfolio
