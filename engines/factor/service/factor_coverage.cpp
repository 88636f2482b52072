#include "engines/factor/service/factor_coverage.h"

#include "engines/factor/kernel/standardise.h"
#include "engines/factor/service/factor_research.h"
#include "engines/factor/service/research_factors.h"

#include <cmath>

namespace nautilus::factor {

using domain::Matrix;
using kit::Result;

namespace {

struct Names {
    std::size_t in_universe = 0;
    std::size_t with_value = 0;
};

Names namesAt(const ModelInputs& in, domain::MatrixView values, std::size_t row) {
    Names out;
    for (std::size_t i = 0; i < in.stockCount(); ++i) {
        if (!in.in_universe.row(row)[i]) continue;
        ++out.in_universe;
        out.with_value += std::isfinite(values.at(row, i)) ? 1 : 0;
    }
    return out;
}

/// A style counts from the session on which it took part in the fit.
void useFit(const FactorWorld& world, std::string_view id, FactorSpan& span) {
    const auto& in = *world.inputs;
    for (const auto* set : {&world.joint, &world.two_stage}) {
        const auto style = set->find(id);
        if (style == set->styles.size()) continue;
        for (std::size_t row = in.first_model_row; row < in.rowCount(); ++row)
            if (set->takes_part.row(row)[style]) {
                span.first_valid_date = in.sessions[row];
                return;
            }
    }
}

} // namespace

FactorSpan spanOf(const ModelInputs& in, domain::MatrixView values) {
    FactorSpan out;
    for (std::size_t row = 0; row < in.rowCount() && !(out.first_valid_date && out.first_value_date); ++row) {
        if (!out.first_value_date && namesAt(in, values, row).with_value >= kLeastCrossSection)
            out.first_value_date = in.sessions[row];
        if (!out.first_valid_date && row >= in.first_model_row &&
            coverage(values.row(row), in.market_cap.row(row), in.in_universe.row(row)) >= kMinCoverage)
            out.first_valid_date = in.sessions[row];
    }
    if (in.rowCount() == 0) return out;
    if (const auto last = namesAt(in, values, in.rowCount() - 1); last.in_universe > 0)
        out.coverage = static_cast<double>(last.with_value) / static_cast<double>(last.in_universe);
    return out;
}

Result<std::shared_ptr<const FactorSpans>> spansOfLibrary(const FactorWorld& world, kit::Catalog& catalog,
                                                          kit::Pool& pool,
                                                          const std::function<bool()>& cancelled) {
    const auto parallel = onPool(pool, kSessionsPerResearchTask);
    auto out = std::make_shared<FactorSpans>();
    std::vector<std::string> texts, ids;
    for (const auto& factor : researchFactors()) {
        if (factor.expression) {
            texts.push_back(*factor.expression);
            ids.push_back(factor.id);
        } else if (const auto values = standingValues(world, factor.id)) {
            auto& span = (*out)[factor.id];
            span = spanOf(*world.inputs, values->view());
            useFit(world, factor.id, span);
        }
    }
    const auto done =
        evaluateTexts(world, catalog, texts, parallel, cancelled, [&](std::size_t k, const Matrix& values) {
            (*out)[ids[k]] = spanOf(*world.inputs, values.view());
        });
    if (!done) return kit::failAs(done);
    return std::shared_ptr<const FactorSpans>(std::move(out));
}

std::shared_ptr<const FactorSpans> SpanShelf::find(const FactorWorld& world) const {
    const std::scoped_lock lock(mutex_);
    for (const auto& each : shelf_)
        if (const auto kept = each.world.lock(); kept.get() == &world) return each.spans;
    return nullptr;
}

void SpanShelf::keep(const std::shared_ptr<const FactorWorld>& world,
                     std::shared_ptr<const FactorSpans> spans) {
    const std::scoped_lock lock(mutex_);
    std::erase_if(shelf_, [](const Kept& each) { return each.world.expired(); });
    shelf_.push_back({world, std::move(spans)});
}

} // namespace nautilus::factor
