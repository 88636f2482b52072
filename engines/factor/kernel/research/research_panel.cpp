#include "engines/factor/kernel/research/research_panel.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

namespace nautilus::factor {

using domain::kMissing;
using domain::Matrix;
using domain::MatrixView;

namespace {

struct Keyed {
    std::uint64_t key; ///< ascending as the values are
    std::uint32_t column;
};

std::uint64_t keyOf(double value) {
    constexpr std::uint64_t kSign = 1ULL << 63;
    const auto bits = std::bit_cast<std::uint64_t>(value + 0.0); // one zero
    return (bits & kSign) ? ~bits : bits | kSign;
}

/// Radix passes over the upper half of the keys, then insertion for what that leaves in disorder: some
/// hundred values are sorted several times faster than by comparing.
void sortByKey(std::vector<Keyed>& items, std::vector<Keyed>& spare) {
    constexpr int kBits = 8;
    constexpr std::size_t kDigits = std::size_t{1} << kBits;
    spare.resize(items.size());
    for (int shift = 32; shift < 64; shift += kBits) {
        std::array<std::uint32_t, kDigits> place{};
        for (const auto& item : items)
            ++place[(item.key >> shift) & (kDigits - 1)];
        std::uint32_t sum = 0;
        for (auto& each : place)
            sum += std::exchange(each, sum);
        for (const auto& item : items)
            spare[place[(item.key >> shift) & (kDigits - 1)]++] = item;
        items.swap(spare);
    }
    for (std::size_t i = 1; i < items.size(); ++i) {
        const auto item = items[i];
        std::size_t k = i;
        for (; k > 0 && items[k - 1].key > item.key; --k)
            items[k] = items[k - 1];
        items[k] = item;
    }
}

} // namespace

RowOrders::RowOrders(MatrixView values, const ParallelFor& parallel)
    : width_(values.columns), columns_(values.rows * values.columns), count_(values.rows, 0) {
    parallel(values.rows, [&](std::size_t begin, std::size_t end) {
        std::vector<Keyed> items, spare;
        for (std::size_t r = begin; r < end; ++r) {
            const auto row = values.row(r);
            items.clear();
            for (std::size_t i = 0; i < width_; ++i)
                if (std::isfinite(row[i])) items.push_back({keyOf(row[i]), static_cast<std::uint32_t>(i)});
            sortByKey(items, spare);
            count_[r] = items.size();
            for (std::size_t k = 0; k < items.size(); ++k)
                columns_[r * width_ + k] = items[k].column;
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
