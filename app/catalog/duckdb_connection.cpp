#include "app/catalog/duckdb_connection.h"

#include "app/catalog/duckdb_turn.h"
#include "engines/domain/panel.h"

#include <cstdio>
#include <filesystem>

namespace nautilus::catalog {

using kit::ErrorCode;
using kit::fail;

namespace {

constexpr std::uintmax_t kRoomForCommit = 32 * 1024 * 1024;
constexpr const char* kFull = "the disk of the home folder is full; nothing was changed";
constexpr const char* kSpoiled =
    "the catalog could not be saved and takes no more requests until the program "
    "is started again; it holds what it held before";

bool saysFull(std::string_view detail) {
    for (const std::string_view words : {"No space left", "quota exceeded", "File too large"})
        if (detail.find(words) != std::string_view::npos) return true;
    return false;
}

} // namespace

QueryResult::~QueryResult() {
    const DuckDbTurn turn;
    for (auto& chunk : chunks_)
        duckdb_destroy_data_chunk(&chunk);
    duckdb_destroy_result(&result_);
}

void QueryResult::collectChunks() {
    const DuckDbTurn turn;
    while (duckdb_data_chunk chunk = duckdb_fetch_chunk(result_)) {
        rows_ += duckdb_data_chunk_get_size(chunk);
        chunks_.push_back(chunk);
    }
}

template <class Raw, class Out, class Convert>
std::vector<Out> QueryResult::read(std::size_t column, Out if_null, Convert convert) const {
    std::vector<Out> out;
    out.reserve(rows_);
    for (const auto chunk : chunks_) {
        const auto vector = duckdb_data_chunk_get_vector(chunk, column);
        const auto* data = static_cast<const Raw*>(duckdb_vector_get_data(vector));
        auto* validity = duckdb_vector_get_validity(vector);
        const auto n = duckdb_data_chunk_get_size(chunk);
        for (idx_t i = 0; i < n; ++i) {
            const bool present = !validity || duckdb_validity_row_is_valid(validity, i);
            out.push_back(present ? convert(data[i]) : if_null);
        }
    }
    return out;
}

std::vector<std::int64_t> QueryResult::integers(std::size_t column, std::int64_t if_null) const {
    return read<std::int64_t>(column, if_null, [](std::int64_t v) { return v; });
}

std::vector<double> QueryResult::doubles(std::size_t column) const {
    return read<double>(column, domain::kMissing, [](double v) { return v; });
}

std::vector<domain::SessionDate> QueryResult::dates(std::size_t column, domain::SessionDate if_null) const {
    return read<duckdb_date>(column, if_null, [](duckdb_date v) { return domain::SessionDate{v.days}; });
}

std::vector<std::string> QueryResult::texts(std::size_t column) const {
    return read<duckdb_string_t>(column, std::string(), [](duckdb_string_t v) {
        return std::string(duckdb_string_t_data(&v), duckdb_string_t_length(v));
    });
}

std::vector<std::uint8_t> QueryResult::flags(std::size_t column, std::uint8_t if_null) const {
    return read<bool>(column, if_null, [](bool v) { return static_cast<std::uint8_t>(v); });
}

kit::Result<std::unique_ptr<Connection>> Connection::open(const std::string& path, int threads,
                                                          std::int64_t memory) {
    return openAs("AUTOMATIC", path, threads, memory);
}

kit::Result<std::unique_ptr<Connection>> Connection::openToRead(const std::string& path,
                                                                std::int64_t memory) {
    return openAs("READ_ONLY", path, 1, memory);
}

kit::Result<std::unique_ptr<Connection>> Connection::openAs(const char* access, const std::string& path,
                                                            int threads, std::int64_t memory) {
    std::unique_ptr<Connection> made(new Connection);
    if (!path.empty()) made->folder_ = std::filesystem::absolute(path).parent_path().string();
    const DuckDbTurn turn;
    duckdb_config config = nullptr;
    duckdb_create_config(&config);
#ifdef __SANITIZE_THREAD__
    threads = 1; // the library is not instrumented: hand-overs between its own threads would look like races
#endif
    duckdb_set_config(config, "access_mode", access);
    duckdb_set_config(config, "threads", std::to_string(threads).c_str());
    duckdb_set_config(config, "memory_limit", (std::to_string(memory / 1'000'000) + "MB").c_str());
    duckdb_set_config(config, "autoinstall_known_extensions", "false");
    duckdb_set_config(config, "autoload_known_extensions", "false");
    char* message = nullptr;
    const char* file = path.empty() ? nullptr : path.c_str();
    const auto opened = duckdb_open_ext(file, &made->database_, config, &message);
    duckdb_destroy_config(&config);
    if (opened != DuckDBSuccess) {
        std::fprintf(stderr, "catalog: %s\n", message ? message : "cannot be opened");
        duckdb_free(message);
        return fail(ErrorCode::Unavailable, "the catalog file cannot be opened");
    }
    if (duckdb_connect(made->database_, &made->connection_) != DuckDBSuccess)
        return fail(ErrorCode::Unavailable, "the catalog cannot be connected to");
    return made;
}

kit::Result<std::unique_ptr<Connection>> Connection::sibling() const {
    std::unique_ptr<Connection> made(new Connection);
    made->database_ = database_;
    made->owns_database_ = false;
    made->folder_ = folder_;
    made->spoiled_ = spoiled_;
    made->versions_ = versions_;
    const DuckDbTurn turn;
    if (duckdb_connect(database_, &made->connection_) != DuckDBSuccess)
        return fail(ErrorCode::Unavailable, "the catalog cannot be connected to");
    return made;
}

Connection::~Connection() {
    const DuckDbTurn turn;
    if (connection_) duckdb_disconnect(&connection_);
    if (database_ && owns_database_) duckdb_close(&database_);
}

kit::Result<void> Connection::mayRun(const std::string& sql) const {
    if (spoiled_->load()) return fail(ErrorCode::Unavailable, kSpoiled);
    if (folder_.empty() || !sql.starts_with("COMMIT")) return {};
    std::error_code error;
    const auto room = std::filesystem::space(folder_, error).available;
    if (!error && room < kRoomForCommit) return fail(ErrorCode::Unavailable, kFull, "", true);
    return {};
}

/// What DuckDB says goes to stderr for the operator; the outside gets a sentence without SQL or paths.
tl::unexpected<kit::Errors> Connection::refused(const char* detail) const {
    const std::string_view said = detail ? detail : "unknown failure";
    std::fprintf(stderr, "catalog: %s\n", std::string(said).c_str());
    const bool commit = said.find("Failed to commit") != std::string_view::npos ||
                        said.find("database has been invalidated") != std::string_view::npos;
    if (commit && !folder_.empty()) spoiled_->store(true);
    if (spoiled_->load()) return fail(ErrorCode::Unavailable, kSpoiled);
    if (saysFull(said)) return fail(ErrorCode::Unavailable, kFull, "", true);
    return fail(ErrorCode::Internal, "the catalog could not answer");
}

kit::Result<void> Connection::run(const std::string& sql) {
    if (auto may = mayRun(sql); !may) return may;
    const DuckDbTurn turn;
    duckdb_result result;
    const auto state = duckdb_query(connection_, sql.c_str(), &result);
    versions_->note(sql, written_); // of several statements some may have run before one failed
    if (state != DuckDBSuccess) {
        const auto failure = refused(duckdb_result_error(&result));
        duckdb_destroy_result(&result);
        return failure;
    }
    duckdb_destroy_result(&result);
    return {};
}

kit::Result<std::unique_ptr<QueryResult>> Connection::query(const std::string& sql) {
    if (auto may = mayRun(sql); !may) return kit::failAs(may);
    const DuckDbTurn turn;
    duckdb_result result;
    const auto state = duckdb_query(connection_, sql.c_str(), &result);
    versions_->note(sql, written_);
    if (state != DuckDBSuccess) {
        const auto failure = refused(duckdb_result_error(&result));
        duckdb_destroy_result(&result);
        return failure;
    }
    return std::make_unique<QueryResult>(result);
}

namespace {

/// A prepared statement with its pending result; freed in the right order.
struct Pending {
    duckdb_prepared_statement statement = nullptr;
    duckdb_pending_result result = nullptr;
    Pending() = default;
    Pending(const Pending&) = delete;
    Pending& operator=(const Pending&) = delete;
    ~Pending() {
        duckdb_destroy_pending(&result);
        duckdb_destroy_prepare(&statement);
    }
};

/// The first line of what DuckDB says; later ones repeat the statement.
tl::unexpected<kit::Errors> wrong(const char* message) {
    const std::string_view all = message ? message : "the statement cannot be answered";
    return fail(ErrorCode::InvalidArgument, std::string(all.substr(0, all.find('\n'))), "/sql");
}

} // namespace

kit::Result<std::unique_ptr<QueryResult>> Connection::ask(const std::string& sql,
                                                          const std::function<bool()>& give_up) {
    if (auto may = mayRun(sql); !may) return kit::failAs(may);
    const DuckDbTurn turn;
    Pending pending;
    if (duckdb_prepare(connection_, sql.c_str(), &pending.statement) != DuckDBSuccess)
        return wrong(duckdb_prepare_error(pending.statement));
    if (duckdb_pending_prepared(pending.statement, &pending.result) != DuckDBSuccess)
        return wrong(duckdb_pending_error(pending.result));
    for (auto state = DUCKDB_PENDING_RESULT_NOT_READY; !duckdb_pending_execution_is_finished(state);) {
        if (give_up())
            return fail(ErrorCode::Cancelled, "the statement took too long or was given up", "/sql");
        state = duckdb_pending_execute_task(pending.result);
        if (state == DUCKDB_PENDING_ERROR) return wrong(duckdb_pending_error(pending.result));
    }
    duckdb_result result;
    if (duckdb_execute_pending(pending.result, &result) != DuckDBSuccess) {
        const auto failure = wrong(duckdb_result_error(&result));
        duckdb_destroy_result(&result);
        return failure;
    }
    return std::make_unique<QueryResult>(result);
}

kit::Result<std::int64_t> Connection::integer(const std::string& sql) {
    const auto result = query(sql);
    if (!result) return kit::failAs(result);
    const auto column = (*result)->integers(0);
    if (column.empty()) return fail(ErrorCode::Internal, "the catalog could not answer");
    return column.front();
}

std::string sqlText(const std::string& text) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'') out += '\'';
        out += c;
    }
    return out + "'";
}

} // namespace nautilus::catalog
