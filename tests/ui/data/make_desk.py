#!/usr/bin/python3
"""Makes desk.json, the answers that the desktop's tests are served instead of an engine's.

Shapes are those of the API. Price styles are computed here with pandas from daily prices; the fundamental
styles are drawn from a seed, since the desktop only has to show them. Usage:
    make_desk.py PRICES_CSV_GZ CONSTITUENTS_CSV > desk.json
"""
import json
import sys
from types import SimpleNamespace

import numpy as np
import pandas as pd

JOINT = [
    "momentum",
    "size",
    "beta",
    "residual_volatility",
    "liquidity",
    "earnings_yield",
    "book_to_price",
    "leverage",
    "growth",
    "dividend_yield",
    "short_term_reversal",
    "profitability",
]
TWO_STAGE = ["momentum", "size", "value"]
BAR_SYMBOLS = ["AAPL", "MSFT", "XOM"]
rng = np.random.default_rng(20150102)


def z(frame):
    ranked = frame.sub(frame.mean(axis=1), axis=0).div(frame.std(axis=1), axis=0)
    return ranked.clip(-3.5, 3.5)


def num(x, digits=5):
    return None if x is None or not np.isfinite(x) else round(float(x), digits)


def read(prices_path, constituents_path):
    """Real prices and sectors, wide."""
    raw = pd.read_csv(prices_path, parse_dates=["Date"]).rename(columns={"Adj Close": "adj"})
    raw = raw.drop_duplicates(["Date", "Name"])
    people = pd.read_csv(constituents_path).set_index("Symbol")
    wide = {c: raw.pivot(index="Date", columns="Name", values=c) for c in ("adj", "Close", "Volume")}
    keep = [s for s in wide["adj"].columns if s in people.index]
    keep = sorted(set(keep) | set(BAR_SYMBOLS))
    adj, close, volume = (wide[c][keep] for c in ("adj", "Close", "Volume"))
    full = adj.notna().sum(axis=1) > 300
    adj, close, volume = adj[full], close[full], volume[full]
    ret = adj.pct_change(fill_method=None)
    market = ret.mean(axis=1)
    sector = people["GICS Sector"].reindex(keep).fillna("Information Technology")
    industry = (
        people["GICS Sub-Industry"].reindex(keep).fillna("Technology Hardware, Storage & Peripherals")
    )
    return SimpleNamespace(**locals())


def styles_of(d):
    """Price styles from the prices; the others drawn from the seed."""
    adj, close, volume, ret, market, keep = d.adj, d.close, d.volume, d.ret, d.market, d.keep
    cap = (close * volume.rolling(63, min_periods=20).mean() * 160).ffill()
    cov = ret.rolling(252, min_periods=60).cov(market)
    beta = cov.div(market.rolling(252, min_periods=60).var(), axis=0)
    drift = pd.DataFrame(rng.normal(size=(6, len(keep))), columns=keep)
    steady = lambda i: pd.DataFrame(np.tile(drift.iloc[i].values, (len(adj), 1)), adj.index, keep)
    styles = {
        "momentum": z(np.log(adj).diff(231).shift(21)),
        "size": z(np.log(cap)),
        "beta": z(beta),
        "residual_volatility": z(ret.rolling(63, min_periods=30).std()),
        "liquidity": z(np.log(volume.rolling(21).mean())),
        "short_term_reversal": z(-np.log(adj).diff(21)),
        "earnings_yield": z(steady(0)),
        "book_to_price": z(steady(1)),
        "leverage": z(steady(2)),
        "growth": z(steady(3)),
        "dividend_yield": z(steady(4)),
        "profitability": z(steady(5)),
    }
    styles["value"] = z(0.6 * styles["book_to_price"] + 0.4 * styles["earnings_yield"])
    holes = rng.random(len(keep)) < 0.06
    styles["growth"].loc[:, holes] = np.nan
    styles["dividend_yield"].loc[:, rng.random(len(keep)) < 0.04] = np.nan
    return cap, styles


def regress(d, styles):
    """Daily regression of returns on the styles of the day before and sectors."""
    adj, ret, keep, sector = d.adj, d.ret, d.keep, d.sector
    dates = adj.index
    sectors = sorted(sector.unique())
    dummies = np.array([[s == t for t in sectors] for s in sector.values], float)
    names = ["country"] + [f"style:{s}" for s in JOINT]
    rets, ts = {n: [] for n in names}, {n: [] for n in names}
    for i in range(len(dates)):
        if i < 22:
            for n in names:
                rets[n].append(None), ts[n].append(None)
            continue
        x = np.column_stack([styles[s].iloc[i - 1].fillna(0).values for s in JOINT])
        design = np.column_stack([np.ones(len(keep)), x, dummies - dummies.mean(axis=0)])[:, :-1]
        y = ret.iloc[i].clip(-0.3, 0.3).values
        ok = np.isfinite(y)
        b, *_ = np.linalg.lstsq(design[ok], y[ok], rcond=None)
        e = y[ok] - design[ok] @ b
        s2 = e @ e / (ok.sum() - design.shape[1])
        se = np.sqrt(np.clip(np.diag(s2 * np.linalg.pinv(design[ok].T @ design[ok])), 0, None))
        for k, n in enumerate(names):
            rets[n].append(num(b[k], 6)), ts[n].append(num(b[k] / se[k] if se[k] > 0 else np.nan, 2))
    return names, rets, ts


