// The tear sheet of one factor.

#include "engines/factor/service/answers_research.h"
#include "engines/numerics/moments.h"

#include <algorithm>
#include <cmath>

namespace nautilus::factor {

using domain::kMissing;
using domain::Matrix;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr double kBasisPoint = 1e-4;

/// What is looked at, and its values.
struct Subject {
    ResearchFactor factor;
    Matrix values;
};

Result<Subject> subjectOf(const TearSheetRequest& request, ResearchDesk& desk) {
    const auto& library = desk.library;
    const auto parallel = onPool(desk.pool, kSessionsPerResearchTask);
    if (request.factor_id.has_value() == request.expression.has_value())
        return fail(ErrorCode::InvalidArgument, "either a factor_id or an expression is needed",
                    "/factor_id");
    Subject out;
    if (request.expression) {
        out.factor = {"",
                      "Expression",
                      "expression",
                      sourcesOf(*request.expression),
                      *request.expression,
                      static_cast<int>(request.direction),
                      request.expression};
    } else if (const auto* found = library.find(*request.factor_id)) {
        out.factor = found->factor;
        if (!out.factor.expression) {
            out.values = standingValues(*library.world, out.factor.id)
                             .value_or(Matrix(library.inputs().rowCount(), library.inputs().stockCount()));
            return out;
        }
    } else {
        const auto guest = guestFactor(*request.factor_id, "/factor_id", ErrorCode::NotFound, desk);
        if (!guest) return kit::failAs(guest);
        out.factor = (*guest)->studied.factor;
        out.values = (*guest)->values;
        return out;
    }
    auto values = evaluateText(*library.world, desk.catalog, *out.factor.expression, parallel, desk.call);
    if (!values) return kit::failAs(values);
    out.values = std::move(*values);
    return out;
}

Result<std::size_t> horizonOf(const TearSheetRequest& request, const std::vector<std::size_t>& horizons) {
    const auto found = std::ranges::find(horizons, static_cast<std::size_t>(request.horizon));
    if (found == horizons.end())
        return fail(ErrorCode::InvalidArgument, "must be 1, 5, 10, 21, 42 or 63", "/horizon");
    return static_cast<std::size_t>(found - horizons.begin());
}

/// Fills a sheet from a study, section by section.
class Sheet {
public:
    Sheet(const TearSheetRequest& request, const Subject& subject, std::size_t horizon, std::size_t row,
          ResearchDesk& desk)
        : request_(request), subject_(subject), desk_(desk), in_(desk.library.inputs()),
          horizons_(desk.library.panel.in.horizons), horizon_(horizon),
          rows_(periodRows(request.period, row)) {}

    Result<TearSheet> run() {
        const auto parallel = onPool(desk_.pool, kSessionsPerResearchTask);
        study_ = studyFactor(desk_.library.panel, subject_.values.view(), studyOptions(), parallel);
        figures_ = factorFigures(study_, horizons_, rows_,
                                 {.cost = request_.cost_bps * kBasisPoint,
                                  .participation = request_.participation,
                                  .horizon = horizon_});
        if (figures_.gross.count < 2)
            return fail(ErrorCode::NotComputable,
                        "no session of the span has 20 names with different values of the factor",
                        request_.expression ? "/expression" : "/factor_id");
        describeSubject();
        addCoefficients();
        addQuantiles();
        addPortfolio();
        addAlpha();
        if (auto judged = addSignificance(); !judged) return kit::failAs(judged);
        addParts();
        addSeries();
        addQuantileLevels();
        return std::move(out_);
    }

private:
    [[nodiscard]] StudyOptions studyOptions() const {
        StudyOptions options;
        options.direction = subject_.factor.direction;
        options.quantiles = static_cast<std::size_t>(request_.quantiles);
        options.horizon = horizon_;
        options.holding = static_cast<std::size_t>(request_.holding);
        options.weighting = request_.weighting == "rank" ? Weighting::Rank : Weighting::Value;
        options.by_group = true;
        return options;
    }

