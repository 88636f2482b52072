#include "engines/factor/service/factor_world.h"

#include "engines/factor/kernel/industry_groups.h"

#include <algorithm>
#include <set>

namespace nautilus::factor {

using namespace domain;

ParallelFor onPool(kit::Pool& pool, std::size_t grain) {
    return [&pool, grain](std::size_t count, const RangeBody& body) {
        pool.forRange(kit::Priority::Background, count, grain, body);
    };
}

namespace {

constexpr std::size_t kSessionsPerTask = 1; // short tasks let a waiting question through

/// Industry groups after merging, session by session; industries and sectors of one name are one group.
void addGroups(const ModelInputs& in, FactorWorld& world, const ParallelFor& parallel,
               const FactorWorld* before) {
    std::set<std::string> names(in.industries.begin(), in.industries.end());
    names.insert(in.sectors.begin(), in.sectors.end());
    world.group_names.assign(names.begin(), names.end());
    const auto indexOf = [&](const std::string& name) {
        return static_cast<std::int32_t>(std::ranges::lower_bound(world.group_names, name) -
                                         world.group_names.begin());
    };
    std::vector<std::int32_t> index;
    for (const auto& name : in.industries)
        index.push_back(indexOf(name));
    for (const auto& name : in.sectors)
        index.push_back(indexOf(name));
    auto& model = world.joint_returns;
    model.group_count = world.group_names.size();
    const std::size_t first = before ? in.renewal.first_row : 0;
    model.group.assign(in.rowCount() * in.stockCount(), kNoGroup);
    if (before)
        std::copy_n(before->joint_returns.group.begin(), first * in.stockCount(), model.group.begin());
    parallel(in.rowCount() - first, [&](std::size_t begin, std::size_t end) {
        for (std::size_t row = first + begin; row < first + end; ++row) {
            const auto merged = mergeThinIndustries(in.industry, in.sector_of_industry, in.sectors.size(),
                                                    in.market_cap.row(row), in.in_universe.row(row));
            for (std::size_t i = 0; i < in.stockCount(); ++i)
                if (merged.group[i] != kNoGroup)
                    model.group[row * in.stockCount() + i] = index[static_cast<std::size_t>(merged.group[i])];
        }
    });
}

std::vector<std::string> factorNames(const std::vector<std::string>& groups, const StyleSet& styles) {
    std::vector<std::string> out{"country"};
    for (const auto& name : groups)
        out.push_back("industry:" + name);
    for (const auto& style : styles.styles)
        out.push_back("style:" + style.name);
    return out;
}

FactorPanel panelOf(const ModelInputs& in, const ModelReturns& model, const StyleSet& set,
                    std::span<const MatrixView> styles) {
    FactorPanel panel;
    panel.returns = in.returns.view();
    panel.market_cap = in.market_cap.view();
    panel.group = model.groups(in.stockCount());
    panel.group_count = model.group_count;
    panel.styles = styles;
    panel.in_universe = in.in_universe.view();
    panel.style_takes_part = set.takes_part.view();
    panel.exposure_lag = 1;
    return panel;
}

/// Rows that are to be fitted.
RowRange rowsToFit(const ModelInputs& in, const ModelReturns* before) {
    const std::size_t first = std::min(in.first_model_row + 1, in.rowCount());
    return {before ? std::max(first, in.renewal.first_row) : first, in.rowCount()};
}

/// Rows before the model starts are NaN; those that were fitted before are taken over. The estimator answers
/// only the rows of its range.
void takeOver(const FactorReturnPanel& fit, RowRange fitted, const ModelInputs& in, ModelReturns& model,
              std::size_t styles, const ModelReturns* before) {
    const std::size_t rows = in.rowCount();
    auto& out = model.fit;
    out.returns = Matrix(rows, model.factors.size());
    out.t_stats = Matrix(rows, model.factors.size());
    out.vif = Matrix(rows, styles);
    out.quality.resize(rows);
    const std::size_t kept = before ? in.renewal.first_row : 0;
    model.residuals = before ? before->residuals.grown(kept, rows) : GrownPanel(rows, in.stockCount());
    const auto take = [&](const FactorReturnPanel& from, std::size_t row, std::size_t to) {
        std::ranges::copy(from.returns.row(row), out.returns.row(to).begin());
        std::ranges::copy(from.t_stats.row(row), out.t_stats.row(to).begin());
        if (from.vif.rows() > 0) std::ranges::copy(from.vif.row(row), out.vif.row(to).begin());
        out.quality[to] = from.quality[row];
    };
    for (std::size_t row = 0; row < kept; ++row)
        take(before->fit, row, row);
    for (std::size_t row = fitted.begin; row < rows; ++row) {
        take(fit, row - fitted.begin, row);
        std::ranges::copy(fit.residuals.row(row - fitted.begin), model.residuals.row(row).begin());
    }
}

} // namespace

ModelReturns twoStageModel(const ModelInputs& in, const StyleSet& styles, const TwoStageSettings& settings,
                           const ParallelFor& parallel, const ModelReturns* before) {
    ModelReturns model;
    model.estimator = "two_stage";
    model.factors = factorNames(in.sectors, styles);
    model.group = in.sector;
    model.group_count = in.sectors.size();
    const auto views = styles.views();
    const auto panel = panelOf(in, model, styles, views);
    TwoStageOptions options;
    if (settings.winsor_factor > 0)
        options.winsor_factor = settings.winsor_factor;
    else
        options.winsor_factor.reset();
    options.residualise_styles = settings.residualise_styles;
    const auto rows = rowsToFit(in, before);
    takeOver(twoStageReturns(panel, options, rows, parallel, true), rows, in, model, styles.styles.size(),
             before);
    return model;
}

std::shared_ptr<FactorWorld> buildExposures(std::shared_ptr<const ModelInputs> inputs, kit::Pool& pool,
                                            const FactorWorld* before) {
    const auto& in = *inputs;
    const auto parallel = onPool(pool, kSessionsPerTask);
    auto world = std::make_shared<FactorWorld>();
    world->inputs = inputs;
    addGroups(in, *world, parallel, before);
    const auto& joint = world->joint_returns;
    world->joint = jointStyles(in, joint.groups(in.stockCount()), joint.group_count, parallel,
                               before ? &before->joint : nullptr);
    world->two_stage = twoStageStyles(in, {}, parallel, before ? &before->two_stage : nullptr);
    return world;
}

kit::Result<std::shared_ptr<const FactorWorld>> buildWorld(std::shared_ptr<const ModelInputs> inputs,
                                                           kit::Pool& pool, const BuildProgress& progress,
                                                           const FactorWorld* before) {
    const auto& in = *inputs;
    if (in.renewal.first_row == 0) before = nullptr;
    const auto parallel = onPool(pool, kSessionsPerTask);
    const auto tell = [&](double fraction, std::string_view what) {
        return !progress || progress(fraction, what);
    };
    const auto cancelled = [] { return kit::fail(kit::ErrorCode::Cancelled, "cancelled"); };
    if (!tell(0.1, "style exposures")) return cancelled();
    auto world = buildExposures(inputs, pool, before);
    auto& joint = world->joint_returns;
    if (!tell(0.6, "factor returns")) return cancelled();
    joint.estimator = "joint";
    joint.factors = factorNames(world->group_names, world->joint);
    const auto views = world->joint.views();
    const auto panel = panelOf(in, joint, world->joint, views);
    const auto* joint_before = before ? &before->joint_returns : nullptr;
    const auto rows = rowsToFit(in, joint_before);
    takeOver(jointReturns(panel, {}, rows, parallel, true), rows, in, joint, world->joint.styles.size(),
             joint_before);
    world->two_stage_returns =
        twoStageModel(in, world->two_stage, {}, parallel, before ? &before->two_stage_returns : nullptr);
    if (!tell(0.8, "factor library")) return cancelled();
    world->library =
        libraryValues(in, world->joint, world->two_stage, parallel, before ? &before->library : nullptr);
    (void)tell(1.0, "done");
    return std::shared_ptr<const FactorWorld>(std::move(world));
}

} // namespace nautilus::factor
