#include "engines/factor/service/style_sets.h"

#include "engines/factor/kernel/standardise.h"
#include "engines/factor/kernel/style_ratios.h"
#include "engines/factor/kernel/styles_joint.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace nautilus::factor {

using namespace domain;

std::size_t StyleSet::find(std::string_view style) const {
    const auto at = std::ranges::find(styles, style, &StyleColumn::name);
    return static_cast<std::size_t>(at - styles.begin());
}

std::vector<MatrixView> StyleSet::views() const {
    std::vector<MatrixView> out;
    for (const auto& style : styles)
        out.push_back(style.exposure.view());
    return out;
}

namespace {

constexpr std::array kJointNames{
    "beta",          "momentum", "size",   "residual_volatility", "liquidity",           "earnings_yield",
    "book_to_price", "leverage", "growth", "dividend_yield",      "short_term_reversal", "profitability"};
enum Joint : std::size_t {
    kBeta,
    kMomentum,
    kSize,
    kResidualVolatility,
    kLiquidity,
    kEarningsYield,
    kBookToPrice,
    kLeverage,
    kGrowth,
    kDividendYield,
    kReversal,
    kProfitability
};

/// A set whose rows before `first` are those of `before`; the others are empty.
StyleSet emptySet(std::string name, std::span<const char* const> names, std::size_t rows, std::size_t columns,
                  const StyleSet* before, std::size_t first) {
    StyleSet out;
    out.name = std::move(name);
    const bool kept = before && first > 0;
    for (std::size_t s = 0; s < names.size(); ++s) {
        StyleColumn style{names[s], {}, {}, std::vector<double>(rows, kMissing)};
        style.exposure = kept ? before->styles[s].exposure.grown(first, rows) : GrownPanel(rows, columns);
        style.filled = kept ? before->styles[s].filled.grown(first, rows) : Flags(rows, columns);
        if (kept) std::copy_n(before->styles[s].coverage.begin(), first, style.coverage.begin());
        out.styles.push_back(std::move(style));
    }
    out.takes_part = kept ? before->takes_part.grown(first, rows) : Flags(rows, names.size());
    return out;
}

/// Raw descriptors from prices, for the sessions from `first` on.
struct PriceDescriptors {
    std::size_t first = 0;
    BetaDescriptors beta;
    Matrix momentum, dastd, cmra, reversal, size;
    LiquidityDescriptors liquidity;
};

/// Makes one session's exposures at a time, with scratch space of its own.
class JointRow {
public:
    JointRow(const ModelInputs& inputs, const PriceDescriptors& raw, const GroupView& groups,
             std::size_t group_count, StyleSet& out)
        : in_(inputs), raw_(raw), groups_(groups), group_count_(group_count), out_(out) {
        for (auto& s : scratch_)
            s.resize(inputs.stockCount());
    }

    void run(std::size_t row) {
        row_ = row;
        cap_ = in_.market_cap.row(row);
        universe_ = in_.in_universe.row(row);
        pricesSide();
        yields();
        leverage();
        growth();
        plain(kDividendYield, dividendYield());
        ratio(in_.fundamentals.net_income.row(row), in_.fundamentals.total_assets.row(row), scratch(0));
        plain(kProfitability, scratch(0));
        for (std::size_t s = 0; s < kJointNames.size(); ++s)
            finish(s);
    }

private:
    std::span<double> scratch(std::size_t i) { return scratch_[i]; }
    std::span<double> exposure(std::size_t style) { return out_.styles[style].exposure.row(row_); }
    void plain(std::size_t style, std::span<const double> raw) {
        standardise(raw, cap_, universe_, exposure(style));
    }

