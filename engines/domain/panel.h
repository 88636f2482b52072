#pragma once
// Panel: dates x instruments, the one type between catalog and kernels. Contiguous per date, immutable once
// shared, carrying the catalog epoch and the price basis it was read with.
//
// Validity: a cell without a value holds NaN; nothing else may stand for "missing". Kernels read MatrixView
// and test std::isnan; the edge turns NaN into null with a reason.

#include "engines/domain/session_date.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace nautilus::domain {

using InstrumentId = std::int64_t;
inline constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

/// Row-major view, rows = dates (ascending), columns = instruments. A row is one date's cross-section.
struct MatrixView {
    const double* data = nullptr;
    std::size_t rows = 0;
    std::size_t columns = 0;

    [[nodiscard]] std::span<const double> row(std::size_t r) const { return {data + r * columns, columns}; }
    [[nodiscard]] double at(std::size_t r, std::size_t c) const { return data[r * columns + c]; }
};

/// Owning matrix with the same layout.
class Matrix {
public:
    Matrix() = default;
    Matrix(std::size_t rows, std::size_t columns, double fill = kMissing)
        : rows_(rows), columns_(columns), values_(rows * columns, fill) {}

    [[nodiscard]] std::size_t rows() const { return rows_; }
    [[nodiscard]] std::size_t columns() const { return columns_; }
    [[nodiscard]] std::span<double> row(std::size_t r) { return {values_.data() + r * columns_, columns_}; }
    [[nodiscard]] std::span<const double> row(std::size_t r) const {
        return {values_.data() + r * columns_, columns_};
    }
    double& at(std::size_t r, std::size_t c) { return values_[r * columns_ + c]; }
    [[nodiscard]] double at(std::size_t r, std::size_t c) const { return values_[r * columns_ + c]; }
    [[nodiscard]] MatrixView view() const { return {values_.data(), rows_, columns_}; }
    [[nodiscard]] const std::vector<double>& values() const { return values_; }

private:
    std::size_t rows_ = 0;
    std::size_t columns_ = 0;
    std::vector<double> values_;
};

/// The two axes that all panels of one snapshot share: ascending session dates, ascending instrument ids.
struct PanelAxes {
    std::vector<SessionDate> dates;
    std::vector<InstrumentId> instruments;
};

/// One field over the axes.
class Panel {
public:
    Panel(std::shared_ptr<const PanelAxes> axes, Matrix values, std::int64_t catalog_epoch,
          SessionDate price_basis)
        : axes_(std::move(axes)), values_(std::move(values)), epoch_(catalog_epoch), basis_(price_basis) {}

    [[nodiscard]] const PanelAxes& axes() const { return *axes_; }
    [[nodiscard]] MatrixView view() const { return values_.view(); }
    [[nodiscard]] bool valid(std::size_t date, std::size_t instrument) const {
        return !std::isnan(values_.at(date, instrument));
    }
    [[nodiscard]] std::int64_t catalogEpoch() const { return epoch_; }
    [[nodiscard]] SessionDate priceBasis() const { return basis_; }

private:
    std::shared_ptr<const PanelAxes> axes_;
    Matrix values_;
    std::int64_t epoch_ = 0;
    SessionDate basis_;
};

} // namespace nautilus::domain
