"""Values of factor expressions by pandas and numpy, for tests/engines/expression_test.cpp.

Input: a panel drawn from a seed, with gaps. Every window is computed from scratch on its own rows
     by numpy (two
passes, no running sums), every cross-section by pandas. The formulas alpha001 .. alpha030 are those of
Kakushadze, "101 Formulaic Alphas" (2016), written once in the language of the product and once in Python.

    /usr/bin/python3 make_expressions.py
"""

import csv
import gzip
import io
import math
import pathlib

import numpy as np
import pandas as pd

HERE = pathlib.Path(__file__).parent
SESSIONS, STOCKS, SEED = 340, 24, 20260
KEPT = sorted({*range(3, SESSIONS, 17), SESSIONS - 2, SESSIONS - 1})

rng = np.random.default_rng(SEED)


def panel():
    steps = rng.normal(0.0004, 0.02, (SESSIONS, STOCKS))
    close = 50 * np.exp(np.cumsum(steps, axis=0)) * rng.uniform(0.3, 3, STOCKS)
    opened = close * np.exp(rng.normal(0, 0.01, close.shape))
    high = np.maximum(opened, close) * np.exp(np.abs(rng.normal(0, 0.006, close.shape)))
    low = np.minimum(opened, close) * np.exp(-np.abs(rng.normal(0, 0.006, close.shape)))
    volume = np.floor(np.exp(rng.normal(11, 0.5, close.shape)))
    fields = {"open": opened, "high": high, "low": low, "close": close, "volume": volume}
    fields = {k: np.round(v, 4) for k, v in fields.items()}
    gone = rng.random(close.shape) < 0.002  # a stock without a bar that day
    gone[:30, 5] = True  # listed later
    gone[-40:, 9] = True  # gone before the end
    for each in fields.values():
        each[gone] = np.nan
    fields["vwap"] = np.round((fields["high"] + fields["low"] + fields["close"]) / 3, 4)
    before = pd.DataFrame(fields["close"]).shift(1).to_numpy()
    fields["returns"] = fields["close"] / before - 1
    return {k: pd.DataFrame(v) for k, v in fields.items()}


F = panel()
SECTOR = np.array([i % 4 for i in range(STOCKS)])
SECTOR[7] = -1  # unclassified
MACRO = pd.Series(np.round(100 + np.cumsum(rng.normal(0.02, 0.5, SESSIONS)), 4))
MACRO.iloc[:12] = np.nan
UNIVERSE = pd.DataFrame(rng.random((SESSIONS, STOCKS)) < 0.95)
UNIVERSE.iloc[:, :6] = True

open_, high, low, close, volume, vwap, returns = (
    F[k] for k in ("open", "high", "low", "close", "volume", "vwap", "returns"))


def clean(x):
    return x.where(np.isfinite(x))


def over(x, d, f):
    """f(windows) where windows is rows x stocks x d, oldest first; rows without a whole window are "
     "missing."""
    values = x.to_numpy()
    out = np.full(values.shape, np.nan)
    if len(values) >= d:
        windows = np.lib.stride_tricks.sliding_window_view(values, d, axis=0)
        with np.errstate(all="ignore"):
            out[d - 1:] = np.where(np.isnan(windows).any(axis=2), np.nan, f(windows))
    return pd.DataFrame(out)


def pairs(x, y, d, f):
    a = np.lib.stride_tricks.sliding_window_view(x.to_numpy(), d, axis=0)
    b = np.lib.stride_tricks.sliding_window_view(y.to_numpy(), d, axis=0)
    none = np.isnan(a).any(axis=2) | np.isnan(b).any(axis=2)
    da, db = a - a.mean(axis=2, keepdims=True), b - b.mean(axis=2, keepdims=True)
    flat_a, flat_b = (a == a[..., :1]).all(axis=2), (b == b[..., :1]).all(axis=2)
    out = np.full(x.shape, np.nan)
    with np.errstate(all="ignore"):
        out[d - 1:] = np.where(none, np.nan, f(da, db, flat_a, flat_b))
    return pd.DataFrame(out)


