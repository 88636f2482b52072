// Tables that the desktop writes as CSV, read back: every value of the answer at full precision, nothing
// more.
#include "tests/ui/fake_answers.h"
#include "tests/ui/panel_bench.h"
#include "tests/ui/suites.h"
#include "ui/dashboards/portfolio/lots_panel.h"
#include "ui/dashboards/portfolio/monitor_panel.h"
#include "ui/dashboards/portfolio/transactions_panel.h"

#include <QAction>
#include <QApplication>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QMenu>
#include <QTemporaryDir>
#include <QTimer>
#include <QToolButton>
#include <QtTest>

namespace nautilus::ui::testing {
namespace {

/// Values whose shortest text is long, and texts that a careless writer breaks.
constexpr double kAwkward[] = {0.1 + 0.2, 1073.2176923076922, -1.0 / 3.0, 1e-17, 123456789012.34567, 5e15};
const QString kNote = QStringLiteral("bought \"cheap\", on two days;\r\n=1+1 units \u2212 ä");

/// RFC 4180, written here anew.
QVector<QStringList> readCsv(const QString& text) {
    QVector<QStringList> rows;
    QStringList row;
    QString cell;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (quoted && c == QLatin1Char('"') && i + 1 < text.size() && text[i + 1] == QLatin1Char('"'))
            cell += text[i++];
        else if (c == QLatin1Char('"'))
            quoted = !quoted;
        else if (!quoted && c == QLatin1Char(','))
            row.append(std::exchange(cell, {}));
        else if (!quoted && c == QLatin1Char('\r') && text.mid(i, 2) == QLatin1String("\r\n")) {
            row.append(std::exchange(cell, {}));
            rows.append(std::exchange(row, {}));
            ++i;
        } else
            cell += c;
    }
    if (!cell.isEmpty() || !row.isEmpty()) rows.append(row << cell); // a last line without its end
    return rows;
}

/// Whether a cell reads back as the value, numbers to the last bit.
bool isSame(const QString& cell, const QJsonValue& value) {
    if (value.isArray()) return QJsonDocument::fromJson(cell.toUtf8()).array() == value.toArray();
    if (value.isBool()) return cell == (value.toBool() ? QLatin1String("true") : QLatin1String("false"));
    if (!value.isDouble()) return cell == value.toString(); // null is empty
    bool number = false;
    const double read = cell.toDouble(&number);
    return number && read == value.toDouble();
}

/// Chooses "Export data as CSV…" and names the file in the dialog that opens; the text of the file.
QString exported(Panel& panel, const QString& path) {
    QTimer typing;
    QObject::connect(&typing, &QTimer::timeout, [&] {
        auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        if (!dialog) return;
        typing.stop();
        dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(path);
        QMetaObject::invokeMethod(dialog, "accept");
    });
    typing.start(0);
    for (QAction* each : panel.titleLine()->menuButton()->menu()->actions())
        if (each->text() == QStringLiteral("Export data as CSV…")) each->trigger();
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QJsonObject answerOf(Bench& bench, const QString& operation) {
    QJsonObject out;
    bool done = false;
    bench.fake.call(operation, {}, &bench.theme, [&](const LinkReply& reply) {
        out = reply.envelope.value(QStringLiteral("data")).toObject();
        done = true;
    });
    while (!done)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return out;
}

void stage(Bench& bench, const QString& operation, const QJsonObject& data) {
    bench.fake.stage(operation, {200,
                                 {{QStringLiteral("success"), true},
                                  {QStringLiteral("data"), data},
                                  {QStringLiteral("metadata"), QJsonObject()}}});
}

/// The answer's table with awkward values in the numeric columns and in `text`.
QJsonObject awkward(QJsonObject data, const QString& text) {
    const QJsonArray columns = data.value(QStringLiteral("columns")).toArray();
    QJsonArray rows;
    int next = 0;
    for (const QJsonValue& each : data.value(QStringLiteral("rows")).toArray()) {
        QJsonArray row = each.toArray();
        for (int i = 0; i < row.size(); ++i)
            if (row[i].isDouble() && row[i].toDouble() != std::floor(row[i].toDouble()))
                row[i] = kAwkward[next++ % std::size(kAwkward)];
        for (int i = 0; i < columns.size(); ++i)
            if (columns[i].toString() == text) row[i] = kNote;
        rows.append(row);
    }
    data[QStringLiteral("rows")] = rows;
    return data;
}

/// The first thing that a file and a {columns, rows} answer differ in; empty when they say the same.
QString difference(const QVector<QStringList>& read, const QJsonObject& data) {
    const QJsonArray columns = data.value(QStringLiteral("columns")).toArray();
    const QJsonArray rows = data.value(QStringLiteral("rows")).toArray();
    if (rows.isEmpty() || read.size() != rows.size() + 1)
        return QStringLiteral("%1 lines for %2 rows").arg(read.size()).arg(rows.size());
    for (int row = -1; row < rows.size(); ++row) {
        const QJsonArray expected = row < 0 ? columns : rows[row].toArray();
        const QStringList& line = read[row + 1];
        if (line.size() != expected.size())
            return QStringLiteral("row %1 has %2 cells").arg(row).arg(line.size());
        for (int i = 0; i < expected.size(); ++i)
            if (!isSame(line[i], expected[i]))
                return QStringLiteral("row %1, %2: '%3' for %4")
                    .arg(row)
                    .arg(columns[i].toString(), line[i], expected[i].toVariant().toString());
    }
    return {};
}

} // namespace

class ExportTest : public QObject {
    Q_OBJECT
    QTemporaryDir folder_;

