#pragma once
// How a tear sheet becomes paper. The program that shows the desktop brings it; without one nothing can
// print.

#include <QJsonObject>
#include <QString>

#include <functional>

namespace nautilus::ui {

/// Writes the whole answer of a tear sheet operation as PDF to a path; answers what went wrong, in words, or
/// nothing.
using TearSheetPrinter = std::function<QString(const QJsonObject& answer, const QString& path)>;

/// Once, before the window is made; GUI thread, as all that follows.
void setTearSheetPrinter(TearSheetPrinter printer);
[[nodiscard]] const TearSheetPrinter& tearSheetPrinter();

} // namespace nautilus::ui
