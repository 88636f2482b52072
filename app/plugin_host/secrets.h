#pragma once
// Keys of data providers. From the environment (NAUTILUS_<SOURCE>_<NAME>, upper case) or from the file
// secrets.toml of the home folder, which is its owner's alone; the environment wins. They stand in no other
// file, answer or log.

#include "engines/kit/result.h"
#include "engines/kit/value.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace nautilus::plugin_host {

/// A variable of the environment, or null.
using Environment = std::function<const char*(const std::string& name)>;

/// Not synchronised.
class Secrets {
public:
    /// InvalidArgument when the file is no TOML of tables of texts. A file that others may read becomes the
    /// owner's alone; `warning` says so.
    static kit::Result<Secrets> open(const std::string& home, Environment environment, std::string* warning);

    /// nullptr-like empty text = none.
    [[nodiscard]] std::string find(const std::string& source, const std::string& name) const;
    /// Keeps it beside what the file holds by now; an empty one is forgotten. InvalidArgument when the file
    /// has become unreadable: it is left alone.
    kit::Result<void> keep(const std::string& source, const std::string& name, const std::string& secret);
    /// The text with every known secret of the source (of four characters or more) masked.
    [[nodiscard]] std::string masked(const std::string& source, std::string text) const;
    /// What a budget goes by: 12 digits of a digest over the source's secrets; empty without any.
    [[nodiscard]] std::string fingerprint(const std::string& source,
                                          const std::vector<std::string>& names) const;

private:
    std::string path_;
    Environment environment_;
    std::map<std::string, std::map<std::string, std::string>> kept_; ///< source -> name -> secret
    mutable std::map<std::string, std::vector<std::string>> seen_;   ///< of the environment, to mask them
};

} // namespace nautilus::plugin_host
