#pragma once

#include "engines/domain/timestamp.h"
#include "engines/kit/field_table.h"
#include "engines/kit/json_writer.h"
#include "engines/kit/ledger.h"

namespace nautilus::runtime {

/// The JSON that the API and the bus show of a job.
struct JobView {
    std::string job_id;
    std::string kind;
    std::string engine;
    std::string state;
    double progress = 0.0;
    std::string message;
    kit::RawJson result;
    std::optional<std::string> error;
    domain::Timestamp created_at;
    std::optional<domain::Timestamp> finished_at;

    static constexpr auto fields() {
        using kit::field;
        return std::make_tuple(
            field("job_id", &JobView::job_id).doc("Identifier"),
            field("kind", &JobView::kind).doc("What is being done, e.g. import"),
            field("engine", &JobView::engine).doc("Engine that does it"),
            field("state", &JobView::state).oneOf("queued|running|succeeded|failed|cancelled"),
            field("progress", &JobView::progress).range(0, 1).doc("Share that is done"),
            field("message", &JobView::message).doc("What is being done now"),
            field("result", &JobView::result).doc("Result of a job that succeeded, else null"),
            field("error", &JobView::error).doc("Why it failed"), field("created_at", &JobView::created_at),
            field("finished_at", &JobView::finished_at));
    }
};

[[nodiscard]] JobView viewOf(const kit::JobRecord& record);

} // namespace nautilus::runtime
