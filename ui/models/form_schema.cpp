#include "ui/models/form_schema.h"

#include "ui/models/number_format.h"

#include <QCoreApplication>
#include <QDate>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace nautilus::ui {
namespace {

/// What the server's settings are called and say, for the translators; it speaks English alone.
[[maybe_unused]] constexpr const char* kKnown[] = {
    QT_TRANSLATE_NOOP("Field", "port"),
    QT_TRANSLATE_NOOP("Field", "compute_threads"),
    QT_TRANSLATE_NOOP("Field", "catalog_threads"),
    QT_TRANSLATE_NOOP("Field", "catalog_memory_percent"),
    QT_TRANSLATE_NOOP("Field", "feed_silent_seconds"),
    QT_TRANSLATE_NOOP("Field", "feed_return_seconds"),
    QT_TRANSLATE_NOOP("Field", "feed_jump_ratio"),
    QT_TRANSLATE_NOOP("Field", "feed_jump_confirmations"),
    QT_TRANSLATE_NOOP("Field", "feed_future_ms"),
    QT_TRANSLATE_NOOP("Field", "feed_late_ms"),
    QT_TRANSLATE_NOOP("Field", "cache_trades"),
    QT_TRANSLATE_NOOP("Field", "cache_quotes"),
    QT_TRANSLATE_NOOP("Field", "cache_bars"),
    QT_TRANSLATE_NOOP("Field", "cache_tick_seconds"),
    QT_TRANSLATE_NOOP("Field", "cache_bar_seconds"),
    QT_TRANSLATE_NOOP("Field", "cache_latest_seconds"),
    QT_TRANSLATE_NOOP("Field", "source_answer_seconds"),
    QT_TRANSLATE_NOOP("Field", "alert_email_server"),
    QT_TRANSLATE_NOOP("Field", "alert_email_from"),
    QT_TRANSLATE_NOOP("Field", "alert_email_to"),
    QT_TRANSLATE_NOOP("Field", "alert_webhook_url"),
    QT_TRANSLATE_NOOP("Field", "alert_private_targets"),
    QT_TRANSLATE_NOOP("Field", "alert_desktop"),
    QT_TRANSLATE_NOOP("Field", "theme"),
    QT_TRANSLATE_NOOP("Field", "motion"),
    QT_TRANSLATE_NOOP("Field", "swap_up_down_colours"),
    QT_TRANSLATE_NOOP("Field", "blue_orange_colours"),
    QT_TRANSLATE_NOOP("Field", "welcome_shown"),
    QT_TRANSLATE_NOOP("Field", "dark"),
    QT_TRANSLATE_NOOP("Field", "light"),
    QT_TRANSLATE_NOOP("Field",
                      "Port of the gateway on 127.0.0.1; 0 picks a free one. Takes effect at the next start"),
    QT_TRANSLATE_NOOP("Field", "Threads of the compute pool; 0 = one per processor. At the next start"),
    QT_TRANSLATE_NOOP("Field", "Threads of the catalog. At the next start"),
    QT_TRANSLATE_NOOP("Field", "Share of the machine's memory that the catalog may take. At the next start"),
    QT_TRANSLATE_NOOP("Field", "A real-time feed that says nothing for so long while its exchange is open is "
                               "stale. At the next start"),
    QT_TRANSLATE_NOOP(
        "Field",
        "A better source must have been well for so long before symbols go back to it. At the next start"),
    QT_TRANSLATE_NOOP(
        "Field",
        "A live price beyond this multiple or fraction of the last one is kept aside. At the next start"),
    QT_TRANSLATE_NOOP("Field",
                      "So many prices in a row that agree are the new level after a jump. At the next start"),
    QT_TRANSLATE_NOOP("Field", "An event later than its receipt by more is kept aside. At the next start"),
    QT_TRANSLATE_NOOP("Field",
                      "An event older than the one before it by more is kept aside. At the next start"),
    QT_TRANSLATE_NOOP("Field", "Trades kept for each symbol. At the next start"),
    QT_TRANSLATE_NOOP("Field", "Quotes kept for each symbol. At the next start"),
    QT_TRANSLATE_NOOP("Field", "Live bars kept for each symbol. At the next start"),
    QT_TRANSLATE_NOOP("Field", "Trades and quotes are forgotten after so long. At the next start"),
    QT_TRANSLATE_NOOP("Field", "Live bars are forgotten after so long. At the next start"),
    QT_TRANSLATE_NOOP("Field", "Latest values are forgotten after so long. At the next start"),
    QT_TRANSLATE_NOOP(
        "Field", "A historical answer that came from a source is given again for so long. At the next start"),
    QT_TRANSLATE_NOOP("Field", "Mail server for alerts: smtps://HOST[:PORT], or smtp://HOST[:PORT] with "
                               "STARTTLS; empty sends no mail. The password stands in secrets.toml"),
    QT_TRANSLATE_NOOP("Field", "Sender of alerts by mail"),
    QT_TRANSLATE_NOOP("Field", "Receivers of alerts by mail, commas between them"),
    QT_TRANSLATE_NOOP(
        "Field",
        "https address that alerts are posted to, signed; empty posts none. The key stands in secrets.toml"),
    QT_TRANSLATE_NOOP("Field", "Alerts may be posted to this machine and to private networks"),
    QT_TRANSLATE_NOOP("Field", "Alerts appear as notices in the desktop"),
    QT_TRANSLATE_NOOP("Field", "Colours of the desktop"),
    QT_TRANSLATE_NOOP("Field", "Short animations of the desktop"),
    QT_TRANSLATE_NOOP("Field", "Red for up, green for down"),
    QT_TRANSLATE_NOOP("Field", "Blue and orange instead of green and red"),
    QT_TRANSLATE_NOOP("Field", "The welcome of the first start has been seen; off shows it again"),
    QT_TRANSLATE_NOOP("Form", "This is not JSON: %1"),
    QT_TRANSLATE_NOOP("Form", "A number is expected."),
    QT_TRANSLATE_NOOP("Form", "A whole number is expected."),
    QT_TRANSLATE_NOOP("Form", "Between %1 and %2."),
    QT_TRANSLATE_NOOP("Form", "A date is written YYYY-MM-DD.")};

QString say(const char* text) {
    return QCoreApplication::translate("Form", text);
}

/// "string" of {"type": ["string", "null"]} as of {"type": "string"}.
QString typeOf(const QJsonObject& schema) {
    const QJsonValue type = schema.value(QStringLiteral("type"));
    if (type.isString()) return type.toString();
    for (const QJsonValue& each : type.toArray())
        if (each.toString() != QLatin1String("null")) return each.toString();
    return {};
}

FormField::Kind kindOf(const QJsonObject& schema) {
    using Kind = FormField::Kind;
    const QString type = typeOf(schema);
    if (type == QLatin1String("boolean")) return Kind::Switch;
    if (type == QLatin1String("integer")) return Kind::Integer;
    if (type == QLatin1String("number")) return Kind::Number;
    if (type == QLatin1String("array"))
        return typeOf(schema.value(QStringLiteral("items")).toObject()) == QLatin1String("string")
                   ? Kind::List
                   : Kind::Json;
    if (type != QLatin1String("string")) return Kind::Json;
    if (schema.contains(QStringLiteral("enum"))) return Kind::Choice;
    return schema.value(QStringLiteral("format")) == QLatin1String("date") ? Kind::Date : Kind::Text;
}

FormField fieldOf(const QString& name, const QJsonObject& schema) {
    FormField field{name, kindOf(schema)};
    for (const QJsonValue& each : schema.value(QStringLiteral("enum")).toArray())
        field.choices.append(each.toString());
    field.minimum = schema.value(QStringLiteral("minimum")).toDouble(field.minimum);
    field.maximum = schema.value(QStringLiteral("maximum")).toDouble(field.maximum);
    field.unit = schema.value(QStringLiteral("x-unit")).toString();
    field.doc = schema.value(QStringLiteral("description")).toString();
    field.next_start = field.doc.contains(QLatin1String("next start"), Qt::CaseInsensitive);
    return field;
}

QJsonValue parsedJson(const QString& text, QString* problem) {
    const QByteArray wrapped = '[' + text.toUtf8() + ']';
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(wrapped, &error);
    if (document.isArray() && document.array().size() == 1) return document.array().first();
    const bool word = !text.contains(QLatin1Char('{')) && !text.contains(QLatin1Char('['));
    if (word) return text; // a bare word is a string
    if (problem) *problem = say("This is not JSON: %1").arg(error.errorString());
    return QJsonValue(QJsonValue::Undefined);
}

QJsonValue parsedNumber(const FormField& field, const QString& text, QString* problem) {
    bool ok = false;
    double value = text.toDouble(&ok);
    if (!ok) value = displayLocale().toDouble(text, &ok);
    const bool whole = field.kind != FormField::Kind::Integer || value == std::floor(value);
    if (ok && whole && value >= field.minimum && value <= field.maximum) return value;
    if (!problem) return QJsonValue(QJsonValue::Undefined);
    if (!ok || !whole)
        *problem = whole ? say("A number is expected.") : say("A whole number is expected.");
    else
        *problem =
            say("Between %1 and %2.").arg(formatNumber(field.minimum, 0), formatNumber(field.maximum, 0));
    return QJsonValue(QJsonValue::Undefined);
}

} // namespace

