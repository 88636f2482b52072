#include "engines/factor/service/risk_proof.h"

#include "engines/factor/kernel/diagnostics.h"
#include "engines/factor/kernel/test_portfolios.h"
#include "engines/factor/service/proof_scores.h"
#include "engines/factor/service/risk_forecasts.h"
#include "engines/numerics/counter_random.h"
#include "engines/numerics/forecast_tests.h"

#include <algorithm>
#include <atomic>
#include <cmath>

namespace nautilus::factor {

using namespace domain;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr std::size_t kFirstHistory = 252;
constexpr std::size_t kLeastForecasts = 30;
constexpr std::size_t kOwnReturns = 60;
constexpr std::size_t kForecastsAtOnce = 21;
constexpr std::size_t kStocksDrawn = 50;
/// Streams of random numbers besides those of the portfolios' own numbers.
constexpr std::uint64_t kAlphaStream = 1'000'000, kFactorAlphaStream = 2'000'000;

class Proof {
public:
    Proof(const FactorWorld& world, const RiskProofRequest& request, const ParallelFor& parallel)
        : world_(world), in_(*world.inputs), request_(request), parallel_(parallel),
          statistical_(request.model == "statistical"), span_(static_cast<std::size_t>(request.span)),
          every_(static_cast<std::size_t>(std::max(request.every, request.span))),
          variants_(proofVariants(request.horizon == "long" ? RiskHorizon::Long : RiskHorizon::Short,
                                  statistical_, static_cast<std::size_t>(request.simulations))) {
        for (const auto& stock : in_.stocks)
            ids_.push_back(stock.id);
    }

    Result<RiskProofResult> run(const BuildProgress& progress) {
        if (auto planned = plan(); !planned) return kit::failAs(planned);
        addPortfolios();
        returns_.assign(variants_.size(), {portfolios_.size(), std::vector<double>(rows_.size(), kMissing)});
        std::unique_ptr<ForecastWalk> walk;
        if (!statistical_) walk = std::make_unique<ForecastWalk>(world_, rows_.back(), variants_, parallel_);
        for (std::size_t begin = 0; begin < rows_.size(); begin += kForecastsAtOnce) {
            const std::size_t end = std::min(begin + kForecastsAtOnce, rows_.size());
            const std::vector<std::size_t> rows(rows_.begin() + static_cast<std::ptrdiff_t>(begin),
                                                rows_.begin() + static_cast<std::ptrdiff_t>(end));
            const double done = static_cast<double>(begin) / static_cast<double>(rows_.size());
            if (progress && !progress(done, "forecasts from " + in_.sessions[rows.front()].iso()))
                return fail(ErrorCode::Cancelled, "cancelled");
            if (walk)
                compare(begin, walk->next(rows));
            else
                for (std::size_t i = 0; i < rows.size(); ++i)
                    compareOne(begin + i, rows[i]);
        }
        return result();
    }

private:
    /// What the dates share: weights of the portfolios that no forecast enters, and what came after.
    struct Date {
        std::vector<std::vector<double>> weights; ///< by portfolio; empty: depends on the forecast
        std::vector<double> stocks;               ///< return after the forecast, 0 where missing
        std::vector<std::uint8_t> gaps;           ///< sessions without a return
        std::vector<double> factors;              ///< NaN where one is missing
        std::vector<bool> own_factors;            ///< with a return at the forecast and 60 before
    };

    Result<void> plan() {
        const std::size_t rows = in_.rowCount();
        std::size_t first = (statistical_ ? 0 : in_.first_model_row) + kFirstHistory;
        if (request_.start)
            first = std::max(
                first, static_cast<std::size_t>(std::ranges::lower_bound(in_.sessions, *request_.start) -
                                                in_.sessions.begin()));
        std::size_t last = rows;
        if (request_.end) last = std::min(last, in_.rowAtOrBefore(*request_.end) + 1);
        for (std::size_t row = first; row + span_ < last; row += every_)
            rows_.push_back(row);
        if (rows_.size() < kLeastForecasts)
            return fail(ErrorCode::NotComputable,
                        "only " + std::to_string(rows_.size()) + " forecasts can be compared; 30 are needed",
                        "/start");
        return {};
    }

