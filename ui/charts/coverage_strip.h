#pragma once
// Coverage over time: instruments from top to bottom, months from left to right; the fuller the colour, the
// more of the instruments in a row have data in that month.

#include <QDate>
#include <QVector>
#include <QWidget>

namespace nautilus::ui {

class Theme;

struct CoverageSpan {
    QString symbol;
    QDate first;
    QDate last; ///< inclusive
};

class CoverageStrip : public QWidget {
    Q_OBJECT
public:
    explicit CoverageStrip(const Theme& theme, QWidget* parent = nullptr);

    /// Sorted by their first day, then symbol; spans without days are left out and counted nowhere.
    void setSpans(QVector<CoverageSpan> spans);
    [[nodiscard]] const QVector<CoverageSpan>& spans() const { return spans_; }
    [[nodiscard]] int months() const;
    /// Instruments with data in month `month` after the first.
    [[nodiscard]] int covered(int month) const;
    [[nodiscard]] QString textAt(const QPoint& point) const;

Q_SIGNALS:
    void symbolChosen(const QString& symbol);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] QRect field() const;
    [[nodiscard]] int monthOf(const QDate& date) const;
    [[nodiscard]] int rows() const;
    void paintAxis(QPainter& painter) const;
    void paintCells(QPainter& painter) const;

    const Theme& theme_;
    QVector<CoverageSpan> spans_;
    QDate start_; ///< first day of the first month
    int months_ = 0;
    QPoint hover_{-1, -1};
};

} // namespace nautilus::ui
