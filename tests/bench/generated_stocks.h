#pragma once
// A catalog of generated stocks (drawn from a seed, not real ones) that the whole library can be computed on:
// daily bars, quarterly facts of every concept and observations of every macro series that it reads.

#include "engines/domain/calendar.h"
#include "engines/factor/service/expression_library.h"
#include "engines/kit/field_table.h"
#include "tests/engines/support/small_catalog.h"

#include <cmath>
#include <random>
#include <set>

namespace nautilus::bench {

class GeneratedStocks final : public test::SmallCatalog {
public:
    GeneratedStocks(domain::InstrumentId count, std::size_t days) {
        sets = {{"generated", "", domain::SessionDate::of(2020, 1, 10), "XNYS", ""}};
        sessions = domain::NyseCalendar::sessions(domain::SessionDate::of(2010, 1, 4),
                                                  domain::SessionDate::of(2020, 1, 10));
        sessions.erase(sessions.begin(), sessions.end() - static_cast<std::ptrdiff_t>(days));
        day = sessions.back();
        nameInputs();
        for (domain::InstrumentId id = 1; id <= count; ++id)
            addStock(id);
        for (const auto& name : macro_)
            for (auto end = sessions.front().plusDays(-3000); end < sessions.back(); end = end.plusDays(30))
                series[name].push_back({end, end.plusDays(25), 2.0 + random()});
        for (std::size_t i = 0; i < bars.size(); ++i)
            ++rows_of_[bars.session[i]];
    }

    kit::Result<domain::DailyBars> dailyBars(const kit::BarQuery& query) override {
        domain::DailyBars out;
        using B = domain::DailyBars;
        for (std::size_t i = 0; i < bars.size(); ++i) {
            if (bars.session[i] > day || bars.session[i] < query.from) continue;
            out.instrument.push_back(bars.instrument[i]);
            out.session.push_back(bars.session[i]);
            for (auto column : {&B::open, &B::high, &B::low, &B::close, &B::adj_close, &B::volume})
                (out.*column).push_back((bars.*column)[i]);
        }
        return out;
    }
    /// Nothing but the day changes here: a mark is the number of rows.
    kit::Result<std::vector<kit::SessionMark>> barMarks(const std::vector<domain::InstrumentId>&) override {
        std::vector<kit::SessionMark> out;
        for (const auto& [session, rows] : rows_of_)
            if (session <= day) out.push_back({session, rows, 1});
        return out;
    }
    kit::Result<std::vector<kit::FactMark>> factMarks() override {
        std::vector<kit::FactMark> out;
        for (const auto& stock : stocks)
            out.push_back({stock.id, 1, 1});
        return out;
    }
    kit::Result<std::vector<kit::MacroSpan>> macroSpans() override {
        std::vector<kit::MacroSpan> out;
        for (const auto& each : series)
            out.push_back({each.first, "generated", each.first, "", "", "", 0, 1, {}, {}});
        return out;
    }

    domain::SessionDate day;
    std::vector<domain::SessionDate> sessions;

private:
    double random() { return std::uniform_real_distribution(0.0, 1.0)(random_); }

    /// What the library's expressions read: after "macro" a series, else a concept unless it is a panel that
    /// the model has anyway. A name too many does no harm.
    void nameInputs() {
        std::set<std::string> concepts{"shares_outstanding", "net_income", "total_assets", "equity"};
        for (const auto& factor : factor::expressionFactors())
            for (const auto& name : factor::namesIn(factor.expression))
                if (std::string(factor.expression).find('"' + name + '"') != std::string::npos)
                    macro_.insert(name);
                else
                    concepts.insert(name);
        for (const char* name : {"FEDFUNDS", "GDPC1", "DGS10", "CPIAUCSL"})
            macro_.insert(name);
        facts.concepts.assign(concepts.begin(), concepts.end());
    }

    void addStock(domain::InstrumentId id) {
        domain::Instrument stock;
        stock.id = stock.company_id = id;
        stock.symbol = "G" + std::to_string(id);
        stock.security_type = "stock";
        stock.dataset = "generated";
        stocks.push_back(stock);
        names.push_back({id, stock.symbol, "XNYS", domain::kBeginningOfTime, domain::kEndOfTime});
        const auto first = sessions.front();
        const auto group = std::to_string(id % 24), sector = std::to_string(id % 24 % 11);
        classes.push_back({id, "gics_industry_group", "Industry " + group, first, domain::kEndOfTime, true});
        classes.push_back({id, "gics_sector", "Sector " + sector, first, domain::kEndOfTime, true});
        spells.push_back({id, first, domain::kEndOfTime, first});
        double price = 20 + 100 * random();
        for (const auto session : sessions) {
            price *= 1 + 0.03 * (random() - 0.495);
            addBar(id, session, price, price, std::floor(1e6 * random()) + 1);
            bars.high.back() *= 1.01;
            bars.low.back() *= 0.99;
        }
        for (std::int32_t index = 0; index < static_cast<std::int32_t>(facts.concepts.size()); ++index)
            for (auto end = sessions.front().plusDays(-400); end < sessions.back(); end = end.plusDays(91))
                addFact(id, index, end);
    }
    void addFact(domain::InstrumentId id, std::int32_t index, domain::SessionDate end) {
        const auto& name = facts.concepts[static_cast<std::size_t>(index)];
        domain::Fact fact;
        fact.id = id;
        fact.concept_index = index;
        fact.period_end = end;
        fact.period = name == "shares_outstanding" || name == "total_assets" || name == "equity" ? 'I' : 'Q';
        fact.fiscal_year = static_cast<int>(end.ymd().year());
        fact.filed = fact.knowable_at = fact.split_basis = end.plusDays(35 + static_cast<int>(20 * random()));
        fact.value = (name == "shares_outstanding" ? 1e6 : 1e7) * (1 + random());
        facts.facts.push_back(fact);
    }

    std::mt19937_64 random_{11};
    std::set<std::string> macro_;
    std::map<domain::SessionDate, std::int64_t> rows_of_;
};

} // namespace nautilus::bench
