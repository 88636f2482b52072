#!/usr/bin/python3
"""Golden values of the factor kernels, computed with numpy, pandas and scipy alone: dense dummies,
restriction matrices and direct windows, sharing nothing with the product. Inputs are drawn from a seed and
written beside the answers: one line per array, `name,value,value,...` row by row, `nan` = missing.

    python3 make_goldens.py > goldens.csv
"""
import numpy as np
import pandas as pd
from scipy import linalg, stats

rng = np.random.default_rng(20200110)
out = {}
nan = np.nan


def exp_weights(n, half_life):
    return 0.5 ** (np.arange(n)[::-1] / half_life) if half_life else np.ones(n)


# ---- one cross-section -------------------------------------------------------------------------------------
N, G, S = 60, 5, 3
cap = np.exp(rng.normal(3, 1.2, N))
group = rng.integers(0, G, N)
group[:G] = np.arange(G)
styles = rng.normal(size=(S, N))
r = 0.01 * rng.standard_t(4, N) + 0.004 * (group - 2) + 0.003 * styles[0]
member = np.ones(N, int)
member[[7, 19]] = 0
r[11] = nan
styles[1, 23] = nan
fit = (member > 0) & ~np.isnan(r) & ~np.isnan(styles).any(axis=0)
out.update(xs_cap=cap, xs_group=group, xs_styles=styles, xs_returns=r, xs_member=member)


def restricted(X, R, v, y):
    """f = R g, g weighted least squares of y on X R; covariance factor of f; residual."""
    B = X @ R
    M = linalg.inv(B.T @ (v[:, None] * B))
    g = M @ (B.T @ (v * y))
    return R @ g, R @ M @ R.T, y - B @ g, R @ M @ B.T * v


def joint(weights):
    v, y = np.sqrt(cap[fit]), r[fit]
    D = (group[fit][:, None] == np.arange(G)).astype(float)
    X = np.column_stack([np.ones(fit.sum()), D, styles[:, fit].T])
    last = int(np.argmax(weights))
    R = np.delete(np.eye(1 + G + S), 1 + last, axis=1)
    R[1 + last, 1:G] = -np.delete(weights, last) / weights[last]
    f, C, u, omega = restricted(X, R, v, y)
    s2 = (v * u * u).sum() / (len(y) - (G + S))
    mean = (v * y).sum() / v.sum()
    r2 = 1 - (v * u * u).sum() / (v * (y - mean) ** 2).sum()
    r2u = 1 - (v * u * u).sum() / (v * y * y).sum()
    vif = []
    for k in range(S):
        x = styles[k, fit]
        others = np.column_stack([D, np.delete(styles[:, fit], k, axis=0).T])
        e = x - others @ linalg.lstsq(np.sqrt(v)[:, None] * others, np.sqrt(v) * x)[0]
        m = (v * x).sum() / v.sum()
        vif.append((v * (x - m) ** 2).sum() / (v * e * e).sum())
    full = np.zeros((1 + G + S, N))
    full[:, fit] = omega
    res = np.full(N, nan)
    res[fit] = u
    return dict(f=f, t=f / np.sqrt(s2 * np.diag(C)), r2=[r2, r2u, s2], vif=vif, residual=res, omega=full)


capw = np.array([cap[fit][group[fit] == g].sum() for g in range(G)])
estu = np.array([cap[member > 0][group[member > 0] == g].sum() for g in range(G)])
for name, w in (("cap", capw), ("sum", np.ones(G)), ("given", estu)):
    for key, value in joint(w / w.sum()).items():
        out[f"joint_{name}_{key}"] = value
out["joint_given_weights"] = estu


def two_stage(p, residualise):
    v, y = np.sqrt(cap[fit]), r[fit].copy()
    if p is not None:
        y = np.clip(y, np.percentile(y, 100 * p), np.percentile(y, 100 * (1 - p)))
    D = (group[fit][:, None] == np.arange(G)).astype(float)
    X1 = np.column_stack([np.ones(len(y)), D])
    R = np.vstack([np.eye(G), np.concatenate([[0.0], -np.ones(G - 1)])])
    f1, C1, e1, _ = restricted(X1, R, v, y)
    s1 = (v * e1 * e1).sum() / (len(y) - G)
    X2 = styles[:, fit].T
    left = e1 if residualise else y
    f2, C2, u2, _ = restricted(X2, np.eye(S), v, left)
    s2 = (v * u2 * u2).sum() / (len(y) - S)
    eps = e1 - X2 @ f2
    mean = (v * y).sum() / v.sum()
    res = np.full(N, nan)
    res[fit] = eps
    return dict(f=np.concatenate([f1, f2]),
                t=np.concatenate([f1 / np.sqrt(s1 * np.diag(C1)), f2 / np.sqrt(s2 * np.diag(C2))]),
                r2=[1 - (v * eps ** 2).sum() / (v * (y - mean) ** 2).sum(),
                    1 - (v * eps ** 2).sum() / (v * y * y).sum(), s2], residual=res)


