#pragma once
// A panel's title line: link-colour dot, title, subject, as-of date, universe, state mark, menu. It is the
// dock's title bar too, so that a panel is dragged by it.

#include <QLabel>
#include <QWidget>

class QToolButton;

namespace nautilus::ui {

class Theme;

/// What the mark says: nothing asked yet; the newest answer of the catalog as it is; an older answer, since
/// the newer one was taken back or the connection is gone; on its way; something that was asked for is
/// missing; nothing to show; failed.
enum class PanelState { Idle, Live, Replay, Stale, Computing, Partial, Empty, Failed };

/// A label that gives way: it elides instead of holding its layout open.
class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget* parent = nullptr);
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

class TitleLine : public QWidget {
    Q_OBJECT
public:
    TitleLine(const Theme& theme, const QString& title, QWidget* parent = nullptr);

    void setSubject(const QString& subject);
    void setAsOf(const QString& date);
    void setUniverse(const QString& universe);
    void setState(PanelState state, const QString& reason = {});
    void setGroup(int group);
    [[nodiscard]] PanelState state() const { return state_; }
    [[nodiscard]] QString subject() const { return subject_->text(); }
    [[nodiscard]] QString asOf() const { return as_of_->text(); }
    [[nodiscard]] QSize sizeHint() const override; ///< docks ask for this one only
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QToolButton* menuButton() const { return menu_; }

Q_SIGNALS:
    void groupChosen(int group);
    void closeRequested();
    void maximiseRequested();

protected:
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    void restyle();
    void chooseGroup();

    const Theme& theme_;
    PanelState state_ = PanelState::Idle;
    QString reason_;
    int group_ = 0;
    QToolButton* dot_;
    QLabel* title_;
    ElidedLabel* subject_;
    QLabel* as_of_;
    QLabel* universe_;
    QLabel* mark_;
    QToolButton* menu_;
    QToolButton* close_;
};

} // namespace nautilus::ui
