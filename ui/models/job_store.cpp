#include "ui/models/job_store.h"

#include <QJsonArray>

#include <algorithm>

namespace nautilus::ui {
namespace {

JobInfo parse(const QJsonObject& object) {
    auto text = [&object](const char* name) { return object.value(QLatin1String(name)).toString(); };
    return {text("job_id"),     text("kind"),
            text("state"),      object.value(QStringLiteral("progress")).toDouble(),
            text("message"),    text("created_at"),
            text("finished_at")};
}

/// Times as people read them: no T, no fractions.
QJsonValue shortTime(const QString& time) {
    if (time.isEmpty()) return QJsonValue(QJsonValue::Null);
    return time.left(19).replace(QLatin1Char('T'), QLatin1Char(' '));
}

} // namespace

void JobStore::readAll(const QJsonObject& data) {
    jobs_.clear();
    for (const QJsonValue& each : data.value(QStringLiteral("jobs")).toArray())
        jobs_.append(parse(each.toObject()));
    Q_EMIT changed();
}

void JobStore::readOne(const QJsonObject& job) {
    const JobInfo info = parse(job);
    if (info.id.isEmpty()) return;
    const auto known =
        std::find_if(jobs_.begin(), jobs_.end(), [&](const JobInfo& each) { return each.id == info.id; });
    const bool was_active = known != jobs_.end() && known->active();
    if (known == jobs_.end())
        jobs_.prepend(info);
    else
        *known = info;
    Q_EMIT changed();
    if (was_active && !info.active()) Q_EMIT ended(info);
}

bool JobStore::isActive(const QString& id) const {
    return std::any_of(jobs_.begin(), jobs_.end(),
                       [&](const JobInfo& job) { return job.id == id && job.active(); });
}

QVector<JobInfo> JobStore::active() const {
    QVector<JobInfo> result;
    std::copy_if(jobs_.begin(), jobs_.end(), std::back_inserter(result),
                 [](const JobInfo& job) { return job.active(); });
    return result;
}

TableData JobStore::table() const {
    TableData result;
    result.columns = {QStringLiteral("job_id"),     QStringLiteral("kind"),    QStringLiteral("state"),
                      QStringLiteral("progress"),   QStringLiteral("message"), QStringLiteral("created_at"),
                      QStringLiteral("finished_at")};
    for (const JobInfo& job : jobs_)
        result.rows.append({job.id, job.kind, job.state, job.progress, job.message, shortTime(job.created_at),
                            shortTime(job.finished_at)});
    return result;
}

} // namespace nautilus::ui
