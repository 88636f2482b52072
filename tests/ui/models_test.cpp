#include "tests/ui/fake_link.h"
#include "tests/ui/suites.h"
#include "ui/models/date_span.h"
#include "ui/models/exposure_model.h"
#include "ui/models/fuzzy_match.h"
#include "ui/models/job_store.h"
#include "ui/models/layout_file.h"
#include "ui/models/linked_context.h"
#include "ui/models/record_table_model.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <limits>

namespace nautilus::ui::testing {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

QJsonObject recorded() {
    QFile file(QStringLiteral(NAUTILUS_UI_TEST_DATA "/desk.json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

TableData jointExposures() {
    return readTable(
        recorded().value(QStringLiteral("exposures")).toObject().value(QStringLiteral("joint")).toObject());
}

TableData smallTable() {
    return readTable(
        QJsonDocument::fromJson(R"({"columns":["symbol","x"],"rows":[["B",2],["A",null],["C",-1]]})")
            .object(),
        QJsonDocument::fromJson(
            R"({"warnings":[{"code":"missing","pointer":"/data/rows/1/1","message":"too short"}]})")
            .object());
}

} // namespace

class ModelsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void damagedLayoutsAreUnderstoodOrKeptAside() {
        const auto seed = QRandomGenerator::global()->generate();
        QRandomGenerator random(seed);
        const QByteArray sound =
            R"({"version":1,"window":{"geometry":"AdnQ","state":""},"pages":[{"panels":[1,2]}]})";
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("desktop.json"));
        for (int i = 0; i < 1000; ++i) {
            QByteArray text = sound;
            const auto at = random.bounded(text.size());
            switch (random.bounded(6)) {
            case 0:
                text.truncate(at);
                break;
            case 1:
                text[at] = static_cast<char>(text[at] ^ (1 << random.bounded(8)));
                break;
            case 2:
                text.insert(at, QByteArray(1 + random.bounded(9), '\0'));
                break;
            case 3:
                text = QByteArray(1 + random.bounded(3000), '[');
                break;
            case 4:
                text.insert(at, "\xff\xfe");
                break;
            default:
                text.replace("\"window\":{", QByteArray("\"window\":[").append(QByteArray(at, '1')));
                break;
            }
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(text) == text.size());
            file.close();
            const LayoutRead read = readLayout(folder.path());
            QVERIFY2(read.layout.isEmpty() != read.kept_aside.isEmpty(), qPrintable(QString::number(seed)));
            QFile kept(read.kept_aside.isEmpty() ? path : read.kept_aside);
            QVERIFY(kept.open(QIODevice::ReadOnly));
            QCOMPARE(kept.readAll(), text); // every byte is still there
            kept.remove();
        }
    }
    void csvRunsNoFormula() {
        const QVector<QStringList> rows{{"=1+1", "-5", "+4e3", "@x", "-x", "plain"},
                                        {"\tx", "-0.5", "\rx", "a=b", "=a,b", ""}};
        QCOMPARE(toCsv({"a", "b", "c", "d", "e", "=f"}, rows),
                 QStringLiteral("a,b,c,d,e,'=f\r\n'=1+1,-5,+4e3,'@x,'-x,plain\r\n"
                                "'\tx,-0.5,\"'\rx\",a=b,\"'=a,b\",\r\n"));
    }
    void cumulativeCompounds() {
        const QDate day(2020, 1, 6);
        const TimeSeries series{{},
                                {},
                                {day, day.addDays(1), day.addDays(2), day.addDays(3), day.addDays(4)},
                                {kNaN, 0.1, -0.5, kNaN, 0.2}};
        const auto values = cumulative(series).values;
        QVERIFY(std::isnan(values[0]));
        QCOMPARE(values[1], 0.1);
        QCOMPARE(values[2], 1.1 * 0.5 - 1);
        QCOMPARE(values[3], 1.1 * 0.5 - 1);
        QCOMPARE(values[4], 1.1 * 0.5 * 1.2 - 1);
    }
    void cumulativeAgreesWithPandas() {
        const QJsonObject desk = recorded();
        const QJsonArray dates = desk.value(QStringLiteral("dates")).toArray();
        const QJsonObject all = desk.value(QStringLiteral("factor_returns")).toObject();
        const QJsonObject golden = desk.value(QStringLiteral("golden")).toObject();
        QVERIFY(!all.isEmpty());
        for (auto it = all.begin(); it != all.end(); ++it) {
            TimeSeries series{it.key(), {}, {}, {}};
            for (qsizetype i = 0; i < dates.size(); ++i) {
                series.dates.append(QDate::fromString(dates.at(i).toString(), Qt::ISODate));
                series.values.append(it->toArray().at(i).toDouble(kNaN));
            }
            const QDate year = spanStart(Span::Year1, series.dates.first(), series.dates.last());
            const double one =
                golden.value(QStringLiteral("cumulative_1y")).toObject().value(it.key()).toDouble();
            const double full =
                golden.value(QStringLiteral("cumulative_all")).toObject().value(it.key()).toDouble();
            QVERIFY(std::abs(cumulative(cutFrom(series, year)).values.last() - one) < 1e-4);
            QVERIFY(std::abs(cumulative(series).values.last() - full) < 2e-3); // the record has six decimals
        }
    }
    void spansCountBack() {
        const QDate first(2015, 1, 2);
        const QDate last(2020, 1, 10);
        QCOMPARE(spanStart(Span::Month1, first, last), QDate(2019, 12, 10));
        QCOMPARE(spanStart(Span::YearToDate, first, last), QDate(2020, 1, 1));
        QCOMPARE(spanStart(Span::Year5, first, last), QDate(2015, 1, 10));
        QCOMPARE(spanStart(Span::All, first, last), first);
        QCOMPARE(spanStart(Span::Year5, QDate(2019, 1, 1), last), QDate(2019, 1, 1));
    }
    void missingCellsKnowWhy() {
        RecordTableModel model({{QStringLiteral("symbol"), QStringLiteral("Symbol")},
                                {QStringLiteral("x"), QStringLiteral("X"), NumberKind::Decimal2}});
        model.setTable(smallTable());
        QCOMPARE(model.index(1, 1).data().toString(), QString(kMissing));
        QCOMPARE(model.index(1, 1).data(Qt::ToolTipRole).toString(), QStringLiteral("too short"));
        QVERIFY(model.index(0, 1).data(Qt::ToolTipRole).toString().isEmpty());
    }
    void sortingPutsTheMissingLast() {
        RecordTableModel model({{QStringLiteral("symbol"), QStringLiteral("Symbol")},
                                {QStringLiteral("x"), QStringLiteral("X"), NumberKind::Decimal2}});
        model.setTable(smallTable());
        for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            model.sort(1, order);
            QCOMPARE(model.textAt(2, QStringLiteral("symbol")), QStringLiteral("A"));
            QCOMPARE(model.textAt(0, QStringLiteral("symbol")),
                     order == Qt::AscendingOrder ? QStringLiteral("C") : QStringLiteral("B"));
        }
    }
    void exposuresSortGroupAndFilter() {
        ExposureModel model;
        model.setTable(jointExposures());
        const int all = model.stockCount();
        QVERIFY(all > 300);
        QVERIFY(model.isHeading(0));
        model.setGrouped(false);
        QCOMPARE(model.rowCount(), all);
        model.sort(3, Qt::DescendingOrder);
        double before = std::numeric_limits<double>::infinity();
        for (int row = 0; row < model.rowCount(); ++row) {
            const QVariant raw = model.index(row, 3).data(kRawRole);
            if (raw.isNull() || !raw.isValid()) continue;
            QVERIFY(raw.toDouble() <= before);
            before = raw.toDouble();
        }
        model.setSector(QStringLiteral("Energy"));
        QVERIFY(model.stockCount() > 5 && model.stockCount() < all);
        model.setFilter(QStringLiteral("xom"));
        QCOMPARE(model.stockCount(), 1);
        QCOMPARE(model.rowOf(QStringLiteral("XOM")), 0);
        model.setFilter({});
        model.setSector({});
        model.setUniverse(Universe::Estimation);
        QVERIFY(model.stockCount() < all);
    }
    void groupedSortingStaysInsideSectors() {
        ExposureModel model;
        model.setTable(jointExposures());
        model.sort(2, Qt::AscendingOrder);
        double before = -std::numeric_limits<double>::infinity();
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.isHeading(row)) {
                before = -std::numeric_limits<double>::infinity();
                continue;
            }
            const QVariant raw = model.index(row, 2).data(kRawRole);
            if (!raw.isValid() || raw.isNull()) continue;
            QVERIFY(raw.toDouble() >= before);
            before = raw.toDouble();
        }
    }
    void csvQuotesAndStaysPlain() {
        TableData table;
        table.columns = {QStringLiteral("name"), QStringLiteral("x")};
        table.rows = {{QStringLiteral("Say \"hi\", now"), 1234.5},
                      {QStringLiteral("B"), QJsonValue(QJsonValue::Null)}};
        QCOMPARE(toCsv(table), QStringLiteral("name,x\r\n\"Say \"\"hi\"\", now\",1234.5\r\nB,\r\n"));
    }
    void fuzzySearchPrefersWordStarts() {
        QCOMPARE(fuzzyScore(QStringLiteral("xyz"), QStringLiteral("Factor returns")), 0);
        QVERIFY(fuzzyScore(QStringLiteral("fr"), QStringLiteral("Factor returns")) >
                fuzzyScore(QStringLiteral("fr"), QStringLiteral("Transfer")));
        QVERIFY(fuzzyScore(QStringLiteral("aapl"), QStringLiteral("AAPL")) >
                fuzzyScore(QStringLiteral("aapl"), QStringLiteral("AAPLX")));
    }
    void contextGroupsAreApart() {
        LinkedContext context;
        QSignalSpy spy(&context, &LinkedContext::changed);
        context.setSymbol(1, QStringLiteral("MSFT"));
        context.setSymbol(1, QStringLiteral("MSFT"));
        QCOMPARE(spy.count(), 1);
        QCOMPARE(context.at(1).symbol, QStringLiteral("MSFT"));
        QVERIFY(context.at(0).symbol.isEmpty());
        context.setSymbol(kUnlinked, QStringLiteral("X"));
        QCOMPARE(spy.count(), 1);
    }
    void jobsUpdateOneByOne() {
        JobStore jobs;
        jobs.readOne({{QStringLiteral("job_id"), QStringLiteral("a")},
                      {QStringLiteral("state"), QStringLiteral("running")}});
        QCOMPARE(jobs.active().size(), 1);
        jobs.readOne({{QStringLiteral("job_id"), QStringLiteral("a")},
                      {QStringLiteral("state"), QStringLiteral("succeeded")}});
        QCOMPARE(jobs.active().size(), 0);
        QCOMPARE(jobs.jobs().size(), 1);
    }
};

static const Register<ModelsTest> kRegistered;

} // namespace nautilus::ui::testing

#include "models_test.moc"
