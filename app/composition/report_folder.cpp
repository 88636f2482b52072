#include "app/composition/report_folder.h"

#include "app/platform/platform.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace nautilus::composition {

using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

bool isPlainName(const std::string& name) {
    return !name.empty() && name.front() != '.' && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    });
}

} // namespace

risk::ReportFolder reportFolder(std::string folder) {
    risk::ReportFolder out;
    out.write = [folder](const std::string& name, const std::string& bytes) -> Result<void> {
        if (!isPlainName(name)) return fail(ErrorCode::InvalidArgument, "is no name of a report", "/file");
        if (auto made = platform::makePrivateFolder(folder); !made) return made;
        return platform::writePrivateFile(folder + "/" + name, bytes);
    };
    out.read = [folder](const std::string& name) -> Result<std::string> {
        if (!isPlainName(name)) return fail(ErrorCode::NotFound, "there is no such report", "/file");
        std::ifstream in(folder + "/" + name, std::ios::binary);
        if (!in) return fail(ErrorCode::NotFound, "there is no such report", "/file");
        return std::string(std::istreambuf_iterator<char>(in), {});
    };
    out.remove = [folder](const std::string& name) {
        std::error_code error;
        if (isPlainName(name)) std::filesystem::remove(folder + "/" + name, error);
    };
    return out;
}

} // namespace nautilus::composition
