#pragma once
// Fonts need an application: the one of this program, made when the first test asks.

#include <QGuiApplication>

namespace nautilus::test {

inline void needGuiApplication() {
    static int count = 1;
    static char name[] = "report_test";
    static char* arguments[] = {name, nullptr};
    static const QGuiApplication kApplication(count, arguments);
}

} // namespace nautilus::test