def corr(x, y, d):
    def f(a, b, fa, fb):
        r = (a * b).sum(2) / np.sqrt((a * a).sum(2) * (b * b).sum(2))
        return np.where(fa | fb, np.nan, r)
    return pairs(x, y, d, f)


def cov(x, y, d):
    return pairs(x, y, d, lambda a, b, fa, fb: (a * b).sum(2) / (d - 1))


def beta(y, x, d):
    return pairs(y, x, d, lambda a, b, fa, fb: np.where(fb, np.nan, (a * b).sum(2) / (b * b).sum(2)))


def delay(x, d):
    return x.shift(d)


def delta(x, d):
    return x - x.shift(d)


def ts_sum(x, d):
    return over(x, d, lambda w: w.sum(2))


def mean(x, d):
    return over(x, d, lambda w: w.mean(2))


def std(x, d):
    return over(x, d, lambda w: w.std(2, ddof=1))


def ts_min(x, d):
    return over(x, d, lambda w: w.min(2))


def ts_max(x, d):
    return over(x, d, lambda w: w.max(2))


def argmax(x, d):
    return over(x, d, lambda w: w.argmax(2) + 1.0)


def argmin(x, d):
    return over(x, d, lambda w: w.argmin(2) + 1.0)


def ts_rank(x, d):
    return over(x, d, lambda w: ((w < w[..., -1:]).sum(2) + ((w == w[..., -1:]).sum(2) + 1) / 2) / d)


def product(x, d):
    return over(x, d, lambda w: w.prod(2))


def moment(w, k):
    return ((w - w.mean(2, keepdims=True)) ** k).mean(2)


def skew(x, d):
    return over(x, d, lambda w: math.sqrt(d * (d - 1)) / (d - 2) * moment(w, 3) / moment(w, 2) ** 1.5)


def kurt(x, d):
    return over(x, d, lambda w: (d - 1) / ((d - 2) * (d - 3)) * (
        (d + 1) * (moment(w, 4) / moment(w, 2) ** 2 - 3) + 6))


def slope(x, d):
    t = np.arange(d) - (d - 1) / 2
    return over(x, d, lambda w: ((w - w.mean(2, keepdims=True)) * t).sum(2) / (t * t).sum())


def weighted(x, weights):
    return over(x, len(weights), lambda w: (w * weights).sum(2) / weights.sum())


def decay(x, d):
    return weighted(x, np.arange(1.0, d + 1))


def decay_exp(x, d, h):
    return weighted(x, 0.5 ** (np.arange(d)[::-1] / h))


def members(x):
    return x.where(UNIVERSE)


def rank(x):
    return members(x).rank(axis=1, pct=True)


def demean(x):
    x = members(x)
    return x.sub(x.mean(axis=1), axis=0)


def zscore(x):
    return clean(demean(x).div(members(x).std(axis=1), axis=0))


def scale(x, a=1.0):
    x = members(x)
    return clean(x.mul(a).div(x.abs().sum(axis=1), axis=0))


def winsorize(x, p):
    x = members(x)
    return x.clip(x.quantile(p, axis=1), x.quantile(1 - p, axis=1), axis=0)


def by_group(x, f):
    x = members(x)
    out = pd.DataFrame(np.nan, index=x.index, columns=x.columns)
    for g in range(4):
        mine = [c for c in x.columns if SECTOR[c] == g]
        out[mine] = f(x[mine])
    return out


def group_mean(x):
    return by_group(x, lambda m: m.notna().where(m.notna()).mul(m.mean(axis=1), axis=0))


def group_rank(x):
    return by_group(x, lambda m: m.rank(axis=1, pct=True))


def group_zscore(x):
    return by_group(x, lambda m: clean(m.sub(m.mean(axis=1), axis=0).div(m.std(axis=1), axis=0)))


