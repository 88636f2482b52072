#pragma once
// Which factors are fit for use: coverage, collinearity and history of each against stated thresholds.

#include "ui/models/record_table_model.h"
#include "ui/shell/panel.h"

namespace nautilus::ui {

/// What there is to say of a factor; thresholds are rules of thumb, stated in the panel.
enum class FactorCondition { Good, NoReturns, ShortHistory, ThinCoverage, Collinear };

inline constexpr double kThinCoverage = 0.6; ///< of the estimation universe's capitalisation
inline constexpr double kHighVif = 10.0; ///< the usual mark, e.g. Kutner, Nachtsheim and Neter (2004), 10.5
inline constexpr double kShortHistory = 252.0; ///< sessions with a return

/// The first of the conditions that holds; NaN values are not judged.
[[nodiscard]] FactorCondition conditionOf(double coverage, double vif, double observations);

class FactorHealthPanel : public Panel {
    Q_OBJECT
public:
    explicit FactorHealthPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return model_.table(); }

protected:
    void request() override;

private:
    void show(TableData table);
    RecordTableModel model_;
};

} // namespace nautilus::ui
