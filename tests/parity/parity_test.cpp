// One door, two visitors: for every operation, the desktop's link in process and its HTTP transport give the
// same status, data, warnings and errors. Elapsed times and request ids apart.

#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/eventually.h"

#include "app/composition/local_link.h"
#include "app/composition/server_app.h"
#include "ui/link/http_link.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTimer>

#include <gtest/gtest.h>

namespace {

using nautilus::composition::LocalLink;
using nautilus::composition::ServerApp;
using nautilus::test::DemoWorkstation;
using nautilus::ui::HttpLink;
using nautilus::ui::Link;
using nautilus::ui::LinkReply;

constexpr auto kPatienceMs = static_cast<int>(std::chrono::milliseconds(nautilus::test::kPatience).count());

/// Asks and waits; status -1 when no answer came.
LinkReply ask(Link& link, const QString& id, const QJsonObject& parameters) {
    LinkReply answer;
    answer.status = -1;
    QEventLoop loop;
    QTimer::singleShot(kPatienceMs, &loop, &QEventLoop::quit);
    link.call(id, parameters, &loop, [&](const LinkReply& reply) {
        answer = reply;
        loop.quit();
    });
    loop.exec();
    return answer;
}

/// Leaves out what two calls of the same question may differ in: times, counters, ids of new jobs.
QJsonValue comparable(const QJsonValue& value) {
    static const QStringList kVarying{"calculation_time_ms",
                                      "optimization_time_ms",
                                      "optimizations_completed_today",
                                      "avg_optimization_time_ms",
                                      "avg_check_time_ms",
                                      "risk_checks_performed",
                                      "processing_time_ms",
                                      "features_calculated_today",
                                      "uptime_seconds",
                                      "requests_total",
                                      "active_requests",
                                      "average_response_ms",
                                      "response_time_ms",
                                      "avg_calculation_time_ms",
                                      "factors_calculated_today",
                                      "statistics",
                                      "job_id",
                                      "errors_total",
                                      "resident_bytes",
                                      "jobs_running",
                                      "queues",
                                      "usage",
                                      "p50_ms",
                                      "p95_ms",
                                      "p99_ms"};
    if (value.isArray()) {
        QJsonArray out;
        for (const auto& item : value.toArray())
            out.append(comparable(item));
        return out;
    }
    if (!value.isObject()) return value;
    QJsonObject out;
    const auto object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        if (!kVarying.contains(it.key())) out.insert(it.key(), comparable(it.value()));
    return out;
}

class Parity : public testing::Test {
protected:
    static void SetUpTestSuite() {
        auto& demo = DemoWorkstation::get();
        server_ = std::make_unique<ServerApp>(*demo.workstation);
        ASSERT_TRUE(server_->listen().has_value());
        const auto address = QString::fromStdString(server_->address());
        local_ = std::make_unique<LocalLink>(*demo.workstation, address);
        http_ = std::make_unique<HttpLink>(address, QString::fromStdString(demo.workstation->tokenFile()));
    }
    static void TearDownTestSuite() {
        http_.reset();
        local_.reset();
        server_->close();
        server_.reset();
    }
    static std::unique_ptr<ServerApp> server_;
    static std::unique_ptr<LocalLink> local_;
    static std::unique_ptr<HttpLink> http_;
};

std::unique_ptr<ServerApp> Parity::server_;
std::unique_ptr<LocalLink> Parity::local_;
std::unique_ptr<HttpLink> Parity::http_;

TEST_F(Parity, EveryOperationAnswersTheSameBothWays) {
    int compared = 0;
    for (const auto& operation : DemoWorkstation::get().workstation->supervisor().operations()) {
        const bool json = nautilus::kit::isOneOf(operation.formats, "json");
        if (operation.kind == nautilus::kit::Kind::Stream || !json) continue;
        if (operation.id == "app.jobs" || operation.id == "app.logs" || operation.id == "app.activity" ||
            operation.id.starts_with("marketdata.refresh") || operation.id.starts_with("marketdata.series_"))
            continue; // the two calls themselves may start jobs in between, or a sample may be taken
        if (operation.id == "risk.set_limits" || operation.id == "risk.limits" ||
            operation.id == "risk.report" || operation.id.starts_with("risk.monitor"))
            continue; // each call makes a new version, report or time
        const bool live = operation.engine() == "websocket" || operation.id.ends_with("subscribe") ||
                          operation.id == "marketdata.source_command" || operation.id == "marketdata.latency";
        if (live && (operation.verb != nautilus::kit::Verb::Get || operation.id == "marketdata.latency"))
            continue; // what is made, changed and ended: the second call finds another state
        const auto id = QString::fromStdString(operation.id);
        const auto parameters =
            QJsonDocument::fromJson(
                QByteArray::fromStdString(operation.example)
                    .replace("/path/to/prices.csv", NAUTILUS_TEST_DATA "/fama_french/daily_2015_2020.csv")
                    .replace("/path/to/folder", NAUTILUS_SOURCE_DIR "/resources/demo/open"))
                .object();
        const auto here = ask(*local_, id, parameters);
        const auto there = ask(*http_, id, parameters);
        EXPECT_EQ(here.status, there.status) << operation.id;
        EXPECT_GT(here.status, 0) << operation.id;
        for (const char* part : {"data", "errors"})
            EXPECT_EQ(comparable(here.envelope.value(part)), comparable(there.envelope.value(part)))
                << operation.id << " " << part;
        const auto meta_here = here.envelope.value("metadata").toObject();
        const auto meta_there = there.envelope.value("metadata").toObject();
        for (const char* part : {"warnings", "methods", "data_as_of", "catalog_epoch", "engine"})
            EXPECT_EQ(meta_here.value(part), meta_there.value(part)) << operation.id << " " << part;
        ++compared;
    }
    EXPECT_GT(compared, 25);
}

TEST_F(Parity, WrongRequestsFailTheSameBothWays) {
    const QJsonObject wrong{{"symbols", QJsonArray{}}, {"factor_categories", QJsonArray{"astrology"}}};
    const auto here = ask(*local_, "factor.calculate", wrong);
    const auto there = ask(*http_, "factor.calculate", wrong);
    EXPECT_EQ(here.status, 400);
    EXPECT_EQ(there.status, 400);
    EXPECT_EQ(here.envelope.value("errors"), there.envelope.value("errors"));
    EXPECT_EQ(here.envelope.value("errors").toArray().size(), 2);
}

TEST_F(Parity, EventsReachBothLinks) {
    for (Link* link : {static_cast<Link*>(local_.get()), static_cast<Link*>(http_.get())}) {
        QEventLoop loop;
        bool ended = false;
        QObject::connect(link, &Link::event, &loop, [&](const QString& topic, const QJsonObject& payload) {
            if (topic.startsWith("jobs") && payload.value("state").toString() == "succeeded") {
                ended = true;
                loop.quit();
            }
        });
        QTimer::singleShot(kPatienceMs, &loop, &QEventLoop::quit);
        const auto started = ask(*link, "factor.run", {{"kind", "two_stage"}});
        EXPECT_EQ(started.status, 202);
        if (!ended) loop.exec();
        EXPECT_TRUE(ended);
    }
}

} // namespace

int main(int argc, char** argv) {
    qputenv("QT_NO_GLIB", "1");
    QCoreApplication application(argc, argv);
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