QString FormField::title() const {
    if (!label.isEmpty()) return label;
    QString text = QCoreApplication::translate("Field", name.toUtf8().constData());
    text.replace(QLatin1Char('_'), QLatin1Char(' '));
    return text.isEmpty() ? text : text.at(0).toUpper() + text.mid(1);
}

FormField formField(const char* name, FormField::Kind kind, const QString& unit, const QString& doc) {
    FormField out;
    out.name = QLatin1String(name);
    out.kind = kind;
    out.unit = unit;
    out.doc = doc;
    return out;
}

QVector<FormField> readSchema(const QJsonObject& schema, const QStringList& order) {
    const QJsonObject properties = schema.value(QStringLiteral("properties")).toObject();
    const QJsonArray required = schema.value(QStringLiteral("required")).toArray();
    QVector<FormField> fields;
    for (auto it = properties.begin(); it != properties.end(); ++it) {
        fields.append(fieldOf(it.key(), it->toObject()));
        fields.last().required = required.contains(it.key());
    }
    auto rank = [&order](const FormField& field) {
        const auto at = order.indexOf(field.name);
        return at < 0 ? order.size() : at;
    };
    std::stable_sort(fields.begin(), fields.end(),
                     [&rank](const FormField& a, const FormField& b) { return rank(a) < rank(b); });
    return fields;
}

