#pragma once
// Some values side by side: a formula written once over V = double or V = Lanes gives each lane the bytes
// that it gives one value.

#include <cmath>
#include <cstddef>
#include <cstring>

namespace nautilus::numerics {

#ifndef __AVX__
#pragma GCC diagnostic ignored "-Wpsabi" // they are halved there; none goes from one compiled file to another
#endif

constexpr std::size_t kLanes = 4;
using Lanes = double __attribute__((vector_size(8 * kLanes)));

template <class V>
[[nodiscard]] inline V load(const double* from) {
    V value;
    std::memcpy(&value, from, sizeof(V));
    return value;
}
template <class V>
inline void store(double* to, V value) {
    std::memcpy(to, &value, sizeof(V));
}
[[nodiscard]] inline double absolute(double value) {
    return std::abs(value);
}
[[nodiscard]] inline Lanes absolute(const Lanes& value) {
    using Bits = long long __attribute__((vector_size(8 * kLanes)));
    constexpr long long kAllButSign = 0x7FFFFFFFFFFFFFFF;
    return reinterpret_cast<Lanes>(reinterpret_cast<Bits>(value) & kAllButSign);
}

/// Calls f(V{}, i) for i = 0 .. count - 1: in groups with V = Lanes, the rest with V = double. What calls it
/// should be flat (gnu::flatten), so that what f refers to stays in registers.
template <class F>
[[gnu::always_inline]] inline void forLanes(std::size_t count, F&& f) {
    std::size_t i = 0;
    for (; i + kLanes <= count; i += kLanes)
        f(Lanes{}, i);
    for (; i < count; ++i)
        f(0.0, i);
}

} // namespace nautilus::numerics
