#include "app/composition/desktop_app.h"

#include "app/composition/local_link.h"
#include "app/composition/process.h"
#include "app/composition/server_app.h"
#include "ui/dialogs/start_window.h"
#include "ui/link/http_link.h"
#include "ui/shell/main_window.h"
#include "ui/shell/screenshots.h"
#include "ui/shell/translations.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QEventLoop>
#include <QStandardPaths>
#include <QTextStream>

#include <thread>

namespace nautilus::composition {

namespace {

struct Wishes {
    Options options;
    QString screenshots;
};

Wishes wishesOf(const QApplication& application) {
    QCommandLineParser parser;
    parser.setApplicationDescription(QApplication::tr("Nautilus Workstation"));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({{"home", QApplication::tr("Folder that holds everything this program writes"), "DIR"},
                       {"port", QApplication::tr("Port of the API on 127.0.0.1; 0 picks a free one"), "N"},
                       {"engine-ports", QApplication::tr("Open the engines' documented ports as well")},
                       {"no-demo", QApplication::tr("Do not import the built-in data")},
                       {"screenshots", QApplication::tr("Write pictures of every panel into DIR and end"), "DIR"}});
    parser.process(application);
    Wishes out;
    out.options.home = parser.isSet("home")
                           ? parser.value("home").toStdString()
                           : QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation).toStdString();
    if (parser.isSet("port")) out.options.port = parser.value("port").toInt();
    out.options.engine_ports = parser.isSet("engine-ports");
    out.options.demo = !parser.isSet("no-demo");
    out.screenshots = parser.value("screenshots");
    return out;
}

int show(ui::Link& link, const Wishes& wishes) {
    if (!wishes.screenshots.isEmpty()) return ui::writeScreenshots(link, wishes.screenshots);
    ui::MainWindow window(link, QString::fromStdString(wishes.options.home));
    window.show();
    return QApplication::exec();
}

/// Starts the engines on a thread of their own while the start window shows how far they are.
kit::Result<void> startShowingProgress(Workstation& workstation, ui::StartWindow& window) {
    kit::Result<void> outcome;
    QEventLoop loop;
    std::thread starter([&] {
        outcome = workstation.start([&](double fraction, const std::string& what) {
            QMetaObject::invokeMethod(
                &window, [&window, fraction, text = QString::fromStdString(what)] { window.show(fraction, text); },
                Qt::QueuedConnection);
            return !stopRequested();
        });
        QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
    });
    loop.exec();
    starter.join();
    return outcome;
}

int runOwnHome(Workstation& workstation, const Wishes& wishes, ui::StartWindow& start_window) {
    if (auto started = startShowingProgress(workstation, start_window); !started)
        return start_window.fail(QString::fromStdString(started.error().front().message));
    ServerApp server(workstation);
    if (auto listening = server.listen(); !listening)
        return start_window.fail(QString::fromStdString(listening.error().front().message));
    QTextStream(stdout) << QString::fromStdString(server.readyLine()) << Qt::endl;
    int code = 0;
    {
        LocalLink link(workstation, QString::fromStdString(server.address()));
        start_window.close();
        code = show(link, wishes);
    }
    server.close();
    workstation.stop();
    return code;
}

} // namespace

int runDesktop(int argc, char** argv) {
    QApplication application(argc, argv);
    QApplication::setApplicationName("nautilus-workstation");
    QApplication::setApplicationDisplayName(QApplication::tr("Nautilus Workstation"));
    QApplication::setApplicationVersion(NAUTILUS_VERSION);
    ui::installTranslations();
    const Wishes wishes = wishesOf(application);
    ui::StartWindow start_window;
    if (wishes.screenshots.isEmpty()) start_window.QWidget::show();
    auto workstation = Workstation::open(wishes.options);
    if (workstation) return runOwnHome(**workstation, wishes, start_window);
    const auto address = publishedAddress(wishes.options.home);
    if (workstation.error().front().code != kit::ErrorCode::Conflict || address.empty())
        return start_window.fail(QString::fromStdString(workstation.error().front().message));
    ui::HttpLink link(QString::fromStdString(address), QString::fromStdString(wishes.options.home + "/token"));
    start_window.close();
    return show(link, wishes);
}

} // namespace nautilus::composition
