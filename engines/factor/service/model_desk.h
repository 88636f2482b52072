#pragma once

#include "engines/factor/contract/model_access.h"
#include "engines/factor/service/risk_model.h"
#include "engines/marketdata/contract/daily_market.h"

#include <functional>
#include <mutex>

namespace nautilus::factor {

/// The model of the default universe for engines to the right. The last model that was asked for is kept.
class ModelDesk final : public ModelAccess {
public:
    using World = std::shared_ptr<const FactorWorld>;
    ModelDesk(std::function<World()> world, kit::Pool& pool) : world_(std::move(world)), pool_(pool) {}

    /// Symbols of instruments that stand in another data set. Before the first question.
    void useMarket(const marketdata::DailyMarket& market) { market_ = &market; }

    kit::Result<std::vector<ModelMember>> universe(const std::string& name,
                                                   std::optional<domain::SessionDate> date) override;
    kit::Result<ModelCut> cut(std::span<const domain::InstrumentId> instruments,
                              std::optional<domain::SessionDate> date) override;
    kit::Result<ModelEffects> effects(std::span<const domain::InstrumentId> instruments,
                                      std::span<const domain::SessionDate> sessions,
                                      domain::MatrixView weights) override;

private:
    kit::Result<World> world() const;
    /// The model of the session at or before the date; NotComputable without one.
    kit::Result<std::shared_ptr<const RiskModel>> modelOn(const World& world,
                                                          std::optional<domain::SessionDate> date);
    /// Columns of the world's stocks; stockCount() for what it does not have.
    [[nodiscard]] std::vector<std::size_t> columnsOf(const ModelInputs& in,
                                                     std::span<const domain::InstrumentId> instruments) const;
    [[nodiscard]] std::shared_ptr<const RiskModel> modelAt(const World& world, std::size_t row);

    std::function<World()> world_;
    kit::Pool& pool_;
    const marketdata::DailyMarket* market_ = nullptr;
    std::mutex mutex_; // drivers of several engines; guards what follows
    World kept_world_;
    std::shared_ptr<const RiskModel> kept_model_;
};

} // namespace nautilus::factor
