#include "engines/features/service/importance_answers.h"

#include "engines/features/kernel/feature_model.h"
#include "engines/features/kernel/mutual_information.h"
#include "engines/features/service/feature_panel.h"
#include "engines/features/service/fundamental_answers.h"
#include "engines/numerics/correlation.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace nautilus::features {

using namespace domain;
using kit::ErrorCode;
using kit::fail;
using kit::Result;
using kit::Value;

namespace {

constexpr std::size_t kLeastObservations = 100;
constexpr double kTrainingShare = 0.7;
constexpr double kPenalty = 1.0;
constexpr std::int64_t kLongestHorizon = 60;

/// n of "future_returns_<n>d".
Result<std::size_t> horizonOf(const std::string& target) {
    constexpr std::string_view kFront = "future_returns_";
    std::int64_t n = 0;
    if (target.starts_with(kFront)) {
        const auto* begin = target.data() + kFront.size();
        const auto* end = target.data() + target.size();
        const auto [stop, error] = std::from_chars(begin, end, n);
        if (error != std::errc{} || stop + 1 != end || *stop != 'd') n = 0;
    }
    if (n < 1 || n > kLongestHorizon)
        return fail(ErrorCode::InvalidArgument, "must be future_returns_<n>d with n from 1 to 60",
                    "/target_variable");
    return static_cast<std::size_t>(n);
}

std::size_t sessionsOf(std::string_view period) {
    if (period == "1M") return 21;
    if (period == "3M") return 63;
    if (period == "6M") return 126;
    return static_cast<std::size_t>(period[0] - '0') * 252;
}

class Importance {
public:
    Importance(const FeatureWorld& world, kit::Catalog& catalog, kit::Pool& pool,
               const ImportanceRequest& request, kit::Call& call)
        : world_(world), catalog_(catalog), pool_(pool), request_(request), call_(call) {}

    Result<ImportanceResult> run() {
        const auto features = namedFeatures(request_.features);
        if (!features) return kit::failAs(features);
        const auto horizon = horizonOf(request_.target_variable);
        if (!horizon) return kit::failAs(horizon);
        wish_.horizon = *horizon;
        if (auto chosen = chooseStocks(); !chosen) return kit::failAs(chosen);
        wish_.period = sessionsOf(request_.analysis_period);
        wish_.most = static_cast<std::size_t>(request_.max_observations);
        wish_.session_rank = request_.transform == "session_rank";
        auto panel = featurePanel(world_, catalog_, pool_, *features, wish_, call_);
        if (!panel) return kit::failAs(panel);
        panel_ = std::move(*panel);
        if (panel_.target.size() < kLeastObservations)
            return fail(ErrorCode::NotComputable, "only " + std::to_string(panel_.target.size()) +
                                                      " observations; at least 100 are needed");
        return measure(*features);
    }

private:
    Result<void> chooseStocks() {
        const auto day = request_.as_of.value_or(kEndOfTime);
        if (request_.symbols.empty()) {
            const auto universe = universeNamed(world_, request_.universe);
            if (!universe) return kit::failAs(universe);
            wish_.universe = *universe;
            std::vector<InstrumentId> ids;
            if (wish_.universe)
                for (const auto& spell : world_.members.find(*wish_.universe)->second)
                    if (spell.knowable_at <= day) ids.push_back(spell.id);
            for (const auto& each : world_.instruments)
                if (wish_.universe ? std::ranges::find(ids, each.id) != ids.end()
                                   : each.security_type == "stock")
                    wish_.stocks.push_back(&each);
        } else {
            addNamed(day);
        }
        if (wish_.stocks.empty())
            return fail(ErrorCode::NotFound, "none of the symbols is known", "/symbols");
        const auto at = sessionFor(catalog_, wish_.stocks, day);
        if (!at) return kit::failAs(at);
        if (!*at) return fail(ErrorCode::NotComputable, "there are no bars up to that session", "/as_of");
        wish_.last = **at;
        call_.data_as_of = wish_.last;
        call_.catalog_epoch = world_.epoch;
        return {};
    }

