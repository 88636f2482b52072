#pragma once
// Books valued again and again while prices move. A book that holds something whose price moved is summed up
// anew from all of its positions, in their order: no rounding is carried on, and the result does not depend
// on the order in which prices came.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace nautilus::portfolio {

/// Value of a holding = units x price, in the book's base currency: units = quantity x multiplier x rate.
struct LiveHolding {
    std::size_t instrument = 0; ///< place of its price
    double units = 0;
};

class LiveBooks {
public:
    /// A new instrument with its first price (NaN: none yet). Answers its place.
    std::size_t addInstrument(double price);
    /// A new book. Answers its place. What it holds is fixed; to change it make the table anew.
    std::size_t addBook(std::span<const LiveHolding> holdings, double cash);

    /// A price moved. O(1).
    void setPrice(std::size_t instrument, double price);
    /// Sums up every book that holds something whose price moved since the last call; answers their places,
    /// ascending, valid until the next call. O(positions of these books).
    std::span<const std::size_t> revalue();

    [[nodiscard]] double price(std::size_t instrument) const { return prices_[instrument]; }
    /// As of the last revalue; a book that was not yet revalued: as of when it was added. NaN with a price
    /// missing.
    [[nodiscard]] double value(std::size_t book) const { return values_[book]; }
    [[nodiscard]] std::size_t bookCount() const { return values_.size(); }

private:
    [[nodiscard]] double valueOf(std::size_t book) const;

    std::vector<double> prices_;
    std::vector<std::vector<std::uint32_t>> holders_; ///< by instrument: books
    std::vector<std::size_t> first_{0};               ///< book i holds first_[i] .. first_[i + 1]
    std::vector<std::uint32_t> instrument_;
    std::vector<double> units_;
    std::vector<double> cash_, values_;
    std::vector<std::uint32_t> moved_;      ///< instruments, each once
    std::vector<std::uint8_t> is_moved_;    ///< by instrument
    std::vector<std::uint8_t> is_affected_; ///< by book
    std::vector<std::size_t> affected_;
};

} // namespace nautilus::portfolio
