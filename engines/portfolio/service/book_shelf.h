#pragma once
// The accounts, portfolios and books of this home: what was recorded, in the journal "transactions" of the
// ledger, and folded in memory. Something is recorded when the journal has it; what is in memory follows.

#include "engines/kit/ports.h"
#include "engines/kit/saved_records.h"
#include "engines/portfolio/service/book_words.h"

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace nautilus::portfolio {

/// One portfolio: its terms, what was recorded and what that amounts to.
struct ShelfBook {
    PortfolioRecord record;
    AccountRecord account;
    Ledger ledger;
    std::vector<TransactionView> recorded;       ///< by number
    std::map<InstrumentId, std::string> symbols; ///< of everything ever touched, as they were named last

    ShelfBook(PortfolioRecord portfolio, AccountRecord of);
};

class BookShelf {
public:
    BookShelf(kit::Ledger& ledger, kit::Clock& clock, kit::ReadJson read_json)
        : ledger_(ledger), clock_(clock), read_json_(std::move(read_json)),
          accounts_(ledger, clock, "account", read_json_),
          portfolios_(ledger, clock, "portfolio", read_json_) {}

    /// Everything that was kept and recorded. Blocks: for a worker thread.
    kit::Result<void> load();

    // All that follows: any thread; what writes blocks.
    [[nodiscard]] std::vector<AccountRecord> accounts() const;
    [[nodiscard]] std::vector<PortfolioView> portfolios() const;
    /// Makes or changes one. Conflict when terms that transactions rely on would change.
    kit::Result<AccountRecord> keep(const AccountRecord& account);
    kit::Result<PortfolioView> keep(const PortfolioRecord& portfolio);

    struct Recorded {
        std::vector<TransactionView> transactions; ///< as they stand, those recorded before among them
        std::int64_t repeated = 0;
    };
    /// All or none. `pointers` names each transaction for errors. NotFound without such a portfolio.
    kit::Result<Recorded> record(const std::string& portfolio_id, std::vector<TransactionView> transactions,
                                 const std::vector<std::string>& pointers);
    /// Tries them: what `record` would answer, and nothing stays. nullopt: they fit.
    kit::Result<std::optional<kit::Error>> trial(const std::string& portfolio_id,
                                                 std::vector<TransactionView> transactions,
                                                 const std::vector<std::string>& pointers);

    /// Runs `read(const ShelfBook&)` while nothing changes. False without such a portfolio.
    template <class Read>
    bool read(const std::string& portfolio_id, Read&& read) const {
        const std::scoped_lock lock(mutex_);
        const auto found = books_.find(portfolio_id);
        if (found == books_.end()) return false;
        read(static_cast<const ShelfBook&>(*found->second));
        return true;
    }
    /// Ids of the portfolios of an account, or of all.
    [[nodiscard]] std::vector<std::string> portfoliosOf(const std::string& account_id) const;
    /// Rises with everything that is kept or recorded.
    [[nodiscard]] std::int64_t version() const { return version_; }
    [[nodiscard]] std::int64_t recordedTotal() const { return recorded_total_; }

private:
    kit::Result<void> loadBooks();
    kit::Result<void> loadTransactions();
    [[nodiscard]] kit::Result<TransactionView> viewOf(const kit::JournalEntry& entry) const;
    /// Folds and notes what the journal has.
    kit::Result<void> take(ShelfBook& book, const std::vector<TransactionView>& views);
    /// After the fold has taken it.
    void note(ShelfBook& book, const TransactionView& view);
    [[nodiscard]] const TransactionView* knownUnder(const std::string& portfolio_id,
                                                    const std::string& key) const;
    kit::Result<void> append(const std::string& portfolio_id, std::vector<TransactionView>& fresh);
    /// What of a list is not recorded yet, numbered, and in the kernel's form.
    struct Fresh {
        std::vector<TransactionView> views;
        std::vector<Transaction> list;
        std::vector<std::size_t> places; ///< of each among the pointers
    };
    kit::Result<Fresh> freshOf(const std::string& portfolio_id, std::vector<TransactionView> transactions,
                               const std::vector<std::string>& pointers, Recorded& known) const;

    kit::Ledger& ledger_;
    kit::Clock& clock_;
    kit::ReadJson read_json_;
    mutable std::mutex mutex_; // drivers of several engines; guards what follows
    kit::SavedRecords<AccountRecord> accounts_;
    kit::SavedRecords<PortfolioRecord> portfolios_;
    std::map<std::string, AccountRecord> known_accounts_;
    std::map<std::string, std::unique_ptr<ShelfBook>> books_;
    std::unordered_map<std::string, std::size_t> keys_; ///< as the journal has them -> place in the book
    std::int64_t newest_ = 0;                           ///< number of the last transaction of the journal
    std::atomic<std::int64_t> version_{0}, recorded_total_{0};
};

} // namespace nautilus::portfolio
