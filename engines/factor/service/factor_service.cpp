#include "engines/factor/service/factor_service.h"

#include "engines/factor/service/expression_library.h"

#include "engines/factor/service/answers.h"
#include "engines/kit/digest.h"

#include <algorithm>

namespace nautilus::factor {

using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr std::int64_t kNsPerDay = 86'400 * domain::kNsPerSecond;

} // namespace

Result<void> FactorService::start() {
    const auto known = ports_.ledger.runs(id(), 1'000'000);
    if (!known) return kit::failAs(known);
    std::vector<std::string> ids;
    for (const auto& run : *known)
        ids.push_back(run.run_id);
    if (const auto removed = ports_.blocks.removeOrphans(ids); !removed) return kit::failAs(removed);
    const auto universes = buildDefault();
    if (!universes) return kit::failAs(universes);
    // The desktop need not wait for more than the default universe.
    if (!threads_.worker.post([this, universes = *universes] { buildOthers(universes); }))
        return fail(ErrorCode::Unavailable, "the factor engine's worker is busy", "", true);
    return {};
}

Result<void> FactorService::refresh() {
    const auto universes = buildDefault();
    if (!universes) return kit::failAs(universes);
    buildOthers(*universes);
    return {};
}

Result<std::vector<UniverseChoice>> FactorService::buildDefault() {
    const auto universes = universeChoices(ports_.catalog);
    if (!universes) return universes;
    // Universes that the catalog no longer has are no longer answered.
    auto kept = std::make_shared<Worlds>();
    if (const auto before = worlds_.load())
        for (const auto& world : *before)
            if (std::ranges::find(*universes, world->inputs->universe) != universes->end())
                kept->push_back(world);
    worlds_.store(std::move(kept));
    universes_waiting_ = static_cast<std::int64_t>(universes->size());
    if (!universes->empty()) {
        const auto built = build(universes->front());
        --universes_waiting_;
        if (!built) return kit::failAs(built);
    }
    return universes;
}

void FactorService::buildOthers(const std::vector<UniverseChoice>& universes) {
    for (std::size_t i = 1; i < universes.size(); ++i) {
        const auto built = build(universes[i]);
        --universes_waiting_;
        if (!built)
            tell("factor.failed", kit::Value::Object{{"universe", universes[i].name},
                                                     {"message", built.error().front().message}});
    }
}

Result<void> FactorService::build(const UniverseChoice& universe) {
    const auto before = world(universe.name);
    if (before && (*before)->inputs->epoch == ports_.catalog.epoch()) return {};
    const auto begun = ports_.clock.steadyNs();
    const auto inputs =
        loadModelInputs(ports_.catalog, ports_.pool, universe, before ? (*before)->inputs : nullptr);
    if (!inputs) return kit::failAs(inputs);
    const auto built = buildWorld(
        *inputs, ports_.pool,
        [&](double fraction, std::string_view what) {
            tell("factor.build", kit::Value::Object{{"universe", universe.name},
                                                    {"progress", fraction},
                                                    {"message", std::string(what)}});
            return true;
        },
        before ? before->get() : nullptr);
    if (!built) return kit::failAs(built);
    const auto world = std::const_pointer_cast<FactorWorld>(*built); // nobody else has it yet
    const auto day = dailyValues(*world, ports_.catalog, ports_.clock, factor::onPool(ports_.pool, 1));
    if (!day) return kit::failAs(day);
    world->day = *day;
    world->build_seconds = static_cast<double>(ports_.clock.steadyNs() - begun) / 1e9;
    countRenewal(*world);
    publish(world);
    kit::Value payload;
    payload.set("universe", universe.name);
    payload.set("epoch", (*inputs)->epoch);
    payload.set("seconds", world->build_seconds);
    payload.set("renewed", (*inputs)->renewal.reason);
    payload.set("sessions_renewed",
                static_cast<std::int64_t>((*inputs)->rowCount() - (*inputs)->renewal.first_row));
    if ((*inputs)->rowCount() > 0) payload.set("data_as_of", (*inputs)->sessions.back().iso());
    tellArrivals(*world);
    tell("factor.ready", std::move(payload));
    return {};
}

void FactorService::publish(World world) {
    shelf_.forget(world->inputs->universe.name);
    const auto before = worlds_.load();
    auto now = before ? std::make_shared<Worlds>(*before) : std::make_shared<Worlds>();
    const auto same = std::ranges::find(*now, world->inputs->universe.name,
                                        [](const World& each) { return each->inputs->universe.name; });
    if (same != now->end())
        *same = std::move(world);
    else
        now->push_back(std::move(world));
    worlds_.store(std::move(now));
}

void FactorService::tell(const std::string& topic, kit::Value payload) {
    ports_.stream.publish(topic, kit::toJson(payload), id());
}

Result<FactorService::World> FactorService::world(const std::optional<std::string>& universe) const {
    const auto now = worlds_.load();
    if (!now) return fail(ErrorCode::Unavailable, "the factor engine is still loading", "", true);
    for (const auto& each : *now)
        if (!universe || each->inputs->universe.name == *universe) return each;
    if (universe)
        return fail(ErrorCode::NotFound, "there is no universe " + *universe + " to model", "/universe");
    return fail(ErrorCode::NotComputable, "the catalog holds no stocks with bars yet");
}

