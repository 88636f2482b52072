#include "engines/factor/service/explain_research.h"

#include <array>

namespace nautilus::factor {

namespace {

struct FigureMeaning {
    std::string_view figure;
    std::string_view formula;
    std::string_view words;
};

constexpr std::array kMeanings{
    FigureMeaning{"rank_mean", "mean_t corr(rank f_t, rank r_{t,t+h})", "Mean Spearman coefficient"},
    FigureMeaning{"information_coefficient", "mean_t corr(rank f_t, rank r_{t,t+21})",
                  "Mean Spearman coefficient with the return of the next 21 sessions"},
    FigureMeaning{"ic_t_stat", "mean / sqrt(S / T), S with Bartlett weights over 20 lags", "Newey-West t"},
    FigureMeaning{"rank_t_stat", "mean / sqrt(S / T), S with Bartlett weights over h - 1 lags",
                  "Newey-West t"},
    FigureMeaning{"sharpe_ratio", "mean / deviation * sqrt(252)", "Of the daily returns of the portfolio"},
    FigureMeaning{"net_sharpe_ratio", "mean / deviation * sqrt(252)",
                  "Of the daily returns less cost times what was traded"},
    FigureMeaning{"deflated_sharpe_ratio", "Phi((SR - SR*) sqrt(T - 1) / sqrt(1 - g3 SR + (g4 - 1)/4 SR^2))",
                  "SR* is the best to be expected of all trials by luck"},
    FigureMeaning{"false_discovery_rate", "min over j >= i of p_(j) m / j", "Benjamini-Hochberg"},
    FigureMeaning{"correlation", "mean_m corr(rank a, rank b)", "Over the first sessions of the months"},
    FigureMeaning{"turnover", "SUM |w_t - w_{t-1}|", "Mean per session"},
    FigureMeaning{"capacity", "participation / mean(SUM dw^2 / traded / SUM |dw|)",
                  "Capital whose trades are that share of the money traded"},
    FigureMeaning{"annualized", "a * 252", "Intercept of the portfolio on the model's own factor returns"},
};

std::string parameterOf(const kit::LineageQuestion& question, std::string_view name) {
    const auto* given = question.parameters.find(name);
    const auto* text = given ? given->as<std::string>() : nullptr;
    return text ? *text : std::string();
}

} // namespace

std::optional<ResearchMeaning> researchQuestion(const kit::LineageQuestion& question) {
    constexpr std::string_view kOperations =
        "factor.ranking|factor.synthesize|factor.tearsheet|factor.tearsheet_of_expression|"
        "factor.factor_correlation|factor.factor_map|factor.library";
    if (!kit::isOneOf(kOperations, question.operation)) return std::nullopt;
    ResearchMeaning out;
    for (const auto& part : question.path)
        out.label += (out.label.empty() ? "" : " / ") + part;
    const auto figure = !question.column.empty() ? question.column
                        : question.path.empty()  ? std::string()
                                                 : question.path.back();
    if (out.label.empty()) out.label = figure;
    for (const auto& each : kMeanings)
        if (each.figure == figure) {
            out.formula = each.formula;
            out.words = each.words;
        }
    out.factor = parameterOf(question, "factor_id");
    if (out.factor.empty()) out.factor = parameterOf(question, "expression");
    if (out.factor.empty()) out.factor = question.text("factor_id");
    return out;
}

} // namespace nautilus::factor
