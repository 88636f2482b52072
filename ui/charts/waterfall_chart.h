#pragma once
// From one level to another, step by step: a row for each contribution, its bar beginning where the one
// before it ended, coloured by sign and with its sign in the figure beside it. Levels (the start, the end)
// are marks, not bars: the axis holds what lies between them, and need not hold zero.

#include "ui/models/number_format.h"
#include "ui/models/table_data.h"

#include <QWidget>

namespace nautilus::ui {

class Theme;

struct WaterfallStep {
    QString id;
    QString title;
    double value = 0;    ///< NaN: missing
    bool level = false;  ///< a level, not a contribution
    QString more{};      ///< read out beside the value
    CellOrigin origin{}; ///< where the value comes from
};

class WaterfallChart : public QWidget {
    Q_OBJECT
public:
    explicit WaterfallChart(const Theme& theme, QWidget* parent = nullptr);

    void setSteps(QVector<WaterfallStep> steps, NumberKind kind);
    [[nodiscard]] const QVector<WaterfallStep>& steps() const { return steps_; }
    /// Index of the step that the keys reached, -1 before the first.
    [[nodiscard]] int selected() const { return selected_; }
    [[nodiscard]] QString readout() const;
    /// Level after step `index`.
    [[nodiscard]] double levelAfter(int index) const;
    /// step, title, value and level after it, for export.
    [[nodiscard]] TableData table() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// Ctrl+click or F9 on a step whose value was answered.
    void originAsked(const CellOrigin& origin, const QString& shown);
    /// The keys went to the step that stands in `row`.
    void reached(const QRect& row);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Scale {
        double low = 0;
        double per_unit = 1;
        int left = 0;
        [[nodiscard]] int at(double value) const;
    };
    [[nodiscard]] Scale scale() const;
    [[nodiscard]] QRect rowOf(int index) const;
    [[nodiscard]] int stepAt(const QPoint& point) const;
    [[nodiscard]] int titleWidth() const;
    [[nodiscard]] int figureWidth() const;
    [[nodiscard]] QString figureText(const WaterfallStep& step) const;
    void paintStep(QPainter& painter, int index, const Scale& scale) const;
    void point(int index);
    void ask();

    const Theme& theme_;
    QVector<WaterfallStep> steps_;
    NumberKind kind_ = NumberKind::PercentSign;
    int selected_ = -1;
    int hovered_ = -1;
};

} // namespace nautilus::ui
