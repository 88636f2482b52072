#pragma once
// An alert in words that are safe in a header line, and the name by which receivers see a repetition.

#include "engines/risk/contract/alert_channel.h"

namespace nautilus::alerts {

/// One line: line breaks and other control characters become blanks, bytes that are no UTF-8 "?".
[[nodiscard]] std::string oneLine(std::string_view text);

/// The same for every attempt at the same alert, another one for another home's alert of the same number:
/// letters, digits, '-', '_' and '.' alone.
[[nodiscard]] std::string repetitionKey(const risk::Alert& alert);

} // namespace nautilus::alerts
