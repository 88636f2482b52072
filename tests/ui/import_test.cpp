#include "tests/ui/fake_link.h"
#include "tests/ui/suites.h"
#include "ui/dialogs/import_wizard.h"
#include "ui/shell/main_window.h"

#include <QComboBox>
#include <QDir>
#include <QInputDialog>
#include <QJsonArray>
#include <QPushButton>
#include <QTableWidget>
#include <QtTest>

namespace nautilus::ui::testing {
namespace {

const QString kPreview = QStringLiteral("marketdata.import_preview");
const QString kImport = QStringLiteral("marketdata.import");

struct Bench {
    FakeLink link;
    MainWindow window{link, {}};
    ImportWizard* wizard = nullptr;
    Bench() {
        QTRY_VERIFY(window.desk().operations.find(kPreview));
        wizard = new ImportWizard(window.desk());
        wizard->setAttribute(Qt::WA_DeleteOnClose, false);
        wizard->show();
        wizard->setFiles({QStringLiteral("/data/prices.csv")});
        QTRY_VERIFY(wizard->mapping()->rowCount() == 4);
    }
    ~Bench() { delete wizard; }
    [[nodiscard]] QComboBox* field(int row) const {
        return qobject_cast<QComboBox*>(wizard->mapping()->cellWidget(row, 2));
    }
    void choose(int row, const QString& name) const {
        field(row)->setCurrentIndex(field(row)->findData(name));
        Q_EMIT field(row)->activated(field(row)->currentIndex());
    }
    void job(const char* state, const QJsonValue& result = {}) {
        QJsonObject job{{QStringLiteral("job_id"), QStringLiteral("job_9")},
                        {QStringLiteral("kind"), QStringLiteral("import")},
                        {QStringLiteral("state"), QLatin1String(state)},
                        {QStringLiteral("progress"), 0.4},
                        {QStringLiteral("message"), QStringLiteral("prices.csv")}};
        if (result.isObject()) job.insert(QStringLiteral("result"), result);
        Q_EMIT link.event(QStringLiteral("jobs"), job);
    }
};

} // namespace

class ImportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void thePreviewShowsWhatWasGuessed() {
        Bench bench;
        QCOMPARE(bench.wizard->step(), static_cast<int>(ImportWizard::kPreview));
        QCOMPARE(bench.field(0)->currentData().toString(), QStringLiteral("session"));
        QCOMPARE(bench.field(3)->currentData().toString(), QString());
        QVERIFY(bench.wizard->importButton()->isEnabled());
        QVERIFY(bench.wizard->summary().contains(QStringLiteral("120")));
        const QJsonObject sent = bench.link.lastParameters(kPreview);
        QCOMPARE(sent.keys(), QStringList{QStringLiteral("files")}); // nothing corrected: nothing said
    }
    void aCorrectionIsAskedAboutAndImportedAlike() {
        Bench bench;
        bench.choose(3, QStringLiteral("sector"));
        const QJsonObject wanted{{QStringLiteral("Branche"), QStringLiteral("sector")}};
        QTRY_COMPARE(bench.link.lastParameters(kPreview).value(QStringLiteral("map")).toObject(), wanted);
        bench.wizard->startImport();
        QTRY_COMPARE(bench.link.lastParameters(kImport), bench.link.lastParameters(kPreview));
    }
    void aMissingFieldHoldsTheImportBack() {
        Bench bench;
        QJsonObject data{{QStringLiteral("columns"),
                          QJsonArray{QJsonObject{{QStringLiteral("name"), QStringLiteral("x")}}}},
                         {QStringLiteral("fields"),
                          QJsonArray{QJsonObject{{QStringLiteral("name"), QStringLiteral("symbol")},
                                                 {QStringLiteral("required"), true}}}}};
        bench.link.stage(kPreview, {200, QJsonObject{{QStringLiteral("data"), data}}});
        bench.wizard->setFiles({QStringLiteral("/data/other.csv")});
        QTRY_VERIFY(bench.wizard->mapping()->rowCount() == 1);
        QVERIFY(!bench.wizard->importButton()->isEnabled());
        QVERIFY(bench.wizard->summary().contains(QStringLiteral("symbol")));
    }
    void theJobIsFollowedToItsResult() {
        Bench bench;
        bench.link.stage(QStringLiteral("app.job"), {503, {}});
        bench.wizard->startImport();
        QCOMPARE(bench.wizard->step(), static_cast<int>(ImportWizard::kRunning));
        QTRY_VERIFY(bench.link.asked().contains(QStringLiteral("app.job"))); // it is being followed
        bench.job("running");
        QCOMPARE(bench.wizard->step(), static_cast<int>(ImportWizard::kRunning));
        bench.job("succeeded", QJsonObject{{QStringLiteral("dataset"), QStringLiteral("mine")},
                                           {QStringLiteral("rows_read"), 165},
                                           {QStringLiteral("rows_imported"), 120},
                                           {QStringLiteral("quality_issues"), 7}});
        QCOMPARE(bench.wizard->step(), static_cast<int>(ImportWizard::kDone));
        QVERIFY(bench.wizard->result().contains(QStringLiteral("mine")));
        QVERIFY(bench.wizard->result().contains(QStringLiteral("120")));
        QCOMPARE(bench.window.desk().alerts.alerts().first().panel, QStringLiteral("quality"));
    }
    void aCancelledImportGoesBackToThePreview() {
        Bench bench;
        bench.link.stage(QStringLiteral("app.job"), {503, {}});
        bench.wizard->startImport();
        QTRY_VERIFY(bench.link.asked().contains(QStringLiteral("app.job")));
        bench.job("cancelled");
        QCOMPARE(bench.wizard->step(), static_cast<int>(ImportWizard::kPreview));
        QVERIFY(bench.wizard->importButton()->isEnabled());
    }
    void aProfileIsChosenAndKept() {
        Bench bench;
        QPushButton* save = nullptr;
        for (auto* button : bench.wizard->findChildren<QPushButton*>())
            if (button->text().startsWith(QStringLiteral("Save as profile"))) save = button;
        QVERIFY(save && save->isVisible());
        QTimer::singleShot(0, [] {
            auto* asks = qobject_cast<QInputDialog*>(QApplication::activeModalWidget());
            QVERIFY(asks);
            asks->setTextValue(QStringLiteral("mine"));
            asks->accept();
        });
        save->click();
        const QString keep = QStringLiteral("marketdata.import_profile_save");
        QTRY_VERIFY(bench.link.asked().contains(keep));
        const QJsonObject sent = bench.link.lastParameters(keep);
        QCOMPARE(sent.value(QStringLiteral("name")).toString(), QStringLiteral("mine"));
        QCOMPARE(sent.value(QStringLiteral("map")).toObject().size(), 4); // what is left out is kept too
        QComboBox* profiles = nullptr;
        for (auto* box : bench.wizard->findChildren<QComboBox*>())
            if (box->findData(QStringLiteral("broker")) > 0) profiles = box; // as the server tells them
        QVERIFY(profiles);
        QTRY_VERIFY(profiles->findData(QStringLiteral("mine")) > 0);
        profiles->setCurrentIndex(profiles->findData(QStringLiteral("broker")));
        Q_EMIT profiles->activated(profiles->currentIndex());
        QTRY_COMPARE(bench.link.lastParameters(kPreview).value(QStringLiteral("profile")).toString(),
                     QStringLiteral("broker"));
    }
    void aFolderIsImportedWhole() {
        Bench bench;
        const auto before = bench.link.asked().count(kPreview);
        bench.wizard->setFiles({QDir::tempPath()});
        QCOMPARE(bench.wizard->step(), static_cast<int>(ImportWizard::kPreview));
        QVERIFY(bench.wizard->importButton()->isEnabled());
        bench.wizard->startImport();
        QTRY_VERIFY(bench.link.asked().contains(kImport));
        const QJsonObject sent = bench.link.lastParameters(kImport);
        QCOMPARE(sent.value(QStringLiteral("folder")).toString(), QDir::tempPath());
        QVERIFY(!sent.contains(QStringLiteral("files")));
        QCOMPARE(bench.link.asked().count(kPreview), before);
    }
    void droppingAFileOpensTheWizard() {
        Bench bench;
        const auto before = bench.link.asked().count(kPreview);
        QMimeData files;
        files.setUrls({QUrl::fromLocalFile(QStringLiteral("/data/a.csv"))});
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&bench.window, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&bench.window, &drop);
        QTRY_VERIFY(bench.link.asked().count(kPreview) > before);
        QCOMPARE(
            bench.link.lastParameters(kPreview).value(QStringLiteral("files")).toArray().first().toString(),
            QStringLiteral("/data/a.csv"));
    }
};

static const Register<ImportTest> kRegistered;

} // namespace nautilus::ui::testing

#include "import_test.moc"
