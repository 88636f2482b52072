#include "ui/models/number_format.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace nautilus::ui {

QLocale displayLocale() {
    QLocale locale;
    if (locale.language() == QLocale::C) locale = QLocale(QLocale::English, QLocale::UnitedStates);
    locale.setNumberOptions(QLocale::DefaultNumberOptions);
    return locale;
}

QString formatNumber(double value, int decimals, const QLocale& locale) {
    if (!std::isfinite(value)) return QString(kMissing);
    const QString digits = locale.toString(std::abs(value), 'f', decimals);
    bool zero = true;
    for (const QChar each : digits)
        zero = zero && !(each.isDigit() && each.digitValue() != 0);
    return value < 0 && !zero ? kMinus + digits : digits;
}

QString formatSigned(double value, int decimals, const QLocale& locale) {
    const QString text = formatNumber(value, decimals, locale);
    const bool positive = std::isfinite(value) && value > 0 && text != formatNumber(0, decimals, locale);
    return positive ? QLatin1Char('+') + text : text;
}

/// A double carries 15 digits for sure: what is beyond them would be noise.
QString formatQuantity(double value, const QLocale& locale) {
    if (!std::isfinite(value)) return QString(kMissing);
    constexpr int kDigits = 15, kMostPlaces = 8; // units of the books have eight
    const QString digits = QString::number(std::abs(value), 'f', 0);
    const int places = std::clamp(kDigits - static_cast<int>(digits.size()), 0, kMostPlaces);
    const QString text = QString::number(std::abs(value), 'f', places);
    int used = places;
    while (used > 0 && text[text.size() - 1 - (places - used)] == QLatin1Char('0'))
        --used;
    return formatNumber(value, used, locale);
}

QString formatPercent(double fraction, const QLocale& locale) {
    const QString text = formatNumber(fraction * 100.0, 2, locale);
    return std::isfinite(fraction) ? text + QStringLiteral("\u00A0%") : text;
}

QString formatMoney(double value, const QLocale& locale) {
    if (!std::isfinite(value)) return QString(kMissing);
    struct Step {
        double size;
        const char* sign;
    };
    static constexpr Step kSteps[] = {{1e12, "T"}, {1e9, "B"}, {1e6, "M"}, {1e3, "K"}};
    for (const Step& step : kSteps) // 999,995 would print as 1,000.00 K: it belongs to the next step
        if (std::abs(value) >= step.size * 0.999995)
            return formatNumber(value / step.size, 2, locale) + QChar(0x00A0) + QLatin1String(step.sign);
    return formatNumber(value, 2, locale);
}

QString formatSignedMoney(double value, const QLocale& locale) {
    return (value > 0 ? QStringLiteral("+") : QString()) + formatMoney(value, locale);
}

QString formatAs(NumberKind kind, double value, const QLocale& locale) {
    switch (kind) {
    case NumberKind::Integer:
        return formatNumber(value, 0, locale);
    case NumberKind::Decimal1:
        return formatNumber(value, 1, locale);
    case NumberKind::Significant:
    case NumberKind::Plain: {
        if (!std::isfinite(value)) return QString(kMissing);
        QLocale plain = locale;
        if (value == std::floor(value) && std::abs(value) < 1e5)
            plain.setNumberOptions(QLocale::OmitGroupSeparator);
        const QString digits = plain.toString(std::abs(value), 'g', kind == NumberKind::Plain ? 10 : 4);
        return value < 0 ? kMinus + digits : digits;
    }
    case NumberKind::Quantity:
        return formatQuantity(value, locale);
    case NumberKind::Decimal3:
        return formatNumber(value, 3, locale);
    case NumberKind::Signed2:
        return formatSigned(value, 2, locale);
    case NumberKind::Percent:
        return formatNumber(value * 100.0, 2, locale);
    case NumberKind::Percent1:
        return formatNumber(value * 100.0, 1, locale);
    case NumberKind::PercentSign:
        return formatPercent(value, locale);
    case NumberKind::BasisPoints:
        return formatNumber(value * 1e4, 1, locale) +
               (std::isfinite(value) ? QStringLiteral("\u00A0bp") : QString());
    case NumberKind::Money:
        return formatMoney(value, locale);
    case NumberKind::Price:
        return formatNumber(value, std::abs(value) < 1.0 ? 4 : 2, locale);
    case NumberKind::Decimal2:
    case NumberKind::Text:
    case NumberKind::Date:
        break;
    }
    return formatNumber(value, 2, locale);
}

QString formatCell(NumberKind kind, const QJsonValue& value, const QLocale& locale) {
    if (value.isNull() || value.isUndefined()) return QString(kMissing);
    if (value.isBool())
        return value.toBool() ? QCoreApplication::translate("NumberFormat", "yes")
                              : QCoreApplication::translate("NumberFormat", "no");
    if (value.isDouble() && kind == NumberKind::Text) return plainCell(value);
    return value.isDouble() ? formatAs(kind, value.toDouble(), locale) : value.toString();
}

QString plainCell(const QJsonValue& value) {
    if (value.isBool()) return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    if (value.isDouble()) return QString::number(value.toDouble(), 'g', QLocale::FloatingPointShortest);
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    return value.toString();
}

double asTyped(double value) {
    return QString::number(value, 'g', 12).toDouble();
}

bool isNumeric(NumberKind kind) {
    return kind != NumberKind::Text && kind != NumberKind::Date;
}

} // namespace nautilus::ui
