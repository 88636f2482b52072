#pragma once
// Features and the return that followed, stock by stock and session by session: the observations that
// importance is measured on.

#include "engines/features/contract/importance.h"
#include "engines/features/service/cross_section.h"
#include "engines/features/service/indicator_choice.h"
#include "engines/features/service/stored_bars.h"

namespace nautilus::features {

/// One feature by its key. Exactly one of the three kinds.
struct NamedFeature {
    std::string key;
    std::optional<ChosenIndicator> indicator;
    std::size_t output = 0;           ///< of the indicator
    std::optional<std::size_t> ratio; ///< place in ratioSpecs()
    bool volume_ratio = false;        ///< volume / its 20-bar average
    [[nodiscard]] std::string group() const { return ratio ? "fundamental" : "technical"; }
};

/// InvalidArgument at "/features/<i>" for every key that is not one.
kit::Result<std::vector<NamedFeature>> namedFeatures(const std::vector<std::string>& keys);

struct FeaturePanel {
    domain::Matrix values; ///< observations x features, by session, then symbol; NaN = none
    std::vector<double> target;
    std::vector<domain::SessionDate> session; ///< of each observation
    std::int64_t available = 0;               ///< before some were left out
    std::int64_t symbols = 0, sessions = 0;
};

struct PanelWish {
    std::vector<const domain::Instrument*> stocks;
    std::optional<std::string> universe; ///< only sessions on which a stock was a member
    domain::SessionDate last;            ///< nothing after it is read; targets must be known by then
    std::size_t period = 252;            ///< sessions
    std::size_t horizon = 1;             ///< sessions that a target looks ahead
    std::size_t most = 20'000;           ///< observations
    bool session_rank = false;
};

/// Reads bars and uses the pool: for a driver thread.
kit::Result<FeaturePanel> featurePanel(const FeatureWorld& world, kit::Catalog& catalog, kit::Pool& pool,
                                       const std::vector<NamedFeature>& features, const PanelWish& wish,
                                       const kit::Call& call);

} // namespace nautilus::features
