#include "engines/numerics/lanes.h"

#include <Eigen/Core>

namespace nautilus::numerics {
namespace {

using Packet = Eigen::internal::packet_traits<double>::type;
constexpr std::size_t kWidth = sizeof(Packet) / sizeof(double);
/// Eight independent chains hide the latency of the additions.
constexpr std::size_t kChains = 8;
static_assert(kLaneCount % (kChains * kWidth) == 0);

using Eigen::internal::padd;
using Eigen::internal::ploadu;
using Eigen::internal::pmul;
using Eigen::internal::pset1;
using Eigen::internal::pstoreu;

struct AddScaled {
    static constexpr double kStart = 0.0;
    static Packet apply(const Packet& so_far, const Packet& x, const Packet& w) {
        return padd(so_far, pmul(w, x));
    }
};

struct Grow {
    static constexpr double kStart = 1.0;
    static Packet apply(const Packet& so_far, const Packet& x, const Packet& w) {
        return pmul(so_far, padd(pset1<Packet>(1.0), pmul(w, x)));
    }
};

template <class Step>
void fold(const double* row, std::ptrdiff_t step, const double* weights, std::size_t n, double* out) {
    for (std::size_t lane = 0; lane < kLaneCount; lane += kChains * kWidth) {
        Packet a0 = pset1<Packet>(Step::kStart), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0,
               a7 = a0;
        const double* x = row + lane;
        for (std::size_t j = 0; j < n; ++j, x += step) {
            const Packet w = pset1<Packet>(weights[j]);
            a0 = Step::apply(a0, ploadu<Packet>(x), w);
            a1 = Step::apply(a1, ploadu<Packet>(x + kWidth), w);
            a2 = Step::apply(a2, ploadu<Packet>(x + 2 * kWidth), w);
            a3 = Step::apply(a3, ploadu<Packet>(x + 3 * kWidth), w);
            a4 = Step::apply(a4, ploadu<Packet>(x + 4 * kWidth), w);
            a5 = Step::apply(a5, ploadu<Packet>(x + 5 * kWidth), w);
            a6 = Step::apply(a6, ploadu<Packet>(x + 6 * kWidth), w);
            a7 = Step::apply(a7, ploadu<Packet>(x + 7 * kWidth), w);
        }
        const Packet sums[] = {a0, a1, a2, a3, a4, a5, a6, a7};
        for (std::size_t i = 0; i < kChains; ++i)
            pstoreu(out + lane + i * kWidth, sums[i]);
    }
}

} // namespace

void weightedRowSum(const double* row, std::ptrdiff_t step, const double* weights, std::size_t n,
                    double* out) {
    fold<AddScaled>(row, step, weights, n, out);
}

void growthProduct(const double* row, std::ptrdiff_t step, const double* weights, std::size_t n,
                   double* out) {
    fold<Grow>(row, step, weights, n, out);
}

} // namespace nautilus::numerics
