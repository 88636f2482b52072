#pragma once
// What is watched, by which ways alerts leave, and the alerts that went out.

#include "ui/models/record_table_model.h"
#include "ui/shell/panel.h"

class QToolButton;

namespace nautilus::ui {

/// Texts that are longer than their cell stand whole in the tool tip.
class AlertModel : public RecordTableModel {
    Q_OBJECT
public:
    explicit AlertModel(QObject* parent = nullptr);
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
};

class AlertsPanel : public Panel {
    Q_OBJECT
public:
    explicit AlertsPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override;
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;

    [[nodiscard]] const RecordTableModel& alerts() const { return alerts_; }
    [[nodiscard]] const RecordTableModel& monitors() const { return monitors_; }
    [[nodiscard]] RecordTable* alertTable() const { return alert_table_; }
    [[nodiscard]] RecordTable* monitorTable() const { return monitor_table_; }
    [[nodiscard]] QComboBox* severity() const { return severity_; }
    [[nodiscard]] QString channelText(const QString& channel) const;
    [[nodiscard]] QToolButton* testButton(const QString& channel) const;
    /// Watches the context's portfolio with the channels that are ready; can be undone.
    void watch();
    /// Ends the watch of the current row; can be undone.
    void stop();
    /// Opens the form of how a book is watched.
    class MonitorDialog* configure();

protected:
    void request() override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Channel {
        QLabel* state;
        QToolButton* test;
        bool ready = false;
    };
    void buildTools();
    void buildChannels();
    void buildTables();
    void showChannels(const QJsonObject& answer);
    void showMonitors(const QJsonObject& answer);
    void showAlerts(const QJsonObject& answer, const QJsonObject& asked);
    void settleEmpty();
    void test(const QString& channel);
    void open();
    [[nodiscard]] QJsonObject monitorOf(const QString& book) const; ///< empty: it never was watched
    [[nodiscard]] QString currentBook() const;
    /// Starts the watch as `monitor` has it, or ends it where that is empty or stopped.
    void put(const QString& book, const QJsonObject& monitor);
    void keep(const QString& what, const QString& book, const QJsonObject& after);

    AlertModel alerts_;
    RecordTableModel monitors_;
    QJsonObject monitor_answer_;
    QComboBox* books_;
    QComboBox* severity_;
    QToolButton* watch_ = nullptr;
    QToolButton* stop_ = nullptr;
    QHash<QString, Channel> channels_;
    RecordTable* alert_table_;
    RecordTable* monitor_table_;
    QTimer* soon_;
};

} // namespace nautilus::ui
