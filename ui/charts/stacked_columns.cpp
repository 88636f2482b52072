#include "ui/charts/stacked_columns.h"

#include "ui/charts/plot.h"
#include "ui/charts/plot_style.h"
#include "ui/shell/theme.h"

namespace nautilus::ui {
namespace {

constexpr int kNameWidth = 64; ///< room that a period's name wants
constexpr int kLeastHeight = 90;

double valueAt(const StackedPart& part, int period) {
    return part.values.value(period, std::numeric_limits<double>::quiet_NaN());
}

} // namespace

StackedColumns::StackedColumns(const Theme& theme, QWidget* parent)
    : QWidget(parent), theme_(theme), plot_(new QCustomPlot(this)), readout_(new QLabel(this)),
      marks_(plot_->addGraph()), zero_(new QCPItemLine(plot_)) {
    layOutChart(*this, *readout_, *plot_, kLeastHeight);
    readout_->setWordWrap(true);
    setAccessibleName(tr("Parts over time"));
    plot_->setInteractions(QCP::iNone);
    marks_->setLineStyle(QCPGraph::lsNone);
    connect(&theme_, &Theme::changed, this, &StackedColumns::restyle);
    restyle();
}

void StackedColumns::setParts(QStringList periods, QVector<StackedPart> parts, StackedPart sum,
                              NumberKind kind) {
    periods_ = std::move(periods);
    parts_ = std::move(parts);
    sum_ = std::move(sum);
    kind_ = kind;
    draw();
    point(-1, -1);
}

void StackedColumns::restyle() {
    stylePlot(*plot_, theme_);
    zero_->setPen(QPen(theme_.color(Token::Faint), 1));
    for (int i = 0; i < bars_.size(); ++i) {
        bars_[i]->setPen(Qt::NoPen);
        bars_[i]->setBrush(theme_.series(i));
    }
    QCPScatterStyle mark(QCPScatterStyle::ssDiamond, theme_.color(Token::Surface1), theme_.color(Token::Text),
                         8);
    mark.setPen(QPen(theme_.color(Token::Surface1), 1));
    mark.setBrush(theme_.color(Token::Text));
    marks_->setScatterStyle(mark);
    point(period_, part_);
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

void StackedColumns::draw() {
    for (QCPBars* each : std::as_const(bars_))
        plot_->removePlottable(each);
    bars_.clear();
    const int count = static_cast<int>(periods_.size());
    QVector<double> keys(count), high(count, 0.0), low(count, 0.0);
    std::iota(keys.begin(), keys.end(), 0.0);
    for (const StackedPart& part : std::as_const(parts_)) {
        auto* bars = new QCPBars(plot_->xAxis, plot_->yAxis);
        bars->setWidth(0.68);
        bars->setData(keys, part.values, true);
        if (!bars_.isEmpty()) bars->moveAbove(bars_.last());
        bars_.append(bars);
        for (int i = 0; i < count; ++i)
            if (const double value = valueAt(part, i); std::isfinite(value))
                (value >= 0 ? high : low)[i] += value;
    }
    marks_->setData(keys, sum_.values, true);
    marks_->setLayer(QStringLiteral("axes")); // above the columns
    const double most = count > 0 ? *std::max_element(high.begin(), high.end()) : 0;
    const double least = count > 0 ? *std::min_element(low.begin(), low.end()) : 0;
    setColumnRange(*plot_, *zero_, count, least, most);
    setTicks();
    restyle();
}

void StackedColumns::setTicks() {
    setColumnNames(*plot_->xAxis, periods_, width(), kNameWidth);
    setValueTicks(*plot_->yAxis, kind_, height() < 220 ? 3 : 5);
}

/// Without a period the names of the parts, as a legend.
QString StackedColumns::words() const {
    const bool read = period_ >= 0 && period_ < periods_.size();
    const auto said = [&](const StackedPart& part, const QColor& color, bool strong) {
        const QString name = part.title.toHtmlEscaped().replace(QLatin1Char(' '), QStringLiteral("&nbsp;"));
        const QString value =
            read ? QStringLiteral("&nbsp;") + formatAs(kind_, valueAt(part, period_)) : QString();
        const QString text = strong ? QStringLiteral("<b>%1%2</b>").arg(name, value) : name + value;
        return QStringLiteral("<span style='color:%1'>%2</span>").arg(color.name(), text);
    };
    QStringList out;
    if (read) out.append(QStringLiteral("<b>%1</b>").arg(periods_[period_]));
    if (!sum_.title.isEmpty()) out.append(said(sum_, theme_.color(Token::Text), read && part_ < 0));
    for (int i = 0; i < parts_.size(); ++i)
        out.append(said(parts_[i], theme_.series(i), i == part_));
    return out.join(QStringLiteral("&nbsp;&nbsp; "));
}

void StackedColumns::point(int period, int part) {
    period_ = period >= 0 && period < periods_.size() ? period : -1;
    part_ = period_ < 0 ? -1 : std::clamp(part, -1, static_cast<int>(parts_.size()) - 1);
    readout_->setText(words());
    setAccessibleDescription(readout());
}

QString StackedColumns::readout() const {
    QTextDocument text;
    text.setHtml(readout_->text());
    return text.toPlainText().replace(QChar(0x00A0), QLatin1Char(' '));
}

void StackedColumns::ask() {
    if (period_ < 0) return;
    const StackedPart& asked = part_ < 0 ? sum_ : parts_[part_];
    const CellOrigin origin = asked.origins.value(period_);
    if (origin.valid()) Q_EMIT originAsked(origin, formatAs(kind_, valueAt(asked, period_)));
}

bool StackedColumns::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::MouseMove || event->type() == QEvent::MouseButtonPress) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        point(static_cast<int>(std::lround(plot_->xAxis->pixelToCoord(mouse->position().x()))), -1);
        if (event->type() == QEvent::MouseButtonPress) {
            setFocus(Qt::MouseFocusReason);
            if (mouse->modifiers() & Qt::ControlModifier) ask();
        }
    } else if (event->type() == QEvent::Leave) {
        point(-1, -1);
    }
    return QWidget::eventFilter(watched, event);
}

void StackedColumns::keyPressEvent(QKeyEvent* event) {
    const int count = static_cast<int>(periods_.size());
    if (count == 0) return QWidget::keyPressEvent(event);
    if (const auto period = columnOfKey(event->key(), period_, count))
        return point(*period, *period < 0 ? -1 : part_);
    const int here = period_ < 0 ? count - 1 : period_;
    if (event->key() == Qt::Key_Up) return point(here, part_ - 1);
    if (event->key() == Qt::Key_Down) return point(here, part_ + 1);
    if (event->key() == Qt::Key_F9) return ask();
    QWidget::keyPressEvent(event);
}

void StackedColumns::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    setTicks();
}

TableData StackedColumns::table() const {
    TableData out;
    out.columns = {QStringLiteral("period"), sum_.id};
    for (const StackedPart& part : parts_)
        out.columns.append(part.id);
    const auto cell = [](double value) {
        return std::isfinite(value) ? QJsonValue(value) : QJsonValue(QJsonValue::Null);
    };
    for (int i = 0; i < periods_.size(); ++i) {
        QVector<QJsonValue> row{periods_[i], cell(valueAt(sum_, i))};
        for (const StackedPart& part : parts_)
            row.append(cell(valueAt(part, i)));
        out.rows.append(row);
    }
    return out;
}

} // namespace nautilus::ui
