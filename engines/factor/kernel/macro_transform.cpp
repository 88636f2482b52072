#include "engines/factor/kernel/macro_transform.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>

namespace nautilus::factor {

using domain::kMissing;
using domain::MacroValue;
using domain::SessionDate;

namespace {

struct Listed {
    std::string_view series;
    TransformChoice choice;
};

// Appendix of FRED-MD and FRED-QD. Daily and weekly series have the code of the monthly one they stand for.
constexpr std::array kListed{
    Listed{"AHETPI", {6, "as CES3000000008 of FRED-MD"}},
    Listed{"BUSLOANS", {6, "FRED-MD"}},
    Listed{"CIVPART", {2, "FRED-QD"}},
    Listed{"CPIAUCSL", {6, "FRED-MD"}},
    Listed{"CPILFESL", {6, "as CPIULFSL of FRED-MD"}},
    Listed{"DCOILBRENTEU", {6, "as OILPRICEx of FRED-MD"}},
    Listed{"DCOILWTICO", {6, "as OILPRICEx of FRED-MD"}},
    Listed{"DGORDER", {5, "as AMDMNOx of FRED-MD"}},
    Listed{"DGS10", {2, "as GS10 of FRED-MD"}},
    Listed{"DGS2", {2, "as GS1 of FRED-MD"}},
    Listed{"DGS30", {2, "as GS10 of FRED-MD"}},
    Listed{"DTWEXBGS", {5, "as TWEXAFEGSMTHx of FRED-MD"}},
    Listed{"FEDFUNDS", {2, "FRED-MD"}},
    Listed{"GDP", {5, "as GDPC1 of FRED-QD"}},
    Listed{"GDPC1", {5, "FRED-QD"}},
    Listed{"HOUST", {4, "FRED-MD"}},
    Listed{"HSN1F", {4, "as HOUST of FRED-MD"}},
    Listed{"ICSA", {5, "as CLAIMSx of FRED-MD"}},
    Listed{"INDPRO", {5, "FRED-MD"}},
    Listed{"JTSJOL", {5, "as PAYEMS of FRED-MD"}},
    Listed{"M2SL", {6, "FRED-MD"}},
    Listed{"PAYEMS", {5, "FRED-MD"}},
    Listed{"PCEPILFE", {6, "FRED-QD"}},
    Listed{"PPIFIS", {6, "as WPSFD49207 of FRED-MD"}},
    Listed{"RSXFS", {5, "as RETAILx of FRED-MD"}},
    Listed{"U6RATE", {2, "as UNRATE of FRED-MD"}},
    Listed{"UNRATE", {2, "FRED-MD"}},
    Listed{"VIX", {1, "as VIXCLSx of FRED-MD"}},
    Listed{"WM2NS", {6, "as M2SL of FRED-MD"}},
};

std::vector<double> differences(std::span<const double> x) {
    std::vector<double> out(x.size(), kMissing);
    for (std::size_t t = 1; t < x.size(); ++t)
        out[t] = x[t] - x[t - 1];
    return out;
}

std::vector<double> logs(std::span<const double> x) {
    std::vector<double> out(x.size(), kMissing);
    for (std::size_t t = 0; t < x.size(); ++t)
        if (x[t] > 0) out[t] = std::log(x[t]);
    return out;
}

std::vector<double> growth(std::span<const double> x) {
    std::vector<double> out(x.size(), kMissing);
    for (std::size_t t = 1; t < x.size(); ++t)
        if (x[t - 1] != 0) out[t] = x[t] / x[t - 1] - 1;
    return out;
}

} // namespace

std::vector<double> transformed(std::span<const double> values, int code) {
    switch (code) {
    case 2:
        return differences(values);
    case 3:
        return differences(differences(values));
    case 4:
        return logs(values);
    case 5:
        return differences(logs(values));
    case 6:
        return differences(differences(logs(values)));
    case 7:
        return differences(growth(values));
    default:
        return {values.begin(), values.end()};
    }
}

namespace {

struct Told {
    std::string_view formula, words;
};

const Told& toldOf(int code) {
    static constexpr std::array<Told, kLastTransform> kTold{
        Told{"x[t]", "level"},
        Told{"x[t] - x[t-1]", "first difference"},
        Told{"(x[t] - x[t-1]) - (x[t-1] - x[t-2])", "second difference"},
        Told{"ln x[t]", "log"},
        Told{"ln x[t] - ln x[t-1]", "first difference of the log"},
        Told{"(ln x[t] - ln x[t-1]) - (ln x[t-1] - ln x[t-2])", "second difference of the log"},
        Told{"(x[t]/x[t-1] - 1) - (x[t-1]/x[t-2] - 1)", "difference of the growth"}};
    return kTold[static_cast<std::size_t>(std::clamp(code, 1, kLastTransform) - 1)];
}

} // namespace

std::string_view transformFormula(int code) {
    return toldOf(code).formula;
}

std::string_view transformWords(int code) {
    return toldOf(code).words;
}

TransformChoice transformOf(std::string_view series) {
    const auto found = std::ranges::find(kListed, series, &Listed::series);
    return found == kListed.end() ? TransformChoice{1, "not listed: the level"} : found->choice;
}

namespace {

constexpr std::size_t kLongestDifference = 2; ///< periods before its own that a code reads

/// The newest of transformed values, oldest first, against the `periods` before it.
double surprise(std::span<const double> values, std::size_t periods) {
    if (values.size() < periods + 1) return kMissing;
    const auto before = values.subspan(values.size() - 1 - periods, periods);
    const auto n = static_cast<double>(periods);
    double mean = 0;
    for (const double each : before)
        mean += each / n;
    double squares = 0;
    for (const double each : before)
        squares += (each - mean) * (each - mean);
    const double out = (values.back() - mean) / std::sqrt(squares / (n - 1));
    return std::isfinite(out) ? out : kMissing;
}

/// The last `count` values by period.
std::vector<double> newest(const std::map<SessionDate, double>& known, std::size_t count) {
    std::vector<double> out;
    for (auto each = known.rbegin(); each != known.rend() && out.size() < count; ++each)
        out.push_back(each->second);
    std::ranges::reverse(out);
    return out;
}

} // namespace

std::vector<double> transformedLevels(std::span<const MacroValue> values,
                                      std::span<const SessionDate> sessions, const MacroTransform& how) {
    std::vector<MacroValue> order(values.begin(), values.end());
    std::ranges::stable_sort(order, {}, &MacroValue::knowable_at);
    std::map<SessionDate, double> known;
    std::vector<double> out;
    double now = kMissing;
    auto next = order.begin();
    for (const auto session : sessions) {
        const auto before = next;
        for (; next != order.end() && next->knowable_at <= session; ++next)
            known[next->period_end] = next->value;
        if (next != before) {
            const auto x =
                transformed(newest(known, how.surprise_periods + 1 + kLongestDifference), how.code);
            now = how.surprise_periods > 0 ? surprise(x, how.surprise_periods) : x.back();
        }
        out.push_back(now);
    }
    return out;
}

std::string transformedName(std::string_view series, const MacroTransform& transform) {
    auto out = std::string(series) + '|' + std::to_string(transform.code);
    if (transform.surprise_periods > 0) out += '|' + std::to_string(transform.surprise_periods);
    return out;
}

TransformedName readTransformedName(std::string_view name) {
    const auto bar = name.find('|');
    if (bar == std::string_view::npos) return {name, std::nullopt};
    TransformedName out{name.substr(0, bar), MacroTransform{}};
    const auto* const end = name.data() + name.size();
    const auto read = std::from_chars(name.data() + bar + 1, end, out.transform->code);
    if (read.ptr != end) std::from_chars(read.ptr + 1, end, out.transform->surprise_periods);
    return out;
}

} // namespace nautilus::factor
