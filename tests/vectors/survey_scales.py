"""Cases of scales and structure: reliability, factors, declared models, invariance."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from kinerja_lib.stats.psychometrics.confirm import Confirmed, confirm_structure
from kinerja_lib.stats.psychometrics.factor_number import average_partials, compare_eigenvalues
from kinerja_lib.stats.psychometrics.factorability import measure_factorability
from kinerja_lib.stats.psychometrics.factoring import Factors, Method, Rotation, find_factors
from kinerja_lib.stats.psychometrics.invariance import Limits, test_invariance
from kinerja_lib.stats.psychometrics.items import describe_items
from kinerja_lib.stats.psychometrics.moments import compute_moments
from kinerja_lib.stats.psychometrics.omega import measure_omega
from kinerja_lib.stats.psychometrics.ordinal_fit import OrdinalFit, confirm_ordinal
from kinerja_lib.stats.psychometrics.polychoric import correlate_ordinal
from kinerja_lib.stats.psychometrics.reliability import (
    interval_alpha,
    interval_alpha_normal,
    measure_alpha,
)
from kinerja_lib.stats.psychometrics.structure import Equal, Structure
from tests.vectors.survey_data import (
    read_answers,
    read_level,
    read_lists,
    read_model,
    read_number,
    read_table,
)

Case = Mapping[str, Any]
_STEPS = ("configural", "metric", "scalar", "strict")


def find_alpha(case: Case) -> dict[str, Any]:
    """Give alpha with its relatives and intervals, from answers or from summary numbers."""
    text = str(case["input"])
    given = read_number(text, "alpha", "a")
    if str(case["data"]).startswith("none") and given is not None:
        n, items = int(read_number(text, "n", "N")), int(read_number(text, "k", "items"))
        return _intervals(given, n, items, read_level(f"{text} {case['stat']}"))
    answers = read_answers(case)
    found = measure_alpha(answers, pairwise="listwise" not in text.replace("NOT listwise", ""))
    items = describe_items(answers, np.nanmin(answers), np.nanmax(answers))
    normal = interval_alpha_normal(found.raw, found.error, found.n)
    return _intervals(found.raw, found.n, found.items) | {
        "value": found.raw,
        "alpha": found.raw,
        "raw_alpha": found.raw,
        "std_alpha": found.standardized,
        "G6_smc": found.lambda6,
        "G6": found.lambda6,
        "average_r": found.average_r,
        "median_r": found.median_r,
        "mean": found.mean,
        "sd": found.sd,
        "ase": found.error,
        "n": found.n,
        "duhachek": [normal.low, normal.high],
        "r_drop": items.rest_correlation.tolist(),
        "alpha_drop": items.alpha_without.tolist(),
    }


def _intervals(alpha: float, n: int, items: int, level: float = 0.95) -> dict[str, Any]:
    right = interval_alpha(alpha, n, items, level=level)
    other = interval_alpha(alpha, n, items, level=level, cross_freedom=False)
    limits = [right.low, right.high]
    return {
        "feldt": limits,
        "ci95": limits,
        "ci": limits,
        "cocron_feldt_1987": limits,
        "statpsych_ci_cronbach": [other.low, other.high],
    }


def _correlate(case: Case) -> tuple[np.ndarray, int]:
    """Return correlations and n; a square table of correlations is taken as it is."""
    text = str(case["input"])
    answers = read_answers(case)
    square = answers.shape[0] == answers.shape[1] and np.allclose(np.diag(answers), 1)
    n = read_number(text, "n.obs", "n", "N")
    if square:
        return answers, int(n or 0)
    if re.search("polychoric|tetrachoric", f"{case['stat']} {text}".lower()):
        return correlate_ordinal(answers).correlation, len(answers)
    moments = compute_moments(answers, pairwise="listwise" not in text)
    return moments.correlation, moments.n


def _count_factors(text: str) -> int:
    found = re.search(r"nfactors\s*=\s*(\d+)|(\d+) factors?|fa\(\w+,\s*(\d+)", text)
    return int(next(part for part in found.groups() if part))


def find_omega(case: Case) -> dict[str, Any]:
    """Give omega of a number of factors."""
    correlation, _ = _correlate(case)
    text = f"{case['stat']} {case['input']}"
    omega = measure_omega(correlation, factors=_count_factors(text))
    base = find_factors(correlation, 1)
    p = len(correlation)
    inverse = 1 / np.diag(np.linalg.inv(correlation))
    total = correlation.sum()
    return {
        "value": omega.total,
        "alpha": p / (p - 1) * (1 - p / total),
        "G6": 1 - inverse.sum() / total,
        "omega_h": omega.hierarchical,
        "omega_h_asymptotic": omega.asymptotic,
        "omega_total": omega.total,
        "omega_t": omega.total,
        "ECV": omega.common_variance,
        "g_loadings": omega.general.tolist(),
        "h2": (1 - omega.uniqueness).tolist(),
        "omega_general_subscales": omega.group_general.tolist(),
        "omega_total_subscales": omega.group_total.tolist(),
        "one_factor_loadings": base.pattern[:, 0].tolist(),
    }


def find_solution(case: Case) -> dict[str, Any]:
    """Give an exploratory solution, its factors in the order and sign of the expected ones."""
    text = f"{case['stat']} {case['input']}".lower()
    correlation, n = _correlate(case)
    rotation = next((r for r in Rotation if r.value in text), Rotation.OBLIMIN)
    method = Method.ML if re.search(r"\bml\b|maximum likelihood|factanal", text) else Method.MINRES
    count = _count_factors(text)
    found = find_factors(correlation, count, n=n or None, method=method, rotation=rotation)
    order, sign = _align(case["expected"].get("pattern"), found)
    pattern, phi = found.pattern[:, order] * sign, found.phi[np.ix_(order, order)]
    phi = phi * np.outer(sign, sign)
    rows, columns = np.triu_indices(count, 1)
    return {
        "rows": case["expected"].get("rows"),
        "pattern": pattern.tolist(),
        "loadings": pattern.tolist(),
        "h2": (1 - found.uniqueness).tolist(),
        "uniquenesses": found.uniqueness.tolist(),
        "phi": {f"{i + 1}{j + 1}": float(phi[i, j]) for i, j in zip(rows, columns, strict=True)},
        "ss_loadings": found.explained[order].tolist(),
        "chi2": found.chi2,
        "df": found.df,
        "p": found.p_value,
        "chi2_null": found.chi2_null,
        "df_null": found.df_null,
        "rmsea": found.rmsea,
        "tli": found.tli,
        "rmsr": found.rmsr,
    }


def _align(expected: Any, found: Factors) -> tuple[np.ndarray, np.ndarray]:
    count = found.pattern.shape[1]
    if not expected:
        return np.arange(count), np.ones(count)
    wanted = np.array(expected, dtype=float)
    fit = wanted.T @ found.pattern
    order = linear_sum_assignment(-np.abs(fit))[1]
    return order, np.sign(fit[np.arange(count), order])


def find_adequacy(case: Case) -> dict[str, Any]:
    """Give KMO and Bartlett's test."""
    correlation, n = _correlate(case)
    found = measure_factorability(correlation, n)
    return {
        "value": found.kmo,
        "kmo": found.kmo,
        "kmo_items": found.kmo_items.tolist(),
        "bartlett_chi2": found.chi2,
        "chi2": found.chi2,
        "df": found.df,
        "p": found.p_value,
    }


