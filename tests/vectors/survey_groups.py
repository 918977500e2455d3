"""Cases that compare groups, units, raters and waves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from kinerja_lib.stats.agreement import agree_one_way, agree_two_way
from kinerja_lib.stats.importance import weigh_predictors
from kinerja_lib.stats.kappa import measure_kappa
from kinerja_lib.stats.mean_differences import compare_pairs, test_means
from kinerja_lib.stats.paired_change import (
    ErrorForm,
    error_of_change,
    measure_change,
    standardize_change,
)
from kinerja_lib.stats.raking import rake
from kinerja_lib.stats.random_intercept import fit_random_intercept
from kinerja_lib.stats.rank_differences import (
    Concordance,
    compare_rank_pairs,
    measure_concordance,
    test_ranks,
)
from kinerja_lib.stats.unit_agreement import measure_agreement, measure_units
from tests.vectors.survey_data import (
    choose_columns,
    read_groups,
    read_lists,
    read_number,
    read_table,
)

Case = Mapping[str, Any]


def find_welch(case: Case) -> dict[str, Any]:
    """Give Welch's test with its effect sizes, and Games-Howell pairs."""
    values, group = read_groups(case)
    found, pairs = test_means(values, group), compare_pairs(values, group)
    return {
        "value": found.f,
        "ddof1": found.df1,
        "ddof2": found.df2,
        "F": found.f,
        "p": found.p_value,
        "np2": found.eta2,
        "eta2": found.eta2,
        "omega2": found.omega2,
        "epsilon2": found.epsilon2,
        "pval": [pair.p_value for pair in pairs],
        "diff": [-pair.difference.estimate for pair in pairs],
        "T": [-pair.t for pair in pairs],
        "df": [pair.df for pair in pairs],
        "hedges": [-pair.hedges_g.estimate for pair in pairs],
    }


def find_ranks(case: Case) -> dict[str, Any]:
    """Give Kruskal-Wallis with epsilon squared, and Dunn's pairs with Holm."""
    values, group = read_groups(case)
    found, pairs = test_ranks(values, group, seed=1), compare_rank_pairs(values, group)
    return {
        "value": found.epsilon2 if "epsilon" in case["stat"] else found.h,
        "H": found.h,
        "df": found.df,
        "p": found.p_value,
        "rank_epsilon2": found.epsilon2,
        "rank_epsilon2_computed": found.epsilon2,
        "z": [pair.z for pair in pairs],
        "p_dunn": [pair.p_value for pair in pairs],
        "p_holm": [pair.p_holm for pair in pairs],
    }


def find_concordance(case: Case) -> dict[str, Any]:
    """Give Kendall's W and Friedman's test; each list holds one object, each place one rater."""
    answer: dict[str, Any] = {}
    for part in str(case["input"]).split(";"):
        lists = read_lists(part)
        found = _concordance(measure_concordance(np.array(list(lists.values())).T))
        names = re.findall(r"(\w+)\s*[:=(]", part)
        for name in ("", *(f"{each}_" for word in names for each in (word, word.rstrip("s")))):
            answer |= {f"{name}{key}": value for key, value in found.items()}
    return answer


def _concordance(found: Concordance) -> dict[str, float]:
    return {"W": found.w, "Q": found.chi2, "p": found.p_value, "value": found.w}


def find_rater_agreement(case: Case) -> dict[str, Any]:
    """Give the six intraclass correlations; each list holds the scores of one judge."""
    if "inline" in str(case["data"]):
        table = np.array(list(read_lists(str(case["input"])).values())).T
    else:
        table = choose_columns(read_table(case), str(case["input"])).to_numpy(float)
    people = np.repeat(np.arange(len(table)), table.shape[1])
    found = []
    for mean in (False, True):
        found.append(agree_one_way(table.ravel(), people, mean=mean))
        found += [agree_two_way(table, consistency=c, mean=mean) for c in (False, True)]
    return {
        "icc": [one.estimate for one in found],
        "F": [one.ratio for one in found],
        "df1": [one.freedom[0] for one in found],
        "df2": [one.freedom[1] for one in found],
        "ci_low": [one.low for one in found],
        "ci_high": [one.high for one in found],
    }


def find_unit_share(case: Case) -> dict[str, Any]:
    """Give ICC(1) and ICC(2) of people in units, by analysis of variance and mixed model.

    Units come after `by` or a bar: `Y by U`, `Y ~ 1 | U`, `Y ~ X, random = ~1 | U`.
    """
    text, table = str(case["input"]), read_table(case)
    bar = re.search(r"\|\s*(\w+)", text)
    value, rest = re.search(r"(\w+)\s*(?:by|~)\s*(.*)", text).groups()
    unit = table[bar[1] if bar else re.match(r"\w+", rest)[0]].to_numpy()
    head = re.split(r"random|\||\(", rest)[0] if bar else ""
    names = [name for name in re.findall(r"[A-Za-z]\w*", head) if name in table]
    values = table[value].to_numpy(float)
    found, exact = measure_units(values, unit), measure_units(values, unit, adjusted=True)
    model = fit_random_intercept(values, unit, table[names].to_numpy(float))
    effects = dict(zip(["(Intercept)", *names], model.effects.tolist(), strict=True))
    return effects | {
        "value": model.share if bar else found.icc1.estimate,
        "icc1_aov": found.icc1.estimate,
        "icc1": found.icc1.estimate,
        "icc2_aov": found.icc2.estimate,
        "icc2": found.icc2.estimate,
        "icc1_n0": exact.icc1.estimate,
        "F": found.f,
        "icc1_lme": model.share,
        "lme_var_between": model.between,
        "lme_var_within": model.within,
        "loglik": model.log_likelihood,
        "intercept": float(model.effects[0]),
        "effects": model.effects.tolist(),
        "se": model.errors.tolist(),
    }


