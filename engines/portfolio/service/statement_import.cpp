// Statements become transactions, each row on its own: CSV by columns and words that the caller names, OFX by
// a reader outside.

#include "engines/portfolio/kernel/csv_records.h"
#include "engines/portfolio/service/portfolio_service.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace nautilus::portfolio {

using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

/// "1,234.50" and "$12" as plain decimals; "(5)" is negative, as statements print it.
std::string plainNumber(std::string_view cell) {
    auto text = trimmed(cell);
    const bool bracketed = text.size() > 2 && text.front() == '(' && text.back() == ')';
    if (bracketed) text = text.substr(1, text.size() - 2);
    std::erase_if(text, [](char c) { return c == ',' || c == '$' || c == ' '; });
    return bracketed ? "-" + text : text;
}

/// Dates as statements print them, in the order that the request says; anything else as it is.
std::string isoDay(const std::string& cell, std::string_view order) {
    if (domain::SessionDate::parse(cell.substr(0, 10))) return cell;
    int part[3] = {0, 0, 0};
    std::size_t parts = 0, at = 0;
    while (parts < 3 && at < cell.size()) {
        const auto [end, error] = std::from_chars(cell.data() + at, cell.data() + cell.size(), part[parts]);
        if (error != std::errc{}) return cell;
        ++parts;
        at = static_cast<std::size_t>(end - cell.data());
        if (at < cell.size() && (cell[at] == '/' || cell[at] == '-' || cell[at] == '.')) ++at;
    }
    if (parts < 3 || at != cell.size()) return cell;
    int year = 0, month = 0, day = 0;
    for (std::size_t i = 0; i < 3; ++i)
        (order[i] == 'y' ? year : order[i] == 'm' ? month : day) = part[i];
    if (year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return cell;
    char out[32];
    std::snprintf(out, sizeof out, "%04d-%02d-%02d", year, month, day);
    return out;
}

/// Which column of the file each member of a transaction stands in.
class Columns {
public:
    Columns(const std::vector<std::string>& header, const kit::Keyed<std::string>& wanted) {
        for (std::size_t i = 0; i < header.size(); ++i)
            place_[trimmed(header[i])] = i;
        for (const auto& [member, title] : wanted.items)
            title_[member] = title;
    }
    [[nodiscard]] std::optional<std::size_t> of(const std::string& member) const {
        const auto named = title_.find(member);
        const auto found = place_.find(named == title_.end() ? member : named->second);
        return found == place_.end() ? std::nullopt : std::optional(found->second);
    }

private:
    std::map<std::string, std::size_t> place_;
    std::map<std::string, std::string> title_;
};

class RowReader {
public:
    RowReader(const ImportTransactionsRequest& request, const Columns& columns)
        : request_(request), columns_(columns) {}

    [[nodiscard]] TransactionFields read(const CsvRecord& record) const {
        const auto cell = [&](const char* member) {
            const auto place = columns_.of(member);
            return place && *place < record.fields.size() ? trimmed(record.fields[*place]) : std::string();
        };
        TransactionFields out;
        out.kind = cell("kind");
        if (const auto* word = request_.kinds.find(out.kind)) out.kind = *word;
        out.effective_at = isoDay(cell("effective_at"), request_.date_order);
        const auto take = [&](const char* member, std::optional<std::string>& to) {
            if (auto text = cell(member); !text.empty()) to = std::move(text);
        };
        take("symbol", out.symbol), take("other_symbol", out.other_symbol);
        take("currency", out.currency), take("other_currency", out.other_currency);
        take("note", out.note), take("key", out.key);
        if (auto day = cell("acquired_at"); !day.empty()) out.acquired_at = isoDay(day, request_.date_order);
        const auto number = [&](const char* member, kit::Value& to) {
            if (auto text = plainNumber(cell(member)); !text.empty()) to = kit::Value(std::move(text));
        };
        number("quantity", out.quantity), number("price", out.price), number("amount", out.amount);
        number("other_amount", out.other_amount), number("charges", out.charges);
        number("fx_rate", out.fx_rate), number("unit", out.unit);
        whole(cell("ratio_to"), out.ratio_to), whole(cell("ratio_from"), out.ratio_from);
        whole(cell("cost_share_to"), out.cost_share_to), whole(cell("cost_share_from"), out.cost_share_from);
        return out;
    }

    /// A row of an export of ours that does not count there.
    [[nodiscard]] bool reversed(const CsvRecord& record) const {
        const auto place = columns_.of("reversed_by");
        if (!place || *place >= record.fields.size()) return false;
        const auto kind = columns_.of("kind");
        const bool reversal = kind && *kind < record.fields.size() && record.fields[*kind] == "reversal";
        return reversal || (!record.fields[*place].empty() && record.fields[*place] != "0");
    }

private:
    static void whole(const std::string& cell, std::int64_t& out) {
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
        if (error == std::errc{} && end == cell.data() + cell.size()) out = value;
    }

    const ImportTransactionsRequest& request_;
    const Columns& columns_;
};

Result<Columns> columnsOf(const ImportTransactionsRequest& request, const CsvText& text) {
    if (text.records.empty()) return fail(ErrorCode::InvalidArgument, "the text has no header line", "/csv");
    Columns columns(text.records.front().fields, request.columns);
    for (const auto& [member, title] : request.columns.items)
        if (!columns.of(member))
            return fail(ErrorCode::InvalidArgument, "the file has no column " + title, "/columns/" + member);
    for (const char* member : {"kind", "effective_at"})
        if (!columns.of(member))
            return fail(ErrorCode::InvalidArgument, std::string("no column holds ") + member, "/columns");
    return columns;
}

} // namespace

