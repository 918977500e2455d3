"""Figures of publications and of other programs beside those of the survey review."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from kinerja_lib.change.comparison.review import review_comparison
from kinerja_lib.change.responses.answers import Answers
from kinerja_lib.change.scales.review import review_scales
from kinerja_lib.change.structure.limits import StructureLimits
from kinerja_lib.change.structure.review import StructureReview, review_structure
from kinerja_lib.change.waves.review import WaveReview
from tools.study_data import Study
from tools.survey_figures import Row

WHOLE = StructureLimits(half=100_000, most_rows=100_000, supplement=True)
LAVAAN, PSYCH = "lavaan 0.4-14, printed by Anglim, CFA of bfi", "psych, vss and fa.parallel of bfi"
# Standardized loadings of the five factors, signs left out, as LAVAAN prints them.
_LOADINGS = {
    "agree": (0.344, 0.648, 0.749, 0.510, 0.687),
    "conscientious": (0.551, 0.592, 0.546, 0.702, 0.620),
    "extraversion": (0.564, 0.699, 0.627, 0.703, 0.553),
    "neuroticism": (0.825, 0.803, 0.721, 0.573, 0.503),
    "open": (0.564, 0.418, 0.724, 0.233, 0.461),
}
# Correlations of the factors A-C, A-E, A-N, A-O, C-E, C-N, C-O, E-N, E-O, N-O, without sign.
_PHI = (0.334, 0.683, 0.223, 0.303, 0.357, 0.283, 0.301, 0.244, 0.453, 0.112)


def compare_alphas(study: Study) -> Iterator[Row]:
    """Compare alpha and the limits of its interval with pingouin, on everyone."""
    import pingouin

    responses = study.read(everyone=True)
    answers = responses.kept()
    for row in review_scales(responses).reliability.itertuples():
        subscale = next(s for s in study.book.subscales if s.code == row.subskala)
        table = pd.DataFrame(answers.of(subscale))
        table = table[table.notna().any(axis=1)]
        alpha, limits = pingouin.cronbach_alpha(table, nan_policy="pairwise")
        yield Row(study.name, f"alpha of {row.subskala}", round(alpha, 6), row.alfa, "pingouin")
        if table.notna().all(axis=None):
            low = float(limits[0])
            yield Row(study.name, f"its lower limit, {row.subskala}", low, row.alfa_low, "pingouin")


def compare_personality(study: Study) -> Iterator[Row]:
    """Compare the structure of bfi with what lavaan and psych print, on everyone."""
    review = review_structure(study.read(everyone=True), WHOLE)
    part = review.parts[0]
    alpha = review_scales(review.responses).reliability.set_index("subskala").alfa["neuroticism"]
    yield Row("bfi", "alpha of neuroticism", 0.813963, alpha, "Revelle, comparing alpha")
    yield Row("bfi", "factors by parallel analysis", 6, part.exploration.suggested, PSYCH)
    if part.exploration.partials is not None:
        yield Row("bfi", "factors by MAP", 5, part.exploration.partials.n_factors, PSYCH)
    # lavaan dropped incomplete rows: so does the kit where there are more rows than `most_rows`
    complete = review_structure(review.responses, StructureLimits(half=100_000, most_rows=2_400))
    five, one = complete.parts[0].confirmation.models
    printed = {"n": 2436, "chi2": 4165.467, "df": 265, "cfi": 0.782, "tli": 0.754, "rmsea": 0.078,
               "rmsea_low": 0.076, "rmsea_high": 0.080, "srmr": 0.075}  # fmt: skip
    for name, value in printed.items():
        yield Row("bfi", f"five factors, {name}", value, getattr(five.found.fit, name), LAVAAN)
    for name, value in {"cfi": 0.420, "tli": 0.367, "rmsea": 0.125, "srmr": 0.116}.items():
        yield Row("bfi", f"one factor, {name}", value, getattr(one.found.fit, name), LAVAAN)
    loadings = np.abs(five.found.standardized[0]).sum(axis=1)
    gap = np.abs(loadings - np.concatenate(list(_LOADINGS.values()))).max()
    yield Row("bfi", "25 standardized loadings, largest gap", 0, float(gap), LAVAAN)
    phi = np.abs(five.found.phi[0][np.triu_indices(5, 1)])
    gap = float(np.abs(phi - np.array(_PHI)).max())
    yield Row("bfi", "10 correlations of factors, largest gap", 0, gap, LAVAAN)


def compare_welch(study: Study) -> Iterator[Row]:
    """Compare Welch's test of every grouping with pingouin, on those that the kit keeps."""
    import pingouin

    review = review_comparison(study.read())
    for row in review.tests.itertuples():
        if row.pengelompokan not in study.groupings or row.uji != "Welch" or row.dihitung == 0:
            continue
        table = pd.DataFrame({"y": review.answers.scores[row.kode]})
        table = table.assign(g=review.shown[row.pengelompokan]).dropna()
        other = pingouin.welch_anova(table, dv="y", between="g").iloc[0]
        name = f"Welch F, {row.subskala} by {study.groupings[row.pengelompokan]}"
        yield Row(study.name, name, round(float(other["F"]), 4), row.statistik, "pingouin")


