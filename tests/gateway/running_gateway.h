#pragma once
// A gateway on a free port, in a thread of its own; the test's thread is the client.

#include "app/api/json/json_reader.h"
#include "app/api/server/gateway.h"
#include "engines/websocket/service/hub.h"
#include "tests/app/support/eventually.h"
#include "tests/gateway/probe_engine.h"
#include "tests/gateway/raw_client.h"

#include <QThread>

#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <thread>

namespace nautilus::probe {

using test::eventually;

struct RunningGateway {
    World world;
    runtime::ThreadLane lane{"hub-lane", 10'000};
    websocket::Hub hub;
    QThread thread;
    api::Gateway* gateway;
    int port = 0;

    explicit RunningGateway(api::GatewaySettings settings = quick(), std::string token = "probe-token",
                            websocket::HubSettings hub_settings = {})
        : world(std::move(token)), hub(world.stream, world.clock, lane, hub_settings),
          gateway(new api::Gateway(*world.router, world.stream, world.clock, settings)) {
        hub.readJsonWith([](std::string_view json) { return api::readJson(json); });
        onHub([this] { hub.start(); });
        gateway->serveSessions(hub);
        gateway->moveToThread(&thread);
        thread.start();
        at([this] { port = gateway->listen(0).value_or(0); });
    }
    ~RunningGateway() {
        world.held.release();
        at([this] {
            gateway->close();
            delete gateway;
        });
        thread.quit();
        thread.wait();
        onHub([this] { hub.stop(); });
        lane.stop();
    }
    RunningGateway(const RunningGateway&) = delete;
    RunningGateway& operator=(const RunningGateway&) = delete;

    /// The product's bounds with times that a test can wait for.
    static api::GatewaySettings quick() {
        api::GatewaySettings settings;
        settings.head_timeout_ms = 300;
        settings.idle_timeout_ms = 600;
        settings.body_grace_ms = 300;
        settings.answer_grace_ms = 300;
        settings.heartbeat_ms = 100;
        settings.stream_stall_ms = 300;
        settings.linger_ms = 300;
        settings.close_ms = 500;
        settings.sweep_ms = 20;
        return settings;
    }
    /// Runs on the hub's lane and waits.
    template <class Function>
    void onHub(Function function) {
        std::promise<void> done;
        if (lane.post([&] {
                function();
                done.set_value();
            }))
            done.get_future().wait();
    }
    /// Runs in the gateway's thread and waits.
    template <class Function>
    void at(Function function) {
        QMetaObject::invokeMethod(gateway, function, Qt::BlockingQueuedConnection);
    }
    api::GatewayStats stats() {
        api::GatewayStats out;
        at([&] { out = gateway->stats(); });
        return out;
    }
    bool isWell() {
        RawClient client(port);
        return client.ask("GET /factor/health HTTP/1.1\r\nHost: localhost\r\n\r\n").status == 200;
    }
};

inline std::string getRequest(const std::string& target, const std::string& headers = {}) {
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
}

inline std::string postRequest(const std::string& target, const std::string& body,
                               const std::string& headers = {}) {
    return "POST " + target +
           " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
           headers + "\r\n" + body;
}

} // namespace nautilus::probe
