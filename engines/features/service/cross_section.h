#pragma once
// The fundamental features of a company and of those that it is compared with, on one session.

#include "engines/features/kernel/fundamental_ratios.h"
#include "engines/features/service/feature_world.h"

#include <optional>

namespace nautilus::features {

/// How long a stock may be without a bar and still count as trading, in sessions (about).
inline constexpr int kDelistedAfterDays = 15;

struct CrossSection {
    domain::SessionDate at;
    std::string universe; ///< the list's name, or the data set's
    std::vector<const domain::Instrument*> stocks;
    std::vector<CompanyFigures> figures; ///< parallel to `stocks`

    [[nodiscard]] std::size_t placeOf(domain::InstrumentId id) const; ///< stocks.size() when not there
};

/// Splits of a company: those of all its classes, each event once.
[[nodiscard]] std::vector<domain::Split> splitsOf(const FeatureWorld& world, const domain::Instrument& stock);

/// The list that peers are taken of: the one named, else SP500, else the first; none when there is no list.
/// NotFound at "/universe".
kit::Result<std::optional<std::string>> universeNamed(const FeatureWorld& world,
                                                      const std::optional<std::string>& name);

/// Figures of these stocks on a session. Reads closes and uses the pool: for a driver thread.
kit::Result<CrossSection> figuresOn(const FeatureWorld& world, kit::Catalog& catalog, kit::Pool& pool,
                                    std::vector<const domain::Instrument*> stocks, domain::SessionDate at);

/// The members of a universe and `subject`; without a list every stock of the subject's data set.
[[nodiscard]] std::vector<const domain::Instrument*> peersOf(const FeatureWorld& world,
                                                             const std::optional<std::string>& universe,
                                                             const domain::Instrument& subject,
                                                             domain::SessionDate at);

} // namespace nautilus::features
