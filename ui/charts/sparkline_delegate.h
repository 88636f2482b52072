#pragma once
// A cell whose value is a list of numbers, drawn as columns around zero: how a figure went over time.

#include <QStyledItemDelegate>

namespace nautilus::ui {

class Theme;

class SparklineDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit SparklineDelegate(const Theme& theme, QObject* parent = nullptr);
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    const Theme& theme_;
};

} // namespace nautilus::ui
