#pragma once
// Threads for benchmarks of kernels, and the start of a peer written in Python.

#include "engines/factor/kernel/cross_section.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

namespace nautilus::bench {

/// `count` threads that take small parts of the range in turn.
inline factor::ParallelFor onThreads(std::size_t count) {
    return [count](std::size_t items, const factor::RangeBody& body) {
        const std::size_t part = std::max<std::size_t>(1, items / (count * 8));
        std::atomic<std::size_t> next{0};
        const auto work = [&] {
            for (std::size_t begin = next.fetch_add(part); begin < items; begin = next.fetch_add(part))
                body(begin, std::min(items, begin + part));
        };
        std::vector<std::thread> others;
        for (std::size_t i = 1; i < count; ++i)
            others.emplace_back(work);
        work();
        for (std::thread& t : others)
            t.join();
    };
}

/// Runs a script of this folder with NAUTILUS_PYTHON (default /usr/bin/python3) unless NAUTILUS_NO_PEER is
/// set.
inline int runPeer(const std::string& script, const std::string& arguments = {}) {
    if (std::getenv("NAUTILUS_NO_PEER") != nullptr) return 0;
    const char* python = std::getenv("NAUTILUS_PYTHON");
    const std::string folder = NAUTILUS_BENCH_FOLDER;
    const std::string command =
        std::string(python ? python : "/usr/bin/python3") + " '" + folder + "/" + script + "' " + arguments;
    return std::system(command.c_str()) == 0 ? 0 : 1;
}

} // namespace nautilus::bench
