#include "ui/models/field_makers.h"

namespace nautilus::ui::fields {

using Kind = PointerField::Kind;

PointerField percent(const char* pointer, const QString& title, const QString& hint, double start,
                     double most, double least) {
    PointerField out{QLatin1String(pointer), Kind::Number, title, hint};
    out.unit = QStringLiteral("%");
    out.per_unit = 100;
    out.least = least;
    out.most = most;
    out.start = start;
    return out;
}

PointerField basisPoints(const char* pointer, const QString& title, const QString& hint, double start) {
    PointerField out = number(pointer, title, hint, start, 0, 10000, 1);
    out.unit = QStringLiteral("bp");
    out.per_unit = 1e4;
    out.step = 1;
    return out;
}

PointerField number(const char* pointer, const QString& title, const QString& hint, double start,
                    double least, double most, int decimals) {
    PointerField out{QLatin1String(pointer), Kind::Number, title, hint};
    out.least = least;
    out.most = most;
    out.start = start;
    out.decimals = decimals;
    out.step = decimals == 0 ? 1 : 0.1;
    return out;
}

PointerField text(const char* pointer, Kind kind, const QString& title, const QString& hint,
                  const QString& example, double per_unit) {
    PointerField out{QLatin1String(pointer), kind, title, hint};
    out.example = example;
    out.per_unit = per_unit;
    return out;
}

PointerField choice(const QString& pointer, const QString& title, const QString& hint,
                    const QVector<QPair<QString, QString>>& choices, int first) {
    PointerField out{pointer, Kind::Choice, title, hint};
    out.choices = choices;
    out.start = first;
    return out;
}

PointerField toggle(const char* pointer, const QString& title, const QString& hint) {
    return {QLatin1String(pointer), Kind::Switch, title, hint};
}

PointerField range(PointerField field) {
    field.kind = Kind::Range;
    return field;
}

PointerField needed(PointerField field) {
    field.optional = false;
    return field;
}

PointerField slid(PointerField field) {
    field.slider = true;
    return field;
}

} // namespace nautilus::ui::fields
