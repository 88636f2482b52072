#include "ui/models/job_words.h"

#include <QCoreApplication>
#include <QHash>

namespace nautilus::ui {

QString jobTitle(const QString& kind) {
    const auto tr = [](const char* text) { return QCoreApplication::translate("Jobs", text); };
    const QHash<QString, QString> titles{
        {QStringLiteral("backfill"), tr(QT_TRANSLATE_NOOP("Jobs", "History of prices"))},
        {QStringLiteral("factor_run"), tr(QT_TRANSLATE_NOOP("Jobs", "Factor run"))},
        {QStringLiteral("import"), tr(QT_TRANSLATE_NOOP("Jobs", "Import"))},
        {QStringLiteral("policy_backtest"), tr(QT_TRANSLATE_NOOP("Jobs", "Policy backtest"))},
        {QStringLiteral("policy_grid"), tr(QT_TRANSLATE_NOOP("Jobs", "Settings grid"))},
        {QStringLiteral("policy_validation"), tr(QT_TRANSLATE_NOOP("Jobs", "Cross-validation"))},
        {QStringLiteral("quality_scan"), tr(QT_TRANSLATE_NOOP("Jobs", "Data quality scan"))},
        {QStringLiteral("refresh"), tr(QT_TRANSLATE_NOOP("Jobs", "Update of a source"))},
        {QStringLiteral("risk_proof"), tr(QT_TRANSLATE_NOOP("Jobs", "Risk model proof"))},
        {QStringLiteral("risk_report"), tr(QT_TRANSLATE_NOOP("Jobs", "Risk report"))},
        {QStringLiteral("series_discovery"), tr(QT_TRANSLATE_NOOP("Jobs", "Search for series"))}};
    return titles.value(kind, kind);
}

} // namespace nautilus::ui
