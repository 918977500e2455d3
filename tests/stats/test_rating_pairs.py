"""From ratings by aspect to pairs: by hand, with holes, and never depending on who rated whom."""

import numpy as np
import pandas as pd
import pytest

from kinerja_lib.stats.rating_pairs import pair_ratings


def _table(rows, columns=("rater", "ratee", "aspect", "score")):
    return pd.DataFrame(rows, columns=list(columns))


def test_pairs_worked_by_hand():
    rows = [
        ("r1", "p1", "a", 70),
        ("r1", "p1", "b", 80),
        ("r2", "p1", "a", 80),
        ("r2", "p1", "b", 80),
    ]
    pairs = pair_ratings(_table(rows))
    # within r1: b is 10 above a, within r2: 0; mean difference 5, so a is -2.5 and b +2.5
    assert pairs.aspect_effect.to_dict() == pytest.approx({"a": -2.5, "b": 2.5})
    assert pairs.raw == pytest.approx([75, 80]) and pairs.score == pytest.approx([75, 80])
    assert pairs.within == pytest.approx([50, 0])  # 2 * 5^2
    assert np.isnan(pairs.value[0]) and pairs.value[1] == 80


def test_a_missing_aspect_does_not_move_the_score():
    random = np.random.default_rng(2)
    level = {"a": 0, "b": 6, "c": -9}
    person = random.normal(75, 5, 200)
    rows = [
        ("r", p, k, person[p] + level[k]) for p in range(200) for k in level if (p, k) != (3, "c")
    ]
    pairs = pair_ratings(_table(rows))
    assert pairs.aspects[3] == 2 and pairs.dropped == 0
    assert pairs.raw[3] - person[3] == pytest.approx(3)  # the plain mean lacks the hard aspect
    shift = pairs.score - person
    assert shift == pytest.approx(np.full(200, shift[0]))


def test_missing_scores_are_dropped_and_counted():
    rows = [("r", "p", "a", 70), ("r", "p", "b", np.nan), (None, "p", "a", 3), ("r", "q", "a", 5)]
    pairs = pair_ratings(_table(rows))
    assert pairs.dropped == 2 and list(pairs.aspects) == [1, 1]


def test_the_kind_of_rater_is_compared_on_the_same_people():
    random = np.random.default_rng(6)
    # superiors give 4 points less than peers, and people rated by superiors only are far better
    rows = [("s", p, "a", random.normal(90 if p >= 50 else 70) - 4, "superior") for p in range(90)]
    rows += [("c", p, "a", random.normal(70), "peer") for p in range(50)]
    pairs = pair_ratings(_table(rows, ("rater", "ratee", "aspect", "score", "kind")), kind="kind")
    effect = pairs.kind_effect
    assert effect["peer"] - effect["superior"] == pytest.approx(4, abs=0.6)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([("r", "p", "a", 1, "u"), ("r", "p", "a", 2, "u")], "more than once"),
        ([("r", "p", "a", 1, "u"), ("s", "p", "a", 2, "v")], "more than one unit"),
    ],
)
def test_impossible_tables_are_refused(rows, message):
    table = _table(rows, ("rater", "ratee", "aspect", "score", "unit"))
    with pytest.raises(ValueError, match=message):
        pair_ratings(table, unit="unit")
    with pytest.raises(ValueError, match="columns"):
        pair_ratings(table.drop(columns="aspect"))


def test_an_empty_table_gives_no_pairs():
    pairs = pair_ratings(_table([]), kind=None)
    assert len(pairs.score) == 0 and len(pairs.raters) == 0
