#include "engines/factor/service/risk_forecasts.h"

#include "engines/factor/kernel/portfolio_risk.h"
#include "engines/numerics/volatility_path.h"

#include <algorithm>
#include <cmath>

namespace nautilus::factor {

using domain::Matrix;

namespace {

/// Index of what is computed with and without Newey-West.
std::size_t lagged(const RiskSettings& settings) {
    return settings.newey_west ? 1 : 0;
}

std::size_t knownFactors(const Matrix& covariance) {
    std::size_t known = 0;
    for (std::size_t k = 0; k < covariance.rows(); ++k)
        known += std::isnan(covariance.at(k, k)) ? 0 : 1;
    return known;
}

/// What the variants of one date share.
struct DateParts {
    std::unique_ptr<ModelSection> now;     ///< as specific risk reads it
    std::unique_ptr<ModelSection> exposed; ///< without styles that are too young for a covariance
    std::array<Matrix, 2> base;            ///< without and with Newey-West
    std::array<SpecificRisk, 2> series;    ///< time series parts
    std::array<std::vector<double>, 2> bias;
    std::vector<RiskNote> notes;
};

void multiply(Matrix& matrix, double by) {
    for (std::size_t r = 0; r < matrix.rows(); ++r)
        for (double& value : matrix.row(r))
            value *= by;
}

} // namespace

std::vector<ProofVariant> proofVariants(RiskHorizon horizon, bool statistical, std::size_t simulations) {
    RiskSettings full;
    full.horizon = horizon;
    full.statistical = statistical;
    full.shrinkage = full.eigenfactor = full.volatility_regime = true;
    full.structural = !statistical;
    full.simulations = simulations;
    std::vector<ProofVariant> out{{"full", full}};
    const auto without = [&](const char* name, bool RiskSettings::*member) {
        out.push_back({name, full});
        out.back().settings.*member = false;
    };
    if (!statistical) {
        without("without_newey_west", &RiskSettings::newey_west);
        without("without_structural", &RiskSettings::structural);
        without("without_shrinkage", &RiskSettings::shrinkage);
        without("without_eigenfactor", &RiskSettings::eigenfactor);
        without("without_volatility_regime", &RiskSettings::volatility_regime);
    }
    RiskSettings basic = full;
    basic.shrinkage = basic.eigenfactor = basic.volatility_regime = false;
    out.push_back({"basic", basic});
    basic.newey_west = basic.structural = false;
    out.push_back({"none", basic});
    return out;
}

struct ForecastWalk::State {
    const FactorWorld& world;
    std::vector<ProofVariant> variants;
    ParallelFor parallel;
    SpecificRiskHistory history;
    std::size_t next_row = 0; ///< first session that the history has not seen
    std::array<std::vector<double>, 2> factor_regime, specific_regime;

    State(const FactorWorld& world_, std::size_t last_row, std::vector<ProofVariant> variants_,
          ParallelFor parallel_)
        : world(world_), variants(std::move(variants_)), parallel(std::move(parallel_)),
          history(world.inputs->stockCount(), specificOptions(variants.front().settings)),
          next_row(world.inputs->first_model_row + 1) {
        for (const bool newey_west : {false, true}) {
            RiskSettings settings = variants.front().settings;
            settings.newey_west = newey_west;
            const auto regime = fundamentalRegime(world, last_row, settings, parallel);
            const double half_life = regimeHalfLife(settings.horizon);
            factor_regime[lagged(settings)] = numerics::regimeMultipliers(regime.factor, half_life);
            specific_regime[lagged(settings)] = numerics::regimeMultipliers(regime.specific, half_life);
        }
    }

    void advance(std::size_t row) {
        const auto& residuals = world.joint_returns.residuals;
        for (; next_row <= row; ++next_row)
            for (std::size_t n = 0; n < residuals.columns(); ++n)
                history.push(n, residuals.at(next_row, n));
    }

    void addBases(std::size_t row, DateParts& parts) const {
        const auto horizon = variants.front().settings.horizon;
        std::vector<RiskNote> same; // both say the same
        parts.base = {baseCovariance(world, row, horizon, false, same),
                      baseCovariance(world, row, horizon, true, parts.notes)};
        parts.exposed = sectionAt(world, row);
        dropYoungStyles(world, parts.base[1], *parts.exposed, parts.notes);
    }

    [[nodiscard]] std::array<std::vector<double>, 2> biasAt(const DateParts& parts, std::size_t row) const {
        const auto& settings = variants.front().settings;
        const std::size_t returns = row - world.inputs->first_model_row;
        return {
            eigenfactorBias(parts.base[0], returns, settings.horizon, false, settings.simulations, parallel),
            eigenfactorBias(parts.base[1], returns, settings.horizon, true, settings.simulations, parallel)};
    }

    [[nodiscard]] Forecast forecast(const DateParts& parts, std::size_t row,
                                    const RiskSettings& settings) const {
        const std::size_t which = lagged(settings);
        SpecificRisk specific = parts.series[which];
        completeSpecificRisk(specific, parts.now->section, specificOptions(settings));
        Forecast out{settings.eigenfactor ? eigenfactorAdjusted(parts.base[which], parts.bias[which])
                                          : parts.base[which],
                     std::move(specific.risk)};
        if (!settings.volatility_regime) return out;
        const std::size_t at = row - world.inputs->first_model_row - 1;
        multiply(out.covariance, std::pow(factor_regime[which][at], 2));
        for (double& risk : out.specific)
            risk *= specific_regime[which][at];
        return out;
    }
};

ForecastWalk::ForecastWalk(const FactorWorld& world, std::size_t last_row, std::vector<ProofVariant> variants,
                           ParallelFor parallel)
    : state_(std::make_unique<State>(world, last_row, std::move(variants), std::move(parallel))) {}
ForecastWalk::~ForecastWalk() = default;

std::vector<DateForecasts> ForecastWalk::next(const std::vector<std::size_t>& rows) {
    State& s = *state_;
    std::vector<DateParts> parts(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        s.advance(rows[i]);
        parts[i].now = sectionAt(s.world, rows[i]);
        parts[i].series = {s.history.timeSeriesPart(false), s.history.timeSeriesPart(true)};
    }
    s.parallel(rows.size(), [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
            s.addBases(rows[i], parts[i]);
    });
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool same = i > 0 && knownFactors(parts[i].base[1]) == parts[i - 1].bias[1].size();
        parts[i].bias = same ? parts[i - 1].bias : s.biasAt(parts[i], rows[i]);
    }
    const std::size_t variants = s.variants.size();
    std::vector<DateForecasts> out(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        out[i] = {rows[i],
                  exposureTable(parts[i].exposed->section),
                  std::vector<Forecast>(variants),
                  {},
                  std::move(parts[i].notes)};
    s.parallel(rows.size() * variants, [&](std::size_t begin, std::size_t end) {
        for (std::size_t item = begin; item < end; ++item) {
            const std::size_t i = item / variants, v = item % variants;
            out[i].variants[v] = s.forecast(parts[i], rows[i], s.variants[v].settings);
        }
    });
    return out;
}

DateForecasts statisticalForecasts(const FactorWorld& world, std::size_t row,
                                   const std::vector<ProofVariant>& variants, const ParallelFor& parallel) {
    DateForecasts out;
    out.row = row;
    for (const auto& variant : variants) {
        RiskModel model = buildRiskModel(world, row, variant.settings, parallel);
        out.own.push_back(std::move(model.exposures));
        out.variants.push_back({std::move(model.covariance), std::move(model.specific.risk)});
        out.notes = std::move(model.notes);
    }
    return out;
}

} // namespace nautilus::factor
