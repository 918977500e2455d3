"""Leniency: what is planted is found, honest raters are left alone, missing overlap is said."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from kinerja_lib.stats.rater_effects import estimate_leniency, flag_leniency
from kinerja_lib.stats.rating_pairs import pair_ratings


def _rate(rater, person, shift, seed, *, unit=None):
    """Score 75 + person (sd 5) + unit (sd 2) + ordinary leniency (sd 2) + shift + noise (sd 2)."""
    random = np.random.default_rng(seed)
    unit = np.zeros(person.max() + 1, dtype=int) if unit is None else unit
    level = random.normal(75, 5, person.max() + 1) + random.normal(0, 2, unit.max() + 1)[unit]
    leniency = random.normal(0, 2, rater.max() + 1) + shift
    score = level[person] + leniency[rater] + random.normal(0, 2, len(rater))
    table = pd.DataFrame({"rater": rater, "ratee": person, "score": score})
    return table.assign(aspect="a", unit=unit[person]), leniency, level


def _units(units=20, size=8):
    """Give a supervisor to each unit, and each person two peers of the unit."""
    person = np.arange(units * size)
    peers = [units + person // size * size + (person + step) % size for step in (1, 2)]
    return np.concatenate([person // size, *peers]), np.tile(person, 3), person // size


def test_planted_supervisors_are_found_and_no_honest_one_over_seeds():
    rater, person, unit = _units()
    found, honest = [], []
    for seed in range(20):
        shift = np.zeros(rater.max() + 1)
        shift[[0, 1]] = 14, -14
        table, truth, _ = _rate(rater, person, shift, seed, unit=unit)
        fit = estimate_leniency(pair_ratings(table, unit="unit"))
        flag = flag_leniency(fit, margin=5)["flag"]
        tested = fit.raters[flag.notna()]
        assert np.corrcoef(tested["leniency"], truth[tested.index])[0, 1] > 0.9
        found += [flag[0] == 1, flag[1] == -1]
        honest.append((flag.drop([0, 1]).fillna(0) != 0).any())
    assert np.mean(found) >= 0.9 and np.mean(honest) <= 0.05


def test_a_supervisor_of_good_people_is_not_lenient():
    rater, person, unit = _units()
    table, _, _ = _rate(rater, person, np.zeros(rater.max() + 1), 3, unit=unit)
    better = table.assign(score=table["score"] + np.where(table["unit"] == 4, 20, 0))
    plain = estimate_leniency(pair_ratings(table, unit="unit"))
    moved = estimate_leniency(pair_ratings(better, unit="unit"))
    assert moved.raters["leniency"].to_numpy() == pytest.approx(plain.raters["leniency"], abs=1e-6)
    assert flag_leniency(moved, margin=5)["flag"].fillna(0).eq(0).all()


def test_where_nobody_else_rates_the_unit_nothing_is_said():
    person = np.arange(160)
    table, _, _ = _rate(person // 8, person, np.zeros(20), 5, unit=person // 8)
    lenient = table.assign(score=table["score"] + np.where(table["rater"] == 0, 25, 0))
    fit = estimate_leniency(pair_ratings(lenient, unit="unit"))
    assert (fit.raters["shared"] == 0).all() and fit.components == 20
    assert fit.raters["reliability"].abs().max() < 1e-6
    assert not flag_leniency(fit, margin=5)["tested"].any()
    # with the assumption that units differ by 2 points, 25 is too much for a good unit
    assumed = estimate_leniency(pair_ratings(lenient, unit="unit"), unit_sd=2.0)
    flag = flag_leniency(assumed, margin=5)["flag"]
    assert flag[0] == 1 and (flag.drop(0) == 0).all()


def test_adjusted_stands_beside_raw_and_comes_nearer_to_the_truth():
    random = np.random.default_rng(7)
    rater = np.argsort(random.random((200, 30)), axis=1)[:, :3].ravel()
    person = np.repeat(np.arange(200), 3)
    shift = np.where(np.arange(30) < 6, 10.0, 0.0)
    table, _, level = _rate(rater, person, shift, 7)
    fit = estimate_leniency(pair_ratings(table))
    people, level = fit.ratees, level[fit.ratees.index]
    assert people["raw"].to_numpy() == pytest.approx(table.groupby("ratee")["score"].mean())
    assert (people["raters"] == 3).all()
    errors = [(people[name] - level).std() for name in ("raw", "adjusted")]
    assert errors[1] < 0.6 * errors[0]


def test_few_ratees_are_not_tested_and_a_wider_margin_flags_fewer():
    rater, person, unit = _units()
    shift = np.zeros(rater.max() + 1)
    shift[0] = 14
    fit = estimate_leniency(pair_ratings(_rate(rater, person, shift, 1, unit=unit)[0], unit="unit"))
    flags = flag_leniency(fit, margin=5)
    assert flags["tested"].sum() == 20 and flags["flag"].isna().sum() == 160  # peers rate two
    assert flag_leniency(fit, margin=30)["flag"].dropna().eq(0).all()
    # no margin: two-sided z test of the direct estimate
    row, p = fit.raters.loc[0], flag_leniency(fit, margin=0).loc[0, "p"]
    assert p == pytest.approx(2 * stats.norm.sf(abs(row["direct"]) / row["direct_se"]))
    with pytest.raises(ValueError, match="margin"):
        flag_leniency(fit, margin=-1)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([], "raters < 2"),
        ([("r", "p", "a", 70), ("r", "q", "a", 80)], "raters < 2"),
        ([("r", "p", "a", 80), ("s", "p", "a", 80)], "no spread"),
    ],
)
def test_what_cannot_be_computed_says_why(rows, reason):
    pairs = pair_ratings(pd.DataFrame(rows, columns=["rater", "ratee", "aspect", "score"]))
    fit = estimate_leniency(pairs)
    assert fit.reason == reason and fit.variances is None
    assert fit.raters["leniency"].isna().all() and fit.ratees["adjusted"].isna().all()
    assert not flag_leniency(fit, margin=5)["tested"].any()


def test_the_order_of_rows_and_the_names_do_not_matter():
    rater, person, unit = _units()
    table, _, _ = _rate(rater, person, np.zeros(rater.max() + 1), 2, unit=unit)
    mixed = table.sample(frac=1, random_state=1).assign(
        rater=lambda t: "x" + t["rater"].astype(str)
    )
    one = estimate_leniency(pair_ratings(table, unit="unit")).raters["leniency"]
    two = estimate_leniency(pair_ratings(mixed, unit="unit")).raters["leniency"]
    assert two.reindex("x" + one.index.astype(str)).to_numpy() == pytest.approx(one, abs=1e-3)