    void addNamed(SessionDate day) {
        Value::Array unknown;
        for (const auto& symbol : request_.symbols) {
            const auto* stock = world_.resolve(symbol, day);
            if (!stock)
                unknown.emplace_back(symbol);
            else if (std::ranges::find(wish_.stocks, stock) == wish_.stocks.end())
                wish_.stocks.push_back(stock);
        }
        if (!unknown.empty())
            call_.warn("unknown_symbols", "/data/symbols", "unknown symbols were left out",
                       Value::Object{{"symbols", std::move(unknown)}});
    }

    Result<ImportanceResult> measure(const std::vector<NamedFeature>& features) {
        ImportanceResult out;
        out.target_variable = request_.target_variable;
        out.method = request_.method;
        out.observations = static_cast<std::int64_t>(panel_.target.size());
        out.observations_available = panel_.available;
        out.symbols = panel_.symbols;
        out.sessions = panel_.sessions;
        auto& all = out.feature_importance;
        all.resize(features.size());
        pool_.forRange(kit::Priority::Background, features.size(), 1,
                       [&](std::size_t begin, std::size_t end) {
                           for (std::size_t f = begin; f < end && !call_.cancelled(); ++f)
                               measureOne(features[f], f, all[f]);
                       });
        if (call_.cancelled()) return fail(ErrorCode::Cancelled, "cancelled");
        shuffle(out);
        score(out);
        tell(out);
        return out;
    }

    void measureOne(const NamedFeature& feature, std::size_t place, FeatureImportance& out) const {
        std::vector<double> x, y;
        for (std::size_t i = 0; i < panel_.target.size(); ++i) {
            const double value = panel_.values.at(i, place);
            if (!std::isfinite(value) || !std::isfinite(panel_.target[i])) continue;
            x.push_back(value);
            y.push_back(panel_.target[i]);
        }
        out.feature = feature.key;
        out.group = feature.group();
        out.observations = static_cast<std::int64_t>(x.size());
        if (x.size() < kLeastObservations) return;
        out.correlation_to_target = numerics::correlation(x, y);
        out.rank_correlation = numerics::rankCorrelation(x, y);
        const auto seed = static_cast<std::uint64_t>(request_.seed);
        breakTies(x, 2 * seed);
        breakTies(y, 2 * seed + 1);
        out.mutual_information = mutualInformation(x, y, static_cast<std::size_t>(request_.neighbours));
    }

    /// The ridge model is fitted on the first 70 % of the complete observations; sessions whose targets reach
    /// into the rest are left out between the two.
    void shuffle(ImportanceResult& out) {
        std::vector<std::size_t> used; // features with enough values
        for (std::size_t f = 0; f < out.feature_importance.size(); ++f)
            if (out.feature_importance[f].observations >= static_cast<std::int64_t>(kLeastObservations))
                used.push_back(f);
        std::vector<std::size_t> rows;
        for (std::size_t i = 0; i < panel_.target.size() && !used.empty(); ++i)
            if (std::isfinite(panel_.target[i]) && std::ranges::all_of(used, [&](std::size_t f) {
                    return std::isfinite(panel_.values.at(i, f));
                }))
                rows.push_back(i);
        if (rows.size() < kLeastObservations) return;
        Matrix x(rows.size(), used.size());
        std::vector<double> y;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            for (std::size_t f = 0; f < used.size(); ++f)
                x.at(i, f) = panel_.values.at(rows[i], used[f]);
            y.push_back(panel_.target[rows[i]]);
        }
        const auto from = static_cast<std::size_t>(kTrainingShare * static_cast<double>(rows.size()));
        const auto test_begins = panel_.session[rows[from]];
        auto known_by = test_begins; // the target of the last training session ends before the test
        for (std::size_t h = 0; h < wish_.horizon; ++h)
            known_by = known_by.plusDays(-1), known_by = previousSession(known_by);
        std::size_t training = from;
        while (training > 0 && panel_.session[rows[training - 1]] > known_by)
            --training;
        if (training < used.size() + 2) return;
        const auto fit = fitRidge(x.view(), y, training, kPenalty);
        const auto loss = permutationLoss(fit, x.view(), y, from);
        for (std::size_t f = 0; f < used.size(); ++f)
            out.feature_importance[used[f]].permutation_importance = loss[f];
        out.model_r2 = modelFit(fit, x.view(), y, from);
    }

