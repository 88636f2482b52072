#include "engines/portfolio/service/book_shelf.h"

#include "engines/domain/calendar.h"

#include <algorithm>
#include <set>

namespace nautilus::portfolio {

using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr const char* kJournal = "transactions";
constexpr std::size_t kPage = 10'000;
constexpr std::int64_t kDayNs = 86'400 * domain::kNsPerSecond;

AccountTerms termsOf(const AccountRecord& account) {
    AccountTerms terms;
    terms.base = Currency::parse(account.base_currency).value_or(Currency{});
    terms.opened_at = {account.opened_on.days * kDayNs};
    terms.method = lotMethodOf(account.lot_method);
    terms.shorting_allowed = account.shorting_allowed;
    return terms;
}

/// Ids stand in paths, topics and file names.
Result<void> checkId(const std::string& id, const char* pointer) {
    const auto good = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '-' || c == '.';
    };
    const bool reserved = id == "firm" || id == "." || id == "..";
    if (id.empty() || !std::ranges::all_of(id, good) || reserved || id.front() == '.' || id.back() == '.' ||
        id.find("..") != std::string::npos)
        return fail(ErrorCode::InvalidArgument,
                    "an id has letters, digits, _ - and single dots inside; \"firm\" is taken", pointer);
    return {};
}

/// Keys of the journal are unique over all portfolios.
std::string journalKey(const std::string& portfolio_id, const std::string& key) {
    return key.empty() ? std::string() : portfolio_id + "/" + key;
}

} // namespace

ShelfBook::ShelfBook(PortfolioRecord portfolio, AccountRecord of)
    : record(std::move(portfolio)), account(std::move(of)), ledger(termsOf(account)) {}

Result<void> BookShelf::load() {
    const std::scoped_lock lock(mutex_);
    if (auto books = loadBooks(); !books) return books;
    return loadTransactions();
}

Result<void> BookShelf::loadBooks() {
    auto accounts = accounts_.all();
    if (!accounts) return kit::failAs(accounts);
    auto portfolios = portfolios_.all();
    if (!portfolios) return kit::failAs(portfolios);
    known_accounts_.clear();
    books_.clear();
    keys_.clear();
    newest_ = 0;
    for (auto& account : *accounts)
        known_accounts_.emplace(account.account_id, std::move(account));
    for (auto& portfolio : *portfolios) {
        const auto account = known_accounts_.find(portfolio.account_id);
        if (account == known_accounts_.end())
            return fail(ErrorCode::Internal, "a portfolio belongs to an account that is not there");
        auto id = portfolio.portfolio_id;
        books_.emplace(std::move(id), std::make_unique<ShelfBook>(std::move(portfolio), account->second));
    }
    return {};
}

Result<TransactionView> BookShelf::viewOf(const kit::JournalEntry& entry) const {
    const auto json = read_json_ ? read_json_(entry.content)
                                 : Result<kit::Value>(fail(ErrorCode::Internal, "there is no reader"));
    if (!json) return kit::failAs(json);
    auto view = kit::FieldReader().read<TransactionView>(*json);
    if (!view) return view;
    view->number = entry.number;
    view->recorded_at = entry.recorded_at;
    return view;
}

Result<void> BookShelf::loadTransactions() {
    std::map<std::string, std::vector<TransactionView>> by_book;
    for (;;) {
        const auto page = ledger_.journal(kJournal, newest_, kPage);
        if (!page) return kit::failAs(page);
        for (const auto& entry : *page) {
            auto view = viewOf(entry);
            if (!view) return kit::failAs(view);
            by_book[entry.subject].push_back(std::move(*view));
            newest_ = entry.number;
        }
        if (page->size() < kPage) break;
    }
    for (auto& [id, views] : by_book) {
        const auto book = books_.find(id);
        if (book == books_.end())
            return fail(ErrorCode::Internal, "transactions belong to a portfolio that is not there");
        if (auto taken = take(*book->second, views); !taken) return taken;
    }
    recorded_total_ = newest_;
    ++version_;
    return {};
}

/// One fold over all of them: only what the whole list amounts to must be possible, and it was once.
Result<void> BookShelf::take(ShelfBook& book, const std::vector<TransactionView>& views) {
    std::vector<Transaction> list;
    for (const auto& view : views) {
        auto transaction = kernelOf(view);
        if (!transaction) return kit::failAs(transaction);
        list.push_back(std::move(*transaction));
    }
    if (const auto refusal = book.ledger.record(list))
        return tl::unexpected<kit::Errors>(kit::Errors{errorOf(*refusal, "")});
    for (const auto& view : views)
        note(book, view);
    return {};
}

