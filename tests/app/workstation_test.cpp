#include "tests/app/support/demo_workstation.h"

namespace {

using nautilus::test::DemoWorkstation;

TEST(Workstation, AnswersTheDocumentedCalculation) {
    auto& demo = DemoWorkstation::get();
    const auto answer = demo.post("/factors/calculate", R"({"symbols":["AAPL","MSFT","GOOGL"],
        "factor_categories":["technical","fundamental","economic","regulatory"]})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    std::fprintf(stderr, "%s\n", answer.body.substr(0, 6000).c_str());
}

TEST(Workstation, Scratch) {
    auto& demo = DemoWorkstation::get();
    for (const char* path : {"/factor/health", "/marketdata/health", "/factor/status", "/marketdata/status",
                             "/system/health/engines", "/api/v1/data-catalog/sources"}) {
        const auto answer = demo.get(path);
        std::fprintf(stderr, "%s %d %s\n", path, answer.status, answer.body.substr(0, 1500).c_str());
    }
    auto a = demo.get("/api/v1/factor-engine/statistics");
    std::fprintf(stderr, "%s\n", a.body.substr(0, 6000).c_str());
    a = demo.get("/api/v1/factor-engine/exposures", {{"limit", "5"}});
    std::fprintf(stderr, "%s\n", a.body.substr(0, 3000).c_str());
}

} // namespace
