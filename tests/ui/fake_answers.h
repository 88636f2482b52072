#pragma once
// Answers of the operations that have no recorded data: small, in the shapes of the API.

#include <QHash>
#include <QJsonObject>

namespace nautilus::ui::testing {

/// `data` by operation id.
[[nodiscard]] const QHash<QString, QJsonObject>& fixedAnswers();
/// Entries of app.operations beside the engines' own.
[[nodiscard]] QJsonObject moreOperations();
/// {settings, defaults, schema} of app.settings.
[[nodiscard]] QJsonObject firstSettings();

} // namespace nautilus::ui::testing
