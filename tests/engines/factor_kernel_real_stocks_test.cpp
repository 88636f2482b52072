// The whole chain on 338 real stocks: prices -> scores -> factor returns, against values computed elsewhere
// (tests/data/factor_model/README.md).

#include "engines/factor/kernel/joint.h"
#include "engines/factor/kernel/styles_two_stage.h"
#include "engines/factor/kernel/two_stage.h"
#include "engines/numerics/quantile.h"
#include "tests/engines/factor_kernel_tables.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace {

using namespace nautilus::factor;
using namespace nautilus::testing_tables;
using nautilus::domain::Matrix;
using nautilus::domain::MatrixView;

Matrix numbers(const Table& table) {
    Matrix result(table.rows.size(), table.header.size() - 1);
    for (std::size_t t = 0; t < table.rows.size(); ++t)
        for (std::size_t c = 1; c < table.rows[t].size(); ++c)
            result.at(t, c - 1) = number(table.rows[t][c]);
    return result;
}

struct Market {
    std::vector<std::string> dates, symbols, sectors;
    std::vector<std::int32_t> sector;
    Matrix returns; ///< one row per session, the first without a return
    Matrix cap;     ///< the last 120 sessions
    std::vector<double> book, sales, cash;

    Market() {
        const Table prices = readTable("factor_model/adj_close_input.csv.gz");
        const Matrix close = numbers(readTable("factor_model/close_input.csv.gz"));
        const Table universe = readTable("factor_model/universe.csv");
        symbols.assign(prices.header.begin() + 1, prices.header.end());
        for (const auto& row : prices.rows)
            dates.push_back(row[0]);
        const Matrix level = numbers(prices);
        returns = Matrix(level.rows(), level.columns());
        for (std::size_t t = 1; t < level.rows(); ++t)
            for (std::size_t n = 0; n < level.columns(); ++n)
                returns.at(t, n) = level.at(t, n) / level.at(t - 1, n) - 1;
        const std::vector<double> shares = universe.values("shares");
        cap = Matrix(close.rows(), close.columns());
        for (std::size_t t = 0; t < close.rows(); ++t)
            for (std::size_t n = 0; n < close.columns(); ++n)
                cap.at(t, n) = close.at(t, n) * shares[n];
        book = universe.values("book"), sales = universe.values("sales"), cash = universe.values("cfo");
        std::map<std::string, std::int32_t> index;
        for (const auto& row : universe.rows)
            index[row[universe.column("sector")]] = 0;
        for (auto& [name, i] : index) {
            i = static_cast<std::int32_t>(sectors.size());
            sectors.push_back(name);
        }
        for (const auto& row : universe.rows)
            sector.push_back(index[row[universe.column("sector")]]);
        for (std::size_t n = 0; n < symbols.size(); ++n)
            EXPECT_EQ(universe.rows[n][0], symbols[n]);
    }
};

const Market& market() {
    static const Market instance;
    return instance;
}

struct Config {
    friend void PrintTo(const Config& c, std::ostream* out) { *out << c.name; }

    std::string name;
    TwoStageMomentumOptions momentum;
    std::optional<double> value_winsor;
    TwoStageOptions regression;
};

const Config kDefault{"default", {504, 126, 20, 0.01}, std::nullopt, {0.05, true}};
const Config kAlt{"alt", {252, 63, 20, 0.05}, 0.05, {std::nullopt, false}};

struct Scores {
    Matrix momentum, size, value;
};

Scores scores(const Config& config) {
    const Market& m = market();
    const std::size_t rows = m.cap.rows(), names = m.symbols.size(), first = m.dates.size() - rows;
    Scores s{Matrix(rows, names), Matrix(rows, names), Matrix(rows, names)};
    const Matrix raw =
        rawProductMomentum(m.returns.view(), config.momentum, {first, m.dates.size()}, sequential());
    std::vector<double> bp(names), sp(names), cp(names);
    for (std::size_t t = 0; t < rows; ++t) {
        momentumScores(raw.row(t), config.momentum.winsor_factor, s.momentum.row(t));
        sizeScores(m.cap.row(t), 0.2, 0.8, s.size.row(t));
        for (std::size_t n = 0; n < names; ++n) {
            bp[n] = m.book[n] / m.cap.at(t, n);
            sp[n] = m.sales[n] / m.cap.at(t, n);
            cp[n] = m.cash[n] / m.cap.at(t, n);
        }
        valueScores(bp, sp, cp, config.value_winsor, s.value.row(t));
    }
    return s;
}

FactorPanel panelOf(const Market& m, const Matrix& returns, const std::vector<MatrixView>& styles) {
    FactorPanel panel{
        returns.view(), m.cap.view(), {m.sector.data(), 1, m.sector.size()}, m.sectors.size(), styles};
    panel.exposure_lag = 0;
    return panel;
}