    void addDrawn(const char* set) {
        for (std::size_t i = 0; i < static_cast<std::size_t>(request_.portfolios); ++i)
            portfolios_.push_back({set, std::to_string(i + 1), i});
    }

    void addPortfolios() {
        addDrawn("random");
        addDrawn("random_active");
        for (std::size_t s = 0; s < world_.joint.styles.size(); ++s)
            portfolios_.push_back({"style", world_.joint.styles[s].name, s});
        for (std::size_t s = 0; s < in_.sectors.size(); ++s)
            portfolios_.push_back({"sector", in_.sectors[s], s});
        addDrawn("optimised");
        if (statistical_) return; // its factors are other ones on every date
        const auto& names = world_.joint_returns.factors;
        for (std::size_t k = 0; k < names.size(); ++k)
            portfolios_.push_back({"factor", names[k], k});
        addDrawn("optimised_factors");
    }

    [[nodiscard]] static bool ofFactors(const TestPortfolio& p) {
        return p.set == "factor" || p.set == "optimised_factors";
    }

    [[nodiscard]] std::vector<double> weightsOf(const TestPortfolio& p, std::size_t row) const {
        const auto cap = in_.market_cap.row(row);
        const auto members = in_.in_universe.row(row);
        if (p.set == "sector")
            return groupPortfolio(in_.sector, static_cast<std::int32_t>(p.number), cap, members);
        if (p.set == "style") {
            if (!world_.joint.takes_part.row(row)[p.number]) return std::vector<double>(cap.size(), 0.0);
            return stylePortfolio(world_.joint.styles[p.number].exposure.row(row), cap, members);
        }
        auto weights = randomPortfolio(static_cast<std::uint64_t>(request_.seed), p.number, kStocksDrawn,
                                       ids_, cap, members);
        if (p.set != "random_active") return weights;
        const auto all = randomPortfolio(0, 0, cap.size(), ids_, cap, members);
        for (std::size_t n = 0; n < weights.size(); ++n)
            weights[n] -= all[n];
        return weights;
    }

    [[nodiscard]] std::vector<bool> ownFactors(std::size_t row) const {
        const auto& returns = world_.joint_returns.fit.returns;
        std::vector<bool> out(returns.columns(), false);
        for (std::size_t k = 0; k < out.size(); ++k) {
            std::size_t known = 0;
            for (std::size_t t = in_.first_model_row + 1; t <= row; ++t)
                known += std::isnan(returns.at(t, k)) ? 0 : 1;
            out[k] = known >= kOwnReturns && !std::isnan(returns.at(row, k));
        }
        return out;
    }

    [[nodiscard]] Date dateAt(std::size_t row) const {
        Date date;
        for (const auto& p : portfolios_)
            date.weights.push_back(p.set == "optimised" || ofFactors(p) ? std::vector<double>{}
                                                                        : weightsOf(p, row));
        date.stocks.assign(in_.stockCount(), 0.0);
        date.gaps.assign(in_.stockCount(), 0);
        date.factors.assign(world_.joint_returns.factors.size(), 0.0);
        date.own_factors = ownFactors(row);
        for (std::size_t t = row + 1; t <= row + span_; ++t) {
            for (std::size_t n = 0; n < in_.stockCount(); ++n) {
                const double r = in_.returns.at(t, n);
                date.stocks[n] += std::isnan(r) ? 0.0 : r;
                date.gaps[n] = static_cast<std::uint8_t>(date.gaps[n] + (std::isnan(r) ? 1 : 0));
            }
            for (std::size_t k = 0; k < date.factors.size(); ++k)
                date.factors[k] += world_.joint_returns.fit.returns.at(t, k);
        }
        return date;
    }

    [[nodiscard]] std::vector<double> drawn(std::uint64_t stream, std::span<const std::int64_t> at) const {
        const numerics::CounterRandom random(static_cast<std::uint64_t>(request_.seed), stream);
        std::vector<double> out(at.size());
        for (std::size_t i = 0; i < at.size(); ++i)
            random.normals(2 * static_cast<std::uint64_t>(at[i]), std::span(out).subspan(i, 1));
        return out;
    }

