#!/usr/bin/python3
"""Golden values of the risk model's mathematics, computed with numpy, scipy and scikit-learn alone: direct
windows, explicit loops and dense matrices, sharing nothing with the product. Inputs are drawn from a seed and
written beside the answers: one line per array, `name,value,value,...` row by row, `nan` = missing.

    python3 make_goldens.py > goldens.csv
"""
import numpy as np
from scipy import stats
from sklearn.covariance import OAS, LedoitWolf
from sklearn.decomposition import PCA

rng = np.random.default_rng(20260131)
out = {}
nan = np.nan


def weights(n, half_life):
    return 0.5 ** (np.arange(n)[::-1] / half_life) if half_life else np.ones(n)


# ---- shrinkage ---------------------------------------------------------------------------------------------
def constant_correlation(x):
    t, n = x.shape
    x = x - x.mean(0)
    s = x.T @ x / t
    d = np.sqrt(np.diag(s))
    r = sum(s[i, j] / (d[i] * d[j]) for i in range(n) for j in range(n) if i != j) / (n * (n - 1))
    f = np.array([[s[i, i] if i == j else r * d[i] * d[j] for j in range(n)] for i in range(n)])
    pi = np.array([[np.mean((x[:, i] * x[:, j] - s[i, j]) ** 2) for j in range(n)] for i in range(n)])
    rho = np.trace(pi)
    for i in range(n):
        for j in range(n):
            if i == j:
                continue
            ii = np.mean((x[:, i] ** 2 - s[i, i]) * (x[:, i] * x[:, j] - s[i, j]))
            jj = np.mean((x[:, j] ** 2 - s[j, j]) * (x[:, i] * x[:, j] - s[i, j]))
            rho += r / 2 * (d[j] / d[i] * ii + d[i] / d[j] * jj)
    gamma = ((f - s) ** 2).sum()
    a = max(0.0, min(1.0, (pi.sum() - rho) / gamma / t))
    return a * f + (1 - a) * s, a


def oas_paper(x):
    t, n = x.shape
    s = np.cov(x.T, bias=True)
    s2, tr2 = np.trace(s @ s), np.trace(s) ** 2
    a = min(1.0, ((1 - 2 / n) * s2 + tr2) / ((t + 1 - 2 / n) * (s2 - tr2 / n)))
    return (1 - a) * s + a * np.trace(s) / n * np.eye(n), a


def denoise(x):
    t, n = x.shape
    s = np.cov(x.T, bias=True)
    d = np.sqrt(np.diag(s))
    edge = (1 + np.sqrt(n / t)) ** 2
    val, vec = np.linalg.eigh(s / np.outer(d, d))
    low = val <= edge
    val = np.where(low, val[low].mean(), val)
    c = vec @ np.diag(val) @ vec.T
    c /= np.sqrt(np.outer(np.diag(c), np.diag(c)))
    return c * np.outer(d, d), edge, (~low).sum()


for tag, t, n in (("tall", 60, 8), ("wide", 18, 25)):
    common = rng.normal(size=(t, 2))
    x = 0.01 * (common @ rng.normal(size=(2, n)) + 0.8 * rng.standard_t(5, (t, n)))
    out[f"shrink_{tag}"] = x
    lw, oas = LedoitWolf().fit(x), OAS().fit(x)
    cc, cc_a = constant_correlation(x)
    op, op_a = oas_paper(x)
    dn, edge, kept = denoise(x)
    out.update({f"{tag}_sample": np.cov(x.T, bias=True), f"{tag}_lw": lw.covariance_,
                f"{tag}_oas": oas.covariance_, f"{tag}_oas_paper": op, f"{tag}_cc": cc, f"{tag}_denoised": dn,
                f"{tag}_facts": [lw.shrinkage_, oas.shrinkage_, op_a, cc_a, edge, kept]})
    pca = PCA(n_components=5, svd_solver="full").fit(x)
    sign = np.array([np.sign(c[np.abs(c).argmax()]) for c in pca.components_])
    out[f"{tag}_pca_variances"] = pca.explained_variance_
    out[f"{tag}_pca_directions"] = pca.components_ * sign[:, None]

