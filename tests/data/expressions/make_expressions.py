"""Values of factor expressions by pandas and numpy, for tests/engines/expression_test.cpp.

Input: a panel drawn from a seed, with gaps. Every window is computed from scratch on its own rows by numpy
(two passes, no running sums), every cross-section by pandas.

    /usr/bin/python3 make_expressions.py
"""

import csv
import gzip
import io
import math
import pathlib

import numpy as np
import pandas as pd

import alphas

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
]
CASES += alphas.evaluate(globals())


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
