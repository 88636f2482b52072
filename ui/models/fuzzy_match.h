#pragma once
// Search of the command palette: the letters of the query in order, better when they begin words, stand
// together, or open the text.

#include <QString>

namespace nautilus::ui {

/// 0 when `query` is not in `text`; otherwise higher is better. Blanks in the query are ignored, case too.
[[nodiscard]] int fuzzyScore(const QString& query, const QString& text);

} // namespace nautilus::ui
