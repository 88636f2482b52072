// Every factor of the library against numpy, pandas and scipy on the same files (tests/data/factor_library),
// and what the list of factors says of them.

#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/members.h"

#include <cmath>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace {

using nautilus::kit::Value;
using nautilus::test::Answer;
using nautilus::test::DemoWorkstation;
using nautilus::test::number;
using nautilus::test::words;

constexpr const char* kEvaluate = "/api/v1/factor-engine/evaluate";

std::vector<std::string> cellsOf(const std::string& line) {
    std::vector<std::string> out(1);
    for (const char c : line)
        if (c == ',')
            out.emplace_back();
        else if (c != '\r')
            out.back() += c;
    return out;
}

using Rows = std::vector<std::vector<std::string>>;

/// Header first.
Rows table(const std::string& name) {
    std::ifstream file(std::string(NAUTILUS_TEST_DATA "/factor_library/") + name);
    Rows out;
    for (std::string line; std::getline(file, line);)
        out.push_back(cellsOf(line));
    return out;
}

std::string listed(const std::vector<std::string>& symbols) {
    std::string out;
    for (const auto& symbol : symbols)
        out += (out.empty() ? "\"" : ",\"") + symbol + "\"";
    return "[" + out + "]";
}

/// Values by symbol.
std::map<std::string, double> valuesOf(const Answer& answer) {
    std::map<std::string, double> out;
    const auto* rows = answer.data().find("rows");
    if (!rows) return out;
    for (const auto& row : *rows->as<Value::Array>()) {
        const auto& cells = *row.as<Value::Array>();
        out[*cells[1].as<std::string>()] = number(&cells[2]);
    }
    return out;
}

/// Values near zero are held to a thousandth of the largest one beside them.
void expectSame(const std::map<std::string, double>& ours, const std::vector<std::string>& symbols,
                const std::vector<std::string>& golden, const std::string& where) {
    double scale = 0;
    for (const auto& cell : golden)
        if (!cell.empty()) scale = std::max(scale, std::fabs(std::stod(cell)));
    for (std::size_t k = 0; k < symbols.size(); ++k) {
        ASSERT_TRUE(ours.contains(symbols[k])) << where << " " << symbols[k];
        const double value = ours.at(symbols[k]);
        if (golden[k].empty()) {
            EXPECT_TRUE(std::isnan(value)) << where << " " << symbols[k] << " " << value;
            continue;
        }
        const double expected = std::stod(golden[k]);
        EXPECT_NEAR(value, expected, 1e-9 * std::max(std::fabs(expected), 1e-3 * scale))
            << where << " " << symbols[k];
    }
}

const Answer& factors() {
    static const Answer kAnswer = DemoWorkstation::get().get("/api/v1/factor-engine/factors");
    return kAnswer;
}

const Value::Array& factorRows() {
    return *factors().data().find("factors")->as<Value::Array>();
}

TEST(FactorLibrary, EveryFactorIsThatOfPandas) {
    auto& demo = DemoWorkstation::get();
    const auto golden = table("values.csv");
    ASSERT_GT(golden.size(), 400U);
    const std::vector<std::string> symbols(golden.front().begin() + 3, golden.front().end());
    std::map<std::string, std::set<std::string>> families;
    for (std::size_t r = 1; r < golden.size(); ++r) {
        const auto& row = golden[r];
        const auto answer = demo.post(kEvaluate, R"({"factor":")" + row[1] + R"(","date":")" + row[2] +
                                                     R"(","symbols":)" + listed(symbols) + "}");
        ASSERT_EQ(answer.status, 200) << row[1] << " " << answer.body;
        expectSame(valuesOf(answer), symbols, {row.begin() + 3, row.end()}, row[1] + " " + row[2]);
        families[row[0]].insert(row[1]);
    }
    EXPECT_EQ(families["technical"].size(), 28U);
    EXPECT_EQ(families["fundamental"].size(), 32U);
    EXPECT_EQ(families["macro"].size(), 21U);
    EXPECT_EQ(families["cross_source"].size(), 31U);
    std::set<std::string> compared;
    for (const auto& [family, ids] : families)
        compared.insert(ids.begin(), ids.end());
    for (const auto& factor : factorRows())
        if (words(factor.find("family")) != "synthetic") {
            EXPECT_TRUE(compared.contains(words(factor.find("id")))) << words(factor.find("id"));
        }
}

TEST(FactorLibrary, SaysFromWhenOnEveryFactorHasValues) {
    ASSERT_EQ(factors().status, 200) << factors().body;
    std::map<std::string, const Value*> by_id;
    for (const auto& factor : factorRows()) {
        const auto id = words(factor.find("id"));
        by_id[id] = &factor;
        if (words(factor.find("family")) == "synthetic") continue;
        EXPECT_FALSE(words(factor.find("theme")).empty()) << id;
        EXPECT_FALSE(words(factor.find("first_value_date")).empty()) << id;
        EXPECT_LE(words(factor.find("first_value_date")), words(factor.find("first_valid_date")).empty()
                                                              ? "9999"
                                                              : words(factor.find("first_valid_date")))
            << id;
        const double share = number(factor.find("coverage"));
        EXPECT_GE(share, 0.0) << id;
        EXPECT_LE(share, 1.0) << id;
    }
    for (const auto& row : table("spans.csv"))
        if (row[0] != "factor") {
            ASSERT_TRUE(by_id.contains(row[0])) << row[0];
            EXPECT_EQ(words(by_id[row[0]]->find("first_valid_date")), row[1]) << row[0];
            EXPECT_EQ(words(by_id[row[0]]->find("first_value_date")), row[2]) << row[0];
            EXPECT_NEAR(number(by_id[row[0]]->find("coverage")), std::stod(row[3]), 1e-12) << row[0];
        }
    EXPECT_TRUE(by_id["research_to_market"]->find("first_valid_date")->isNull()); // few report research
}

TEST(FactorLibrary, AFactorWithCodeOfItsOwnHasValuesToo) {
    auto& demo = DemoWorkstation::get();
    const auto own = demo.post(kEvaluate, R"({"factor":"rsi_14","date":"2019-12-31","symbols":["AAPL"]})");
    ASSERT_EQ(own.status, 200) << own.body;
    const auto calculated = demo.post("/factors/calculate", R"({"symbols":["AAPL"],"as_of":"2019-12-31"})");
    const auto* theirs = calculated.data().find("factor_results")->find("AAPL")->find("technical_factors");
    EXPECT_EQ(valuesOf(own).at("AAPL"), number(theirs->find("rsi_14")));
    EXPECT_EQ(demo.post(kEvaluate, R"({"factor":"astrology"})").status, 404);
}

} // namespace
