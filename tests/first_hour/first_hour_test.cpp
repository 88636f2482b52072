// The steps of docs/user/first-hour.md on the real program: a new home, a file of one's own prices and
// sectors, the heat map, a wrong number found, repaired and taken back, and where a number comes from.
// `first_hour_test --pictures DIR` writes the document's pictures.

#include "app/composition/local_link.h"
#include "app/composition/server_app.h"
#include "ui/charts/chart_export.h"
#include "ui/charts/line_chart.h"
#include "ui/charts/record_table.h"
#include "ui/dashboards/data/quality_panel.h"
#include "ui/dialogs/import_wizard.h"
#include "ui/models/record_table_model.h"
#include "ui/shell/context_bar.h"
#include "ui/shell/inspector.h"
#include "ui/shell/lineage_view.h"
#include "ui/shell/main_window.h"
#include "ui/shell/translations.h"
#include "ui/shell/welcome.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QPushButton>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTreeWidget>
#include <QtTest>

#include <cmath>
#include <cstdlib>
#include <random>

namespace {

using namespace nautilus;

constexpr int kPatienceMs = 30'000;
constexpr int kStocks = 40;
constexpr int kDays = 420;
constexpr int kWrongDay = 300; ///< the session whose prices are told in cents
constexpr unsigned kSeed = 20240102;

QString pictures; // NOLINT: set once by main

/// Made-up prices from a seed: 40 stocks in five sectors, German dates and numbers, one day in cents.
void writePrices(const QString& path) {
    std::mt19937 engine(kSeed);
    auto draw = [&engine] { // the sum of uniforms, the same with every library
        double sum = 0;
        for (int i = 0; i < 12; ++i)
            sum += static_cast<double>(engine()) / 4294967296.0;
        return sum - 6.0;
    };
    const char* const sectors[] = {"Energy", "Materials", "Industrials", "Health Care", "Utilities"};
    QVector<double> price(kStocks);
    for (double& each : price)
        each = 40.0 + 20.0 * draw() / 3.0;
    QString text = QStringLiteral("Datum;Ticker;Eroeffnung;Hoch;Tief;Schluss;Stueck;Sector\n");
    QDate day(2022, 1, 3);
    const QSet<QDate> holidays{{2022, 1, 17}, {2022, 2, 21}, {2022, 4, 15},  {2022, 5, 30},  {2022, 6, 20},
                               {2022, 7, 4},  {2022, 9, 5},  {2022, 11, 24}, {2022, 12, 26}, {2023, 1, 2},
                               {2023, 1, 16}, {2023, 2, 20}, {2023, 4, 7},   {2023, 5, 29},  {2023, 6, 19},
                               {2023, 7, 4},  {2023, 9, 4}};
    auto figure = [](double value) { return QString::number(value, 'f', 2).replace('.', ','); };
    for (int session = 0; session < kDays; day = day.addDays(1)) {
        if (day.dayOfWeek() > 5 || holidays.contains(day)) continue;
        const double market = 0.008 * draw();
        for (int stock = 0; stock < kStocks; ++stock) {
            const double open = price[stock] * std::exp(0.002 * draw());
            const double unit = stock == 7 && session == kWrongDay ? 100.0 : 1.0;
            price[stock] *= std::exp(0.0003 + market * (0.6 + stock * 0.02) + 0.012 * draw());
            const double high = std::max(open, price[stock]) * 1.004;
            const double low = std::min(open, price[stock]) * 0.996;
            const double volume = 1e6 * (1 + stock % 7) * std::exp(0.3 * draw());
            text += QStringLiteral("%1;S%2;%3;%4;%5;%6;%7;%8\n")
                        .arg(day.toString(QStringLiteral("dd.MM.yyyy")))
                        .arg(stock + 1, 2, 10, QLatin1Char('0'))
                        .arg(figure(unit * open), figure(unit * high), figure(unit * low),
                             figure(unit * price[stock]), QString::number(static_cast<qint64>(volume)),
                             QLatin1String(sectors[stock % 5]));
        }
        ++session;
    }
    QVERIFY(ui::writeText(path, text));
}

} // namespace

