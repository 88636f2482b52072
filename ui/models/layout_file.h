#pragma once
// What the window remembers, as one JSON file: written beside itself, synced and renamed, so that it is whole
// at every moment; a damaged one is kept aside under another name and told.

#include <QJsonObject>
#include <QString>

namespace nautilus::ui {

struct LayoutRead {
    QJsonObject layout; ///< empty when there was none, or it was damaged
    QString kept_aside; ///< where a damaged file went; empty when there was none
};

/// Reads `folder`/desktop.json.
[[nodiscard]] LayoutRead readLayout(const QString& folder);
/// False when it could not be written; the former file then stands untouched.
[[nodiscard]] bool writeLayout(const QString& folder, const QJsonObject& layout);

/// Qt's states of windows and splitters as JSON text and back.
[[nodiscard]] QString packed(const QByteArray& state);
[[nodiscard]] QByteArray unpacked(const QJsonValue& text);

} // namespace nautilus::ui
