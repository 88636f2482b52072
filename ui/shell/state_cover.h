#pragma once
// What lies over a panel's body while it has nothing better to show: the last result dimmed with progress
// (after 300 ms) and cancel (after 1 s); an error in words with the next step; an empty state with its
// action.

#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace nautilus::ui {

class Theme;

class StateCover : public QWidget {
    Q_OBJECT
public:
    enum class Mode { None, Loading, Error, Empty };

    StateCover(const Theme& theme, QWidget* over);

    void showLoading();
    void showError(const QString& message, const QString& next_step);
    void showEmpty(const QString& message, const QString& action);
    void clear();
    [[nodiscard]] Mode mode() const { return mode_; }
    [[nodiscard]] QString message() const;

Q_SIGNALS:
    void cancelled();
    void retried();
    void acted();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void setMode(Mode mode);
    void set(const QString& icon, const QString& message, const QString& detail, const QString& action);

    const Theme& theme_;
    Mode mode_ = Mode::None;
    QString icon_name_;
    QLabel* icon_;
    QLabel* message_;
    QLabel* detail_;
    QProgressBar* progress_;
    QPushButton* button_;
    QTimer progress_timer_;
    QTimer cancel_timer_;
};

} // namespace nautilus::ui
