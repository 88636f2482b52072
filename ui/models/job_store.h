#pragma once
// The jobs as last heard of: all of them from app.jobs, then one by one from the topic "jobs".

#include "ui/models/table_data.h"

#include <QObject>

namespace nautilus::ui {

struct JobInfo {
    QString id;
    QString kind;
    QString state; ///< queued, running, succeeded, failed or cancelled
    double progress = 0;
    QString message;
    QString created_at;
    QString finished_at;
    [[nodiscard]] bool active() const {
        return state == QLatin1String("queued") || state == QLatin1String("running");
    }
};

class JobStore : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Reads `data` of app.jobs.
    void readAll(const QJsonObject& data);
    /// Reads one job, known or new.
    void readOne(const QJsonObject& job);
    [[nodiscard]] const QVector<JobInfo>& jobs() const { return jobs_; }
    [[nodiscard]] QVector<JobInfo> active() const;
    /// Queued or running: it can be cancelled.
    [[nodiscard]] bool isActive(const QString& id) const;
    /// Columns job_id, kind, state, progress, message, created_at, finished_at; newest first.
    [[nodiscard]] TableData table() const;

Q_SIGNALS:
    void changed();
    /// A job that was heard of running has come to its end.
    void ended(const JobInfo& job);

private:
    QVector<JobInfo> jobs_;
};

} // namespace nautilus::ui
