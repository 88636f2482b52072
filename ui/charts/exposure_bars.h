#pragma once
// Horizontal bars around zero, one per factor, in the units of the exposures (deviations of the cross
// section).

#include "ui/models/number_format.h"
#include "ui/models/table_data.h"

#include <QWidget>

#include <optional>

namespace nautilus::ui {

class Theme;

struct ExposureBar {
    QString id;
    QString title;
    double value = 0; ///< NaN: missing
    QString reason{}; ///< why it is missing
    CellOrigin origin{};
};

class ExposureBars : public QWidget {
    Q_OBJECT
public:
    explicit ExposureBars(const Theme& theme, QWidget* parent = nullptr);

    void setBars(QVector<ExposureBar> bars);
    /// The bars are signed exposures unless this says that they are magnitudes: these begin at the left, the
    /// largest fills the width, and their values have three places and no sign. A negative one keeps zero in
    /// the middle.
    void setMagnitudes(bool magnitudes);
    /// How the values are written; without it as deviations.
    void setFigures(NumberKind kind);
    /// Each bar begins where the one before it ended, and a last row shows their sum under this title; an
    /// empty title goes back to bars around zero.
    void setWaterfall(const QString& total_title);
    [[nodiscard]] const QVector<ExposureBar>& bars() const { return bars_; }
    [[nodiscard]] QString selected() const;
    void select(const QString& id);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void selectionChanged(const QString& id);
    /// Ctrl+click or F9 on a bar whose value was answered.
    void originAsked(const CellOrigin& origin, const QString& shown);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    void choose(int index);
    void askOrigin();
    struct Scale {
        int zero = 0;        ///< pixel
        double per_unit = 1; ///< pixels
        double most = 1;     ///< magnitude at the end of the axis
    };
    [[nodiscard]] Scale scale() const;
    [[nodiscard]] Scale waterfallScale(int left, int right) const;
    [[nodiscard]] qsizetype rowCount() const { return bars_.size() + (total_title_.isEmpty() ? 0 : 1); }
    /// Sum of the bars above `index`.
    [[nodiscard]] double startOf(qsizetype index) const;
    void paintTotal(QPainter& painter, const QRect& row, const Scale& scale) const;
    void paintFigure(QPainter& painter, const QRect& row, double value) const;
    [[nodiscard]] QRect shapeOf(const QRect& row, double from, double to, const Scale& scale) const;
    [[nodiscard]] QString figureText(double value) const;
    void paintMarks(QPainter& painter, const Scale& scale, int bottom) const;
    void paintBar(QPainter& painter, int index, const QRect& row, const Scale& scale) const;
    [[nodiscard]] double rowHeight() const;
    [[nodiscard]] int rowAt(const QPoint& point) const;
    [[nodiscard]] int titleWidth() const;

    const Theme& theme_;
    QVector<ExposureBar> bars_;
    bool magnitudes_ = false;
    std::optional<NumberKind> figures_;
    QString total_title_; ///< not empty: a waterfall
    int selected_ = 0;
    int hovered_ = -1;
};

} // namespace nautilus::ui
