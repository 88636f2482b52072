#pragma once
// A form made from a schema: the settings and the parameters of every operation are filled in here. Problems
// stand beside their field, whether found here or told by the server.

#include "ui/models/form_schema.h"

#include <QHash>
#include <QJsonArray>
#include <QWidget>

#include <functional>

class QGridLayout;
class QHBoxLayout;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace nautilus::ui {

class SchemaForm : public QWidget {
    Q_OBJECT
public:
    /// What an empty field means. Whole: every field has a value (settings). Sparse: a field left empty is
    /// not sent (parameters).
    enum class Filling { Whole, Sparse };

    SchemaForm(Filling filling, QWidget* parent = nullptr);

    void setFields(const QVector<FormField>& fields, const QJsonObject& values,
                   const QJsonObject& defaults = {});
    /// The form inside a scroll area without a frame.
    [[nodiscard]] class QScrollArea* scrolled(QWidget* parent);
    [[nodiscard]] const QVector<FormField>& fields() const { return fields_; }
    /// All values given; false in `ok` when a field holds something that is no value, which is then marked.
    [[nodiscard]] QJsonObject values(bool* ok = nullptr) const;
    void setValue(const QString& name, const QJsonValue& value);
    [[nodiscard]] QWidget* editor(const QString& name) const;

    /// Puts each error of an envelope beside the field that its pointer names; answers the others' messages.
    QStringList showErrors(const QJsonArray& errors);
    void clearErrors();
    [[nodiscard]] QString errorOf(const QString& name) const;
    /// Shows only fields whose name or help holds `text`.
    void setFilter(const QString& text);
    [[nodiscard]] int shownCount() const;

Q_SIGNALS:
    /// The reader has finished an edit of this field.
    void edited(const QString& name);
    /// Enter in a line.
    void submitted();

private:
    struct Row {
        QWidget* box = nullptr;
        QWidget* editor = nullptr;
        QLabel* unit = nullptr; ///< null when no field has one
        QLabel* error = nullptr;
        QToolButton* reset = nullptr;
        std::function<QString()> text{};
        std::function<void(const QString&)> put{};
    };
    Row makeRow(const FormField& field);
    void makeSwitch(const FormField& field, Row& row);
    void makeChoice(const FormField& field, Row& row);
    void makeSpin(const FormField& field, Row& row);
    void makeLine(const FormField& field, Row& row);
    void addHead(const FormField& field, Row& row, QVBoxLayout& column);
    void alignUnits();
    void setError(const QString& name, const QString& text) const;
    void finished(const QString& name);

    Filling filling_;
    QVector<FormField> fields_;
    QJsonObject defaults_;
    QHash<QString, Row> rows_;
    QVBoxLayout* column_;
};

} // namespace nautilus::ui
