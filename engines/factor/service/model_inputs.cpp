#include "engines/factor/service/model_inputs.h"

#include "engines/domain/calendar.h"
#include "engines/factor/service/company_panels.h"
#include "engines/factor/service/input_changes.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>

namespace nautilus::factor {

using namespace domain;
using kit::Result;

std::size_t ModelInputs::rowAtOrBefore(SessionDate day) const {
    const auto after = std::ranges::upper_bound(sessions, day);
    return after == sessions.begin() ? sessions.size()
                                     : static_cast<std::size_t>(after - sessions.begin()) - 1;
}

std::size_t ModelInputs::columnOf(std::string_view symbol) const {
    for (std::size_t i = 0; i < stocks.size(); ++i)
        if (stocks[i].symbol == symbol) return i;
    return stocks.size();
}

namespace {

constexpr int kYearDays = 365;
constexpr std::size_t kCompaniesPerTask = 4;

/// Loads in two parts: what is small or says what changed, then the rows of the panels that are new.
class Loader {
public:
    Loader(kit::Catalog& catalog, kit::Pool& pool, std::shared_ptr<const ModelInputs> before)
        : catalog_(catalog), before_(std::move(before)),
          parallel_([&pool](std::size_t count, const RangeBody& body) {
              pool.forRange(kit::Priority::Background, count, kCompaniesPerTask, body);
          }) {}

    Result<std::shared_ptr<const ModelInputs>> run(const UniverseChoice& universe) {
        in_ = std::make_shared<ModelInputs>();
        in_->universe = universe;
        in_->epoch = catalog_.epoch();
        in_->renewal.reason = before_ ? "nothing that the model reads changed" : "first load";
        for (auto step : {&Loader::loadStocks, &Loader::loadClasses, &Loader::compareAxes, &Loader::loadMarks,
                          &Loader::loadActions, &Loader::loadFacts, &Loader::loadMacro, &Loader::loadMembers})
            if (auto done = (this->*step)(); !done) return kit::failAs(done);
        in_->renewal.first_row = before_ ? first_ : 0;
        noteArrivals();
        makePanels();
        if (auto done = readBars(); !done) return kit::failAs(done);
        for (const auto& action : in_->record.actions)
            if (action.type == "dividend") addDividend(column_.at(action.id), action);
        fillCompanyPanels(*in_, rows(), parallel_);
        if (!universe.by_membership && !completeOwnUniverse()) { // what all sessions say together is another
            const auto why = in_->renewal.reason;
            before_ = nullptr;
            column_.clear();
            auto afresh = run(universe);
            if (afresh) in_->renewal.reason = why;
            return afresh;
        }
        markUniverse();
        addMarket();
        return std::shared_ptr<const ModelInputs>(in_);
    }

private:
    /// Kinds of inputs of which something is other than before.
    void noteArrivals() {
        auto& out = in_->renewal.arrived;
        out.clear();
        const auto* old = before_ ? &before_->record : nullptr;
        const auto& now = in_->record;
        if (!old || old->bars != now.bars || firstChange(old->actions, now.actions))
            out.emplace_back("prices");
        if (!old || old->facts != now.facts) out.emplace_back("filings");
        const bool macro = old && !firstChange(old->funds, now.funds) &&
                           !firstChange(before_->gdp, in_->gdp) && !firstChange(before_->yield, in_->yield) &&
                           !firstChange(before_->cpi, in_->cpi);
        if (!macro) out.emplace_back("macro");
    }
    [[nodiscard]] RowRange rows() const { return {in_->renewal.first_row, in_->rowCount()}; }

    /// Rows from `day` on are to be made anew, because of `what`.
    void renewFrom(std::optional<SessionDate> day, std::string_view what) {
        if (!day || !before_) return;
        renewFromRow(
            static_cast<std::size_t>(std::ranges::lower_bound(in_->sessions, *day) - in_->sessions.begin()),
            what);
    }
    void renewFromRow(std::size_t row, std::string_view what) {
        if (!before_ || row >= first_) return;
        first_ = row;
        in_->renewal.reason = std::string(what) + " changed from " +
                              (row == 0 ? "the first session" : in_->sessions[row].iso()) + " on";
    }

