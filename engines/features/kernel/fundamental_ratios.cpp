#include "engines/features/kernel/fundamental_ratios.h"

#include <algorithm>
#include <cmath>

namespace nautilus::features {

using namespace domain;

namespace {

constexpr double kGrowthYears = 5;
constexpr double kYearTolerance = 0.1;

constexpr std::array<RatioSpec, kRatios> kSpecs{
    {{"pe_ratio", "valuation", -1, "company cap / net income"},
     {"price_to_book", "valuation", -1, "company cap / equity"},
     {"price_to_sales", "valuation", -1, "company cap / revenue"},
     {"ev_to_ebitda", "valuation", -1,
      "(company cap + debt + preferred + minorities - cash) / (operating income + depreciation)"},
     {"roe", "profitability", 1, "net income / equity"},
     {"roa", "profitability", 1, "net income / total assets"},
     {"gross_margin", "profitability", 1, "gross profit / revenue of the newest fiscal year"},
     {"operating_margin", "profitability", 1, "operating income / revenue"},
     {"net_margin", "profitability", 1, "net income / revenue"},
     {"revenue_growth_5y", "growth", 1, "annual growth of revenue over five fiscal years"},
     {"earnings_growth_5y", "growth", 1, "annual growth of net income over five fiscal years"},
     {"dividend_growth_5y", "growth", 1, "annual growth of dividends per share over five fiscal years"},
     {"asset_turnover", "efficiency", 1, "revenue / total assets"},
     {"inventory_turnover", "efficiency", 1, "cost of revenue of the newest fiscal year / inventory"},
     {"receivables_turnover", "efficiency", 1, "revenue / receivables"}}};

struct Part {
    double value = kMissing;
    std::string_view missing; ///< what to say when it is not there
};

class Figures {
public:
    Figures(const KnownFacts& known, double price, std::span<const Split> splits)
        : known_(known), splits_(splits) {
        const auto shares = known.shares(splits);
        take(shares);
        cap_ = price * shares.value;
        out_.values.fill(kMissing);
        out_.shares_carried =
            shares.count > 0 && known.at().days - shares.facts[0]->period_end.days > kStaleDays;
    }

    CompanyFigures run() {
        const Part cap{cap_, "the share count or the price is not known"};
        const auto income = flow("net_income", "net income is not known");
        const auto revenue = flow("revenue", "revenue is not known");
        const auto equity = level("equity", "equity is not known");
        const auto assets = level("total_assets", "total assets are not known");
        const auto operating = flow("operating_income", "operating income is not known");
        divide(Ratio::PriceEarnings, cap, income, "earnings are not positive");
        divide(Ratio::PriceBook, cap, equity, "equity is not positive");
        divide(Ratio::PriceSales, cap, revenue, "revenue is not positive");
        enterpriseValue(cap, operating);
        divide(Ratio::ReturnOnEquity, income, equity, "equity is not positive");
        divide(Ratio::ReturnOnAssets, income, assets, "total assets are not positive");
        divide(Ratio::OperatingMargin, operating, revenue, "revenue is not positive");
        divide(Ratio::NetMargin, income, revenue, "revenue is not positive");
        grossMargin();
        growth(Ratio::RevenueGrowth, "revenue", false);
        growth(Ratio::EarningsGrowth, "net_income", false);
        growth(Ratio::DividendGrowth, "dividends_per_share", true);
        divide(Ratio::AssetTurnover, revenue, assets, "total assets are not positive");
        const Part cost = figure(known_.newest("cost_of_revenue", "F"), "the cost of revenue is not known");
        divide(Ratio::InventoryTurnover, cost, level("inventory", "inventories are not known"),
               "inventories are not positive");
        divide(Ratio::ReceivablesTurnover, revenue, level("receivables", "receivables are not known"),
               "receivables are not positive");
        return out_;
    }

private:
    void take(const KnownFigure& figure) {
        for (const Fact* fact : figure.madeOf()) {
            out_.used_restated |= fact->restated;
            out_.used_lag_rule |= fact->dated_by_rule;
        }
    }
    Part figure(const KnownFigure& found, std::string_view missing) {
        take(found);
        return {found.value, missing};
    }
    Part level(std::string_view name, std::string_view missing) {
        return figure(known_.newest(name), missing);
    }
    Part flow(std::string_view name, std::string_view missing) {
        return figure(known_.fourQuarters(name), missing);
    }
    /// What nobody reports is none.
    double orNone(std::string_view name) {
        const auto found = known_.newest(name);
        take(found);
        return found.count == 0 ? 0.0 : found.value;
    }

