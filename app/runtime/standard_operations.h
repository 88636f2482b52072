#pragma once
// The endpoints that every engine has, derived from what the supervisor knows: /{engine}/info, /status,
// /metrics, /process. (/health belongs to the engine, whose documented keys differ.)

#include "app/runtime/supervisor.h"

namespace nautilus::runtime {

[[nodiscard]] std::vector<kit::Operation> standardOperations(Supervisor& supervisor,
                                                             const kit::Engine& engine, Metrics& metrics,
                                                             const LocalStream& stream);

} // namespace nautilus::runtime
