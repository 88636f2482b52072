#pragma once
// What lies over the whole window: a veil, a card on it, and Esc to leave. The welcome and the tour are made
// of it.

#include <QFrame>
#include <QPointer>
#include <QRect>
#include <QWidget>

namespace nautilus::ui {

class Theme;

class Overlay : public QWidget {
    Q_OBJECT
public:
    Overlay(const Theme& theme, QWidget* window);
    void open();
    void leave();

Q_SIGNALS:
    void left();

protected:
    /// The card that subclasses fill.
    [[nodiscard]] QFrame* card() const { return card_; }
    /// What the veil leaves open, in the window's coordinates; empty for nothing.
    void setHole(const QRect& hole);
    [[nodiscard]] const QRect& hole() const { return hole_; }
    /// Puts the card where it belongs; the middle unless overridden.
    virtual void place();
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    const Theme& theme_;
    QFrame* card_;
    QRect hole_;
    QPointer<QWidget> before_;
};

} // namespace nautilus::ui
