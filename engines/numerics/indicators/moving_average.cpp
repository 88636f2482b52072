#include "engines/numerics/indicators/moving_average.h"

#include <cmath>

namespace nautilus::numerics {

double Wma::update(double value) {
    if (std::isnan(value)) return value;
    const auto n = static_cast<double>(window_.size());
    weighted_ += n * value - sum_;
    sum_ += value - window_.push(value);
    if (!window_.full()) return std::nan("");
    if (window_.wrapped()) {
        sum_ = 0;
        weighted_ = 0;
        double weight = 0;
        window_.forEach([&](double x) {
            weight += 1;
            sum_ += x;
            weighted_ += weight * x;
        });
    }
    return weighted_ / (n * (n + 1) / 2);
}

double Dema::update(double value) {
    const double first = first_.update(value);
    return 2 * first - second_.update(first);
}

double Tema::update(double value) {
    const double first = first_.update(value);
    const double second = second_.update(first);
    return 3 * first - 3 * second + third_.update(second);
}

double Kama::update(double value) {
    if (std::isnan(value)) return value;
    const double sum = started_ ? changes_.update(std::abs(value - previous_)) : std::nan("");
    const double change = value - first_.update(value);
    if (!std::isnan(sum)) {
        constexpr double kFast = 2.0 / 3.0, kSlow = 2.0 / 31.0;
        const double efficiency = sum <= change || sum == 0 ? 1.0 : std::abs(change / sum);
        const double pace = efficiency * (kFast - kSlow) + kSlow;
        if (!warm_) level_ = previous_;
        level_ += (value - level_) * pace * pace;
        warm_ = true;
    }
    previous_ = value;
    started_ = true;
    return warm_ ? level_ : std::nan("");
}

T3::T3(std::size_t n, double v) : averages_{Ema(n), Ema(n), Ema(n), Ema(n), Ema(n), Ema(n)} {
    const double square = v * v, cube = square * v;
    weights_ = {-cube, 3 * (square + cube), -6 * square - 3 * (v + cube), 1 + 3 * v + cube + 3 * square};
}

double T3::update(double value) {
    std::array<double, 6> level;
    for (std::size_t i = 0; i < 6; ++i)
        level[i] = averages_[i].update(i == 0 ? value : level[i - 1]);
    return weights_[0] * level[5] + weights_[1] * level[4] + weights_[2] * level[3] + weights_[3] * level[2];
}

MovingAverage::MovingAverage(AverageKind kind, std::size_t n) : average_(make(kind, n)) {}

MovingAverage::Any MovingAverage::make(AverageKind kind, std::size_t n) {
    switch (kind) {
    case AverageKind::kSma:
        return Sma(n);
    case AverageKind::kEma:
        return Ema(n);
    case AverageKind::kWma:
        return Wma(n);
    case AverageKind::kDema:
        return Dema(n);
    case AverageKind::kTema:
        return Tema(n);
    case AverageKind::kTrima:
        return Trima(n);
    case AverageKind::kKama:
        return Kama(n);
    }
    return Sma(n);
}

std::size_t MovingAverage::lookback(AverageKind kind, std::size_t n) {
    switch (kind) {
    case AverageKind::kDema:
        return 2 * (n - 1);
    case AverageKind::kTema:
        return 3 * (n - 1);
    case AverageKind::kKama:
        return n;
    default:
        return n - 1;
    }
}

} // namespace nautilus::numerics
