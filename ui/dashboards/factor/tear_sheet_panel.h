#pragma once
// One factor's tear sheet in pictures: key figures, what it earned, how it foretold over time and over
// horizons, quantiles, sectors, states of the market, what of it the risk model's own factors explain.

#include "ui/models/table_data.h"
#include "ui/shell/panel.h"

class QComboBox;
class QGridLayout;
class QToolButton;

namespace nautilus::ui {

class ColumnChart;
class ExposureBars;
class FigureLabel;
class LineChart;

class TearSheetPanel : public Panel {
    Q_OBJECT
public:
    explicit TearSheetPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override;
    [[nodiscard]] QWidget* chart() const override;
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;

    [[nodiscard]] LineChart* earned() const { return earned_; }
    [[nodiscard]] LineChart* coefficient() const { return coefficient_; }
    [[nodiscard]] ColumnChart* decay() const { return decay_; }
    [[nodiscard]] ColumnChart* quantiles() const { return quantiles_; }
    [[nodiscard]] QString facts() const;
    [[nodiscard]] ExposureBars* sectors() const { return sectors_; }
    [[nodiscard]] ExposureBars* regimes() const { return regimes_; }
    /// What a key figure says: "ic", "sharpe", "deflated" ...
    [[nodiscard]] QString figure(const QString& name) const;
    [[nodiscard]] QToolButton* exportButton() const { return export_; }

protected:
    void request() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Call {
        QString operation;
        QJsonObject parameters;
    };
    void buildTools();
    void buildFigures();
    void buildCharts();
    QWidget* section(const QString& title, QWidget* content);
    void arrange();
    void askBest();
    void ask(const QString& factor);
    void show(const QJsonObject& answer, const QJsonObject& metadata);
    void showFigures();
    void setFigure(const QString& name, const QString& text, const QString& note, const QString& pointer);
    [[nodiscard]] bool hasQuantiles() const;
    void showLines();
    void showColumns();
    void showParts();
    [[nodiscard]] CellOrigin origin(const QString& pointer) const;
    void print();
    void exportRows(const QString& format);

    struct Figure {
        QString name;
        FigureLabel* value;
        QLabel* note;
        QWidget* box;
    };
    Call call_;
    QJsonObject sheet_;
    QJsonObject metadata_;
    QVector<Figure> figures_;
    QVector<QWidget*> sections_;
    QGridLayout* figure_grid_;
    QGridLayout* chart_grid_;
    QComboBox* period_;
    QComboBox* horizon_;
    QComboBox* direction_;
    QToolButton* export_;
    QLabel* formula_;
    LineChart* earned_;
    LineChart* drawdown_;
    LineChart* coefficient_;
    LineChart* levels_;
    ColumnChart* decay_;
    ColumnChart* quantiles_;
    ExposureBars* sectors_;
    ExposureBars* regimes_;
    ExposureBars* betas_;
    QWidget* quantiles_section_ = nullptr;
    QWidget* levels_section_ = nullptr;
};

} // namespace nautilus::ui