class FirstHour : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    std::unique_ptr<composition::Workstation> workstation_;
    std::unique_ptr<composition::LocalLink> link_;
    std::unique_ptr<ui::MainWindow> window_;
    ui::ImportWizard* wizard_ = nullptr;

    void picture(const char* name, QWidget* of = nullptr) {
        QWidget& shown = of ? *of : *window_;
        if (!pictures.isEmpty())
            QVERIFY(ui::drawWidget(shown, 1.0).save(QDir(pictures).filePath(QLatin1String(name) + ".png")));
    }
    template <class T = ui::Panel>
    T* panel(const char* id) {
        return static_cast<T*>(window_->panel(QLatin1String(id)));
    }
    QAbstractItemModel* rowsOf(const char* id) { return panel(id)->findChild<ui::RecordTable*>()->model(); }

private Q_SLOTS:
    void initTestCase() {
        composition::Options options;
        options.home = folder_.filePath(QStringLiteral("home")).toStdString();
        options.port = 0;
        options.demo = false; // as with any other: it only takes longer
        auto opened = composition::Workstation::open(options);
        QVERIFY(opened.has_value());
        workstation_ = std::move(*opened);
        QVERIFY(workstation_->start({}).has_value());
        link_ = std::make_unique<composition::LocalLink>(*workstation_, QStringLiteral("http://127.0.0.1:0"));
        window_ = std::make_unique<ui::MainWindow>(*link_, folder_.filePath(QStringLiteral("home")));
        window_->resize(1280, 800);
        window_->show();
        writePrices(folder_.filePath(QStringLiteral("prices.csv")));
    }
    void cleanup() {                                  // a later step without the one before it says nothing
        if (QTest::currentTestFailed()) std::exit(1); // NOLINT(concurrency-mt-unsafe)
    }
    void cleanupTestCase() {
        window_.reset();
        link_.reset();
        workstation_->stop();
    }

    void theFirstStartOffersAWayIn() {
        QTRY_VERIFY_WITH_TIMEOUT(window_->welcome()->isVisible(), kPatienceMs);
        picture("1_welcome");
        QTRY_VERIFY(window_->desk().operations.find(QStringLiteral("marketdata.import_preview")));
        QPushButton* way = nullptr;
        for (auto* button : window_->welcome()->findChildren<QPushButton*>())
            if (button->accessibleName().contains(QStringLiteral("file"), Qt::CaseInsensitive)) way = button;
        QVERIFY(way);
        QTest::mouseClick(way, Qt::LeftButton);
        wizard_ = window_->findChild<ui::ImportWizard*>();
        QVERIFY(wizard_);
    }
    void theWizardUnderstandsTheFile() {
        wizard_->setFiles({folder_.filePath(QStringLiteral("prices.csv"))});
        QTRY_COMPARE_WITH_TIMEOUT(wizard_->mapping()->rowCount(), 8, kPatienceMs);
        QStringList fields;
        for (int row = 0; row < 8; ++row)
            fields.append(
                qobject_cast<QComboBox*>(wizard_->mapping()->cellWidget(row, 2))->currentData().toString());
        picture("2_import", wizard_);
        // German headings are not known by name: what the cells do not tell is chosen by hand.
        const QStringList wanted{"date", "symbol", "open", "high", "low", "close", "volume", "sector"};
        for (int row = 0; row < 8; ++row) {
            auto* box = qobject_cast<QComboBox*>(wizard_->mapping()->cellWidget(row, 2));
            if (box->currentData().toString() == wanted[row]) continue;
            const int choice = box->findData(wanted[row]);
            QVERIFY2(choice >= 0, qPrintable(wanted[row]));
            box->setCurrentIndex(choice);
            Q_EMIT box->activated(choice);
            QTRY_VERIFY_WITH_TIMEOUT(
                qobject_cast<QComboBox*>(wizard_->mapping()->cellWidget(row, 2))->currentData().toString() ==
                        wanted[row] &&
                    wizard_->mapping()->cellWidget(row, 2) != box,
                kPatienceMs);
        }
        QTRY_VERIFY_WITH_TIMEOUT(wizard_->importButton()->isEnabled(), kPatienceMs);
        picture("3_columns", wizard_);
        QVERIFY2(fields[0] == wanted[0] && fields[1] == wanted[1] && fields[7] == wanted[7],
                 qPrintable(fields.join(',')));
    }
    void theDataComeIn() {
        QTest::mouseClick(wizard_->importButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(wizard_->step(), static_cast<int>(ui::ImportWizard::kDone), kPatienceMs);
        const QString read = QLocale(QLocale::English).toString(kStocks * kDays);
        QVERIFY2(wizard_->result().contains(read), qPrintable(wizard_->result()));
        picture("4_result", wizard_);
    }
    void theWrongDayIsFoundAndRepaired() {
        QTest::mouseClick(wizard_->findChild<QPushButton*>(QStringLiteral("next_quality")), Qt::LeftButton);
        auto* quality = panel<ui::QualityPanel>("quality");
        auto* issues = quality->issues();
        auto wrong = [issues] {
            const auto* model = qobject_cast<ui::RecordTableModel*>(issues->model());
            int found = 0;
            for (int row = 0; row < model->rowCount(); ++row)
                found += model->textAt(row, QStringLiteral("rule")) == QLatin1String("unit_error") &&
                         model->textAt(row, QStringLiteral("symbol")) == QLatin1String("S08");
            return found;
        };
        QTRY_COMPARE_WITH_TIMEOUT(wrong(), 5, kPatienceMs); // each price of the bar
        issues->selectAll();
        QTRY_VERIFY_WITH_TIMEOUT(!panel("bars")->loading() && !panel("instruments")->loading(), kPatienceMs);
        picture("5_quality");
        quality->repairSelected();
        QTRY_COMPARE_WITH_TIMEOUT(wrong(), 0, kPatienceMs);
        window_->desk().undo.undo();
        QTRY_COMPARE_WITH_TIMEOUT(wrong(), 5, kPatienceMs);
        window_->desk().undo.redo();
        QTRY_COMPARE_WITH_TIMEOUT(wrong(), 0, kPatienceMs);
    }
    /// The greatest step of a cumulative factor return, as a fraction.
    double greatestStep() {
        double greatest = 0;
        for (const ui::TimeSeries& line : panel("returns")->findChild<ui::LineChart*>()->series())
            for (qsizetype i = 1; i < line.values.size(); ++i)
                if (std::isfinite(line.values[i] - line.values[i - 1]))
                    greatest = std::max(greatest, std::abs(line.values[i] - line.values[i - 1]));
        return greatest;
    }
    void theHeatMapShowsThem() {
        window_->showWorkspace(QStringLiteral("research"));
        QTRY_VERIFY_WITH_TIMEOUT(!panel("exposures")->loading() && rowsOf("exposures")->rowCount() >= kStocks,
                                 kPatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(panel("stock")->cover()->mode(), ui::StateCover::Mode::None, kPatienceMs);
        // The model is made anew after the repair: the day in cents gave steps of more than 100 %.
        QTRY_VERIFY_WITH_TIMEOUT(!panel("returns")->loading() && greatestStep() > 0 && greatestStep() < 0.2,
                                 kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(!panel("statistics")->loading() && !panel("stock")->loading(), kPatienceMs);
        QTest::qWait(50); // the last answers draw
        picture("6_heat_map");
        QVERIFY(window_->desk().context.at(0).symbol.startsWith('S'));
    }
    void aNumberTellsItsSource() {
        auto* table = panel("exposures")->findChild<ui::RecordTable*>();
        for (int row = 0; row < table->model()->rowCount() && !table->currentIndex().data().toString().size();
             ++row)
            table->setCurrentIndex(table->model()->index(row, 2));
        int row = 0;
        while (row < table->model()->rowCount() &&
               !table->model()->index(row, 2).data(ui::kOriginRole).value<ui::CellOrigin>().valid())
            ++row;
        table->setCurrentIndex(table->model()->index(row, 2));
        QTest::keyClick(table, Qt::Key_F9);
        QTreeWidget* tree = window_->inspector()->lineage()->tree();
        QTRY_COMPARE_WITH_TIMEOUT(tree->topLevelItemCount(), 1, kPatienceMs);
        QVERIFY(tree->topLevelItem(0)->childCount() > 0);
        tree->expandAll();
        picture("7_lineage");
        window_->setInspectorVisible(false);
    }
};

int main(int argc, char** argv) {
    qputenv("QT_NO_GLIB", "1");
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QStringList arguments = QApplication::arguments();
    if (const auto at = arguments.indexOf(QStringLiteral("--pictures")); at > 0) {
        pictures = arguments.value(at + 1);
        arguments.erase(arguments.begin() + at, arguments.end());
    }
    ui::installTranslations();
    FirstHour test;
    return QTest::qExec(&test, arguments);
}

#include "first_hour_test.moc"
