#include "ui/dialogs/pointer_form.h"

#include "ui/dialogs/optional_spin.h"
#include "ui/shell/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QSlider>
#include <QStyle>
#include <QToolButton>

#include <cmath>

namespace nautilus::ui {
namespace {

using Kind = PointerField::Kind;

} // namespace

PointerForm::PointerForm(QWidget* parent) : QWidget(parent), grid_(new QGridLayout(this)) {
    grid_->setContentsMargins(12, 4, 8, 8);
    grid_->setHorizontalSpacing(8);
    grid_->setVerticalSpacing(3);
    grid_->setColumnStretch(0, 4);
    grid_->setColumnStretch(1, 5);
}

QScrollArea* PointerForm::scrolled(QWidget* parent) {
    area_ = new QScrollArea(parent);
    area_->setWidget(this);
    area_->setWidgetResizable(true);
    area_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area_->setFocusPolicy(Qt::NoFocus);
    return area_;
}

void PointerForm::addSection(const QString& title, bool folded) {
    Section section;
    grid_->setRowStretch(line_, 0);
    if (folded) {
        section.fold = new QToolButton(this);
        section.fold->setText(title);
        section.fold->setAccessibleName(title);
        section.fold->setCheckable(true);
        section.fold->setArrowType(Qt::RightArrow);
        section.fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        section.fold->setFocusPolicy(Qt::TabFocus);
        connect(section.fold, &QToolButton::toggled, this, [this, fold = section.fold](bool open) {
            fold->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
            arrange();
        });
        grid_->addWidget(section.fold, line_++, 0, 1, 2, Qt::AlignLeft);
    } else {
        section.heading = new QLabel(title, this);
        section.heading->setProperty("type", QStringLiteral("title"));
        section.heading->setContentsMargins(0, sections_.isEmpty() ? 0 : 6, 0, 0);
        grid_->addWidget(section.heading, line_++, 0, 1, 2);
    }
    sections_.append(section);
}

void PointerForm::addField(const PointerField& field) {
    Row row;
    grid_->setRowStretch(line_, 0); // what is left over stands below the last row
    row.field = field;
    row.section = static_cast<int>(sections_.size()) - 1;
    row.least = field.least;
    row.most = field.most;
    row.title = new QLabel(field.title, this);
    row.title->setProperty("tone", QStringLiteral("muted"));
    row.title->setToolTip(field.hint);
    makeEditor(row);
    if (field.kind == Kind::Switch || field.wide) {
        row.title->hide();
        grid_->addWidget(row.box, line_++, 0, 1, 2);
    } else {
        grid_->addWidget(row.title, line_, 0);
        grid_->addWidget(row.box, line_++, 1);
    }
    if (row.slider) grid_->addWidget(row.slider, line_++, 0, 1, 2);
    row.problem = new QLabel(this);
    row.problem->setProperty("tone", QStringLiteral("error"));
    row.problem->setProperty("type", QStringLiteral("small"));
    row.problem->setWordWrap(true);
    row.problem->hide();
    grid_->addWidget(row.problem, line_++, 0, 1, 2);
    grid_->setRowStretch(line_, 1);
    rows_.append(row);
    if (row.slider) showSlider(rows_.size() - 1);
    arrange();
}

void PointerForm::makeEditor(Row& row) {
    row.box = new QWidget(this);
    auto* line = new QHBoxLayout(row.box);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    switch (row.field.kind) {
    case Kind::Number:
    case Kind::Range:
        makeSpins(row);
        break;
    case Kind::Choice:
    case Kind::Switch:
        makeChoice(row);
        break;
    default:
        makeLine(row);
    }
    row.editor->setToolTip(row.field.hint);
    row.editor->installEventFilter(this);
}

void PointerForm::makeSpins(Row& row) {
    const QString pointer = row.field.pointer;
    const bool range = row.field.kind == Kind::Range;
    row.from = new OptionalSpin(row.field, range ? tr("from") : QString(), row.box);
    row.editor = row.from;
    row.box->layout()->addWidget(row.from);
    if (range) {
        row.to = new OptionalSpin(row.field, tr("to"), row.box);
        row.box->layout()->addWidget(row.to);
    }
    for (OptionalSpin* spin : {row.from, row.to}) {
        if (!spin) continue;
        spin->setMinimumWidth(range ? 56 : 72);
        if (range) spin->setButtonSymbols(QAbstractSpinBox::NoButtons);
        connect(spin, &QDoubleSpinBox::valueChanged, this, [this, pointer] { changed(pointer); });
    }
    if (row.field.slider) makeSlider(row);
}

void PointerForm::makeSlider(Row& row) {
    const qsizetype index = rows_.size();
    row.slider = new QSlider(Qt::Horizontal, this);
    row.slider->setRange(0, 200);
    row.slider->setPageStep(10);
    row.slider->setAccessibleName(tr("%1, slider").arg(row.field.title));
    row.slider->setToolTip(row.field.hint);
    row.slider->installEventFilter(this);
    connect(row.slider, &QSlider::valueChanged, this, [this, index] { slid(index); });
    connect(row.slider, &QSlider::sliderReleased, this,
            [this, pointer = row.field.pointer] { Q_EMIT edited(pointer, false); });
}

void PointerForm::makeChoice(Row& row) {
    const QString pointer = row.field.pointer;
    if (row.field.kind == Kind::Switch) {
        auto* box = new QCheckBox(row.field.title, row.box);
        box->setChecked(row.field.start > 0);
        connect(box, &QCheckBox::toggled, this, [this, pointer] { changed(pointer); });
        row.editor = box;
    } else {
        auto* choice = new QComboBox(row.box);
        for (const auto& [title, word] : row.field.choices)
            choice->addItem(title, word);
        choice->setCurrentIndex(static_cast<int>(row.field.start));
        choice->setMinimumContentsLength(8);
        choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        choice->setFocusPolicy(Qt::StrongFocus);
        connect(choice, &QComboBox::currentIndexChanged, this, [this, pointer] { changed(pointer); });
        row.editor = choice;
    }
    row.editor->setAccessibleName(row.field.title);
    row.box->layout()->addWidget(row.editor);
}

void PointerForm::makeLine(Row& row) {
    auto* line = new QLineEdit(row.box);
    line->setPlaceholderText(row.field.example);
    line->setAccessibleName(row.field.title);
    row.editor = line;
    row.box->layout()->addWidget(line);
    // only what differs from what was sent last is an edit: leaving a line is none
    connect(line, &QLineEdit::editingFinished, this, [this, line, pointer = row.field.pointer] {
        if (line->property("sent").toString() == line->text()) return;
        line->setProperty("sent", line->text());
        changed(pointer);
    });
}

void PointerForm::slid(qsizetype index) {
    Row& row = rows_[index];
    const double share = row.slider->value() / 200.0;
    const double shown = row.field.logarithmic ? row.least * std::pow(row.most / row.least, share)
                                               : row.least + share * (row.most - row.least);
    const QSignalBlocker quiet(row.from);
    row.from->setValue(shown);
    say(row, {});
    Q_EMIT edited(row.field.pointer, row.slider->isSliderDown());
}

void PointerForm::showSlider(qsizetype index) {
    const Row& row = rows_[index];
    const QSignalBlocker quiet(row.slider);
    const double shown = row.from->given() ? row.from->value() : row.most;
    const double share = row.field.logarithmic ? std::log(std::max(shown, row.least) / row.least) /
                                                     std::log(row.most / row.least)
                                               : (shown - row.least) / std::max(row.most - row.least, 1e-9);
    row.slider->setValue(static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * 200)));
}

void PointerForm::setSliderRange(const QString& pointer, double least, double most) {
    const qsizetype index = rowOf(pointer);
    if (index < 0 || !rows_[index].slider || rows_[index].slider->isSliderDown() || !(most > least)) return;
    rows_[index].least = least * rows_[index].field.per_unit;
    rows_[index].most = most * rows_[index].field.per_unit;
    showSlider(index);
}

void PointerForm::changed(const QString& pointer) {
    const qsizetype index = rowOf(pointer);
    if (index < 0) return;
    QString problem;
    (void)read(rows_[index], &problem);
    say(rows_[index], problem);
    if (rows_[index].slider) showSlider(index);
    Q_EMIT edited(pointer, false);
}

bool PointerForm::eventFilter(QObject* watched, QEvent* event) {
    auto* widget = qobject_cast<QWidget*>(watched);
    if (event->type() == QEvent::Wheel && widget && !widget->hasFocus()) {
        event->ignore(); // scrolls the form
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace nautilus::ui
