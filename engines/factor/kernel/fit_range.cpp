#include "engines/factor/kernel/fit_range.h"

namespace nautilus::factor {

ParallelFor sequential() {
    return [](std::size_t count, const RangeBody& body) {
        if (count > 0) body(0, count);
    };
}

FactorReturnPanel emptyAnswer(const FactorPanel& panel, RowRange rows, bool with_vif, bool with_residuals) {
    const std::size_t columns = 1 + panel.group_count + panel.styles.size();
    FactorReturnPanel answer;
    answer.returns = domain::Matrix(rows.size(), columns);
    answer.t_stats = domain::Matrix(rows.size(), columns);
    if (with_vif) answer.vif = domain::Matrix(rows.size(), panel.styles.size());
    if (with_residuals) answer.residuals = domain::Matrix(rows.size(), panel.returns.columns);
    answer.quality.resize(rows.size());
    return answer;
}

void fitRows(const FactorPanel& panel, RowRange rows, std::size_t begin, std::size_t end,
             FactorReturnPanel& result, const FitOne& fit) {
    std::vector<std::span<const double>> styles(panel.styles.size());
    for (std::size_t i = begin; i < end; ++i) {
        const std::size_t t = rows.begin + i;
        if (t < panel.exposure_lag) continue;
        const std::size_t x = t - panel.exposure_lag;
        const std::span<const std::uint8_t> takes_part = panel.style_takes_part.row(x);
        for (std::size_t s = 0; s < styles.size(); ++s) {
            const bool used = takes_part.empty() || takes_part[s] != 0;
            styles[s] = used ? panel.styles[s].row(x) : std::span<const double>{};
        }
        CrossSection section{
            panel.returns.row(t),    panel.market_cap.row(x), panel.group.row(x), panel.group_count, styles,
            panel.in_universe.row(x)};
        if (panel.constraint_weights.rows > 0) section.constraint_weights = panel.constraint_weights.row(x);
        const FitOutput out{result.returns.row(i), result.t_stats.row(i),
                            result.vif.rows() > 0 ? result.vif.row(i) : std::span<double>{},
                            result.residuals.rows() > 0 ? result.residuals.row(i) : std::span<double>{}};
        result.quality[i] = fit(section, out);
    }
}

} // namespace nautilus::factor
