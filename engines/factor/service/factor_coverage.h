#pragma once
// How far the values of the library's factors reach over a world: from when on there are values enough, and
// how many names have one. Made once per world when somebody asks.

#include "engines/factor/service/factor_world.h"

#include <functional>
#include <map>
#include <mutex>

namespace nautilus::factor {

/// A cross-section of fewer names is not ranked, correlated or studied.
inline constexpr std::size_t kLeastCrossSection = 20;

struct FactorSpan {
    /// First session on which names with kMinCoverage of the universe's cap have a value.
    std::optional<domain::SessionDate> first_valid_date;
    /// First session on which kLeastCrossSection names of the universe have one.
    std::optional<domain::SessionDate> first_value_date;
    /// Share of the universe's names that have one on the last session; NaN without a universe.
    double coverage = domain::kMissing;
};

using FactorSpans = std::map<std::string, FactorSpan, std::less<>>; ///< by id

/// Of values over all sessions of the world.
[[nodiscard]] FactorSpan spanOf(const ModelInputs& inputs, domain::MatrixView values);

/// Of the whole library. Blocks, about a second: for a worker thread.
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