QVector<FormField> guessSchema(const QStringList& parameters, const QJsonObject& example) {
    QVector<FormField> fields;
    for (const QString& name : parameters) {
        const QJsonValue value = example.value(name);
        FormField field{name, FormField::Kind::Text};
        if (value.isBool()) field.kind = FormField::Kind::Switch;
        if (value.isDouble()) field.kind = FormField::Kind::Number;
        if (value.isObject()) field.kind = FormField::Kind::Json;
        if (value.isArray()) field.kind = FormField::Kind::List;
        fields.append(field);
    }
    return fields;
}

QJsonValue readFieldText(const FormField& field, const QString& written, QString* problem) {
    using Kind = FormField::Kind;
    const QString text = written.trimmed();
    if (text.isEmpty()) return QJsonValue(QJsonValue::Undefined);
    switch (field.kind) {
    case Kind::Switch:
        return text == QLatin1String("true");
    case Kind::Integer:
    case Kind::Number:
        return parsedNumber(field, text, problem);
    case Kind::Date:
        if (QDate::fromString(text, Qt::ISODate).isValid()) return text;
        if (problem) *problem = say("A date is written YYYY-MM-DD.");
        return QJsonValue(QJsonValue::Undefined);
    case Kind::List: {
        QJsonArray list;
        for (const QString& each : text.split(QLatin1Char(','), Qt::SkipEmptyParts))
            list.append(each.trimmed());
        return list;
    }
    case Kind::Json:
        return parsedJson(text, problem);
    case Kind::Choice:
    case Kind::Text:
        break;
    }
    return text;
}

QString fieldText(const FormField& field, const QJsonValue& value) {
    if (value.isNull() || value.isUndefined()) return {};
    if (field.kind == FormField::Kind::List) {
        QStringList parts;
        for (const QJsonValue& each : value.toArray())
            parts.append(plainCell(each));
        return parts.join(QStringLiteral(", "));
    }
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    return plainCell(value);
}

QString fieldOfPointer(const QString& pointer, const QVector<FormField>& fields) {
    for (const QString& part : pointer.split(QLatin1Char('/'), Qt::SkipEmptyParts))
        for (const FormField& field : fields)
            if (field.name == part) return part;
    return {};
}

} // namespace nautilus::ui
