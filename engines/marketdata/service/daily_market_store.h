#pragma once

#include "engines/kit/catalog.h"
#include "engines/marketdata/contract/daily_market.h"

#include <functional>
#include <mutex>
#include <unordered_map>

namespace nautilus::marketdata {

/// Histories as they are asked for, kept for the epoch. Callers of several drivers take turns.
class DailyMarketStore final : public DailyMarket {
public:
    using Directory = std::function<std::shared_ptr<const InstrumentDirectory>()>;
    DailyMarketStore(kit::Catalog& catalog, Directory directory)
        : catalog_(catalog), directory_(std::move(directory)) {}

    [[nodiscard]] std::shared_ptr<const InstrumentDirectory> directory() const override {
        return directory_();
    }
    kit::Result<std::vector<DailyHistoryPtr>> histories(std::span<const domain::InstrumentId> ids) override;
    kit::Result<DailyHistoryPtr> rates(const std::string& from, const std::string& to) override;

private:
    /// Forgets everything of an earlier epoch.
    kit::Result<void> renew(const InstrumentDirectory& now);
    kit::Result<void> load(const InstrumentDirectory& now, const std::vector<domain::InstrumentId>& missing);

    kit::Catalog& catalog_;
    Directory directory_;
    std::mutex mutex_; // guards what follows
    std::int64_t epoch_ = -1;
    std::size_t rows_ = 0;
    std::unordered_map<domain::InstrumentId, DailyHistoryPtr> kept_;
    std::unordered_map<domain::InstrumentId, std::vector<domain::CorporateAction>> actions_;
};

} // namespace nautilus::marketdata