FactorService::World FactorService::defaultWorld() const {
    const auto now = world({});
    return now ? *now : nullptr;
}

Result<UniversesResult> FactorService::universes(kit::Call& call) const {
    UniversesResult out;
    const auto now = worlds_.load();
    call.catalog_epoch = ports_.catalog.epoch();
    for (const auto& each : now ? *now : Worlds{}) {
        const auto& in = *each->inputs;
        UniverseView view{in.universe.name,
                          in.universe.datasets,
                          in.universe.by_membership,
                          static_cast<std::int64_t>(in.stockCount()),
                          {},
                          {},
                          {},
                          in.equal_caps,
                          in.epoch};
        if (in.rowCount() > 0) {
            view.first_session = in.sessions.front();
            view.last_session = in.sessions.back();
            if (out.universes.empty()) call.data_as_of = in.sessions.back(); // of the default one
        }
        if (in.first_model_row < in.rowCount()) view.first_model_session = in.sessions[in.first_model_row];
        out.universes.push_back(std::move(view));
    }
    return out;
}

Result<CalculateResult> FactorService::calculate(const CalculateRequest& request, const FactorWorld& world,
                                                 kit::Call& call) {
    const auto begun = ports_.clock.steadyNs();
    auto result = answerCalculate(world, request, call);
    if (!result) return result;
    result->calculation_id =
        "calc_" + kit::contentHash(kit::writeJson(request) + "|" + std::to_string(world.inputs->epoch) + "|" +
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
                return function(world, r.estimator == "joint" ? world.joint_returns : world.two_stage_returns,
                                r, c);
            });
    onDriver<ReturnsRequest, kit::Table>(
        std::move(request), std::move(call), std::move(done),
        [this, function, settings](const FactorWorld& world, const ReturnsRequest& r, kit::Call& c) {
            constexpr std::size_t kSessionsPerTask = 16;
            const auto parallel = factor::onPool(ports_.pool, kSessionsPerTask);
            // The exposures stay those that the exposures operation answers, so that any of these can be
            // recomputed.
            return function(world, twoStageModel(*world.inputs, world.two_stage, settings, parallel), r, c);
        });
}

void FactorService::explain(kit::LineageQuestion question, kit::CallPtr call,
                            kit::Done<kit::LineageNode> done) {
    const auto* named = question.parameters.find("universe");
    const auto* universe = named ? named->as<std::string>() : nullptr;
    const auto now = world(universe ? std::optional(*universe) : std::nullopt);
    if (!now) return done(kit::failAs(now));
    const auto task = [this, now = *now, question = std::move(question), call = std::move(call), done] {
        if (call->cancelled()) return done(fail(ErrorCode::Cancelled, "cancelled"));
        const auto meaning = meaningOf(question);
        if (!meaning) return done(kit::failAs(meaning));
        done(explainValue(*now, ports_.catalog, question, *meaning));
    };
    if (!threads_.driver.post(task))
        done(fail(ErrorCode::Unavailable, "too many requests are waiting", "", true));
}

FactorHealth FactorService::health() const {
    const auto vitals = ports_.vitals.vitals(id());
    FactorHealth out;
    out.status = healthWord(vitals);
    out.version = version();
    out.uptime_seconds = vitals.uptime_seconds;
    out.messagebus_connected = ports_.stream.connected();
    addSources(out.data_sources_connected);
    out.total_factors_available =
        static_cast<std::int64_t>(factorDefinitions().size() + expressionFactors().size()) +
        (series_ ? series_->count() : 0);
    out.factors_calculated_today = day_ == ports_.clock.now().ns / kNsPerDay ? values_today_.load() : 0;
    if (calculations_ > 0)
        out.avg_calculation_time_ms =
            static_cast<double>(calculation_ns_) / 1e6 / static_cast<double>(calculations_);
    return out;
}

kit::Keyed<double> FactorService::statistics() const {
    kit::Keyed<double> out;
    const auto now = defaultWorld();
    out["definitions"] = static_cast<double>(factorDefinitions().size() + expressionFactors().size());
    const auto worlds = worlds_.load();
    out["universes"] = worlds ? static_cast<double>(worlds->size()) : 0.0;
    out["universes_waiting"] = static_cast<double>(universes_waiting_);
    out["research_seconds"] = static_cast<double>(research_ns_) / 1e9; // 0: nobody asked yet
    out["calculations"] = static_cast<double>(calculations_);
    if (now) {
        out["stocks"] = static_cast<double>(now->inputs->stockCount());
        out["sessions"] = static_cast<double>(now->inputs->rowCount());
        out["model_sessions"] = static_cast<double>(now->inputs->rowCount() - now->inputs->first_model_row);
        out["catalog_epoch"] = static_cast<double>(now->inputs->epoch);
    }
    addFreshness(out);
    return out;
}

std::vector<kit::MetricSample> FactorService::metrics() const {
    std::vector<kit::MetricSample> out{
        {"factor_calculations_completed_total", "Calls of /factors/calculate that were answered",
         static_cast<double>(calculations_)},
        {"factor_values_calculated_total", "Factor values answered since midnight UTC",
         static_cast<double>(values_today_)}};
    addFreshnessMetrics(out);
    return out;
}

} // namespace nautilus::factor
