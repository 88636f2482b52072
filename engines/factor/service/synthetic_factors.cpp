#include "engines/factor/service/synthetic_factors.h"

#include "engines/numerics/moments.h"

#include <algorithm>
#include <cmath>

namespace nautilus::factor {

using domain::Matrix;
using kit::Result;

namespace {

constexpr double kCut = 3.0; ///< deviations
constexpr std::size_t kWindow = 252, kLeast = 126;

MixMethod methodOf(std::string_view word) {
    if (word == "sharpe_ratio") return MixMethod::Sharpe;
    if (word == "ic") return MixMethod::Ic;
    return word == "risk_parity" ? MixMethod::RiskParity : MixMethod::Fixed;
}

/// Values of the parts that are expressions, evaluated together.
Result<std::vector<Matrix>> valuesOf(const ResearchLibrary& library, const std::vector<std::string>& names,
                                     const ParallelFor& parallel, const ResearchMeans& means) {
    std::vector<Matrix> out(names.size());
    std::vector<std::string> texts;
    std::vector<std::size_t> place;
    for (std::size_t k = 0; k < names.size(); ++k) {
        const auto& factor = library.find(names[k])->factor;
        if (factor.expression) {
            texts.push_back(*factor.expression);
            place.push_back(k);
        } else if (auto values = standingValues(*library.world, factor.id)) {
            out[k] = std::move(*values);
        }
    }
    const auto done = evaluateTexts(
        *library.world, means.catalog, texts, parallel, [&] { return means.call.cancelled(); },
        [&](std::size_t k, Matrix values) { out[place[k]] = std::move(values); });
    if (!done) return kit::failAs(done);
    return out;
}

/// Scores of every session with the weights in force then.
Matrix mixedScores(std::span<const MixPart> parts, const MixOptions& options, const MixResult& result,
                   std::size_t rows, std::size_t stocks) {
    Matrix out(rows, stocks);
    std::size_t next = 0;
    const auto* weights = &options.given;
    for (std::size_t t = 0; t < options.rows.end; ++t) {
        for (; next < options.dates.size() && options.dates[next] <= t; ++next)
            weights = &result.weights[next];
        mixScores(parts, *weights, t, out.row(t));
    }
    return out;
}

} // namespace

Matrix scoresOf(const ModelInputs& in, domain::MatrixView values, int direction,
                const ParallelFor& parallel) {
    Matrix out(values.rows, values.columns);
    parallel(values.rows, [&](std::size_t begin, std::size_t end) {
        for (std::size_t t = begin; t < end; ++t) {
            auto row = out.row(t);
            const auto member = in.in_universe.row(t);
            for (std::size_t i = 0; i < row.size(); ++i)
                if (member[i] && std::isfinite(values.at(t, i))) row[i] = values.at(t, i);
            numerics::zscore(row, row);
            for (auto& z : row)
                z = std::isnan(z) ? z : std::clamp(direction < 0 ? -z : z, -kCut, kCut);
        }
    });
    return out;
}

Result<SyntheticMix> mixOf(const ResearchLibrary& library, const SyntheticDefinition& definition,
                           std::size_t row, double cost, const ResearchMeans& means) {
    const auto parallel = onPool(means.pool, kSessionsPerResearchTask);
    const auto& in = library.inputs();
    SyntheticMix out;
    MixOptions options;
    double sum = 0;
    for (const auto& [name, weight] : definition.factor_combination.items) {
        out.names.push_back(name);
        options.given.push_back(weight);
        sum += std::abs(weight);
    }
    options.method = methodOf(definition.rebalancing.optimization_method);
    if (options.method != MixMethod::Fixed) // comparable with what will be learnt
        for (auto& weight : options.given)
            weight = std::abs(weight) / sum;
    auto values = valuesOf(library, out.names, parallel, means);
    if (!values) return kit::failAs(values);
    std::vector<std::vector<double>> coefficients;
    for (const auto& name : out.names)
        coefficients.push_back(seriesOf(library.find(name)->study.rank_ic, kResearchHorizon));
    std::vector<MixPart> parts;
    for (std::size_t k = 0; k < out.names.size(); ++k) {
        const auto& studied = *library.find(out.names[k]);
        (*values)[k] = scoresOf(in, (*values)[k].view(), studied.factor.direction, parallel);
        parts.push_back({(*values)[k].view(), studied.study.portfolio, coefficients[k]});
    }
    options.rows = {0, row + 1};
    options.dates = out.dates = firstSessions(in.sessions, options.rows, definition.rebalancing.frequency);
    options.window = kWindow;
    options.least = kLeast;
    options.ic_horizon = library.panel.in.horizons[kResearchHorizon];
    options.cost = cost;
    out.result = walkForward(library.panel.in, parts, options);
    out.scores = mixedScores(parts, options, out.result, in.rowCount(), in.stockCount());
    return out;
}

} // namespace nautilus::factor
