#pragma once
// Profit and loss while the market is open: books that somebody listens to follow the live lines of what they
// hold and are told on `portfolio.pnl.{id}`, `portfolio.positions.{id}` and `portfolio.performance.{id}`.
// Everything runs on the portfolio lane, except where it says so.

#include "engines/kit/ports.h"
#include "engines/kit/pulse.h"
#include "engines/marketdata/contract/live.h"
#include "engines/portfolio/contract/books.h"
#include "engines/portfolio/kernel/live_books.h"

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <set>

namespace nautilus::portfolio {

class LivePnl {
public:
    LivePnl(const kit::Clock& clock, kit::Stream& stream, kit::EngineThreads threads, Books& books)
        : clock_(clock), stream_(stream), threads_(threads), books_(books) {}

    /// Before `start`.
    void useFeed(marketdata::LiveFeed& feed) { feed_ = &feed; }
    /// With `own_pulse` a thread looks every tenth of a second, else whoever calls `pulse`.
    void start(bool own_pulse = true);
    /// Any thread but the lane's; nothing is told afterwards.
    void stop();
    /// Any thread: looks who listens, takes in what moved, tells.
    void pulse();
    /// Any thread: a book has changed, or the catalog did; what is followed is read again.
    void changed() { ++wanted_version_; }

    /// Any thread.
    [[nodiscard]] std::int64_t followed() const { return followed_; }
    [[nodiscard]] std::int64_t updates() const { return updates_; }

private:
    /// One position of a followed book.
    struct Position {
        std::string symbol;
        std::size_t instrument = 0; ///< place in the table
        double units = 0, cost = 0;
        double told = 0;  ///< price that was told last
        double close = 0; ///< stored price that the day begins with
    };
    struct Followed {
        BookName name;
        std::size_t place = 0; ///< in the table
        std::vector<Position> positions;
        double base_pnl = 0; ///< realised and income: what does not move with prices
        double cost = 0;     ///< of the holdings
        double cash = 0;
        double start_value = 0; ///< at the close before, of what is held now
        double told_pnl = 0;
    };
    /// What live lines say, from the market data lane.
    struct Inbox {
        std::mutex mutex;                   // the market data lane against this one
        std::map<std::string, double> last; ///< by symbol
        std::set<std::string> stale;
        bool replayed = false;
        void add(const marketdata::FollowedLine& line, std::span<const domain::MarketEvent> events);
    };
    struct Line {
        std::size_t instrument = 0;
        std::unique_ptr<kit::Subscription> subscription;
    };
    using Read = std::vector<std::pair<BookName, BookHoldings>>;

    void look();
    [[nodiscard]] std::set<std::string> listenedTo() const;
    /// Reads the books on the driver and comes back with them.
    void read(const std::set<std::string>& ids);
    void take(Read read);
    void takePrices();
    void tell();
    void tellBook(Followed& book);
    void tellPosition(const Followed& book, Position& position);

    const kit::Clock& clock_;
    kit::Stream& stream_;
    kit::EngineThreads threads_;
    Books& books_;
    marketdata::LiveFeed* feed_ = nullptr;
    std::shared_ptr<Inbox> inbox_ = std::make_shared<Inbox>();
    LiveBooks table_;
    std::vector<Followed> followed_books_;
    std::map<std::string, Line> lines_; ///< by symbol
    std::set<std::string> following_;   ///< ids that were read last
    std::set<std::string> stale_;
    bool replayed_ = false;
    bool reading_ = false;
    std::int64_t read_version_ = -1;
    std::atomic<std::int64_t> wanted_version_{0}, followed_{0}, updates_{0};
    std::atomic<bool> queued_{false}, stopped_{false};
    kit::Pulse pulse_;
};

} // namespace nautilus::portfolio
