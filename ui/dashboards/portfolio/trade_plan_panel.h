#pragma once
// Trades over several periods: the plan beside trading all at once, period by period, and not at all; weights
// and trades of every period.

#include "ui/dashboards/portfolio/optimiser_results.h"
#include "ui/shell/panel.h"

namespace nautilus::ui {

class FeasibilityView;
class KeyFigures;
class LiveForm;
class PointerForm;
class StackedColumns;
class TabbedParts;

class TradePlanPanel : public Panel {
    Q_OBJECT
public:
    explicit TradePlanPanel(Desk& desk, QWidget* parent = nullptr);

    /// The trades of every period of the plan.
    [[nodiscard]] TableData exportTable() const override;
    [[nodiscard]] QWidget* chart() const override;
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;

    [[nodiscard]] PointerForm* form() const { return form_; }
    [[nodiscard]] FeasibilityView* feasibility() const { return feasibility_; }
    [[nodiscard]] KeyFigures* figures() const { return figures_; }
    [[nodiscard]] RecordTable* paths() const { return paths_table_; }
    [[nodiscard]] RecordTable* trades() const { return trades_table_; }
    [[nodiscard]] RecordTable* constraints() const { return constraints_table_; }
    [[nodiscard]] StackedColumns* weights() const { return weights_; }
    [[nodiscard]] QString warnings() const;
    /// The path whose weights and trades are shown: "plan", "at_once", "period_by_period", "nothing".
    void showPath(const QString& name);
    void askNow();

protected:
    void request() override;
    bool takesFailure(const QString& key, const LinkReply& reply) override;

private:
    void buildSide();
    void buildBody();
    void show(const QJsonObject& answer, const QJsonObject& metadata);
    void showFigures();
    void showPaths();
    void showWeights();
    [[nodiscard]] TableData tradesOf(qsizetype path) const;
    [[nodiscard]] qsizetype pathAt(const QString& name) const;
    void warn(const QString& text);
    [[nodiscard]] QJsonObject question() const;

    PointerForm* form_;
    FeasibilityView* feasibility_;
    LiveForm* live_;
    QWidget* side_ = nullptr;
    QLabel* warnings_;
    KeyFigures* figures_;
    StackedColumns* weights_;
    TabbedParts* parts_;
    QLabel* details_;
    RecordTableModel paths_, trades_;
    ConstraintModel constraints_;
    RecordTable* paths_table_ = nullptr;
    RecordTable* trades_table_ = nullptr;
    RecordTable* constraints_table_ = nullptr;
    OptimiserAnswer answer_;
    QString path_;
    bool relax_ = false;
};

} // namespace nautilus::ui
