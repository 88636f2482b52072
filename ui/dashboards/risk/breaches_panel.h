#pragma once
// Breaches of limits over time, who took them up and how long they lasted; acknowledged and resolved from
// here.

#include "ui/models/record_table_model.h"
#include "ui/shell/panel.h"

class QScrollArea;
class QToolButton;

namespace nautilus::ui {

class TimelineChart;

/// Values in the unit of their limit.
class BreachModel : public RecordTableModel {
    Q_OBJECT
public:
    explicit BreachModel(QObject* parent = nullptr);
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
};

class BreachesPanel : public Panel {
    Q_OBJECT
public:
    explicit BreachesPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return model_.table(); }
    [[nodiscard]] QWidget* chart() const override;
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;

    [[nodiscard]] const BreachModel& model() const { return model_; }
    [[nodiscard]] const RecordTableModel& events() const { return events_; }
    [[nodiscard]] RecordTable* table() const { return table_; }
    [[nodiscard]] TimelineChart* timeline() const { return timeline_; }
    [[nodiscard]] QComboBox* book() const { return book_; }
    [[nodiscard]] QComboBox* severity() const { return severity_; }
    [[nodiscard]] QComboBox* state() const { return state_; }
    [[nodiscard]] QString facts() const;
    /// Says so to the server, with a note.
    void acknowledge(const QString& note);
    void resolve(const QString& note);

protected:
    void request() override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildTools();
    void buildBody();
    void ask(const QString& book);
    void show(const QJsonObject& answer);
    void showBars(const TableData& table);
    void chooseBreach(const QString& id);
    void askHistory();
    void explain();
    void askNote(const QString& title, void (BreachesPanel::*then)(const QString&));
    void send(const QString& operation, const QString& note);
    void enable();
    bool takeKey(const QKeyEvent& event);
    [[nodiscard]] QString current(const char* column) const;
    [[nodiscard]] QString sentence(const TableData& table, int row) const;

    BreachModel model_;
    RecordTableModel events_;
    QString history_of_;
    QComboBox* book_;
    QComboBox* period_;
    QComboBox* severity_;
    QComboBox* state_;
    QToolButton* acknowledge_ = nullptr;
    QToolButton* resolve_ = nullptr;
    TimelineChart* timeline_;
    QScrollArea* scroll_;
    RecordTable* table_;
    RecordTable* events_table_;
    QLabel* facts_;
    QHBoxLayout* head_;
    QTimer* soon_; ///< several events of one check are one question
};

} // namespace nautilus::ui
