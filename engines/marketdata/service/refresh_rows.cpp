#include "engines/marketdata/service/refresh_rows.h"

#include "engines/domain/panel.h"

#include <optional>

namespace nautilus::marketdata {

using kit::Table;

namespace {

/// Cells of a column as days; nullopt when they are none. Empty texts are no days.
std::optional<Table::Dates> daysOf(const Table::Cells& cells) {
    if (const auto* days = std::get_if<Table::Dates>(&cells)) return *days;
    const auto* texts = std::get_if<Table::Texts>(&cells);
    if (!texts) return std::nullopt;
    Table::Dates out;
    for (const auto& text : *texts) {
        const auto day = domain::SessionDate::parse(text);
        if (!day) return std::nullopt;
        out.push_back(*day);
    }
    return out;
}

std::optional<Table::Numbers> numbersOf(const Table::Cells& cells) {
    if (const auto* numbers = std::get_if<Table::Numbers>(&cells)) return *numbers;
    const auto asNumbers = [](const auto& list) {
        Table::Numbers out;
        for (const auto each : list)
            out.push_back(static_cast<double>(each));
        return out;
    };
    if (const auto* whole = std::get_if<Table::Integers>(&cells)) return asNumbers(*whole);
    if (const auto* flags = std::get_if<Table::Flags>(&cells)) return asNumbers(*flags);
    return std::nullopt;
}

} // namespace

RefreshRows::RefreshRows(std::string data_type, std::string source, std::string dataset)
    : source_(std::move(source)), dataset_(std::move(dataset)), kind_(std::move(data_type)) {
    if (kind_ == "fundamentals")
        columns_ = {{"symbol", "", 't', false},
                    {"concept", "concept", 't', true},
                    {"period_end", "period_end", 'd', true},
                    {"period", "period", 't', false},
                    {"fiscal_year", "fiscal_year", 'n', false},
                    {"form", "form", 't', false},
                    {"filed", "filed", 'd', false},
                    {"knowable_at", "knowable_at", 'd', true},
                    {"restated", "restated", 'n', false},
                    {"value", "value", 'n', true},
                    {"unit", "unit", 't', false},
                    {"accession", "accession", 't', false},
                    {"origin", "source", 't', false}};
    else
        columns_ = {{"series", "", 't', false},
                    {"date", "period_end", 'd', true},
                    {"knowable_at", "knowable_at", 'd', true},
                    {"vintage", "vintage", 't', false},
                    {"value", "value", 'n', true},
                    {"name", "name", 't', false},
                    {"units", "units", 't', false},
                    {"frequency", "frequency", 't', false}};
}

kit::Result<void> RefreshRows::add(const std::string& symbol, const Table& rows) {
    const auto n = rows.rowCount();
    auto next = columns_;
    for (auto& column : next) {
        const auto* found = column.name.empty() ? nullptr : rows.find(column.name);
        const auto wrong = [&](const char* what) {
            return kit::fail(kit::ErrorCode::NotComputable,
                             "the source's rows have no " + column.name + what);
        };
        if (!found && column.required) return wrong("");
        if (column.type == 'd') {
            // Who names no filing date has the day on which the value became known.
            const auto* known = rows.find("knowable_at");
            const auto days = found ? daysOf(found->cells) : daysOf(known ? known->cells : Table::Cells{});
            if (!days) return wrong(" that are days");
            column.days.insert(column.days.end(), days->begin(), days->end());
        } else if (column.type == 'n') {
            const auto numbers = found ? numbersOf(found->cells) : Table::Numbers(n, domain::kMissing);
            if (!numbers) return wrong(" that are numbers");
            column.numbers.insert(column.numbers.end(), numbers->begin(), numbers->end());
        } else {
            const auto* texts = found ? std::get_if<Table::Texts>(&found->cells) : nullptr;
            if (found && !texts) return wrong(" that are texts");
            if (texts)
                column.texts.insert(column.texts.end(), texts->begin(), texts->end());
            else
                column.texts.insert(column.texts.end(), n, column.name.empty() ? symbol : std::string());
        }
    }
    columns_ = std::move(next);
    rows_ += n;
    return {};
}

Table RefreshRows::table() const {
    Table out;
    for (const auto& column : columns_) {
        if (column.type == 'd')
            out.add(column.field, column.days);
        else if (column.type == 'n')
            out.add(column.field, column.numbers);
        else
            out.add(column.field, column.texts);
    }
    return out;
}

kit::ImportPlan RefreshRows::plan() const {
    kit::ImportPlan out;
    out.dataset = dataset_;
    out.kind = kind_;
    kit::FileShape shape;
    shape.format = "rows";
    shape.source = source_;
    out.files.push_back(std::move(shape));
    out.date_format = "%Y-%m-%d";
    for (const auto& column : columns_)
        out.columns.push_back({column.field, column.field, column.type});
    return out;
}

void RefreshRows::clear() {
    for (auto& column : columns_)
        column.texts.clear(), column.numbers.clear(), column.days.clear();
    rows_ = 0;
}

} // namespace nautilus::marketdata
