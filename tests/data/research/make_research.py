#!/usr/bin/python3
"""Golden values of the research kernels: pandas, scipy, statsmodels and plain loops, sharing nothing with the
product. Inputs are drawn from a seed and written beside the answers: one line per array, `name,value,...` row
by row, `nan` = missing.

    python3 make_research.py | gzip -9n > goldens.csv.gz
"""
import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy import optimize, stats
from scipy.cluster import hierarchy
from scipy.spatial.distance import squareform
from statsmodels.stats.multitest import multipletests

rng = np.random.default_rng(20201231)
out = {}
nan = np.nan

# ---- a panel: prices with gaps, a universe, a factor that knows a little ---------------------------------
T, N, H, Q, HOLD, GAP = 130, 45, 5, 5, 4, 2
market = rng.normal(0.0004, 0.01, T)
own = rng.normal(0, 0.015, (T, N))
r = market[:, None] + own
r = np.round(r, 6)
r[0] = nan
r[40:42, 3] = nan            # a short gap, bridged by the return that ends it
r[60:65, 7] = nan            # a long one
r[100:, 11] = nan            # gone
price = 100 * (1 + pd.DataFrame(r).fillna(0)).cumprod().to_numpy()
price[np.isnan(r)] = nan
price[0] = 100.0
price = np.round(price, 3)
member = (rng.random((T, N)) > 0.05).astype(int)
lead = np.vstack([own[5:], rng.normal(0, 0.015, (5, N))])
f = rng.normal(size=(T, N)) + 8 * lead + 0.8 * rng.normal(size=N)
f = np.round(f, 6)
f[rng.random((T, N)) < 0.03] = nan
f[20, ::2] = 0.5             # ties
f[70] = 1.0                  # nothing to tell apart
group = rng.integers(0, 3, N)
volume = np.round(np.exp(rng.normal(10, 1, (T, N))))
out.update(returns=r, member=member, factor=f, group=group, volume=volume, price=price)

x = pd.DataFrame(np.where(member > 0, f, nan))
ahead = pd.DataFrame(np.full((T, N), nan))
for t in range(T - H):
    for i in range(N):
        if np.isnan(r[t + H, i]):
            continue
        runs = "".join("0" if np.isnan(v) else "1" for v in r[t + 1:t + H + 1, i]).split("1")
        if max(len(run) for run in runs) <= GAP:
            ahead.iloc[t, i] = np.nanprod(1 + r[t + 1:t + H + 1, i]) - 1
out["forward"] = ahead
out["rank_ic"] = [x.iloc[t].corr(ahead.iloc[t], method="spearman", min_periods=20) if x.iloc[t].nunique() > 1
                  else nan for t in range(T)]
out["linear_ic"] = [x.iloc[t].corr(ahead.iloc[t], min_periods=20) if x.iloc[t].nunique() > 1 else nan
                    for t in range(T)]
by_group = np.full((T, 3), nan)
for t in range(T):
    for g in range(3):
        both = pd.DataFrame({"x": x.iloc[t], "y": ahead.iloc[t]})[group == g].dropna()
        if len(both) >= 5 and both.x.nunique() > 1:
            by_group[t, g] = stats.spearmanr(both.x, both.y)[0]
out["group_ic"] = by_group

label = pd.DataFrame(np.zeros((T, N), int))
for t in range(T):
    try:
        label.iloc[t] = (pd.qcut(x.iloc[t], Q, labels=False) + 1).fillna(0).astype(int)
    except ValueError:
        pass
out["quantile"] = label
means, turnover = np.full((T, Q), nan), np.full((T, Q), nan)
auto, universe = np.full(T, nan), np.full(T, nan)
for t in range(T):
    known = x.iloc[t].notna() & ahead.iloc[t].notna()
    if known.any():
        universe[t] = ahead.iloc[t][known].mean()
    for q in range(1, Q + 1):
        names = label.columns[label.iloc[t] == q]
        if len(names) and ahead.iloc[t][names].notna().any():
            means[t, q - 1] = ahead.iloc[t][names].mean()
        if t >= H and len(names) and (label.iloc[t - H] > 0).any():
            turnover[t, q - 1] = (label.iloc[t - H][names] != q).mean()
    if t >= H and x.iloc[t].nunique() > 1 and x.iloc[t - H].nunique() > 1:
        auto[t] = x.iloc[t].corr(x.iloc[t - H], method="spearman")
out.update(quantile_returns=means, quantile_turnover=turnover, autocorrelation=auto,
           universe_returns=universe)


def weights(frame):
    demeaned = frame.sub(frame.mean(axis=1), axis=0)
    gross = demeaned.abs().sum(axis=1)
    return demeaned.div(gross.where(gross > 1e-9), axis=0)


