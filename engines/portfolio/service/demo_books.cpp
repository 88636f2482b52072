// portfolio_001 and portfolio_002 over the built-in data: bought at the close of the first session of 2018,
// one sale, and the dividends since.

#include "engines/portfolio/service/portfolio_service.h"

#include <array>
#include <cmath>

namespace nautilus::portfolio {

using domain::SessionDate;
using kit::Result;

namespace {

struct DemoTrade {
    const char* day;
    const char* kind;
    const char* symbol;
    int quantity;
};

struct DemoBook {
    const char* portfolio_id;
    const char* name;
    const char* strategy;
    int deposit;
    std::span<const DemoTrade> trades;
};

constexpr const char* kAccount = "demo";
constexpr std::array kGrowth{
    DemoTrade{"2018-01-02", "buy", "AAPL", 1000}, DemoTrade{"2018-01-02", "buy", "MSFT", 1500},
    DemoTrade{"2018-01-02", "buy", "GOOGL", 130}, DemoTrade{"2018-01-02", "buy", "NVDA", 600},
    DemoTrade{"2019-02-01", "sell", "AAPL", 200}};
constexpr std::array kBalanced{
    DemoTrade{"2018-01-02", "buy", "AAPL", 400}, DemoTrade{"2018-01-02", "buy", "MSFT", 700},
    DemoTrade{"2018-01-02", "buy", "GOOGL", 60}, DemoTrade{"2018-01-02", "buy", "TLT", 1200},
    DemoTrade{"2018-01-02", "buy", "GLD", 900}};
constexpr std::array kBooks{
    DemoBook{"portfolio_001", "Demo: four technology names and cash", "growth", 1'000'000, kGrowth},
    DemoBook{"portfolio_002", "Demo: shares, bonds and gold", "balanced", 500'000, kBalanced}};

TransactionFields deposit(const DemoBook& book) {
    TransactionFields in;
    in.kind = "deposit";
    in.effective_at = "2018-01-02T14:30:00Z";
    in.amount = kit::Value(std::int64_t{book.deposit});
    in.key = "demo/deposit";
    return in;
}

} // namespace

Result<void> PortfolioService::makeDemo() {
    for (const auto& book : kBooks) {
        if (reader_.find(book.portfolio_id)) continue; // a user may have changed it
        std::vector<TransactionFields> inputs{deposit(book)};
        const auto directory = market_.directory();
        for (const auto& trade : book.trades) {
            const auto day = *SessionDate::parse(trade.day);
            const auto* instrument = directory->resolve(trade.symbol, day);
            if (!instrument) continue; // packages hold a part of the built-in data
            const std::vector<InstrumentId> ids{instrument->id};
            const auto histories = market_.histories(ids);
            if (!histories) return kit::failAs(histories);
            const auto& history = *histories->front();
            const auto place = history.placeOn(day);
            if (place == marketdata::DailyHistory::kNone) continue;
            TransactionFields in;
            in.kind = trade.kind, in.effective_at = trade.day, in.symbol = trade.symbol;
            in.quantity = kit::Value(std::int64_t{trade.quantity});
            in.price = kit::Value(history.close[place] * history.tradedScale(day));
            in.charges = kit::Value(1);
            in.key = std::string("demo/") + trade.kind + "/" + trade.symbol + "/" + trade.day;
            inputs.push_back(std::move(in));
        }
        if (inputs.size() == 1) continue; // nothing to buy: no book
        AccountRecord account{kAccount, "Demo account", "USD", "fifo", false, SessionDate::of(2015, 1, 1),
                              {"demo"}};
        if (auto kept = shelf_.keep(account); !kept) return kit::failAs(kept);
        PortfolioRecord record{book.portfolio_id, kAccount, book.name, "SPY", book.strategy, {"demo"}};
        if (auto kept = shelf_.keep(record); !kept) return kit::failAs(kept);
        auto understood = understand(book.portfolio_id, inputs, "/transactions");
        if (!understood) return kit::failAs(understood);
        if (auto done = recordAll(book.portfolio_id, std::move(*understood)); !done) return kit::failAs(done);
        kit::Call call;
        CorporateActionsRequest actions;
        actions.portfolio_id = book.portfolio_id, actions.dry_run = false;
        if (auto done = corporateActions(actions, call); !done) return kit::failAs(done);
    }
    return {};
}

} // namespace nautilus::portfolio
