#include "engines/factor/service/factor_coverage.h"

#include "engines/factor/kernel/standardise.h"
#include "engines/factor/service/factor_research.h"
#include "engines/factor/service/research_factors.h"

#include <cmath>

namespace nautilus::factor {

using domain::Matrix;
using domain::SessionDate;
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

std::optional<SessionDate> firstCovered(const ModelInputs& in, domain::MatrixView values) {
    for (std::size_t row = in.first_model_row; row < in.rowCount(); ++row)
        if (coverage(values.row(row), in.market_cap.row(row), in.in_universe.row(row)) >= kMinCoverage)
            return in.sessions[row];
    return std::nullopt;
}

/// Texts of the library that the catalog has everything for.
void addTexts(const ModelInputs& in, std::vector<ExpressionField> fields, std::vector<std::string>& texts,
              std::vector<std::string>& ids) {
    ExpressionProgram program(std::move(fields));
    for (const auto& factor : researchFactors())
        if (factor.expression && in.rowCount() > 0 && program.add(*factor.expression).problems.empty()) {
            texts.push_back(*factor.expression);
            ids.push_back(factor.id);
        }
}

} // namespace

FactorSpan spanOf(const ModelInputs& in, domain::MatrixView values) {
    FactorSpan out;
    out.first_valid_date = firstCovered(in, values);
    out.coverage.assign(in.rowCount(), domain::kMissing);
    for (std::size_t row = 0; row < in.rowCount(); ++row) {
        const auto names = namesAt(in, values, row);
        if (!out.first_value_date && names.with_value >= kLeastCrossSection)
            out.first_value_date = in.sessions[row];
        if (names.in_universe > 0)
            out.coverage[row] =
                static_cast<double>(names.with_value) / static_cast<double>(names.in_universe);
    }
    return out;
}

Result<std::shared_ptr<const FactorSpans>> spansOfLibrary(const FactorWorld& world, kit::Catalog& catalog,
                                                          kit::Pool& pool,
                                                          const std::function<bool()>& cancelled) {
    const auto parallel = onPool(pool, kSessionsPerResearchTask);
    auto out = std::make_shared<FactorSpans>();
    for (const auto& factor : researchFactors())
        if (!factor.expression)
            if (const auto values = standingValues(world, factor.id))
                (*out)[factor.id] = spanOf(*world.inputs, values->view());
    auto fields = expressionFields(*world.inputs, catalog);
    if (!fields) return kit::failAs(fields);
    std::vector<std::string> texts, ids;
    addTexts(*world.inputs, std::move(*fields), texts, ids);
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