    /// Standardises descriptors, combines them with their weights and standardises the sum.
    void combined(std::size_t style, std::span<const std::span<const double>> raw,
                  std::span<const double> weights) {
        std::array<std::span<const double>, 3> parts;
        for (std::size_t i = 0; i < raw.size(); ++i) {
            standardise(raw[i], cap_, universe_, scratch_[3 + i]);
            parts[i] = scratch_[3 + i];
        }
        combine(std::span(parts).first(raw.size()), weights, scratch(6));
        plain(style, scratch(6));
    }

    void pricesSide() {
        plain(kBeta, raw_.beta.beta.row(row_ - raw_.first));
        plain(kMomentum, raw_.momentum.row(row_ - raw_.first));
        plain(kSize, raw_.size.row(row_ - raw_.first));
        const std::array<std::span<const double>, 3> volatility{raw_.dastd.row(row_ - raw_.first),
                                                                raw_.cmra.row(row_ - raw_.first),
                                                                raw_.beta.hsigma.row(row_ - raw_.first)};
        combined(kResidualVolatility, volatility, kResidualVolWeights);
        orthogonalise(exposure(kResidualVolatility), exposure(kBeta), cap_, universe_, scratch(0));
        plain(kResidualVolatility, scratch(0));
        const std::array<std::span<const double>, 3> traded{raw_.liquidity.stom.row(row_ - raw_.first),
                                                            raw_.liquidity.stoq.row(row_ - raw_.first),
                                                            raw_.liquidity.stoa.row(row_ - raw_.first)};
        combined(kLiquidity, traded, kLiquidityWeights);
        plain(kReversal, raw_.reversal.row(row_ - raw_.first));
    }

    void yields() {
        ratio(in_.fundamentals.operating_cash_flow.row(row_), in_.company_cap.row(row_), scratch(0));
        ratio(in_.fundamentals.net_income.row(row_), in_.company_cap.row(row_), scratch(1));
        const std::array<std::span<const double>, 2> parts{scratch_[0], scratch_[1]};
        combined(kEarningsYield, parts, kEarningsYieldWeights);
        ratio(in_.fundamentals.equity.row(row_), in_.company_cap.row(row_), scratch(0));
        plain(kBookToPrice, scratch(0));
    }

    void leverage() {
        const auto& f = in_.fundamentals;
        marketLeverage(in_.company_cap.row(row_), f.preferred_equity.row(row_), f.long_term_debt.row(row_),
                       scratch(0));
        for (std::size_t i = 0; i < in_.stockCount(); ++i) {
            const double short_debt = f.short_term_debt.at(row_, i);
            scratch_[7][i] = f.long_term_debt.at(row_, i) + (std::isnan(short_debt) ? 0.0 : short_debt);
        }
        ratio(scratch_[7], f.total_assets.row(row_), scratch(1));
        bookLeverage(f.equity.row(row_), f.preferred_equity.row(row_), f.long_term_debt.row(row_),
                     scratch(2));
        const std::array<std::span<const double>, 3> parts{scratch_[0], scratch_[1], scratch_[2]};
        combined(kLeverage, parts, kLeverageWeights);
    }

    void growth() {
        const std::array<std::span<const double>, 2> parts{in_.fundamentals.eps_growth.row(row_),
                                                           in_.fundamentals.sales_growth.row(row_)};
        combined(kGrowth, parts, kGrowthWeights);
    }

    std::span<const double> dividendYield() {
        ratio(in_.dividends.row(row_), in_.close.row(row_), scratch(0));
        return scratch_[0];
    }

    void finish(std::size_t style) {
        auto& s = out_.styles[style];
        s.coverage[row_] = coverage(s.exposure.row(row_), cap_, universe_);
        out_.takes_part.row(row_)[style] = s.coverage[row_] >= kMinCoverage;
        if (style == kSize) return; // size is known wherever a cap is
        std::ranges::copy(s.exposure.row(row_), scratch_[0].begin());
        fillMissing(scratch_[0], groups_.row(row_), group_count_, out_.styles[kSize].exposure.row(row_), cap_,
                    universe_, s.exposure.row(row_), s.filled.row(row_));
    }

