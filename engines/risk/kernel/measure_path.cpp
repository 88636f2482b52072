#include "engines/risk/kernel/measure_path.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nautilus::risk {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

bool looksBack(LimitType type) {
    return type == LimitType::ValueAtRisk || type == LimitType::ExpectedShortfall ||
           type == LimitType::Correlation;
}

/// Walks from today into the past.
class BackwardBook {
public:
    explicit BackwardBook(const HeldBook& book) : book_(book), length_(book.market.size()), place_(0) {
        for (const auto& each : book.positions) {
            length_ = std::max(length_, each.returns.size());
            views_.push_back(each.today);
        }
        place_ = length_;
    }

    [[nodiscard]] std::size_t length() const { return length_; }
    [[nodiscard]] double value() const {
        double sum = book_.cash;
        for (const auto& each : views_)
            sum += each.value;
        return sum;
    }

    void stepBack() {
        --place_;
        for (std::size_t i = 0; i < views_.size(); ++i) {
            const auto& returns = book_.positions[i].returns;
            const double r = returns.empty() ? 0 : returns[place_];
            if (!std::isnan(r)) views_[i].value /= 1 + r;
        }
    }

    /// Figures of the `window` returns up to this day at this day's weights.
    [[nodiscard]] HistoricalFigures history(std::size_t window, double value) {
        const std::size_t from = place_ > window ? place_ - window : 0;
        returns_.assign(place_ - from, 0);
        for (std::size_t i = 0; i < views_.size(); ++i) {
            const auto& returns = book_.positions[i].returns;
            if (returns.empty()) continue;
            const double weight = views_[i].value / value;
            for (std::size_t t = from; t < place_; ++t)
                returns_[t - from] += weight * returns[t];
        }
        market_.assign(place_ - from, kNone);
        if (book_.market.size() == length_)
            std::copy_n(book_.market.begin() + static_cast<std::ptrdiff_t>(from), place_ - from,
                        market_.begin());
        return historicalFigures(returns_, market_);
    }

    [[nodiscard]] BookView view(double value, const HistoricalFigures& history) const {
        return {views_, value, book_.cash, book_.base_currency, history};
    }

private:
    HeldBook book_;
    std::size_t length_;
    std::size_t place_; ///< returns before this close
    std::vector<PositionView> views_;
    std::vector<double> returns_, market_;
};

} // namespace

std::vector<std::vector<double>> measurePaths(const HeldBook& book, std::span<const LimitType> types,
                                              const PathSpan& span, const std::function<bool()>& cancelled) {
    BackwardBook past(book);
    const std::size_t days = std::min(span.days, past.length());
    const bool history_needed = std::ranges::any_of(types, looksBack);
    std::vector<std::vector<double>> out(types.size(), std::vector<double>(days + 1, kNone));
    for (std::size_t back = 0; back <= days; ++back) {
        if (cancelled && cancelled()) return {};
        if (back > 0) past.stepBack();
        const double value = past.value();
        if (!(value > 0)) break; // nor can anything before be trusted
        HistoricalFigures history{kNone, kNone, kNone, kNone, kNone, 0};
        if (history_needed) history = past.history(span.window, value);
        const auto view = past.view(value, history);
        for (std::size_t k = 0; k < types.size(); ++k)
            out[k][days - back] = measure(types[k], view).front().value;
    }
    return out;
}

} // namespace nautilus::risk
