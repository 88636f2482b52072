// A tear sheet as rows, for spreadsheets.

#include "engines/factor/contract/tear_sheet.h"

namespace nautilus::factor {

namespace {

/// section, item, figure, value: one row per number.
class Rows {
public:
    template <class Part>
    void add(const std::string& section, const std::string& item, const Part& part) {
        kit::forEachField<Part>([&](const auto& f) {
            using Member = std::decay_t<decltype(part.*(f.member))>;
            if constexpr (std::is_same_v<Member, double>)
                row(section, item, std::string(f.name), part.*(f.member));
            else if constexpr (std::is_same_v<Member, std::int64_t>)
                row(section, item, std::string(f.name), static_cast<double>(part.*(f.member)));
        });
    }
    kit::Table table() && {
        kit::Table out;
        out.add("section", std::move(section_));
        out.add("item", std::move(item_));
        out.add("figure", std::move(figure_));
        out.add("value", std::move(value_));
        return out;
    }

private:
    void row(const std::string& section, const std::string& item, std::string figure, double value) {
        section_.push_back(section);
        item_.push_back(item);
        figure_.push_back(std::move(figure));
        value_.push_back(value);
    }
    kit::Table::Texts section_, item_, figure_;
    kit::Table::Numbers value_;
};

} // namespace

std::string TearSheet::csv() const {
    Rows rows;
    const auto title = factor_id.empty() ? formula : factor_id;
    rows.add("factor", title, *this);
    for (const auto& each : information_coefficient)
        rows.add("information_coefficient", std::to_string(each.horizon) + " sessions", each);
    for (const auto& each : quantile_returns)
        rows.add("quantile", std::to_string(each.quantile), each);
    rows.add("spread", "", spread);
    rows.add("portfolio", "", portfolio);
    rows.add("alpha", "", alpha);
    for (const auto& each : alpha.betas)
        rows.add("beta", each.factor, each);
    rows.add("significance", significance.family, significance);
    for (const auto& each : sectors)
        rows.add("sector", each.part, each);
    for (const auto& each : regimes)
        rows.add("regime", each.part, each);
    for (const auto& each : series)
        rows.add("series", each.date.iso(), each);
    return std::move(rows).table().csv();
}

} // namespace nautilus::factor
