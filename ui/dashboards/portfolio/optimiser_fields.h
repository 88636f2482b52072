#pragma once
// The fields of an optimisation: what they are called, where they stand in the request, and which methods
// read them.

#include "ui/models/pointer_fields.h"

namespace nautilus::ui {

class PointerForm;

/// Method, universe, objective, constraints and data: what one optimum is asked with.
void addOptimiserFields(PointerForm& form);
/// The part of them that a backtest of a policy is asked with.
void addPolicyFields(PointerForm& form);
/// Fields that other forms beside these have as well.
[[nodiscard]] PointerField universeField();
[[nodiscard]] PointerField aversionField();
[[nodiscard]] PointerField turnoverField();
[[nodiscard]] PointerField lookbackField();
[[nodiscard]] PointerField covarianceField();
/// "ledoit_wolf" -> "Ledoit-Wolf"; what is not known stays.
[[nodiscard]] QString covarianceTitle(const QString& covariance);
[[nodiscard]] PointerField expectedReturnsField();
[[nodiscard]] PointerField costsField();
[[nodiscard]] PointerField impactField();
/// False for what `method` does not read, and for the aim that was not chosen ("return" or "trade_off").
[[nodiscard]] bool readsField(const QString& method, const QString& aim, const QString& pointer);

inline const QString kAimField = QStringLiteral("~aim"); ///< of the form only, not of the request
inline const QString kMethodField = QStringLiteral("/optimization_method");
inline const QString kTargetField = QStringLiteral("/objective/target_return");
inline const QString kAversionField = QStringLiteral("/objective/risk_aversion");
inline const QString kTurnoverField = QStringLiteral("/constraints/max_turnover");

} // namespace nautilus::ui
