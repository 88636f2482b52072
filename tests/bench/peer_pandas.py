#!/usr/bin/python3
"""The first thirty of the 101 formulaic alphas in pandas, one thread, on the panel that expression_bench left
in a folder; its values are compared and the times put side by side.

usage: peer_pandas.py FOLDER STOCKS SECONDS-OF-THE-BENCH

The folder's `seconds` has the time of each alpha computed alone, in order. What several alphas share is made
once here and counted for none of them, which favours pandas.
"""
import os
import sys
import time

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np  # noqa: E402  (numpy reads the number of threads when loaded)
import pandas as pd  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "data", "expressions"))
sys.dont_write_bytecode = True
import alphas  # noqa: E402

folder, stocks, ours = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])


def raw(name):
    return pd.DataFrame(np.fromfile(os.path.join(folder, name)).reshape(-1, stocks))


fields = {name: raw(name) for name in ("high", "low", "close", "volume", "vwap", "returns")}
fields["open_"] = raw("open")


def clean(x):
    return x.where(np.isfinite(x))


def where(condition, x, y):
    return pd.DataFrame(np.where(np.isnan(condition), np.nan, np.where(condition != 0, x, y)))


def test(x, y, f):
    a, b = np.broadcast_arrays(np.asarray(x, float), np.asarray(y, float))
    return pd.DataFrame(np.where(np.isnan(a) | np.isnan(b), np.nan, f(a, b).astype(float)))


def rank(x):
    return x.rank(axis=1, pct=True)


def corr(x, y, d):
    return clean(x.rolling(d).corr(y))


functions = {
    **fields,
    "np": np,
    "pd": pd,
    "clean": clean,
    "where": where,
    "test": test,
    "rank": rank,
    "corr": corr,
    "lt": lambda x, y: test(x, y, np.less),
    "either": lambda x, y: test(x, y, lambda a, b: (a != 0) | (b != 0)),
    "delay": lambda x, d: x.shift(d),
    "delta": lambda x, d: x - x.shift(d),
    "ts_sum": lambda x, d: x.rolling(d).sum(),
    "mean": lambda x, d: x.rolling(d).mean(),
    "std": lambda x, d: x.rolling(d).std(),
    "ts_min": lambda x, d: x.rolling(d).min(),
    "ts_max": lambda x, d: x.rolling(d).max(),
    "argmax": lambda x, d: x.rolling(d).apply(np.argmax, raw=True) + 1,
    "ts_rank": lambda x, d: x.rolling(d).rank(pct=True),
    "product": lambda x, d: x.rolling(d).apply(np.prod, raw=True),
    "cov": lambda x, y, d: x.rolling(d).cov(y),
    "scale": lambda x: x.div(x.abs().sum(axis=1), axis=0),
    "signedpower": lambda x, a: np.sign(x) * x.abs() ** a,
    "log": lambda x: clean(np.log(x)),
    "sign": np.sign,
}

began = time.monotonic()
values, seconds = [], []
generator = alphas.evaluate(functions)
while True:
    before = time.monotonic()
    each = next(generator, None)
    if each is None:
        break
    seconds.append(time.monotonic() - before)
    values.append(each[2])
took = time.monotonic() - began
alone = np.fromfile(os.path.join(folder, "seconds"))

# pandas carries sums along; ranks of what is equal but for their rounding may fall differently.
agree = []
for i, theirs in enumerate(values):
    mine, theirs = raw(f"value{i}").to_numpy(), theirs.to_numpy(float)
    both = np.isfinite(mine) & np.isfinite(theirs)
    near = np.abs(mine - theirs) <= 1e-6 * np.maximum(1, np.abs(theirs))
    agree.append((near & both).sum() / max(1, both.sum()))
print(f"thirty alphas, {stocks} stocks x {len(fields['close'])} sessions, one thread each:")
print(f"  here {ours:.3f} s, pandas {pd.__version__} {took:.1f} s: {took / ours:.0f} times")
least = min(range(len(agree)), key=agree.__getitem__)
print(f"  values that agree to 1e-6: {100 * np.mean(agree):.4f} %")
print(f"  least of them: alpha{least + 1:03d}, {100 * agree[least]:.2f} %")
# The first one's time holds what they share; it is timed again with that in place.
shared = dict(functions)
for name, python in alphas.SHARED:
    shared[name] = eval(python, shared)
before = time.monotonic()
eval(alphas.ALPHAS[0][2], shared)
seconds[0] = time.monotonic() - before
ratios = [theirs / mine for theirs, mine in zip(seconds, alone)]
print("  alone, each: times (share of values that agree)")
for first in range(0, len(ratios), 6):
    row = range(first, first + 6)
    print("   " + "".join(f" {i + 1:03d}: {ratios[i]:6.0f} ({100 * agree[i]:.2f} %)" for i in row))
below = [f"alpha{i + 1:03d}" for i, ratio in enumerate(ratios) if ratio < 20]
print("  below 20 times: " + (", ".join(below) or "none"))
sys.exit(1 if min(agree) < 0.99 else 0)