for name, p, residualise in (("default", 0.05, True), ("raw", None, False)):
    for key, value in two_stage(p, residualise).items():
        out[f"two_stage_{name}_{key}"] = value

# ---- standardising, combining, filling ---------------------------------------------------------------------
raw = rng.standard_t(3, N)
raw[[3, 30]] = nan
estu_mask = member.astype(bool)


def standardise(x):
    inside = x[estu_mask & ~np.isnan(x)]
    m, s = inside.mean(), inside.std(ddof=1)
    x = np.clip(x, m - 3 * s, m + 3 * s)
    use = estu_mask & ~np.isnan(x)
    return (x - np.average(x[use], weights=cap[use])) / x[use].std(ddof=1)


d = [standardise(raw), standardise(np.where(np.arange(N) % 9 == 0, nan, rng.normal(size=N)))]
w = np.array([0.75, 0.25])
both = np.array(d)
here = ~np.isnan(both)
combined = np.where(here.any(axis=0), (np.where(here, both, 0) * w[:, None]).sum(axis=0), nan)
combined = combined / np.where(here.any(axis=0), (here * w[:, None]).sum(axis=0), 1)
out.update(st_raw=raw, st_standard=d[0], st_second=d[1], st_combined=combined)

x = styles[0]
use = estu_mask & ~np.isnan(d[0])
A = np.column_stack([np.ones(N), x])
b = linalg.lstsq(np.sqrt(cap[use])[:, None] * A[use], np.sqrt(cap[use]) * d[0][use])[0]
out["st_orthogonal"] = d[0] - A @ b

lncap = np.log(cap)
A = np.column_stack([(group[:, None] == np.arange(G)).astype(float), lncap])
v = np.sqrt(np.sqrt(cap[use]))
b = linalg.lstsq(v[:, None] * A[use], v * d[0][use])[0]
out["st_filled"] = np.where(np.isnan(d[0]), A @ b, d[0])
out["st_coverage"] = [cap[use].sum() / cap[estu_mask].sum()]

# ---- toraniko's scores -------------------------------------------------------------------------------------
bp, sp, cf = np.exp(rng.normal(size=N)), np.exp(rng.normal(size=N)), rng.normal(size=N)
bp[4] = -0.5
cf[4] = nan
sp[5] = nan


def z(x):
    return (x - np.nanmean(x)) / np.nanstd(x, ddof=1)


def winsor(x, p):
    return np.clip(x, np.nanpercentile(x, 100 * p), np.nanpercentile(x, 100 * (1 - p)))




def value(clip):
    parts = [clip(bp), clip(sp), clip(cf)]
    with np.errstate(invalid="ignore"):
        parts = [np.log(np.where(q > 0, q, nan)) for q in parts[:2]] + parts[2:]
    return z(np.nanmean([z(q) for q in parts], axis=0))


out.update(value_book=bp, value_sales=sp, value_cash=cf, value_plain=value(lambda q: q),
           value_winsor=value(lambda q: winsor(q, 0.05)),
           momentum_scores=z(winsor(raw, 0.01)))
q = z(-np.log(cap))
lo, hi = (np.percentile(q, p, method="nearest") for p in (20, 80))
out["size_scores"] = np.where((q > lo) & (q < hi), 0.0, q)

# ---- price descriptors -------------------------------------------------------------------------------------
T, M = 560, 6
FROM = 500
market = 0.01 * rng.standard_t(5, T)
rf = np.full(T, 0.0001) + 0.00002 * np.sin(np.arange(T) / 50)
ret = market[:, None] * np.array([1, .5, 1.5, .8, 1.2, 1]) + 0.015 * rng.standard_t(4, (T, M)) + rf[:, None]
ret[0] = nan
ret[rng.random(T) < 0.1, 1] = nan
ret[:20, 2] = nan
ret[rng.permutation(np.arange(T - 252, T))[:80], 3] = nan
ret[:, 5] = nan
turnover = np.exp(rng.normal(-5, 0.5, (T, M)))
turnover[rng.random(T) < 0.05, 1] = nan
turnover[:480, 2] = nan
turnover[:, 5] = 0
out.update(px_returns=ret, px_market=market, px_rf=rf, px_turnover=turnover)


