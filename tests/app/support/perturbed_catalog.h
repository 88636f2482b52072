#pragma once
// The catalog of the built-in data with everything that became knowable after a cut-off session changed at
// random.

#include "engines/kit/catalog.h"

#include <algorithm>
#include <random>

namespace nautilus::test {

/// Left alone: splits and what else sets the price basis (a later split rescales all earlier prices together,
/// so it cannot be changed by itself), identity, and the classification, which is hindsight and flagged so.
class PerturbedCatalog final : public kit::Catalog {
public:
    PerturbedCatalog(kit::Catalog& real, domain::SessionDate cut_off, unsigned seed)
        : real_(real), cut_off_(cut_off), random_(seed) {}

    [[nodiscard]] std::int64_t epoch() const override { return real_.epoch(); }
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
        std::vector<domain::UniverseSpell> kept;
        for (auto spell : *spells) {
            if (std::max(spell.from, spell.knowable_at) > cut_off_ && chance(0.5)) continue;
            if (spell.to > cut_off_) spell.to = cut_off_.plusDays(1 + static_cast<int>(factor() * 300));
            kept.push_back(spell);
        }
        return kept;
    }

    kit::Result<domain::DailyBars> dailyBars(const kit::BarQuery& query) override {
        auto bars = real_.dailyBars(query);
        domain::DailyBars out;
        for (std::size_t i = 0; i < bars->size(); ++i) {
            const bool later = bars->session[i] > cut_off_;
            if (later && chance(0.1)) continue;
            out.instrument.push_back(bars->instrument[i]);
            out.session.push_back(bars->session[i]);
            const double price = later ? factor() : 1.0;
            if (!query.closes_only) {
                out.open.push_back(bars->open[i] * price);
                out.high.push_back(bars->high[i] * price);
                out.low.push_back(bars->low[i] * price);
            }
            out.close.push_back(bars->close[i] * price);
            out.adj_close.push_back(bars->adj_close[i] * (later ? factor() : 1.0));
            out.volume.push_back(bars->volume[i] * (later ? factor() : 1.0));
        }
        return out;
    }

    kit::Result<std::vector<kit::BarSpan>> barSpans() override { return real_.barSpans(); }
    kit::Result<std::vector<domain::CorporateAction>> corporateActions() override {
        auto actions = real_.corporateActions();
        std::vector<domain::CorporateAction> out;
        for (auto action : *actions) {
            if (action.type == "dividend" && std::max(action.ex_date, action.knowable_at) > cut_off_) {
                if (chance(0.3)) continue;
                action.amount_on_basis *= factor();
                action.amount *= factor();
            }
            out.push_back(action);
        }
        return out;
    }

    kit::Result<domain::FactTable> fundamentals() override {
        auto table = real_.fundamentals();
        std::vector<domain::Fact> kept;
        for (auto fact : table->facts) {
            if (fact.knowable_at > cut_off_) {
                if (chance(0.1)) continue;
                fact.value *= factor() - (chance(0.2) ? 2.0 : 0.0);
                fact.restated = chance(0.5);
                fact.suspect = chance(0.2);
                fact.priority = static_cast<std::int16_t>(1 + static_cast<int>(factor() * 2));
                fact.dated_by_rule = chance(0.3);
            }
            kept.push_back(fact);
        }
        table->facts = std::move(kept);
        return table;
    }

    kit::Result<std::vector<domain::MacroValue>> macro(std::string_view series) override {
        auto values = real_.macro(series);
        for (auto& value : *values)
            if (value.knowable_at > cut_off_) value.value *= factor();
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
    double factor() { return std::uniform_real_distribution(0.5, 2.0)(random_); }
    bool chance(double share) { return std::uniform_real_distribution(0.0, 1.0)(random_) < share; }

    kit::Catalog& real_;
    domain::SessionDate cut_off_;
    std::mt19937_64 random_;
};

} // namespace nautilus::test
