#include "engines/factor/service/proof_scores.h"

#include "engines/numerics/forecast_tests.h"
#include "engines/numerics/quantile.h"

#include <cmath>

namespace nautilus::factor {

using domain::kMissing;

namespace {

constexpr double kBelow95 = -1.6448536269514722; ///< 5 % quantile of the standard normal
constexpr double kBelow99 = -2.3263478740408408; ///< 1 %
constexpr double kRefused = 0.05;

/// Mean of what is there.
class Mean {
public:
    void add(double x) {
        if (std::isnan(x)) return;
        sum_ += x;
        count_ += 1;
    }
    [[nodiscard]] double value() const { return count_ > 0 ? sum_ / count_ : kMissing; }

private:
    double sum_ = 0, count_ = 0;
};

/// Half-open range of portfolios that belong to one set.
struct SetRange {
    std::string name;
    std::size_t begin, end;
};

std::vector<SetRange> setsOf(const std::vector<TestPortfolio>& portfolios) {
    std::vector<SetRange> out;
    for (std::size_t p = 0; p < portfolios.size(); ++p) {
        if (out.empty() || out.back().name != portfolios[p].set) out.push_back({portfolios[p].set, p, p});
        out.back().end = p + 1;
    }
    return out;
}

double refused(double p_value) {
    return std::isnan(p_value) ? kMissing : (p_value < kRefused ? 1.0 : 0.0);
}

ProofScore scoreOf(const std::vector<std::vector<double>>& b, const SetRange& set, std::size_t window) {
    ProofScore score;
    Mean bias, inside, mrad, q_like, observations, kupiec_95, kupiec_99, conditional;
    std::vector<double> biases;
    double seen = 0, below_95 = 0, below_99 = 0;
    for (std::size_t p = set.begin; p < set.end; ++p) {
        const auto at_95 = numerics::coverageTest(b[p], kBelow95, 0.05);
        const auto at_99 = numerics::coverageTest(b[p], kBelow99, 0.01);
        const double own = numerics::biasStatistic(b[p]);
        if (std::isnan(own)) continue;
        ++score.portfolios;
        observations.add(static_cast<double>(at_95.observations));
        biases.push_back(own);
        bias.add(own);
        inside.add(std::abs(own - 1.0) <= numerics::biasBand(at_95.observations) ? 1.0 : 0.0);
        for (const double each : numerics::rollingBias(b[p], window))
            mrad.add(std::abs(each - 1.0));
        q_like.add(numerics::quasiLikelihood(b[p]));
        seen += static_cast<double>(at_95.observations);
        below_95 += static_cast<double>(at_95.exceptions);
        below_99 += static_cast<double>(at_99.exceptions);
        kupiec_95.add(refused(at_95.kupiec_p));
        kupiec_99.add(refused(at_99.kupiec_p));
        conditional.add(refused(at_95.conditional_p));
    }
    if (biases.empty()) return score;
    score.observations = static_cast<std::int64_t>(std::lround(observations.value()));
    score.bias = bias.value();
    score.bias_low = numerics::quantile(biases, 0.05);
    score.bias_high = numerics::quantile(biases, 0.95);
    score.in_band = inside.value();
    score.mrad = mrad.value();
    score.q_like = q_like.value();
    score.var_95 = below_95 / seen;
    score.var_99 = below_99 / seen;
    score.kupiec_95 = kupiec_95.value();
    score.kupiec_99 = kupiec_99.value();
    score.conditional_95 = conditional.value();
    return score;
}

void addRolling(const std::vector<std::vector<double>>& b, const SetRange& set, const std::string& variant,
                const std::vector<domain::SessionDate>& dates, std::size_t window, std::size_t step,
                RiskProofResult& result) {
    std::vector<std::vector<double>> rolled;
    for (std::size_t p = set.begin; p < set.end; ++p)
        rolled.push_back(numerics::rollingBias(b[p], window));
    for (std::size_t t = window - 1; t < dates.size(); t += step) {
        Mean mrad, bias;
        for (const auto& each : rolled) {
            mrad.add(std::abs(each[t] - 1.0));
            bias.add(each[t]);
        }
        if (!std::isnan(bias.value()))
            result.rolling.push_back({dates[t], variant, set.name, mrad.value(), bias.value()});
    }
}

void addNamed(const std::vector<std::vector<double>>& b, const std::vector<TestPortfolio>& portfolios,
              RiskProofResult& result) {
    for (std::size_t p = 0; p < portfolios.size(); ++p) {
        const auto& set = portfolios[p].set;
        if (set != "style" && set != "sector" && set != "factor") continue;
        const auto test = numerics::coverageTest(b[p], kBelow95, 0.05);
        if (test.observations < 2) continue;
        result.portfolios.push_back({set, portfolios[p].name, static_cast<std::int64_t>(test.observations),
                                     numerics::biasStatistic(b[p]), numerics::quasiLikelihood(b[p]),
                                     static_cast<std::int64_t>(test.exceptions), test.kupiec_p});
    }
}

} // namespace

void addScores(const StandardisedReturns& b, const std::vector<std::string>& variants,
               const std::vector<TestPortfolio>& portfolios, const std::vector<domain::SessionDate>& dates,
               std::size_t window, std::size_t step, RiskProofResult& result) {
    const auto sets = setsOf(portfolios);
    for (std::size_t v = 0; v < variants.size(); ++v)
        for (const auto& set : sets) {
            auto score = scoreOf(b[v], set, window);
            score.variant = variants[v];
            score.set = set.name;
            result.scores.push_back(std::move(score));
            if (variants[v] == "full" || variants[v] == "basic" || variants[v] == "none")
                addRolling(b[v], set, variants[v], dates, window, step, result);
        }
    addNamed(b.front(), portfolios, result);
}

} // namespace nautilus::factor
