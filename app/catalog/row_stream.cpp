#include "app/catalog/duckdb_connection.h"
#include "app/catalog/duckdb_turn.h"
#include "engines/domain/panel.h"

#include <cstdio>

namespace nautilus::catalog {

namespace {

tl::unexpected<kit::Errors> failed(const char* detail) {
    std::fprintf(stderr, "catalog: %s\n", detail ? detail : "unknown failure");
    return kit::fail(kit::ErrorCode::Internal, "the catalog could not answer");
}

template <class Raw, class Out, class Convert>
void append(duckdb_data_chunk chunk, std::size_t column, std::vector<Out>& to, Out if_null, Convert convert) {
    const auto vector = duckdb_data_chunk_get_vector(chunk, column);
    const auto* data = static_cast<const Raw*>(duckdb_vector_get_data(vector));
    auto* validity = duckdb_vector_get_validity(vector);
    const auto n = duckdb_data_chunk_get_size(chunk);
    for (idx_t i = 0; i < n; ++i) {
        const bool present = !validity || duckdb_validity_row_is_valid(validity, i);
        to.push_back(present ? convert(data[i]) : if_null);
    }
}

} // namespace

RowStream::~RowStream() {
    const DuckDbTurn turn;
    if (chunk_) duckdb_destroy_data_chunk(&chunk_);
    duckdb_destroy_result(&result_);
    duckdb_destroy_pending(&pending_);
    duckdb_destroy_prepare(&statement_);
}

kit::Result<bool> RowStream::next() {
    const DuckDbTurn turn;
    if (chunk_) duckdb_destroy_data_chunk(&chunk_);
    chunk_ = duckdb_fetch_chunk(result_);
    rows_ = chunk_ ? duckdb_data_chunk_get_size(chunk_) : 0;
    if (const char* error = duckdb_result_error(&result_); error && *error) return failed(error);
    return rows_ > 0;
}

void RowStream::appendIntegers(std::size_t column, std::vector<std::int64_t>& to) const {
    append<std::int64_t>(chunk_, column, to, std::int64_t{0}, [](std::int64_t v) { return v; });
}

void RowStream::appendDates(std::size_t column, std::vector<domain::SessionDate>& to) const {
    append<duckdb_date>(chunk_, column, to, domain::SessionDate{},
                        [](duckdb_date v) { return domain::SessionDate{v.days}; });
}

void RowStream::appendDoubles(std::size_t column, std::vector<double>& to) const {
    append<double>(chunk_, column, to, domain::kMissing, [](double v) { return v; });
}

kit::Result<std::unique_ptr<RowStream>> Connection::stream(const std::string& sql) {
    const DuckDbTurn turn;
    duckdb_prepared_statement statement = nullptr;
    duckdb_pending_result pending = nullptr;
    duckdb_result result;
    if (duckdb_prepare(connection_, sql.c_str(), &statement) == DuckDBSuccess &&
        duckdb_pending_prepared_streaming(statement, &pending) == DuckDBSuccess) {
        if (duckdb_execute_pending(pending, &result) == DuckDBSuccess)
            return std::make_unique<RowStream>(statement, pending, result);
        auto error = failed(duckdb_result_error(&result));
        duckdb_destroy_result(&result);
        duckdb_destroy_pending(&pending);
        duckdb_destroy_prepare(&statement);
        return error;
    }
    auto error = failed(pending ? duckdb_pending_error(pending) : duckdb_prepare_error(statement));
    duckdb_destroy_pending(&pending);
    duckdb_destroy_prepare(&statement);
    return error;
}

} // namespace nautilus::catalog