    /// Variance of x under F; factors that nothing is exposed to do not enter.
    [[nodiscard]] static double quadratic(const std::vector<double>& x, const Matrix& f) {
        double sum = 0;
        for (std::size_t i = 0; i < x.size(); ++i)
            for (std::size_t j = 0; j < x.size(); ++j)
                if (x[i] != 0 && x[j] != 0) sum += x[i] * f.at(i, j) * x[j];
        return sum;
    }

    [[nodiscard]] double over(double realised, double variance) const {
        return variance > 0 ? realised / std::sqrt(variance * static_cast<double>(span_)) : kMissing;
    }

    /// Names that the model does not cover take no part, neither in the forecast nor in the return.
    double stockScore(std::span<const double> weights, const Matrix& exposures, const Forecast& forecast,
                      const Date& date, bool counts_gaps) {
        std::vector<double> x(exposures.columns(), 0.0);
        double variance = 0, realised = 0;
        std::int64_t gaps = 0;
        for (std::size_t n = 0; n < weights.size(); ++n) {
            const auto row = exposures.row(n);
            if (weights[n] == 0 || !(forecast.specific[n] > 0) || row.empty() || std::isnan(row[0])) continue;
            for (std::size_t k = 0; k < x.size(); ++k)
                x[k] += weights[n] * row[k];
            variance += std::pow(weights[n] * forecast.specific[n], 2);
            realised += weights[n] * date.stocks[n];
            gaps += date.gaps[n];
        }
        if (counts_gaps) missing_ += gaps;
        return over(realised, variance + quadratic(x, forecast.covariance));
    }

    double factorScore(const std::vector<double>& weights, const Forecast& forecast, const Date& date) const {
        double realised = 0;
        for (std::size_t k = 0; k < weights.size(); ++k)
            if (weights[k] != 0) realised += weights[k] * date.factors[k];
        return over(realised, quadratic(weights, forecast.covariance));
    }

    [[nodiscard]] std::vector<double> factorWeights(const TestPortfolio& p, const Forecast& forecast,
                                                    const Date& date) const {
        std::vector<double> weights(forecast.covariance.rows(), 0.0);
        if (p.set == "factor") {
            weights[p.number] = 1;
            return weights;
        }
        // Factors that stand in for others are sums of them: between them there is nothing to optimise.
        Matrix own = forecast.covariance;
        for (std::size_t k = 0; k < own.rows(); ++k)
            for (std::size_t l = 0; l < own.rows(); ++l)
                if (!date.own_factors[k] || !date.own_factors[l]) own.at(k, l) = kMissing;
        std::vector<std::int64_t> places(weights.size());
        for (std::size_t k = 0; k < places.size(); ++k)
            places[k] = static_cast<std::int64_t>(k);
        return leastRiskFactors(own.view(), drawn(kFactorAlphaStream + p.number, places),
                                world_.joint_returns.group_count);
    }

    void compareVariant(std::size_t at, std::size_t variant, const Date& date, const Matrix& exposures,
                        const Forecast& forecast, std::size_t row) {
        const LeastRisk optimiser(exposures.view(), forecast.covariance.view(), forecast.specific,
                                  in_.in_universe.row(row));
        for (std::size_t p = 0; p < portfolios_.size(); ++p) {
            double& b = returns_[variant][p][at];
            if (ofFactors(portfolios_[p]))
                b = factorScore(factorWeights(portfolios_[p], forecast, date), forecast, date);
            else if (portfolios_[p].set == "optimised")
                b = stockScore(optimiser.weights(drawn(kAlphaStream + portfolios_[p].number, ids_)),
                               exposures, forecast, date, variant == 0);
            else
                b = stockScore(date.weights[p], exposures, forecast, date, variant == 0);
        }
    }

    void keepNotes(const std::vector<RiskNote>& notes) {
        for (const auto& note : notes) {
            const auto known = std::ranges::find(notes_, note, &std::pair<RiskNote, std::size_t>::first);
            if (known == notes_.end())
                notes_.emplace_back(note, 1);
            else
                ++known->second;
        }
    }

    void compare(std::size_t first, const std::vector<DateForecasts>& forecasts) {
        std::vector<Date> dates(forecasts.size());
        parallel_(forecasts.size(), [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i)
                dates[i] = dateAt(forecasts[i].row);
        });
        parallel_(forecasts.size() * variants_.size(), [&](std::size_t begin, std::size_t end) {
            for (std::size_t item = begin; item < end; ++item) {
                const std::size_t i = item / variants_.size(), v = item % variants_.size();
                const auto& date = forecasts[i];
                compareVariant(first + i, v, dates[i], date.own.empty() ? date.exposures : date.own[v],
                               date.variants[v], date.row);
            }
        });
        for (const auto& date : forecasts)
            keepNotes(date.notes);
    }

