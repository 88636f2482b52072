#pragma once
// Operations that belong to no engine: jobs, health of all, the list of operations, settings, events.

#include "app/runtime/job_service.h"
#include "app/runtime/settings.h"
#include "app/runtime/supervisor.h"

namespace nautilus::runtime {

struct AppServices {
    Supervisor& supervisor;
    JobService& jobs;
    LocalStream& stream;
    SettingsStore& settings;
    kit::Driver& driver; ///< for the ledger's blocking calls
};

[[nodiscard]] std::vector<kit::Operation> appOperations(AppServices services);

} // namespace nautilus::runtime
