#pragma once
// How factors are called on screen: "style:book_to_price" -> "Book to price", short "Book/\nprice".

#include <QString>

namespace nautilus::ui {

/// Full name without its prefix; industries keep their own spelling.
[[nodiscard]] QString factorTitle(const QString& factor);
/// At most two lines of nine characters for narrow columns.
[[nodiscard]] QString factorShortTitle(const QString& factor);
/// "style", "industry", "country" or empty.
[[nodiscard]] QString factorKind(const QString& factor);

} // namespace nautilus::ui
