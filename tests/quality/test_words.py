"""Words of the report that stand in tables as data are translated like its sentences."""

import pytest

from kinerja_lib.i18n import _, use_language
from kinerja_lib.quality.costs import COST_SHAPES
from kinerja_lib.quality.deadlines import RHYTHM_DAYS
from kinerja_lib.quality.feasibility import FEASIBLE_SHAPES
from kinerja_lib.quality.repair_tables import SEVERITY_SHAPES


@pytest.mark.parametrize("words", [RHYTHM_DAYS, FEASIBLE_SHAPES, COST_SHAPES, SEVERITY_SHAPES])
def test_words_that_tables_hold_as_data_have_an_english_form(words):
    with use_language("en"):
        assert [word for word in words if _(word) == word] == []
