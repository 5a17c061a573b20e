"""Reference figures of the learning kernel, by scikit-learn. See PROVENANCE.md."""

import gzip
import json

import numpy as np
from sklearn.calibration import _SigmoidCalibration
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, brier_score_loss, roc_auc_score

rng = np.random.default_rng(20261121)
NAMES = ["absence", "absence_slope", "gpa", "failing", "percentile", "growth", "incidents", "days", "courses", "grade"]


def table(n):
    ability = rng.normal(size=n)
    strain = rng.normal(size=n)
    x = np.column_stack([
        np.clip(0.08 + 0.05 * strain - 0.02 * ability + 0.03 * rng.normal(size=n), 0, 1),
        0.02 * rng.normal(size=n) + 0.005 * strain,
        np.clip(2.8 + 0.7 * ability - 0.2 * strain + 0.3 * rng.normal(size=n), 0, 4),
        rng.poisson(np.exp(-1.2 - 0.7 * ability)),
        np.clip(np.rint(50 + 25 * ability + 8 * rng.normal(size=n)), 1, 99),
        np.clip(np.rint(50 + 28 * rng.normal(size=n)), 1, 99),
        rng.poisson(np.exp(-1.5 + 0.6 * strain)),
        np.rint(rng.uniform(20, 180, size=n)),
        rng.integers(4, 9, size=n),
        rng.integers(6, 13, size=n),
    ]).astype(float)
    log_odds = -2.4 + 9 * (x[:, 0] - 0.08) - 0.9 * (x[:, 2] - 2.8) + 0.4 * np.minimum(x[:, 3], 3) \
        + 0.3 * np.minimum(x[:, 6], 4) - 0.012 * (x[:, 4] - 50) + 14 * np.maximum(x[:, 1], 0) \
        + 0.5 * (x[:, 9] == 9) * (x[:, 3] > 0)
    y = rng.uniform(size=n) < 1 / (1 + np.exp(-log_odds))
    x = np.round(x, 3)
    x[rng.uniform(size=n) < 0.25, 4] = np.nan
    x[rng.uniform(size=n) < 0.5, 5] = np.nan
    x[rng.uniform(size=n) < 0.04, 2] = np.nan
    return x, y.astype(int)


train, y_train = table(4000)
test, y_test = table(6000)
with gzip.open("table.csv.gz", "wt", compresslevel=9) as out:
    out.write("part,outcome," + ",".join(NAMES) + "\n")
    for part, x, y in (("train", train, y_train), ("test", test, y_test)):
        for row, outcome in zip(x, y):
            out.write(f"{part},{outcome}," + ",".join("" if np.isnan(v) else f"{v:g}" for v in row) + "\n")
# the table as it was written, so that both sides read the same numbers
train, test = (np.vectorize(lambda v: float(f"{v:g}"))(x).astype(np.float32).astype(float) for x in (train, test))

answer = {"features": NAMES}

# monotone as in the test: more absence, failing marks, incidents never lower the risk, ...
directions = [1, 0, -1, 1, -1, 0, 1, 0, 0, 0]
trees = HistGradientBoostingClassifier(
    max_iter=150, max_depth=4, max_leaf_nodes=None, learning_rate=0.05, min_samples_leaf=20, l2_regularization=1.0,
    early_stopping=False, monotonic_cst=directions, random_state=20261121).fit(train, y_train)
p = trees.predict_proba(test)[:, 1]
answer["trees"] = {"directions": directions, "auroc": roc_auc_score(y_test, p),
                   "averagePrecision": average_precision_score(y_test, p), "brier": brier_score_loss(y_test, p)}

# logistic regression on the design of the kernel: standardised, missing = mean, one flag per feature with missing
mean, sd = np.nanmean(train, axis=0), np.nanstd(train, axis=0)
flagged = [j for j in range(train.shape[1]) if np.isnan(train[:, j]).any()]


def design(x):
    z = (x - mean) / sd
    return np.column_stack([np.where(np.isnan(z), 0, z)] + [np.isnan(x[:, j]).astype(float) for j in flagged])


RIDGE = 2.0
logistic = LogisticRegression(C=1 / RIDGE, tol=1e-14, max_iter=100000, solver="newton-cholesky").fit(design(train), y_train)
missing = dict(zip(flagged, logistic.coef_[0][len(NAMES):]))
margins = logistic.decision_function(design(test))
answer["logistic"] = {
    "ridge": RIDGE, "constant": logistic.intercept_[0], "coefficients": list(logistic.coef_[0][:len(NAMES)]),
    "missing": [missing.get(j, 0.0) for j in range(len(NAMES))], "auroc": roc_auc_score(y_test, margins)}

# Platt's calibration of those margins, with his smoothed targets
platt = _SigmoidCalibration().fit(margins, y_test)
answer["calibration"] = {"slope": -platt.a_, "intercept": -platt.b_}

# skill: continuous scores, scores with many ties, hardly any outcomes, all tied
answer["skill"] = []
for name, n, digits, rate in (("continuous", 300, 9, 0.2), ("tied", 300, 1, 0.2), ("rare", 200, 2, 0.01), ("all tied", 40, 0, 0.3)):
    y = (rng.uniform(size=n) < rate).astype(int)
    y[0], y[1] = 1, 0
    scores = np.round(1 / (1 + np.exp(-(rng.normal(size=n) + 1.2 * y - 1.5))), digits) if digits else np.full(n, 0.3)
    answer["skill"].append({
        "name": name, "scores": [float(v) for v in scores], "outcomes": [int(v) for v in y],
        "auroc": roc_auc_score(y, scores), "averagePrecision": average_precision_score(y, scores),
        "brier": brier_score_loss(y, scores)})

with open("reference.json", "w") as out:
    json.dump(answer, out, indent=1)
    out.write("\n")
