#pragma once
// What an optimisation found: key figures, the frontier, weights before and after, trades, exposures, what
// constraints cost, and other methods beside it.

#include "ui/dashboards/portfolio/figure_table.h"
#include "ui/shell/desk.h"

#include <QWidget>

class QLabel;
class QScrollArea;

namespace nautilus::ui {

class FrontierChart;
class KeyFigures;
class PairedBars;
class RecordTable;
class TabbedParts;

/// An answer with the call that gave it.
struct OptimiserAnswer {
    QString operation;
    QJsonObject parameters;
    QJsonObject data;
    [[nodiscard]] CellOrigin origin(const QString& pointer) const { return {operation, parameters, pointer}; }
};

/// Limits in the units of their constraint, and shadow prices in words.
class ConstraintModel : public RecordTableModel {
    Q_OBJECT
public:
    explicit ConstraintModel(QObject* parent = nullptr);
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
};

/// The list "constraints" of an answer with the texts of its rows.
[[nodiscard]] TableData constraintTable(const OptimiserAnswer& answer);

class OptimiserResults : public QWidget {
    Q_OBJECT
public:
    explicit OptimiserResults(Desk& desk, QWidget* parent = nullptr);

    /// `target`: the return that was asked for; NaN where none was. `warnings`: what the answer leaves out.
    void showOptimum(OptimiserAnswer answer, double target, const QString& warnings = {});
    void showFrontier(OptimiserAnswer answer);
    void showMethods(OptimiserAnswer answer);
    void showNoFrontier(const QString& why);
    void showNoMethods(const QString& why);
    /// The figures are of the last portfolio that could be had; `conflict`: constraints stand against each
    /// other.
    void showOutdated(const QString& why, bool conflict);

    [[nodiscard]] QWidget* chart() const;
    /// What the keyboard goes through, as it is read.
    [[nodiscard]] QVector<QWidget*> inOrder() const;
    /// symbol, weight before and after, benchmark, expected return, volatility, share of the risk.
    [[nodiscard]] TableData weights() const;
    /// Name of the table in front.
    [[nodiscard]] QString part() const;
    void setPart(const QString& part);

    [[nodiscard]] FrontierChart* frontier() const { return frontier_; }
    [[nodiscard]] PairedBars* bars() const { return bars_; }
    [[nodiscard]] KeyFigures* figures() const { return figures_; }
    [[nodiscard]] RecordTable* trades() const { return trades_table_; }
    [[nodiscard]] RecordTable* exposures() const { return exposures_table_; }
    [[nodiscard]] RecordTable* constraints() const { return constraints_table_; }
    [[nodiscard]] RecordTable* methods() const { return methods_table_; }
    [[nodiscard]] QString details() const;
    /// Who solved it, how long it took and how exact it is: `details` as of the API.
    [[nodiscard]] static QString detailsText(const QJsonObject& details);
    [[nodiscard]] QString outdated() const;

Q_SIGNALS:
    void returnChosen(double expected_return);
    void fieldAsked(const QString& pointer);
    void methodChosen(const QString& method);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildFigures();
    void buildCharts();
    void buildTables();
    RecordTable* addTable(RecordTableModel& model, const QString& part, const QString& title,
                          const QString& name, const QVector<int>& widths);
    void showFigures();
    void showWeights();
    void showTrades();
    void showExposures();
    void showConstraints();
    void showDetails();
    void drawFrontier();
    [[nodiscard]] QString weightsOf(const QJsonObject& point) const;

    Desk& desk_;
    OptimiserAnswer optimum_, frontier_answer_, methods_answer_;
    QString no_frontier_;
    double target_;
    QLabel* outdated_;
    KeyFigures* figures_;
    FrontierChart* frontier_;
    PairedBars* bars_;
    QScrollArea* bars_area_;
    QWidget* top_;
    TabbedParts* parts_;
    QLabel* details_;
    RecordTableModel trades_;
    FigureTable exposures_;
    ConstraintModel constraints_;
    RecordTableModel methods_;
    RecordTable* trades_table_;
    RecordTable* exposures_table_;
    RecordTable* constraints_table_;
    RecordTable* methods_table_;
    bool narrow_ = false;
};

} // namespace nautilus::ui
