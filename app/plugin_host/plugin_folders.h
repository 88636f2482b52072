#pragma once
// Which plugins there are: reads folders of plugins, judges every spec before anything of it runs, and puts
// them in order.

#include "plugins/sdk/plugin_spec.h"

#include <string>
#include <utility>
#include <vector>

namespace nautilus::plugin_host {

/// A folder whose sub-folders are plugins, one each.
struct PluginFolder {
    std::string path;
    bool libraries = true; ///< false: only programs of their own, no code inside ours
};

struct FoundPlugin {
    sdk::PluginSpec spec;
    std::string folder;               ///< absolute
    std::string entry;                ///< absolute path of the library or program
    std::vector<std::string> unknown; ///< members of plugin.json that no field names
};

struct FoundPlugins {
    std::vector<FoundPlugin> in_order;                        ///< dependencies first
    std::vector<std::pair<std::string, std::string>> refused; ///< name of the folder, reason
};

/// Folders that do not exist hold nothing. Two names of the same folder count once.
[[nodiscard]] FoundPlugins findPlugins(const std::vector<PluginFolder>& folders);

/// The spec in one plugin's folder, with the path of its entry checked. InvalidArgument with every fault.
[[nodiscard]] kit::Result<FoundPlugin> readPlugin(const std::string& folder, bool libraries);

/// Every error in one line: "/abi is 7; ...".
[[nodiscard]] std::string reasonOf(const kit::Errors& errors);

} // namespace nautilus::plugin_host
