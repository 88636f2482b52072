// What stands in the rows of a form, and what is said about it.

#include "ui/dialogs/optional_spin.h"
#include "ui/dialogs/pointer_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QSlider>
#include <QStyle>
#include <QToolButton>

namespace nautilus::ui {
namespace {

using Kind = PointerField::Kind;

/// Nothing, or fields of which some is given.
QJsonValue rangeOf(const OptionalSpin& from, const OptionalSpin& to, double per_unit) {
    QJsonObject out;
    if (from.given()) out.insert(QStringLiteral("min"), from.value() / per_unit);
    if (to.given()) out.insert(QStringLiteral("max"), to.value() / per_unit);
    return out.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(out);
}

void setTone(QLabel& label, const char* tone) {
    if (label.property("tone").toString() == QLatin1String(tone)) return;
    label.setProperty("tone", QLatin1String(tone));
    label.style()->unpolish(&label);
    label.style()->polish(&label);
}

} // namespace

qsizetype PointerForm::rowOf(const QString& pointer) const {
    qsizetype best = -1;
    for (qsizetype i = 0; i < rows_.size(); ++i) {
        const QString& own = rows_[i].field.pointer;
        const bool names = pointer == own || pointer.startsWith(own + QLatin1Char('/'));
        if (names && (best < 0 || own.size() > rows_[best].field.pointer.size())) best = i;
    }
    return best;
}

QJsonValue PointerForm::read(const Row& row, QString* problem) const {
    switch (row.field.kind) {
    case Kind::Number:
        return row.from->given() ? QJsonValue(row.from->value() / row.field.per_unit)
                                 : QJsonValue(QJsonValue::Undefined);
    case Kind::Range:
        return rangeOf(*row.from, *row.to, row.field.per_unit);
    case Kind::Choice:
        return static_cast<QComboBox*>(row.editor)->currentData().toString();
    case Kind::Switch:
        return static_cast<QCheckBox*>(row.editor)->isChecked() ? QJsonValue(true)
                                                                : QJsonValue(QJsonValue::Undefined);
    default:
        return readPointerText(row.field, static_cast<QLineEdit*>(row.editor)->text(), problem);
    }
}

QJsonObject PointerForm::values() const {
    QJsonObject out;
    for (const Row& row : rows_) {
        QString problem;
        const QJsonValue value = row.wanted ? read(row, &problem) : QJsonValue(QJsonValue::Undefined);
        if (!value.isUndefined() && row.field.pointer.startsWith(QLatin1Char('/')))
            insertAt(out, row.field.pointer, value);
    }
    return out;
}

bool PointerForm::readable() const {
    QString problem;
    for (const Row& row : rows_)
        if (row.wanted) (void)read(row, &problem);
    return problem.isEmpty();
}

QJsonValue PointerForm::value(const QString& pointer) const {
    QString problem;
    const qsizetype index = rowOf(pointer);
    return index < 0 ? QJsonValue(QJsonValue::Undefined) : read(rows_[index], &problem);
}

bool PointerForm::setValue(const QString& pointer, const QJsonValue& value) {
    const qsizetype index = rowOf(pointer);
    if (index < 0) return false;
    const Row& row = rows_[index];
    const bool upper = pointer.endsWith(QLatin1String("/max"));
    OptionalSpin* spin = row.to && upper ? row.to : row.from;
    const bool part = row.to && (upper || pointer.endsWith(QLatin1String("/min")));
    if (spin && (part || pointer == row.field.pointer)) {
        if (!value.isDouble())
            spin->clearNumber();
        else
            spin->setValue(value.toDouble() * row.field.per_unit);
        return true;
    }
    if (pointer != row.field.pointer || spin) return false;
    putText(row, value.isBool() ? QString::number(value.toBool()) : value.toString());
    changed(pointer);
    return true;
}

QString PointerForm::textOf(const Row& row) const {
    const auto text = [](const OptionalSpin* spin) {
        return spin && spin->given() ? QString::number(spin->value(), 'g', 12) : QString();
    };
    if (row.from) return row.to ? text(row.from) + QLatin1Char('|') + text(row.to) : text(row.from);
    if (const auto* choice = qobject_cast<QComboBox*>(row.editor)) return choice->currentData().toString();
    if (const auto* box = qobject_cast<QCheckBox*>(row.editor)) return QString::number(box->isChecked());
    return static_cast<QLineEdit*>(row.editor)->text();
}

void PointerForm::putText(const Row& row, const QString& text) {
    const auto put = [](OptionalSpin* spin, const QString& number) {
        if (spin && number.isEmpty())
            spin->clearNumber();
        else if (spin)
            spin->setValue(number.toDouble());
    };
    if (row.from) {
        put(row.from, text.section(QLatin1Char('|'), 0, 0));
        put(row.to, text.section(QLatin1Char('|'), 1, 1));
    } else if (auto* choice = qobject_cast<QComboBox*>(row.editor)) {
        choice->setCurrentIndex(std::max(0, choice->findData(text)));
    } else if (auto* box = qobject_cast<QCheckBox*>(row.editor)) {
        box->setChecked(text == QLatin1String("1"));
    } else {
        auto* line = static_cast<QLineEdit*>(row.editor);
        line->setText(text);
        line->setCursorPosition(0);
        line->setProperty("sent", text);
    }
}

QJsonObject PointerForm::texts() const {
    QJsonObject out;
    for (const Row& row : rows_)
        if (const QString text = textOf(row); !text.isEmpty()) out.insert(row.field.pointer, text);
    return out;
}

void PointerForm::setTexts(const QJsonObject& texts) {
    for (qsizetype i = 0; i < rows_.size(); ++i) {
        if (!texts.contains(rows_[i].field.pointer)) continue;
        const QSignalBlocker quiet(this);
        putText(rows_[i], texts.value(rows_[i].field.pointer).toString());
    }
}

void PointerForm::showFields(const std::function<bool(const PointerField&)>& wanted) {
    for (Row& row : rows_)
        row.wanted = wanted(row.field);
    arrange();
}

void PointerForm::arrange() {
    QVector<int> shown(sections_.size(), 0);
    for (const Row& row : std::as_const(rows_)) {
        const QToolButton* fold = row.section < 0 ? nullptr : sections_[row.section].fold;
        const bool visible = row.wanted && (!fold || fold->isChecked());
        if (row.wanted && row.section >= 0) ++shown[row.section];
        row.box->setVisible(visible);
        row.title->setVisible(visible && row.field.kind != Kind::Switch && !row.field.wide);
        if (row.slider) row.slider->setVisible(visible);
        row.problem->setVisible(visible && !row.problem->text().isEmpty());
    }
    for (qsizetype i = 0; i < sections_.size(); ++i) {
        if (sections_[i].fold) sections_[i].fold->setVisible(shown[i] > 0);
        if (sections_[i].heading) sections_[i].heading->setVisible(shown[i] > 0);
    }
}

bool PointerForm::goTo(const QString& pointer) {
    const qsizetype index = rowOf(pointer);
    if (index < 0 || !rows_[index].wanted) return false;
    const Row& row = rows_[index];
    if (row.section >= 0 && sections_[row.section].fold) sections_[row.section].fold->setChecked(true);
    QWidget* editor = row.to && pointer.endsWith(QLatin1String("/max")) ? row.to : row.editor;
    if (area_) area_->ensureWidgetVisible(editor);
    editor->setFocus(Qt::ShortcutFocusReason);
    return true;
}

void PointerForm::say(const Row& row, const QString& message) const {
    row.problem->setText(message);
    row.problem->setVisible(!message.isEmpty() && !row.box->isHidden());
}

bool PointerForm::showProblem(const QString& pointer, const QString& message) {
    const qsizetype index = rowOf(pointer);
    if (index < 0 || !rows_[index].wanted) return false;
    const Row& row = rows_[index];
    if (row.section >= 0 && sections_[row.section].fold) sections_[row.section].fold->setChecked(true);
    say(row, message);
    return true;
}

QString PointerForm::titleOf(const QString& pointer) const {
    const qsizetype index = rowOf(pointer);
    return index < 0 ? QString() : rows_[index].field.title;
}

void PointerForm::clearProblems() {
    for (const Row& row : std::as_const(rows_)) {
        QString problem;
        (void)read(row, &problem);
        say(row, problem);
    }
    mark({});
}

QString PointerForm::problemOf(const QString& pointer) const {
    const qsizetype index = rowOf(pointer);
    return index < 0 ? QString() : rows_[index].problem->text();
}

void PointerForm::mark(const QStringList& pointers) {
    QVector<bool> marked(rows_.size(), false);
    for (const QString& pointer : pointers)
        if (const qsizetype index = rowOf(pointer); index >= 0) marked[index] = true;
    for (qsizetype i = 0; i < rows_.size(); ++i)
        setTone(*rows_[i].title, marked[i] ? "error" : "muted");
}

QWidget* PointerForm::editor(const QString& pointer) const {
    const qsizetype index = rowOf(pointer);
    return index < 0 ? nullptr : rows_[index].editor;
}

QSlider* PointerForm::slider(const QString& pointer) const {
    const qsizetype index = rowOf(pointer);
    return index < 0 ? nullptr : rows_[index].slider;
}

bool PointerForm::shows(const QString& pointer) const {
    const qsizetype index = rowOf(pointer);
    return index >= 0 && !rows_[index].box->isHidden();
}

} // namespace nautilus::ui
