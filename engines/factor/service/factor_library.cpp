#include "engines/factor/service/factor_library.h"

#include "engines/numerics/indicators/bollinger.h"
#include "engines/numerics/indicators/macd.h"
#include "engines/numerics/indicators/rsi.h"
#include "engines/numerics/moments.h"

#include <algorithm>
#include <cmath>

namespace nautilus::factor {

using namespace domain;

namespace {

constexpr std::size_t kSkipSessions = 21;
constexpr std::size_t kYearSessions = 252;
constexpr std::size_t kMinPairs = 20;
constexpr std::size_t kStocksPerTask = 8;

class Library {
public:
    Library(const ModelInputs& in, const ParallelFor& parallel) : in_(in), parallel_(parallel) {}

    LibraryValues run(const StyleSet& joint) {
        out_.factors.reserve(factorDefinitions().size()); // columns keep references while it is filled
        addTechnical();
        addFundamental();
        addEconomic();
        addRegulatory();
        out_.quality = Matrix(in_.rowCount(), in_.stockCount());
        for (auto& composite : out_.composites)
            composite = Matrix(in_.rowCount(), in_.stockCount());
        for (std::size_t a = 0; a < kCategories; ++a)
            for (std::size_t b = a + 1; b < kCategories; ++b)
                out_.correlations[a][b].assign(in_.rowCount(), kMissing);
        const auto& leverage = joint.styles[joint.find("leverage")].exposure;
        const auto& profitability = joint.styles[joint.find("profitability")].exposure;
        parallel_(in_.rowCount(), [&](std::size_t begin, std::size_t end) {
            for (std::size_t row = begin; row < end; ++row) {
                combineCategories(row);
                addQuality(row, leverage.row(row), profitability.row(row));
            }
        });
        return std::move(out_);
    }

private:
    Matrix& add(std::string_view id, Category category) {
        out_.factors.push_back(
            {id, category, findDefinition(id)->direction, Matrix(in_.rowCount(), in_.stockCount())});
        return out_.factors.back().values;
    }

    /// One pass per stock; a session without a bar has no value and does not advance the indicator.
    void addTechnical() {
        auto& rsi = add("rsi_14", Category::Technical);
        auto& macd = add("macd_signal", Category::Technical);
        auto& bands = add("bollinger_position", Category::Technical);
        auto& momentum = add("momentum_12_1", Category::Technical);
        const std::size_t blocks = (in_.stockCount() + kStocksPerTask - 1) / kStocksPerTask;
        parallel_(blocks, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin * kStocksPerTask; i < std::min(end * kStocksPerTask, in_.stockCount());
                 ++i) {
                numerics::Rsi rsi_14(14);
                numerics::Macd macd_12_26_9;
                numerics::Bollinger bollinger_20;
                for (std::size_t row = 0; row < in_.rowCount(); ++row) {
                    const double close = in_.close.at(row, i);
                    if (std::isnan(close)) continue;
                    rsi.at(row, i) = rsi_14.update(close);
                    macd.at(row, i) = macd_12_26_9.update(close).signal;
                    bands.at(row, i) = bollinger_20.update(close).position(close);
                }
                addMomentum(momentum, i);
            }
        });
    }

    /// P[t-21]/P[t-252] - 1 over the stock's own bars, on a running total-return index.
    void addMomentum(Matrix& out, std::size_t i) {
        std::vector<double> index;
        for (std::size_t row = 0; row < in_.rowCount(); ++row) {
            if (std::isnan(in_.close.at(row, i))) continue;
            const double r = in_.returns.at(row, i);
            if (index.empty() || std::isnan(r))
                index.assign(1, 1.0); // a long gap starts a new history
            else
                index.push_back(index.back() * (1.0 + r));
            if (index.size() > kYearSessions)
                out.at(row, i) =
                    index[index.size() - 1 - kSkipSessions] / index[index.size() - 1 - kYearSessions] - 1.0;
        }
    }

