// The SEC's archives of all companies: made every night, read instead of asking for each company.

#include "plugins/http/zip_entry.h"
#include "plugins/sources/edgar/edgar_source.h"

#include <filesystem>
#include <utility>

namespace nautilus::sources::edgar {

using kit::ErrorCode;
using kit::Result;
using kit::Value;

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kLargestEntry = 256LL * 1024 * 1024;
/// Name of the file, and where it stands on the site.
constexpr std::pair<const char*, const char*> kArchives[] = {
    {"companyfacts.zip", "/Archives/edgar/daily-index/xbrl/companyfacts.zip"},
    {"submissions.zip", "/Archives/edgar/daily-index/bulkdata/submissions.zip"}};

bool isNew(const fs::path& file, double hours) {
    std::error_code error;
    const auto made = fs::last_write_time(file, error);
    if (error) return false;
    const std::chrono::duration<double, std::ratio<3'600>> age = fs::file_time_type::clock::now() - made;
    return age.count() <= hours;
}

} // namespace

Result<Value> EdgarSource::body(const char* bulk, const std::string& folder, const std::string& name) {
    const auto now = settings();
    const auto archive = fs::path(now.bulk_folder) / bulk;
    if (now.bulk_folder.empty() || !isNew(archive, now.bulk_hours)) return ask(now.data_url + folder + name);
    const auto text = http::zipEntry(archive.string(), name, kLargestEntry);
    if (!text) return kit::failAs(text);
    auto read = host().readJson(*text);
    if (read) return read;
    return kit::fail(ErrorCode::Unavailable, name + " in the bulk file is no JSON document");
}

Result<Value> EdgarSource::downloadBulk() {
    const auto now = settings();
    if (now.bulk_folder.empty())
        return kit::fail(ErrorCode::InvalidArgument, "the setting bulk_folder is empty", "/bulk_folder");
    Value::Object out;
    for (const auto& [file, place] : kArchives) {
        const auto bytes = download(now.www_url + place, (fs::path(now.bulk_folder) / file).string());
        if (!bytes) return kit::failAs(bytes);
        out.emplace_back(file, *bytes);
    }
    return Value(std::move(out));
}

} // namespace nautilus::sources::edgar
