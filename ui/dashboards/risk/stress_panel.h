#pragma once
// Losses in historical and hypothetical scenarios, the most likely day that loses a given share, and what of
// it each position would lose.

#include "ui/dashboards/risk/shock_dialog.h"
#include "ui/models/record_table_model.h"
#include "ui/shell/panel.h"

#include <QJsonArray>

class QCheckBox;
class QDoubleSpinBox;

namespace nautilus::ui {

/// The last row is the reverse stress, which stands elsewhere in the answer.
class StressModel : public RecordTableModel {
    Q_OBJECT
public:
    explicit StressModel(QObject* parent = nullptr);
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] bool isReverse(int row) const;
};

class StressPanel : public Panel {
    Q_OBJECT
public:
    explicit StressPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return model_.table(); }
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;

    [[nodiscard]] const StressModel& model() const { return model_; }
    [[nodiscard]] const RecordTableModel& moves() const { return moves_; }
    [[nodiscard]] RecordTable* table() const { return table_; }
    [[nodiscard]] QJsonArray shocks() const { return shocks_; }
    [[nodiscard]] QCheckBox* together() const { return together_; }
    [[nodiscard]] QDoubleSpinBox* target() const { return target_; }
    [[nodiscard]] QString facts() const;
    /// Opens the form: a new scenario, or the hypothetical one of the row.
    ShockDialog* add();
    ShockDialog* change();
    void removeCurrent();

protected:
    void request() override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void buildTools();
    void buildBody();
    void show(const QJsonObject& answer, const QJsonObject& metadata);
    void showMoves();
    void keep(const QString& what, const QJsonArray& after);
    void setShocks(const QJsonArray& shocks);
    ShockDialog* openDialog(int index);
    [[nodiscard]] int currentShock() const; ///< index in shocks_; -1: another row
    [[nodiscard]] QJsonObject question() const;

    StressModel model_;
    RecordTableModel moves_;
    QJsonArray shocks_;
    QJsonObject asked_;
    QJsonObject answer_;
    QJsonObject metadata_;
    QCheckBox* together_;
    QDoubleSpinBox* target_;
    RecordTable* table_;
    RecordTable* moves_table_;
    QLabel* facts_;
};

} // namespace nautilus::ui
