#pragma once
// plugin.json: what a source says of itself before a byte of it runs.

#include "engines/kit/data_source.h"
#include "engines/kit/field_reader.h"

#include <string>
#include <vector>

namespace nautilus::sdk {

struct RateLimit {
    std::int64_t requests = 0;
    double per_seconds = 0;

    static constexpr auto fields() {
        using kit::field;
        return std::make_tuple(
            field("requests", &RateLimit::requests).required().range(1, 1e9).doc("So many requests ..."),
            field("per_seconds", &RateLimit::per_seconds)
                .required()
                .range(0.001, 366.0 * 86'400)
                .unit("s")
                .doc("... in so many seconds"));
    }
};

struct PluginSpec {
    std::string id, name, version;
    std::int64_t abi = 0;
    std::string kind, entry;
    std::vector<std::string> capabilities, asset_classes;
    std::string update_frequency = "on_demand";
    std::optional<RateLimit> rate_limit;
    std::vector<std::string> depends_on;
    kit::Value settings;
    bool real = true;
    bool autostart = true;
    double answer_seconds = 10;

    static constexpr auto fields() {
        using kit::field;
        using S = PluginSpec;
        return std::make_tuple(
            field("id", &S::id).required().doc("a-z, 0-9 and _, from a letter on, at most 32 characters"),
            field("name", &S::name).required().size(1, 80).doc("For people"),
            field("version", &S::version).required().size(1, 40).doc("Of the source"),
            field("abi", &S::abi).required().range(1, 1'000'000).doc("Of the interface it was written for"),
            field("kind", &S::kind)
                .required()
                .oneOf("library|executable")
                .doc("In process (ours only), or a program that speaks over its standard input and output"),
            field("entry", &S::entry)
                .required()
                .size(1, 200)
                .doc("The library or the program, below the folder of plugin.json"),
            field("capabilities", &S::capabilities)
                .required()
                .size(1, 9)
                .oneOf("bars|quotes|trades|book|fundamentals|macro|search|historical|streaming")
                .doc("Kinds of data, and the ways in which they come"),
            field("asset_classes", &S::asset_classes)
                .size(0, 6)
                .oneOf("equities|bonds|commodities|fx|crypto|cash")
                .doc("Of what there are data"),
            field("update_frequency", &S::update_frequency)
                .oneOf("real_time|replay|end_of_day|on_demand")
                .doc("When new data come"),
            field("rate_limit", &S::rate_limit).doc("Requests that the provider allows; absent = unbounded"),
            field("depends_on", &S::depends_on).size(0, 20).doc("Ids of sources that must be there first"),
            field("settings", &S::settings)
                .doc("JSON Schema of an object: booleans, integers, numbers, strings and lists of strings, "
                     "each with its default; secrets are strings marked writeOnly"),
            field("real", &S::real).doc("False when the values are invented; shown wherever they show"),
            field("autostart", &S::autostart).doc("False: waits until it is started by hand"),
            field("answer_seconds", &S::answer_seconds)
                .range(0.05, 600)
                .unit("s")
                .doc("Executables: one that answers nothing for so long hangs, and is restarted"));
    }

    [[nodiscard]] kit::SourceInfo info() const;
};

/// Reads a spec whole: every fault with its pointer. `unknown` takes the pointers of members that no field
/// names.
[[nodiscard]] kit::Result<PluginSpec> readSpec(const kit::Value& json, std::vector<std::string>* unknown);

/// The order in which plugins begin, as positions in `specs`, and those that cannot, with the reason.
struct LoadOrder {
    std::vector<std::size_t> order; ///< dependencies first; otherwise in the order of `specs`
    std::vector<std::pair<std::size_t, std::string>> refused;
};
/// Refuses ids that were there before, dependencies that are missing or were refused, and cycles.
[[nodiscard]] LoadOrder loadOrder(const std::vector<PluginSpec>& specs);

} // namespace nautilus::sdk
