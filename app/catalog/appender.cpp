#include "app/catalog/appender.h"

#include "app/catalog/duckdb_turn.h"

#include <cmath>

namespace nautilus::catalog {

Appender::Appender(Connection& connection, const char* table) {
    const DuckDbTurn turn;
    good_ = duckdb_appender_create(connection.handle(), nullptr, table, &appender_) == DuckDBSuccess;
}

Appender::~Appender() {
    const DuckDbTurn turn;
    if (appender_) duckdb_appender_destroy(&appender_);
}

Appender& Appender::add(std::int64_t value) {
    if (good_) take(duckdb_append_int64(appender_, value));
    return *this;
}

Appender& Appender::add(double value) {
    if (std::isnan(value)) return addNull();
    if (good_) take(duckdb_append_double(appender_, value));
    return *this;
}

Appender& Appender::add(domain::SessionDate value) {
    if (good_) take(duckdb_append_date(appender_, duckdb_date{value.days}));
    return *this;
}

Appender& Appender::add(std::string_view value) {
    if (good_) take(duckdb_append_varchar_length(appender_, value.data(), value.size()));
    return *this;
}

Appender& Appender::addNull() {
    if (good_) take(duckdb_append_null(appender_));
    return *this;
}

void Appender::endRow() {
    const DuckDbTurn turn;
    if (good_) take(duckdb_appender_end_row(appender_));
}

kit::Result<void> Appender::close() {
    const DuckDbTurn turn;
    if (appender_ && good_) take(duckdb_appender_close(appender_));
    if (!good_) return kit::fail(kit::ErrorCode::Internal, "the catalog could not take the rows");
    return {};
}

} // namespace nautilus::catalog
