#include "ui/dialogs/schema_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QSpinBox>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace nautilus::ui {
namespace {

constexpr int kEditorWidth = 220;
constexpr double kMostSpin = 2e9; ///< a spin box counts in int

QLabel* small(const QString& text, const char* tone, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setProperty("tone", QLatin1String(tone));
    label->setProperty("type", QStringLiteral("small"));
    label->setWordWrap(true);
    return label;
}

} // namespace

SchemaForm::SchemaForm(Filling filling, QWidget* parent)
    : QWidget(parent), filling_(filling), column_(new QVBoxLayout(this)) {
    column_->setContentsMargins(0, 0, 0, 0);
    column_->setSpacing(10);
}

QScrollArea* SchemaForm::scrolled(QWidget* parent) {
    auto* scroll = new QScrollArea(parent);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* inner = new QWidget(scroll);
    auto* inner_column = new QVBoxLayout(inner);
    inner_column->setContentsMargins(0, 0, 12, 0);
    inner_column->addWidget(this);
    scroll->setWidget(inner);
    return scroll;
}

void SchemaForm::setFields(const QVector<FormField>& fields, const QJsonObject& values,
                           const QJsonObject& defaults) {
    for (const Row& row : std::as_const(rows_))
        delete row.box;
    while (QLayoutItem* item = column_->takeAt(0))
        delete item;
    rows_.clear();
    fields_ = fields;
    defaults_ = defaults;
    for (const FormField& field : fields_) {
        const Row row = makeRow(field);
        rows_.insert(field.name, row);
        column_->addWidget(row.box);
        row.box->show();
        setValue(field.name, values.value(field.name));
    }
    column_->addStretch(1);
    alignUnits();
}

/// Editors end on one line, whether a unit stands behind them or not.
void SchemaForm::alignUnits() {
    int widest = 0;
    for (const Row& row : std::as_const(rows_)) {
        if (!row.unit) return;
        row.unit->ensurePolished();
        widest = std::max(widest, row.unit->fontMetrics().horizontalAdvance(row.unit->text()));
    }
    for (const Row& row : std::as_const(rows_))
        row.unit->setFixedWidth(widest + 1);
}

