#include "ui/shell/desktop_program.h"

#include "ui/dialogs/start_window.h"
#include "ui/shell/main_window.h"
#include "ui/shell/screenshots.h"
#include "ui/shell/translations.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QEvent>
#include <QStandardPaths>
#include <QTextStream>

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
         {"replay",
          QApplication::tr("Stream stored days of the built-in symbols: demo, demo:SPEED, demo:max"), "WHAT"},
         {"engine-ports", QApplication::tr("Open the engines' documented ports as well")},
         {"no-demo", QApplication::tr("Do not import the built-in data")},
         {"time-start", QApplication::tr("Print how long it took until the first panel showed data; end")},
         {"screenshots", QApplication::tr("Write pictures of every panel into DIR and end"), "DIR"}});
    parser.process(application);
    DesktopWishes out;
    out.home = parser.isSet("home") ? parser.value("home")
                                    : QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);
    if (parser.isSet("port")) out.port = parser.value("port").toInt();
    out.engine_ports = parser.isSet("engine-ports");
    out.replay = parser.value("replay");
    out.demo = !parser.isSet("no-demo");
    out.time_start = parser.isSet("time-start");
    out.screenshots = parser.value("screenshots");
    return out;
}

/// Sees the first paint of a panel that holds data, says when that was and ends the program.
class FirstPicture : public QObject {
public:
    FirstPicture(const QElapsedTimer& clock, qint64 imported_ms) : clock_(clock), imported_ms_(imported_ms) {}

    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() != QEvent::Paint || done_) return false;
        const QObject* at = watched;
        while (at && !qobject_cast<const Panel*>(at))
            at = at->parent();
        const auto* panel = qobject_cast<const Panel*>(at);
        if (!panel || panel->loading() || panel->exportTable().rows.isEmpty()) return false;
        done_ = true;
        QTextStream(stdout) << R"({"imported_ms":)" << imported_ms_ << R"(,"first_picture_ms":)"
                            << clock_.elapsed() << "}" << Qt::endl;
        QMetaObject::invokeMethod(qApp, &QApplication::quit, Qt::QueuedConnection);
        return false;
    }

private:
    const QElapsedTimer& clock_;
    const qint64 imported_ms_;
    bool done_ = false;
};

constexpr double kImportShare = 0.9; ///< progress below it is the import's, what follows is the engines'

} // namespace

struct DesktopProgram::Parts {
    Parts(int& argc, char** argv) : application(argc, argv) { clock.start(); }
    QApplication application;
    QElapsedTimer clock;    ///< since the application object was made
    qint64 imported_ms = 0; ///< when the engines began to start
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
    if (fraction <= kImportShare) parts_->imported_ms = parts_->clock.elapsed();
    parts_->start_window->show(fraction, what);
}

int DesktopProgram::fail(const QString& why) {
    return parts_->start_window->fail(why);
}

int DesktopProgram::run(Link& link) {
    parts_->start_window.reset();
    if (!parts_->wishes.screenshots.isEmpty()) return writeScreenshots(link, parts_->wishes.screenshots);
    MainWindow window(link, parts_->wishes.home);
    FirstPicture first_picture(parts_->clock, parts_->imported_ms);
    if (parts_->wishes.time_start) QApplication::instance()->installEventFilter(&first_picture);
    window.show();
    return QApplication::exec();
}

} // namespace nautilus::ui
