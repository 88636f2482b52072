// The quality rules on the built-in panel of 482 stocks: known defects are found, genuine moves are not taken
// for defects.
#include "engines/domain/calendar.h"
#include "tests/app/support/panel_series.h"

#include <gmock/gmock.h>

#include <cstdio>

namespace {

using namespace nautilus;
using marketdata::QualityIssue;
using marketdata::QualitySeverity;

class QualityPanel : public testing::Test {
protected:
    static void SetUpTestSuite() { panel_ = new test::PanelSeries(); }
    static void TearDownTestSuite() {
        delete panel_;
        panel_ = nullptr;
    }
    static test::PanelSeries* panel_;
};
test::PanelSeries* QualityPanel::panel_ = nullptr;

TEST_F(QualityPanel, Print) {
    std::map<std::string, int> counts;
    for (const auto& stock : panel_->stocks())
        for (const auto& issue : findQualityIssues(stock.view(panel_->sessions()))) {
            const auto key = std::string(issue.rule) + "/" + std::string(issue.code) + "/" +
                             std::string(qualitySeverityName(issue.severity));
            ++counts[key];
            if (issue.severity == QualitySeverity::Info) continue;
            if (counts[key] < 40 || issue.rule == "gap")
                std::printf("%s %s %s %s..%s %s %.4f -> %.4f f=%.4f\n", stock.symbol.c_str(), key.c_str(), stock.session[issue.first_row].iso().c_str(), stock.session[issue.first_row].iso().c_str(),
                            stock.session[issue.last_row].iso().c_str(),
                            std::string(qualityFieldName(issue.field)).c_str(), issue.observed, issue.proposed, issue.factor);
        }
    for (const auto& [key, count] : counts)
        std::printf("%6d %s\n", count, key.c_str());
}

} // namespace
