#include "ui/models/layout_file.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

namespace nautilus::ui {
namespace {

constexpr int kVersion = 1;

QString fileIn(const QString& folder) {
    return QDir(folder).filePath(QStringLiteral("desktop.json"));
}

/// desktop.json, written by this version: anything else is not understood.
bool understood(const QByteArray& text, QJsonObject* layout) {
    const QJsonDocument document = QJsonDocument::fromJson(text);
    if (!document.isObject()) return false;
    *layout = document.object();
    return layout->value(QStringLiteral("version")).toInt() == kVersion &&
           layout->value(QStringLiteral("window")).isObject();
}

} // namespace

LayoutRead readLayout(const QString& folder) {
    LayoutRead result;
    QFile file(fileIn(folder));
    if (!file.open(QIODevice::ReadOnly)) return result;
    if (understood(file.readAll(), &result.layout)) return result;
    file.close();
    result.layout = {};
    const QString stamp = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-hhmmss-zzz"));
    result.kept_aside = QDir(folder).filePath(QStringLiteral("desktop.damaged-%1.json").arg(stamp));
    if (!QFile::rename(fileIn(folder), result.kept_aside)) result.kept_aside = fileIn(folder);
    return result;
}

bool writeLayout(const QString& folder, const QJsonObject& layout) {
    QJsonObject whole = layout;
    whole.insert(QStringLiteral("version"), kVersion);
    QSaveFile file(fileIn(folder)); // commit() syncs before it renames
    return file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(whole).toJson()) >= 0 && file.commit();
}

QString packed(const QByteArray& state) {
    return QString::fromLatin1(state.toBase64());
}

QByteArray unpacked(const QJsonValue& text) {
    return QByteArray::fromBase64(text.toString().toLatin1());
}

} // namespace nautilus::ui
