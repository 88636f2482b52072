#include "ui/dashboards/portfolio/performance_panel.h"

#include "ui/charts/line_chart.h"
#include "ui/charts/plot.h"
#include "ui/charts/record_table.h"
#include "ui/charts/span_selector.h"
#include "ui/dashboards/portfolio/benchmark_choice.h"
#include "ui/dashboards/portfolio/performance_figures.h"
#include "ui/shell/figure_label.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QJsonArray>
#include <QSpinBox>
#include <QToolButton>

namespace nautilus::ui {
namespace {

const QString kCurve = QStringLiteral("analytics.returns");
const QString kMetrics = QStringLiteral("analytics.performance");
const QString kMoney = QStringLiteral("analytics.money_weighted");
const QString kFalls = QStringLiteral("analytics.drawdowns");
const QString kMonths = QStringLiteral("analytics.monthly");
const QString kConfidence = QStringLiteral("analytics.confidence");
const QString kRolling = QStringLiteral("analytics.rolling");
constexpr int kMostFalls = 10, kShadedFalls = 3;
constexpr int kNotComputable = 422;

QDate dayOf(const QString& text) {
    return QDate::fromString(text, Qt::ISODate);
}

/// A column of a table whose first column is the date.
TimeSeries lineOf(const TableData& table, const QString& column, const QString& title) {
    TimeSeries out{column, title, {}, {}};
    QHash<QDate, int> rows;
    const int at = table.column(column);
    for (int row = 0; at >= 0 && row < table.rows.size(); ++row) {
        out.dates.append(dayOf(table.text(row, 0)));
        out.values.append(table.number(row, at));
        rows.insert(out.dates.last(), row);
    }
    out.origin = originOfDay(table, at, rows);
    return out;
}

double numberOf(const QJsonObject& object, const QString& name) {
    return object.value(name).toDouble(std::nan(""));
}

/// Machine name of a span, as the API calls periods.
QString periodOf(Span span) {
    constexpr const char* kNames[] = {"1M", "3M", "6M", "YTD", "1Y", "5Y", "ALL"};
    return QLatin1String(kNames[static_cast<int>(span)]);
}

} // namespace

QJsonObject PerformancePanel::asked(const QString& period) const {
    return benchmark_->in(
        dated({{QStringLiteral("portfolio_id"), context().portfolio}, {QStringLiteral("period"), period}},
              QStringLiteral("as_of")));
}

void PerformancePanel::request() {
    const QString portfolio = portfolioOrEmpty();
    if (portfolio.isEmpty() || !offers(kCurve)) return;
    titleLine()->setSubject(portfolio);
    const QJsonObject period = asked(periodOf(span_->span())), all = asked(QStringLiteral("ALL"));
    QJsonObject falls = period;
    falls.insert(QStringLiteral("most"), kMostFalls);
    ask(QStringLiteral("metrics"), kMetrics, period, metrics_);
    ask(QStringLiteral("money"), kMoney, period, money_);
    askTrust();
    askRolling();
    loadTable(QStringLiteral("months"), kMonths, all,
              [this](const TableData& table, const QJsonObject&) { months_.setTable(table); });
    loadTable(QStringLiteral("falls"), kFalls, falls, [this](const TableData& table, const QJsonObject&) {
        falls_.setTable(table);
        showFalls();
    });
    loadTable(QStringLiteral("curve"), kCurve, period, [this](const TableData& table, const QJsonObject&) {
        curve_ = table;
        showCurve();
    });
}

void PerformancePanel::ask(const QString& key, const QString& operation, const QJsonObject& parameters,
                           Answer& into) {
    into.operation = operation;
    into.parameters = parameters;
    load(key, operation, parameters, [this, &into](const QJsonObject& answer, const QJsonObject& metadata) {
        into.data = answer;
        into.methods = metadata.value(QStringLiteral("methods")).toObject();
        showFigures();
        showTrust();
    });
}

void PerformancePanel::askTrust() {
    if (!isVisible() || context().portfolio.isEmpty()) return refresh(); // when it is next seen
    QJsonObject parameters = asked(periodOf(span_->span()));
    if (trials_->value() > 1) {
        parameters.insert(QStringLiteral("trials"), trials_->value());
        parameters.insert(QStringLiteral("trial_deviation"), deviation_->value());
    }
    deviation_->setEnabled(trials_->value() > 1);
    trusted_ = true;
    ask(QStringLiteral("confidence"), kConfidence, parameters, confidence_);
}

/// Over all sessions, whatever the span: a window needs those before it. The span only cuts what is shown.
void PerformancePanel::askRolling() {
    if (!isVisible() || context().portfolio.isEmpty()) return refresh();
    QJsonObject parameters = asked(QStringLiteral("ALL"));
    parameters.insert(QStringLiteral("window"), window_->currentData().toInt());
    loadTable(QStringLiteral("rolling"), kRolling, parameters,
              [this](const TableData& table, const QJsonObject&) {
                  rolled_ = table;
                  showRolling();
              });
}

/// A book too young for one of the parts still has the others.
bool PerformancePanel::takesFailure(const QString& key, const LinkReply& reply) {
    if (reply.status != kNotComputable) return false;
    const QString why = reply.envelope.value(QStringLiteral("errors"))
                            .toArray()
                            .first()
                            .toObject()
                            .value(QStringLiteral("message"))
                            .toString();
    if (key == QLatin1String("rolling")) {
        rolled_ = {};
        rolling_->setSeries({});
        rolling_note_->setText(why);
        return true;
    }
    if (key != QLatin1String("confidence")) return false;
    confidence_.data = {};
    trusted_ = false;
    showFigures();
    showTrust();
    trust_note_->setText(why);
    return true;
}

void PerformancePanel::showCurve() {
    if (curve_.empty())
        return showEmpty(tr("This portfolio has no returns up to this date. They begin with its first "
                            "transaction."),
                         tr("Record a transaction"),
                         [this] { desk().open_panel(QStringLiteral("transactions")); });
    const TimeSeries own = lineOf(curve_, QStringLiteral("cumulative"), tr("Portfolio"));
    const bool beside = curve_.column(QStringLiteral("benchmark_cumulative")) >= 0;
    TimeSeries other = lineOf(curve_, QStringLiteral("benchmark_cumulative"), tr("Benchmark"));
    ratio_->setEnabled(beside);
    if (beside && ratio_->isChecked()) {
        TimeSeries relative = relativeTo(own, other);
        relative.title = tr("Ratio");
        growth_->setSeries({relative});
    } else {
        growth_->setSeries(beside ? QVector<TimeSeries>{own, other} : QVector<TimeSeries>{own});
    }
    drawdown_->setSeries({lineOf(curve_, QStringLiteral("drawdown"), tr("Drawdown"))});
    showRolling();
}

void PerformancePanel::showFalls() {
    const TableData& table = falls_.table();
    const auto day = [&](int row, const char* name) {
        return dayOf(table.text(row, table.column(QLatin1String(name))));
    };
    QVector<DateBand> bands;
    for (int row = 0; row < std::min<int>(kShadedFalls, static_cast<int>(table.rows.size())); ++row) {
        const QDate end = day(row, "recovery");
        bands.append({day(row, "start"), end.isValid() ? end : QDate(9999, 1, 1), row == 0 ? 2 : 1});
    }
    drawdown_->setBands(bands);
}

void PerformancePanel::showRolling() {
    const int column = rolled_.column(metric_->currentData().toString());
    if (column < 0) return rolling_->setSeries({});
    const PerformanceFigure figure = rollingFigures().value(metric_->currentIndex());
    rolling_->setValueAxis(figure.kind, {});
    rolling_->setZeroLine(figure.name != QLatin1String("volatility"));
    TimeSeries line = lineOf(rolled_, figure.name, figure.brief);
    if (!curve_.empty()) line = cutFrom(line, dayOf(curve_.text(0, 0)));
    rolling_->setSeries({line});
    rolling_note_->setToolTip(
        tr("Over the whole period, with its 95 % bootstrap interval. %1").arg(figure.convention));
    for (const QJsonValue& each : confidence_.data.value(QStringLiteral("intervals")).toArray()) {
        const QJsonObject interval = each.toObject();
        if (interval.value(QStringLiteral("figure")).toString() != figure.name) continue;
        const auto shown = [&](const char* name) {
            return formatAs(figure.kind, numberOf(interval, QLatin1String(name)));
        };
        return rolling_note_->setText(
            tr("%1 overall, %2 to %3").arg(shown("estimate"), shown("lower"), shown("upper")));
    }
    rolling_note_->setText(QStringLiteral(" "));
}

FigureRow PerformancePanel::figureOf(const Answer& answer, const QString& path, const QString& name,
                                     const QString& title, NumberKind kind, const QString& convention) const {
    const QJsonObject from = path.isEmpty() ? answer.data : answer.data.value(path).toObject();
    QString pointer = QStringLiteral("/data/");
    if (!path.isEmpty()) pointer += path + QLatin1Char('/');
    return {name,
            title,
            kind,
            convention,
            {numberOf(from, name)},
            {{answer.operation, answer.parameters, pointer + name}}};
}

void PerformancePanel::addInterval(FigureRow& row) const {
    const QJsonArray intervals = confidence_.data.value(QStringLiteral("intervals")).toArray();
    for (qsizetype i = 0; i < intervals.size(); ++i) {
        const QJsonObject interval = intervals[i].toObject();
        if (interval.value(QStringLiteral("figure")).toString() != row.name) continue;
        for (const char* end : {"lower", "upper"}) {
            row.values.append(numberOf(interval, QLatin1String(end)));
            row.origins.append({confidence_.operation, confidence_.parameters,
                                QStringLiteral("/data/intervals/%1/%2").arg(i).arg(QLatin1String(end))});
        }
    }
}

void PerformancePanel::showFigures() {
    benchmark_->setOwn(benchmark_->benchmark().isEmpty()
                           ? metrics_.data[QStringLiteral("active")][QStringLiteral("benchmark")].toString()
                           : QString());
    QVector<FigureRow> rows;
    for (const PerformanceFigure& each : allFigures()) {
        const bool money = each.part == QLatin1String("money");
        FigureRow row = figureOf(money ? money_ : metrics_, money ? QString() : each.part, each.name,
                                 each.title, each.kind, each.convention);
        addInterval(row);
        rows.append(row);
        if (FigureLabel* label = key(each.name)) {
            label->setFigure(formatAs(each.kind, row.values.first()), row.origins.first());
            label->setToolTip(hintOf(each));
        }
    }
    // Intervals come last: a table that grows them later would look as if its values had changed.
    if (!confidence_.data.isEmpty() || !trusted_) figures_.setRows(rows);
}

/// The convention in words, and what the answer itself says of it.
QString PerformancePanel::hintOf(const PerformanceFigure& figure) const {
    const bool money = figure.part == QLatin1String("money");
    QStringList lines{figure.title, figure.convention,
                      money ? money_.methods.value(QStringLiteral("money_weighted")).toString()
                            : metrics_.methods.value(QStringLiteral("annualisation")).toString(),
                      tr("Ctrl+click or F9: where this number comes from")};
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

void PerformancePanel::showTrust() {
    if (confidence_.data.isEmpty() && trusted_) return; // not in yet
    QVector<FigureRow> rows;
    for (const PerformanceFigure& each : trustFigures()) {
        rows.append(figureOf(confidence_, each.part, each.name, each.title, each.kind, each.convention));
        addInterval(rows.last());
    }
    trust_.setRows(rows);
    const QJsonObject& answer = confidence_.data;
    if (answer.isEmpty()) return;
    trust_note_->setText(tr("%1 sessions · intervals from %2 drawn series in blocks of %3 sessions")
                             .arg(formatNumber(numberOf(answer, QStringLiteral("periods")), 0),
                                  formatNumber(numberOf(answer, QStringLiteral("replicates")), 0),
                                  formatNumber(numberOf(answer, QStringLiteral("mean_block")), 1)));
    showRolling();
}

TableData PerformancePanel::exportTable() const {
    const QString view = view_->currentData().toString();
    if (view == QLatin1String("drawdowns")) return falls_.table();
    if (view == QLatin1String("rolling")) return rolled_;
    if (view == QLatin1String("months")) return months_.table();
    if (view == QLatin1String("figures")) return figures_.table();
    if (view == QLatin1String("trust")) return trust_.table();
    return curve_;
}

} // namespace nautilus::ui