def compare_units(study: Study) -> Iterator[Row]:
    """Compare ICC(1), ICC(2), the model and rwg(j) with statsmodels and pandas."""
    review = review_comparison(study.read())
    unit = pd.Series(review.labels["unit"], dtype=object)
    for row in review.shares.itertuples():
        score = review.answers.scores[row.kode]
        one, two, share = _share_of_units(score, unit)
        name = row.subskala
        anova, model = "statsmodels, anova_lm", "statsmodels, MixedLM"
        yield Row(study.name, f"ICC(1) of {name}", round(one, 7), row.icc1, anova)
        yield Row(study.name, f"ICC(2) of {name}", round(two, 7), row.icc2, anova)
        yield Row(study.name, f"share of units, {name}", round(share, 4), row.icc_model, model)
        median = _agree_by_hand(review.answers, row.kode, unit)
        source = "James, Demaree and Wolf, in pandas"
        yield Row(study.name, f"median rwg(j) of {name}", round(median, 7), row.rwg, source)


def _share_of_units(score: pd.Series, unit: pd.Series) -> tuple[float, float, float]:
    import statsmodels.formula.api as smf
    from statsmodels.stats.anova import anova_lm

    table = pd.DataFrame({"y": score, "g": unit.astype(str)}).dropna()
    mean_square = anova_lm(smf.ols("y ~ C(g)", table).fit())["mean_sq"]
    between, within = float(mean_square.iloc[0]), float(mean_square.iloc[1])
    k = len(table) / table["g"].nunique()
    model = smf.mixedlm("y ~ 1", table, groups=table["g"]).fit(reml=True)
    variance = float(model.cov_re.iloc[0, 0])
    one = (between - within) / (between + (k - 1) * within)
    return one, 1 - within / between, variance / (variance + model.scale)


def _agree_by_hand(answers: Answers, code: str, unit: pd.Series) -> float:
    subscale = next(s for s in answers.book.subscales if s.code == code)
    book = answers.book.instrument_of[code]
    items = pd.DataFrame(answers.of(subscale)).dropna()
    points, size = book.high - book.low + 1, items.shape[1]
    ratio = items.groupby(unit).var().mean(axis=1).dropna() / ((points**2 - 1) / 12)
    rwg = size * (1 - ratio) / (size * (1 - ratio) + ratio)
    return float(rwg.mask(ratio >= 1, 0.0).median())


