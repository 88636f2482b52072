#include "tests/ui/suites.h"
#include "ui/shell/theme.h"

#include <QtTest>

#include <algorithm>
#include <array>
#include <cmath>

namespace nautilus::ui::testing {
namespace {

using Matrix = std::array<std::array<double, 3>, 3>;

// How a fully protanope, a fully deuteranope and an ordinary eye see linear RGB (Machado, Oliveira and
// Fernandes 2009, severity 1).
constexpr Matrix kEyes[] = {
    {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
    {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
    {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}};

std::array<double, 3> times(const Matrix& m, const std::array<double, 3>& v) {
    std::array<double, 3> out{};
    for (std::size_t i = 0; i < 3; ++i)
        out[i] = m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2];
    return out;
}

/// CIE L*a*b* (D65) of a colour as `eye` sees it.
std::array<double, 3> seen(const QColor& colour, const Matrix& eye) {
    auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    auto rgb = times(eye, {linear(colour.redF()), linear(colour.greenF()), linear(colour.blueF())});
    for (double& c : rgb)
        c = std::clamp(c, 0.0, 1.0);
    const Matrix xyz{{{0.4124564, 0.3575761, 0.1804375},
                      {0.2126729, 0.7151522, 0.0721750},
                      {0.0193339, 0.1191920, 0.9503041}}};
    auto v = times(xyz, rgb);
    v[0] /= 0.95047;
    v[2] /= 1.08883;
    for (double& c : v)
        c = c > 0.008856 ? std::cbrt(c) : 7.787 * c + 16.0 / 116.0;
    return {116 * v[1] - 16, 500 * (v[0] - v[1]), 200 * (v[1] - v[2])};
}

double difference(const QColor& a, const QColor& b, const Matrix& eye) {
    const auto p = seen(a, eye);
    const auto q = seen(b, eye);
    return std::hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

} // namespace

class ThemeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void textReadsOnEverySurface() {
        for (const bool dark : {true, false}) {
            Theme theme;
            theme.setPreferences({.dark = dark});
            for (const Token surface :
                 {Token::Surface0, Token::Surface1, Token::Surface2, Token::Selection}) {
                QVERIFY(Theme::contrast(theme.color(Token::Text), theme.color(surface)) >= 7.0);
                QVERIFY(Theme::contrast(theme.color(Token::Muted), theme.color(surface)) >= 4.5);
            }
            for (const Token token :
                 {Token::Accent, Token::Up, Token::Down, Token::Warn, Token::Error, Token::Info})
                QVERIFY2(Theme::contrast(theme.color(token), theme.color(Token::Surface1)) >= 3.0,
                         qPrintable(QString::number(static_cast<int>(token))));
            QVERIFY(Theme::contrast(theme.color(Token::OnAccent), theme.color(Token::Accent)) >= 4.5);
        }
    }
    void linesStandOutAndDifferForColourBlindEyes() {
        for (const bool dark : {true, false}) {
            Theme theme;
            theme.setPreferences({.dark = dark});
            for (int i = 0; i < 8; ++i) {
                QVERIFY(Theme::contrast(theme.series(i), theme.color(Token::Surface1)) >= 3.0);
                for (int j = 0; j < i; ++j)
                    for (const Matrix& eye : kEyes)
                        QVERIFY2(difference(theme.series(i), theme.series(j), eye) >= 12.0,
                                 qPrintable(QStringLiteral("%1 %2").arg(i).arg(j)));
            }
        }
    }
    void figuresReadOnEveryHeatCell() {
        for (const bool dark : {true, false}) {
            Theme theme;
            theme.setPreferences({.dark = dark});
            for (int step = -100; step <= 100; ++step) {
                const QColor cell = theme.diverging(step / 100.0);
                QVERIFY2(Theme::contrast(theme.textOn(cell), cell) >= 4.5, qPrintable(QString::number(step)));
            }
        }
    }
    void divergingIsCentredOnZero() {
        Theme theme;
        QVERIFY(theme.diverging(1).blue() > theme.diverging(1).red());
        QVERIFY(theme.diverging(-1).red() > theme.diverging(-1).blue());
        QCOMPARE(theme.diverging(5), theme.diverging(1));
        QVERIFY(Theme::contrast(theme.diverging(0), theme.color(Token::Surface1)) < 1.2);
    }
    void riseAndFallFollowTheReader() {
        Theme theme;
        const QColor up = theme.color(Token::Up);
        const QColor down = theme.color(Token::Down);
        theme.setPreferences({.swap_up_down = true});
        QCOMPARE(theme.color(Token::Up), down);
        QCOMPARE(theme.color(Token::Down), up);
        theme.setPreferences({.blue_orange = true});
        QVERIFY(theme.color(Token::Up).blue() > theme.color(Token::Up).red());
        QVERIFY(theme.color(Token::Down).red() > theme.color(Token::Down).blue());
    }
    void styleSheetHasNoTokenLeft() {
        for (const bool dark : {true, false}) {
            Theme theme;
            theme.setPreferences({.dark = dark});
            const QString sheet = theme.styleSheet();
            QVERIFY(sheet.size() > 1000);
            QVERIFY(!sheet.contains(QLatin1Char('@')));
        }
    }
    void iconsTakeTheTokensColour() {
        Theme theme;
        const QImage image = theme.pixmap(QStringLiteral("stop"), Token::Error, 16, 2.0).toImage();
        int most = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                most =
                    std::max(most, image.pixelColor(x, y).alpha() > 200 ? image.pixelColor(x, y).red() : 0);
        QVERIFY(std::abs(most - theme.color(Token::Error).red()) < 12);
    }
};

static const Register<ThemeTest> kRegistered;

} // namespace nautilus::ui::testing

#include "theme_test.moc"
