#pragma once
// The invented market of one symbol: a random walk of the middle price with a spread of two ticks and a book
// of five levels on each side. Step n of a symbol is the same for the same seed, whatever else runs.

#include "engines/domain/market_event.h"

#include <array>
#include <random>
#include <string_view>
#include <vector>

namespace nautilus::sources {

class SimulatedWalk {
public:
    SimulatedWalk(std::uint32_t line, unsigned kinds, std::string_view symbol, std::int64_t seed,
                  double volatility);

    [[nodiscard]] std::uint32_t line() const { return line_; }
    /// Appends the events of the next step, all of time `at_ns`.
    void step(std::int64_t at_ns, std::vector<domain::MarketEvent>& out);

    static constexpr double kTick = 0.01;
    static constexpr int kLevels = 5;

private:
    void tellBook(std::int64_t at_ns, std::vector<domain::MarketEvent>& out);
    [[nodiscard]] double size() { return 100.0 * static_cast<double>(1 + random_() % 20); }

    std::uint32_t line_;
    unsigned kinds_;
    double volatility_;
    std::mt19937_64 random_;
    std::normal_distribution<double> normal_;
    double middle_;
    std::int64_t told_ticks_ = -1; ///< middle of the book that was told last
};

} // namespace nautilus::sources
