// GCC tells of every block that it enters by a call; libFuzzer counts in a table of bytes. This joins them,
// so that the compiler of the product is the compiler of the fuzzing. Not instrumented itself.

#include <cstddef>
#include <cstdint>

namespace {

constexpr std::size_t kCounters = 1 << 16;
std::uint8_t counters[kCounters]; // one thread; a collision of two blocks costs a little sight

} // namespace

extern "C" {

void __sanitizer_cov_8bit_counters_init(std::uint8_t* begin, std::uint8_t* end);

void __sanitizer_cov_trace_pc() {
    auto at = reinterpret_cast<std::uintptr_t>(__builtin_return_address(0));
    at ^= at >> 16;
    ++counters[at % kCounters];
}

// Comparisons of floating-point numbers: libFuzzer makes nothing of them.
void __sanitizer_cov_trace_cmpd(double, double) {}
void __sanitizer_cov_trace_cmpf(float, float) {}

__attribute__((constructor)) static void announceCounters() {
    __sanitizer_cov_8bit_counters_init(counters, counters + kCounters);
}
}
