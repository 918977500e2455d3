"""The parts of a known total that no sentence may say."""

import pytest

from kinerja_lib.publish.phrases import count_parts, hide_parts


@pytest.mark.parametrize(
    ("numbers", "hidden"),
    [
        ((40, 30, 20, 10), ""),
        ((40, 30, 20, 3), "cd"),  # d follows from the total: c goes with it
        ((40, 30, 2, 1), "bcd"),  # the total leaves 3 people for c and d together
        ((40, 30, 7, 3), "cd"),  # 10 people for both: each may be 1 to 9
        ((40, 30, 0, 0), ""),
        ((0, 0, 2, 1), "cd"),  # nothing else could go with them
    ],
)
def test_hidden_parts_are_together_no_fewer_than_the_limit(numbers, hidden):
    assert hide_parts(dict(zip("abcd", numbers, strict=True))) == set(hidden)


def test_a_part_hidden_beside_small_ones_is_told_in_words():
    said = count_parts({"naik": 1, "turun": 2, "tetap": 263, "belum": 144})
    assert [said["naik"], said["belum"]] == ["kurang dari sepuluh", "sejumlah"]
    assert said["tetap"].value == 263
