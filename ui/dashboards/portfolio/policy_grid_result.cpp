// The result of a grid of settings on screen.

#include "ui/charts/line_chart.h"
#include "ui/charts/record_table.h"
#include "ui/dashboards/portfolio/grid_axes.h"
#include "ui/dashboards/portfolio/policy_grid_panel.h"
#include "ui/models/optimiser_words.h"
#include "ui/shell/key_figures.h"

#include <QCoreApplication>
#include <QLabel>

#include <algorithm>
#include <cmath>
#include <limits>

namespace nautilus::ui {
namespace {

const QString kParameters = QStringLiteral("parameters");

struct Figure {
    const char* name;
    const char* title;
    NumberKind kind;
};

constexpr Figure kFigures[] = {
    {"annual_return", QT_TRANSLATE_NOOP("PolicyGridPanel", "Return\n% a year"), NumberKind::Percent},
    {"volatility", QT_TRANSLATE_NOOP("PolicyGridPanel", "Volatility\n%"), NumberKind::Percent},
    {"sharpe_ratio", QT_TRANSLATE_NOOP("PolicyGridPanel", "Sharpe"), NumberKind::Decimal2},
    {"deflated_sharpe_ratio", QT_TRANSLATE_NOOP("PolicyGridPanel", "Deflated\nSharpe, %"),
     NumberKind::Percent},
    {"max_drawdown", QT_TRANSLATE_NOOP("PolicyGridPanel", "Drawdown\n%"), NumberKind::Percent},
    {"mean_turnover", QT_TRANSLATE_NOOP("PolicyGridPanel", "Turnover\n%"), NumberKind::Percent},
    {"total_cost", QT_TRANSLATE_NOOP("PolicyGridPanel", "Cost\n%"), NumberKind::Percent},
    {"within_band", QT_TRANSLATE_NOOP("PolicyGridPanel", "In the\nband"), NumberKind::Integer},
    {"failed", QT_TRANSLATE_NOOP("PolicyGridPanel", "Failed"), NumberKind::Integer},
    {"total_return", QT_TRANSLATE_NOOP("PolicyGridPanel", "Total\n%"), NumberKind::Percent}};

QString titleOf(const Figure& figure) {
    return QCoreApplication::translate("PolicyGridPanel", figure.title);
}

const Figure& figureOf(const QString& name) {
    for (const Figure& each : kFigures)
        if (name == QLatin1String(each.name)) return each;
    return kFigures[2];
}

double numberOf(const QJsonObject& object, const QString& name) {
    return object.value(name).toDouble(std::numeric_limits<double>::quiet_NaN());
}

QJsonArray rowsOf(const QJsonObject& result) {
    return result.value(QStringLiteral("rows")).toArray();
}

QStringList axesOf(const QJsonObject& result) {
    return rowsOf(result).first()[kParameters].toObject().keys();
}

/// Values of a setting in the order of the rows.
QJsonArray valuesOf(const QJsonObject& result, const QString& axis) {
    QJsonArray out;
    for (const QJsonValue& row : rowsOf(result))
        if (const QJsonValue value = row[kParameters][axis]; !out.contains(value)) out.append(value);
    return out;
}

} // namespace

bool PolicyGridPanel::show(const QJsonObject& result, const CellOrigin& from) {
    result_ = result;
    from_ = from;
    if (rowsOf(result).isEmpty()) return false;
    showFigures();
    showRows();
    showMap();
    showGrowth();
    const QJsonArray sessions = result.value(QStringLiteral("sessions")).toArray();
    titleLine()->setUniverse(tr("%1 to %2").arg(sessions.first().toString(), sessions.last().toString()));
    QStringList lines;
    for (const QJsonValue& note : result.value(QStringLiteral("notes")).toArray())
        lines.append(sentence(note.toString()));
    troubles_->setText(lines.join(QLatin1Char('\n')));
    troubles_->setVisible(!lines.isEmpty());
    return true;
}

void PolicyGridPanel::showFigures() {
    const qsizetype best = result_.value(QStringLiteral("best")).toInteger(-1);
    const QJsonObject row = best < 0 ? QJsonObject() : rowsOf(result_).at(best).toObject();
    const QString by = result_.value(QStringLiteral("chosen_by")).toString();
    const auto origin = [this](const QString& pointer) {
        return CellOrigin{from_.operation, from_.parameters, from_.pointer + pointer};
    };
    const NumberKind kind =
        figureOf(by).kind == NumberKind::Percent ? NumberKind::PercentSign : figureOf(by).kind;
    figures_->setTitle(QStringLiteral("best"),
                       tr("Best: %1").arg(titleOf(figureOf(by)).section(QLatin1Char('\n'), 0, 0)));
    figures_->set(QStringLiteral("best"), formatAs(kind, numberOf(row, by)), {},
                  origin(QStringLiteral("/rows/%1/%2").arg(best).arg(by)));
    const QString luck = QStringLiteral("expected_best_sharpe"), trials = QStringLiteral("trials"),
                  deflated = QStringLiteral("deflated_sharpe_ratio");
    figures_->set(luck, formatAs(NumberKind::Decimal2, numberOf(result_, luck)), {},
                  origin(QLatin1Char('/') + luck));
    figures_->set(deflated, formatAs(NumberKind::PercentSign, numberOf(row, deflated)), {},
                  origin(QStringLiteral("/rows/%1/%2").arg(best).arg(deflated)));
    figures_->set(trials, formatAs(NumberKind::Integer, numberOf(result_, trials)), {},
                  origin(QLatin1Char('/') + trials));
}

void PolicyGridPanel::showRows() {
    const QStringList axes = axesOf(result_);
    QVector<ColumnSpec> columns;
    TableData table;
    for (const QString& axis : axes) {
        columns.append({axis, gridAxisTitle(axis)});
        table.columns.append(axis);
    }
    for (const Figure& each : kFigures) {
        const QString name = QLatin1String(each.name);
        columns.append({name, titleOf(each), each.kind, {}, name == QLatin1String("sharpe_ratio") ? 2.0 : 0});
        table.columns.append(name);
    }
    const QJsonArray all = rowsOf(result_);
    for (int row = 0; row < all.size(); ++row) {
        QVector<QJsonValue> cells;
        for (const QString& axis : axes)
            cells.append(gridValueText(axis, all[row][kParameters][axis]));
        for (const Figure& each : kFigures)
            cells.append(all[row][QLatin1String(each.name)]);
        if (const QString why = all[row][QStringLiteral("error")].toString(); !why.isEmpty())
            for (int column = static_cast<int>(axes.size()); column < columns.size(); ++column)
                table.reasons.insert({row, column}, why);
        table.rows.append(cells);
    }
    table.list = QStringLiteral("result/rows");
    table.operation = from_.operation;
    table.parameters = from_.parameters;
    rows_.setTable({});
    rows_.setColumns(columns);
    rows_.setTable(table);
    for (int column = 0; column < columns.size(); ++column)
        rows_table_->setColumnWidth(column, column < axes.size() ? 110 : 66);
}

/// The first two settings against each other; any other is as in the best row.
void PolicyGridPanel::showMap() {
    const QStringList axes = axesOf(result_);
    const QString down = axes.value(0), across = axes.value(1);
    const QString by = result_.value(QStringLiteral("chosen_by")).toString();
    const QJsonArray all = rowsOf(result_), lines = valuesOf(result_, down);
    const QJsonArray places = across.isEmpty() ? QJsonArray{QJsonValue()} : valuesOf(result_, across);
    const QJsonValue best = all.at(std::max<qsizetype>(0, result_.value(QStringLiteral("best")).toInteger()));
    double most = 0;
    TableData table;
    table.columns = {down};
    for (qsizetype i = 0; i < places.size(); ++i)
        table.columns.append(QString::number(i));
    for (qsizetype y = 0; y < lines.size(); ++y)
        table.rows.append(QVector<QJsonValue>(places.size() + 1, QJsonValue(QJsonValue::Null)));
    for (const QJsonValue& row : all) {
        const QJsonObject set = row[kParameters].toObject();
        const bool shown =
            std::all_of(axes.begin() + std::min<qsizetype>(2, axes.size()), axes.end(),
                        [&](const QString& axis) { return set[axis] == best[kParameters][axis]; });
        if (!shown) continue;
        qsizetype y = 0, x = 0;
        while (lines[y] != set[down])
            ++y;
        while (!across.isEmpty() && places[x] != set[across])
            ++x;
        table.rows[y][x + 1] = row[by];
        most = std::max(most, std::abs(row[by].toDouble()));
    }
    QVector<ColumnSpec> columns{{down, gridAxisTitle(down)}};
    for (qsizetype i = 0; i < places.size(); ++i)
        columns.append({QString::number(i),
                        across.isEmpty() ? titleOf(figureOf(by)) : gridValueText(across, places[i]),
                        figureOf(by).kind,
                        {},
                        most});
    for (qsizetype y = 0; y < lines.size(); ++y)
        table.rows[y][0] = gridValueText(down, lines[y]);
    map_.setTable({});
    map_.setColumns(columns);
    map_.setTable(table);
    map_table_->setColumnWidth(0, 130);
    for (int column = 1; column < columns.size(); ++column)
        map_table_->setColumnWidth(column, 96);
    const QString figure = titleOf(figureOf(by)).replace(QLatin1Char('\n'), QLatin1Char(' '));
    heading_->setText(across.isEmpty() ? figure : tr("%1 by %2 (across)").arg(figure, gridAxisTitle(across)));
}

void PolicyGridPanel::showGrowth() {
    const QJsonArray sessions = result_.value(QStringLiteral("sessions")).toArray(),
                     values = result_[QStringLiteral("best_run")][QStringLiteral("value")].toArray();
    TimeSeries line;
    line.id = QStringLiteral("best");
    line.title = tr("Best");
    for (qsizetype i = 0; i < std::min(sessions.size(), values.size()); ++i) {
        line.dates.append(QDate::fromString(sessions[i].toString(), Qt::ISODate));
        line.values.append(values[i].toDouble(std::nan("")) / values.first().toDouble() - 1);
    }
    growth_->setSeries(line.dates.isEmpty() ? QVector<TimeSeries>{} : QVector<TimeSeries>{line});
}

TableData PolicyGridPanel::exportTable() const {
    return rows_.table();
}

QString PolicyGridPanel::troubles() const {
    return troubles_->isHidden() ? QString() : troubles_->text();
}

} // namespace nautilus::ui
