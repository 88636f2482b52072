#include "tests/ui/suites.h"
#include "ui/models/number_format.h"

#include <QtTest>

#include <cmath>
#include <limits>

namespace nautilus::ui::testing {

class NumberFormatTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void separatesThousands() {
        const QLocale english(QLocale::English, QLocale::UnitedStates);
        QCOMPARE(formatNumber(1234567.891, 2, english), QStringLiteral("1,234,567.89"));
        QCOMPARE(formatNumber(0, 0, english), QStringLiteral("0"));
    }
    void usesTheTrueMinus() {
        const QLocale english(QLocale::English, QLocale::UnitedStates);
        QCOMPARE(formatNumber(-1.5, 2, english), QStringLiteral("\u22121.50"));
        QCOMPARE(formatNumber(-0.001, 2, english), QStringLiteral("0.00"));
        QCOMPARE(formatSigned(0.254, 2, english), QStringLiteral("+0.25"));
        QCOMPARE(formatSigned(0.001, 2, english), QStringLiteral("0.00"));
    }
    void followsTheLocale() {
        QCOMPARE(formatNumber(1234.5, 2, QLocale(QLocale::German, QLocale::Germany)),
                 QStringLiteral("1.234,50"));
    }
    void writesPercentWithTwoPlaces() {
        const QLocale english(QLocale::English, QLocale::UnitedStates);
        QCOMPARE(formatPercent(0.12345, english), QStringLiteral("12.35\u00A0%"));
        QCOMPARE(formatAs(NumberKind::Percent, -0.5, english), QStringLiteral("\u221250.00"));
    }
    void writesLargeMoney() {
        const QLocale english(QLocale::English, QLocale::UnitedStates);
        QCOMPARE(formatMoney(1.23e9, english), QStringLiteral("1.23\u00A0B"));
        QCOMPARE(formatMoney(-4.5e6, english), QStringLiteral("\u22124.50\u00A0M"));
        QCOMPARE(formatMoney(999999, english), QStringLiteral("1.00\u00A0M"));
        QCOMPARE(formatMoney(1.3e12, english), QStringLiteral("1.30\u00A0T"));
        QCOMPARE(formatMoney(12.5, english), QStringLiteral("12.50"));
    }
    void marksTheMissing() {
        QCOMPARE(formatNumber(std::numeric_limits<double>::quiet_NaN(), 2), QStringLiteral("\u2013"));
        QCOMPARE(formatCell(NumberKind::Money, QJsonValue(QJsonValue::Null)), QStringLiteral("\u2013"));
        QCOMPARE(formatMoney(std::numeric_limits<double>::infinity()), QStringLiteral("\u2013"));
    }
    void pricesBelowOneHaveFourPlaces() {
        const QLocale english(QLocale::English, QLocale::UnitedStates);
        QCOMPARE(formatAs(NumberKind::Price, 0.1234, english), QStringLiteral("0.1234"));
        QCOMPARE(formatAs(NumberKind::Significant, -0.4977578475, english), QStringLiteral("\u22120.4978"));
        QCOMPARE(formatAs(NumberKind::Significant, 1.23456e-8, english), QStringLiteral("1.235E-08"));
        QCOMPARE(formatAs(NumberKind::Price, 1234.5, english), QStringLiteral("1,234.50"));
    }
    void quantitiesHaveThePlacesThatTheyHave() {
        const QLocale english(QLocale::English, QLocale::UnitedStates);
        const auto units = [&](double value) { return formatAs(NumberKind::Quantity, value, english); };
        QCOMPARE(units(999), QStringLiteral("999"));
        QCOMPARE(units(1000), QStringLiteral("1,000"));
        QCOMPARE(units(-12500), QStringLiteral("\u221212,500"));
        QCOMPARE(units(1234.5), QStringLiteral("1,234.5"));
        QCOMPARE(units(0.00000001), QStringLiteral("0.00000001"));
        QCOMPARE(units(0.1 + 0.2), QStringLiteral("0.3"));
        QCOMPARE(units(123456789.12345678), QStringLiteral("123,456,789.123457"));
        QCOMPARE(units(1e15), QStringLiteral("1,000,000,000,000,000"));
        QCOMPARE(units(0), QStringLiteral("0"));
        QCOMPARE(units(std::nan("")), QStringLiteral("\u2013"));
        QCOMPARE(formatAs(NumberKind::Quantity, 1234.5, QLocale(QLocale::German, QLocale::Germany)),
                 QStringLiteral("1.234,5"));
        QCOMPARE(formatAs(NumberKind::Plain, 2018, english), QStringLiteral("2018")); // years stay years
    }
    void filesAreNeverLocal() {
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        QCOMPARE(plainCell(1234.5), QStringLiteral("1234.5"));
        QCOMPARE(plainCell(-0.1), QStringLiteral("-0.1"));
        QCOMPARE(plainCell(QJsonValue(QJsonValue::Null)), QString());
        QLocale::setDefault(QLocale::c());
    }
};

static const Register<NumberFormatTest> kRegistered;

} // namespace nautilus::ui::testing

#include "number_format_test.moc"
