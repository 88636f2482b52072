#pragma once
// Lineage: where one value of an answer came from. Computed when asked, from the same snapshot; an operation
// that nobody asks about pays nothing.

#include "engines/kit/field_writer.h"
#include "engines/kit/value.h"

#include <optional>
#include <string>
#include <vector>

namespace nautilus::kit {

/// One value with what it was made of, down to source rows.
struct LineageNode {
    std::string label;         ///< "style:momentum of AAPL on 2019-12-31"
    Value value;               ///< number, text, flag or null
    std::string unit;          ///< as in the operation's result schema
    std::string formula;       ///< in symbols
    std::string formula_words; ///< for people
    std::string source;        ///< data set, source file or provider; empty for what was computed
    std::optional<std::int64_t> source_row;
    std::string accession; ///< of the filing
    std::optional<domain::SessionDate> knowable_at;
    std::string version; ///< of the engine that computed it
    std::string run;     ///< what the computation can be repeated from: data epoch
    std::vector<std::string> warnings;
    std::vector<RawJson> inputs; ///< nodes of the same shape

    void add(const LineageNode& input) { inputs.push_back({writeJson(input)}); }

    static constexpr auto fields() {
        using L = LineageNode;
        return std::make_tuple(
            field("label", &L::label).doc("What the value is"), field("value", &L::value),
            field("unit", &L::unit), field("formula", &L::formula).doc("In symbols; empty for source rows"),
            field("formula_words", &L::formula_words).doc("In words"),
            field("source", &L::source).doc("Data set and file or provider; empty for what was computed"),
            field("source_row", &L::source_row).doc("Row of that file"),
            field("accession", &L::accession).doc("Of the filing, where there is one"),
            field("knowable_at", &L::knowable_at).doc("First session on which it may be used"),
            field("version", &L::version).doc("Of the engine that computed it"),
            field("run", &L::run).doc("Data epoch that it was computed from"),
            field("warnings", &L::warnings), field("inputs", &L::inputs).doc("Nodes of the same shape"));
    }
};

/// A value of an answer. For tables `row` holds the whole row by column name and `column` its own.
struct LineageQuestion {
    std::string operation;
    Value parameters;
    std::vector<std::string> path; ///< of the value inside `data`
    Value value;
    Value row;
    std::string column;
    std::optional<domain::SessionDate> data_as_of;

    [[nodiscard]] std::string text(std::string_view of_column) const {
        const auto* cell = row.find(of_column);
        const auto* words = cell ? cell->as<std::string>() : nullptr;
        return words ? *words : std::string();
    }
};

} // namespace nautilus::kit
