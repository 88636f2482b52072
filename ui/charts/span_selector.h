#pragma once
// The row 1M 3M 6M YTD 1Y 5Y All, the same in every chart over time.

#include "ui/models/date_span.h"

#include <QWidget>

class QButtonGroup;

namespace nautilus::ui {

class SpanSelector : public QWidget {
    Q_OBJECT
public:
    explicit SpanSelector(Span initial, QWidget* parent = nullptr);
    [[nodiscard]] Span span() const;
    void setSpan(Span span);

Q_SIGNALS:
    void spanChanged(Span span);

private:
    QButtonGroup* buttons_;
};

} // namespace nautilus::ui
