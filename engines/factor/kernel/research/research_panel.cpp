#include "engines/factor/kernel/research/research_panel.h"

#include <algorithm>

namespace nautilus::factor {

using domain::kMissing;
using domain::Matrix;
using domain::MatrixView;

RowOrders::RowOrders(MatrixView values, const ParallelFor& parallel)
    : width_(values.columns), columns_(values.rows * values.columns), count_(values.rows, 0) {
    parallel(values.rows, [&](std::size_t begin, std::size_t end) {
        for (std::size_t r = begin; r < end; ++r) {
            const auto row = values.row(r);
            auto* first = columns_.data() + r * width_;
            for (std::size_t i = 0; i < width_; ++i)
                if (std::isfinite(row[i])) first[count_[r]++] = static_cast<std::uint32_t>(i);
            std::sort(first, first + count_[r], [&](std::uint32_t a, std::uint32_t b) {
                return row[a] < row[b] || (row[a] == row[b] && a < b);
            });
        }
    });
}

Matrix forwardReturns(MatrixView returns, std::size_t horizon, std::size_t longest_gap,
                      const ParallelFor& parallel) {
    Matrix out(returns.rows, returns.columns);
    parallel(returns.rows, [&](std::size_t begin, std::size_t end) {
        std::vector<double> growth(returns.columns);
        std::vector<std::size_t> gap(returns.columns), widest(returns.columns);
        for (std::size_t t = begin; t < end && t + horizon < returns.rows; ++t) {
            std::ranges::fill(growth, 1.0);
            std::ranges::fill(gap, std::size_t{0});
            std::ranges::fill(widest, std::size_t{0});
            for (std::size_t k = 1; k <= horizon; ++k) {
                const auto row = returns.row(t + k);
                for (std::size_t i = 0; i < returns.columns; ++i) {
                    const bool there = !std::isnan(row[i]);
                    growth[i] *= there ? 1.0 + row[i] : 1.0;
                    gap[i] = there ? 0 : gap[i] + 1;
                    widest[i] = std::max(widest[i], gap[i]);
                }
            }
            for (std::size_t i = 0; i < returns.columns; ++i)
                if (gap[i] == 0 && widest[i] <= longest_gap) out.at(t, i) = growth[i] - 1.0;
        }
    });
    return out;
}

namespace {

Matrix moneyTraded(MatrixView close, MatrixView volume, const ParallelFor& parallel) {
    Matrix out(close.rows, close.columns);
    parallel(close.rows, [&](std::size_t begin, std::size_t end) {
        for (std::size_t t = std::max(begin, kTradedWindow - 1); t < end; ++t)
            for (std::size_t i = 0; i < close.columns; ++i) {
                double sum = 0, n = 0;
                for (std::size_t k = t + 1 - kTradedWindow; k <= t; ++k)
                    if (const double money = close.at(k, i) * volume.at(k, i); !std::isnan(money)) {
                        sum += money;
                        n += 1;
                    }
                if (n > 0) out.at(t, i) = sum / n;
            }
    });
    return out;
}

} // namespace

ResearchPanel researchPanel(ResearchInputs inputs, const ParallelFor& parallel) {
    ResearchPanel out{std::move(inputs), {}, {}, {}};
    for (const auto horizon : out.in.horizons) {
        out.forward.push_back(forwardReturns(out.in.returns, horizon, out.in.longest_gap, parallel));
        out.order.emplace_back(out.forward.back().view(), parallel);
    }
    if (out.in.close.rows > 0) out.traded = moneyTraded(out.in.close, out.in.volume, parallel);
    return out;
}

} // namespace nautilus::factor
