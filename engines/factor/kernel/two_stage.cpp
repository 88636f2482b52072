#include "engines/factor/kernel/two_stage.h"

#include "engines/factor/kernel/fit_range.h"
#include "engines/factor/kernel/fitted_names.h"
#include "engines/numerics/gram.h"
#include "engines/numerics/least_squares.h"
#include "engines/numerics/quantile.h"

#include <cmath>

namespace nautilus::factor {

struct TwoStageEstimator::Workspace {
    FittedNames names;
    numerics::ColumnBlock columns; ///< styles, then the left side, all times sqrt(v)
    numerics::SymmetricInverse inverse;
    Eigen::MatrixXd products;
    Eigen::VectorXd coefficients;
    std::vector<double> scratch;
    std::vector<double> sector_residual; ///< e1 per place
    std::vector<double> group_mean;
    std::vector<double> group_weight;

    void sectorStage(const FitOutput& out, FitQuality& quality);
    void styleStage(const CrossSection& section, bool residualise, const FitOutput& out, FitQuality& quality);
    void finish(const FitOutput& out, FitQuality& quality);
    /// Puts values times sqrt(v) into the last column; answers their sum of squares.
    double scaledSquares(const double* values);
    /// Takes the styles times their coefficients out of the last column; answers what is left, squared.
    double removeStyles();
};

void TwoStageEstimator::Workspace::sectorStage(const FitOutput& out, FitQuality& quality) {
    const double* const v = names.weight();
    const double* const r = names.returns();
    const std::size_t n = names.size();
    sector_residual.resize(n);
    group_mean.clear();
    group_weight.clear();
    double market = 0, inverse_sum = 0;
    for (const GroupSlice& g : names.groups()) {
        group_weight.push_back(numerics::sum(v + g.begin, g.size()));
        group_mean.push_back(numerics::dot(v + g.begin, r + g.begin, g.size()) / group_weight.back());
        market += group_mean.back();
        inverse_sum += 1.0 / group_weight.back();
        for (std::size_t p = g.begin; p < g.end; ++p)
            sector_residual[p] = r[p] - group_mean.back();
    }
    const auto m = static_cast<double>(names.groups().size());
    market /= m;
    columns.reshape(n, names.styles().size() + 1);
    const double rss = scaledSquares(sector_residual.data());
    quality.free_parameters = names.groups().size();
    const bool testable = n > quality.free_parameters;
    quality.sigma2 = testable ? rss / (static_cast<double>(n) - m) : domain::kMissing;

    if (!out.returns.empty()) out.returns[0] = market;
    if (!out.t_stats.empty()) out.t_stats[0] = tStat(market, quality.sigma2 * inverse_sum / (m * m));
    for (std::size_t i = 0; i < group_mean.size(); ++i) {
        const std::size_t column = 1 + names.groups()[i].group;
        const double value = group_mean[i] - market;
        const double spread = (1.0 - 2.0 / m) / group_weight[i] + inverse_sum / (m * m);
        if (!out.returns.empty()) out.returns[column] = value;
        // A single sector is identically zero: there is nothing to test.
        if (!out.t_stats.empty() && group_mean.size() > 1)
            out.t_stats[column] = tStat(value, quality.sigma2 * spread);
    }
}

void TwoStageEstimator::Workspace::styleStage(const CrossSection& section, bool residualise,
                                              const FitOutput& out, FitQuality& quality) {
    const std::size_t n = names.size();
    const std::size_t s = names.styles().size();
    const double* const left = residualise ? sector_residual.data() : names.returns();
    for (std::size_t k = 0; k < s; ++k) {
        names.gather(section.styles[names.styles()[k]], columns.column(k));
        numerics::centreAndScale(columns.column(k), 0.0, names.rootWeight(), columns.column(k), n);
    }
    scaledSquares(left);
    const auto size = static_cast<Eigen::Index>(s);
    products.resize(size + 1, size + 1);
    columns.gram(products);
    inverse.compute(products.topLeftCorner(size, size));
    coefficients.noalias() = inverse.inverse() * products.row(size).head(size).transpose();
    const double rss = removeStyles();
    quality.free_parameters = inverse.rank();
    quality.rank_deficient = !inverse.fullRank();
    quality.sigma2 = n > inverse.rank() ? rss / static_cast<double>(n - inverse.rank()) : domain::kMissing;
    for (std::size_t k = 0; k < s; ++k) {
        const auto i = static_cast<Eigen::Index>(k);
        const std::size_t column = 1 + section.group_count + names.styles()[k];
        if (!out.returns.empty()) out.returns[column] = coefficients(i);
        if (!out.t_stats.empty() && inverse.estimable(k))
            out.t_stats[column] = tStat(coefficients(i), quality.sigma2 * inverse.inverse()(i, i));
    }
    if (residualise) return;
    // The final residual is always that of the sector stage minus the style part.
    scaledSquares(sector_residual.data());
    removeStyles();
}

double TwoStageEstimator::Workspace::scaledSquares(const double* values) {
    double* const left = columns.column(names.styles().size());
    numerics::centreAndScale(values, 0.0, names.rootWeight(), left, names.size());
    return numerics::dot(left, left, names.size());
}

double TwoStageEstimator::Workspace::removeStyles() {
    double* const left = columns.column(names.styles().size());
    for (std::size_t k = 0; k < names.styles().size(); ++k)
        numerics::subtractScaled(columns.column(k), coefficients(static_cast<Eigen::Index>(k)), left,
                                 names.size());
    return numerics::dot(left, left, names.size());
}

void TwoStageEstimator::Workspace::finish(const FitOutput& out, FitQuality& quality) {
    const double* const left = columns.column(names.styles().size());
    const double rss = numerics::dot(left, left, names.size());
    const TotalSquares total = names.totalSquares();
    quality.r2 = explainedShare(rss, total.centred);
    quality.r2_uncentred = explainedShare(rss, total.uncentred);
    if (out.residuals.empty()) return;
    for (std::size_t p = 0; p < names.size(); ++p)
        sector_residual[p] = left[p] / names.rootWeight()[p];
    names.scatter(sector_residual.data(), out.residuals);
}

TwoStageEstimator::TwoStageEstimator() : workspace_(std::make_unique<Workspace>()) {}
TwoStageEstimator::~TwoStageEstimator() = default;
TwoStageEstimator::TwoStageEstimator(TwoStageEstimator&&) noexcept = default;
TwoStageEstimator& TwoStageEstimator::operator=(TwoStageEstimator&&) noexcept = default;

FitQuality TwoStageEstimator::fit(const CrossSection& section, const TwoStageOptions& options,
                                  const FitOutput& out) {
    Workspace& w = *workspace_;
    clearOutput({out.returns, out.t_stats, {}, out.residuals});
    FitQuality quality;
    w.names.load(section);
    quality.names = w.names.size();
    if (quality.names == 0) return quality;
    if (options.winsor_factor) {
        const std::span<double> returns(w.names.returns(), w.names.size());
        numerics::winsorize(returns, *options.winsor_factor, returns, w.scratch);
    }
    w.sectorStage(out, quality);
    if (!w.names.styles().empty()) w.styleStage(section, options.residualise_styles, out, quality);
    w.finish(out, quality);
    return quality;
}

FactorReturnPanel twoStageReturns(const FactorPanel& panel, const TwoStageOptions& options, RowRange rows,
                                  const ParallelFor& parallel, bool with_residuals) {
    FactorReturnPanel result = emptyAnswer(panel, rows, false, with_residuals);
    parallel(rows.size(), [&](std::size_t begin, std::size_t end) {
        TwoStageEstimator estimator;
        fitRows(panel, rows, begin, end, result, [&](const CrossSection& section, const FitOutput& out) {
            return estimator.fit(section, options, out);
        });
    });
    return result;
}

} // namespace nautilus::factor
