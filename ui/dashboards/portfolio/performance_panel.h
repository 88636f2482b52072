#pragma once
// Growth of a portfolio beside its benchmark, drawdowns, rolling figures, returns by month.

#include "ui/dashboards/portfolio/figure_table.h"
#include "ui/models/date_span.h"
#include "ui/shell/panel.h"

class QDoubleSpinBox;
class QGridLayout;
class QSpinBox;
class QToolButton;

namespace nautilus::ui {

class BenchmarkChoice;
class FigureLabel;
class LineChart;
class SpanSelector;
struct PerformanceFigure;

class PerformancePanel : public Panel {
    Q_OBJECT
public:
    explicit PerformancePanel(Desk& desk, QWidget* parent = nullptr);

    [[nodiscard]] TableData exportTable() const override;
    [[nodiscard]] QWidget* chart() const override;
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;

    // For tests.
    [[nodiscard]] QComboBox* view() const { return view_; }
    [[nodiscard]] SpanSelector* span() const { return span_; }
    [[nodiscard]] BenchmarkChoice* benchmark() const { return benchmark_; }
    [[nodiscard]] QToolButton* ratio() const { return ratio_; }
    [[nodiscard]] LineChart* growth() const { return growth_; }
    [[nodiscard]] LineChart* drawdown() const { return drawdown_; }
    [[nodiscard]] LineChart* rolling() const { return rolling_; }
    [[nodiscard]] QComboBox* metric() const { return metric_; }
    [[nodiscard]] QComboBox* window() const { return window_; }
    [[nodiscard]] QSpinBox* trials() const { return trials_; }
    [[nodiscard]] RecordTable* months() const { return months_table_; }
    [[nodiscard]] RecordTable* falls() const { return falls_table_; }
    [[nodiscard]] const FigureTable& figures() const { return figures_; }
    [[nodiscard]] FigureLabel* key(const QString& name) const;

protected:
    void request() override;
    bool takesFailure(const QString& key, const LinkReply& reply) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct KeyFigure {
        QString name;
        QWidget* box;
        FigureLabel* value;
    };
    /// An answer that figures are taken from.
    struct Answer {
        QString operation;
        QJsonObject parameters;
        QJsonObject data;
        QJsonObject methods;
    };
    void buildTools();
    void buildKeyFigures();
    void buildGrowth();
    void buildRolling();
    void buildTables();
    void buildTrust();
    QWidget* section(const QString& title, std::initializer_list<QWidget*> content);
    void arrange();
    void place(const QVector<QVector<QWidget*>>& columns, const QVector<int>& widths);
    [[nodiscard]] QVector<QVector<QWidget*>> overview() const;

    [[nodiscard]] QJsonObject asked(const QString& period) const;
    void ask(const QString& key, const QString& operation, const QJsonObject& parameters, Answer& into);
    void askRolling();
    void askTrust();
    void showCurve();
    void showFalls();
    void showRolling();
    void showFigures();
    void showTrust();
    void addInterval(FigureRow& row) const;
    [[nodiscard]] QString hintOf(const PerformanceFigure& figure) const;
    [[nodiscard]] FigureRow figureOf(const Answer& answer, const QString& path, const QString& name,
                                     const QString& title, NumberKind kind, const QString& convention) const;

    QComboBox* view_;
    BenchmarkChoice* benchmark_;
    SpanSelector* span_;
    QToolButton* ratio_;
    QComboBox* metric_;
    QComboBox* window_;
    QSpinBox* trials_;
    QDoubleSpinBox* deviation_;
    LineChart* growth_;
    LineChart* drawdown_;
    LineChart* rolling_;
    QLabel* rolling_note_;
    QLabel* trust_note_;
    RecordTableModel falls_;
    RecordTableModel months_;
    FigureTable figures_;
    FigureTable trust_;
    RecordTable* falls_table_;
    RecordTable* months_table_;
    RecordTable* figures_table_;
    RecordTable* trust_table_;
    QVector<KeyFigure> keys_;
    QWidget* key_line_;
    QGridLayout* grid_;
    QVector<QWidget*> sections_;
    QWidget* growth_section_ = nullptr;
    QWidget* drawdown_section_ = nullptr;
    QWidget* falls_section_ = nullptr;
    QWidget* rolling_section_ = nullptr;
    QWidget* months_section_ = nullptr;
    QWidget* figures_section_ = nullptr;
    QWidget* trust_section_ = nullptr;
    TableData curve_;
    TableData rolled_;
    Answer metrics_;
    Answer money_;
    Answer confidence_;
    bool trusted_ = true; ///< false: too few returns for intervals
};

} // namespace nautilus::ui
