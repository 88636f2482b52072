#include "app/alerts/alert_words.h"

#include "engines/kit/digest.h"
#include "engines/kit/json_writer.h"

namespace nautilus::alerts {

namespace {

/// Bytes of the well-formed UTF-8 sequence at the beginning; 0 when there is none (RFC 3629).
std::size_t sequenceOf(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto first = byte(0);
    if (first < 0x80) return 1;
    const std::size_t n = first >= 0xC2 && first < 0xE0 ? 2 : first >= 0xE0 && first < 0xF0 ? 3 : 4;
    if (first < 0xC2 || first > 0xF4 || text.size() < n) return 0;
    for (std::size_t i = 1; i < n; ++i)
        if ((byte(i) & 0xC0U) != 0x80) return 0;
    const auto second = byte(1);
    const bool wrong = (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ||
                       (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
    return wrong ? 0 : n;
}

} // namespace

std::string oneLine(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto n = sequenceOf(text);
        const auto c = static_cast<unsigned char>(text[0]);
        if (n == 0)
            out += '?';
        else if ((n == 1 && (c < 0x20 || c == 0x7F)) ||
                 (n == 2 && c == 0xC2 && static_cast<unsigned char>(text[1]) < 0xA0))
            out += ' ';
        else
            out += text.substr(0, n);
        text.remove_prefix(n == 0 ? 1 : n);
    }
    return out;
}

std::string repetitionKey(const risk::Alert& alert) {
    constexpr std::size_t kLongest = 64, kDigits = 16;
    std::string out;
    for (const char c : alert.alert_id.substr(0, kLongest)) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           c == '_' || c == '-';
        out += plain ? c : '-';
    }
    std::string all;
    for (const auto& part :
         {alert.alert_id, alert.portfolio_id, alert.breach_id, alert.limit_type, alert.at.rfc3339()})
        all += part + '\n';
    return out + "." + kit::contentHash(all).substr(0, kDigits);
}

} // namespace nautilus::alerts
