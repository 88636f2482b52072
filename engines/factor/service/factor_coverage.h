#pragma once
// How far the values of the library's factors reach over a world: from when on there are values enough, and
// how many names have one. The one meaning of both wherever factors are listed. Made once per world when
// somebody asks.

#include "engines/factor/service/factor_world.h"

#include <functional>
#include <map>
#include <mutex>

namespace nautilus::factor {

/// A cross-section of fewer names is not ranked, correlated or studied.
inline constexpr std::size_t kLeastCrossSection = 20;

struct FactorSpan {
    /// First session on which names with kMinCoverage of the universe's cap have a value: what lets a style
    /// take part in the fit.
    std::optional<domain::SessionDate> first_valid_date;
    /// First session on which kLeastCrossSection names of the universe have one.
    std::optional<domain::SessionDate> first_value_date;
    /// Per session: share of the universe's names that have one; NaN without a universe.
    std::vector<double> coverage;
};

using FactorSpans = std::map<std::string, FactorSpan, std::less<>>; ///< by id

/// Of the values of a factor over all sessions.
[[nodiscard]] FactorSpan spanOf(const ModelInputs& inputs, domain::MatrixView values);

/// Of the whole library; what reads a series that the catalog does not have is left out. Blocks, about a
/// second: for a driver or worker thread.
kit::Result<std::shared_ptr<const FactorSpans>> spansOfLibrary(const FactorWorld& world,
                                                               kit::Catalog& catalog, kit::Pool& pool,
                                                               const std::function<bool()>& cancelled);

/// Spans by world, as long as the world lives. Any thread.
class SpanShelf {
public:
    [[nodiscard]] std::shared_ptr<const FactorSpans> find(const FactorWorld& world) const;
    void keep(const std::shared_ptr<const FactorWorld>& world, std::shared_ptr<const FactorSpans> spans);

private:
    struct Kept {
        std::weak_ptr<const FactorWorld> world;
        std::shared_ptr<const FactorSpans> spans;
    };
    mutable std::mutex mutex_; // guards what follows
    std::vector<Kept> shelf_;
};

} // namespace nautilus::factor
