#include "engines/portfolio/kernel/live_books.h"

namespace nautilus::portfolio {

std::size_t LiveBooks::addInstrument(double price) {
    prices_.push_back(price);
    holders_.emplace_back();
    is_moved_.push_back(0);
    return prices_.size() - 1;
}

std::size_t LiveBooks::addBook(std::span<const LiveHolding> holdings, double cash) {
    const auto book = values_.size();
    for (const auto& holding : holdings) {
        instrument_.push_back(static_cast<std::uint32_t>(holding.instrument));
        units_.push_back(holding.units);
        auto& holders = holders_[holding.instrument];
        if (holders.empty() || holders.back() != book) holders.push_back(static_cast<std::uint32_t>(book));
    }
    first_.push_back(instrument_.size());
    cash_.push_back(cash);
    values_.push_back(0);
    is_affected_.push_back(0);
    values_.back() = valueOf(book);
    return book;
}

void LiveBooks::setPrice(std::size_t instrument, double price) {
    prices_[instrument] = price;
    if (is_moved_[instrument]) return;
    is_moved_[instrument] = 1;
    moved_.push_back(static_cast<std::uint32_t>(instrument));
}

double LiveBooks::valueOf(std::size_t book) const {
    double sum = cash_[book];
    for (std::size_t i = first_[book]; i < first_[book + 1]; ++i)
        sum += units_[i] * prices_[instrument_[i]];
    return sum;
}

std::span<const std::size_t> LiveBooks::revalue() {
    affected_.clear();
    for (const auto instrument : moved_) {
        is_moved_[instrument] = 0;
        for (const auto book : holders_[instrument])
            is_affected_[book] = 1;
    }
    if (moved_.empty()) return affected_;
    moved_.clear();
    for (std::size_t book = 0; book < values_.size(); ++book) {
        if (!is_affected_[book]) continue;
        is_affected_[book] = 0;
        values_[book] = valueOf(book);
        affected_.push_back(book);
    }
    return affected_;
}

} // namespace nautilus::portfolio
