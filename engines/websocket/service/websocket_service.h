#pragma once

#include "engines/websocket/service/hub.h"

namespace nautilus::websocket {

/// The engine around the hub: its operations, all answered on the lane.
class WebSocketService final : public kit::Engine {
public:
    WebSocketService(kit::Ports ports, kit::EngineThreads threads, HubSettings settings = {})
        : ports_(ports), hub_(ports.stream, ports.clock, threads.lane, settings), lane_(threads.lane) {}

    [[nodiscard]] std::string id() const override { return "websocket"; }
    [[nodiscard]] std::string title() const override { return "WebSocket Engine"; }
    [[nodiscard]] std::string version() const override { return NAUTILUS_VERSION; }
    [[nodiscard]] int port() const override { return 8600; }
    [[nodiscard]] std::vector<std::string> capabilities() const override {
        return {"websocket", "topics", "wildcards", "filters", "snapshots", "resume", "broadcast"};
    }
    kit::Result<void> start() override;
    void stop() override;
    kit::Result<void> refresh() override { return {}; }
    [[nodiscard]] std::vector<kit::Operation> operations() override;
    [[nodiscard]] kit::Keyed<double> statistics() const override;
    [[nodiscard]] std::vector<kit::MetricSample> metrics() const override;

    /// Where transports connect their clients to.
    [[nodiscard]] Hub& hub() { return hub_; }

private:
    [[nodiscard]] WebSocketHealth health() const;
    void addConnectionOperations(std::vector<kit::Operation>& out);
    void addSubscriptionOperations(std::vector<kit::Operation>& out);
    void addMessageOperations(std::vector<kit::Operation>& out);
    /// Runs on the lane and waits for it: start and stop only.
    void onLaneNow(const std::function<void()>& task);

    kit::Ports ports_;
    Hub hub_;
    kit::Lane& lane_;
};

} // namespace nautilus::websocket
