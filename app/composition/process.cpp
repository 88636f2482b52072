#include "app/composition/process.h"

#include "app/platform/platform.h"

#include <QCoreApplication>

#include <cstdio>

namespace nautilus::composition {

bool prepareProcess() {
    std::string missing;
    if (!platform::processorFits(missing)) {
        std::fprintf(stderr, "This build needs a newer processor (%s); it lacks: %s\nBuild the preset release-v2.\n",
                     NAUTILUS_ARCH, missing.c_str());
        return false;
    }
    platform::raiseFileLimit();
    qputenv("QT_NO_GLIB", "1"); // the plain poll loop is much faster with many sockets
    return true;
}

void quitOnTerminate() {
    platform::onTerminate([] { QMetaObject::invokeMethod(qApp, "quit", Qt::QueuedConnection); });
}

} // namespace nautilus::composition
