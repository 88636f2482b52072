// OFX statements: what becomes of each kind, the program that reads them, and imports that may be repeated.

#include "app/statement/ofx_rows.h"
#include "app/statement/ofx_statements.h"
#include "engines/kit/json_writer.h"
#include "tests/app/support/demo_workstation.h"

#include <gmock/gmock.h>

#include <fstream>
#include <random>
#include <sstream>

namespace {

using namespace nautilus;
using kit::Value;
using statement::OfxTransaction;
using test::DemoWorkstation;
using testing::HasSubstr;

std::string broker() {
    std::ifstream file(std::string(NAUTILUS_TEST_DATA) + "/statements/broker.ofx");
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

std::string word(const Value& value, const char* name) {
    const auto* found = value.find(name);
    const auto* text = found ? found->as<std::string>() : nullptr;
    return text ? *text : "";
}

std::int64_t count(const Value& value, const char* name) {
    const auto* found = value.find(name);
    const auto* whole = found ? found->as<std::int64_t>() : nullptr;
    return whole ? *whole : -1;
}

/// Numbers as libofx counts them: 9 income, 11 reinvestment, 18 split, 19 transfer.
OfxTransaction sample(int investment) {
    OfxTransaction out;
    out.account = "A";
    out.number = "7";
    out.investment = investment;
    out.date = "2019-12-03";
    out.ticker = "AAPL";
    out.units = 10;
    out.price = 2.5;
    out.amount = 25;
    return out;
}
constexpr int kBuyStock = 4, kIncome = 6, kReinvest = 11, kSplit = 18, kTransfer = 19;

TEST(OfxRows, AReinvestmentIsIncomeAndAPurchase) {
    const auto rows = statement::rowsOf(sample(kReinvest));
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(word(rows[0], "kind"), "dividend");
    EXPECT_EQ(word(rows[0], "amount"), "25");
    EXPECT_EQ(word(rows[1], "kind"), "buy");
    EXPECT_NE(word(rows[0], "key"), word(rows[1], "key"));
}

TEST(OfxRows, EachKindIsWhatABookCallsIt) {
    auto cover = sample(kBuyStock);
    cover.covers = true;
    EXPECT_EQ(word(statement::rowsOf(cover)[0], "kind"), "cover");
    auto interest = sample(kIncome);
    interest.income = 3;
    EXPECT_EQ(word(statement::rowsOf(interest)[0], "kind"), "interest");
    auto split = sample(kSplit);
    split.old_units = 10;
    split.new_units = 70;
    EXPECT_EQ(count(statement::rowsOf(split)[0], "ratio_to"), 70);
    split.new_units = 0.5;
    EXPECT_NE(word(statement::rowsOf(split)[0], "refused"), "");
    auto out = sample(kTransfer);
    out.units = -3;
    EXPECT_EQ(word(statement::rowsOf(out)[0], "kind"), "transfer_out");
    EXPECT_EQ(word(statement::rowsOf(out)[0], "quantity"), "3");
    EXPECT_EQ(word(statement::rowsOf(sample(kTransfer))[0], "amount"), "25");
    OfxTransaction fee;
    fee.cash = 4;
    fee.date = "2019-12-03";
    fee.amount = -1.25;
    EXPECT_EQ(word(statement::rowsOf(fee)[0], "kind"), "fee");
    EXPECT_EQ(word(statement::rowsOf(fee)[0], "amount"), "1.25");
}

TEST(OfxRows, WhatCannotBeRecordedSaysWhy) {
    auto nameless = sample(kBuyStock);
    nameless.ticker.clear();
    nameless.security = "Some fund";
    EXPECT_THAT(word(statement::rowsOf(nameless)[0], "refused"), HasSubstr("Some fund"));
    auto undated = sample(kBuyStock);
    undated.date.clear();
    EXPECT_THAT(word(statement::rowsOf(undated)[0], "refused"), HasSubstr("date"));
    auto foreign = sample(kBuyStock);
    foreign.foreign = true;
    EXPECT_THAT(word(statement::rowsOf(foreign)[0], "refused"), HasSubstr("currency"));
    auto endless = sample(kBuyStock);
    endless.price = std::nan("");
    EXPECT_THAT(word(statement::rowsOf(endless)[0], "refused"), HasSubstr("price"));
    auto numberless = sample(kBuyStock);
    numberless.number.clear();
    EXPECT_THAT(word(statement::rowsOf(numberless)[0], "refused"), HasSubstr("twice"));
    EXPECT_EQ(statement::cents(1.05 + 0.12), 1.17);
}

TEST(OfxRows, LongNumbersThatDifferAtTheirEndStayTwoTransactions) {
    auto first = sample(kBuyStock), second = sample(kBuyStock);
    first.number = std::string(200, 'x') + "1";
    second.number = std::string(200, 'x') + "2";
    const auto one = word(statement::rowsOf(first)[0], "key"),
               other = word(statement::rowsOf(second)[0], "key");
    EXPECT_NE(one, other);
    EXPECT_LE(one.size(), 100U);
    EXPECT_EQ(one, word(statement::rowsOf(first)[0], "key"));
}

Value body(const std::string& ofx, bool skip) {
    Value out{Value::Object{}};
    out.set("ofx", ofx);
    out.set("skip_refused", skip);
    return out;
}

TEST(OfxImport, AStatementIsRecordedOnceHoweverOftenItComes) {
    auto& demo = DemoWorkstation::get();
    ASSERT_EQ(demo.post("/api/v1/portfolio/accounts", R"({"account_id":"ofx_broker"})").status, 200);
    ASSERT_EQ(
        demo.post("/api/v1/portfolio/portfolios", R"({"portfolio_id":"ofx_book","account_id":"ofx_broker"})")
            .status,
        200);
    const std::string path = "/api/v1/portfolio/portfolios/ofx_book/imports";
    const auto strict = demo.post(path, kit::toJson(body(broker(), false)));
    ASSERT_EQ(strict.status, 200) << strict.body;
    EXPECT_EQ(count(strict.data(), "recorded"), 0) << "one row is refused, so none is recorded";
    const auto first = demo.post(path, kit::toJson(body(broker(), true)));
    ASSERT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(count(first.data(), "rows_read"), 7);
    EXPECT_EQ(count(first.data(), "recorded"), 6) << first.body;
    EXPECT_THAT(first.body, HasSubstr("journals are recorded by hand"));
    const auto again = demo.post(path, kit::toJson(body(broker(), true)));
    EXPECT_EQ(count(again.data(), "recorded"), 0) << again.body;
    EXPECT_EQ(count(again.data(), "repeated"), 6);
    // 50,000 - 50 x 259.45 - 1.05 + 20 x 279.86 - 1.17 + 12.34 - 10 + 3.21
    const auto held = demo.get("/api/v1/portfolio/portfolios/ofx_book/holdings");
    const auto* cash = held.data().find("cash");
    ASSERT_TRUE(cash && cash->as<double>()) << held.body;
    EXPECT_NEAR(*cash->as<double>(), 42628.03, 1e-9);
}

TEST(OfxImport, WhatIsNoStatementIsRefusedAndBreaksNothing) {
    auto& demo = DemoWorkstation::get();
    const std::string path = "/api/v1/portfolio/portfolios/portfolio_001/imports";
    const auto both = demo.post(path, R"({"ofx":"x","csv":"kind,effective_at\n","dry_run":true})");
    EXPECT_EQ(both.status, 400);
    EXPECT_THAT(both.body, HasSubstr("/ofx"));
    EXPECT_EQ(demo.post(path, R"({"dry_run":true})").status, 400);
    const auto noise = demo.post(path, R"({"ofx":"no statement at all","dry_run":true})");
    EXPECT_EQ(noise.status, 400) << noise.body;
    EXPECT_THAT(noise.body, HasSubstr("/ofx"));
    // Damaged in a hundred ways: an answer each time, whatever it is, and the process stands.
    std::mt19937_64 random(20261122);
    const auto whole = broker();
    for (int i = 0; i < 100; ++i) {
        auto damaged = whole.substr(0, whole.size() - random() % 1500);
        for (int k = 0; k < 8; ++k)
            damaged[random() % damaged.size()] = static_cast<char>(32 + random() % 95);
        statement::OfxStatements reader;
        const auto rows = reader.readOfx(damaged);
        if (!rows) EXPECT_EQ(rows.error().front().field, "/ofx");
    }
    statement::OfxStatements broken("/bin/false");
    EXPECT_FALSE(broken.readOfx(whole));
    statement::OfxStatements missing("/no/such/program");
    EXPECT_FALSE(missing.readOfx(whole));
}

} // namespace