SchemaForm::Row SchemaForm::makeRow(const FormField& field) {
    Row row;
    row.box = new QWidget(this);
    auto* column = new QVBoxLayout(row.box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    using Kind = FormField::Kind;
    const bool whole = filling_ == Filling::Whole;
    if (field.kind == Kind::Switch && whole)
        makeSwitch(field, row);
    else if (field.kind == Kind::Switch || field.kind == Kind::Choice)
        makeChoice(field, row);
    else if (field.kind == Kind::Integer && whole && field.maximum <= kMostSpin)
        makeSpin(field, row);
    else
        makeLine(field, row);
    row.editor->setAccessibleName(field.title());
    row.editor->setAccessibleDescription(field.doc);
    addHead(field, row, *column);
    if (!field.doc.isEmpty())
        column->addWidget(
            small(QCoreApplication::translate("Field", field.doc.toUtf8().constData()), "muted", row.box));
    row.error = small({}, "error", row.box);
    row.error->hide();
    column->addWidget(row.error);
    return row;
}

void SchemaForm::addHead(const FormField& field, Row& row, QVBoxLayout& column) {
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    auto* name = new QLabel(field.title() + (field.required ? QStringLiteral(" *") : QString()), row.box);
    if (field.required) name->setToolTip(tr("Needed"));
    line->addWidget(name);
    if (field.next_start) line->addWidget(small(tr("at the next start"), "warn", row.box));
    line->addStretch(1);
    line->addWidget(row.editor);
    const bool any_unit =
        std::ranges::any_of(fields_, [](const FormField& each) { return !each.unit.isEmpty(); });
    if (any_unit) line->addWidget(row.unit = small(field.unit, "muted", row.box));
    if (filling_ == Filling::Whole && defaults_.contains(field.name)) {
        row.reset = new QToolButton(row.box);
        row.reset->setText(QStringLiteral("↺"));
        row.reset->setToolTip(tr("Back to %1").arg(fieldText(field, defaults_.value(field.name))));
        row.reset->setAccessibleName(tr("Reset %1").arg(field.title()));
        line->addWidget(row.reset);
        connect(row.reset, &QToolButton::clicked, this, [this, field] {
            setValue(field.name, defaults_.value(field.name));
            finished(field.name);
        });
    }
    column.addLayout(line);
}

void SchemaForm::makeSwitch(const FormField& field, Row& row) {
    auto* box = new QCheckBox(row.box);
    row.editor = box;
    row.text = [box] { return box->isChecked() ? QStringLiteral("true") : QStringLiteral("false"); };
    row.put = [box](const QString& text) { box->setChecked(text == QLatin1String("true")); };
    connect(box, &QCheckBox::clicked, this, [this, name = field.name] { finished(name); });
}

void SchemaForm::makeChoice(const FormField& field, Row& row) {
    auto* box = new QComboBox(row.box);
    row.editor = box;
    if (filling_ == Filling::Sparse && !field.required) box->addItem(tr("default"), QString());
    if (field.kind == FormField::Kind::Switch) {
        box->addItem(tr("yes"), QStringLiteral("true"));
        box->addItem(tr("no"), QStringLiteral("false"));
    }
    for (const QString& choice : field.choices)
        box->addItem(QCoreApplication::translate("Field", choice.toUtf8().constData()), choice);
    box->setMinimumWidth(kEditorWidth / 2);
    row.text = [box] { return box->currentData().toString(); };
    row.put = [box](const QString& text) { box->setCurrentIndex(std::max(0, box->findData(text))); };
    connect(box, &QComboBox::activated, this, [this, name = field.name] { finished(name); });
}

void SchemaForm::makeSpin(const FormField& field, Row& row) {
    auto* box = new QSpinBox(row.box);
    row.editor = box;
    box->setRange(static_cast<int>(std::max(field.minimum, -kMostSpin)), static_cast<int>(field.maximum));
    box->setKeyboardTracking(false);
    box->setMinimumWidth(kEditorWidth / 2);
    row.text = [box] { return QString::number(box->value()); };
    row.put = [box](const QString& text) {
        const QSignalBlocker quiet(box);
        box->setValue(text.toInt());
    };
    connect(box, &QSpinBox::valueChanged, this, [this, name = field.name] { finished(name); });
}

void SchemaForm::makeLine(const FormField& field, Row& row) {
    auto* line = new QLineEdit(row.box);
    row.editor = line;
    line->setFixedWidth(kEditorWidth);
    if (field.kind == FormField::Kind::Date) line->setPlaceholderText(QStringLiteral("YYYY-MM-DD"));
    if (field.kind == FormField::Kind::List) line->setPlaceholderText(tr("words apart by commas"));
    row.text = [line] { return line->text(); };
    row.put = [line](const QString& text) { line->setText(text); };
    connect(line, &QLineEdit::editingFinished, this, [this, name = field.name] { finished(name); });
    connect(line, &QLineEdit::returnPressed, this, &SchemaForm::submitted);
}

void SchemaForm::finished(const QString& name) {
    for (const FormField& field : std::as_const(fields_)) {
        if (field.name != name) continue;
        QString problem;
        Q_UNUSED(readFieldText(field, rows_[name].text(), &problem));
        setError(name, problem);
        if (problem.isEmpty()) Q_EMIT edited(name);
    }
}

QJsonObject SchemaForm::values(bool* ok) const {
    QJsonObject result;
    bool fine = true;
    for (const FormField& field : fields_) {
        QString problem;
        const QJsonValue value = readFieldText(field, rows_[field.name].text(), &problem);
        if (problem.isEmpty() && field.required && value.isUndefined()) problem = tr("This is needed.");
        setError(field.name, problem);
        fine = fine && problem.isEmpty();
        if (!value.isUndefined()) result.insert(field.name, value);
    }
    if (ok) *ok = fine;
    return result;
}

void SchemaForm::setValue(const QString& name, const QJsonValue& value) {
    for (const FormField& field : std::as_const(fields_))
        if (field.name == name && rows_.contains(name)) rows_[name].put(fieldText(field, value));
}

QWidget* SchemaForm::editor(const QString& name) const {
    return rows_.value(name).editor;
}

void SchemaForm::setError(const QString& name, const QString& text) const {
    const Row row = rows_.value(name);
    if (!row.error) return;
    row.error->setText(text);
    row.error->setVisible(!text.isEmpty());
    row.editor->setProperty("invalid", !text.isEmpty());
    row.editor->style()->unpolish(row.editor);
    row.editor->style()->polish(row.editor);
}

QString SchemaForm::errorOf(const QString& name) const {
    const Row row = rows_.value(name);
    return row.error && !row.error->isHidden() ? row.error->text() : QString();
}

void SchemaForm::clearErrors() {
    for (const FormField& field : std::as_const(fields_))
        setError(field.name, {});
}

QStringList SchemaForm::showErrors(const QJsonArray& errors) {
    QStringList others;
    for (const QJsonValue& each : errors) {
        const QString message = each.toObject().value(QStringLiteral("message")).toString();
        const QString name =
            fieldOfPointer(each.toObject().value(QStringLiteral("field")).toString(), fields_);
        if (name.isEmpty())
            others.append(message);
        else
            setError(name, message);
    }
    return others;
}

void SchemaForm::setFilter(const QString& text) {
    for (const FormField& field : std::as_const(fields_)) {
        const bool fits = field.title().contains(text, Qt::CaseInsensitive) ||
                          field.name.contains(text, Qt::CaseInsensitive) ||
                          field.doc.contains(text, Qt::CaseInsensitive);
        rows_[field.name].box->setVisible(fits);
    }
}

int SchemaForm::shownCount() const {
    int count = 0;
    for (const Row& row : rows_)
        count += row.box->isHidden() ? 0 : 1;
    return count;
}

} // namespace nautilus::ui