    void set(Ratio ratio, double value, std::string_view reason) {
        const auto place = static_cast<std::size_t>(ratio);
        out_.values[place] = value;
        out_.reason[place] = std::isnan(value) ? reason : std::string_view();
    }
    void divide(Ratio ratio, const Part& above, const Part& below, std::string_view not_positive) {
        if (std::isnan(above.value)) return set(ratio, kMissing, above.missing);
        if (std::isnan(below.value)) return set(ratio, kMissing, below.missing);
        set(ratio, below.value > 0 ? above.value / below.value : kMissing, not_positive);
    }

    void enterpriseValue(const Part& cap, const Part& operating) {
        const auto debt = level("long_term_debt", "long-term debt is not known");
        const auto cash = level("cash", "cash is not known");
        const auto depreciation = flow("depreciation", "depreciation is not known, or older than 18 months");
        for (const auto& part : {cap, operating, debt, cash, depreciation})
            if (std::isnan(part.value)) return set(Ratio::EvEbitda, kMissing, part.missing);
        const double value = cap.value + debt.value + orNone("short_term_debt") + orNone("preferred_equity") +
                             orNone("minority_interest") - cash.value;
        divide(Ratio::EvEbitda, {value, {}}, {operating.value + depreciation.value, {}},
               "operating income before depreciation is not positive");
    }

    /// Gross profit and revenue of the same fiscal year.
    void grossMargin() {
        const auto profits = known_.periods("gross_profit", "F", false);
        if (profits.empty()) return set(Ratio::GrossMargin, kMissing, "gross profit is not known");
        for (const auto& revenue : known_.periods("revenue", "F", false))
            if (samePeriod(revenue.period_end, profits.front().period_end)) {
                take({0, {profits.front().fact, revenue.fact}, 2});
                return divide(Ratio::GrossMargin, {profits.front().fact->value, {}},
                              {revenue.fact->value, {}}, "revenue is not positive");
            }
        set(Ratio::GrossMargin, kMissing, "revenue of that fiscal year is not known");
    }

    void growth(Ratio ratio, std::string_view name, bool per_share) {
        const auto years = known_.periods(name, "F", true);
        if (years.empty() || known_.at().days - years.front().period_end.days > kStaleDays)
            return set(ratio, kMissing, "no fiscal year of the last 18 months is known");
        const auto onBasis = [&](const Fact& fact) {
            return per_share ? fact.value / splitFactor(splits_, fact.split_basis) : fact.value;
        };
        for (const auto& year : years) {
            const double age = (years.front().period_end.days - year.period_end.days) / kDaysPerYear;
            if (std::abs(age - kGrowthYears) > kYearTolerance) continue;
            take({0, {years.front().fact, year.fact}, 2});
            const double now = onBasis(*years.front().fact), then = onBasis(*year.fact);
            return set(ratio, now > 0 && then > 0 ? std::pow(now / then, 1 / kGrowthYears) - 1 : kMissing,
                       "the figure of one of the two fiscal years is not positive");
        }
        set(ratio, kMissing, "the fiscal year five years before the newest is not known");
    }

    const KnownFacts& known_;
    std::span<const Split> splits_;
    double cap_ = kMissing;
    CompanyFigures out_;
};

} // namespace

const std::array<RatioSpec, kRatios>& ratioSpecs() {
    return kSpecs;
}

CompanyFigures companyFigures(const KnownFacts& known, double price, std::span<const Split> splits) {
    return Figures(known, price, splits).run();
}

double percentileAmong(std::span<const double> peers, double value) {
    if (std::isnan(value)) return kMissing;
    double below = 0, equal = 0, all = 0;
    for (const double peer : peers) {
        if (std::isnan(peer)) continue;
        all += 1;
        below += peer < value ? 1 : 0;
        equal += peer == value ? 1 : 0;
    }
    return all > 0 ? (below + equal / 2) / all : kMissing;
}

double zScoreAmong(std::span<const double> peers, double value) {
    double sum = 0, n = 0, squares = 0;
    for (const double peer : peers)
        if (!std::isnan(peer)) sum += peer, n += 1;
    if (n < 2) return kMissing;
    for (const double peer : peers)
        if (!std::isnan(peer)) squares += (peer - sum / n) * (peer - sum / n);
    return squares > 0 ? (value - sum / n) / std::sqrt(squares / (n - 1)) : kMissing;
}

double medianOf(std::span<const double> values) {
    std::vector<double> known;
    for (const double value : values)
        if (!std::isnan(value)) known.push_back(value);
    if (known.empty()) return kMissing;
    std::ranges::sort(known);
    const auto half = known.size() / 2;
    return known.size() % 2 == 1 ? known[half] : (known[half - 1] + known[half]) / 2;
}

} // namespace nautilus::features
