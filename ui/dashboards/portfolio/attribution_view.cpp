#include "ui/dashboards/portfolio/attribution_view.h"

#include "ui/dashboards/portfolio/attribution_panel.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace nautilus::ui {
namespace {

double numberOf(const QJsonObject& object, const QString& name) {
    return object.value(name).toDouble(std::nan(""));
}

/// Builds the view of one answer.
class Reader {
public:
    Reader(const QJsonObject& answer, const CellOrigin& call) : answer_(answer), call_(call) {}

    AttributionView view;

    [[nodiscard]] CellOrigin at(const QString& pointer) const {
        return {call_.operation, call_.parameters, QStringLiteral("/data/") + pointer};
    }
    [[nodiscard]] WaterfallStep step(const QString& path, const QString& title, bool level = false) const {
        const QString name = path.section(QLatin1Char('/'), -1);
        const QString from = path.section(QLatin1Char('/'), 0, -2);
        return {name,  title,     numberOf(from.isEmpty() ? answer_ : answer_[from].toObject(), name),
                level, QString(), at(path)};
    }
    void begin(const QString& path, const QString& title) { view.steps.append(step(path, title, true)); }
    void add(const QString& path) {
        view.steps.append(step(path, attributionName(path.section(QLatin1Char('/'), -1))));
    }
    /// The largest gain first, the largest loss last, so that the eye finds both.
    void addSorted(QVector<WaterfallStep> steps) {
        std::stable_sort(steps.begin(), steps.end(), [](const WaterfallStep& a, const WaterfallStep& b) {
            return !std::isnan(a.value) && (std::isnan(b.value) || a.value > b.value);
        });
        view.steps += steps;
    }
    /// One row per contribution, and their sum.
    void listSteps(const QString& first, const QString& sum_path) {
        view.first = first;
        view.numbers = {{QStringLiteral("contribution"), AttributionPanel::tr("Contribution")}};
        for (const WaterfallStep& each : std::as_const(view.steps))
            if (!each.level)
                view.rows.append({each.id, each.title, view.kind, {}, {each.value}, {each.origin}});
        const WaterfallStep sum = step(sum_path, AttributionPanel::tr("Sum"));
        view.rows.append({QStringLiteral("sum"), sum.title, view.kind, {}, {sum.value}, {sum.origin}});
    }

    void byEffect();
    void byGroup(bool currency);
    void byFactor();
    void byTrading();
    void overTime(AttributionBy by);

private:
    [[nodiscard]] FigureRow groupRow(qsizetype index, const QJsonObject& group) const;
    void sumGroups();
    void joinSmallest();
    void fillPart(StackedPart& part, const TableData& table, const QVector<int>& columns) const;

