#include "ui/charts/coverage_strip.h"

#include "ui/models/number_format.h"
#include "ui/shell/theme.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace nautilus::ui {
namespace {

constexpr int kAxis = 20;
constexpr int kPad = 12;
constexpr int kLeastRow = 3; ///< pixels; instruments share a row when there are more of them
constexpr int kYearRoom = 44;

} // namespace

CoverageStrip::CoverageStrip(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme) {
    setMouseTracking(true);
    setMinimumHeight(90);
    setAccessibleName(tr("Coverage over time"));
    connect(&theme_, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void CoverageStrip::setSpans(QVector<CoverageSpan> spans) {
    spans.removeIf([](const CoverageSpan& each) { return !each.first.isValid() || !each.last.isValid(); });
    std::sort(spans.begin(), spans.end(), [](const CoverageSpan& a, const CoverageSpan& b) {
        return a.first != b.first ? a.first < b.first : a.symbol < b.symbol;
    });
    spans_ = std::move(spans);
    months_ = 0;
    QDate end;
    for (const CoverageSpan& each : std::as_const(spans_))
        end = end.isValid() ? std::max(end, each.last) : each.last;
    if (!spans_.isEmpty()) {
        start_ = QDate(spans_.first().first.year(), spans_.first().first.month(), 1);
        months_ = monthOf(end) + 1;
    }
    setAccessibleDescription(
        tr("%1 instruments, %2 months")
            .arg(formatNumber(static_cast<double>(spans_.size()), 0), formatNumber(months_, 0)));
    update();
}

int CoverageStrip::months() const {
    return months_;
}

int CoverageStrip::monthOf(const QDate& date) const {
    return (date.year() - start_.year()) * 12 + date.month() - start_.month();
}

int CoverageStrip::covered(int month) const {
    return static_cast<int>(std::count_if(spans_.begin(), spans_.end(), [&](const CoverageSpan& each) {
        return monthOf(each.first) <= month && month <= monthOf(each.last);
    }));
}

QRect CoverageStrip::field() const {
    return rect().adjusted(kPad, 6, -kPad, -kAxis);
}

int CoverageStrip::rows() const {
    return std::clamp(static_cast<int>(spans_.size()), 1, std::max(1, field().height() / kLeastRow));
}

void CoverageStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme_.color(Token::Surface1));
    if (months_ == 0) return;
    paintCells(painter);
    paintAxis(painter);
    if (!field().contains(hover_)) return;
    painter.setPen(theme_.color(Token::Faint));
    painter.drawLine(hover_.x(), field().top(), hover_.x(), field().bottom());
}

void CoverageStrip::paintCells(QPainter& painter) const {
    const QRect area = field();
    const int rows = this->rows();
    const auto size = static_cast<int>(spans_.size());
    for (int row = 0; row < rows; ++row) {
        const int from = static_cast<int>(static_cast<qint64>(row) * size / rows);
        const int to = static_cast<int>(static_cast<qint64>(row + 1) * size / rows);
        QVector<int> counts(months_, 0);
        for (int i = from; i < to; ++i)
            for (int month = monthOf(spans_[i].first); month <= monthOf(spans_[i].last); ++month)
                ++counts[month];
        const int top = area.top() + area.height() * row / rows;
        const int high = area.top() + area.height() * (row + 1) / rows - top;
        for (int month = 0; month < months_;) { // equal months in one stroke
            int end = month;
            while (end < months_ && counts[end] == counts[month])
                ++end;
            const int left = area.left() + area.width() * month / months_;
            const int right = area.left() + area.width() * end / months_;
            QColor colour = theme_.color(counts[month] == 0 ? Token::Surface2 : Token::Accent);
            if (counts[month] > 0)
                colour.setAlphaF(0.12F +
                                 0.45F * static_cast<float>(counts[month]) / static_cast<float>(to - from));
            painter.fillRect(left, top, right - left, high, colour);
            month = end;
        }
    }
}

void CoverageStrip::paintAxis(QPainter& painter) const {
    const QRect area = field();
    painter.setFont(Theme::figureFont(10));
    painter.setPen(theme_.color(Token::Muted));
    const int years = std::max(1, months_ / 12);
    const int step = std::max(1, years * kYearRoom / std::max(1, area.width()) + 1);
    for (int year = start_.year() + (start_.month() > 1 ? 1 : 0); year <= start_.year() + years + 1; ++year) {
        const int month = monthOf(QDate(year, 1, 1));
        if (month < 0 || month >= months_ || (year - start_.year()) % step != 0) continue;
        const int x = area.left() + area.width() * month / months_;
        if (x + 34 > width()) continue;
        painter.drawLine(x, area.bottom() + 1, x, area.bottom() + 4);
        painter.drawText(QRect(x + 3, area.bottom() + 2, 40, kAxis - 2), Qt::AlignLeft | Qt::AlignVCenter,
                         QString::number(year));
    }
}

QString CoverageStrip::textAt(const QPoint& point) const {
    const QRect area = field();
    if (months_ == 0 || !area.contains(point)) return {};
    const int month =
        std::clamp((point.x() - area.left()) * months_ / std::max(1, area.width()), 0, months_ - 1);
    const int row = std::clamp((point.y() - area.top()) * rows() / std::max(1, area.height()), 0, rows() - 1);
    const auto size = static_cast<int>(spans_.size());
    const int from = row * size / rows();
    const int to = std::max(from + 1, (row + 1) * size / rows());
    const QString who =
        to - from == 1 ? spans_[from].symbol : tr("%1 to %2").arg(spans_[from].symbol, spans_[to - 1].symbol);
    return tr("%1 · %2: %3 of %4 instruments have data")
        .arg(who, start_.addMonths(month).toString(QStringLiteral("yyyy-MM")),
             formatNumber(covered(month), 0), formatNumber(size, 0));
}

void CoverageStrip::mousePressEvent(QMouseEvent* event) {
    const QRect area = field();
    if (months_ == 0 || !area.contains(event->position().toPoint())) return;
    const int row = (event->position().toPoint().y() - area.top()) * rows() / std::max(1, area.height());
    const auto at = static_cast<qsizetype>(row) * spans_.size() / rows();
    if (at >= 0 && at < spans_.size()) Q_EMIT symbolChosen(spans_[at].symbol);
}

void CoverageStrip::mouseMoveEvent(QMouseEvent* event) {
    hover_ = event->position().toPoint();
    update();
}

void CoverageStrip::leaveEvent(QEvent* event) {
    hover_ = {-1, -1};
    update();
    QWidget::leaveEvent(event);
}

bool CoverageStrip::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), textAt(help->pos()), this);
    return true;
}

} // namespace nautilus::ui
