#pragma once
// How a portfolio is watched: how often, from which severity on somebody is alerted, and by which ways.

#include "ui/shell/desk.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace nautilus::ui {

class MonitorDialog : public QDialog {
    Q_OBJECT
public:
    /// `monitor` as risk.monitors answers it, or empty; `channels` by machine name, with whether each is set
    /// up.
    MonitorDialog(const QString& book, const QJsonObject& monitor,
                  const QVector<QPair<QString, bool>>& channels, QWidget* parent = nullptr);

    [[nodiscard]] QSpinBox* interval() const { return interval_; }
    [[nodiscard]] QComboBox* severity() const { return severity_; }
    [[nodiscard]] QCheckBox* channel(const QString& name) const { return channels_.value(name); }
    [[nodiscard]] QPushButton* start() const { return start_; }

Q_SIGNALS:
    /// What risk.monitor_start takes as monitoring_config.
    void chosen(const QJsonObject& config);

private:
    [[nodiscard]] QJsonObject config() const;
    QSpinBox* interval_;
    QComboBox* severity_;
    QPushButton* start_;
    QHash<QString, QCheckBox*> channels_;
};

} // namespace nautilus::ui