    void addFundamental() {
        auto& pe = add("pe_ratio", Category::Fundamental);
        auto& pb = add("price_to_book", Category::Fundamental);
        auto& roe = add("roe", Category::Fundamental);
        auto& debt = add("debt_to_equity", Category::Fundamental);
        const auto& f = in_.fundamentals;
        for (std::size_t row = 0; row < in_.rowCount(); ++row)
            for (std::size_t i = 0; i < in_.stockCount(); ++i) {
                const double cap = in_.company_cap.at(row, i), equity = f.equity.at(row, i);
                const double income = f.net_income.at(row, i), short_debt = f.short_term_debt.at(row, i);
                if (income > 0) pe.at(row, i) = cap / income;
                if (!(equity > 0)) continue;
                pb.at(row, i) = cap / equity;
                roe.at(row, i) = income / equity;
                debt.at(row, i) =
                    (f.long_term_debt.at(row, i) + (std::isnan(short_debt) ? 0.0 : short_debt)) / equity;
            }
    }

    void addEconomic() {
        auto& gdp = add("gdp_correlation", Category::Economic);
        auto& rates = add("interest_rate_sensitivity", Category::Economic);
        auto& inflation = add("inflation_beta", Category::Economic);
        out_.macro_months = Matrix(in_.rowCount(), in_.stockCount());
        parallel_(in_.rowCount(), [&](std::size_t begin, std::size_t end) {
            for (std::size_t row = begin; row < end; ++row)
                addEconomicRow(row, gdp, rates, inflation);
        });
    }

    /// Whole months that ended at or before the session, from the first month with a full set of sessions.
    void addEconomicRow(std::size_t row, Matrix& gdp, Matrix& rates, Matrix& inflation) {
        const auto& ends = monthEnds();
        std::size_t known = 0;
        while (known < ends.size() && ends[known] <= row)
            ++known;
        if (known < kMinMacroMonths + 1) return;
        const auto day = in_.sessions[row];
        const auto growth = monthlyChanges(in_.gdp, MacroChange::QuarterlyLogGrowth, day);
        const auto yield = monthlyChanges(in_.yield, MacroChange::LastDifference, day);
        const auto cpi = monthlyChanges(in_.cpi, MacroChange::Growth, day);
        const int last_month = monthOf(in_.sessions[ends[known - 1]]);
        std::vector<double> returns;
        for (std::size_t i = 0; i < in_.stockCount(); ++i) {
            if (std::isnan(in_.close.at(row, i))) continue;
            returns.clear();
            for (std::size_t m = known > kMacroMonths ? known - kMacroMonths : 1; m < known; ++m)
                returns.push_back(monthReturn(i, ends[m - 1], ends[m]));
            const auto s = macroSensitivity(returns, last_month, growth, yield, cpi);
            gdp.at(row, i) = s.gdp_correlation;
            rates.at(row, i) = s.interest_rate_sensitivity;
            inflation.at(row, i) = s.inflation_beta;
            out_.macro_months.at(row, i) = static_cast<double>(s.months);
        }
    }

    [[nodiscard]] double monthReturn(std::size_t i, std::size_t from, std::size_t to) const {
        double growth = 1.0;
        bool any = false;
        for (std::size_t row = from + 1; row <= to; ++row)
            if (const double r = in_.returns.at(row, i); !std::isnan(r)) {
                growth *= 1.0 + r;
                any = true;
            }
        return any ? growth - 1.0 : kMissing;
    }

    /// Rows that are the last session of their month, where the panel shows that the month is over.
    const std::vector<std::size_t>& monthEnds() {
        static thread_local std::pair<const ModelInputs*, std::vector<std::size_t>> cache;
        if (cache.first != &in_) {
            cache = {&in_, {}};
            for (std::size_t row = 0; row + 1 < in_.rowCount(); ++row)
                if (monthOf(in_.sessions[row]) != monthOf(in_.sessions[row + 1])) cache.second.push_back(row);
        }
        return cache.second;
    }