def portfolio(w, hold):
    """Mean of the last `hold` weights; nothing while one of them is missing."""
    whole = w.notna().any(axis=1)
    held = sum(w.fillna(0).shift(k) for k in range(hold)) / hold
    ok = sum(whole.shift(k, fill_value=False).astype(int) for k in range(hold)) == hold
    held = held.where(ok, nan)
    earned = (held.shift(1) * pd.DataFrame(r)).sum(axis=1).where(ok.shift(1, fill_value=False))
    traded = held.diff().abs().sum(axis=1).where(ok & ok.shift(1, fill_value=False))
    return held, earned, traded


_, out["value_portfolio"], out["value_turnover"] = portfolio(weights(x), 1)
held, out["rank_portfolio"], out["rank_turnover"] = portfolio(weights(x.rank(axis=1)), HOLD)
money = pd.DataFrame(price * volume).rolling(63, min_periods=1).mean()
money.iloc[:62] = nan
step = held.diff().abs()
out["money_traded"] = money
crowd = (step ** 2 / money).sum(axis=1) / step.where(money > 0).sum(axis=1)
out["crowding"] = crowd.where(out["rank_turnover"].notna())

# ---- significance ----------------------------------------------------------------------------------------
series = rng.standard_t(5, 400) * 0.01 + 0.0006
for lag in range(1, 4):
    series[lag:] += 0.2 * series[:-lag]
series[17] = nan
whole = series[~np.isnan(series)]
out.update(series=series, whole_series=whole)
for lags in (0, 4, 20):
    fit = sm.OLS(whole, np.ones(len(whole))).fit(cov_type="HAC", cov_kwds={"maxlags": lags}, use_t=False)
    out[f"mean_test_{lags}"] = [fit.params[0], whole.std(ddof=1), fit.tvalues[0], fit.pvalues[0], len(whole)]
e = np.nan_to_num(series - whole.mean())  # a gap keeps its place: pairs across it are left out
long_run = (e @ e + 2 * sum((1 - k / 5) * (e[k:] @ e[:-k]) for k in range(1, 5))) / len(whole)
out["mean_t_with_gap"] = [whole.mean() / np.sqrt(long_run / len(whole))]
X = sm.add_constant(rng.normal(size=(400, 3)))
y = X @ [0.1, 0.5, -0.2, 0] + rng.normal(size=400)
X[9, 2] = nan
use = ~np.isnan(X).any(axis=1)
fit = sm.OLS(y[use], X[use]).fit(cov_type="HAC", cov_kwds={"maxlags": 5}, use_t=False)
out.update(fit_x=X, fit_y=y, fit_b=fit.params, fit_t=fit.tvalues, fit_r2=[fit.rsquared])
sr = whole.mean() / whole.std(ddof=1)
g3, g4, n = stats.skew(whole), stats.kurtosis(whole, fisher=False), len(whole)
spread = np.sqrt(1 - g3 * sr + (g4 - 1) / 4 * sr ** 2)
trials, sd = 133, 0.04
best = sd * ((1 - np.euler_gamma) * stats.norm.ppf(1 - 1 / trials)
             + np.euler_gamma * stats.norm.ppf(1 - 1 / (trials * np.e)))
out["sharpe_shape"] = [sr, g3, g4, n]
out["sharpe_tests"] = [stats.norm.cdf(sr * np.sqrt(n - 1) / spread), best,
                       stats.norm.cdf((sr - best) * np.sqrt(n - 1) / spread),
                       1 + spread ** 2 * (stats.norm.ppf(0.95) / sr) ** 2]
p = np.concatenate([rng.random(20), rng.random(8) ** 6, [nan]])
bh = np.full(len(p), nan)
bh[~np.isnan(p)] = multipletests(p[~np.isnan(p)], method="fdr_bh")[1]
out.update(p_values=p, fdr=bh)
z = np.array([-37, -8, -3.2, -1, -1e-8, 0, 0.3, 2.5, 7])
out.update(normal_z=z, normal_cdf=stats.norm.cdf(z))
probability = np.array([1e-300, 1e-12, 0.001, 0.02, 0.024, 0.3, 0.5, 0.7, 0.976, 0.999, 1 - 1e-12])
out.update(normal_p=probability, normal_ppf=stats.norm.ppf(probability))

# ---- performance -----------------------------------------------------------------------------------------
curve = pd.Series(1 + whole).cumprod()
peak = np.maximum(1.0, curve.cummax())
drawdown = (curve / peak - 1).min()
annual = curve.iloc[-1] ** (252 / n) - 1
out["performance"] = [annual, whole.std(ddof=1) * np.sqrt(252), sr * np.sqrt(252),
                      whole.mean() * 252 / (np.sqrt((np.minimum(whole, 0) ** 2).mean()) * np.sqrt(252)),
                      drawdown, -annual / drawdown, (whole > 0).mean()]

