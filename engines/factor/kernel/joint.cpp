#include "engines/factor/kernel/joint.h"

#include "engines/factor/kernel/fit_range.h"
#include "engines/factor/kernel/fitted_names.h"
#include "engines/numerics/gram.h"
#include "engines/numerics/least_squares.h"

#include <cmath>

namespace nautilus::factor {
namespace {

/// Share of a style's squares inside groups that rounding alone can leave.
constexpr double kFlat = 1e-24;

} // namespace

struct JointEstimator::Workspace {
    FittedNames names;
    numerics::ColumnBlock columns; ///< styles, then returns, without group means, all times sqrt(v)
    numerics::SymmetricInverse inverse;
    Eigen::MatrixXd products;
    Eigen::MatrixXd means;      ///< (S + 1) x groups: weighted group means of styles and returns
    Eigen::VectorXd mass;       ///< groups: SUM v
    Eigen::VectorXd constraint; ///< groups, sums to 1
    Eigen::VectorXd coefficients;
    Eigen::VectorXd intercept;
    Eigen::VectorXd centre; ///< S: SUM_g w_g mean_g
    Eigen::VectorXd offset; ///< S: distance of one group's means from the centre
    Eigen::VectorXd image;  ///< S: inverse times offset
    std::vector<double> residual;
    std::size_t instruments = 0;
    std::size_t group_count = 0;
    std::size_t style_count = 0;

