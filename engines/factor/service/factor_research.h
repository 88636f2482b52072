#pragma once
// Studies of the whole library over one world, made once when somebody asks and kept while the epoch lasts.

#include "engines/factor/kernel/research/factor_map.h"
#include "engines/factor/kernel/research/study_figures.h"
#include "engines/factor/service/factor_coverage.h"
#include "engines/factor/service/research_factors.h"

#include <mutex>

namespace nautilus::factor {

inline constexpr std::size_t kResearchHorizon = 3; ///< of the panel's horizons: 21 sessions
inline constexpr std::size_t kSessionsPerResearchTask = 16;

struct StudiedFactor {
    ResearchFactor factor;
    FactorStudy study;              ///< StudyOptions' defaults, in its direction, one horizon
    std::vector<float> month_ranks; ///< months x stocks of standardRanks; not turned by direction
    FactorSpan span{};
};

struct ResearchLibrary {
    std::shared_ptr<const FactorWorld> world;
    ResearchPanel panel;
    std::vector<std::size_t> months; ///< rows: first session of each month with a universe
    std::vector<StudiedFactor> factors;

    [[nodiscard]] const StudiedFactor* find(std::string_view id) const;
    [[nodiscard]] FactorSpans spans() const;
    [[nodiscard]] const ModelInputs& inputs() const { return *world->inputs; }
};

/// Blocks, seconds: for a worker thread.
kit::Result<std::shared_ptr<const ResearchLibrary>> studyLibrary(std::shared_ptr<const FactorWorld> world,
                                                                 kit::Catalog& catalog, kit::Pool& pool,
                                                                 const std::function<bool()>& cancelled);

[[nodiscard]] std::vector<float> monthRanks(const ResearchLibrary& library, domain::MatrixView values);

/// Sessions of a period's word that ends at `row`; ALL begins where the panel does.
[[nodiscard]] RowRange periodRows(std::string_view period, std::size_t row);

/// First sessions of each day, week, month or quarter within the range: known on the day itself.
[[nodiscard]] std::vector<std::size_t> firstSessions(std::span<const domain::SessionDate> sessions,
                                                     RowRange rows, std::string_view frequency);

/// The last few libraries, by world. Any thread.
class ResearchShelf {
public:
    [[nodiscard]] std::shared_ptr<const ResearchLibrary> find(const FactorWorld& world) const;
    void keep(std::shared_ptr<const ResearchLibrary> library);
    /// Lets go of what stands on an older world of a universe.
    void forget(const std::string& universe);

private:
    mutable std::mutex mutex_;                                  // guards what follows
    std::vector<std::shared_ptr<const ResearchLibrary>> shelf_; ///< newest first
};

} // namespace nautilus::factor
