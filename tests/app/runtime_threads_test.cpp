#include "app/runtime/supervisor.h"
#include "app/runtime/system_clock.h"
#include "app/runtime/thread_lane.h"
#include "tests/app/support/eventually.h"

#include <gtest/gtest.h>

#include <future>
#include <numeric>

namespace {

using namespace nautilus;
using namespace std::chrono_literals;
using runtime::Supervisor;
using runtime::ThreadLane;
using runtime::ThreadPool;

TEST(ThreadLane, RunsInOrderOnOneThreadAndDrainsWhenItStops) {
    std::vector<int> order;
    std::set<std::thread::id> threads;
    {
        ThreadLane lane("test", 1000);
        for (int i = 0; i < 500; ++i)
            ASSERT_TRUE(lane.post([&, i] {
                order.push_back(i);
                threads.insert(std::this_thread::get_id());
            }));
        lane.stop();
        EXPECT_FALSE(lane.post([] {}));
        lane.stop(); // twice is once
    }
    std::vector<int> wanted(500);
    std::iota(wanted.begin(), wanted.end(), 0);
    EXPECT_EQ(order, wanted);
    EXPECT_EQ(threads.size(), 1U);
}

TEST(ThreadLane, RefusesWhenItsQueueIsFull) {
    std::promise<void> entered, leave; // outlive the lane's task
    const auto left = leave.get_future().share();
    ThreadLane lane("test", 2);
    ASSERT_TRUE(lane.post([&entered, left] {
        entered.set_value();
        left.wait();
    }));
    entered.get_future().wait();
    EXPECT_TRUE(lane.post([] {}));
    EXPECT_TRUE(lane.post([] {}));
    EXPECT_FALSE(lane.post([] {}));
    EXPECT_EQ(lane.queued(), 2U);
    leave.set_value();
}

TEST(ThreadLane, GoesOnAfterATaskThatThrew) {
    ThreadLane lane("test", 10);
    std::promise<int> later;
    ASSERT_TRUE(lane.post([] { throw std::runtime_error("on purpose"); }));
    ASSERT_TRUE(lane.post([] { throw 7; }));
    ASSERT_TRUE(lane.post([&] { later.set_value(1); }));
    EXPECT_EQ(later.get_future().get(), 1);
}

TEST(ThreadPool, TakesInteractiveTasksFirst) {
    ThreadPool pool(1);
    std::promise<void> entered, leave, done;
    pool.post(kit::Priority::Interactive, [&] {
        entered.set_value();
        leave.get_future().wait();
    });
    entered.get_future().wait();
    std::string order;
    for (int i = 0; i < 3; ++i)
        pool.post(kit::Priority::Background, [&] { order += 'b'; });
    for (int i = 0; i < 3; ++i)
        pool.post(kit::Priority::Interactive, [&] { order += 'i'; });
    pool.post(kit::Priority::Background, [&] { done.set_value(); });
    leave.set_value();
    done.get_future().wait();
    EXPECT_EQ(order, "iiibbb");
}

TEST(ThreadPool, ForRangeCoversEachIndexOnce) {
    ThreadPool pool(3);
    for (const std::size_t n : {0, 1, 7, 64, 1000})
        for (const std::size_t grain : {0, 1, 3, 64, 5000}) {
            std::vector<std::atomic<int>> seen(n);
            pool.forRange(kit::Priority::Background, n, grain, [&](std::size_t begin, std::size_t end) {
                EXPECT_LE(end - begin, std::max<std::size_t>(grain, 1));
                for (std::size_t i = begin; i < end; ++i)
                    ++seen[i];
            });
            for (const auto& count : seen)
                EXPECT_EQ(count, 1);
        }
}

TEST(ThreadPool, HandsAnExceptionOfABlockToTheWaiter) {
    ThreadPool pool(2);
    std::atomic<int> blocks{0};
    EXPECT_THROW(pool.forRange(kit::Priority::Interactive, 10, 1,
                               [&](std::size_t begin, std::size_t) {
                                   ++blocks;
                                   if (begin == 3) throw std::runtime_error("on purpose");
                               }),
                 std::runtime_error);
    EXPECT_EQ(blocks, 10);
    std::promise<void> alive;
    pool.post(kit::Priority::Interactive, [] { throw std::runtime_error("on purpose"); });
    pool.post(kit::Priority::Interactive, [&] { alive.set_value(); });
    EXPECT_EQ(alive.get_future().wait_for(test::kPatience), std::future_status::ready);
}

struct Way {
    std::string way;
    static constexpr auto fields() { return std::make_tuple(kit::field("way", &Way::way)); }
};

/// Fails in the way that it is asked to.
class FailingEngine final : public kit::Engine {
public:
    FailingEngine(std::string id, kit::EngineThreads threads) : id_(std::move(id)), threads_(threads) {}
    [[nodiscard]] std::string id() const override { return id_; }
    [[nodiscard]] std::string title() const override { return "Failing"; }
    [[nodiscard]] std::string version() const override { return "1"; }
    [[nodiscard]] int port() const override { return 1; }
    [[nodiscard]] std::vector<std::string> capabilities() const override { return {}; }
    kit::Result<void> start() override {
        if (id_ == "broken") return kit::fail(kit::ErrorCode::Internal, "cannot start");
        if (id_ == "throwing") throw std::runtime_error("on purpose");
        return {};
    }
    void stop() override {}
    kit::Result<void> refresh() override {
        ++refreshed;
        return {};
    }
    [[nodiscard]] std::vector<kit::Operation> operations() override {
        return {kit::operation<Way, kit::Nothing>(
            {.id = id_ + ".do", .paths = {"/" + id_ + "/do"}, .summary = "Do", .example = "{}"},
            [this](Way way, kit::CallPtr, kit::Done<kit::Nothing> done) { fail(way.way, std::move(done)); })};
    }
    [[nodiscard]] kit::Keyed<double> statistics() const override { return {}; }
    [[nodiscard]] std::vector<kit::MetricSample> metrics() const override { return {}; }
    int refreshed = 0;

private:
    void fail(const std::string& way, kit::Done<kit::Nothing> done) {
        if (way == "here") throw std::runtime_error("secret of /home/me");
        if (way == "number") throw 7;
        if (way == "driver") {
            ASSERT_TRUE(threads_.driver.post([done] { throw std::runtime_error("on purpose"); }));
            return;
        }
        if (way == "dropped") return;
        if (way == "twice") done(kit::Nothing{});
        done(kit::Nothing{});
    }
    std::string id_;
    kit::EngineThreads threads_;
};

class SupervisorTest : public testing::Test {
protected:
    SupervisorTest() {
        for (const char* id : {"first", "second", "broken", "throwing"}) {
            auto threads = Supervisor::threadsFor(id);
            auto engine = std::make_unique<FailingEngine>(id, threads.view());
            engines_[id] = engine.get();
            supervisor_.add(std::move(engine), std::move(threads));
        }
    }
    kit::Result<kit::Reply> ask(const std::string& id, const char* way) {
        std::promise<kit::Result<kit::Reply>> promise;
        auto future = promise.get_future();
        std::atomic<int> answers{0};
        supervisor_.run(*supervisor_.find(id + ".do"), kit::Value::Object{{"way", way}},
                        std::make_shared<kit::Call>(), [&](kit::Result<kit::Reply> reply) {
                            if (++answers == 1) promise.set_value(std::move(reply));
                        });
        auto reply = future.get();
        EXPECT_EQ(answers, 1);
        return reply;
    }
    runtime::SystemClock clock_;
    runtime::Metrics metrics_;
    runtime::Log log_{clock_};
    Supervisor supervisor_{clock_, metrics_, log_};
    std::map<std::string, FailingEngine*> engines_;
};

TEST_F(SupervisorTest, WalksThroughTheStates) {
    EXPECT_EQ(supervisor_.vitals("first").state, kit::EngineState::Stopped);
    EXPECT_EQ(ask("first", "fine").error().front().code, kit::ErrorCode::Unavailable);
    supervisor_.startAll();
    EXPECT_EQ(supervisor_.vitals("first").state, kit::EngineState::Running);
    EXPECT_EQ(supervisor_.vitals("broken").state, kit::EngineState::Error);
    EXPECT_EQ(supervisor_.vitals("broken").degraded_reason, "cannot start");
    EXPECT_EQ(supervisor_.vitals("throwing").state, kit::EngineState::Error);
    EXPECT_TRUE(ask("first", "fine"));
    supervisor_.refreshOthers("first");
    EXPECT_EQ(engines_["first"]->refreshed, 0);
    EXPECT_EQ(engines_["second"]->refreshed, 1);
    EXPECT_EQ(engines_["broken"]->refreshed, 0);
    supervisor_.stopAll();
    EXPECT_EQ(supervisor_.vitals("second").state, kit::EngineState::Stopped);
    EXPECT_EQ(ask("second", "fine").error().front().code, kit::ErrorCode::Unavailable);
}

TEST_F(SupervisorTest, AnswersOnceWhateverEscapesWhereAndTheOthersGoOn) {
    supervisor_.startAll();
    int incidents = 0;
    for (const char* way : {"here", "number", "driver", "dropped"}) {
        const auto reply = ask("first", way);
        ASSERT_FALSE(reply) << way;
        EXPECT_EQ(reply.error().front().code, kit::ErrorCode::Internal);
        EXPECT_EQ(reply.error().front().message, "internal error, incident " + std::to_string(++incidents))
            << way;
    }
    EXPECT_TRUE(ask("first", "twice"));
    const auto vitals = supervisor_.vitals("first");
    EXPECT_TRUE(vitals.degraded);
    EXPECT_EQ(kit::healthWord(vitals), "degraded");
    EXPECT_EQ(vitals.requests_total, 5);
    EXPECT_EQ(vitals.errors_total, 4);
    EXPECT_EQ(vitals.active_requests, 0);
    EXPECT_TRUE(ask("second", "fine"));
    EXPECT_FALSE(supervisor_.vitals("second").degraded);
}

} // namespace