Result<PortfolioService::Statement> PortfolioService::statementOf(const ImportTransactionsRequest& request) {
    if (request.csv.empty() == request.ofx.empty())
        return fail(ErrorCode::InvalidArgument, "one of csv and ofx holds the statement",
                    request.ofx.empty() ? "/csv" : "/ofx");
    if (!request.ofx.empty()) {
        if (!statements_) return fail(ErrorCode::Unavailable, "OFX is not read by this program", "/ofx");
        auto rows = statements_->readOfx(request.ofx);
        if (!rows) return kit::failAs(rows);
        return Statement{std::move(*rows), 0};
    }
    const auto text = csvRecords(request.csv);
    const auto columns = columnsOf(request, text);
    if (!columns) return kit::failAs(columns);
    if (text.broken_at)
        return fail(ErrorCode::InvalidArgument,
                    "a quoted field does not end as it should, line " + std::to_string(*text.broken_at),
                    "/csv");
    Statement out;
    const RowReader reader(request, *columns);
    for (std::size_t i = 1; i < text.records.size(); ++i) {
        const auto& record = text.records[i];
        if (reader.reversed(record))
            ++out.reversed;
        else
            out.rows.push_back({static_cast<std::int64_t>(record.line), reader.read(record), {}});
    }
    return out;
}

Result<ImportTransactionsResult> PortfolioService::importStatement(const ImportTransactionsRequest& request,
                                                                   kit::Call& call) {
    const auto statement = statementOf(request);
    if (!statement) return kit::failAs(statement);
    if (statement->reversed > 0)
        call.warn("reversed_rows", "/data/rows_read",
                  "rows that were reversed where they come from, and their reversals, are left out",
                  kit::Value::Object{{"rows", statement->reversed}});
    ImportTransactionsResult out;
    Understood all;
    out.rows_read = static_cast<std::int64_t>(statement->rows.size()) + statement->reversed;
    for (const auto& row : statement->rows) {
        const auto refuse = [&](const std::string& field, const std::string& message) {
            out.refused.push_back({row.place, field, message});
        };
        if (!row.refused.empty()) {
            refuse("", row.refused);
            continue;
        }
        if (!kit::isOneOf(kKindWords, row.fields.kind) || row.fields.kind == "reversal") {
            refuse("kind", "\"" + row.fields.kind + "\" is no kind that can be imported");
            continue;
        }
        auto one = understand(request.portfolio_id, {row.fields}, "");
        if (!one) {
            if (one.error().front().code == ErrorCode::NotFound) return kit::failAs(one);
            for (const auto& error : one.error())
                refuse(error.field.substr(std::min<std::size_t>(error.field.size(), 3)), error.message);
            continue;
        }
        all.views.push_back(std::move(one->views.front()));
        all.pointers.push_back("/" + std::to_string(row.place));
    }
    return importUnderstood(request, std::move(all), std::move(out), call);
}

/// Leaves out one by one what the book refuses, if the request allows it.
Result<ImportTransactionsResult> PortfolioService::importUnderstood(const ImportTransactionsRequest& request,
                                                                    Understood all,
                                                                    ImportTransactionsResult out,
                                                                    kit::Call& call) {
    for (;;) {
        const auto refusal = shelf_.trial(request.portfolio_id, all.views, all.pointers);
        if (!refusal) return kit::failAs(refusal);
        if (!*refusal) break;
        const auto slash = (*refusal)->field.find('/', 1);
        const auto pointer = (*refusal)->field.substr(0, slash);
        const auto place = std::ranges::find(all.pointers, pointer) - all.pointers.begin();
        out.refused.push_back({std::strtoll(pointer.c_str() + 1, nullptr, 10),
                               slash == std::string::npos ? "" : (*refusal)->field.substr(slash + 1),
                               (*refusal)->message});
        all.views.erase(all.views.begin() + place);
        all.pointers.erase(all.pointers.begin() + place);
        if (!request.skip_refused) break;
    }
    std::ranges::sort(out.refused, {}, &RefusedRow::line);
    const bool nothing = request.dry_run || (!out.refused.empty() && !request.skip_refused);
    if (nothing && !request.dry_run)
        call.warn("nothing_recorded", "/data/refused",
                  "rows were refused and skip_refused is false: nothing was recorded");
    if (nothing || all.views.empty()) return out;
    const auto recorded = recordAll(request.portfolio_id, std::move(all));
    if (!recorded) return kit::failAs(recorded);
    out.repeated = recorded->repeated;
    out.recorded = static_cast<std::int64_t>(recorded->transactions.size()) - recorded->repeated;
    return out;
}

} // namespace nautilus::portfolio
