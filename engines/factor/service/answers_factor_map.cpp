// Which factors resemble each other: correlations of ranks, and the clusters that they form.

#include "engines/factor/service/answers_research.h"
#include "engines/numerics/clustering.h"

#include <algorithm>
#include <cmath>

namespace nautilus::factor {

using domain::Matrix;
using kit::ErrorCode;
using kit::fail;
using kit::Result;
using kit::Table;
using kit::Value;

namespace {

constexpr std::size_t kLeastNames = 20;

/// Some factors side by side: correlations and the clusters at a threshold.
struct FactorMap {
    std::vector<const ResearchFactor*> factors;
    Matrix correlation;
    std::vector<std::int32_t> cluster;
    std::vector<std::size_t> order;      ///< of a drawing
    std::vector<std::string> group_name; ///< per cluster; empty for one of a single factor
};

double distanceOf(double rho, bool absolute) {
    if (std::isnan(rho)) rho = 0.0; // nothing in common
    return absolute ? 1.0 - std::abs(rho) : std::sqrt(std::max(0.0, 0.5 * (1.0 - rho)));
}

/// Factors whose months give no correlation with any other say nothing: taken out, and named.
void dropSilent(FactorMap& map, std::vector<std::span<const float>>& ranks, const ResearchLibrary& library,
                std::span<const std::size_t> months, kit::Call& call) {
    const auto stocks = library.inputs().stockCount();
    Value::Array silent;
    for (std::size_t k = map.factors.size(); k-- > 0;) {
        const bool speaks = std::ranges::any_of(months, [&](std::size_t m) {
            const auto row = ranks[k].subspan(m * stocks, stocks);
            return std::ranges::count_if(row, [](float r) { return !std::isnan(r); }) >=
                   static_cast<std::ptrdiff_t>(kLeastNames);
        });
        if (speaks) continue;
        silent.emplace_back(map.factors[k]->id);
        map.factors.erase(map.factors.begin() + static_cast<std::ptrdiff_t>(k));
        ranks.erase(ranks.begin() + static_cast<std::ptrdiff_t>(k));
    }
    if (!silent.empty())
        call.warn("no_values", "/data",
                  "factors without 20 values in the universe in any month were left out",
                  Value::Object{{"factors", std::move(silent)}});
}

void addClusters(FactorMap& map, bool absolute, double threshold) {
    const auto n = map.factors.size();
    Matrix distance(n, n, 0.0);
    for (std::size_t a = 0; a < n; ++a)
        for (std::size_t b = 0; b < n; ++b)
            if (a != b) distance.at(a, b) = distanceOf(map.correlation.at(a, b), absolute);
    const auto merges = numerics::linkage(distance.view(), numerics::Linkage::Average);
    map.cluster = numerics::clustersAt(merges, distanceOf(threshold, absolute));
    map.order = numerics::leafOrder(merges);
    const auto clusters = *std::ranges::max_element(map.cluster) + 1;
    map.group_name.resize(static_cast<std::size_t>(clusters));
    for (std::int32_t c = 0; c < clusters; ++c) {
        double best = -1;
        for (std::size_t a = 0; a < n; ++a) {
            double sum = 0;
            for (std::size_t b = 0; b < n; ++b)
                if (b != a && map.cluster[b] == c && !std::isnan(map.correlation.at(a, b)))
                    sum += std::abs(map.correlation.at(a, b));
            if (map.cluster[a] == c && sum > std::max(best, 0.0)) {
                best = sum;
                map.group_name[static_cast<std::size_t>(c)] = map.factors[a]->id + "_cluster";
            }
        }
    }
}

std::vector<std::size_t> monthsOf(const ResearchLibrary& library, RowRange rows) {
    std::vector<std::size_t> out;
    for (std::size_t m = 0; m < library.months.size(); ++m)
        if (library.months[m] >= rows.begin && library.months[m] < rows.end) out.push_back(m);
    return out;
}

void describe(kit::Call& call, const std::string& distance) {
    call.method("correlation", "of ranks over the estimation universe, mean over the first sessions of the "
                               "months; values as they are, not turned by direction");
    call.method("factor_groups",
                "average linkage on " +
                    std::string(distance == "angular" ? "sqrt((1 - rho) / 2)" : "1 - |rho|") +
                    ", cut where the mean distance passes that of the threshold");
}

void addLists(FactorCorrelationResult& out, const FactorMap& map, std::size_t own, double threshold) {
    auto& lists = out.correlation_analysis;
    for (std::size_t k = 0; k < map.factors.size(); ++k) {
        const double rho = map.correlation.at(own, k);
        if (k == own || std::isnan(rho) || std::abs(rho) < threshold) continue;
        auto& list = rho > 0 ? lists.highly_correlated_factors : lists.negatively_correlated_factors;
        list.push_back({map.factors[k]->id, rho, map.factors[k]->data_source, map.factors[k]->family});
    }
    const auto stronger = [](const CorrelatedFactor& a, const CorrelatedFactor& b) {
        return std::abs(a.correlation) > std::abs(b.correlation);
    };
    std::ranges::stable_sort(lists.highly_correlated_factors, stronger);
    std::ranges::stable_sort(lists.negatively_correlated_factors, stronger);
    for (std::size_t k = 0; k < map.factors.size(); ++k)
        if (const auto& name = map.group_name[static_cast<std::size_t>(map.cluster[k])]; !name.empty())
            lists.factor_groups[name].push_back(map.factors[k]->id);
    out.own_group = map.group_name[static_cast<std::size_t>(map.cluster[own])];
}

} // namespace

Result<FactorCorrelationResult> answerFactorCorrelation(const FactorCorrelationRequest& request,
                                                        ResearchDesk& desk) {
    const auto& library = desk.library;
    const auto row = rowOf(library.inputs(), {}, request.as_of, desk.call);
    if (!row) return kit::failAs(row);
    GuestPtr guest;
    if (!library.find(request.factor_id)) {
        auto found = guestFactor(request.factor_id, "/factor_id", ErrorCode::NotFound, desk);
        if (!found) return kit::failAs(found);
        guest = std::move(*found);
    }
    const auto months = monthsOf(library, periodRows(request.period, *row));
    FactorMap map;
    std::vector<std::span<const float>> ranks;
    for (const auto& each : library.factors) {
        map.factors.push_back(&each.factor);
        ranks.emplace_back(each.month_ranks);
    }
    if (guest) {
        map.factors.push_back(&guest->studied.factor);
        ranks.emplace_back(guest->studied.month_ranks);
    }
    dropSilent(map, ranks, library, months, desk.call);
    const auto own = static_cast<std::size_t>(
        std::ranges::find(map.factors, request.factor_id, &ResearchFactor::id) - map.factors.begin());
    if (own == map.factors.size())
        return fail(ErrorCode::NotComputable, "the factor has no values in that span", "/factor_id");
    map.correlation =
        rankCorrelations(ranks, library.inputs().stockCount(), months, kLeastNames, onPool(desk.pool, 1));
    addClusters(map, request.distance == "absolute", request.correlation_threshold);
    FactorCorrelationResult out;
    out.factor_id = request.factor_id;
    out.months = static_cast<std::int64_t>(months.size());
    out.factors_compared = static_cast<std::int64_t>(map.factors.size());
    addLists(out, map, own, request.correlation_threshold);
    warnOfUniverse(library.inputs(), desk.call);
    describe(desk.call, request.distance);
    return out;
}

Result<Table> answerFactorMap(const FactorMapRequest& request, ResearchDesk& desk) {
    const auto& library = desk.library;
    const auto row = rowOf(library.inputs(), {}, request.as_of, desk.call);
    if (!row) return kit::failAs(row);
    const auto months = monthsOf(library, periodRows(request.period, *row));
    FactorMap map;
    std::vector<std::span<const float>> ranks;
    for (const auto& each : library.factors)
        if (!request.category || each.factor.family == *request.category) {
            map.factors.push_back(&each.factor);
            ranks.emplace_back(each.month_ranks);
        }
    dropSilent(map, ranks, library, months, desk.call);
    if (map.factors.empty())
        return fail(ErrorCode::NotComputable, "no factor of that choice has values in that span",
                    "/category");
    map.correlation =
        rankCorrelations(ranks, library.inputs().stockCount(), months, kLeastNames, onPool(desk.pool, 1));
    addClusters(map, request.distance == "absolute", request.correlation_threshold);
    Table table;
    Table::Texts names, categories, groups;
    Table::Integers cluster;
    for (const auto k : map.order) {
        names.push_back(map.factors[k]->id);
        categories.push_back(map.factors[k]->family);
        cluster.push_back(map.cluster[k]);
        groups.push_back(map.group_name[static_cast<std::size_t>(map.cluster[k])]);
    }
    table.add("factor_id", std::move(names));
    table.add("category", std::move(categories));
    table.add("cluster", std::move(cluster));
    table.add("group", std::move(groups));
    for (const auto k : map.order) {
        Table::Numbers column;
        for (const auto other : map.order)
            column.push_back(map.correlation.at(other, k));
        table.add(map.factors[k]->id, std::move(column));
    }
    warnOfUniverse(library.inputs(), desk.call);
    describe(desk.call, request.distance);
    return table;
}

} // namespace nautilus::factor
