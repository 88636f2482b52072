#include "engines/features/service/cross_section.h"

#include <algorithm>

namespace nautilus::features {

using namespace domain;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr std::string_view kPreferred = "SP500";
constexpr std::size_t kStocksPerTask = 8;

} // namespace

std::size_t CrossSection::placeOf(InstrumentId id) const {
    const auto found = std::ranges::find(stocks, id, &Instrument::id);
    return static_cast<std::size_t>(found - stocks.begin());
}

std::vector<Split> splitsOf(const FeatureWorld& world, const Instrument& stock) {
    std::vector<Split> out;
    for (const auto& each : world.instruments) {
        if (each.company_id != stock.company_id) continue;
        const auto found = world.actions.find(each.id);
        if (found == world.actions.end()) continue;
        for (const auto& action : found->second)
            if (action.type == "split" && action.ratio > 0 &&
                std::ranges::find(out, action.ex_date, &Split::ex_date) == out.end())
                out.push_back({action.ex_date, action.ratio});
    }
    return out;
}

Result<std::optional<std::string>> universeNamed(const FeatureWorld& world,
                                                 const std::optional<std::string>& name) {
    const auto known = [&](std::string_view wanted) {
        return std::ranges::find(world.universes, wanted, &kit::Universe::name) != world.universes.end();
    };
    if (name && !known(*name)) return fail(ErrorCode::NotFound, "there is no universe " + *name, "/universe");
    if (name) return name;
    if (known(kPreferred)) return std::optional<std::string>(kPreferred);
    if (world.universes.empty()) return std::optional<std::string>();
    return std::optional<std::string>(world.universes.front().name);
}

std::vector<const Instrument*> peersOf(const FeatureWorld& world, const std::optional<std::string>& universe,
                                       const Instrument& subject, SessionDate at) {
    std::vector<const Instrument*> out;
    if (universe)
        for (const auto id : world.membersOn(*universe, at))
            if (const auto* member = world.byId(id)) out.push_back(member);
    if (!universe)
        for (const auto& each : world.instruments)
            if (each.dataset == subject.dataset && each.security_type == "stock") out.push_back(&each);
    if (std::ranges::find(out, &subject) == out.end()) out.push_back(&subject);
    return out;
}

Result<CrossSection> figuresOn(const FeatureWorld& world, kit::Catalog& catalog, kit::Pool& pool,
                               std::vector<const Instrument*> stocks, SessionDate at) {
    CrossSection out;
    out.at = at;
    kit::BarQuery query{{}, at.plusDays(-kDelistedAfterDays), at, "", true};
    // A company's price is that of all its listed classes, members or not.
    std::map<std::int64_t, std::vector<InstrumentId>> classes;
    for (const auto* stock : stocks)
        classes[stock->company_id];
    for (const auto& each : world.instruments)
        if (const auto found = classes.find(each.company_id); found != classes.end()) {
            found->second.push_back(each.id);
            query.instruments.push_back(each.id);
        }
    const auto bars = catalog.dailyBars(query);
    if (!bars) return kit::failAs(bars);
    std::map<InstrumentId, double> close;
    for (std::size_t i = 0; i < bars->size(); ++i)
        close[bars->instrument[i]] = bars->close[i]; // by session: the last one stands
    out.figures.resize(stocks.size());
    pool.forRange(kit::Priority::Interactive, stocks.size(), kStocksPerTask,
                  [&](std::size_t begin, std::size_t end) {
                      for (std::size_t i = begin; i < end; ++i) {
                          double sum = 0, listed = 0;
                          for (const auto id : classes.at(stocks[i]->company_id))
                              if (const auto found = close.find(id); found != close.end())
                                  sum += found->second, listed += 1;
                          const auto facts = world.factsOf(*stocks[i]);
                          const OrderedFacts ordered(facts, world.facts.concepts);
                          out.figures[i] = companyFigures({ordered, at}, listed > 0 ? sum / listed : kMissing,
                                                          splitsOf(world, *stocks[i]));
                      }
                  });
    out.stocks = std::move(stocks);
    return out;
}

} // namespace nautilus::features
