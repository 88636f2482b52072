#include "tests/ui/panel_bench.h"
#include "tests/ui/suites.h"
#include "ui/charts/column_chart.h"
#include "ui/charts/line_chart.h"
#include "ui/charts/record_table.h"
#include "ui/dashboards/factor/expression_field.h"
#include "ui/dashboards/factor/expression_panel.h"
#include "ui/models/cross_section.h"

#include <QComboBox>
#include <QJsonArray>
#include <QLineEdit>
#include <QtTest>

namespace nautilus::ui::testing {
namespace {

const QString kEvaluate = QStringLiteral("factor.evaluate");

LinkReply refusedAt(int begin, int end, const QString& why) {
    const QJsonObject error{
        {QStringLiteral("code"), QStringLiteral("invalid_argument")},
        {QStringLiteral("field"), QStringLiteral("/expression")},
        {QStringLiteral("message"), QStringLiteral("characters %1 to %2: %3").arg(begin).arg(end).arg(why)}};
    return {400, {{QStringLiteral("success"), false}, {QStringLiteral("errors"), QJsonArray{error}}}};
}

} // namespace

class ExpressionTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void faultsStandWhereTheServiceFoundThem() {
        const QJsonArray errors =
            refusedAt(5, 9, QStringLiteral("unknown function")).envelope[QStringLiteral("errors")].toArray();
        const auto plain = faultsOf(errors, QStringLiteral("rank(delt(close, 5))"));
        QCOMPARE(plain.size(), 1);
        QCOMPARE(plain[0].begin, 5);
        QCOMPARE(plain[0].end, 9);
        QCOMPARE(plain[0].message, QStringLiteral("unknown function"));
        // Two bytes of UTF-8 before it are one character here.
        QCOMPARE(faultsOf(errors, QStringLiteral("\u00e9abcdefghij"))[0].begin, 4);
        const QJsonArray other{QJsonObject{{QStringLiteral("field"), QStringLiteral("/universe")}}};
        QVERIFY(faultsOf(other, QStringLiteral("close")).isEmpty());
    }
    void binsHoldEveryValueOnce() {
        const auto bins = binsOf({0, 1, 2, 3, 4, std::nan(""), 10}, 5);
        QCOMPARE(bins.size(), 5);
        QCOMPARE(bins[0].count, 2);
        QCOMPARE(bins[4].count, 1);
        QCOMPARE(bins[4].to, 10.0);
        QCOMPARE(binsOf({2, 2, 2}, 5).size(), 1);
        QVERIFY(binsOf({std::nan("")}, 5).isEmpty());
    }
    void theWordBeforeTheCursorIsCompleted() {
        Bench bench;
        const auto panel = bench.show<ExpressionPanel>();
        panel->field()->setPlainText(QStringLiteral("rank(ts_"));
        panel->field()->moveCursor(QTextCursor::End);
        QCOMPARE(panel->field()->complete().mid(0, 2),
                 QStringList({QStringLiteral("ts_std"), QStringLiteral("ts_mean")}));
        QVERIFY(panel->field()->completing());
        QTest::keyClick(panel->field(), Qt::Key_Return);
        QCOMPARE(panel->field()->toPlainText(), QStringLiteral("rank(ts_std("));
        QVERIFY(!panel->field()->completing());
        panel->field()->setPlainText(QStringLiteral("macro(\"cpi"));
        panel->field()->moveCursor(QTextCursor::End);
        QCOMPARE(panel->field()->complete().value(0), QStringLiteral("macro(\"CPIAUCSL\")"));
        panel->field()->setPlainText(QStringLiteral("calm"));
        panel->field()->moveCursor(QTextCursor::End);
        QCOMPARE(panel->field()->complete(), QStringList(QStringLiteral("calm_reversal")));
        QTest::keyClick(panel->field(), Qt::Key_Return);
        QVERIFY(panel->field()->toPlainText().startsWith(QStringLiteral("(rank(delta(close, 5)) /")));
    }
    void thePreviewShowsSpreadEndsAndHistory() {
        Bench bench;
        const auto panel = bench.show<ExpressionPanel>();
        double counted = 0;
        for (const Column& each : panel->spread()->columns())
            counted += each.value;
        QCOMPARE(counted, 35.0); // one stock has no value
        QCOMPARE(panel->highest()->model()->rowCount(), 12);
        QCOMPARE(panel->history()->series().size(), 1);
        QCOMPARE(bench.fake.lastParameters(kEvaluate)[QStringLiteral("symbols")].toArray().at(0).toString(),
                 QStringLiteral("AAPL"));
        QCOMPARE(bench.fake.lastParameters(kEvaluate)[QStringLiteral("start")].toString(),
                 QStringLiteral("2019-01-10"));
    }
    void aRefusedTextIsUnderlinedAndCoversNothing() {
        Bench bench;
        const auto panel = bench.show<ExpressionPanel>();
        bench.fake.stage(kEvaluate, refusedAt(0, 4, QStringLiteral("unknown name 'rnk'")));
        QTest::keyClicks(panel->field(), QStringLiteral("x"));
        QTRY_COMPARE(panel->field()->faults().size(), 1);
        QCOMPARE(panel->field()->extraSelections().size(), 1);
        QCOMPARE(panel->field()->extraSelections().first().cursor.selectionEnd(), 4);
        QCOMPARE(panel->message(), QStringLiteral("unknown name 'rnk'"));
        QVERIFY(panel->cover()->mode() == StateCover::Mode::None);
        QCOMPARE(panel->titleLine()->state(), PanelState::Failed);
        QVERIFY(panel->highest()->model()->rowCount() > 0); // the last good one
    }
    void typingTakesTheQuestionBefore() {
        Bench bench;
        const auto panel = bench.show<ExpressionPanel>();
        bench.fake.delay_ms = 20000;
        const int before = bench.fake.cancelled();
        panel->field()->setPlainText(QStringLiteral("rank(close)"));
        QTest::keyClick(panel->field(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(panel->loading());
        panel->field()->setPlainText(QStringLiteral("rank(volume)"));
        QTest::keyClick(panel->field(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(bench.fake.cancelled(), before + 1);
        QCOMPARE(bench.fake.lastParameters(kEvaluate)[QStringLiteral("expression")].toString(),
                 QStringLiteral("rank(volume)"));
        panel->cancelCalls();
    }
    void aTextIsKeptAndAnOldVersionComesBack() {
        Bench bench;
        const auto panel = bench.show<ExpressionPanel>();
        panel->field()->setPlainText(QStringLiteral("rank(close)"));
        QTest::keyClick(panel->field(), Qt::Key_S, Qt::ControlModifier);
        QVERIFY(panel->saveStrip()->isVisible());
        panel->idField()->setText(QStringLiteral("calm_reversal"));
        QTest::keyClick(panel->idField(), Qt::Key_Return);
        QTRY_VERIFY(!panel->saveStrip()->isVisible());
        const auto kept = bench.fake.lastParameters(QStringLiteral("factor.user_factor_save"));
        QCOMPARE(kept[QStringLiteral("expression")].toString(), QStringLiteral("rank(close)"));
        QCOMPARE(bench.context.at(0).factor, QStringLiteral("calm_reversal@3"));
        Bench::settle(*panel);
        panel->own()->setCurrentIndex(0);
        Q_EMIT panel->own()->activated(0);
        panel->versions()->setCurrentIndex(1);
        Q_EMIT panel->versions()->activated(1);
        QCOMPARE(panel->field()->toPlainText(), QStringLiteral("rank(delta(close, 5))"));
        panel->field()->undo();
        QVERIFY(panel->field()->toPlainText() != QStringLiteral("rank(delta(close, 5))"));
    }
    void aLinkedFactorDoesNotReplaceWhatWasWritten() {
        Bench bench;
        const auto panel = bench.show<ExpressionPanel>();
        bench.context.setFactor(0, QStringLiteral("=rank(volume)"));
        QCOMPARE(panel->field()->toPlainText(), QStringLiteral("rank(volume)"));
        QTest::keyClicks(panel->field(), QStringLiteral(" "));
        bench.context.setFactor(0, QStringLiteral("=rank(open)"));
        QVERIFY(!panel->field()->toPlainText().contains(QStringLiteral("open")));
    }
};
static const Register<ExpressionTest> kExpression;

} // namespace nautilus::ui::testing

#include "expression_test.moc"
