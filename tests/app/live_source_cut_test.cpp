// A source that is cut off over HTTP and comes back: whoever was subscribed goes on.

#include "tests/app/support/source_stage.h"
#include "tests/app/support/stored_bars.h"

namespace {

using namespace nautilus;

class LiveSourceCutTest : public testing::Test {
protected:
    ~LiveSourceCutTest() override {
        EXPECT_EQ(tell(R"({"do":"pause"})"), 200);
        EXPECT_EQ(tell(R"({"do":"days"})"), 200);
        (void)demo_.ask({"DELETE", "/marketdata/subscriptions/" + id_, {}, {}, ""});
    }
    int tell(const std::string& command) {
        return demo_.post("/marketdata/sources/replay/commands", command).status;
    }
    /// Events of the line that IBM has now.
    double heard() {
        const auto latency = demo_.get("/marketdata/latency");
        const auto* line = latency.data().find("latency_by_symbol")->find("IBM");
        return line ? test::numberOf(line->find("message_count")) : 0;
    }
    void play() {
        for (const char* command : {R"({"do":"speed","parameters":{"value":"max"}})",
                                    R"({"do":"loop","parameters":{"value":true}})", R"({"do":"play"})"})
            ASSERT_EQ(tell(command), 200) << command;
    }
    test::DemoWorkstation& demo_ = test::DemoWorkstation::get();
    std::string id_;
};

TEST_F(LiveSourceCutTest, StoppedAndStartedAtOnceItStreamsAgain) {
    const auto made = demo_.post("/marketdata/subscribe", R"({"symbols":["IBM"]})");
    ASSERT_EQ(made.status, 200) << made.body;
    id_ = *made.data().find("subscription_id")->as<std::string>();
    play();
    ASSERT_TRUE(test::eventually([&] { return heard() > 0; }));
    ASSERT_EQ(tell(R"({"do":"stop"})"), 200);
    const auto until_then = heard(); // what was on its way has been taken in
    EXPECT_EQ(demo_.post("/marketdata/sources/replay/commands", R"({"do":"play"})").status, 409) << "stopped";
    ASSERT_EQ(tell(R"({"do":"start"})"), 200);
    play();
    EXPECT_TRUE(test::eventually([&] { return heard() > 0 && heard() != until_then; }))
        << "within the second in which sources are looked at";
    EXPECT_TRUE(test::eventually([&] {
        const auto view = demo_.get("/marketdata/subscriptions/" + id_);
        return test::numberOf(view.data().find("data_streams_active")) == 1;
    }));
}

} // namespace
