#pragma once
// What one source is lent, and what is kept back from it: its log lines are cut, masked and counted.

#include "app/api/json/json_reader.h"
#include "app/plugin_host/plugin_host.h"

namespace nautilus::plugin_host {

class PluginHost::Lender final : public sdk::SourceHost {
public:
    Lender(PluginHost& host, const sdk::PluginSpec& spec) : host_(host), spec_(spec) {}

    [[nodiscard]] kit::Catalog& catalog() override { return host_.parts_.catalog; }
    [[nodiscard]] const kit::Clock& clock() const override { return host_.parts_.clock; }
    [[nodiscard]] sdk::SourceTime& time() override { return host_.parts_.time; }
    void log(sdk::Severity severity, const std::string& message) override;
    void retryAfter(double seconds) override { host_.hold(spec_, seconds); }
    [[nodiscard]] std::int64_t spend() override { return host_.grant(spec_); }
    [[nodiscard]] kit::Result<kit::Value> readJson(std::string_view bytes) const override {
        return api::readJson(bytes);
    }
    void alert(sdk::Severity severity, const std::string& message) {
        host_.alert(severity, spec_.id, message);
    }

    static constexpr int kLinesPerMinute = 100;
    static constexpr std::size_t kLongestLine = 1'000;

private:
    PluginHost& host_;
    const sdk::PluginSpec spec_;
    std::mutex mutex_; // guards what follows
    std::int64_t minute_ = -1;
    int lines_ = 0;
};

} // namespace nautilus::plugin_host
