#include "engines/kit/table.h"

#include "engines/kit/field_schema.h"

#include <algorithm>

namespace nautilus::kit {

namespace {

void writeCell(JsonWriter& out, const Table::Cells& cells, std::size_t row) {
    if (const auto* dates = std::get_if<Table::Dates>(&cells))
        out.string((*dates)[row].iso());
    else if (const auto* numbers = std::get_if<Table::Numbers>(&cells))
        out.number((*numbers)[row]);
    else if (const auto* integers = std::get_if<Table::Integers>(&cells))
        out.integer((*integers)[row]);
    else if (const auto* flags = std::get_if<Table::Flags>(&cells))
        out.boolean((*flags)[row] != 0);
    else if (const auto& text = std::get<Table::Texts>(cells)[row]; text.empty())
        out.null();
    else
        out.string(text);
}

/// RFC 4180: quoted when it holds a comma, a quote or a line end.
void appendCsvText(std::string& out, std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        out += text;
        return;
    }
    out += '"';
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

void appendCsvCell(std::string& out, const Table::Cells& cells, std::size_t row) {
    char text[32];
    if (const auto* dates = std::get_if<Table::Dates>(&cells)) {
        out += (*dates)[row].iso();
    } else if (const auto* numbers = std::get_if<Table::Numbers>(&cells)) {
        if (!std::isfinite((*numbers)[row])) return;
        out.append(text, std::to_chars(text, text + sizeof text, (*numbers)[row]).ptr);
    } else if (const auto* integers = std::get_if<Table::Integers>(&cells)) {
        out.append(text, std::to_chars(text, text + sizeof text, (*integers)[row]).ptr);
    } else if (const auto* flags = std::get_if<Table::Flags>(&cells)) {
        out += (*flags)[row] != 0 ? "true" : "false";
    } else {
        appendCsvText(out, std::get<Table::Texts>(cells)[row]);
    }
}

} // namespace

const Table::Column* Table::find(std::string_view name) const {
    const auto found = std::ranges::find(columns_, name, &Column::name);
    return found == columns_.end() ? nullptr : &*found;
}

std::size_t Table::rowCount() const {
    if (columns_.empty()) return 0;
    return std::visit([](const auto& cells) { return cells.size(); }, columns_.front().cells);
}

std::size_t Table::endRow() const {
    const std::size_t n = rowCount();
    return first_ >= n ? n : first_ + std::min(limit_, n - first_);
}

std::string Table::csv() const {
    std::string out;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        if (c > 0) out += ',';
        appendCsvText(out, columns_[c].name);
    }
    out += '\n';
    for (std::size_t r = 0; r < rowCount(); ++r) {
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            if (c > 0) out += ',';
            appendCsvCell(out, columns_[c].cells, r);
        }
        out += '\n';
    }
    return out;
}

void write(JsonWriter& out, const Table& table) {
    out.beginObject();
    out.key("columns");
    out.beginArray();
    for (const auto& column : table.columns())
        out.string(column.name);
    out.endArray();
    out.key("rows");
    out.beginArray();
    for (std::size_t r = std::min(table.firstRow(), table.rowCount()); r < table.endRow(); ++r) {
        out.beginArray();
        for (const auto& column : table.columns())
            writeCell(out, column.cells, r);
        out.endArray();
    }
    out.endArray();
    out.key("next_cursor");
    if (table.endRow() < table.rowCount())
        out.string(std::to_string(table.endRow()));
    else
        out.null();
    out.endObject();
}

Value tableSchema() {
    Value properties;
    properties.set("columns", SchemaOf<std::vector<std::string>>::make());
    properties.set("rows", Value::Object{{"type", "array"}, {"items", Value::Object{{"type", "array"}}}});
    properties.set("next_cursor", Value::Object{{"type", Value::Array{"string", "null"}}});
    Value schema = typeSchema("object");
    schema.set("properties", std::move(properties));
    schema.set("required", Value::Array{"columns", "rows", "next_cursor"});
    return schema;
}

bool hasType(const Value& schema, std::string_view type) {
    const Value* found = schema.find("type");
    if (!found) return false;
    const auto* several = found->as<Value::Array>();
    return several ? std::ranges::find(*several, Value(type)) != several->end() : *found == Value(type);
}

void requireAll(Value& schema) {
    auto* members = schema.as<Value::Object>();
    if (!members) return;
    Value::Array names;
    for (auto& [name, part] : *members) {
        if (name == "items" || name == "additionalProperties") requireAll(part);
        if (name != "properties" || !part.as<Value::Object>()) continue;
        for (auto& [field_name, field] : *part.as<Value::Object>()) {
            names.emplace_back(field_name);
            requireAll(field);
        }
    }
    if (!names.empty()) schema.set("required", std::move(names));
}

Value choiceList(std::string_view words) {
    Value::Array list;
    while (!words.empty()) {
        const auto bar = words.find('|');
        list.emplace_back(words.substr(0, bar));
        if (bar == std::string_view::npos) break;
        words.remove_prefix(bar + 1);
    }
    return list;
}

} // namespace nautilus::kit
