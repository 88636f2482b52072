#include "engines/factor/service/factor_library.h"

#include "engines/domain/calendar.h"
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
    Library(const ModelInputs& in, const ParallelFor& parallel, const LibraryValues* before)
        : in_(in), parallel_(parallel), before_(in.renewal.first_row > 0 ? before : nullptr),
          first_(before_ ? in.renewal.first_row : 0) {}

    LibraryValues run(const StyleSet& joint) {
        out_.factors.reserve(factorDefinitions().size()); // columns keep references while it is filled
        addTechnical();
        addFundamental();
        addEconomic();
        addRegulatory();
        out_.quality = panel(before_ ? &before_->quality : nullptr);
        for (std::size_t c = 0; c < kCategories; ++c)
            out_.composites[c] = panel(before_ ? &before_->composites[c] : nullptr);
        for (std::size_t a = 0; a < kCategories; ++a)
            for (std::size_t b = a + 1; b < kCategories; ++b) {
                out_.correlations[a][b].assign(in_.rowCount(), kMissing);
                if (before_)
                    std::copy_n(before_->correlations[a][b].begin(), first_, out_.correlations[a][b].begin());
            }
        const auto& leverage = joint.styles[joint.find("leverage")].exposure;
        const auto& profitability = joint.styles[joint.find("profitability")].exposure;
        parallel_(in_.rowCount() - first_, [&](std::size_t begin, std::size_t end) {
            for (std::size_t row = first_ + begin; row < first_ + end; ++row) {
                combineCategories(row);
                addQuality(row, leverage.row(row), profitability.row(row));
            }
        });
        return std::move(out_);
    }

private:
    [[nodiscard]] GrownPanel panel(const GrownPanel* before) const {
        return before ? before->grown(first_, in_.rowCount()) : GrownPanel(in_.rowCount(), in_.stockCount());
    }
    GrownPanel& add(std::string_view id, Category category) {
        const auto at = out_.factors.size();
        out_.factors.push_back({id, category, findDefinition(id)->direction,
                                panel(before_ ? &before_->factors[at].values : nullptr)});
        return out_.factors.back().values;
    }

    /// One pass per stock; a session without a bar has no value and does not advance the indicator.
    void addTechnical() {
        const std::array<GrownPanel*, 4> panels{
            &add("rsi_14", Category::Technical), &add("macd_signal", Category::Technical),
            &add("bollinger_position", Category::Technical), &add("momentum_12_1", Category::Technical)};
        // Where nothing but new sessions came the recurrences go on; else they begin again.
        const bool on = before_ && first_ + 1 > before_->quality.rows();
        out_.technical = on ? before_->technical : std::vector<TechnicalState>(in_.stockCount());
        const std::size_t begin_row = on ? first_ : 0;
        const std::size_t blocks = (in_.stockCount() + kStocksPerTask - 1) / kStocksPerTask;
        parallel_(blocks, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin * kStocksPerTask; i < std::min(end * kStocksPerTask, in_.stockCount());
                 ++i)
                addTechnicalOf(i, begin_row, panels);
        });
    }
    void addTechnicalOf(std::size_t i, std::size_t begin, const std::array<GrownPanel*, 4>& panels) {
        auto& state = out_.technical[i];
        for (std::size_t row = begin; row < in_.rowCount(); ++row) {
            const double close = in_.close.at(row, i);
            if (std::isnan(close)) continue;
            const std::array<double, 4> values{state.rsi.update(close), state.macd.update(close).signal,
                                               state.bands.update(close).position(close),
                                               momentum(state.index, in_.returns.at(row, i))};
            for (std::size_t k = 0; k < values.size() && row >= first_; ++k)
                panels[k]->at(row, i) = values[k];
        }
        if (state.index.size() > kYearSessions + 1) // no more is looked back to
            state.index.erase(state.index.begin(),
                              state.index.end() - static_cast<std::ptrdiff_t>(kYearSessions + 1));
    }

    /// P[t-21]/P[t-252] - 1 over the stock's own bars, on a running total-return index.
    static double momentum(std::vector<double>& index, double r) {
        if (index.empty() || std::isnan(r))
            index.assign(1, 1.0); // a long gap starts a new history
        else
            index.push_back(index.back() * (1.0 + r));
        if (index.size() <= kYearSessions) return kMissing;
        return index[index.size() - 1 - kSkipSessions] / index[index.size() - 1 - kYearSessions] - 1.0;
    }

    void addFundamental() {
        auto& pe = add("pe_ratio", Category::Fundamental);
        auto& pb = add("price_to_book", Category::Fundamental);
        auto& roe = add("roe", Category::Fundamental);
        auto& debt = add("debt_to_equity", Category::Fundamental);
        const auto& f = in_.fundamentals;
        for (std::size_t row = first_; row < in_.rowCount(); ++row)
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
        out_.macro_months = panel(before_ ? &before_->macro_months : nullptr);
        for (std::size_t row = 0; row < in_.rowCount(); ++row)
            if (endsMonth(row)) month_ends_.push_back(row);
        parallel_(in_.rowCount() - first_, [&](std::size_t begin, std::size_t end) {
            for (std::size_t row = first_ + begin; row < first_ + end; ++row)
                addEconomicRow(row, gdp, rates, inflation);
        });
    }

    /// Whole months that ended at or before the session, from the first month with a full set of sessions.
    void addEconomicRow(std::size_t row, GrownPanel& gdp, GrownPanel& rates, GrownPanel& inflation) {
        const auto& ends = month_ends_;
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

    /// Whether the session is the last one of its month: the calendar says so for the newest one too.
    [[nodiscard]] bool endsMonth(std::size_t row) const {
        const auto day = in_.sessions[row];
        if (row + 1 < in_.rowCount()) return monthOf(day) != monthOf(in_.sessions[row + 1]);
        constexpr int kLongestRecess = 31;
        const auto next = NyseCalendar::sessions(day.plusDays(1), day.plusDays(kLongestRecess));
        return next.empty() || monthOf(next.front()) != monthOf(day);
    }

    void addRegulatory() {
        const auto& f = in_.fundamentals;
        copyRows(f.days_since_filing, add("days_since_filing", Category::Regulatory));
        copyRows(f.filing_lag_days, add("filing_lag_days", Category::Regulatory));
        copyRows(f.late_filing, add("late_filing", Category::Regulatory));
        copyRows(f.restatement, add("restatement", Category::Regulatory));
    }
    void copyRows(const GrownPanel& from, GrownPanel& to) const {
        for (std::size_t row = first_; row < in_.rowCount(); ++row)
            std::ranges::copy(from.row(row), to.row(row).begin());
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
    const LibraryValues* before_;
    std::size_t first_; ///< row from which values are made
    std::vector<std::size_t> month_ends_;
    LibraryValues out_;
};

} // namespace

LibraryValues libraryValues(const ModelInputs& inputs, const StyleSet& joint, const StyleSet&,
                            const ParallelFor& parallel, const LibraryValues* before) {
    return Library(inputs, parallel, before).run(joint);
}

} // namespace nautilus::factor
