#pragma once
// Rows made by the program, into a table, without a text of SQL between: DuckDB's appender.

#include "app/catalog/duckdb_connection.h"

#include <string_view>

namespace nautilus::catalog {

/// Appends rows to one existing table, cell by cell in the order of its columns. The first failure makes all
/// that follows a no-op and is told by close(). Used on the connection's own thread.
class Appender {
public:
    Appender(Connection& connection, const char* table);
    ~Appender();
    Appender(const Appender&) = delete;
    Appender& operator=(const Appender&) = delete;

    Appender& add(std::int64_t value);
    Appender& add(double value); ///< NaN becomes null
    Appender& add(domain::SessionDate value);
    Appender& add(std::string_view value);
    Appender& addNull();
    void endRow();
    /// Writes what is left; Internal when anything failed.
    kit::Result<void> close();

private:
    void take(duckdb_state state) { good_ = good_ && state == DuckDBSuccess; }

    duckdb_appender appender_ = nullptr;
    bool good_ = false;
};

} // namespace nautilus::catalog
