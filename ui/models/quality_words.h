#pragma once
// What a quality rule found, in words: the API answers codes, so that scripts can rely on them.

#include "ui/models/table_data.h"

namespace nautilus::ui {

/// Words for an issue's code; the code itself when it is not known here.
[[nodiscard]] QString qualityWords(const QString& code);
/// Adds the column `message` to a table of issues.
void addQualityWords(TableData& issues);

} // namespace nautilus::ui
