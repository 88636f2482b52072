#pragma once
// What the program did in the last minutes, as pictures: memory, requests, latency, errors, waiting tasks,
// jobs. Asked again every few seconds while it is seen.

#include "ui/shell/panel.h"

class QGridLayout;

namespace nautilus::ui {

class ActivityTile;

class ActivityPanel : public Panel {
    Q_OBJECT
public:
    explicit ActivityPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return table_; }
    [[nodiscard]] const QVector<ActivityTile*>& tiles() const { return tiles_; }

protected:
    void request() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void show(const TableData& table);
    void arrange();

    TableData table_;
    QGridLayout* grid_;
    QComboBox* minutes_;
    QVector<ActivityTile*> tiles_;
    int columns_ = 0;
};

} // namespace nautilus::ui
