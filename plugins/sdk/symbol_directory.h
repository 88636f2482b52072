#pragma once
// Symbols of the catalog for sources that read it: which instruments a ticker may mean, the likeliest first.

#include "engines/kit/catalog.h"

#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

namespace nautilus::sdk {

class SymbolDirectory {
public:
    std::int64_t epoch = -1;
    std::vector<domain::Instrument> instruments; ///< by id
    std::vector<domain::Alias> aliases;          ///< by symbol, from

    [[nodiscard]] const domain::Instrument* byId(domain::InstrumentId id) const;
    /// Instruments that bear or bore the symbol, each once: a user's own data before built-in ones, then the
    /// latest holder, then the primary listing. Of `dataset` only, unless that is empty.
    [[nodiscard]] std::vector<const domain::Instrument*> candidates(std::string_view symbol,
                                                                    std::string_view dataset) const;
    /// Instruments whose symbol or name holds the text, without regard to case; by symbol.
    [[nodiscard]] std::vector<const domain::Instrument*> matching(std::string_view text) const;
};

/// The directory of the catalog's present epoch. Any thread; reads the catalog when the epoch has changed.
class SymbolDirectories {
public:
    explicit SymbolDirectories(kit::Catalog& catalog) : catalog_(catalog) {}
    kit::Result<std::shared_ptr<const SymbolDirectory>> now();

private:
    kit::Catalog& catalog_;
    std::mutex mutex_; // guards latest_
    std::shared_ptr<const SymbolDirectory> latest_;
};

} // namespace nautilus::sdk
