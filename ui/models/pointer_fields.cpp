#include "ui/models/pointer_fields.h"

#include <QCoreApplication>
#include <QDate>
#include <QJsonArray>
#include <QRegularExpression>

namespace nautilus::ui {
namespace {

const QString kNumber = QStringLiteral("([+\u2212-]?\\d+(?:\\.\\d+)?)");

double numberOf(QString text) {
    return text.replace(QChar(0x2212), QLatin1Char('-')).toDouble();
}

QStringList partsOf(const QString& text, const QString& between) {
    QStringList out;
    for (const QString& part : text.split(QRegularExpression(between), Qt::SkipEmptyParts))
        if (!part.trimmed().isEmpty()) out.append(part.trimmed());
    return out;
}

QJsonValue readNumberList(const PointerField& field, const QString& text, QString* problem) {
    static const QRegularExpression kWhole(QStringLiteral("^%1$").arg(kNumber));
    QJsonArray out;
    for (const QString& part : partsOf(text, QStringLiteral("[,;\\s]"))) {
        if (!kWhole.match(part).hasMatch()) {
            *problem = QCoreApplication::translate("PointerField", "“%1” is no number, as in “%2”.")
                           .arg(part, field.example);
            return QJsonValue::Undefined;
        }
        out.append(numberOf(part) / field.per_unit);
    }
    return out;
}

QJsonValue readNumbers(const PointerField& field, const QString& text, QString* problem) {
    static const QRegularExpression kEntry(QStringLiteral("^(.+?)\\s*[:=]?\\s+%1\\s*%?$").arg(kNumber));
    QJsonObject out;
    for (const QString& part : partsOf(text, QStringLiteral("[,;\\n]"))) {
        const auto match = kEntry.match(part);
        if (!match.hasMatch()) {
            *problem =
                QCoreApplication::translate("PointerField", "“%1” is no name with a number, as in “%2”.")
                    .arg(part, field.example);
            return QJsonValue::Undefined;
        }
        out.insert(match.captured(1), numberOf(match.captured(2)) / field.per_unit);
    }
    return out;
}

QJsonValue readRanges(const PointerField& field, const QString& text, QString* problem) {
    static const QRegularExpression kBetween(
        QStringLiteral("^(.+?)\\s+%1\\s*%?\\s*(?:\\.\\.|to|\u2026)\\s*%1\\s*%?$").arg(kNumber));
    static const QRegularExpression kOneSide(
        QStringLiteral("^(.+?)\\s*(<=|>=|<|>|\u2264|\u2265|=)\\s*%1\\s*%?$").arg(kNumber));
    QJsonObject out;
    for (const QString& part : partsOf(text, QStringLiteral("[,;\\n]"))) {
        QJsonObject range;
        QString name;
        if (const auto both = kBetween.match(part); both.hasMatch()) {
            name = both.captured(1);
            range = {{QStringLiteral("min"), numberOf(both.captured(2)) / field.per_unit},
                     {QStringLiteral("max"), numberOf(both.captured(3)) / field.per_unit}};
        } else if (const auto side = kOneSide.match(part); side.hasMatch()) {
            name = side.captured(1);
            const double value = numberOf(side.captured(3)) / field.per_unit;
            const QChar sign = side.captured(2).at(0);
            if (sign != QLatin1Char('<') && sign != QChar(0x2264)) range.insert(QStringLiteral("min"), value);
            if (sign != QLatin1Char('>') && sign != QChar(0x2265)) range.insert(QStringLiteral("max"), value);
        } else {
            *problem = QCoreApplication::translate("PointerField", "“%1” is no name with limits, as in “%2”.")
                           .arg(part, field.example);
            return QJsonValue::Undefined;
        }
        out.insert(name.trimmed(), range);
    }
    return out;
}

QJsonValue readViews(const PointerField& field, const QString& text, QString* problem) {
    static const QRegularExpression kView(
        QStringLiteral("^(\\S+)(?:\\s+[\u2212-]\\s+(\\S+))?\\s+%1\\s*%?(?:\\s*@\\s*%1\\s*%?)?$")
            .arg(kNumber));
    QJsonArray out;
    for (const QString& part : partsOf(text, QStringLiteral("[,;\\n]"))) {
        const auto match = kView.match(part);
        if (!match.hasMatch()) {
            *problem = QCoreApplication::translate("PointerField", "“%1” is no view, as in “%2”.")
                           .arg(part, field.example);
            return QJsonValue::Undefined;
        }
        QJsonObject assets{{match.captured(1).toUpper(), 1}};
        if (!match.captured(2).isEmpty()) assets.insert(match.captured(2).toUpper(), -1);
        QJsonObject view{{QStringLiteral("assets"), assets},
                         {QStringLiteral("value"), numberOf(match.captured(3)) / 100}};
        if (!match.captured(4).isEmpty())
            view.insert(QStringLiteral("confidence"), numberOf(match.captured(4)) / 100);
        out.append(view);
    }
    return out;
}

QJsonValue readWords(const QString& text) {
    QJsonArray out;
    for (const QString& word : partsOf(text, QStringLiteral("[,;\\s]")))
        out.append(word.toUpper());
    return out;
}

} // namespace

QJsonValue readPointerText(const PointerField& field, const QString& text, QString* problem) {
    using Kind = PointerField::Kind;
    const QString clean = text.trimmed();
    if (clean.isEmpty()) return QJsonValue::Undefined;
    switch (field.kind) {
    case Kind::Words:
        return readWords(clean);
    case Kind::NumberList:
        return readNumberList(field, clean, problem);
    case Kind::Numbers:
        return readNumbers(field, clean, problem);
    case Kind::Ranges:
        return readRanges(field, clean, problem);
    case Kind::Views:
        return readViews(field, clean, problem);
    case Kind::Date:
        if (QDate::fromString(clean, Qt::ISODate).isValid()) return clean;
        *problem = QCoreApplication::translate("PointerField", "A date is written YYYY-MM-DD.");
        return QJsonValue::Undefined;
    default:
        return clean;
    }
}

void insertAt(QJsonObject& object, const QString& pointer, const QJsonValue& value) {
    const QString head = pointer.section(QLatin1Char('/'), 1, 1);
    const QString rest = pointer.section(QLatin1Char('/'), 2);
    if (rest.isEmpty()) {
        object.insert(head, value);
        return;
    }
    QJsonObject inner = object.value(head).toObject();
    insertAt(inner, QLatin1Char('/') + rest, value);
    object.insert(head, inner);
}

QJsonValue valueAt(const QJsonObject& object, const QString& pointer) {
    QJsonValue at = object;
    for (const QString& name : pointer.split(QLatin1Char('/'), Qt::SkipEmptyParts))
        at = at.toObject().value(name);
    return at;
}

} // namespace nautilus::ui
