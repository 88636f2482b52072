#pragma once
// A key figure: a number in large type that can be asked where it comes from, by Ctrl+click or F9.

#include "ui/models/table_data.h"

#include <QLabel>

namespace nautilus::ui {

class FigureLabel : public QLabel {
    Q_OBJECT
public:
    explicit FigureLabel(QWidget* parent = nullptr);
    void setFigure(const QString& text, const CellOrigin& origin);
    [[nodiscard]] const CellOrigin& origin() const { return origin_; }

Q_SIGNALS:
    void originAsked(const CellOrigin& origin, const QString& shown);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void ask();
    CellOrigin origin_;
};

} // namespace nautilus::ui
