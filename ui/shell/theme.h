#pragma once
// The only place where a colour has a value. A theme is one token file in resources/themes; palette, style
// sheet and icons are made from it, and panels ask for tokens. Contrast of text tokens is at least 7:1, of
// muted ones 4.5:1 (WCAG 2.1 relative luminance), checked by tests.

#include <QColor>
#include <QFont>
#include <QHash>
#include <QIcon>
#include <QObject>
#include <QPalette>
#include <QString>
#include <QVector>

class QApplication;

namespace nautilus::ui {

enum class Token {
    Surface0, ///< window
    Surface1, ///< panel
    Surface2, ///< hover and header
    Line,     ///< hairlines
    Text,
    Muted,
    Faint,
    Accent, ///< selection, focus ring, links
    OnAccent,
    Selection,
    Up, ///< after the reader's settings; never used without a sign or an arrow
    Down,
    Warn,
    Error,
    Info,
    Good
};

/// What the reader chose.
struct ThemePreferences {
    bool dark = true;
    bool swap_up_down = false;
    bool blue_orange = false; ///< up and down in blue and orange instead of green and red
    bool motion = true;
    bool operator==(const ThemePreferences&) const = default;
};

class Theme : public QObject {
    Q_OBJECT
public:
    explicit Theme(QObject* parent = nullptr);

    [[nodiscard]] const ThemePreferences& preferences() const { return preferences_; }
    void setPreferences(const ThemePreferences& preferences);

    [[nodiscard]] QColor color(Token token) const;
    /// Line colour `index` of eight that stay apart for colour-blind eyes; wraps around.
    [[nodiscard]] QColor series(int index) const;
    /// Colour of link group 0..3.
    [[nodiscard]] QColor linkGroup(int group) const;
    /// Diverging palette, orange for -1, surface for 0, blue for +1; values outside are clamped.
    [[nodiscard]] QColor diverging(double position) const;
    /// The text colour where it reads well on `background`, else white or black: at least 4.5:1 on anything.
    [[nodiscard]] QColor textOn(const QColor& background) const;

    [[nodiscard]] QPalette palette() const;
    [[nodiscard]] QString styleSheet() const;
    /// An icon of resources/icons in a token's colour, drawn from vectors at every scale.
    [[nodiscard]] QIcon icon(const QString& name, Token token = Token::Muted) const;
    [[nodiscard]] QPixmap pixmap(const QString& name, Token token, int size, qreal ratio) const;

    /// Interface text; weight 400, 500 or 600; size in pixels at 100 %.
    [[nodiscard]] static QFont textFont(int pixels = 13, int weight = 400);
    /// Figures of equal width.
    [[nodiscard]] static QFont figureFont(int pixels = 11, int weight = 400);

    /// Sets style, fonts, palette and style sheet of the whole program, and keeps them in step.
    void apply(QApplication& application);

    /// Contrast ratio 1..21 of two opaque colours (WCAG 2.1).
    [[nodiscard]] static double contrast(const QColor& a, const QColor& b);

Q_SIGNALS:
    void changed();

private:
    void read();
    [[nodiscard]] QColor named(const QString& name) const { return tokens_.value(name); }

    ThemePreferences preferences_;
    QHash<QString, QColor> tokens_;
    QVector<QColor> series_;
    QVector<QColor> links_;
    QVector<QColor> diverging_;
    QApplication* application_ = nullptr;
};

} // namespace nautilus::ui
