#include "engines/risk/kernel/breach_odds.h"

#include "engines/numerics/logistic.h"
#include "engines/numerics/normal.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nautilus::risk {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kDecay = 0.94;
constexpr std::size_t kWarmUp = 63; ///< changes before a day can be used
constexpr std::size_t kShortSpan = 21;
constexpr std::size_t kLongSpan = 252;
constexpr std::size_t kDistances = 12; ///< 0.25, 0.5 ... 3 deviations
constexpr double kDistanceStep = 0.25;
constexpr double kBarrierShift = 0.5826; ///< -zeta(1/2) / sqrt(2 pi)
constexpr double kFarthest = 8;          ///< deviations; beyond, probabilities are not told apart
constexpr double kRounding = 1e-9;       ///< as of the check itself
constexpr double kMostTrend = 4;
constexpr double kMostRegime = 3;
constexpr Eigen::Index kFeatures = 3;

double rootMeanSquare(std::span<const double> changes) {
    double sum = 0;
    for (const double each : changes)
        sum += each * each;
    return std::sqrt(sum / static_cast<double>(changes.size()));
}

/// What was known of the figure at the close of one day, and what came after.
struct DayState {
    std::size_t at = 0; ///< index in the values
    double scale = 0;   ///< sigma sqrt(N)
    double trend = 0, regime = 0;
    double highest = kNone; ///< rise to the highest of the next N values, in `scale`; NaN: not known yet
};

class FigurePast {
public:
    FigurePast(std::span<const double> values, std::size_t horizon) : values_(values), horizon_(horizon) {
        for (std::size_t t = 1; t < values.size(); ++t)
            changes_.push_back(values[t] - values[t - 1]);
        double variance = 0;
        for (std::size_t t = 0; t < changes_.size(); ++t) {
            const double square = changes_[t] * changes_[t];
            // The mean of what there is, until the weights have settled.
            const double share = std::max(1 - kDecay, 1.0 / static_cast<double>(t + 1));
            variance += share * (square - variance);
            deviation_.push_back(std::sqrt(variance));
        }
    }

    [[nodiscard]] double volatility() const { return deviation_.empty() ? kNone : deviation_.back(); }

    /// A day that can be used; scale 0 where the figure had not moved.
    [[nodiscard]] DayState state(std::size_t at) const {
        DayState day;
        day.at = at;
        const auto n = static_cast<double>(horizon_);
        day.scale = deviation_[at - 1] * std::sqrt(n);
        if (!(day.scale > 0)) return day;
        const std::span<const double> known(changes_.data(), at);
        const double before = at > horizon_ ? values_[at - horizon_] : values_[0];
        day.trend = std::clamp((values_[at] - before) / day.scale, -kMostTrend, kMostTrend);
        const double recent = rootMeanSquare(known.last(kShortSpan));
        const double usual = rootMeanSquare(known.last(std::min(kLongSpan, at)));
        day.regime =
            recent > 0 ? std::clamp(std::log(recent / usual), -kMostRegime, kMostRegime) : -kMostRegime;
        if (at + horizon_ < values_.size())
            day.highest =
                (*std::max_element(values_.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                                   values_.begin() + static_cast<std::ptrdiff_t>(at + horizon_) + 1) -
                 values_[at]) /
                day.scale;
        return day;
    }

    [[nodiscard]] std::vector<DayState> daysWithOutcome() const {
        std::vector<DayState> out;
        for (std::size_t at = kWarmUp; at + horizon_ < values_.size(); ++at)
            if (const auto day = state(at); day.scale > 0) out.push_back(day);
        return out;
    }

private:
    std::span<const double> values_;
    std::size_t horizon_;
    std::vector<double> changes_, deviation_; ///< of the change into value t + 1, and known with it
};

double walkLogit(double distance, std::size_t horizon) {
    return numerics::logit(std::min(randomWalkOdds(distance, horizon), 1 - 1e-12));
}

/// The logit of the random walk comes first.
Eigen::Vector3d features(const DayState& day, double distance, std::size_t horizon) {
    return {walkLogit(distance, horizon), day.trend, day.regime};
}

