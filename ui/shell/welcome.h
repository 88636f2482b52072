#pragma once
// The first start: three ways to begin, and the tour.

#include "ui/shell/desk.h"
#include "ui/shell/overlay.h"

class QLabel;
class QVBoxLayout;

namespace nautilus::ui {

class Welcome : public Overlay {
    Q_OBJECT
public:
    Welcome(Desk& desk, QWidget* window);

Q_SIGNALS:
    void demoChosen();
    void importChosen();
    void tourChosen();

private:
    void addAction(QVBoxLayout& column, const QString& title, const QString& text,
                   const std::function<void()>& run);
    void listSources();

    Desk& desk_;
    QLabel* sources_;
};

} // namespace nautilus::ui
