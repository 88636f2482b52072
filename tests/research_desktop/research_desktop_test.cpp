// The research panels on the real program with the built-in data: library, tear sheet, editor, macro.
// `research_desktop_test --pictures DIR` writes their pictures, dark and light.

#include "app/composition/local_link.h"
#include "app/report/tear_sheet_pdf.h"
#include "ui/charts/chart_export.h"
#include "ui/charts/column_chart.h"
#include "ui/charts/exposure_bars.h"
#include "ui/charts/line_chart.h"
#include "ui/charts/record_table.h"
#include "ui/dashboards/factor/expression_field.h"
#include "ui/dashboards/factor/expression_panel.h"
#include "ui/dashboards/factor/library_panel.h"
#include "ui/dashboards/factor/macro_panel.h"
#include "ui/dashboards/factor/tear_sheet_panel.h"
#include "ui/shell/main_window.h"
#include "ui/shell/translations.h"
#include "ui/shell/welcome.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QtTest>

#include <cstdlib>

namespace {

using namespace nautilus;

constexpr int kPatienceMs = 120'000;

QString pictures; // NOLINT: set once by main

} // namespace

class ResearchDesktop : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    std::unique_ptr<composition::Workstation> workstation_;
    std::unique_ptr<composition::LocalLink> link_;
    std::unique_ptr<ui::MainWindow> window_;

    void picture(const QString& name) {
        if (pictures.isEmpty()) return;
        for (const bool dark : {true, false}) {
            window_->setDark(dark);
            QTest::qWait(50);
            const QString file = name + (dark ? QStringLiteral("_dark.png") : QStringLiteral("_light.png"));
            QVERIFY(ui::drawWidget(*window_, 1.0).save(QDir(pictures).filePath(file)));
        }
    }
    template <class T>
    T* shown(const char* id) {
        window_->showPanel(QLatin1String(id));
        auto* found = static_cast<T*>(window_->panel(QLatin1String(id)));
        QTest::qWait(20);
        return found;
    }
    void settle(const ui::Panel& panel) { QTRY_VERIFY_WITH_TIMEOUT(!panel.loading(), kPatienceMs); }

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
        link_ = std::make_unique<composition::LocalLink>(*workstation_, QStringLiteral("http://127.0.0.1:0"));
        window_ = std::make_unique<ui::MainWindow>(*link_, folder_.filePath(QStringLiteral("home")));
        window_->resize(1920, 1080);
        window_->show();
        QTRY_VERIFY_WITH_TIMEOUT(window_->desk().operations.find(QStringLiteral("factor.library")),
                                 kPatienceMs);
        window_->desk().context.setSymbol(0, QStringLiteral("AAPL"));
        auto* welcome = window_->findChild<ui::Welcome*>();
        QTRY_VERIFY_WITH_TIMEOUT(welcome->isVisible(), kPatienceMs);
        QTest::keyClick(welcome, Qt::Key_Escape);
        QVERIFY(!welcome->isVisible());
    }
    void cleanupTestCase() {
        window_.reset();
        link_.reset();
        workstation_->stop();
    }

    void theLibraryIsWholeAndKnowsItsCoefficients() {
        auto* panel = shown<ui::LibraryPanel>("library");
        settle(*panel);
        const auto& table = panel->model().table();
        QVERIFY(table.rows.size() >= 133);
        const int ic = table.column(QStringLiteral("rank_ic"));
        const auto studied = [&] {
            int count = 0;
            for (int row = 0; row < panel->model().table().rows.size(); ++row)
                count += panel->model().table().at(row, ic).isDouble() ? 1 : 0;
            return count;
        };
        QTRY_VERIFY_WITH_TIMEOUT(studied() >= 100, kPatienceMs);
        panel->search()->setText(QStringLiteral("momentum"));
        QVERIFY(panel->model().rowCount() > 3 && panel->model().rowCount() < 60);
        picture(QStringLiteral("library"));
        panel->search()->clear();
    }
    void aChosenFactorHasItsSheetAndItsPaper() {
        auto* library = shown<ui::LibraryPanel>("library");
        auto* sheet = shown<ui::TearSheetPanel>("tear_sheet");
        library->search()->setText(QStringLiteral("book_to_market"));
        library->table()->setCurrentIndex(library->model().index(0, 0));
        QCOMPARE(window_->desk().context.at(0).factor, QStringLiteral("book_to_market"));
        QTRY_VERIFY_WITH_TIMEOUT(!sheet->loading() && sheet->sectors()->bars().size() > 5, kPatienceMs);
        QCOMPARE(sheet->decay()->columns().size(), 6);
        QCOMPARE(sheet->quantiles()->columns().size(), 5);
        QCOMPARE(sheet->regimes()->bars().size(), 3);
        QVERIFY(sheet->earned()->series().first().dates.size() > 100);
        picture(QStringLiteral("tear_sheet"));
        const QString file = folder_.filePath(QStringLiteral("sheet.pdf"));
        bool answered = false;
        link_->call(QStringLiteral("factor.tearsheet"),
                    {{QStringLiteral("factor_id"), QStringLiteral("book_to_market")}}, this,
                    [&](const ui::LinkReply& reply) {
                        answered = report::writeTearSheetPdf(reply.envelope, file).has_value();
                    });
        QTRY_VERIFY_WITH_TIMEOUT(answered, kPatienceMs);
        QVERIFY(QFileInfo(file).size() > 5000);
    }
    void theEditorComputesRefusesAndKeeps() {
        auto* panel = shown<ui::ExpressionPanel>("expression");
        settle(*panel);
        panel->field()->setPlainText(QStringLiteral("rank(ts_mean(returns, 21)) - 0.5"));
        QTest::keyClick(panel->field(), Qt::Key_Return, Qt::ControlModifier);
        settle(*panel);
        double counted = 0;
        for (const auto& each : panel->spread()->columns())
            counted += each.value;
        QVERIFY(counted > 300);
        QTRY_VERIFY_WITH_TIMEOUT(panel->history()->series().size() == 1 &&
                                     panel->history()->series().first().dates.size() > 200,
                                 kPatienceMs);
        picture(QStringLiteral("expression"));
        panel->field()->setPlainText(QStringLiteral("rank(delt(close, 5)) / retrns"));
        QTest::keyClick(panel->field(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(panel->field()->faults().size(), 2, kPatienceMs);
        QCOMPARE(panel->field()->faults().first().begin, 5);
        QVERIFY(panel->message().contains(QStringLiteral("did you mean 'delta'")));
        picture(QStringLiteral("expression_refused"));
        panel->field()->setPlainText(QStringLiteral("rank(delta(close, 5))"));
        QTest::keyClick(panel->field(), Qt::Key_S, Qt::ControlModifier);
        panel->idField()->setText(QStringLiteral("five_days"));
        panel->save();
        QTRY_COMPARE_WITH_TIMEOUT(window_->desk().context.at(0).factor, QStringLiteral("five_days@1"),
                                  kPatienceMs);
        settle(*panel);
    }
    void aMacroSeriesHasItsStates() {
        auto* panel = shown<ui::MacroPanel>("macro");
        QTRY_VERIFY_WITH_TIMEOUT(!panel->loading() && !panel->level()->series().isEmpty(), kPatienceMs);
        QVERIFY(panel->level()->series().first().values.size() > 400);
        QVERIFY(panel->level()->bands().size() > 3);
        QVERIFY(panel->facts().contains(QStringLiteral("FRED-MD")));
        picture(QStringLiteral("macro"));
    }
};

int main(int argc, char** argv) {
    qputenv("QT_NO_GLIB", "1");
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QStringList arguments = QApplication::arguments();
    if (const auto at = arguments.indexOf(QStringLiteral("--pictures")); at > 0) {
        pictures = arguments.value(at + 1);
        QDir().mkpath(pictures);
        arguments.erase(arguments.begin() + at, arguments.end());
    }
    ui::installTranslations();
    ResearchDesktop test;
    return QTest::qExec(&test, arguments);
}

#include "research_desktop_test.moc"
