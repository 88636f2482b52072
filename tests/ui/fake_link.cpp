#include "tests/ui/fake_link.h"

#include "tests/ui/fake_answers.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QPointer>
#include <QTimer>

namespace nautilus::ui::testing {
namespace {

QJsonObject parsed(const char* text) {
    return QJsonDocument::fromJson(text).object();
}

const char* const kEngines =
    R"json({"overall_status":"healthy","engines_healthy":2,"engines_total":2,"engine_status":{
 "factor-engine":{"status":"healthy","response_time_ms":0.42},
 "marketdata-engine":{"status":"healthy","response_time_ms":0.31}}})json";

const char* const kJobs = R"json({"jobs":[
 {"job_id":"job_3","kind":"factor run","state":"running","progress":0.62,
  "message":"Joint regression, 2018-04-11",
  "created_at":"2020-01-11T09:30:02Z","finished_at":null},
 {"job_id":"job_2","kind":"demo import","state":"succeeded","progress":1,"message":"482 stocks, 607,320 bars",
  "created_at":"2020-01-11T09:29:41Z","finished_at":"2020-01-11T09:29:44Z"},
 {"job_id":"job_1","kind":"export","state":"cancelled","progress":0.3,"message":"Taken back",
  "created_at":"2020-01-11T09:20:00Z","finished_at":"2020-01-11T09:20:09Z"},
 {"job_id":"job_0","kind":"policy_backtest","state":"succeeded","progress":1,"message":"",
  "created_at":"2020-01-11T09:12:00Z","finished_at":"2020-01-11T09:12:04Z"},
 {"job_id":"job_8","kind":"policy_validation","state":"succeeded","progress":1,"message":"",
  "created_at":"2020-01-11T09:10:00Z","finished_at":"2020-01-11T09:10:02Z"},
 {"job_id":"job_6","kind":"policy_grid","state":"succeeded","progress":1,"message":"",
  "created_at":"2020-01-11T09:08:00Z","finished_at":"2020-01-11T09:08:05Z"}]})json";

const char* const kFactors = R"json({"factors":[
 {"id":"momentum","name":"Momentum","family":"style","sets":["joint","two_stage"],
  "direction":"higher is stronger",
  "formula":"sum of weighted log returns, sessions t-252 to t-21","unit":"standard deviations",
  "description":"Past winners against past losers, the last month left out.","inputs":["return"],
  "first_valid_date":"2016-01-12","source":"factor engine"},
 {"id":"size","name":"Size","family":"style","sets":["joint"],"direction":"higher is larger",
  "formula":"ln(market cap)","unit":"standard deviations","description":"Large against small companies.",
  "inputs":["price","shares"],"first_valid_date":"2015-01-12","source":"factor engine"}]})json";

const char* const kOperations = R"json({"operations":[
 {"id":"factor.factors","verb":"GET","path":"/api/v1/factor-engine/factors",
  "summary":"The registered factors",
  "scope":"read","parameters":[]},
 {"id":"factor.exposures","verb":"GET","path":"/api/v1/factor-engine/exposures",
  "summary":"Exposures of one date",
  "scope":"read","parameters":["date","set","symbols","factors","limit"]},
 {"id":"factor.exposure_history","verb":"GET","path":"/api/v1/factor-engine/exposures/{symbol}",
  "summary":"Exposures of one stock over time","scope":"read","parameters":["symbol","set","start","end"]},
 {"id":"factor.returns","verb":"GET","path":"/api/v1/factor-engine/returns","summary":"Daily factor returns",
  "scope":"read","parameters":["estimator","start","end","factors","limit","universe"]},
 {"id":"factor.statistics","verb":"GET","path":"/api/v1/factor-engine/statistics",
  "summary":"One row per factor",
  "scope":"read","parameters":["estimator","start","end"]},
 {"id":"factor.correlation","verb":"GET","path":"/api/v1/factor-engine/correlation",
  "summary":"Correlation of factor returns","scope":"read","parameters":["estimator","start","end"]},
 {"id":"factor.risk","verb":"POST","path":"/api/v1/factor-engine/risk","summary":"Portfolio risk by factor",
  "scope":"compute","parameters":["date","weights","benchmark"]},
 {"id":"marketdata.instruments","verb":"GET","path":"/api/v1/data-catalog/instruments",
  "summary":"Instruments",
  "scope":"read","parameters":["query","limit"]},
 {"id":"marketdata.bars","verb":"GET","path":"/api/v1/data-catalog/bars","summary":"Daily bars",
  "scope":"read",
  "parameters":["symbol","start","end","adjusted"]},
 {"id":"app.jobs","verb":"GET","path":"/api/v1/jobs","summary":"Jobs","scope":"read","parameters":[]},
 {"id":"app.job_cancel","verb":"POST","path":"/api/v1/jobs/{job_id}/cancel","summary":"Take a job back",
  "scope":"operate","parameters":["job_id"]},
 {"id":"app.engines","verb":"GET","path":"/system/health/engines","summary":"Health of every engine",
  "scope":"read","parameters":[]},
 {"id":"app.operations","verb":"GET","path":"/api/v1/operations","summary":"All operations","scope":"read",
  "parameters":[]}]})json";

