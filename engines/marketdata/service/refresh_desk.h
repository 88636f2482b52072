#pragma once
// Fetches fundamentals and macro series from sources into the catalog: jobs that go on where they were when
// the program was ended in the middle, and that come again on their day.

#include "engines/kit/catalog.h"
#include "engines/kit/data_source.h"
#include "engines/kit/engine.h"
#include "engines/kit/ports.h"
#include "engines/marketdata/contract/refresh.h"

#include <atomic>
#include <functional>
#include <future>
#include <mutex>
#include <set>

namespace nautilus::marketdata {

class RefreshRows;

class RefreshDesk {
public:
    struct Parts {
        kit::Ports ports;
        kit::Driver& driver;
        kit::DataSources& sources;
        /// Imports on the worker. Any thread.
        std::function<std::future<kit::Result<kit::ImportReport>>(kit::ImportPlan, kit::Table)> import;
        /// Reads JSON that the desk wrote.
        std::function<kit::Result<kit::Value>(std::string_view)> read_json;
    };
    explicit RefreshDesk(Parts parts);
    ~RefreshDesk();
    RefreshDesk(const RefreshDesk&) = delete;
    RefreshDesk& operator=(const RefreshDesk&) = delete;

    /// Looks for what is due every few seconds from then on.
    void start();
    /// What runs ends after the symbol that it is at; it goes on after the next start.
    void stop();
    void addOperations(std::vector<kit::Operation>& out);

    /// Keeps the refresh and begins it. NotFound "/source", InvalidArgument.
    kit::Result<kit::JobAccepted> add(const RefreshRequest& request);
    kit::Result<RefreshList> all();
    /// What runs of it ends; what was not there is no fault.
    kit::Result<RefreshList> remove(const std::string& refresh_id);
    /// Begins what is due or was interrupted, of sources that run.
    void lookForDue();

private:
    class Thread;
    using Going = std::function<bool()>;

    kit::Result<kit::JobAccepted> begin(RefreshView view);
    kit::Result<std::string> run(const std::string& refresh_id, kit::JobContext& context);
    /// Fetches and imports from `next_symbol` on.
    kit::Result<void> fetchAll(RefreshView& view, kit::JobContext& context);
    kit::Result<void> fetchOne(RefreshView& view, const std::string& symbol, RefreshRows& rows,
                               const Going& going);
    kit::Result<void> importRows(RefreshView& view, std::int64_t next_symbol, RefreshRows& rows);
    /// Cancelled when the desk stops or `going` says no.
    template <class Answer>
    kit::Result<Answer> await(std::future<kit::Result<Answer>> answer, const Going& going);
    void finish(RefreshView& view, const kit::Result<void>& outcome);
    kit::Result<void> keep(const RefreshView& view);
    kit::Result<RefreshView> kept(const std::string& refresh_id);

    Parts parts_;
    std::unique_ptr<Thread> thread_;
    std::mutex mutex_; // guards active_
    std::set<std::string> active_;
    std::atomic<bool> stopping_{false};
    std::mutex keeping_; // a removed refresh is not kept again
};

} // namespace nautilus::marketdata
