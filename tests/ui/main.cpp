// Runs the desktop's tests without a display; `ui_test --screenshots DIR` draws the pictures from recorded
// data.

#include "tests/ui/fake_link.h"
#include "tests/ui/suites.h"
#include "ui/shell/screenshots.h"
#include "ui/shell/translations.h"

#include <QApplication>
#include <QtTest>

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() == 3 && arguments[1] == QLatin1String("--screenshots")) {
        nautilus::ui::installTranslations();
        nautilus::ui::testing::FakeLink link;
        return nautilus::ui::writeScreenshots(link, arguments[2]);
    }
    int failed = 0;
    for (const auto& make : nautilus::ui::testing::suites()) {
        const std::unique_ptr<QObject> suite(make());
        failed += QTest::qExec(suite.get(), arguments);
    }
    return failed == 0 ? 0 : 1;
}
