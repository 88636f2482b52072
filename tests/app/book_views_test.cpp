// What desks show of a book beside its holdings: the day, currencies, lots with their worth, cash of every
// transaction.

#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/members.h"

#include <cmath>

namespace {

using namespace nautilus;
using kit::Value;
using test::Answer;
using test::DemoWorkstation;
using test::number;

DemoWorkstation& demo() {
    return DemoWorkstation::get();
}

std::string book(const std::string& id, const std::string& what) {
    return "/api/v1/portfolio/portfolios/" + id + "/" + what;
}

/// Cells of one column of a table.
std::vector<Value> column(const Answer& answer, const std::string& name) {
    const auto& names = *answer.data().find("columns")->as<Value::Array>();
    std::vector<Value> out;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (*names[i].as<std::string>() == name)
            for (const auto& row : *answer.data().find("rows")->as<Value::Array>())
                out.push_back((*row.as<Value::Array>())[i]);
    return out;
}

TEST(BookViews, HoldingsSayWhatMovedOnTheDay) {
    const auto answer = demo().get(book("portfolio_001", "holdings"), {{"closes", "60"}});
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto figure = [&](const char* name) { return number(answer.data().find(name)); };
    const auto history = demo().get(book("portfolio_001", "history"), {{"start", "2020-01-09"}});
    EXPECT_NEAR(figure("day_change_percent"), number(&column(history, "return").back()) * 100, 1e-9);
    EXPECT_NEAR(figure("cash_weight") + figure("net_exposure"), 1, 1e-12);
    const auto* dollars = answer.data().find("by_currency")->find("USD");
    EXPECT_NEAR(number(dollars->find("value")), figure("value"), 1e-6); // with the cash
    for (const auto& holding : *answer.data().find("holdings")->as<Value::Array>()) {
        const auto& closes = *holding.find("closes")->as<Value::Array>();
        ASSERT_EQ(closes.size(), 60u);
        EXPECT_EQ(number(&closes.back()), number(holding.find("price")));
        EXPECT_FALSE(holding.find("name")->as<std::string>()->empty());
    }
}

TEST(BookViews, LotsAddUpToTheirHolding) {
    const auto lots = demo().get(book("portfolio_001", "lots"), {{"as_of", "2018-06-29"}});
    const auto holdings = demo().get(book("portfolio_001", "holdings"), {{"as_of", "2018-06-29"}});
    ASSERT_EQ(lots.status, 200) << lots.body;
    double value = 0, unrealised = 0;
    for (const auto& cell : column(lots, "value"))
        value += number(&cell);
    for (const auto& cell : column(lots, "unrealised"))
        unrealised += number(&cell);
    EXPECT_NEAR(value, number(holdings.data().find("invested")), 1e-6);
    EXPECT_NEAR(unrealised, number(holdings.data().find("unrealised")), 1e-6);
    EXPECT_EQ(number(&column(lots, "days_held").front()), 178); // 2 January to 29 June
    EXPECT_FALSE(*column(lots, "long_term").front().as<bool>());
    EXPECT_TRUE(*column(demo().get(book("portfolio_001", "lots")), "long_term").front().as<bool>());
}

TEST(BookViews, CashOfTransactionsIsTheCashHeld) {
    for (const char* id : {"portfolio_001", "portfolio_002"}) {
        const auto all = demo().get(book(id, "transactions"));
        ASSERT_EQ(all.status, 200) << all.body;
        double cash = 0;
        for (const auto& cell : column(all, "cash"))
            if (const auto* text = cell.as<std::string>()) cash += std::stod(*text);
        EXPECT_NEAR(cash, number(demo().get(book(id, "holdings")).data().find("cash")), 1e-6) << id;
    }
}

TEST(BookViews, TransactionsNameTheLotsThatWereChosen) {
    const std::string account = R"({"account_id":"a_picked","lot_method":"specific_lots"})";
    ASSERT_EQ(demo().post("/api/v1/portfolio/accounts", account).status, 200);
    const std::string portfolio = R"({"portfolio_id":"picked","account_id":"a_picked"})";
    ASSERT_EQ(demo().post("/api/v1/portfolio/portfolios", portfolio).status, 200);
    const auto bought =
        demo().post(book("picked", "transactions"),
                    R"({"transactions":[{"kind":"buy","symbol":"AAPL","effective_at":"2019-01-03",)"
                    R"("quantity":10,"price":142},{"kind":"buy","symbol":"AAPL",)"
                    R"("effective_at":"2019-01-04","quantity":10,"price":148}]})");
    ASSERT_EQ(bought.status, 200) << bought.body;
    const auto lot = *column(demo().get(book("picked", "lots")), "lot").back().as<std::string>();
    const auto sold = demo().post(book("picked", "transactions"),
                                  R"({"transactions":[{"kind":"sell","symbol":"AAPL","quantity":4,)"
                                  R"("effective_at":"2019-02-01","price":166,"lots":[{"lot":")" +
                                      lot + R"(","quantity":4}]}]})");
    ASSERT_EQ(sold.status, 200) << sold.body;
    const auto all = demo().get(book("picked", "transactions"));
    EXPECT_EQ(*column(all, "lots").back().as<std::string>(), lot + ":4");
    EXPECT_EQ(*column(all, "cash").back().as<std::string>(), "664");
}

} // namespace
