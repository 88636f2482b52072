#include "ui/link/operation_info.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

namespace nautilus::ui {
namespace {

QString plainText(const QJsonValue& value) {
    if (value.isBool()) return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    if (value.isDouble()) return QString::number(value.toDouble(), 'g', 17);
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    if (!value.isArray()) return value.toString();
    QStringList parts;
    for (const QJsonValue& each : value.toArray())
        parts.append(plainText(each));
    return parts.join(QLatin1Char(','));
}

QString encoded(const QString& text, const QByteArray& keep = {}) {
    return QString::fromLatin1(QUrl::toPercentEncoding(text, keep));
}

QString shellQuoted(QString text) {
    text.replace(QLatin1Char('\''), QStringLiteral("'\\''"));
    return QLatin1Char('\'') + text + QLatin1Char('\'');
}

QString pythonQuoted(const QString& text) { // a JSON string is a Python string
    const QByteArray list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.mid(1, list.size() - 2));
}

} // namespace

void OperationList::read(const QJsonObject& data) {
    operations_.clear();
    index_.clear();
    for (const QJsonValue& each : data.value(QStringLiteral("operations")).toArray()) {
        const QJsonObject object = each.toObject();
        auto text = [&object](const char* name) { return object.value(QLatin1String(name)).toString(); };
        OperationInfo info{text("id"),      text("verb").toUpper(), text("path"),
                           text("summary"), text("scope"),          {}};
        for (const QJsonValue& parameter : object.value(QStringLiteral("parameters")).toArray())
            info.parameters.append(parameter.isString()
                                       ? parameter.toString()
                                       : parameter.toObject().value(QStringLiteral("name")).toString());
        info.kind = text("kind");
        info.example = object.value(QStringLiteral("example")).toObject();
        info.schema = object.value(QStringLiteral("schema")).toObject();
        index_.insert(info.id, static_cast<int>(operations_.size()));
        operations_.append(info);
    }
}

const OperationInfo* OperationList::find(const QString& id) const {
    const auto at = index_.constFind(id);
    return at == index_.constEnd() ? nullptr : &operations_[*at];
}

const OperationInfo* OperationList::findPath(const QString& verb, const QString& path) const {
    for (const OperationInfo& each : operations_)
        if (each.path == path && each.verb == verb) return &each;
    return nullptr;
}

RequestParts buildRequest(const OperationInfo& operation, const QJsonObject& parameters) {
    RequestParts parts{operation.verb.isEmpty() ? QStringLiteral("GET") : operation.verb, operation.path, {}};
    QJsonObject rest;
    for (auto it = parameters.begin(); it != parameters.end(); ++it) {
        const QString hole = QLatin1Char('{') + it.key() + QLatin1Char('}');
        if (parts.target.contains(hole))
            parts.target.replace(hole, encoded(plainText(*it)));
        else
            rest.insert(it.key(), *it);
    }
    if (parts.verb != QLatin1String("GET")) {
        parts.body = QJsonDocument(rest).toJson(QJsonDocument::Compact);
        return parts;
    }
    QStringList query;
    for (auto it = rest.begin(); it != rest.end(); ++it)
        query.append(encoded(it.key()) + QLatin1Char('=') + encoded(plainText(*it), QByteArray(",:")));
    if (!query.isEmpty()) parts.target += QLatin1Char('?') + query.join(QLatin1Char('&'));
    return parts;
}

QString curlSnippet(const QString& address, const QString& token_file, const RequestParts& request) {
    QString line = QStringLiteral("curl -sS");
    if (!token_file.isEmpty())
        line += QStringLiteral(" -H \"Authorization: Bearer $(cat %1)\"").arg(shellQuoted(token_file));
    if (request.verb != QLatin1String("GET"))
        line += QStringLiteral(" -X %1 -H 'Content-Type: application/json' -d %2")
                    .arg(request.verb, shellQuoted(QString::fromUtf8(request.body)));
    return line + QLatin1Char(' ') + shellQuoted(address + request.target);
}

QString pythonSnippet(const QString& address, const QString& token_file, const RequestParts& request) {
    QStringList lines{QStringLiteral("import json"), QStringLiteral("import urllib.request"), QString()};
    QStringList headers;
    if (!token_file.isEmpty()) {
        lines.append(QStringLiteral("token = open(%1).read().strip()").arg(pythonQuoted(token_file)));
        headers.append(QStringLiteral("\"Authorization\": f\"Bearer {token}\""));
    }
    QString arguments = pythonQuoted(address + request.target);
    if (request.verb != QLatin1String("GET")) {
        headers.append(QStringLiteral("\"Content-Type\": \"application/json\""));
        arguments +=
            QStringLiteral(",\n    data=%1.encode()").arg(pythonQuoted(QString::fromUtf8(request.body)));
        arguments += QStringLiteral(",\n    method=\"%1\"").arg(request.verb);
    }
    arguments += QStringLiteral(",\n    headers={%1}").arg(headers.join(QStringLiteral(", ")));
    lines.append(QStringLiteral("request = urllib.request.Request(\n    %1)").arg(arguments));
    lines.append(QStringLiteral("with urllib.request.urlopen(request) as answer:"));
    lines.append(QStringLiteral("    data = json.load(answer)[\"data\"]"));
    lines.append(QStringLiteral("print(data)"));
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace nautilus::ui
