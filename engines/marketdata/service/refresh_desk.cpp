#include "engines/marketdata/service/refresh_desk.h"

#include "engines/kit/field_writer.h"
#include "engines/kit/saved_records.h"
#include "engines/marketdata/service/refresh_rows.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <thread>

namespace nautilus::marketdata {

using kit::Capability;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr const char* kKind = "refresh";
constexpr std::chrono::seconds kLookEvery{5};
constexpr double kRetrySeconds = 900;
constexpr std::size_t kMostRefreshes = 1'000;
constexpr std::size_t kWarningsKept = 200;
/// Rows, symbols and time that become one import, and with it one new state of the catalog. What a killed
/// program had fetched since the last one is fetched again.
constexpr std::size_t kRowsTogether = 200'000;
constexpr std::int64_t kSymbolsTogether = 50;
constexpr std::int64_t kNsTogether = 15 * domain::kNsPerSecond;
constexpr std::int64_t kEndOfDays = 9'000'000'000'000'000'000;

std::int64_t nsOf(double seconds) {
    return static_cast<std::int64_t>(seconds * static_cast<double>(domain::kNsPerSecond));
}

/// The symbol's fault: the others can go on.
bool concernsTheSymbol(ErrorCode code) {
    return code == ErrorCode::NotFound || code == ErrorCode::NotComputable ||
           code == ErrorCode::InvalidArgument || code == ErrorCode::Unsupported;
}

Result<std::string> dataTypeOf(const RefreshRequest& request, const kit::SourceInfo& info) {
    const bool facts = (info.capabilities & Capability::kFundamentals) != 0;
    const bool macro = (info.capabilities & Capability::kMacro) != 0;
    if ((info.capabilities & Capability::kHistorical) == 0 || !(facts || macro))
        return fail(ErrorCode::InvalidArgument, "the source has neither fundamentals nor macro series",
                    "/source");
    const auto wanted = request.data_type.value_or(facts ? "fundamentals" : "macro");
    if (wanted == "fundamentals" ? !facts : !macro)
        return fail(ErrorCode::InvalidArgument, "the source does not have it", "/data_type");
    return wanted;
}

Result<void> checkNames(const RefreshRequest& request) {
    for (const char c : request.dataset)
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
              c == '-'))
            return fail(ErrorCode::InvalidArgument, "a data set's name holds letters, digits, _ and - only",
                        "/dataset");
    for (std::size_t i = 0; i < request.symbols.size(); ++i)
        if (request.symbols[i].empty() || request.symbols[i].size() > 64)
            return fail(ErrorCode::InvalidArgument, "has 1 to 64 characters",
                        "/symbols/" + std::to_string(i));
    return {};
}

} // namespace

/// One thread: refreshes one after the other, and a look for due ones in between.
class RefreshDesk::Thread final : public kit::Driver {
public:
    explicit Thread(std::function<void()> look) : look_(std::move(look)) {}
    ~Thread() override { end(); }
    Thread(const Thread&) = delete;
    Thread& operator=(const Thread&) = delete;

    void begin() {
        const std::scoped_lock lock(mutex_);
        if (running_) return;
        running_ = true;
        thread_ = std::thread([this] { work(); });
    }
    /// Tasks that still wait are run: a job asks whether it should end, and does.
    void end() {
        {
            const std::scoped_lock lock(mutex_);
            if (!running_) return;
            running_ = false;
            wake_.notify_all();
        }
        thread_.join();
    }
    bool post(kit::Task task) override {
        const std::scoped_lock lock(mutex_);
        if (!running_) return false;
        tasks_.push_back(std::move(task));
        wake_.notify_all();
        return true;
    }

private:
    void work() {
        std::unique_lock lock(mutex_);
        while (running_ || !tasks_.empty()) {
            kit::Task next = look_;
            if (!tasks_.empty()) {
                next = std::move(tasks_.front());
                tasks_.pop_front();
            } else if (wake_.wait_for(lock, kLookEvery, [this] { return !running_ || !tasks_.empty(); })) {
                continue;
            }
            lock.unlock();
            next();
            lock.lock();
        }
    }

