#pragma once
// Data sources: state, speed, budget, quality; start, stop, settings, and the order in which they are asked.

#include "ui/models/record_table_model.h"
#include "ui/shell/panel.h"

class QToolButton;

namespace nautilus::ui {

class ActivityTile;
class HistogramView;

class SourcesPanel : public Panel {
    Q_OBJECT
public:
    explicit SourcesPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return model_.table(); }
    [[nodiscard]] RecordTable* table() const { return table_; }
    [[nodiscard]] QString selected() const;

protected:
    void request() override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void show(const QJsonObject& answer);
    void select(const QString& source);
    void showDetails();
    void command(const QString& what);
    void moveSelected(int by);
    void moveTo(const QString& source, int place);
    [[nodiscard]] QStringList order() const;
    void sendOrder(const QStringList& order);
    void openSettings();
    void openBackfill();
    [[nodiscard]] QJsonObject selectedSource() const;

    RecordTableModel model_;
    RecordTable* table_;
    HistogramView* histogram_;
    QLabel* details_;
    QToolButton* start_;
    QToolButton* stop_;
    QToolButton* up_;
    QToolButton* down_;
    QToolButton* settings_;
    QToolButton* fill_;
    QJsonObject data_;
    QString dragged_; ///< source whose row is being dragged
};

} // namespace nautilus::ui