    void describeSubject() {
        out_.factor_id = subject_.factor.id;
        out_.name = subject_.factor.name;
        out_.family = subject_.factor.family;
        out_.data_source = subject_.factor.data_source;
        out_.formula = subject_.factor.formula;
        out_.universe = in_.universe.name;
        out_.direction = subject_.factor.direction;
        out_.horizon = request_.horizon;
        out_.quantile_count = request_.quantiles;
        out_.holding = request_.holding;
        out_.weighting = request_.weighting;
        out_.cost_bps = request_.cost_bps;
        out_.names = figures_.names;
        out_.rank_autocorrelation = figures_.autocorrelation;
        out_.first_session = in_.sessions[rows_.begin];
        out_.last_session = in_.sessions[rows_.end - 1];
    }

    void addCoefficients() {
        for (std::size_t h = 0; h < horizons_.size(); ++h) {
            const auto &rank = figures_.rank_ic[h], &linear = figures_.linear_ic[h];
            out_.information_coefficient.push_back({static_cast<std::int64_t>(horizons_[h]), rank.mean,
                                                    rank.deviation, rank.ratio, rank.t_stat, rank.p_value,
                                                    rank.positive, linear.mean, linear.t_stat,
                                                    static_cast<std::int64_t>(rank.count)});
        }
    }

    void addQuantiles() {
        for (const auto& each : figures_.quantiles)
            out_.quantile_returns.push_back({static_cast<std::int64_t>(out_.quantile_returns.size()) + 1,
                                             each.mean_return, each.excess_return, each.standard_error,
                                             each.turnover});
        const auto& spread = figures_.spread;
        out_.spread = {spread.mean, spread.t_stat, spread.p_value,
                       spread.mean * numerics::kSessionsPerYear / static_cast<double>(request_.horizon),
                       figures_.monotonicity};
        if (std::isnan(spread.mean))
            desk_.call.warn("no_quantiles", "/data/quantile_returns",
                            "too many names have the same value for quantiles of equal size");
    }

    void addPortfolio() {
        const auto &gross = figures_.gross, &net = figures_.net;
        out_.portfolio = {gross.annualized_return,
                          gross.annualized_volatility,
                          gross.sharpe_ratio,
                          gross.sortino_ratio,
                          gross.max_drawdown,
                          gross.calmar_ratio,
                          gross.hit_rate,
                          net.annualized_return,
                          net.sharpe_ratio,
                          figures_.turnover,
                          figures_.break_even_cost / kBasisPoint,
                          figures_.capacity,
                          static_cast<std::int64_t>(gross.count)};
    }

    /// On the country and style factors of the joint model; a factor without returns in the span stays out.
    void addAlpha() {
        const auto& model = desk_.library.world->joint_returns;
        std::vector<std::size_t> columns;
        for (std::size_t k = 0; k < model.factors.size(); ++k) {
            const bool wanted = k == 0 || model.factors[k].starts_with("style:");
            const auto returns = seriesOf(model.fit.returns, k);
            if (wanted && numerics::moments(knownPart(returns, rows_, 0)).count * 2 > rows_.size())
                columns.push_back(k);
        }
        Eigen::MatrixXd x(static_cast<Eigen::Index>(rows_.size()),
                          static_cast<Eigen::Index>(columns.size()) + 1);
        Eigen::VectorXd y(x.rows());
        for (std::size_t t = 0; t < rows_.size(); ++t) {
            const auto r = static_cast<Eigen::Index>(t);
            y(r) = study_.portfolio[rows_.begin + t];
            x(r, 0) = 1.0;
            for (std::size_t k = 0; k < columns.size(); ++k)
                x(r, static_cast<Eigen::Index>(k) + 1) = model.fit.returns.at(rows_.begin + t, columns[k]);
        }
        const auto lags = numerics::automaticLags(rows_.size());
        const auto fit = numerics::robustFit(x, y, lags);
        out_.alpha = {fit.coefficients(0) * numerics::kSessionsPerYear,
                      fit.t_stats(0),
                      fit.r2,
                      static_cast<std::int64_t>(fit.observations),
                      static_cast<std::int64_t>(lags),
                      {}};
        for (std::size_t k = 0; k < columns.size(); ++k)
            out_.alpha.betas.push_back({model.factors[columns[k]],
                                        fit.coefficients(static_cast<Eigen::Index>(k) + 1),
                                        fit.t_stats(static_cast<Eigen::Index>(k) + 1)});
        if (std::isnan(out_.alpha.annualized))
            desk_.call.warn("not_computable", "/data/alpha",
                            "the span has too few sessions with returns of the model's factors");
    }