    Result<void> loadStocks() {
        const auto instruments = catalog_.instruments();
        const auto aliases = catalog_.aliases();
        if (!instruments) return kit::failAs(instruments);
        if (!aliases) return kit::failAs(aliases);
        std::set<InstrumentId> listed; // other venues hold copies of a stock under a data set's own name
        for (const auto& alias : *aliases)
            if (alias.venue == NyseCalendar::kName) listed.insert(alias.id);
        const auto& wanted = in_->universe;
        std::set<std::string_view> symbols;
        for (const auto& each : *instruments) {
            if (each.security_type != "stock" || std::ranges::count(wanted.datasets, each.dataset) == 0 ||
                (wanted.by_membership && !listed.contains(each.id)))
                continue;
            if (!symbols.insert(each.symbol).second && !wanted.by_membership) {
                in_->repeated_symbols.push_back(each.symbol);
                continue;
            }
            column_[each.id] = in_->stocks.size();
            in_->stocks.push_back({each.id, each.company_id, each.symbol, each.name});
        }
        return {};
    }

    Result<void> loadClasses() {
        const auto classes = catalog_.classifications();
        if (!classes) return kit::failAs(classes);
        std::vector<std::string> sector(in_->stockCount()), industry(in_->stockCount());
        std::map<std::string, std::string> parent;
        for (const auto& c : *classes) {
            const auto found = column_.find(c.id);
            if (found == column_.end()) continue;
            in_->classification_is_hindsight |= c.hindsight;
            if (c.scheme == "gics_sector") sector[found->second] = c.value;
            if (c.scheme == "gics_industry_group") industry[found->second] = c.value;
        }
        for (std::size_t i = 0; i < sector.size(); ++i) {
            if (industry[i].empty() && !in_->universe.by_membership) industry[i] = sector[i];
            if (!sector[i].empty() && !industry[i].empty()) parent[industry[i]] = sector[i];
        }
        const std::set<std::string> sectors(sector.begin(), sector.end());
        for (const auto& name : sectors)
            if (!name.empty()) in_->sectors.push_back(name);
        const auto indexIn = [](const std::vector<std::string>& names, const std::string& name) {
            const auto at = std::ranges::lower_bound(names, name);
            return at != names.end() && *at == name ? static_cast<std::int32_t>(at - names.begin())
                                                    : kNoGroup;
        };
        for (const auto& [name, of] : parent) {
            in_->industries.push_back(name);
            in_->sector_of_industry.push_back(indexIn(in_->sectors, of));
        }
        for (std::size_t i = 0; i < sector.size(); ++i) {
            in_->sector.push_back(indexIn(in_->sectors, sector[i]));
            in_->industry.push_back(indexIn(in_->industries, industry[i]));
        }
        if (!in_->universe.by_membership) addUnclassified();
        return {};
    }

    /// A group of their own for the stocks that the data set does not classify.
    void addUnclassified() {
        in_->has_unclassified = std::ranges::count(in_->industry, kNoGroup) > 0;
        if (!in_->has_unclassified) return;
        const auto group = static_cast<std::int32_t>(in_->industries.size());
        const auto sector = static_cast<std::int32_t>(in_->sectors.size());
        in_->sectors.emplace_back(kUnclassified);
        in_->industries.emplace_back(kUnclassified);
        in_->sector_of_industry.push_back(sector);
        for (std::size_t i = 0; i < in_->stockCount(); ++i)
            if (in_->industry[i] == kNoGroup) {
                in_->industry[i] = group;
                in_->sector[i] = sector;
            }
    }

