#include "engines/factor/service/synthetic_factors.h"

#include "engines/factor/service/answers_research.h"
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

/// The parts as they were studied; `guests` keeps those that are not of the library.
Result<std::vector<const StudiedFactor*>> partsOf(const std::vector<std::string>& names,
                                                  std::vector<GuestPtr>& guests, ResearchDesk& desk) {
    std::vector<const StudiedFactor*> out;
    for (const auto& name : names) {
        GuestPtr guest;
        const auto* part = desk.library.find(name);
        if (!part) {
            auto found =
                guestFactor(name, "/factor_combination/" + name, kit::ErrorCode::InvalidArgument, desk);
            if (!found) return kit::failAs(found);
            guest = std::move(*found);
            part = &guest->studied;
        }
        out.push_back(part);
        guests.push_back(std::move(guest));
    }
    return out;
}

/// Values of the parts; those of the library that are expressions are evaluated together.
Result<std::vector<Matrix>> valuesOf(const std::vector<const StudiedFactor*>& parts,
                                     const std::vector<GuestPtr>& guests, const ParallelFor& parallel,
                                     ResearchDesk& desk) {
    std::vector<Matrix> out(parts.size());
    std::vector<std::string> texts;
    std::vector<std::size_t> place;
    for (std::size_t k = 0; k < parts.size(); ++k) {
        const auto& factor = parts[k]->factor;
        if (guests[k]) {
            out[k] = guests[k]->values;
        } else if (factor.expression) {
            texts.push_back(*factor.expression);
            place.push_back(k);
        } else if (auto values = standingValues(*desk.library.world, factor.id)) {
            out[k] = std::move(*values);
        }
    }
    const auto done = evaluateTexts(
        *desk.library.world, desk.catalog, texts, parallel, [&] { return desk.call.cancelled(); },
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

Result<SyntheticMix> mixOf(const SyntheticDefinition& definition, std::size_t row, double cost,
                           ResearchDesk& desk) {
    const auto parallel = onPool(desk.pool, kSessionsPerResearchTask);
    const auto& library = desk.library;
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
    std::vector<GuestPtr> guests;
    const auto studied = partsOf(out.names, guests, desk);
    if (!studied) return kit::failAs(studied);
    auto values = valuesOf(*studied, guests, parallel, desk);
    if (!values) return kit::failAs(values);
    std::vector<std::vector<double>> coefficients;
    for (const auto* each : *studied)
        coefficients.push_back(seriesOf(each->study.rank_ic, kResearchHorizon));
    std::vector<MixPart> parts;
    for (std::size_t k = 0; k < out.names.size(); ++k) {
        const auto& part = *(*studied)[k];
        (*values)[k] = scoresOf(in, (*values)[k].view(), part.factor.direction, parallel);
        parts.push_back({(*values)[k].view(), part.study.portfolio, coefficients[k]});
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
