"""Friends who give each other top scores are found; good colleagues and few others are not."""

import numpy as np
import pandas as pd
import pytest

from kinerja_lib.stats.reciprocity import find_reciprocal

COLUMNS = ["rater", "ratee", "round", "score"]


def _circle(seed, people=120):
    """Everyone rates the next three people and the three before, so that all pairs are mutual."""
    random = np.random.default_rng(seed)
    level = random.normal(78, 5, people)
    rows = [
        (f"p{i:03}", f"p{(i + step) % people:03}", 2026, level[(i + step) % people] + e)
        for i in range(people)
        for step, e in zip((-3, -2, -1, 1, 2, 3), random.normal(0, 3, 6), strict=True)
    ]
    return pd.DataFrame(rows, columns=COLUMNS), level


def test_friends_are_found_and_honest_pairs_are_not_over_seeds():
    wrong = 0
    for seed in range(30):
        table, _ = _circle(seed)
        pair = {"p010", "p011"}
        friends = table["rater"].isin(pair) & table["ratee"].isin(pair)
        found = find_reciprocal(table.assign(score=table["score"].mask(friends, 100.0)), margin=3)
        flagged = found[found["flag"]]
        assert ((flagged["first"] == "p010") & (flagged["second"] == "p011")).sum() == 1
        wrong += len(flagged) > 1
        assert len(found) == 360
    assert wrong <= 2


def test_colleagues_whom_all_rate_highly_are_no_friends():
    table, level = _circle(1)
    best = [f"p{i:03}" for i in np.argsort(level)[-10:]]
    found = find_reciprocal(table, margin=3)
    assert not found.loc[found["first"].isin(best), "flag"].any()


def test_worked_by_hand():
    rows = [
        ("a", "b", 1, 90),
        ("b", "a", 1, 95),
        ("c", "a", 1, 80),
        ("c", "b", 1, 70),
        ("a", "c", 1, 75),
    ]
    others = pd.DataFrame([("s", "a", 1, 70), ("s", "b", 1, np.nan)], columns=COLUMNS)
    found = find_reciprocal(pd.DataFrame(rows, columns=COLUMNS), others, margin=1)
    # b's other raters give 70; a's give 80 and 70
    pair = found[(found["first"] == "a") & (found["second"] == "b")].iloc[0]
    assert (pair["first_surplus"], pair["second_surplus"]) == (20, 20)
    # c has one rater: no surplus, and nothing is said
    lone = found[found["second"] == "c"].iloc[0]
    assert np.isnan(lone["first_surplus"]) and np.isnan(lone["p_holm"]) and not lone["flag"]


def test_one_way_ratings_and_empty_tables_give_no_pairs():
    table = pd.DataFrame([("a", "b", 1, 90.0), ("b", "c", 1, 80.0)], columns=COLUMNS)
    assert len(find_reciprocal(table, margin=3)) == 0
    assert len(find_reciprocal(table.iloc[:0], margin=3)) == 0
    with pytest.raises(ValueError, match="twice"):
        find_reciprocal(pd.concat([table, table]), margin=3)
