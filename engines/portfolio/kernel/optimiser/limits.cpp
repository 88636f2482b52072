#include "engines/portfolio/kernel/optimiser/limits.h"

#include <array>
#include <charconv>

namespace nautilus::portfolio {

namespace {

constexpr int kDigits = 6;

std::string digits(double value) {
    std::array<char, 32> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, kDigits);
    return {text.data(), end.ptr};
}

} // namespace

std::string inWords(const Limit& limit) {
    return inWords(limit, limit.limit);
}

std::string inWords(const Limit& limit, double value) {
    const char* sense = limit.sense == Sense::AtMost    ? " at most "
                        : limit.sense == Sense::AtLeast ? " at least "
                                                        : " equal to ";
    return limit.name + sense + digits(value);
}

} // namespace nautilus::portfolio
