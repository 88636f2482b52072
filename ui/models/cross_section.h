#pragma once
// One session's values of a factor as a picture: how they are spread, and who stands at the ends.

#include "ui/models/table_data.h"

#include <QVector>

namespace nautilus::ui {

struct Bin {
    double from = 0;
    double to = 0;
    int count = 0;
};

/// Equal parts between the least and the greatest finite value, the last one closed; one when all are equal.
[[nodiscard]] QVector<Bin> binsOf(const QVector<double>& values, int most);

/// The `count` rows with the highest (or lowest) numbers in `column`, the most extreme first; rows without a
/// number stay out, equal ones keep their order.
[[nodiscard]] TableData extremes(const TableData& table, const QString& column, int count, bool highest);

/// Finite numbers of a column.
[[nodiscard]] QVector<double> numbersOf(const TableData& table, const QString& column);

} // namespace nautilus::ui
