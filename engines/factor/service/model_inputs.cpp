#include "engines/factor/service/model_inputs.h"

#include "engines/domain/calendar.h"
#include "engines/factor/kernel/style_ratios.h"
#include "engines/factor/service/concept_panels.h"

#include <algorithm>
#include <cmath>
#include <map>
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
constexpr int kLateAnnualDays = 60;  ///< SEC deadline of a large accelerated filer's 10-K
constexpr int kLateQuarterDays = 40; ///< and 10-Q
constexpr int kWeekendGrace = 5;     ///< deadlines move over week ends and holidays

class Loader {
public:
    Loader(kit::Catalog& catalog, kit::Pool& pool) : catalog_(catalog), pool_(pool) {}

    Result<std::shared_ptr<const ModelInputs>> run(const UniverseChoice& universe) {
        in_ = std::make_shared<ModelInputs>();
        in_->universe = universe;
        in_->epoch = catalog_.epoch();
        for (auto step : {&Loader::loadStocks, &Loader::loadBars, &Loader::loadClasses, &Loader::loadActions,
                          &Loader::loadFundamentals, &Loader::loadMacro})
            if (auto done = (this->*step)(); !done) return kit::failAs(done);
        if (auto done = loadMembers(); !done) return kit::failAs(done);
        if (!universe.by_membership) completeOwnUniverse();
        markUniverse();
        addMarket();
        return std::shared_ptr<const ModelInputs>(in_);
    }

private:
    Result<void> loadStocks() {
        const auto datasets = catalog_.datasets();
        const auto instruments = catalog_.instruments();
        const auto aliases = catalog_.aliases();
        if (!datasets) return kit::failAs(datasets);
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
            for (const auto& dataset : *datasets)
                if (dataset.name == each.dataset) in_->price_basis = dataset.price_basis;
        }
        return {};
    }

    Result<void> loadBars() {
        kit::BarQuery query;
        for (const auto& stock : in_->stocks)
            query.instruments.push_back(stock.id);
        if (query.instruments.empty()) return {};
        auto bars = catalog_.dailyBars(query);
        if (!bars) return kit::failAs(bars);
        bars_ = std::move(*bars);
        if (bars_.size() == 0) return {};
        const auto [first, last] = std::ranges::minmax(bars_.session);
        in_->sessions = NyseCalendar::sessions(first, last);
        const std::size_t rows = in_->rowCount(), columns = in_->stockCount();
        for (auto panel : {&ModelInputs::open, &ModelInputs::high, &ModelInputs::low, &ModelInputs::close,
                           &ModelInputs::volume, &ModelInputs::returns})
            (*in_).*panel = Matrix(rows, columns);
        std::vector<std::int32_t> row_of_day(static_cast<std::size_t>(last.days - first.days) + 1, -1);
        for (std::size_t row = 0; row < rows; ++row)
            row_of_day[static_cast<std::size_t>(in_->sessions[row].days - first.days)] =
                static_cast<std::int32_t>(row);
        std::size_t previous_row = 0;
        std::size_t column = 0;
        for (std::size_t i = 0; i < bars_.size(); ++i) {
            const bool same = i > 0 && bars_.instrument[i - 1] == bars_.instrument[i];
            if (!same) column = column_.at(bars_.instrument[i]);
            const auto place = row_of_day[static_cast<std::size_t>(bars_.session[i].days - first.days)];
            if (place < 0) continue;
            const auto row = static_cast<std::size_t>(place);
            in_->open.at(row, column) = bars_.open[i];
            in_->high.at(row, column) = bars_.high[i];
            in_->low.at(row, column) = bars_.low[i];
            in_->close.at(row, column) = bars_.close[i];
            in_->volume.at(row, column) = bars_.volume[i];
            if (same && row - previous_row <= kLongestGap + 1)
                in_->returns.at(row, column) = bars_.adj_close[i] / bars_.adj_close[i - 1] - 1.0;
            previous_row = row;
        }
        bars_ = {};
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
        return {};
    }

    Result<void> loadActions() {
        const auto actions = catalog_.corporateActions();
        if (!actions) return kit::failAs(actions);
        splits_.resize(in_->stockCount());
        in_->dividends = Matrix(in_->rowCount(), in_->stockCount(), 0.0);
        for (const auto& action : *actions) {
            const auto found = column_.find(action.id);
            if (found == column_.end()) continue;
            if (action.type == "split" && action.ratio > 0)
                splits_[found->second].push_back({action.ex_date, action.ratio});
            if (action.type == "dividend" && std::isfinite(action.amount_on_basis))
                addDividend(found->second, action);
        }
        return {};
    }

    /// A dividend counts in the trailing twelve months from its ex-date on.
    void addDividend(std::size_t column, const CorporateAction& action) {
        const auto& sessions = in_->sessions;
        const auto known = std::max(action.ex_date, action.knowable_at);
        const auto from = std::ranges::lower_bound(sessions, known) - sessions.begin();
        const auto to =
            std::ranges::lower_bound(sessions, action.ex_date.plusDays(kYearDays)) - sessions.begin();
        for (auto row = from; row < to; ++row)
            in_->dividends.at(static_cast<std::size_t>(row), column) += action.amount_on_basis;
    }

    Result<void> loadFundamentals() {
        auto table = catalog_.fundamentals();
        if (!table) return kit::failAs(table);
        in_->concepts = reportedConcepts(*table);
        std::map<std::int64_t, std::vector<std::size_t>> companies; // company -> its listed classes
        for (std::size_t i = 0; i < in_->stockCount(); ++i)
            companies[in_->stocks[i].company_id].push_back(i);
        std::map<std::int64_t, std::vector<Fact>> facts;
        for (const auto& fact : table->facts)
            if (const auto found = column_.find(fact.id); found != column_.end())
                facts[in_->stocks[found->second].company_id].push_back(fact);
        std::vector<std::pair<const std::vector<std::size_t>*, const std::vector<Fact>*>> work;
        static const std::vector<Fact> kNoFacts;
        for (const auto& [company, columns] : companies) {
            const auto found = facts.find(company);
            work.emplace_back(&columns, found == facts.end() ? &kNoFacts : &found->second);
        }
        makeFundamentalPanels();
        pool_.forRange(kit::Priority::Background, work.size(), 4, [&](std::size_t begin, std::size_t end) {
            for (std::size_t w = begin; w < end; ++w)
                fillCompany(*work[w].first, *work[w].second, table->concepts);
        });
        return {};
    }

    void makeFundamentalPanels() {
        const std::size_t rows = in_->rowCount(), columns = in_->stockCount();
        auto& f = in_->fundamentals;
        for (auto* panel :
             {&f.equity, &f.total_assets, &f.long_term_debt, &f.short_term_debt, &f.preferred_equity,
              &f.net_income, &f.revenue, &f.operating_cash_flow, &f.eps_growth, &f.sales_growth,
              &f.days_since_filing, &f.filing_lag_days, &f.late_filing, &f.restatement, &f.shares,
              &in_->market_cap, &in_->company_cap, &in_->turnover})
            *panel = Matrix(rows, columns);
        for (auto* flags : {&in_->several_classes, &in_->shares_carried, &in_->used_restated,
                            &in_->used_lag_rule, &in_->member, &in_->in_universe})
            *flags = Flags(rows, columns);
    }

    /// Splits of a company: those of all its classes, each event once. A class may be listed after some of
    /// them.
    [[nodiscard]] std::vector<Split> splitsOf(const std::vector<std::size_t>& columns) const {
        std::vector<Split> out;
        for (const auto column : columns)
            for (const auto& split : splits_[column])
                if (std::ranges::find(out, split.ex_date, &Split::ex_date) == out.end()) out.push_back(split);
        return out;
    }

    /// Companies do not share columns, so they may be filled in parallel.
    void fillCompany(const std::vector<std::size_t>& columns, const std::vector<Fact>& facts,
                     const std::vector<std::string>& concepts) {
        const auto states = companyTimeline(facts, concepts, splitsOf(columns));
        for (std::size_t s = 0; s < states.size(); ++s) {
            const RowRange rows{rowFrom(states[s].from),
                                s + 1 < states.size() ? rowFrom(states[s + 1].from) : in_->rowCount()};
            if (rows.size() == 0) continue;
            for (const auto column : columns)
                fillFigures(rows, column, states[s]);
            for (std::size_t row = rows.begin; row < rows.end; ++row)
                fillCaps(row, columns, states[s].shares);
        }
    }

    [[nodiscard]] std::size_t rowFrom(SessionDate day) const {
        return static_cast<std::size_t>(std::ranges::lower_bound(in_->sessions, day) - in_->sessions.begin());
    }

    /// What does not change while the state lasts, panel by panel.
    void fillFigures(RowRange rows, std::size_t column, const CompanyState& state) {
        auto& f = in_->fundamentals;
        const int deadline = (state.last_filing_annual ? kLateAnnualDays : kLateQuarterDays) + kWeekendGrace;
        const double lag = state.has_filing ? state.filing_lag_days : kMissing;
        const double late = !state.has_filing ? kMissing : state.filing_lag_days > deadline ? 1.0 : 0.0;
        const std::pair<Matrix*, double> figures[] = {{&f.equity, state.equity},
                                                      {&f.total_assets, state.total_assets},
                                                      {&f.long_term_debt, state.long_term_debt},
                                                      {&f.short_term_debt, state.short_term_debt},
                                                      {&f.preferred_equity, state.preferred_equity},
                                                      {&f.net_income, state.net_income},
                                                      {&f.revenue, state.revenue},
                                                      {&f.operating_cash_flow, state.operating_cash_flow},
                                                      {&f.eps_growth, fiscalGrowth(state.eps)},
                                                      {&f.sales_growth, fiscalGrowth(state.sales_per_share)},
                                                      {&f.filing_lag_days, lag},
                                                      {&f.late_filing, late},
                                                      {&f.shares, state.shares},
                                                      {&f.restatement, state.newest_is_restated ? 1.0 : 0.0}};
        for (const auto& [panel, value] : figures) {
            if (std::isnan(value)) continue; // panels start as missing
            for (std::size_t row = rows.begin; row < rows.end; ++row)
                panel->at(row, column) = value;
        }
        for (std::size_t row = rows.begin; row < rows.end && state.has_filing; ++row)
            f.days_since_filing.at(row, column) = in_->sessions[row].days - state.last_filed.days;
        const std::pair<Flags*, bool> flags[] = {{&in_->shares_carried, state.shares_carried},
                                                 {&in_->used_restated, state.used_restated},
                                                 {&in_->used_lag_rule, state.used_lag_rule}};
        for (const auto& [panel, set] : flags)
            for (std::size_t row = rows.begin; row < rows.end && set; ++row)
                panel->row(row)[column] = 1;
    }

    /// Caps of one session: the company's shares split equally over the classes that have a bar.
    void fillCaps(std::size_t row, const std::vector<std::size_t>& columns, double shares) {
        if (std::isnan(shares)) return;
        std::size_t listed = 0;
        for (const auto column : columns)
            listed += std::isfinite(in_->close.at(row, column)) ? 1 : 0;
        const double share = shares / static_cast<double>(std::max<std::size_t>(listed, 1));
        double company_cap = 0;
        for (const auto column : columns) {
            const double price = in_->close.at(row, column);
            if (std::isnan(price)) continue;
            in_->market_cap.at(row, column) = price * share;
            in_->turnover.at(row, column) = in_->volume.at(row, column) / share;
            in_->several_classes.row(row)[column] = listed > 1;
            company_cap += price * share;
        }
        for (const auto column : columns)
            if (company_cap > 0) in_->company_cap.at(row, column) = company_cap;
    }

    Result<void> loadMacro() {
        auto funds = catalog_.macro("FEDFUNDS");
        auto gdp = catalog_.macro("GDPC1");
        auto yield = catalog_.macro("DGS10");
        auto cpi = catalog_.macro("CPIAUCSL");
        for (const auto* series : {&funds, &gdp, &yield, &cpi})
            if (!*series) return kit::failAs(*series);
        in_->gdp = std::move(*gdp);
        in_->yield = std::move(*yield);
        in_->cpi = std::move(*cpi);
        in_->has_risk_free = !funds->empty();
        for (const auto session : in_->sessions)
            in_->risk_free.push_back(riskFree(*funds, session));
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
        return {};
    }

    /// A data set without a membership list: who has a bar is a member. What it does not say is put in and
    /// flagged: a group of their own for stocks without a class, equal caps when fewer than half of the
    /// stocks ever have one.
    void completeOwnUniverse() {
        std::size_t with_cap = 0;
        for (std::size_t i = 0; i < in_->stockCount(); ++i) {
            bool has_cap = false;
            for (std::size_t row = 0; row < in_->rowCount(); ++row) {
                in_->member.row(row)[i] = std::isfinite(in_->close.at(row, i));
                has_cap |= std::isfinite(in_->market_cap.at(row, i));
            }
            with_cap += has_cap ? 1 : 0;
        }
        in_->equal_caps = 2 * with_cap < in_->stockCount();
        for (std::size_t row = 0; row < in_->rowCount() && in_->equal_caps; ++row)
            for (std::size_t i = 0; i < in_->stockCount(); ++i)
                in_->market_cap.at(row, i) = in_->member.row(row)[i] ? 1.0 : kMissing;
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

    void markUniverse() {
        in_->first_model_row = in_->rowCount();
        for (std::size_t row = 0; row < in_->rowCount(); ++row) {
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
        for (std::size_t row = 1; row < in_->rowCount(); ++row) {
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
    kit::Pool& pool_;
    std::shared_ptr<ModelInputs> in_;
    std::map<InstrumentId, std::size_t> column_;
    std::vector<std::vector<Split>> splits_;
    DailyBars bars_;
};

} // namespace

Result<std::shared_ptr<const ModelInputs>> loadModelInputs(kit::Catalog& catalog, kit::Pool& pool,
                                                           const UniverseChoice& universe) {
    return Loader(catalog, pool).run(universe);
}

} // namespace nautilus::factor
