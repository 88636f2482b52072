#pragma once
// Two minutes through the window: each step points at a real widget. Enter and the arrows walk, Esc leaves.

#include "ui/shell/overlay.h"

#include <QPointer>
#include <QVector>

#include <functional>

class QLabel;
class QPushButton;

namespace nautilus::ui {

struct TourStep {
    std::function<QWidget*()> target; ///< brings the widget into view and answers it; may be nullptr
    QString title;
    QString text;
};

class Tour : public Overlay {
    Q_OBJECT
public:
    Tour(const Theme& theme, QWidget* window);
    void start(QVector<TourStep> steps);
    void go(int step);
    [[nodiscard]] int step() const { return step_; }
    [[nodiscard]] QString text() const;

protected:
    void place() override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QVector<TourStep> steps_;
    int step_ = 0;
    QPointer<QWidget> target_;
    QLabel* title_;
    QLabel* text_;
    QLabel* count_;
    QPushButton* back_;
    QPushButton* next_;
};

} // namespace nautilus::ui