    const std::function<void()> look_;
    std::mutex mutex_; // guards what follows
    std::condition_variable wake_;
    std::deque<kit::Task> tasks_;
    bool running_ = false;
    std::thread thread_;
};

RefreshDesk::RefreshDesk(Parts parts)
    : parts_(std::move(parts)), thread_(std::make_unique<Thread>([this] { lookForDue(); })) {}

RefreshDesk::~RefreshDesk() {
    stop();
}

void RefreshDesk::start() {
    stopping_ = false;
    thread_->begin();
}

void RefreshDesk::stop() {
    stopping_ = true;
    thread_->end();
}

Result<void> RefreshDesk::keep(const RefreshView& view) {
    return parts_.ports.ledger.saveText(kKind,
                                        {view.refresh_id, kit::writeJson(view), parts_.ports.clock.now()});
}

Result<RefreshView> RefreshDesk::kept(const std::string& refresh_id) {
    auto list = all();
    if (!list) return kit::failAs(list);
    const auto found = std::ranges::find(list->refreshes, refresh_id, &RefreshView::refresh_id);
    if (found == list->refreshes.end()) return fail(ErrorCode::NotFound, "the refresh was removed");
    return std::move(*found);
}

Result<RefreshList> RefreshDesk::all() {
    kit::SavedRecords<RefreshView> records(parts_.ports.ledger, parts_.ports.clock, std::string(kKind),
                                           parts_.read_json);
    auto views = records.all();
    if (!views) return kit::failAs(views);
    return RefreshList{std::move(*views)};
}

Result<kit::JobAccepted> RefreshDesk::add(const RefreshRequest& request) {
    if (auto good = checkNames(request); !good) return kit::failAs(good);
    const auto source = parts_.sources.find(request.source);
    if (!source) return fail(ErrorCode::NotFound, "there is no source " + request.source, "/source");
    auto data_type = dataTypeOf(request, source->info());
    if (!data_type) return kit::failAs(data_type);
    const auto there = parts_.ports.ledger.texts(kKind);
    if (!there) return kit::failAs(there);
    if (there->size() >= kMostRefreshes)
        return fail(ErrorCode::Conflict, "there are 1000 refreshes already; remove some first");
    const auto number = parts_.ports.ledger.nextSequence(kKind);
    if (!number) return kit::failAs(number);
    RefreshView view;
    view.refresh_id = "refresh_" + std::to_string(*number);
    view.source = request.source;
    view.data_type = std::move(*data_type);
    view.dataset = request.dataset;
    for (const auto& symbol : request.symbols)
        if (std::ranges::find(view.symbols, symbol) == view.symbols.end()) view.symbols.push_back(symbol);
    view.every_hours = request.every_hours;
    return begin(std::move(view));
}

Result<RefreshList> RefreshDesk::remove(const std::string& refresh_id) {
    {
        const std::scoped_lock turn(keeping_);
        if (const auto removed = parts_.ports.ledger.removeText(kKind, refresh_id); !removed)
            return kit::failAs(removed);
    }
    return all();
}

void RefreshDesk::lookForDue() {
    const auto list = all();
    if (!list) return; // said to whoever lists them
    const auto now = parts_.ports.clock.now();
    for (const auto& view : list->refreshes) {
        const bool begun = view.state == "running" || view.state == "interrupted";
        const bool due = view.state == "waiting" && view.next_at && *view.next_at <= now;
        if (!begun && !due) continue;
        const auto source = parts_.sources.find(view.source);
        const auto state = source ? source->status().state : kit::SourceState::Stopped;
        if (state != kit::SourceState::Connected && state != kit::SourceState::Degraded) continue;
        {
            const std::scoped_lock lock(mutex_);
            if (active_.contains(view.refresh_id)) continue;
        }
        (void)begin(view).has_value(); // another try at the next look
    }
}

