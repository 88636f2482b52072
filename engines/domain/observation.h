#pragma once
// What was observed and when it became knowable: bars, corporate actions, fundamentals, macro values.

#include "engines/domain/panel.h"

#include <string>

namespace nautilus::domain {

/// Daily bars column by column, ordered by instrument, then session. Prices on the dataset's price basis;
/// `adj_close` also carries dividends. A bar is knowable at its session's close.
struct DailyBars {
    std::vector<InstrumentId> instrument;
    std::vector<SessionDate> session;
    std::vector<double> open, high, low, close, adj_close, volume;

    [[nodiscard]] std::size_t size() const { return instrument.size(); }
};

struct CorporateAction {
    InstrumentId id = 0;
    std::string type; ///< split, dividend, spin_off
    SessionDate ex_date;
    double ratio = kMissing;           ///< new shares per old share
    double amount = kMissing;          ///< cash per share as paid
    double amount_on_basis = kMissing; ///< cash per share on the dataset's price basis
    SessionDate knowable_at;
    bool inferred = false;
    std::string source; ///< where the event stands
};

/// One reported fact. Several sources may report the same fact; the reader prefers by `restated`, `priority`.
struct Fact {
    InstrumentId id = 0;
    std::int32_t concept_index = 0; ///< into FactTable::concepts
    SessionDate period_end;
    char period = 'I'; ///< 'F' fiscal year, 'Q' single quarter, 'Y' year to date, 'I' instant
    std::int32_t fiscal_year = 0;
    SessionDate knowable_at; ///< first session on which it may be used
    SessionDate filed = {};  ///< day of the filing; meaningless when dated_by_rule
    SessionDate split_basis =
        {};                   ///< share counts and per-share values: splits after this day are to be applied
    bool annual_form = false; ///< reported in a 10-K (else a 10-Q or unknown)
    bool dated_by_rule = false; ///< no filing date: period end plus a lag
    bool restated = false;      ///< only a later restatement of the value exists
    bool suspect = false;       ///< failed a quality rule; not used
    std::int16_t priority = 0;  ///< of the source; lower wins
    double value = kMissing;
};

/// Facts ordered by instrument, concept, period end, knowable_at, priority.
struct FactTable {
    std::vector<std::string> concepts;
    std::vector<Fact> facts;
};

struct MacroValue {
    SessionDate period_end;
    SessionDate knowable_at;
    double value = kMissing;
};

} // namespace nautilus::domain
