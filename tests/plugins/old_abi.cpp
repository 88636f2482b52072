// A library that says of itself that it was built for another interface than its plugin.json does.

#include "plugins/sdk/source.h"

extern "C" const nautilus::sdk::SourceEntry* nautilus_source_v1() {
    static constexpr nautilus::sdk::SourceEntry kEntry{nautilus::sdk::kSourceAbi + 41, nullptr};
    return &kEntry;
}
