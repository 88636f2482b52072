#pragma once
// What the catalog holds: data sets with their instruments and spans, and coverage over time as a picture.

#include "ui/models/record_table_model.h"
#include "ui/shell/panel.h"

class QLabel;

namespace nautilus::ui {

class CoverageStrip;

class CoveragePanel : public Panel {
    Q_OBJECT
public:
    explicit CoveragePanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return model_.table(); }
    [[nodiscard]] QWidget* chart() const override;
    [[nodiscard]] CoverageStrip* strip() const { return strip_; }

protected:
    void request() override;

private:
    void showInstruments(const TableData& table);
    void showStrip();

    RecordTableModel model_;
    TableData instruments_;
    class RecordTable* table_ = nullptr;
    CoverageStrip* strip_;
    QLabel* note_;
};

} // namespace nautilus::ui
