#include "ui/charts/amount_bar.h"

#include "ui/models/record_table_model.h"
#include "ui/shell/theme.h"

#include <QAbstractItemView>
#include <QPainter>

#include <algorithm>

namespace nautilus::ui {
namespace {

constexpr int kFigure = 62; ///< pixels of the number

} // namespace

AmountBar::AmountBar(const Theme& theme, bool loss, QObject* parent)
    : QStyledItemDelegate(parent), theme_(theme), loss_(loss) {}

void AmountBar::paintBar(QPainter& painter, const QRectF& room, const QModelIndex& index,
                         double value) const {
    double least = 0, most = 0;
    for (int row = 0; row < index.model()->rowCount(); ++row) {
        const double each = index.siblingAtRow(row).data(kRawRole).toDouble();
        least = std::min(least, each);
        most = std::max(most, each);
    }
    if (most <= least || room.width() < 12) return;
    const double per_unit = room.width() / (most - least);
    const double zero = room.left() - least * per_unit;
    const double end = zero + value * per_unit;
    QColor color = loss_ ? theme_.color(value > 0 ? Token::Down : Token::Up) : theme_.series(0);
    painter.fillRect(
        QRectF(std::min(zero, end), room.top(), std::max(1.0, std::abs(end - zero)), room.height()), color);
    painter.setPen(theme_.color(Token::Faint));
    if (least < 0) painter.drawLine(QPointF(zero, room.top() - 3), QPointF(zero, room.bottom() + 3));
}

void AmountBar::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, theme_.color(Token::Selection));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, theme_.color(Token::Surface2));
    const QVariant raw = index.data(kRawRole);
    const bool known = raw.isValid() && !raw.isNull();
    if (known)
        paintBar(*painter, QRectF(option.rect).adjusted(8, 6, -kFigure - 6, -6), index, raw.toDouble());
    painter->setFont(Theme::figureFont(11));
    painter->setPen(theme_.color(known ? Token::Text : Token::Faint));
    painter->drawText(option.rect.adjusted(0, 0, -6, 0), Qt::AlignRight | Qt::AlignVCenter,
                      index.data().toString());
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    if (view && view->hasFocus() && view->currentIndex() == index) {
        painter->setPen(theme_.color(Token::Accent));
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    painter->restore();
}

} // namespace nautilus::ui
