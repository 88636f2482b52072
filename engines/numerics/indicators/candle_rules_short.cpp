#include "engines/numerics/indicators/candle_rules.h"

namespace nautilus::numerics {
namespace {

using C = const Candles&;

double sign(bool holds, double value) {
    return holds ? value : 0.0;
}

// One candle.
double doji(C c, double) {
    return sign(c[0].isDoji(), 100);
}
double dragonfly(C c, double) {
    return sign(c[0].isDoji() && c[0].noUpper() && c[0].lower() > c[0].veryShort(), 100);
}
double gravestone(C c, double) {
    return sign(c[0].isDoji() && c[0].noLower() && c[0].upper() > c[0].veryShort(), 100);
}
double longLegged(C c, double) {
    return sign(c[0].isDoji() && (c[0].lower() > c[0].body() || c[0].upper() > c[0].body()), 100);
}
double rickshaw(C c, double) {
    const Candle& a = c[0];
    const double middle = a.low + a.range() / 2;
    return sign(a.isDoji() && a.lower() > a.body() && a.upper() > a.body() &&
                    a.bottom() <= middle + a.near() && a.top() >= middle - a.near(),
                100);
}
double takuri(C c, double) {
    return sign(c[0].isDoji() && c[0].noUpper() && c[0].lower() > 2 * c[0].body(), 100);
}
double marubozu(C c, double) {
    return sign(c[0].isLong() && c[0].noUpper() && c[0].noLower(), 100 * c[0].colour());
}
double closingMarubozu(C c, double) {
    const Candle& a = c[0];
    return sign(a.isLong() && (a.white() ? a.noUpper() : a.noLower()), 100 * a.colour());
}
double beltHold(C c, double) {
    const Candle& a = c[0];
    return sign(a.isLong() && (a.white() ? a.noLower() : a.noUpper()), 100 * a.colour());
}
double spinningTop(C c, double) {
    const Candle& a = c[0];
    return sign(a.belowShort() && a.upper() > a.body() && a.lower() > a.body(), 100 * a.colour());
}
double highWave(C c, double) {
    const Candle& a = c[0];
    return sign(a.belowShort() && a.upper() > 2 * a.body() && a.lower() > 2 * a.body(), 100 * a.colour());
}
double longLine(C c, double) {
    const Candle& a = c[0];
    return sign(a.isLong() && a.upper() < a.shortShadow() && a.lower() < a.shortShadow(), 100 * a.colour());
}
double shortLine(C c, double) {
    const Candle& a = c[0];
    return sign(a.belowShort() && a.upper() < a.shortShadow() && a.lower() < a.shortShadow(),
                100 * a.colour());
}

// Two candles.
bool hangs(const Candle& a) {
    return a.belowShort() && a.lower() > a.body() && a.noUpper();
}
bool stands(const Candle& a) {
    return a.belowShort() && a.upper() > a.body() && a.noLower();
}
double hammer(C c, double) {
    return sign(hangs(c[0]) && c[0].bottom() <= c[1].low + c[1].near(), 100);
}
double hangingMan(C c, double) {
    return sign(hangs(c[0]) && c[0].bottom() >= c[1].high - c[1].near(), -100);
}
double invertedHammer(C c, double) {
    return sign(stands(c[0]) && c[0].gapsDown(c[1]), 100);
}
double shootingStar(C c, double) {
    return sign(stands(c[0]) && c[0].gapsUp(c[1]), -100);
}
double engulfing(C c, double) {
    const Candle &a = c[0], &b = c[1];
    if (a.white() == b.white()) return 0;
    const bool over =
        a.white() ? (a.close >= b.open && a.open < b.close) || (a.close > b.open && a.open <= b.close)
                  : (a.open >= b.close && a.close < b.open) || (a.open > b.close && a.close <= b.open);
    return sign(over, a.colour() * (a.open != b.close && a.close != b.open ? 100 : 80));
}
double insideBar(const Candle& a, const Candle& b) {
    if (a.top() < b.top() && a.bottom() > b.bottom()) return -100 * b.colour();
    return sign(a.top() <= b.top() && a.bottom() >= b.bottom(), -80 * b.colour());
}
double harami(C c, double) {
    return c[1].isLong() && c[0].isShort() ? insideBar(c[0], c[1]) : 0;
}
double haramiCross(C c, double) {
    return c[1].isLong() && c[0].isDoji() ? insideBar(c[0], c[1]) : 0;
}
double darkCloud(C c, double penetration) {
    const Candle &a = c[0], &b = c[1];
    return sign(b.white() && b.isLong() && a.black() && a.open > b.high && a.close > b.open &&
                    a.close < b.close - b.body() * penetration,
                -100);
}
bool openedLow(C c) {
    return c[1].black() && c[1].isLong() && c[0].white() && c[0].open < c[1].low;
}
double piercing(C c, double) {
    const Candle &a = c[0], &b = c[1];
    return sign(openedLow(c) && a.isLong() && a.close < b.open && a.close > b.close + b.body() * 0.5, 100);
}
double inNeck(C c, double) {
    return sign(openedLow(c) && c[0].close <= c[1].close + c[1].equal() && c[0].close >= c[1].close, -100);
}
double onNeck(C c, double) {
    return sign(openedLow(c) && within(c[0].close, c[1].low, c[1].equal()), -100);
}
double thrusting(C c, double) {
    const Candle &a = c[0], &b = c[1];
    return sign(openedLow(c) && a.close > b.close + b.equal() && a.close <= b.close + b.body() * 0.5, -100);
}
double counterattack(C c, double) {
    return sign(c[0].white() != c[1].white() && c[1].isLong() && c[0].isLong() &&
                    within(c[0].close, c[1].close, c[1].equal()),
                100 * c[0].colour());
}
double separatingLines(C c, double) {
    const Candle &a = c[0], &b = c[1];
    return sign(a.white() != b.white() && within(a.open, b.open, b.equal()) && a.isLong() &&
                    (a.white() ? a.noLower() : a.noUpper()),
                100 * a.colour());
}
double dojiStar(C c, double) {
    const Candle &a = c[0], &b = c[1];
    return sign(b.isLong() && a.isDoji() && (b.white() ? a.gapsUp(b) : a.gapsDown(b)), -100 * b.colour());
}
double homingPigeon(C c, double) {
    const Candle &a = c[0], &b = c[1];
    return sign(b.black() && a.black() && b.isLong() && a.isShort() && a.open < b.open && a.close > b.close,
                100);
}
double matchingLow(C c, double) {
    return sign(c[0].black() && c[1].black() && within(c[0].close, c[1].close, c[1].equal()), 100);
}
bool kicks(C c) {
    const auto bare = [](const Candle& a) { return a.isLong() && a.noUpper() && a.noLower(); };
    return c[0].white() != c[1].white() && bare(c[1]) && bare(c[0]) &&
           (c[1].black() ? c[0].jumpsUp(c[1]) : c[0].jumpsDown(c[1]));
}
double kicking(C c, double) {
    return sign(kicks(c), 100 * c[0].colour());
}
double kickingByLength(C c, double) {
    return sign(kicks(c), 100 * (c[0].body() > c[1].body() ? c[0] : c[1]).colour());
}

constexpr CandleRule kRules[] = {
    candleRule<doji>("candle_doji", "Doji", "CDLDOJI", 10, kRanges10,
                     "body at most a tenth of the usual range"),
    candleRule<dragonfly>("candle_dragonfly_doji", "Dragonfly doji", "CDLDRAGONFLYDOJI", 10, kRanges10,
                          "doji without upper shadow, with a lower one"),
    candleRule<gravestone>("candle_gravestone_doji", "Gravestone doji", "CDLGRAVESTONEDOJI", 10, kRanges10,
                           "doji without lower shadow, with an upper one"),
    candleRule<longLegged>("candle_long_legged_doji", "Long-legged doji", "CDLLONGLEGGEDDOJI", 10, kRanges10,
                           "doji with a shadow longer than its body"),
    candleRule<rickshaw>("candle_rickshaw_man", "Rickshaw man", "CDLRICKSHAWMAN", 10, kRanges10 | kRanges5,
                         "doji with two long shadows and its body near the middle"),
    candleRule<takuri>("candle_takuri", "Takuri", "CDLTAKURI", 10, kRanges10,
                       "dragonfly doji with a very long lower shadow"),
    candleRule<marubozu>("candle_marubozu", "Marubozu", "CDLMARUBOZU", 10, kBodies10 | kRanges10,
                         "long body without shadows"),
    candleRule<closingMarubozu>("candle_closing_marubozu", "Closing marubozu", "CDLCLOSINGMARUBOZU", 10,
                                kBodies10 | kRanges10, "long body without a shadow at the close"),
    candleRule<beltHold>("candle_belt_hold", "Belt hold", "CDLBELTHOLD", 10, kBodies10 | kRanges10,
                         "long body without a shadow at the open"),
    candleRule<spinningTop>("candle_spinning_top", "Spinning top", "CDLSPINNINGTOP", 10, kBodies10,
                            "short body, both shadows longer"),
    candleRule<highWave>("candle_high_wave", "High wave", "CDLHIGHWAVE", 10, kBodies10,
                         "short body, both shadows more than twice as long"),
    candleRule<longLine>("candle_long_line", "Long line", "CDLLONGLINE", 10, kBodies10 | kShadows10,
                         "long body, short shadows"),
    candleRule<shortLine>("candle_short_line", "Short line", "CDLSHORTLINE", 10, kBodies10 | kShadows10,
                          "short body, short shadows"),
    candleRule<hammer>("candle_hammer", "Hammer", "CDLHAMMER", 11, kBodies10 | kRanges10 | kRanges5,
                       "short body at the top, long lower shadow, near the low before"),
    candleRule<hangingMan>("candle_hanging_man", "Hanging man", "CDLHANGINGMAN", 11,
                           kBodies10 | kRanges10 | kRanges5,
                           "short body at the top, long lower shadow, near the high before"),
    candleRule<invertedHammer>("candle_inverted_hammer", "Inverted hammer", "CDLINVERTEDHAMMER", 11,
                               kBodies10 | kRanges10,
                               "short body at the bottom, long upper shadow, gap down"),
    candleRule<shootingStar>("candle_shooting_star", "Shooting star", "CDLSHOOTINGSTAR", 11,
                             kBodies10 | kRanges10, "short body at the bottom, long upper shadow, gap up"),
    candleRule<engulfing>("candle_engulfing", "Engulfing", "CDLENGULFING", 2, 0,
                          "a body around the opposite one before; 80 where one end is equal"),
    candleRule<harami>("candle_harami", "Harami", "CDLHARAMI", 11, kBodies10,
                       "a short body inside the long one before; 80 where one end is equal"),
    candleRule<haramiCross>("candle_harami_cross", "Harami cross", "CDLHARAMICROSS", 11,
                            kBodies10 | kRanges10,
                            "a doji inside the long body before; 80 where one end is equal"),
    candleRule<darkCloud>("candle_dark_cloud_cover", "Dark cloud cover", "CDLDARKCLOUDCOVER", 11, kBodies10,
                          "opens above the high of a long white candle, closes deep in its body", 0.5),
    candleRule<piercing>("candle_piercing", "Piercing line", "CDLPIERCING", 11, kBodies10,
                         "opens below the low of a long black candle, closes above the middle of its body"),
    candleRule<inNeck>("candle_in_neck", "In-neck", "CDLINNECK", 11, kBodies10 | kRanges5,
                       "opens below the low of a long black candle, closes at its close"),
    candleRule<onNeck>("candle_on_neck", "On-neck", "CDLONNECK", 11, kBodies10 | kRanges5,
                       "opens below the low of a long black candle, closes at its low"),
    candleRule<thrusting>("candle_thrusting", "Thrusting", "CDLTHRUSTING", 11, kBodies10 | kRanges5,
                          "opens below the low of a long black candle, closes below the middle of its body"),
    candleRule<counterattack>("candle_counterattack", "Counterattack", "CDLCOUNTERATTACK", 11,
                              kBodies10 | kRanges5, "two long opposite candles with the same close"),
    candleRule<separatingLines>("candle_separating_lines", "Separating lines", "CDLSEPARATINGLINES", 11,
                                kBodies10 | kRanges10 | kRanges5,
                                "two opposite candles with the same open, the second a belt hold"),
    candleRule<dojiStar>("candle_doji_star", "Doji star", "CDLDOJISTAR", 11, kBodies10 | kRanges10,
                         "a doji that gaps away from a long body"),
    candleRule<homingPigeon>("candle_homing_pigeon", "Homing pigeon", "CDLHOMINGPIGEON", 11, kBodies10,
                             "a short black body inside a long black one"),
    candleRule<matchingLow>("candle_matching_low", "Matching low", "CDLMATCHINGLOW", 6, kRanges5,
                            "two black candles with the same close"),
    candleRule<kicking>("candle_kicking", "Kicking", "CDLKICKING", 11, kBodies10 | kRanges10,
                        "two opposite marubozus with a gap"),
    candleRule<kickingByLength>("candle_kicking_by_length", "Kicking by length", "CDLKICKINGBYLENGTH", 11,
                                kBodies10 | kRanges10, "kicking, in the direction of the longer body")};

} // namespace

std::span<const CandleRule> shortCandleRules() {
    return kRules;
}

} // namespace nautilus::numerics
