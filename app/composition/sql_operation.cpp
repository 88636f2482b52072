#include "app/composition/sql_operation.h"

namespace nautilus::composition {

using kit::field;
using kit::Table;

namespace {

struct SqlRequest {
    std::string sql;
    std::int64_t limit = 1'000;

    static constexpr auto fields() {
        return std::make_tuple(field("sql", &SqlRequest::sql)
                                   .required()
                                   .size(1, 100'000)
                                   .doc("One SELECT over the tables that SELECT * FROM (SHOW TABLES) names"),
                               field("limit", &SqlRequest::limit).range(1, 100'000).doc("Rows at most"));
    }
};

} // namespace

kit::Operation sqlOperation(catalog::SqlConsole& console, kit::Driver& driver, const kit::Catalog& catalog) {
    return kit::operation<SqlRequest, Table>(
        {.id = "marketdata.sql",
         .verb = kit::Verb::Post,
         .paths = {"/api/v1/data-catalog/sql"},
         .summary = "Ask the catalog in SQL, reading only",
         .example = R"({"sql":"SELECT dataset, count(*) AS bars FROM bars_daily GROUP BY 1 ORDER BY 1"})",
         .formats = "json|csv"},
        [&console, &driver, &catalog](SqlRequest request, kit::CallPtr call, kit::Done<Table> done) {
            const auto task = [&console, &catalog, request = std::move(request), call, done] {
                call->catalog_epoch = catalog.epoch();
                done(console.select(request.sql, static_cast<std::size_t>(request.limit), *call));
            };
            if (!driver.post(task))
                done(kit::fail(kit::ErrorCode::Unavailable, "too many requests are waiting", "", true));
        });
}

} // namespace nautilus::composition
