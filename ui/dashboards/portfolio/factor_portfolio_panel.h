#pragma once
// A portfolio from wanted exposures to factors: the exposures reached beside those wanted, its weights, the
// trades that lead to it, and how much of its limits is used. Every change is solved at once.

#include "ui/dashboards/portfolio/optimiser_results.h"
#include "ui/shell/panel.h"

namespace nautilus::ui {

class FeasibilityView;
class KeyFigures;
class LiveForm;
class PairedBars;
class PointerForm;
class TabbedParts;

/// "SP500", "ALL", or own symbols.
inline constexpr auto kUniverseChoice = "~universe";

class FactorPortfolioPanel : public Panel {
    Q_OBJECT
public:
    explicit FactorPortfolioPanel(Desk& desk, QWidget* parent = nullptr);

    /// Symbols and weights.
    [[nodiscard]] TableData exportTable() const override;
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;

    [[nodiscard]] PointerForm* form() const { return form_; }
    [[nodiscard]] FeasibilityView* feasibility() const { return feasibility_; }
    [[nodiscard]] KeyFigures* figures() const { return figures_; }
    [[nodiscard]] PairedBars* exposures() const { return exposures_; }
    [[nodiscard]] RecordTable* weights() const { return weights_table_; }
    [[nodiscard]] RecordTable* trades() const { return trades_table_; }
    [[nodiscard]] RecordTable* constraints() const { return constraints_table_; }
    /// What the answer leaves out, or why there is none.
    [[nodiscard]] QString warnings() const;
    /// Waits no longer for the end of an edit.
    void askNow();

protected:
    void request() override;
    bool takesFailure(const QString& key, const LinkReply& reply) override;

private:
    void buildSide();
    void buildBody();
    /// Two usual exposures to begin with.
    void begin();
    void showFields();
    void show(const QJsonObject& answer, const QJsonObject& metadata);
    void showFigures();
    void showExposures();
    void showTables();
    void askTrades();
    void showTrades(const OptimiserAnswer& answer);
    void warn(const QStringList& lines);
    [[nodiscard]] QJsonObject question() const;

    PointerForm* form_;
    FeasibilityView* feasibility_;
    LiveForm* live_;
    QWidget* side_ = nullptr;
    QLabel* warnings_;
    KeyFigures* figures_;
    PairedBars* exposures_;
    TabbedParts* parts_;
    QLabel* details_;
    RecordTableModel weights_, trades_;
    ConstraintModel constraints_;
    RecordTable* weights_table_ = nullptr;
    RecordTable* trades_table_ = nullptr;
    RecordTable* constraints_table_ = nullptr;
    OptimiserAnswer answer_;
    bool relax_ = false;
};

} // namespace nautilus::ui