def find_number(case: Case) -> dict[str, Any]:
    """Give Velicer's MAP and parallel analysis."""
    correlation, n = _correlate(case)
    text = str(case["input"])
    span = re.search(r"(\d+)\.\.(\d+) (?:components|factors)", text)
    first, last = (int(span[1]), int(span[2])) if span else (1, min(8, len(correlation) - 1))
    average = average_partials(correlation, most=last)
    parallel = compare_eigenvalues(correlation, n, seed=1) if n else None
    return {
        "map": average.averages[first : last + 1].tolist(),
        "argmin": first + int(np.argmin(average.averages[first:])),
        "n_factors": parallel.n_factors if parallel else None,
        "n_components": parallel.n_components if parallel else None,
        "eigenvalues": np.linalg.eigvalsh(correlation)[::-1].tolist(),
    }


def find_ordinal(case: Case) -> dict[str, Any]:
    """Give polychoric correlations of answers, or of a table of counts inline."""
    lists = list(read_lists(str(case["input"])).values())
    if "inline" in str(case["data"]):
        counts = np.array(lists, dtype=int)
        if len(lists) == 1:
            side = round(len(lists[0]) ** 0.5)
            counts = counts.reshape(side, side)
        rows, columns = np.indices(counts.shape)
        answers = np.column_stack(
            [np.repeat(part.ravel(), counts.ravel()) for part in (rows, columns)]
        )
    else:
        answers = read_answers(case)
    found = correlate_ordinal(answers.astype(float))
    upper = found.correlation[np.triu_indices(len(found.correlation), 1)]
    return {"value": float(upper[0]), "rho": float(upper[0]), "r": upper.tolist()}