class TimedCall : public LinkCall {
public:
    explicit TimedCall(std::shared_ptr<int> count) : count_(std::move(count)) {}
    void cancel() override {
        *count_ += cancelled || done ? 0 : 1;
        cancelled = true;
    }
    bool cancelled = false;
    bool done = false;

private:
    std::shared_ptr<int> count_;
};

} // namespace

namespace {

class FakeListening : public LinkListening {
public:
    FakeListening(std::shared_ptr<QStringList> all, QString pattern)
        : all_(std::move(all)), pattern_(std::move(pattern)) {
        all_->append(pattern_);
    }
    ~FakeListening() override { all_->removeOne(pattern_); }

private:
    std::shared_ptr<QStringList> all_;
    QString pattern_;
};

} // namespace

std::unique_ptr<LinkListening> FakeLink::listen(const QString& pattern) {
    return std::make_unique<FakeListening>(listened_, pattern);
}

FakeLink::FakeLink(QObject* parent) : Link(parent), settings_(firstSettings()) {
    QFile file(QStringLiteral(NAUTILUS_UI_TEST_DATA "/desk.json"));
    if (file.open(QIODevice::ReadOnly)) desk_ = QJsonDocument::fromJson(file.readAll()).object();
    QFile proof(QStringLiteral(NAUTILUS_UI_TEST_DATA "/risk_proof.json"));
    if (proof.open(QIODevice::ReadOnly))
        desk_.insert(QStringLiteral("risk_proof"), QJsonDocument::fromJson(proof.readAll()).object());
}

QJsonObject FakeLink::exposures(const QJsonObject& parameters) const {
    const QJsonObject sets = desk_.value(QStringLiteral("exposures")).toObject();
    QJsonObject table =
        sets.value(parameters.value(QStringLiteral("set")).toString(QStringLiteral("joint"))).toObject();
    const QJsonArray symbols = parameters.value(QStringLiteral("symbols")).toArray();
    if (symbols.isEmpty()) return table;
    QJsonArray rows;
    for (const QJsonValue& row : table.value(QStringLiteral("rows")).toArray())
        if (symbols.contains(row.toArray().at(1))) rows.append(row);
    table.insert(QStringLiteral("rows"), rows);
    return table;
}

QJsonObject FakeLink::returns(const QJsonObject& parameters) const {
    const QJsonArray dates = desk_.value(QStringLiteral("dates")).toArray();
    const QJsonObject all = desk_.value(QStringLiteral("factor_returns")).toObject();
    const QJsonObject stats = desk_.value(QStringLiteral("t_stats")).toObject();
    const QString end = parameters.value(QStringLiteral("end")).toString(QStringLiteral("9999"));
    QJsonArray rows;
    for (const QJsonValue& factor : parameters.value(QStringLiteral("factors")).toArray()) {
        const QJsonArray values = all.value(factor.toString()).toArray();
        const QJsonArray t = stats.value(factor.toString()).toArray();
        for (qsizetype i = 0; i < values.size() && dates.at(i).toString() <= end; ++i)
            rows.append(QJsonArray{dates.at(i), factor, values.at(i), t.at(i)});
    }
    return {{QStringLiteral("columns"), QJsonArray{QStringLiteral("date"), QStringLiteral("factor"),
                                                   QStringLiteral("return"), QStringLiteral("t_stat")}},
            {QStringLiteral("rows"), rows}};
}

QJsonObject FakeLink::instruments(const QJsonObject& parameters) const {
    QJsonObject table = desk_.value(QStringLiteral("instruments")).toObject();
    const QString query = parameters.value(QStringLiteral("query")).toString();
    QJsonArray rows;
    for (const QJsonValue& row : table.value(QStringLiteral("rows")).toArray())
        if (row.toArray().at(1).toString().contains(query, Qt::CaseInsensitive) ||
            row.toArray().at(2).toString().contains(query, Qt::CaseInsensitive))
            rows.append(row);
    table.insert(QStringLiteral("rows"), rows);
    return table;
}

void FakeLink::setSetting(const QString& name, const QJsonValue& value) {
    QJsonObject settings = settings_.value(QStringLiteral("settings")).toObject();
    settings.insert(name, value);
    settings_.insert(QStringLiteral("settings"), settings);
}

