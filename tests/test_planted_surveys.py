"""What is planted in the invented staff surveys, in small: one seed of each simulation."""

import numpy as np
import pytest

from tools import measure_dialogue as dialogue
from tools import measure_structure as structure

CODES = dialogue.SUBSCALE_NAMES


def test_one_seed_finds_the_planted_structure():
    """Alpha of every subscale lies near 0.81 with loadings of 0.70 to 0.80 and four items."""
    large = dict.fromkeys(CODES, 0.81)
    found = structure.measure_seed(("wanggar", structure.FIRST, large))
    assert found["people"] > 400
    assert found["several fits"] == found["one fits"] == 3
    assert found["several factors"] >= 2 and found["several misfits"] == 0
    assert found["inside"] >= 0.5


@pytest.mark.parametrize("case", [dialogue.ALIKE, dialogue.CHANCE])
def test_no_kind_is_named_without_a_planted_difference(case):
    found = dialogue.measure_seed(("wanggar", 1001, case))
    assert found["kind"] == 0
    assert ("wrong" in found) == (case == dialogue.CHANCE)
    assert found.get("wrong", 0) == 0


def test_a_unit_on_the_wrong_side_is_counted():
    """The first unit truly lies higher: to call it in need of dialogue is wrong, better is not."""
    review, people, levels = dialogue.invent_review("wanggar", 1001, dialogue.CHANCE)
    levels = np.zeros_like(levels)
    levels[0] = 1.0
    row = review.dialogue.iloc[[0]].assign(
        pengelompokan=dialogue.UNIT,
        kelompok=people.unit["unit_id"].iloc[0],
        kode="kesiapan",
        tanda=1,
    )
    for result, wrong in ((dialogue.NEEDED, 1.0), (dialogue.BETTER, 0.0)):
        assert dialogue._check_sides(row.assign(hasil=result), people, levels)["wrong"] == wrong