# ---- exponentially weighted, Newey-West --------------------------------------------------------------------


def newey_west(x, y, half_life, lags):
    """Long-run covariance of two series with gaps, means over the rows that each has."""
    w, hx, hy = weights(len(x), half_life), np.isfinite(x), np.isfinite(y)
    a = np.where(hx, x - np.average(x[hx], weights=w[hx]), 0)
    b = np.where(hy, y - np.average(y[hy], weights=w[hy]), 0)
    total = (w * a * b).sum()
    for lag in range(1, lags + 1):
        total += (1 - lag / (lags + 1)) * (w[lag:] * (a[lag:] * b[:-lag] + b[lag:] * a[:-lag])).sum()
    return total / w[hx & hy].sum()


def split_half_life(x, vol, vol_lags, corr, corr_lags, floor=1e-8):
    k = x.shape[1]
    d = np.array([np.sqrt(max(newey_west(x[:, i], x[:, i], vol, vol_lags), 0)
                          or newey_west(x[:, i], x[:, i], vol, 0)) for i in range(k)])
    c = np.array([[newey_west(x[:, i], x[:, j], corr, corr_lags) for j in range(k)] for i in range(k)])
    c = np.clip(c / np.sqrt(np.outer(np.diag(c), np.diag(c))), -1, 1)
    np.fill_diagonal(c, 1)
    val, vec = np.linalg.eigh(c)
    if val.min() < floor * val.max():
        c = vec @ np.diag(np.maximum(val, floor * val.max())) @ vec.T
        c /= np.sqrt(np.outer(np.diag(c), np.diag(c)))
    return c * np.outer(d, d)


T, K = 160, 5
e = rng.standard_t(6, (T + 1, K))
f = 0.01 * (e[1:] + 0.3 * e[:-1]) @ np.array([[1, .5, 0, 0, .2], [0, 1, .3, 0, 0], [0, 0, .6, .1, 0],
                                               [0, 0, 0, .4, .1], [0, 0, 0, 0, .2]])
gaps = f.copy()
gaps[:70, 3] = nan
gaps[[90, 131], 1] = nan
out["path_series"] = gaps
for lags in (0, 5):
    path = np.full((T, K), nan)
    for t in range(T):
        for k in range(K):
            if np.isfinite(gaps[:t + 1, k]).sum() >= 60:
                v = newey_west(gaps[:t + 1, k], gaps[:t + 1, k], 84, lags)
                path[t, k] = v if v > 0 else newey_west(gaps[:t + 1, k], gaps[:t + 1, k], 84, 0)
    out[f"path_variance_{lags}"] = path
    z = gaps[1:] / np.sqrt(path[:-1])
    with np.errstate(all="ignore"):
        out[f"path_bias_{lags}"] = np.r_[nan, np.sqrt(np.nanmean(z**2, axis=1))]
b = out["path_bias_5"]
lam = []
for t in range(T):
    w, known = weights(t + 1, 42), np.isfinite(b[:t + 1])
    lam.append(np.sqrt((w[known] * b[:t + 1][known] ** 2).sum() / w[known].sum()) if known.any() else 1.0)
out["path_multiplier"] = lam

# ---- eigenfactor adjustment --------------------------------------------------------------------------------
MASK, GAMMA = (1 << 64) - 1, 0x9E3779B97F4A7C15


