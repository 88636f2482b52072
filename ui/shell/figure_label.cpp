#include "ui/shell/figure_label.h"

#include <QKeyEvent>
#include <QMouseEvent>

namespace nautilus::ui {

FigureLabel::FigureLabel(QWidget* parent) : QLabel(parent) {
    setFocusPolicy(Qt::TabFocus);
    setToolTip(tr("Ctrl+click or F9: where this number comes from"));
}

void FigureLabel::setFigure(const QString& text, const CellOrigin& origin) {
    setText(text);
    origin_ = origin;
}

void FigureLabel::ask() {
    if (origin_.valid()) Q_EMIT originAsked(origin_, text());
}

void FigureLabel::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && (event->modifiers() & Qt::ControlModifier)) return ask();
    QLabel::mousePressEvent(event);
}

void FigureLabel::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_F9) return ask();
    QLabel::keyPressEvent(event);
}

} // namespace nautilus::ui
