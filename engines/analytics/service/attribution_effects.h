#pragma once
// Active returns split into named parts, session by session, and joined over time. Whatever the split, the
// parts of a session sum to its active return, and the joined ones to the difference of the compounded
// returns.

#include "engines/analytics/kernel/brinson.h"
#include "engines/analytics/service/active_history.h"
#include "engines/kit/table.h"

#include <string>
#include <vector>

namespace nautilus::analytics {

/// Named parts, each with one value per session.
struct EffectColumns {
    std::vector<std::string> names;
    std::vector<std::vector<double>> values;

    void add(std::string name, std::vector<double> column) {
        names.push_back(std::move(name));
        values.push_back(std::move(column));
    }
};

/// Each column joined over all sessions, see linkEffects.
[[nodiscard]] std::vector<double> linkedTotals(const std::vector<double>& portfolio,
                                               const std::vector<double>& benchmark,
                                               const EffectColumns& columns, Linking method);

/// One row per session or per month (joined within it): date (the last session), portfolio, benchmark and
/// active return, then the columns.
[[nodiscard]] kit::Table effectsOverTime(const std::vector<domain::SessionDate>& sessions,
                                         const std::vector<double>& portfolio,
                                         const std::vector<double>& benchmark, const EffectColumns& columns,
                                         bool monthly, Linking method);

/// What belongs together: the group of each instrument, and of cash.
struct Grouping {
    std::vector<std::string> names;    ///< G
    std::vector<std::size_t> of;       ///< N: group of each instrument of the history
    std::size_t cash = 0;              ///< group of what is not invested
    domain::Matrix currency_returns{}; ///< T x G: cash rate + change of the currency; empty: not split off
};

/// Brinson-Fachler by session, or Karnosky-Singer where currency returns are given. A benchmark whose own
/// return differs from that of its composition (a fund) is taken to earn the difference evenly in every
/// group, so that it stands in selection.
struct GroupEffects {
    domain::Matrix held, bench;           ///< T x G: weights
    domain::Matrix earned, bench_earned;  ///< T x G: weight x return
    domain::Matrix allocation, selection; ///< T x G
    domain::Matrix interaction, currency; ///< T x G; currency 0 unless split off
    std::vector<double> trading;          ///< T: actual return - that of the holdings
};
[[nodiscard]] GroupEffects groupEffects(const ActiveHistory& history, const Grouping& grouping);

/// Sum over the instruments of weight x return on one session; what has no return counts 0.
[[nodiscard]] double earnedOn(const domain::Matrix& weights, const domain::Matrix& returns, std::size_t t);

/// One factor of the answer and the factors of the model that it stands for.
struct NamedFactor {
    std::string name;
    std::vector<std::string> parts; ///< names of the model; none: the model has nothing of it
};
/// Named factors, then other_factors, industries, and the four parts of `specific`.
[[nodiscard]] EffectColumns factorColumns(const ActiveHistory& history, const factor::ModelEffects& effects,
                                          const std::vector<NamedFactor>& factors);

/// Names of the parts that make up `specific`, the last columns of the above.
inline constexpr std::size_t kSpecificParts = 4;

} // namespace nautilus::analytics
