#include "engines/factor/kernel/expression/windows.h"

#include "engines/factor/kernel/expression/window_folds.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace nautilus::factor {
namespace {

using domain::kMissing;
constexpr std::size_t kWidth = kTileWidth;

/// States of one row's lanes, component by component.
template <class Fold>
struct LaneStates {
    static constexpr std::size_t kSize = Fold::kState * kWidth;
    static void load(const double* from, std::size_t lane, double* s) {
        for (std::size_t k = 0; k < Fold::kState; ++k)
            s[k] = from[k * kWidth + lane];
    }
    static void store(const double* s, std::size_t lane, double* to) {
        for (std::size_t k = 0; k < Fold::kState; ++k)
            to[k * kWidth + lane] = s[k];
    }
};

template <class Fold>
class Folding {
public:
    Folding(const Fold& fold, const WindowTask& task, std::vector<double>& scratch)
        : fold_(fold), task_(task), window_(task.window) {
        scratch.resize((window_ + 1) * States::kSize);
        newer_ = scratch.data();
        older_ = newer_ + States::kSize;
    }

    void run() {
        const auto& rows = task_.rows;
        first_ = rows.begin + 1 >= window_ ? rows.begin + 1 - window_ : 0;
        for (std::size_t r = first_; r < rows.end; ++r) {
            const std::size_t place = r % window_;
            const double count = static_cast<double>(r - std::max(first_, r - place));
            put(r, count);
            if (r >= rows.begin) answer(r, place);
            if (place + 1 == window_) turn(r);
        }
    }

private:
    using States = LaneStates<Fold>;

    void put(std::size_t r, double count) {
        const double* const x = task_.x.row(r);
        const double* const y = task_.y.data ? task_.y.row(r) : x;
        const fold::Counts counts{count, 1};
        const double row = static_cast<double>(r);
        for (std::size_t lane = 0; lane < kWidth; ++lane) {
            double s[Fold::kState];
            if (count == 0) {
                fold_.init(s, x[lane], y[lane], row);
            } else {
                States::load(newer_, lane, s);
                fold_.append(s, x[lane], y[lane], row, counts);
            }
            States::store(s, lane, newer_);
        }
    }
    void answer(std::size_t r, std::size_t place) {
        double* const out = task_.out + (r - task_.rows.begin) * kWidth;
        if (r + 1 < window_) {
            std::fill_n(out, kWidth, kMissing);
            return;
        }
        const double row = static_cast<double>(r);
        if (place + 1 == window_) { // the window is the block
            for (std::size_t lane = 0; lane < kWidth; ++lane) {
                double s[Fold::kState];
                States::load(newer_, lane, s);
                out[lane] = fold_.finish(s, row);
            }
            return;
        }
        const fold::Counts counts{static_cast<double>(window_ - place - 1), static_cast<double>(place + 1)};
        const double* const older = older_ + (place + 1) * States::kSize;
        for (std::size_t lane = 0; lane < kWidth; ++lane) {
            double s[Fold::kState];
            double right[Fold::kState];
            States::load(older, lane, s);
            States::load(newer_, lane, right);
            fold_.combine(s, right, counts);
            out[lane] = fold_.finish(s, row);
        }
    }
    /// The block that ends with row `last` becomes the older one: its states from every place to its end.
    void turn(std::size_t last) {
        for (std::size_t place = window_; place-- > 1;) {
            const std::size_t r = last + 1 - window_ + place;
            if (r < first_) break; // no window begins there
            const double* const x = task_.x.row(r);
            const double* const y = task_.y.data ? task_.y.row(r) : x;
            const fold::Counts counts{static_cast<double>(window_ - 1 - place), 1};
            const double row = static_cast<double>(r);
            double* const to = older_ + place * States::kSize;
            for (std::size_t lane = 0; lane < kWidth; ++lane) {
                double s[Fold::kState];
                if (place + 1 == window_) {
                    fold_.init(s, x[lane], y[lane], row);
                } else {
                    States::load(to + States::kSize, lane, s);
                    fold_.prepend(s, x[lane], y[lane], row, counts);
                }
                States::store(s, lane, to);
            }
        }
    }