    const QJsonObject& answer_;
    CellOrigin call_;
};

void Reader::byEffect() {
    begin(QStringLiteral("benchmark_return"), AttributionPanel::tr("Benchmark"));
    for (const char* name : {"allocation_effect", "security_selection", "interaction_effect"})
        if (name != QLatin1String("interaction_effect") ||
            numberOf(answer_, QStringLiteral("interaction_effect")) != 0)
            add(QLatin1String(name));
    begin(QStringLiteral("total_return"), AttributionPanel::tr("Portfolio"));
    listSteps(AttributionPanel::tr("Effect"), QStringLiteral("active_return"));
}

FigureRow Reader::groupRow(qsizetype index, const QJsonObject& group) const {
    FigureRow row{group[QStringLiteral("group")].toString(), {}, NumberKind::Percent, {}, {}, {}};
    row.title = attributionName(row.name);
    for (const auto& [name, title] : view.numbers) {
        row.values.append(numberOf(group, name));
        row.origins.append(at(QStringLiteral("groups/%1/%2").arg(index).arg(name)));
    }
    return row;
}

void Reader::byGroup(bool currency) {
    begin(QStringLiteral("benchmark_return"), AttributionPanel::tr("Benchmark"));
    view.first = currency ? AttributionPanel::tr("Currency") : AttributionPanel::tr("Sector");
    view.numbers = {{QStringLiteral("portfolio_weight"), AttributionPanel::tr("Portfolio\n%")},
                    {QStringLiteral("benchmark_weight"), AttributionPanel::tr("Benchmark\n%")},
                    {QStringLiteral("allocation"), AttributionPanel::tr("Allocation\n%")},
                    {QStringLiteral("selection"), AttributionPanel::tr("Selection\n%")}};
    if (numberOf(answer_, QStringLiteral("interaction_effect")) != 0)
        view.numbers.append({QStringLiteral("interaction"), AttributionPanel::tr("Interaction\n%")});
    if (currency) view.numbers.append({QStringLiteral("currency"), AttributionPanel::tr("Currency\n%")});
    view.numbers.append({QStringLiteral("total"), AttributionPanel::tr("Total\n%")});
    QVector<WaterfallStep> steps;
    const QJsonArray groups = answer_[QStringLiteral("groups")].toArray();
    for (qsizetype i = 0; i < groups.size(); ++i) {
        const FigureRow row = groupRow(i, groups[i].toObject());
        view.rows.append(row);
        steps.append({row.name, row.title, row.values.last(), false,
                      AttributionPanel::tr("weight %1 against %2")
                          .arg(formatPercent(row.values[0]), formatPercent(row.values[1])),
                      row.origins.last()});
    }
    addSorted(steps);
    add(QStringLiteral("trading"));
    begin(QStringLiteral("total_return"), AttributionPanel::tr("Portfolio"));
    sumGroups();
}

/// What no group has, and the sum of each effect as the answer gives it.
void Reader::sumGroups() {
    const QHash<QString, QString> sums{{QStringLiteral("allocation"), QStringLiteral("allocation_effect")},
                                       {QStringLiteral("selection"), QStringLiteral("security_selection")},
                                       {QStringLiteral("interaction"), QStringLiteral("interaction_effect")},
                                       {QStringLiteral("currency"), QStringLiteral("currency_effect")},
                                       {QStringLiteral("total"), QStringLiteral("active_return")}};
    FigureRow trading{QStringLiteral("trading"),
                      attributionName(QStringLiteral("trading")),
                      NumberKind::Percent,
                      {},
                      {},
                      {}};
    FigureRow sum{QStringLiteral("sum"), AttributionPanel::tr("Sum"), NumberKind::Percent, {}, {}, {}};
    for (const auto& [name, title] : std::as_const(view.numbers)) {
        const bool has = name == QLatin1String("selection") || name == QLatin1String("total");
        trading.values.append(has ? numberOf(answer_, QStringLiteral("trading")) : std::nan(""));
        trading.origins.append(has ? at(QStringLiteral("trading")) : CellOrigin{});
        double value = numberOf(answer_, sums.value(name));
        if (!sums.contains(name)) { // weights of all groups
            value = 0;
            for (const QJsonValue& group : answer_[QStringLiteral("groups")].toArray())
                value += group[name].toDouble();
        }
        sum.values.append(value);
        sum.origins.append(sums.contains(name) ? at(sums.value(name)) : CellOrigin{});
    }
    view.rows << trading << sum;
}

void Reader::byFactor() {
    begin(QStringLiteral("benchmark_return"), AttributionPanel::tr("Benchmark"));
    QVector<WaterfallStep> steps;
    const QJsonObject factors = answer_[QStringLiteral("factor_attribution")].toObject();
    for (auto each = factors.begin(); each != factors.end(); ++each)
        if (each.key() != QLatin1String("specific"))
            steps.append(
                step(QStringLiteral("factor_attribution/") + each.key(), attributionName(each.key())));
    const QJsonObject specific = answer_[QStringLiteral("specific_parts")].toObject();
    for (auto each = specific.begin(); each != specific.end(); ++each)
        steps.append(step(QStringLiteral("specific_parts/") + each.key(), attributionName(each.key())));
    addSorted(steps);
    begin(QStringLiteral("total_return"), AttributionPanel::tr("Portfolio"));
    listSteps(AttributionPanel::tr("Factor"), QStringLiteral("active_return"));
}

void Reader::byTrading() {
    view.kind = NumberKind::BasisPoints;
    const QString part = QStringLiteral("transaction_attribution/");
    begin(part + QStringLiteral("holdings_return"), AttributionPanel::tr("Holdings alone"));
    add(part + QStringLiteral("costs"));
    add(part + QStringLiteral("timing"));
    begin(part + QStringLiteral("actual_return"), AttributionPanel::tr("Actual"));
    listSteps(AttributionPanel::tr("Effect"), part + QStringLiteral("trading_effect"));
}

/// The values of one column, or the sums of several: those of an effect over all groups.
void Reader::fillPart(StackedPart& part, const TableData& table, const QVector<int>& columns) const {
    for (int row = 0; row < table.rows.size(); ++row) {
        double value = 0;
        for (const int column : columns)
            value += table.number(row, column);
        part.values.append(value);
        part.origins.append(columns.size() == 1
                                ? at(QStringLiteral("over_time/rows/%1/%2").arg(row).arg(columns.first()))
                                : CellOrigin{});
    }
}

/// Eight colours can be told apart: of more parts the smallest are one.
void Reader::joinSmallest() {
    constexpr qsizetype kMost = 8;
    if (view.parts.size() <= kMost) return;
    const auto size = [](const StackedPart& part) {
        double out = 0;
        for (const double value : part.values)
            out += std::isnan(value) ? 0 : std::abs(value);
        return out;
    };
    QVector<double> sizes;
    for (const StackedPart& part : std::as_const(view.parts))
        sizes.append(size(part));
    std::sort(sizes.begin(), sizes.end(), std::greater<>());
    QVector<StackedPart> kept;
    StackedPart others{QStringLiteral("others"), AttributionPanel::tr("Others"), {}, {}};
    others.values.resize(view.periods.size());
    for (const StackedPart& part : std::as_const(view.parts)) {
        if (kept.size() < kMost - 1 && size(part) >= sizes[kMost - 2]) {
            kept.append(part);
            continue;
        }
        for (qsizetype i = 0; i < others.values.size(); ++i)
            others.values[i] += std::isnan(part.values[i]) ? 0 : part.values[i];
    }
    view.parts = kept << others;
}

void Reader::overTime(AttributionBy by) {
    const TableData table = readTable(answer_[QStringLiteral("over_time")].toObject());
    if (table.empty()) return;
    const bool trading = by == AttributionBy::Trading, by_sector = by == AttributionBy::Sector;
    QVector<QPair<QString, QVector<int>>> parts;
    for (int column = 4; column < table.columns.size(); ++column) {
        const QString name = table.columns[column];
        // "allocation:Energy": by sector the effects of a group are one part, else the groups of an effect.
        const QString key = name.section(QLatin1Char(':'), by_sector ? 1 : 0, by_sector ? -1 : 0);
        const QString id = key.isEmpty() ? name : key;
        const auto found =
            std::find_if(parts.begin(), parts.end(), [&](const auto& p) { return p.first == id; });
        if (found == parts.end())
            parts.append({id, {column}});
        else
            found->second.append(column);
    }
    for (int row = 0; row < table.rows.size(); ++row)
        view.periods.append(table.text(row, 0).left(7));
    for (const auto& [id, columns] : std::as_const(parts)) {
        StackedPart part{id, attributionName(id), {}, {}};
        fillPart(part, table, columns);
        const bool nothing = std::all_of(part.values.begin(), part.values.end(),
                                         [](double value) { return std::abs(value) < 5e-7; });
        if (!nothing || trading) view.parts.append(part);
    }
    joinSmallest();
    view.sum = {trading ? QStringLiteral("trading_effect") : QStringLiteral("active_return"),
                trading ? AttributionPanel::tr("Trading") : AttributionPanel::tr("Active return"),
                {},
                {}};
    fillPart(view.sum, table, {table.column(QStringLiteral("active_return"))});
}

} // namespace

