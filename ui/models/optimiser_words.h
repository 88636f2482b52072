#pragma once
// Methods, constraints and shadow prices of the optimiser in words and in the units that people use.

#include "ui/models/number_format.h"

#include <QJsonObject>
#include <QStringList>

namespace nautilus::ui {

/// Every method of the API, the usual ones first.
[[nodiscard]] QStringList optimiserMethods();
/// "hierarchical_risk_parity" -> "Hierarchical risk parity"; what is not known stays.
[[nodiscard]] QString methodTitle(const QString& method);
/// What the method looks for, in a sentence.
[[nodiscard]] QString methodMeaning(const QString& method);
/// "current", "max_sharpe" ... of a frontier, as people call them; symbols stay.
[[nodiscard]] QString frontierMarkTitle(const QString& name);
[[nodiscard]] QString tradeWord(const QString& action);

/// A message of the API, which begins small and ends without a stop, as a sentence.
[[nodiscard]] QString sentence(QString message);

/// How limits of the constraint at `pointer` are written: percent, a number, a count.
[[nodiscard]] NumberKind limitKind(const QString& pointer);
/// "every weight at most 30.00 %" of a constraint or conflict of the API.
[[nodiscard]] QString constraintText(const QJsonObject& constraint);
/// What a binding constraint costs: "12.3 bp a year per point". `price` as the API gives it, per
/// unit of the limit; empty where it costs nothing.
[[nodiscard]] QString shadowPriceText(const QString& pointer, double price);
/// Behind a conflict or relaxation of the API: the limit that it is widened to in the least relaxation, else
/// the one that would do alone; empty where it stays as it is.
[[nodiscard]] QString wayOutText(const QJsonObject& conflict);

} // namespace nautilus::ui