    const ModelInputs& in_;
    const PriceDescriptors& raw_;
    const GroupView& groups_;
    std::size_t group_count_;
    StyleSet& out_;
    std::size_t row_ = 0;
    std::span<const double> cap_;
    std::span<const std::uint8_t> universe_;
    std::array<std::vector<double>, 8> scratch_;
};

} // namespace

StyleSet jointStyles(const ModelInputs& inputs, const GroupView& groups, std::size_t group_count,
                     const ParallelFor& parallel, const StyleSet* before) {
    const RowRange rows{before ? inputs.renewal.first_row : 0, inputs.rowCount()};
    StyleSet out = emptySet("joint", kJointNames, inputs.rowCount(), inputs.stockCount(), before, rows.begin);
    const PriceHistory history{inputs.returns.view(), inputs.risk_free, inputs.market_excess,
                               inputs.market_cap.view(), inputs.turnover.view()};
    PriceDescriptors raw;
    raw.first = rows.begin;
    raw.beta = betaDescriptors(history, rows, parallel);
    raw.momentum = relativeStrength(history, rows, parallel);
    raw.dastd = dailyDeviation(history, rows, parallel);
    raw.cmra = cumulativeRange(history, rows, parallel);
    raw.reversal = shortTermReversal(history, rows, parallel);
    raw.liquidity = liquidityDescriptors(history, rows, parallel);
    raw.size = logCap(history, rows);
    parallel(rows.size(), [&](std::size_t begin, std::size_t end) {
        JointRow session(inputs, raw, groups, group_count, out);
        for (std::size_t row = rows.begin + begin; row < rows.begin + end; ++row)
            session.run(row);
    });
    return out;
}

StyleSet twoStageStyles(const ModelInputs& inputs, const TwoStageStyleOptions& options,
                        const ParallelFor& parallel, const StyleSet* before) {
    constexpr std::array kNames{"momentum", "size", "value"};
    const std::size_t n = inputs.stockCount();
    const RowRange rows{before ? inputs.renewal.first_row : 0, inputs.rowCount()};
    StyleSet out = emptySet("two_stage", kNames, rows.end, n, before, rows.begin);
    const Matrix raw = rawProductMomentum(inputs.returns.view(), options.momentum, rows, parallel);
    parallel(rows.size(), [&](std::size_t begin, std::size_t end) {
        std::vector<double> momentum(n), cap(n), book(n), sales(n), cash(n);
        for (std::size_t row = rows.begin + begin; row < rows.begin + end; ++row) {
            for (std::size_t i = 0; i < n; ++i) {
                const bool in = inputs.in_universe.row(row)[i] != 0;
                momentum[i] = in ? raw.at(row - rows.begin, i) : kMissing;
                cap[i] = in ? inputs.market_cap.at(row, i) : kMissing;
                const auto& f = inputs.fundamentals;
                const double whole = inputs.company_cap.at(row, i);
                book[i] = in ? f.equity.at(row, i) / whole : kMissing;
                sales[i] = in ? f.revenue.at(row, i) / whole : kMissing;
                cash[i] = in ? f.operating_cash_flow.at(row, i) / whole : kMissing;
            }
            momentumScores(momentum, options.momentum.winsor_factor, out.styles[0].exposure.row(row));
            sizeScores(cap, options.size_lower, options.size_upper, out.styles[1].exposure.row(row));
            valueScores(book, sales, cash, options.value_winsor, out.styles[2].exposure.row(row));
            for (std::size_t s = 0; s < kNames.size(); ++s) {
                auto& style = out.styles[s];
                style.coverage[row] = coverage(style.exposure.row(row), inputs.market_cap.row(row),
                                               inputs.in_universe.row(row));
                out.takes_part.row(row)[s] = style.coverage[row] >= kMinCoverage;
            }
        }
    });
    return out;
}

} // namespace nautilus::factor
