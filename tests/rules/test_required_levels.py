"""Required levels by post and competency."""

import pytest

from kinerja_lib.errors import DataError
from kinerja_lib.rules.required_levels import RequiredLevels, find_required_levels, is_from_memory
from kinerja_lib.tables.choices import COMPETENCIES, LEVELS, POSTS


@pytest.mark.parametrize("post", [*LEVELS, *(post for post in POSTS if post != "fungsional")])
def test_every_post_has_all_nine_competencies(post):
    assert tuple(find_required_levels(post)) == COMPETENCIES


def test_sums_of_the_standard_that_was_read():
    sums = {post: sum(find_required_levels(post).values()) for post in LEVELS[:4]}
    # 9 * 2, 9 * 3, 9 * 4; ahli utama is no flat 5: 2 * 5 + 7 * 4 = 38
    assert sums == {"ahli pertama": 18, "ahli muda": 27, "ahli madya": 36, "ahli utama": 38}
    assert not is_from_memory("Ahli Utama") and is_from_memory("pengawas")


def test_the_agencys_own_standard_replaces_the_table():
    own = RequiredLevels({"Analis Hukum Ahli Muda": {"Integritas": 4, "Teknis hukum": 3}})
    assert find_required_levels("analis hukum ahli muda", own)["Teknis hukum"] == 3
    with pytest.raises(DataError, match="Standar kompetensi"):
        find_required_levels("ahli muda", own)
    for level in (0, 6, 2.5):
        with pytest.raises(ValueError, match="1 to 5"):
            RequiredLevels({"x": {"Integritas": level}})
