#pragma once
// The linked symbol as it trades: candles of any timeframe up to this moment, volume, indicators, trend
// lines.

#include "ui/charts/market_chart.h"
#include "ui/shell/panel.h"

#include <QElapsedTimer>

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace nautilus::ui {

class LiveChartPanel : public Panel {
    Q_OBJECT
public:
    explicit LiveChartPanel(Desk& desk, QWidget* parent = nullptr);

    [[nodiscard]] TableData exportTable() const override;
    [[nodiscard]] QWidget* chart() const override;
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;
    [[nodiscard]] MarketChart* marketChart() const { return chart_; }
    /// Words like "sma:20, rsi:14"; parameters after colons.
    void setIndicators(const QString& words);
    /// Seconds since 1970 UTC of an ISO time.
    [[nodiscard]] static double timeOf(const QString& text);
    /// Number of the day in which a session of America or Europe lies.
    [[nodiscard]] static double dayOf(double time);

protected:
    void request() override;

private:
    void subscribe(const QString& symbol);
    void readHistory(const QString& end);
    void showHistory(const QJsonObject& data);
    void readLive();
    void takeSnapshot(const TableData& table);
    void takeTrades(const TableData& table);
    void showLate();
    void askIndicators();
    void showIndicators(const TableData& table);
    void readPlaces();
    void askCurrency(const QString& symbol);
    [[nodiscard]] QString priceUnit() const;
    [[nodiscard]] double seconds() const;
    [[nodiscard]] double slotOf(double time) const;

    MarketChart* chart_;
    QComboBox* timeframe_;
    QLineEdit* indicators_;
    QToolButton* trend_;
    QLabel* late_note_;
    QString shown_; ///< symbol and timeframe of the bars on the chart
    QString subscription_;
    QString subscribed_;                  ///< symbol
    QString drawn_;                       ///< what the chart's range was set for
    QVector<QVector<QJsonValue>> trades_; ///< as last listed
    double reread_ = 0;                   ///< day for which a gap was last filled
    QHash<QString, QString> currencies_;  ///< by symbol
    QElapsedTimer asked_at_;
    qint64 late_ = 0;                                ///< trades of this chart that came after their bar
    qsizetype bars_asked_ = 0;                       ///< when the indicators were asked for
    QHash<QString, bool> over_price_;                ///< indicator id -> drawn over the price
    QHash<QString, QVector<TrendLine>> trend_lines_; ///< by symbol
};

} // namespace nautilus::ui
