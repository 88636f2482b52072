#pragma once
// Which XBRL tags a figure of ours is taken from: one row per concept, its tags in the order of preference.
// Of several tags of one filing and period the first one stands. Tags are those of the taxonomies us-gaap and
// dei (FASB, SEC) and ifrs-full (IFRS Foundation), by their element names.

#include <span>
#include <string_view>

namespace nautilus::sources::edgar {

enum class Nature {
    Flow,     ///< money over a period; periods add up, so single quarters can be derived
    PerShare, ///< money per share over a period; periods do not add up
    Average,  ///< shares over a period
    Level,    ///< money on a day
    Count     ///< shares on a day
};

struct Concept {
    std::string_view name;
    Nature nature = Nature::Flow;
    std::string_view us_gaap; ///< element names cut by spaces; "dei:" before those of dei
    std::string_view ifrs;    ///< of ifrs-full
};

[[nodiscard]] std::span<const Concept> concepts();
[[nodiscard]] constexpr bool holdsOnADay(Nature nature) {
    return nature == Nature::Level || nature == Nature::Count;
}

} // namespace nautilus::sources::edgar