    const Fold& fold_;
    const WindowTask& task_;
    std::size_t window_;
    std::size_t first_ = 0;   ///< row of the first window's oldest value
    double* newer_ = nullptr; ///< the stretch from the beginning of this block
    double* older_ = nullptr; ///< by place: the stretch from there to the end of the block before
};

template <class Fold>
void run(const Fold& fold, const WindowTask& task, std::vector<double>& scratch) {
    Folding<Fold>(fold, task, scratch).run();
}

/// Calls body(window's oldest row, out) for every answerable row; the others are missing.
template <class Body>
void eachWindow(const WindowTask& task, const Body& body) {
    for (std::size_t r = task.rows.begin; r < task.rows.end; ++r) {
        double* const out = task.out + (r - task.rows.begin) * kWidth;
        if (r + 1 < task.window)
            std::fill_n(out, kWidth, kMissing);
        else
            body(task.x.row(r + 1 - task.window), out);
    }
}

void delay(const WindowTask& task) {
    for (std::size_t r = task.rows.begin; r < task.rows.end; ++r) {
        double* const out = task.out + (r - task.rows.begin) * kWidth;
        if (r < task.window)
            std::fill_n(out, kWidth, kMissing);
        else
            std::copy_n(task.x.row(r - task.window), kWidth, out);
    }
}

/// Four lanes at once; the compiler's own vectors, of whatever width the processor has.
using Four [[gnu::vector_size(4 * sizeof(double))]] = double;
using FourCounts [[gnu::vector_size(4 * sizeof(double))]] = long long;
static_assert(kWidth % 4 == 0);

Four four(const double* from) {
    Four out;
    std::memcpy(&out, from, sizeof out);
    return out;
}

void timeRank(const WindowTask& task) {
    const double size = static_cast<double>(task.window);
    eachWindow(task, [&](const double* oldest, double* out) {
        for (std::size_t lane = 0; lane < kWidth; lane += 4) {
            const Four now = four(oldest + (task.window - 1) * kWidth + lane);
            FourCounts below{}; // a comparison that holds is -1
            FourCounts equal{};
            Four none{};
            for (std::size_t j = 0; j < task.window; ++j) {
                const Four x = four(oldest + j * kWidth + lane);
                below -= x < now;
                equal -= x == now;
                none += x - x;
            }
            for (std::size_t i = 0; i < 4; ++i)
                out[lane + i] =
                    (static_cast<double>(below[i]) + 0.5 * (static_cast<double>(equal[i]) + 1.0)) / size +
                    none[i];
        }
    });
}

/// The values of one lane's window in order; missing ones are only counted.
class SortedWindow {
public:
    explicit SortedWindow(double* values) : values_(values) {}
    void add(double x) {
        if (std::isnan(x)) return void(++missing_);
        x += 0.0; // both zeros are one, so that it does not matter which of equals is taken out
        std::size_t to = size_++;
        for (; to > 0 && x < values_[to - 1]; --to)
            values_[to] = values_[to - 1];
        values_[to] = x;
    }
    void remove(double x) {
        if (std::isnan(x)) return void(--missing_);
        double* const at = std::lower_bound(values_, values_ + size_, x + 0.0);
        std::copy(at + 1, values_ + size_, at);
        --size_;
    }
    [[nodiscard]] double median() const {
        if (missing_ > 0) return kMissing;
        const double upper = values_[size_ / 2];
        return size_ % 2 == 1 ? upper : 0.5 * (upper + values_[size_ / 2 - 1]);
    }

private:
    double* values_;
    std::size_t size_ = 0;
    std::size_t missing_ = 0;
};

void median(const WindowTask& task, std::vector<double>& scratch) {
    scratch.resize(task.window * kWidth);
    std::vector<SortedWindow> lanes;
    for (std::size_t lane = 0; lane < kWidth; ++lane)
        lanes.emplace_back(scratch.data() + lane * task.window);
    const auto& rows = task.rows;
    const std::size_t first = rows.begin + 1 >= task.window ? rows.begin + 1 - task.window : 0;
    for (std::size_t r = first; r < rows.end; ++r) {
        const bool whole = r + 1 >= task.window;
        for (std::size_t lane = 0; lane < kWidth; ++lane) {
            if (r >= first + task.window) lanes[lane].remove(task.x.row(r - task.window)[lane]);
            lanes[lane].add(task.x.row(r)[lane]);
            if (r >= rows.begin)
                task.out[(r - rows.begin) * kWidth + lane] = whole ? lanes[lane].median() : kMissing;
        }
    }
}

/// Skewness and excess kurtosis of a sample, corrected for its size (Joanes, Gill (1998), G1 and G2).
double shape(Op op, double n, double m2, double m3, double m4) {
    if (!(m2 > 0)) return kMissing;
    if (op == Op::Skewness) return std::sqrt(n * (n - 1)) / (n - 2) * (m3 / n) / std::pow(m2 / n, 1.5);
    const double g2 = n * m4 / (m2 * m2) - 3.0;
    return (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * g2 + 6.0);
}

void higherMoments(const WindowTask& task) {
    const double n = static_cast<double>(task.window);
    eachWindow(task, [&](const double* oldest, double* out) {
        double mean[kWidth]{};
        double m2[kWidth]{};
        double m3[kWidth]{};
        double m4[kWidth]{};
        for (std::size_t j = 0; j < task.window; ++j)
            for (std::size_t lane = 0; lane < kWidth; ++lane)
                mean[lane] += oldest[j * kWidth + lane];
        for (double& each : mean)
            each /= n;
        for (std::size_t j = 0; j < task.window; ++j)
            for (std::size_t lane = 0; lane < kWidth; ++lane) {
                const double d = oldest[j * kWidth + lane] - mean[lane];
                m2[lane] += d * d;
                m3[lane] += d * d * d;
                m4[lane] += d * d * d * d;
            }
        for (std::size_t lane = 0; lane < kWidth; ++lane)
            out[lane] = shape(task.op, n, m2[lane], m3[lane], m4[lane]);
    });
}

} // namespace

