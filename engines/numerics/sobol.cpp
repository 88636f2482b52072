#include "engines/numerics/sobol.h"

#include <array>
#include <bit>

namespace nautilus::numerics {
namespace {

constexpr std::size_t kBits = 32;

/// A primitive polynomial over GF(2) (all its coefficients as bits) and the first direction numbers, one per
/// degree. Dimension 1 needs none. Values: Joe and Kuo (2008), new-joe-kuo-6.21201.
struct Direction {
    std::uint32_t polynomial;
    std::array<std::uint32_t, 9> first;
};
constexpr std::array<Direction, kSobolDimensions - 1> kDirections{
    {{3, {1}},
     {7, {1, 3}},
     {11, {1, 3, 1}},
     {13, {1, 1, 1}},
     {19, {1, 1, 3, 3}},
     {25, {1, 3, 5, 13}},
     {37, {1, 1, 5, 5, 17}},
     {41, {1, 1, 5, 5, 5}},
     {47, {1, 1, 7, 11, 19}},
     {55, {1, 1, 5, 1, 1}},
     {59, {1, 1, 1, 3, 11}},
     {61, {1, 3, 5, 5, 31}},
     {67, {1, 3, 3, 9, 7, 49}},
     {91, {1, 1, 1, 15, 21, 21}},
     {97, {1, 3, 1, 13, 27, 49}},
     {103, {1, 1, 1, 15, 7, 5}},
     {109, {1, 3, 1, 15, 13, 25}},
     {115, {1, 1, 5, 5, 19, 61}},
     {131, {1, 3, 7, 11, 23, 15, 103}},
     {137, {1, 3, 7, 13, 13, 15, 69}},
     {143, {1, 1, 3, 13, 7, 35, 63}},
     {145, {1, 3, 5, 9, 1, 25, 53}},
     {157, {1, 3, 1, 13, 9, 35, 107}},
     {167, {1, 3, 1, 5, 27, 61, 31}},
     {171, {1, 1, 5, 11, 19, 41, 61}},
     {185, {1, 3, 5, 3, 3, 13, 69}},
     {191, {1, 1, 7, 13, 1, 19, 1}},
     {193, {1, 3, 7, 5, 13, 19, 59}},
     {203, {1, 1, 3, 9, 25, 29, 41}},
     {211, {1, 3, 5, 13, 23, 1, 55}},
     {213, {1, 3, 7, 3, 13, 59, 17}},
     {229, {1, 3, 1, 3, 5, 53, 69}},
     {239, {1, 1, 5, 5, 23, 33, 13}},
     {241, {1, 1, 7, 7, 1, 61, 123}},
     {247, {1, 1, 7, 9, 13, 61, 49}},
     {253, {1, 3, 3, 5, 3, 55, 33}},
     {285, {1, 3, 1, 15, 31, 13, 49, 245}},
     {299, {1, 3, 5, 15, 31, 59, 63, 97}},
     {301, {1, 3, 1, 11, 11, 11, 77, 249}},
     {333, {1, 3, 1, 11, 27, 43, 71, 9}},
     {351, {1, 1, 7, 15, 21, 11, 81, 45}},
     {355, {1, 3, 7, 3, 25, 31, 65, 79}},
     {357, {1, 3, 1, 1, 19, 11, 3, 205}},
     {361, {1, 1, 5, 9, 19, 21, 29, 157}},
     {369, {1, 3, 7, 11, 1, 33, 89, 185}},
     {391, {1, 3, 3, 3, 15, 9, 79, 71}},
     {397, {1, 3, 7, 11, 15, 39, 119, 27}},
     {425, {1, 1, 3, 1, 11, 31, 97, 225}},
     {451, {1, 1, 1, 3, 23, 43, 57, 177}},
     {463, {1, 3, 7, 7, 17, 17, 37, 71}},
     {487, {1, 3, 1, 5, 27, 63, 123, 213}},
     {501, {1, 1, 3, 5, 11, 43, 53, 133}},
     {529, {1, 3, 5, 5, 29, 17, 47, 173, 479}},
     {539, {1, 3, 3, 11, 3, 1, 109, 9, 69}},
     {545, {1, 1, 1, 5, 17, 39, 23, 5, 343}},
     {557, {1, 3, 1, 5, 25, 15, 31, 103, 499}},
     {563, {1, 1, 1, 11, 11, 17, 63, 105, 183}},
     {601, {1, 1, 5, 11, 9, 29, 97, 231, 363}},
     {607, {1, 1, 5, 15, 19, 45, 41, 7, 383}},
     {617, {1, 3, 7, 7, 31, 19, 83, 137, 221}},
     {623, {1, 1, 1, 3, 23, 15, 111, 223, 83}},
     {631, {1, 1, 5, 13, 31, 15, 55, 25, 161}},
     {637, {1, 1, 3, 13, 25, 47, 39, 87, 257}}}};

std::uint32_t reversed(std::uint32_t x) {
    x = (x >> 16U) | (x << 16U);
    x = ((x & 0xff00ff00U) >> 8U) | ((x & 0x00ff00ffU) << 8U);
    x = ((x & 0xf0f0f0f0U) >> 4U) | ((x & 0x0f0f0f0fU) << 4U);
    x = ((x & 0xccccccccU) >> 2U) | ((x & 0x33333333U) << 2U);
    return ((x & 0xaaaaaaaaU) >> 1U) | ((x & 0x55555555U) << 1U);
}

/// Permutes the bits so that every bit depends on lower ones alone: nested uniform scrambling of the reversed
/// digits (Laine and Karras 2011, constants of Burley 2020).
std::uint32_t scrambled(std::uint32_t x, std::uint32_t key) {
    x += key;
    x ^= x * 0x6c50b47cU;
    x ^= x * 0xb82f1e52U;
    x ^= x * 0xc7afe638U;
    x ^= x * 0x8d22f6e6U;
    return x;
}

/// Direction numbers of one dimension, bits reversed (digit 1 is the lowest bit).
std::array<std::uint32_t, kBits> directions(std::size_t dimension) {
    std::array<std::uint32_t, kBits> v{};
    if (dimension == 0) {
        for (std::size_t j = 0; j < kBits; ++j)
            v[j] = 1U << (kBits - 1 - j);
    } else {
        const Direction& given = kDirections[dimension - 1];
        const auto degree = static_cast<std::size_t>(std::bit_width(given.polynomial)) - 1;
        for (std::size_t j = 0; j < kBits; ++j) {
            if (j < degree) {
                v[j] = given.first[j] << (kBits - 1 - j);
                continue;
            }
            v[j] = v[j - degree] ^ (v[j - degree] >> degree);
            for (std::size_t k = 1; k < degree; ++k)
                if ((given.polynomial >> (degree - k) & 1U) != 0) v[j] ^= v[j - k];
        }
    }
    for (auto& x : v)
        x = reversed(x);
    return v;
}

} // namespace

SobolSequence::SobolSequence(std::size_t dimensions, std::optional<std::uint64_t> seed)
    : dimensions_(std::min(dimensions, kSobolDimensions)) {
    const CounterRandom keys(seed.value_or(0), 0x50b01);
    for (std::size_t d = 0; d < dimensions_; ++d) {
        const auto v = directions(d);
        directions_.insert(directions_.end(), v.begin(), v.end());
        if (seed) keys_.push_back(static_cast<std::uint32_t>(keys.bits(d)));
    }
}

void SobolSequence::fill(std::size_t dimension, std::uint32_t first, std::span<double> out) const {
    const std::uint32_t* v = directions_.data() + dimension * kBits;
    std::uint32_t state = 0;
    for (std::uint32_t gray = first ^ (first >> 1U); gray != 0; gray &= gray - 1)
        state ^= v[std::countr_zero(gray)];
    constexpr double kUnit = 1.0 / 4294967296.0;
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = keys_.empty() ? reversed(state) * kUnit
                               : (reversed(scrambled(state, keys_[dimension])) + 0.5) * kUnit;
        const std::uint32_t next = first + static_cast<std::uint32_t>(i) + 1;
        if (next != 0) state ^= v[std::countr_zero(next)];
    }
}

} // namespace nautilus::numerics