def where(condition, x, y):
    """Missing where the condition is."""
    like = condition
    x = x if isinstance(x, pd.DataFrame) else pd.DataFrame(float(x), index=like.index, columns=like.columns)
    y = y if isinstance(y, pd.DataFrame) else pd.DataFrame(float(y), index=like.index, columns=like.columns)
    return pd.DataFrame(np.where(np.isnan(condition), np.nan, np.where(condition != 0, x, y)))


def test(x, y, f):
    """A comparison: missing where either side is."""
    a, b = np.broadcast_arrays(np.asarray(x, float), np.asarray(y, float))
    return pd.DataFrame(np.where(np.isnan(a) | np.isnan(b), np.nan, f(a, b).astype(float)))


def lt(x, y):
    return test(x, y, np.less)


def either(x, y):
    return test(x, y, lambda a, b: (a != 0) | (b != 0))


def both(x, y):
    return test(x, y, lambda a, b: (a != 0) & (b != 0))


def wide(series):
    return pd.DataFrame(np.repeat(series.to_numpy()[:, None], STOCKS, axis=1))


def signedpower(x, a):
    return np.sign(x) * x.abs() ** a


def log(x):
    return clean(np.log(x.where(x > 0)))


sign = np.sign
adv20 = mean(close * volume, 20)
step = delta(close, 1)
alpha9 = [where(lt(0, ts_min(step, n)), step, where(lt(ts_max(step, n), 0), step, -step)) for n in (5, 4)]
grown = clean(delta(mean(close, 100), 100) / delay(close, 100))
ratio = clean(volume / adv20)
up = sign(delta(close, 1)) + sign(delay(close, 1) - delay(close, 2)) + sign(delay(close, 2) -
     delay(close, 3))
eight = ts_sum(open_, 5) * ts_sum(returns, 5)
inner29 = rank(rank(scale(log(ts_sum(ts_min(rank(rank(-rank(delta(close - 1, 5)))), 2), 1)))))

