#pragma once
// How engines work together over the bus, in the four patterns of the contract:
//   request_response     request / respond: one question, one answer, by a correlation id, with a time limit
//   event_broadcast      tell: one event to everybody who listens
//   pipeline_processing  stage: a group of workers turns messages of one topic into messages of the next
//   fan_out_fan_in       gather: several questions at once, one answer made of all
//
// A message is {"source_engine", "target_engine", "broadcast", "data"} with "data.request_id" where an answer
// is awaited; "reply_to" names the topic of the answer when it has one of its own. A group's members share
// the messages of a topic: each goes to one of them.

#include "engines/kit/clock.h"
#include "engines/kit/result.h"
#include "engines/kit/stream.h"
#include "engines/kit/value.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace nautilus::runtime {

/// Thread: any; callbacks run on a publisher's thread or on the coordination's own, and must be short.
class Coordination {
public:
    using ReadJson = std::function<kit::Result<kit::Value>(std::string_view)>;
    /// `data` of a message, and who sent it.
    struct Event {
        std::string topic;
        std::string source_engine;
        kit::Value data;
    };
    using Answer = std::function<void(kit::Result<kit::Value>)>;

    Coordination(kit::Stream& stream, const kit::Clock& clock, ReadJson read);
    /// What is still awaited is answered with Cancelled.
    ~Coordination();
    Coordination(const Coordination&) = delete;
    Coordination& operator=(const Coordination&) = delete;

    struct Question {
        std::string topic;         ///< "risk.check.request"
        std::string source_engine; ///< who asks
        std::string target_engine; ///< who is asked; empty: whoever answers
        kit::Value data;           ///< an object; request_id is added
        /// Where the answer comes: a topic whose messages repeat data.request_id ("risk.breach.alert");
        /// empty: one of its own.
        std::string answer_topic{};
        std::int64_t timeout_ns = 5 * domain::kNsPerSecond;
    };
    /// `done` runs exactly once: `data` of the answer; Unavailable (retryable) when none came in time; the
    /// errors that the other side answered with.
    void request(Question question, Answer done);

    /// Answers questions of a topic. `work` answers once, on any thread, through the given function. Several
    /// of one `group` share the work; each group answers.
    using Respond = std::function<void(Event question, Answer answer)>;
    [[nodiscard]] std::unique_ptr<kit::Subscription>
    respond(const std::string& topic, const std::string& group, const std::string& engine, Respond work);

    void tell(const std::string& topic, const std::string& source_engine, const kit::Value& data);

    /// One stage of a pipeline: what `work` makes of a message of `from` is published on `to`; a null is not.
    using Work = std::function<kit::Result<kit::Value>(const Event& event)>;
    [[nodiscard]] std::unique_ptr<kit::Subscription> stage(const std::string& from, const std::string& to,
                                                           const std::string& group,
                                                           const std::string& engine, Work work);

    /// Part by part in the order of the questions; a part that failed holds its errors.
    using Parts = std::vector<kit::Result<kit::Value>>;
    void gather(std::vector<Question> questions, std::function<void(Parts)> done);

    /// Questions without an answer yet.
    [[nodiscard]] std::size_t awaited() const;
    /// Answers what is overdue; the coordination's own thread does so in time.
    void expire();

private:
    struct State;
    using Take = std::function<void(Event event, const kit::Value& message)>;
    [[nodiscard]] std::unique_ptr<kit::Subscription> join(const std::string& topic, const std::string& group,
                                                          Take take);

    std::shared_ptr<State> state_;
};

} // namespace nautilus::runtime
