#pragma once
// Who is in the catalog, and which instrument a symbol means.

#include "engines/domain/instrument.h"
#include "engines/kit/catalog.h"

#include <string>
#include <string_view>
#include <vector>

namespace nautilus::marketdata {

/// Which instrument the symbol meant on that day, or last meant before it: in `dataset`, or in any when it is
/// empty, the user's own sets before the built-in ones; the primary venue first. `aliases` by symbol and
/// from, `instruments` by id; nullptr when it meant none.
[[nodiscard]] const domain::Instrument* resolveSymbol(const std::vector<domain::Alias>& aliases,
                                                      const std::vector<domain::Instrument>& instruments,
                                                      std::string_view symbol, domain::SessionDate at,
                                                      std::string_view dataset = "");
/// `instruments` by id; nullptr when there is none.
[[nodiscard]] const domain::Instrument* instrumentById(const std::vector<domain::Instrument>& instruments,
                                                       domain::InstrumentId id);

/// Immutable view of who is in the catalog, made anew for every epoch and read from any thread.
struct InstrumentDirectory {
    std::int64_t epoch = 0;
    std::vector<kit::Dataset> datasets;
    std::vector<domain::Instrument> instruments; ///< by id
    std::vector<std::string> sector, industry;   ///< latest, parallel to `instruments`; empty = none
    std::vector<domain::SessionDate> first_session, last_session;
    std::vector<domain::Alias> aliases; ///< by symbol, from

    [[nodiscard]] const domain::Instrument* resolve(std::string_view symbol, domain::SessionDate at,
                                                    std::string_view dataset = "") const {
        return resolveSymbol(aliases, instruments, symbol, at, dataset);
    }
    [[nodiscard]] const domain::Instrument* byId(domain::InstrumentId id) const {
        return instrumentById(instruments, id);
    }
    [[nodiscard]] std::size_t placeOf(const domain::Instrument& instrument) const {
        return static_cast<std::size_t>(&instrument - instruments.data());
    }
};

} // namespace nautilus::marketdata
