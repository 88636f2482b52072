#include "engines/factor/kernel/macro_transform.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace nautilus::factor {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

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
    std::vector<double> out(x.size(), kNone);
    for (std::size_t t = 1; t < x.size(); ++t)
        out[t] = x[t] - x[t - 1];
    return out;
}

std::vector<double> logs(std::span<const double> x) {
    std::vector<double> out(x.size(), kNone);
    for (std::size_t t = 0; t < x.size(); ++t)
        if (x[t] > 0) out[t] = std::log(x[t]);
    return out;
}

std::vector<double> growth(std::span<const double> x) {
    std::vector<double> out(x.size(), kNone);
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

std::string_view transformFormula(int code) {
    constexpr std::array<std::string_view, kLastTransform> kFormulas{
        "x[t]",
        "x[t] - x[t-1]",
        "(x[t] - x[t-1]) - (x[t-1] - x[t-2])",
        "ln x[t]",
        "ln x[t] - ln x[t-1]",
        "(ln x[t] - ln x[t-1]) - (ln x[t-1] - ln x[t-2])",
        "(x[t]/x[t-1] - 1) - (x[t-1]/x[t-2] - 1)"};
    return kFormulas[static_cast<std::size_t>(std::clamp(code, 1, kLastTransform) - 1)];
}

TransformChoice transformOf(std::string_view series) {
    const auto found = std::ranges::find(kListed, series, &Listed::series);
    return found == kListed.end() ? TransformChoice{1, "not listed: the level"} : found->choice;
}

} // namespace nautilus::factor
