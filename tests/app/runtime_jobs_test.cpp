#include "app/ledger/sqlite_ledger.h"
#include "app/runtime/job_service.h"
#include "app/runtime/local_stream.h"
#include "app/runtime/system_clock.h"
#include "app/runtime/thread_lane.h"
#include "tests/app/support/eventually.h"

#include <gmock/gmock.h>

#include <future>

namespace {

using namespace nautilus;
using kit::JobState;

class JobTest : public testing::Test {
protected:
    JobTest()
        : subscription_(stream_.subscribe("jobs.*", [this](const kit::Message& m) {
              const std::scoped_lock lock(mutex_);
              messages_.push_back(m);
          })) {}
    kit::JobRecord ended(const std::string& id) {
        kit::JobRecord job;
        EXPECT_TRUE(test::eventually([&] {
            const auto found = jobs_.find(id);
            if (found) job = *found;
            return job.finished_at.has_value();
        })) << id;
        return job;
    }
    std::string submit(kit::Jobs::Body body) {
        return jobs_.submit("test", "none", driver_, std::move(body))->job_id;
    }

    runtime::SystemClock clock_;
    std::unique_ptr<ledger::SqliteLedger> ledger_ = std::move(*ledger::SqliteLedger::open(""));
    runtime::LocalStream stream_{clock_};
    runtime::Log log_{clock_};
    runtime::JobService jobs_{*ledger_, stream_, clock_, log_};
    std::mutex mutex_;
    std::vector<kit::Message> messages_;
    std::unique_ptr<kit::Subscription> subscription_;
    runtime::ThreadLane driver_{"jobs", 2};
};

TEST_F(JobTest, TellsItsProgressAndKeepsItsResult) {
    const auto id = submit([](kit::JobContext& context) -> kit::Result<std::string> {
        EXPECT_TRUE(context.progress(0.5, "half"));
        EXPECT_TRUE(context.progress(7, "too much"));
        return R"({"n":1})";
    });
    const auto job = ended(id);
    EXPECT_EQ(job.state, JobState::Succeeded);
    EXPECT_EQ(job.progress, 1.0);
    EXPECT_EQ(job.result, R"({"n":1})");
    driver_.stop();
    ASSERT_EQ(messages_.size(), 4U);
    EXPECT_THAT(messages_[1].payload, testing::HasSubstr(R"("progress":0.5,"message":"half")"));
    EXPECT_THAT(messages_[2].payload, testing::HasSubstr(R"("progress":1)"));
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_EQ(messages_[i].topic, "jobs." + id);
        EXPECT_EQ(messages_[i].last, i == 3);
    }
    EXPECT_EQ((*ledger_->job(id))->result, R"({"n":1})");
}

TEST_F(JobTest, EndsAsFailedWithTheReasonOrWithoutDetails) {
    const auto known = ended(submit([](kit::JobContext&) -> kit::Result<std::string> {
        return kit::fail(kit::ErrorCode::NotComputable, "too little history");
    }));
    EXPECT_EQ(known.state, JobState::Failed);
    EXPECT_EQ(known.error, "too little history");
    const auto thrown =
        ended(submit([](kit::JobContext&) -> kit::Result<std::string> { throw std::runtime_error("/x"); }));
    EXPECT_EQ(thrown.error, "the job ended by an internal error");
    EXPECT_EQ(ended(submit([](kit::JobContext&) -> kit::Result<std::string> { throw 7; })).state,
              JobState::Failed);
}

