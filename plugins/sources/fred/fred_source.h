#pragma once
// Macro series of the Federal Reserve Bank of St. Louis, with every version of every value.
//
// History "macro" of a series' id: columns series, period_end, knowable_at, vintage (as_published,
// latest_revised), value (NaN where FRED says "."), name, units, frequency, source; rows whose knowable_at
// lies within the bounds, in its order.
//
// Commands: {"do":"series","id"}, {"do":"vintages","id"}, {"do":"releases"},
// {"do":"release_dates","release_id"}, {"do":"release_series","release_id"}.

#include "plugins/http/provider_source.h"
#include "plugins/sources/fred/fred_bodies.h"

namespace nautilus::sources::fred {

struct FredSettings {
    std::string api_key, vintages = "all", base_url = "https://api.stlouisfed.org/fred";
    double answer_seconds = 60;
    std::int64_t attempts = 4;

    static constexpr auto fields() {
        using S = FredSettings;
        using kit::field;
        return std::make_tuple(field("api_key", &S::api_key), field("vintages", &S::vintages),
                               field("base_url", &S::base_url), field("answer_seconds", &S::answer_seconds),
                               field("attempts", &S::attempts));
    }
};

class FredSource final : public http::ProviderSource {
public:
    FredSource(sdk::SourceHost& host, kit::SourceInfo info) : ProviderSource(host, std::move(info)) {}
    ~FredSource() override { stop(); }
    FredSource(const FredSource&) = delete;
    FredSource& operator=(const FredSource&) = delete;
    kit::Result<void> configure(const kit::Value& settings) override;

private:
    using Query = std::vector<std::pair<std::string, std::string>>;

    kit::Result<kit::HistoryRows> rowsOf(const kit::HistoryRequest& request) override;
    kit::Result<kit::Table> found(const std::string& text, std::int64_t limit) override;
    kit::Result<kit::Value> obey(const kit::Value& command) override;
    kit::Result<kit::Value> askFred(const std::string& path, const Query& query);
    kit::Result<SeriesInfo> seriesOf(const std::string& id);
    kit::Result<std::vector<domain::SessionDate>> vintagesOf(const std::string& id);
    /// Of one span of real time, over all pages.
    kit::Result<std::vector<Observation>> observationsOf(const std::string& id, const RealTime* span);
    kit::Result<std::vector<Observation>> versionsOf(const std::string& id,
                                                     std::vector<std::string>& warnings);
    /// A list over all its pages, as rows of these members.
    kit::Result<kit::Value> listOf(const std::string& path, Query query, const char* name,
                                   const std::vector<std::string>& members);
    [[nodiscard]] http::Verdict judge(const sdk::ExchangeResponse& response);
    [[nodiscard]] FredSettings settings() const;

    mutable std::mutex settings_mutex_; // guards settings_
    FredSettings settings_;
};

} // namespace nautilus::sources::fred
