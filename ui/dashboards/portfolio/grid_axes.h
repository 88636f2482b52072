#pragma once
// Settings of a policy that a grid can vary, in words and in the units that people use.

#include "ui/models/number_format.h"

#include <QJsonArray>
#include <QPair>
#include <QString>
#include <QVector>

namespace nautilus::ui {

/// {title, JSON pointer} of the settings offered.
[[nodiscard]] QVector<QPair<QString, QString>> gridAxes();
/// "/constraints/max_weight" -> "Largest weight"; what is not known stays.
[[nodiscard]] QString gridAxisTitle(const QString& pointer);
/// "20, 30" of a setting in percent -> [0.2, 0.3]; words as the API or the screen writes them. Empty, with a
/// sentence in `problem`, where one cannot be read.
[[nodiscard]] QJsonArray readGridValues(const QString& pointer, const QString& text, QString* problem);
/// One value as on screen.
[[nodiscard]] QString gridValueText(const QString& pointer, const QJsonValue& value);

} // namespace nautilus::ui
