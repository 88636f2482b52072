#include "engines/factor/service/factor_service.h"

#include "engines/factor/service/answers.h"
#include "engines/kit/digest.h"

namespace nautilus::factor {

using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr std::int64_t kNsPerDay = 86'400 * domain::kNsPerSecond;
constexpr std::string_view kUniverse = "SP500";

} // namespace

Result<void> FactorService::start() {
    const auto known = ports_.ledger.runs(id(), 1'000'000);
    if (!known) return kit::failAs(known);
    std::vector<std::string> ids;
    for (const auto& run : *known) ids.push_back(run.run_id);
    if (const auto removed = ports_.blocks.removeOrphans(ids); !removed) return kit::failAs(removed);
    return refresh();
}

Result<void> FactorService::refresh() {
    const auto now = world();
    if (now && now->inputs->epoch == ports_.catalog.epoch()) return {};
    const auto begun = ports_.clock.steadyNs();
    const auto inputs = loadModelInputs(ports_.catalog, ports_.pool, kUniverse);
    if (!inputs) return kit::failAs(inputs);
    const auto built = buildWorld(*inputs, ports_.pool, [&](double fraction, std::string_view what) {
        kit::Value payload;
        payload.set("progress", fraction);
        payload.set("message", what);
        ports_.stream.publish("factor.build", kit::toJson(payload), id());
        return true;
    });
    if (!built) return kit::failAs(built);
    world_.store(*built);
    kit::Value payload;
    payload.set("epoch", (*inputs)->epoch);
    payload.set("seconds", static_cast<double>(ports_.clock.steadyNs() - begun) / 1e9);
    if ((*inputs)->rowCount() > 0) payload.set("data_as_of", (*inputs)->sessions.back().iso());
    ports_.stream.publish("factor.ready", kit::toJson(payload), id());
    return {};
}

Result<CalculateResult> FactorService::calculate(const CalculateRequest& request, const FactorWorld& world,
                                                 kit::Call& call) {
    const auto begun = ports_.clock.steadyNs();
    auto result = answerCalculate(world, request, call);
    if (!result) return result;
    result->calculation_id = "calc_" + kit::contentHash(kit::writeJson(request) + "|" +
                                                        std::to_string(world.inputs->epoch) + "|" +
                                                        call.data_as_of->iso() + "|" + version());
    const auto took = ports_.clock.steadyNs() - begun;
    result->calculation_time_ms = static_cast<double>(took / 1000) / 1000.0;
    const auto today = ports_.clock.now().ns / kNsPerDay;
    if (day_.exchange(today) != today) values_today_ = 0;
    values_today_ += result->factors_calculated;
    ++calculations_;
    calculation_ns_ += took;
    return result;
}

void FactorService::returns(ReturnsRequest request, kit::CallPtr call, kit::Done<kit::Table> done,
                            ReturnsFunction function) {
    const TwoStageSettings settings{request.winsor_factor, request.residualise_styles};
    if (request.estimator == "joint" || settings == TwoStageSettings{})
        return onPool<ReturnsRequest, kit::Table>(
            std::move(request), std::move(call), std::move(done),
            [function](const FactorWorld& world, const ReturnsRequest& r, kit::Call& c) {
                return function(world, r.estimator == "joint" ? world.joint_returns : world.two_stage_returns, r, c);
            });
    onDriver<ReturnsRequest, kit::Table>(
        std::move(request), std::move(call), std::move(done),
        [this, function, settings](const FactorWorld& world, const ReturnsRequest& r, kit::Call& c) {
            constexpr std::size_t kSessionsPerTask = 16;
            const auto parallel = factor::onPool(ports_.pool, kSessionsPerTask);
            // The exposures stay those that the exposures operation answers, so that any of these can be recomputed.
            return function(world, twoStageModel(*world.inputs, world.two_stage, settings, parallel), r, c);
        });
}

FactorHealth FactorService::health() const {
    const auto vitals = ports_.vitals.vitals(id());
    FactorHealth out;
    out.status = healthWord(vitals);
    out.version = version();
    out.uptime_seconds = vitals.uptime_seconds;
    out.messagebus_connected = ports_.stream.connected();
    for (const char* source : {"ibkr", "alpha_vantage", "fred", "edgar", "datagov", "trading_economics", "dbnomics",
                               "yfinance"})
        out.data_sources_connected[source] = false; // no such source is installed
    out.data_sources_connected["files"] = ports_.catalog.connected();
    out.total_factors_available = static_cast<std::int64_t>(factorDefinitions().size());
    out.factors_calculated_today = day_ == ports_.clock.now().ns / kNsPerDay ? values_today_.load() : 0;
    if (calculations_ > 0)
        out.avg_calculation_time_ms =
            static_cast<double>(calculation_ns_) / 1e6 / static_cast<double>(calculations_);
    return out;
}

kit::Keyed<double> FactorService::statistics() const {
    kit::Keyed<double> out;
    const auto now = world();
    out["definitions"] = static_cast<double>(factorDefinitions().size());
    out["calculations"] = static_cast<double>(calculations_);
    if (now) {
        out["stocks"] = static_cast<double>(now->inputs->stockCount());
        out["sessions"] = static_cast<double>(now->inputs->rowCount());
        out["model_sessions"] = static_cast<double>(now->inputs->rowCount() - now->inputs->first_model_row);
        out["catalog_epoch"] = static_cast<double>(now->inputs->epoch);
    }
    return out;
}

std::vector<kit::MetricSample> FactorService::metrics() const {
    return {{"factor_calculations_completed_total", "Calls of /factors/calculate that were answered",
             static_cast<double>(calculations_)},
            {"factor_values_calculated_total", "Factor values answered since midnight UTC",
             static_cast<double>(values_today_)}};
}

} // namespace nautilus::factor