# ---- clusters --------------------------------------------------------------------------------------------
K = 24
base = rng.normal(size=(300, 6))
columns = np.column_stack([base[:, k % 6] + 0.6 * rng.normal(size=300) for k in range(K)])
rho = np.corrcoef(columns.T)
distance = np.sqrt(np.clip(0.5 * (1 - rho), 0, None))
np.fill_diagonal(distance, 0)
tree = hierarchy.linkage(squareform(distance, checks=False), "average")
out.update(distance=distance, linkage=tree, clusters=hierarchy.fcluster(tree, 0.5, "distance"))
a, b = rng.normal(size=60), rng.normal(size=60)
a[[3, 30]] = nan
b[[5, 30, 31]] = nan
out.update(map_a=a, map_b=b)
both = pd.DataFrame({"a": pd.Series(a).rank(), "b": pd.Series(b).rank()})
out["map_rho"] = [both.a.corr(both.b)]

# ---- weights of a mix ------------------------------------------------------------------------------------
M = 5
streams = rng.normal(size=(500, M)) @ rng.normal(size=(M, M)) * 0.01 + np.array([4, -3, 6, 1, 2]) * 1e-4
C, m = np.cov(streams.T), streams.mean(axis=0)
L = np.linalg.cholesky(C)
y, _ = optimize.nnls(L.T, np.linalg.solve(L, m))  # 1/2 y'Cy - m'y over y >= 0
solved = optimize.minimize(lambda v: 0.5 * v @ C @ v / C[0, 0] - np.log(v).sum(), 1 / np.sqrt(np.diag(C)) *
                           np.sqrt(C[0, 0]), method="trust-constr", jac=lambda v: C @ v / C[0, 0] - 1 / v,
                           hess=lambda v: C / C[0, 0] + np.diag(1 / v ** 2),
                           options={"gtol": 1e-13, "xtol": 1e-15})
root = optimize.root(lambda v: C @ v / C[0, 0] - 1 / v, solved.x,
                     jac=lambda v: C / C[0, 0] + np.diag(1 / v ** 2), tol=1e-14)
out.update(mix_streams=streams, mix_mean=m, mix_cov=C, mix_best=y / y.sum(), mix_parity=root.x / root.x.sum())

# ---- walk forward: learnt by hand, one date at a time ----------------------------------------------------
Z = [np.round(rng.normal(size=(T, N)), 5) for _ in range(3)]
Z[1][50, 4] = nan
part = [np.concatenate([[nan], rng.normal(0.0005 * (k + 1), 0.01, T - 1)]) for k in range(3)]
dates, window, least, cost = [30, 60, 90, 110], 60, 40, 0.001
given = np.array([0.5, 0.2, 0.3])
chosen, targets = [], {}
for d in dates:
    past = np.column_stack([q[max(0, d + 1 - window):d + 1] for q in part])
    past = past[~np.isnan(past).any(axis=1)]
    if len(past) >= least:
        c, mu = np.cov(past.T), past.mean(axis=0)
        if mu.max() > 0:
            chol = np.linalg.cholesky(c)
            v, _ = optimize.nnls(chol.T, np.linalg.solve(chol, mu))
            given = v / v.sum()
    chosen.append(given)
    score = sum(given[k] * Z[k][d] if given[k] != 0 else 0 for k in range(3))
    score = pd.Series(np.where(member[d] > 0, score, nan)).rank()
    w = score - score.mean()
    targets[d + 1] = (w / w.abs().sum()).fillna(0).to_numpy()
position, opened, gross, net = np.zeros(N), False, np.full(T, nan), np.full(T, nan)
for t in range(T):
    if opened:
        held_r = np.nan_to_num(r[t])
        gross[t] = net[t] = position @ held_r
        position = position * (1 + held_r) / (1 + gross[t])
    if t in targets:
        traded = np.abs(targets[t] - position).sum()
        gross[t] = gross[t] if opened else 0.0
        net[t] = gross[t] - cost * traded
        position, opened = targets[t], True
out.update(walk_z0=Z[0], walk_z1=Z[1], walk_z2=Z[2], walk_p0=part[0], walk_p1=part[1], walk_p2=part[2],
           walk_weights=np.array(chosen), walk_gross=gross, walk_net=net)

for name, values in out.items():
    print(name + "," + ",".join(repr(float(v)) for v in np.asarray(values, dtype=float).ravel()))
