#include "engines/kit/field_reader.h"

#include <gmock/gmock.h>

namespace {

using namespace nautilus;
using kit::field;
using kit::Value;

struct Leg {
    std::string symbol;
    double weight = 1.0;

    static constexpr auto fields() {
        return std::make_tuple(field("symbol", &Leg::symbol).required().size(1, 8),
                               field("weight", &Leg::weight).range(-1, 1));
    }
};

struct Order {
    std::string id;
    std::string side = "buy";
    std::int64_t quantity = 100;
    double price = 1.5;
    bool urgent = false;
    std::optional<domain::SessionDate> day;
    std::optional<std::string> venue;
    std::optional<double> stop;
    domain::Timestamp at;
    std::vector<std::string> tags{"default"};
    std::vector<double> levels;
    std::vector<Leg> legs;
    kit::Keyed<double> weights;
    kit::Keyed<Leg> named;
    Leg main;
    Value free;

    static constexpr auto fields() {
        using O = Order;
        return std::make_tuple(
            field("id", &O::id).required().size(2, 5), field("side", &O::side).oneOf("buy|sell"),
            field("quantity", &O::quantity).range(1, 1000), field("price", &O::price).range(0, kInfinity),
            field("urgent", &O::urgent), field("day", &O::day), field("venue", &O::venue).oneOf("XNYS|XNAS"),
            field("stop", &O::stop).range(0, 10), field("at", &O::at),
            field("tags", &O::tags).oneOf("a|b|c").size(1, 3), field("levels", &O::levels),
            field("legs", &O::legs), field("weights", &O::weights).size(0, 2), field("named", &O::named),
            field("main", &O::main), field("free", &O::free));
    }
    static constexpr double kInfinity = std::numeric_limits<double>::infinity();
};

Value validOrder() {
    return Value::Object{{"id", "A1"}, {"main", Value::Object{{"symbol", "MSFT"}}}};
}

/// "pointer message" of every error, sorted.
std::vector<std::string> errorsOf(const Value& source) {
    kit::FieldReader reader;
    const auto order = reader.read<Order>(source);
    std::vector<std::string> out;
    if (!order)
        for (const auto& error : order.error()) {
            EXPECT_EQ(error.code, kit::ErrorCode::InvalidArgument);
            out.push_back(error.field + " " + error.message);
        }
    std::ranges::sort(out);
    return out;
}

std::vector<std::string> errorsWith(const char* name, Value value) {
    Value order = validOrder();
    order.set(name, std::move(value));
    return errorsOf(order);
}

Value untyped(const char* text) {
    return Value(Value::Untyped{text});
}

using testing::ElementsAre;
using testing::IsEmpty;

TEST(FieldReader, KeepsTheDefaultsOfAbsentFields) {
    kit::FieldReader reader;
    const auto order = reader.read<Order>(validOrder());
    ASSERT_TRUE(order);
    EXPECT_EQ(order->side, "buy");
    EXPECT_EQ(order->quantity, 100);
    EXPECT_EQ(order->tags, std::vector<std::string>{"default"});
    EXPECT_FALSE(order->day);
    EXPECT_EQ(order->main.weight, 1.0);
    EXPECT_THAT(reader.unknown(), IsEmpty());
}

TEST(FieldReader, ReadsEveryKindOfField) {
    Value source = validOrder();
    source.set("side", "sell");
    source.set("quantity", 7);
    source.set("price", 3); // a whole number is a number
    source.set("urgent", true);
    source.set("day", "2020-02-29");
    source.set("venue", "XNYS");
    source.set("stop", 2.5);
    source.set("at", "2020-01-10T21:00:00.5+01:00");
    source.set("tags", Value::Array{"c", "a"});
    source.set("levels", Value::Array{1.5, 2});
    source.set("legs", Value::Array{Value::Object{{"symbol", "A"}, {"weight", -1}}});
    source.set("weights", Value::Object{{"B", 0.5}, {"A", 1}});
    source.set("free", Value::Array{1, "x"});
    kit::FieldReader reader;
    const auto order = reader.read<Order>(source);
    ASSERT_TRUE(order) << order.error().front().message;
    EXPECT_EQ(order->quantity, 7);
    EXPECT_EQ(order->price, 3.0);
    EXPECT_TRUE(order->urgent);
    EXPECT_EQ(order->day->iso(), "2020-02-29");
    EXPECT_EQ(*order->venue, "XNYS");
    EXPECT_EQ(*order->stop, 2.5);
    EXPECT_EQ(order->at.rfc3339(), "2020-01-10T20:00:00.5Z");
    EXPECT_THAT(order->tags, ElementsAre("c", "a"));
    EXPECT_THAT(order->levels, ElementsAre(1.5, 2.0));
    EXPECT_EQ(order->legs.at(0).weight, -1.0);
    EXPECT_EQ(order->weights.items.front().first, "B"); // in the order of the source
    EXPECT_EQ(order->free, Value(Value::Array{1, "x"}));
}

TEST(FieldReader, ListsAllErrorsEachWithItsPointerAndOnce) {
    const Value source = Value::Object{
        {"side", "hold"},
        {"quantity", 1001},
        {"price", "dear"},
        {"urgent", "true"}, // typed text is not a truth
        {"day", "2020-02-30"},
        {"venue", "XLON"},
        {"stop", 11},
        {"at", "yesterday"},
        {"tags", Value::Array{"a", "z", 3}},
        {"levels", Value::Array{1, nullptr}},
        {"legs", Value::Array{Value::Object{{"weight", 2}}, "no"}},
        {"weights", Value::Object{{"a/b~c", "x"}}},
        {"named", Value::Object{{"k", Value::Object{{"symbol", ""}}}}},
        {"main", Value::Array{}},
    };
    EXPECT_THAT(
        errorsOf(source),
        ElementsAre("/at at must be an RFC 3339 time like 2020-01-10T21:00:00Z",
                    "/day day must be a date like 2020-01-10", "/id id is required",
                    "/legs/0/symbol symbol is required", "/legs/0/weight weight must be from -1 to 1",
                    "/legs/1 1 must be an object, not string", "/levels/1 1 must be a number, not null",
                    "/main main must be an object, not array",
                    "/named/k/symbol symbol must hold at least 1 characters",
                    "/price price must be a number, not string", "/quantity quantity must be from 1 to 1000",
                    "/side side must be one of: buy, sell", "/stop stop must be from 0 to 10",
                    "/tags/2 2 must be a string, not integer",
                    "/urgent urgent must be true or false, not string",
                    "/venue venue must be one of: XNYS, XNAS",
                    "/weights/a~1b~0c a~1b~0c must be a number, not string"));
}

TEST(FieldReader, ChecksRangesSizesAndChoices) {
    EXPECT_THAT(errorsWith("quantity", 0), ElementsAre("/quantity quantity must be from 1 to 1000"));
    EXPECT_THAT(errorsWith("quantity", 1), IsEmpty());
    EXPECT_THAT(errorsWith("quantity", 1000), IsEmpty());
    EXPECT_THAT(errorsWith("quantity", 2.5),
                ElementsAre("/quantity quantity must be an integer, not number"));
    EXPECT_THAT(errorsWith("quantity", 5.0), IsEmpty());
    EXPECT_THAT(errorsWith("quantity", 1e300),
                ElementsAre("/quantity quantity must be an integer, not number"));
    EXPECT_THAT(errorsWith("price", -0.001), ElementsAre("/price price must be at least 0"));
    EXPECT_THAT(errorsWith("price", HUGE_VAL), ElementsAre("/price price must be a finite number"));
    EXPECT_THAT(errorsWith("id", "A"), ElementsAre("/id id must hold at least 2 characters"));
    EXPECT_THAT(errorsWith("id", "ABCDEF"), ElementsAre("/id id must hold at most 5 characters"));
    EXPECT_THAT(errorsWith("tags", Value::Array{}), ElementsAre("/tags tags must hold at least 1 items"));
    EXPECT_THAT(errorsWith("tags", Value::Array{"a", "d"}), ElementsAre("/tags/1 1 must be one of: a, b, c"));
    EXPECT_THAT(errorsWith("weights", Value::Object{{"a", 1}, {"b", 1}, {"c", 1}}),
                ElementsAre("/weights weights must hold at most 2 members"));
}

TEST(FieldReader, TreatsNullAsAbsentExceptWhereAValueIsRequired) {
    for (const char* name : {"side", "quantity", "day", "stop", "tags", "weights", "free"})
        EXPECT_THAT(errorsWith(name, nullptr), IsEmpty()) << name;
    EXPECT_THAT(errorsWith("id", nullptr), ElementsAre("/id id is required and may not be null"));
    EXPECT_THAT(errorsOf(Value()), ElementsAre("/id id is required"));
    EXPECT_THAT(errorsOf(Value(Value::Array{})),
                ElementsAre(" the request body must be an object, not array"));
}

TEST(FieldReader, ReportsUnknownFieldsAtAnyDepthWithoutFailing) {
    Value source = validOrder();
    source.set("colour", 1);
    source.set("a/b", 1);
    source.set("main", Value::Object{{"symbol", "A"}, {"size", 1}});
    source.set("legs", Value::Array{Value::Object{{"symbol", "B"}, {"x", 1}}});
    kit::FieldReader reader;
    EXPECT_TRUE(reader.read<Order>(source));
    EXPECT_THAT(reader.unknown(),
                testing::UnorderedElementsAre("/colour", "/a~1b", "/main/size", "/legs/0/x"));
}

TEST(FieldReader, ConvertsTheTextOfAQuery) {
    Value source = validOrder();
    source.set("id", untyped("12")); // text stays text where text is wanted
    source.set("quantity", untyped("42"));
    source.set("price", untyped("2.5e-1"));
    source.set("urgent", untyped("yes"));
    source.set("day", untyped("2019-12-31"));
    source.set("tags", untyped("a,b"));
    source.set("levels", untyped("1,2.5"));
    kit::FieldReader reader;
    const auto order = reader.read<Order>(source);
    ASSERT_TRUE(order) << order.error().front().message;
    EXPECT_EQ(order->id, "12");
    EXPECT_EQ(order->quantity, 42);
    EXPECT_EQ(order->price, 0.25);
    EXPECT_TRUE(order->urgent);
    EXPECT_THAT(order->tags, ElementsAre("a", "b"));
    EXPECT_THAT(order->levels, ElementsAre(1.0, 2.5));
}

TEST(FieldReader, RefusesQueryTextThatOnlyBeginsWell) {
    for (const char* text : {"42x", "", " 42", "4 2", "0x10", "99999999999999999999", "4.0"})
        EXPECT_FALSE(errorsWith("quantity", untyped(text)).empty()) << text;
    for (const char* text : {"1.5x", "", "1,5", "inf", "nan", "1e999"})
        EXPECT_FALSE(errorsWith("price", untyped(text)).empty()) << text;
    for (const char* text : {"maybe", "", "TRUE", "2"})
        EXPECT_FALSE(errorsWith("urgent", untyped(text)).empty()) << text;
    EXPECT_THAT(errorsWith("tags", untyped("")), ElementsAre("/tags tags must hold at least 1 items"));
    EXPECT_THAT(errorsWith("levels", untyped("1,,2")), ElementsAre("/levels/1 1 must be a number, not text"));
}

} // namespace
