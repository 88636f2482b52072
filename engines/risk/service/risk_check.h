#pragma once
// A portfolio against limits: what is measured, what is broken, what is said about it.

#include "engines/risk/kernel/breach_life.h"
#include "engines/risk/service/limit_store.h"
#include "engines/risk/service/priced_book.h"

namespace nautilus::risk {

/// The limits of one scope held against the holdings of that scope.
struct ScopeCheck {
    std::string scope;    ///< request, portfolio, account, firm
    std::string scope_id; ///< "portfolio_001"
    PricedBook book;
    HistoricalFigures history{};
    std::vector<CheckedLimit> checked;

    [[nodiscard]] CheckStatus worst() const;
    [[nodiscard]] Severity severity() const;
};

/// Measures and judges. The names of subjects are copied.
[[nodiscard]] std::vector<CheckedLimit> checkLimits(const BookView& view,
                                                    const std::vector<LimitTerms>& terms);
/// Figures of the book's returns over the window.
[[nodiscard]] HistoricalFigures historyOf(const PricedBook& book);

/// Terms of a request's `limits`; a name that is no limit type is warned about.
[[nodiscard]] std::vector<LimitTerms> termsOf(const kit::Keyed<double>& limits, double warning_at,
                                              kit::Call& call, kit::Errors& errors);

/// Finds the id of an open breach; empty: none.
using OpenBreach = std::function<std::string(const std::string& book_id, LimitType, const std::string&)>;

/// The answer of /risk/check. The first scope gives the risk metrics.
[[nodiscard]] CheckResult answerOf(const std::vector<ScopeCheck>& scopes, const OpenBreach& open);
[[nodiscard]] RiskMetrics metricsOf(const HistoricalFigures& history);
/// Warnings for what is null, and the methods.
void explainCheck(const std::vector<ScopeCheck>& scopes, const CheckResult& result, std::int64_t window,
                  kit::Call& call);

/// One book against some terms.
[[nodiscard]] ScopeCheck checkBook(PricedBook book, const std::vector<LimitTerms>& terms);

class RiskChecker {
public:
    explicit RiskChecker(BookReader& reader, LimitStore& limits) : reader_(reader), limits_(limits) {}

    /// Positions of the request, or the book; limits of the request, or those that are kept for the
    /// portfolio, its account and the firm. Blocks where something is not kept yet. Any number of threads.
    kit::Result<std::vector<ScopeCheck>> check(const CheckRequest& request, kit::Call& call);
    kit::Result<WhatIfResult> whatIf(const WhatIfRequest& request, const OpenBreach& open, kit::Call& call);

private:
    kit::Result<void> addScopes(std::vector<ScopeCheck>& out, const BookQuestion& question);

    BookReader& reader_;
    LimitStore& limits_;
};

} // namespace nautilus::risk
