#pragma once
// Risk of a portfolio by factor: an editable grid of weights, total, factor and specific risk, contributions
// that add up to the total, and the same per factor as a table.

#include "ui/models/record_table_model.h"
#include "ui/models/weights_model.h"
#include "ui/shell/panel.h"

#include <QTimer>

class QLabel;
class QStackedWidget;
class QToolButton;

namespace nautilus::ui {

class ExposureBars;
class FigureLabel;
struct ExposureBar;

class RiskPanel : public Panel {
    Q_OBJECT
public:
    explicit RiskPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return model_.table(); }
    [[nodiscard]] QWidget* chart() const override;
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;
    [[nodiscard]] WeightsModel& weights() { return weights_; }
    [[nodiscard]] ExposureBars* bars() const { return bars_; }
    [[nodiscard]] QString totalText() const;
    /// Takes what the clipboard holds; says which lines it did not understand.
    void paste();

protected:
    void request() override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class Start { TenLargest, CapWeights };
    void buildTools();
    QWidget* buildGrid();
    QWidget* buildResult();
    void fillFrom(Start start);
    void takeCaps(const TableData& table, Start start);
    void askRisk();
    /// `call` says which call answered; its pointer is empty.
    void showRisk(const QJsonObject& answer, const CellOrigin& call);
    void showParts();
    [[nodiscard]] QVector<ExposureBar> barsByFactor() const;
    [[nodiscard]] QVector<ExposureBar> barsByStock() const;
    void equalise();

    WeightsModel weights_;
    RecordTableModel model_;
    QLabel* sum_ = nullptr;
    FigureLabel* total_ = nullptr;
    QLabel* split_ = nullptr;
    ExposureBars* bars_ = nullptr;
    QStackedWidget* pages_ = nullptr;
    TableData parts_;  ///< by factor
    TableData stocks_; ///< by stock
    class QComboBox* benchmark_;
    QComboBox* parts_by_;
    QComboBox* model_choice_;
    QToolButton* as_table_;
    class QTableView* grid_ = nullptr;
    QTimer typing_;
};

} // namespace nautilus::ui