def mixed(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def normals(seed, stream, n):
    key = mixed(seed ^ mixed((stream + GAMMA) & MASK))
    u = [((mixed((key + i * GAMMA) & MASK) >> 11) + 0.5) * 2.0**-53 for i in range(n + n % 2)]
    z = []
    for i in range(0, n, 2):
        r = np.sqrt(-2 * np.log(u[i]))
        z += [r * np.cos(2 * np.pi * u[i + 1]), r * np.sin(2 * np.pi * u[i + 1])]
    return np.array(z[:n])


out["normals"] = normals(7, 3, 9)
F0 = split_half_life(f, 84, 5, 504, 2)
val, vec = np.linalg.eigh(F0)
vec *= np.sign(vec[np.abs(vec).argmax(0), np.arange(K)])
ratio = []
for m in range(6):
    draw = normals(20110131, m, T * K).reshape(T, K)
    # The symmetric root: it does not depend on the signs of the eigenvectors.
    root = vec @ np.diag(np.sqrt(val)) @ vec.T
    Fm = split_half_life(draw @ root.T, 84, 5, 504, 2)
    vm, um = np.linalg.eigh(Fm)
    ratio.append(np.diag(um.T @ F0 @ um) / vm)
v = np.sqrt(np.mean(ratio, axis=0))
out.update(eigen_series=f, eigen_base=F0, eigen_bias=v, eigen_adjusted=vec @ np.diag(v**2 * val) @ vec.T,
           eigen_scaled=vec @ np.diag((1.4 * (v - 1) + 1) ** 2 * val) @ vec.T)

# ---- tests of forecasts ------------------------------------------------------------------------------------
b = 1.15 * rng.standard_t(5, 300) / np.sqrt(5 / 3)
b[[17, 40]] = nan
out["tests_b"] = b
k = b[np.isfinite(b)]


def coverage(z, p):
    hit = (k < z).astype(int)
    n, x = len(hit), hit.sum()
    like = lambda q, a, c: stats.binom.logpmf(a, a + c, q) - stats.binom.logpmf(a, a + c, a / (a + c))
    uc = -2 * like(p, x, n - x)
    pairs = [[((hit[:-1] == i) & (hit[1:] == j)).sum() for j in (0, 1)] for i in (0, 1)]
    def ll(a, c):
        return sum(m * np.log(m / (a + c)) for m in (a, c) if m)
    ind = -2 * (ll(pairs[0][1] + pairs[1][1], pairs[0][0] + pairs[1][0]) - ll(*pairs[0]) - ll(*pairs[1]))
    both = uc + ind
    return [n, x, n * p, uc, stats.chi2.sf(uc, 1), ind, stats.chi2.sf(ind, 1), both, stats.chi2.sf(both, 2)]


out["tests_single"] = [np.std(k, ddof=1), np.sqrt(2 / 300), np.mean(k**2 - np.log(k**2))]
out["tests_rolling"] = [nan if t < 49 or np.isfinite(b[t - 49:t + 1]).sum() < 45 else
                        np.nanstd(b[t - 49:t + 1], ddof=1) for t in range(300)]
out["tests_var95"] = coverage(stats.norm.ppf(0.05), 0.05)
out["tests_var99"] = coverage(stats.norm.ppf(0.01), 0.01)
# Published: Kupiec with p = 1 %, 250 observations, 7 exceptions: 5.497.

# ---- shrinkage of specific risk ----------------------------------------------------------------------------
N = 43
cap, s = np.exp(rng.normal(3, 1, N)), 0.02 * np.exp(0.3 * rng.normal(size=N))
s[5], cap[9] = nan, nan
ok = np.flatnonzero(np.isfinite(s) & np.isfinite(cap))
order = ok[np.argsort(cap[ok], kind="stable")]
shrunk, pull = s.copy(), np.zeros(N)
bucket = np.arange(len(order)) * 10 // len(order)
for g in range(10):
    j = order[bucket == g]
    mean = np.average(s[j], weights=cap[j])
    delta = np.sqrt(np.mean((s[j] - mean) ** 2))
    pull[j] = 0.1 * np.abs(s[j] - mean) / (delta + 0.1 * np.abs(s[j] - mean))
    shrunk[j] = pull[j] * mean + (1 - pull[j]) * s[j]
out.update(cap_cap=cap, cap_risk=s, cap_shrunk=shrunk, cap_weight=pull)

# ---- specific bias of the session --------------------------------------------------------------------------
T2, N2 = 130, 4
u = 0.02 * rng.standard_t(5, (T2, N2)) * np.array([1, .6, 1.5, .8])
u[:50, 2] = nan
u[[80, 101], 0] = nan
caps = np.exp(rng.normal(2, .5, (T2, N2)))
caps[110, 1] = nan


def specific(x, half_life, lags=5):
    x = np.where(np.isfinite(x), x, 0.0)
    ok = x != 0
    w, wa = weights(len(x), half_life), weights(len(x), 252)
    c = [(wa[lag:] * x[lag:] * x[:len(x) - lag]).sum() for lag in range(lags + 1)]
    nw = (c[0] + 2 * sum((1 - lag / (lags + 1)) * c[lag] for lag in range(1, lags + 1))) / c[0]
    return np.sqrt(np.clip(nw, .25, 4) * (w * x * x).sum() / w[ok].sum())


bs = np.full(T2, nan)
for t in range(1, T2):
    num = den = 0.0
    for n in range(N2):
        if np.isfinite(u[:t, n]).sum() >= 60 and np.isfinite(u[t, n]) and np.isfinite(caps[t, n]):
            num += caps[t, n] * (u[t, n] / specific(u[:t, n], 84)) ** 2
            den += caps[t, n]
    if den:
        bs[t] = np.sqrt(num / den)
out.update(bias_residuals=u, bias_caps=caps, bias_specific=bs)

# ---- statistical model -------------------------------------------------------------------------------------
T3, N3 = 120, 14
r = 0.01 * (rng.normal(size=(T3, 2)) @ rng.normal(size=(2, N3)) + rng.normal(size=(T3, N3))) + 0.0004
r[:40, 3] = nan
r[:100, 8] = nan
full = [n for n in range(N3) if n not in (3, 8)]
z = (r[:, full] - r[:, full].mean(0)) / r[:, full].std(0, ddof=1)
edge = (1 + np.sqrt(len(full) / T3)) ** 2
pca = PCA(svd_solver="full").fit(z)
M = int((pca.explained_variance_ > edge).sum())
sign = np.array([np.sign(c[np.abs(c).argmax()]) for c in pca.components_[:M]])
vec = pca.components_[:M] * sign[:, None]
fac = z @ vec.T / np.sqrt(pca.explained_variance_[:M])
X = np.full((N3, M), nan)
U = np.full((T3, N3), nan)
X[full] = (vec * np.sqrt(pca.explained_variance_[:M])[:, None]).T * r[:, full].std(0, ddof=1)[:, None]
U[:, full] = r[:, full] - r[:, full].mean(0) - fac @ X[full].T
A = np.column_stack([np.ones(T3 - 40), fac[40:]])
coef = np.linalg.lstsq(A, r[40:, 3], rcond=None)[0]
X[3], U[40:, 3] = coef[1:], r[40:, 3] - A @ coef
out.update(stat_returns=r, stat_exposures=X, stat_factor_returns=fac, stat_residuals=U,
           stat_facts=[M, edge, pca.explained_variance_[:M].sum() / len(full), len(full)])

# ---- risk of a portfolio over a table of exposures ---------------------------------------------------------
F = np.cov(fac.T) * 1.1
D = np.nanstd(U, axis=0, ddof=1)
h = rng.normal(size=N3)
h[8] = 0
x = h[:] @ np.nan_to_num(X)
sig = np.sqrt(x @ F @ x + np.nansum((h * D) ** 2))
out.update(table_covariance=F, table_specific=D, table_weights=h, table_sigma=[sig],
           table_contribution=x * (F @ x) / sig, table_marginal=(X @ F @ x + D**2 * h) / sig)

# ---- portfolio of least risk for an alpha ------------------------------------------------------------------
alpha = rng.normal(size=N3)
j = [n for n in range(N3) if n != 8]
V = X[j] @ F @ X[j].T + np.diag(D[j] ** 2)
w = np.zeros(N3)
w[j] = np.linalg.solve(V, alpha[j]) / (alpha[j] @ np.linalg.solve(V, alpha[j]))
out.update(optimal_alpha=alpha, optimal_weights=w)

for name, values in out.items():
    print(",".join([name] + [repr(float(x)) for x in np.ravel(np.asarray(values, float))]))
