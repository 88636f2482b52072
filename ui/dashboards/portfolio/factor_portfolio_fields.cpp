#include "ui/dashboards/portfolio/factor_portfolio_fields.h"

#include "ui/dashboards/portfolio/factor_portfolio_panel.h"
#include "ui/dashboards/portfolio/optimiser_fields.h"
#include "ui/dialogs/pointer_form.h"
#include "ui/models/factor_names.h"
#include "ui/models/field_makers.h"

namespace nautilus::ui {
namespace {

using Kind = PointerField::Kind;

void addExposures(PointerForm& form, std::initializer_list<const char*> factors) {
    for (const char* factor : factors) {
        PointerField field = fields::number(
            "", factorTitle(QLatin1String(factor)),
            FactorPortfolioPanel::tr("In standard deviations of the universe, against the benchmark; empty: "
                                     "as it comes, 0: none"),
            0.25, -5, 5, 2);
        field.pointer = QStringLiteral("/factor_exposures/") + QLatin1String(factor);
        field.step = 0.05;
        form.addField(field);
    }
}

void addUniverse(PointerForm& form) {
    form.addSection(FactorPortfolioPanel::tr("Universe and benchmark"));
    form.addField(fields::choice(QLatin1String(kUniverseChoice), FactorPortfolioPanel::tr("Universe"),
                                 FactorPortfolioPanel::tr("Symbols to choose from"),
                                 {{QStringLiteral("S&P 500"), QStringLiteral("SP500")},
                                  {FactorPortfolioPanel::tr("All stocks"), QStringLiteral("ALL")},
                                  {FactorPortfolioPanel::tr("Own symbols"), QString()}}));
    form.addField(fields::text("/universe", Kind::Words, FactorPortfolioPanel::tr("Symbols"),
                               FactorPortfolioPanel::tr("Apart by commas"),
                               QStringLiteral("AAPL, MSFT, JPM")));
    form.addField(fields::text("/benchmark", Kind::Text, FactorPortfolioPanel::tr("Benchmark"),
                               FactorPortfolioPanel::tr("Symbol or portfolio, all of whose holdings are in "
                                                        "the universe; empty: the universe by market value"),
                               FactorPortfolioPanel::tr("the universe")));
}

void addLimits(PointerForm& form) {
    form.addSection(FactorPortfolioPanel::tr("Limits"));
    PointerField aversion =
        fields::number("/active_risk_aversion", FactorPortfolioPanel::tr("Risk aversion"),
                       FactorPortfolioPanel::tr("Weight of the active variance beside the misses of the "
                                                "exposures: low keeps to the targets, high to the benchmark"),
                       1, 0.01, 1000, 2);
    aversion.logarithmic = true;
    form.addField(fields::needed(fields::slid(aversion)));
    form.addField(fields::toggle("/constraints/sector_neutral", FactorPortfolioPanel::tr("Sector neutral"),
                                 FactorPortfolioPanel::tr("Every sector weighs what it does in the "
                                                          "benchmark")));
    form.addField(fields::percent("/constraints/max_weight", FactorPortfolioPanel::tr("Largest weight"),
                                  FactorPortfolioPanel::tr("Of every symbol"), 5));
    form.addField(fields::percent("/constraints/min_weight", FactorPortfolioPanel::tr("Smallest weight"),
                                  FactorPortfolioPanel::tr("Below 0: shorts; empty: none"), 0, 1000, -1000));
    form.addField(turnoverField());
    form.addField(fields::number("/constraints/max_positions", FactorPortfolioPanel::tr("Positions max"),
                                 FactorPortfolioPanel::tr("Most symbols held"), 50, 1, 5000, 0));
    form.addField(costsField());
    form.addField(impactField());
}

} // namespace

void addFactorPortfolioFields(PointerForm& form) {
    form.addSection(FactorPortfolioPanel::tr("Wanted exposures"));
    addExposures(form, {"value", "momentum", "quality", "size", "low_volatility"});
    form.addSection(FactorPortfolioPanel::tr("More factors"), true);
    addExposures(form, {"beta", "growth", "profitability", "leverage", "liquidity", "dividend_yield",
                        "earnings_yield", "book_to_price", "residual_volatility", "short_term_reversal"});
    addUniverse(form);
    addLimits(form);
}

} // namespace nautilus::ui
