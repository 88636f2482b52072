#include "ui/models/import_plan.h"

#include "ui/models/number_format.h"

#include <QJsonArray>

namespace nautilus::ui {

void ImportPlan::read(const QJsonObject& answer) {
    preview_ = answer;
    columns_.clear();
    fields_.clear();
    for (const QJsonValue& each : answer.value(QStringLiteral("columns")).toArray()) {
        const QJsonObject object = each.toObject();
        ImportColumn column;
        column.name = object.value(QStringLiteral("name")).toString();
        for (const QJsonValue& sample : object.value(QStringLiteral("samples")).toArray())
            column.samples.append(plainCell(sample));
        column.field = object.value(QStringLiteral("field")).toString();
        column.confidence = object.value(QStringLiteral("confidence")).toDouble();
        column.reason = object.value(QStringLiteral("reason")).toString();
        columns_.append(column);
    }
    for (const QJsonValue& each : answer.value(QStringLiteral("fields")).toArray())
        fields_.append({each.toObject().value(QStringLiteral("name")).toString(),
                        each.toObject().value(QStringLiteral("required")).toBool(),
                        each.toObject().value(QStringLiteral("doc")).toString()});
}

QJsonObject ImportPlan::request() const {
    QJsonObject result;
    if (folder.isEmpty()) result.insert(QStringLiteral("files"), QJsonArray::fromStringList(files));
    auto put = [&result](const char* name, const QString& text) {
        if (!text.isEmpty()) result.insert(QLatin1String(name), text);
    };
    put("folder", folder);
    put("kind", kind);
    put("dataset", dataset);
    put("profile", profile);
    if (!map.isEmpty()) result.insert(QStringLiteral("map"), map);
    if (!options.isEmpty()) result.insert(QStringLiteral("options"), options);
    return result;
}

void ImportPlan::setField(const QString& column, const QString& field) {
    map.insert(column, field);
    for (ImportColumn& each : columns_)
        if (each.name == column) each.field = field;
}

TableData ImportPlan::sample() const {
    return readTable(preview_.value(QStringLiteral("sample")).toObject());
}

TableData ImportPlan::problems() const {
    return readList(preview_, QStringLiteral("problems"),
                    {QStringLiteral("code"), QStringLiteral("column"), QStringLiteral("message")});
}

QStringList ImportPlan::warnings() const {
    QStringList words;
    for (const QJsonValue& each : preview_.value(QStringLiteral("warnings")).toArray())
        words.append(each.isObject() ? each.toObject().value(QStringLiteral("message")).toString()
                                     : each.toString());
    return words;
}

bool ImportPlan::ready() const {
    return !columns_.isEmpty() && problems().empty() && missingFields().isEmpty();
}

QStringList ImportPlan::missingFields() const {
    QStringList missing;
    for (const ImportFieldInfo& field : fields_) {
        bool given = !field.required;
        for (const ImportColumn& column : columns_)
            given = given || column.field == field.name;
        if (!given) missing.append(field.name);
    }
    return missing;
}

} // namespace nautilus::ui