/// A round that was not finished goes on, another one begins anew.
Result<kit::JobAccepted> RefreshDesk::begin(RefreshView view) {
    const auto id = view.refresh_id;
    if (view.next_symbol == 0) {
        view.rows_imported = view.rows_unchanged = view.rows_quarantined = 0;
        view.failures.clear();
        view.warnings.clear();
        view.begun_at = parts_.ports.clock.now();
    }
    view.state = "running";
    view.next_at.reset();
    {
        const std::scoped_lock lock(mutex_);
        active_.insert(id);
    }
    auto begun = keep(view);
    auto job =
        begun ? parts_.ports.jobs.submit("refresh", "marketdata", *thread_,
                                         [this, id](kit::JobContext& context) { return run(id, context); })
              : Result<kit::JobRecord>(kit::failAs(begun));
    if (job) return kit::JobAccepted::of(*job);
    const std::scoped_lock lock(mutex_);
    active_.erase(id);
    return kit::failAs(job);
}

Result<std::string> RefreshDesk::run(const std::string& refresh_id, kit::JobContext& context) {
    auto view = kept(refresh_id);
    Result<void> outcome = view ? fetchAll(*view, context) : Result<void>(kit::failAs(view));
    if (view) finish(*view, outcome);
    {
        const std::scoped_lock lock(mutex_);
        active_.erase(refresh_id);
    }
    if (!outcome) return kit::failAs(outcome);
    return kit::writeJson(*view);
}

Result<void> RefreshDesk::fetchAll(RefreshView& view, kit::JobContext& context) {
    RefreshRows rows(view.data_type, view.source, view.dataset);
    const auto n = std::ssize(view.symbols);
    const auto& clock = parts_.ports.clock;
    auto imported_ns = clock.steadyNs();
    std::int64_t together = 0;
    for (auto at = view.next_symbol; at < n; ++at) {
        const auto& symbol = view.symbols[static_cast<std::size_t>(at)];
        const auto fraction = static_cast<double>(at) / static_cast<double>(n);
        const auto fetched =
            fetchOne(view, symbol, rows, [&] { return context.progress(fraction, "fetching " + symbol); });
        if (!fetched) { // what came until then is kept
            if (auto imported = importRows(view, at, rows); !imported) return imported;
            return fetched;
        }
        if (++together < kSymbolsTogether && rows.size() < kRowsTogether &&
            clock.steadyNs() - imported_ns < kNsTogether)
            continue;
        if (auto imported = importRows(view, at + 1, rows); !imported) return imported;
        together = 0;
        imported_ns = clock.steadyNs();
    }
    return importRows(view, n, rows);
}

template <class Answer>
Result<Answer> RefreshDesk::await(std::future<Result<Answer>> answer, const Going& going) {
    constexpr std::chrono::milliseconds kPatience{100};
    while (answer.wait_for(kPatience) != std::future_status::ready)
        if (stopping_ || !going()) return fail(ErrorCode::Cancelled, "interrupted");
    try {
        return answer.get();
    } catch (const std::future_error&) { // whoever owed the answer ended with it in its queue
        return fail(ErrorCode::Cancelled, "interrupted");
    }
}

Result<void> RefreshDesk::fetchOne(RefreshView& view, const std::string& symbol, RefreshRows& rows,
                                   const Going& going) {
    if (stopping_ || !going()) return fail(ErrorCode::Cancelled, "interrupted");
    const auto source = parts_.sources.find(view.source);
    if (!source) return fail(ErrorCode::Unavailable, "the source " + view.source + " is not installed");
    auto promise = std::make_shared<std::promise<Result<kit::HistoryRows>>>();
    auto owed = promise->get_future();
    source->history({symbol, view.data_type, 0, -kEndOfDays, kEndOfDays, false},
                    [promise](Result<kit::HistoryRows> answer) { promise->set_value(std::move(answer)); });
    const auto answer = await<kit::HistoryRows>(std::move(owed), going);
    const auto added = answer ? rows.add(symbol, answer->rows) : Result<void>(kit::failAs(answer));
    if (!added && !concernsTheSymbol(added.error().front().code)) return added;
    if (!added) view.failures.push_back({symbol, added.error().front().message});
    if (answer)
        for (const auto& said : answer->warnings)
            if (view.warnings.size() < kWarningsKept) view.warnings.push_back(symbol + ": " + said);
    return {};
}

