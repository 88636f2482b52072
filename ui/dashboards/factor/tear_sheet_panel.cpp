#include "ui/dashboards/factor/tear_sheet_panel.h"

#include "ui/charts/column_chart.h"
#include "ui/charts/exposure_bars.h"
#include "ui/charts/line_chart.h"
#include "ui/charts/plot.h"
#include "ui/models/factor_names.h"
#include "ui/models/number_format.h"
#include "ui/shell/figure_label.h"
#include "ui/shell/tear_sheet_printer.h"

#include <QComboBox>
#include <QFileDialog>
#include <QJsonArray>

#include <algorithm>

namespace nautilus::ui {
namespace {

const QString kSheet = QStringLiteral("factor.tearsheet");
const QString kOfExpression = QStringLiteral("factor.tearsheet_of_expression");
const QString kRanking = QStringLiteral("factor.ranking");
const QString kExport = QStringLiteral("marketdata.export");

double numberOf(const QJsonObject& object, const char* name) {
    return object.value(QLatin1String(name)).toDouble(std::nan(""));
}

QString partTitle(const QString& part) {
    if (part == QLatin1String("low_volatility")) return TearSheetPanel::tr("calm market");
    if (part == QLatin1String("middle_volatility")) return TearSheetPanel::tr("middle");
    if (part == QLatin1String("high_volatility")) return TearSheetPanel::tr("nervous market");
    return part;
}

QDate dayOf(const QJsonObject& point) {
    return QDate::fromString(point.value(QStringLiteral("date")).toString(), Qt::ISODate);
}

/// One field of a list of dated points as a line.
TimeSeries lineOf(const QJsonArray& points, const char* field, const QString& title) {
    TimeSeries out{QLatin1String(field), title, {}, {}};
    for (const QJsonValue& each : points) {
        out.dates.append(dayOf(each.toObject()));
        out.values.append(numberOf(each.toObject(), field));
    }
    return out;
}

/// Every figure of an object as a row: section, item, figure, value.
void addRows(TableData& table, const QString& section, const QString& item, const QJsonObject& object) {
    for (auto each = object.begin(); each != object.end(); ++each)
        if (!each->isArray() && !each->isObject()) table.rows.append({section, item, each.key(), *each});
}

} // namespace

void TearSheetPanel::request() {
    if (!offers(kSheet)) return;
    const QString factor = context().factor;
    direction_->setVisible(factor.startsWith(QLatin1Char('=')));
    factor.isEmpty() ? askBest() : ask(factor);
}

void TearSheetPanel::askBest() {
    const QJsonObject asked{{QStringLiteral("period"), period_->currentData().toString()},
                            {QStringLiteral("metric"), QStringLiteral("ic_t_stat")},
                            {QStringLiteral("top_n"), 1}};
    load(QStringLiteral("best"), kRanking, inUniverse(dated(asked, QStringLiteral("as_of")), kRanking),
         [this](const QJsonObject& answer, const QJsonObject&) {
             const QString best = answer.value(QStringLiteral("top_factors"))
                                      .toArray()
                                      .first()
                                      .toObject()
                                      .value(QStringLiteral("factor_id"))
                                      .toString();
             if (!best.isEmpty()) return ask(best);
             showEmpty(tr("Choose a factor in the library, or write one in the editor: its tear sheet stands "
                          "here then."),
                       tr("Open the editor"), [this] { desk().open_panel(QStringLiteral("expression")); });
         });
}

void TearSheetPanel::ask(const QString& factor) {
    QJsonObject asked{{QStringLiteral("period"), period_->currentData().toString()},
                      {QStringLiteral("horizon"), horizon_->currentData().toInt()}};
    call_.operation = kSheet;
    if (factor.startsWith(QLatin1Char('='))) {
        call_.operation = kOfExpression;
        asked.insert(QStringLiteral("expression"), factor.mid(1));
        asked.insert(QStringLiteral("direction"), direction_->currentData().toInt());
    } else {
        asked.insert(QStringLiteral("factor_id"), factor);
    }
    call_.parameters = inUniverse(dated(asked, QStringLiteral("as_of")), call_.operation);
    titleLine()->setSubject(factor.startsWith(QLatin1Char('=')) ? factor.mid(1) : factorTitle(factor));
    load(QStringLiteral("sheet"), call_.operation, call_.parameters,
         [this](const QJsonObject& answer, const QJsonObject& metadata) { show(answer, metadata); });
}

void TearSheetPanel::show(const QJsonObject& answer, const QJsonObject& metadata) {
    sheet_ = answer;
    metadata_ = metadata;
    export_->setEnabled(!sheet_.isEmpty());
    const auto text = [this](const char* name) { return sheet_.value(QLatin1String(name)).toString(); };
    if (sheet_.value(QStringLiteral("series")).toArray().isEmpty())
        return showEmptyDate(tr("This factor has no values up to this date."));
    titleLine()->setSubject(QStringLiteral("%1  ·  %2  ·  %3")
                                .arg(text("name").isEmpty() ? text("factor_id") : text("name"),
                                     text("family"), text("universe")));
    QString facts =
        tr("%1   ·   %2 to %3, signals held %4 sessions, %5 basis points a trade, %6 names")
            .arg(text("formula"), text("first_session"), text("last_session"))
            .arg(sheet_.value(QStringLiteral("holding")).toInt())
            .arg(formatNumber(numberOf(sheet_, "cost_bps"), 0), formatNumber(numberOf(sheet_, "names"), 0));
    if (!hasQuantiles()) facts += tr("   ·   no quantiles: the factor has too few different values");
    formula_->setText(facts);
    showFigures();
    showLines();
    showColumns();
    showParts();
}

CellOrigin TearSheetPanel::origin(const QString& pointer) const {
    return {call_.operation, call_.parameters, pointer};
}

void TearSheetPanel::setFigure(const QString& name, const QString& text, const QString& note,
                               const QString& pointer) {
    for (const Figure& each : std::as_const(figures_)) {
        if (each.name != name) continue;
        each.value->setFigure(text, origin(pointer));
        each.note->setText(note);
    }
}

QString TearSheetPanel::figure(const QString& name) const {
    for (const Figure& each : figures_)
        if (each.name == name) return each.value->text();
    return {};
}

void TearSheetPanel::showFigures() {
    const QJsonObject spread = sheet_[QStringLiteral("spread")].toObject(),
                      money = sheet_[QStringLiteral("portfolio")].toObject(),
                      alpha = sheet_[QStringLiteral("alpha")].toObject(),
                      luck = sheet_[QStringLiteral("significance")].toObject();
    const QJsonArray horizons = sheet_[QStringLiteral("information_coefficient")].toArray();
    int at = 0;
    while (at + 1 < horizons.size() && horizons[at].toObject()[QStringLiteral("horizon")].toInt() <
                                           sheet_[QStringLiteral("horizon")].toInt())
        ++at;
    const QJsonObject ic = horizons[at].toObject();
    const auto t = [](double value) { return tr("t %1").arg(formatNumber(value, 2)); };
    setFigure(QStringLiteral("ic"), formatNumber(numberOf(ic, "rank_mean"), 3),
              t(numberOf(ic, "rank_t_stat")),
              QStringLiteral("/data/information_coefficient/%1/rank_mean").arg(at));
    setFigure(QStringLiteral("spread"), formatPercent(numberOf(spread, "annualized")),
              t(numberOf(spread, "t_stat")), QStringLiteral("/data/spread/annualized"));
    setFigure(QStringLiteral("sharpe"), formatNumber(numberOf(money, "sharpe_ratio"), 2),
              tr("after costs %1").arg(formatNumber(numberOf(money, "net_sharpe_ratio"), 2)),
              QStringLiteral("/data/portfolio/sharpe_ratio"));
    setFigure(QStringLiteral("alpha"), formatPercent(numberOf(alpha, "annualized")),
              t(numberOf(alpha, "t_stat")), QStringLiteral("/data/alpha/annualized"));
    setFigure(QStringLiteral("turnover"), formatPercent(numberOf(money, "turnover")),
              tr("autocorrelation %1").arg(formatNumber(numberOf(sheet_, "rank_autocorrelation"), 2)),
              QStringLiteral("/data/portfolio/turnover"));
    setFigure(QStringLiteral("capacity"), formatMoney(numberOf(money, "capacity")),
              tr("costs eat it at %1 bp").arg(formatNumber(numberOf(money, "break_even_cost_bps"), 1)),
              QStringLiteral("/data/portfolio/capacity"));
    setFigure(QStringLiteral("deflated"), formatNumber(numberOf(luck, "deflated_sharpe_ratio"), 2),
              tr("of %1 trials").arg(formatNumber(numberOf(luck, "trials"), 0)),
              QStringLiteral("/data/significance/deflated_sharpe_ratio"));
    setFigure(
        QStringLiteral("discovery"), formatNumber(numberOf(luck, "false_discovery_rate"), 2),
        tr("among %1 of %2")
            .arg(formatNumber(numberOf(luck, "family_size"), 0), luck[QStringLiteral("family")].toString()),
        QStringLiteral("/data/significance/false_discovery_rate"));
}

QString TearSheetPanel::facts() const {
    return formula_->text();
}

bool TearSheetPanel::hasQuantiles() const {
    const QJsonArray quantiles = sheet_.value(QStringLiteral("quantile_returns")).toArray();
    return std::any_of(quantiles.begin(), quantiles.end(),
                       [](const QJsonValue& each) { return each[QStringLiteral("mean_return")].isDouble(); });
}

void TearSheetPanel::showLines() {
    const QJsonArray points = sheet_[QStringLiteral("series")].toArray();
    earned_->setSeries(
        {lineOf(points, "gross", tr("before costs")), lineOf(points, "net", tr("after costs"))});
    drawdown_->setSeries({lineOf(points, "drawdown", tr("drawdown"))});
    coefficient_->setSeries({lineOf(points, "rank_ic", tr("mean of 63"))});
    const QJsonArray levels = sheet_[QStringLiteral("quantile_levels")].toArray();
    QVector<TimeSeries> lines;
    for (const QJsonValue& each : levels) {
        const QJsonArray values = each.toObject()[QStringLiteral("levels")].toArray();
        for (qsizetype q = 0; q < values.size(); ++q) {
            if (q >= lines.size())
                lines.append({QStringLiteral("quantile_%1").arg(q + 1), tr("Q%1").arg(q + 1), {}, {}});
            lines[q].dates.append(dayOf(each.toObject()));
            lines[q].values.append(values[q].toDouble(std::nan("")));
        }
    }
    levels_->setSeries(lines);
    quantiles_section_->setVisible(hasQuantiles());
    levels_section_->setVisible(hasQuantiles() && !lines.isEmpty());
    arrange();
}

void TearSheetPanel::showColumns() {
    QVector<Column> decay;
    int index = 0;
    for (const QJsonValue& each : sheet_[QStringLiteral("information_coefficient")].toArray()) {
        const QJsonObject line = each.toObject();
        const int horizon = line[QStringLiteral("horizon")].toInt();
        decay.append({QString::number(horizon), numberOf(line, "rank_mean"), 0,
                      tr("t %1 · above 0 on %2 of %3 sessions · linear %4")
                          .arg(formatNumber(numberOf(line, "rank_t_stat"), 2),
                               formatPercent(numberOf(line, "rank_positive")),
                               formatNumber(numberOf(line, "sessions"), 0),
                               formatNumber(numberOf(line, "linear_mean"), 3)),
                      origin(QStringLiteral("/data/information_coefficient/%1/rank_mean").arg(index)),
                      horizon == sheet_[QStringLiteral("horizon")].toInt()});
        ++index;
    }
    decay_->setColumns(decay, NumberKind::Decimal3);
    QVector<Column> quantiles;
    for (const QJsonValue& each : sheet_[QStringLiteral("quantile_returns")].toArray()) {
        const QJsonObject line = each.toObject();
        quantiles.append(
            {tr("Q%1").arg(line[QStringLiteral("quantile")].toInt()), numberOf(line, "excess_return"),
             numberOf(line, "standard_error"),
             tr("turnover %1").arg(formatPercent(numberOf(line, "turnover"))),
             origin(QStringLiteral("/data/quantile_returns/%1/excess_return").arg(quantiles.size())), false});
    }
    quantiles_->setColumns(quantiles, NumberKind::PercentSign);
}

void TearSheetPanel::showParts() {
    const auto bars = [this](const char* list, const char* name, const char* value, const QString& path) {
        QVector<ExposureBar> out;
        const QJsonObject from =
            path.isEmpty() ? sheet_ : sheet_[path.section(QLatin1Char('/'), 1, 1)].toObject();
        for (const QJsonValue& each : from[QLatin1String(list)].toArray()) {
            const QJsonObject line = each.toObject();
            const QString part = line[QLatin1String(name)].toString();
            const QString title = path.isEmpty()
                                      ? QStringLiteral("%1  t %2")
                                            .arg(partTitle(part), formatNumber(numberOf(line, "t_stat"), 1))
                                      : factorTitle(part);
            out.append({part, title, numberOf(line, value), tr("Too few names or sessions"),
                        origin(QStringLiteral("/data%1/%2/%3/%4")
                                   .arg(path, QLatin1String(list))
                                   .arg(out.size())
                                   .arg(QLatin1String(value)))});
        }
        return out;
    };
    sectors_->setBars(bars("sectors", "part", "rank_ic", {}));
    regimes_->setBars(bars("regimes", "part", "rank_ic", {}));
    betas_->setBars(bars("betas", "factor", "beta", QStringLiteral("/alpha")));
}

TableData TearSheetPanel::exportTable() const {
    TableData out;
    out.columns = {QStringLiteral("section"), QStringLiteral("item"), QStringLiteral("figure"),
                   QStringLiteral("value")};
    addRows(out, {}, {}, sheet_);
    for (auto each = sheet_.begin(); each != sheet_.end(); ++each) {
        if (each->isObject()) addRows(out, each.key(), {}, each->toObject());
        int item = 0;
        for (const QJsonValue& line : each->toArray()) {
            const QJsonObject object = line.toObject();
            const QJsonValue named = object.contains(QStringLiteral("part")) ? object[QStringLiteral("part")]
                                                                             : object[QStringLiteral("date")];
            addRows(out, each.key(), named.isString() ? named.toString() : QString::number(++item), object);
        }
    }
    return out;
}

void TearSheetPanel::print() {
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Tear sheet as PDF"),
                                     sheet_[QStringLiteral("factor_id")].toString() + QStringLiteral(".pdf"));
    if (path.isEmpty()) return;
    const QString wrong = tearSheetPrinter()({{QStringLiteral("success"), true},
                                              {QStringLiteral("data"), sheet_},
                                              {QStringLiteral("metadata"), metadata_}},
                                             path);
    desk().say(wrong.isEmpty() ? tr("Written: %1").arg(path) : wrong);
}

void TearSheetPanel::exportRows(const QString& format) {
    desk().link.call(kExport,
                     {{QStringLiteral("format"), format},
                      {QStringLiteral("operation"), call_.operation},
                      {QStringLiteral("parameters"), call_.parameters}},
                     this, [this](const LinkReply& reply) {
                         desk().say(reply.ok()
                                        ? tr("The file is being written; the job says where it stands.")
                                        : tr("The export could not be started."));
                     });
}

} // namespace nautilus::ui
