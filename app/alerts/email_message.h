#pragma once
// An alert as a letter (RFC 5322), in ASCII whatever its words hold.

#include "engines/kit/result.h"
#include "engines/risk/contract/alert_channel.h"

#include <vector>

namespace nautilus::alerts {

/// Addresses between commas, blanks around them dropped. InvalidArgument with `field` for one that is no
/// plain NAME@DOMAIN (RFC 5321, without quotes and comments): nothing of it may end a header line.
[[nodiscard]] kit::Result<std::vector<std::string>> readMailAddresses(std::string_view text,
                                                                      const std::string& field);

/// A header's words (RFC 2047): as they are when they are short and ASCII, else encoded words of at most 75
/// letters, folded.
[[nodiscard]] std::string encodedHeader(std::string_view name, std::string_view words);

/// "Fri, 10 Jan 2020 21:00:00 +0000"
[[nodiscard]] std::string mailDate(domain::Timestamp at);

/// The whole letter, lines ending in CR LF. The same alert gives the same bytes, so that every attempt has
/// the same Message-ID and Date.
[[nodiscard]] std::string alertMail(const risk::Alert& alert, const std::string& from,
                                    const std::vector<std::string>& to);

} // namespace nautilus::alerts
