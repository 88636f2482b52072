#include "ui/charts/column_chart.h"

#include "ui/charts/plot.h"
#include "ui/charts/plot_style.h"
#include "ui/shell/theme.h"

namespace nautilus::ui {
namespace {

constexpr int kTickWidth = 54; ///< room that a column's title wants

} // namespace

ColumnChart::ColumnChart(const Theme& theme, QWidget* parent)
    : QWidget(parent), theme_(theme), plot_(new QCustomPlot(this)), readout_(new QLabel(this)),
      bars_(new QCPBars(plot_->xAxis, plot_->yAxis)), marked_(new QCPBars(plot_->xAxis, plot_->yAxis)),
      whiskers_(new QCPErrorBars(plot_->xAxis, plot_->yAxis)), zero_(new QCPItemLine(plot_)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(readout_);
    layout->addWidget(plot_, 1);
    readout_->setContentsMargins(12, 2, 12, 2);
    readout_->setProperty("type", QStringLiteral("small"));
    readout_->setWordWrap(true);
    readout_->setMinimumHeight(18);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Column chart"));
    plot_->setFocusPolicy(Qt::NoFocus);
    plot_->setMinimumHeight(90);
    plot_->setMouseTracking(true);
    plot_->installEventFilter(this);
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
    const double room = std::max((high - low) * 0.08, 1e-12);
    plot_->xAxis->setRange(-0.6, std::max<double>(static_cast<double>(columns_.size()) - 0.4, 1));
    plot_->yAxis->setRange(low < 0 ? low - room : 0, high > 0 ? high + room : 0);
    zero_->start->setCoords(-0.6, 0);
    zero_->end->setCoords(static_cast<double>(columns_.size()), 0);
    setTicks();
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

void ColumnChart::setTicks() {
    QSharedPointer<QCPAxisTickerText> names(new QCPAxisTickerText);
    const int fit = std::max(1, std::max(width(), 120) / kTickWidth);
    const auto step = std::max<qsizetype>(1, (columns_.size() + fit - 1) / fit);
    for (qsizetype i = 0; i < columns_.size(); i += step)
        names->addTick(static_cast<double>(i), columns_[i].title);
    plot_->xAxis->setTicker(names);
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
    const int last = static_cast<int>(columns_.size()) - 1;
    if (last < 0) return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Left:
        return point(pointed_ < 0 ? last : std::max(0, pointed_ - 1));
    case Qt::Key_Right:
        return point(std::min(last, pointed_ + 1));
    case Qt::Key_Home:
        return point(0);
    case Qt::Key_End:
        return point(last);
    case Qt::Key_F9:
        return ask();
    case Qt::Key_Escape:
        return point(-1);
    default:
        return QWidget::keyPressEvent(event);
    }
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
