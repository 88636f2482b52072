#include "ui/charts/exposure_bars.h"

#include "ui/shell/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace nautilus::ui {
namespace {

constexpr int kRow = 20;
constexpr int kAxis = 18;
constexpr int kFigures = 46;
constexpr int kPad = 12;
constexpr double kLeastMark = 22; ///< pixels between figures of the axis

} // namespace

ExposureBars::ExposureBars(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Exposures"));
    connect(&theme_, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ExposureBars::setBars(QVector<ExposureBar> bars) {
    const QString before = selected();
    bars_ = std::move(bars);
    selected_ = 0;
    for (int i = 0; i < bars_.size(); ++i)
        if (bars_[i].id == before) selected_ = i;
    updateGeometry();
    update();
}

QString ExposureBars::selected() const {
    return bars_.value(selected_).id;
}

void ExposureBars::select(const QString& id) {
    for (int i = 0; i < bars_.size(); ++i)
        if (bars_[i].id == id) choose(i);
}

void ExposureBars::choose(int index) {
    if (bars_.isEmpty()) return;
    const int bounded = std::clamp(index, 0, static_cast<int>(bars_.size()) - 1);
    if (bounded == selected_) return;
    selected_ = bounded;
    const ExposureBar& bar = bars_[selected_];
    setAccessibleDescription(bar.title + QLatin1Char(' ') + figureText(bar.value));
    update();
    Q_EMIT selectionChanged(bar.id);
}

QSize ExposureBars::sizeHint() const {
    return {320, static_cast<int>(std::max<qsizetype>(1, rowCount())) * kRow + kAxis};
}

QSize ExposureBars::minimumSizeHint() const {
    return {220, static_cast<int>(std::max<qsizetype>(1, rowCount())) * 15 + kAxis};
}

double ExposureBars::rowHeight() const {
    const double rows = static_cast<double>(std::max<qsizetype>(1, rowCount()));
    return std::min(38.0, (height() - kAxis) / rows);
}

int ExposureBars::rowAt(const QPoint& point) const {
    const int row = static_cast<int>(point.y() / rowHeight());
    return row < bars_.size() ? row : -1;
}

int ExposureBars::titleWidth() const {
    const QFontMetrics metrics(Theme::textFont(12));
    int width = std::max(40, metrics.horizontalAdvance(total_title_));
    for (const ExposureBar& bar : bars_)
        width = std::max(width, metrics.horizontalAdvance(bar.title));
    return width + kPad + 8;
}

void ExposureBars::setMagnitudes(bool magnitudes) {
    magnitudes_ = magnitudes;
    update();
}

void ExposureBars::setFigures(NumberKind kind) {
    figures_ = kind;
    update();
}

void ExposureBars::setWaterfall(const QString& total_title) {
    total_title_ = total_title;
    updateGeometry();
    update();
}

double ExposureBars::startOf(qsizetype index) const {
    double sum = 0;
    for (qsizetype i = 0; i < index; ++i)
        if (!std::isnan(bars_[i].value)) sum += bars_[i].value;
    return sum;
}

QString ExposureBars::figureText(double value) const {
    if (figures_) return formatAs(*figures_, value);
    return magnitudes_ ? formatNumber(value, 3) : formatSigned(value, 2);
}

ExposureBars::Scale ExposureBars::scale() const {
    double most = 0, least = 0;
    for (const ExposureBar& bar : bars_) {
        if (std::isnan(bar.value)) continue;
        most = std::max(most, std::abs(bar.value));
        least = std::min(least, bar.value);
    }
    const int left = titleWidth(), right = width() - kFigures - kPad;
    if (!total_title_.isEmpty()) return waterfallScale(left, right);
    if (magnitudes_) most = most > 0 ? most : 1.0;
    if (magnitudes_ && least >= 0) return {left, (right - left) / most, most};
    if (!magnitudes_) most = std::ceil(std::max(most, 1.0));
    return {(left + right) / 2, (right - left) / 2.0 / most, most};
}

ExposureBars::Scale ExposureBars::waterfallScale(int left, int right) const {
    double highest = 0, lowest = 0;
    for (qsizetype i = 1; i <= bars_.size(); ++i) {
        highest = std::max(highest, startOf(i));
        lowest = std::min(lowest, startOf(i));
    }
    const double span = std::max(highest - lowest, 1e-12);
    const double per_unit = (right - left) / span;
    return {left + static_cast<int>(-lowest * per_unit), per_unit, std::max(highest, -lowest)};
}

void ExposureBars::paintMarks(QPainter& painter, const Scale& scale, int bottom) const {
    painter.setFont(Theme::figureFont(10));
    const int step = magnitudes_                        ? 1'000'000
                     : scale.per_unit >= kLeastMark     ? 1
                     : scale.per_unit * 2 >= kLeastMark ? 2
                                                        : static_cast<int>(scale.most);
    for (int mark = static_cast<int>(-scale.most); mark <= static_cast<int>(scale.most); ++mark) {
        if (mark % step != 0) continue;
        const int x = scale.zero + static_cast<int>(mark * scale.per_unit);
        if (x < titleWidth() - 1) continue;
        painter.setPen(mark == 0 ? theme_.color(Token::Faint) : theme_.color(Token::Line));
        painter.drawLine(x, 0, x, bottom);
        painter.setPen(theme_.color(Token::Muted));
        painter.drawText(QRect(x - 24, bottom, 48, kAxis), Qt::AlignCenter, formatNumber(mark, 0));
    }
}

void ExposureBars::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme_.color(Token::Surface1));
    const double high = rowHeight();
    const Scale scale = this->scale();
    paintMarks(painter, scale, static_cast<int>(high * static_cast<double>(rowCount())));
    for (int i = 0; i < bars_.size(); ++i)
        paintBar(painter, i, QRect(0, static_cast<int>(i * high), width(), static_cast<int>(high)), scale);
    if (!total_title_.isEmpty())
        paintTotal(painter,
                   QRect(0, static_cast<int>(static_cast<double>(bars_.size()) * high), width(),
                         static_cast<int>(high)),
                   scale);
    if (hasFocus()) {
        painter.setPen(theme_.color(Token::Accent));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void ExposureBars::paintBar(QPainter& painter, int index, const QRect& row, const Scale& scale) const {
    const ExposureBar& bar = bars_[index];
    if (index == selected_ || index == hovered_) {
        QColor band = theme_.color(index == selected_ ? Token::Selection : Token::Surface2);
        band.setAlphaF(index == selected_ ? 0.75F : 1.0F);
        painter.fillRect(row, band);
    }
    painter.setFont(Theme::textFont(12));
    painter.setPen(theme_.color(index == selected_ ? Token::Text : Token::Muted));
    painter.drawText(row.adjusted(kPad, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, bar.title);
    paintFigure(painter, row, bar.value);
    if (std::isnan(bar.value)) return;
    const double from = total_title_.isEmpty() ? 0.0 : startOf(index);
    painter.fillRect(shapeOf(row, from, from + bar.value, scale),
                     theme_.diverging(bar.value >= 0 ? 0.75 : -0.75));
}

void ExposureBars::paintFigure(QPainter& painter, const QRect& row, double value) const {
    painter.setFont(Theme::figureFont(11));
    const QRect figures(width() - kFigures - kPad, row.y(), kFigures, row.height());
    painter.setPen(theme_.color(std::isnan(value) ? Token::Faint : Token::Text));
    painter.drawText(figures, Qt::AlignRight | Qt::AlignVCenter, figureText(value));
}

QRect ExposureBars::shapeOf(const QRect& row, double from, double to, const Scale& scale) const {
    const int begin = scale.zero + static_cast<int>(std::round(from * scale.per_unit));
    const int end = scale.zero + static_cast<int>(std::round(to * scale.per_unit));
    const int thick = std::clamp(row.height() - 8, 6, 12);
    return {std::min(begin, end), row.center().y() - thick / 2 + 1, std::max(1, std::abs(end - begin)),
            thick};
}

void ExposureBars::paintTotal(QPainter& painter, const QRect& row, const Scale& scale) const {
    const double total = startOf(bars_.size());
    painter.setPen(theme_.color(Token::Line));
    painter.drawLine(kPad, row.y(), width() - kPad, row.y());
    painter.setFont(Theme::textFont(12));
    painter.setPen(theme_.color(Token::Text));
    painter.drawText(row.adjusted(kPad, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, total_title_);
    paintFigure(painter, row, total);
    painter.fillRect(shapeOf(row, 0.0, total, scale), theme_.color(Token::Muted));
}

void ExposureBars::mousePressEvent(QMouseEvent* event) {
    const int row = rowAt(event->position().toPoint());
    if (row >= 0) choose(row);
    if (row >= 0 && (event->modifiers() & Qt::ControlModifier)) askOrigin();
}

void ExposureBars::askOrigin() {
    const ExposureBar bar = bars_.value(selected_);
    if (bar.origin.valid()) Q_EMIT originAsked(bar.origin, figureText(bar.value));
}

void ExposureBars::mouseMoveEvent(QMouseEvent* event) {
    hovered_ = rowAt(event->position().toPoint());
    update();
}

void ExposureBars::leaveEvent(QEvent*) {
    hovered_ = -1;
    update();
}

void ExposureBars::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Up:
        return choose(selected_ - 1);
    case Qt::Key_Down:
        return choose(selected_ + 1);
    case Qt::Key_F9:
        return askOrigin();
    case Qt::Key_Home:
        return choose(0);
    case Qt::Key_End:
        return choose(static_cast<int>(bars_.size()) - 1);
    default:
        QWidget::keyPressEvent(event);
    }
}

bool ExposureBars::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int row = rowAt(help->pos());
    if (row >= 0) {
        const ExposureBar& bar = bars_[row];
        const QString value =
            std::isnan(bar.value) && !bar.reason.isEmpty() ? bar.reason : figureText(bar.value);
        QToolTip::showText(help->globalPos(), bar.title + QStringLiteral(": ") + value, this);
    }
    return true;
}

} // namespace nautilus::ui
