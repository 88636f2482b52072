#pragma once
// Every shortcut, from the same list that makes them work.

#include <QDialog>
#include <QVector>

#include <functional>

namespace nautilus::ui {

struct Shortcut {
    QString keys; ///< as QKeySequence writes them; empty for those that a widget handles itself
    QString title;
    QString group;
    std::function<void()> run{};
    QString shown{}; ///< when `keys` is empty
};

class KeyboardDialog : public QDialog {
    Q_OBJECT
public:
    KeyboardDialog(const QVector<Shortcut>& shortcuts, QWidget* parent = nullptr);
};

} // namespace nautilus::ui
