#pragma once
// Answers of the operations that have no recorded data: small, in the shapes of the API.

#include <QHash>
#include <QJsonObject>

namespace nautilus::ui::testing {

/// `data` by operation id.
[[nodiscard]] const QHash<QString, QJsonObject>& fixedAnswers();
/// Entries of app.operations beside the engines' own.
[[nodiscard]] QJsonObject moreOperations();
/// The same two of the market workspace.
[[nodiscard]] const QHash<QString, QJsonObject>& marketAnswers();
[[nodiscard]] QJsonObject marketOperations();
/// The same two of factor research.
[[nodiscard]] const QHash<QString, QJsonObject>& researchAnswers();
[[nodiscard]] QJsonObject researchOperations();
/// The same two of the expression editor.
[[nodiscard]] const QHash<QString, QJsonObject>& editorAnswers();
[[nodiscard]] QJsonObject editorOperations();
/// The same two of the book, of performance and of risk.
[[nodiscard]] const QHash<QString, QJsonObject>& portfolioAnswers();
[[nodiscard]] QJsonObject portfolioOperations();
[[nodiscard]] const QHash<QString, QJsonObject>& analyticsAnswers();
[[nodiscard]] QJsonObject analyticsOperations();
/// analytics.attribution of a type: sector, factor, currency or transaction.
[[nodiscard]] QJsonObject attributionAnswer(const QString& type);
/// The file of analytics.tear_sheet and of risk.report_file.
[[nodiscard]] QByteArray reportHtml();
[[nodiscard]] const QHash<QString, QJsonObject>& riskAnswers();
[[nodiscard]] QJsonObject riskOperations();
/// The same two of the forecast of breaches.
[[nodiscard]] const QHash<QString, QJsonObject>& forecastAnswers();
[[nodiscard]] QJsonObject forecastOperations();
/// The same two of the optimiser, with rebalancing and the job of a backtest.
[[nodiscard]] const QHash<QString, QJsonObject>& optimiserAnswers();
[[nodiscard]] QJsonObject optimiserOperations();

[[nodiscard]] const QHash<QString, QJsonObject>& policyAnswers();
[[nodiscard]] QJsonObject policyOperations();
/// app.job of a cross-validation that has ended.
[[nodiscard]] QJsonObject validationJob();
/// The same of a grid of settings.
[[nodiscard]] QJsonObject gridJob();
/// portfolio.diagnose of a target return that the constraints do not allow.
[[nodiscard]] QJsonObject infeasibleDiagnosis();
/// features.given_series: sma_20 is the close, rsi_14 is 50, for as many bars as are given.
[[nodiscard]] QJsonObject givenSeries(const QJsonObject& parameters);
/// {settings, defaults, schema} of app.settings.
[[nodiscard]] QJsonObject firstSettings();

} // namespace nautilus::ui::testing
