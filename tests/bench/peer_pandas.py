#!/usr/bin/python3
"""The first thirty of the 101 formulaic alphas in pandas, one thread, on the panel that expression_bench left
in a folder; its values are compared and the times put side by side.

usage: peer_pandas.py FOLDER STOCKS SECONDS-OF-THE-BENCH
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
values = [v for _, _, v in alphas.evaluate(functions)]
took = time.monotonic() - began

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
