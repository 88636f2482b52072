#pragma once
// Fields of a form in one line each.

#include "ui/models/pointer_fields.h"

namespace nautilus::ui::fields {

/// A fraction shown in percent. `start`, `most` and `least` as shown.
[[nodiscard]] PointerField percent(const char* pointer, const QString& title, const QString& hint,
                                   double start, double most = 1000, double least = 0);
/// A fraction shown in basis points.
[[nodiscard]] PointerField basisPoints(const char* pointer, const QString& title, const QString& hint,
                                       double start);
[[nodiscard]] PointerField number(const char* pointer, const QString& title, const QString& hint,
                                  double start, double least, double most, int decimals);
/// What is written as text, see PointerField::Kind.
[[nodiscard]] PointerField text(const char* pointer, PointerField::Kind kind, const QString& title,
                                const QString& hint, const QString& example, double per_unit = 1);
[[nodiscard]] PointerField choice(const QString& pointer, const QString& title, const QString& hint,
                                  const QVector<QPair<QString, QString>>& choices, int first = 0);
[[nodiscard]] PointerField toggle(const char* pointer, const QString& title, const QString& hint);
/// The same with both ends.
[[nodiscard]] PointerField range(PointerField field);
/// The same, never empty.
[[nodiscard]] PointerField needed(PointerField field);
/// The same with a slider below it.
[[nodiscard]] PointerField slid(PointerField field);

} // namespace nautilus::ui::fields
