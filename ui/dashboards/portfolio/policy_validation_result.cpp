// The result of a cross-validation on screen.

#include "ui/charts/column_chart.h"
#include "ui/charts/paired_bars.h"
#include "ui/charts/record_table.h"
#include "ui/dashboards/portfolio/optimiser_fields.h"
#include "ui/dashboards/portfolio/policy_validation_panel.h"
#include "ui/models/cross_section.h"
#include "ui/models/optimiser_words.h"
#include "ui/shell/key_figures.h"

#include <QJsonArray>
#include <QLabel>
#include <QSet>

#include <cmath>
#include <limits>

namespace nautilus::ui {
namespace {

constexpr int kMostBins = 12;
constexpr qsizetype kMostColumns = 24; ///< variants side by side, the best first

double numberOf(const QJsonObject& object, const char* name) {
    return object.value(QLatin1String(name)).toDouble(std::numeric_limits<double>::quiet_NaN());
}

QJsonArray variantsOf(const QJsonObject& result) {
    return result.value(QStringLiteral("variants")).toArray();
}

/// The method, and of its settings those that differ between the variants.
QStringList titlesOf(const QJsonArray& variants) {
    QSet<QString> covariances;
    QSet<double> aversions;
    for (const QJsonValue& each : variants) {
        covariances.insert(each[QStringLiteral("covariance")].toString());
        aversions.insert(each[QStringLiteral("risk_aversion")].toDouble());
    }
    QStringList out;
    for (const QJsonValue& each : variants) {
        QStringList parts{methodTitle(each[QStringLiteral("method")].toString())};
        if (covariances.size() > 1)
            parts.append(covarianceTitle(each[QStringLiteral("covariance")].toString()));
        if (aversions.size() > 1)
            parts.append(formatAs(NumberKind::Plain, each[QStringLiteral("risk_aversion")].toDouble()));
        out.append(parts.join(QStringLiteral(", ")));
    }
    return out;
}

} // namespace

CellOrigin PolicyValidationPanel::origin(const QString& pointer) const {
    return {from_.operation, from_.parameters, from_.pointer + pointer};
}

bool PolicyValidationPanel::show(const QJsonObject& result, const CellOrigin& from) {
    result_ = result;
    from_ = from;
    showFigures();
    showVariants();
    showSplits();
    showTroubles();
    const QJsonArray sessions = result.value(QStringLiteral("sessions")).toArray();
    if (!sessions.isEmpty())
        titleLine()->setUniverse(tr("%1 to %2").arg(sessions.first().toString(), sessions.last().toString()));
    return variants_.rowCount() > 0;
}

void PolicyValidationPanel::showFigures() {
    const QJsonArray all = variantsOf(result_);
    const QJsonObject best = all.first().toObject();
    figures_->set(QStringLiteral("overfitting"),
                  formatAs(NumberKind::PercentSign, numberOf(result_, "overfitting_probability")), {},
                  origin(QStringLiteral("/overfitting_probability")));
    figures_->set(QStringLiteral("best"), formatAs(NumberKind::Decimal2, numberOf(best, "mean_sharpe")), {},
                  origin(QStringLiteral("/variants/0/mean_sharpe")));
    figures_->set(
        QStringLiteral("lost"),
        formatAs(NumberKind::Decimal2, numberOf(best, "fitted_sharpe") - numberOf(best, "mean_sharpe")), {},
        {});
    figures_->set(QStringLiteral("splits"), formatAs(NumberKind::Integer, numberOf(result_, "splits")), {},
                  origin(QStringLiteral("/splits")));
}

void PolicyValidationPanel::showVariants() {
    const QJsonArray all = variantsOf(result_);
    const QStringList titles = titlesOf(all);
    QVector<PairedBar> bars;
    for (qsizetype i = 0; i < all.size(); ++i) {
        const QJsonObject variant = all[i].toObject();
        PairedBar bar{variant.value(QStringLiteral("name")).toString(), titles[i],
                      numberOf(variant, "fitted_sharpe"), numberOf(variant, "mean_sharpe"), std::nan("")};
        bar.more = tr("worst split %1, deviation %2")
                       .arg(formatAs(NumberKind::Decimal2, numberOf(variant, "worst_sharpe")),
                            formatAs(NumberKind::Decimal2, numberOf(variant, "deviation_of_sharpe")));
        bar.origin = origin(QStringLiteral("/variants/%1/mean_sharpe").arg(i));
        bars.append(bar);
    }
    fitted_->setBars(bars, NumberKind::Decimal2);
    TableData table = readList(result_, QStringLiteral("variants"));
    table.list = QStringLiteral("result/variants");
    table.operation = from_.operation;
    table.parameters = from_.parameters;
    const int error = table.column(QStringLiteral("error"));
    for (int row = 0; row < table.rows.size(); ++row)
        for (int column = 0; column < table.columns.size(); ++column)
            if (const QString why = table.text(row, error); !why.isEmpty())
                table.reasons.insert({row, column}, why);
    variants_.setTable(table);
    if (!bars.isEmpty()) fitted_->select(bars.first().id);
    showSpread(bars.isEmpty() ? QString() : bars.first().id);
}

void PolicyValidationPanel::showSpread(const QString& name) {
    const QJsonArray all = variantsOf(result_);
    for (qsizetype i = 0; i < all.size(); ++i) {
        const QJsonObject variant = all[i].toObject();
        if (variant.value(QStringLiteral("name")).toString() != name) continue;
        QVector<double> sharpes;
        for (const QJsonValue& each : variant.value(QStringLiteral("sharpes")).toArray())
            if (each.isDouble()) sharpes.append(each.toDouble());
        QVector<Column> columns;
        for (const Bin& bin : binsOf(sharpes, kMostBins))
            columns.append(
                {formatAs(NumberKind::Decimal2, (bin.from + bin.to) / 2), static_cast<double>(bin.count), 0,
                 tr("Sharpe %1 to %2")
                     .arg(formatAs(NumberKind::Decimal2, bin.from), formatAs(NumberKind::Decimal2, bin.to))});
        spread_->setColumns(columns, NumberKind::Integer);
        spread_->setHeading(
            tr("Splits by tested Sharpe: %1, mean %2")
                .arg(titlesOf(all)[i], formatAs(NumberKind::Decimal2, numberOf(variant, "mean_sharpe"))));
        return;
    }
    spread_->setColumns({}, NumberKind::Integer);
}

void PolicyValidationPanel::showSplits() {
    const QJsonArray all = variantsOf(result_);
    const QStringList titles = titlesOf(all);
    const qsizetype shown = std::min(all.size(), kMostColumns);
    QVector<ColumnSpec> columns{{QStringLiteral("split"), tr("Split"), NumberKind::Integer}};
    TableData table;
    table.columns = {QStringLiteral("split")};
    for (qsizetype i = 0; i < shown; ++i) {
        const QString name = all[i][QStringLiteral("name")].toString();
        QString title = titles[i];
        columns.append({name, title.replace(QStringLiteral(", "), QStringLiteral("\n")), NumberKind::Decimal2,
                        titles[i], 2.0});
        table.columns.append(name);
    }
    for (int split = 0; split < static_cast<int>(numberOf(result_, "splits")); ++split) {
        QVector<QJsonValue> row{split + 1};
        for (qsizetype i = 0; i < shown; ++i) {
            const QJsonValue value = all[i][QStringLiteral("sharpes")].toArray().at(split);
            row.append(value.isDouble() ? value : QJsonValue(QJsonValue::Null));
        }
        table.rows.append(row);
    }
    splits_.setTable({});
    splits_.setColumns(columns);
    splits_.setTable(table);
    splits_table_->setColumnWidth(0, 54);
    for (int column = 1; column < columns.size(); ++column)
        splits_table_->setColumnWidth(column, 128);
}

void PolicyValidationPanel::showTroubles() {
    QStringList lines;
    const QJsonArray all = variantsOf(result_);
    const QStringList titles = titlesOf(all);
    for (qsizetype i = 0; i < all.size(); ++i)
        if (const QString why = all[i][QStringLiteral("error")].toString(); !why.isEmpty())
            lines.append(tr("%1: %n splits without an answer: %2", nullptr,
                            static_cast<int>(numberOf(all[i].toObject(), "failed")))
                             .arg(titles[i], sentence(why)));
    for (const QJsonValue& note : result_.value(QStringLiteral("notes")).toArray())
        lines.append(sentence(note.toString()));
    troubles_->setText(lines.join(QLatin1Char('\n')));
    troubles_->setVisible(!lines.isEmpty());
}

TableData PolicyValidationPanel::exportTable() const {
    return variants_.table();
}

QString PolicyValidationPanel::troubles() const {
    return troubles_->isHidden() ? QString() : troubles_->text();
}

} // namespace nautilus::ui
