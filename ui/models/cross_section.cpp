#include "ui/models/cross_section.h"

#include <algorithm>
#include <cmath>

namespace nautilus::ui {

QVector<Bin> binsOf(const QVector<double>& values, int most) {
    QVector<double> finite;
    std::copy_if(values.begin(), values.end(), std::back_inserter(finite),
                 [](double v) { return std::isfinite(v); });
    if (finite.isEmpty() || most < 1) return {};
    const auto [low, high] = std::minmax_element(finite.begin(), finite.end());
    const double least = *low;
    const double span = *high - least;
    const int bins = span > 0 ? most : 1;
    QVector<Bin> out;
    for (int i = 0; i < bins; ++i)
        out.append({least + span * i / bins, least + span * (i + 1) / bins, 0});
    for (const double value : std::as_const(finite)) {
        const int at = span > 0 ? static_cast<int>((value - least) / span * bins) : 0;
        ++out[std::clamp(at, 0, bins - 1)].count;
    }
    return out;
}

TableData extremes(const TableData& table, const QString& column, int count, bool highest) {
    const int at = table.column(column);
    QVector<int> order;
    for (int row = 0; row < table.rows.size(); ++row)
        if (std::isfinite(table.number(row, at))) order.append(row);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
        return highest ? table.number(a, at) > table.number(b, at)
                       : table.number(a, at) < table.number(b, at);
    });
    return table.reordered(order.mid(0, count));
}

QVector<double> numbersOf(const TableData& table, const QString& column) {
    const int at = table.column(column);
    QVector<double> out;
    for (int row = 0; row < table.rows.size(); ++row)
        if (const double value = table.number(row, at); std::isfinite(value)) out.append(value);
    return out;
}

} // namespace nautilus::ui
