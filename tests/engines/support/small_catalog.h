#pragma once
// A catalog held in plain lists, and a pool that works on the caller's thread.

#include "engines/kit/catalog.h"
#include "engines/kit/lane.h"

#include <algorithm>
#include <map>

namespace nautilus::test {

class SmallCatalog : public kit::Catalog {
public:
    std::vector<kit::Dataset> sets;
    std::vector<domain::Instrument> stocks;
    std::vector<domain::Alias> names;
    std::vector<domain::Classification> classes;
    std::vector<domain::UniverseSpell> spells;
    domain::DailyBars bars;
    std::vector<domain::CorporateAction> actions;
    domain::FactTable facts;
    std::map<std::string, std::vector<domain::MacroValue>, std::less<>> series;

    [[nodiscard]] std::int64_t epoch() const override { return 7; }
    [[nodiscard]] bool connected() const override { return true; }
    kit::Result<std::vector<kit::Dataset>> datasets() override { return sets; }
    kit::Result<std::vector<domain::Instrument>> instruments() override { return stocks; }
    kit::Result<std::vector<domain::Alias>> aliases() override { return names; }
    kit::Result<std::vector<domain::Classification>> classifications() override { return classes; }
    kit::Result<std::vector<kit::Universe>> universes() override {
        return spells.empty() ? std::vector<kit::Universe>{} : std::vector<kit::Universe>{{"SP500", "set"}};
    }
    kit::Result<std::vector<domain::UniverseSpell>> universe(std::string_view) override { return spells; }
    kit::Result<domain::DailyBars> dailyBars(const kit::BarQuery&) override { return bars; }
    kit::Result<std::vector<kit::BarSpan>> barSpans() override { return std::vector<kit::BarSpan>{}; }
    kit::Result<std::vector<domain::CorporateAction>> corporateActions() override { return actions; }
    kit::Result<domain::FactTable> fundamentals() override { return facts; }
    kit::Result<std::vector<domain::MacroValue>> macro(std::string_view name) override {
        const auto found = series.find(name);
        return found == series.end() ? std::vector<domain::MacroValue>{} : found->second;
    }
    kit::Result<std::vector<kit::QuarantinedRow>> quarantine() override {
        return std::vector<kit::QuarantinedRow>{};
    }
    kit::Result<std::vector<kit::SourceRow>> barSources(domain::InstrumentId, domain::SessionDate,
                                                        domain::SessionDate) override {
        return std::vector<kit::SourceRow>{};
    }
    kit::Result<std::vector<kit::SourceRow>> factSources(const std::vector<domain::InstrumentId>&) override {
        return std::vector<kit::SourceRow>{};
    }
    kit::Result<std::vector<kit::SourceRow>> macroSources(std::string_view) override {
        return std::vector<kit::SourceRow>{};
    }
    kit::Result<kit::ImportReport> importDataset(const std::string&, const kit::BarRules&,
                                                 const Progress&) override {
        return kit::fail(kit::ErrorCode::Unsupported, "only for reading");
    }

    void addBar(domain::InstrumentId id, domain::SessionDate session, double close, double adjusted,
                double volume) {
        bars.instrument.push_back(id);
        bars.session.push_back(session);
        for (auto* column : {&bars.open, &bars.high, &bars.low, &bars.close})
            column->push_back(close);
        bars.adj_close.push_back(adjusted);
        bars.volume.push_back(volume);
    }
};

class CallerPool final : public kit::Pool {
public:
    void post(kit::Priority, kit::Task task) override { task(); }
    [[nodiscard]] std::size_t threadCount() const override { return 1; }
    void forRange(kit::Priority, std::size_t n, std::size_t grain, const Body& body) override {
        for (std::size_t begin = 0; begin < n; begin += grain)
            body(begin, std::min(n, begin + grain));
    }
};

} // namespace nautilus::test
