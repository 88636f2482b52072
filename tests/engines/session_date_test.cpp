#include "engines/domain/session_date.h"

#include <gtest/gtest.h>

namespace {

using nautilus::domain::SessionDate;

TEST(SessionDate, ParsesOnlyStrictIso) {
    EXPECT_EQ(SessionDate::parse("2020-01-10")->days, 18271);
    EXPECT_EQ(SessionDate::parse("1970-01-01")->days, 0);
    for (const char* bad :
         {"", "2020-1-10", "2020-02-30", "2020/01/10", "20200110", "2020-01-1a", " 2020-01-1"})
        EXPECT_FALSE(SessionDate::parse(bad)) << bad;
}

TEST(SessionDate, PrintsWhatItRead) {
    for (const char* text : {"1959-12-31", "2000-02-29", "2026-11-20"})
        EXPECT_EQ(SessionDate::parse(text)->iso(), text);
}

} // namespace