std::vector<std::string> factorNames(const std::string& prefix) {
    std::vector<std::string> names{prefix + "market"};
    for (const std::string& s : market().sectors)
        names.push_back(prefix + s);
    for (const char* s : {"mom_score", "sze_score", "val_score"})
        names.push_back(prefix + s);
    return names;
}

void expectColumns(const Matrix& got, const Table& want, const std::string& prefix, double tolerance) {
    const std::vector<std::string> names = factorNames(prefix);
    for (std::size_t k = 0; k < names.size(); ++k) {
        const std::vector<double> column = want.values(names[k]);
        for (std::size_t t = 0; t < column.size(); ++t)
            ASSERT_NEAR(got.at(t, k), column[t], tolerance) << names[k] << " on row " << t;
    }
}

class RealStocks : public ::testing::TestWithParam<Config> {
protected:
    void SetUp() override {
        const Market& m = market();
        scores_ = scores(GetParam());
        styles_ = {scores_.momentum.view(), scores_.size.view(), scores_.value.view()};
        returns_ = Matrix(m.cap.rows(), m.symbols.size());
        const std::size_t first = m.dates.size() - m.cap.rows();
        for (std::size_t t = 0; t < m.cap.rows(); ++t)
            std::copy_n(m.returns.row(first + t).begin(), m.symbols.size(), returns_.row(t).begin());
    }
    [[nodiscard]] std::string file(const std::string& stem, const std::string& end = ".csv.gz") const {
        return "factor_model/" + stem + "_" + GetParam().name + end;
    }

    Scores scores_;
    std::vector<MatrixView> styles_;
    Matrix returns_;
};

TEST_P(RealStocks, ScoresAndResiduals) {
    const Market& m = market();
    const Table want = readTable(file("style_scores"));
    const auto momentum = want.values("mom_score"), size = want.values("sze_score"),
               value = want.values("val_score");
    const auto residual = want.values("resid");
    const FactorReturnPanel fit = twoStageReturns(panelOf(m, returns_, styles_), GetParam().regression,
                                                  {0, m.cap.rows()}, sequential(), true);
    const std::size_t first = m.dates.size() - m.cap.rows();
    for (std::size_t i = 0; i < want.rows.size(); ++i) {
        const auto date = std::find(m.dates.begin(), m.dates.end(), want.rows[i][0]);
        const auto t = static_cast<std::size_t>(date - m.dates.begin()) - first;
        const std::size_t n = i % m.symbols.size();
        ASSERT_EQ(want.rows[i][1], m.symbols[n]);
        ASSERT_NEAR(scores_.momentum.at(t, n), momentum[i], 1e-9);
        ASSERT_NEAR(scores_.size.at(t, n), size[i], 1e-9);
        ASSERT_NEAR(scores_.value.at(t, n), value[i], 1e-9);
        ASSERT_NEAR(fit.residuals.at(t, n), residual[i], 1e-10);
    }
}

TEST_P(RealStocks, TwoStageReturns) {
    const FactorReturnPanel fit = twoStageReturns(panelOf(market(), returns_, styles_), GetParam().regression,
                                                  {0, returns_.rows()}, sequential());
    expectColumns(fit.returns, readTable(file("two_stage_factor_returns")), "", 1e-10);
    for (std::size_t t = 0; t < returns_.rows(); ++t) {
        double sum = 0;
        for (std::size_t g = 0; g < market().sectors.size(); ++g)
            sum += fit.returns.at(t, 1 + g);
        EXPECT_NEAR(sum, 0, 1e-15);
    }
}

// The values were computed from returns winsorised as the configuration says; the product's joint model reads
// raw returns, so the test clips them first.
TEST_P(RealStocks, JointReturns) {
    std::vector<double> scratch;
    for (std::size_t t = 0; t < returns_.rows() && GetParam().regression.winsor_factor; ++t)
        nautilus::numerics::winsorize(returns_.row(t), *GetParam().regression.winsor_factor, returns_.row(t),
                                      scratch);
    for (const auto& [stem, rule] : {std::pair{"joint_capconstraint", GroupConstraint::CapWeighted},
                                     std::pair{"joint_sumconstraint", GroupConstraint::PlainSum}}) {
        const FactorReturnPanel fit =
            jointReturns(panelOf(market(), returns_, styles_), {rule}, {0, returns_.rows()}, sequential());
        const Table want = readTable(file(stem));
        expectColumns(fit.returns, want, "", 1e-10);
        expectColumns(fit.t_stats, want, "t_", 1e-8);
        const std::vector<double> r2 = want.values("r2");
        for (std::size_t t = 0; t < r2.size(); ++t)
            ASSERT_NEAR(fit.quality[t].r2, r2[t], 1e-8);
    }
}

INSTANTIATE_TEST_SUITE_P(Configurations, RealStocks, ::testing::Values(kDefault, kAlt),
                         [](const auto& tested) { return tested.param.name; });

} // namespace