QJsonObject FakeLink::answer(const QString& operation, const QJsonObject& parameters) const {
    if (operation.startsWith(QLatin1String("app.settings"))) return settings_;
    if (operation == QLatin1String("app.operations")) {
        QJsonObject all = parsed(kOperations);
        QJsonArray list = all.value(QStringLiteral("operations")).toArray();
        for (const QJsonObject& more :
             {moreOperations(), marketOperations(), researchOperations(), editorOperations(),
              portfolioOperations(), analyticsOperations(), riskOperations(), forecastOperations(),
              optimiserOperations(), policyOperations()})
            for (const QJsonValue& each : more.value(QStringLiteral("operations")).toArray())
                list.append(each);
        all.insert(QStringLiteral("operations"), list);
        return all;
    }
    if (operation == QLatin1String("analytics.attribution"))
        return attributionAnswer(parameters.value(QStringLiteral("attribution_type")).toString());
    if (operation == QLatin1String("app.job"))
        for (const QJsonObject& job : {validationJob(), gridJob()})
            if (job.value(QStringLiteral("job_id")) == parameters.value(QStringLiteral("job_id"))) return job;
    for (const auto* answers :
         {&fixedAnswers(), &marketAnswers(), &researchAnswers(), &editorAnswers(), &portfolioAnswers(),
          &analyticsAnswers(), &riskAnswers(), &forecastAnswers(), &optimiserAnswers(), &policyAnswers()})
        if (answers->contains(operation)) return answers->value(operation);
    if (operation == QLatin1String("factor.tearsheet_of_expression"))
        return researchAnswers().value(QStringLiteral("factor.tearsheet"));
    if (operation == QLatin1String("features.given_series")) return givenSeries(parameters);
    if (operation == QLatin1String("factor.exposures")) return exposures(parameters);
    if (operation == QLatin1String("factor.returns")) return returns(parameters);
    if (operation == QLatin1String("marketdata.instruments")) return instruments(parameters);
    if (operation == QLatin1String("marketdata.bars"))
        return {{QStringLiteral("columns"),
                 QJsonArray{QStringLiteral("date"), QStringLiteral("open"), QStringLiteral("high"),
                            QStringLiteral("low"), QStringLiteral("close"), QStringLiteral("volume")}},
                {QStringLiteral("rows"), desk_.value(QStringLiteral("bars"))
                                             .toObject()
                                             .value(parameters.value(QStringLiteral("symbol")).toString())}};
    const QHash<QString, QString> recorded{
        {QStringLiteral("factor.statistics"), QStringLiteral("statistics")},
        {QStringLiteral("factor.correlation"), QStringLiteral("correlation")},
        {QStringLiteral("factor.covariance"), QStringLiteral("correlation")},
        {QStringLiteral("factor.risk_proof"), QStringLiteral("risk_proof")},
        {QStringLiteral("factor.exposure_history"), QStringLiteral("history")}};
    if (recorded.contains(operation)) return desk_.value(recorded.value(operation)).toObject();
    const QHash<QString, const char*> fixed{{QStringLiteral("app.engines"), kEngines},
                                            {QStringLiteral("app.jobs"), kJobs},
                                            {QStringLiteral("factor.factors"), kFactors}};
    return parsed(fixed.value(operation, "{}"));
}

QJsonObject FakeLink::paged(QJsonObject data, const QJsonObject& parameters) const {
    const QJsonArray rows = data.value(QStringLiteral("rows")).toArray();
    if (page_rows <= 0 || rows.isEmpty()) return data;
    const int from = parameters.value(QStringLiteral("cursor")).toString().toInt();
    QJsonArray page;
    for (qsizetype i = from; i < qMin<qsizetype>(rows.size(), from + page_rows); ++i)
        page.append(rows.at(i));
    data.insert(QStringLiteral("rows"), page);
    if (from + page_rows < rows.size())
        data.insert(QStringLiteral("next_cursor"), QString::number(from + page_rows));
    return data;
}

std::shared_ptr<LinkCall> FakeLink::call(const QString& operation_id, const QJsonObject& parameters,
                                         QObject* context, Done done) {
    asked_.append(operation_id);
    last_.insert(operation_id, parameters);
    if (operation_id == QLatin1String("app.settings_update")) {
        const QJsonObject changes = parameters.value(QStringLiteral("settings")).toObject();
        for (auto it = changes.begin(); it != changes.end() && !staged_.contains(operation_id); ++it)
            setSetting(it.key(), *it);
    }
    auto call = std::make_shared<TimedCall>(cancelled_);
    QTimer::singleShot(delay_ms, context, [this, call, operation_id, parameters, done = std::move(done)] {
        if (call->cancelled) return;
        call->done = true;
        if (staged_.contains(operation_id)) return done(staged_.value(operation_id));
        if (operation_id == QLatin1String("risk.report_file")) return done({200, {}, reportHtml()});
        const QJsonObject metadata{{QStringLiteral("data_as_of"), desk_.value(QStringLiteral("as_of"))},
                                   {QStringLiteral("warnings"), QJsonArray()}};
        done({200, QJsonObject{{QStringLiteral("success"), true},
                               {QStringLiteral("data"), paged(answer(operation_id, parameters), parameters)},
                               {QStringLiteral("metadata"), metadata},
                               {QStringLiteral("errors"), QJsonArray()}}});
    });
    return call;
}

} // namespace nautilus::ui::testing
