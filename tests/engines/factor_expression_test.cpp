// Expressions of factors: what they give is what pandas and numpy give (tests/data/expressions), for any cut
// of the work, for one new session as for a whole run, and never with a look at a later one.

#include "engines/factor/kernel/expression/evaluate.h"
#include "tests/engines/factor_kernel_tables.h"

#include <gmock/gmock.h>

#include <bit>
#include <random>

namespace nautilus::factor {
namespace {

using domain::Matrix;
using testing::HasSubstr;
using testing_tables::readTable;

const std::vector<std::string> kPanels{"open", "high", "low", "close", "volume", "vwap", "returns"};

std::vector<ExpressionField> fieldList() {
    std::vector<ExpressionField> out;
    for (const auto& name : kPanels)
        out.push_back({name, Shape::Panel, "", ""});
    out.push_back({"sector", Shape::Group, "", ""});
    out.push_back({"macro:test", Shape::Series, "", ""});
    return out;
}

/// The panel that the reference values were computed from.
struct World {
    std::size_t sessions = 0;
    std::size_t stocks = 24;
    std::vector<Matrix> panels;
    std::vector<std::int32_t> sector;
    std::vector<double> macro;
    std::vector<std::uint8_t> universe;

    World() {
        const auto table = readTable("expressions/panel.csv.gz");
        sessions = table.rows.size() / stocks;
        for (const auto& name : kPanels) {
            const auto values = table.values(name);
            Matrix panel(sessions, stocks);
            for (std::size_t i = 0; i < values.size(); ++i)
                panel.at(i / stocks, i % stocks) = values[i];
            panels.push_back(std::move(panel));
        }
        const auto groups = table.values("sector");
        const auto members = table.values("universe");
        const auto levels = table.values("macro");
        for (std::size_t i = 0; i < stocks; ++i)
            sector.push_back(static_cast<std::int32_t>(groups[i]));
        for (const double each : members)
            universe.push_back(each > 0 ? 1 : 0);
        for (std::size_t t = 0; t < sessions; ++t)
            macro.push_back(levels[t * stocks]);
    }
    [[nodiscard]] std::vector<FieldValues> fields() const {
        std::vector<FieldValues> out;
        for (const auto& panel : panels)
            out.push_back({.panel = panel.view()});
        out.push_back({.panel = {}, .series = {}, .group = {sector.data(), 1, stocks}, .group_count = 4});
        out.push_back({.panel = {}, .series = macro});
        return out;
    }
    [[nodiscard]] std::vector<Matrix> values(const ExpressionProgram& program, RowRange wanted,
                                             const ParallelFor& parallel = sequential()) const {
        const auto data = fields();
        return evaluate(program,
                        {.sessions = sessions,
                         .stocks = stocks,
                         .fields = data,
                         .universe = {universe.data(), sessions, stocks},
                         .wanted = wanted,
                         .cancelled = {}},
                        parallel);
    }
    [[nodiscard]] std::vector<Matrix> values(const ExpressionProgram& program) const {
        return values(program, {0, sessions});
    }
};

const World& world() {
    static const World only;
    return only;
}

struct Case {
    std::string name;
    std::string text;
};

std::vector<Case> cases() {
    std::istringstream stream(
        testing_tables::readText(testing_tables::dataFile("expressions/expressions.txt")));
    std::vector<Case> out;
    for (std::string line; std::getline(stream, line);) {
        const auto tab = line.find('\t');
        out.push_back({line.substr(0, tab), line.substr(tab + 1)});
    }
    return out;
}

ExpressionProgram programOf(const std::vector<Case>& wanted) {
    ExpressionProgram program(fieldList());
    for (const auto& each : wanted) {
        const auto added = program.add(each.text);
        EXPECT_TRUE(added.problems.empty()) << each.name << ": " << added.problems.front().message;
    }
    return program;
}

std::uint64_t bits(double x) {
    return std::isnan(x) ? ~std::uint64_t{0} : std::bit_cast<std::uint64_t>(x);
}

/// Rows [begin, end) of `whole` and all rows of `part` have the same bits.
void expectSameBits(const Matrix& whole, const Matrix& part, std::size_t begin, const std::string& name) {
    for (std::size_t r = 0; r < part.rows(); ++r)
        for (std::size_t i = 0; i < part.columns(); ++i)
            ASSERT_EQ(bits(whole.at(begin + r, i)), bits(part.at(r, i)))
                << name << " session " << begin + r << ", " << i;
}

TEST(FactorExpression, EqualsPandasAndNumpy) {
    const auto all = cases();
    ASSERT_EQ(all.size(), 81U);
    const auto program = programOf(all);
    const auto got = world().values(program);
    const auto table = readTable("expressions/values.csv.gz");
    std::map<std::string, std::size_t> place;
    for (std::size_t i = 0; i < all.size(); ++i)
        place[all[i].name] = i;
    std::size_t compared = 0;
    std::size_t other_ties = 0;
    for (const auto& row : table.rows) {
        const auto& matrix = got[place.at(row[0])];
        const auto session = static_cast<std::size_t>(testing_tables::number(row[1]));
        for (std::size_t i = 0; i < world().stocks; ++i) {
            const double wanted = i + 2 < row.size() ? testing_tables::number(row[i + 2]) : domain::kMissing;
            const double value = matrix.at(session, i);
            ASSERT_EQ(std::isnan(wanted), std::isnan(value))
                << row[0] << " session " << session << ", stock " << i << ": " << wanted << " and " << value;
            if (std::isnan(wanted)) continue;
            ++compared;
            // Ranks of correlations over three ranks: many are equal but for the last bits, which decide the
            // rank.
            if (row[0] == "alpha015" && std::fabs(value - wanted) > 1e-10 && ++other_ties > 0) continue;
            ASSERT_NEAR(value, wanted, 1e-10 * std::max(1.0, std::fabs(wanted)))
                << row[0] << " session " << session << ", stock " << i;
        }
    }
    EXPECT_GT(compared, 30'000U);
    EXPECT_LT(other_ties, 60U) << "of 500 of alpha015";
}

TEST(FactorExpression, AloneOrTogetherAndHoweverCutItHasTheSameBits) {
    const auto all = cases();
    const auto program = programOf(all);
    const auto together = world().values(program);
    const ParallelFor cut = [](std::size_t count, const RangeBody& body) { // one by one, last first
        for (std::size_t i = count; i-- > 0;)
            body(i, i + 1);
    };
    const auto parts = world().values(program, {0, world().sessions}, cut);
    for (std::size_t i = 0; i < all.size(); ++i) {
        expectSameBits(together[i], parts[i], 0, all[i].name);
        expectSameBits(together[i], world().values(programOf({all[i]})).front(), 0, all[i].name);
    }
}

TEST(FactorExpression, ANewSessionByItselfHasTheBitsOfAWholeRun) {
    const auto all = cases();
    const auto program = programOf(all);
    const auto whole = world().values(program);
    for (const std::size_t begin :
         {std::size_t{0}, std::size_t{1}, std::size_t{100}, std::size_t{251}, world().sessions - 1}) {
        const std::size_t end = std::min(world().sessions, begin + (begin == 100 ? 7U : 1U));
        const auto part = world().values(program, {begin, end});
        for (std::size_t i = 0; i < all.size(); ++i)
            expectSameBits(whole[i], part[i], begin, all[i].name);
    }
}

TEST(FactorExpression, NothingLaterIsRead) {
    constexpr std::size_t kCut = 170;
    World changed;
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> draw(1, 1000);
    for (auto& panel : changed.panels)
        for (std::size_t t = kCut; t < changed.sessions; ++t)
            for (double& each : panel.row(t))
                each = t % 5 == 0 ? domain::kMissing : draw(random);
    for (std::size_t t = kCut; t < changed.sessions; ++t)
        changed.macro[t] = draw(random);
    const auto all = cases();
    const auto program = programOf(all);
    const auto before = world().values(program, {0, kCut});
    const auto after = changed.values(program);
    for (std::size_t i = 0; i < all.size(); ++i)
        expectSameBits(after[i], before[i], 0, all[i].name);
}

TEST(FactorExpression, EqualPartsStandOnce) {
    ExpressionProgram program(fieldList());
    ASSERT_TRUE(program.add("rank(delta(close, 5)) / ts_std(returns, 20)").problems.empty());
    const auto before = program.nodes().size();
    ASSERT_TRUE(program.add("ts_std(returns, 20.0) * RANK(delta(close,5))").problems.empty());
    EXPECT_EQ(program.nodes().size(), before + 1) << "only the product is new";
    const auto names = program.fieldsOf(program.outputs()[0]);
    EXPECT_EQ(names.size(), 2U);
}

TEST(FactorExpression, CancelledItGivesNothing) {
    const auto program = programOf({{"one", "rank(ts_mean(close, 20))"}});
    const auto data = world().fields();
    const EvaluationSpace space{.sessions = world().sessions,
                                .stocks = world().stocks,
                                .fields = data,
                                .universe = {},
                                .wanted = {0, world().sessions},
                                .cancelled = [] { return true; }};
    EXPECT_TRUE(evaluate(program, space, sequential()).empty());
}

struct Wrong {
    const char* text;
    const char* message;
    std::size_t begin;
    std::size_t end;
};

class WrongExpression : public testing::TestWithParam<Wrong> {};

TEST_P(WrongExpression, IsToldWithItsPlace) {
    ExpressionProgram program(fieldList());
    const auto added = program.add(GetParam().text);
    ASSERT_FALSE(added.problems.empty());
    EXPECT_EQ(added.output, -1);
    EXPECT_THAT(added.problems.front().message, HasSubstr(GetParam().message));
    EXPECT_EQ(added.problems.front().begin, GetParam().begin);
    EXPECT_EQ(added.problems.front().end, GetParam().end);
}

INSTANTIATE_TEST_SUITE_P(
    All, WrongExpression,
    testing::Values(Wrong{"", "something is missing", 0, 0}, Wrong{"close +", "something is missing", 7, 7},
                    Wrong{"close close", "should end here", 6, 11}, Wrong{"(close", "')' is missing", 6, 6},
                    Wrong{"rank(clos)", "unknown name 'clos'; did you mean 'close'?", 5, 9},
                    Wrong{"rnk(close)", "unknown function 'rnk'; did you mean 'rank'?", 0, 10},
                    Wrong{"delay(close, -1)", "later sessions can't be named", 13, 15},
                    Wrong{"delay(close, 0)", "from 1 to 1260", 13, 14},
                    Wrong{"delay(close, volume)", "a number of sessions", 13, 19},
                    Wrong{"ts_mean(close)", "it takes ts_mean(x, d)", 0, 14},
                    Wrong{"ts_std(close, 1)", "at least 2 sessions", 14, 15},
                    Wrong{"ts_mean(3, 5)", "a window of it says nothing", 8, 9},
                    Wrong{"rank(macro(\"TEST\"))", "a value for each", 5, 18},
                    Wrong{"macro(\"GDP\") * close", "no macro series 'GDP'", 6, 11},
                    Wrong{"macro(\"TEST\")", "one value for all stocks", 0, 13},
                    Wrong{"1 + 2", "one value for all", 0, 5},
                    Wrong{"group_rank(close, volume)", "a classification is needed here: sector", 18, 24},
                    Wrong{"close * sector", "is a classification", 8, 14},
                    Wrong{"rank", "arguments of 'rank'", 0, 4},
                    Wrong{"1 < close < 2", "can't be chained", 10, 11},
                    Wrong{"close @ 2", "no meaning", 6, 7}, Wrong{"2close", "can't begin with a digit", 0, 2},
                    Wrong{"1e999 * close", "can't be read", 0, 5},
                    Wrong{"winsorize(close, 0.6)", "below 0.5", 17, 20}, Wrong{"\"x", "quotation mark", 0, 2},
                    Wrong{"decay_exp(close, 20, 0)", "half-life above 0", 21, 22}));

TEST(FactorExpression, AllProblemsAreFound) {
    ExpressionProgram program(fieldList());
    const auto added = program.add("rank(clos) + delay(volum, 0) * foo(1)");
    EXPECT_EQ(added.problems.size(), 4U);
    const auto deep = program.add(std::string(5000, '(') + "close");
    ASSERT_EQ(deep.problems.size(), 1U);
    EXPECT_THAT(deep.problems[0].message, HasSubstr("nested too deeply"));
    EXPECT_FALSE(program.add(std::string(20'000, ' ')).problems.empty());
}

TEST(FactorExpression, AWindowOfPartDaysIsTakenWholeAndTold) {
    ExpressionProgram program(fieldList());
    const auto added = program.add("ts_rank(close, 8.22237)");
    ASSERT_TRUE(added.problems.empty());
    ASSERT_EQ(added.warnings.size(), 1U);
    EXPECT_THAT(added.warnings[0], HasSubstr("taken as 8 sessions"));
}

/// Any text ends in values or in problems that lie inside it.
TEST(FactorExpression, RandomTextsEndInSomeWay) {
    const std::vector<std::string> words{"close", "volume",   "rank",   "ts_mean",  "(",          ")",
                                         ",",     "+",        "-",      "*",        "/",          "^",
                                         "<",     "?",        ":",      "5",        "0.5",        "!",
                                         "macro", "\"TEST\"", "sector", "&&",       "group_mean", "#",
                                         "\n",    "ts_corr",  "1e308",  "\xC3\xA9", " "};
    const auto seed = std::random_device{}();
    RecordProperty("seed", static_cast<int>(seed));
    std::mt19937_64 random(seed);
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        for (std::size_t n = random() % 24; n > 0; --n)
            text += words[random() % words.size()];
        ExpressionProgram program(fieldList());
        const auto added = program.add(text);
        ASSERT_EQ(added.problems.empty(), added.output >= 0) << text << " (seed " << seed << ")";
        for (const auto& each : added.problems)
            ASSERT_TRUE(each.begin <= each.end && each.end <= text.size())
                << text << " (seed " << seed << ")";
        if (added.output < 0) continue;
        const auto values = world().values(program, {world().sessions - 1, world().sessions});
        ASSERT_EQ(values.size(), 1U) << text << " (seed " << seed << ")";
    }
}

} // namespace
} // namespace nautilus::factor