    /// Other stocks or classes are other panels.
    Result<void> compareAxes() {
        if (!before_) return {};
        const auto same = [](const Stock& a, const Stock& b) {
            return a.id == b.id && a.company_id == b.company_id;
        };
        if (!(in_->universe == before_->universe) || !std::ranges::equal(in_->stocks, before_->stocks, same))
            startAfresh("the stocks changed");
        else if (in_->sectors != before_->sectors || in_->industries != before_->industries ||
                 in_->sector_of_industry != before_->sector_of_industry || in_->sector != before_->sector ||
                 in_->industry != before_->industry)
            startAfresh("the classification changed");
        return {};
    }
    void startAfresh(std::string_view why) {
        before_ = nullptr;
        in_->renewal.reason = why;
    }

    Result<void> loadMarks() {
        std::vector<InstrumentId> ids;
        for (const auto& stock : in_->stocks)
            ids.push_back(stock.id);
        if (ids.empty()) return {};
        auto marks = catalog_.barMarks(ids);
        if (!marks) return kit::failAs(marks);
        auto& bars = in_->record.bars = std::move(*marks);
        if (bars.empty()) {
            before_ = nullptr;
            return {};
        }
        in_->sessions = NyseCalendar::sessions(bars.front().session, bars.back().session);
        if (!before_) return {};
        const auto known = before_->rowCount();
        const bool grown = in_->rowCount() >= known && known > 0 &&
                           std::ranges::equal(before_->sessions, std::span(in_->sessions).first(known));
        if (!grown) {
            startAfresh("the first or the last sessions are gone");
            return {};
        }
        first_ = known;
        if (in_->rowCount() > known)
            in_->renewal.reason = std::to_string(in_->rowCount() - known) + " new session(s)";
        renewFrom(firstChange(before_->record.bars, bars), "bars");
        return {};
    }

    Result<void> loadActions() {
        const auto actions = catalog_.corporateActions();
        if (!actions) return kit::failAs(actions);
        splits_.assign(in_->stockCount(), {});
        for (const auto& action : *actions) {
            const auto found = column_.find(action.id);
            if (found == column_.end()) continue;
            const bool split = action.type == "split" && action.ratio > 0;
            if (split) splits_[found->second].push_back({action.ex_date, action.ratio});
            if (split || (action.type == "dividend" && std::isfinite(action.amount_on_basis)))
                in_->record.actions.push_back(action);
        }
        if (before_)
            renewFrom(firstChange(before_->record.actions, in_->record.actions), "splits or dividends");
        return {};
    }

    /// A dividend counts in the trailing twelve months from its ex-date on.
    void addDividend(std::size_t column, const CorporateAction& action) {
        const auto& sessions = in_->sessions;
        const auto known = std::max(action.ex_date, action.knowable_at);
        const auto from = std::max(std::ranges::lower_bound(sessions, known) - sessions.begin(),
                                   static_cast<std::ptrdiff_t>(rows().begin));
        const auto to =
            std::ranges::lower_bound(sessions, action.ex_date.plusDays(kYearDays)) - sessions.begin();
        for (auto row = from; row < to; ++row)
            in_->dividends.at(static_cast<std::size_t>(row), column) += action.amount_on_basis;
    }

