#!/usr/bin/python3
"""Recomputes factor returns and t-statistics with numpy from what the exposures operation says went in.

For a seeded draw of sessions and for both estimators: every input is taken from
/exposures?regression_inputs=true, the regression is solved here (restriction matrix for the joint model,
dummy columns and least squares for the two-stage one), and the result is compared with /returns. The lag is
checked too: all columns but the return must be those of the session before, the return that of the session.
"""

import sys

import numpy as np

from api_client import Api, arguments, flags

RETURN_TOLERANCE = 1e-10
T_TOLERANCE = 1e-8
ROOT = "/api/v1/factor-engine"


def solve(design, weight, y):
    """Weighted least squares: coefficients, their standard errors, residuals."""
    gram = design.T @ (weight[:, None] * design)
    inverse = np.linalg.inv(gram)
    beta = inverse @ (design.T @ (weight * y))
    residual = y - design @ beta
    spread = len(y) - design.shape[1]
    sigma2 = (weight * residual**2).sum() / spread
    return beta, inverse * sigma2, residual


def joint(returns, cap, industry, styles):
    """Country, industries (cap-weighted sum 0) and styles in one regression; weights sqrt(cap)."""
    names = sorted(set(industry))
    dummies = np.array([[1.0 if i == name else 0.0 for name in names] for i in industry])
    share = cap @ dummies / cap.sum()
    largest = int(np.argmax(share))
    factors = 1 + len(names) + styles.shape[1]
    restriction = np.delete(np.eye(factors), 1 + largest, axis=1)
    for k in range(len(names)):
        if k != largest:
            column = 1 + k - (1 if k > largest else 0)
            restriction[1 + largest, column] = -share[k] / share[largest]
    design = np.hstack([np.ones((len(cap), 1)), dummies, styles])
    free, covariance, _ = solve(design @ restriction, np.sqrt(cap), returns)
    value = restriction @ free
    error = np.sqrt(np.diag(restriction @ covariance @ restriction.T))
    return ["country"] + [f"industry:{n}" for n in names], value, value / error


def two_stage(returns, cap, sector, styles, winsor=0.05, residualise=True):
    """Sectors (plain sum 0) first, styles on the residual second; returns clipped at both ends."""
    if winsor > 0:
        returns = np.clip(returns, np.quantile(returns, winsor), np.quantile(returns, 1 - winsor))
    names = sorted(set(sector))
    dummies = np.array([[1.0 if s == name else 0.0 for name in names] for s in sector])
    m = len(names)
    restriction = np.vstack([np.eye(m), np.r_[0.0, -np.ones(m - 1)]])
    design = np.hstack([np.ones((len(cap), 1)), dummies]) @ restriction
    free, covariance, residual = solve(design, np.sqrt(cap), returns)
    value = restriction @ free
    t = value / np.sqrt(np.diag(restriction @ covariance @ restriction.T))
    style, style_covariance, _ = solve(styles, np.sqrt(cap), residual if residualise else returns)
    labels = ["country"] + [f"industry:{n}" for n in names]
    return labels, np.r_[value, style], np.r_[t, style / np.sqrt(np.diag(style_covariance))]


def check_lag(api, kind, date, before, table):
    """Every column but the return belongs to the session before; the return to the session itself."""
    plain = api.csv(f"{ROOT}/exposures", date=before, set=kind).set_index("symbol")
    inputs = table.set_index("symbol")
    assert set(table["date"]) == {date}, f"{kind} {date}: the date column is not that of the return"
    assert list(plain.index) == list(inputs.index), f"{kind} {date}: other stocks than on {before}"
    for column in plain.columns:
        if column not in ("return", "date"):
            assert plain[column].equals(inputs[column]), f"{kind} {date}: {column} is not that of {before}"
    history = api.json("/api/v1/data-catalog/bars", symbol="MSFT", start=before, end=date,
                       adjusted="true")["data"]
    columns = [c["name"] if isinstance(c, dict) else c for c in history["columns"]]
    close = [dict(zip(columns, row))["close"] for row in history["rows"]]
    assert len(close) == 2, f"two bars expected from {before} to {date}"
    gap = inputs.loc["MSFT", "return"] - (close[1] / close[0] - 1)
    assert abs(gap) < 1e-12, f"{date}: return is of another day"


def inputs_of(table, styles):
    """The names in the fit and their numbers."""
    usable = flags(table["in_estimation_universe"])
    for column in ["return", "market_cap", *styles]:
        usable &= np.isfinite(table[column].to_numpy(dtype=float))
    fit = table[usable]
    return (fit["return"].to_numpy(float), fit["market_cap"].to_numpy(float), fit["industry"].to_numpy(),
            fit[styles].to_numpy(float))


def compare(api, kind, date, before, winsor=0.05, residualise=True):
    table = api.csv(f"{ROOT}/exposures", date=date, set=kind, regression_inputs="true")
    answer = api.csv(f"{ROOT}/returns", estimator=kind, start=date, end=date, winsor_factor=winsor,
                     residualise_styles=str(residualise).lower()).set_index("factor")
    check_lag(api, kind, date, before, table)
    styles = [f for f in answer.index if f.startswith("style:") and np.isfinite(answer.loc[f, "return"])]
    returns, cap, industry, exposures = inputs_of(table, styles)
    if kind == "joint":
        labels, value, t = joint(returns, cap, industry, exposures)
    else:
        labels, value, t = two_stage(returns, cap, industry, exposures, winsor, residualise)
    labels += styles
    answered = answer[np.isfinite(answer["return"].to_numpy(dtype=float))]
    odd = set(labels) ^ set(answered.index)
    assert not odd, f"{kind} {date}: factors differ {odd}"
    gap = np.abs(answered.loc[labels, "return"].to_numpy(float) - value).max()
    t_gap = np.abs(answered.loc[labels, "t_stat"].to_numpy(float) - t).max()
    assert gap < RETURN_TOLERANCE, f"{kind} {date}: returns differ by {gap}"
    assert t_gap < T_TOLERANCE, f"{kind} {date}: t-statistics differ by {t_gap}"
    print(f"{kind:9} {date} names {len(cap)} factors {len(labels)} max error {gap:.1e}, t {t_gap:.1e}")
    return gap


def main():
    parser = arguments(__doc__.splitlines()[0])
    parser.add_argument("--dates", type=int, default=12, help="sessions drawn")
    args = parser.parse_args()
    api = Api(args.base, args.token)
    country = api.csv(f"{ROOT}/returns", estimator="joint", factors="country")
    sessions = list(country["date"])
    with_return = [s for s, r in zip(sessions, country["return"]) if np.isfinite(r)]
    draw = sorted(np.random.default_rng(args.seed).choice(with_return, args.dates, replace=False))
    draw = sorted({with_return[0], *draw, with_return[-1]})
    print("seed", args.seed, "sessions", *draw)
    for kind in ("joint", "two_stage"):
        for date in draw:
            compare(api, kind, date, sessions[sessions.index(date) - 1])
    for winsor, residualise in ((0.02, False), (0.0, True)):
        date = draw[len(draw) // 2]
        compare(api, "two_stage", date, sessions[sessions.index(date) - 1], winsor, residualise)
    return 0


if __name__ == "__main__":
    sys.exit(main())