/// One row per day and distance.
struct Lesson {
    Eigen::MatrixXd x;
    Eigen::VectorXd yes;
};
Lesson lessonOf(std::span<const DayState> days, std::size_t horizon) {
    const auto rows = static_cast<Eigen::Index>(days.size() * kDistances);
    Lesson out{Eigen::MatrixXd(rows, kFeatures), Eigen::VectorXd(rows)};
    Eigen::Index row = 0;
    for (const auto& day : days)
        for (std::size_t d = 1; d <= kDistances; ++d, ++row) {
            const double distance = kDistanceStep * static_cast<double>(d);
            out.x.row(row) = features(day, distance, horizon).transpose();
            out.yes[row] = day.highest > distance ? 1 : 0;
        }
    return out;
}

class OddsModel {
public:
    OddsModel(std::span<const DayState> days, const OddsOptions& options) {
        const auto lesson = lessonOf(days, options.horizon);
        const double weight = 1 / static_cast<double>(kDistances * options.horizon);
        fit_ = numerics::fitLogistic(lesson.x, lesson.yes, {options.ridge, true, weight, lesson.x.col(0)});
        // Farther must never be likelier; the random walk itself then.
        if (!fit_.converged || fit_.coefficients[0] <= -1) {
            fit_.intercept = 0;
            fit_.coefficients = Eigen::Vector3d::Zero();
        }
    }
    [[nodiscard]] double probability(const Eigen::Ref<const Eigen::VectorXd>& row) const {
        return fit_.probability(row, row[0]);
    }

private:
    numerics::LogisticFit fit_;
};

/// Each fifth but the first, from the days before it.
void score(std::span<const DayState> days, const OddsOptions& options, BreachOdds& out) {
    constexpr std::size_t kParts = 5;
    for (std::size_t part = 1; part < kParts; ++part) {
        const std::size_t begin = days.size() * part / kParts;
        const std::size_t end = days.size() * (part + 1) / kParts;
        const OddsModel model(days.first(begin - std::min(options.horizon, begin)), options);
        const auto lesson = lessonOf(days.subspan(begin, end - begin), options.horizon);
        for (Eigen::Index i = 0; i < lesson.x.rows(); ++i) {
            out.scored_probability.push_back(model.probability(lesson.x.row(i).transpose()));
            out.scored_reference.push_back(numerics::logistic(lesson.x(i, 0)));
            out.scored_outcome.push_back(lesson.yes[i]);
        }
        out.scored_days += end - begin;
    }
    out.scored_from = days[days.size() / kParts].at;
    out.scored_to = days.back().at;
}

void forecast(const FigurePast& past, std::size_t today, const OddsOptions& options, BreachOdds& out) {
    const auto days = past.daysWithOutcome();
    if (days.size() < kFewestOddsDays) return; // too few of them with a movement
    score(days, options, out);
    out.state = OddsState::Forecast;
    out.probability =
        OddsModel(days, options)
            .probability(features(past.state(today), std::min(out.distance, kFarthest), options.horizon));
}

} // namespace

double randomWalkOdds(double distance, std::size_t horizon) {
    const double shifted = distance + kBarrierShift / std::sqrt(static_cast<double>(horizon));
    return std::min(1.0, 2 * numerics::normalCdf(-shifted));
}

BreachOdds breachOdds(std::span<const double> values, double limit, const OddsOptions& options) {
    BreachOdds out{OddsState::TooFewDays, kNone, kNone, kNone, kNone, {}, {}, {}, 0, 0, 0};
    std::size_t first = values.size();
    while (first > 0 && !std::isnan(values[first - 1]))
        --first;
    const auto known = values.subspan(first);
    if (known.empty()) return out;
    const FigurePast past(known, options.horizon);
    out.volatility = past.volatility();
    const double room = limit - known.back();
    if (known.size() > kWarmUp && out.volatility > 0)
        out.distance = room / (out.volatility * std::sqrt(static_cast<double>(options.horizon)));
    if (!std::isnan(out.distance))
        out.reference = randomWalkOdds(std::max(out.distance, 0.0), options.horizon);
    if (known.size() > kWarmUp + options.horizon) {
        if (out.volatility > 0) forecast(past, known.size() - 1, options, out);
        const bool moved = std::ranges::any_of(known, [&](double v) { return v != known.front(); });
        if (!moved) {
            out.state = OddsState::Still;
            out.probability = 0;
            out.reference = 0;
        }
    }
    out.scored_from += first;
    out.scored_to += first;
    if (room < -kRounding * std::abs(limit)) {
        out.state = OddsState::Broken;
        out.probability = 1;
        out.reference = 1;
    }
    return out;
}

} // namespace nautilus::risk