def rolling(values, sessions, lag, half_life, statistic):
    """statistic(x, w, rows) per row >= FROM and name over a direct window, weights of the values present."""
    answer = np.full((T - FROM, M), nan)
    weights = exp_weights(sessions, half_life)
    for i in range(M):
        known = np.flatnonzero(~np.isnan(values[:, i]))
        for t in range(FROM, T):
            first, last = t - lag - sessions + 1, t - lag
            if first < 0 or not len(known) or known[0] > first:
                continue
            rows = np.arange(first, last + 1)
            x = values[rows, i]
            ok = ~np.isnan(x)
            if ok.sum() < 0.8 * sessions:
                continue
            answer[t - FROM, i] = statistic(x[ok], weights[ok] / weights[ok].sum(), rows[ok])
    return answer


def beta_fit(x, w, rows):
    A = np.column_stack([np.ones(len(x)), market[rows]])
    b = linalg.lstsq(np.sqrt(w)[:, None] * A, np.sqrt(w) * x)[0]
    return b[1], np.sqrt((w * (x - A @ b) ** 2).sum())


def cmra(x, last, rows):
    total = np.zeros(12)
    for m in range(1, 13):
        total[m - 1] = x[rows > last - 21 * m].sum()
    if 1 + total.min() <= 0:
        return total.max() - total.min()
    return np.log(1 + total.max()) - np.log(1 + total.min())


excess = ret - rf[:, None]
logs = np.log(1 + ret) - np.log(1 + rf)[:, None]
out["px_beta"] = rolling(excess, 252, 0, 63, lambda *a: beta_fit(*a)[0])
out["px_hsigma"] = rolling(excess, 252, 0, 63, lambda *a: beta_fit(*a)[1])
out["px_rstr"] = rolling(logs, 504, 21, 126, lambda x, w, rows: (w * x).sum())
out["px_dastd"] = rolling(excess, 252, 0, 42,
                          lambda x, w, rows: np.sqrt((w * (x - (w * x).sum()) ** 2).sum()))
answer = np.full((T - FROM, M), nan)
for t in range(FROM, T):
    for i in range(M):
        known = np.flatnonzero(~np.isnan(logs[:, i]))
        x = logs[t - 251:t + 1, i]
        ok = ~np.isnan(x)
        if len(known) and known[0] <= t - 251 and ok.sum() >= 0.8 * 252:
            answer[t - FROM, i] = cmra(x[ok], t, np.arange(t - 251, t + 1)[ok])
out["px_cmra"] = answer
out["px_reversal"] = -rolling(np.log(1 + ret), 21, 0, 0, lambda x, w, rows: x.sum())
for name, sessions in (("stom", 21), ("stoq", 63), ("stoa", 252)):
    with np.errstate(divide="ignore"):
        v = rolling(turnover, sessions, 0, 0, lambda x, w, rows: np.log(21 * x.mean()))
    out["px_" + name] = np.where(np.isinf(v), nan, v)
product = np.full((T - FROM, M), nan)
w = exp_weights(100, 30)
for i in range(M):
    own = pd.Series(ret[:, i]).dropna()
    for k in range(len(own)):
        if k >= 5 + 100 - 1 and own.index[k] >= FROM:
            window = own.iloc[k - 5 - 99:k - 5 + 1].to_numpy()
            product[own.index[k] - FROM, i] = np.prod(1 + w * window) - 1
out["px_product"] = product
years = np.array([[1.0, 1.2, nan, 1.5, 1.4], [nan, -.5, .2, .1, .6], [nan, nan, nan, 1, 2], [0, 0, 0, 0, 0]])
growth = []
for row in years:
    ok = ~np.isnan(row)
    good = ok.sum() >= 3 and np.abs(row[ok]).sum() > 0
    growth.append(np.polyfit(np.arange(5)[ok], row[ok], 1)[0] / np.abs(row[ok]).mean() if good else nan)
out.update(growth_years=years, growth=growth)

# ---- covariance --------------------------------------------------------------------------------------------
K = 4
f = 0.01 * rng.normal(size=(200, K)) @ np.array([[1, .5, 0, .2], [0, 1, .3, 0], [0, 0, 1, .9], [0, 0, 0, .2]])
f[1:] += 0.2 * f[:-1]
f[:60, 1] = nan
f[100, 2] = nan


