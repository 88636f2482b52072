#include "ui/dashboards/portfolio/grid_axes.h"

#include "ui/dashboards/portfolio/optimiser_fields.h"
#include "ui/models/optimiser_words.h"

#include <QCoreApplication>

#include <optional>

namespace nautilus::ui {
namespace {

struct Axis {
    const char* pointer;
    const char* title;
    double per_unit; ///< shown = value x this; 0: a word
};

constexpr Axis kAxes[] = {
    {"/constraints/max_weight", QT_TRANSLATE_NOOP("GridAxes", "Weight max, %"), 100},
    {"/optimization_config/covariance", QT_TRANSLATE_NOOP("GridAxes", "Covariance"), 0},
    {"/optimization_config/lookback_period", QT_TRANSLATE_NOOP("GridAxes", "Lookback"), 0},
    {"/optimization_config/rebalance_frequency", QT_TRANSLATE_NOOP("GridAxes", "Rebalanced"), 0},
    {"/optimization_config/expected_returns", QT_TRANSLATE_NOOP("GridAxes", "Expected returns"), 0},
    {"/optimization_method", QT_TRANSLATE_NOOP("GridAxes", "Method"), 0},
    {"/objective/risk_aversion", QT_TRANSLATE_NOOP("GridAxes", "Risk aversion"), 1},
    {"/constraints/max_turnover", QT_TRANSLATE_NOOP("GridAxes", "Turnover max, %"), 100},
    {"/drift_band", QT_TRANSLATE_NOOP("GridAxes", "Idle band, %"), 100},
    {"/optimization_config/transaction_costs", QT_TRANSLATE_NOOP("GridAxes", "Costs, bp"), 1e4}};

const Axis* find(const QString& pointer) {
    for (const Axis& each : kAxes)
        if (pointer == QLatin1String(each.pointer)) return &each;
    return nullptr;
}

/// {title, word} of a setting that is a word.
QVector<QPair<QString, QString>> wordsOf(const QString& pointer) {
    if (pointer.endsWith(QLatin1String("/covariance"))) return covarianceField().choices;
    if (pointer.endsWith(QLatin1String("/expected_returns"))) return expectedReturnsField().choices;
    QVector<QPair<QString, QString>> out;
    if (pointer == QLatin1String("/optimization_method"))
        for (const QString& method : optimiserMethods())
            out.append({methodTitle(method), method});
    return out;
}

QString wordOf(const QString& pointer, const QString& text) {
    for (const auto& [title, word] : wordsOf(pointer))
        if (text.compare(title, Qt::CaseInsensitive) == 0 || text.compare(word, Qt::CaseInsensitive) == 0)
            return word;
    return text;
}

} // namespace

QVector<QPair<QString, QString>> gridAxes() {
    QVector<QPair<QString, QString>> out;
    for (const Axis& each : kAxes)
        out.append({gridAxisTitle(QLatin1String(each.pointer)), QLatin1String(each.pointer)});
    return out;
}

QString gridAxisTitle(const QString& pointer) {
    const Axis* axis = find(pointer);
    return axis ? QCoreApplication::translate("GridAxes", axis->title) : pointer;
}

QJsonArray readGridValues(const QString& pointer, const QString& text, QString* problem) {
    const Axis* axis = find(pointer);
    QJsonArray out;
    for (const QString& each : text.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        const QString part = each.trimmed();
        if (part.isEmpty()) continue;
        bool number = false;
        const double value = part.toDouble(&number);
        if (axis && axis->per_unit > 0 && !number) {
            *problem = QCoreApplication::translate("GridAxes", "“%1” is no number.").arg(part);
            return {};
        }
        if (axis && axis->per_unit > 0)
            out.append(asTyped(value / axis->per_unit));
        else
            out.append(wordOf(pointer, part));
    }
    if (out.isEmpty()) *problem = QCoreApplication::translate("GridAxes", "Values are needed, by commas.");
    return out;
}

QString gridValueText(const QString& pointer, const QJsonValue& value) {
    const Axis* axis = find(pointer);
    if (value.isDouble())
        return formatAs(NumberKind::Plain, asTyped(value.toDouble() * (axis ? axis->per_unit : 1)));
    for (const auto& [title, word] : wordsOf(pointer))
        if (value.toString() == word) return title;
    return formatCell(NumberKind::Text, value);
}

} // namespace nautilus::ui