QString attributionName(const QString& name) {
    const QHash<QString, QString> names{
        {QStringLiteral("allocation_effect"), AttributionPanel::tr("Allocation")},
        {QStringLiteral("allocation"), AttributionPanel::tr("Allocation")},
        {QStringLiteral("security_selection"), AttributionPanel::tr("Selection")},
        {QStringLiteral("selection"), AttributionPanel::tr("Selection")},
        {QStringLiteral("interaction_effect"), AttributionPanel::tr("Interaction")},
        {QStringLiteral("interaction"), AttributionPanel::tr("Interaction")},
        {QStringLiteral("currency"), AttributionPanel::tr("Currency")},
        {QStringLiteral("trading"), AttributionPanel::tr("Trades, charges")},
        {QStringLiteral("costs"), AttributionPanel::tr("Costs")},
        {QStringLiteral("timing"), AttributionPanel::tr("Timing and interest")},
        {QStringLiteral("cash"), AttributionPanel::tr("Cash")},
        {QStringLiteral("size"), AttributionPanel::tr("Size")},
        {QStringLiteral("value"), AttributionPanel::tr("Value")},
        {QStringLiteral("momentum"), AttributionPanel::tr("Momentum")},
        {QStringLiteral("quality"), AttributionPanel::tr("Quality")},
        {QStringLiteral("low_volatility"), AttributionPanel::tr("Low volatility")},
        {QStringLiteral("market"), AttributionPanel::tr("Market")},
        {QStringLiteral("other_factors"), AttributionPanel::tr("Other styles")},
        {QStringLiteral("industries"), AttributionPanel::tr("Industries")},
        {QStringLiteral("stock_specific"), AttributionPanel::tr("Specific to stocks")},
        {QStringLiteral("not_covered"), AttributionPanel::tr("Not covered")},
        {QStringLiteral("benchmark_residual"), AttributionPanel::tr("Benchmark's residual")}};
    return names.value(name, name);
}

AttributionView attributionView(const QJsonObject& answer, AttributionBy by, const CellOrigin& call) {
    Reader reader(answer, call);
    switch (by) {
    case AttributionBy::Effect:
        reader.byEffect();
        break;
    case AttributionBy::Sector:
    case AttributionBy::Currency:
        reader.byGroup(by == AttributionBy::Currency);
        break;
    case AttributionBy::Factor:
        reader.byFactor();
        break;
    case AttributionBy::Trading:
        reader.byTrading();
        break;
    }
    reader.overTime(by);
    return std::move(reader.view);
}

} // namespace nautilus::ui
