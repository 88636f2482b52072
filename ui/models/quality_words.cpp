#include "ui/models/quality_words.h"

#include <QCoreApplication>
#include <QHash>

namespace nautilus::ui {

namespace {

struct Words {
    const char* code;
    const char* text;
};

constexpr Words kWords[] = {
    {"refused_at_import", QT_TRANSLATE_NOOP("QualityWords", "The row was kept aside at import")},
    {"not_above_zero", QT_TRANSLATE_NOOP("QualityWords", "A price that is not above zero")},
    {"not_finite", QT_TRANSLATE_NOOP("QualityWords", "A price is missing")},
    {"high_below_low", QT_TRANSLATE_NOOP("QualityWords", "The high is below the low")},
    {"high_and_low_swapped", QT_TRANSLATE_NOOP("QualityWords", "High and low are swapped")},
    {"outside_range", QT_TRANSLATE_NOOP("QualityWords", "A price outside the day's range")},
    {"same_values", QT_TRANSLATE_NOOP("QualityWords", "The same row twice")},
    {"other_values", QT_TRANSLATE_NOOP("QualityWords", "Two rows of one session that differ")},
    {"same_instant_and_values", QT_TRANSLATE_NOOP("QualityWords", "Two rows alike at one instant")},
    {"bid_above_ask", QT_TRANSLATE_NOOP("QualityWords", "The bid is above the ask")},
    {"extended_hours", QT_TRANSLATE_NOOP("QualityWords", "The source has extended hours")},
    {"dividend_before_split",
     QT_TRANSLATE_NOOP("QualityWords", "A dividend was taken as of shares before a split")},
    {"bar_repeated", QT_TRANSLATE_NOOP("QualityWords", "The same bar again and again")},
    {"no_trade", QT_TRANSLATE_NOOP("QualityWords", "A run of sessions without a trade")},
    {"sessions_without_row", QT_TRANSLATE_NOOP("QualityWords", "Sessions without a row")},
    {"exchange_closed", QT_TRANSLATE_NOOP("QualityWords", "The exchange was closed")},
    {"outside_the_pattern", QT_TRANSLATE_NOOP("QualityWords", "A day outside the series' own pattern")},
    {"other_level_after_gap", QT_TRANSLATE_NOOP("QualityWords", "Another level after a long gap")},
    {"another_instrument", QT_TRANSLATE_NOOP("QualityWords", "The other source means another instrument")},
    {"this_source_is_odd",
     QT_TRANSLATE_NOOP("QualityWords", "Differs from another source, which fits better")},
    {"other_source_is_odd",
     QT_TRANSLATE_NOOP("QualityWords", "Another source differs, this one fits better")},
    {"undecided", QT_TRANSLATE_NOOP("QualityWords", "Differs from another source; either may be right")},
    {"field_off_by_ratio", QT_TRANSLATE_NOOP("QualityWords", "One field is off by a factor")},
    {"block_off_by_unit", QT_TRANSLATE_NOOP("QualityWords", "Rows in another unit")},
    {"jump_by_ratio", QT_TRANSLATE_NOOP("QualityWords", "The level jumps by a split's ratio")},
    {"unadjusted_split", QT_TRANSLATE_NOOP("QualityWords", "A split is not adjusted for")},
    {"adjustment_missing", QT_TRANSLATE_NOOP("QualityWords", "A dividend is not adjusted for")},
    {"adjustment_doubled", QT_TRANSLATE_NOOP("QualityWords", "A dividend is adjusted for twice")},
    {"adjustment_of_wrong_size",
     QT_TRANSLATE_NOOP("QualityWords", "A dividend's adjustment has the wrong size")},
    {"adjustment_without_event", QT_TRANSLATE_NOOP("QualityWords", "An adjustment without a dividend")},
    {"capital_gain_counted_twice", QT_TRANSLATE_NOOP("QualityWords", "A capital gain is counted twice")},
    {"dividend_told_twice", QT_TRANSLATE_NOOP("QualityWords", "A dividend is told twice")},
    {"knowable_before_period_end", QT_TRANSLATE_NOOP("QualityWords", "Known before its period had ended")}};

constexpr Words kRules[] = {{"impossible_price", QT_TRANSLATE_NOOP("QualityRule", "Impossible price")},
                            {"bad_price", QT_TRANSLATE_NOOP("QualityRule", "Row refused at import")},
                            {"range", QT_TRANSLATE_NOOP("QualityRule", "Outside the day's range")},
                            {"duplicate", QT_TRANSLATE_NOOP("QualityRule", "Duplicate row")},
                            {"stale", QT_TRANSLATE_NOOP("QualityRule", "Stale run")},
                            {"zero_volume", QT_TRANSLATE_NOOP("QualityRule", "Zero volume")},
                            {"unit_error", QT_TRANSLATE_NOOP("QualityRule", "Wrong unit")},
                            {"split_adjustment", QT_TRANSLATE_NOOP("QualityRule", "Split adjustment")},
                            {"level_jump", QT_TRANSLATE_NOOP("QualityRule", "Jump of the level")},
                            {"dividend_adjustment", QT_TRANSLATE_NOOP("QualityRule", "Dividend adjustment")},
                            {"dividend_amount", QT_TRANSLATE_NOOP("QualityRule", "Dividend amount")},
                            {"gap", QT_TRANSLATE_NOOP("QualityRule", "Missing sessions")},
                            {"extra_day", QT_TRANSLATE_NOOP("QualityRule", "Extra day")},
                            {"outside_session", QT_TRANSLATE_NOOP("QualityRule", "Outside the session")},
                            {"crossed_quote", QT_TRANSLATE_NOOP("QualityRule", "Crossed quote")},
                            {"reused_ticker", QT_TRANSLATE_NOOP("QualityRule", "Reused ticker")},
                            {"source_disagreement", QT_TRANSLATE_NOOP("QualityRule", "Sources disagree")},
                            {"look_ahead", QT_TRANSLATE_NOOP("QualityRule", "Look-ahead")}};

} // namespace

QString qualityRuleTitle(const QString& rule) {
    for (const Words& words : kRules)
        if (rule == QLatin1String(words.code)) return QCoreApplication::translate("QualityRule", words.text);
    return rule;
}

QString qualityWords(const QString& code) {
    for (const Words& words : kWords)
        if (code == QLatin1String(words.code)) return QCoreApplication::translate("QualityWords", words.text);
    return code;
}

void addQualityWords(TableData& issues) {
    const int code = issues.column(QStringLiteral("code"));
    issues.columns.append(QStringLiteral("message"));
    for (auto& row : issues.rows)
        row.append(code < 0 ? QJsonValue() : QJsonValue(qualityWords(row.at(code).toString())));
}

} // namespace nautilus::ui
