#include "engines/numerics/indicators/candle_rules.h"

namespace nautilus::numerics {
namespace {

using C = const Candles&;

double sign(bool holds, double value) {
    return holds ? value : 0.0;
}

bool allBlack(C c) {
    return c[0].black() && c[1].black() && c[2].black();
}

double threeBlackCrows(C c, double) {
    const bool lows = c[0].noLower() && c[1].noLower() && c[2].noLower();
    const bool opens =
        c[1].open < c[2].open && c[1].open > c[2].close && c[0].open < c[1].open && c[0].open > c[1].close;
    return sign(c[3].white() && allBlack(c) && lows && opens && c[3].high > c[2].close &&
                    c[2].close > c[1].close && c[1].close > c[0].close,
                -100);
}
double identicalCrows(C c, double) {
    const bool lows = c[0].noLower() && c[1].noLower() && c[2].noLower();
    return sign(allBlack(c) && lows && c[2].close > c[1].close && c[1].close > c[0].close &&
                    within(c[1].open, c[2].close, c[2].equal()) &&
                    within(c[0].open, c[1].close, c[1].equal()),
                -100);
}
double threeWhiteSoldiers(C c, double) {
    const bool tops = c[0].noUpper() && c[1].noUpper() && c[2].noUpper();
    const bool opens = c[1].open > c[2].open && c[1].open <= c[2].close + c[2].near() &&
                       c[0].open > c[1].open && c[0].open <= c[1].close + c[1].near();
    const bool bodies =
        c[1].body() > c[2].body() - c[2].far() && c[0].body() > c[1].body() - c[1].far() && c[0].isLong();
    return sign(c[0].white() && c[1].white() && c[2].white() && tops && opens && bodies &&
                    c[0].close > c[1].close && c[1].close > c[2].close,
                100);
}
double threeInside(C c, double) {
    const bool inside =
        c[2].isLong() && c[1].isShort() && c[1].top() < c[2].top() && c[1].bottom() > c[2].bottom();
    const bool turns =
        c[2].white() ? c[0].black() && c[0].close < c[2].open : c[0].white() && c[0].close > c[2].open;
    return sign(inside && turns, -100 * c[2].colour());
}
double threeOutside(C c, double) {
    const bool up = c[1].white() && c[2].black() && c[1].close > c[2].open && c[1].open < c[2].close &&
                    c[0].close > c[1].close;
    const bool down = c[1].black() && c[2].white() && c[1].open > c[2].close && c[1].close < c[2].open &&
                      c[0].close < c[1].close;
    return sign(up || down, 100 * c[1].colour());
}
double threeLineStrike(C c, double) {
    const auto opensIn = [](const Candle& a, const Candle& before) {
        return a.open >= before.bottom() - before.near() && a.open <= before.top() + before.near();
    };
    if (c[3].white() != c[2].white() || c[2].white() != c[1].white() || c[0].white() == c[1].white())
        return 0;
    if (!opensIn(c[2], c[3]) || !opensIn(c[1], c[2])) return 0;
    const bool up = c[1].white() && c[1].close > c[2].close && c[2].close > c[3].close &&
                    c[0].open > c[1].close && c[0].close < c[3].open;
    const bool down = c[1].black() && c[1].close < c[2].close && c[2].close < c[3].close &&
                      c[0].open < c[1].close && c[0].close > c[3].open;
    return sign(up || down, 100 * c[1].colour());
}
double twoCrows(C c, double) {
    return sign(c[2].white() && c[2].isLong() && c[1].black() && c[1].gapsUp(c[2]) && c[0].black() &&
                    c[0].open < c[1].open && c[0].open > c[1].close && c[0].close > c[2].open &&
                    c[0].close < c[2].close,
                -100);
}
double upsideGapTwoCrows(C c, double) {
    return sign(c[2].white() && c[2].isLong() && c[1].black() && c[1].isShort() && c[1].gapsUp(c[2]) &&
                    c[0].black() && c[0].open > c[1].open && c[0].close < c[1].close &&
                    c[0].close > c[2].close,
                -100);
}

bool evening(C c, double penetration) {
    return c[2].isLong() && c[2].white() && c[1].gapsUp(c[2]) && c[0].isLong() && c[0].black() &&
           c[0].close < c[2].close - c[2].body() * penetration;
}
bool morning(C c, double penetration) {
    return c[2].isLong() && c[2].black() && c[1].gapsDown(c[2]) && c[0].isLong() && c[0].white() &&
           c[0].close > c[2].close + c[2].body() * penetration;
}
double eveningStar(C c, double penetration) {
    return sign(c[1].isShort() && evening(c, penetration), -100);
}
double morningStar(C c, double penetration) {
    return sign(c[1].isShort() && morning(c, penetration), 100);
}
double eveningDojiStar(C c, double penetration) {
    return sign(c[1].isDoji() && evening(c, penetration), -100);
}
double morningDojiStar(C c, double penetration) {
    return sign(c[1].isDoji() && morning(c, penetration), 100);
}
double abandonedBaby(C c, double penetration) {
    if (!c[2].isLong() || !c[1].isDoji() || !c[0].isLong()) return 0;
    const double deep = c[2].body() * penetration;
    const bool down = c[2].white() && c[0].black() && c[0].close < c[2].close - deep && c[1].jumpsUp(c[2]) &&
                      c[0].jumpsDown(c[1]);
    const bool up = c[2].black() && c[0].white() && c[0].close > c[2].close + deep && c[1].jumpsDown(c[2]) &&
                    c[0].jumpsUp(c[1]);
    return sign(up || down, 100 * c[0].colour());
}
double tristar(C c, double) {
    const double doji = c[2].doji();
    if (c[2].body() > doji || c[1].body() > doji || c[0].body() > doji) return 0;
    if (c[1].gapsUp(c[2]) && c[0].top() < c[1].top()) return -100;
    return sign(c[1].gapsDown(c[2]) && c[0].bottom() > c[1].bottom(), 100);
}
double tasukiGap(C c, double) {
    const bool alike = std::abs(c[1].body() - c[0].body()) < c[1].near();
    const bool up = c[1].gapsUp(c[2]) && c[1].white() && c[0].black() && c[0].open < c[1].close &&
                    c[0].open > c[1].open && c[0].close < c[1].open && c[0].close > c[2].top();
    const bool down = c[1].gapsDown(c[2]) && c[1].black() && c[0].white() && c[0].open < c[1].open &&
                      c[0].open > c[1].close && c[0].close > c[1].open && c[0].close < c[2].bottom();
    return sign(alike && (up || down), 100 * c[1].colour());
}
double gapThreeMethods(C c, double) {
    if (c[2].white() != c[1].white() || c[1].white() == c[0].white()) return 0;
    const bool closes = c[0].open < c[1].top() && c[0].open > c[1].bottom() && c[0].close < c[2].top() &&
                        c[0].close > c[2].bottom();
    const bool gap = c[2].white() ? c[1].gapsUp(c[2]) : c[1].gapsDown(c[2]);
    return sign(closes && gap, 100 * c[2].colour());
}
double sideBySideWhite(C c, double) {
    const bool up = c[1].gapsUp(c[2]) && c[0].gapsUp(c[2]);
    const bool down = c[1].gapsDown(c[2]) && c[0].gapsDown(c[2]);
    return sign((up || down) && c[1].white() && c[0].white() &&
                    within(c[0].body(), c[1].body(), c[1].near()) &&
                    within(c[0].open, c[1].open, c[1].equal()),
                up ? 100 : -100);
}
double stickSandwich(C c, double) {
    return sign(c[2].black() && c[1].white() && c[0].black() && c[1].low > c[2].close &&
                    within(c[0].close, c[2].close, c[2].equal()),
                100);
}
double uniqueThreeRiver(C c, double) {
    return sign(c[2].isLong() && c[2].black() && c[1].black() && c[1].close > c[2].close &&
                    c[1].open <= c[2].open && c[1].low < c[2].low && c[0].belowShort() && c[0].white() &&
                    c[0].open > c[1].low,
                100);
}
double threeMethods(C c, double) {
    const double way = c[4].colour();
    if (!c[4].isLong() || !c[0].isLong() || c[0].colour() != way) return 0;
    for (std::size_t i = 1; i <= 3; ++i) {
        const bool rests =
            c[i].belowShort() && c[i].colour() == -way && c[i].bottom() < c[4].high && c[i].top() > c[4].low;
        if (!rests) return 0;
    }
    return sign(c[2].close * way < c[3].close * way && c[1].close * way < c[2].close * way &&
                    c[0].open * way > c[1].close * way && c[0].close * way > c[4].close * way,
                100 * way);
}

constexpr CandleRule kRules[] = {
    candleRule<threeBlackCrows>(
        "candle_three_black_crows", "Three black crows", "CDL3BLACKCROWS", 13, kRanges10,
        "three falling black candles without lower shadows, each opening in the body before"),
    candleRule<identicalCrows>("candle_identical_three_crows", "Identical three crows", "CDLIDENTICAL3CROWS",
                               12, kRanges10 | kRanges5,
                               "three falling black candles, each opening at the close before"),
    candleRule<threeWhiteSoldiers>(
        "candle_three_white_soldiers", "Three white soldiers", "CDL3WHITESOLDIERS", 12,
        kBodies10 | kRanges10 | kRanges5,
        "three rising white candles without upper shadows, each opening in or near the body before"),
    candleRule<threeInside>("candle_three_inside", "Three inside up or down", "CDL3INSIDE", 12, kBodies10,
                            "harami, confirmed by the third close"),
    candleRule<threeOutside>("candle_three_outside", "Three outside up or down", "CDL3OUTSIDE", 3, 0,
                             "engulfing, confirmed by the third close"),
    candleRule<threeLineStrike>("candle_three_line_strike", "Three-line strike", "CDL3LINESTRIKE", 8,
                                kRanges5, "three candles one way, a fourth back over all of them"),
    candleRule<twoCrows>("candle_two_crows", "Two crows", "CDL2CROWS", 12, kBodies10,
                         "after a long white candle a gap up that a second black candle closes in its body"),
    candleRule<upsideGapTwoCrows>(
        "candle_upside_gap_two_crows", "Upside gap two crows", "CDLUPSIDEGAP2CROWS", 12, kBodies10,
        "after a long white candle a gap up, two black candles, the gap stays open"),
    candleRule<eveningStar>("candle_evening_star", "Evening star", "CDLEVENINGSTAR", 12, kBodies10,
                            "long white, short body above a gap, black deep into the first", 0.3),
    candleRule<morningStar>("candle_morning_star", "Morning star", "CDLMORNINGSTAR", 12, kBodies10,
                            "long black, short body below a gap, white deep into the first", 0.3),
    candleRule<eveningDojiStar>("candle_evening_doji_star", "Evening doji star", "CDLEVENINGDOJISTAR", 12,
                                kBodies10 | kRanges10, "evening star with a doji", 0.3),
    candleRule<morningDojiStar>("candle_morning_doji_star", "Morning doji star", "CDLMORNINGDOJISTAR", 12,
                                kBodies10 | kRanges10, "morning star with a doji", 0.3),
    candleRule<abandonedBaby>("candle_abandoned_baby", "Abandoned baby", "CDLABANDONEDBABY", 12,
                              kBodies10 | kRanges10, "a doji with gaps of whole candles on both sides", 0.3),
    candleRule<tristar>("candle_tristar", "Tristar", "CDLTRISTAR", 12, kRanges10,
                        "three dojis, the second beyond a gap"),
    candleRule<tasukiGap>("candle_tasuki_gap", "Tasuki gap", "CDLTASUKIGAP", 7, kRanges5,
                          "a gap that an opposite candle of like size does not close"),
    candleRule<gapThreeMethods>("candle_gap_three_methods", "Gap three methods", "CDLXSIDEGAP3METHODS", 2, 0,
                                "a gap that the third candle closes"),
    candleRule<sideBySideWhite>("candle_side_by_side_white", "Side-by-side white lines",
                                "CDLGAPSIDESIDEWHITE", 7, kRanges5, "two like white candles beyond a gap"),
    candleRule<stickSandwich>("candle_stick_sandwich", "Stick sandwich", "CDLSTICKSANDWICH", 7, kRanges5,
                              "two black candles with the same close around a white one"),
    candleRule<uniqueThreeRiver>("candle_unique_three_river", "Unique three river", "CDLUNIQUE3RIVER", 12,
                                 kBodies10,
                                 "long black, black harami with a new low, short white above that low"),
    candleRule<threeMethods>("candle_three_methods", "Rising or falling three methods", "CDLRISEFALL3METHODS",
                             14, kBodies10,
                             "a long candle, three short opposite ones within it, a long one that goes on")};

} // namespace

std::span<const CandleRule> longCandleRules() {
    return kRules;
}

} // namespace nautilus::numerics