void BookShelf::note(ShelfBook& book, const TransactionView& view) {
    if (view.instrument_id) book.symbols[view.instrument_id] = view.symbol;
    if (view.other_instrument_id) book.symbols[view.other_instrument_id] = view.other_symbol;
    if (!view.key.empty()) keys_[journalKey(book.record.portfolio_id, view.key)] = book.recorded.size();
    book.recorded.push_back(view);
    if (view.reverses == 0) return;
    const auto reversed =
        std::ranges::lower_bound(book.recorded, view.reverses, {}, &TransactionView::number);
    if (reversed != book.recorded.end()) reversed->reversed_by = view.number;
}

std::vector<AccountRecord> BookShelf::accounts() const {
    const std::scoped_lock lock(mutex_);
    std::vector<AccountRecord> out;
    for (const auto& [id, account] : known_accounts_)
        out.push_back(account);
    return out;
}

std::vector<PortfolioView> BookShelf::portfolios() const {
    const std::scoped_lock lock(mutex_);
    std::vector<PortfolioView> out;
    for (const auto& [id, book] : books_) {
        const auto& r = book->record;
        out.push_back({r.portfolio_id, r.account_id, r.name, r.benchmark, r.strategy,
                       book->account.base_currency, book->account.lot_method, r.tags,
                       static_cast<std::int64_t>(book->recorded.size()),
                       static_cast<std::int64_t>(book->ledger.book().positions().size())});
    }
    return out;
}

std::vector<std::string> BookShelf::portfoliosOf(const std::string& account_id) const {
    const std::scoped_lock lock(mutex_);
    std::vector<std::string> out;
    for (const auto& [id, book] : books_)
        if (account_id.empty() || book->record.account_id == account_id) out.push_back(id);
    return out;
}

Result<AccountRecord> BookShelf::keep(const AccountRecord& account) {
    if (auto good = checkId(account.account_id, "/account_id"); !good) return kit::failAs(good);
    if (!Currency::parse(account.base_currency))
        return fail(ErrorCode::InvalidArgument, "a currency is three capital letters (ISO 4217)",
                    "/base_currency");
    if (account.opened_on < domain::SessionDate::of(domain::NyseCalendar::kFirstYear, 1, 1))
        return fail(ErrorCode::InvalidArgument, "days from 1990 on can be recorded", "/opened_on");
    const std::scoped_lock lock(mutex_);
    if (books_.contains(account.account_id))
        return fail(ErrorCode::Conflict, "a portfolio has that id", "/account_id");
    const auto known = known_accounts_.find(account.account_id);
    const bool same_terms = known == known_accounts_.end() || termsOf(known->second) == termsOf(account);
    for (const auto& [id, book] : books_)
        if (book->record.account_id == account.account_id && !same_terms && !book->recorded.empty())
            return fail(ErrorCode::Conflict,
                        "currency, lot method, shorting and opening cannot change once portfolio " + id +
                            " has transactions",
                        "/account_id");
    if (auto kept = accounts_.keep(account.account_id, account); !kept) return kit::failAs(kept);
    known_accounts_[account.account_id] = account;
    for (auto& [id, book] : books_) {
        if (book->record.account_id != account.account_id) continue;
        book->account = account;
        if (book->recorded.empty()) *book = ShelfBook(book->record, account);
    }
    ++version_;
    return account;
}

Result<PortfolioView> BookShelf::keep(const PortfolioRecord& portfolio) {
    if (auto good = checkId(portfolio.portfolio_id, "/portfolio_id"); !good) return kit::failAs(good);
    {
        const std::scoped_lock lock(mutex_);
        const auto account = known_accounts_.find(portfolio.account_id);
        if (account == known_accounts_.end())
            return fail(ErrorCode::InvalidArgument, "there is no such account; make it first", "/account_id");
        if (known_accounts_.contains(portfolio.portfolio_id))
            return fail(ErrorCode::Conflict, "an account has that id", "/portfolio_id");
        const auto known = books_.find(portfolio.portfolio_id);
        if (known != books_.end() && known->second->record.account_id != portfolio.account_id)
            return fail(ErrorCode::Conflict, "a portfolio stays with its account", "/account_id");
        if (auto kept = portfolios_.keep(portfolio.portfolio_id, portfolio); !kept) return kit::failAs(kept);
        if (known != books_.end())
            known->second->record = portfolio;
        else
            books_.emplace(portfolio.portfolio_id, std::make_unique<ShelfBook>(portfolio, account->second));
        ++version_;
    }
    for (auto& view : portfolios())
        if (view.portfolio_id == portfolio.portfolio_id) return view;
    return fail(ErrorCode::Internal, "the portfolio is gone");
}

