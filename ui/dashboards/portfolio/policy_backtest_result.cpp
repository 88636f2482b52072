// The result of a policy backtest on screen.

#include "ui/charts/line_chart.h"
#include "ui/charts/record_table.h"
#include "ui/dashboards/portfolio/policy_backtest_panel.h"
#include "ui/dialogs/check_list.h"
#include "ui/dialogs/pointer_form.h"
#include "ui/models/optimiser_words.h"

#include <QJsonArray>
#include <QLabel>

#include <algorithm>
#include <cmath>
#include <limits>

namespace nautilus::ui {
namespace {

QVector<QDate> daysOf(const QJsonArray& days) {
    QVector<QDate> out;
    for (const QJsonValue& day : days)
        out.append(QDate::fromString(day.toString(), Qt::ISODate));
    return out;
}

/// Values of a list of run `run`, one per day.
TimeSeries lineOf(const QJsonObject& runs, const QVector<QDate>& days, const QString& list,
                  const CellOrigin& from, qsizetype run) {
    TimeSeries out;
    out.id = runs.value(QStringLiteral("policy")).toString();
    out.title = methodTitle(out.id);
    const QJsonArray values = runs.value(list).toArray();
    QHash<QDate, qsizetype> places;
    for (qsizetype i = 0; i < std::min(days.size(), values.size()); ++i) {
        out.dates.append(days[i]);
        out.values.append(values[i].toDouble(std::nan("")));
        places.insert(days[i], i);
    }
    const QString pointer = QStringLiteral("%1/runs/%2/%3/").arg(from.pointer).arg(run).arg(list);
    out.origin = [from, pointer, places](const QDate& day) {
        CellOrigin origin = from;
        origin.pointer = pointer + QString::number(places.value(day));
        return origin;
    };
    return out;
}

/// Growth since the first value.
TimeSeries growthOf(TimeSeries line) {
    const double first = line.values.value(0, std::nan(""));
    for (double& value : line.values)
        value = value / first - 1;
    return line;
}

/// How far below the highest value before.
TimeSeries drawdownOf(TimeSeries line) {
    double high = -std::numeric_limits<double>::infinity();
    for (double& value : line.values) {
        if (std::isnan(value)) continue;
        high = std::max(high, value);
        value = value / high - 1;
    }
    return line;
}

} // namespace

void PolicyBacktestPanel::showLines(const QJsonObject& result) {
    const QVector<QDate> sessions = daysOf(result.value(QStringLiteral("sessions")).toArray()),
                         rebalanced = daysOf(result.value(QStringLiteral("rebalanced_on")).toArray());
    const QJsonArray runs = result.value(QStringLiteral("runs")).toArray();
    QVector<TimeSeries> growth, drawdown, turnover;
    for (qsizetype i = 0; i < runs.size(); ++i) {
        const QJsonObject run = runs[i].toObject();
        if (run.value(QStringLiteral("value")).toArray().isEmpty()) continue;
        const TimeSeries value = lineOf(run, sessions, QStringLiteral("value"), from_, i);
        growth.append(growthOf(value));
        drawdown.append(drawdownOf(value));
        turnover.append(lineOf(run, rebalanced, QStringLiteral("turnover"), from_, i));
    }
    growth_->setSeries(growth);
    drawdown_->setSeries(drawdown);
    turnover_->setSeries(turnover);
    if (!sessions.isEmpty())
        titleLine()->setUniverse(
            tr("%1 to %2")
                .arg(sessions.first().toString(Qt::ISODate), sessions.last().toString(Qt::ISODate)));
}

void PolicyBacktestPanel::showRuns(const QJsonObject& result) {
    TableData table = readList(
        result, QStringLiteral("runs"),
        {QStringLiteral("policy"), QStringLiteral("annual_return"), QStringLiteral("volatility"),
         QStringLiteral("sharpe_ratio"), QStringLiteral("max_drawdown"), QStringLiteral("mean_turnover"),
         QStringLiteral("total_cost"), QStringLiteral("volatility_bias"), QStringLiteral("rebalances"),
         QStringLiteral("failed"), QStringLiteral("total_return"), QStringLiteral("error")});
    QStringList troubles;
    for (int row = 0; row < table.rows.size(); ++row) {
        const QString title = methodTitle(table.text(row, 0)), error = table.rows[row].last().toString();
        const int failed = static_cast<int>(table.number(row, table.column(QStringLiteral("failed"))));
        if (!error.isEmpty()) troubles.append(QStringLiteral("%1: %2").arg(title, error));
        if (failed > 0)
            troubles.append(
                tr("%1: %n rebalancings without an answer, the weights were kept", nullptr, failed)
                    .arg(title));
        for (int column = 1; column < table.columns.size() - 1; ++column)
            if (!error.isEmpty()) table.reasons.insert({row, column}, error);
    }
    for (const QJsonValue& note : result.value(QStringLiteral("notes")).toArray())
        troubles.append(sentence(note.toString()));
    table.list = QStringLiteral("result/runs");
    table.operation = from_.operation;
    table.parameters = from_.parameters;
    runs_.setTable(table);
    troubles_->setText(troubles.join(QLatin1Char('\n')));
    troubles_->setVisible(!troubles.isEmpty());
}

TableData PolicyBacktestPanel::exportTable() const {
    return growth_->table();
}

QWidget* PolicyBacktestPanel::chart() const {
    return growth_;
}

QString PolicyBacktestPanel::troubles() const {
    return troubles_->isHidden() ? QString() : troubles_->text();
}

QJsonObject PolicyBacktestPanel::choices() const {
    return {{QStringLiteral("form"), form()->texts()}, {QStringLiteral("compared"), compared_->chosen()}};
}

void PolicyBacktestPanel::setChoices(const QJsonObject& choices) {
    form()->setTexts(choices.value(QStringLiteral("form")).toObject());
    showFields();
    if (const QJsonValue compared = choices.value(QStringLiteral("compared")); compared.isArray())
        compared_->choose(compared.toArray());
}

} // namespace nautilus::ui
