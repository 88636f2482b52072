#pragma once
// The card on the right: what the selected thing is and where its numbers come from.

#include "ui/shell/desk.h"

#include <QWidget>

class QFormLayout;
class QLabel;
class QVBoxLayout;

namespace nautilus::ui {

class Inspector : public QWidget {
    Q_OBJECT
public:
    explicit Inspector(QWidget* parent = nullptr);
    void showCard(const InspectorCard& card);
    [[nodiscard]] QString titleText() const;

private:
    QLabel* title_;
    QLabel* subtitle_;
    QLabel* text_;
    QVBoxLayout* facts_;
};

} // namespace nautilus::ui
