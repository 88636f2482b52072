#pragma once
// Factors of the library by what they earned, with the curve of the one that is chosen: before and after
// costs.

#include "ui/models/record_table_model.h"
#include "ui/shell/panel.h"

class QComboBox;

namespace nautilus::ui {

class LineChart;
class RecordTable;

class RankingPanel : public Panel {
    Q_OBJECT
public:
    explicit RankingPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return model_.table(); }
    [[nodiscard]] QWidget* chart() const override;
    [[nodiscard]] RecordTable* table() const { return table_; }
    [[nodiscard]] LineChart* curve() const { return curve_; }

protected:
    void request() override;

private:
    void showRanking(TableData table);
    void showSheet(const QString& factor);
    void drawSheet(const QJsonObject& sheet);

    RecordTableModel model_;
    RecordTable* table_ = nullptr;
    LineChart* curve_;
    QLabel* figures_;
    QComboBox* period_;
    QComboBox* metric_;
    QString chosen_; ///< factor whose curve stands there
};

} // namespace nautilus::ui