    /// The last session of the panel on or before a day.
    [[nodiscard]] SessionDate previousSession(SessionDate day) const {
        const auto after = std::ranges::upper_bound(panel_.session, day);
        return after == panel_.session.begin() ? day : *(after - 1);
    }

    void score(ImportanceResult& out) {
        auto& all = out.feature_importance;
        const auto raw = [&](const FeatureImportance& f) {
            if (request_.method == "correlation") return std::abs(f.correlation_to_target);
            return request_.method == "permutation" ? f.permutation_importance : f.mutual_information;
        };
        double total = 0;
        for (const auto& each : all)
            if (raw(each) > 0) total += raw(each);
        for (auto& each : all)
            if (total > 0 && !std::isnan(raw(each))) each.importance_score = std::max(raw(each), 0.0) / total;
        std::ranges::stable_sort(all, [&](const auto& a, const auto& b) {
            return (std::isnan(raw(a)) ? -1e300 : raw(a)) > (std::isnan(raw(b)) ? -1e300 : raw(b));
        });
        for (const char* group : {"technical", "fundamental"})
            out.feature_groups[group] = 0;
        for (std::size_t i = 0; i < all.size(); ++i) {
            all[i].rank = static_cast<std::int64_t>(i + 1);
            if (!std::isnan(all[i].importance_score))
                out.feature_groups[all[i].group] += all[i].importance_score;
        }
    }

    void tell(const ImportanceResult& out) {
        for (std::size_t i = 0; i < out.feature_importance.size(); ++i) {
            const auto& each = out.feature_importance[i];
            const auto at = "/data/feature_importance/" + std::to_string(i) + "/";
            const bool few = each.observations < static_cast<std::int64_t>(kLeastObservations);
            for (const auto& [name, value] :
                 {std::pair("importance_score", each.importance_score),
                  std::pair("correlation_to_target", each.correlation_to_target),
                  std::pair("rank_correlation", each.rank_correlation),
                  std::pair("mutual_information", each.mutual_information),
                  std::pair("permutation_importance", each.permutation_importance)})
                if (std::isnan(value))
                    call_.warn("not_computable", at + name,
                               few ? "fewer than 100 observations have this feature"
                                   : "the observations allow no such measure");
        }
        if (std::isnan(out.model_r2))
            call_.warn("not_computable", "/data/model_r2", "too few observations have all features");
        if (out.observations < out.observations_available)
            call_.warn("sampled", "/data/observations", "one of every n observations was taken",
                       Value::Object{{"available", out.observations_available}});
        call_.method("mutual_information", "Kraskov, Stoegbauer, Grassberger 2004, first estimator");
        call_.method("permutation_importance",
                     "ridge regression (penalty 1, standardised features) on the first 70 % of the "
                     "observations, exact mean over permutations of the rest; targets do not overlap");
        call_.method("observations", "a stock on a session on which it was a member; the target ends by "
                                     "data_as_of");
    }

    const FeatureWorld& world_;
    kit::Catalog& catalog_;
    kit::Pool& pool_;
    const ImportanceRequest& request_;
    kit::Call& call_;
    PanelWish wish_;
    FeaturePanel panel_;
};

} // namespace

Result<ImportanceResult> answerImportance(const FeatureWorld& world, kit::Catalog& catalog, kit::Pool& pool,
                                          const ImportanceRequest& request, kit::Call& call) {
    return Importance(world, catalog, pool, request, call).run();
}

} // namespace nautilus::features
