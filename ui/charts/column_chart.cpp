#include "ui/charts/column_chart.h"

#include "ui/charts/plot.h"
#include "ui/charts/plot_style.h"
#include "ui/shell/theme.h"

namespace nautilus::ui {
namespace {

constexpr int kNameWidth = 54; ///< room that a column's title wants
constexpr int kLeastHeight = 90;

} // namespace

ColumnChart::ColumnChart(const Theme& theme, QWidget* parent)
    : QWidget(parent), theme_(theme), plot_(new QCustomPlot(this)), readout_(new QLabel(this)),
      bars_(new QCPBars(plot_->xAxis, plot_->yAxis)), marked_(new QCPBars(plot_->xAxis, plot_->yAxis)),
      whiskers_(new QCPErrorBars(plot_->xAxis, plot_->yAxis)), zero_(new QCPItemLine(plot_)) {
    layOutChart(*this, *readout_, *plot_, kLeastHeight);
    readout_->setTextFormat(Qt::PlainText);
    readout_->setWordWrap(true);
    setAccessibleName(tr("Column chart"));
    plot_->setInteractions(QCP::iNone);
    whiskers_->setDataPlottable(bars_);
    whiskers_->removeFromLegend();
    setTouching(false);
    connect(&theme_, &Theme::changed, this, &ColumnChart::restyle);
    restyle();
}

void ColumnChart::setHeading(const QString& text) {
    heading_ = text;
    point(-1);
    setAccessibleName(text);
}

void ColumnChart::setTouching(bool touching) {
    for (QCPBars* bars : {bars_, marked_})
        bars->setWidth(touching ? 0.96 : 0.62);
}

void ColumnChart::setColumns(QVector<Column> columns, NumberKind kind) {
    columns_ = std::move(columns);
    kind_ = kind;
    draw();
    point(-1);
}

void ColumnChart::restyle() {
    stylePlot(*plot_, theme_);
    bars_->setPen(Qt::NoPen);
    bars_->setBrush(theme_.series(0));
    marked_->setPen(Qt::NoPen);
    marked_->setBrush(theme_.series(1));
    whiskers_->setPen(QPen(theme_.color(Token::Text), 1));
    zero_->setPen(QPen(theme_.color(Token::Faint), 1));
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

void ColumnChart::draw() {
    QVector<double> keys, plain, marked, errors;
    double low = 0, high = 0;
    for (qsizetype i = 0; i < columns_.size(); ++i) {
        const Column& each = columns_[i];
        keys.append(static_cast<double>(i));
        plain.append(each.marked ? std::nan("") : each.value);
        marked.append(each.marked ? each.value : std::nan(""));
        errors.append(each.error);
        if (!std::isfinite(each.value)) continue;
        low = std::min(low, each.value - each.error);
        high = std::max(high, each.value + each.error);
    }
    bars_->setData(keys, plain, true);
    marked_->setData(keys, marked, true);
    const bool any = std::any_of(errors.begin(), errors.end(), [](double e) { return e > 0; });
    whiskers_->setData(any ? errors : QVector<double>());
    whiskers_->setVisible(any);
    setColumnRange(*plot_, *zero_, columns_.size(), low, high);
    setTicks();
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

void ColumnChart::setTicks() {
    QStringList names;
    for (const Column& each : std::as_const(columns_))
        names.append(each.title);
    setColumnNames(*plot_->xAxis, names, width(), kNameWidth);
    setValueTicks(*plot_->yAxis, kind_, height() < 220 ? 3 : 5);
}

void ColumnChart::point(int index) {
    pointed_ = index >= 0 && index < columns_.size() ? index : -1;
    if (pointed_ < 0) return readout_->setText(heading_.isEmpty() ? QStringLiteral(" ") : heading_);
    const Column& at = columns_[pointed_];
    QString text = QStringLiteral("%1   %2").arg(at.title, formatAs(kind_, at.value));
    if (at.error > 0) text += QStringLiteral(" ± ") + formatAs(kind_, at.error);
    if (!at.more.isEmpty()) text += QStringLiteral("   ") + at.more;
    readout_->setText(text);
    setAccessibleDescription(text);
}

QString ColumnChart::readout() const {
    return readout_->text();
}

bool ColumnChart::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::MouseMove || event->type() == QEvent::MouseButtonPress) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        point(static_cast<int>(std::lround(plot_->xAxis->pixelToCoord(mouse->position().x()))));
        if (event->type() == QEvent::MouseButtonPress) {
            setFocus(Qt::MouseFocusReason);
            if (mouse->modifiers() & Qt::ControlModifier) ask();
        }
    } else if (event->type() == QEvent::Leave) {
        point(-1);
    }
    return QWidget::eventFilter(watched, event);
}

void ColumnChart::ask() {
    if (pointed_ >= 0 && columns_[pointed_].origin.valid())
        Q_EMIT originAsked(columns_[pointed_].origin, formatAs(kind_, columns_[pointed_].value));
}

void ColumnChart::keyPressEvent(QKeyEvent* event) {
    const int count = static_cast<int>(columns_.size());
    if (count == 0) return QWidget::keyPressEvent(event);
    if (const auto column = columnOfKey(event->key(), pointed_, count)) return point(*column);
    if (event->key() == Qt::Key_F9) return ask();
    QWidget::keyPressEvent(event);
}

void ColumnChart::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    setTicks();
}

TableData ColumnChart::table() const {
    TableData out;
    out.columns = {QStringLiteral("column"), QStringLiteral("value")};
    for (const Column& each : columns_)
        out.rows.append(
            {each.title, std::isfinite(each.value) ? QJsonValue(each.value) : QJsonValue(QJsonValue::Null)});
    return out;
}

} // namespace nautilus::ui
