#pragma once
// One prepared SQLite statement: bind in order, step, read by column.

#include "engines/kit/result.h"

#include <sqlite3.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nautilus::ledger {

class Statement {
public:
    Statement(sqlite3* database, std::string_view sql) : database_(database) {
        state_ = sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement_, nullptr);
    }
    ~Statement() { sqlite3_finalize(statement_); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    Statement& bind(std::string_view text) {
        if (state_ == SQLITE_OK)
            state_ = sqlite3_bind_text(statement_, ++bound_, text.data(), static_cast<int>(text.size()),
                                       SQLITE_TRANSIENT);
        return *this;
    }
    Statement& bind(std::int64_t number) {
        if (state_ == SQLITE_OK) state_ = sqlite3_bind_int64(statement_, ++bound_, number);
        return *this;
    }
    Statement& bind(double number) {
        if (state_ == SQLITE_OK) state_ = sqlite3_bind_double(statement_, ++bound_, number);
        return *this;
    }
    Statement& bind(std::nullopt_t) {
        if (state_ == SQLITE_OK) state_ = sqlite3_bind_null(statement_, ++bound_);
        return *this;
    }

    /// True while there is a row; an error ends the rows and shows in `failed`.
    [[nodiscard]] bool step() {
        if (state_ != SQLITE_OK && state_ != SQLITE_ROW) return false;
        state_ = sqlite3_step(statement_);
        return state_ == SQLITE_ROW;
    }
    [[nodiscard]] bool failed() const {
        return state_ != SQLITE_OK && state_ != SQLITE_ROW && state_ != SQLITE_DONE;
    }
    /// Ready to be bound and run again; an error of before stays.
    void again() {
        if (failed()) return;
        sqlite3_reset(statement_);
        bound_ = 0;
        state_ = SQLITE_OK;
    }
    /// Runs to the end; the error of the outside says nothing about SQL.
    kit::Result<void> finish();

    [[nodiscard]] std::string text(int column) const {
        const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)))
                     : "";
    }
    [[nodiscard]] std::int64_t integer(int column) const { return sqlite3_column_int64(statement_, column); }
    [[nodiscard]] double number(int column) const { return sqlite3_column_double(statement_, column); }
    [[nodiscard]] bool isNull(int column) const {
        return sqlite3_column_type(statement_, column) == SQLITE_NULL;
    }

private:
    sqlite3* database_;
    sqlite3_stmt* statement_ = nullptr;
    int bound_ = 0;
    int state_;
};

} // namespace nautilus::ledger
