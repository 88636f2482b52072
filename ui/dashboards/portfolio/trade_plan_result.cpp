// A trade plan on screen.

#include "ui/charts/record_table.h"
#include "ui/charts/stacked_columns.h"
#include "ui/dashboards/portfolio/feasibility_view.h"
#include "ui/dashboards/portfolio/trade_plan_panel.h"
#include "ui/models/optimiser_words.h"
#include "ui/shell/key_figures.h"

#include <QJsonArray>
#include <QLabel>

#include <algorithm>
#include <cmath>
#include <limits>

namespace nautilus::ui {
namespace {

constexpr qsizetype kMostParts = 7; ///< symbols told apart; the others are one part
const QString kCash = QStringLiteral("cash");

double numberOf(const QJsonObject& object, const QString& name) {
    return object.value(name).toDouble(std::numeric_limits<double>::quiet_NaN());
}

QJsonArray listOf(const QJsonObject& object, const char* name) {
    return object.value(QLatin1String(name)).toArray();
}

/// Symbols of all periods, the largest weight first, cash last.
QStringList symbolsOf(const QVector<QJsonObject>& periods) {
    QHash<QString, double> most;
    for (const QJsonObject& weights : periods)
        for (auto each = weights.begin(); each != weights.end(); ++each)
            most[each.key()] = std::max(most.value(each.key()), std::abs(each->toDouble()));
    QStringList out = most.keys();
    std::sort(out.begin(), out.end(), [&most](const QString& a, const QString& b) {
        if ((a == kCash) != (b == kCash)) return b == kCash;
        return most[a] != most[b] ? most[a] > most[b] : a < b;
    });
    return out;
}

} // namespace

qsizetype TradePlanPanel::pathAt(const QString& name) const {
    const QJsonArray paths = listOf(answer_.data, "paths");
    for (qsizetype i = 0; i < paths.size(); ++i)
        if (paths[i][QStringLiteral("name")].toString() == name) return i;
    return -1;
}

void TradePlanPanel::show(const QJsonObject& answer, const QJsonObject& metadata) {
    feasibility_->hide();
    if (listOf(answer, "paths").isEmpty())
        return showEmpty(tr("The portfolio holds nothing to plan with on this date."), {}, {});
    QStringList warned;
    for (const QJsonValue& each : metadata.value(QStringLiteral("warnings")).toArray())
        warned.append(sentence(each[QStringLiteral("message")].toString()));
    warn(warned.join(QLatin1Char('\n')));
    showFigures();
    showPaths();
    details_->setText(
        OptimiserResults::detailsText(answer.value(QStringLiteral("optimization_details")).toObject()));
    showPath(pathAt(path_) >= 0 ? path_ : QStringLiteral("plan"));
}

void TradePlanPanel::showFigures() {
    const qsizetype plan = pathAt(QStringLiteral("plan")), at_once = pathAt(QStringLiteral("at_once"));
    const QJsonArray paths = listOf(answer_.data, "paths");
    const QJsonObject from = paths.at(std::max<qsizetype>(plan, 0)).toObject();
    const auto put = [&](const char* name, NumberKind kind) {
        const QString key = QLatin1String(name);
        figures_->set(key, formatAs(kind, numberOf(from, key)), {},
                      answer_.origin(QStringLiteral("/data/paths/%1/%2").arg(plan).arg(key)));
    };
    for (const char* name : {"net_return", "expected_volatility", "turnover"})
        put(name, NumberKind::PercentSign);
    put("cost", NumberKind::BasisPoints);
    const QString behind = QStringLiteral("behind_plan");
    figures_->set(QStringLiteral("saved"),
                  formatAs(NumberKind::BasisPoints, numberOf(paths.at(at_once).toObject(), behind)), {},
                  answer_.origin(QStringLiteral("/data/paths/%1/%2").arg(at_once).arg(behind)));
}

void TradePlanPanel::showPaths() {
    TableData table = readList(answer_.data, QStringLiteral("paths"));
    table.operation = answer_.operation;
    table.parameters = answer_.parameters;
    for (int row = 0; row < table.rows.size(); ++row)
        for (int column = 0; column < table.columns.size(); ++column)
            if (const QString why = table.text(row, table.column(QStringLiteral("error"))); !why.isEmpty())
                table.reasons.insert({row, column}, why);
    paths_.setTable(table);
}

TableData TradePlanPanel::tradesOf(qsizetype path) const {
    TableData out;
    out.columns = {QStringLiteral("period"), QStringLiteral("starts_on"),     QStringLiteral("symbol"),
                   QStringLiteral("action"), QStringLiteral("shares"),        QStringLiteral("value"),
                   QStringLiteral("price"),  QStringLiteral("weight_change"), QStringLiteral("cost"),
                   QStringLiteral("days")};
    const QJsonArray paths = listOf(answer_.data, "paths");
    if (path < 0) return out;
    for (const QJsonValue& period : paths.at(path)[QStringLiteral("periods")].toArray())
        for (const QJsonValue& trade : period[QStringLiteral("trades")].toArray()) {
            QVector<QJsonValue> row{period[out.columns[0]], period[out.columns[1]]};
            for (qsizetype column = 2; column < out.columns.size(); ++column)
                row.append(trade[out.columns[column]]);
            out.rows.append(row);
        }
    return out;
}

void TradePlanPanel::showPath(const QString& name) {
    const qsizetype path = pathAt(name);
    if (path < 0) return;
    path_ = name;
    trades_.setTable(tradesOf(path));
    QJsonArray constraints;
    const QJsonArray paths = listOf(answer_.data, "paths");
    for (const QJsonValue& period : paths.at(path)[QStringLiteral("periods")].toArray())
        for (const QJsonValue& each : period[QStringLiteral("constraints")].toArray())
            constraints.append(each);
    constraints_.setTable(constraintTable({{}, {}, {{QStringLiteral("constraints"), constraints}}}));
    showWeights();
}

/// What is held now and after the trades of every period.
void TradePlanPanel::showWeights() {
    const qsizetype path = pathAt(path_);
    const QJsonArray paths = listOf(answer_.data, "paths");
    QStringList days{tr("now")};
    QVector<QJsonObject> held{answer_.data.value(QStringLiteral("current_weights")).toObject()};
    QStringList places{QStringLiteral("/data/current_weights/")};
    const QJsonArray periods = paths.at(path)[QStringLiteral("periods")].toArray();
    for (qsizetype i = 0; i < periods.size(); ++i) {
        days.append(periods[i][QStringLiteral("starts_on")].toString().mid(5));
        held.append(periods[i][QStringLiteral("weights")].toObject());
        places.append(QStringLiteral("/data/paths/%1/periods/%2/weights/").arg(path).arg(i));
    }
    const QStringList symbols = symbolsOf(held);
    QVector<StackedPart> parts;
    StackedPart sum{QStringLiteral("sum"), tr("Sum"), QVector<double>(held.size(), 0.0)};
    for (qsizetype s = 0; s < symbols.size(); ++s) {
        const bool own = s < kMostParts || symbols.size() <= kMostParts + 1;
        if (own || parts.size() <= kMostParts)
            parts.append({own ? symbols[s] : QStringLiteral("others"),
                          own ? (symbols[s] == kCash ? tr("Cash") : symbols[s]) : tr("Others"),
                          QVector<double>(held.size(), 0.0)});
        for (qsizetype i = 0; i < held.size(); ++i) {
            const double weight = held[i].value(symbols[s]).toDouble();
            parts.last().values[i] += weight;
            sum.values[i] += weight;
            if (own) parts.last().origins.append(answer_.origin(places[i] + symbols[s]));
        }
    }
    weights_->setParts(days, parts, sum, NumberKind::PercentSign);
}

TableData TradePlanPanel::exportTable() const {
    return tradesOf(pathAt(QStringLiteral("plan")));
}

} // namespace nautilus::ui
