// Precision and recall of the quality rules on series with known defects: the figures of
// docs/methods/data-quality.md. tests/data/quality/README.md says where the series come from.
#include "tests/app/support/quality_pair.h"

#include <cstdio>

namespace {

using namespace nautilus;
using marketdata::findQualityIssues;

struct Pair {
    const char* kind;
    const char* name;
};
constexpr Pair kPairs[] = {{"split left unadjusted, block", "4063-T-1d-bad-stock-split"},
                           {"split left unadjusted, one row", "ALPHA-PA-1d-bad-stock-split"},
                           {"split left unadjusted, weekly", "AV-L-1wk-bad-stock-split"},
                           {"100x unit, blocks", "AET-L-1d-100x-error"},
                           {"100x unit, fields of one row", "ASAI-L-1h-bad-unit"},
                           {"dividend adjustment missing", "8TRA-DE-1d-missing-div-adjust"},
                           {"dividend 100x", "ABDP-L-1d-bad-div"},
                           {"dividend told twice", "KAP-IL-1d-bad-div"},
                           {"capital gain counted twice", "DODFX-1d-cg-double-count"}};

TEST(QualityPairs, FindsAndRepairsEveryKind) {
    std::printf("%-32s %9s %6s %9s %6s %9s %6s %6s\n", "kind", "defective", "found", "precision", "recall",
                "rep.prec.", "rep.r.", "1 %");
    for (const auto& [kind, name] : kPairs) {
        const auto broken = test::readPair(name), fixed = test::readPair(std::string(name) + "-fixed");
        const auto score = test::scorePair(broken, fixed, findQualityIssues(broken.view(name)));
        std::printf("%-32s %9zu %6zu %9.3f %6.3f %9.3f %6.3f %6zu\n", kind, score.defective.size(),
                    score.found.size(), score.precision(), score.recall(), score.repairPrecision(),
                    score.repairRecall(), score.repaired_close.size());
        EXPECT_GT(score.defective.size(), 0U) << name;
        EXPECT_EQ(score.precision(), 1.0) << name;
        EXPECT_EQ(score.recall(), 1.0) << name;
        EXPECT_EQ(score.repairPrecision(), 1.0) << name;
        EXPECT_EQ(score.repairRecall(), 1.0) << name;
    }
}

TEST(QualityPairs, ProposesNothingForSoundSeries) {
    std::vector<std::string> names{"CALM-1d-no-bad-divs"};
    for (const auto& pair : kPairs)
        names.push_back(std::string(pair.name) + "-fixed");
    for (const auto& name : names) {
        const auto sound = test::readPair(name);
        for (const auto& issue : findQualityIssues(sound.view(name)))
            EXPECT_TRUE(std::isnan(issue.proposed) || issue.severity == marketdata::QualitySeverity::Info)
                << name << " " << issue.rule << " " << issue.code << " row " << issue.first_row << " "
                << marketdata::qualityFieldName(issue.field) << " " << issue.observed << " -> "
                << issue.proposed;
    }
}

} // namespace
