#pragma once
// Zip files for tests, built entry by entry, sound or not.

#include <gtest/gtest.h>
#include <zip.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace nautilus::test {

using ZipEntries = std::vector<std::pair<std::string, std::string>>;

/// Writes name -> content pairs as they are named, whatever the name.
inline std::string writeZip(const std::string& path, const ZipEntries& entries) {
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::filesystem::remove(path);
    int code = 0;
    auto* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_EXCL, &code);
    EXPECT_NE(archive, nullptr) << path;
    for (const auto& [name, content] : entries) {
        auto* source = zip_source_buffer(archive, content.data(), content.size(), 0);
        EXPECT_GE(zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8), 0);
    }
    EXPECT_EQ(zip_close(archive), 0);
    return path;
}

inline std::string cutShort(const std::string& path, double share) {
    const auto size = static_cast<double>(std::filesystem::file_size(path));
    std::filesystem::resize_file(path, static_cast<std::uintmax_t>(size * share));
    return path;
}

/// The least parts of a workbook around the XML of one sheet.
inline ZipEntries workbook(const std::string& sheet, const std::string& strings = "") {
    const std::string package = "http://schemas.openxmlformats.org/package/2006/relationships";
    const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    ZipEntries out{{"_rels/.rels", "<Relationships xmlns=\"" + package + "\"><Relationship Id=\"r\" Type=\"" +
                                       office +
                                       "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
                   {"xl/workbook.xml",
                    "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + office +
                        "\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"s\"/></sheets></workbook>"},
                   {"xl/_rels/workbook.xml.rels",
                    "<Relationships xmlns=\"" + package + "\"><Relationship Id=\"s\" Type=\"" + office +
                        "/worksheet\" Target=\"worksheets/sheet1.xml\"/>" +
                        (strings.empty() ? ""
                                         : "<Relationship Id=\"t\" Type=\"" + office +
                                               "/sharedStrings\" Target=\"sharedStrings.xml\"/>") +
                        "</Relationships>"},
                   {"xl/worksheets/sheet1.xml", sheet}};
    if (!strings.empty()) out.emplace_back("xl/sharedStrings.xml", strings);
    return out;
}

} // namespace nautilus::test
