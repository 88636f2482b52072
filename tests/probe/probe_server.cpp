// A server with the probe engine's operations on a free port, for the black-box programs and load tests.
// Prints its address as one line of JSON; ends on SIGTERM.

#include "app/api/server/gateway.h"
#include "app/platform/platform.h"
#include "tests/gateway/probe_engine.h"

#include <QCoreApplication>

#include <cstdio>

int main(int argc, char** argv) {
    qputenv("QT_NO_GLIB", "1");
    QCoreApplication app(argc, argv);
    nautilus::platform::raiseFileLimit();
    // Before any other thread, which inherits that these signals are blocked.
    nautilus::platform::onTerminate([] {
        QMetaObject::invokeMethod(
            qApp, [] { QCoreApplication::quit(); }, Qt::QueuedConnection);
    });
    nautilus::probe::World world;
    nautilus::api::Gateway gateway(*world.router, world.stream, world.clock);
    const auto port = gateway.listen(argc > 1 ? std::atoi(argv[1]) : 0);
    if (!port) {
        std::fprintf(stderr, "%s\n", port.error().front().message.c_str());
        return 1;
    }
    std::printf("{\"address\":\"http://127.0.0.1:%d\",\"token\":\"probe-token\",\"pid\":%lld}\n", *port,
                static_cast<long long>(QCoreApplication::applicationPid()));
    std::fflush(stdout);
    app.exec();
    gateway.close();
    return 0;
}
