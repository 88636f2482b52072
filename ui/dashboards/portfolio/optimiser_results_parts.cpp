// The parts of an optimisation's answer on screen.

#include "ui/charts/frontier_chart.h"
#include "ui/charts/paired_bars.h"
#include "ui/charts/record_table.h"
#include "ui/dashboards/portfolio/optimiser_results.h"
#include "ui/models/factor_names.h"
#include "ui/models/optimiser_words.h"
#include "ui/shell/key_figures.h"

#include <QJsonArray>
#include <QLabel>

#include <algorithm>
#include <cmath>
#include <limits>

namespace nautilus::ui {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kNothing = 5e-5; ///< weights below it are not shown
const QString kCash = QStringLiteral("cash");

double numberOf(const QJsonObject& object, const QString& name) {
    return object.value(name).toDouble(kNaN);
}

/// A name as a step of a JSON pointer.
QString stepOf(QString name) {
    return name.replace(QLatin1Char('~'), QLatin1String("~0")).replace(QLatin1Char('/'), QLatin1String("~1"));
}

bool isCash(const QString& symbol) {
    return symbol.compare(kCash, Qt::CaseInsensitive) == 0;
}

QString symbolTitle(const QString& symbol) {
    return isCash(symbol) ? OptimiserResults::tr("Cash") : symbol;
}

/// "communication_services" as people read it.
QString sectorTitle(QString sector) {
    sector.replace(QLatin1Char('_'), QLatin1Char(' '));
    if (!sector.isEmpty()) sector[0] = sector[0].toUpper();
    return sector;
}

QJsonValue jsonOf(double value) {
    return std::isnan(value) ? QJsonValue(QJsonValue::Null) : QJsonValue(value);
}

FrontierSpot spotOf(const QJsonObject& from, FrontierSpot::Kind kind, const CellOrigin& origin) {
    FrontierSpot out;
    out.kind = kind;
    out.id = from.value(QStringLiteral("name")).toString();
    out.title = kind == FrontierSpot::Kind::Curve ? QString() : frontierMarkTitle(out.id);
    out.volatility = numberOf(from, QStringLiteral("expected_volatility"));
    out.expected_return = numberOf(from, QStringLiteral("expected_return"));
    out.sharpe_ratio = numberOf(from, QStringLiteral("sharpe_ratio"));
    out.origin = origin;
    return out;
}

} // namespace

void OptimiserResults::showOptimum(OptimiserAnswer answer, double target, const QString& warnings) {
    optimum_ = std::move(answer);
    target_ = target;
    outdated_->setText(warnings);
    outdated_->setToolTip({});
    outdated_->setVisible(!warnings.isEmpty());
    showFigures();
    showWeights();
    showTrades();
    showExposures();
    showConstraints();
    showDetails();
    drawFrontier();
}

void OptimiserResults::showOutdated(const QString& why, bool conflict) {
    outdated_->setText(conflict && !optimum_.data.isEmpty()
                           ? tr("No portfolio meets the constraints. What stands here is the last that did.")
                           : why);
    outdated_->setToolTip(why);
    outdated_->show();
}

void OptimiserResults::showFigures() {
    const QJsonObject now = optimum_.data.value(QStringLiteral("expected_performance")).toObject(),
                      before = optimum_.data.value(QStringLiteral("current_performance")).toObject(),
                      risk = optimum_.data.value(QStringLiteral("risk_metrics")).toObject();
    const auto put = [&](const char* part, const QJsonObject& from, const char* name, NumberKind kind) {
        const QString key = QLatin1String(name);
        const double was = from == now ? numberOf(before, key) : kNaN;
        const bool compared =
            !std::isnan(was) && key != QLatin1String("turnover") && key != QLatin1String("cost");
        figures_->set(key, formatAs(kind, numberOf(from, key)),
                      compared ? tr("was %1").arg(formatAs(kind, was)) : QString(),
                      optimum_.origin(QStringLiteral("/data/%1/%2").arg(QLatin1String(part), key)));
    };
    for (const char* name : {"expected_return", "expected_volatility", "tracking_error", "turnover"})
        put("expected_performance", now, name, NumberKind::PercentSign);
    put("expected_performance", now, "sharpe_ratio", NumberKind::Decimal2);
    put("expected_performance", now, "effective_positions", NumberKind::Decimal1);
    put("expected_performance", now, "cost", NumberKind::BasisPoints);
    put("risk_metrics", risk, "portfolio_var_1d", NumberKind::PercentSign);
    put("risk_metrics", risk, "max_drawdown_est", NumberKind::PercentSign);
}

