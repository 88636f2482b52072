#include "ui/models/risk_words.h"

#include "ui/models/number_format.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <cmath>

namespace nautilus::ui {
namespace {

struct Words {
    const char* code;
    const char* text;
};

constexpr Words kTitles[] = {
    {"position_size", QT_TRANSLATE_NOOP("RiskWords", "Position size")},
    {"concentration_limit", QT_TRANSLATE_NOOP("RiskWords", "Concentration")},
    {"sector_exposure", QT_TRANSLATE_NOOP("RiskWords", "Sector exposure")},
    {"var_limit", QT_TRANSLATE_NOOP("RiskWords", "Value at risk")},
    {"expected_shortfall", QT_TRANSLATE_NOOP("RiskWords", "Expected shortfall")},
    {"leverage_limit", QT_TRANSLATE_NOOP("RiskWords", "Leverage")},
    {"gross_exposure", QT_TRANSLATE_NOOP("RiskWords", "Gross exposure")},
    {"net_exposure", QT_TRANSLATE_NOOP("RiskWords", "Net exposure")},
    {"currency_exposure", QT_TRANSLATE_NOOP("RiskWords", "Currency exposure")},
    {"adv_limit", QT_TRANSLATE_NOOP("RiskWords", "Share of volume")},
    {"liquidity_limit", QT_TRANSLATE_NOOP("RiskWords", "Liquidity, least")},
    {"correlation_limit", QT_TRANSLATE_NOOP("RiskWords", "Market correlation")}};

constexpr Words kMeanings[] = {
    {"position_size", QT_TRANSLATE_NOOP("RiskWords", "Largest position, share of the portfolio value")},
    {"concentration_limit", QT_TRANSLATE_NOOP("RiskWords", "Largest position, share of all positions")},
    {"sector_exposure", QT_TRANSLATE_NOOP("RiskWords", "Largest sector, share of the portfolio value")},
    {"var_limit", QT_TRANSLATE_NOOP("RiskWords", "Historical value at risk, 1 session, 99 %")},
    {"expected_shortfall", QT_TRANSLATE_NOOP("RiskWords", "Historical expected shortfall, 1 session, 99 %")},
    {"leverage_limit", QT_TRANSLATE_NOOP("RiskWords", "Sum of all positions over the portfolio value")},
    {"gross_exposure", QT_TRANSLATE_NOOP("RiskWords", "Long and short positions, share of the value")},
    {"net_exposure", QT_TRANSLATE_NOOP("RiskWords", "Long less short positions, share of the value")},
    {"currency_exposure", QT_TRANSLATE_NOOP("RiskWords", "Largest foreign currency, share of the value")},
    {"adv_limit", QT_TRANSLATE_NOOP("RiskWords", "Largest position against its daily traded value")},
    {"liquidity_limit", QT_TRANSLATE_NOOP("RiskWords", "Share that a day turns into money, at least")},
    {"correlation_limit", QT_TRANSLATE_NOOP("RiskWords", "Correlation of daily returns with the market")}};

constexpr Words kStatuses[] = {{"OK", QT_TRANSLATE_NOOP("RiskWords", "Within")},
                               {"WITHIN_LIMITS", QT_TRANSLATE_NOOP("RiskWords", "Within limits")},
                               {"WARNING", QT_TRANSLATE_NOOP("RiskWords", "Near")},
                               {"BREACH", QT_TRANSLATE_NOOP("RiskWords", "Broken")},
                               {"NOT_COMPUTABLE", QT_TRANSLATE_NOOP("RiskWords", "Unknown")},
                               {"OFF", QT_TRANSLATE_NOOP("RiskWords", "Off")}};

constexpr Words kSeverities[] = {{"LOW", QT_TRANSLATE_NOOP("RiskWords", "Low")},
                                 {"MEDIUM", QT_TRANSLATE_NOOP("RiskWords", "Medium")},
                                 {"HIGH", QT_TRANSLATE_NOOP("RiskWords", "High")},
                                 {"CRITICAL", QT_TRANSLATE_NOOP("RiskWords", "Critical")}};

constexpr Words kStates[] = {{"OPEN", QT_TRANSLATE_NOOP("RiskWords", "Open")},
                             {"ACKNOWLEDGED", QT_TRANSLATE_NOOP("RiskWords", "Acknowledged")},
                             {"RESOLVED", QT_TRANSLATE_NOOP("RiskWords", "Resolved")}};

constexpr Words kEvents[] = {{"opened", QT_TRANSLATE_NOOP("RiskWords", "opened")},
                             {"worsened", QT_TRANSLATE_NOOP("RiskWords", "worsened")},
                             {"acknowledged", QT_TRANSLATE_NOOP("RiskWords", "acknowledged")},
                             {"resolved", QT_TRANSLATE_NOOP("RiskWords", "resolved")}};

constexpr Words kScopes[] = {{"portfolio", QT_TRANSLATE_NOOP("RiskWords", "Portfolio")},
                             {"account", QT_TRANSLATE_NOOP("RiskWords", "Account")},
                             {"firm", QT_TRANSLATE_NOOP("RiskWords", "Firm")},
                             {"request", QT_TRANSLATE_NOOP("RiskWords", "Request")}};

constexpr Words kMethods[] = {{"normal", QT_TRANSLATE_NOOP("RiskWords", "Normal")},
                              {"cornish_fisher", QT_TRANSLATE_NOOP("RiskWords", "Cornish-Fisher")},
                              {"student", QT_TRANSLATE_NOOP("RiskWords", "Student t")},
                              {"historical", QT_TRANSLATE_NOOP("RiskWords", "Historical")},
                              {"age_weighted", QT_TRANSLATE_NOOP("RiskWords", "Age-weighted")},
                              {"filtered", QT_TRANSLATE_NOOP("RiskWords", "Filtered")},
                              {"monte_carlo", QT_TRANSLATE_NOOP("RiskWords", "Monte Carlo")}};

constexpr Words kScenarios[] = {
    {"crisis_2008", QT_TRANSLATE_NOOP("RiskWords", "Financial crisis 2008")},
    {"china_2015_08", QT_TRANSLATE_NOOP("RiskWords", "China, August 2015")},
    {"volatility_2018_02", QT_TRANSLATE_NOOP("RiskWords", "Volatility, February 2018")},
    {"december_2018", QT_TRANSLATE_NOOP("RiskWords", "December 2018")},
    {"covid_2020", QT_TRANSLATE_NOOP("RiskWords", "Covid, spring 2020")}};

constexpr Words kChannels[] = {{"email", QT_TRANSLATE_NOOP("RiskWords", "Mail")},
                               {"webhook", QT_TRANSLATE_NOOP("RiskWords", "Webhook")},
                               {"desktop", QT_TRANSLATE_NOOP("RiskWords", "Desktop")}};

template <std::size_t Count>
QString wordOf(const Words (&all)[Count], const QString& code, const QString& unknown) {
    for (const Words& each : all)
        if (code == QLatin1String(each.code)) return QCoreApplication::translate("RiskWords", each.text);
    return unknown;
}

template <std::size_t Count>
int placeOf(const Words (&all)[Count], const QString& code) {
    for (std::size_t i = 0; i < Count; ++i)
        if (code == QLatin1String(all[i].code)) return static_cast<int>(i);
    return 0;
}

} // namespace

QString limitTitle(const QString& type) {
    return wordOf(kTitles, type, type);
}

QString limitMeaning(const QString& type) {
    return wordOf(kMeanings, type, {});
}

QStringList limitTypes() {
    QStringList out;
    for (const Words& each : kTitles)
        out.append(QLatin1String(each.code));
    return out;
}

bool isShareLimit(const QString& type) {
    return type != QLatin1String("leverage_limit") && type != QLatin1String("correlation_limit");
}

bool isLeastLimit(const QString& type) {
    return type == QLatin1String("liquidity_limit");
}

QString formatLimit(const QString& type, double value) {
    if (!std::isfinite(value)) return QString(kMissing);
    if (isShareLimit(type)) return formatPercent(value);
    const QString text = formatNumber(value, 2);
    return type == QLatin1String("leverage_limit") ? text + QStringLiteral("\u00A0×") : text;
}

QString limitStatusWord(const QString& status) {
    return wordOf(kStatuses, status, status);
}

int limitStatusRank(const QString& status) {
    static const QStringList kOrder{QStringLiteral("BREACH"), QStringLiteral("WARNING"),
                                    QStringLiteral("NOT_COMPUTABLE"), QStringLiteral("OK")};
    const auto at = kOrder.indexOf(status);
    return static_cast<int>(at < 0 ? kOrder.size() : at);
}

QString severityWord(const QString& severity) {
    return wordOf(kSeverities, severity, severity);
}

int severityRank(const QString& severity) {
    return placeOf(kSeverities, severity);
}

QString breachStateWord(const QString& state) {
    return wordOf(kStates, state, state);
}

QString breachEventWord(const QString& event) {
    return wordOf(kEvents, event, event);
}

QString scopeWord(const QString& scope) {
    return wordOf(kScopes, scope, scope);
}

QString varMethodTitle(const QString& method) {
    return wordOf(kMethods, method, method);
}

QString scenarioTitle(const QString& scenario) {
    return wordOf(kScenarios, scenario, scenario);
}

QString channelWord(const QString& channel) {
    return wordOf(kChannels, channel, channel);
}

QDateTime readInstant(const QString& instant) {
    QDateTime out = QDateTime::fromString(instant.left(19), Qt::ISODate);
    out.setTimeSpec(Qt::UTC);
    return out;
}

QString instantText(const QString& instant) {
    return instant.left(16).replace(QLatin1Char('T'), QLatin1Char(' '));
}

QString durationText(double minutes) {
    if (!std::isfinite(minutes)) return QString(kMissing);
    const auto say = [](double value, int places, const char* unit) {
        return formatNumber(value, places) + QChar(0x00A0) + QCoreApplication::translate("RiskWords", unit);
    };
    if (minutes < 1) return say(minutes * 60, 0, QT_TRANSLATE_NOOP("RiskWords", "s"));
    if (minutes < 90) return say(minutes, 0, QT_TRANSLATE_NOOP("RiskWords", "min"));
    if (minutes < 48 * 60) return say(minutes / 60, 1, QT_TRANSLATE_NOOP("RiskWords", "h"));
    return say(minutes / 1440, 1, QT_TRANSLATE_NOOP("RiskWords", "days"));
}

void takeReasons(TableData& table, const QJsonObject& metadata) {
    const QString begin = QStringLiteral("/data/%1/").arg(table.list);
    for (const QJsonValue& each : metadata.value(QStringLiteral("warnings")).toArray()) {
        const QJsonObject warning = each.toObject();
        const QString pointer = warning.value(QStringLiteral("pointer")).toString();
        if (!pointer.startsWith(begin)) continue;
        const QStringList parts = pointer.mid(begin.size()).split(QLatin1Char('/'));
        const int column = parts.size() == 2 ? table.column(parts[1]) : -1;
        if (column < 0) continue;
        table.reasons.insert({parts[0].toInt(), column}, warning.value(QStringLiteral("message")).toString());
    }
}

} // namespace nautilus::ui
