#!/usr/bin/python3
"""Recomputes the risk model with numpy from what the other operations answer.

Factor covariance from /returns (exponential weights, Newey-West, separate half-lives for volatilities and
correlations), and a portfolio's risk from /exposures, /covariance and /specific-risk; both are compared
with the answers of /covariance and /risk, and the parts of the risk must add up to it.
"""

import sys

import numpy as np

from api_client import Api, arguments, flags

ROOT = "/api/v1/factor-engine"
TOLERANCE = 1e-9
HALF_LIFE = {"short": 84, "long": 252}


def newey_west(x, y, half_life, lags):
    """Long-run covariance of two series with gaps; means over the rows that each has."""
    weight = 0.5 ** (np.arange(len(x))[::-1] / half_life)
    has_x, has_y = np.isfinite(x), np.isfinite(y)
    a = np.where(has_x, x - np.average(x[has_x], weights=weight[has_x]), 0)
    b = np.where(has_y, y - np.average(y[has_y], weights=weight[has_y]), 0)
    total = (weight * a * b).sum()
    for lag in range(1, lags + 1):
        share = 1 - lag / (lags + 1)
        newer = weight[lag:]
        total += share * ((newer * a[lag:] * b[:-lag]).sum() + (newer * b[lag:] * a[:-lag]).sum())
    return total / weight[has_x & has_y].sum()


def covariance(returns, half_life, industries):
    """Names and covariance of the factors in use with at least 60 returns; eigenvalues kept positive."""
    names = [c for c in returns if returns[c].notna().sum() >= 60
             and (not c.startswith("industry:") or c[9:] in industries)]
    series = [returns[c].to_numpy(float) for c in names]
    k = len(names)
    deviation = np.sqrt([newey_west(s, s, half_life, 5) for s in series])
    own = [newey_west(s, s, 504, 2) for s in series]
    rho = np.eye(k)
    for i in range(k):
        for j in range(i):
            if (np.isfinite(series[i]) & np.isfinite(series[j])).sum() >= 60:
                value = newey_west(series[i], series[j], 504, 2) / np.sqrt(own[i] * own[j])
                rho[i, j] = rho[j, i] = np.clip(value, -1, 1)
    values, vectors = np.linalg.eigh(rho)
    if values.min() < 1e-8 * values.max():
        rho = vectors @ np.diag(np.maximum(values, 1e-8 * values.max())) @ vectors.T
        scale = 1 / np.sqrt(np.diag(rho))
        rho = rho * np.outer(scale, scale)
    return names, rho * np.outer(deviation, deviation)


def check_covariance(api, date, horizon):
    returns = api.csv(f"{ROOT}/returns", estimator="joint", end=date).pivot(
        index="date", columns="factor", values="return").iloc[1:]
    answer = api.csv(f"{ROOT}/covariance", date=date, horizon=horizon).set_index("factor")
    used = set(api.csv(f"{ROOT}/exposures", date=date).industry.dropna())
    names, expected = covariance(returns, HALF_LIFE[horizon], used)
    assert set(names) == set(answer.index), set(names) ^ set(answer.index)
    gap = np.abs(answer.loc[names, names].to_numpy(float) - expected).max() / np.abs(expected).max()
    assert gap < TOLERANCE, f"covariance {date} {horizon}: {gap}"
    return gap, answer


def check_risk(api, date, horizon, matrix):
    exposures = api.csv(f"{ROOT}/exposures", date=date).set_index("symbol")
    specific = api.csv(f"{ROOT}/specific-risk", date=date, horizon=horizon).set_index("symbol").specific_risk
    universe = flags(exposures.in_estimation_universe)
    benchmark = exposures.market_cap.where(universe).fillna(0.0)
    benchmark /= benchmark.sum()
    weights = {"AAPL": 0.3, "JPM": 0.2, "XOM": 0.25, "JNJ": 0.15}
    names = list(matrix.index)
    active_styles = [n for n in names if n.startswith("style:")]
    for versus in (None, "SP500"):
        question = {"date": date, "weights": weights, "benchmark": versus, "horizon": horizon}
        data = api.post(f"{ROOT}/risk", question)["data"]
        held = -benchmark if versus else benchmark * 0
        held = held.copy()
        for symbol, weight in weights.items():
            held[symbol] += weight
        held = held[held != 0]
        used = exposures.loc[held.index]
        part = {r["factor"] for r in data["contributions"]}
        x = {"country": held.sum()}
        for name in names:
            if name.startswith("industry:"):
                x[name] = held[(used.industry == name[9:]).to_numpy()].sum()
            elif name in active_styles and name in part:
                x[name] = (held * used[name].astype(float)).sum()
        vector = np.array([x.get(n, 0.0) for n in names])
        variance = vector @ np.nan_to_num(matrix.to_numpy(float)) @ vector
        variance += (held**2 * specific[held.index] ** 2).sum()
        expected = np.sqrt(252 * variance)
        gap = abs(data["total_volatility"] / expected - 1)
        assert gap < TOLERANCE, f"risk {date} {horizon} against {versus}: {gap}"
        parts = sum(r["contribution"] for r in data["contributions"])
        positions = sum(r["contribution"] for r in data["positions"])
        assert abs(parts - data["total_volatility"]) < 1e-12, f"factor parts add up to {parts}"
        assert abs(positions - data["total_volatility"]) < 1e-12, f"positions add up to {positions}"
        print(f"risk {date} {horizon:5} against {versus}: {expected:.4%} a year, relative error {gap:.0e}")


def main():
    args = arguments(__doc__.splitlines()[0]).parse_args()
    api = Api(args.base, args.token)
    for date in ("2018-06-29", "2020-01-10"):
        for horizon in ("short", "long"):
            gap, matrix = check_covariance(api, date, horizon)
            print(f"covariance {date} {horizon:5}: {len(matrix)} factors, relative error {gap:.0e}")
            check_risk(api, date, horizon, matrix)
    return 0


if __name__ == "__main__":
    sys.exit(main())