def compare_model(study: Study, code: str) -> Iterator[Row]:
    """Compare the declared model of an instrument with semopy, on those that the kit confirms."""
    review = review_structure(study.read())
    part = next(p for p in review.parts if p.instrument.code == code)
    fit, items = part.confirmation.declared.found.fit, part.items
    table = pd.DataFrame(items.confirming, columns=items.codes).dropna()
    if fit is None or len(table) != len(items.confirming):
        return
    found = _fit_semopy(table, items.scale)
    for name, column in {"chi2": "chi2", "cfi": "CFI", "tli": "TLI", "rmsea": "RMSEA"}.items():
        label = f"declared model of {code}, {name}"
        yield Row(study.name, label, round(found[column], 4), getattr(fit, name), "semopy")


def compare_groups(study: Study, grouping: str) -> Iterator[Row]:
    """Compare the first step across groups with the sum of semopy's fits, group by group."""
    review: StructureReview = review_structure(study.read())
    test = review.tests(grouping)[0]
    answers = review.responses.kept()
    keyed, scale = answers.of_instrument(test.instrument)
    label = answers.people[grouping].to_numpy(dtype=object)
    codes = [item.code for item in test.instrument.items]
    parts = [
        _fit_semopy(pd.DataFrame(keyed[label == name], columns=codes).dropna(), scale)["chi2"]
        for name in test.found.groups
    ]
    name = f"no equal figures across {study.groupings[grouping]}, chi2"
    found = test.found.steps[0].model.fit
    if found is not None:
        yield Row(study.name, name, round(sum(parts), 3), found.chi2, "semopy, groups added")


def _fit_semopy(table: pd.DataFrame, scale: np.ndarray) -> dict[str, float]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # semopy's own
        import semopy

        lines = []
        for factor in dict.fromkeys(scale.tolist()):
            items = [c for c, s in zip(table.columns, scale, strict=True) if s == factor]
            lines.append(f"f_{factor} =~ " + " + ".join(items))
        model = semopy.Model("\n".join(lines))
        model.fit(table)
        found = semopy.calc_stats(model).iloc[0]
    n = len(table)  # semopy takes n, as the kit does
    return {"n": n} | {name: float(found[name]) for name in ("chi2", "CFI", "TLI", "RMSEA")}


def compare_changes(study: Study, reviews: list[WaveReview]) -> Iterator[Row]:
    """Compare change, d_z, correlation and the error by company with scipy and statsmodels."""
    from scipy import stats

    for review in reviews:
        label = f"{review.responses.earlier} to {review.responses.wave}"
        for row in review.changes.itertuples():
            first, second = review.pairs(row.subskala)
            both = np.isfinite(first) & np.isfinite(second)
            t = float(stats.ttest_rel(second[both], first[both]).statistic)
            d_z = t / math.sqrt(both.sum())
            r = float(stats.pearsonr(first[both], second[both]).statistic)
            head = f"{row.nama}, {label}"
            yield Row(study.name, f"{head}: d_z", round(d_z, 7), row.dz, "scipy, ttest_rel")
            yield Row(study.name, f"{head}: correlation", round(r, 7), row.r, "scipy, pearsonr")


def compare_themes(study: Study, shares: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """Give theme by theme the published median, the median found and the largest gap."""
    units = review_comparison(study.read(everyone=True)).units
    table = units.pivot(index="unit_id", columns="kode", values="mentah") * 100
    rows = {
        theme: {
            "published": float(published[theme].iloc[0]),
            "found": float(table[theme].median()),
            "gap": float((table[theme] - shares[theme]).abs().max()),
            "n": int(table[theme].notna().sum()),
        }
        for theme in (s.code for s in study.book.subscales)
    }
    return pd.DataFrame.from_dict(rows, orient="index")


def find_score_gap(study: Study, folder: Path) -> Iterator[Row]:
    """Compare the scores of people with those in the file (lq2002)."""
    table = pd.read_csv(folder / "lq2002.csv")
    scores = study.read(everyone=True).kept().scores
    own = {"leadership": "LEAD", "task": "TSIG", "hostility": "HOSTILE"}
    for code, column in own.items():
        gap = float((scores[code].to_numpy() - table[column].to_numpy()).__abs__().max())
        yield Row(study.name, f"score of {code}, largest gap to the file", 0, gap, "the file")
