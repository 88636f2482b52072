#include "engines/factor/service/risk_model.h"

#include "engines/factor/kernel/portfolio_risk.h"
#include "engines/factor/kernel/statistical_model.h"
#include "engines/numerics/volatility_path.h"

#include <algorithm>
#include <cmath>

namespace nautilus::factor {

using namespace domain;

namespace {

constexpr std::size_t kLeastReturns = 60;
constexpr std::size_t kShortWindow = 252;
constexpr std::size_t kLongWindow = 504;

/// The return that the stocks of group `g` at `row` had from their groups on session `t`: the cap-weighted
/// mean of the returns of the groups that they were in then. NaN if none of them was in the fit.
double standInReturn(const FactorWorld& world, std::size_t g, std::size_t row, std::size_t t) {
    const auto& in = *world.inputs;
    const auto groups = world.joint_returns.groups(in.stockCount());
    double sum = 0, weight = 0;
    for (std::size_t i = 0; i < in.stockCount(); ++i) {
        const auto then = groups.row(t - 1)[i];
        if (groups.row(row)[i] != static_cast<std::int32_t>(g) || then == kNoGroup ||
            !in.in_universe.row(t - 1)[i])
            continue;
        const double value = world.joint_returns.fit.returns.at(t, 1 + static_cast<std::size_t>(then));
        if (std::isnan(value)) continue;
        sum += in.market_cap.at(t - 1, i) * value;
        weight += in.market_cap.at(t - 1, i);
    }
    return weight > 0 ? sum / weight : kMissing;
}

/// Flags of the groups that stocks are in on that session.
std::vector<bool> groupsInUse(const FactorWorld& world, std::size_t row) {
    std::vector<bool> used(world.joint_returns.group_count, false);
    for (const auto g : world.joint_returns.groups(world.inputs->stockCount()).row(row))
        if (g != kNoGroup) used[static_cast<std::size_t>(g)] = true;
    return used;
}

/// Factor returns up to `row` without the groups that are not in use then: what they had in common with the
/// others, on other sessions, would only make the estimate less coherent.
Matrix returnsInUse(const FactorWorld& world, std::size_t row, const std::vector<bool>& used) {
    const auto past = modelRows(world, world.joint_returns.fit.returns.view(), row);
    Matrix out(past.rows, past.columns);
    for (std::size_t t = 0; t < past.rows; ++t) {
        std::ranges::copy(past.row(t), out.row(t).begin());
        for (std::size_t g = 0; g < used.size(); ++g)
            if (!used[g]) out.at(t, 1 + g) = kMissing;
    }
    return out;
}

void scale(Matrix& matrix, double by) {
    for (std::size_t r = 0; r < matrix.rows(); ++r)
        for (double& value : matrix.row(r))
            value *= by;
}

std::vector<std::int64_t> counted(MatrixView residuals) {
    std::vector<std::int64_t> out(residuals.columns, 0);
    for (std::size_t t = 0; t < residuals.rows; ++t)
        for (std::size_t n = 0; n < residuals.columns; ++n)
            out[n] += std::isnan(residuals.at(t, n)) ? 0 : 1;
    return out;
}

/// Eigenfactor and regime adjustment of covariance and specific risk that are there.
void adjust(RiskModel& model, std::size_t returns, const RegimeHistory& regime, const RiskSettings& settings,
            const ParallelFor& parallel) {
    if (settings.eigenfactor)
        model.covariance = eigenfactorAdjusted(
            model.covariance, eigenfactorBias(model.covariance, returns, settings.horizon,
                                              settings.newey_west, settings.simulations, parallel));
    if (!settings.volatility_regime) return;
    const double half_life = regimeHalfLife(settings.horizon);
    model.factor_regime = numerics::regimeMultipliers(regime.factor, half_life).back();
    model.specific_regime = numerics::regimeMultipliers(regime.specific, half_life).back();
    scale(model.covariance, model.factor_regime * model.factor_regime);
    for (double& risk : model.specific.risk)
        risk *= model.specific_regime;
}

RiskModel fundamentalModel(const FactorWorld& world, std::size_t row, const RiskSettings& settings,
                           const ParallelFor& parallel) {
    RiskModel model;
    model.row = row;
    model.factors = world.joint_returns.factors;
    const auto now = sectionAt(world, row);
    const auto residuals = modelRows(world, world.joint_returns.residuals.view(), row);
    model.specific = specificRisk(residuals, now->section, specificOptions(settings), parallel);
    model.history = counted(residuals);
    model.covariance = baseCovariance(world, row, settings.horizon, settings.newey_west, model.notes);
    dropYoungStyles(world, model.covariance, *now, model.notes);
    model.exposures = exposureTable(now->section);
    RegimeHistory regime;
    if (settings.volatility_regime) regime = fundamentalRegime(world, row, settings, parallel);
    adjust(model, residuals.rows, regime, settings, parallel);
    return model;
}

RiskModel componentModel(const FactorWorld& world, std::size_t row, const RiskSettings& settings,
                         const ParallelFor& parallel) {
    const auto& in = *world.inputs;
    RiskModel model;
    model.row = row;
    const std::size_t most = settings.horizon == RiskHorizon::Short ? kShortWindow : kLongWindow;
    const std::size_t window = std::min(most, row); // the first session has no return
    const auto rowsOf = [&](const GrownPanel& matrix, std::size_t lag) {
        const std::size_t first = row + 1 - window - lag;
        return MatrixView{matrix.values().data() + first * matrix.columns(), window, matrix.columns()};
    };
    if (window < most)
        model.notes.push_back({"short_window", "only " + std::to_string(window) + " sessions of returns of " +
                                                   std::to_string(most) + " exist at that date"});
    StatisticalModel parts = statisticalModel(rowsOf(in.returns, 0));
    for (std::size_t k = 0; k < parts.returns.columns(); ++k)
        model.factors.push_back("component:" + std::to_string(k + 1));
    for (std::size_t i = 0; i < in.stockCount(); ++i)
        if (std::isnan(in.close.at(row, i))) std::ranges::fill(parts.exposures.row(i), kMissing);
    model.exposures = std::move(parts.exposures);
    bool repaired = false;
    model.covariance =
        factorCovariance(parts.returns.view(), settings.horizon, settings.newey_west, &repaired);
    CrossSection section;
    section.market_cap = in.market_cap.row(row);
    SpecificRiskOptions specific = specificOptions(settings);
    specific.structural = false; // there are no groups to teach it
    model.specific = specificRisk(parts.residuals.view(), section, specific, parallel);
    model.history = counted(parts.residuals.view());
    RegimeHistory regime;
    if (settings.volatility_regime)
        regime = regimeHistory(parts.returns.view(), parts.residuals.view(), rowsOf(in.market_cap, 1),
                               covarianceOptions(settings.horizon, settings.newey_west), specific, parallel);
    adjust(model, window, regime, settings, parallel);
    return model;
}

} // namespace

kit::Result<RiskSettings> riskSettings(const RiskChoice& choice) {
    RiskSettings settings;
    settings.horizon = choice.horizon == "long" ? RiskHorizon::Long : RiskHorizon::Short;
    settings.statistical = choice.model == "statistical";
    const auto has = [&](const char* word) {
        return std::ranges::find(choice.adjustments, word) != choice.adjustments.end();
    };
    if (has("none") && choice.adjustments.size() > 1)
        return kit::fail(kit::ErrorCode::InvalidArgument, "none stands alone", "/adjustments");
    settings.newey_west = has("newey_west");
    settings.structural = has("structural");
    settings.shrinkage = has("shrinkage");
    settings.eigenfactor = has("eigenfactor");
    settings.volatility_regime = has("volatility_regime");
    return settings;
}

std::unique_ptr<ModelSection> sectionAt(const FactorWorld& world, std::size_t row) {
    const auto& in = *world.inputs;
    const auto& returns = world.joint_returns;
    auto out = std::make_unique<ModelSection>();
    for (std::size_t s = 0; s < world.joint.styles.size(); ++s)
        out->styles.push_back(world.joint.takes_part.row(row)[s] ? world.joint.styles[s].exposure.row(row)
                                                                 : std::span<const double>{});
    out->section.returns = in.returns.row(row);
    out->section.market_cap = in.market_cap.row(row);
    out->section.group = returns.groups(in.stockCount()).row(row);
    out->section.group_count = returns.group_count;
    out->section.styles = out->styles;
    out->section.in_universe = in.in_universe.row(row);
    return out;
}

MatrixView modelRows(const FactorWorld& world, MatrixView matrix, std::size_t row) {
    const std::size_t first = world.inputs->first_model_row + 1;
    return {matrix.data + first * matrix.columns, row + 1 - first, matrix.columns};
}

/// Groups come and go as industries become thin: one that is in use on that session but has too few returns
/// of its own is given those of the groups that its stocks were in before.
Matrix baseCovariance(const FactorWorld& world, std::size_t row, RiskHorizon horizon, bool newey_west,
                      std::vector<RiskNote>& notes) {
    const auto& model = world.joint_returns;
    const auto used = groupsInUse(world, row);
    Matrix returns = returnsInUse(world, row, used);
    const std::size_t first = world.inputs->first_model_row + 1;
    for (std::size_t g = 0; g < used.size(); ++g) {
        const auto known = [&](std::size_t t) { return !std::isnan(returns.at(t, 1 + g)); };
        std::size_t count = 0;
        for (std::size_t t = 0; t < returns.rows(); ++t)
            count += known(t) ? 1 : 0;
        if (!used[g] || count >= kLeastReturns) continue;
        for (std::size_t t = 0; t < returns.rows(); ++t)
            if (!known(t)) returns.at(t, 1 + g) = standInReturn(world, g, row, first + t);
        notes.push_back({"stand_in_history",
                         model.factors[1 + g] + " has fewer than 60 returns of its own; before them those of "
                                                "the groups that its stocks were in are used"});
    }
    bool repaired = false;
    Matrix covariance = factorCovariance(returns.view(), horizon, newey_west, &repaired);
    if (repaired)
        notes.push_back({"covariance_repaired",
                         "the estimated correlations were not positive definite; their "
                         "lowest eigenvalues were raised to 1e-8 of the largest"});
    return covariance;
}

RegimeHistory fundamentalRegime(const FactorWorld& world, std::size_t row, const RiskSettings& settings,
                                const ParallelFor& parallel) {
    const auto& in = *world.inputs;
    const auto returns = modelRows(world, world.joint_returns.fit.returns.view(), row);
    // Residuals of a session are weighted by the caps of the session before.
    const MatrixView caps{in.market_cap.values().data() + in.first_model_row * in.stockCount(), returns.rows,
                          in.stockCount()};
    return regimeHistory(returns, modelRows(world, world.joint_returns.residuals.view(), row), caps,
                         covarianceOptions(settings.horizon, settings.newey_west), specificOptions(settings),
                         parallel);
}

SpecificRiskOptions specificOptions(const RiskSettings& settings) {
    SpecificRiskOptions options = specificRiskOptions(settings.horizon);
    options.serial_correction = settings.newey_west;
    options.structural = settings.structural;
    options.shrinkage = settings.shrinkage;
    return options;
}

bool riskModelExists(const FactorWorld& world, std::size_t row, bool statistical) {
    return row >= (statistical ? 0 : world.inputs->first_model_row) + kLeastReturns;
}

void dropYoungStyles(const FactorWorld& world, const Matrix& covariance, ModelSection& section,
                     std::vector<RiskNote>& notes) {
    const std::size_t first_style = 1 + world.joint_returns.group_count;
    for (std::size_t s = 0; s < section.styles.size(); ++s) {
        if (section.styles[s].empty() || !std::isnan(covariance.at(first_style + s, first_style + s)))
            continue;
        section.styles[s] = {};
        notes.push_back({"factor_without_history", world.joint_returns.factors[first_style + s] +
                                                       " has too few returns at that date and is left out"});
    }
}

RiskModel buildRiskModel(const FactorWorld& world, std::size_t row, const RiskSettings& settings,
                         const ParallelFor& parallel) {
    return settings.statistical ? componentModel(world, row, settings, parallel)
                                : fundamentalModel(world, row, settings, parallel);
}

} // namespace nautilus::factor