    Result<void> loadFacts() {
        auto marks = catalog_.factMarks();
        if (!marks) return kit::failAs(marks);
        in_->record.facts = std::move(*marks);
        const bool afresh = !before_ || first_ == 0;
        const auto changed =
            afresh ? std::vector<InstrumentId>{} : changedFacts(before_->record.facts, in_->record.facts);
        if (!afresh && changed.empty()) {
            in_->concept_store = before_->concept_store;
            in_->concepts = before_->concepts;
        } else if (afresh) {
            auto table = catalog_.fundamentals();
            if (!table) return kit::failAs(table);
            std::vector<ConceptStore::Listing> columns;
            for (const auto& stock : in_->stocks)
                columns.push_back({stock.id, stock.company_id});
            in_->concept_store =
                std::make_shared<ConceptStore>(std::make_shared<const FactTable>(std::move(*table)), columns);
        } else if (auto done = renewFacts(changed); !done) {
            return done;
        }
        if (in_->concepts.empty()) in_->concepts = reportedConcepts(in_->concept_store->facts());
        in_->record.timelines = companyTimelines(
            *in_->concept_store, splits_, afresh ? std::vector<CompanyTimeline>{} : before_->record.timelines,
            changed, parallel_);
        return {};
    }
    Result<void> renewFacts(const std::vector<InstrumentId>& changed) {
        const auto fresh = catalog_.fundamentalsOf(changed);
        if (!fresh) return kit::failAs(fresh);
        const auto& old = before_->concept_store->facts();
        FactTable replaced;
        replaced.concepts = old.concepts;
        for (const auto& fact : old.facts)
            if (std::ranges::binary_search(changed, fact.id) && column_.contains(fact.id))
                replaced.facts.push_back(fact);
        FactTable own = *fresh;
        std::erase_if(own.facts, [&](const Fact& fact) { return !column_.contains(fact.id); });
        renewFrom(firstChange(replaced, own), "filings");
        in_->concept_store = before_->concept_store->renewed(
            std::make_shared<const FactTable>(withFresh(old, changed, *fresh)), changed);
        return {};
    }

    Result<void> loadMacro() {
        auto funds = catalog_.macro("FEDFUNDS");
        auto gdp = catalog_.macro("GDPC1");
        auto yield = catalog_.macro("DGS10");
        auto cpi = catalog_.macro("CPIAUCSL");
        for (const auto* series : {&funds, &gdp, &yield, &cpi})
            if (!*series) return kit::failAs(*series);
        in_->record.funds = std::move(*funds);
        in_->gdp = std::move(*gdp);
        in_->yield = std::move(*yield);
        in_->cpi = std::move(*cpi);
        in_->has_risk_free = !in_->record.funds.empty();
        for (const auto session : in_->sessions)
            in_->risk_free.push_back(riskFree(in_->record.funds, session));
        if (!before_) return {};
        renewFrom(firstChange(before_->record.funds, in_->record.funds), "macro series");
        for (auto series : {&ModelInputs::gdp, &ModelInputs::yield, &ModelInputs::cpi})
            renewFrom(firstChange((*before_).*series, (*in_).*series), "macro series");
        return {};
    }

    /// The average funds rate of the newest month that was over before the session's month and published by
    /// the session, per session. In a month's first days that is the month before the last.
    static double riskFree(const std::vector<MacroValue>& rates, SessionDate session) {
        constexpr double kPercent = 100.0, kSessions = 252.0;
        const MacroValue* newest = nullptr;
        for (const auto& rate :
             rates) // by knowable_at: of several vintages of a month the last one known stands
            if (rate.knowable_at <= session && monthOf(rate.period_end) < monthOf(session) &&
                (!newest || rate.period_end >= newest->period_end))
                newest = &rate;
        return newest ? newest->value / kPercent / kSessions : 0.0;
    }

    Result<void> loadMembers() {
        in_->member = Flags(in_->rowCount(), in_->stockCount());
        if (!in_->universe.by_membership) return {};
        const auto spells = catalog_.universe(in_->universe.name);
        if (!spells) return kit::failAs(spells);
        for (const auto& spell : *spells) {
            const auto found = column_.find(spell.id);
            if (found == column_.end()) continue;
            const auto from = std::max(spell.from, spell.knowable_at);
            for (auto row = std::ranges::lower_bound(in_->sessions, from) - in_->sessions.begin();
                 row < static_cast<std::ptrdiff_t>(in_->rowCount()) &&
                 in_->sessions[static_cast<std::size_t>(row)] < spell.to;
                 ++row)
                in_->member.row(static_cast<std::size_t>(row))[found->second] = 1;
        }
        for (std::size_t row = 0; before_ && row < before_->rowCount(); ++row)
            if (!std::ranges::equal(before_->member.row(row), in_->member.row(row)))
                renewFromRow(row, "members of the universe");
        return {};
    }

