#include "engines/factor/kernel/research/factor_study.h"

#include "engines/numerics/correlation.h"

#include <algorithm>
#include <cmath>

namespace nautilus::factor {

using domain::kMissing;
using domain::Matrix;
using domain::MatrixView;

bool quantilesOf(std::span<const double> values, ColumnOrder order, std::size_t quantiles,
                 std::span<std::uint8_t> out) {
    std::ranges::fill(out, std::uint8_t{0});
    if (order.empty()) return false;
    std::vector<double> edges;
    const double step = 1.0 / static_cast<double>(quantiles), last = static_cast<double>(order.size() - 1);
    for (std::size_t k = 1; k < quantiles; ++k) {
        const double place = static_cast<double>(k) * step * last;
        const auto low = static_cast<std::size_t>(place);
        const double a = values[order[low]], b = values[order[std::min(low + 1, order.size() - 1)]];
        edges.push_back(a + (place - static_cast<double>(low)) * (b - a));
        const double before = k == 1 ? values[order.front()] : edges[k - 2];
        if (!(edges.back() > before)) return false;
    }
    if (!(values[order.back()] > edges.back())) return false;
    std::size_t quantile = 0;
    for (const auto i : order) {
        while (quantile < edges.size() && values[i] > edges[quantile])
            ++quantile;
        out[i] = static_cast<std::uint8_t>(quantile + 1);
    }
    return true;
}

bool signalWeights(std::span<const double> values, ColumnOrder order, Weighting weighting,
                   std::span<double> out) {
    std::ranges::fill(out, 0.0);
    double sum = 0;
    for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
        while (end < order.size() && values[order[end]] == values[order[begin]])
            ++end;
        const double rank = (static_cast<double>(begin + end) + 1.0) / 2.0; // ties share their mean rank
        for (std::size_t k = begin; k < end; ++k)
            sum += out[order[k]] = weighting == Weighting::Rank ? rank : values[order[k]];
    }
    const double mean = sum / static_cast<double>(order.size());
    double gross = 0;
    for (const auto i : order)
        gross += std::abs(out[i] -= mean);
    if (!(gross > 1e-12 * std::abs(mean) * static_cast<double>(order.size())) || !(gross > 0)) {
        std::ranges::fill(out, 0.0);
        return false;
    }
    for (const auto i : order)
        out[i] /= gross;
    return true;
}

namespace {

/// The passes of one study; each session is computed on its own.
class Study {
public:
    Study(const ResearchPanel& panel, MatrixView values, const StudyOptions& options,
          const ParallelFor& parallel)
        : panel_(panel), options_(options), parallel_(parallel), rows_(values.rows), columns_(values.columns),
          horizon_(panel.in.horizons[options.horizon]), signal_(oriented(values)),
          order_(signal_.view(), parallel), weights_(rows_, columns_, 0.0), weighted_(rows_, 0),
          quantile_(rows_ * columns_, 0), quantiled_(rows_, 0) {}

    FactorStudy run() {
        const auto horizons = panel_.forward.size();
        out_.rank_ic = out_.linear_ic = Matrix(rows_, horizons);
        if (options_.by_group) out_.group_ic = Matrix(rows_, panel_.in.group_count);
        out_.quantile_returns = out_.quantile_turnover = Matrix(rows_, options_.quantiles);
        for (auto* series : {&out_.universe_returns, &out_.autocorrelation, &out_.names, &out_.portfolio,
                             &out_.turnover, &out_.crowding})
            series->assign(rows_, kMissing);
        overRows([&](std::size_t t, RankWalk& walk) { look(t, walk); });
        overRows([&](std::size_t t, RankWalk& walk) { compare(t, walk); });
        trade();
        return std::move(out_);
    }

private:
    template <class Body>
    void overRows(const Body& body) {
        parallel_(rows_, [&](std::size_t begin, std::size_t end) {
            RankWalk walk(columns_);
            for (std::size_t t = begin; t < end; ++t)
                body(t, walk);
        });
    }

    [[nodiscard]] Matrix oriented(MatrixView values) const {
        Matrix out(values.rows, values.columns);
        const double sign = options_.direction < 0 ? -1.0 : 1.0;
        parallel_(values.rows, [&](std::size_t begin, std::size_t end) {
            for (std::size_t t = begin; t < end; ++t) {
                const auto member = panel_.in.universe.row(t);
                for (std::size_t i = 0; i < values.columns; ++i)
                    if ((member.empty() || member[i]) && std::isfinite(values.at(t, i)))
                        out.at(t, i) = sign * values.at(t, i);
            }
        });
        return out;
    }

    std::span<std::uint8_t> quantileRow(std::size_t t) { return {quantile_.data() + t * columns_, columns_}; }

    /// What one session's values say by themselves.
    void look(std::size_t t, RankWalk& walk) {
        const auto order = order_.row(t);
        out_.names[t] = static_cast<double>(order.size());
        if (order.size() < options_.least_names) return;
        const auto row = std::as_const(signal_).row(t);
        for (std::size_t h = 0; h < panel_.forward.size(); ++h) {
            if (!options_.all_horizons && h != options_.horizon) continue;
            const auto ahead = panel_.forward[h].row(t);
            out_.rank_ic.at(t, h) =
                walk.correlation(row, order, ahead, panel_.order[h].row(t), options_.least_names);
            out_.linear_ic.at(t, h) = numerics::correlation(row, ahead, options_.least_names);
        }
        weighted_[t] = signalWeights(row, order, options_.weighting, weights_.row(t)) ? 1 : 0;
        quantiled_[t] = quantilesOf(row, order, options_.quantiles, quantileRow(t)) ? 1 : 0;
        meanAhead(t);
        if (options_.by_group) lookAtGroups(t);
    }

