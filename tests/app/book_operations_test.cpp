// Books over the API: recording, reversal, import and export, holdings and history; what survives a restart
// and what a failing disk leaves.

#include "engines/portfolio/service/portfolio_service.h"
#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/fakes.h"
#include "tests/app/support/hand_lane.h"
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

/// A portfolio of this test alone, with a deposit.
void open(const std::string& id, const std::string& account = R"("lot_method":"fifo")") {
    ASSERT_EQ(demo()
                  .post("/api/v1/portfolio/accounts", R"({"account_id":"a_)" + id + R"(",)" + account + "}")
                  .status,
              200);
    ASSERT_EQ(demo()
                  .post("/api/v1/portfolio/portfolios",
                        R"({"portfolio_id":")" + id + R"(","account_id":"a_)" + id + R"("})")
                  .status,
              200);
    const auto answer =
        demo().post(book(id, "transactions"), R"({"transactions":[{"kind":"deposit",)"
                                              R"("effective_at":"2019-01-02","amount":100000}]})");
    ASSERT_EQ(answer.status, 200) << answer.body;
}

std::vector<std::string> errorsOf(const Answer& answer) {
    std::vector<std::string> out;
    for (const auto& error : *answer.json.find("errors")->as<Value::Array>())
        if (const auto* field = error.find("field")->as<std::string>()) out.push_back(*field);
    return out;
}

double figure(const Answer& answer, const char* name) {
    return number(answer.data().find(name));
}

/// One row of a table by the text of its first column.
std::vector<Value> rowOf(const Answer& answer, const std::string& first) {
    for (const auto& row : *answer.data().find("rows")->as<Value::Array>()) {
        const auto& cells = *row.as<Value::Array>();
        if (const auto* text = cells.front().as<std::string>(); text && *text == first) return cells;
    }
    return {};
}