    void makePanels() {
        const std::size_t rows = in_->rowCount(), columns = in_->stockCount();
        const std::size_t kept = in_->renewal.first_row;
        const auto& old = before_ ? *before_ : *in_;
        for (auto panel : {&ModelInputs::open, &ModelInputs::high, &ModelInputs::low, &ModelInputs::close,
                           &ModelInputs::volume, &ModelInputs::returns, &ModelInputs::market_cap,
                           &ModelInputs::company_cap, &ModelInputs::turnover})
            (*in_).*panel = kept > 0 ? (old.*panel).grown(kept, rows) : GrownPanel(rows, columns);
        in_->dividends = kept > 0 ? old.dividends.grown(kept, rows, 0.0) : GrownPanel(rows, columns, 0.0);
        using F = FundamentalPanels;
        for (auto panel :
             {&F::equity, &F::total_assets, &F::long_term_debt, &F::short_term_debt, &F::preferred_equity,
              &F::net_income, &F::revenue, &F::operating_cash_flow, &F::eps_growth, &F::sales_growth,
              &F::days_since_filing, &F::filing_lag_days, &F::late_filing, &F::restatement, &F::shares})
            in_->fundamentals.*panel =
                kept > 0 ? (old.fundamentals.*panel).grown(kept, rows) : GrownPanel(rows, columns);
        for (auto flags :
             {&ModelInputs::several_classes, &ModelInputs::shares_carried, &ModelInputs::used_restated,
              &ModelInputs::used_lag_rule, &ModelInputs::in_universe})
            (*in_).*flags = kept > 0 ? (old.*flags).grown(kept, rows) : Flags(rows, columns);
        if (!in_->universe.by_membership && kept > 0) in_->member = old.member.grown(kept, rows);
    }

    /// Bars of the new rows, and of as many before them as a return may bridge.
    Result<void> readBars() {
        if (rows().size() == 0) return {};
        constexpr std::size_t kBridge = kLongestGap + 1;
        kit::BarQuery query;
        for (const auto& stock : in_->stocks)
            query.instruments.push_back(stock.id);
        if (rows().begin > 0) query.from = in_->sessions[rows().begin - std::min(rows().begin, kBridge)];
        const auto bars = catalog_.dailyBars(query);
        if (!bars) return kit::failAs(bars);
        const auto first_day = in_->sessions.front().days;
        std::vector<std::int32_t> row_of_day(
            static_cast<std::size_t>(in_->sessions.back().days - first_day) + 1, -1);
        for (std::size_t row = 0; row < in_->rowCount(); ++row)
            row_of_day[static_cast<std::size_t>(in_->sessions[row].days - first_day)] =
                static_cast<std::int32_t>(row);
        constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();
        std::size_t previous = kNone; // bar of the same stock that stands on a session
        std::size_t previous_row = 0;
        for (std::size_t i = 0; i < bars->size(); ++i) {
            if (i > 0 && bars->instrument[i - 1] != bars->instrument[i]) previous = kNone;
            const auto day = bars->session[i].days - first_day;
            if (day < 0 || static_cast<std::size_t>(day) >= row_of_day.size()) continue; // came meanwhile
            const auto place = row_of_day[static_cast<std::size_t>(day)];
            if (place < 0) continue;
            const auto row = static_cast<std::size_t>(place);
            if (row >= rows().begin) {
                const auto column = column_.at(bars->instrument[i]);
                placeBar(*bars, i, row, column);
                if (previous != kNone && row - previous_row <= kBridge)
                    in_->returns.at(row, column) = bars->adj_close[i] / bars->adj_close[previous] - 1.0;
            }
            previous = i;
            previous_row = row;
        }
        return {};
    }
    void placeBar(const DailyBars& bars, std::size_t i, std::size_t row, std::size_t column) {
        in_->open.at(row, column) = bars.open[i];
        in_->high.at(row, column) = bars.high[i];
        in_->low.at(row, column) = bars.low[i];
        in_->close.at(row, column) = bars.close[i];
        in_->volume.at(row, column) = bars.volume[i];
    }

