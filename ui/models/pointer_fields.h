#pragma once
// Fields of a form that know the place of the request that they fill, a JSON pointer, and how people write
// what stands there: percent for fractions, "AAPL 5..20" for limits of single names. No widgets.

#include <QJsonObject>
#include <QPair>
#include <QString>
#include <QStringList>
#include <QVector>

namespace nautilus::ui {

struct PointerField {
    enum class Kind {
        Number,     ///< one number, or nothing
        Range,      ///< {min, max}, either or both
        Choice,     ///< one of `choices`
        Switch,     ///< true or false
        Text,       ///< a word
        Date,       ///< YYYY-MM-DD
        Words,      ///< a list of words apart by commas
        NumberList, ///< "1, 5, 20" as [1, 5, 20]
        Numbers,    ///< "Energy 20, Utilities 10" as {name: number}
        Ranges,     ///< "AAPL 5..20, MSFT <= 10" as {name: {min, max}}
        Views       ///< "AAPL 12 @ 60; MSFT - TSLA 3" as a list of {assets, value, confidence}
    };
    QString pointer;
    Kind kind = Kind::Number;
    QString title;
    QString hint{};
    QString unit{};               ///< behind the number
    double per_unit = 1;          ///< shown = value x this: 100 for percent
    double least = 0, most = 1e9; ///< as shown
    double start = 0;             ///< as shown: where the arrows of an empty number begin
    double step = 1;              ///< as shown
    int decimals = 2;
    bool slider = false;                        ///< a slider below, over least .. most
    bool logarithmic = false;                   ///< of the slider
    bool optional = true;                       ///< a Number may be left empty
    bool wide = false;                          ///< takes the whole line, without its title
    QVector<QPair<QString, QString>> choices{}; ///< {title, word}
    QString example{};                          ///< in an empty line
};

/// A line of text as the value of a field whose kind is written as text. An empty one gives undefined; what
/// cannot be read gives undefined and a sentence in `problem`.
[[nodiscard]] QJsonValue readPointerText(const PointerField& field, const QString& text, QString* problem);

/// Puts `value` at the place that `pointer` names, making the objects on the way.
void insertAt(QJsonObject& object, const QString& pointer, const QJsonValue& value);
/// Undefined when nothing is there.
[[nodiscard]] QJsonValue valueAt(const QJsonObject& object, const QString& pointer);

} // namespace nautilus::ui