TEST_F(JobTest, CanBeCancelledWhileItRunsAndWhileItWaits) {
    std::promise<void> begun;
    const auto running = submit([&](kit::JobContext& context) -> kit::Result<std::string> {
        begun.set_value();
        while (context.progress(0.1, "on"))
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return kit::fail(kit::ErrorCode::Cancelled, "cancelled");
    });
    begun.get_future().wait();
    const auto waiting = submit([](kit::JobContext&) -> kit::Result<std::string> {
        ADD_FAILURE() << "a cancelled job ran";
        return "1";
    });
    EXPECT_EQ(jobs_.find(waiting)->state, JobState::Queued);
    EXPECT_TRUE(jobs_.cancel(waiting));
    EXPECT_TRUE(jobs_.cancel(running));
    for (const auto& id : {running, waiting}) {
        EXPECT_EQ(ended(id).state, JobState::Cancelled);
        EXPECT_EQ(jobs_.cancel(id).error().front().code, kit::ErrorCode::Conflict);
    }
    EXPECT_EQ(jobs_.cancel("job_77").error().front().code, kit::ErrorCode::NotFound);
    EXPECT_EQ(jobs_.runningCount(), 0U);
}

TEST_F(JobTest, IsRefusedWhenTooMuchWaitsAndStillEnds) {
    std::promise<void> begun, leave;
    const auto left = leave.get_future().share(); // the job may outlive this test's locals
    submit([&begun, left](kit::JobContext&) -> kit::Result<std::string> {
        begun.set_value();
        left.wait();
        return "1";
    });
    begun.get_future().wait();
    const auto quick = [](kit::JobContext&) -> kit::Result<std::string> { return "1"; };
    submit(quick);
    submit(quick);
    const auto refused = jobs_.submit("test", "none", driver_, quick);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().front().code, kit::ErrorCode::Unavailable);
    EXPECT_TRUE(refused.error().front().retryable);
    EXPECT_EQ(jobs_.list(10)->front().state, JobState::Failed);
    leave.set_value();
}

TEST(LocalStream, KeepsTheOrderOfTwoPublishers) {
    runtime::SystemClock clock;
    runtime::LocalStream stream(clock);
    std::vector<std::uint64_t> seen;
    const auto all = stream.subscribe("a.*", [&](const kit::Message& m) { seen.push_back(m.sequence); });
    std::vector<std::thread> publishers;
    for (int t = 0; t < 4; ++t)
        publishers.emplace_back([&] {
            for (int i = 0; i < 5000; ++i)
                stream.publish("a.x", "1", "test");
        });
    for (auto& thread : publishers)
        thread.join();
    ASSERT_EQ(seen.size(), 20'000U);
    EXPECT_TRUE(std::ranges::is_sorted(seen));
    EXPECT_EQ(stream.sentCount("test", "a.x"), 20'000U);
}

TEST(LocalStream, DoesNotCallAReceiverThatIsGone) {
    runtime::SystemClock clock;
    runtime::LocalStream stream(clock);
    std::atomic<bool> stop{false};
    std::thread publisher([&] {
        while (!stop)
            stream.publish("t", "1", "test");
    });
    for (int i = 0; i < 300; ++i) {
        auto alive = std::make_unique<std::atomic<bool>>(true);
        auto* flag = alive.get();
        auto subscription = stream.subscribe("t", [flag](const kit::Message&) { EXPECT_TRUE(*flag); });
        std::this_thread::yield();
        subscription.reset();
        *flag = false;
    }
    stop = true;
    publisher.join();
}

TEST(LocalStream, LetsAReceiverPublishUnsubscribeAndThrow) {
    runtime::SystemClock clock;
    runtime::LocalStream stream(clock);
    std::string order;
    std::unique_ptr<kit::Subscription> once;
    const auto thrower =
        stream.subscribe("t", [](const kit::Message&) { throw std::runtime_error("on purpose"); });
    once = stream.subscribe("t", [&](const kit::Message&) {
        order += '1';
        once.reset();
        stream.publish("t", "again", "test");
    });
    const auto second =
        stream.subscribe("t", [&](const kit::Message& m) { order += m.payload == "again" ? 'B' : 'A'; });
    stream.publish("t", "first", "test");
    EXPECT_EQ(order, "1AB");
}

} // namespace
