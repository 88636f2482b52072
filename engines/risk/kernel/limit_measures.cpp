#include "engines/risk/kernel/limit_measures.h"

#include "engines/numerics/correlation.h"
#include "engines/numerics/moments.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nautilus::risk {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kLongHorizon = 10;

std::size_t countOf(std::span<const double> returns) {
    return static_cast<std::size_t>(std::ranges::count_if(returns, [](double r) { return !std::isnan(r); }));
}

/// cov(r, m) / var(m) over the days that have both.
double betaOf(std::span<const double> returns, std::span<const double> market) {
    double n = 0, mean_r = 0, mean_m = 0;
    const auto both = [&](std::size_t t) { return !std::isnan(returns[t]) && !std::isnan(market[t]); };
    for (std::size_t t = 0; t < returns.size(); ++t)
        if (both(t)) {
            n += 1;
            mean_r += returns[t];
            mean_m += market[t];
        }
    if (n < 2) return kNone;
    mean_r /= n;
    mean_m /= n;
    double products = 0, squares = 0;
    for (std::size_t t = 0; t < returns.size(); ++t)
        if (both(t)) {
            products += (returns[t] - mean_r) * (market[t] - mean_m);
            squares += (market[t] - mean_m) * (market[t] - mean_m);
        }
    return numerics::hasSpread(squares, n, mean_m) ? products / squares : kNone;
}

double grossOf(const BookView& book) {
    double sum = 0;
    for (const auto& each : book.positions)
        sum += std::abs(each.value);
    return sum;
}

double netOf(const BookView& book) {
    double sum = 0;
    for (const auto& each : book.positions)
        sum += each.value;
    return sum;
}

double liquidityOf(const BookView& book) {
    const double cash = book.cash > 0 ? book.cash : 0;
    double sold = cash, all = cash;
    for (const auto& each : book.positions) {
        const double size = std::abs(each.value);
        all += size;
        // What has no known volume cannot be counted on.
        if (each.daily_value > 0) sold += std::min(size, kParticipation * each.daily_value);
    }
    return all > 0 ? sold / all : kNone;
}

template <class ValueOf>
std::vector<SubjectValue> byPosition(const BookView& book, ValueOf value_of) {
    std::vector<SubjectValue> out;
    out.reserve(book.positions.size());
    for (const auto& each : book.positions)
        out.push_back({each.symbol, value_of(each)});
    return out;
}

/// |SUM v| / NAV of each group; the empty name is no group.
template <class GroupOf>
std::vector<SubjectValue> byGroup(const BookView& book, GroupOf group_of) {
    std::vector<SubjectValue> out;
    for (const auto& each : book.positions) {
        const std::string_view group = group_of(each);
        if (group.empty()) continue;
        const auto found = std::ranges::find(out, group, &SubjectValue::subject);
        if (found == out.end())
            out.push_back({group, each.value});
        else
            found->value += each.value;
    }
    for (auto& each : out)
        each.value = std::abs(each.value) / book.value;
    return out;
}

std::vector<SubjectValue> figures(LimitType type, const BookView& book) {
    switch (type) {
    case LimitType::PositionSize:
        return byPosition(book, [&](const auto& p) { return std::abs(p.value) / book.value; });
    case LimitType::Concentration:
        return byPosition(book, [gross = grossOf(book)](const auto& p) {
            return gross > 0 ? std::abs(p.value) / gross : (gross == 0 ? 0.0 : kNone);
        });
    case LimitType::SectorExposure:
        return byGroup(book, [](const auto& p) { return p.sector; });
    case LimitType::ValueAtRisk:
        return {{"", book.history.value_at_risk_1d}};
    case LimitType::ExpectedShortfall:
        return {{"", book.history.expected_shortfall}};
    case LimitType::Leverage:
    case LimitType::GrossExposure:
        return {{"", grossOf(book) / book.value}};
    case LimitType::NetExposure:
        return {{"", std::abs(netOf(book)) / book.value}};
    case LimitType::CurrencyExposure:
        return byGroup(book, [&](const auto& p) {
            return p.currency == book.base_currency ? std::string_view() : p.currency;
        });
    case LimitType::AverageDailyVolume:
        return byPosition(book, [](const auto& p) {
            return p.daily_value > 0 ? std::abs(p.value) / p.daily_value : kNone;
        });
    case LimitType::Liquidity:
        return {{"", liquidityOf(book)}};
    case LimitType::Correlation:
        return {{"", book.history.correlation}};
    }
    return {};
}

} // namespace

HistoricalFigures historicalFigures(std::span<const double> returns, std::span<const double> market) {
    HistoricalFigures out{kNone, kNone, kNone, kNone, kNone, countOf(returns)};
    if (out.observations < kFewestReturns) return out;
    const auto day = historicalRisk(returns, kLimitConfidence);
    out.value_at_risk_1d = day.value_at_risk;
    out.expected_shortfall = day.expected_shortfall;
    const auto long_returns = overlappingReturns(returns, kLongHorizon);
    if (countOf(long_returns) >= kFewestReturns)
        out.value_at_risk_10d = historicalRisk(long_returns, kLimitConfidence).value_at_risk;
    out.beta = betaOf(returns, market);
    out.correlation = numerics::correlation(returns, market, kFewestReturns);
    return out;
}

std::vector<SubjectValue> measure(LimitType type, const BookView& book) {
    auto out = figures(type, book);
    if (out.empty()) return {{"", 0}};
    std::ranges::sort(out, [](const SubjectValue& a, const SubjectValue& b) {
        if (std::isnan(a.value) != std::isnan(b.value)) return std::isnan(b.value);
        if (a.value != b.value && !std::isnan(a.value)) return a.value > b.value;
        return a.subject < b.subject;
    });
    return out;
}

} // namespace nautilus::risk