    void removeGroupMeans(const CrossSection& section);
    void setConstraint(const CrossSection& section, GroupConstraint rule);
    void dropFlatStyles();
    void solve(FitQuality& quality);
    void writeReturns(const FitOutput& out) const;
    void writeTStats(double sigma2, const FitOutput& out);
    void writeVif(const FitOutput& out) const;
    void writeResiduals(const FitOutput& out);
    double squareForm();
};

void JointEstimator::Workspace::removeGroupMeans(const CrossSection& section) {
    const std::size_t n = names.size();
    const std::size_t s = names.styles().size();
    const auto groups = static_cast<Eigen::Index>(names.groups().size());
    columns.reshape(n, s + 1);
    means.resize(static_cast<Eigen::Index>(s) + 1, groups);
    mass.resize(groups);
    const double* const v = names.weight();
    for (Eigen::Index g = 0; g < groups; ++g) {
        const GroupSlice& slice = names.groups()[static_cast<std::size_t>(g)];
        mass(g) = numerics::sum(v + slice.begin, slice.size());
    }
    for (std::size_t k = 0; k <= s; ++k) {
        double* const column = columns.column(k);
        if (k < s)
            names.gather(section.styles[names.styles()[k]], column);
        else
            std::copy(names.returns(), names.returns() + n, column);
        for (Eigen::Index g = 0; g < groups; ++g) {
            const GroupSlice& slice = names.groups()[static_cast<std::size_t>(g)];
            double* const begin = column + slice.begin;
            const double mean = numerics::dot(v + slice.begin, begin, slice.size()) / mass(g);
            means(static_cast<Eigen::Index>(k), g) = mean;
            numerics::centreAndScale(begin, mean, names.rootWeight() + slice.begin, begin, slice.size());
        }
    }
}

void JointEstimator::Workspace::setConstraint(const CrossSection& section, GroupConstraint rule) {
    const auto groups = static_cast<Eigen::Index>(names.groups().size());
    constraint.setZero(groups);
    for (Eigen::Index g = 0; g < groups; ++g) {
        const GroupSlice& slice = names.groups()[static_cast<std::size_t>(g)];
        if (!section.constraint_weights.empty()) {
            const double given = section.constraint_weights[slice.group];
            constraint(g) = given > 0 ? given : 0.0;
        } else if (rule == GroupConstraint::PlainSum) {
            constraint(g) = 1.0;
        } else {
            for (std::size_t p = slice.begin; p < slice.end; ++p)
                constraint(g) += section.market_cap[names.order()[p]];
        }
    }
    // Weights that say nothing about the groups present are replaced by equal ones.
    if (!(constraint.sum() > 0)) constraint.setOnes();
    constraint /= constraint.sum();
}

/// A style that is constant inside every group has nothing left but rounding, which must not pass for spread.
void JointEstimator::Workspace::dropFlatStyles() {
    for (Eigen::Index k = 0; k + 1 < products.rows(); ++k) {
        const double between = means.row(k).cwiseAbs2().dot(mass.transpose());
        if (products(k, k) > kFlat * between) continue;
        products.row(k).setZero();
        products.col(k).setZero();
    }
}

void JointEstimator::Workspace::solve(FitQuality& quality) {
    const std::size_t n = names.size();
    const std::size_t s = names.styles().size();
    const auto size = static_cast<Eigen::Index>(s);
    products.resize(size + 1, size + 1);
    columns.gram(products);
    dropFlatStyles();
    inverse.compute(products.topLeftCorner(size, size));
    coefficients.noalias() = inverse.inverse() * products.row(size).head(size).transpose();
    for (std::size_t k = 0; k < s; ++k)
        numerics::subtractScaled(columns.column(k), coefficients(static_cast<Eigen::Index>(k)),
                                 columns.column(s), n);
    intercept = means.row(size).transpose();
    intercept.noalias() -= means.topRows(size).transpose() * coefficients;
    const double rss = numerics::dot(columns.column(s), columns.column(s), n);
    quality.free_parameters = names.groups().size() + inverse.rank();
    quality.rank_deficient = !inverse.fullRank();
    quality.sigma2 = n > quality.free_parameters ? rss / static_cast<double>(n - quality.free_parameters)
                                                 : domain::kMissing;
    const TotalSquares total = names.totalSquares();
    quality.r2 = explainedShare(rss, total.centred);
    quality.r2_uncentred = explainedShare(rss, total.uncentred);
}

void JointEstimator::Workspace::writeReturns(const FitOutput& out) const {
    if (out.returns.empty()) return;
    const double country = constraint.dot(intercept);
    out.returns[0] = country;
    for (std::size_t g = 0; g < names.groups().size(); ++g)
        out.returns[1 + names.groups()[g].group] = intercept(static_cast<Eigen::Index>(g)) - country;
    for (std::size_t k = 0; k < names.styles().size(); ++k)
        out.returns[1 + group_count + names.styles()[k]] = coefficients(static_cast<Eigen::Index>(k));
}

/// offset' A^-1 offset
double JointEstimator::Workspace::squareForm() {
    image.noalias() = inverse.inverse() * offset;
    return offset.dot(image);
}

void JointEstimator::Workspace::writeTStats(double sigma2, const FitOutput& out) {
    if (out.t_stats.empty()) return;
    const auto size = static_cast<Eigen::Index>(names.styles().size());
    centre.noalias() = means.topRows(size) * constraint;
    offset = centre;
    // The group intercepts are uncorrelated apart from the styles; the constraint mixes them.
    const double mixed = constraint.cwiseAbs2().cwiseQuotient(mass).sum();
    const double country = constraint.dot(intercept);
    out.t_stats[0] = tStat(country, sigma2 * (mixed + squareForm()));
    const bool several = names.groups().size() > 1;
    for (std::size_t i = 0; several && i < names.groups().size(); ++i) {
        const auto g = static_cast<Eigen::Index>(i);
        offset = means.col(g).head(size) - centre;
        const double own = (1.0 - 2.0 * constraint(g)) / mass(g) + mixed;
        out.t_stats[1 + names.groups()[i].group] =
            tStat((intercept(g) - country), sigma2 * (own + squareForm()));
    }
    for (std::size_t k = 0; k < names.styles().size(); ++k) {
        const auto i = static_cast<Eigen::Index>(k);
        if (!inverse.estimable(k)) continue;
        out.t_stats[1 + group_count + names.styles()[k]] =
            tStat(coefficients(i), sigma2 * inverse.inverse()(i, i));
    }
}

void JointEstimator::Workspace::writeVif(const FitOutput& out) const {
    if (out.vif.empty()) return;
    const double all = mass.sum();
    for (std::size_t k = 0; k < names.styles().size(); ++k) {
        const auto i = static_cast<Eigen::Index>(k);
        if (!inverse.estimable(k)) continue;
        const double mean = means.row(i).dot(mass) / all;
        const double between = mass.dot((means.row(i).array() - mean).square().matrix().transpose());
        out.vif[names.styles()[k]] = inverse.inverse()(i, i) * (products(i, i) + between);
    }
}

void JointEstimator::Workspace::writeResiduals(const FitOutput& out) {
    if (out.residuals.empty()) return;
    const double* const scaled = columns.column(names.styles().size());
    residual.resize(names.size());
    for (std::size_t p = 0; p < names.size(); ++p)
        residual[p] = scaled[p] / names.rootWeight()[p];
    names.scatter(residual.data(), out.residuals);
}

JointEstimator::JointEstimator() : workspace_(std::make_unique<Workspace>()) {}
JointEstimator::~JointEstimator() = default;
JointEstimator::JointEstimator(JointEstimator&&) noexcept = default;
JointEstimator& JointEstimator::operator=(JointEstimator&&) noexcept = default;

FitQuality JointEstimator::fit(const CrossSection& section, const JointOptions& options,
                               const FitOutput& out) {
    Workspace& w = *workspace_;
    clearOutput(out);
    FitQuality quality;
    w.instruments = section.returns.size();
    w.group_count = section.group_count;
    w.style_count = section.styles.size();
    w.names.load(section);
    quality.names = w.names.size();
    if (quality.names == 0) return quality;
    w.removeGroupMeans(section);
    w.setConstraint(section, options.constraint);
    w.solve(quality);
    w.writeReturns(out);
    w.writeTStats(quality.sigma2, out);
    w.writeVif(out);
    w.writeResiduals(out);
    return quality;
}

domain::Matrix JointEstimator::purePortfolios() const {
    const Workspace& w = *workspace_;
    domain::Matrix omega(1 + w.group_count + w.style_count, w.instruments);
    const std::size_t s = w.names.styles().size();
    const auto size = static_cast<Eigen::Index>(s);
    const auto groups = static_cast<Eigen::Index>(w.names.groups().size());
    // A row of styles answers b = rows * r; a group intercept is its mean return minus its mean exposures
    // times b.
    const auto zeroRow = [&](std::size_t row) {
        std::fill(omega.row(row).begin(), omega.row(row).end(), 0.0);
    };
    if (w.names.size() == 0) return omega;
    zeroRow(0);
    for (const GroupSlice& g : w.names.groups())
        zeroRow(1 + g.group);
    for (const std::size_t style : w.names.styles())
        zeroRow(1 + w.group_count + style);
    Eigen::VectorXd z(size), b(size), a(groups);
    for (Eigen::Index g = 0; g < groups; ++g) {
        const GroupSlice& slice = w.names.groups()[static_cast<std::size_t>(g)];
        for (std::size_t p = slice.begin; p < slice.end; ++p) {
            const std::size_t name = w.names.order()[p];
            for (std::size_t k = 0; k < s; ++k)
                z(static_cast<Eigen::Index>(k)) = w.columns.column(k)[p];
            b.noalias() = w.inverse.inverse() * z * w.names.rootWeight()[p];
            a.noalias() = -w.means.topRows(size).transpose() * b;
            a(g) += w.names.weight()[p] / w.mass(g);
            const double country = w.constraint.dot(a);
            omega.at(0, name) = country;
            for (std::size_t h = 0; h < w.names.groups().size(); ++h)
                omega.at(1 + w.names.groups()[h].group, name) = a(static_cast<Eigen::Index>(h)) - country;
            for (std::size_t k = 0; k < s; ++k)
                omega.at(1 + w.group_count + w.names.styles()[k], name) = b(static_cast<Eigen::Index>(k));
        }
    }
    return omega;
}

FactorReturnPanel jointReturns(const FactorPanel& panel, const JointOptions& options, RowRange rows,
                               const ParallelFor& parallel, bool with_residuals) {
    FactorReturnPanel result = emptyAnswer(panel, rows, true, with_residuals);
    parallel(rows.size(), [&](std::size_t begin, std::size_t end) {
        JointEstimator estimator;
        fitRows(panel, rows, begin, end, result, [&](const CrossSection& section, const FitOutput& out) {
            return estimator.fit(section, options, out);
        });
    });
    return result;
}

} // namespace nautilus::factor
