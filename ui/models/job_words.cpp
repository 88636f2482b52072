#include "ui/models/job_words.h"

#include <QCoreApplication>
#include <QHash>

namespace nautilus::ui {

QString jobTitle(const QString& kind) {
    const QHash<QString, QString> titles{
        {QStringLiteral("backfill"), QCoreApplication::translate("Jobs", "History of prices")},
        {QStringLiteral("factor_run"), QCoreApplication::translate("Jobs", "Factor run")},
        {QStringLiteral("import"), QCoreApplication::translate("Jobs", "Import")},
        {QStringLiteral("policy_backtest"), QCoreApplication::translate("Jobs", "Policy backtest")},
        {QStringLiteral("policy_grid"), QCoreApplication::translate("Jobs", "Settings grid")},
        {QStringLiteral("policy_validation"), QCoreApplication::translate("Jobs", "Cross-validation")},
        {QStringLiteral("quality_scan"), QCoreApplication::translate("Jobs", "Data quality scan")},
        {QStringLiteral("refresh"), QCoreApplication::translate("Jobs", "Update of a source")},
        {QStringLiteral("risk_proof"), QCoreApplication::translate("Jobs", "Risk model proof")},
        {QStringLiteral("risk_report"), QCoreApplication::translate("Jobs", "Risk report")},
        {QStringLiteral("series_discovery"), QCoreApplication::translate("Jobs", "Search for series")}};
    return titles.value(kind, kind);
}

} // namespace nautilus::ui
