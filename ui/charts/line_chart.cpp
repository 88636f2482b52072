#include "ui/charts/line_chart.h"

#include "ui/charts/plot.h"
#include "ui/charts/plot_style.h"
#include "ui/shell/theme.h"

namespace nautilus::ui {
namespace {

constexpr int kDirectLabels = 5; ///< more lines than this are named in a line above the plot
constexpr int kLabelStep = 14;

double lastValue(const TimeSeries& series) {
    for (qsizetype i = series.values.size() - 1; i >= 0; --i)
        if (!std::isnan(series.values[i])) return series.values[i];
    return std::numeric_limits<double>::quiet_NaN();
}

/// Index of the last date not after `date`, or -1.
qsizetype indexAt(const TimeSeries& series, const QDate& date) {
    return std::upper_bound(series.dates.begin(), series.dates.end(), date) - series.dates.begin() - 1;
}

} // namespace

LineChart::LineChart(const Theme& theme, QWidget* parent)
    : QWidget(parent), theme_(theme), plot_(new QCustomPlot(this)), readout_(new QLabel(this)),
      vertical_(new QCPItemStraightLine(plot_)), zero_(new QCPItemLine(plot_)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(readout_);
    layout->addWidget(plot_, 1);
    readout_->setContentsMargins(12, 2, 12, 2);
    readout_->setTextFormat(Qt::RichText);
    readout_->setWordWrap(true);
    readout_->setMinimumHeight(18);
    readout_->setProperty("type", QStringLiteral("small"));
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Line chart"));
    plot_->setFocusPolicy(Qt::NoFocus);
    plot_->setMinimumHeight(90);
    plot_->setMouseTracking(true);
    plot_->installEventFilter(this);
    plot_->setInteractions(QCP::iNone);
    vertical_->setVisible(false);
    zero_->setVisible(false);
    connect(plot_, &QCustomPlot::afterLayout, this, &LineChart::placeLabels);
    connect(&theme_, &Theme::changed, this, &LineChart::restyle);
    restyle();
}

void LineChart::setValueAxis(NumberKind kind, const QString& label) {
    kind_ = kind;
    axis_label_ = label;
    fitAxisLabel();
}

/// A low chart has no room for a long label along its axis; the tool tip has it whole.
void LineChart::fitAxisLabel() {
    constexpr int kBelow = 28; // numbers of the other axis
    const QFontMetrics metrics(plot_->yAxis->labelFont());
    plot_->yAxis->setLabel(metrics.elidedText(axis_label_, Qt::ElideRight,
                                              std::max(40, height() - readout_->height() - kBelow)));
    plot_->setToolTip(plot_->yAxis->label() == axis_label_ ? QString() : axis_label_);
}

void LineChart::setZeroLine(bool visible) {
    zero_line_ = visible;
}

void LineChart::setSeries(QVector<TimeSeries> series) {
    series_ = std::move(series);
    crosshair_ = {};
    draw();
}

void LineChart::setBands(QVector<DateBand> bands) {
    bands_ = std::move(bands);
    fitRange();
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

void LineChart::drawBands(const QDate& first, const QDate& last) {
    constexpr int kAlpha[] = {0, 26, 60};
    for (QCPItemRect* shade : std::as_const(shades_))
        plot_->removeItem(shade);
    shades_.clear();
    for (const DateBand& band : std::as_const(bands_)) {
        if (band.level <= 0 || band.to < first || band.from > last) continue;
        auto* shade = new QCPItemRect(plot_);
        shade->setLayer(QStringLiteral("background"));
        QColor color = theme_.color(Token::Warn);
        color.setAlpha(kAlpha[std::min(band.level, 2)]);
        shade->setPen(Qt::NoPen);
        shade->setBrush(color);
        shade->topLeft->setTypeY(QCPItemPosition::ptAxisRectRatio);
        shade->bottomRight->setTypeY(QCPItemPosition::ptAxisRectRatio);
        shade->topLeft->setCoords(dateKey(std::max(band.from, first)), 0);
        shade->bottomRight->setCoords(dateKey(std::min(band.to, last).addDays(1)), 1);
        shades_.append(shade);
    }
}

void LineChart::restyle() {
    stylePlot(*plot_, theme_);
    vertical_->setPen(QPen(theme_.color(Token::Faint), 1));
    zero_->setPen(QPen(theme_.color(Token::Faint), 1));
    draw();
}

void LineChart::draw() {
    plot_->clearGraphs();
    for (QCPItemText* label : labels_)
        plot_->removeItem(label);
    labels_.clear();
    for (int i = 0; i < series_.size(); ++i) {
        QVector<double> keys;
        for (const QDate& date : series_[i].dates)
            keys.append(dateKey(date));
        QCPGraph* graph = plot_->addGraph();
        graph->setData(keys, series_[i].values, true);
        graph->setPen(QPen(theme_.series(i), 1.5));
        if (filled_ && i == 0) {
            QColor shade = theme_.series(0);
            shade.setAlpha(48);
            graph->setBrush(shade);
        }
        if (series_.size() > kDirectLabels) continue;
        auto* label = new QCPItemText(plot_);
        label->setText(series_[i].title);
        label->setFont(Theme::textFont(11, 500));
        label->setColor(theme_.series(i));
        label->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        label->setClipToAxisRect(false);
        label->position->setType(QCPItemPosition::ptAbsolute);
        labels_.append(label);
    }
    fitRange();
    hideCrosshair();
}

void LineChart::fitRange() {
    double low = zero_line_ ? 0.0 : std::numeric_limits<double>::infinity();
    double high = zero_line_ ? 0.0 : -std::numeric_limits<double>::infinity();
    QDate first;
    QDate last;
    for (const TimeSeries& series : series_) {
        for (const double value : series.values) {
            low = std::isnan(value) ? low : std::min(low, value);
            high = std::isnan(value) ? high : std::max(high, value);
        }
        if (series.dates.isEmpty()) continue;
        first = first.isValid() ? std::min(first, series.dates.first()) : series.dates.first();
        last = last.isValid() ? std::max(last, series.dates.last()) : series.dates.last();
    }
    if (!first.isValid() || !(low <= high)) return;
    const double pad = std::max((high - low) * 0.06, 1e-9);
    plot_->yAxis->setRange(low - pad, high + pad);
    plot_->xAxis->setRange(dateKey(first), std::max(dateKey(last), dateKey(first) + 86400.0));
    setDateTicks(*plot_->axisRect());
    setValueTicks(*plot_->yAxis, kind_, height() < 220 ? 4 : 5);
    drawBands(first, last);
    zero_->setVisible(zero_line_);
    zero_->start->setCoords(dateKey(first), 0.0);
    zero_->end->setCoords(dateKey(last), 0.0);
}

void LineChart::placeLabels() {
    QVector<QPair<double, int>> wanted;
    int width = 0;
    for (int i = 0; i < labels_.size(); ++i) {
        const double value = lastValue(series_[i]);
        labels_[i]->setVisible(!std::isnan(value));
        if (!std::isnan(value)) wanted.append({plot_->yAxis->coordToPixel(value), i});
        width = std::max(width, QFontMetrics(labels_[i]->font()).horizontalAdvance(series_[i].title));
    }
    QCPAxisRect* rect = plot_->axisRect();
    const QMargins margins(4, 8, labels_.isEmpty() ? 14 : width + 18, 4);
    if (rect->minimumMargins() != margins) { // takes effect with the next layout
        rect->setMinimumMargins(margins);
        QTimer::singleShot(0, plot_, [this] { plot_->replot(); });
    }
    std::sort(wanted.begin(), wanted.end());
    double above = -1e9;
    for (auto& [y, index] : wanted) {
        y = std::max(y, above + kLabelStep);
        above = y;
    }
    double below = rect->bottom();
    for (auto it = wanted.rbegin(); it != wanted.rend(); ++it) {
        it->first = std::min(it->first, below);
        below = it->first - kLabelStep;
        labels_[it->second]->position->setCoords(rect->right() + 6, it->first);
    }
}

QString LineChart::legendText() const {
    if (series_.size() <= kDirectLabels) return QStringLiteral("&nbsp;");
    QStringList parts;
    for (int i = 0; i < series_.size(); ++i)
        parts.append(QStringLiteral("<span style='color:%1'>%2</span>")
                         .arg(theme_.series(i).name(), series_[i].title.toHtmlEscaped()));
    return parts.join(QStringLiteral("&nbsp;&nbsp; "));
}

QString LineChart::valuesAt(const QDate& date) const {
    QStringList parts{QStringLiteral("<b>%1</b>").arg(date.toString(Qt::ISODate))};
    for (int i = 0; i < series_.size(); ++i) {
        const qsizetype at = indexAt(series_[i], date);
        const double value = at < 0 ? std::numeric_limits<double>::quiet_NaN() : series_[i].values[at];
        parts.append(
            QStringLiteral("<span style='color:%1'>%2&nbsp;%3</span>")
                .arg(theme_.series(i).name(), series_[i].title.toHtmlEscaped(), formatAs(kind_, value)));
    }
    return parts.join(QStringLiteral("&nbsp;&nbsp; "));
}

void LineChart::showCrosshair(const QDate& date) {
    if (series_.isEmpty() || series_.first().dates.isEmpty()) return;
    const TimeSeries& lead = series_.first();
    crosshair_ = lead.dates[std::max<qsizetype>(0, indexAt(lead, date))];
    vertical_->point1->setCoords(dateKey(crosshair_), 0);
    vertical_->point2->setCoords(dateKey(crosshair_), 1);
    vertical_->setVisible(true);
    readout_->setText(valuesAt(crosshair_));
    setAccessibleDescription(readout());
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

void LineChart::hideCrosshair() {
    crosshair_ = {};
    vertical_->setVisible(false);
    readout_->setText(legendText());
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

QString LineChart::readout() const {
    QTextDocument text;
    text.setHtml(readout_->text());
    return text.toPlainText();
}

bool LineChart::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::MouseMove)
        showCrosshair(keyDate(plot_->xAxis->pixelToCoord(static_cast<QMouseEvent*>(event)->position().x())));
    else if (event->type() == QEvent::Leave)
        hideCrosshair();
    else if (event->type() == QEvent::MouseButtonPress) {
        setFocus(Qt::MouseFocusReason);
        const auto* mouse = static_cast<QMouseEvent*>(event);
        if (mouse->modifiers() & Qt::ControlModifier) {
            showCrosshair(keyDate(plot_->xAxis->pixelToCoord(mouse->position().x())));
            askOrigin(mouse->position().y());
        }
    }
    return QWidget::eventFilter(watched, event);
}

void LineChart::askOrigin(double pixel_y) {
    const TimeSeries* nearest = nullptr;
    double value = 0;
    double distance = std::numeric_limits<double>::infinity();
    for (const TimeSeries& each : std::as_const(series_)) {
        const qsizetype at = indexAt(each, crosshair_);
        if (at < 0 || each.dates[at] != crosshair_ || std::isnan(each.values[at])) continue;
        const double away = pixel_y < 0 ? 0 : std::abs(plot_->yAxis->coordToPixel(each.values[at]) - pixel_y);
        if (away >= distance) continue;
        nearest = &each;
        value = each.values[at];
        distance = away;
    }
    if (!nearest || !nearest->origin) return;
    const CellOrigin origin = nearest->origin(crosshair_);
    if (origin.valid()) Q_EMIT originAsked(origin, formatAs(kind_, value));
}

void LineChart::keyPressEvent(QKeyEvent* event) {
    if (series_.isEmpty() || series_.first().dates.isEmpty()) return QWidget::keyPressEvent(event);
    const TimeSeries& lead = series_.first();
    const qsizetype last = lead.dates.size() - 1;
    qsizetype at = crosshair_.isValid() ? indexAt(lead, crosshair_) : last + 1;
    switch (event->key()) {
    case Qt::Key_Left:
        at -= 1;
        break;
    case Qt::Key_Right:
        at += 1;
        break;
    case Qt::Key_Home:
        at = 0;
        break;
    case Qt::Key_End:
        at = last;
        break;
    case Qt::Key_F9:
        return crosshair_.isValid() ? askOrigin(-1) : hideCrosshair();
    case Qt::Key_Escape:
        return hideCrosshair();
    default:
        return QWidget::keyPressEvent(event);
    }
    showCrosshair(lead.dates[std::clamp<qsizetype>(at, 0, last)]);
}

void LineChart::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitAxisLabel();
    fitRange();
}

TableData LineChart::table() const {
    TableData result;
    result.columns.append(QStringLiteral("date"));
    QMap<QDate, QVector<QJsonValue>> rows;
    for (int i = 0; i < series_.size(); ++i) {
        result.columns.append(series_[i].id);
        for (qsizetype k = 0; k < series_[i].dates.size(); ++k) {
            auto& row = rows[series_[i].dates[k]];
            row.resize(series_.size() + 1, QJsonValue(QJsonValue::Null));
            row[0] = series_[i].dates[k].toString(Qt::ISODate);
            if (!std::isnan(series_[i].values[k])) row[i + 1] = series_[i].values[k];
        }
    }
    result.rows = rows.values();
    return result;
}

} // namespace nautilus::ui
