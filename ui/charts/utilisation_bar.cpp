#include "ui/charts/utilisation_bar.h"

#include "ui/models/number_format.h"
#include "ui/models/record_table_model.h"
#include "ui/shell/theme.h"

#include <QAbstractItemView>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace nautilus::ui {
namespace {

constexpr double kMostShown = 150; ///< percent at the end of the room; what is beyond has an arrow
constexpr int kFigure = 52;        ///< pixels of the percentage

} // namespace

UtilisationBar::UtilisationBar(const Theme& theme, int status, int warning, QObject* parent)
    : QStyledItemDelegate(parent), theme_(theme), status_(status), warning_(warning) {}

QColor UtilisationBar::colorOf(const QString& status) const {
    if (status == QLatin1String("BREACH")) return theme_.color(Token::Error);
    if (status == QLatin1String("WARNING")) return theme_.color(Token::Warn);
    return theme_.color(Token::Good);
}

void UtilisationBar::paintMarks(QPainter& painter, const QRectF& room, const QModelIndex& index) const {
    const double warning = index.siblingAtColumn(warning_).data(kRawRole).toDouble();
    const auto at = [&](double percent) { return room.left() + percent / kMostShown * room.width(); };
    painter.setPen(QPen(theme_.color(Token::Text), 1));
    painter.drawLine(QPointF(at(100), room.top() - 3), QPointF(at(100), room.bottom() + 3));
    if (!(warning > 0)) return;
    painter.setPen(QPen(theme_.color(Token::Muted), 1, Qt::DotLine));
    painter.drawLine(QPointF(at(warning * 100), room.top() - 3),
                     QPointF(at(warning * 100), room.bottom() + 3));
}

void UtilisationBar::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const {
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, theme_.color(Token::Selection));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, theme_.color(Token::Surface2));
    const QVariant raw = index.data(kRawRole);
    const bool known = raw.isValid() && !raw.isNull();
    const double percent = known ? raw.toDouble() : std::nan("");
    QRectF room = QRectF(option.rect).adjusted(8, 7, -kFigure - 8, -7);
    painter->fillRect(room, theme_.color(Token::Line));
    const QString status = index.siblingAtColumn(status_).data(kRawRole).toString();
    if (known) {
        QRectF bar = room;
        bar.setWidth(std::clamp(percent / kMostShown, 0.0, 1.0) * room.width());
        painter->fillRect(bar, colorOf(status));
    }
    paintMarks(*painter, room, index);
    if (known && percent > kMostShown) { // there is more than the room shows
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(colorOf(status));
        const QPointF tip(room.right() + 6, room.center().y());
        painter->drawPolygon(
            QPolygonF({tip, QPointF(room.right(), tip.y() - 6), QPointF(room.right(), tip.y() + 6)}));
    }
    painter->setFont(Theme::figureFont(11));
    painter->setPen(theme_.color(known ? Token::Text : Token::Faint));
    const QString text = known ? formatNumber(percent, 0) + QStringLiteral("\u00A0%") : QString(kMissing);
    painter->drawText(option.rect.adjusted(0, 0, -6, 0), Qt::AlignRight | Qt::AlignVCenter, text);
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    if (view && view->hasFocus() && view->currentIndex() == index) {
        painter->setPen(theme_.color(Token::Accent));
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    painter->restore();
}

} // namespace nautilus::ui
