#include "engines/factor/kernel/research/walk_forward.h"

#include "engines/numerics/mixing_weights.h"
#include "engines/numerics/moments.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace nautilus::factor {

using domain::kMissing;

namespace {

/// The last `window` rows up to `end` in which every part has a value.
Eigen::MatrixXd history(std::span<const MixPart> parts, std::size_t end, const MixOptions& options) {
    const bool ic = options.method == MixMethod::Ic;
    std::vector<std::size_t> rows;
    for (std::size_t t = end - std::min(end, options.window); t < end; ++t)
        if (std::ranges::none_of(
                parts, [&](const MixPart& part) { return std::isnan(ic ? part.ic[t] : part.portfolio[t]); }))
            rows.push_back(t);
    Eigen::MatrixXd out(static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(parts.size()));
    for (std::size_t r = 0; r < rows.size(); ++r)
        for (std::size_t k = 0; k < parts.size(); ++k)
            out(static_cast<Eigen::Index>(r), static_cast<Eigen::Index>(k)) =
                ic ? parts[k].ic[rows[r]] : parts[k].portfolio[rows[r]];
    return out;
}

/// The account that follows targets.
class Account {
public:
    Account(const ResearchInputs& inputs, double cost, MixResult& out)
        : inputs_(inputs), cost_(cost), out_(out), position_(inputs.returns.columns, 0.0) {}

    void session(std::size_t t, const std::vector<double>* target) {
        double earned = 0;
        if (open_) {
            const auto returns = inputs_.returns.row(t);
            for (std::size_t i = 0; i < position_.size(); ++i) {
                if (position_[i] == 0) continue;
                if (std::isnan(returns[i])) {
                    ++out_.names_without_return;
                    continue;
                }
                earned += position_[i] * returns[i];
                position_[i] *= 1.0 + returns[i];
            }
            for (auto& each : position_)
                each /= 1.0 + earned;
            out_.gross[t] = out_.net[t] = earned;
            out_.turnover[t] = 0;
        }
        if (!target) return;
        double traded = 0;
        for (std::size_t i = 0; i < position_.size(); ++i)
            traded += std::abs((*target)[i] - position_[i]);
        position_ = *target;
        out_.turnover[t] = traded;
        // The first purchase is paid for as well: on its own session, which has no return yet.
        out_.net[t] = (open_ ? earned : 0.0) - cost_ * traded;
        if (!open_) out_.gross[t] = 0.0;
        open_ = true;
    }

private:
    const ResearchInputs& inputs_;
    double cost_;
    MixResult& out_;
    std::vector<double> position_; ///< shares of the capital
    bool open_ = false;
};

} // namespace

std::vector<double> learnWeights(std::span<const MixPart> parts, std::size_t row, const MixOptions& options) {
    if (options.method == MixMethod::Fixed) return options.given;
    // A coefficient of session t needs the close of t + horizon.
    const std::size_t ahead = options.method == MixMethod::Ic ? options.ic_horizon : 0;
    if (row + 1 < ahead + 1) return {};
    const auto past = history(parts, row + 1 - ahead, options);
    if (past.rows() < static_cast<Eigen::Index>(options.least)) return {};
    const Eigen::VectorXd mean = past.colwise().mean();
    const Eigen::MatrixXd centred = past.rowwise() - mean.transpose();
    const Eigen::MatrixXd covariance = centred.transpose() * centred / static_cast<double>(past.rows() - 1);
    if (options.method == MixMethod::RiskParity) return numerics::equalRiskWeights(covariance);
    return numerics::bestRatioWeights({mean.data(), static_cast<std::size_t>(mean.size())}, covariance);
}

void mixScores(std::span<const MixPart> parts, std::span<const double> weights, std::size_t row,
               std::span<double> out) {
    std::ranges::fill(out, 0.0);
    for (std::size_t k = 0; k < parts.size(); ++k) {
        if (weights[k] == 0) continue;
        const auto scores = parts[k].scores.row(row);
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] += weights[k] * scores[i];
    }
}

MixResult walkForward(const ResearchInputs& inputs, std::span<const MixPart> parts,
                      const MixOptions& options) {
    const auto rows = inputs.returns.rows, columns = inputs.returns.columns;
    MixResult out;
    out.gross.assign(rows, kMissing);
    out.net = out.turnover = out.gross;
    std::map<std::size_t, std::vector<double>> targets; // by the row of the trade
    std::vector<double> weights = options.given, score(columns);
    for (const auto row : options.dates) {
        auto learnt = learnWeights(parts, row, options);
        out.learnt.push_back(learnt.empty() ? 0 : 1);
        if (!learnt.empty()) weights = std::move(learnt);
        out.weights.push_back(weights);
        mixScores(parts, weights, row, score);
        std::vector<std::uint32_t> order;
        const auto member = inputs.universe.row(row);
        for (std::size_t i = 0; i < columns; ++i)
            if ((member.empty() || member[i]) && std::isfinite(score[i]))
                order.push_back(static_cast<std::uint32_t>(i));
        std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return score[i]; });
        std::vector<double> target(columns);
        if (order.size() >= options.least_names && signalWeights(score, order, Weighting::Rank, target))
            targets[row + options.delay] = std::move(target);
    }
    Account account(inputs, options.cost, out);
    for (std::size_t t = options.rows.begin; t < options.rows.end; ++t) {
        const auto due = targets.find(t);
        account.session(t, due == targets.end() ? nullptr : &due->second);
    }
    return out;
}

} // namespace nautilus::factor
