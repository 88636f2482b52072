#pragma once
// nautilusd import: takes files into the catalog of a home folder.

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace nautilus::cli {

struct ImportArguments {
    std::string home;
    std::vector<std::string> files; ///< or one folder
    std::string kind;
    std::string dataset = "user";
    std::string map; ///< column=field,column=field
    std::string profile, save_profile;
    bool dry_run = false;
    std::map<std::string, std::string> options; ///< as in the API's `options`
};

/// Progress on stderr, one JSON object on stdout. 0 taken in, 1 failed, 2 not understood.
int importFiles(const ImportArguments& arguments);

} // namespace nautilus::cli
