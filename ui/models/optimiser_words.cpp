#include "ui/models/optimiser_words.h"

#include <QCoreApplication>

#include <cmath>

namespace nautilus::ui {
namespace {

struct Method {
    const char* code;
    const char* title;
    const char* meaning;
};

constexpr Method kMethods[] = {
    {"mean_variance", QT_TRANSLATE_NOOP("OptimiserWords", "Mean-variance"),
     QT_TRANSLATE_NOOP("OptimiserWords", "Expected return against variance (Markowitz)")},
    {"minimum_variance", QT_TRANSLATE_NOOP("OptimiserWords", "Minimum variance"),
     QT_TRANSLATE_NOOP("OptimiserWords", "Least volatility; expected returns are not needed")},
    {"max_sharpe", QT_TRANSLATE_NOOP("OptimiserWords", "Maximum Sharpe ratio"),
     QT_TRANSLATE_NOOP("OptimiserWords", "Most excess return per unit of volatility")},
    {"risk_parity", QT_TRANSLATE_NOOP("OptimiserWords", "Risk parity"),
     QT_TRANSLATE_NOOP("OptimiserWords", "Every position has its share of the risk")},
    {"max_diversification", QT_TRANSLATE_NOOP("OptimiserWords", "Maximum diversification"),
     QT_TRANSLATE_NOOP("OptimiserWords", "Mean volatility of the parts over that of the whole")},
    {"black_litterman", QT_TRANSLATE_NOOP("OptimiserWords", "Black-Litterman"),
     QT_TRANSLATE_NOOP("OptimiserWords", "Returns implied by the market, moved by your views")},
    {"entropy_pooling", QT_TRANSLATE_NOOP("OptimiserWords", "Entropy pooling"),
     QT_TRANSLATE_NOOP("OptimiserWords", "Past days weighted so that your views hold")},
    {"benchmark_relative", QT_TRANSLATE_NOOP("OptimiserWords", "Benchmark-relative"),
     QT_TRANSLATE_NOOP("OptimiserWords", "Active return against tracking error")},
    {"robust", QT_TRANSLATE_NOOP("OptimiserWords", "Robust"),
     QT_TRANSLATE_NOOP("OptimiserWords", "Good even if the expected returns are wrong")},
    {"cvar", QT_TRANSLATE_NOOP("OptimiserWords", "Expected shortfall"),
     QT_TRANSLATE_NOOP("OptimiserWords", "Return against the mean of the worst days")},
    {"cdar", QT_TRANSLATE_NOOP("OptimiserWords", "Drawdown at risk"),
     QT_TRANSLATE_NOOP("OptimiserWords", "Return against the mean of the deepest drawdowns")},
    {"kelly", QT_TRANSLATE_NOOP("OptimiserWords", "Kelly"),
     QT_TRANSLATE_NOOP("OptimiserWords", "Fastest growth of wealth in the long run")},
    {"hierarchical_risk_parity", QT_TRANSLATE_NOOP("OptimiserWords", "Hierarchical risk parity"),
     QT_TRANSLATE_NOOP("OptimiserWords", "Risk split down a tree of clusters (Lopez de Prado)")},
    {"herc", QT_TRANSLATE_NOOP("OptimiserWords", "Hierarchical equal risk"),
     QT_TRANSLATE_NOOP("OptimiserWords", "Clusters carry equal risk, and so do their members")},
    {"nco", QT_TRANSLATE_NOOP("OptimiserWords", "Nested clusters"),
     QT_TRANSLATE_NOOP("OptimiserWords", "Optimised inside clusters, then between them")},
    {"equal_weight", QT_TRANSLATE_NOOP("OptimiserWords", "Equal weights"),
     QT_TRANSLATE_NOOP("OptimiserWords", "The yardstick: the same weight for all")},
    {"inverse_volatility", QT_TRANSLATE_NOOP("OptimiserWords", "Inverse volatility"),
     QT_TRANSLATE_NOOP("OptimiserWords", "The calmer, the heavier")}};

constexpr const char* kNames[] = {QT_TRANSLATE_NOOP("OptimiserWords", "budget"),
                                  QT_TRANSLATE_NOOP("OptimiserWords", "every weight"),
                                  QT_TRANSLATE_NOOP("OptimiserWords", "cash"),
                                  QT_TRANSLATE_NOOP("OptimiserWords", "turnover"),
                                  QT_TRANSLATE_NOOP("OptimiserWords", "expected return"),
                                  QT_TRANSLATE_NOOP("OptimiserWords", "leverage"),
                                  QT_TRANSLATE_NOOP("OptimiserWords", "net exposure"),
                                  QT_TRANSLATE_NOOP("OptimiserWords", "beta"),
                                  QT_TRANSLATE_NOOP("OptimiserWords", "tracking error"),
                                  QT_TRANSLATE_NOOP("OptimiserWords", "volatility")};

QString translated(const char* text) {
    return QCoreApplication::translate("OptimiserWords", text);
}

QString codeOf(const Method& method) {
    return QLatin1String(method.code);
}

/// A name of the API in the reader's language, also with the name of a sector, symbol or factor behind it.
QString constraintName(const QString& name) {
    for (const char* each : kNames)
        if (name == QLatin1String(each)) return translated(each);
    const QString rest = name.section(QLatin1Char(' '), 1);
    if (name.startsWith(QLatin1String("sector ")))
        return QCoreApplication::translate("OptimiserWords", "sector %1").arg(rest);
    if (name.startsWith(QLatin1String("weight ")) && !rest.contains(QLatin1Char(' ')))
        return QCoreApplication::translate("OptimiserWords", "weight of %1").arg(rest);
    return name;
}

/// The field behind /constraints that a pointer begins with.
QString fieldOf(const QString& pointer) {
    const bool inside = pointer.startsWith(QLatin1String("/constraints/"));
    return pointer.section(QLatin1Char('/'), inside ? 2 : 1, inside ? 2 : 1);
}

} // namespace

QStringList optimiserMethods() {
    QStringList out;
    for (const Method& each : kMethods)
        out.append(codeOf(each));
    return out;
}

QString methodTitle(const QString& method) {
    for (const Method& each : kMethods)
        if (method == codeOf(each)) return translated(each.title);
    return method;
}

QString methodMeaning(const QString& method) {
    for (const Method& each : kMethods)
        if (method == codeOf(each)) return translated(each.meaning);
    return {};
}

QString frontierMarkTitle(const QString& name) {
    if (name == QLatin1String("current")) return QCoreApplication::translate("OptimiserWords", "Current");
    if (name == QLatin1String("optimal")) return QCoreApplication::translate("OptimiserWords", "Optimal");
    if (name == QLatin1String("benchmark")) return QCoreApplication::translate("OptimiserWords", "Benchmark");
    if (name == QLatin1String("minimum_variance"))
        return QCoreApplication::translate("OptimiserWords", "Least risk");
    if (name == QLatin1String("max_sharpe"))
        return QCoreApplication::translate("OptimiserWords", "Best Sharpe");
    return name;
}

QString tradeWord(const QString& action) {
    return action == QLatin1String("sell") ? QCoreApplication::translate("OptimiserWords", "Sell")
                                           : QCoreApplication::translate("OptimiserWords", "Buy");
}

QString sentence(QString message) {
    if (message.isEmpty()) return message;
    message[0] = message[0].toUpper();
    const QChar last = message.back();
    return last.isLetterOrNumber() || last == QLatin1Char(')') ? message + QLatin1Char('.') : message;
}

NumberKind limitKind(const QString& pointer) {
    const QString field = fieldOf(pointer);
    if (field == QLatin1String("max_positions")) return NumberKind::Integer;
    if (field == QLatin1String("beta") || field == QLatin1String("factor_exposures") ||
        field == QLatin1String("max_leverage"))
        return NumberKind::Decimal2;
    return NumberKind::PercentSign;
}

QString shadowPriceText(const QString& pointer, double price) {
    if (!std::isfinite(price) || std::abs(price) < 1e-9) return {};
    const NumberKind kind = limitKind(pointer);
    if (kind == NumberKind::Integer)
        return QCoreApplication::translate("OptimiserWords", "%1 a year per position")
            .arg(formatAs(NumberKind::BasisPoints, price));
    if (kind == NumberKind::Decimal2)
        return QCoreApplication::translate("OptimiserWords", "%1 a year per %2")
            .arg(formatAs(NumberKind::BasisPoints, price * 0.1), formatNumber(0.1, 1));
    return QCoreApplication::translate("OptimiserWords", "%1 a year per point")
        .arg(formatAs(NumberKind::BasisPoints, price * 0.01));
}

QString constraintText(const QJsonObject& constraint) {
    const QString sense = constraint.value(QStringLiteral("sense")).toString();
    QString name = constraintName(constraint.value(QStringLiteral("name")).toString());
    if (!name.isEmpty()) name[0] = name[0].toUpper();
    const NumberKind kind = limitKind(constraint.value(QStringLiteral("pointer")).toString());
    const QString limit = formatAs(kind, constraint.value(QStringLiteral("limit")).toDouble(std::nan("")));
    if (sense == QLatin1String("at_most"))
        return QCoreApplication::translate("OptimiserWords", "%1 at most %2").arg(name, limit);
    if (sense == QLatin1String("at_least"))
        return QCoreApplication::translate("OptimiserWords", "%1 at least %2").arg(name, limit);
    return QCoreApplication::translate("OptimiserWords", "%1 exactly %2").arg(name, limit);
}

QString wayOutText(const QJsonObject& conflict) {
    const QString pointer = conflict.value(QStringLiteral("pointer")).toString();
    const NumberKind kind = limitKind(pointer);
    const auto shown = [&](const char* name) {
        return formatAs(kind, conflict.value(QLatin1String(name)).toDouble(std::nan("")));
    };
    if (conflict.value(QStringLiteral("relaxed")).isDouble())
        return QStringLiteral("\u2192 ") + shown("relaxed");
    if (conflict.value(QStringLiteral("alone")).isDouble())
        return QCoreApplication::translate("OptimiserWords", "alone: %1").arg(shown("alone"));
    return {};
}

} // namespace nautilus::ui
