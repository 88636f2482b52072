#include "engines/factor/service/model_desk.h"

#include "engines/factor/kernel/portfolio_risk.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace nautilus::factor {

using domain::InstrumentId;
using domain::kMissing;
using domain::Matrix;
using domain::MatrixView;
using domain::SessionDate;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

Result<ModelDesk::World> ModelDesk::world() const {
    auto now = world_();
    if (!now) return fail(ErrorCode::Unavailable, "the factor engine has no model yet", "", true);
    return now;
}

std::vector<std::size_t> ModelDesk::columnsOf(const ModelInputs& in,
                                              std::span<const InstrumentId> instruments) const {
    std::unordered_map<InstrumentId, std::size_t> by_id;
    for (std::size_t i = 0; i < in.stockCount(); ++i)
        by_id.emplace(in.stocks[i].id, i);
    const auto directory = market_ ? market_->directory() : nullptr;
    std::vector<std::size_t> out;
    for (const auto id : instruments) {
        const auto found = by_id.find(id);
        const auto* other = found == by_id.end() && directory ? directory->byId(id) : nullptr;
        out.push_back(found != by_id.end() ? found->second
                                           : (other ? in.columnOf(other->symbol) : in.stockCount()));
    }
    return out;
}

std::shared_ptr<const RiskModel> ModelDesk::modelAt(const World& world, std::size_t row) {
    {
        const std::scoped_lock lock(mutex_);
        if (kept_world_ == world && kept_model_ && kept_model_->row == row) return kept_model_;
    }
    const auto model =
        std::make_shared<const RiskModel>(buildRiskModel(*world, row, RiskSettings{}, onPool(pool_, 1)));
    const std::scoped_lock lock(mutex_);
    kept_world_ = world;
    kept_model_ = model;
    return model;
}

Result<std::shared_ptr<const RiskModel>> ModelDesk::modelOn(const World& world,
                                                            std::optional<SessionDate> date) {
    const auto& in = *world->inputs;
    const auto row = date ? in.rowAtOrBefore(*date) : in.rowCount() - 1;
    if (row >= in.rowCount() || !riskModelExists(*world, row, false))
        return fail(ErrorCode::NotComputable, "there is no risk model at that date");
    return modelAt(world, row);
}

Result<std::vector<ModelMember>> ModelDesk::universe(const std::string& name,
                                                     std::optional<SessionDate> date) {
    const auto now = world();
    if (!now) return kit::failAs(now);
    const auto& in = *(*now)->inputs;
    if (name != "ALL" && name != in.universe.name)
        return fail(ErrorCode::NotFound, "the risk model is made of " + in.universe.name, "/universe");
    const auto model = modelOn(*now, date);
    if (!model) return kit::failAs(model);
    std::vector<ModelMember> out;
    for (std::size_t i = 0; i < in.stockCount(); ++i)
        if (std::isfinite((*model)->specific.risk[i]) &&
            (name == "ALL" || in.in_universe.row((*model)->row)[i]))
            out.push_back({in.stocks[i].id, in.stocks[i].symbol, in.market_cap.at((*model)->row, i)});
    std::ranges::sort(out, {}, &ModelMember::symbol);
    return out;
}

Result<ModelCut> ModelDesk::cut(std::span<const InstrumentId> instruments, std::optional<SessionDate> date) {
    const auto now = world();
    if (!now) return kit::failAs(now);
    const auto& in = *(*now)->inputs;
    const auto found = modelOn(*now, date);
    if (!found) return kit::failAs(found);
    const auto& model = *found;
    const auto row = model->row;
    std::vector<std::size_t> kept; // factors with enough returns
    for (std::size_t k = 0; k < model->factors.size(); ++k)
        if (!std::isnan(model->covariance.at(k, k))) kept.push_back(k);
    ModelCut out;
    out.date = in.sessions[row];
    out.covariance = Matrix(kept.size(), kept.size());
    for (std::size_t a = 0; a < kept.size(); ++a) {
        out.factors.push_back(model->factors[kept[a]]);
        for (std::size_t b = 0; b < kept.size(); ++b)
            out.covariance.at(a, b) = model->covariance.at(kept[a], kept[b]);
    }
    out.exposures = Matrix(instruments.size(), kept.size());
    out.specific.assign(instruments.size(), kMissing);
    const auto columns = columnsOf(in, instruments);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i] == in.stockCount()) continue;
        const auto x = model->exposures.row(columns[i]);
        bool whole = std::isfinite(model->specific.risk[columns[i]]);
        for (std::size_t k = 0; k < x.size(); ++k) // exposed to a factor without a risk: not covered
            whole = whole && !std::isnan(x[k]) && (x[k] == 0 || !std::isnan(model->covariance.at(k, k)));
        if (!whole) continue;
        out.specific[i] = model->specific.risk[columns[i]];
        for (std::size_t a = 0; a < kept.size(); ++a)
            out.exposures.at(i, a) = x[kept[a]];
    }
    for (const auto& note : model->notes)
        out.warnings.push_back({note.code, "/data", note.message, {}});
    return out;
}

