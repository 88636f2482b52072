#include "plugins/http/zip_entry.h"

#include <zip.h>

#include <cstdint>
#include <memory>

namespace nautilus::http {

using kit::ErrorCode;
using kit::fail;

kit::Result<std::string> zipEntry(const std::string& archive, const std::string& name, std::int64_t largest) {
    int wrong = 0;
    const auto closeArchive = [](zip_t* open) { zip_discard(open); };
    const std::unique_ptr<zip_t, decltype(closeArchive)> opened(zip_open(archive.c_str(), ZIP_RDONLY, &wrong),
                                                                closeArchive);
    if (!opened) return fail(ErrorCode::Unavailable, "the archive cannot be opened as a zip file");
    zip_stat_t about;
    zip_stat_init(&about);
    if (zip_stat(opened.get(), name.c_str(), 0, &about) != 0)
        return fail(ErrorCode::NotFound, "the archive holds no " + name);
    if ((about.valid & ZIP_STAT_SIZE) == 0 || about.size > static_cast<std::uint64_t>(largest))
        return fail(ErrorCode::Unavailable, name + " is too large");
    const auto closeFile = [](zip_file_t* open) { zip_fclose(open); };
    const std::unique_ptr<zip_file_t, decltype(closeFile)> file(zip_fopen(opened.get(), name.c_str(), 0),
                                                                closeFile);
    std::string out(about.size, '\0');
    if (!file || zip_fread(file.get(), out.data(), out.size()) != static_cast<zip_int64_t>(out.size()))
        return fail(ErrorCode::Unavailable, name + " in the archive is damaged");
    return out;
}

} // namespace nautilus::http
