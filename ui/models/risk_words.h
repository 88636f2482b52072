#pragma once
// Limits, statuses, methods and scenarios in words: the API answers codes, so that scripts can rely on them.

#include "ui/models/table_data.h"

#include <QDateTime>

namespace nautilus::ui {

/// "Position size" for position_size; what is not known stays.
[[nodiscard]] QString limitTitle(const QString& type);
/// What is measured, in a sentence; empty when not known.
[[nodiscard]] QString limitMeaning(const QString& type);
/// The twelve types in the order of the engine.
[[nodiscard]] QStringList limitTypes();
/// A value of a limit with its unit: "18.99 %", "0.63 x", "0.89"; the missing sign for NaN.
[[nodiscard]] QString formatLimit(const QString& type, double value);
/// True when values of the type are shares that people read as percent.
[[nodiscard]] bool isShareLimit(const QString& type);
/// True for a limit that must not be gone below.
[[nodiscard]] bool isLeastLimit(const QString& type);

/// OK, WARNING, BREACH, NOT_COMPUTABLE, OFF; WITHIN_LIMITS for all together.
[[nodiscard]] QString limitStatusWord(const QString& status);
/// 0 is the worst: the order in which people want to see them.
[[nodiscard]] int limitStatusRank(const QString& status);
[[nodiscard]] QString severityWord(const QString& severity);
[[nodiscard]] int severityRank(const QString& severity); ///< 0 LOW ... 3 CRITICAL
[[nodiscard]] QString breachStateWord(const QString& state);
[[nodiscard]] QString breachEventWord(const QString& event);
[[nodiscard]] QString scopeWord(const QString& scope);
[[nodiscard]] QString varMethodTitle(const QString& method);
[[nodiscard]] QString scenarioTitle(const QString& scenario);
[[nodiscard]] QString channelWord(const QString& channel);

/// An instant of the API as people read it: "2020-01-10 21:00", UTC.
[[nodiscard]] QString instantText(const QString& instant);
[[nodiscard]] QDateTime readInstant(const QString& instant);
/// "45 s", "12 min", "3.5 h", "2.1 days".
[[nodiscard]] QString durationText(double minutes);

/// Takes the warnings of `metadata` that point into the list of `table` as the reasons of its missing values.
void takeReasons(TableData& table, const QJsonObject& metadata);

} // namespace nautilus::ui