def fit_model(case: Case) -> dict[str, Any]:
    """Give the fit of a declared model, in one group or step by step across groups."""
    text = str(case["input"])
    model = read_model(text) or read_model(str(case["data"])) or _usual_model(case)
    table = read_table(case)
    items = list(dict.fromkeys(item for mine in model.values() for item in mine))
    loads = np.array([[item in mine for mine in model.values()] for item in items])
    answers = table[items].to_numpy(float)
    second = "second-order" in text or "higher-order" in text
    group = re.search(r"group\s*=\s*(\w+)", text)
    structure = Structure(loads, second_order=second)
    if re.search(r"dwls|wlsmv|ordered|ordinal", f"{case['stat']} {text}".lower()):
        return _describe_ordinal(confirm_ordinal(answers, loads), items)
    if group is None:
        fitted = confirm_structure(answers, structure, incomplete="FIML" in text)
        plain = "mean structure" not in text and "FIML" not in text
        return _describe(fitted, items) | (_without_means(fitted, len(items)) if plain else {})
    found = test_invariance(
        answers,
        table[group[1]].to_numpy(),
        structure,
        limits=Limits(people=0),
        last=Equal.RESIDUALS,
    )
    steps = dict(zip(_STEPS, found.steps, strict=False))
    return {name: _describe(step.model, items) for name, step in steps.items()} | {
        "d_chi2": [step.chi2 for step in found.steps[1 : 1 + len(case["expected"]["d_chi2"])]]
        if "d_chi2" in case["expected"]
        else [step.chi2 for step in found.steps[1:]],
        "d_cfi": [step.d_cfi for step in found.steps[1:]],
    }


def _without_means(model: Confirmed, items: int) -> dict[str, Any]:
    """Give AIC and BIC as programs do that count no means: the kit counts one for each item."""
    fit = model.fit
    if fit is None:
        return {}
    return {"aic": fit.aic - 2 * items, "bic": fit.bic - items * float(np.log(fit.n))}


def _describe_ordinal(found: OrdinalFit, items: list[str]) -> dict[str, Any]:
    if found.reason:
        return {"reason": str(found.reason)}
    return {
        "value": found.chi2,
        "chi2": found.chi2,
        "chi2_robust": found.chi2_robust,
        "chi2_scaled": found.chi2_robust,
        "p": found.p_value,
        "df": found.df,
        "scaling_factor": found.scale,
        "shift": found.shift,
        "cfi": found.cfi,
        "tli": found.tli,
        "rmsea": found.rmsea,
        "srmr": found.srmr,
        "loadings": dict(zip(items, found.loadings.sum(axis=1).tolist(), strict=True)),
        "std_loadings": dict(zip(items, found.loadings.sum(axis=1).tolist(), strict=True)),
    }


def _usual_model(case: Case) -> dict[str, list[str]]:
    """Return the model that "same model" means for the data of Holzinger and Swineford."""
    if "holzinger" not in str(case["data"]).lower():
        raise ValueError("the case declares no model")
    names = [f"x{i}" for i in range(1, 10)]
    return {"visual": names[:3], "textual": names[3:6], "speed": names[6:]}


def _describe(model: Confirmed, items: list[str]) -> dict[str, Any]:
    if model.fit is None:
        return {"reason": str(model.reason)}
    fit = model.fit
    own = model.loadings[0].sum(axis=1)
    phi = model.phi[0]
    return {
        "value": fit.chi2,
        "chi2": fit.chi2,
        "df": fit.df,
        "p": fit.p_value,
        "cfi": fit.cfi,
        "tli": fit.tli,
        "rmsea": fit.rmsea,
        "rmsea90_low": fit.rmsea_low,
        "rmsea90_high": fit.rmsea_high,
        "srmr": fit.srmr if fit.groups == 1 else fit.srmr_means,
        "chi2_baseline": fit.chi2_baseline,
        "df_baseline": fit.df_baseline,
        "loglik": fit.log_likelihood,
        "aic": fit.aic,
        "bic": fit.bic,
        "loadings": dict(zip(items, own.tolist(), strict=True)),
        "std_loadings": dict(zip(items, model.standardized[0].sum(axis=1).tolist(), strict=True)),
        "phi": phi[np.triu_indices(len(phi), 1)].tolist(),
    }
