#include "engines/kit/field_writer.h"

#include <gtest/gtest.h>

#include <cstring>
#include <random>

namespace {

using namespace nautilus;
using kit::field;
using kit::Value;

std::string jsonText(std::string_view text) {
    std::string out;
    kit::JsonWriter(out).string(text);
    return out;
}

TEST(JsonWriter, PrintsTheShortestDecimalsThatReadBackExactly) {
    const std::pair<double, const char*> known[] = {{0.1, "0.1"},
                                                    {1.0 / 3.0, "0.3333333333333333"},
                                                    {1e21, "1e+21"},
                                                    {5e-324, "5e-324"},
                                                    {-0.0, "-0.0"},
                                                    {123456789.0, "123456789"},
                                                    {18446744073709551616.0, "1.8446744073709552e+19"},
                                                    {0.1 + 0.2, "0.30000000000000004"},
                                                    {1.7976931348623157e308, "1.7976931348623157e+308"}};
    for (const auto& [number, text] : known)
        EXPECT_EQ(kit::writeJson(number), text);
    std::mt19937_64 random(20200110);
    for (int i = 0; i < 100'000; ++i) {
        const std::uint64_t bits = random();
        double number = 0;
        std::memcpy(&number, &bits, sizeof number);
        if (!std::isfinite(number)) continue;
        const auto text = kit::writeJson(number);
        double back = 0;
        ASSERT_EQ(std::from_chars(text.data(), text.data() + text.size(), back).ec, std::errc{}) << text;
        ASSERT_EQ(std::memcmp(&back, &number, sizeof back), 0) << text;
    }
}

TEST(JsonWriter, WritesWhatIsNotFiniteAsNull) {
    for (const double number : {std::nan(""), HUGE_VAL, -HUGE_VAL})
        EXPECT_EQ(kit::writeJson(number), "null");
    EXPECT_EQ(kit::writeJson(std::vector<double>{1.0, NAN}), "[1,null]");
}

TEST(JsonWriter, EscapesQuotesAndEveryControlCharacter) {
    EXPECT_EQ(jsonText("a\"b\\c/d"), R"("a\"b\\c/d")");
    EXPECT_EQ(jsonText(std::string_view("\0\x01\x1f\t\n\r\x7f", 7)),
              "\"\\u0000\\u0001\\u001f\\u0009\\n\\u000d\x7f\"");
    EXPECT_EQ(kit::toJson(Value::Object{{"k\n\"", 1}}), R"({"k\n\"":1})");
}

TEST(JsonWriter, KeepsWellFormedText) {
    for (const char* text : {"Zürich", "日経", "\xF0\x9F\x98\x80", "\xEF\xBF\xBF", "\xF4\x8F\xBF\xBF",
                             "\xED\x9F\xBF", "\xC2\x80", "\xE0\xA0\x80", "\xF0\x90\x80\x80"})
        EXPECT_EQ(jsonText(text), '"' + std::string(text) + '"');
}

TEST(JsonWriter, ReplacesEachByteThatIsNoText) {
    const std::string r = "\xEF\xBF\xBD";
    const std::pair<std::string, std::string> cases[] = {{"\xFF", r},
                                                         {"a\x80z", "a" + r + "z"},
                                                         {"\xC0\xAF", r + r}, // overlong
                                                         {"\xE0\x80\x80", r + r + r},
                                                         {"\xED\xA0\x80", r + r + r}, // overlong, surrogate
                                                         {"\xF4\x90\x80\x80", r + r + r + r},
                                                         {"\xF5", r}, // above U+10FFFF
                                                         {"\xE2\x82", r + r},
                                                         {"\xC3", r},
                                                         {"\xC3\"", r + "\\\""},
                                                         {"\xF0\x9F\x98", r + r + r}};
    for (const auto& [text, wanted] : cases)
        EXPECT_EQ(jsonText(text), '"' + wanted + '"');
}

struct Inner {
    std::optional<double> ratio;
    bool operator==(const Inner&) const = default;
    static constexpr auto fields() { return std::make_tuple(field("ratio", &Inner::ratio)); }
};
struct Outer {
    std::string name;
    bool fine = true;
    std::int64_t big = std::numeric_limits<std::int64_t>::min();
    std::optional<std::string> note;
    domain::SessionDate day = domain::SessionDate::of(2020, 1, 10);
    domain::Timestamp at;
    std::vector<Inner> list;
    kit::Keyed<double> weights;
    kit::RawJson raw{"{\"a\":[]}"};
    Value free;

    static constexpr auto fields() {
        using O = Outer;
        return std::make_tuple(field("name", &O::name), field("fine", &O::fine), field("big", &O::big),
                               field("note", &O::note), field("day", &O::day), field("at", &O::at),
                               field("list", &O::list), field("weights", &O::weights), field("raw", &O::raw),
                               field("free", &O::free));
    }
};

TEST(FieldWriter, WritesEveryFieldInTheOrderOfTheTable) {
    Outer outer;
    outer.name = "x";
    outer.list = {{0.5}, {}};
    outer.weights["B"] = 1;
    outer.weights["A"] = NAN;
    EXPECT_EQ(
        kit::writeJson(outer),
        R"({"name":"x","fine":true,"big":-9223372036854775808,"note":null,"day":"2020-01-10",)"
        R"("at":"1970-01-01T00:00:00Z","list":[{"ratio":0.5},{"ratio":null}],"weights":{"B":1,"A":null},)"
        R"("raw":{"a":[]},"free":null})");
}

TEST(FieldWriter, WritesEmptyThings) {
    EXPECT_EQ(kit::writeJson(kit::Nothing{}), "{}");
    EXPECT_EQ(kit::writeJson(std::vector<double>{}), "[]");
    EXPECT_EQ(kit::writeJson(kit::Keyed<double>{}), "{}");
}

} // namespace
