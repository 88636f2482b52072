// Whole-universe runs: exposures of every session, written as immutable yearly blocks, named by what went in.

#include "engines/factor/service/factor_service.h"

#include "engines/kit/digest.h"

#include <array>
#include <bit>
#include <cmath>

namespace nautilus::factor {

using kit::ErrorCode;
using kit::fail;
using kit::Result;
using kit::Value;

namespace {

/// Hash over the bytes of the factor returns; NaN has one bit pattern here.
std::string hashOf(const domain::Matrix& matrix) {
    std::string bytes;
    bytes.reserve(matrix.values().size() * sizeof(double));
    for (double v : matrix.values()) {
        if (std::isnan(v)) v = domain::kMissing;
        const auto word = std::bit_cast<std::array<char, sizeof(double)>>(v);
        bytes.append(word.data(), word.size());
    }
    return kit::contentHash(bytes);
}

int yearOf(domain::SessionDate day) {
    return static_cast<int>(day.ymd().year());
}

} // namespace

Result<kit::JobAccepted> FactorService::startRun(const RunRequest& request) {
    const auto job =
        ports_.jobs.submit("factor_run", id(), threads_.worker,
                           [this, request](kit::JobContext& context) { return run(request, context); });
    if (!job) return kit::failAs(job);
    return kit::JobAccepted::of(*job);
}

Result<std::string> FactorService::run(const RunRequest& request, kit::JobContext& context) {
    const auto found = world(request.universe);
    if (!found) return kit::failAs(found);
    const auto& now = *found;
    if (now->inputs->rowCount() == 0)
        return fail(ErrorCode::NotComputable, "the catalog holds no stocks with bars yet");
    const auto& kind = request.kind;
    // Computed anew from the same inputs: a run proves that the published values can be had again.
    const auto built = buildWorld(now->inputs, ports_.pool, [&](double fraction, std::string_view what) {
        return context.progress(fraction * 0.6, what);
    });
    if (!built) return kit::failAs(built);
    const auto& in = *(*built)->inputs;
    const auto& set = kind == "joint" ? (*built)->joint : (*built)->two_stage;
    const auto& model = kind == "joint" ? (*built)->joint_returns : (*built)->two_stage_returns;

    kit::RunRecord record;
    record.engine = id();
    record.kind = kind;
    record.parameters = kit::writeJson(RunRequest{request.kind, now->inputs->universe.name});
    record.catalog_epoch = in.epoch;
    record.engine_version = version();
    record.run_id =
        "run_" + kit::contentHash(record.parameters + "|" + std::to_string(in.epoch) + "|" + version());
    std::vector<domain::InstrumentId> instruments;
    for (const auto& stock : in.stocks)
        instruments.push_back(stock.id);
    std::vector<std::string> names;
    std::vector<domain::MatrixView> values = set.views();
    for (const auto& style : set.styles)
        names.push_back(style.name);
    Value::Array blocks;
    std::string all = hashOf(model.fit.returns);
    for (std::size_t first = 0; first < in.rowCount();) {
        std::size_t end = first;
        while (end < in.rowCount() && yearOf(in.sessions[end]) == yearOf(in.sessions[first]))
            ++end;
        if (!context.progress(0.6 + 0.4 * static_cast<double>(end) / static_cast<double>(in.rowCount()),
                              "writing " + std::to_string(yearOf(in.sessions[first]))))
            return fail(ErrorCode::Cancelled, "cancelled");
        const auto info =
            ports_.blocks.write(record.run_id, {in.sessions, instruments, names, values, first, end});
        if (!info) return kit::failAs(info);
        blocks.push_back(Value::Object{{"name", info->name},
                                       {"sha256", info->sha256},
                                       {"rows", info->rows},
                                       {"first", info->first.iso()},
                                       {"last", info->last.iso()}});
        all += info->sha256;
        first = end;
    }
    record.content_hash = kit::contentHash(all);
    record.manifest = kit::toJson(
        Value::Object{{"blocks", std::move(blocks)}, {"factor_returns_hash", hashOf(model.fit.returns)}});
    record.created_at = ports_.clock.now();
    if (auto saved = ports_.ledger.saveRun(record); !saved) return kit::failAs(saved);
    return kit::toJson(Value::Object{{"run_id", record.run_id}, {"content_hash", record.content_hash}});
}

} // namespace nautilus::factor
