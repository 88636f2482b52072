#pragma once
// Methods and settings judged on sessions that they were not fitted on: combinatorial purged
// cross-validation, run as a job. Sharpe ratios where a variant was fitted beside those where it was tested,
// their distribution over the splits, and how likely it is that the best was chosen by luck.

#include "ui/models/record_table_model.h"
#include "ui/shell/job_panel.h"

namespace nautilus::ui {

class CheckList;
class ColumnChart;
class KeyFigures;
class PairedBars;
class TabbedParts;

class PolicyValidationPanel : public JobPanel {
    Q_OBJECT
public:
    explicit PolicyValidationPanel(Desk& desk, QWidget* parent = nullptr);

    /// The table of variants.
    [[nodiscard]] TableData exportTable() const override;
    [[nodiscard]] QWidget* chart() const override;
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;

    [[nodiscard]] CheckList* methods() const { return methods_; }
    [[nodiscard]] CheckList* covariances() const { return covariances_; }
    [[nodiscard]] KeyFigures* figures() const { return figures_; }
    [[nodiscard]] PairedBars* fitted() const { return fitted_; }
    [[nodiscard]] ColumnChart* spread() const { return spread_; }
    [[nodiscard]] RecordTable* variants() const { return variants_table_; }
    [[nodiscard]] RecordTable* splits() const { return splits_table_; }
    /// What was left out and what failed, in words.
    [[nodiscard]] QString troubles() const;

protected:
    [[nodiscard]] QString operation() const override;
    [[nodiscard]] QString kind() const override;
    [[nodiscard]] QJsonObject question() const override;
    [[nodiscard]] bool show(const QJsonObject& result, const CellOrigin& from) override;

private:
    void buildForm();
    void buildBody();
    void showFigures();
    void showVariants();
    void showSplits();
    void showTroubles();
    void showSpread(const QString& variant);
    [[nodiscard]] CellOrigin origin(const QString& pointer) const;

    CheckList* methods_;
    CheckList* covariances_;
    QLabel* troubles_;
    KeyFigures* figures_;
    PairedBars* fitted_;
    ColumnChart* spread_;
    TabbedParts* parts_;
    RecordTableModel variants_, splits_;
    RecordTable* variants_table_ = nullptr;
    RecordTable* splits_table_ = nullptr;
    QJsonObject result_;
    CellOrigin from_;
};

} // namespace nautilus::ui
