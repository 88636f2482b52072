#pragma once
// An engine with operations for trying the HTTP edge: immediate, slow, endless, large, streaming.

#include "app/api/binding/router.h"
#include "app/runtime/local_stream.h"
#include "app/runtime/metrics.h"
#include "app/runtime/standard_operations.h"
#include "app/runtime/supervisor.h"
#include "app/runtime/system_clock.h"

#include <atomic>
#include <mutex>
#include <vector>

namespace nautilus::probe {

using kit::field;

struct Health {
    std::string status;
    std::string engine;

    static constexpr auto fields() {
        return std::make_tuple(field("status", &Health::status), field("engine", &Health::engine));
    }
};

struct EchoRequest {
    std::string text;
    std::int64_t size = 0;

    static constexpr auto fields() {
        return std::make_tuple(field("text", &EchoRequest::text), field("size", &EchoRequest::size));
    }
};

/// Answers that operations keep back until a test lets them go.
struct Held {
    std::mutex mutex; // the gateway's thread against the test's
    std::vector<std::pair<kit::CallPtr, kit::ReplyDone>> waiting;

    std::size_t count() {
        const std::scoped_lock lock(mutex);
        return waiting.size();
    }
    std::size_t cancelled() {
        const std::scoped_lock lock(mutex);
        std::size_t out = 0;
        for (const auto& [call, done] : waiting)
            out += call->cancelled() ? 1 : 0;
        return out;
    }
    void release() {
        std::vector<std::pair<kit::CallPtr, kit::ReplyDone>> taken;
        {
            const std::scoped_lock lock(mutex);
            taken.swap(waiting);
        }
        for (auto& [call, done] : taken)
            done(kit::Reply{R"({"held":true})"});
    }
};

class ProbeEngine final : public kit::Engine {
public:
    ProbeEngine(kit::VitalsSource& vitals, Held& held) : vitals_(vitals), held_(held) {}

    std::string id() const override { return "factor"; }
    std::string title() const override { return "Probe"; }
    std::string version() const override { return "0"; }
    int port() const override { return 8300; }
    std::vector<std::string> capabilities() const override { return {}; }
    kit::Result<void> start() override { return {}; }
    void stop() override {}
    kit::Result<void> refresh() override { return {}; }
    kit::Keyed<double> statistics() const override { return {}; }
    std::vector<kit::MetricSample> metrics() const override { return {}; }
    std::vector<kit::Operation> operations() override;

private:
    kit::VitalsSource& vitals_;
    Held& held_;
};

inline kit::Operation openOperation(std::string id, kit::Verb verb, std::string path) {
    kit::Operation head;
    head.id = std::move(id);
    head.verb = verb;
    head.paths = {std::move(path)};
    head.scope = kit::Scope::Open;
    head.example = "{}";
    return head;
}

inline std::vector<kit::Operation> ProbeEngine::operations() {
    std::vector<kit::Operation> out;
    auto health = openOperation("factor.health", kit::Verb::Get, "/factor/health");
    health.envelope = kit::Envelope::Bare;
    out.push_back(kit::immediateOperation<kit::Nothing, Health>(
        health, [this](const kit::Nothing&, kit::Call&) -> kit::Result<Health> {
            return Health{kit::healthWord(vitals_.vitals("factor")), "factor"};
        }));
    health.id = "factor.root_health";
    health.paths = {"/health"};
    out.push_back(kit::immediateOperation<kit::Nothing, Health>(
        health, [](const kit::Nothing&, kit::Call&) -> kit::Result<Health> {
            return Health{"healthy", "all"};
        }));
    auto echo = openOperation("factor.echo", kit::Verb::Post, "/probe/echo");
    out.push_back(kit::immediateOperation<EchoRequest, EchoRequest>(
        echo, [](const EchoRequest& request, kit::Call&) -> kit::Result<EchoRequest> { return request; }));
    auto large = openOperation("factor.large", kit::Verb::Get, "/probe/large");
    out.push_back(kit::immediateOperation<EchoRequest, EchoRequest>(
        large, [](const EchoRequest& request, kit::Call&) -> kit::Result<EchoRequest> {
            return EchoRequest{std::string(static_cast<std::size_t>(request.size), 'x'), request.size};
        }));
    auto guarded = openOperation("factor.guarded", kit::Verb::Get, "/probe/guarded");
    guarded.scope = kit::Scope::Read;
    out.push_back(kit::immediateOperation<kit::Nothing, Health>(
        guarded, [](const kit::Nothing&, kit::Call&) -> kit::Result<Health> {
            return Health{"in", ""};
        }));
    auto held = openOperation("factor.held", kit::Verb::Get, "/probe/held");
    held.run = [this](const kit::Value&, kit::CallPtr call, kit::ReplyDone done) {
        const std::scoped_lock lock(held_.mutex);
        held_.waiting.emplace_back(std::move(call), std::move(done));
    };
    out.push_back(std::move(held));
    auto events = openOperation("factor.events", kit::Verb::Get, "/probe/events");
    events.kind = kit::Kind::Stream;
    events.run = [](const kit::Value& parameters, kit::CallPtr, kit::ReplyDone done) {
        kit::FieldReader reader;
        const auto request = reader.read<EchoRequest>(parameters);
        kit::Reply reply{R"({"state":"begun"})"};
        reply.topics = {request && !request->text.empty() ? request->text : "probe.a"};
        done(std::move(reply));
    };
    // Ends between the first reply and the subscription: the second look finds it over.
    auto brief = openOperation("factor.brief", kit::Verb::Get, "/probe/brief");
    brief.kind = kit::Kind::Stream;
    brief.run = [looks = std::make_shared<std::atomic<int>>(0)](const kit::Value&, kit::CallPtr,
                                                                kit::ReplyDone done) {
        const bool over = ++*looks % 2 == 0;
        kit::Reply reply{over ? R"({"state":"over"})" : R"({"state":"begun"})"};
        if (!over) reply.topics = {"probe.brief"};
        done(std::move(reply));
    };
    out.push_back(std::move(brief));
    out.push_back(std::move(events));
    return out;
}

/// Everything below the gateway, put together.
struct World {
    runtime::SystemClock clock;
    runtime::Metrics metrics;
    runtime::LocalStream stream{clock};
    runtime::Log log{clock};
    runtime::Supervisor supervisor{clock, metrics, log};
    Held held;
    security::TokenGuard guard;
    std::unique_ptr<api::Router> router;

    explicit World(std::string token = "probe-token") : guard({true, std::move(token)}) {
        auto engine = std::make_unique<ProbeEngine>(supervisor, held);
        auto standard = runtime::standardOperations(supervisor, *engine, metrics, stream);
        supervisor.add(std::move(engine), runtime::Supervisor::threadsFor("factor"));
        supervisor.addOperations(std::move(standard));
        supervisor.startAll();
        router = std::make_unique<api::Router>(supervisor, guard, clock);
    }
};

} // namespace nautilus::probe
