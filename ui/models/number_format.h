#pragma once
// The one home of numbers as text. Display follows the reader's locale (thousands separator and decimal
// point), files never do. Negative numbers carry a true minus sign (U+2212); a missing value is an en dash.

#include <QJsonValue>
#include <QLocale>
#include <QString>

namespace nautilus::ui {

/// How a column or axis is written.
enum class NumberKind {
    Text,        ///< as it is
    Integer,     ///< 1,234
    Decimal1,    ///< 1.2
    Decimal2,    ///< 1.23
    Decimal3,    ///< 1.234
    Signed2,     ///< +1.23, exposures
    Percent,     ///< 0.1234 -> 12.34 %; the unit stands in the header, so the cell reads 12.34
    Percent1,    ///< the same with one decimal, where 100.0 is common
    PercentSign, ///< 12.34 %
    Money,       ///< 1.23 B
    Plain,       ///< up to ten significant digits, for values of unknown meaning
    Significant, ///< the same with four, where many stand in a column
    Quantity,    ///< 1,234.5678: units held or traded, with the places that they have
    Price,       ///< 1,234.50, four decimals below 1
    Date,        ///< ISO, as it is
    BasisPoints  ///< 0.00012 -> 1.2 bp
};

inline constexpr QChar kMinus{0x2212};
inline constexpr QChar kMissing{0x2013};

/// The locale of display; the C locale counts as English so that thousands stay separated.
[[nodiscard]] QLocale displayLocale();

/// `value` with `decimals` places; NaN and infinities give the missing sign; -0 is 0.
[[nodiscard]] QString formatNumber(double value, int decimals, const QLocale& locale = displayLocale());
[[nodiscard]] QString formatSigned(double value, int decimals, const QLocale& locale = displayLocale());
/// A fraction as percent with two places and the sign: 0.1234 -> "12.34 %".
[[nodiscard]] QString formatPercent(double fraction, const QLocale& locale = displayLocale());
/// Three significant steps with K, M, B or T: 1234567890 -> "1.23 B"; below 1000 as a number with two places.
[[nodiscard]] QString formatMoney(double value, const QLocale& locale = displayLocale());
[[nodiscard]] QString formatSignedMoney(double value, const QLocale& locale = displayLocale());
/// Units: thousands separated, no trailing zeros, at most eight places and fifteen digits.
[[nodiscard]] QString formatQuantity(double value, const QLocale& locale = displayLocale());
[[nodiscard]] QString formatAs(NumberKind kind, double value, const QLocale& locale = displayLocale());
/// Any JSON value of a cell; null gives the missing sign, true and false "yes" and "no" in the reader's
/// language.
[[nodiscard]] QString formatCell(NumberKind kind, const QJsonValue& value,
                                 const QLocale& locale = displayLocale());
/// For files: shortest text that reads back to the same value, a point, no separators; missing is empty,
/// lists and objects are JSON.
[[nodiscard]] QString plainCell(const QJsonValue& value);

/// A value that was typed in percent and divided, or the other way round: 0.07 * 100 is 7.000000000000001.
[[nodiscard]] double asTyped(double value);

[[nodiscard]] bool isNumeric(NumberKind kind);

} // namespace nautilus::ui
