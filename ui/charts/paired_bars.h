#pragma once
// Two bars a row around one zero line: what is and what would be, with a tick where the benchmark stands. The
// figures stand beside them. Arrow keys go from row to row.

#include "ui/models/number_format.h"
#include "ui/models/table_data.h"

#include <QWidget>

namespace nautilus::ui {

class Theme;

struct PairedBar {
    QString id;
    QString title;
    double before = 0, after = 0; ///< NaN: missing
    double mark = 0;              ///< NaN: none
    QString more{};               ///< on hover, behind the figures
    CellOrigin origin{};          ///< of `after`
};

class PairedBars : public QWidget {
    Q_OBJECT
public:
    explicit PairedBars(const Theme& theme, QWidget* parent = nullptr);

    /// Names of the two bars and of the tick; of these the legend is made.
    void setNames(const QString& before, const QString& after, const QString& mark);
    void setBars(QVector<PairedBar> bars, NumberKind kind);
    [[nodiscard]] const QVector<PairedBar>& bars() const { return bars_; }
    [[nodiscard]] QString selected() const { return bars_.value(selected_).id; }
    void select(const QString& id);
    /// The row under the pointer or the selected one, in words.
    [[nodiscard]] QString readout() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void selectionChanged(const QString& id);
    /// Ctrl+click or F9.
    void originAsked(const CellOrigin& origin, const QString& shown);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Scale {
        double zero = 0, per_unit = 1;
        int left = 0, right = 0;
    };
    [[nodiscard]] Scale scale() const;
    [[nodiscard]] QRect rowOf(int index) const;
    [[nodiscard]] int rowAt(const QPoint& point) const;
    [[nodiscard]] int titleWidth() const;
    [[nodiscard]] QString words(int index) const;
    void paintLegend(QPainter& painter) const;
    void paintRow(QPainter& painter, int index, const Scale& scale) const;
    void choose(int index);
    void ask();

    const Theme& theme_;
    QVector<PairedBar> bars_;
    NumberKind kind_ = NumberKind::PercentSign;
    QString before_, after_, mark_;
    int selected_ = -1, hovered_ = -1;
};

} // namespace nautilus::ui
