#include "ui/dialogs/optional_spin.h"

#include "ui/models/number_format.h"
#include "ui/models/pointer_fields.h"

#include <QLineEdit>
#include <QWheelEvent>

namespace nautilus::ui {

OptionalSpin::OptionalSpin(const PointerField& field, const QString& part, QWidget* parent)
    : QDoubleSpinBox(parent), optional_(field.optional), start_(field.start) {
    setLocale(displayLocale());
    setDecimals(field.decimals);
    setGroupSeparatorShown(true);
    setRange(optional_ ? field.least - 1 : field.least, field.most);
    if (optional_) setSpecialValueText(QString(kMissing));
    setSingleStep(field.step);
    if (!field.unit.isEmpty()) setSuffix(QChar(0x00A0) + field.unit);
    setKeyboardTracking(false);
    setAlignment(Qt::AlignRight);
    setFocusPolicy(Qt::StrongFocus);
    setToolTip(field.hint);
    setAccessibleName(part.isEmpty() ? field.title : field.title + QLatin1Char(' ') + part);
    lineEdit()->setAccessibleName(accessibleName());
    setValue(optional_ ? minimum() : field.start);
}

bool OptionalSpin::given() const {
    return !optional_ || value() > minimum();
}

void OptionalSpin::clearNumber() {
    setValue(optional_ ? minimum() : start_);
}

void OptionalSpin::stepBy(int steps) {
    if (given()) return QDoubleSpinBox::stepBy(steps);
    setValue(start_);
    selectAll();
}

QAbstractSpinBox::StepEnabled OptionalSpin::stepEnabled() const {
    return StepUpEnabled | StepDownEnabled;
}

QValidator::State OptionalSpin::validate(QString& text, int& position) const {
    if (optional_ && text.simplified().remove(suffix().trimmed()).trimmed().isEmpty())
        return QValidator::Acceptable;
    return QDoubleSpinBox::validate(text, position);
}

double OptionalSpin::valueFromText(const QString& text) const {
    const QString bare = text.simplified().remove(suffix().trimmed()).trimmed();
    if (optional_ && (bare.isEmpty() || bare == QString(kMissing))) return minimum();
    return QDoubleSpinBox::valueFromText(text);
}

/// A form is scrolled with the wheel; only what was clicked into is changed by it.
void OptionalSpin::wheelEvent(QWheelEvent* event) {
    if (hasFocus()) return QDoubleSpinBox::wheelEvent(event);
    event->ignore();
}

} // namespace nautilus::ui
