// The answer of a portfolio from factors on screen.

#include "ui/charts/paired_bars.h"
#include "ui/dashboards/portfolio/factor_portfolio_panel.h"
#include "ui/models/factor_names.h"
#include "ui/shell/key_figures.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nautilus::ui {
namespace {

double numberOf(const QJsonObject& object, const QString& name) {
    return object.value(name).toDouble(std::numeric_limits<double>::quiet_NaN());
}

} // namespace

void FactorPortfolioPanel::showFigures() {
    const QPair<const char*, NumberKind> figures[] = {
        {"tracking_error_to_benchmark", NumberKind::PercentSign},
        {"expected_information_ratio", NumberKind::Decimal2},
        {"positions", NumberKind::Integer},
        {"turnover", NumberKind::PercentSign}};
    for (const auto& [name, kind] : figures) {
        const QString key = QLatin1String(name);
        figures_->set(key, formatAs(kind, numberOf(answer_.data, key)), {},
                      answer_.origin(QStringLiteral("/data/") + key));
    }
    titleLine()->setUniverse(answer_.data.value(QStringLiteral("benchmark")).toString());
}

void FactorPortfolioPanel::showExposures() {
    const QJsonObject wanted = answer_.data.value(QStringLiteral("factor_exposures_wanted")).toObject(),
                      reached = answer_.data.value(QStringLiteral("factor_exposures_achieved")).toObject();
    QVector<PairedBar> bars;
    for (const QString& factor : wanted.keys()) {
        PairedBar bar{factor, factorTitle(factor), numberOf(wanted, factor), numberOf(reached, factor),
                      std::nan("")};
        bar.more = tr("off by %1").arg(formatAs(NumberKind::Signed2, bar.after - bar.before));
        bar.origin = answer_.origin(QStringLiteral("/data/factor_exposures_achieved/") + factor);
        bars.append(bar);
    }
    exposures_->setBars(bars, NumberKind::Signed2);
}

TableData FactorPortfolioPanel::exportTable() const {
    const QJsonObject all = answer_.data.value(QStringLiteral("portfolio_weights")).toObject();
    QStringList symbols = all.keys();
    std::stable_sort(symbols.begin(), symbols.end(), [&all](const QString& a, const QString& b) {
        return std::abs(all.value(a).toDouble()) > std::abs(all.value(b).toDouble());
    });
    TableData out;
    out.columns = {QStringLiteral("symbol"), QStringLiteral("weight")};
    for (const QString& symbol : std::as_const(symbols))
        out.rows.append({symbol, all.value(symbol)});
    return out;
}

void FactorPortfolioPanel::showTables() {
    weights_.setTable(exportTable());
    constraints_.setTable(constraintTable(answer_));
}

void FactorPortfolioPanel::showTrades(const OptimiserAnswer& answer) {
    TableData table = readList(answer.data, QStringLiteral("required_trades"));
    table.operation = answer.operation;
    table.parameters = answer.parameters;
    trades_.setTable(table);
}

} // namespace nautilus::ui
