#pragma once
// Random numbers addressed by (seed, stream, place) instead of drawn one after the other: whoever asks for
// the same address gets the same number, on any thread, in any order.
//
// Bits: the finaliser of SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number
// generators") over key + place * golden gamma. Normals: Box and Muller (1958), places 2j and 2j+1 share the
// uniforms 2j and 2j+1.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <span>

namespace nautilus::numerics {

class CounterRandom {
public:
    CounterRandom(std::uint64_t seed, std::uint64_t stream) : key_(mixed(seed ^ mixed(stream + kGamma))) {}

    [[nodiscard]] std::uint64_t bits(std::uint64_t place) const { return mixed(key_ + place * kGamma); }

    /// In (0, 1), never the ends.
    [[nodiscard]] double uniform(std::uint64_t place) const {
        constexpr double kUnit = 1.0 / 9007199254740992.0; // 2^-53
        return (static_cast<double>(bits(place) >> 11U) + 0.5) * kUnit;
    }

    /// Standard normals of the places first, first+1 ...; `first` must be even.
    void normals(std::uint64_t first, std::span<double> out) const {
        for (std::size_t i = 0; i < out.size(); i += 2) {
            const double radius = std::sqrt(-2.0 * std::log(uniform(first + i)));
            const double angle = 2.0 * std::numbers::pi * uniform(first + i + 1);
            out[i] = radius * std::cos(angle);
            if (i + 1 < out.size()) out[i + 1] = radius * std::sin(angle);
        }
    }

private:
    static constexpr std::uint64_t kGamma = 0x9e3779b97f4a7c15ULL;
    [[nodiscard]] static std::uint64_t mixed(std::uint64_t z) {
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31U);
    }

    std::uint64_t key_;
};

} // namespace nautilus::numerics
