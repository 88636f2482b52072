// What a WebSocket client sends: the verdict on frames does not depend on how the bytes were cut, messages
// are UTF-8 within their bound, and the hub answers every message, or closes, and goes on.

#include "app/api/gate/frame_reader.h"
#include "app/api/json/json_reader.h"
#include "engines/websocket/service/hub.h"
#include "tests/app/support/fakes.h"
#include "tests/app/support/hand_lane.h"
#include "tests/fuzz/targets/fuzz_target.h"

using namespace nautilus;
using api::FrameReader;

namespace {

constexpr std::size_t kMostBytes = 4096;

/// What the reader makes of the bytes, told as text.
std::string verdictOf(std::string_view bytes, std::size_t step, std::vector<std::string>& texts) {
    FrameReader reader(kMostBytes);
    std::string out;
    while (!bytes.empty() && !reader.isOver()) {
        auto piece = bytes.substr(0, step);
        bytes.remove_prefix(piece.size());
        while (!reader.isOver()) {
            const auto event = reader.read(piece);
            if (event == FrameReader::Event::NeedMore) break;
            out += std::to_string(static_cast<int>(event)) + ":" + std::to_string(reader.code()) + ":";
            if (event == FrameReader::Event::Refused) break;
            out += reader.payload() + "\n";
            if (event != FrameReader::Event::Text) continue;
            fuzz::require(reader.payload().size() <= kMostBytes, "a message is within its bound");
            fuzz::require(api::isUtf8(reader.payload()), "text is UTF-8");
            texts.push_back(reader.payload());
            reader.release(64);
        }
    }
    if (reader.isOver())
        fuzz::require(reader.code() >= 1002 && reader.code() <= 1009, "a refusal has a code of the standard");
    return out;
}

struct World {
    test::FakeClock clock;
    test::HandLane lane;
    test::MemoryStream stream;
    websocket::Hub hub{stream, clock, lane};
};

void say(const std::vector<std::string>& texts) {
    World world;
    world.hub.readJsonWith([](std::string_view json) { return api::readJson(json); });
    world.hub.start();
    for (int i = 0; i < 3; ++i)
        world.stream.publish("jobs.1", R"({"price":1,"severity":"HIGH"})", "fuzz");
    std::shared_ptr<kit::LiveSession> session;
    world.hub.open({}, [&](auto opened) { session = *opened; });
    world.lane.run();
    std::vector<kit::WireText> out;
    session->take(out, 1 << 20);
    for (const auto& text : texts) {
        out.clear();
        session->receive(api::readJson(text), text.size());
        world.lane.run();
        session->take(out, 1 << 24);
        fuzz::require(!out.empty() || session->closing().has_value(), "every message is answered");
        for (const auto& answer : out)
            fuzz::require(api::readJson(*answer).has_value(), "answers are JSON");
        if (session->closing()) break;
    }
    for (const auto* topic : {"jobs.1", "market.data.A", "risk.alerts.p"})
        world.stream.publish(topic, R"({"price":2,"severity":"LOW","portfolio_id":"p"})", "fuzz");
    world.lane.run();
    world.hub.tick();
    session->leave({1000, ""});
    world.lane.run();
    fuzz::require(world.hub.subscriptionCount() == 0, "who leaves takes its subscriptions along");
    world.hub.stop();
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = fuzz::textOf(data, size);
    std::vector<std::string> texts, again;
    const auto whole = verdictOf(bytes, bytes.size(), texts);
    for (const std::size_t step : {1u, 3u, 7u}) {
        again.clear();
        fuzz::require(verdictOf(bytes, step, again) == whole, "pieces do not matter");
    }
    if (texts.empty()) texts = fuzz::linesOf(bytes, 30); // the bytes as the messages themselves
    say(texts);
    return 0;
}
