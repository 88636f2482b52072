#include "ui/charts/sparkline_delegate.h"

#include "ui/models/number_format.h"
#include "ui/models/record_table_model.h"
#include "ui/shell/theme.h"

#include <QJsonArray>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace nautilus::ui {

SparklineDelegate::SparklineDelegate(const Theme& theme, QObject* parent, Shape shape)
    : QStyledItemDelegate(parent), theme_(theme), shape_(shape) {}

void SparklineDelegate::paintLine(QPainter& painter, const QRectF& room, const QJsonArray& values) const {
    double least = INFINITY, most = -INFINITY;
    for (const QJsonValue& each : values) {
        if (!each.isDouble()) continue;
        least = std::min(least, each.toDouble());
        most = std::max(most, each.toDouble());
    }
    const double span = most > least ? most - least : 1;
    const double step = room.width() / static_cast<double>(std::max<qsizetype>(1, values.size() - 1));
    QPolygonF line;
    for (qsizetype i = 0; i < values.size(); ++i)
        if (values[i].isDouble())
            line.append({room.left() + static_cast<double>(i) * step,
                         room.bottom() - (values[i].toDouble() - least) / span * room.height()});
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme_.series(0), 1.2));
    painter.drawPolyline(line);
}

void SparklineDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const {
    painter->save();
    const bool selected = option.state & QStyle::State_Selected;
    painter->fillRect(option.rect, theme_.color(selected ? Token::Selection : Token::Surface1));
    const QJsonArray values = QJsonArray::fromVariantList(index.data(kRawRole).toList());
    double most = 0;
    for (const QJsonValue& each : values)
        most = std::max(most, std::abs(each.toDouble(0)));
    const QRectF room = QRectF(option.rect).adjusted(6, 3, -6, -3);
    if (most <= 0) {
        painter->setPen(theme_.color(Token::Faint));
        painter->drawText(room, Qt::AlignCenter, QString(kMissing));
        return painter->restore();
    }
    if (shape_ == Shape::Line) {
        paintLine(*painter, room, values);
        return painter->restore();
    }
    const double step = room.width() / static_cast<double>(values.size());
    const double middle = room.center().y();
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (!values[i].isDouble()) continue;
        const double tall = values[i].toDouble() / most * room.height() / 2;
        const QRectF bar(room.left() + static_cast<double>(i) * step, std::min(middle, middle - tall),
                         std::max(1.0, step - 1), std::max(1.0, std::abs(tall)));
        painter->fillRect(bar, theme_.series(tall >= 0 ? 0 : 1));
    }
    painter->restore();
}

} // namespace nautilus::ui
