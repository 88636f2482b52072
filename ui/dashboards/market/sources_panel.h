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

protected:
    void request() override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void show(const QJsonObject& data);
    void showDetails();
    void command(const QString& what);
    void moveSelected(int by);
    void sendOrder(const QStringList& order);
    void openSettings();
    [[nodiscard]] QString selected() const;
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
    QJsonObject data_;
};

} // namespace nautilus::ui
