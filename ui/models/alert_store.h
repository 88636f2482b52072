#pragma once
// What happened that the reader should know: ended jobs, a lost connection, quality issues. Newest first, at
// most kMostAlerts of them.

#include "ui/models/table_data.h"

#include <QDateTime>
#include <QObject>

namespace nautilus::ui {

inline constexpr int kMostAlerts = 200;

struct Alert {
    enum class Level { Info, Good, Warning, Error };
    Level level = Level::Info;
    QString title;
    QString text;
    QString panel{};  ///< id of the panel that tells more, or empty
    QDateTime time{}; ///< UTC; set when it is raised
};

class AlertStore : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    void raise(Alert alert);
    void clear();
    [[nodiscard]] const QVector<Alert>& alerts() const { return alerts_; }
    /// Columns time, level, title, text, panel.
    [[nodiscard]] TableData table() const;

Q_SIGNALS:
    void raised(const Alert& alert);
    void changed();

private:
    QVector<Alert> alerts_;
};

} // namespace nautilus::ui
