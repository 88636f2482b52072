// The SQL console reads the catalog's tables and nothing else.

#include "tests/app/support/demo_workstation.h"

namespace {

using nautilus::kit::Value;
using nautilus::test::Answer;
using nautilus::test::DemoWorkstation;

Answer ask(const std::string& sql) {
    Value body;
    body.set("sql", sql);
    body.set("limit", 3);
    return DemoWorkstation::get().post("/api/v1/data-catalog/sql", nautilus::kit::toJson(body));
}

std::string rows(const Answer& answer) {
    const auto* found = answer.data().find("rows");
    return found ? nautilus::kit::toJson(*found) : answer.body;
}

TEST(SqlConsole, AnswersSelectsWithTypes) {
    EXPECT_EQ(rows(ask("SELECT symbol, security_type FROM instruments WHERE symbol = 'TLT';")),
              R"([["TLT","etf"]])");
    EXPECT_EQ(
        rows(ask("SELECT 1 AS a, 2.5 AS b, DATE '2020-01-02' AS c, true AS d, NULL::INTEGER AS e -- end")),
        R"([[1,2.5,"2020-01-02",true,null]])");
    EXPECT_EQ(rows(ask("WITH few AS (SELECT * FROM range(9) t(n)) SELECT n FROM few ORDER BY n DESC")),
              "[[8],[7],[6]]");
    EXPECT_EQ(
        rows(ask("SELECT d, f FROM (VALUES (1, NULL::DATE, true), (2, DATE '2020-01-02', NULL)) t(n, d, f) "
                 "ORDER BY n")),
        R"([[null,"true"],["2020-01-02",null]])")
        << "a missing day is no day, and a missing answer no";
    EXPECT_NE(ask("SELECT * FROM range(9)").body.find("more_rows"), std::string::npos);
}

TEST(SqlConsole, RefusesEverythingElse) {
    for (const char* sql :
         {"DELETE FROM instruments", "SELECT 1; DROP TABLE instruments", "SELECT * FROM '/etc/passwd'",
          "SELECT * FROM read_text('/etc/passwd')", "SELECT * FROM read_csv('/etc/passwd')",
          "SELECT * FROM (SELECT * FROM glob('/*'))", "COPY instruments TO '/tmp/x.csv'",
          "SELECT * FROM instruments WHERE symbol IN (SELECT content FROM read_text('/etc/passwd'))",
          "WITH a AS (SELECT * FROM read_blob('/etc/passwd')) SELECT * FROM a", "SET threads = 1",
          "PRAGMA database_list", "ATTACH '/tmp/x.db'", "INSTALL httpfs", "SELEC 1", "",
          "SELECT nothing FROM instruments", "SELECT * FROM duckdb_settings()",
          "SELECT 1) UNION (SELECT * FROM read_text('/etc/passwd')", "CALL pragma_version()"}) {
        const auto answer = ask(sql);
        EXPECT_EQ(answer.status, 400) << sql << " " << answer.body;
        EXPECT_EQ(answer.body.find("root:"), std::string::npos) << sql;
    }
    EXPECT_EQ(rows(ask("SELECT count(*) > 500 FROM instruments")), "[[true]]");
}

} // namespace
