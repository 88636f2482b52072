#pragma once
// What one transaction adds to the cash of its currency, known without the book.

#include "engines/portfolio/kernel/transaction.h"

namespace nautilus::portfolio {

/// Negative: paid; net of charges. Of an exchange what is given; the other currency gets `other_amount`.
/// nullopt for kinds that move no cash, and where the product does not fit.
[[nodiscard]] std::optional<Money> cashMoved(const Transaction& transaction);

} // namespace nautilus::portfolio
