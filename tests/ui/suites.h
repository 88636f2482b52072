#pragma once
// The suites of this program; each file registers its own.

#include <QObject>

#include <functional>
#include <vector>

namespace nautilus::ui::testing {

using MakeSuite = std::function<QObject*()>;
inline std::vector<MakeSuite>& suites() {
    static std::vector<MakeSuite> all;
    return all;
}

template <class T>
struct Register {
    Register() {
        suites().push_back([] { return new T; });
    }
};

} // namespace nautilus::ui::testing
