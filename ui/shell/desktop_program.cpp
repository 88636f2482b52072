#include "ui/shell/desktop_program.h"

#include "ui/dialogs/start_window.h"
#include "ui/shell/main_window.h"
#include "ui/shell/screenshots.h"
#include "ui/shell/translations.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QStandardPaths>

namespace nautilus::ui {

namespace {

DesktopWishes wishesOf(const QApplication& application) {
    QCommandLineParser parser;
    parser.setApplicationDescription(QApplication::tr("Nautilus Workstation"));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions(
        {{"home", QApplication::tr("Folder that holds everything this program writes"), "DIR"},
         {"port", QApplication::tr("Port of the API on 127.0.0.1; 0 picks a free one"), "N"},
         {"engine-ports", QApplication::tr("Open the engines' documented ports as well")},
         {"no-demo", QApplication::tr("Do not import the built-in data")},
         {"screenshots", QApplication::tr("Write pictures of every panel into DIR and end"), "DIR"}});
    parser.process(application);
    DesktopWishes out;
    out.home = parser.isSet("home") ? parser.value("home")
                                    : QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);
    if (parser.isSet("port")) out.port = parser.value("port").toInt();
    out.engine_ports = parser.isSet("engine-ports");
    out.demo = !parser.isSet("no-demo");
    out.screenshots = parser.value("screenshots");
    return out;
}

} // namespace

struct DesktopProgram::Parts {
    Parts(int& argc, char** argv) : application(argc, argv) {}
    QApplication application;
    DesktopWishes wishes;
    std::unique_ptr<StartWindow> start_window;
};

DesktopProgram::DesktopProgram(int& argc, char** argv, const char* version)
    : parts_(std::make_unique<Parts>(argc, argv)) {
    QApplication::setApplicationName("nautilus-workstation");
    QApplication::setApplicationDisplayName(QApplication::tr("Nautilus Workstation"));
    QApplication::setApplicationVersion(version);
    installTranslations();
    parts_->wishes = wishesOf(parts_->application);
    parts_->start_window = std::make_unique<StartWindow>();
    if (parts_->wishes.screenshots.isEmpty()) parts_->start_window->QWidget::show();
}

DesktopProgram::~DesktopProgram() = default;

const DesktopWishes& DesktopProgram::wishes() const {
    return parts_->wishes;
}

void DesktopProgram::showProgress(double fraction, const QString& what) {
    parts_->start_window->show(fraction, what);
}

int DesktopProgram::fail(const QString& why) {
    return parts_->start_window->fail(why);
}

int DesktopProgram::run(Link& link) {
    parts_->start_window.reset();
    if (!parts_->wishes.screenshots.isEmpty()) return writeScreenshots(link, parts_->wishes.screenshots);
    MainWindow window(link, parts_->wishes.home);
    window.show();
    return QApplication::exec();
}

} // namespace nautilus::ui
