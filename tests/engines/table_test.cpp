#include "engines/kit/field_writer.h"
#include "engines/kit/paging.h"

#include <gtest/gtest.h>

namespace {

using namespace nautilus;
using kit::Table;

Table sample() {
    Table table;
    table.add("date",
              Table::Dates{domain::SessionDate::of(2020, 1, 9), domain::SessionDate::of(2020, 1, 10)});
    table.add("value", Table::Numbers{0.1, NAN});
    table.add("rows", Table::Integers{-1, 9007199254740993});
    table.add("name, long", Table::Texts{"Say \"hi\", you\r\nthere", ""});
    table.add("flag", Table::Flags{1, 0});
    return table;
}

Table numbered(std::size_t rows) {
    Table::Integers numbers;
    for (std::size_t i = 0; i < rows; ++i)
        numbers.push_back(static_cast<std::int64_t>(i));
    Table table;
    table.add("n", std::move(numbers));
    return table;
}

TEST(Table, WritesJsonWithNullForWhatIsMissing) {
    EXPECT_EQ(kit::writeJson(sample()),
              R"({"columns":["date","value","rows","name, long","flag"],)"
              R"("rows":[["2020-01-09",0.1,-1,"Say \"hi\", you\u000d\nthere",true],)"
              R"(["2020-01-10",null,9007199254740993,null,false]],"next_cursor":null})");
}

TEST(Table, QuotesCsvAsRfc4180Says) {
    EXPECT_EQ(sample().csv(), "date,value,rows,\"name, long\",flag\n"
                              "2020-01-09,0.1,-1,\"Say \"\"hi\"\", you\r\nthere\",true\n"
                              "2020-01-10,,9007199254740993,,false\n");
}

TEST(Table, PagesCoverEveryRowOnce) {
    std::string seen;
    std::optional<std::string> cursor;
    int pages = 0;
    do {
        const auto page = kit::paged(numbered(10), 4, cursor);
        ASSERT_TRUE(page);
        for (std::size_t r = page->firstRow(); r < page->endRow(); ++r)
            seen += std::to_string(r);
        cursor =
            page->endRow() < page->rowCount() ? std::optional(std::to_string(page->endRow())) : std::nullopt;
        ++pages;
    } while (cursor);
    EXPECT_EQ(seen, "0123456789");
    EXPECT_EQ(pages, 3);
    EXPECT_EQ(kit::writeJson(*kit::paged(numbered(3), 2, "")),
              R"({"columns":["n"],"rows":[[0],[1]],"next_cursor":"2"})");
    EXPECT_EQ(kit::writeJson(*kit::paged(numbered(3), 3, {})),
              R"({"columns":["n"],"rows":[[0],[1],[2]],"next_cursor":null})");
}

TEST(Table, APagePastTheEndIsEmpty) {
    for (const char* cursor : {"3", "4", "18446744073709551615"})
        EXPECT_EQ(kit::writeJson(*kit::paged(numbered(3), 2, cursor)),
                  R"({"columns":["n"],"rows":[],"next_cursor":null})");
    EXPECT_EQ(kit::writeJson(Table()), R"({"columns":[],"rows":[],"next_cursor":null})");
}

TEST(Table, RefusesCursorsThatNoAnswerGave) {
    for (const char* cursor : {"x", "-1", "1x", " 1", "1.5", "18446744073709551616"}) {
        const auto page = kit::paged(numbered(3), 2, cursor);
        ASSERT_FALSE(page) << cursor;
        EXPECT_EQ(page.error().front().field, "/cursor");
        EXPECT_EQ(page.error().front().code, kit::ErrorCode::InvalidArgument);
    }
}

TEST(Table, CsvIsNeverPaged) {
    const auto page = kit::paged(numbered(5), 2, {});
    EXPECT_EQ(page->csv(), "n\n0\n1\n2\n3\n4\n");
}

} // namespace