def newey_west(series, half_life, lags, remove_mean=True):
    w = exp_weights(len(series), half_life)
    k = series.shape[1]
    x = np.empty_like(series)
    for i in range(k):
        ok = ~np.isnan(series[:, i])
        mean = np.average(series[ok, i], weights=w[ok]) if remove_mean else 0
        x[:, i] = np.where(ok, series[:, i] - mean, nan)
    c = np.empty((k, k))
    for i in range(k):
        for j in range(k):
            total = np.nansum(w * x[:, i] * x[:, j])
            for lag in range(1, lags + 1):
                ahead = np.nansum(w[lag:] * x[lag:, i] * x[:-lag, j])
                behind = np.nansum(w[lag:] * x[lag:, j] * x[:-lag, i])
                total += (1 - lag / (lags + 1)) * (ahead + behind)
            c[i, j] = total / w[~np.isnan(x[:, i] * x[:, j])].sum()
    return c


def combined_covariance(series, vol_half_life):
    s = np.sqrt(np.diag(newey_west(series, vol_half_life, 5)))
    c = newey_west(series, 504, 2)
    rho = c / np.sqrt(np.outer(np.diag(c), np.diag(c)))
    return rho * np.outer(s, s)


out.update(cov_series=f, cov_nw=newey_west(f, 63, 3), cov_equal=newey_west(f, 0, 5),
           cov_short=combined_covariance(f, 84), cov_long=combined_covariance(f, 252))
bad = np.array([[1, .9, -.9], [.9, 1, .9], [-.9, .9, 1]])
val, vec = linalg.eigh(bad)
fixed = vec @ np.diag(np.maximum(val, 1e-3 * val.max())) @ vec.T
scale = 1 / np.sqrt(np.diag(fixed))
out.update(floor_in=bad, floor_out=scale[:, None] * fixed * scale)

# ---- specific risk and portfolio risk ----------------------------------------------------------------------
H = 260
level = np.exp(-4 + 0.2 * styles[0] + 0.1 * group)
u = level * rng.normal(size=(H, N))
u[:200, 8] = nan
u[:150, 9] = nan
u[:, 10] = nan
u[:, 12] = level[12] * rng.standard_t(2, H)
xs_styles = styles.copy()
xs_styles[1, 23] = 0.1
w84 = exp_weights(H, 84)
ts, blend = np.full(N, nan), np.zeros(N)
for n in range(N):
    ok = ~np.isnan(u[:, n])
    if ok.sum() < 2:
        continue
    one = u[:, [n]]
    c = newey_west(one, 252, 5, False)[0, 0] / newey_west(one, 252, 0, False)[0, 0]
    ts[n] = np.sqrt(np.clip(c, .25, 4) * np.average(u[ok, n] ** 2, weights=w84[ok]))
    robust = stats.iqr(u[ok, n]) / 1.35
    zz = abs((u[ok, n].std(ddof=1) - robust) / robust)
    blend[n] = min(1, max(0, (ok.sum() - 60) / 120)) * min(1, max(0, np.exp(1 - zz)))
teach = (blend >= 1) & (ts > 0)
A = np.column_stack([(group[:, None] == np.arange(G)).astype(float), xs_styles.T])
v = np.sqrt(np.sqrt(cap))
b = linalg.lstsq(v[teach][:, None] * A[teach], v[teach] * np.log(ts[teach]))[0]
e0 = (cap * ts)[teach].sum() / (cap * np.exp(A @ b))[teach].sum()
structural = e0 * np.exp(A @ b)
risk = np.where(np.isnan(ts), structural, blend * np.nan_to_num(ts) + (1 - blend) * structural)
out.update(spec_residuals=u, spec_styles=xs_styles, spec_ts=ts, spec_blend=blend, spec_structural=structural,
           spec_risk=risk)

full = np.column_stack([np.ones(N), A])
Q = rng.normal(size=(1 + G + S, 30)) * 0.01
F = Q @ Q.T / 30
h = np.where(rng.random(N) < 0.3, rng.random(N), 0)
h /= h.sum()
bench = cap / cap.sum()
for name, active in (("total", h), ("active", h - bench)):
    xk = full.T @ active
    fv, sv = xk @ F @ xk, (active ** 2 * risk ** 2).sum()
    sigma = np.sqrt(fv + sv)
    out[f"port_{name}"] = [sigma, fv, sv]
    out[f"port_{name}_exposure"] = xk
    out[f"port_{name}_contribution"] = xk * (F @ xk) / sigma
    out[f"port_{name}_marginal"] = (full @ F @ xk + risk ** 2 * active) / sigma
out.update(port_covariance=F, port_weights=h, port_benchmark=bench)

for key, value in out.items():
    flat = np.asarray(value, float).ravel()
    print(",".join([key] + ["nan" if np.isnan(q) else repr(float(q)) for q in flat]))