const TransactionView* BookShelf::knownUnder(const std::string& portfolio_id, const std::string& key) const {
    const auto found = key.empty() ? keys_.end() : keys_.find(journalKey(portfolio_id, key));
    return found == keys_.end() ? nullptr : &books_.at(portfolio_id)->recorded[found->second];
}

Result<void> BookShelf::append(const std::string& portfolio_id, std::vector<TransactionView>& fresh) {
    std::vector<kit::JournalEntry> entries;
    const auto now = clock_.now();
    for (auto& view : fresh) {
        view.recorded_at = now;
        entries.push_back(
            {kJournal, portfolio_id, journalKey(portfolio_id, view.key), kit::writeJson(view), now, 0});
    }
    const auto appended = ledger_.append(entries);
    if (!appended) return kit::failAs(appended);
    for (std::size_t i = 0; i < fresh.size(); ++i)
        if ((*appended)[i].number != fresh[i].number)
            return fail(ErrorCode::Internal, "the journal numbered a transaction otherwise");
    return {};
}

Result<BookShelf::Fresh> BookShelf::freshOf(const std::string& portfolio_id,
                                            std::vector<TransactionView> transactions,
                                            const std::vector<std::string>& pointers, Recorded& known) const {
    Fresh out;
    std::set<std::string> keys;
    for (std::size_t i = 0; i < transactions.size(); ++i) {
        auto& view = transactions[i];
        if (const auto* before = knownUnder(portfolio_id, view.key)) {
            known.transactions.push_back(*before);
            ++known.repeated;
            continue;
        }
        if (!view.key.empty() && !keys.insert(view.key).second)
            return fail(ErrorCode::InvalidArgument, "this key stands twice in the list",
                        pointers[i] + "/key");
        view.portfolio_id = portfolio_id;
        view.number = newest_ + 1 + static_cast<std::int64_t>(out.views.size());
        auto transaction = kernelOf(view);
        if (!transaction) return kit::failAs(transaction);
        out.list.push_back(std::move(*transaction));
        out.places.push_back(i);
        out.views.push_back(std::move(view));
    }
    return out;
}

namespace {

kit::Error refusedIn(const Refusal& refusal, std::int64_t newest, const std::vector<std::size_t>& places,
                     const std::vector<std::string>& pointers) {
    const auto place = static_cast<std::size_t>(refusal.sequence - newest - 1);
    return errorOf(refusal, pointers[place < places.size() ? places[place] : places.front()]);
}

} // namespace

Result<BookShelf::Recorded> BookShelf::record(const std::string& portfolio_id,
                                              std::vector<TransactionView> transactions,
                                              const std::vector<std::string>& pointers) {
    const std::scoped_lock lock(mutex_);
    const auto found = books_.find(portfolio_id);
    if (found == books_.end())
        return fail(ErrorCode::NotFound, "there is no such portfolio", "/portfolio_id");
    auto& book = *found->second;
    Recorded out;
    auto fresh = freshOf(portfolio_id, std::move(transactions), pointers, out);
    if (!fresh) return kit::failAs(fresh);
    if (fresh->list.empty()) return out;
    if (const auto refusal = book.ledger.record(fresh->list))
        return tl::unexpected<kit::Errors>(
            kit::Errors{refusedIn(*refusal, newest_, fresh->places, pointers)});
    if (auto appended = append(portfolio_id, fresh->views); !appended) {
        auto again = loadBooks(); // the fold ran ahead of the journal: back to what is recorded
        if (again) again = loadTransactions();
        return kit::failAs(appended);
    }
    for (const auto& view : fresh->views)
        note(book, view);
    newest_ = fresh->views.back().number;
    recorded_total_ = newest_;
    ++version_;
    out.transactions.insert(out.transactions.end(), fresh->views.begin(), fresh->views.end());
    return out;
}

Result<std::optional<kit::Error>> BookShelf::trial(const std::string& portfolio_id,
                                                   std::vector<TransactionView> transactions,
                                                   const std::vector<std::string>& pointers) {
    const std::scoped_lock lock(mutex_);
    const auto found = books_.find(portfolio_id);
    if (found == books_.end())
        return fail(ErrorCode::NotFound, "there is no such portfolio", "/portfolio_id");
    Recorded known;
    const auto fresh = freshOf(portfolio_id, std::move(transactions), pointers, known);
    if (!fresh) return kit::failAs(fresh);
    if (fresh->list.empty()) return std::optional<kit::Error>();
    auto copy = found->second->ledger;
    if (const auto refusal = copy.record(fresh->list))
        return std::optional(refusedIn(*refusal, newest_, fresh->places, pointers));
    return std::optional<kit::Error>();
}

} // namespace nautilus::portfolio
