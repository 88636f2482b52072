#pragma once
// Trailing windows over a narrow tile of stocks: kTileWidth histories side by side, one per lane. Not for use
// outside this folder.

#include "engines/factor/kernel/cross_section.h"
#include "engines/factor/kernel/expression/operators.h"

#include <cstddef>
#include <vector>

namespace nautilus::factor {

inline constexpr std::size_t kTileWidth = 32;

/// Rows of a tile: row r of the panel stands at data + (r - base) * kTileWidth.
struct TileRows {
    const double* data = nullptr;
    std::size_t base = 0;
    [[nodiscard]] const double* row(std::size_t r) const { return data + (r - base) * kTileWidth; }
};

/// One window operator: what it reads and for which rows it answers.
struct WindowTask {
    Op op{};
    std::size_t window = 1;
    double number = 0; ///< half-life of DecayExponential
    TileRows x;
    TileRows y; ///< of the operators of two values
    RowRange rows;
    double* out = nullptr; ///< row rows.begin first
};

/// out(r) of rows r - window + 1 .. r; missing where those rows do not exist (r + 1 < window). Sums are taken
/// from both ends of blocks of `window` rows that begin at multiples of it: each value costs the same for any
/// window, nothing is subtracted again, and a row's value depends on the rows of its window alone, so that a
/// new session computed by itself has the bits of a whole run.
/// (The scheme: van Herk, Pattern Recognition Letters 13 (1992); Gil and Werman, IEEE PAMI 15 (1993). Moments
/// are merged as in Chan, Golub and LeVeque (1979).)
/// `scratch` is reused between calls.
void computeWindow(const WindowTask& task, std::vector<double>& scratch);

} // namespace nautilus::factor
