#include "engines/factor/kernel/diagnostics.h"
#include "engines/factor/service/answers.h"
#include "engines/kit/paging.h"

#include <algorithm>
#include <cmath>

namespace nautilus::factor {

using namespace domain;
using kit::ErrorCode;
using kit::fail;
using kit::Result;
using kit::Table;

namespace {

/// What of the model's returns was asked for.
struct Slice {
    std::size_t first = 0;
    std::size_t end = 0; ///< one past the last row
    std::vector<std::size_t> factors;
};

Result<Slice> sliceOf(const ModelInputs& in, const ModelReturns& model, const ReturnsRequest& request,
                      kit::Call& call) {
    if (request.start && request.end && *request.end < *request.start)
        return fail(ErrorCode::InvalidArgument, "end is before start", "/end");
    const auto last =
        rowOf(in, std::min(request.end.value_or(kEndOfTime), in.rowCount() ? in.sessions.back() : kEndOfTime),
              request.as_of, call);
    if (!last) return kit::failAs(last);
    std::erase_if(call.warnings,
                  [](const auto& w) { return w.code == "not_a_session"; }); // ends may be any day
    Slice out;
    out.end = *last + 1;
    if (request.start)
        out.first = static_cast<std::size_t>(std::ranges::lower_bound(in.sessions, *request.start) -
                                             in.sessions.begin());
    out.first = std::min(out.first, out.end);
    for (std::size_t w = 0; w < request.factors.size(); ++w) {
        const auto at = std::ranges::find(model.factors, request.factors[w]);
        if (at == model.factors.end())
            return fail(ErrorCode::InvalidArgument, "the model has no factor " + request.factors[w],
                        "/factors/" + std::to_string(w));
        out.factors.push_back(static_cast<std::size_t>(at - model.factors.begin()));
    }
    if (!out.factors.empty()) return out;
    // All factors that have a return in the range: a group that never stood alone there is no factor of it.
    for (std::size_t k = 0; k < model.factors.size(); ++k) {
        bool any = model.factors[k].starts_with("style:") || k == 0;
        for (std::size_t row = out.first; row < out.end && !any; ++row)
            any = !std::isnan(model.fit.returns.at(row, k));
        if (any) out.factors.push_back(k);
    }
    return out;
}

void warnOfStart(const ModelInputs& in, const Slice& slice, kit::Call& call) {
    warnOfUniverse(in, call);
    if (in.first_model_row >= in.rowCount()) {
        call.warn("universe_too_small", "/data/rows",
                  "no session has " + std::to_string(in.leastNames()) + " names in the estimation universe");
    } else if (slice.first <= in.first_model_row) {
        call.warn("before_model_start", "/data/rows",
                  "factor returns start on the session after " + in.sessions[in.first_model_row].iso() +
                      ", the first with " + std::to_string(in.leastNames()) +
                      " names in the estimation universe; before it they are null");
    }
}

std::vector<double> column(const Matrix& matrix, std::size_t k, const Slice& slice) {
    std::vector<double> out;
    for (std::size_t row = slice.first; row < slice.end; ++row)
        out.push_back(matrix.at(row, k));
    return out;
}

void describe(const ModelReturns& model, const ReturnsRequest& request, kit::Call& call) {
    if (model.estimator == "joint") {
        call.method("estimator",
                    "one weighted regression per session on country, industries and styles; weights "
                    "sqrt(cap); cap-weighted industry returns sum to 0");
    } else {
        call.method("estimator", "sectors first, then styles; weights sqrt(cap); sector returns sum to 0");
        call.method("winsor_factor", std::to_string(request.winsor_factor));
        call.method("residualise_styles", request.residualise_styles ? "true" : "false");
    }
    call.method("exposures", "of the session before the return");
    call.method("t_stat",
                "return / standard error; sigma2 = weighted residual sum / (names - free parameters)");
}

/// Coverage and stability exist for styles only.
double meanOf(std::span<const double> values) {
    double sum = 0, n = 0;
    for (const double v : values)
        if (!std::isnan(v)) {
            sum += v;
            n += 1;
        }
    return n > 0 ? sum / n : kMissing;
}

} // namespace

Result<Table> answerReturns(const FactorWorld& world, const ModelReturns& model,
                            const ReturnsRequest& request, kit::Call& call) {
    const auto& in = *world.inputs;
    const auto slice = sliceOf(in, model, request, call);
    if (!slice) return kit::failAs(slice);
    warnOfStart(in, *slice, call);
    describe(model, request, call);
    Table::Dates date;
    Table::Texts factor;
    Table::Numbers value, t_stat;
    for (std::size_t row = slice->first; row < slice->end; ++row)
        for (const auto k : slice->factors) {
            date.push_back(in.sessions[row]);
            factor.push_back(model.factors[k]);
            value.push_back(model.fit.returns.at(row, k));
            t_stat.push_back(model.fit.t_stats.at(row, k));
        }
    if (date.empty()) call.warn("no_data", "/data/rows", "there are no sessions in this range");
    Table table;
    table.add("date", std::move(date));
    table.add("factor", std::move(factor));
    table.add("return", std::move(value));
    table.add("t_stat", std::move(t_stat));
    return kit::paged(std::move(table), request.limit, request.cursor);
}

Result<Table> answerStatistics(const FactorWorld& world, const ModelReturns& model,
                               const ReturnsRequest& request, kit::Call& call) {
    const auto& in = *world.inputs;
    const auto slice = sliceOf(in, model, request, call);
    if (!slice) return kit::failAs(slice);
    warnOfStart(in, *slice, call);
    describe(model, request, call);
    call.method("annualisation", "252 sessions; Sharpe without a risk-free rate");
    call.method("stability", "mean cross-sectional correlation of exposures 21 sessions apart");
    const auto& set = model.estimator == "joint" ? world.joint : world.two_stage;
    const std::size_t first_style = model.factors.size() - set.styles.size();
    Table::Texts name;
    Table::Numbers annual_return, volatility, sharpe, significant, stability, coverage, vif;
    Table::Integers observations;
    for (const auto k : slice->factors) {
        const auto statistics =
            factorStatistics(column(model.fit.returns, k, *slice), column(model.fit.t_stats, k, *slice));
        name.push_back(model.factors[k]);
        annual_return.push_back(statistics.annual_return);
        volatility.push_back(statistics.annual_volatility);
        sharpe.push_back(statistics.sharpe);
        significant.push_back(statistics.share_significant);
        observations.push_back(static_cast<std::int64_t>(statistics.observations));
        const bool is_style = k >= first_style;
        const auto* style = is_style ? &set.styles[k - first_style] : nullptr;
        stability.push_back(
            style ? meanOf(exposureStability(style->exposure.view(), {slice->first, slice->end})) : kMissing);
        coverage.push_back(
            style ? meanOf(std::span(style->coverage).subspan(slice->first, slice->end - slice->first))
                  : kMissing);
        vif.push_back(style ? meanOf(column(model.fit.vif, k - first_style, *slice)) : kMissing);
    }
    Table table;
    table.add("factor", std::move(name));
    table.add("annualised_return", std::move(annual_return));
    table.add("annualised_volatility", std::move(volatility));
    table.add("sharpe", std::move(sharpe));
    table.add("t_share_above_2", std::move(significant));
    table.add("stability", std::move(stability));
    table.add("coverage", std::move(coverage));
    table.add("vif", std::move(vif));
    table.add("observations", std::move(observations));
    return table;
}

Result<Table> answerCorrelation(const FactorWorld& world, const ModelReturns& model,
                                const ReturnsRequest& request, kit::Call& call) {
    const auto slice = sliceOf(*world.inputs, model, request, call);
    if (!slice) return kit::failAs(slice);
    warnOfStart(*world.inputs, *slice, call);
    Matrix chosen(slice->end - slice->first, slice->factors.size());
    for (std::size_t row = slice->first; row < slice->end; ++row)
        for (std::size_t j = 0; j < slice->factors.size(); ++j)
            chosen.at(row - slice->first, j) = model.fit.returns.at(row, slice->factors[j]);
    const Matrix correlation = factorCorrelation(chosen.view());
    Table::Texts name;
    for (const auto k : slice->factors)
        name.push_back(model.factors[k]);
    Table table;
    table.add("factor", name);
    for (std::size_t j = 0; j < name.size(); ++j) {
        Table::Numbers cells;
        for (std::size_t i = 0; i < name.size(); ++i)
            cells.push_back(correlation.at(i, j));
        table.add(name[j], std::move(cells));
    }
    call.method("correlation", "Pearson, over the sessions on which both factors have a return, at least 20");
    return table;
}

} // namespace nautilus::factor
