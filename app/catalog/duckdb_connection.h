#pragma once
// A thin owner of DuckDB's C API: statements, and results read column by column. Exceptions never leave it
// and DuckDB's own messages are for the log, not for the outside.

#include "app/catalog/table_versions.h"
#include "engines/domain/session_date.h"
#include "engines/kit/result.h"

#include <duckdb.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace nautilus::catalog {

/// A finished query. Columns are appended to vectors by position; the SQL must cast to the type read.
class QueryResult {
public:
    explicit QueryResult(duckdb_result result) : result_(result) { collectChunks(); }
    ~QueryResult();
    QueryResult(const QueryResult&) = delete;
    QueryResult& operator=(const QueryResult&) = delete;

    [[nodiscard]] std::size_t rowCount() const { return rows_; }
    /// BIGINT; null becomes `if_null`.
    [[nodiscard]] std::vector<std::int64_t> integers(std::size_t column, std::int64_t if_null = 0) const;
    /// DOUBLE; null becomes NaN.
    [[nodiscard]] std::vector<double> doubles(std::size_t column) const;
    /// DATE; null becomes `if_null`.
    [[nodiscard]] std::vector<domain::SessionDate> dates(std::size_t column,
                                                         domain::SessionDate if_null = {}) const;
    /// VARCHAR; null becomes "".
    [[nodiscard]] std::vector<std::string> texts(std::size_t column) const;
    /// BOOLEAN; null becomes `if_null`.
    [[nodiscard]] std::vector<std::uint8_t> flags(std::size_t column, std::uint8_t if_null = 0) const;

private:
    void collectChunks();
    template <class Raw, class Out, class Convert>
    std::vector<Out> read(std::size_t column, Out if_null, Convert convert) const;

    mutable duckdb_result result_;
    std::vector<duckdb_data_chunk> chunks_;
    std::size_t rows_ = 0;
};

/// A query whose rows come while they are made: memory does not grow with their number. One per connection at
/// a time, and no other statement on it meanwhile.
class RowStream {
public:
    RowStream(duckdb_prepared_statement statement, duckdb_pending_result pending, duckdb_result result)
        : statement_(statement), pending_(pending), result_(result) {}
    ~RowStream();
    RowStream(const RowStream&) = delete;
    RowStream& operator=(const RowStream&) = delete;

    /// False at the end; Internal when the query failed on the way.
    kit::Result<bool> next();
    [[nodiscard]] std::size_t rowCount() const { return rows_; } ///< of this part; up to 2,048
    /// BIGINT without nulls, DATE (null = 1970-01-01) and DOUBLE (null = NaN) of this part, appended.
    void appendIntegers(std::size_t column, std::vector<std::int64_t>& to) const;
    void appendDates(std::size_t column, std::vector<domain::SessionDate>& to) const;
    void appendDoubles(std::size_t column, std::vector<double>& to) const;

private:
    duckdb_prepared_statement statement_;
    duckdb_pending_result pending_;
    duckdb_result result_;
    duckdb_data_chunk chunk_ = nullptr;
    std::size_t rows_ = 0;
};

/// One database file with one connection; not thread-safe: one thread at a time uses it.
class Connection {
public:
    /// `path` empty = in memory. Memory in bytes.
    static kit::Result<std::unique_ptr<Connection>> open(const std::string& path, int threads,
                                                         std::int64_t memory);
    /// An existing file, without changing it or anything beside it.
    static kit::Result<std::unique_ptr<Connection>> openToRead(const std::string& path, std::int64_t memory);
    /// Another connection to the same database, for another thread; must not outlive this one.
    [[nodiscard]] kit::Result<std::unique_ptr<Connection>> sibling() const;
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Runs statements separated by ';' without reading a result. A COMMIT is refused (Unavailable, and the
    /// transaction stays open) while the disk has too little room: one that fails half-way leaves the
    /// library's memory in a state that is not to be trusted. Should one fail all the same, every statement
    /// of this database is refused from then on: the file holds what it held before, and a new start reads
    /// it.
    kit::Result<void> run(const std::string& sql);
    kit::Result<std::unique_ptr<QueryResult>> query(const std::string& sql);
    kit::Result<std::unique_ptr<RowStream>> stream(const std::string& sql);
    /// The same for a statement that somebody typed: what is wrong with it is said (InvalidArgument, /sql),
    /// and it ends with Cancelled soon after `give_up` answers true.
    kit::Result<std::unique_ptr<QueryResult>> ask(const std::string& sql,
                                                  const std::function<bool()>& give_up);
    /// First cell of the first row as BIGINT.
    kit::Result<std::int64_t> integer(const std::string& sql);

    [[nodiscard]] duckdb_connection handle() const { return connection_; }
    /// Every statement is refused.
    [[nodiscard]] bool spoiled() const { return spoiled_->load(); }
    /// Of the database's tables: take it before reading.
    [[nodiscard]] TableVersion version(std::string_view table) const { return versions_->of(table); }

private:
    Connection() = default;
    static kit::Result<std::unique_ptr<Connection>> openAs(const char* access, const std::string& path,
                                                           int threads, std::int64_t memory);

    [[nodiscard]] kit::Result<void> mayRun(const std::string& sql) const;
    /// The error for the outside of what DuckDB says.
    [[nodiscard]] tl::unexpected<kit::Errors> refused(const char* detail) const;

    duckdb_database database_ = nullptr;
    std::string folder_; ///< of the file; empty in memory
    std::shared_ptr<std::atomic<bool>> spoiled_ = std::make_shared<std::atomic<bool>>(false);
    std::shared_ptr<TableVersions> versions_ = std::make_shared<TableVersions>();
    TableVersions::Open written_;
    bool owns_database_ = true;
    duckdb_connection connection_ = nullptr;
};

/// SQL text literal: quotes doubled.
[[nodiscard]] std::string sqlText(const std::string& text);

} // namespace nautilus::catalog
