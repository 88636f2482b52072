#pragma once
// What jobs do, in words.

#include <QString>

namespace nautilus::ui {

/// "policy_backtest" -> "Policy backtest"; what is not known stays.
[[nodiscard]] QString jobTitle(const QString& kind);

} // namespace nautilus::ui