    Result<void> addSignificance() {
        const auto trials = desk_.records.trials(in_.universe.name, trialName());
        if (!trials) return kit::failAs(trials);
        const double best = numerics::expectedBestSharpe(*trials, sharpeSpread(desk_.library, rows_));
        auto& luck = out_.significance;
        luck.trials = static_cast<std::int64_t>(*trials);
        luck.best_by_luck = best * std::sqrt(numerics::kSessionsPerYear);
        luck.probabilistic_sharpe_ratio = numerics::probabilisticSharpe(figures_.shape, 0.0);
        luck.deflated_sharpe_ratio = numerics::probabilisticSharpe(figures_.shape, best);
        luck.skewness = figures_.shape.skewness;
        luck.kurtosis = figures_.shape.kurtosis;
        luck.minimum_track_record = numerics::minimumTrackRecord(figures_.shape, 0.0, 0.95);
        addDiscoveryRate();
        return {};
    }

    /// The library's own settings are counted with the library.
    [[nodiscard]] std::optional<std::string> trialName() const {
        const bool plain = request_.holding == 21 && request_.weighting == "rank";
        if (plain && desk_.library.find(subject_.factor.id)) return std::nullopt;
        return subject_.factor.id + "|" + request_.expression.value_or("") + "|" +
               std::to_string(subject_.factor.direction) + "|" + std::to_string(request_.holding) + "|" +
               request_.weighting;
    }

    /// Among the factors of its family; an expression and a synthetic factor among the whole library.
    void addDiscoveryRate() {
        const bool own = desk_.library.find(subject_.factor.id) != nullptr;
        std::vector<double> p{figures_.rank_ic[kResearchHorizon].p_value};
        for (const auto& each : desk_.library.factors) {
            if (each.factor.id == subject_.factor.id || (own && each.factor.family != subject_.factor.family))
                continue;
            const auto horizon = horizons_[kResearchHorizon];
            const auto ic = seriesOf(each.study.rank_ic, kResearchHorizon);
            p.push_back(icFigures(knownPart(ic, rows_, horizon), horizon).p_value);
        }
        out_.significance.family = own ? subject_.factor.family : "library";
        out_.significance.family_size = static_cast<std::int64_t>(
            std::ranges::count_if(p, [](double value) { return !std::isnan(value); }));
        out_.significance.false_discovery_rate = numerics::falseDiscoveryRates(p).front();
    }

    [[nodiscard]] PartLine partLine(std::string name, std::span<const double> ic) const {
        const auto figures = icFigures(ic, horizons_[horizon_]);
        return {std::move(name), figures.mean, figures.t_stat, static_cast<std::int64_t>(figures.count)};
    }

    void addParts() {
        const auto ahead = horizons_[horizon_];
        for (std::size_t g = 0; g < in_.sectors.size(); ++g)
            out_.sectors.push_back(
                partLine(in_.sectors[g], knownPart(seriesOf(study_.group_ic, g), rows_, ahead)));
        const auto regimes = volatilityRegimes(in_.market_excess, kRegimeWindow, kRegimeLeast);
        const auto ic = seriesOf(study_.rank_ic, horizon_);
        constexpr std::array kNames{"low_volatility", "middle_volatility", "high_volatility"};
        for (int state = 0; state < 3; ++state) {
            auto part = ic;
            for (std::size_t t = 0; t < part.size(); ++t)
                if (regimes[t] != state) part[t] = kMissing;
            out_.regimes.push_back(
                partLine(kNames[static_cast<std::size_t>(state)], knownPart(part, rows_, ahead)));
        }
    }

