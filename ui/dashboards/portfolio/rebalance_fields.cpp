// What a rebalancing is asked with.

#include "ui/dashboards/portfolio/rebalance_fields.h"

#include "ui/dashboards/portfolio/rebalance_panel.h"
#include "ui/dialogs/pointer_form.h"
#include "ui/models/field_makers.h"

namespace nautilus::ui {
namespace {

using Kind = PointerField::Kind;

using fields::choice;

PointerField percent(const char* pointer, const QString& title, const QString& hint, double start) {
    return fields::needed(fields::percent(pointer, title, hint, start, 100));
}

PointerField number(const char* pointer, const QString& title, const QString& hint, double start,
                    double least, double most, int decimals) {
    PointerField out = fields::needed(fields::number(pointer, title, hint, start, least, most, decimals));
    out.step = 1;
    return out;
}

void addTriggers(PointerForm& form) {
    form.addSection(RebalancePanel::tr("When to trade"));
    PointerField targets{QStringLiteral("/target_weights"), Kind::Numbers, RebalancePanel::tr("Targets"),
                         RebalancePanel::tr("Weights in percent, the rest is cash; empty: of the last "
                                            "optimisation, else equal weights")};
    targets.example = RebalancePanel::tr("last optimisation");
    targets.per_unit = 100;
    form.addField(targets);
    form.addField(choice(QLatin1String(kTriggerField), RebalancePanel::tr("Trigger"),
                         RebalancePanel::tr("What is reason enough to trade"),
                         {{RebalancePanel::tr("Weight off by"), QStringLiteral("threshold")},
                          {RebalancePanel::tr("Share of target"), QStringLiteral("drift_band")},
                          {RebalancePanel::tr("Period ended"), QStringLiteral("calendar")},
                          {RebalancePanel::tr("Always"), QStringLiteral("always")}}));
    form.addField(percent("/rebalance_config/threshold", RebalancePanel::tr("Threshold"),
                          RebalancePanel::tr("Points of weight, or share of the target"), 5));
    form.addField(choice(QStringLiteral("/rebalance_config/frequency"), RebalancePanel::tr("Period"),
                         RebalancePanel::tr("Since the last trade"),
                         {{RebalancePanel::tr("Day"), QStringLiteral("daily")},
                          {RebalancePanel::tr("Week"), QStringLiteral("weekly")},
                          {RebalancePanel::tr("Month"), QStringLiteral("monthly")},
                          {RebalancePanel::tr("Quarter"), QStringLiteral("quarterly")},
                          {RebalancePanel::tr("Year"), QStringLiteral("yearly")}},
                         2));
    form.addField(choice(QStringLiteral("/rebalance_config/to"), RebalancePanel::tr("Back to"),
                         RebalancePanel::tr("The target itself, or the edge of the threshold"),
                         {{RebalancePanel::tr("The target"), QStringLiteral("target")},
                          {RebalancePanel::tr("Edge of the band"), QStringLiteral("band")}}));
}

void addTrades(PointerForm& form) {
    form.addSection(RebalancePanel::tr("Trades and taxes"));
    form.addField(number("/rebalance_config/min_trade_size", RebalancePanel::tr("Smallest trade"),
                         RebalancePanel::tr("In the base currency; smaller ones are left out"), 0, 0, 1e15,
                         0));
    form.addField(number("/rebalance_config/lot_size", RebalancePanel::tr("Lot size"),
                         RebalancePanel::tr("Trades are whole multiples of so many units"), 1, 0.0001, 1e9,
                         2));
    form.addField(choice(QStringLiteral("/rebalance_config/lots"), RebalancePanel::tr("Lots sold"),
                         RebalancePanel::tr("Which lots are sold first"),
                         {{RebalancePanel::tr("Account's rule"), QStringLiteral("account")},
                          {RebalancePanel::tr("Least tax"), QStringLiteral("least_tax")}}));
    form.addField(percent("/rebalance_config/short_term_tax", RebalancePanel::tr("Tax, up to a year"),
                          RebalancePanel::tr("On gains of lots held for up to a year"), 0));
    form.addField(percent("/rebalance_config/long_term_tax", RebalancePanel::tr("Tax, longer"),
                          RebalancePanel::tr("On gains of lots held for more than a year"), 0));
}

void addExecution(PointerForm& form) {
    form.addSection(RebalancePanel::tr("Execution"));
    form.addField(
        choice(QStringLiteral("/execution_config/execution_algo"), RebalancePanel::tr("Algorithm"),
               RebalancePanel::tr("How a trade is spread over the session"),
               {{RebalancePanel::tr("Evenly (TWAP)"), QStringLiteral("twap")},
                {RebalancePanel::tr("Volume (VWAP)"), QStringLiteral("vwap")},
                {RebalancePanel::tr("Share (POV)"), QStringLiteral("pov")},
                {RebalancePanel::tr("Shortfall (IS)"), QStringLiteral("implementation_shortfall")}}));
    form.addField(percent("/execution_config/max_participation_rate", RebalancePanel::tr("Participation"),
                          RebalancePanel::tr("At most so much of the usual volume of every slice"), 10));
    form.addField(choice(QStringLiteral("/execution_config/urgency"), RebalancePanel::tr("Time to trade"),
                         RebalancePanel::tr("Urgency: where participation allows"),
                         {{RebalancePanel::tr("A day"), QStringLiteral("low")},
                          {RebalancePanel::tr("Half a day"), QStringLiteral("medium")},
                          {RebalancePanel::tr("An hour"), QStringLiteral("high")}},
                         1));
    form.addField(
        fields::needed(fields::basisPoints("/execution_config/transaction_costs", RebalancePanel::tr("Costs"),
                                           RebalancePanel::tr("Of what is bought or sold"), 5)));
    form.addField(number("/execution_config/market_impact", RebalancePanel::tr("Market impact"),
                         RebalancePanel::tr("1 is typical: a trade of a day's volume moves the price by a "
                                            "daily deviation"),
                         1, 0, 100, 2));
    form.addField(number("/execution_config/slices", RebalancePanel::tr("Slices"),
                         RebalancePanel::tr("Of a session of 6.5 hours"), 13, 1, 390, 0));
}

} // namespace

void addRebalanceFields(PointerForm& form) {
    addTriggers(form);
    addTrades(form);
    addExecution(form);
}

} // namespace nautilus::ui
