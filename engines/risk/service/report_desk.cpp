#include "engines/risk/service/report_desk.h"

#include <fmt/format.h>

#include <algorithm>

namespace nautilus::risk {

using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr std::int64_t kDayNs = 86'400 * domain::kNsPerSecond;
constexpr std::int64_t kRememberedNs = 30 * kDayNs; ///< that there was such a report

} // namespace

std::string contentType(const std::string& file) {
    constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
        {"pdf", "application/pdf"},
        {"html", "text/html; charset=utf-8"},
        {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
        {"json", "application/json"},
        {"csv", "text/csv; charset=utf-8"}};
    const auto dot = file.rfind('.');
    const std::string_view ending =
        dot == std::string::npos ? std::string_view() : std::string_view(file).substr(dot + 1);
    for (const auto& [name, type] : kTypes)
        if (name == ending) return std::string(type);
    return "application/octet-stream";
}

Result<void> ReportDesk::clear() {
    const auto now = clock_.now();
    auto kept = records().all();
    if (!kept) return kit::failAs(kept);
    for (const auto& report : *kept) {
        if (report.expires_at > now) continue;
        if (folder.remove) folder.remove(report.file);
        if (now.ns - report.expires_at.ns < kRememberedNs) continue;
        if (const auto removed = records().remove(report.file); !removed) return kit::failAs(removed);
    }
    return {};
}

Result<ReportResult> ReportDesk::keep(const ReportRequest& request, const kit::ReportDocument& document,
                                      std::int64_t begun_ns) {
    if (!write_report || !folder.write)
        return fail(ErrorCode::Unsupported, "this program writes no reports", "/format");
    if (auto cleared = clear(); !cleared) return kit::failAs(cleared);
    const auto bytes = write_report(document, request.format);
    if (!bytes) return kit::failAs(bytes);
    const auto number = ledger_.nextSequence("risk_report");
    if (!number) return kit::failAs(number);
    KeptReport report;
    report.report_id = fmt::format("report_{:03}", *number);
    report.file = report.report_id + "." + request.format;
    report.portfolio_id = request.portfolio_id;
    report.made_at = clock_.now();
    report.expires_at = {report.made_at.ns + kDayNs};
    report.bytes = static_cast<std::int64_t>(bytes->size());
    if (auto written = folder.write(report.file, *bytes); !written) return kit::failAs(written);
    if (auto kept = records().keep(report.file, report); !kept) return kit::failAs(kept);
    ReportResult out;
    out.report_id = report.report_id;
    out.download_url = "/risk/reports/" + report.file;
    out.expires_at = report.expires_at;
    out.report_size_bytes = report.bytes;
    out.generation_time_ms = static_cast<double>((clock_.steadyNs() - begun_ns) / 1000) / 1000.0;
    for (const auto& section : document.sections)
        out.sections.push_back(section.id);
    return out;
}

Result<std::string> ReportDesk::read(const std::string& file) {
    auto kept = records().all();
    if (!kept) return kit::failAs(kept);
    const auto found = std::ranges::find(*kept, file, &KeptReport::file);
    if (found == kept->end()) return fail(ErrorCode::NotFound, "there is no such report", "/file");
    if (found->expires_at <= clock_.now())
        return fail(ErrorCode::NotFound,
                    "the report expired at " + found->expires_at.rfc3339() + "; make it again", "/file");
    if (!folder.read) return fail(ErrorCode::Unsupported, "this program keeps no reports");
    auto bytes = folder.read(file);
    if (!bytes) return fail(ErrorCode::NotFound, "the report's file is gone; make it again", "/file");
    return bytes;
}

} // namespace nautilus::risk
