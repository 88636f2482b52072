#pragma once
// Sessions x stocks that grow at the end: the panel of a new day shares the rows of the days before with the
// panel that it comes from, and only its own rows are written. Rows that were handed on are never written
// again, so readers of the older panel need no lock. One thread grows a panel at a time; a second attempt
// from the same rows, or one for which the reserve is too small, copies them.

#include "engines/domain/panel.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <memory>
#include <span>

namespace nautilus::factor {

class GrownPanel {
public:
    static constexpr std::size_t kReserve = 32; ///< further rows that a panel has room for

    GrownPanel() = default;
    GrownPanel(std::size_t rows, std::size_t columns, double fill = domain::kMissing)
        : rows_(rows), columns_(columns), store_(std::make_shared<Store>(rows + kReserve, columns, rows)) {
        std::fill_n(store_->values.get(), rows * columns, fill);
    }
    GrownPanel(const domain::Matrix& from) // NOLINT: results of kernels become panels
        : GrownPanel(from.rows(), from.columns()) {
        std::ranges::copy(from.values(), store_->values.get());
    }
    GrownPanel(GrownPanel&&) noexcept = default;
    GrownPanel& operator=(GrownPanel&&) noexcept = default;
    GrownPanel(const GrownPanel&) = delete; // it would write into rows of somebody else: see matrix()
    GrownPanel& operator=(const GrownPanel&) = delete;

    /// `rows` rows, the first `kept` of which are these; the others hold `fill` and are the caller's to
    /// write.
    [[nodiscard]] GrownPanel grown(std::size_t kept, std::size_t rows, double fill = domain::kMissing) const {
        GrownPanel out;
        out.rows_ = rows;
        out.columns_ = columns_;
        auto unclaimed = kept;
        const bool room = store_ && rows <= store_->capacity;
        if (room && store_->used.compare_exchange_strong(unclaimed, rows)) {
            out.store_ = store_;
        } else {
            out.store_ = std::make_shared<Store>(rows + kReserve, columns_, rows);
            if (kept > 0) std::copy_n(store_->values.get(), kept * columns_, out.store_->values.get());
        }
        std::fill_n(out.store_->values.get() + kept * columns_, (rows - kept) * columns_, fill);
        return out;
    }

    [[nodiscard]] std::size_t rows() const { return rows_; }
    [[nodiscard]] std::size_t columns() const { return columns_; }
    [[nodiscard]] std::span<double> row(std::size_t r) {
        return {store_->values.get() + r * columns_, columns_};
    }
    [[nodiscard]] std::span<const double> row(std::size_t r) const {
        return {store_->values.get() + r * columns_, columns_};
    }
    double& at(std::size_t r, std::size_t c) { return store_->values[r * columns_ + c]; }
    [[nodiscard]] double at(std::size_t r, std::size_t c) const { return store_->values[r * columns_ + c]; }
    [[nodiscard]] domain::MatrixView view() const {
        return {store_ ? store_->values.get() : nullptr, rows_, columns_};
    }
    [[nodiscard]] std::span<const double> values() const {
        return {store_ ? store_->values.get() : nullptr, rows_ * columns_};
    }
    /// A copy to be changed.
    [[nodiscard]] domain::Matrix matrix() const {
        domain::Matrix out(rows_, columns_);
        for (std::size_t r = 0; r < rows_; ++r)
            std::ranges::copy(row(r), out.row(r).begin());
        return out;
    }
    [[nodiscard]] bool sharesRowsWith(const GrownPanel& other) const { return store_ == other.store_; }

private:
    struct Store {
        Store(std::size_t rows, std::size_t columns, std::size_t taken)
            : capacity(rows), values(std::make_unique_for_overwrite<double[]>(rows * columns)), used(taken) {}
        std::size_t capacity;
        std::unique_ptr<double[]> values;
        std::atomic<std::size_t> used; ///< rows that belong to some panel
    };
    std::size_t rows_ = 0;
    std::size_t columns_ = 0;
    std::shared_ptr<Store> store_;
};

} // namespace nautilus::factor
