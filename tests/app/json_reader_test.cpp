#include "app/api/json/json_reader.h"

#include "engines/kit/json_writer.h"

#include <gtest/gtest.h>

#include <chrono>
#include <random>

namespace {

using namespace nautilus;
using kit::Value;

std::string nested(int depth) {
    return std::string(static_cast<std::size_t>(depth), '[') +
           std::string(static_cast<std::size_t>(depth), ']');
}

TEST(JsonReader, ReadsEveryKind) {
    const auto value =
        api::readJson(R"( {"a":[1,-2.5,true,false,null],"b":{"c":"\u00e4\ud83d\ude00\n"},"":""} )");
    ASSERT_TRUE(value);
    EXPECT_EQ(*value, Value(Value::Object{{"a", Value::Array{1, -2.5, true, false, nullptr}},
                                          {"b", Value::Object{{"c", "ä\xF0\x9F\x98\x80\n"}}},
                                          {"", ""}}));
}

TEST(JsonReader, KeepsWholeNumbersWholeAndTurnsTheLargestIntoDoubles) {
    EXPECT_EQ(*api::readJson("-9223372036854775808"), Value(std::numeric_limits<std::int64_t>::min()));
    EXPECT_EQ(*api::readJson("9223372036854775807"), Value(std::numeric_limits<std::int64_t>::max()));
    EXPECT_EQ(*api::readJson("18446744073709551615"), Value(18446744073709551615.0));
    EXPECT_EQ(*api::readJson("5.0"), Value(5.0));
    EXPECT_FALSE(api::readJson("1e999"));
    EXPECT_FALSE(api::readJson("123456789012345678901234567890"));
}

TEST(JsonReader, RefusesWhatIsNotOneDocument) {
    for (const char* bad : {"", " ", "{", "[1,]", "{\"a\":}", "{a:1}", "'a'", "01", "1 2", "nul", "\"\x01\"",
                            "\"\\x\"", "\"\xFF\"", "[1}", "NaN", "{\"a\":1,}", "\"\\ud800\""})
        EXPECT_FALSE(api::readJson(bad)) << bad;
}

TEST(JsonReader, BoundsTheDepth) {
    EXPECT_TRUE(api::readJson(nested(api::kMaxJsonDepth - 1)));
    for (const int depth : {api::kMaxJsonDepth + 1, 1000, 100'000})
        EXPECT_FALSE(api::readJson(nested(depth)));
}

TEST(JsonReader, RefusesNamesThatStandTwiceAndPointsAtThem) {
    const auto value = api::readJson(R"({"a/b~":{"x":1,"x":2}})");
    ASSERT_FALSE(value);
    EXPECT_EQ(value.error().front().field, "/a~1b~0/x");
}

std::string mutated(std::string text, std::mt19937_64& random) {
    static constexpr std::string_view kBytes = "{}[]\",:\\0123456789eE+-.tfnu \n\x80\xC3\xFF";
    for (auto n = random() % 4 + 1; n > 0 && !text.empty(); --n) {
        const auto at = random() % text.size();
        switch (random() % 4) {
        case 0:
            text[at] = kBytes[random() % kBytes.size()];
            break;
        case 1:
            text.erase(at, random() % 4 + 1);
            break;
        case 2:
            text.insert(at, 1, kBytes[random() % kBytes.size()]);
            break;
        default:
            text.insert(at, text.substr(random() % text.size(), random() % 8));
            break;
        }
    }
    return text;
}

TEST(JsonReader, SurvivesMutationsAndReadsWhatItWouldWrite) {
    const char* given = std::getenv("NAUTILUS_SEED");
    const auto seed =
        given ? std::strtoull(given, nullptr, 10)
              : static_cast<unsigned long long>(std::chrono::system_clock::now().time_since_epoch().count());
    std::printf("seed %llu (NAUTILUS_SEED repeats it)\n", static_cast<unsigned long long>(seed));
    std::mt19937_64 random(seed);
    const std::string sources[] = {
        R"({"symbols":["AAPL","MSFT"],"as_of":"2019-12-31",)"
        R"("options":{"deep":[[1.5e-3,-0],[null,true]],"t":"\u00e9\\"}})",
        R"([0.1,1e21,-9223372036854775808,18446744073709551615,"\ud83d\ude00",{"":{}}])"};
    int accepted = 0;
    for (int i = 0; i < 20'000; ++i) {
        const auto text = mutated(sources[i % 2], random);
        const auto value = api::readJson(text);
        if (!value) continue;
        ++accepted;
        const auto written = kit::toJson(*value);
        const auto again = api::readJson(written);
        ASSERT_TRUE(again) << "seed " << seed << ": " << text << " -> " << written;
        ASSERT_EQ(kit::toJson(*again), written) << "seed " << seed;
    }
    EXPECT_GT(accepted, 100);
}

} // namespace