def find_unit_agreement(case: Case) -> dict[str, Any]:
    """Give rwg(j) of the units."""
    table, text = read_table(case), str(case["input"])
    unit = re.search(r"(?:by|group|grpid)\s*=?\s*(\w+)", text)[1]
    points = int(read_number(text, "points", "A") or 5)
    items = choose_columns(table.drop(columns=unit), text).to_numpy(float)
    found = measure_agreement(items, table[unit].to_numpy(), points=points)
    known = found.rwg[np.isfinite(found.rwg)]
    return {"value": found.median, "median": found.median, "mean": float(known.mean())}


def find_change(case: Case) -> dict[str, Any]:
    """Give the change between two waves and the error of a difference."""
    text = str(case["input"])
    numbers = {key: read_number(text, key) for key in ("m1", "m2", "sd1", "sd2", "cor", "n", "r")}
    answer: dict[str, Any] = {}
    reliability = read_number(text, "rel", "rxx", "reliability", "alpha")
    spread = numbers["sd1"] or read_number(text, "sd", "s1")
    if reliability is not None and spread is not None:
        error = error_of_change(spread, numbers["sd2"] or spread, reliability)
        answer |= {"S_diff": error, "se_diff": error, "value": 1.96 * error}
        before, after = read_number(text, "pre", "x1"), read_number(text, "post", "x2")
        if before is not None and after is not None:
            answer["RC"] = answer["rci"] = (after - before) / error
        old = error_of_change(spread, spread, reliability, ErrorForm.ONE_MEASUREMENT)
        answer["SE"] = old
    if numbers["m1"] is not None:
        first, second = [(numbers[f"m{i}"], numbers[f"sd{i}"] ** 2) for i in (1, 2)]
        r, n = numbers["cor"] or numbers["r"], int(numbers["n"])
        found = standardize_change(second, first, r, n)
        answer |= {"d_av": found.estimate, "value": found.estimate, "ci": [found.low, found.high]}
    lists = list(read_lists(text).values())
    if len(lists) == 2:
        found = measure_change(*map(np.array, lists))
        answer |= {"d_z": found.d_z.estimate, "d_av": found.d_av.estimate, "t": found.t}
        answer |= {"p": found.p_value, "diff": found.difference.estimate}
    return answer


def find_kappa(case: Case) -> dict[str, Any]:
    """Give Cohen's kappa of two lists of codes, or of a square table of counts."""
    lists = [np.array(one, dtype=int) for one in read_lists(str(case["input"])).values()]
    if "table" in str(case["input"]):
        counts = np.array(lists)
        rows, columns = np.indices(counts.shape)
        lists = [np.repeat(part.ravel(), counts.ravel()) for part in (rows, columns)]
    found = measure_kappa(*lists)
    limits = [found.kappa.low, found.kappa.high]
    return {"value": found.kappa.estimate, "kappa": found.kappa.estimate, "ci": limits}


def find_weights(case: Case) -> dict[str, Any]:
    """Rake a table of counts to its margins: `counts=[..] [..] row targets=[..] column targets`.

    Weights that are given (`weights=[..]`) are margins of their own.
    """
    if "targets" not in str(case["input"]) and "margin" not in str(case["input"]):
        given = next(iter(read_lists(str(case["input"])).values()))
        people = np.arange(len(given))
        found = rake([people], [dict(enumerate(given))])
        names = ("value", "deff", "design_effect"), ("n_eff", "effective_n")
        return dict.fromkeys(names[0], found.design_effect) | dict.fromkeys(
            names[1], found.effective_n
        )
    counts_text, targets_text = re.split(
        r"row (?:targets|margins?)", str(case["input"]), maxsplit=1
    )
    counts = np.array(list(read_lists(counts_text).values()), dtype=int)
    targets = list(read_lists(targets_text).values())
    margins = [np.repeat(part.ravel(), counts.ravel()) for part in np.indices(counts.shape)]
    found = rake(margins, [dict(enumerate(target)) for target in targets])
    first = np.concatenate([[0], np.cumsum(counts.ravel())[:-1]])
    each = found.weight[first].reshape(counts.shape)
    return {
        "value": found.design_effect,
        "weights": each.tolist(),
        "cells": (each * counts).tolist(),
        "deff": found.design_effect,
        "design_effect": found.design_effect,
        "effective_n": found.effective_n,
        "n_eff": found.effective_n,
    }


def find_importance(case: Case) -> dict[str, Any]:
    """Give shares of the explained variance: `Y ~ all`, or `outcome=Y`."""
    table, text = read_table(case).select_dtypes("number"), str(case["input"])
    outcome = re.search(r"(\w+)\s*~|outcome\s*=\s*'?(\w+)", text)
    name = outcome[1] or outcome[2]
    rest = table.drop(columns=name)
    orders = bool(re.search("lmg|dominance", f"{case['stat']} {text}".lower()))
    found = weigh_predictors(
        rest.to_numpy(float), table[name].to_numpy(float), seed=1, orderings=orders, draws=50
    )
    shares = [weight.estimate for weight in found.weights]
    return dict(zip(rest.columns, shares, strict=True)) | {
        "weights": shares,
        "lmg": shares,
        "R2": found.explained,
        "value": found.explained,
    }
