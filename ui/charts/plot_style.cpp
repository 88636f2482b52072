#include "ui/charts/plot_style.h"

#include "ui/charts/plot.h"

namespace nautilus::ui {

double dateKey(const QDate& date) {
    return static_cast<double>(QDateTime(date, QTime(0, 0), Qt::UTC).toSecsSinceEpoch());
}

QDate keyDate(double key) {
    return QDateTime::fromSecsSinceEpoch(static_cast<qint64>(std::llround(key)), Qt::UTC).date();
}

void layOutChart(QWidget& chart, QLabel& readout, QCustomPlot& plot, int least_height) {
    auto* layout = new QVBoxLayout(&chart);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(&readout);
    layout->addWidget(&plot, 1);
    readout.setContentsMargins(12, 2, 12, 2);
    readout.setProperty("type", QStringLiteral("small"));
    readout.setTextFormat(Qt::RichText);
    readout.setMinimumHeight(18);
    chart.setFocusPolicy(Qt::StrongFocus);
    plot.setFocusPolicy(Qt::NoFocus);
    plot.setMinimumHeight(least_height);
    plot.setMouseTracking(true);
    plot.installEventFilter(&chart);
}

void setColumnRange(QCustomPlot& plot, QCPItemLine& zero, qsizetype count, double least, double most) {
    const double room = std::max((most - least) * 0.08, 1e-12);
    const auto columns = static_cast<double>(count);
    plot.xAxis->setRange(-0.6, std::max(columns - 0.4, 1.0));
    plot.yAxis->setRange(least < 0 ? least - room : 0, most > 0 ? most + room : 0);
    zero.start->setCoords(-0.6, 0);
    zero.end->setCoords(columns, 0);
}

void setColumnNames(QCPAxis& axis, const QStringList& names, int width, int name_width) {
    QSharedPointer<QCPAxisTickerText> ticks(new QCPAxisTickerText);
    const auto fit = std::max<qsizetype>(1, std::max(width, 120) / name_width);
    const auto step = std::max<qsizetype>(1, (names.size() + fit - 1) / fit);
    for (qsizetype i = 0; i < names.size(); i += step)
        ticks->addTick(static_cast<double>(i), names[i]);
    axis.setTicker(ticks);
}

std::optional<int> columnOfKey(int key, int at, int count) {
    const int last = count - 1;
    switch (key) {
    case Qt::Key_Left:
        return at < 0 ? last : std::max(0, at - 1);
    case Qt::Key_Right:
        return std::min(last, at + 1);
    case Qt::Key_Home:
        return 0;
    case Qt::Key_End:
        return last;
    case Qt::Key_Escape:
        return -1;
    default:
        return std::nullopt;
    }
}

void styleCandles(QCPFinancial& candles, const Theme& theme) {
    candles.setChartStyle(QCPFinancial::csCandlestick);
    candles.setTwoColored(true);
    candles.setBrushPositive(theme.color(Token::Surface1));
    candles.setPenPositive(QPen(theme.color(Token::Up), 1));
    candles.setBrushNegative(theme.color(Token::Down));
    candles.setPenNegative(QPen(theme.color(Token::Down), 1));
}

void styleAxisRect(QCPAxisRect& rect, const Theme& theme) {
    for (QCPAxis* axis : rect.axes()) {
        axis->setBasePen(QPen(theme.color(Token::Line), 1));
        axis->setTickPen(Qt::NoPen);
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLabelColor(theme.color(Token::Muted));
        axis->setTickLabelFont(Theme::figureFont(10));
        axis->setLabelColor(theme.color(Token::Muted));
        axis->setLabelFont(Theme::textFont(11));
        axis->grid()->setPen(QPen(theme.color(Token::Line), 1, Qt::DotLine));
        axis->grid()->setSubGridVisible(false);
        axis->grid()->setZeroLinePen(Qt::NoPen);
    }
    rect.axis(QCPAxis::atLeft)->setBasePen(Qt::NoPen);
    rect.axis(QCPAxis::atBottom)->grid()->setVisible(false);
}

void stylePlot(QCustomPlot& plot, const Theme& theme) {
    plot.setBackground(QBrush(theme.color(Token::Surface1)));
    for (QCPAxisRect* rect : plot.axisRects())
        styleAxisRect(*rect, theme);
}

namespace {

/// Days as exactly as their distance asks for: no label stands twice on an axis.
class DateTicker : public QCPAxisTickerDateTime {
protected:
    double getTickStep(const QCPRange& range) override {
        QCPRange wider = range;
        double step = QCPAxisTickerDateTime::getTickStep(wider);
        while (range.size() / step > tickCount() + 1) { // the step of a wider span leaves room for the labels
            wider.upper += range.size() / 2;
            step = QCPAxisTickerDateTime::getTickStep(wider);
        }
        const double days = step / 86'400;
        setDateTimeFormat(days > 360  ? QStringLiteral("yyyy")
                          : days > 27 ? QStringLiteral("yyyy-MM")
                                      : QStringLiteral("MM-dd"));
        return step;
    }
};

} // namespace

void setDateTicks(QCPAxisRect& rect) {
    QSharedPointer<DateTicker> ticker(new DateTicker);
    ticker->setDateTimeSpec(Qt::UTC);
    ticker->setTickCount(rect.width() > 0 && rect.width() < 360 ? 4 : 6);
    ticker->setTickStepStrategy(QCPAxisTicker::tssReadability);
    rect.axis(QCPAxis::atBottom)->setTicker(ticker);
}

void setValueTicks(QCPAxis& axis, NumberKind kind, int count, double least) {
    QCPAxisTicker steps;
    steps.setTickCount(count);
    QVector<double> ticks;
    QVector<QString> texts;
    steps.generate(axis.range(), QLocale::c(), QLatin1Char('f'), 2, ticks, nullptr, &texts);
    QSharedPointer<QCPAxisTickerText> ticker(new QCPAxisTickerText);
    for (const double tick : ticks)
        if (tick >= least) ticker->addTick(tick, formatAs(kind, tick));
    axis.setTicker(ticker);
}

} // namespace nautilus::ui