Result<void> RefreshDesk::importRows(RefreshView& view, std::int64_t next_symbol, RefreshRows& rows) {
    if (rows.size() > 0) {
        const auto report =
            await<kit::ImportReport>(parts_.import(rows.plan(), rows.table()), [] { return true; });
        if (!report) return kit::failAs(report);
        view.rows_imported += report->rows_imported;
        view.rows_unchanged += report->rows_unchanged;
        view.rows_quarantined += report->rows_quarantined;
        rows.clear();
    }
    view.next_symbol = next_symbol;
    const std::scoped_lock turn(keeping_);
    if (const auto there = kept(view.refresh_id); !there) return kit::failAs(there);
    return keep(view);
}

/// Says how it goes on.
void RefreshDesk::finish(RefreshView& view, const Result<void>& outcome) {
    const auto after = [&](double seconds) {
        view.state = "waiting";
        view.next_at = domain::Timestamp{parts_.ports.clock.now().ns + nsOf(seconds)};
    };
    if (outcome) {
        view.state = "done";
        view.next_symbol = 0;
        if (view.every_hours) {
            view.state = "waiting";
            view.next_at = domain::Timestamp{view.begun_at.ns + nsOf(*view.every_hours * 3'600)};
        }
    } else if (const auto& error = outcome.error().front(); error.code == ErrorCode::Cancelled) {
        view.state = "interrupted";
    } else if (error.retryable || error.code == ErrorCode::TooManyRequests) {
        after(std::max(kRetrySeconds, error.retry_after_s.value_or(0)));
    } else if (view.every_hours) {
        after(*view.every_hours * 3'600);
    } else {
        view.state = "failed";
    }
    const std::scoped_lock turn(keeping_);
    if (kept(view.refresh_id)) (void)keep(view).has_value();
}

void RefreshDesk::addOperations(std::vector<kit::Operation>& out) {
    const auto add = [&]<class Request, class Answer>(kit::Operation head,
                                                      std::function<Result<Answer>(const Request&)> work) {
        out.push_back(kit::operation<Request, Answer>(
            std::move(head), [this, work](Request request, kit::CallPtr, kit::Done<Answer> done) {
                const auto task = [work, request = std::move(request), done] { done(work(request)); };
                if (!parts_.driver.post(task))
                    done(fail(ErrorCode::Unavailable, "too many requests are waiting", "", true));
            }));
    };
    add(kit::Operation{.id = "marketdata.refresh",
                       .verb = kit::Verb::Post,
                       .paths = {"/api/v1/data-catalog/refreshes"},
                       .scope = kit::Scope::Write,
                       .summary =
                           "Fetch fundamentals or macro series from a source, once or regularly, as a job",
                       .example = R"({"source":"edgar","symbols":["AAPL","MSFT"]})",
                       .kind = kit::Kind::Job},
        std::function<Result<kit::JobAccepted>(const RefreshRequest&)>(
            [this](const RefreshRequest& request) { return this->add(request); }));
    add(kit::Operation{.id = "marketdata.refreshes",
                       .paths = {"/api/v1/data-catalog/refreshes"},
                       .summary = "What is fetched from sources, how far it is and when it comes again",
                       .example = "{}"},
        std::function<Result<RefreshList>(const kit::Nothing&)>(
            [this](const kit::Nothing&) { return all(); }));
    add(kit::Operation{.id = "marketdata.refresh_delete",
                       .verb = kit::Verb::Delete,
                       .paths = {"/api/v1/data-catalog/refreshes/{refresh_id}"},
                       .scope = kit::Scope::Write,
                       .summary = "End a refresh; what was not there is no fault",
                       .example = R"({"refresh_id":"refresh_1"})"},
        std::function<Result<RefreshList>(const RefreshName&)>(
            [this](const RefreshName& request) { return remove(request.refresh_id); }));
}

} // namespace nautilus::marketdata
