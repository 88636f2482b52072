#pragma once
// Which positions and factors the value at risk comes from, and how long it takes to sell them.

#include "ui/models/record_table_model.h"
#include "ui/shell/panel.h"

class QBoxLayout;
class QScrollArea;

namespace nautilus::ui {

class ExposureBars;

class ContributionsPanel : public Panel {
    Q_OBJECT
public:
    explicit ContributionsPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return model_.table(); }
    [[nodiscard]] QWidget* chart() const override;
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;

    [[nodiscard]] const RecordTableModel& model() const { return model_; }
    [[nodiscard]] ExposureBars* bars() const { return bars_; }
    [[nodiscard]] QComboBox* what() const { return what_; }
    [[nodiscard]] QComboBox* measure() const { return measure_; }
    [[nodiscard]] QComboBox* participation() const { return participation_; }
    [[nodiscard]] QString facts() const;

protected:
    void request() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void askParts(const QString& portfolio);
    void askLiquidity(const QString& portfolio);
    void showParts(const QJsonObject& answer, const QJsonObject& metadata);
    void showPartBars(const QString& name, const QString& measure);
    void showLiquidity(const QJsonObject& answer, const QJsonObject& metadata);
    void chooseRow(const QString& id);
    [[nodiscard]] QString kind() const;

    RecordTableModel model_;
    QJsonObject asked_;
    QJsonObject parts_;
    QComboBox* what_;
    QComboBox* measure_;
    QComboBox* participation_;
    RecordTable* table_;
    ExposureBars* bars_;
    QBoxLayout* side_;
    QScrollArea* scroll_;
    QLabel* facts_;
};

} // namespace nautilus::ui
