// The forecast of breaches and its reliability diagram, before recorded answers.
#include "tests/ui/fake_answers.h"
#include "tests/ui/panel_bench.h"
#include "tests/ui/suites.h"
#include "ui/charts/record_table.h"
#include "ui/charts/reliability_chart.h"
#include "ui/dashboards/risk/breach_forecast_panel.h"

#include <QComboBox>
#include <QJsonArray>
#include <QtTest>

namespace nautilus::ui::testing {
namespace {

const QString kForecast = QStringLiteral("risk.breach_forecast");

} // namespace

class ForecastPanelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theMostProbableBreachStandsFirst() {
        Bench bench;
        const auto panel = bench.show<BreachForecastPanel>();
        const QJsonObject asked = bench.fake.lastParameters(kForecast);
        QCOMPARE(asked[QStringLiteral("portfolio_id")].toString(), QStringLiteral("portfolio_001"));
        QCOMPARE(asked[QStringLiteral("horizon")].toInt(), 5);
        const auto* model = panel->table()->model();
        QCOMPARE(model->rowCount(), 5);
        QCOMPARE(model->index(0, 0).data().toString(), QStringLiteral("Value at risk"));
        QCOMPARE(model->index(0, 3).data().toString(), QStringLiteral("100.0"));
        QCOMPARE(model->index(0, 7).data().toString(), QStringLiteral("broken now"));
        QCOMPARE(model->index(1, 3).data().toString(), QStringLiteral("74.4"));
        QVERIFY(panel->scores().contains(QStringLiteral("Brier")));
    }
    void theDiagramReadsByKeysAndLeavesOutWhatIsEmpty() {
        Bench bench;
        const auto panel = bench.show<BreachForecastPanel>();
        ReliabilityChart* diagram = panel->diagram();
        QCOMPARE(diagram->points().size(), 10);
        QTest::keyClick(diagram, Qt::Key_Right);
        const QString first = diagram->readout();
        QVERIFY2(first.contains(QStringLiteral("forecast")), qPrintable(first));
        for (int i = 0; i < 20; ++i)
            QTest::keyClick(diagram, Qt::Key_Right);
        const QString last = diagram->readout();
        QVERIFY(last != first);
        QVERIFY2(!last.contains(QStringLiteral("nan")), qPrintable(last));
        QSignalSpy asked(diagram, &ReliabilityChart::originAsked);
        QTest::keyClick(diagram, Qt::Key_F9);
        QCOMPARE(asked.size(), 1);
        const auto origin = asked.first().first().value<CellOrigin>();
        QVERIFY(origin.pointer.startsWith(QStringLiteral("/data/reliability/bins/")));
        QTest::keyClick(diagram, Qt::Key_Escape);
        QVERIFY(diagram->readout() != last);
        QCOMPARE(diagram->table().rows.size(), 10);
    }
    void theHorizonIsKeptAndAskedAnew() {
        Bench bench;
        const auto panel = bench.show<BreachForecastPanel>();
        panel->setChoices({{QStringLiteral("horizon"), QStringLiteral("21")}});
        Bench::settle(*panel);
        QCOMPARE(bench.fake.lastParameters(kForecast)[QStringLiteral("horizon")].toInt(), 21);
        QCOMPARE(panel->choices()[QStringLiteral("horizon")].toString(), QStringLiteral("21"));
    }
    void withoutLimitsItOffersToSetThem() {
        Bench bench;
        QString opened;
        bench.desk.open_panel = [&opened](const QString& id) { opened = id; };
        bench.fake.stage(kForecast, {200,
                                     {{QStringLiteral("success"), true},
                                      {QStringLiteral("data"),
                                       QJsonObject{{QStringLiteral("limits"), QJsonArray()},
                                                   {QStringLiteral("reliability"), QJsonObject()}}}}});
        const auto panel = bench.show<BreachForecastPanel>();
        QCOMPARE(panel->cover()->mode(), StateCover::Mode::Empty);
        Q_EMIT panel->cover()->acted();
        QCOMPARE(opened, QStringLiteral("limits"));
    }
};

static const Register<ForecastPanelTest> kForecastPanel;

} // namespace nautilus::ui::testing

#include "forecast_panel_test.moc"
