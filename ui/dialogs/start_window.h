#pragma once
// What is seen while the built-in data are imported and the engines start.

#include <QWidget>

class QLabel;
class QProgressBar;

namespace nautilus::ui {

class StartWindow : public QWidget {
    Q_OBJECT
public:
    /// Theme preferences are those of `settings_folder`, as in the main window.
    explicit StartWindow(const QString& settings_folder);

    /// Fraction in [0, 1] and what is being done.
    void show(double fraction, const QString& what);
    using QWidget::show;

    /// Shows why the start failed until the window is closed; answers the exit status 1.
    int fail(const QString& why);

private:
    QLabel* what_;
    QProgressBar* bar_;
};

} // namespace nautilus::ui
