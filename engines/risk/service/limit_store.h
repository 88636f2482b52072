#pragma once
// The limits that are kept, every version of them: the journal "risk_limits".

#include "engines/kit/published.h"
#include "engines/kit/saved_records.h"
#include "engines/risk/contract/limits.h"
#include "engines/risk/kernel/limit_check.h"

#include <map>

namespace nautilus::risk {

/// What holds now, by book.
using LimitTable = std::map<std::string, std::vector<KeptLimit>, std::less<>>;

class LimitStore {
public:
    LimitStore(kit::Ledger& ledger, kit::Clock& clock) : ledger_(ledger), clock_(clock) {}

    /// Reads what the ledger has. Before it, and on the driver alone afterwards, like all that writes.
    kit::Result<void> load();
    /// InvalidArgument "/limits/<n>/limit_type". All or none are kept.
    kit::Result<LimitsResult> set(const SetLimitsRequest& request, const std::string& scope);
    /// One type, or all when it is empty. NotFound "/limit_type" when there is no such limit.
    kit::Result<LimitsResult> remove(const RemoveLimitRequest& request, const std::string& scope);
    kit::Result<std::vector<KeptLimit>> history(const std::string& book_id);

    /// Any thread; never null.
    [[nodiscard]] std::shared_ptr<const LimitTable> current() const { return table_.load(); }
    [[nodiscard]] LimitsResult of(const std::string& book_id, const std::string& scope) const;

    kit::ReadJson read_json;

private:
    kit::Result<void> append(std::vector<KeptLimit> changed);

    kit::Ledger& ledger_;
    kit::Clock& clock_;
    kit::Published<LimitTable> table_{std::make_shared<const LimitTable>()};
    bool unsure_ = false; ///< an append failed: nobody knows whether it was heard
};

/// The terms of the enabled limits as they apply at the market's volatility.
[[nodiscard]] std::vector<LimitTerms> termsOf(const std::vector<KeptLimit>& limits,
                                              const VolatilityRegime& regime);

} // namespace nautilus::risk
