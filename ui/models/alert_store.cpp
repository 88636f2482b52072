#include "ui/models/alert_store.h"

namespace nautilus::ui {

void AlertStore::raise(Alert alert) {
    if (!alert.time.isValid()) alert.time = QDateTime::currentDateTimeUtc();
    alerts_.prepend(alert);
    if (alerts_.size() > kMostAlerts) alerts_.resize(kMostAlerts);
    Q_EMIT changed();
    Q_EMIT raised(alert);
}

void AlertStore::clear() {
    alerts_.clear();
    Q_EMIT changed();
}

TableData AlertStore::table() const {
    const QString levels[] = {tr("info"), tr("done"), tr("warning"), tr("error")};
    TableData result;
    result.columns = {QStringLiteral("time"), QStringLiteral("level"), QStringLiteral("title"),
                      QStringLiteral("text"), QStringLiteral("panel")};
    for (const Alert& each : alerts_)
        result.rows.append({each.time.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")),
                            levels[static_cast<int>(each.level)], each.title, each.text, each.panel});
    return result;
}

} // namespace nautilus::ui