void computeWindow(const WindowTask& task, std::vector<double>& scratch) {
    const double window = static_cast<double>(task.window);
    switch (task.op) {
    case Op::Delay:
        return delay(task);
    case Op::Sum:
        return run(fold::Sum{}, task, scratch);
    case Op::Mean:
        return run(fold::Sum{window}, task, scratch);
    case Op::Deviation:
        return run(fold::Deviation{window}, task, scratch);
    case Op::Minimum:
        return run(fold::Extreme<-1, false>{window}, task, scratch);
    case Op::Maximum:
        return run(fold::Extreme<1, false>{window}, task, scratch);
    case Op::ArgMinimum:
        return run(fold::Extreme<-1, true>{window}, task, scratch);
    case Op::ArgMaximum:
        return run(fold::Extreme<1, true>{window}, task, scratch);
    case Op::Product:
        return run(fold::Product{}, task, scratch);
    case Op::DecayLinear:
        return run(fold::DecayLinear{window}, task, scratch);
    case Op::DecayExponential:
        return run(fold::DecayExponential(task.window, task.number), task, scratch);
    case Op::Slope:
        return run(fold::Slope{window}, task, scratch);
    case Op::Correlation:
    case Op::Covariance:
    case Op::Beta:
        return run(fold::CoMoments{window, task.op}, task, scratch);
    case Op::TimeRank:
        return timeRank(task);
    case Op::Median:
        return median(task, scratch);
    case Op::Skewness:
    case Op::Kurtosis:
        return higherMoments(task);
    default:
        return;
    }
}

} // namespace nautilus::factor
