// The parts that sources are written with: frames, messages, recorded exchanges, the delivery of events.

#include "app/api/json/json_reader.h"
#include "engines/kit/json_writer.h"
#include "plugins/sdk/delivery.h"
#include "plugins/sdk/exchange_log.h"
#include "plugins/sdk/frame.h"
#include "plugins/sdk/messages.h"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

namespace {

using namespace nautilus;
using kit::ErrorCode;
using testing::HasSubstr;

TEST(Frames, LengthComesFirstHighestByteFirst) {
    const auto bytes = sdk::framed(std::string(258, 'x'));
    ASSERT_TRUE(bytes);
    EXPECT_EQ(bytes->substr(0, 4), std::string("\0\0\1\2", 4));
    EXPECT_EQ(bytes->size(), 262U);
    EXPECT_FALSE(sdk::framed(""));
    EXPECT_TRUE(sdk::framed(std::string(sdk::kLargestMessage, 'x')));
    EXPECT_FALSE(sdk::framed(std::string(sdk::kLargestMessage + 1, 'x')));
}

TEST(Frames, ComeWholeHoweverTheBytesAreCut) {
    std::string stream;
    for (const char* text : {"{}", "{\"a\":1}", "{\"b\":2}"})
        stream += *sdk::framed(text);
    for (std::size_t cut = 1; cut < stream.size(); ++cut) {
        sdk::FrameReader reader;
        std::vector<std::string> got;
        for (std::size_t i = 0; i < stream.size(); i += cut) {
            reader.feed(std::string_view(stream).substr(i, cut));
            for (auto next = reader.next(); *next; next = reader.next())
                got.push_back(**next);
        }
        EXPECT_THAT(got, testing::ElementsAre("{}", "{\"a\":1}", "{\"b\":2}")) << cut;
        EXPECT_EQ(reader.waiting(), 0U);
    }
}

TEST(Frames, ABrokenStreamStaysBroken) {
    sdk::FrameReader reader;
    reader.feed(std::string("\x01\0\0\1", 4)); // 16 MiB and one byte
    EXPECT_FALSE(reader.next());
    reader.feed(*sdk::framed("{}"));
    EXPECT_FALSE(reader.next());
    sdk::FrameReader empty;
    empty.feed(std::string(4, '\0'));
    EXPECT_FALSE(empty.next());
}

TEST(Messages, TablesKeepTheirKindsAndGaps) {
    const auto json = api::readJson(R"({"columns":["at","n","flag","none"],"rows":[[null,1,true,null],
        ["b",2.5,null,null],["c",null,false,null]]})");
    const auto table = sdk::tableOf(*json);
    ASSERT_TRUE(table) << table.error().front().message;
    EXPECT_THAT(std::get<kit::Table::Texts>(table->find("at")->cells), testing::ElementsAre("", "b", "c"));
    const auto& numbers = std::get<kit::Table::Numbers>(table->find("n")->cells);
    EXPECT_EQ(numbers[0], 1);
    EXPECT_EQ(numbers[1], 2.5);
    EXPECT_TRUE(std::isnan(numbers[2]));
    EXPECT_TRUE(std::isnan(std::get<kit::Table::Numbers>(table->find("none")->cells)[2]));
    const auto fails = [](const char* text, const char* field) {
        const auto bad = sdk::tableOf(*api::readJson(text));
        ASSERT_FALSE(bad) << text;
        EXPECT_EQ(bad.error().front().field, field);
    };
    fails(R"({"columns":["a"],"rows":[[1],["x"]]})", "/rows/1/0");
    fails(R"({"columns":["a"],"rows":[[1,2]]})", "/rows/0");
    fails(R"({"columns":["a"],"rows":[[[1]]]})", "/rows/0/0");
    fails(R"({"columns":[""],"rows":[]})", "/columns/0");
    fails(R"({"rows":[]})", "/columns");
}

