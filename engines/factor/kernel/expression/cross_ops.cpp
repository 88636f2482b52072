#include "engines/factor/kernel/expression/cross_ops.h"

#include "engines/domain/panel.h"
#include "engines/factor/kernel/cross_section.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <utility>

namespace nautilus::factor {
namespace {

using domain::kMissing;

/// Bits whose order is that of the numbers; both zeros are one.
std::uint64_t ordered(double x) {
    const auto bits = std::bit_cast<std::uint64_t>(x + 0.0);
    return (bits >> 63U) != 0 ? ~bits : bits | (std::uint64_t{1} << 63U);
}

/// Fills `members` with the stocks that take part.
void findMembers(const CrossTask& task, CrossScratch& scratch) {
    auto& members = scratch.members;
    members.resize(task.x.size());
    std::size_t count = 0;
    const bool grouped = !task.group.empty();
    for (std::size_t i = 0; i < task.x.size(); ++i) {
        members[count] = static_cast<std::uint32_t>(i);
        const bool in = (task.universe.empty() || task.universe[i] != 0) && std::isfinite(task.x[i]) &&
                        (!grouped || task.group[i] != kNoGroup);
        count += in ? 1 : 0;
    }
    members.resize(count);
}

constexpr std::size_t kDigitBits = 11;
constexpr std::size_t kDigits = std::size_t{1} << kDigitBits;

/// Sorts the members by value, smallest first: the upper halves of their bits by counting, what those leave
/// open by comparing.
void sortByDigits(const CrossTask& task, CrossScratch& scratch) {
    const std::size_t n = scratch.members.size();
    auto& keys = scratch.keys;
    auto& other = scratch.other;
    keys.resize(n);
    other.resize(n);
    std::array<std::array<std::uint32_t, kDigits>, 3> places{};
    for (std::size_t i = 0; i < n; ++i) {
        const std::uint32_t stock = scratch.members[i];
        const std::uint64_t high = ordered(task.x[stock]) >> 32U;
        keys[i] = high << 32U | stock;
        for (std::size_t d = 0; d < 3; ++d)
            ++places[d][(high >> (d * kDigitBits)) & (kDigits - 1)];
    }
    for (std::size_t d = 0; d < 3; ++d) {
        std::uint32_t before = 0;
        for (auto& place : places[d])
            before += std::exchange(place, before);
        for (const auto key : keys)
            other[places[d][(key >> (32U + d * kDigitBits)) & (kDigits - 1)]++] = key;
        keys.swap(other);
    }
    const auto value = [&](std::uint64_t key) { return task.x[static_cast<std::uint32_t>(key)]; };
    for (std::size_t i = 0; i < n;) {
        std::size_t j = i + 1;
        while (j < n && keys[j] >> 32U == keys[i] >> 32U)
            ++j;
        if (j - i > 1)
            std::ranges::stable_sort(std::span(keys).subspan(i, j - i),
                                     [&](std::uint64_t a, std::uint64_t b) { return value(a) < value(b); });
        i = j;
    }
    for (std::size_t i = 0; i < n; ++i)
        scratch.sorted[i] = {value(keys[i]), static_cast<std::uint32_t>(keys[i])};
}

constexpr std::size_t kPlaceBits = 16;
constexpr std::size_t kMovesPerMember = 4;

/// The same by the members' places in 65,536 equal intervals from the smallest value to the largest, and then
/// by insertion: half the time of digits for values that are spread as ranks, returns and correlations are.
/// False when so many of them crowd into few intervals that insertion takes too long.
bool sortByPlace(const CrossTask& task, CrossScratch& scratch) {
    const auto& members = scratch.members;
    const std::size_t n = members.size();
    double low = task.x[members[0]];
    double high = low;
    for (const auto stock : members) {
        low = std::min(low, task.x[stock]);
        high = std::max(high, task.x[stock]);
    }
    const double per_unit = 65535.0 / (high - low);
    if (n > (std::size_t{1} << kPlaceBits) || !std::isfinite(per_unit) || !(per_unit > 0)) return false;
    auto& keys = scratch.places; // the place above, the member's number below
    auto& other = scratch.other_places;
    keys.resize(n);
    other.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
        const auto place = static_cast<std::int32_t>((task.x[members[i]] - low) * per_unit);
        keys[i] = static_cast<std::uint32_t>(place) << kPlaceBits | static_cast<std::uint32_t>(i);
    }
    std::array<std::array<std::uint32_t, 256>, 2> starts{};
    for (const auto key : keys) {
        ++starts[0][key >> 16U & 255U];
        ++starts[1][key >> 24U];
    }
    for (auto& digit : starts) {
        std::uint32_t before = 0;
        for (auto& start : digit)
            before += std::exchange(start, before);
    }
    for (const auto key : keys)
        other[starts[0][key >> 16U & 255U]++] = key;
    for (const auto key : other)
        keys[starts[1][key >> 24U]++] = key;
    auto& sorted = scratch.sorted;
    for (std::size_t i = 0; i < n; ++i) {
        const auto stock = members[keys[i] & 0xFFFFU];
        sorted[i] = {task.x[stock], stock};
    }
    std::size_t moves = 0;
    for (std::size_t i = 1; i < n && moves <= kMovesPerMember * n; ++i) {
        if (!(sorted[i].value < sorted[i - 1].value)) continue;
        const auto each = sorted[i];
        std::size_t to = i;
        for (; to > 0 && each.value < sorted[to - 1].value; --to)
            sorted[to] = sorted[to - 1];
        sorted[to] = each;
        moves += i - to;
    }
    return moves <= kMovesPerMember * n;
}

/// Fills `sorted` with the members by value, smallest first, equal ones in the order of the stocks.
void sortMembers(const CrossTask& task, CrossScratch& scratch) {
    scratch.sorted.resize(scratch.members.size());
    if (scratch.members.empty() || sortByPlace(task, scratch)) return;
    sortByDigits(task, scratch);
}

/// Calls body(first, end) for every run of equal values among the sorted members.
template <class Body>
void eachTie(const CrossScratch& scratch, const Body& body) {
    const auto& sorted = scratch.sorted;
    for (std::size_t i = 0; i < sorted.size();) {
        std::size_t j = i + 1;
        while (j < sorted.size() && sorted[j].value == sorted[i].value)
            ++j;
        body(i, j);
        i = j;
    }
}

/// Twice a mean rank as a share of n: kept, as n seldom changes from one session to the next.
const std::vector<double>& sharesOf(std::size_t n, CrossScratch& scratch) {
    auto& shares = scratch.shares;
    if (shares.size() != 2 * n + 1) {
        shares.resize(2 * n + 1);
        for (std::size_t k = 0; k < shares.size(); ++k)
            shares[k] = 0.5 * static_cast<double>(k) / static_cast<double>(n);
    }
    return shares;
}

void rank(const CrossTask& task, CrossScratch& scratch) {
    sortMembers(task, scratch);
    const auto& shares = sharesOf(scratch.sorted.size(), scratch);
    eachTie(scratch, [&](std::size_t i, std::size_t j) {
        for (std::size_t k = i; k < j; ++k)
            task.out[scratch.sorted[k].stock] = shares[i + 1 + j];
    });
}

void groupRank(const CrossTask& task, CrossScratch& scratch) {
    sortMembers(task, scratch);
    auto& before = scratch.sums; // per group: members already passed
    auto& size = scratch.counts;
    before.assign(task.group_count, 0.0);
    size.assign(task.group_count, 0.0);
    auto& equal = scratch.values;
    equal.assign(task.group_count, 0.0);
    const auto groupOf = [&](std::size_t k) {
        return static_cast<std::size_t>(task.group[scratch.sorted[k].stock]);
    };
    for (std::size_t k = 0; k < scratch.sorted.size(); ++k)
        size[groupOf(k)] += 1.0;
    eachTie(scratch, [&](std::size_t i, std::size_t j) {
        for (std::size_t k = i; k < j; ++k)
            equal[groupOf(k)] += 1.0;
        for (std::size_t k = i; k < j; ++k) {
            const std::size_t g = groupOf(k);
            task.out[scratch.sorted[k].stock] = (before[g] + 0.5 * (equal[g] + 1.0)) / size[g];
        }
        for (std::size_t k = i; k < j; ++k) {
            const std::size_t g = groupOf(k);
            before[g] += std::exchange(equal[g], 0.0);
        }
    });
}

double meanOf(const CrossTask& task, const CrossScratch& scratch) {
    double sum = 0;
    for (const auto i : scratch.members)
        sum += task.x[i];
    return sum / static_cast<double>(scratch.members.size());
}

/// Deviation of the sample; NaN for fewer than two.
double deviationOf(const CrossTask& task, const CrossScratch& scratch, double mean) {
    double sum = 0;
    for (const auto i : scratch.members)
        sum += (task.x[i] - mean) * (task.x[i] - mean);
    return std::sqrt(sum / (static_cast<double>(scratch.members.size()) - 1.0));
}

void standardise(const CrossTask& task, const CrossScratch& scratch) {
    const double mean = meanOf(task, scratch);
    const double deviation = task.op == Op::ZScore ? deviationOf(task, scratch, mean) : 1.0;
    for (const auto i : scratch.members)
        task.out[i] = deviation > 0 ? (task.x[i] - mean) / deviation : kMissing;
}

void scale(const CrossTask& task, const CrossScratch& scratch) {
    double sum = 0;
    for (const auto i : scratch.members)
        sum += std::fabs(task.x[i]);
    for (const auto i : scratch.members)
        task.out[i] = sum > 0 ? task.x[i] * task.number / sum : kMissing;
}

/// Quantiles between neighbours in proportion, as numpy's default.
void winsorize(const CrossTask& task, CrossScratch& scratch) {
    sortMembers(task, scratch);
    const auto& sorted = scratch.sorted;
    if (sorted.empty()) return;
    const auto quantile = [&](double share) {
        const double place = share * static_cast<double>(sorted.size() - 1);
        const auto below = static_cast<std::size_t>(place);
        const std::size_t above = std::min(below + 1, sorted.size() - 1);
        const double low = sorted[below].value;
        return low + (sorted[above].value - low) * (place - static_cast<double>(below));
    };
    const double low = quantile(task.number);
    const double high = quantile(1.0 - task.number);
    for (const auto i : scratch.members)
        task.out[i] = std::clamp(task.x[i], low, std::max(low, high));
}

void groupMoments(const CrossTask& task, CrossScratch& scratch) {
    auto& mean = scratch.sums;
    auto& count = scratch.counts;
    mean.assign(task.group_count, 0.0);
    count.assign(task.group_count, 0.0);
    const auto groupOf = [&](std::uint32_t i) { return static_cast<std::size_t>(task.group[i]); };
    for (const auto i : scratch.members) {
        mean[groupOf(i)] += task.x[i];
        count[groupOf(i)] += 1.0;
    }
    for (std::size_t g = 0; g < task.group_count; ++g)
        mean[g] /= count[g];
    if (task.op == Op::GroupMean) {
        for (const auto i : scratch.members)
            task.out[i] = mean[groupOf(i)];
        return;
    }
    auto& squares = scratch.values;
    squares.assign(task.group_count, 0.0);
    for (const auto i : scratch.members) {
        const double d = task.x[i] - mean[groupOf(i)];
        squares[groupOf(i)] += d * d;
    }
    for (const auto i : scratch.members) {
        const std::size_t g = groupOf(i);
        const double deviation = std::sqrt(squares[g] / (count[g] - 1.0));
        task.out[i] = deviation > 0 ? (task.x[i] - mean[g]) / deviation : kMissing;
    }
}

} // namespace

void computeCross(const CrossTask& task, CrossScratch& scratch) {
    findMembers(task, scratch);
    std::ranges::fill(task.out, kMissing);
    switch (task.op) {
    case Op::Rank:
        return rank(task, scratch);
    case Op::GroupRank:
        return groupRank(task, scratch);
    case Op::ZScore:
    case Op::Demean:
        return standardise(task, scratch);
    case Op::Scale:
        return scale(task, scratch);
    case Op::Winsorize:
        return winsorize(task, scratch);
    case Op::GroupMean:
    case Op::GroupZScore:
        return groupMoments(task, scratch);
    case Op::UniverseMean:
        if (!scratch.members.empty()) task.out[0] = meanOf(task, scratch);
        return;
    default:
        return;
    }
}

} // namespace nautilus::factor
