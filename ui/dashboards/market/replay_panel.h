#pragma once
// Stored days as a live stream: day, speed, play, pause, step.

#include "ui/shell/panel.h"

class QComboBox;
class QDateEdit;
class QLabel;
class QToolButton;

namespace nautilus::ui {

class ReplayPanel : public Panel {
    Q_OBJECT
public:
    explicit ReplayPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return table_; }

protected:
    void request() override;

private:
    void command(const QString& what, const QJsonObject& parameters = {});
    void show(const QJsonObject& status);

    QToolButton* play_;
    QToolButton* step_;
    QComboBox* speed_;
    QDateEdit* day_;
    QLabel* state_;
    TableData table_; ///< of what the status says
    bool playing_ = false;
};

} // namespace nautilus::ui
