"""Cases of single figures: shares, families of tests, correlations, careless answers, effects."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy import stats

from kinerja_lib.stats.importance import correlate_scores, remove_attenuation
from kinerja_lib.stats.intervals import Interval, interval_share
from kinerja_lib.stats.mean_differences import compare_pairs, correct_small
from kinerja_lib.stats.multiplicity import adjust_false_discovery, adjust_holm
from kinerja_lib.stats.psychometrics.careless import measure_careless
from kinerja_lib.stats.unit_effects import compare_units
from tests.vectors.survey_data import (
    choose_columns,
    read_groups,
    read_level,
    read_lists,
    read_number,
    read_table,
)

Case = Mapping[str, Any]


def find_share(case: Case) -> dict[str, Any]:
    """Give Wilson's interval: `count=8, n=10`."""
    text = str(case["input"])
    count, n = read_number(text, "count", "x", "k"), read_number(text, "n", "N")
    found = interval_share(int(count), int(n), level=read_level(f"{text} {case['stat']}"))
    limits = [found.low, found.high]
    return {"value": found.estimate, "share": found.estimate, "ci": limits, "ci95": limits}


def find_adjusted(case: Case) -> dict[str, Any]:
    """Give p-values adjusted by Holm, and by Benjamini and Hochberg."""
    p = np.array(next(iter(read_lists(str(case["input"])).values())))
    holm, rate = adjust_holm(p).tolist(), adjust_false_discovery(p).tolist()
    return {"p_holm": holm, "holm": holm, "p_bh": rate, "bh": rate, "fdr": rate}


def find_correlation(case: Case) -> dict[str, Any]:
    """Give a correlation with Fisher's limits, or without attenuation."""
    text = str(case["input"])
    lists, level = list(read_lists(text).values()), read_level(f"{text} {case['stat']}")
    if len(lists) == 2:
        found = correlate_scores(*map(np.array, lists), level=level)
    else:
        r, n = read_number(text, "r", "rxy"), read_number(text, "n", "N")
        found = _limit(r, int(n), level) if n else Interval(r, None, None, 0, "given")
    first, second = read_number(text, "rxx", "rel1"), read_number(text, "ryy", "rel2")
    limits = [found.low, found.high]
    clean = remove_attenuation(found, first, second).estimate if first and second else None
    value = found.estimate if clean is None else clean
    return {"value": value, "r": found.estimate, "ci": limits, "ci95": limits, "r_true": clean}


def _limit(r: float, n: int, level: float) -> Interval:
    """Make two columns of n numbers with the correlation r, for its limits."""
    x = np.arange(n, dtype=float)
    other = x**2 - np.polyval(np.polyfit(x, x**2, 1), x)
    x, other = ((v - v.mean()) / v.std() for v in (x, other))
    return correlate_scores(x, r * x + math.sqrt(1 - r * r) * other, level=level)


def find_careless(case: Case) -> dict[str, Any]:
    """Give the signs of each person over complete rows; expected lists say how many people."""
    table = choose_columns(read_table(case), str(case["input"])).dropna().to_numpy(float)
    found = measure_careless(table, table, np.zeros(table.shape[1]))
    first = max(len(part) for part in case["expected"].values())
    signs = {
        "longstring": found.longstring,
        "irv": found.spread,
        "mahad": found.distance,
        "D2": found.distance,
        "D": np.sqrt(found.distance),
    }
    return {name: values[:first].tolist() for name, values in signs.items()}


def find_standardized(case: Case) -> dict[str, Any]:
    """Give Hedges' g and Cohen's d of two groups, second minus first."""
    pair = compare_pairs(*read_groups(case))[0].hedges_g
    d = pair.estimate / correct_small(pair.n - 2)
    return {"value": pair.estimate, "g": pair.estimate, "d": d, "ci": [pair.low, pair.high]}


def find_difference(case: Case) -> dict[str, Any]:
    """Give the difference in differences of lists: treated before, after, others before, after."""
    lists = [np.array(part) for part in read_lists(str(case["input"])).values()]
    changes = np.concatenate([lists[1] - lists[0], lists[3] - lists[2]])
    found = compare_units(changes, np.arange(len(changes)) < len(lists[0]))
    df = len(changes) - 2
    t = float(stats.t.isf(found.p / 2, df)) if found.p else math.nan
    limits = [found.low, found.high]
    return {"value": found.estimate, "did": found.estimate, "ci": limits, "p": found.p, "t": t}
