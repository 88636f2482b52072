#include "app/alerts/address_policy.h"

#include <algorithm>

namespace nautilus::alerts {

using platform::NetAddress;

namespace {

/// The first `bits` of an address.
struct Block {
    std::array<std::uint8_t, 16> bytes;
    int bits;
    Reach reach;
};

bool inside(const NetAddress& address, const Block& block) {
    int left = block.bits;
    for (std::size_t i = 0; left > 0; ++i, left -= 8) {
        const auto mask = static_cast<std::uint8_t>(left >= 8 ? 0xFF : 0xFF << (8 - left));
        if (((address.bytes[i] ^ block.bytes[i]) & mask) != 0) return false;
    }
    return true;
}

constexpr Block kFour[] = {
    {{0}, 8, Reach::Never},             // this network
    {{10}, 8, Reach::Private},          //
    {{100, 64}, 10, Reach::Private},    // carriers' address sharing
    {{127}, 8, Reach::Loopback},        //
    {{169, 254}, 16, Reach::Never},     // link-local, and the metadata of clouds
    {{172, 16}, 12, Reach::Private},    //
    {{192, 0, 0}, 24, Reach::Never},    // protocol assignments
    {{192, 0, 2}, 24, Reach::Never},    // documentation
    {{192, 88, 99}, 24, Reach::Never},  // 6to4 relays
    {{192, 168}, 16, Reach::Private},   //
    {{198, 18}, 15, Reach::Never},      // benchmarking
    {{198, 51, 100}, 24, Reach::Never}, // documentation
    {{203, 0, 113}, 24, Reach::Never},  // documentation
    {{224}, 4, Reach::Never},           // multicast
    {{240}, 4, Reach::Never},           // reserved, broadcast
};

constexpr Block kSix[] = {
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128, Reach::Loopback},
    {{0xFC}, 7, Reach::Private},                  // unique local
    {{0x20, 0x01, 0x00}, 23, Reach::Never},       // protocol assignments: Teredo, ORCHID, benchmarking
    {{0x20, 0x01, 0x0D, 0xB8}, 32, Reach::Never}, // documentation
    {{0x20, 0x02}, 16, Reach::Never},             // 6to4: an IPv4 address inside
    {{0x3F, 0xFF}, 20, Reach::Never},             // documentation
    {{0x20}, 3, Reach::Public},                   // global unicast
};

/// NAT64's well-known prefix (RFC 6052) carries an IPv4 address at its end.
constexpr Block kTranslated = {{0x00, 0x64, 0xFF, 0x9B}, 96, Reach::Never};

} // namespace

Reach reachOf(const NetAddress& address) {
    if (address.six && inside(address, kTranslated)) {
        NetAddress four;
        std::copy_n(address.bytes.begin() + 12, 4, four.bytes.begin());
        return reachOf(four) == Reach::Public ? Reach::Public : Reach::Never;
    }
    if (!address.six) {
        const auto* found = std::ranges::find_if(kFour, [&](const Block& b) { return inside(address, b); });
        return found == std::end(kFour) ? Reach::Public : found->reach;
    }
    const auto* found = std::ranges::find_if(kSix, [&](const Block& b) { return inside(address, b); });
    return found == std::end(kSix) ? Reach::Never : found->reach;
}

} // namespace nautilus::alerts
