#pragma once
// A hypothetical scenario: what moves by how much. It is computed before the dialog closes; what the server
// has against it stands beside the field.

#include "ui/shell/desk.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QPushButton;

namespace nautilus::ui {

class SchemaForm;

/// "SPY -10, Information Technology -20 %" as {"SPY": -0.1, "Information Technology": -0.2}; what cannot be
/// read stands in `problem`.
[[nodiscard]] QJsonObject readMoves(const QString& text, QString* problem);
[[nodiscard]] QString movesText(const QJsonObject& moves);

class ShockDialog : public QDialog {
    Q_OBJECT
public:
    /// `shock` as risk.stress takes it: to be changed; empty: a new one. `question` is the rest of the call.
    ShockDialog(Desk& desk, QJsonObject question, const QJsonObject& shock, QWidget* parent = nullptr);

    [[nodiscard]] SchemaForm* form() const { return form_; }
    [[nodiscard]] QPushButton* save() const { return save_; }
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    void saved(const QJsonObject& shock);

private:
    void build();
    void send();
    [[nodiscard]] QJsonObject shockOf(const QJsonObject& values, QString* problem) const;

    Desk& desk_;
    QJsonObject question_;
    SchemaForm* form_;
    QLabel* problem_;
    QPushButton* save_;
};

} // namespace nautilus::ui
