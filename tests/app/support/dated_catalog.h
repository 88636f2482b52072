#pragma once
// The catalog of the built-in data as it stood on a day: what became knowable later is not there yet. Days
// are added by moving the day on, and what stands already can be changed.

#include "engines/kit/catalog.h"

#include <algorithm>
#include <functional>

namespace nautilus::test {

/// Prices stay on the basis of the whole data set, so that a day more is a day more and no new history.
class DatedCatalog final : public kit::Catalog {
public:
    explicit DatedCatalog(kit::Catalog& real) : real_(real) {}

    domain::SessionDate day = domain::kEndOfTime;
    std::int64_t version = 1;
    std::function<void(domain::DailyBars&)> change_bars;
    std::function<void(domain::FactTable&)> change_facts;
    std::function<void(std::vector<domain::CorporateAction>&)> change_actions;
    std::function<void(std::string_view, std::vector<domain::MacroValue>&)> change_macro;

    [[nodiscard]] std::int64_t epoch() const override { return version; }
    [[nodiscard]] bool connected() const override { return true; }
    kit::Result<std::vector<kit::Dataset>> datasets() override { return real_.datasets(); }
    kit::Result<std::vector<domain::Instrument>> instruments() override { return real_.instruments(); }
    kit::Result<std::vector<domain::Alias>> aliases() override { return real_.aliases(); }
    kit::Result<std::vector<domain::Classification>> classifications() override {
        return real_.classifications();
    }
    kit::Result<std::vector<kit::Universe>> universes() override { return real_.universes(); }
    kit::Result<std::vector<domain::UniverseSpell>> universe(std::string_view name) override {
        auto spells = real_.universe(name);
        std::erase_if(*spells,
                      [&](const auto& spell) { return std::max(spell.from, spell.knowable_at) > day; });
        return spells;
    }
    kit::Result<domain::DailyBars> dailyBars(const kit::BarQuery& query) override {
        auto wanted = query;
        wanted.to = std::min(wanted.to, day);
        auto bars = real_.dailyBars(wanted);
        if (change_bars) change_bars(*bars);
        return bars;
    }
    kit::Result<std::vector<kit::BarSpan>> barSpans() override { return real_.barSpans(); }
    kit::Result<std::vector<domain::CorporateAction>> corporateActions() override {
        auto actions = real_.corporateActions();
        std::erase_if(*actions, [&](const auto& action) {
            return action.type == "dividend" && std::max(action.ex_date, action.knowable_at) > day;
        });
        if (change_actions) change_actions(*actions);
        return actions;
    }
    kit::Result<domain::FactTable> fundamentals() override {
        auto table = real_.fundamentals();
        std::erase_if(table->facts, [&](const auto& fact) { return fact.knowable_at > day; });
        if (change_facts) change_facts(*table);
        return table;
    }
    kit::Result<std::vector<domain::MacroValue>> macro(std::string_view series) override {
        auto values = real_.macro(series);
        std::erase_if(*values, [&](const auto& value) { return value.knowable_at > day; });
        if (change_macro) change_macro(series, *values);
        return values;
    }
    kit::Result<std::vector<kit::MacroSpan>> macroSpans() override { return real_.macroSpans(); }
    kit::Result<std::vector<kit::QuarantinedRow>> quarantine() override { return real_.quarantine(); }
    kit::Result<std::vector<kit::SourceRow>> barSources(domain::InstrumentId id, domain::SessionDate from,
                                                        domain::SessionDate to) override {
        return real_.barSources(id, from, to);
    }
    kit::Result<std::vector<kit::SourceRow>>
    factSources(const std::vector<domain::InstrumentId>& ids) override {
        return real_.factSources(ids);
    }
    kit::Result<std::vector<kit::SourceRow>> macroSources(std::string_view series) override {
        return real_.macroSources(series);
    }
    kit::Result<kit::ImportReport> importDataset(const std::string&, const kit::BarRules&,
                                                 const Progress&) override {
        return kit::fail(kit::ErrorCode::Unsupported, "only for reading");
    }

private:
    kit::Catalog& real_;
};

} // namespace nautilus::test
