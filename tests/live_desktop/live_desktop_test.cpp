// Profit and loss on the desktop while a replay moves the prices: stored days go through the replay source,
// the engines, the gateway and its event stream into the portfolio monitor.

#include "app/composition/server_app.h"
#include "ui/charts/record_table.h"
#include "ui/dashboards/portfolio/monitor_panel.h"
#include "ui/link/http_link.h"
#include "ui/models/number_format.h"
#include "ui/shell/key_figures.h"

#include <QApplication>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QtTest>

namespace {

using namespace nautilus;

constexpr int kPatienceMs = 120'000;
const QString kPortfolio = QStringLiteral("portfolio_001");
const QString kValue = QStringLiteral("value");

/// What is held and the closes of the first two sessions that the replay sends, 10 and 11 January 2019.
struct Held {
    const char* symbol;
    double quantity;
    double close[2];
};
constexpr Held kHeld[] = {{"AAPL", 800, {153.80, 152.29}},
                          {"GOOGL", 130, {1078.83, 1064.47}},
                          {"MSFT", 1500, {103.60, 102.80}},
                          {"NVDA", 600, {145.23, 148.83}}};

} // namespace

class LiveDesktop : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    std::unique_ptr<composition::Workstation> workstation_;
    std::unique_ptr<composition::ServerApp> server_;
    std::unique_ptr<ui::HttpLink> link_;
    ui::LinkedContext context_;
    ui::Theme theme_;
    ui::OperationList operations_;
    ui::JobStore jobs_;
    ui::AlertStore alerts_;
    QUndoStack undo_;
    std::unique_ptr<ui::Desk> desk_;

    /// The data of an answer that came over the wire.
    QJsonObject asked(const char* operation, const QJsonObject& parameters) {
        QJsonObject data;
        bool done = false;
        link_->call(QLatin1String(operation), parameters, this, [&](const ui::LinkReply& reply) {
            data = reply.envelope.value(QStringLiteral("data")).toObject();
            done = true;
        });
        (void)QTest::qWaitFor([&] { return done; }, kPatienceMs);
        return data;
    }
    /// Gives the replay a command; its state afterwards.
    QJsonObject replay(const char* what) {
        return asked("marketdata.source_command", {{QStringLiteral("source_id"), QStringLiteral("replay")},
                                                   {QStringLiteral("do"), QLatin1String(what)}})
            .value(QStringLiteral("result"))
            .toObject();
    }
    bool follows(int lines) {
        const auto there = [&] { return replay("status").value(QStringLiteral("lines")).toInt(-1) == lines; };
        QElapsedTimer spent;
        spent.start();
        while (!there())
            if (spent.elapsed() > kPatienceMs) return false;
        return true;
    }
    static double priceShown(const ui::MonitorPanel& panel, const QString& symbol) {
        const ui::TableData& table = panel.model().table();
        const int symbols = table.column(QStringLiteral("symbol"));
        for (int row = 0; row < table.rows.size(); ++row)
            if (table.text(row, symbols) == symbol)
                return table.number(row, table.column(QStringLiteral("price")));
        return 0;
    }

private Q_SLOTS:
    void initTestCase() {
        composition::Options options;
        options.home = folder_.filePath(QStringLiteral("home")).toStdString();
        options.port = 0;
        options.demo_folder = NAUTILUS_SOURCE_DIR "/resources/demo";
        auto opened = composition::Workstation::open(options);
        QVERIFY(opened.has_value());
        workstation_ = std::move(*opened);
        QVERIFY(workstation_->start({}).has_value());
        server_ = std::make_unique<composition::ServerApp>(*workstation_);
        QVERIFY(server_->listen().has_value());
        link_ = std::make_unique<ui::HttpLink>(QString::fromStdString(server_->address()),
                                               QString::fromStdString(workstation_->tokenFile()));
        theme_.apply(*qApp);
        context_.setPortfolio(0, kPortfolio);
        operations_.read(asked("app.operations", {}));
        desk_.reset(new ui::Desk{*link_, context_, theme_, operations_, jobs_, alerts_, undo_});
    }
    void cleanupTestCase() {
        desk_.reset();
        link_.reset();
        server_->close();
        workstation_->stop();
    }

    void aReplayedDayMovesTheMonitor() {
        ui::MonitorPanel panel(*desk_);
        panel.resize(1200, 600);
        static_cast<QWidget&>(panel).show();
        QTRY_VERIFY_WITH_TIMEOUT(!panel.loading() && panel.model().rowCount() == 4, kPatienceMs);
        const double cash = asked("portfolio.holdings", {{QStringLiteral("portfolio_id"), kPortfolio}})
                                .value(QStringLiteral("cash"))
                                .toDouble();
        QVERIFY(cash > 0);
        const QString stored = panel.figures()->text(kValue);
        QVERIFY(panel.feed().contains(QStringLiteral("2020-01-10")));
        QVERIFY(follows(4)); // what is held, because the panel is seen
        for (int day = 0; day < 2; ++day) {
            replay("step");
            double value = cash;
            for (const Held& each : kHeld)
                value += each.quantity * each.close[day];
            QTRY_COMPARE_WITH_TIMEOUT(panel.figures()->text(kValue), ui::formatMoney(value), kPatienceMs);
            QVERIFY(panel.figures()->text(kValue) != stored);
            for (const Held& each : kHeld)
                QTRY_COMPARE_WITH_TIMEOUT(priceShown(panel, QLatin1String(each.symbol)), each.close[day],
                                          kPatienceMs);
            QVERIFY(panel.feed().startsWith(QStringLiteral("replay")));
            QCOMPARE(panel.titleLine()->state(), ui::PanelState::Replay);
        }
        panel.hide();
        QVERIFY(follows(0)); // a book that nobody looks at is not computed
    }
};

int main(int argc, char** argv) {
    qputenv("QT_NO_GLIB", "1");
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    LiveDesktop test;
    return QTest::qExec(&test, argc, argv);
}

#include "live_desktop_test.moc"
