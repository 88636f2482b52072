#include "app/composition/desktop_app.h"

#include "app/composition/local_link.h"
#include "app/composition/process.h"
#include "app/composition/server_app.h"
#include "app/report/report_pdf.h"
#include "app/report/tear_sheet_pdf.h"
#include "ui/link/http_link.h"
#include "ui/shell/desktop_program.h"
#include "ui/shell/tear_sheet_printer.h"

#include <QEventLoop>
#include <QTextStream>

#include <thread>

namespace nautilus::composition {

namespace {

Options optionsOf(const ui::DesktopWishes& wishes) {
    Options out;
    out.home = wishes.home.toStdString();
    out.port = wishes.port;
    out.engine_ports = wishes.engine_ports;
    out.demo = wishes.demo;
    out.write_pdf = report::reportPdf;
    return out;
}

QString firstMessage(const kit::Errors& errors) {
    return QString::fromStdString(errors.front().message);
}

/// Starts the engines on a thread of their own while the start window shows how far they are.
kit::Result<void> startShowingProgress(Workstation& workstation, ui::DesktopProgram& program) {
    kit::Result<void> outcome;
    QEventLoop loop;
    std::thread starter([&] {
        outcome = workstation.start([&](double fraction, const std::string& what) {
            QMetaObject::invokeMethod(
                &loop,
                [&program, fraction, text = QString::fromStdString(what)] {
                    program.showProgress(fraction, text);
                },
                Qt::QueuedConnection);
            return !stopRequested();
        });
        QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
    });
    loop.exec();
    starter.join();
    return outcome;
}

int runOwnHome(Workstation& workstation, ui::DesktopProgram& program) {
    if (auto started = startShowingProgress(workstation, program); !started)
        return stopRequested() ? 0 : program.fail(firstMessage(started.error()));
    ServerApp server(workstation);
    if (auto listening = server.listen(); !listening) return program.fail(firstMessage(listening.error()));
    QTextStream(stdout) << QString::fromStdString(server.readyLine()) << Qt::endl;
    int code = 0;
    {
        LocalLink link(workstation, QString::fromStdString(server.address()));
        code = program.run(link);
    }
    server.close();
    workstation.stop();
    return code;
}

} // namespace

int runDesktop(int argc, char** argv) {
    ui::DesktopProgram program(argc, argv, NAUTILUS_VERSION);
    ui::setTearSheetPrinter([](const QJsonObject& answer, const QString& path) {
        const auto written = report::writeTearSheetPdf(answer, path);
        return written ? QString() : firstMessage(written.error());
    });
    auto options = optionsOf(program.wishes());
    if (const auto replay = program.wishes().replay.toStdString(); !replay.empty()) {
        const auto wish = readReplayWish(replay);
        if (!wish) return program.fail(firstMessage(wish.error()));
        options.replay = *wish;
    }
    auto workstation = Workstation::open(options);
    if (workstation) return runOwnHome(**workstation, program);
    const auto address = publishedAddress(options.home);
    if (workstation.error().front().code != kit::ErrorCode::Conflict || address.empty())
        return program.fail(firstMessage(workstation.error()));
    ui::HttpLink link(QString::fromStdString(address), QString::fromStdString(options.home + "/token"));
    return program.run(link);
}

} // namespace nautilus::composition
