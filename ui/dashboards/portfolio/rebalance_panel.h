#pragma once
// From drift to a list of trades: how far weights are from their targets, whether that is reason to trade,
// what would be traded at which cost and tax from which lots, and how each trade is worked over the session.

#include "ui/dashboards/portfolio/figure_table.h"
#include "ui/shell/panel.h"

#include <QTimer>

class QBoxLayout;
class QToolButton;

namespace nautilus::ui {

class ColumnChart;
class KeyFigures;
class PointerForm;

class RebalancePanel : public Panel {
    Q_OBJECT
public:
    explicit RebalancePanel(Desk& desk, QWidget* parent = nullptr);

    /// The trades.
    [[nodiscard]] TableData exportTable() const override;
    [[nodiscard]] QWidget* chart() const override;
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;

    [[nodiscard]] PointerForm* form() const { return form_; }
    [[nodiscard]] KeyFigures* figures() const { return figures_; }
    [[nodiscard]] RecordTable* drifts() const { return drifts_table_; }
    [[nodiscard]] RecordTable* trades() const { return trades_table_; }
    [[nodiscard]] ColumnChart* schedule() const { return schedule_; }
    [[nodiscard]] QString said() const;
    /// Writes the list of trades; false when the file cannot be written.
    bool saveTrades(const QString& path) const;

protected:
    void request() override;
    bool takesFailure(const QString& key, const LinkReply& reply) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildTools();
    void buildSide();
    void buildBody();
    void showFields();
    void show(const QJsonObject& answer);
    void showFigures();
    void showDrifts();
    void showTrades();
    void showSchedule();
    void askPath();
    void say(const QString& text, const char* tone);
    [[nodiscard]] CellOrigin origin(const QString& pointer) const;

    PointerForm* form_;
    QLabel* said_;
    KeyFigures* figures_;
    FigureTable drifts_;
    RecordTableModel trades_;
    RecordTable* drifts_table_ = nullptr;
    RecordTable* trades_table_ = nullptr;
    ColumnChart* schedule_;
    QBoxLayout* lower_ = nullptr;
    QToolButton* save_;
    QTimer soon_;
    QJsonObject asked_;
    QJsonObject answer_;
};

} // namespace nautilus::ui
