#include "engines/numerics/indicators/candle_rules.h"

namespace nautilus::numerics {
namespace {

template <class V>
using C = const Candles<V>&;

template <class V>
Truth<V> allBlack(C<V> c) {
    return c[0].black() && c[1].black() && c[2].black();
}

template <class V>
V threeBlackCrows(C<V> c, double) {
    const auto lows = c[0].noLower() && c[1].noLower() && c[2].noLower();
    const auto opens =
        c[1].open < c[2].open && c[1].open > c[2].close && c[0].open < c[1].open && c[0].open > c[1].close;
    return sign<V>(c[3].white() && allBlack(c) && lows && opens && c[3].high > c[2].close &&
                       c[2].close > c[1].close && c[1].close > c[0].close,
                   -100);
}
template <class V>
V identicalCrows(C<V> c, double) {
    const auto lows = c[0].noLower() && c[1].noLower() && c[2].noLower();
    return sign<V>(allBlack(c) && lows && c[2].close > c[1].close && c[1].close > c[0].close &&
                       within(c[1].open, c[2].close, c[2].equal()) &&
                       within(c[0].open, c[1].close, c[1].equal()),
                   -100);
}
template <class V>
V threeWhiteSoldiers(C<V> c, double) {
    const auto tops = c[0].noUpper() && c[1].noUpper() && c[2].noUpper();
    const auto opens = c[1].open > c[2].open && c[1].open <= c[2].close + c[2].near() &&
                       c[0].open > c[1].open && c[0].open <= c[1].close + c[1].near();
    const auto bodies =
        c[1].body() > c[2].body() - c[2].far() && c[0].body() > c[1].body() - c[1].far() && c[0].isLong();
    return sign<V>(c[0].white() && c[1].white() && c[2].white() && tops && opens && bodies &&
                       c[0].close > c[1].close && c[1].close > c[2].close,
                   100);
}
template <class V>
V threeInside(C<V> c, double) {
    const auto inside =
        c[2].isLong() && c[1].isShort() && c[1].top() < c[2].top() && c[1].bottom() > c[2].bottom();
    const auto turns =
        c[2].white() ? c[0].black() && c[0].close < c[2].open : c[0].white() && c[0].close > c[2].open;
    return sign<V>(inside && turns, -100 * c[2].colour());
}
template <class V>
V threeOutside(C<V> c, double) {
    const auto up = c[1].white() && c[2].black() && c[1].close > c[2].open && c[1].open < c[2].close &&
                    c[0].close > c[1].close;
    const auto down = c[1].black() && c[2].white() && c[1].open > c[2].close && c[1].close < c[2].open &&
                      c[0].close < c[1].close;
    return sign<V>(up || down, 100 * c[1].colour());
}
template <class V>
V threeLineStrike(C<V> c, double) {
    const auto opensIn = [](const auto& a, const auto& before) {
        return a.open >= before.bottom() - before.near() && a.open <= before.top() + before.near();
    };
    const auto opens = opensIn(c[2], c[3]) && opensIn(c[1], c[2]);
    const auto up = c[3].white() && c[2].white() && c[1].white() && c[0].black() && c[1].close > c[2].close &&
                    c[2].close > c[3].close && c[0].open > c[1].close && c[0].close < c[3].open;
    const auto down = c[3].black() && c[2].black() && c[1].black() && c[0].white() &&
                      c[1].close < c[2].close && c[2].close < c[3].close && c[0].open < c[1].close &&
                      c[0].close > c[3].open;
    return sign<V>(opens && (up || down), 100 * c[1].colour());
}
template <class V>
V twoCrows(C<V> c, double) {
    return sign<V>(c[2].white() && c[2].isLong() && c[1].black() && c[1].gapsUp(c[2]) && c[0].black() &&
                       c[0].open < c[1].open && c[0].open > c[1].close && c[0].close > c[2].open &&
                       c[0].close < c[2].close,
                   -100);
}
template <class V>
V upsideGapTwoCrows(C<V> c, double) {
    return sign<V>(c[2].white() && c[2].isLong() && c[1].black() && c[1].isShort() && c[1].gapsUp(c[2]) &&
                       c[0].black() && c[0].open > c[1].open && c[0].close < c[1].close &&
                       c[0].close > c[2].close,
                   -100);
}

template <class V>
Truth<V> evening(C<V> c, double penetration) {
    return c[2].isLong() && c[2].white() && c[1].gapsUp(c[2]) && c[0].isLong() && c[0].black() &&
           c[0].close < c[2].close - c[2].body() * penetration;
}
template <class V>
Truth<V> morning(C<V> c, double penetration) {
    return c[2].isLong() && c[2].black() && c[1].gapsDown(c[2]) && c[0].isLong() && c[0].white() &&
           c[0].close > c[2].close + c[2].body() * penetration;
}
template <class V>
V eveningStar(C<V> c, double penetration) {
    return sign<V>(c[1].isShort() && evening(c, penetration), -100);
}
template <class V>
V morningStar(C<V> c, double penetration) {
    return sign<V>(c[1].isShort() && morning(c, penetration), 100);
}
template <class V>
V eveningDojiStar(C<V> c, double penetration) {
    return sign<V>(c[1].isDoji() && evening(c, penetration), -100);
}
template <class V>
V morningDojiStar(C<V> c, double penetration) {
    return sign<V>(c[1].isDoji() && morning(c, penetration), 100);
}
template <class V>
V abandonedBaby(C<V> c, double penetration) {
    const auto shape = c[2].isLong() && c[1].isDoji() && c[0].isLong();
    const auto deep = c[2].body() * penetration;
    const auto down = c[2].white() && c[0].black() && c[0].close < c[2].close - deep && c[1].jumpsUp(c[2]) &&
                      c[0].jumpsDown(c[1]);
    const auto up = c[2].black() && c[0].white() && c[0].close > c[2].close + deep && c[1].jumpsDown(c[2]) &&
                    c[0].jumpsUp(c[1]);
    return sign<V>(shape && (up || down), 100 * c[0].colour());
}
template <class V>
V tristar(C<V> c, double) {
    const auto doji = c[2].doji();
    const auto dojis = c[2].body() <= doji && c[1].body() <= doji && c[0].body() <= doji;
    const auto down = c[1].gapsUp(c[2]) && c[0].top() < c[1].top();
    const auto up = c[1].gapsDown(c[2]) && c[0].bottom() > c[1].bottom();
    return sign<V>(dojis && (up || down), down ? V{} - 100.0 : V{} + 100.0);
}
template <class V>
V tasukiGap(C<V> c, double) {
    const auto alike = absolute(c[1].body() - c[0].body()) < c[1].near();
    const auto up = c[1].gapsUp(c[2]) && c[1].white() && c[0].black() && c[0].open < c[1].close &&
                    c[0].open > c[1].open && c[0].close < c[1].open && c[0].close > c[2].top();
    const auto down = c[1].gapsDown(c[2]) && c[1].black() && c[0].white() && c[0].open < c[1].open &&
                      c[0].open > c[1].close && c[0].close > c[1].open && c[0].close < c[2].bottom();
    return sign<V>(alike && (up || down), 100 * c[1].colour());
}
template <class V>
V gapThreeMethods(C<V> c, double) {
    const auto colours = c[2].white() == c[1].white() && c[1].white() != c[0].white();
    const auto closes = c[0].open < c[1].top() && c[0].open > c[1].bottom() && c[0].close < c[2].top() &&
                        c[0].close > c[2].bottom();
    const auto gap = c[2].white() ? c[1].gapsUp(c[2]) : c[1].gapsDown(c[2]);
    return sign<V>(colours && closes && gap, 100 * c[2].colour());
}
template <class V>
V sideBySideWhite(C<V> c, double) {
    const auto up = c[1].gapsUp(c[2]) && c[0].gapsUp(c[2]);
    const auto down = c[1].gapsDown(c[2]) && c[0].gapsDown(c[2]);
    return sign<V>((up || down) && c[1].white() && c[0].white() &&
                       within(c[0].body(), c[1].body(), c[1].near()) &&
                       within(c[0].open, c[1].open, c[1].equal()),
                   up ? V{} + 100.0 : V{} - 100.0);
}
template <class V>
V stickSandwich(C<V> c, double) {
    return sign<V>(c[2].black() && c[1].white() && c[0].black() && c[1].low > c[2].close &&
                       within(c[0].close, c[2].close, c[2].equal()),
                   100);
}
template <class V>
V uniqueThreeRiver(C<V> c, double) {
    return sign<V>(c[2].isLong() && c[2].black() && c[1].black() && c[1].close > c[2].close &&
                       c[1].open <= c[2].open && c[1].low < c[2].low && c[0].belowShort() && c[0].white() &&
                       c[0].open > c[1].low,
                   100);
}
template <class V>
V threeMethods(C<V> c, double) {
    const V way = c[4].colour();
    const auto rests = [&](const auto& a) {
        return a.belowShort() && a.colour() == -way && a.bottom() < c[4].high && a.top() > c[4].low;
    };
    return sign<V>(c[4].isLong() && c[0].isLong() && c[0].colour() == way && rests(c[1]) && rests(c[2]) &&
                       rests(c[3]) && c[2].close * way < c[3].close * way &&
                       c[1].close * way < c[2].close * way && c[0].open * way > c[1].close * way &&
                       c[0].close * way > c[4].close * way,
                   100 * way);
}
template <class V>
V threeStarsInTheSouth(C<V> c, double) {
    const auto first = c[2].black() && c[2].isLong() && c[2].lower() > c[2].longShadow();
    const auto second = c[1].black() && c[1].body() < c[2].body() && c[1].open > c[2].close &&
                        c[1].open <= c[2].high && c[1].low < c[2].close && c[1].low >= c[2].low &&
                        c[1].lower() > c[1].veryShort();
    return sign<V>(first && second && c[0].black() && c[0].belowShort() && c[0].noUpper() && c[0].noLower() &&
                       c[0].low > c[1].low && c[0].high < c[1].high,
                   100);
}
/// Three white candles that close higher, each opening in or near the body before.
template <class V>
Truth<V> advances(C<V> c) {
    return c[0].white() && c[1].white() && c[2].white() && c[0].close > c[1].close &&
           c[1].close > c[2].close && c[1].open > c[2].open && c[1].open <= c[2].close + c[2].near();
}
template <class V>
V advanceBlock(C<V> c, double) {
    const V third = c[0].body(), second = c[1].body(), first = c[2].body();
    const auto opens = c[0].open > c[1].open && c[0].open <= c[1].close + c[1].near();
    const auto slows = second < first - c[2].far() && third < second + c[1].near();
    const auto stops = third < second - c[1].far();
    const auto shadowed = third < second && second < first &&
                          (c[0].upper() > c[0].shortShadow() || c[1].upper() > c[1].shortShadow());
    const auto held = third < second && c[0].upper() > c[0].longShadow();
    return sign<V>(advances(c) && opens && c[2].isLong() && c[2].upper() < c[2].shortShadow() &&
                       (slows || stops || shadowed || held),
                   -100);
}
template <class V>
V stalledPattern(C<V> c, double) {
    return sign<V>(advances(c) && c[2].isLong() && c[1].isLong() && c[1].noUpper() && c[0].belowShort() &&
                       c[0].open >= c[1].close - c[0].body() - c[1].near(),
                   -100);
}
template <class V>
V breakaway(C<V> c, double) {
    const auto colours =
        c[4].white() == c[3].white() && c[3].white() == c[1].white() && c[1].white() != c[0].white();
    const auto down = c[4].black() && c[3].gapsDown(c[4]) && c[2].high < c[3].high && c[2].low < c[3].low &&
                      c[1].high < c[2].high && c[1].low < c[2].low && c[0].close > c[3].open &&
                      c[0].close < c[4].close;
    const auto up = c[4].white() && c[3].gapsUp(c[4]) && c[2].high > c[3].high && c[2].low > c[3].low &&
                    c[1].high > c[2].high && c[1].low > c[2].low && c[0].close < c[3].open &&
                    c[0].close > c[4].close;
    return sign<V>(c[4].isLong() && colours && (up || down), 100 * c[0].colour());
}
template <class V>
V concealingBabySwallow(C<V> c, double) {
    const auto bare = [](const auto& a) { return a.black() && a.noUpper() && a.noLower(); };
    return sign<V>(bare(c[3]) && bare(c[2]) && c[1].black() && c[1].gapsDown(c[2]) &&
                       c[1].upper() > c[1].veryShort() && c[1].high > c[2].close && c[0].black() &&
                       c[0].high > c[1].high && c[0].low < c[1].low,
                   100);
}
template <class V>
V ladderBottom(C<V> c, double) {
    return sign<V>(c[4].black() && c[3].black() && c[2].black() && c[4].open > c[3].open &&
                       c[3].open > c[2].open && c[4].close > c[3].close && c[3].close > c[2].close &&
                       c[1].black() && c[1].upper() > c[1].veryShort() && c[0].white() &&
                       c[0].open > c[1].open && c[0].close > c[1].high,
                   100);
}
template <class V>
V matHold(C<V> c, double penetration) {
    const V floor = c[4].close - c[4].body() * penetration;
    const auto holds = [&](const auto& a) {
        return a.belowShort() && a.bottom() < c[4].close && a.bottom() > floor;
    };
    return sign<V>(c[4].isLong() && c[4].white() && c[3].belowShort() && c[3].black() && c[3].gapsUp(c[4]) &&
                       holds(c[2]) && holds(c[1]) && c[2].top() < c[3].open && c[1].top() < c[2].top() &&
                       c[0].white() && c[0].open > c[1].close &&
                       c[0].close > larger(larger(c[3].high, c[2].high), c[1].high),
                   100);
}

constexpr CandleRule kRules[] = {
    candleRule<threeBlackCrows<double>, threeBlackCrows<Lanes>>(
        "candle_three_black_crows", "Three black crows", "CDL3BLACKCROWS", 13, kRanges10,
        "three falling black candles without lower shadows, each opening in the body before"),
    candleRule<identicalCrows<double>, identicalCrows<Lanes>>(
        "candle_identical_three_crows", "Identical three crows", "CDLIDENTICAL3CROWS", 12,
        kRanges10 | kRanges5, "three falling black candles, each opening at the close before"),
    candleRule<threeWhiteSoldiers<double>, threeWhiteSoldiers<Lanes>>(
        "candle_three_white_soldiers", "Three white soldiers", "CDL3WHITESOLDIERS", 12,
        kBodies10 | kRanges10 | kRanges5,
        "three rising white candles without upper shadows, each opening in or near the body before"),
    candleRule<threeInside<double>, threeInside<Lanes>>("candle_three_inside", "Three inside up or down",
                                                        "CDL3INSIDE", 12, kBodies10,
                                                        "harami, confirmed by the third close"),
    candleRule<threeOutside<double>, threeOutside<Lanes>>("candle_three_outside", "Three outside up or down",
                                                          "CDL3OUTSIDE", 3, 0,
                                                          "engulfing, confirmed by the third close"),
    candleRule<threeLineStrike<double>, threeLineStrike<Lanes>>(
        "candle_three_line_strike", "Three-line strike", "CDL3LINESTRIKE", 8, kRanges5,
        "three candles one way, a fourth back over all of them"),
    candleRule<twoCrows<double>, twoCrows<Lanes>>(
        "candle_two_crows", "Two crows", "CDL2CROWS", 12, kBodies10,
        "after a long white candle a gap up that a second black candle closes in its body"),
    candleRule<upsideGapTwoCrows<double>, upsideGapTwoCrows<Lanes>>(
        "candle_upside_gap_two_crows", "Upside gap two crows", "CDLUPSIDEGAP2CROWS", 12, kBodies10,
        "after a long white candle a gap up, two black candles, the gap stays open"),
    candleRule<eveningStar<double>, eveningStar<Lanes>>(
        "candle_evening_star", "Evening star", "CDLEVENINGSTAR", 12, kBodies10,
        "long white, short body above a gap, black deep into the first", 0.3),
    candleRule<morningStar<double>, morningStar<Lanes>>(
        "candle_morning_star", "Morning star", "CDLMORNINGSTAR", 12, kBodies10,
        "long black, short body below a gap, white deep into the first", 0.3),
    candleRule<eveningDojiStar<double>, eveningDojiStar<Lanes>>(
        "candle_evening_doji_star", "Evening doji star", "CDLEVENINGDOJISTAR", 12, kBodies10 | kRanges10,
        "evening star with a doji", 0.3),
    candleRule<morningDojiStar<double>, morningDojiStar<Lanes>>(
        "candle_morning_doji_star", "Morning doji star", "CDLMORNINGDOJISTAR", 12, kBodies10 | kRanges10,
        "morning star with a doji", 0.3),
    candleRule<abandonedBaby<double>, abandonedBaby<Lanes>>(
        "candle_abandoned_baby", "Abandoned baby", "CDLABANDONEDBABY", 12, kBodies10 | kRanges10,
        "a doji with gaps of whole candles on both sides", 0.3),
    candleRule<tristar<double>, tristar<Lanes>>("candle_tristar", "Tristar", "CDLTRISTAR", 12, kRanges10,
                                                "three dojis, the second beyond a gap"),
    candleRule<tasukiGap<double>, tasukiGap<Lanes>>(
        "candle_tasuki_gap", "Tasuki gap", "CDLTASUKIGAP", 7, kRanges5,
        "a gap that an opposite candle of like size does not close"),
    candleRule<gapThreeMethods<double>, gapThreeMethods<Lanes>>("candle_gap_three_methods",
                                                                "Gap three methods", "CDLXSIDEGAP3METHODS", 2,
                                                                0, "a gap that the third candle closes"),
    candleRule<sideBySideWhite<double>, sideBySideWhite<Lanes>>(
        "candle_side_by_side_white", "Side-by-side white lines", "CDLGAPSIDESIDEWHITE", 7, kRanges5,
        "two like white candles beyond a gap"),
    candleRule<stickSandwich<double>, stickSandwich<Lanes>>(
        "candle_stick_sandwich", "Stick sandwich", "CDLSTICKSANDWICH", 7, kRanges5,
        "two black candles with the same close around a white one"),
    candleRule<uniqueThreeRiver<double>, uniqueThreeRiver<Lanes>>(
        "candle_unique_three_river", "Unique three river", "CDLUNIQUE3RIVER", 12, kBodies10,
        "long black, black harami with a new low, short white above that low"),
    candleRule<threeMethods<double>, threeMethods<Lanes>>(
        "candle_three_methods", "Rising or falling three methods", "CDLRISEFALL3METHODS", 14, kBodies10,
        "a long candle, three short opposite ones within it, a long one that goes on"),
    candleRule<threeStarsInTheSouth<double>, threeStarsInTheSouth<Lanes>>(
        "candle_three_stars_in_the_south", "Three stars in the south", "CDL3STARSINSOUTH", 12,
        kBodies10 | kRanges10,
        "three falling black candles, each in the range before; the last without shadows"),
    candleRule<advanceBlock<double>, advanceBlock<Lanes>>(
        "candle_advance_block", "Advance block", "CDLADVANCEBLOCK", 12, kBodies10 | kShadows10 | kRanges5,
        "three white soldiers that tire: smaller bodies or long upper shadows"),
    candleRule<stalledPattern<double>, stalledPattern<Lanes>>(
        "candle_stalled_pattern", "Stalled pattern", "CDLSTALLEDPATTERN", 12,
        kBodies10 | kRanges10 | kRanges5,
        "two long white candles, then a short one at the end of the second"),
    candleRule<breakaway<double>, breakaway<Lanes>>(
        "candle_breakaway", "Breakaway", "CDLBREAKAWAY", 14, kBodies10,
        "a long candle, three that go on beyond a gap, an opposite one that closes in the gap"),
    candleRule<concealingBabySwallow<double>, concealingBabySwallow<Lanes>>(
        "candle_concealing_baby_swallow", "Concealing baby swallow", "CDLCONCEALBABYSWALL", 13, kRanges10,
        "two black marubozus, a black candle below a gap with an upper shadow, a black one around it"),
    candleRule<ladderBottom<double>, ladderBottom<Lanes>>(
        "candle_ladder_bottom", "Ladder bottom", "CDLLADDERBOTTOM", 14, kRanges10,
        "four falling black candles, the last with an upper shadow, then a white one above it"),
    candleRule<matHold<double>, matHold<Lanes>>(
        "candle_mat_hold", "Mat hold", "CDLMATHOLD", 14, kBodies10,
        "a long white candle, three short ones from a gap down into its body, a white one above them all",
        0.5),
};

} // namespace

std::span<const CandleRule> longCandleRules() {
    return kRules;
}

} // namespace nautilus::numerics