    QString path(const char* name) const { return folder_.filePath(QLatin1String(name)); }

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany)); } // files know no locale
    void cleanup() { QLocale::setDefault(QLocale::c()); }

    void transactionsReadBackAsTheyWereAnswered() {
        Bench bench;
        const QString operation = QStringLiteral("portfolio.transactions");
        const QJsonObject data = awkward(answerOf(bench, operation), QStringLiteral("note"));
        stage(bench, operation, data);
        const auto panel = bench.show<TransactionsPanel>();
        panel->search()->setText(QStringLiteral("nvd")); // what is hidden on screen is exported all the same
        QJsonArray newest_first;
        for (const QJsonValue& each : data.value(QStringLiteral("rows")).toArray())
            newest_first.prepend(each);
        QJsonObject expected = data;
        expected[QStringLiteral("rows")] = newest_first;
        QCOMPARE(difference(readCsv(exported(*panel, path("transactions.csv"))), expected), QString());
    }
    void lotsReadBackAsTheyWereAnswered() {
        Bench bench;
        const QString operation = QStringLiteral("portfolio.lots");
        const QJsonObject data = awkward(answerOf(bench, operation), QStringLiteral("currency"));
        stage(bench, operation, data);
        const auto panel = bench.show<LotsPanel>();
        QCOMPARE(difference(readCsv(exported(*panel, path("lots.csv"))), data), QString());
    }
    void positionsReadBackAsTheyWereAnswered() {
        Bench bench;
        const QString operation = QStringLiteral("portfolio.holdings");
        QJsonObject data = answerOf(bench, operation);
        QJsonArray holdings = data.value(QStringLiteral("holdings")).toArray();
        for (int i = 0; i < holdings.size(); ++i) {
            QJsonObject each = holdings[i].toObject();
            each[QStringLiteral("value")] = kAwkward[i];
            each[QStringLiteral("name")] = kNote;
            holdings[i] = each;
        }
        data[QStringLiteral("holdings")] = holdings;
        stage(bench, operation, data);
        const auto panel = bench.show<MonitorPanel>();
        const auto read = readCsv(exported(*panel, path("positions.csv")));
        QCOMPARE(read.size(), holdings.size() + 1);
        const QStringList header = read.first();
        for (const char* name : {"symbol", "quantity", "price", "value", "weight", "closes"})
            QVERIFY2(header.contains(QLatin1String(name)), name);
        for (int row = 0; row < holdings.size(); ++row) {
            QCOMPARE(read[row + 1].size(), header.size());
            for (int i = 0; i < header.size(); ++i)
                QVERIFY2(isSame(read[row + 1][i], holdings[row][header[i]]), qPrintable(read[row + 1][i]));
        }
    }
};

static const Register<ExportTest> kRegistered;

} // namespace nautilus::ui::testing

#include "export_test.moc"
