#pragma once
// LEAN's map files (who carried a ticker when) and factor files (what prices of the past are multiplied by).
//
// Source of the meaning: github.com/QuantConnect/Lean, Common/Data/Auxiliary. A row of a map file says the
// last day on which a ticker was used; the first row the first day. A row of a factor file says the last day
// for which its factors hold: adjusted close = close x price factor x split factor.

#include "engines/domain/session_date.h"
#include "engines/kit/result.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nautilus::catalog {

struct FactorRow {
    domain::SessionDate last; ///< day for which the factors hold
    double price_factor = 1, split_factor = 1;
    double reference = 0; ///< raw close on that day; 0 = none
};

/// What happened between two rows of a factor file, on the session after the first.
struct FactorStep {
    domain::SessionDate ex_date;
    double ratio = 1;  ///< new shares per old share; 1 = no split
    double amount = 0; ///< cash per share as paid, before the split; 0 = no dividend
};

/// Ascending by day. InvalidArgument when a line is no factor row, a factor is not in (0, 1e6] or days
/// repeat.
kit::Result<std::vector<FactorRow>> readFactorFile(std::string_view text, const std::string& name);
/// Factors on a day; 1 and 1 after the last row.
[[nodiscard]] FactorRow factorsOn(const std::vector<FactorRow>& rows, domain::SessionDate day);
/// ratio = next split factor / split factor, to five digits; amount = reference x (1 - price factor / next
/// price factor).
[[nodiscard]] std::vector<FactorStep> stepsOf(const std::vector<FactorRow>& rows);

/// A spell in which an instrument went by a ticker; both ends inclusive.
struct TickerSpell {
    domain::SessionDate from, to;
    std::string ticker; ///< lower case
};

/// Which instrument a ticker meant on a day.
class TickerMap {
public:
    /// `permanent`: name of the map file, which stays when the ticker changes.
    kit::Result<void> add(const std::string& permanent, std::string_view text);
    /// Gives every instrument a symbol of its own; before the questions below.
    void nameAll();

    /// Permanent ticker; nullopt when a map file knows the ticker but not on that day; the ticker itself when
    /// none knows it.
    [[nodiscard]] std::optional<std::string> holderOn(const std::string& ticker,
                                                      domain::SessionDate day) const;
    /// The last ticker in capitals; the permanent one where another instrument came to that ticker later.
    [[nodiscard]] std::string symbolOf(const std::string& permanent) const;
    /// Empty when no map file is there.
    [[nodiscard]] const std::vector<TickerSpell>& spellsOf(const std::string& permanent) const;

private:
    struct Held {
        domain::SessionDate from, to;
        std::string permanent;
    };
    std::map<std::string, std::vector<TickerSpell>> spells_;
    std::map<std::string, std::vector<Held>> holders_;
    std::map<std::string, std::string> symbols_;
};

} // namespace nautilus::catalog
