#include "app/composition/process.h"

#include "app/platform/platform.h"

#include <QCoreApplication>

#include <atomic>
#include <cstdio>

namespace nautilus::composition {

namespace {

std::atomic<bool> stop_requested{false}; // written by the signal thread

} // namespace

bool prepareProcess() {
    std::string missing;
    if (!platform::processorFits(missing)) {
        std::fprintf(stderr, "This build needs a newer processor (%s); it lacks: %s\nBuild the preset release-v2.\n",
                     NAUTILUS_ARCH, missing.c_str());
        return false;
    }
    platform::keepFilesPrivate();
    platform::raiseFileLimit();
    platform::onTerminate([] {
        stop_requested = true;
        if (qApp) QMetaObject::invokeMethod(qApp, "quit", Qt::QueuedConnection);
    });
    qputenv("QT_NO_GLIB", "1"); // the plain poll loop is much faster with many sockets
    return true;
}

bool stopRequested() { return stop_requested; }

} // namespace nautilus::composition
