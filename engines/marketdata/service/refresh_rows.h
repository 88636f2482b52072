#pragma once
// What sources answered for several symbols, as one table with the plan by which it is imported.

#include "engines/kit/data_source.h"
#include "engines/kit/import_plan.h"

namespace nautilus::marketdata {

/// Gathers rows of one kind. Not synchronised.
class RefreshRows {
public:
    /// `data_type`: fundamentals or macro.
    RefreshRows(std::string data_type, std::string source, std::string dataset);

    /// Adds the rows of one symbol. NotComputable when a column that every row must have is missing, or holds
    /// something else than days or numbers; nothing is added then.
    kit::Result<void> add(const std::string& symbol, const kit::Table& rows);
    [[nodiscard]] std::size_t size() const { return rows_; }
    [[nodiscard]] kit::Table table() const;
    [[nodiscard]] kit::ImportPlan plan() const;
    void clear();

private:
    struct Column {
        std::string field; ///< of the import
        std::string name;  ///< in the source's table
        char type = 't';   ///< t text, n number, d day
        bool required = false;
        kit::Table::Texts texts{};
        kit::Table::Numbers numbers{};
        kit::Table::Dates days{};
    };
    std::string source_, dataset_, kind_;
    std::vector<Column> columns_; ///< the first one holds the symbol
    std::size_t rows_ = 0;
};

} // namespace nautilus::marketdata
