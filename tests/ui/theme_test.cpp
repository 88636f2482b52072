#include "tests/ui/suites.h"
#include "ui/shell/theme.h"

#include <QtTest>

namespace nautilus::ui::testing {

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
    void linesStandOutAndDiffer() {
        for (const bool dark : {true, false}) {
            Theme theme;
            theme.setPreferences({.dark = dark});
            for (int i = 0; i < 8; ++i) {
                QVERIFY(Theme::contrast(theme.series(i), theme.color(Token::Surface1)) >= 3.0);
                for (int j = 0; j < i; ++j)
                    QVERIFY(theme.series(i) != theme.series(j));
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
