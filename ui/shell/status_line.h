#pragma once
// The one line at the bottom: engines as small marks, data as-of, the running job with progress and cancel,
// messages, API address, clock.

#include "ui/shell/desk.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace nautilus::ui {

class StatusLine : public QWidget {
    Q_OBJECT
public:
    explicit StatusLine(Desk& desk, QWidget* parent = nullptr);

    void showMessage(const QString& text);
    void setDataAsOf(const QString& date);
    /// Asks app.engines.
    void poll();
    [[nodiscard]] QString engineSummary() const;

Q_SIGNALS:
    void drawerToggled();
    /// The server has stopped answering, or answers again.
    void connectionChanged(bool there);

private:
    void readEngines(const LinkReply& reply);
    void drawMarks();
    void showJobs();
    void tick();

    Desk& desk_;
    bool there_ = true;
    QVector<QPair<QString, QString>> engines_; ///< id and state
    QLabel* marks_;
    QLabel* summary_;
    QLabel* as_of_;
    QLabel* message_;
    QToolButton* job_;
    QProgressBar* progress_;
    QToolButton* cancel_;
    QLabel* address_;
    QLabel* clock_;
    QTimer second_;
    QTimer poll_;
    QTimer message_timer_;
};

} // namespace nautilus::ui
