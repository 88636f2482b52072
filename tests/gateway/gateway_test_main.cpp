#include "app/platform/platform.h"

#include <QCoreApplication>

#include <gtest/gtest.h>

int main(int argc, char** argv) {
    qputenv("QT_NO_GLIB", "1");
    QCoreApplication app(argc, argv);
    nautilus::platform::raiseFileLimit();
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
