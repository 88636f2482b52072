#include "engines/numerics/indicators/candle_rules.h"

namespace nautilus::numerics {
namespace {

template <class V>
using C = const Candles<V>&;

// One candle.
template <class V>
V doji(C<V> c, double) {
    return sign<V>(c[0].isDoji(), 100);
}
template <class V>
V dragonfly(C<V> c, double) {
    return sign<V>(c[0].isDoji() && c[0].noUpper() && c[0].lower() > c[0].veryShort(), 100);
}
template <class V>
V gravestone(C<V> c, double) {
    return sign<V>(c[0].isDoji() && c[0].noLower() && c[0].upper() > c[0].veryShort(), 100);
}
template <class V>
V longLegged(C<V> c, double) {
    return sign<V>(c[0].isDoji() && (c[0].lower() > c[0].body() || c[0].upper() > c[0].body()), 100);
}
template <class V>
V rickshaw(C<V> c, double) {
    const auto a = c[0];
    const auto middle = a.low + a.range() / 2;
    return sign<V>(a.isDoji() && a.lower() > a.body() && a.upper() > a.body() &&
                       a.bottom() <= middle + a.near() && a.top() >= middle - a.near(),
                   100);
}
template <class V>
V takuri(C<V> c, double) {
    return sign<V>(c[0].isDoji() && c[0].noUpper() && c[0].lower() > 2 * c[0].body(), 100);
}
template <class V>
V marubozu(C<V> c, double) {
    return sign<V>(c[0].isLong() && c[0].noUpper() && c[0].noLower(), 100 * c[0].colour());
}
template <class V>
V closingMarubozu(C<V> c, double) {
    const auto a = c[0];
    return sign<V>(a.isLong() && (a.white() ? a.noUpper() : a.noLower()), 100 * a.colour());
}
template <class V>
V beltHold(C<V> c, double) {
    const auto a = c[0];
    return sign<V>(a.isLong() && (a.white() ? a.noLower() : a.noUpper()), 100 * a.colour());
}
template <class V>
V spinningTop(C<V> c, double) {
    const auto a = c[0];
    return sign<V>(a.belowShort() && a.upper() > a.body() && a.lower() > a.body(), 100 * a.colour());
}
template <class V>
V highWave(C<V> c, double) {
    const auto a = c[0];
    return sign<V>(a.belowShort() && a.upper() > 2 * a.body() && a.lower() > 2 * a.body(), 100 * a.colour());
}
template <class V>
V longLine(C<V> c, double) {
    const auto a = c[0];
    return sign<V>(a.isLong() && a.upper() < a.shortShadow() && a.lower() < a.shortShadow(),
                   100 * a.colour());
}
template <class V>
V shortLine(C<V> c, double) {
    const auto a = c[0];
    return sign<V>(a.belowShort() && a.upper() < a.shortShadow() && a.lower() < a.shortShadow(),
                   100 * a.colour());
}

// Two candles.
template <class V>
Truth<V> hangs(const Candle<V>& a) {
    return a.belowShort() && a.lower() > a.body() && a.noUpper();
}
template <class V>
Truth<V> stands(const Candle<V>& a) {
    return a.belowShort() && a.upper() > a.body() && a.noLower();
}
template <class V>
V hammer(C<V> c, double) {
    return sign<V>(hangs(c[0]) && c[0].bottom() <= c[1].low + c[1].near(), 100);
}
template <class V>
V hangingMan(C<V> c, double) {
    return sign<V>(hangs(c[0]) && c[0].bottom() >= c[1].high - c[1].near(), -100);
}
template <class V>
V invertedHammer(C<V> c, double) {
    return sign<V>(stands(c[0]) && c[0].gapsDown(c[1]), 100);
}
template <class V>
V shootingStar(C<V> c, double) {
    return sign<V>(stands(c[0]) && c[0].gapsUp(c[1]), -100);
}
template <class V>
V engulfing(C<V> c, double) {
    const auto a = c[0], b = c[1];
    const auto up = a.white() && b.black() &&
                    ((a.close >= b.open && a.open < b.close) || (a.close > b.open && a.open <= b.close));
    const auto down = a.black() && b.white() &&
                      ((a.open >= b.close && a.close < b.open) || (a.open > b.close && a.close <= b.open));
    const V strength = a.open != b.close && a.close != b.open ? V{} + 100.0 : V{} + 80.0;
    return sign<V>(up || down, a.colour() * strength);
}
/// a in b's body: 100, or 80 where an end is equal, against the way of b.
template <class V>
V insideBar(const Candle<V>& a, const Candle<V>& b) {
    const auto inside = a.top() < b.top() && a.bottom() > b.bottom();
    const auto touching = a.top() <= b.top() && a.bottom() >= b.bottom();
    const V strength = inside ? V{} + 100.0 : V{} + 80.0;
    return sign<V>(touching, -strength * b.colour());
}
template <class V>
V harami(C<V> c, double) {
    return sign<V>(c[1].isLong() && c[0].isShort(), insideBar(c[0], c[1]));
}
template <class V>
V haramiCross(C<V> c, double) {
    return sign<V>(c[1].isLong() && c[0].isDoji(), insideBar(c[0], c[1]));
}
template <class V>
V darkCloud(C<V> c, double penetration) {
    const auto a = c[0], b = c[1];
    return sign<V>(b.white() && b.isLong() && a.black() && a.open > b.high && a.close > b.open &&
                       a.close < b.close - b.body() * penetration,
                   -100);
}
template <class V>
Truth<V> openedLow(C<V> c) {
    return c[1].black() && c[1].isLong() && c[0].white() && c[0].open < c[1].low;
}
template <class V>
V piercing(C<V> c, double) {
    const auto a = c[0], b = c[1];
    return sign<V>(openedLow(c) && a.isLong() && a.close < b.open && a.close > b.close + b.body() * 0.5, 100);
}
template <class V>
V inNeck(C<V> c, double) {
    return sign<V>(openedLow(c) && c[0].close <= c[1].close + c[1].equal() && c[0].close >= c[1].close, -100);
}
template <class V>
V onNeck(C<V> c, double) {
    return sign<V>(openedLow(c) && within(c[0].close, c[1].low, c[1].equal()), -100);
}
template <class V>
V thrusting(C<V> c, double) {
    const auto a = c[0], b = c[1];
    return sign<V>(openedLow(c) && a.close > b.close + b.equal() && a.close <= b.close + b.body() * 0.5,
                   -100);
}
template <class V>
V counterattack(C<V> c, double) {
    return sign<V>(c[0].white() != c[1].white() && c[1].isLong() && c[0].isLong() &&
                       within(c[0].close, c[1].close, c[1].equal()),
                   100 * c[0].colour());
}
template <class V>
V separatingLines(C<V> c, double) {
    const auto a = c[0], b = c[1];
    return sign<V>(a.white() != b.white() && within(a.open, b.open, b.equal()) && a.isLong() &&
                       (a.white() ? a.noLower() : a.noUpper()),
                   100 * a.colour());
}
template <class V>
V dojiStar(C<V> c, double) {
    const auto a = c[0], b = c[1];
    return sign<V>(b.isLong() && a.isDoji() && (b.white() ? a.gapsUp(b) : a.gapsDown(b)), -100 * b.colour());
}
template <class V>
V homingPigeon(C<V> c, double) {
    const auto a = c[0], b = c[1];
    return sign<V>(
        b.black() && a.black() && b.isLong() && a.isShort() && a.open < b.open && a.close > b.close, 100);
}
template <class V>
V matchingLow(C<V> c, double) {
    return sign<V>(c[0].black() && c[1].black() && within(c[0].close, c[1].close, c[1].equal()), 100);
}
template <class V>
Truth<V> kicks(C<V> c) {
    const auto bare = [](const auto& a) { return a.isLong() && a.noUpper() && a.noLower(); };
    return c[0].white() != c[1].white() && bare(c[1]) && bare(c[0]) &&
           (c[1].black() ? c[0].jumpsUp(c[1]) : c[0].jumpsDown(c[1]));
}
template <class V>
V kicking(C<V> c, double) {
    return sign<V>(kicks(c), 100 * c[0].colour());
}
template <class V>
V kickingByLength(C<V> c, double) {
    return sign<V>(kicks(c), 100 * (c[0].body() > c[1].body() ? c[0].colour() : c[1].colour()));
}

constexpr CandleRule kRules[] = {
    candleRule<doji<double>, doji<Lanes>>("candle_doji", "Doji", "CDLDOJI", 10, kRanges10,
                                          "body at most a tenth of the usual range"),
    candleRule<dragonfly<double>, dragonfly<Lanes>>("candle_dragonfly_doji", "Dragonfly doji",
                                                    "CDLDRAGONFLYDOJI", 10, kRanges10,
                                                    "doji without upper shadow, with a lower one"),
    candleRule<gravestone<double>, gravestone<Lanes>>("candle_gravestone_doji", "Gravestone doji",
                                                      "CDLGRAVESTONEDOJI", 10, kRanges10,
                                                      "doji without lower shadow, with an upper one"),
    candleRule<longLegged<double>, longLegged<Lanes>>("candle_long_legged_doji", "Long-legged doji",
                                                      "CDLLONGLEGGEDDOJI", 10, kRanges10,
                                                      "doji with a shadow longer than its body"),
    candleRule<rickshaw<double>, rickshaw<Lanes>>("candle_rickshaw_man", "Rickshaw man", "CDLRICKSHAWMAN", 10,
                                                  kRanges10 | kRanges5,
                                                  "doji with two long shadows and its body near the middle"),
    candleRule<takuri<double>, takuri<Lanes>>("candle_takuri", "Takuri", "CDLTAKURI", 10, kRanges10,
                                              "dragonfly doji with a very long lower shadow"),
    candleRule<marubozu<double>, marubozu<Lanes>>("candle_marubozu", "Marubozu", "CDLMARUBOZU", 10,
                                                  kBodies10 | kRanges10, "long body without shadows"),
    candleRule<closingMarubozu<double>, closingMarubozu<Lanes>>(
        "candle_closing_marubozu", "Closing marubozu", "CDLCLOSINGMARUBOZU", 10, kBodies10 | kRanges10,
        "long body without a shadow at the close"),
    candleRule<beltHold<double>, beltHold<Lanes>>("candle_belt_hold", "Belt hold", "CDLBELTHOLD", 10,
                                                  kBodies10 | kRanges10,
                                                  "long body without a shadow at the open"),
    candleRule<spinningTop<double>, spinningTop<Lanes>>("candle_spinning_top", "Spinning top",
                                                        "CDLSPINNINGTOP", 10, kBodies10,
                                                        "short body, both shadows longer"),
    candleRule<highWave<double>, highWave<Lanes>>("candle_high_wave", "High wave", "CDLHIGHWAVE", 10,
                                                  kBodies10,
                                                  "short body, both shadows more than twice as long"),
    candleRule<longLine<double>, longLine<Lanes>>("candle_long_line", "Long line", "CDLLONGLINE", 10,
                                                  kBodies10 | kShadows10, "long body, short shadows"),
    candleRule<shortLine<double>, shortLine<Lanes>>("candle_short_line", "Short line", "CDLSHORTLINE", 10,
                                                    kBodies10 | kShadows10, "short body, short shadows"),
    candleRule<hammer<double>, hammer<Lanes>>(
        "candle_hammer", "Hammer", "CDLHAMMER", 11, kBodies10 | kRanges10 | kRanges5,
        "short body at the top, long lower shadow, near the low before"),
    candleRule<hangingMan<double>, hangingMan<Lanes>>(
        "candle_hanging_man", "Hanging man", "CDLHANGINGMAN", 11, kBodies10 | kRanges10 | kRanges5,
        "short body at the top, long lower shadow, near the high before"),
    candleRule<invertedHammer<double>, invertedHammer<Lanes>>(
        "candle_inverted_hammer", "Inverted hammer", "CDLINVERTEDHAMMER", 11, kBodies10 | kRanges10,
        "short body at the bottom, long upper shadow, gap down"),
    candleRule<shootingStar<double>, shootingStar<Lanes>>(
        "candle_shooting_star", "Shooting star", "CDLSHOOTINGSTAR", 11, kBodies10 | kRanges10,
        "short body at the bottom, long upper shadow, gap up"),
    candleRule<engulfing<double>, engulfing<Lanes>>(
        "candle_engulfing", "Engulfing", "CDLENGULFING", 2, 0,
        "a body around the opposite one before; 80 where one end is equal"),
    candleRule<harami<double>, harami<Lanes>>(
        "candle_harami", "Harami", "CDLHARAMI", 11, kBodies10,
        "a short body inside the long one before; 80 where one end is equal"),
    candleRule<haramiCross<double>, haramiCross<Lanes>>(
        "candle_harami_cross", "Harami cross", "CDLHARAMICROSS", 11, kBodies10 | kRanges10,
        "a doji inside the long body before; 80 where one end is equal"),
    candleRule<darkCloud<double>, darkCloud<Lanes>>(
        "candle_dark_cloud_cover", "Dark cloud cover", "CDLDARKCLOUDCOVER", 11, kBodies10,
        "opens above the high of a long white candle, closes deep in its body", 0.5),
    candleRule<piercing<double>, piercing<Lanes>>(
        "candle_piercing", "Piercing line", "CDLPIERCING", 11, kBodies10,
        "opens below the low of a long black candle, closes above the middle of its body"),
    candleRule<inNeck<double>, inNeck<Lanes>>(
        "candle_in_neck", "In-neck", "CDLINNECK", 11, kBodies10 | kRanges5,
        "opens below the low of a long black candle, closes at its close"),
    candleRule<onNeck<double>, onNeck<Lanes>>(
        "candle_on_neck", "On-neck", "CDLONNECK", 11, kBodies10 | kRanges5,
        "opens below the low of a long black candle, closes at its low"),
    candleRule<thrusting<double>, thrusting<Lanes>>(
        "candle_thrusting", "Thrusting", "CDLTHRUSTING", 11, kBodies10 | kRanges5,
        "opens below the low of a long black candle, closes below the middle of its body"),
    candleRule<counterattack<double>, counterattack<Lanes>>("candle_counterattack", "Counterattack",
                                                            "CDLCOUNTERATTACK", 11, kBodies10 | kRanges5,
                                                            "two long opposite candles with the same close"),
    candleRule<separatingLines<double>, separatingLines<Lanes>>(
        "candle_separating_lines", "Separating lines", "CDLSEPARATINGLINES", 11,
        kBodies10 | kRanges10 | kRanges5, "two opposite candles with the same open, the second a belt hold"),
    candleRule<dojiStar<double>, dojiStar<Lanes>>("candle_doji_star", "Doji star", "CDLDOJISTAR", 11,
                                                  kBodies10 | kRanges10,
                                                  "a doji that gaps away from a long body"),
    candleRule<homingPigeon<double>, homingPigeon<Lanes>>("candle_homing_pigeon", "Homing pigeon",
                                                          "CDLHOMINGPIGEON", 11, kBodies10,
                                                          "a short black body inside a long black one"),
    candleRule<matchingLow<double>, matchingLow<Lanes>>("candle_matching_low", "Matching low",
                                                        "CDLMATCHINGLOW", 6, kRanges5,
                                                        "two black candles with the same close"),
    candleRule<kicking<double>, kicking<Lanes>>("candle_kicking", "Kicking", "CDLKICKING", 11,
                                                kBodies10 | kRanges10, "two opposite marubozus with a gap"),
    candleRule<kickingByLength<double>, kickingByLength<Lanes>>(
        "candle_kicking_by_length", "Kicking by length", "CDLKICKINGBYLENGTH", 11, kBodies10 | kRanges10,
        "kicking, in the direction of the longer body")};

} // namespace

std::span<const CandleRule> shortCandleRules() {
    return kRules;
}

} // namespace nautilus::numerics
