// Statements as CSV: what RFC 4180 says, and what files do that do not keep to it.

#include "engines/portfolio/kernel/csv_records.h"

#include <gmock/gmock.h>

#include <random>

namespace {

using nautilus::portfolio::csvRecords;
using testing::ElementsAre;

std::vector<std::vector<std::string>> fieldsOf(std::string_view text) {
    std::vector<std::vector<std::string>> out;
    for (const auto& record : csvRecords(text).records)
        out.push_back(record.fields);
    return out;
}

TEST(CsvRecords, ReadsQuotesSeparatorsAndLineEnds) {
    EXPECT_THAT(fieldsOf("a,b\n1,2\n"), ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "2")));
    EXPECT_THAT(fieldsOf("a,b\r\n1,\r\n"), ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "")));
    EXPECT_THAT(fieldsOf("\"a,\"\"b\"\"\nc\",2"), ElementsAre(ElementsAre("a,\"b\"\nc", "2")));
    EXPECT_THAT(fieldsOf("a;b\n1,5;2"), ElementsAre(ElementsAre("a", "b"), ElementsAre("1,5", "2")));
    EXPECT_THAT(fieldsOf("a\tb\n1\t2"), ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "2")));
    EXPECT_THAT(fieldsOf("\xEF\xBB\xBF"
                         "a,b"),
                ElementsAre(ElementsAre("a", "b")));
    EXPECT_THAT(fieldsOf("\n\n a ,\n\n"), ElementsAre(ElementsAre(" a ", "")));
    EXPECT_TRUE(fieldsOf("").empty());
}

TEST(CsvRecords, CountsLinesOfTheFileNotRecords) {
    const auto text = csvRecords("a,b\n\n\"x\ny\",1\nz,2\n");
    ASSERT_EQ(text.records.size(), 3U);
    EXPECT_EQ(text.records[1].line, 3U);
    EXPECT_EQ(text.records[2].line, 5U);
    EXPECT_FALSE(text.broken_at);
}

TEST(CsvRecords, SaysWhereAQuoteDoesNotEnd) {
    const auto open = csvRecords("a,b\n1,\"2\n3,4\n");
    EXPECT_EQ(open.broken_at, 2U);
    EXPECT_EQ(open.records.size(), 1U);
    EXPECT_EQ(csvRecords("a\n\"b\"c\n").broken_at, 2U);
}

TEST(CsvRecords, WhatIsWrittenIsRead) {
    constexpr unsigned kSeed = 20260101;
    SCOPED_TRACE("seed " + std::to_string(kSeed));
    std::mt19937 random(kSeed);
    const std::string letters = "ab,\"\n\r; =";
    for (int round = 0; round < 2000; ++round) {
        std::vector<std::vector<std::string>> rows(1 + random() % 4);
        std::string text = "head,er\n";
        for (auto& row : rows) {
            for (unsigned i = 0; i < 2; ++i) {
                std::string field;
                for (unsigned n = random() % 6; n > 0; --n)
                    field += letters[random() % letters.size()];
                row.push_back(field);
                text += i ? ",\"" : "\"";
                for (const char c : field)
                    text += c == '"' ? std::string("\"\"") : std::string(1, c);
                text += '"';
            }
            text += "\r\n";
        }
        auto expected = rows;
        expected.insert(expected.begin(), {"head", "er"});
        ASSERT_EQ(fieldsOf(text), expected) << text;
    }
}

} // namespace
