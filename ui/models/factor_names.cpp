#include "ui/models/factor_names.h"

#include <QCoreApplication>
#include <QHash>

namespace nautilus::ui {
namespace {

struct Names {
    const char* id;
    const char* full;
    const char* brief;
};

constexpr Names kNames[] = {
    {"country", QT_TRANSLATE_NOOP("Factor", "Country"), QT_TRANSLATE_NOOP("FactorBrief", "Country")},
    {"momentum", QT_TRANSLATE_NOOP("Factor", "Momentum"), QT_TRANSLATE_NOOP("FactorBrief", "Momen-\ntum")},
    {"size", QT_TRANSLATE_NOOP("Factor", "Size"), QT_TRANSLATE_NOOP("FactorBrief", "Size")},
    {"beta", QT_TRANSLATE_NOOP("Factor", "Beta"), QT_TRANSLATE_NOOP("FactorBrief", "Beta")},
    {"value", QT_TRANSLATE_NOOP("Factor", "Value"), QT_TRANSLATE_NOOP("FactorBrief", "Value")},
    {"residual_volatility", QT_TRANSLATE_NOOP("Factor", "Residual volatility"),
     QT_TRANSLATE_NOOP("FactorBrief", "Resid.\nvol.")},
    {"liquidity", QT_TRANSLATE_NOOP("Factor", "Liquidity"), QT_TRANSLATE_NOOP("FactorBrief", "Liquid-\nity")},
    {"earnings_yield", QT_TRANSLATE_NOOP("Factor", "Earnings yield"),
     QT_TRANSLATE_NOOP("FactorBrief", "Earn.\nyield")},
    {"book_to_price", QT_TRANSLATE_NOOP("Factor", "Book to price"),
     QT_TRANSLATE_NOOP("FactorBrief", "Book/\nprice")},
    {"leverage", QT_TRANSLATE_NOOP("Factor", "Leverage"), QT_TRANSLATE_NOOP("FactorBrief", "Lever-\nage")},
    {"growth", QT_TRANSLATE_NOOP("Factor", "Growth"), QT_TRANSLATE_NOOP("FactorBrief", "Growth")},
    {"dividend_yield", QT_TRANSLATE_NOOP("Factor", "Dividend yield"),
     QT_TRANSLATE_NOOP("FactorBrief", "Div.\nyield")},
    {"short_term_reversal", QT_TRANSLATE_NOOP("Factor", "Short-term reversal"),
     QT_TRANSLATE_NOOP("FactorBrief", "Rever-\nsal")},
    {"profitability", QT_TRANSLATE_NOOP("Factor", "Profitability"),
     QT_TRANSLATE_NOOP("FactorBrief", "Profit-\nability")},
};

/// Industries as two lines of a narrow column.
constexpr Names kIndustries[] = {
    {"Automobiles & Components", "", QT_TRANSLATE_NOOP("FactorBrief", "Autos")},
    {"Capital Goods", "", QT_TRANSLATE_NOOP("FactorBrief", "Capital\ngoods")},
    {"Commercial & Professional Services", "", QT_TRANSLATE_NOOP("FactorBrief", "Comm.\nserv.")},
    {"Communication Services", "", QT_TRANSLATE_NOOP("FactorBrief", "Media\ncomm.")},
    {"Consumer Discretionary", "", QT_TRANSLATE_NOOP("FactorBrief", "Cons.\ndiscr.")},
    {"Consumer Durables & Apparel", "", QT_TRANSLATE_NOOP("FactorBrief", "Cons.\ndur.")},
    {"Consumer Services", "", QT_TRANSLATE_NOOP("FactorBrief", "Cons.\nserv.")},
    {"Consumer Staples", "", QT_TRANSLATE_NOOP("FactorBrief", "Cons.\nstapl.")},
    {"Diversified Financials", "", QT_TRANSLATE_NOOP("FactorBrief", "Div.\nfin.")},
    {"Financials", "", QT_TRANSLATE_NOOP("FactorBrief", "Finan-\ncials")},
    {"Food & Staples Retailing", "", QT_TRANSLATE_NOOP("FactorBrief", "Food\nretail")},
    {"Food, Beverage & Tobacco", "", QT_TRANSLATE_NOOP("FactorBrief", "Food\nbev.")},
    {"Health Care", "", QT_TRANSLATE_NOOP("FactorBrief", "Health\ncare")},
    {"Health Care Equipment & Services", "", QT_TRANSLATE_NOOP("FactorBrief", "Health\nequip.")},
    {"Household & Personal Products", "", QT_TRANSLATE_NOOP("FactorBrief", "House-\nhold")},
    {"Industrials", "", QT_TRANSLATE_NOOP("FactorBrief", "Indus-\ntrials")},
    {"Information Technology", "", QT_TRANSLATE_NOOP("FactorBrief", "Info.\ntech.")},
    {"Insurance", "", QT_TRANSLATE_NOOP("FactorBrief", "Insur-\nance")},
    {"Materials", "", QT_TRANSLATE_NOOP("FactorBrief", "Mate-\nrials")},
    {"Media & Entertainment", "", QT_TRANSLATE_NOOP("FactorBrief", "Media")},
    {"Pharmaceuticals, Biotechnology & Life Sciences", "",
     QT_TRANSLATE_NOOP("FactorBrief", "Pharma\nbiotech")},
    {"Real Estate", "", QT_TRANSLATE_NOOP("FactorBrief", "Real\nestate")},
    {"Retailing", "", QT_TRANSLATE_NOOP("FactorBrief", "Retail-\ning")},
    {"Semiconductors & Semiconductor Equipment", "", QT_TRANSLATE_NOOP("FactorBrief", "Semi-\ncond.")},
    {"Software & Services", "", QT_TRANSLATE_NOOP("FactorBrief", "Soft-\nware")},
    {"Technology Hardware & Equipment", "", QT_TRANSLATE_NOOP("FactorBrief", "Tech\nhardw.")},
    {"Telecommunication Services", "", QT_TRANSLATE_NOOP("FactorBrief", "Tele-\ncom")},
    {"Transportation", "", QT_TRANSLATE_NOOP("FactorBrief", "Trans-\nport")},
};
constexpr int kShortWord = 7; ///< letters of an industry that has no short name of its own

QString bare(const QString& factor) {
    return factor.section(QLatin1Char(':'), -1);
}

const Names* find(const QString& factor) {
    if (factorKind(factor) == QLatin1String("industry")) return nullptr;
    const QString id = bare(factor);
    for (const Names& each : kNames)
        if (id == QLatin1String(each.id)) return &each;
    return nullptr;
}

} // namespace

QString factorKind(const QString& factor) {
    if (factor == QLatin1String("country")) return factor;
    return factor.contains(QLatin1Char(':')) ? factor.section(QLatin1Char(':'), 0, 0) : QString();
}

QString factorTitle(const QString& factor) {
    if (const Names* names = find(factor)) return QCoreApplication::translate("Factor", names->full);
    QString text = bare(factor);
    if (factorKind(factor) == QLatin1String("industry")) return text;
    text.replace(QLatin1Char('_'), QLatin1Char(' '));
    return text.isEmpty() ? text : text.at(0).toUpper() + text.mid(1);
}

QString factorShortTitle(const QString& factor) {
    if (const Names* names = find(factor)) return QCoreApplication::translate("FactorBrief", names->brief);
    const QString title = factorTitle(factor);
    for (const Names& each : kIndustries)
        if (title == QLatin1String(each.id)) return QCoreApplication::translate("FactorBrief", each.brief);
    return title.size() <= kShortWord + 2 ? title : title.left(kShortWord) + QChar(0x2026);
}

} // namespace nautilus::ui
