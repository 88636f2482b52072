#include "ui/shell/key_figures.h"

#include "ui/shell/figure_label.h"

#include <QGridLayout>
#include <QLabel>
#include <QStyle>

#include <algorithm>

namespace nautilus::ui {

KeyFigures::KeyFigures(int width, QWidget* parent)
    : QWidget(parent), width_(width), grid_(new QGridLayout(this)) {
    grid_->setContentsMargins(12, 6, 12, 6);
    grid_->setHorizontalSpacing(8);
    grid_->setVerticalSpacing(4);
}

void KeyFigures::add(const QString& name, const QString& title) {
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* heading = new QLabel(title, box);
    heading->setProperty("tone", QStringLiteral("muted"));
    heading->setProperty("type", QStringLiteral("small"));
    auto* value = new FigureLabel(box);
    value->setAccessibleName(title);
    value->setProperty("type", QStringLiteral("figure"));
    connect(value, &FigureLabel::originAsked, this, &KeyFigures::originAsked);
    for (QLabel* each : std::initializer_list<QLabel*>{heading, value}) {
        each->setMinimumWidth(1);
        column->addWidget(each);
    }
    figures_.append({name, title, box, heading, value, {}});
    across_ = 0;
    arrange();
}

void KeyFigures::setTitle(const QString& name, const QString& title) {
    for (Figure& each : figures_) {
        if (each.name != name) continue;
        each.title = title;
        each.heading->setText(title);
        each.value->setAccessibleName(title);
    }
}

void KeyFigures::set(const QString& name, const QString& text, const QString& note, const CellOrigin& origin,
                     double trend) {
    for (Figure& each : figures_) {
        if (each.name != name) continue;
        each.note = note;
        each.heading->setText(note.isEmpty() ? each.title : each.title + QStringLiteral(" · ") + note);
        each.value->setFigure(text, origin);
        const QString way = trend > 0 ? QStringLiteral("up") : trend < 0 ? QStringLiteral("down") : QString();
        if (each.value->property("trend").toString() == way) continue;
        each.value->setProperty("trend", way);
        each.value->style()->unpolish(each.value);
        each.value->style()->polish(each.value);
    }
}

QString KeyFigures::text(const QString& name) const {
    for (const Figure& each : figures_)
        if (each.name == name) return each.value->text();
    return {};
}

QString KeyFigures::note(const QString& name) const {
    for (const Figure& each : figures_)
        if (each.name == name) return each.note;
    return {};
}

void KeyFigures::arrange() {
    const int count = static_cast<int>(figures_.size());
    if (count == 0) return;
    const int fit = std::clamp((width() - 24) / width_, std::min(2, count), count);
    const int lines = (count + fit - 1) / fit;
    const int across = (count + lines - 1) / lines;
    if (across == across_) return;
    across_ = across;
    for (int i = 0; i < count; ++i)
        grid_->addWidget(figures_[i].box, i / across, i % across);
    for (int column = 0; column < count; ++column)
        grid_->setColumnStretch(column, column < across ? 1 : 0);
}

void KeyFigures::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace nautilus::ui
