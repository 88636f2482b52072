#pragma once
// A JSON Schema of the API read into fields of a form: the one home of "which editor does this field get".

#include <QJsonObject>
#include <QStringList>
#include <QVector>

namespace nautilus::ui {

struct FormField {
    enum class Kind {
        Switch,  ///< true or false
        Choice,  ///< one of `choices`
        Integer, ///< whole number in [minimum, maximum]
        Number,
        Date, ///< YYYY-MM-DD
        Text,
        List, ///< words apart by commas
        Json  ///< anything else, written as JSON
    };
    QString name;
    Kind kind = Kind::Text;
    QStringList choices{};
    double minimum = -1e15;
    double maximum = 1e15;
    QString unit{};
    QString doc{};
    bool required = false;
    QString label{};         ///< how it is called on screen; empty: made from the name
    bool next_start = false; ///< a change takes effect at the next start only

    /// "swap_up_down_colours" as people read it: "Swap up down colours".
    [[nodiscard]] QString title() const;
};

/// A field that the program itself asks for.
[[nodiscard]] FormField formField(const char* name, FormField::Kind kind, const QString& unit,
                                  const QString& doc);

/// Fields in the schema's order as far as JSON objects keep one; `order` puts names first that it holds.
[[nodiscard]] QVector<FormField> readSchema(const QJsonObject& schema, const QStringList& order = {});

/// For a server that tells no schema: fields from the names of the parameters and an example.
[[nodiscard]] QVector<FormField> guessSchema(const QStringList& parameters, const QJsonObject& example);

/// Text of an editor as the field's JSON value. An empty text gives undefined; what is no value of the kind
/// gives undefined and a sentence in `problem`.
[[nodiscard]] QJsonValue readFieldText(const FormField& field, const QString& text, QString* problem);
/// A value as an editor shows it.
[[nodiscard]] QString fieldText(const FormField& field, const QJsonValue& value);

/// The part of an error's JSON pointer that names a field of the form: "/settings/port" -> "port".
[[nodiscard]] QString fieldOfPointer(const QString& pointer, const QVector<FormField>& fields);

} // namespace nautilus::ui