    /// A data set without a membership list: who has a bar is a member, and caps are equal when fewer than
    /// half of the stocks ever have one. False: that differs from the inputs before, or may.
    bool completeOwnUniverse() {
        auto& capped = in_->record.ever_capped;
        capped = before_ ? before_->record.ever_capped : std::vector<std::uint8_t>(in_->stockCount(), 0);
        if (before_ && rows().begin < before_->rowCount()) return false;
        for (std::size_t row = rows().begin; row < rows().end; ++row)
            for (std::size_t i = 0; i < in_->stockCount(); ++i) {
                in_->member.row(row)[i] = std::isfinite(in_->close.at(row, i));
                if (std::isfinite(in_->market_cap.at(row, i))) capped[i] = 1;
            }
        const auto with_cap = static_cast<std::size_t>(std::ranges::count(capped, 1));
        in_->equal_caps = 2 * with_cap < in_->stockCount();
        if (before_ && in_->equal_caps != before_->equal_caps) return false;
        for (std::size_t row = rows().begin; row < rows().end && in_->equal_caps; ++row)
            for (std::size_t i = 0; i < in_->stockCount(); ++i)
                in_->market_cap.at(row, i) = in_->member.row(row)[i] ? 1.0 : kMissing;
        return true;
    }

    void markUniverse() {
        const bool known = before_ && before_->first_model_row < rows().begin;
        in_->first_model_row = known ? before_->first_model_row : in_->rowCount();
        for (std::size_t row = rows().begin; row < rows().end; ++row) {
            std::size_t names = 0;
            for (std::size_t i = 0; i < in_->stockCount(); ++i) {
                const bool in = in_->member.row(row)[i] && std::isfinite(in_->market_cap.at(row, i)) &&
                                in_->industry[i] != kNoGroup;
                in_->in_universe.row(row)[i] = in;
                names += in ? 1 : 0;
            }
            if (names >= in_->leastNames() && in_->first_model_row == in_->rowCount())
                in_->first_model_row = row;
        }
    }

    void addMarket() {
        in_->market_excess.assign(in_->rowCount(), kMissing);
        if (before_) std::copy_n(before_->market_excess.begin(), rows().begin, in_->market_excess.begin());
        for (std::size_t row = std::max<std::size_t>(rows().begin, 1); row < rows().end; ++row) {
            double cap = 0, sum = 0;
            for (std::size_t i = 0; i < in_->stockCount(); ++i) {
                const double r = in_->returns.at(row, i);
                if (!in_->in_universe.row(row - 1)[i] || std::isnan(r)) continue;
                cap += in_->market_cap.at(row - 1, i);
                sum += in_->market_cap.at(row - 1, i) * r;
            }
            if (cap > 0) in_->market_excess[row] = sum / cap - in_->risk_free[row];
        }
    }

    kit::Catalog& catalog_;
    std::shared_ptr<const ModelInputs> before_; ///< null: everything is made anew
    ParallelFor parallel_;
    std::shared_ptr<ModelInputs> in_;
    std::map<InstrumentId, std::size_t> column_;
    SplitLists splits_;
    std::size_t first_ = 0; ///< row from which something differs from `before_`
};

} // namespace

Result<std::shared_ptr<const ModelInputs>> loadModelInputs(kit::Catalog& catalog, kit::Pool& pool,
                                                           const UniverseChoice& universe,
                                                           const std::shared_ptr<const ModelInputs>& before) {
    return Loader(catalog, pool, before).run(universe);
}

} // namespace nautilus::factor
