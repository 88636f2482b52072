#include "app/statement/ofx_statements.h"

#include "app/api/json/json_reader.h"
#include "app/platform/child_process.h"
#include "app/platform/platform.h"
#include "engines/kit/field_reader.h"

#include <algorithm>
#include <filesystem>

namespace nautilus::statement {

using kit::ErrorCode;
using kit::fail;
using kit::Result;
using kit::Value;

namespace {

constexpr auto kLongest = std::chrono::seconds(20);
constexpr std::size_t kMostAnswer = 256U << 20;

/// What the program says until it ends.
Result<std::string> talk(const std::string& program, const std::string& text) {
    const auto child =
        platform::startChild({program, std::filesystem::temp_directory_path().string(), {{"TZ", "UTC"}}});
    if (!child) return kit::failAs(child);
    if (!(*child)->send(text)) return fail(ErrorCode::InvalidArgument, "the statement is too long", "/ofx");
    (*child)->endInput();
    const auto end = std::chrono::steady_clock::now() + kLongest;
    std::string said;
    for (;;) {
        const auto left = end - std::chrono::steady_clock::now();
        if (left <= std::chrono::nanoseconds(0) || said.size() > kMostAnswer) {
            (void)(*child)->end();
            return fail(ErrorCode::InvalidArgument, "reading the statement took too long", "/ofx");
        }
        const auto news = (*child)->wait(left);
        said += news.out;
        if (news.ended) break;
    }
    (void)(*child)->end();
    return said;
}

portfolio::StatementRow rowOf(const Value& value, std::int64_t place) {
    portfolio::StatementRow row;
    row.place = place;
    if (const auto* refused = value.find("refused"))
        if (const auto* why = refused->as<std::string>()) row.refused = *why;
    kit::FieldReader reader;
    auto fields = reader.read<portfolio::TransactionFields>(value);
    if (fields)
        row.fields = std::move(*fields);
    else if (row.refused.empty())
        row.refused = fields.error().front().message;
    return row;
}

} // namespace

OfxStatements::OfxStatements(std::string program) : program_(std::move(program)) {
    const std::string here = platform::executableFolder();
    for (const char* place : {"/nautilus-ofx", "/../bin/nautilus-ofx"})
        if (program_.empty() && std::filesystem::exists(here + place)) program_ = here + place;
}

Result<std::vector<portfolio::StatementRow>> OfxStatements::readOfx(const std::string& text) {
    if (program_.empty()) return fail(ErrorCode::Unavailable, "nautilus-ofx is not installed", "/ofx");
    const auto said = talk(program_, text);
    if (!said) return kit::failAs(said);
    const auto answer = api::readJson(*said);
    const auto* rows = answer ? answer->find("rows") : nullptr;
    const auto* list = rows ? rows->as<Value::Array>() : nullptr;
    if (!list) return fail(ErrorCode::InvalidArgument, "this is no OFX statement that can be read", "/ofx");
    std::vector<portfolio::StatementRow> out;
    for (const auto& row : *list)
        out.push_back(rowOf(row, static_cast<std::int64_t>(out.size()) + 1));
    // Institutions list by kind; a book reads better in the order of time.
    std::ranges::stable_sort(out, {}, [](const auto& row) { return row.fields.effective_at; });
    return out;
}

} // namespace nautilus::statement
