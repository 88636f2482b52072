"""The first thirty of the 101 formulaic alphas (Kakushadze, Wilmott 84 (2016), 72-81; arXiv:1601.00991),
once in the language of the product and once in Python. Whoever evaluates the Python side brings the
functions: windows by numpy for reference values, windows by pandas for its speed. A minimum over a window is
ts_min; volumes in money (adv20) are compared with volumes in money.
"""

# What several of them share, in order.
SHARED = [
    ("adv20",
     "mean(close * volume, 20)"),
    ("step",
     "delta(close, 1)"),
    ("alpha9",
     "[where(lt(0, ts_min(step, n)), step, where(lt(ts_max(step, n), 0), step, -step)) for n in "
     "(5, 4)]"),
    ("grown",
     "clean(delta(mean(close, 100), 100) / delay(close, 100))"),
    ("ratio",
     "clean(volume / adv20)"),
    ("up",
     "sign(delta(close, 1)) + sign(delay(close, 1) - delay(close, 2)) + sign(delay(close, 2) - "
     "delay(close, 3))"),
    ("eight",
     "ts_sum(open_, 5) * ts_sum(returns, 5)"),
    ("inner29",
     "rank(rank(scale(log(ts_sum(ts_min(rank(rank(-rank(delta(close - 1, 5)))), 2), 1)))))"),
]

