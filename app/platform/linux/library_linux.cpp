#include "app/platform/library.h"

#include <dlfcn.h>

#include <filesystem>

namespace nautilus::platform {

namespace {

class DynamicLibrary final : public Library {
public:
    explicit DynamicLibrary(void* handle) : handle_(handle) {}
    [[nodiscard]] void* symbol(const std::string& name) const override {
        return ::dlsym(handle_, name.c_str());
    }

private:
    void* handle_;
};

/// The loader's words without the path that they begin with.
std::string reasonOf(const char* text, const std::string& path) {
    std::string out = text ? text : "it cannot be loaded";
    if (out.starts_with(path + ": ")) out.erase(0, path.size() + 2);
    return out;
}

} // namespace

kit::Result<std::unique_ptr<Library>> loadLibrary(const std::string& path) {
    ::dlerror();
    void* handle = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (!handle) return kit::fail(kit::ErrorCode::Unavailable, reasonOf(::dlerror(), path));
    return std::unique_ptr<Library>(new DynamicLibrary(handle));
}

} // namespace nautilus::platform
