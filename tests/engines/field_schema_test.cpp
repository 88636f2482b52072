#include "engines/kit/field_schema.h"

#include <gtest/gtest.h>

namespace {

using namespace nautilus;
using kit::field;

struct Part {
    double share = 0;
    static constexpr auto fields() {
        return std::make_tuple(field("share", &Part::share).range(0, 1).unit("%").doc("Share"));
    }
};
struct Whole {
    std::string kind;
    std::optional<std::string> venue;
    std::vector<std::string> tags;
    std::int64_t count = 1;
    std::optional<domain::SessionDate> day;
    kit::Keyed<Part> parts;
    std::optional<Part> extra;

    static constexpr auto fields() {
        using W = Whole;
        return std::make_tuple(field("kind", &W::kind).required().size(1, 9).oneOf("a|b"),
                               field("venue", &W::venue).oneOf("x|y"),
                               field("tags", &W::tags).size(1, 3).oneOf("p|q"),
                               field("count", &W::count).range(1, std::numeric_limits<double>::infinity()),
                               field("day", &W::day), field("parts", &W::parts), field("extra", &W::extra));
    }
};

TEST(FieldSchema, StatesWhatTheReaderChecks) {
    EXPECT_EQ(
        kit::toJson(kit::SchemaOf<Whole>::make()),
        R"({"type":"object","properties":{)"
        R"("kind":{"type":"string","minLength":1,"maxLength":9,"enum":["a","b"]},)"
        R"("venue":{"type":["string","null"],"enum":["x","y",null]},)"
        R"("tags":{"type":"array","items":{"type":"string","enum":["p","q"]},"minItems":1,"maxItems":3},)"
        R"("count":{"type":"integer","minimum":1},)"
        R"("day":{"type":["string","null"],"format":"date"},)"
        R"("parts":{"type":"object","additionalProperties":{"type":"object","properties":{"share":)"
        R"({"type":["number","null"],"description":"Share","x-unit":"%","minimum":0,"maximum":1}}}},)"
        R"("extra":{"type":["object","null"],"properties":{"share":{"type":["number","null"],)"
        R"("description":"Share","x-unit":"%","minimum":0,"maximum":1}}}},"required":["kind"]})");
}

TEST(FieldSchema, RequiresEveryFieldOfAnAnswerAtAnyDepth) {
    const auto schema = kit::resultSchema<Whole>();
    EXPECT_EQ(kit::toJson(*schema.find("required")),
              R"(["kind","venue","tags","count","day","parts","extra"])");
    const auto& properties = *schema.find("properties");
    EXPECT_EQ(kit::toJson(*properties.find("parts")->find("additionalProperties")->find("required")),
              R"(["share"])");
    EXPECT_EQ(kit::toJson(*properties.find("extra")->find("required")), R"(["share"])");
}

TEST(FieldSchema, ListsChoices) {
    EXPECT_EQ(kit::toJson(kit::choiceList("a|b|c")), R"(["a","b","c"])");
    EXPECT_EQ(kit::toJson(kit::choiceList("")), "[]");
    EXPECT_TRUE(kit::isOneOf("a|bc", "bc"));
    EXPECT_FALSE(kit::isOneOf("a|bc", "b"));
    EXPECT_FALSE(kit::isOneOf("a|bc", ""));
}

} // namespace
