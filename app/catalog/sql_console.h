#pragma once
// Questions in SQL over the catalog, for people who look things up. One SELECT at a time, over the catalog's
// own tables and nothing else: no files, no settings, no changes.

#include "app/catalog/duckdb_connection.h"
#include "engines/domain/panel.h"
#include "engines/kit/call.h"
#include "engines/kit/table.h"

namespace nautilus::catalog {

class SqlConsole {
public:
    /// `connection` is one of its own to the catalog's database.
    explicit SqlConsole(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}

    /// At most `limit` rows; more are said in a warning. InvalidArgument (/sql) for what is not one readable
    /// SELECT over the catalog's tables or can't be answered; Cancelled after kLongest or when the caller
    /// gives up. Blocks; one thread.
    kit::Result<kit::Table> select(const std::string& sql, std::size_t limit, kit::Call& call);

    static constexpr std::int64_t kLongestSeconds = 30;

private:
    kit::Result<void> check(const std::string& sql);

    std::unique_ptr<Connection> connection_;
};

} // namespace nautilus::catalog
