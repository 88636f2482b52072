#pragma once
// The thread sanitizer cannot see inside DuckDB, which is not instrumented: a block that one connection lets
// go of and another frees looks like a race, since the count of its owners is invisible. There calls into the
// library take turns, process-wide; everywhere else this is nothing.

#ifdef __SANITIZE_THREAD__
#include <mutex>
#endif

namespace nautilus::catalog {

class DuckDbTurn {
public:
#ifdef __SANITIZE_THREAD__
    DuckDbTurn() : held_(mutex()) {}

private:
    static std::recursive_mutex& mutex() {
        static std::recursive_mutex one; // recursive: results are let go of in the middle of other calls
        return one;
    }
    std::lock_guard<std::recursive_mutex> held_;
#else
    DuckDbTurn() {} // not trivial, so that no compiler calls it unused
#endif
};

} // namespace nautilus::catalog
