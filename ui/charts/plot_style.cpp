#include "ui/charts/plot_style.h"

#include "ui/charts/plot.h"

namespace nautilus::ui {

double dateKey(const QDate& date) {
    return static_cast<double>(QDateTime(date, QTime(0, 0), Qt::UTC).toSecsSinceEpoch());
}

QDate keyDate(double key) {
    return QDateTime::fromSecsSinceEpoch(static_cast<qint64>(std::llround(key)), Qt::UTC).date();
}

void layOutPriceChart(QWidget& chart, QLabel& readout, QCustomPlot& plot, int least_height) {
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

void setDateTicks(QCPAxisRect& rect, const QDate& first, const QDate& last) {
    QSharedPointer<QCPAxisTickerDateTime> ticker(new QCPAxisTickerDateTime);
    const qint64 days = first.daysTo(last);
    ticker->setDateTimeSpec(Qt::UTC);
    ticker->setDateTimeFormat(days > 900   ? QStringLiteral("yyyy")
                              : days > 150 ? QStringLiteral("yyyy-MM")
                                           : QStringLiteral("MM-dd"));
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