    void addSeries() {
        constexpr std::size_t kStep = 5, kMeanOver = 63;
        const auto net = netReturns(study_, request_.cost_bps * kBasisPoint);
        const auto ic = seriesOf(study_.rank_ic, horizon_);
        double gross_level = 1, net_level = 1, peak = 1;
        for (std::size_t t = rows_.begin; t < rows_.end; ++t) {
            if (!std::isnan(study_.portfolio[t])) gross_level *= 1 + study_.portfolio[t];
            if (!std::isnan(net[t])) net_level *= 1 + net[t];
            peak = std::max(peak, gross_level);
            if ((rows_.end - 1 - t) % kStep != 0 || std::isnan(study_.portfolio[t])) continue;
            const auto ahead = horizons_[horizon_];
            double mean = kMissing; // of coefficients whose horizon is over at t
            if (t + 1 >= ahead + kMeanOver)
                mean = numerics::moments(std::span(ic).subspan(t + 1 - ahead - kMeanOver, kMeanOver)).mean;
            out_.series.push_back(
                {in_.sessions[t], gross_level - 1, net_level - 1, gross_level / peak - 1, mean});
        }
    }

    void addQuantileLevels() {
        const auto ahead = horizons_[horizon_];
        const auto& returns = study_.quantile_returns;
        std::vector<double> level(returns.columns(), 1.0);
        for (std::size_t t = rows_.begin; t + ahead < rows_.end; t += ahead) {
            QuantileLevels point{in_.sessions[t + ahead], {}};
            for (std::size_t q = 0; q < level.size(); ++q) {
                if (!std::isnan(returns.at(t, q))) level[q] *= 1 + returns.at(t, q);
                point.levels.push_back(level[q] - 1);
            }
            out_.quantile_levels.push_back(std::move(point));
        }
    }

    const TearSheetRequest& request_;
    const Subject& subject_;
    ResearchDesk& desk_;
    const ModelInputs& in_;
    const std::vector<std::size_t>& horizons_;
    std::size_t horizon_;
    RowRange rows_;
    FactorStudy study_;
    FactorFigures figures_;
    TearSheet out_;
};

/// Which parts of the sheet have figures that could not be computed, and why.
void warnOfGaps(const TearSheet& sheet, kit::Call& call) {
    const auto warn = [&](const auto& lines, auto member, const char* pointer, const char* message) {
        if (std::ranges::any_of(lines, [&](const auto& line) { return std::isnan(line.*member); }))
            call.warn("not_computable", pointer, message);
    };
    warn(sheet.information_coefficient, &IcLine::rank_mean, "/data/information_coefficient",
         "a horizon has no session of the span with 20 names whose return ahead is known");
    warn(sheet.sectors, &PartLine::rank_ic, "/data/sectors",
         "a sector has no session with five names of different values");
    warn(sheet.regimes, &PartLine::rank_ic, "/data/regimes",
         "a state of the market does not occur in the span after its first year of history");
    if (std::isnan(sheet.significance.minimum_track_record))
        call.warn("not_computable", "/data/significance/minimum_track_record",
                  "the Sharpe ratio is not positive: no length of record makes it so");
    if (std::isnan(sheet.portfolio.net_sharpe_ratio))
        call.warn("not_computable", "/data/portfolio", "the span has too few sessions with a return");
}

} // namespace

Result<TearSheet> answerTearSheet(const TearSheetRequest& request, ResearchDesk& desk) {
    const auto row = rowOf(desk.library.inputs(), {}, request.as_of, desk.call);
    if (!row) return kit::failAs(row);
    const auto horizon = horizonOf(request, desk.library.panel.in.horizons);
    if (!horizon) return kit::failAs(horizon);
    const auto subject = subjectOf(request, desk);
    if (!subject) return kit::failAs(subject);
    auto sheet = Sheet(request, *subject, *horizon, *row, desk).run();
    if (!sheet) return sheet;
    warnOfGaps(*sheet, desk.call);
    warnOfUniverse(desk.library.inputs(), desk.call);
    desk.call.method("returns_ahead",
                     "P[t+h]/P[t] - 1 with dividends; gaps of at most 5 sessions are bridged");
    desk.call.method("portfolio", request.weighting +
                                      " weights over the estimation universe, half long and half "
                                      "short, 1 in all; mean of the weights of the last " +
                                      std::to_string(request.holding) +
                                      " sessions; traded at the close of the signal");
    desk.call.method("quantiles", "edges by linear interpolation, per session over the universe");
    desk.call.method("significance",
                     "Bailey, Lopez de Prado (2012, 2014); Benjamini, Hochberg (1995) on the "
                     "coefficients of 21 sessions; deviation of trials: that of the library's "
                     "Sharpe ratios over the same sessions");
    return sheet;
}

} // namespace nautilus::factor
