"""Cases worked out by hand for rules of which few examples were published.

`hand_cases.json` has the arithmetic of a case as its note: edges of every class, halves, zero and
negative targets, both sides of a band, all cells of the matrices, spellings of labels.
"""

from collections import Counter
from pathlib import Path

import pytest

from tests.run_vectors import check_case, read_cases

CASES = read_cases(Path(__file__).parent / "hand_cases.json")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_library_gives_what_was_worked_out_by_hand(case):
    assert check_case(case) == []


def test_no_case_is_there_twice():
    assert max(Counter(repr((c["rule"], c["input"])) for c in CASES).values()) == 1
