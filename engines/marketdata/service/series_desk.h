#pragma once

#include "engines/kit/data_source.h"
#include "engines/kit/ports.h"
#include "engines/kit/series_register.h"
#include "engines/marketdata/contract/series_register.h"

#include <mutex>
#include <set>

namespace nautilus::marketdata {

/// The register of outside series as operations: search, add, ask a source. The catalog's own series are
/// entered by themselves, as those of the source "catalog". Driver thread.
class SeriesDesk {
public:
    struct Parts {
        kit::Catalog& catalog;
        kit::Jobs& jobs;
        kit::Driver& driver; ///< questions
        kit::Driver& worker; ///< jobs
        kit::SeriesRegister& series;
        kit::DataSources* sources = nullptr; ///< null: nobody can be asked
    };
    explicit SeriesDesk(Parts parts) : parts_(parts) {}

    /// Rows for `operations`.
    void addOperations(std::vector<kit::Operation>& out);
    /// Enters what the catalog holds in its epoch of now; a search does so by itself.
    kit::Result<void> enterStored();

private:
    kit::Result<SeriesSearchResult> search(const SeriesSearchRequest& request, kit::Call& call);
    kit::Result<SeriesAddResult> add(const SeriesAddRequest& request, kit::Call& call);
    kit::Result<SeriesAddResult> added(std::span<const kit::RegisteredSeries> series);
    kit::Result<kit::JobAccepted> startDiscovery(const SeriesDiscoverRequest& request);
    /// Waits for the source, on the worker.
    kit::Result<std::string> discover(const SeriesDiscoverRequest& request, kit::JobContext& context);
    Parts parts_;
    std::mutex mutex_; // guards what follows
    std::int64_t entered_epoch_ = -1;
    std::set<std::string, std::less<>> stored_; ///< ids of the catalog's series
};

} // namespace nautilus::marketdata