TEST(Books, TheDemoAddsUp) {
    for (const char* id : {"portfolio_001", "portfolio_002", "demo"}) {
        const auto answer = demo().get(book(id, "holdings"));
        ASSERT_EQ(answer.status, 200) << answer.body;
        EXPECT_NEAR(figure(answer, "value"), figure(answer, "cash") + figure(answer, "invested"), 1e-6) << id;
        EXPECT_NEAR(figure(answer, "value"), figure(answer, "deposited") + figure(answer, "total_pnl"), 1e-6)
            << id;
    }
    // 800 AAPL at 310.33, 1500 MSFT at 161.34, 130 GOOGL at 1428.96, 600 NVDA at 244.32: closes of
    // 2020-01-10.
    const auto first = demo().get(book("portfolio_001", "holdings"));
    EXPECT_NEAR(figure(first, "invested"), 248264 + 242010 + 185764.8 + 146592, 1e-6);
    EXPECT_EQ(*first.data().find("as_of")->as<std::string>(), "2020-01-10");
    // Bought at 172.26, 200 sold at 166.52, both with a charge of 1: FIFO.
    EXPECT_NEAR(figure(first, "realised"), 200 * 166.52 - 1 - (172'260.0 + 1) * 200 / 1000, 1e-6);
}

TEST(Books, KnowNothingOfLaterDays) {
    const auto then = demo().get(book("portfolio_001", "holdings"), {{"as_of", "2018-06-29"}});
    ASSERT_EQ(then.status, 200) << then.body;
    EXPECT_EQ(figure(then, "realised"), 0); // sold in 2019
    for (const auto& holding : *then.data().find("holdings")->as<Value::Array>())
        EXPECT_LE(*holding.find("priced_on")->as<std::string>(), "2018-06-29");
    const auto before = demo().get(book("portfolio_001", "holdings"), {{"as_of", "2017-12-29"}});
    EXPECT_EQ(figure(before, "value"), 0);
    EXPECT_TRUE(before.data().find("holdings")->as<Value::Array>()->empty());
}

TEST(Books, TheHistoryEndsAtTheHoldings) {
    const auto history = demo().get(book("portfolio_002", "history"));
    ASSERT_EQ(history.status, 200) << history.body;
    const auto& rows = *history.data().find("rows")->as<Value::Array>();
    const auto& last = *rows.back().as<Value::Array>();
    EXPECT_EQ(*last[0].as<std::string>(), "2020-01-10");
    EXPECT_NEAR(number(&last[1]), figure(demo().get(book("portfolio_002", "holdings")), "value"), 1e-6);
    double value = 0, flows = 0, gains = 0;
    for (const auto& row : rows) { // what came in and what was earned is what is there
        const auto& cells = *row.as<Value::Array>();
        flows += number(&cells[2]);
        if (!cells[3].isNull()) gains += (value + number(&cells[2])) * number(&cells[3]);
        value = number(&cells[1]);
    }
    EXPECT_EQ(flows, 500'000);
    EXPECT_NEAR(flows + gains, value, 1e-6);
}

TEST(Books, RecordWhatIsSaidToTheLastDigitOrNothing) {
    open("exact");
    const auto bought =
        demo().post(book("exact", "transactions"),
                    R"({"transactions":[{"kind":"buy","symbol":"AAPL","effective_at":"2019-01-03",)"
                    R"("quantity":"0.00000003",)"
                    R"("price":"142.19","charges":"0.000001"},)"
                    R"({"kind":"buy","symbol":"MSFT","effective_at":"2019-01-03T20:00:00Z",)"
                    R"("quantity":12.5,"price":97.4}]})");
    ASSERT_EQ(bought.status, 200) << bought.body;
    const auto lots = demo().get(book("exact", "lots"));
    const auto aapl = rowOf(lots, "AAPL"), msft = rowOf(lots, "MSFT");
    EXPECT_EQ(*aapl[3].as<std::string>(), "0.00000003");
    EXPECT_EQ(*aapl[4].as<std::string>(), "0.000005"); // 4.2657e-6 to whole units, and the charge
    EXPECT_EQ(*msft[4].as<std::string>(), "1217.5");
    // One bad row, and none of the list is recorded; each fault is named.
    const auto refused =
        demo().post(book("exact", "transactions"),
                    R"({"transactions":[{"kind":"deposit","effective_at":"2019-02-01","amount":5},)"
                    R"({"kind":"buy","symbol":"NOSUCH","effective_at":"2019-02-01",)"
                    R"("quantity":"1.123456789","price":"x"},)"
                    R"({"kind":"fee","effective_at":"not a date at all","amount":1}]})");
    EXPECT_EQ(refused.status, 400);
    EXPECT_EQ(errorsOf(refused),
              (std::vector<std::string>{"/transactions/1/symbol", "/transactions/1/quantity",
                                        "/transactions/1/price", "/transactions/2/effective_at"}));
    const auto oversold = demo().post(
        book("exact", "transactions"),
        R"({"transactions":[{"kind":"deposit","effective_at":"2019-02-01","amount":5},)"
        R"({"kind":"sell","symbol":"MSFT","effective_at":"2019-02-01","quantity":13,"price":100}]})");
    EXPECT_EQ(oversold.status, 409) << oversold.body;
    EXPECT_EQ(errorsOf(oversold), std::vector<std::string>{"/transactions/1/quantity"});
    EXPECT_EQ(demo().get(book("exact", "transactions")).data().find("rows")->as<Value::Array>()->size(), 3U);
    EXPECT_EQ(demo()
                  .post(book("nobody", "transactions"),
                        R"({"transactions":[{"kind":"fee","effective_at":"2019-02-01","amount":1}]})")
                  .status,
              404);
}

TEST(Books, RepeatNothingUnderTheSameKey) {
    open("keys");
    const std::string body =
        R"({"transactions":[{"kind":"interest","effective_at":"2019-03-01","amount":"1.5","key":"march"}]})";
    const auto first = demo().post(book("keys", "transactions"), body);
    const auto again = demo().post(book("keys", "transactions"), body);
    ASSERT_EQ(again.status, 200) << again.body;
    EXPECT_EQ(figure(first, "repeated"), 0);
    EXPECT_EQ(figure(again, "repeated"), 1);
    EXPECT_EQ(kit::toJson(*again.data().find("transactions")),
              kit::toJson(*first.data().find("transactions")));
    EXPECT_EQ(figure(demo().get(book("keys", "holdings"), {{"as_of", "2020-01-10"}}), "cash"), 100'001.5);
    open("keys2"); // another portfolio has keys of its own
    EXPECT_EQ(figure(demo().post(book("keys2", "transactions"), body), "repeated"), 0);
}

TEST(Books, TakeATransactionBackAndKeepItOnRecord) {
    open("undo");
    const auto bought =
        demo().post(book("undo", "transactions"),
                    R"({"transactions":[{"kind":"buy","symbol":"AAPL","effective_at":"2019-01-03",)"
                    R"("quantity":100,"price":142.19}]})");
    const auto& made = (*bought.data().find("transactions")->as<Value::Array>()).front();
    const auto of = std::to_string(*made.find("number")->as<std::int64_t>());
    const auto tried = demo().post(book("undo", "reversals"), R"({"dry_run":true,"number":)" + of + "}");
    EXPECT_EQ(tried.status, 200) << tried.body;
    const auto undone = demo().post(book("undo", "reversals"), R"({"number":)" + of + "}");
    ASSERT_EQ(undone.status, 200) << undone.body;
    const auto holdings = demo().get(book("undo", "holdings"), {{"as_of", "2020-01-10"}});
    EXPECT_EQ(figure(holdings, "value"), 100'000);
    EXPECT_EQ(demo().get(book("undo", "transactions")).data().find("rows")->as<Value::Array>()->size(), 3U);
    const auto twice = demo().post(book("undo", "reversals"), R"({"number":)" + of + "}");
    EXPECT_EQ(twice.status, 409);
    EXPECT_EQ(errorsOf(twice), std::vector<std::string>{"/number"});
    EXPECT_EQ(demo().post(book("undo", "reversals"), R"({"number":999999})").status, 404);
}

TEST(Books, ReadStatementsAndTheirOwnExports) {
    open("csv");
    const std::string statement =
        R"x({"columns":{"kind":"Action","effective_at":"Date","symbol":"Ticker","quantity":"Shares",)x"
        R"x("price":"Price","amount":"Cash"},"kinds":{"BOT":"buy","SLD":"sell","DIV":"dividend"},)x"
        R"x("date_order":"mdy","csv":"Date,Action,Ticker,Shares,Price,Cash\n)x"
        R"x(01/03/2019,BOT,AAPL,\"1,00\",142.19,\n02/01/2019,SLD,AAPL,40,$166.52,\n)x"
        R"x(02/08/2019,DIV,AAPL,,,43.80\n02/11/2019,SLD,AAPL,61,1,\n02/12/2019,GIFT,AAPL,1,1,\n")x";
    const auto strict = demo().post(book("csv", "imports"), statement + "}");
    ASSERT_EQ(strict.status, 200) << strict.body;
    EXPECT_EQ(figure(strict, "recorded"), 0);
    const auto loose = demo().post(book("csv", "imports"), statement + R"(,"skip_refused":true})");
    ASSERT_EQ(loose.status, 200) << loose.body;
    EXPECT_EQ(figure(loose, "rows_read"), 5);
    EXPECT_EQ(figure(loose, "recorded"), 3);
    const auto& refused = *loose.data().find("refused")->as<Value::Array>();
    ASSERT_EQ(refused.size(), 2U);
    EXPECT_EQ(number(refused[0].find("line")), 5);
    EXPECT_EQ(*refused[0].find("field")->as<std::string>(), "quantity");
    EXPECT_EQ(number(refused[1].find("line")), 6);
    EXPECT_EQ(*refused[1].find("field")->as<std::string>(), "kind");
    const auto csv = demo().get(book("csv", "transactions"), {{"format", "csv"}});
    ASSERT_EQ(csv.status, 200);
    open("csv_copy");
    Value body = Value::Object{{"csv", csv.body}};
    const auto copied = demo().post(book("csv_copy", "imports"), kit::toJson(body));
    ASSERT_EQ(copied.status, 200) << copied.body;
    EXPECT_EQ(figure(copied, "recorded"), 4) << copied.body;
    const auto of = [](const char* id) {
        return demo().get(book(id, "holdings"), {{"as_of", "2020-01-10"}});
    };
    EXPECT_NEAR(figure(of("csv_copy"), "value"), figure(of("csv"), "value") + 100'000,
                1e-6); // its own deposit
    EXPECT_EQ(kit::toJson(*of("csv_copy").data().find("holdings")->as<Value::Array>()->front().find("cost")),
              kit::toJson(*of("csv").data().find("holdings")->as<Value::Array>()->front().find("cost")));
}

TEST(Books, TakeCorporateActionsFromTheCatalogOnce) {
    open("actions");
    (void)demo().post(book("actions", "transactions"),
                      R"({"transactions":[{"kind":"buy","symbol":"AAPL","effective_at":"2019-01-03",)"
                      R"("quantity":100,"price":142.19}]})");
    const auto tried = demo().post(book("actions", "corporate-actions"), "{}");
    ASSERT_EQ(tried.status, 200) << tried.body;
    const auto& proposed = *tried.data().find("transactions")->as<Value::Array>();
    ASSERT_EQ(proposed.size(), 4U); // 0.73, 0.77, 0.77, 0.77 per share in 2019
    EXPECT_EQ(*proposed[0].find("amount")->as<std::string>(), "73");
    EXPECT_EQ(*proposed[3].find("amount")->as<std::string>(), "77");
    const auto done = demo().post(book("actions", "corporate-actions"), R"({"dry_run":false})");
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(figure(demo().get(book("actions", "holdings"), {{"as_of", "2020-01-10"}}), "income"), 304);
    const auto again = demo().post(book("actions", "corporate-actions"), R"({"dry_run":false})");
    EXPECT_TRUE(again.data().find("transactions")->as<Value::Array>()->empty()) << again.body;
}

TEST(Books, TermsStandOnceThereAreTransactions) {
    open("terms");
    const auto change =
        demo().post("/api/v1/portfolio/accounts", R"({"account_id":"a_terms","lot_method":"lifo"})");
    EXPECT_EQ(change.status, 409);
    const auto name =
        demo().post("/api/v1/portfolio/accounts", R"({"account_id":"a_terms","name":"Renamed"})");
    EXPECT_EQ(name.status, 200) << name.body;
    EXPECT_EQ(demo().post("/api/v1/portfolio/accounts", R"({"account_id":"../x"})").status, 400);
    EXPECT_EQ(demo().post("/api/v1/portfolio/accounts", R"({"account_id":"terms"})").status, 409);
    EXPECT_EQ(
        demo().post("/api/v1/portfolio/portfolios", R"({"portfolio_id":"p","account_id":"nobody"})").status,
        400);
}

/// A ledger whose journal fails when it is told to, before or after it has written.
class FailingLedger final : public test::MemoryLedger {
public:
    enum class When { Never, Before, After };
    When when = When::Never;

    kit::Result<std::vector<kit::JournalEntry>> append(std::span<const kit::JournalEntry> entries) override {
        if (when == When::Before) return kit::fail(kit::ErrorCode::Unavailable, "the disk is full");
        auto written = MemoryLedger::append(entries);
        if (when == When::After) return kit::fail(kit::ErrorCode::Unavailable, "nobody heard");
        return written;
    }
};

TEST(Books, MemoryIsWhatTheJournalHasWhateverFails) {
    FailingLedger ledger;
    test::FakeClock clock;
    const kit::ReadJson read = [](std::string_view json) { return api::readJson(json); };
    portfolio::BookShelf shelf(ledger, clock, read);
    portfolio::AccountRecord account;
    account.account_id = "a";
    ASSERT_TRUE(shelf.keep(account));
    portfolio::PortfolioRecord record;
    record.portfolio_id = "p", record.account_id = "a";
    ASSERT_TRUE(shelf.keep(record));
    const auto deposit = [&](const char* key) {
        portfolio::TransactionView view;
        view.kind = "deposit", view.amount = "1", view.currency = "USD", view.key = key;
        view.effective_at = *domain::Timestamp::parse("2019-01-02T21:00:00Z");
        return shelf.record("p", {view}, {""});
    };
    const auto cash = [](const portfolio::BookShelf& of) {
        std::int64_t units = 0;
        of.read("p", [&](const portfolio::ShelfBook& book) {
            units = book.ledger.book().totals(*domain::Currency::parse("USD")).cash.units;
        });
        return units / domain::Money::kOne;
    };
    ASSERT_TRUE(deposit("1"));
    ledger.when = FailingLedger::When::Before;
    EXPECT_FALSE(deposit("2"));
    EXPECT_EQ(cash(shelf), 1);
    ledger.when = FailingLedger::When::After;
    EXPECT_FALSE(deposit("3")); // it stands, though nobody was told
    EXPECT_EQ(cash(shelf), 2);
    ledger.when = FailingLedger::When::Never;
    const auto repeated = deposit("3");
    ASSERT_TRUE(repeated);
    EXPECT_EQ(repeated->repeated, 1);
    ASSERT_TRUE(deposit("2"));
    EXPECT_EQ(cash(shelf), 3);
    portfolio::BookShelf after_restart(ledger, clock, read);
    ASSERT_TRUE(after_restart.load());
    EXPECT_EQ(cash(after_restart), 3);
    EXPECT_EQ(after_restart.recordedTotal(), 3);
}

} // namespace
