#include "app/runtime/job_view.h"

namespace nautilus::runtime {

JobView viewOf(const kit::JobRecord& record) {
    JobView view{record.job_id,
                 record.kind,
                 record.engine,
                 std::string(kit::jobStateName(record.state)),
                 record.progress,
                 record.message,
                 {},
                 {},
                 record.created_at,
                 record.finished_at};
    if (!record.error.empty()) view.error = record.error;
    if (!record.result.empty()) view.result.bytes = record.result;
    return view;
}

} // namespace nautilus::runtime