    void compareOne(std::size_t at, std::size_t row) {
        std::vector<DateForecasts> one;
        one.push_back(statisticalForecasts(world_, row, variants_, parallel_));
        compare(at, one);
    }

    void addFit(RiskProofResult& out) const {
        const auto& quality = world_.joint_returns.fit.quality;
        double sum = 0, count = 0;
        for (std::size_t row = rows_.front(); row <= rows_.back() + span_; ++row) {
            if (!std::isnan(quality[row].r2)) {
                sum += quality[row].r2;
                count += 1;
            }
            const bool last = row == rows_.back() + span_ ||
                              in_.sessions[row].ymd().month() != in_.sessions[row + 1].ymd().month();
            if (!last) continue;
            out.fit.push_back({in_.sessions[row], count > 0 ? sum / count : kMissing,
                               static_cast<std::int64_t>(quality[row].names)});
            sum = count = 0;
        }
        const auto mean = [](const std::vector<double>& values) {
            double total = 0, known = 0;
            for (const double x : values)
                if (!std::isnan(x)) {
                    total += x;
                    known += 1;
                }
            return known > 0 ? total / known : kMissing;
        };
        for (std::size_t s = 0; s < world_.joint.styles.size(); ++s) {
            std::vector<double> vif;
            for (std::size_t row = rows_.front(); row <= rows_.back(); ++row)
                vif.push_back(world_.joint_returns.fit.vif.at(row, s));
            out.styles.push_back({world_.joint.styles[s].name,
                                  mean(exposureStability(world_.joint.styles[s].exposure.view(),
                                                         {rows_.front(), rows_.back() + 1})),
                                  mean(vif)});
        }
    }

    RiskProofResult result() {
        RiskProofResult out;
        out.universe = in_.universe.name;
        out.model = request_.model;
        out.horizon = request_.horizon;
        out.span = request_.span;
        out.every = static_cast<std::int64_t>(every_);
        out.catalog_epoch = in_.epoch;
        out.first_forecast = in_.sessions[rows_.front()];
        out.last_forecast = in_.sessions[rows_.back()];
        out.forecasts = static_cast<std::int64_t>(rows_.size());
        out.band = numerics::biasBand(rows_.size());
        const std::size_t window = std::max<std::size_t>(2, (252 + every_ / 2) / every_);
        out.mrad_ideal = numerics::idealDeviation(window);
        out.missing_returns = missing_;
        std::vector<std::string> names;
        for (const auto& variant : variants_)
            names.push_back(variant.name);
        std::vector<SessionDate> dates;
        for (const auto row : rows_)
            dates.push_back(in_.sessions[row]);
        addScores(returns_, names, portfolios_, dates, window, std::max<std::size_t>(1, 21 / every_), out);
        if (!statistical_) addFit(out);
        for (const auto& [note, count] : notes_)
            out.notes.push_back(note.message + " (" + std::to_string(count) + " forecasts)");
        return out;
    }

    const FactorWorld& world_;
    const ModelInputs& in_;
    const RiskProofRequest& request_;
    const ParallelFor& parallel_;
    bool statistical_;
    std::size_t span_, every_;
    std::vector<ProofVariant> variants_;
    std::vector<std::int64_t> ids_;
    std::vector<std::size_t> rows_;
    std::vector<TestPortfolio> portfolios_;
    StandardisedReturns returns_;
    std::atomic<std::int64_t> missing_{0};
    std::vector<std::pair<RiskNote, std::size_t>> notes_;
};

} // namespace

Result<RiskProofResult> proveRiskModel(const FactorWorld& world, const RiskProofRequest& request,
                                       const ParallelFor& parallel, const BuildProgress& progress) {
    if (world.inputs->rowCount() == 0)
        return fail(ErrorCode::NotComputable, "the catalog holds no stocks with bars yet");
    return Proof(world, request, parallel).run(progress);
}

} // namespace nautilus::factor