TEST(Messages, EventsNeedTheFieldsOfTheirKind) {
    const auto eventOf = [](const char* text) {
        kit::FieldReader reader;
        return reader.read<sdk::WireEvent>(*api::readJson(text))->event();
    };
    const auto quote = eventOf(R"({"line":3,"kind":"quote","at":"2020-01-02T15:00:00.5Z","bid":1.5})");
    ASSERT_TRUE(quote);
    EXPECT_EQ(quote->event_ns, 1'577'977'200'500'000'000);
    EXPECT_EQ(quote->quote.bid, 1.5);
    EXPECT_TRUE(std::isnan(quote->quote.ask));
    const auto bar =
        eventOf(R"({"line":3,"kind":"bar","at":"2020-01-02T15:00:00Z","close":2,"seconds":60,"volume":5})");
    ASSERT_TRUE(bar);
    EXPECT_EQ(bar->bar.length_ns, 60'000'000'000);
    const auto book = eventOf(
        R"({"line":3,"kind":"book","at":"2020-01-02T15:00:00Z","action":"set","side":"ask","price":2,)"
        R"("size":7})");
    ASSERT_TRUE(book);
    EXPECT_EQ(book->book.side, domain::Side::Ask);
    const auto lacks = [&](const char* text, const char* field) {
        const auto event = eventOf(text);
        ASSERT_FALSE(event);
        EXPECT_EQ(event.error().front().field, field);
    };
    lacks(R"({"line":1,"kind":"trade","at":"2020-01-02T15:00:00Z"})", "/price");
    lacks(R"({"line":1,"kind":"quote","at":"2020-01-02T15:00:00Z"})", "/bid");
    lacks(R"({"line":1,"kind":"bar","at":"2020-01-02T15:00:00Z","close":1})", "/seconds");
    lacks(R"({"line":1,"kind":"book","at":"2020-01-02T15:00:00Z"})", "/action");
    lacks(R"({"line":1,"kind":"book","at":"2020-01-02T15:00:00Z","action":"set","price":1,"size":1})",
          "/side");
}

/// Answers with how often it was asked.
class CountingProvider final : public sdk::Exchange {
public:
    kit::Result<sdk::ExchangeResponse> ask(const sdk::ExchangeRequest& request) override {
        if (request.url.find("down") != std::string::npos)
            return kit::fail(ErrorCode::Unavailable, "no connection");
        sdk::ExchangeResponse out;
        out.body = "answer " + std::to_string(++asked);
        if (asked == 3) {
            out.status = 429;
            out.headers["Retry-After"] = "17";
        }
        return out;
    }
    int asked = 0;
};

TEST(Exchanges, AreRecordedWithoutKeysAndAnsweredOffline) {
    CountingProvider provider;
    sdk::ExchangeLog log;
    std::int64_t now = 1'577'977'200'000'000'000;
    const auto recorder =
        sdk::recording(provider, log, {"apikey"}, [&] { return domain::Timestamp{now += 50'000'000}; });
    sdk::ExchangeRequest bars{"GET", "https://example.org/bars?symbol=A&APIKEY=s3cr3t&x=1", {}, ""};
    bars.headers["Authorization"] = "Bearer s3cr3t";
    sdk::ExchangeRequest news{"POST", "https://example.org/news", {}, "{}"};
    for (const auto& request : {bars, news, bars})
        ASSERT_TRUE(recorder->ask(request));
    EXPECT_FALSE(recorder->ask({"GET", "https://down", {}, ""}));
    const auto text = log.text();
    EXPECT_EQ(text.find("s3cr3t"), std::string::npos);
    EXPECT_THAT(text, HasSubstr("symbol=A&APIKEY=***&x=1"));

    const auto read = sdk::ExchangeLog::parse(text, api::readJson);
    ASSERT_TRUE(read) << read.error().front().field << read.error().front().message;
    ASSERT_EQ(read->size(), 3U);
    EXPECT_DOUBLE_EQ(read->all()[0].seconds, 0.05);
    const auto offline = sdk::replaying(*read, {"apikey"});
    bars.url = "https://example.org/bars?symbol=A&APIKEY=of-somebody-else&x=1";
    EXPECT_EQ(offline->ask(bars)->body, "answer 1");
    EXPECT_EQ(offline->ask(news)->body, "answer 2");
    const auto limited = offline->ask(bars);
    EXPECT_EQ(limited->status, 429);
    EXPECT_EQ(limited->retryAfter(), 17);
    EXPECT_EQ(offline->ask(bars)->body, "answer 3") << "the last answer stays";
    EXPECT_EQ(offline->ask({"GET", "https://example.org/other", {}, ""}).error().front().code,
              ErrorCode::NotFound);
}

TEST(Exchanges, DamagedLogsAreRefusedWithTheirLine) {
    const std::string good =
        R"({"at":"2020-01-02T15:00:00Z","request":{"method":"GET","url":"u"},"response":{"status":200}})";
    const auto fails = [&](const std::string& line, const char* field) {
        const auto read = sdk::ExchangeLog::parse(good + "\n\n" + line + "\n", api::readJson);
        ASSERT_FALSE(read) << line;
        EXPECT_EQ(read.error().front().field, field);
    };
    fails("{", "/line/3");
    fails("{}", "/line/3/at");
    fails(R"({"at":"2019-01-02T15:00:00Z","request":{"method":"GET","url":"u"},"response":{"status":200}})",
          "/line/3/at");
    fails(R"({"at":"2020-01-02T15:00:00Z","request":{"method":"GET","url":"u"},"response":{"status":20}})",
          "/line/3/response/status");
}

TEST(Delivery, ClosingALineWaitsForItsLastBatch) {
    sdk::Delivery delivery;
    std::atomic<int> inside{0};
    std::atomic<bool> closed{false}, late{false};
    std::atomic<std::size_t> seen{0};
    delivery.open(1, [&](std::span<const domain::MarketEvent> events) {
        ++inside;
        if (closed) late = true;
        seen += events.size();
        std::this_thread::yield();
        --inside;
    });
    const auto event = domain::MarketEvent::ofTrade(1, 1, {1, 1});
    const auto other = domain::MarketEvent::ofTrade(2, 1, {1, 1});
    EXPECT_EQ(delivery.deliver(std::vector{event, other}), 1U) << "line 2 is not open";
    std::atomic<bool> stop{false};
    std::thread source([&] {
        while (!stop)
            (void)delivery.deliver(std::vector{event});
    });
    while (seen < 1'000)
        std::this_thread::yield();
    EXPECT_TRUE(delivery.close(1));
    closed = true;
    EXPECT_EQ(inside, 0);
    stop = true;
    source.join();
    EXPECT_FALSE(late);
    EXPECT_FALSE(delivery.close(1));
}

TEST(Delivery, ALineMayBeClosedFromItsOwnSink) {
    sdk::Delivery delivery;
    int batches = 0;
    delivery.open(1, [&](auto) {
        ++batches;
        (void)delivery.close(1);
    });
    const auto event = domain::MarketEvent::ofTrade(1, 1, {1, 1});
    (void)delivery.deliver(std::vector{event});
    (void)delivery.deliver(std::vector{event});
    EXPECT_EQ(batches, 1);
}

} // namespace
