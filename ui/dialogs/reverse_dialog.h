#pragma once
// Takes a transaction back, with a reason: it stays on record and does not count.

#include "ui/shell/desk.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace nautilus::ui {

class ReverseDialog : public QDialog {
    Q_OBJECT
public:
    /// `original`: a row of portfolio.transactions as an object.
    ReverseDialog(Desk& desk, QString portfolio, QJsonObject original, QWidget* parent = nullptr);
    [[nodiscard]] QLineEdit* reason() const { return reason_; }
    [[nodiscard]] QString state() const;
    void reverse();

Q_SIGNALS:
    void reversed();

private:
    void ask(bool dry_run);

    Desk& desk_;
    QString portfolio_;
    QJsonObject original_;
    QLineEdit* reason_;
    QLabel* state_;
    QPushButton* reverse_;
};

} // namespace nautilus::ui
