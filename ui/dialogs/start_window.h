#pragma once
// What is seen while the built-in data are imported and the engines start.

#include "ui/shell/theme.h"

#include <QWidget>

class QLabel;
class QProgressBar;

namespace nautilus::ui {

class StartWindow : public QWidget {
    Q_OBJECT
public:
    StartWindow();

    /// Fraction in [0, 1] and what is being done.
    void show(double fraction, const QString& what);
    using QWidget::show;

    /// Shows why the start failed until the window is closed; answers the exit status 1.
    int fail(const QString& why);

private:
    Theme theme_;
    QLabel* what_;
    QProgressBar* bar_;
};

} // namespace nautilus::ui