TableData OptimiserResults::weights() const {
    const QJsonObject after = optimum_.data.value(QStringLiteral("optimal_weights")).toObject(),
                      before = optimum_.data.value(QStringLiteral("current_weights")).toObject(),
                      beside = optimum_.data.value(QStringLiteral("benchmark_weights")).toObject();
    QStringList symbols = after.keys();
    for (const QString& symbol : before.keys() + beside.keys())
        if (!symbols.contains(symbol)) symbols.append(symbol);
    std::stable_sort(symbols.begin(), symbols.end(), [&](const QString& a, const QString& b) {
        if (isCash(a) != isCash(b)) return isCash(b);
        return after.value(a).toDouble() > after.value(b).toDouble();
    });
    TableData out;
    out.columns = {QStringLiteral("symbol"),           QStringLiteral("weight_before"),
                   QStringLiteral("weight_after"),     QStringLiteral("benchmark"),
                   QStringLiteral("expected_return"),  QStringLiteral("volatility"),
                   QStringLiteral("risk_contribution")};
    const auto column = [&](const char* list, const QString& symbol) {
        return jsonOf(numberOf(optimum_.data.value(QLatin1String(list)).toObject(), symbol));
    };
    for (const QString& symbol : std::as_const(symbols))
        out.rows.append({symbol,
                         before.isEmpty() ? QJsonValue(QJsonValue::Null) : before.value(symbol).toDouble(),
                         after.value(symbol).toDouble(),
                         beside.isEmpty() ? QJsonValue(QJsonValue::Null) : beside.value(symbol).toDouble(),
                         column("expected_returns", symbol), column("volatilities", symbol),
                         column("risk_contributions", symbol)});
    return out;
}

void OptimiserResults::showWeights() {
    const TableData table = weights();
    QVector<PairedBar> bars;
    for (int row = 0; row < table.rows.size(); ++row) {
        const double before = table.number(row, 1), after = table.number(row, 2), mark = table.number(row, 3);
        const bool empty =
            !(std::abs(before) > kNothing) && !(std::abs(after) > kNothing) && !(std::abs(mark) > kNothing);
        if (empty) continue;
        const QString symbol = table.text(row, 0);
        PairedBar bar{symbol, symbolTitle(symbol), before, after, mark};
        if (!std::isnan(table.number(row, 4)))
            bar.more = tr("expected return %1, volatility %2, share of the risk %3")
                           .arg(formatPercent(table.number(row, 4)), formatPercent(table.number(row, 5)),
                                formatPercent(table.number(row, 6)));
        if (optimum_.data.value(QStringLiteral("optimal_weights")).toObject().contains(symbol))
            bar.origin = optimum_.origin(QStringLiteral("/data/optimal_weights/") + stepOf(symbol));
        bars.append(bar);
    }
    bars_->setBars(bars, NumberKind::PercentSign);
}

void OptimiserResults::showTrades() {
    TableData table = readList(optimum_.data, QStringLiteral("trades"));
    table.operation = optimum_.operation;
    table.parameters = optimum_.parameters;
    trades_.setTable(table);
}

void OptimiserResults::showExposures() {
    QVector<FigureRow> rows;
    for (const char* list : {"sectors", "exposures"}) {
        const bool sector = QLatin1String(list) == QLatin1String("sectors");
        const QJsonObject all = optimum_.data.value(QLatin1String(list)).toObject();
        for (auto each = all.begin(); each != all.end(); ++each) {
            const QJsonObject view = each->toObject();
            const double before = numberOf(view, QStringLiteral("before")),
                         after = numberOf(view, QStringLiteral("after"));
            const QString place = QStringLiteral("/data/%1/%2/").arg(QLatin1String(list), stepOf(each.key()));
            FigureRow row{each.key(), sector ? sectorTitle(each.key()) : factorTitle(each.key()),
                          sector ? NumberKind::PercentSign : NumberKind::Signed2};
            row.values = {before, after, after - before, numberOf(view, QStringLiteral("benchmark"))};
            row.origins = {optimum_.origin(place + QStringLiteral("before")),
                           optimum_.origin(place + QStringLiteral("after")),
                           {},
                           optimum_.origin(place + QStringLiteral("benchmark"))};
            rows.append(row);
        }
    }
    exposures_.setRows(rows);
}

void OptimiserResults::showConstraints() {
    constraints_.setTable(constraintTable(optimum_));
}

TableData constraintTable(const OptimiserAnswer& answer) {
    TableData table =
        readList(answer.data, QStringLiteral("constraints"),
                 {QStringLiteral("text"), QStringLiteral("value"), QStringLiteral("limit"),
                  QStringLiteral("slack"), QStringLiteral("shadow_price"), QStringLiteral("pointer")});
    const QJsonArray all = answer.data.value(QStringLiteral("constraints")).toArray();
    for (int row = 0; row < table.rows.size(); ++row)
        table.rows[row][0] = constraintText(all[row].toObject());
    table.operation = answer.operation;
    table.parameters = answer.parameters;
    return table;
}

