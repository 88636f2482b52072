#pragma once
// Short notices at the lower right for five seconds, at most three at a time; a click opens what they speak
// of. All of them stay in the drawer's alerts.

#include "ui/models/alert_store.h"

#include <QFrame>
#include <QTimer>
#include <QVector>

#include <functional>

namespace nautilus::ui {

class Theme;

inline constexpr int kToastMs = 5000;

class Toast : public QFrame {
    Q_OBJECT
public:
    Toast(const Theme& theme, const Alert& alert, QWidget* parent);
    [[nodiscard]] const Alert& alert() const { return alert_; }

Q_SIGNALS:
    void clicked();

protected:
    void mousePressEvent(QMouseEvent* event) override;

private:
    Alert alert_;
};

class ToastStack : public QObject {
    Q_OBJECT
public:
    ToastStack(const Theme& theme, AlertStore& alerts, QWidget* window);
    [[nodiscard]] int shown() const { return static_cast<int>(toasts_.size()); }
    void setOpen(std::function<void(const QString& panel)> open) { open_ = std::move(open); }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void add(const Alert& alert);
    void remove(Toast* toast);
    void place();

    const Theme& theme_;
    QWidget* window_;
    QVector<Toast*> toasts_;
    std::function<void(const QString&)> open_;
};

} // namespace nautilus::ui
