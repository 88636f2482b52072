#include "engines/portfolio/kernel/optimiser/limits.h"

#include <fmt/format.h>

namespace nautilus::portfolio {

std::string inWords(const Limit& limit) {
    return inWords(limit, limit.limit);
}

std::string inWords(const Limit& limit, double value) {
    const char* sense = limit.sense == Sense::AtMost    ? "at most"
                        : limit.sense == Sense::AtLeast ? "at least"
                                                        : "equal to";
    return fmt::format("{} {} {:.6g}", limit.name, sense, value);
}

} // namespace nautilus::portfolio