ALPHAS = [
    ("alpha001",
     "rank(Ts_ArgMax(SignedPower(((returns < 0) ? stddev(returns, 20) : close), 2.), 5)) - 0.5",
     "rank(argmax(signedpower(where(lt(returns, 0), std(returns, 20), close), 2), 5)) - 0.5"),
    ("alpha002",
     "-1 * correlation(rank(delta(log(volume), 2)), rank(((close - open) / open)), 6)",
     "-corr(rank(delta(log(volume), 2)), rank((close - open_) / open_), 6)"),
    ("alpha003",
     "-1 * correlation(rank(open), rank(volume), 10)",
     "-corr(rank(open_), rank(volume), 10)"),
    ("alpha004",
     "-1 * Ts_Rank(rank(low), 9)",
     "-ts_rank(rank(low), 9)"),
    ("alpha005",
     "rank((open - (sum(vwap, 10) / 10))) * (-1 * abs(rank((close - vwap))))",
     "rank(open_ - ts_sum(vwap, 10) / 10) * -rank(close - vwap).abs()"),
    ("alpha006",
     "-1 * correlation(open, volume, 10)",
     "-corr(open_, volume, 10)"),
    ("alpha007",
     "(adv20 < volume * close) ? ((-1 * ts_rank(abs(delta(close, 7)), 60)) * sign(delta(close, "
     "7))) : (-1 * 1)",
     "where(lt(adv20, volume * close), -ts_rank(delta(close, 7).abs(), 60) * sign(delta(close, "
     "7)), -1)"),
    ("alpha008",
     "-1 * rank(((sum(open, 5) * sum(returns, 5)) - delay((sum(open, 5) * sum(returns, 5)), 10)))",
     "-rank(eight - delay(eight, 10))"),
    ("alpha009",
     "(0 < ts_min(delta(close, 1), 5)) ? delta(close, 1) : ((ts_max(delta(close, 1), 5) < 0) ? "
     "delta(close, 1) : (-1 * delta(close, 1)))",
     "alpha9[0]"),
    ("alpha010",
     "rank(((0 < ts_min(delta(close, 1), 4)) ? delta(close, 1) : ((ts_max(delta(close, 1), 4) < "
     "0) ? delta(close, 1) : (-1 * delta(close, 1)))))",
     "rank(alpha9[1])"),
    ("alpha011",
     "(rank(ts_max((vwap - close), 3)) + rank(ts_min((vwap - close), 3))) * rank(delta(volume, 3))",
     "(rank(ts_max(vwap - close, 3)) + rank(ts_min(vwap - close, 3))) * rank(delta(volume, 3))"),
    ("alpha012",
     "sign(delta(volume, 1)) * (-1 * delta(close, 1))",
     "sign(delta(volume, 1)) * -delta(close, 1)"),
    ("alpha013",
     "-1 * rank(covariance(rank(close), rank(volume), 5))",
     "-rank(cov(rank(close), rank(volume), 5))"),
    ("alpha014",
     "(-1 * rank(delta(returns, 3))) * correlation(open, volume, 10)",
     "-rank(delta(returns, 3)) * corr(open_, volume, 10)"),
    ("alpha015",
     "-1 * sum(rank(correlation(rank(high), rank(volume), 3)), 3)",
     "-ts_sum(rank(corr(rank(high), rank(volume), 3)), 3)"),
    ("alpha016",
     "-1 * rank(covariance(rank(high), rank(volume), 5))",
     "-rank(cov(rank(high), rank(volume), 5))"),
    ("alpha017",
     "((-1 * rank(ts_rank(close, 10))) * rank(delta(delta(close, 1), 1))) * rank(ts_rank((volume"
     " / adv20), 5))",
     "-rank(ts_rank(close, 10)) * rank(delta(delta(close, 1), 1)) * rank(ts_rank(ratio, 5))"),
    ("alpha018",
     "-1 * rank(((stddev(abs((close - open)), 5) + (close - open)) + correlation(close, open, 10)))",
     "-rank(std((close - open_).abs(), 5) + (close - open_) + corr(close, open_, 10))"),
    ("alpha019",
     "(-1 * sign(((close - delay(close, 7)) + delta(close, 7)))) * (1 + rank((1 + sum(returns, "
     "250))))",
     "-sign(delta(close, 7) + delta(close, 7)) * (1 + rank(1 + ts_sum(returns, 250)))"),
    ("alpha020",
     "((-1 * rank((open - delay(high, 1)))) * rank((open - delay(close, 1)))) * rank((open - "
     "delay(low, 1)))",
     "-rank(open_ - delay(high, 1)) * rank(open_ - delay(close, 1)) * rank(open_ - delay(low, 1))"),
    ("alpha021",
     "(((sum(close, 8) / 8) + stddev(close, 8)) < (sum(close, 2) / 2)) ? (-1 * 1) : "
     "(((sum(close, 2) / 2) < ((sum(close, 8) / 8) - stddev(close, 8))) ? 1 : (((1 < (volume / "
     "adv20)) || ((volume / adv20) == 1)) ? 1 : (-1 * 1)))",
     "where(lt(mean(close, 8) + std(close, 8), mean(close, 2)), -1, where(lt(mean(close, 2), "
     "mean(close, 8) - std(close, 8)), 1, where(either(lt(1, ratio), test(ratio, 1, np.equal)), "
     "1, -1)))"),
    ("alpha022",
     "-1 * (delta(correlation(high, volume, 5), 5) * rank(stddev(close, 20)))",
     "-(delta(corr(high, volume, 5), 5) * rank(std(close, 20)))"),
    ("alpha023",
     "((sum(high, 20) / 20) < high) ? (-1 * delta(high, 2)) : 0",
     "where(lt(mean(high, 20), high), -delta(high, 2), 0)"),
    ("alpha024",
     "(((delta((sum(close, 100) / 100), 100) / delay(close, 100)) < 0.05) || ((delta((sum(close,"
     " 100) / 100), 100) / delay(close, 100)) == 0.05)) ? (-1 * (close - ts_min(close, 100))) : "
     "(-1 * delta(close, 3))",
     "where(either(lt(grown, 0.05), test(grown, 0.05, np.equal)), -(close - ts_min(close, 100)),"
     " -delta(close, 3))"),
    ("alpha025",
     "rank(((((-1 * returns) * adv20) * vwap) * (high - close)))",
     "rank(-returns * adv20 * vwap * (high - close))"),
    ("alpha026",
     "-1 * ts_max(correlation(ts_rank(volume, 5), ts_rank(high, 5), 5), 3)",
     "-ts_max(corr(ts_rank(volume, 5), ts_rank(high, 5), 5), 3)"),
    ("alpha027",
     "(0.5 < rank((sum(correlation(rank(volume), rank(vwap), 6), 2) / 2.0))) ? (-1 * 1) : 1",
     "where(lt(0.5, rank(ts_sum(corr(rank(volume), rank(vwap), 6), 2) / 2)), -1, 1)"),
    ("alpha028",
     "scale(((correlation(adv20, low, 5) + ((high + low) / 2)) - close))",
     "scale(corr(adv20, low, 5) + (high + low) / 2 - close)"),
    ("alpha029",
     "ts_min(product(rank(rank(scale(log(sum(ts_min(rank(rank((-1 * rank(delta((close - 1), "
     "5))))), 2), 1))))), 1), 5) + ts_rank(delay((-1 * returns), 6), 5)",
     "ts_min(product(inner29, 1), 5) + ts_rank(delay(-returns, 6), 5)"),
    ("alpha030",
     "((1.0 - rank(((sign((close - delay(close, 1))) + sign((delay(close, 1) - delay(close, "
     "2)))) + sign((delay(close, 2) - delay(close, 3)))))) * sum(volume, 5)) / sum(volume, 20)",
     "(1 - rank(up)) * ts_sum(volume, 5) / ts_sum(volume, 20)"),
]


def evaluate(functions):
    """Name, text and values of each; `functions` is the namespace that the Python side is read in."""
    known = dict(functions)
    for name, python in SHARED:
        known[name] = eval(python, known)
    for name, text, python in ALPHAS:
        yield name, text, eval(python, known)
