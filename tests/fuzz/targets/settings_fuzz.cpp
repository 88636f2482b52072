// The settings file: understood with every value in its range, or refused with a reason; never changed.

#include "app/runtime/settings.h"
#include "tests/fuzz/targets/fuzz_target.h"

#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace nautilus;

namespace {

/// A folder of this process, in memory where that can be; removed at the end.
struct Folder {
    std::string path;

    Folder() {
        const std::filesystem::path base =
            std::filesystem::exists("/dev/shm") ? "/dev/shm" : std::filesystem::temp_directory_path();
        path = (base / ("nautilus-fuzz-" + std::to_string(getpid()))).string();
        std::filesystem::create_directories(path);
    }
    ~Folder() { std::filesystem::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
};

const std::string& home() {
    static const Folder kFolder;
    return kFolder.path;
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::ofstream(home() + "/settings.toml", std::ios::binary | std::ios::trunc) << fuzz::textOf(data, size);
    const auto opened = runtime::SettingsStore::open(home());
    if (!opened) {
        fuzz::require(opened.error().front().message.size() > 5, "a refusal says why");
        return 0;
    }
    const auto now = (*opened)->current();
    fuzz::require(now.port >= 0 && now.port <= 65'535, "a port");
    fuzz::require(now.catalog_threads >= 1 && now.catalog_threads <= 256, "threads");
    fuzz::require(now.catalog_memory_percent >= 1 && now.catalog_memory_percent <= 90, "a share of memory");
    fuzz::require(now.theme == "dark" || now.theme == "light", "a theme");
    return 0;
}
