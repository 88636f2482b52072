// The limits that the demo portfolios come with: made once, and never against the user.

#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/risk_stage.h"

#include <gmock/gmock.h>

namespace {

using namespace nautilus;
using test::RiskLife;
using test::RiskWorld;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

/// Knows the two demo portfolios, with the tags that a test gives them.
class DemoBooks final : public test::StageBooks {
public:
    std::vector<std::string> tags{"demo"};
    [[nodiscard]] std::optional<portfolio::BookName> find(const std::string& id) const override {
        if (id != "portfolio_001" && id != "portfolio_002") return StageBooks::find(id);
        portfolio::BookName out;
        out.id = id;
        out.account_id = "demo";
        out.base_currency = "USD";
        out.tags = tags;
        return out;
    }
};

/// What one start leaves on a portfolio, as "type value".
std::vector<std::string> limitsOf(RiskLife& life, const std::string& id) {
    std::vector<std::string> out;
    const auto answer = life.ask("risk.limits", R"({"portfolio_id":")" + id + R"("})");
    if (!answer) return {"refused"};
    for (const auto& limit : *answer->find("limits")->as<kit::Value::Array>())
        out.push_back(*limit.find("limit_type")->as<std::string>() + " " + kit::toJson(*limit.find("value")));
    return out;
}

class DemoLimits : public testing::Test {
protected:
    std::unique_ptr<RiskLife> start(bool with_demo = true) {
        auto life = std::make_unique<RiskLife>(world_);
        life->service->useBooks(books_);
        life->service->with_demo = with_demo;
        EXPECT_TRUE(life->start());
        return life;
    }
    RiskWorld world_;
    DemoBooks books_;
};

TEST_F(DemoLimits, AreSetOnceOnBothPortfoliosAndNowhereElse) {
    const auto first = limitsOf(*start(), "portfolio_001");
    EXPECT_THAT(first, SizeIs(8));
    auto again = start();
    EXPECT_EQ(limitsOf(*again, "portfolio_001"), first);
    EXPECT_THAT(limitsOf(*again, "portfolio_002"), SizeIs(8));
    EXPECT_THAT(limitsOf(*again, "demo"), testing::AnyOf(IsEmpty(), ElementsAre("refused")));
    EXPECT_THAT(limitsOf(*again, "firm"), IsEmpty());
    EXPECT_EQ(world_.ledger.journal("risk_limits", 0, 100)->size(), 16U) << "the second start wrote";
}

TEST_F(DemoLimits, DoNotComeWithoutTheDemo) {
    EXPECT_THAT(limitsOf(*start(false), "portfolio_001"), IsEmpty());
    EXPECT_EQ(world_.ledger.journal("risk_limits", 0, 100)->size(), 0U);
}

TEST_F(DemoLimits, DoNotComeOnAUsersPortfolioOfTheSameName) {
    books_.tags = {"retirement"};
    EXPECT_THAT(limitsOf(*start(), "portfolio_001"), IsEmpty());
}

TEST_F(DemoLimits, LeaveAloneWhatTheUserSet) {
    ASSERT_TRUE(start(false)->ask("risk.set_limits", R"({"portfolio_id":"portfolio_001","limits":[)"
                                                     R"({"limit_type":"var_limit","value":0.5}]})"));
    EXPECT_THAT(limitsOf(*start(), "portfolio_001"), ElementsAre("var_limit 0.5"));
}

TEST_F(DemoLimits, StayAwayWhenTheUserTookThemAway) {
    ASSERT_TRUE(start()->ask("risk.remove_limits", R"({"portfolio_id":"portfolio_001"})"));
    auto later = start();
    EXPECT_THAT(limitsOf(*later, "portfolio_001"), IsEmpty());
    EXPECT_THAT(limitsOf(*later, "portfolio_002"), SizeIs(8));
}

/// What the first start set, from the history: other tests of this program may have changed it since.
kit::Value::Object firstLimits(const std::string& id) {
    kit::Value::Object out;
    const auto answer = test::DemoWorkstation::get().get("/risk/limits/" + id, {{"history", "true"}});
    for (const auto& limit : *answer.data().find("limits")->as<kit::Value::Array>())
        if (*limit.find("owner")->as<std::string>() == "Demo" &&
            *limit.find("version")->as<std::int64_t>() == 1)
            out.emplace_back(*limit.find("limit_type")->as<std::string>(), *limit.find("value"));
    return out;
}

/// Over the built-in data all of them can be measured, and what they say is what the documentation says.
TEST_F(DemoLimits, ShowEveryStateOverTheBuiltInData) {
    std::map<std::string, int> states;
    for (const std::string id : {"portfolio_001", "portfolio_002"}) {
        const auto limits = firstLimits(id);
        ASSERT_THAT(limits, SizeIs(8)) << id;
        const auto answer = test::DemoWorkstation::get().post(
            "/risk/check/" + id, kit::toJson(kit::Value::Object{{"limits", limits}}));
        ASSERT_EQ(answer.status, 200) << answer.body;
        for (const auto& row : *answer.data().find("limit_checks")->as<kit::Value::Array>())
            ++states[*row.find("status")->as<std::string>()];
    }
    EXPECT_EQ(states["OK"] + states["WARNING"] + states["BREACH"], 16);
    EXPECT_EQ(states["BREACH"], 1);
    EXPECT_GE(states["WARNING"], 2);
}

} // namespace
