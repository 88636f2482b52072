#pragma once
// Exposure heat map: stocks x factors of one date and set.

#include "ui/models/exposure_model.h"
#include "ui/shell/panel.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace nautilus::ui {

class RecordTable;

class ExposurePanel : public Panel {
    Q_OBJECT
public:
    explicit ExposurePanel(Desk& desk, QWidget* parent = nullptr);

    [[nodiscard]] TableData exportTable() const override { return model_.table(); }
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;
    [[nodiscard]] RecordTable* table() const { return table_; }
    [[nodiscard]] ExposureModel& model() { return model_; }

protected:
    void request() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildTools();
    void showTable(const TableData& table);
    void afterReset();
    void fitColumns();
    void followSymbol();
    void chosen(const QModelIndex& current);

    ExposureModel model_;
    RecordTable* table_ = nullptr;
    QComboBox* set_;
    QComboBox* sector_;
    QToolButton* grouped_;
    QLineEdit* filter_;
    QLabel* count_;
    bool following_ = false;
};

} // namespace nautilus::ui