    void addRegulatory() {
        const auto& f = in_.fundamentals;
        add("days_since_filing", Category::Regulatory) = f.days_since_filing;
        add("filing_lag_days", Category::Regulatory) = f.filing_lag_days;
        add("late_filing", Category::Regulatory) = f.late_filing;
        add("restatement", Category::Regulatory) = f.restatement;
    }

    /// z-score over the universe; NaN for names outside it or without a value.
    void zScore(std::size_t row, std::span<const double> values, std::span<double> out) const {
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] = in_.in_universe.row(row)[i] ? values[i] : kMissing;
        numerics::zscore(out, out);
    }

    void combineCategories(std::size_t row) {
        const std::size_t n = in_.stockCount();
        std::vector<double> z(n), sum(n), count(n);
        for (std::size_t c = 0; c < kCategories; ++c) {
            std::ranges::fill(sum, 0.0);
            std::ranges::fill(count, 0.0);
            for (const auto& factor : out_.factors) {
                if (static_cast<std::size_t>(factor.category) != c) continue;
                zScore(row, factor.values.row(row), z);
                const double sign = factor.direction < 0 ? -1.0 : 1.0;
                for (std::size_t i = 0; i < n; ++i)
                    if (!std::isnan(z[i])) {
                        sum[i] += sign * z[i];
                        count[i] += 1;
                    }
            }
            for (std::size_t i = 0; i < n; ++i)
                if (count[i] > 0) out_.composites[c].at(row, i) = sum[i] / count[i];
        }
        for (std::size_t a = 0; a < kCategories; ++a)
            for (std::size_t b = a + 1; b < kCategories; ++b)
                out_.correlations[a][b][row] =
                    correlation(out_.composites[a].row(row), out_.composites[b].row(row));
    }

    static double correlation(std::span<const double> x, std::span<const double> y) {
        double n = 0, mx = 0, my = 0;
        for (std::size_t i = 0; i < x.size(); ++i)
            if (!std::isnan(x[i]) && !std::isnan(y[i])) {
                n += 1;
                mx += x[i];
                my += y[i];
            }
        if (n < static_cast<double>(kMinPairs)) return kMissing;
        mx /= n;
        my /= n;
        double xx = 0, yy = 0, xy = 0;
        for (std::size_t i = 0; i < x.size(); ++i)
            if (!std::isnan(x[i]) && !std::isnan(y[i])) {
                xx += (x[i] - mx) * (x[i] - mx);
                yy += (y[i] - my) * (y[i] - my);
                xy += (x[i] - mx) * (y[i] - my);
            }
        return xx > 0 && yy > 0 ? xy / std::sqrt(xx * yy) : kMissing;
    }

    void addQuality(std::size_t row, std::span<const double> leverage,
                    std::span<const double> profitability) {
        const std::size_t n = in_.stockCount();
        const auto& f = in_.fundamentals;
        std::vector<double> accruals(n), a(n), b(n), c(n);
        for (std::size_t i = 0; i < n; ++i)
            accruals[i] =
                (f.net_income.at(row, i) - f.operating_cash_flow.at(row, i)) / f.total_assets.at(row, i);
        zScore(row, profitability, a);
        zScore(row, accruals, b);
        zScore(row, leverage, c);
        for (std::size_t i = 0; i < n; ++i) {
            double sum = 0, count = 0;
            for (const double part : {a[i], -b[i], -c[i]})
                if (!std::isnan(part)) {
                    sum += part;
                    count += 1;
                }
            if (count > 0) out_.quality.at(row, i) = sum / count;
        }
    }

    const ModelInputs& in_;
    const ParallelFor& parallel_;
    LibraryValues out_;
};

} // namespace

LibraryValues libraryValues(const ModelInputs& inputs, const StyleSet& joint, const StyleSet&,
                            const ParallelFor& parallel) {
    return Library(inputs, parallel).run(joint);
}

} // namespace nautilus::factor
