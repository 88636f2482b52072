#pragma once
// What lasted from when to when: one lane per subject, a bar from begin to end, open ones up to now. Colour
// and word tell how grave it is, a tick when somebody took it up. The arrow keys go from bar to bar.

#include <QDateTime>
#include <QVector>
#include <QWidget>

namespace nautilus::ui {

class Theme;

struct TimelineBar {
    QString id;
    QString lane; ///< title; bars of the same title share a lane
    QDateTime from;
    QDateTime to;     ///< invalid: it lasts
    QDateTime marked; ///< when it was taken up; invalid: it was not
    int level = 0;    ///< 0 to 3, the gravest
    QString word;     ///< for the level
    QString text;     ///< read out
};

class TimelineChart : public QWidget {
    Q_OBJECT
public:
    explicit TimelineChart(const Theme& theme, QWidget* parent = nullptr);

    void setBars(QVector<TimelineBar> bars);
    [[nodiscard]] const QVector<TimelineBar>& bars() const { return bars_; }
    /// Where "now" is; the wall clock unless said.
    void setNow(const QDateTime& now);
    [[nodiscard]] QStringList lanes() const { return lanes_; }
    [[nodiscard]] QString selected() const { return bars_.value(selected_).id; }
    void select(const QString& id);
    [[nodiscard]] QString readout() const;
    /// Of a bar, in the widget's pixels; empty when there is none.
    [[nodiscard]] QRectF placeOf(const QString& id) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void selectionChanged(const QString& id);
    /// Enter or a double click.
    void activated(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] QRectF field() const;
    [[nodiscard]] double laneHeight() const;
    [[nodiscard]] double pixelOf(const QDateTime& at) const;
    [[nodiscard]] QDateTime now() const;
    [[nodiscard]] QRectF rectOf(const TimelineBar& bar) const;
    [[nodiscard]] int barAt(const QPointF& point) const;
    [[nodiscard]] QColor colorOf(int level) const;
    void choose(int index);
    [[nodiscard]] int neighbour(int lanes) const;
    void paintLanes(QPainter& painter) const;
    void paintAxis(QPainter& painter) const;
    void paintBar(QPainter& painter, int index) const;

    const Theme& theme_;
    QVector<TimelineBar> bars_; ///< by begin
    QStringList lanes_;
    QDateTime now_;
    QDateTime first_;
    QDateTime last_;
    int selected_ = -1;
};

} // namespace nautilus::ui
