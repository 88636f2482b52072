#include "app/runtime/system_clock.h"

#include <chrono>

namespace nautilus::runtime {

domain::Timestamp SystemClock::now() const {
    using namespace std::chrono;
    return {duration_cast<nanoseconds>(system_clock::now().time_since_epoch()).count()};
}

std::int64_t SystemClock::steadyNs() const {
    using namespace std::chrono;
    return duration_cast<nanoseconds>(steady_clock::now().time_since_epoch()).count();
}

} // namespace nautilus::runtime
