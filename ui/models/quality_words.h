#pragma once
// What a quality rule found, in words: the API answers codes, so that scripts can rely on them.

#include "ui/models/table_data.h"

namespace nautilus::ui {

/// A rule's name on screen: "Dividend adjustment" for dividend_adjustment; what is not known stays.
[[nodiscard]] QString qualityRuleTitle(const QString& rule);

/// Words for an issue's code; the code itself when it is not known here.
[[nodiscard]] QString qualityWords(const QString& code);
/// Adds the column `message` to a table of issues.
void addQualityWords(TableData& issues);

} // namespace nautilus::ui
