// Answers of performance and attribution, recorded from the built-in data and shortened.
#include "tests/ui/fake_answers.h"

#include <QFile>
#include <QJsonDocument>

namespace nautilus::ui::testing {
namespace {

const char* const kOperations = R"json({"operations":[
 {"id":"analytics.returns","verb":"GET","path":"/api/v1/performance/{portfolio_id}/returns",
  "summary":"Daily returns and growth of a book beside its benchmark","scope":"read",
  "parameters":["portfolio_id","benchmark","period","start","as_of","risk_free_rate","limit","cursor"]},
 {"id":"analytics.performance","verb":"GET","path":"/api/v1/performance/{portfolio_id}/metrics",
  "summary":"Return, risk and active figures of a book","scope":"read",
  "parameters":["portfolio_id","benchmark","period","start","as_of","risk_free_rate"]},
 {"id":"analytics.rolling","verb":"GET","path":"/api/v1/performance/{portfolio_id}/rolling",
  "summary":"Figures of every trailing window of a book","scope":"read",
  "parameters":["portfolio_id","benchmark","period","start","as_of","window","limit","cursor"]},
 {"id":"analytics.drawdowns","verb":"GET","path":"/api/v1/performance/{portfolio_id}/drawdowns",
  "summary":"Deepest drawdowns of a book","scope":"read",
  "parameters":["portfolio_id","benchmark","period","start","as_of","most"]},
 {"id":"analytics.monthly","verb":"GET","path":"/api/v1/performance/{portfolio_id}/monthly",
  "summary":"Returns of a book by month and year","scope":"read",
  "parameters":["portfolio_id","benchmark","period","start","as_of"]},
 {"id":"analytics.confidence","verb":"GET","path":"/api/v1/performance/{portfolio_id}/confidence",
  "summary":"Bootstrap intervals of a book's figures; trust in its Sharpe ratio","scope":"read",
  "parameters":["portfolio_id","benchmark","period","start","as_of","trials","trial_deviation"]},
 {"id":"analytics.money_weighted","verb":"GET","path":"/api/v1/performance/{portfolio_id}/money-weighted",
  "summary":"Internal rate of return of a book's flows","scope":"read",
  "parameters":["portfolio_id","benchmark","period","start","as_of"]},
 {"id":"analytics.tear_sheet","verb":"GET","path":"/api/v1/performance/{portfolio_id}/tear-sheet",
  "summary":"Everything about a book's performance at once","scope":"read",
  "parameters":["portfolio_id","benchmark","period","start","as_of","output_format","sections"]},
 {"id":"analytics.attribution","verb":"POST","path":"/analytics/attribution/{portfolio_id}",
  "summary":"Active return by factors, selection and allocation, currencies, trading","scope":"read",
  "parameters":["portfolio_id","attribution_type","factors","time_period","start","as_of","benchmark",
  "linking","interaction","over_time","cash_rates"]},
 {"id":"risk.report","verb":"POST","path":"/risk/report/generate",
  "summary":"Writes a risk report and keeps it for a day","scope":"write",
  "parameters":["portfolio_id","report_type","format","time_period","sections","as_of"]},
 {"id":"risk.report_file","verb":"GET","path":"/risk/reports/{file}",
  "summary":"A report that was written, until it expires","scope":"read","kind":"file",
  "parameters":["file"]}]})json";

/// {answers: by operation, attribution: by type other than sector}
const QJsonObject& recorded() {
    static const QJsonObject kAll = [] {
        QFile file(QStringLiteral(NAUTILUS_UI_TEST_DATA "/analytics.json"));
        return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                              : QJsonObject();
    }();
    return kAll;
}

} // namespace

const QHash<QString, QJsonObject>& analyticsAnswers() {
    static const QHash<QString, QJsonObject> kAnswers = [] {
        QHash<QString, QJsonObject> out;
        const QJsonObject answers = recorded()[QStringLiteral("answers")].toObject();
        for (auto each = answers.begin(); each != answers.end(); ++each)
            out.insert(each.key(), each->toObject());
        return out;
    }();
    return kAnswers;
}

QJsonObject attributionAnswer(const QString& type) {
    const QJsonObject other = recorded()[QStringLiteral("attribution")].toObject();
    return other.contains(type) ? other[type].toObject()
                                : analyticsAnswers().value(QStringLiteral("analytics.attribution"));
}

QByteArray reportHtml() {
    const QJsonObject sheet = analyticsAnswers().value(QStringLiteral("analytics.tear_sheet"));
    return QByteArray::fromBase64(
        sheet[QStringLiteral("file")][QStringLiteral("content_base64")].toString().toLatin1());
}

QJsonObject analyticsOperations() {
    return QJsonDocument::fromJson(kOperations).object();
}

} // namespace nautilus::ui::testing