void OptimiserResults::showDetails() {
    details_->setText(detailsText(optimum_.data.value(QStringLiteral("optimization_details")).toObject()));
    details_->setToolTip(details_->text());
}

QString OptimiserResults::detailsText(const QJsonObject& details) {
    const auto small = [&](const char* name) {
        return formatAs(NumberKind::Significant, numberOf(details, QLatin1String(name)));
    };
    QStringList parts{
        details.value(QStringLiteral("solver")).toString(),
        tr("%1 ms").arg(formatNumber(numberOf(details, QStringLiteral("optimization_time_ms")), 1)),
        tr("%n iterations", nullptr, details.value(QStringLiteral("iterations")).toInt()),
        tr("residuals %1 and %2, gap %3")
            .arg(small("primal_residual"), small("dual_residual"), small("gap"))};
    parts.append(details.value(QStringLiteral("convergence_achieved")).toBool() ? tr("optimal to 1e-8")
                                                                                : tr("not proven optimal"));
    if (const double gap = numberOf(details, QStringLiteral("optimality_gap")); gap > 0)
        parts.append(tr("at most %1 better is possible").arg(small("optimality_gap")));
    if (details.value(QStringLiteral("second_method")).toBool())
        parts.append(tr("found by the second method"));
    parts.removeAll(QString());
    return parts.join(QStringLiteral("  ·  "));
}

void OptimiserResults::showFrontier(OptimiserAnswer answer) {
    frontier_answer_ = std::move(answer);
    no_frontier_.clear();
    drawFrontier();
}

void OptimiserResults::showNoFrontier(const QString& why) {
    frontier_answer_ = {};
    no_frontier_ = why;
    drawFrontier();
}

QString OptimiserResults::weightsOf(const QJsonObject& point) const {
    const QJsonArray symbols = frontier_answer_.data.value(QStringLiteral("symbols")).toArray(),
                     weights = point.value(QStringLiteral("weights")).toArray();
    QVector<QPair<double, QString>> largest;
    for (qsizetype i = 0; i < std::min(symbols.size(), weights.size()); ++i)
        if (std::abs(weights[i].toDouble()) > kNothing)
            largest.append(
                {-std::abs(weights[i].toDouble()),
                 QStringLiteral("%1 %2").arg(symbolTitle(symbols[i].toString()),
                                             formatAs(NumberKind::PercentSign, weights[i].toDouble()))});
    std::sort(largest.begin(), largest.end());
    QStringList out;
    for (qsizetype i = 0; i < std::min<qsizetype>(4, largest.size()); ++i)
        out.append(largest[i].second);
    return out.join(QStringLiteral(", "));
}

/// The optimum and what is held come from the optimum itself: it is newer while a slider is dragged.
void OptimiserResults::drawFrontier() {
    using Kind = FrontierSpot::Kind;
    QVector<FrontierSpot> spots;
    const auto add = [&](const char* list, Kind kind) {
        const QJsonArray all = frontier_answer_.data.value(QLatin1String(list)).toArray();
        for (qsizetype i = 0; i < all.size(); ++i) {
            const QJsonObject each = all[i].toObject();
            FrontierSpot spot =
                spotOf(each, kind,
                       frontier_answer_.origin(
                           QStringLiteral("/data/%1/%2/expected_return").arg(QLatin1String(list)).arg(i)));
            if (spot.id == QLatin1String("optimal") || spot.id == QLatin1String("current")) continue;
            if (kind == Kind::Curve) {
                spot.id = QStringLiteral("point/%1").arg(i);
                spot.more = weightsOf(each);
            }
            spots.append(spot);
        }
    };
    add("points", Kind::Curve);
    for (const char* part : {"expected_performance", "current_performance"}) {
        const bool optimal = QLatin1String(part) == QLatin1String("expected_performance");
        QJsonObject from = optimum_.data.value(QLatin1String(part)).toObject();
        if (from.isEmpty()) continue;
        from.insert(QStringLiteral("name"), optimal ? QStringLiteral("optimal") : QStringLiteral("current"));
        spots.append(
            spotOf(from, Kind::Mark,
                   optimum_.origin(QStringLiteral("/data/%1/expected_return").arg(QLatin1String(part)))));
    }
    add("marks", Kind::Mark);
    add("assets", Kind::Asset);
    frontier_->setHeading(no_frontier_.isEmpty() ? tr("Click a point: its return becomes the target")
                                                 : no_frontier_);
    frontier_->setSpots(spots);
    frontier_->setTarget(target_);
}

} // namespace nautilus::ui