    void meanAhead(std::size_t t) {
        const auto ahead = panel_.forward[options_.horizon].row(t);
        std::vector<double> sum(options_.quantiles + 1, 0.0), n(options_.quantiles + 1, 0.0);
        double all = 0, names = 0;
        for (const auto i : order_.row(t)) {
            if (std::isnan(ahead[i])) continue;
            all += ahead[i];
            names += 1;
            sum[quantileRow(t)[i]] += ahead[i];
            n[quantileRow(t)[i]] += 1;
        }
        if (names > 0) out_.universe_returns[t] = all / names;
        for (std::size_t q = 1; quantiled_[t] && q <= options_.quantiles; ++q)
            if (n[q] > 0) out_.quantile_returns.at(t, q - 1) = sum[q] / n[q];
    }

    void lookAtGroups(std::size_t t) {
        const auto group = panel_.in.group.row(t);
        const auto ahead = panel_.forward[options_.horizon].row(t);
        std::vector<std::vector<double>> x(panel_.in.group_count), y(panel_.in.group_count);
        for (const auto i : order_.row(t)) {
            if (group[i] == kNoGroup || std::isnan(ahead[i])) continue;
            x[static_cast<std::size_t>(group[i])].push_back(signal_.at(t, i));
            y[static_cast<std::size_t>(group[i])].push_back(ahead[i]);
        }
        constexpr std::size_t kLeastOfGroup = 5;
        for (std::size_t g = 0; g < x.size(); ++g)
            if (x[g].size() >= kLeastOfGroup) out_.group_ic.at(t, g) = numerics::rankCorrelation(x[g], y[g]);
    }

    /// One session against the one that lies one horizon before.
    void compare(std::size_t t, RankWalk& walk) {
        if (t < horizon_) return;
        const auto before = t - horizon_;
        if (order_.row(t).size() >= options_.least_names)
            out_.autocorrelation[t] = walk.correlation(std::as_const(signal_).row(t), order_.row(t),
                                                       std::as_const(signal_).row(before), order_.row(before),
                                                       options_.least_names);
        if (!quantiled_[t] || !quantiled_[before]) return;
        std::vector<double> names(options_.quantiles + 1, 0.0), fresh(options_.quantiles + 1, 0.0);
        const auto now = quantileRow(t), then = quantileRow(before);
        for (const auto i : order_.row(t)) {
            names[now[i]] += 1;
            fresh[now[i]] += now[i] != then[i] ? 1 : 0;
        }
        for (std::size_t q = 1; q <= options_.quantiles; ++q)
            if (names[q] > 0) out_.quantile_turnover.at(t, q - 1) = fresh[q] / names[q];
    }

    /// Mean of the weights of the sessions (t - holding, t]; false when one of them has none.
    bool held(std::size_t t, std::span<double> out) const {
        std::ranges::fill(out, 0.0);
        if (t + 1 < options_.holding) return false;
        const double share = 1.0 / static_cast<double>(options_.holding);
        for (std::size_t k = t + 1 - options_.holding; k <= t; ++k) {
            if (!weighted_[k]) return false;
            const auto row = weights_.row(k);
            for (std::size_t i = 0; i < columns_; ++i)
                out[i] += row[i];
        }
        for (auto& weight : out)
            weight *= share;
        return true;
    }

    void trade() {
        parallel_(rows_, [&](std::size_t begin, std::size_t end) {
            std::vector<double> before(columns_), now(columns_);
            bool had = begin > 0 && held(begin - 1, before);
            for (std::size_t t = begin; t < end; ++t) {
                const bool has = held(t, now);
                if (had) earn(t, before);
                if (had && has) addTrades(t, before, now);
                had = has;
                before.swap(now);
            }
        });
    }

    void earn(std::size_t t, std::span<const double> weights) {
        const auto returns = panel_.in.returns.row(t);
        double sum = 0;
        for (std::size_t i = 0; i < columns_; ++i)
            if (weights[i] != 0 && !std::isnan(returns[i])) sum += weights[i] * returns[i];
        out_.portfolio[t] = sum;
    }

    void addTrades(std::size_t t, std::span<const double> before, std::span<const double> now) {
        double sum = 0, money = 0, strain = 0;
        for (std::size_t i = 0; i < columns_; ++i) {
            const double trade = std::abs(now[i] - before[i]);
            sum += trade;
            if (panel_.traded.rows() == 0 || !(panel_.traded.at(t, i) > 0)) continue;
            money += trade;
            strain += trade * trade / panel_.traded.at(t, i);
        }
        out_.turnover[t] = sum;
        if (money > 0) out_.crowding[t] = strain / money;
    }

    const ResearchPanel& panel_;
    const StudyOptions& options_;
    const ParallelFor& parallel_;
    std::size_t rows_, columns_, horizon_;
    Matrix signal_; ///< oriented, universe only
    RowOrders order_;
    Matrix weights_;
    std::vector<std::uint8_t> weighted_; ///< bytes: written by several threads
    std::vector<std::uint8_t> quantile_, quantiled_;
    FactorStudy out_;
};

} // namespace

FactorStudy studyFactor(const ResearchPanel& panel, MatrixView values, const StudyOptions& options,
                        const ParallelFor& parallel) {
    return Study(panel, values, options, parallel).run();
}

} // namespace nautilus::factor
