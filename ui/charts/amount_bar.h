#pragma once
// A number in a cell with a bar behind it that begins at zero: how the rows of a column compare. Positive and
// negative values lie on the two sides of zero; values alone keep their sign.

#include <QStyledItemDelegate>

namespace nautilus::ui {

class Theme;

class AmountBar : public QStyledItemDelegate {
    Q_OBJECT
public:
    /// `loss`: positive values are losses and have the colour of what falls.
    AmountBar(const Theme& theme, bool loss, QObject* parent = nullptr);
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    void paintBar(QPainter& painter, const QRectF& room, const QModelIndex& index, double value) const;

    const Theme& theme_;
    bool loss_;
};

} // namespace nautilus::ui
