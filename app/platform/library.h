#pragma once
// Shared libraries, loaded at run time.

#include "engines/kit/result.h"

#include <memory>
#include <string>

namespace nautilus::platform {

class Library {
public:
    virtual ~Library() = default;
    /// nullptr when the library exports no such name.
    [[nodiscard]] virtual void* symbol(const std::string& name) const = 0;
};

/// Loads a library with all that it needs, its names to itself. It stays in memory until the process ends:
/// objects that it made may outlive whoever loaded it. Unavailable with the loader's reason.
kit::Result<std::unique_ptr<Library>> loadLibrary(const std::string& path);

} // namespace nautilus::platform
