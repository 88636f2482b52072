#include "app/cli/result_files.h"

#include "app/api/json/json_reader.h"
#include "app/platform/platform.h"

#include <filesystem>

namespace nautilus::cli {

using kit::ErrorCode;
using kit::fail;
using kit::Result;
namespace fs = std::filesystem;

void removeFolder(const std::string& folder) {
    std::error_code error;
    fs::remove_all(folder, error);
}

Result<void> targetIsFree(const std::string& path, const std::string& home) {
    std::error_code error;
    const auto target = fs::weakly_canonical(fs::absolute(path), error).string() + "/";
    const auto inside = fs::weakly_canonical(fs::absolute(home), error).string() + "/";
    if (error) return fail(ErrorCode::InvalidArgument, "this path leads nowhere", "--out");
    if (target.starts_with(inside))
        return fail(ErrorCode::InvalidArgument, "nothing is written into the home folder itself", "--out");
    if (fs::exists(path)) return fail(ErrorCode::InvalidArgument, "it exists already", "--out");
    return {};
}

Result<kit::Value> readParameters(const std::string& json) {
    auto value = api::readJson(json);
    if (!value || !value->as<kit::Value::Object>())
        return fail(ErrorCode::InvalidArgument, "a JSON object was expected", "--parameters");
    return std::move(*value);
}

Result<void> moveResult(kit::Value& result, const std::string& out) {
    const auto* named = result.find("folder");
    const auto* folder = named ? named->as<std::string>() : nullptr;
    if (!folder) return fail(ErrorCode::Internal, "the job did not say what it wrote");
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(*folder))
        if (entry.is_regular_file()) files.push_back(entry.path());
    const fs::path target = fs::absolute(out).lexically_normal();
    const bool single = files.size() == 1 && target.extension() == files[0].extension();
    const fs::path source = single ? files[0] : fs::path(*folder);
    const fs::path aside = target.string() + ".new";
    std::error_code error;
    fs::remove_all(aside, error);
    fs::create_directories(target.parent_path(), error);
    // Another disk, perhaps: a copy beside the target first, then its name.
    fs::copy(source, aside, fs::copy_options::recursive, error);
    if (!error && single)
        if (auto synced = platform::syncFile(aside.string()); !synced) return synced;
    if (!error) fs::rename(aside, target, error);
    if (error) {
        fs::remove_all(aside, error);
        return fail(ErrorCode::Unavailable, "it could not be written", "--out");
    }
    fs::remove_all(*folder, error);
    result.set("folder", single ? target.parent_path().string() : target.string());
    result.set("path", target.string());
    return {};
}

} // namespace nautilus::cli
