// What tests/data/optimisation/README.md says about how many problems there are of each kind.

#include "tests/engines/return_tables.h"

#include <gtest/gtest.h>

#include <map>
#include <regex>

namespace nautilus::portfolio {
namespace {

/// Names without the number behind them, and how often each occurs.
std::map<std::string, int> counted() {
    std::map<std::string, int> out;
    const std::regex numbered("(.+) [0-9]+");
    for (const std::string file :
         {"quadratic_goldens.csv", "convex_goldens.csv", "kinds_goldens.csv.gz", "portfolio_goldens.csv.gz",
          "allocation_goldens.csv.gz", "critical_line_goldens.csv.gz"})
        for (const auto& [name, values] : testing_tables::readArrays("optimisation/" + file))
            if (std::smatch parts; std::regex_match(name, parts, numbered)) ++out[parts[1]];
    return out;
}

TEST(OptimiserGoldens, AreAsManyAsTheTableSays) {
    const auto counts = counted();
    const auto text = testing_tables::readText(testing_tables::dataFile("optimisation/README.md"));
    const std::regex entry("`([a-z ]+)` ([0-9]+) \\|");
    int random = 0, real = 0;
    for (std::sregex_iterator at(text.begin(), text.end(), entry), end; at != end; ++at) {
        const std::string name = (*at)[1];
        const auto found = counts.find(name);
        ASSERT_NE(found, counts.end()) << name;
        EXPECT_EQ(found->second, std::stoi((*at)[2])) << name;
        const bool of_returns = name.starts_with("real ");
        EXPECT_GE(found->second, of_returns ? 20 : 200) << name;
        ++(of_returns ? real : random);
    }
    EXPECT_EQ(random, 28);
    EXPECT_EQ(real, 27);
}

} // namespace
} // namespace nautilus::portfolio
