#include "engines/numerics/indicators/indicator_bank.h"

namespace nautilus::numerics {

bool IndicatorBank::add(const IndicatorSpec& spec, Parameters parameters) {
    auto indicator = makeIndicator(spec, parameters);
    if (!indicator) return false;
    columns_ += indicator->outputs();
    first_.push_back(columns_);
    row_.resize(columns_);
    indicators_.push_back(std::move(indicator));
    room_ = count_ = 0;
    return true;
}

void IndicatorBank::take(const BarColumns& bars, std::size_t count) {
    if (count > room_) {
        room_ = count;
        values_.resize(columns_ * room_);
        places_.resize(columns_);
        for (std::size_t i = 0; i < columns_; ++i)
            places_[i] = values_.data() + i * room_;
    }
    count_ = count;
    if (count <= kFewBars) {
        for (std::size_t t = 0; t < count; ++t)
            takeOne(bars, t);
        return;
    }
    for (std::size_t i = 0; i < indicators_.size(); ++i)
        indicators_[i]->run(bars, count, std::span(places_).subspan(first_[i], first_[i + 1] - first_[i]));
}

void IndicatorBank::takeOne(const BarColumns& bars, std::size_t t) {
    const auto at = [&](std::span<const double> column) { return column.empty() ? 0.0 : column[t]; };
    const BarInput bar{at(bars.open), at(bars.high), at(bars.low), at(bars.close), at(bars.volume)};
    for (std::size_t i = 0; i < indicators_.size(); ++i)
        indicators_[i]->update(bar, std::span(row_).subspan(first_[i], first_[i + 1] - first_[i]));
    for (std::size_t column = 0; column < columns_; ++column)
        places_[column][t] = row_[column];
}

std::span<const double> IndicatorBank::values(std::size_t indicator, std::size_t output) const {
    if (room_ == 0) return {};
    return {places_[first_[indicator] + output], count_};
}

} // namespace nautilus::numerics