namespace {

/// Splits the return of one session; rows of `out` are filled.
class SessionSplit {
public:
    SessionSplit(const FactorWorld& world, const std::vector<std::size_t>& columns, MatrixView weights,
                 ModelEffects& out)
        : world_(world), columns_(columns), weights_(weights), out_(out) {}

    void run(std::size_t t, std::size_t row) {
        const auto& in = *world_.inputs;
        const auto before = sectionAt(world_, row - 1);
        const auto exposures = exposureTable(before->section);
        const auto f = world_.joint_returns.fit.returns.row(row);
        std::ranges::copy(f, out_.factor_return.row(t).begin());
        std::ranges::fill(out_.exposure.row(t), 0.0);
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const double weight = weights_.at(t, i);
            const double modelled =
                columns_[i] < in.stockCount() ? modelledOf(exposures.row(columns_[i]), f) : kMissing;
            const double actual = std::isnan(modelled) ? kMissing : in.returns.at(row, columns_[i]);
            out_.covered_return.at(t, i) = actual;
            if (std::isnan(actual)) {
                if (weight != 0) out_.covered[i] = false;
                continue;
            }
            if (weight == 0) continue;
            out_.specific_effect.at(t, i) = weight * (actual - modelled);
            for (std::size_t k = 0; k < f.size(); ++k)
                out_.exposure.at(t, k) += weight * exposures.at(columns_[i], k);
        }
        for (std::size_t k = 0; k < f.size(); ++k)
            out_.factor_effect.at(t, k) = out_.exposure.at(t, k) == 0 ? 0 : out_.exposure.at(t, k) * f[k];
    }

private:
    /// NaN when the model does not cover the name on that session.
    static double modelledOf(std::span<const double> x, std::span<const double> f) {
        double sum = 0;
        for (std::size_t k = 0; k < x.size(); ++k)
            if (std::isnan(x[k]))
                return kMissing;
            else if (x[k] != 0)
                sum += x[k] * f[k];
        return sum;
    }

    const FactorWorld& world_;
    const std::vector<std::size_t>& columns_;
    MatrixView weights_;
    ModelEffects& out_;
};

} // namespace

Result<ModelEffects> ModelDesk::effects(std::span<const InstrumentId> instruments,
                                        std::span<const SessionDate> sessions, MatrixView weights) {
    const auto now = world();
    if (!now) return kit::failAs(now);
    const auto& world = **now;
    const auto& in = *world.inputs;
    const auto columns = columnsOf(in, instruments);
    const auto count = sessions.size(), n = instruments.size(), factors = world.joint_returns.factors.size();
    ModelEffects out;
    out.factors = world.joint_returns.factors;
    out.exposure = Matrix(count, factors, 0.0);
    out.factor_return = Matrix(count, factors);
    out.factor_effect = Matrix(count, factors, 0.0);
    out.specific_effect = Matrix(count, n, 0.0);
    out.covered_return = Matrix(count, n);
    out.covered.assign(n, true);
    SessionSplit split(world, columns, weights, out);
    std::int64_t outside = 0;
    for (std::size_t t = 0; t < count; ++t) {
        const auto row = in.rowAtOrBefore(sessions[t]);
        const bool there = row < in.rowCount() && in.sessions[row] == sessions[t] && row > in.first_model_row;
        if (there) split.run(t, row);
        if (there) continue;
        ++outside;
        for (std::size_t i = 0; i < n; ++i)
            if (weights.at(t, i) != 0) out.covered[i] = false;
    }
    if (outside > 0)
        out.warnings.push_back({"sessions_without_model", "/data",
                                "sessions that the risk model does not reach have no factor effects",
                                kit::Value::Object{{"sessions", outside}}});
    return out;
}

} // namespace nautilus::factor
