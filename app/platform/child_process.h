#pragma once
// A program that runs beside this one and is spoken to over its standard input and output. It gets no open
// file of ours, the environment that is given and nothing else, and a process group of its own, which ends as
// a whole; it ends with this process, too.

#include "engines/kit/result.h"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nautilus::platform {

struct ChildProgram {
    std::string program; ///< absolute path
    std::string folder;  ///< in which it runs
    std::vector<std::pair<std::string, std::string>> environment;
};

/// What came of a child while one waited.
struct ChildNews {
    std::string out, err;
    bool ended = false; ///< it closed its output: nothing more will come
};

class ChildProcess {
public:
    /// Ends the group at once.
    virtual ~ChildProcess() = default;
    /// Queues bytes for its input. Any thread. False when more than kMostQueued wait already: it does not
    /// read.
    [[nodiscard]] virtual bool send(std::string_view bytes) = 0;
    /// Writes what is queued and waits for output, the end or `wake`, at most so long. One thread, the one
    /// that made the child.
    [[nodiscard]] virtual ChildNews wait(std::chrono::nanoseconds most) = 0;
    /// Ends a `wait`. Any thread.
    virtual void wake() = 0;
    /// Closes its input.
    virtual void endInput() = 0;
    /// Kills the group if it still runs, and says how the program ended: "exit status 3", "signal 11".
    virtual std::string end() = 0;

    static constexpr std::size_t kMostQueued = 64U << 20;
};

/// Begins a program. Unavailable with the system's reason. It is killed when the calling thread ends.
kit::Result<std::unique_ptr<ChildProcess>> startChild(const ChildProgram& program);

} // namespace nautilus::platform
