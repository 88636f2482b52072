#pragma once
// A cell whose value is a list of numbers, drawn as columns around zero or as a line: how a figure went
// over time.

#include <QJsonArray>
#include <QStyledItemDelegate>

namespace nautilus::ui {

class Theme;

class SparklineDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    /// Columns stand around zero; a line goes from the least value to the greatest.
    enum class Shape { Columns, Line };
    explicit SparklineDelegate(const Theme& theme, QObject* parent = nullptr, Shape shape = Shape::Columns);
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    void paintLine(QPainter& painter, const QRectF& room, const QJsonArray& values) const;
    const Theme& theme_;
    Shape shape_;
};

} // namespace nautilus::ui
