#pragma once
// Explains a factor in the inspector: formula, inputs, direction, unit, source, first valid date.

#include "ui/shell/desk.h"

namespace nautilus::ui {

/// Asks factor.factors and shows the card of `factor` ("style:size" or "size"); silent when it is not listed.
void inspectFactor(Desk& desk, QObject* context, const QString& factor);

} // namespace nautilus::ui
