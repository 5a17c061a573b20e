"""Reference values for org.waymark.statistics. Run: python3 make.py > reference.csv (SciPy and statsmodels-free)."""
import numpy as np
import scipy
from scipy import stats

rng = np.random.default_rng(20261121)
print("kind,name,values")


def row(kind, name, values):
    print(f"{kind},{name},{' '.join(repr(float(v)) for v in values)}")


def one(name, x, mu, norm_sd):
    r = stats.ttest_1samp(x, mu)
    ci = r.confidence_interval(0.95)
    d = (x.mean() - mu) / np.sqrt((x.var(ddof=1) + norm_sd**2) / 2)
    row("one", name, [len(x), mu, norm_sd, r.statistic, r.df, r.pvalue, ci.low - mu, ci.high - mu, d, *x])


def two(name, a, b):
    r = stats.ttest_ind(a, b, equal_var=False)
    ci = r.confidence_interval(0.95)
    d = (a.mean() - b.mean()) / np.sqrt((a.var(ddof=1) + b.var(ddof=1)) / 2)
    row("welch", name, [len(a), len(b), r.statistic, r.df, r.pvalue, ci.low, ci.high, d, *a, *b])


one("ten", np.arange(201, 211.0), 200, 13.5)
one("two scores", np.array([200.0, 203.0]), 210, 15)
one("far from the norm", rng.normal(300, 1, 200), 200, 15)
one("exactly at the norm", np.array([199.0, 200.0, 201.0]), 200, 15)
one("heavy tails", 200 + 10 * rng.standard_t(2, 40), 205, 15)
one("ties", np.round(rng.normal(210, 6, 120)), 209, 14)
one("large", np.round(rng.normal(215, 14, 2000)), 214, 14)
two("like", rng.normal(210, 10, 30), rng.normal(208, 10, 34))
two("unlike spread", rng.normal(210, 4, 12), rng.normal(208, 25, 60))
two("one constant", np.full(15, 207.0), rng.normal(208, 9, 20))
two("large", np.round(rng.normal(220, 15, 1500)), np.round(rng.normal(218, 14, 1400)))
two("far", rng.normal(240, 3, 400), rng.normal(180, 3, 500))
for n in (1, 5, 100, 1000):
    p = rng.uniform(0, 1, n) ** 2
    row("bh", f"{n} tests", [*p, *stats.false_discovery_control(p)])
row("bh", "ties", [*[0.01, 0.01, 0.04, 0.04, 0.9], *stats.false_discovery_control([0.01, 0.01, 0.04, 0.04, 0.9])])
for k, n in ((0, 10), (1, 12), (5, 10), (37, 400), (999, 1000), (30, 30)):
    ci = stats.binomtest(k, n).proportion_ci(0.95, method="wilson")
    row("wilson", f"{k} of {n}", [k, n, ci.low, ci.high])