def exposures(d, cap, styles, wanted):
    keep, sector, industry, day = d.keep, d.sector, d.industry, str(d.adj.index[-1].date())
    columns = [
        "date",
        "symbol",
        "sector",
        "industry",
        "industry_raw",
        "market_cap",
        "in_estimation_universe",
    ]
    rows = []
    for s in keep:
        member = bool(rng.random() > 0.04)
        rows.append(
            [day, s, sector[s], sector[s], industry[s], num(cap[s].iloc[-1], 0), member]
            + [num(styles[f][s].iloc[-1], 4) for f in wanted]
        )
    return {"columns": columns + [f"style:{f}" for f in wanted], "rows": rows, "next_cursor": None}


def bars_and_instruments(d):
    raw, people, adj, keep, sector, industry = d.raw, d.people, d.adj, d.keep, d.sector, d.industry
    bars = {}
    for s in BAR_SYMBOLS:
        one = raw[raw.Name == s].set_index("Date").sort_index()
        bars[s] = [
            [str(d.date()), num(r.Open, 3), num(r.High, 3), num(r.Low, 3), num(r.Close, 3), int(r.Volume)]
            for d, r in one.iterrows()
        ]
    instruments = [
        [
            i + 1,
            s,
            people["Security"].get(s, s),
            "stock",
            "equities",
            "USD",
            sector[s],
            industry[s],
            str(adj[s].first_valid_index().date()),
            str(adj[s].last_valid_index().date()),
        ]
        for i, s in enumerate(keep)
    ]
    return bars, instruments


STATISTICS = (
    "factor annualised_return annualised_volatility sharpe t_share_above_2 "
    "stability coverage vif observations"
).split()
INSTRUMENTS = (
    "instrument_id symbol name security_type asset_class currency sector industry first_session last_session"
).split()


def table(columns, rows):
    return {"columns": columns, "rows": rows, "next_cursor": None}


def statistics(frame, t_stats, names):
    return [
        [
            n,
            num(frame[n].mean() * 252),
            num(frame[n].std() * 252**0.5),
            num(frame[n].mean() / frame[n].std() * 252**0.5, 4),
            num((t_stats[n].abs() > 2).mean(), 4),
            num(0.93 + 0.06 * rng.random(), 4),
            num(0.9 + 0.1 * rng.random(), 4),
            num(1 + rng.random(), 3),
            len(frame),
        ]
        for n in names
    ]


def main(prices_path, constituents_path):
    d = read(prices_path, constituents_path)
    cap, styles = styles_of(d)
    names, rets, ts = regress(d, styles)
    dates = d.adj.index
    frame = pd.DataFrame(rets, index=dates, dtype=float).dropna()
    stats = statistics(frame, pd.DataFrame(ts, index=dates, dtype=float).dropna(), names)
    corr = frame.corr()
    grown = (1 + frame.loc[dates[-1] - pd.DateOffset(years=1) :]).prod() - 1
    history = [
        [str(dates[i].date()), num(cap["AAPL"].iloc[i], 0)]
        + [num(styles[f]["AAPL"].iloc[i], 3) for f in JOINT]
        for i in range(*slice(260, None, 5).indices(len(dates)))
    ]
    bars, instruments = bars_and_instruments(d)
    desk = {
        "golden": {
            "cumulative_1y": {n: float(grown[n]) for n in names},
            "cumulative_all": {n: float((1 + frame[n]).prod() - 1) for n in names},
        },
        "as_of": str(dates[-1].date()),
        "dates": [str(day.date()) for day in dates],
        "factor_returns": rets,
        "t_stats": ts,
        "exposures": {
            "joint": exposures(d, cap, styles, JOINT),
            "two_stage": exposures(d, cap, styles, TWO_STAGE),
        },
        "statistics": table(STATISTICS, stats),
        "correlation": table(
            ["factor"] + names, [[n] + [num(v, 4) for v in corr[n].values] for n in names]
        ),
        "history": table(["date", "market_cap"] + [f"style:{f}" for f in JOINT], history),
        "bars": bars,
        "instruments": table(INSTRUMENTS, instruments),
    }
    json.dump(desk, sys.stdout, separators=(",", ":"), allow_nan=False)


if __name__ == "__main__":
    main(*sys.argv[1:3])
