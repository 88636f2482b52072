#pragma once
// The drawer above the status line: jobs with progress and cancel, the log, the alerts.

#include "ui/models/record_table_model.h"
#include "ui/shell/desk.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTabBar;
class QVBoxLayout;

namespace nautilus::ui {

class RecordTable;

class JobsPage : public QWidget {
    Q_OBJECT
public:
    explicit JobsPage(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] QPushButton* cancelButton() const { return cancel_; }
    [[nodiscard]] RecordTable* table() const { return table_; }

private:
    void showJobs();
    [[nodiscard]] QString selectedJob() const;

    Desk& desk_;
    RecordTableModel model_;
    RecordTable* table_;
    QPushButton* cancel_;
};

/// The log of the server, newest last, followed while it is seen.
class LogPage : public QWidget {
    Q_OBJECT
public:
    explicit LogPage(Desk& desk, QWidget* parent = nullptr);
    void poll();
    [[nodiscard]] const RecordTableModel& model() const { return model_; }
    [[nodiscard]] QComboBox* level() const { return level_; }

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void read(const LinkReply& reply);
    void filter();

    Desk& desk_;
    TableData lines_;
    RecordTableModel model_;
    RecordTable* table_;
    QComboBox* level_;
    QLineEdit* search_;
    QLabel* note_;
    QTimer timer_;
    QJsonValue after_;
    bool asking_ = false;
};

class AlertsPage : public QWidget {
    Q_OBJECT
public:
    explicit AlertsPage(Desk& desk, QWidget* parent = nullptr);

private:
    RecordTableModel model_;
};

class Drawer : public QWidget {
    Q_OBJECT
public:
    enum Page { kJobs, kLog, kAlerts };

    explicit Drawer(Desk& desk, QWidget* parent = nullptr);
    void showPage(int page);
    [[nodiscard]] int page() const;
    [[nodiscard]] JobsPage* jobs() const { return jobs_; }
    [[nodiscard]] LogPage* log() const { return log_; }

Q_SIGNALS:
    void closeRequested();

private:
    QTabBar* tabs_;
    QStackedWidget* pages_;
    JobsPage* jobs_;
    LogPage* log_;
};

} // namespace nautilus::ui