CASES = [
    # the operators
    ("abs", "abs(returns)", returns.abs()),
    ("sign", "sign(returns)", sign(returns)),
    ("log", "log(volume - 30000)", log(volume - 30000)),
    ("exp", "exp(returns)", np.exp(returns)),
    ("sqrt", "sqrt(returns)", np.sqrt(returns.where(returns >= 0))),
    ("power", "(close / open) ^ 1.5 - 2 ^ -1", (close / open_) ** 1.5 - 0.5),
    ("precedence", "-returns ^ 2 + 3 * close / 2 - open", -(returns ** 2) + 3 * close / 2 - open_),
    ("signedpower", "signedpower(returns, 0.5)", signedpower(returns, 0.5)),
    ("min_max", "min(close, open) / max(high, delay(high, 1))",
     np.minimum(close, open_) / pd.DataFrame(np.maximum(high, high.shift(1)))),
    ("clip", "clip(returns, -0.01, 0.02)", returns.clip(-0.01, 0.02)),
    ("if", "if(close > open && volume >= 60000, 1, returns)",
     where(both(lt(open_, close), test(volume, 60000, np.greater_equal)), 1, returns)),
    ("not", "!(close <= open) != (returns == 0)",
     test(lt(open_, close), test(returns, 0, np.equal), np.not_equal)),
    ("coalesce", "coalesce(returns, -1) + is_missing(close)",
     returns.fillna(-1) + close.isna().astype(float)),
    ("delay", "delay(close, 7)", delay(close, 7)),
    ("delta", "delta(close, 7)", delta(close, 7)),
    ("ts_return", "ts_return(close, 21)", close / close.shift(21) - 1),
    ("ts_sum", "ts_sum(volume, 13)", ts_sum(volume, 13)),
    ("ts_mean", "ts_mean(close, 20)", mean(close, 20)),
    ("ts_mean_1", "ts_mean(close, 1)", close),
    ("ts_mean_250", "ts_mean(close, 250)", mean(close, 250)),
    ("ts_std", "ts_std(close, 20)", std(close, 20)),
    ("ts_zscore", "ts_zscore(volume, 60)", (volume - mean(volume, 60)) / std(volume, 60)),
    ("ts_min", "ts_min(low, 9)", ts_min(low, 9)),
    ("ts_max", "ts_max(high, 55)", ts_max(high, 55)),
    ("ts_argmin", "ts_argmin(close, 8)", argmin(close, 8)),
    ("ts_argmax", "ts_argmax(sign(returns), 8)", argmax(sign(returns), 8)),
    ("ts_rank", "ts_rank(close, 12)", ts_rank(close, 12)),
    ("ts_rank_ties", "ts_rank(sign(returns), 12)", ts_rank(sign(returns), 12)),
    ("ts_median", "ts_median(volume, 10) - ts_median(volume, 7)",
     over(volume, 10, lambda w: np.median(w, 2)) - over(volume, 7, lambda w: np.median(w, 2))),
    ("ts_product", "ts_product(1 + returns, 21)", product(1 + returns, 21)),
    ("ts_skew", "ts_skew(returns, 30)", skew(returns, 30)),
    ("ts_kurt", "ts_kurt(returns, 30)", kurt(returns, 30)),
    ("ts_slope", "ts_slope(log(close), 40)", slope(log(close), 40)),
    ("decay_linear", "decay_linear(returns, 10)", decay(returns, 10)),
    ("decay_exp", "decay_exp(returns, 63, 21)", decay_exp(returns, 63, 21)),
    ("ts_corr", "ts_corr(close, volume, 30)", corr(close, volume, 30)),
    ("ts_cov", "ts_cov(close, volume, 30)", cov(close, volume, 30)),
    ("ts_beta", "ts_beta(returns, universe_mean(returns), 60)",
     beta(returns, wide(members(returns).mean(axis=1)), 60)),
    ("macro_beta", "ts_beta(returns, delta(macro(\"TEST\"), 1), 90)", beta(returns,
     wide(MACRO.diff()), 90)),
    ("macro_rank", "rank(returns) * ts_mean(macro(\"TEST\"), 5)", rank(returns) *
     wide(MACRO).pipe(mean, 5)),
    ("rank", "rank(returns)", rank(returns)),
    ("rank_ties", "rank(sign(returns))", rank(sign(returns))),
    ("zscore", "zscore(log(volume))", zscore(log(volume))),
    ("demean", "demean(returns)", demean(returns)),
    ("scale", "scale(returns, 2)", scale(returns, 2)),
    ("winsorize", "winsorize(returns, 0.05)", winsorize(returns, 0.05)),
    ("group_mean", "group_mean(returns, sector)", group_mean(returns)),
    ("group_neutralize", "IndNeutralize(returns, IndClass.sector)", members(returns) - group_mean(returns)),
    ("group_rank", "group_rank(sign(returns) * close, sector)", group_rank(sign(returns) * close)),
    ("group_zscore", "group_zscore(returns, sector)", group_zscore(returns)),
    ("nested", "rank(delta(close, 5)) / ts_std(returns, 20)", clean(rank(delta(close, 5)) /
     std(returns, 20))),
    # 101 formulaic alphas, 1 to 30
    ("alpha001", "rank(Ts_ArgMax(SignedPower(((returns < 0) ? stddev(returns, 20) : close), 2.), 5)) - 0.5",
     rank(argmax(signedpower(where(lt(returns, 0), std(returns, 20), close), 2), 5)) - 0.5),
    ("alpha002", "-1 * correlation(rank(delta(log(volume), 2)), rank(((close - open) / open)), 6)",
     -corr(rank(delta(log(volume), 2)), rank((close - open_) / open_), 6)),
    ("alpha003", "-1 * correlation(rank(open), rank(volume), 10)", -corr(rank(open_), rank(volume), 10)),
    ("alpha004", "-1 * Ts_Rank(rank(low), 9)", -ts_rank(rank(low), 9)),
    ("alpha005", "rank((open - (sum(vwap, 10) / 10))) * (-1 * abs(rank((close - vwap))))",
     rank(open_ - ts_sum(vwap, 10) / 10) * -rank(close - vwap).abs()),
    ("alpha006", "-1 * correlation(open, volume, 10)", -corr(open_, volume, 10)),
    ("alpha007", "(adv20 < volume * close) ? ((-1 * ts_rank(abs(delta(close, 7)), 60)) * "
     "sign(delta(close, 7))) : (-1 * 1)",
     where(lt(adv20, volume * close), -ts_rank(delta(close, 7).abs(), 60) * sign(delta(close, 7)), -1)),
    ("alpha008", "-1 * rank(((sum(open, 5) * sum(returns, 5)) - delay((sum(open, 5) * sum(returns, "
     "5)), 10)))",
     -rank(eight - delay(eight, 10))),
    ("alpha009", "(0 < ts_min(delta(close, 1), 5)) ? delta(close, 1) : "
     "((ts_max(delta(close, 1), 5) < 0) ? delta(close, 1) : (-1 * delta(close, 1)))", alpha9[0]),
    ("alpha010", "rank(((0 < ts_min(delta(close, 1), 4)) ? delta(close, 1) : "
     "((ts_max(delta(close, 1), 4) < 0) ? delta(close, 1) : (-1 * delta(close, 1)))))", rank(alpha9[1])),
    ("alpha011", "(rank(ts_max((vwap - close), 3)) + rank(ts_min((vwap - close), 3))) * "
     "rank(delta(volume, 3))",
     (rank(ts_max(vwap - close, 3)) + rank(ts_min(vwap - close, 3))) * rank(delta(volume, 3))),
    ("alpha012", "sign(delta(volume, 1)) * (-1 * delta(close, 1))", sign(delta(volume, 1)) *
     -delta(close, 1)),
    ("alpha013", "-1 * rank(covariance(rank(close), rank(volume), 5))", -rank(cov(rank(close),
     rank(volume), 5))),
    ("alpha014", "(-1 * rank(delta(returns, 3))) * correlation(open, volume, 10)",
     -rank(delta(returns, 3)) * corr(open_, volume, 10)),
    ("alpha015", "-1 * sum(rank(correlation(rank(high), rank(volume), 3)), 3)",
     -ts_sum(rank(corr(rank(high), rank(volume), 3)), 3)),
    ("alpha016", "-1 * rank(covariance(rank(high), rank(volume), 5))", -rank(cov(rank(high),
     rank(volume), 5))),
    ("alpha017", "((-1 * rank(ts_rank(close, 10))) * rank(delta(delta(close, 1), 1))) * "
     "rank(ts_rank((volume / adv20), 5))",
     -rank(ts_rank(close, 10)) * rank(delta(delta(close, 1), 1)) * rank(ts_rank(ratio, 5))),
    ("alpha018", "-1 * rank(((stddev(abs((close - open)), 5) + (close - open)) + correlation(close, "
     "open, 10)))",
     -rank(std((close - open_).abs(), 5) + (close - open_) + corr(close, open_, 10))),
    ("alpha019", "(-1 * sign(((close - delay(close, 7)) + delta(close, 7)))) * (1 + rank((1 + "
     "sum(returns, 250))))",
     -sign(delta(close, 7) + delta(close, 7)) * (1 + rank(1 + ts_sum(returns, 250)))),
    ("alpha020", "((-1 * rank((open - delay(high, 1)))) * rank((open - delay(close, 1)))) * "
     "rank((open - delay(low, 1)))",
     -rank(open_ - delay(high, 1)) * rank(open_ - delay(close, 1)) * rank(open_ - delay(low, 1))),
    ("alpha021", "(((sum(close, 8) / 8) + stddev(close, 8)) < (sum(close, 2) / 2)) ? (-1 * 1) : "
     "(((sum(close, 2) / 2) < ((sum(close, 8) / 8) - stddev(close, 8))) ? 1 : "
     "(((1 < (volume / adv20)) || ((volume / adv20) == 1)) ? 1 : (-1 * 1)))",
     where(lt(mean(close, 8) + std(close, 8), mean(close, 2)), -1,
           where(lt(mean(close, 2), mean(close, 8) - std(close, 8)), 1,
                 where(either(lt(1, ratio), test(ratio, 1, np.equal)), 1, -1)))),
    ("alpha022", "-1 * (delta(correlation(high, volume, 5), 5) * rank(stddev(close, 20)))",
     -(delta(corr(high, volume, 5), 5) * rank(std(close, 20)))),
    ("alpha023", "((sum(high, 20) / 20) < high) ? (-1 * delta(high, 2)) : 0",
     where(lt(mean(high, 20), high), -delta(high, 2), 0)),
    ("alpha024", "(((delta((sum(close, 100) / 100), 100) / delay(close, 100)) < 0.05) || "
     "((delta((sum(close, 100) / 100), 100) / delay(close, 100)) == 0.05)) ? "
     "(-1 * (close - ts_min(close, 100))) : (-1 * delta(close, 3))",
     where(either(lt(grown, 0.05), test(grown, 0.05, np.equal)), -(close - ts_min(close, 100)),
     -delta(close, 3))),
    ("alpha025", "rank(((((-1 * returns) * adv20) * vwap) * (high - close)))",
     rank(-returns * adv20 * vwap * (high - close))),
    ("alpha026", "-1 * ts_max(correlation(ts_rank(volume, 5), ts_rank(high, 5), 5), 3)",
     -ts_max(corr(ts_rank(volume, 5), ts_rank(high, 5), 5), 3)),
    ("alpha027", "(0.5 < rank((sum(correlation(rank(volume), rank(vwap), 6), 2) / 2.0))) ? (-1 * 1) : 1",
     where(lt(0.5, rank(ts_sum(corr(rank(volume), rank(vwap), 6), 2) / 2)), -1, 1)),
    ("alpha028", "scale(((correlation(adv20, low, 5) + ((high + low) / 2)) - close))",
     scale(corr(adv20, low, 5) + (high + low) / 2 - close)),
    ("alpha029", "ts_min(product(rank(rank(scale(log(sum(ts_min(rank(rank((-1 * rank(delta((close - "
     "1), 5))))), 2), 1))))), 1), 5)"
     " + ts_rank(delay((-1 * returns), 6), 5)",
     ts_min(product(inner29, 1), 5) + ts_rank(delay(-returns, 6), 5)),
    ("alpha030", "((1.0 - rank(((sign((close - delay(close, 1))) + sign((delay(close, 1) - "
     "delay(close, 2)))) + "
     "sign((delay(close, 2) - delay(close, 3)))))) * sum(volume, 5)) / sum(volume, 20)",
     (1 - rank(up)) * ts_sum(volume, 5) / ts_sum(volume, 20)),
]


def write(name, header, rows):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    with gzip.GzipFile(HERE / name, "wb", mtime=0) as out:
        out.write(text.getvalue().encode())


def number(x):
    return "" if not np.isfinite(x) else repr(float(x))


rows = []
for t in range(SESSIONS):
    for i in range(STOCKS):
        rows.append([t, i, *(number(F[k].iat[t, i]) for k in F), int(SECTOR[i]), int(UNIVERSE.iat[t, i]),
                     number(MACRO[t])])
write("panel.csv.gz", ["session", "stock", *F, "sector", "universe", "macro"], rows)

(HERE / "expressions.txt").write_text("".join(f"{name}\t{text}\n" for name, text, _ in CASES))
rows = []
for name, _, values in CASES:
    assert values.shape == (SESSIONS, STOCKS), name
    values = values.astype(float)
    got = np.isfinite(values.to_numpy())[KEPT].mean()
    assert got > 0.05, (name, got)
    for t in KEPT:
        rows.append([name, t, *(number(values.iat[t, i]) for i in range(STOCKS))])
write("values.csv.gz", ["name", "session", *map(str, range(STOCKS))], rows)
print(len(CASES), "expressions,", len(rows), "rows")
