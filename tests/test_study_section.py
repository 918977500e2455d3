"""Whole studies of public data, in small: what the parts give agrees with what others print."""

import numpy as np
import pandas as pd
import pytest

from kinerja_lib.change.outcomes import FELL, ROSE, UNCHANGED
from kinerja_lib.change.structure.groups import METRIC, SCALAR
from kinerja_lib.change.structure.review import review_structure
from kinerja_lib.change.waves.review import review_waves
from tools import study_beside as beside
from tools import study_sets as sets
from tools.study_section import FILES, write_studies
from tools.survey_figures import find_data
from tools.write_validation import DOCUMENT

FOLDER = find_data()
needs_files = pytest.mark.skipif(FOLDER is None, reason="the files of real data are not here")


def agree(rows):
    for row in rows:
        digits = len(f"{row.published:.12g}".partition(".")[2])
        room = 5.1 * 10.0 ** -(digits + 1) + 2e-5 * abs(row.published)  # rounding, other minimiser
        if "largest gap" in row.figure:
            room = 6e-4
        elif row.source == "semopy" and "rmsea" in row.figure:
            room = 1e-3  # semopy divides by n - 1
        assert abs(row.found - row.published) <= room, row


def test_personality_agrees_with_lavaan_psych_and_pingouin():
    study = sets.study_personality()
    rows = [*beside.compare_personality(study), *beside.compare_alphas(study)]
    assert len(rows) > 20
    agree(rows)


@needs_files
def test_soldiers_in_companies_agree_with_the_file_and_other_programs():
    study = sets.study_soldiers(FOLDER)
    agree([*beside.find_score_gap(study, FOLDER), *beside.compare_units(study)])
    agree([*beside.compare_model(study, "climate"), *beside.compare_model(study, "hostility")])


@needs_files
def test_leadership_of_one_organisation_means_the_same_for_men_and_women_not_for_positions():
    study = sets.study_organisation(FOLDER)
    review = review_structure(study.read())
    levels = [review.comparable("leadership", name) for name in ("jenis_kelamin", "status")]
    assert levels == [SCALAR, METRIC]
    agree([*beside.compare_groups(study, "jenis_kelamin"), *beside.compare_welch(study)])


@needs_files
def test_changes_of_three_waves_agree_with_scipy():
    study = sets.study_waves(FOLDER)
    reviews = [review_waves(study.read(everyone=True, wave=w)) for w in sets.THREE_WAVES[1:]]
    agree(beside.compare_changes(study, reviews))
    assert reviews[0].changes["hasil"].tolist() == [UNCHANGED, FELL, ROSE]


@needs_files
def test_themes_of_organisations_lie_within_a_point_of_the_printed_ones():
    found = beside.compare_themes(sets.study_service(FOLDER), *(read := sets.read_service(FOLDER)))
    assert len(found) == 9 and (found["n"] == len(read[0])).all()
    assert (found["gap"] <= 1).all()
    assert (found["found"] - found["published"]).abs().max() <= 1


def test_whole_answers_keep_a_score():
    score = pd.Series([5 / 3, 1.0, 5.0, np.nan])
    laid = sets.spread_score(score, "x", 3)
    assert laid.iloc[0].tolist() == [2, 2, 1] and laid.iloc[3].isna().all()
    np.testing.assert_allclose(laid.mean(axis=1, skipna=False), score)
    with pytest.raises(ValueError, match="no mean of 3"):
        sets.spread_score(pd.Series([1.5]), "x", 3)


def test_without_the_files_the_last_text_stays(monkeypatch):
    monkeypatch.setattr("tools.study_section.find_data", lambda: None)
    assert write_studies("as printed last") == "as printed last"
    assert "absent" in write_studies("")


def test_the_document_holds_every_study():
    text = DOCUMENT.read_text(encoding="utf-8")
    for name in ("bfi", *(file.split(".")[0].split("_org")[0] for file in FILES[2:])):
        assert f"### {name}" in text or f"### {name.removesuffix('_organisasi')}" in text
    assert "### dat_organization" in text and "4165.467 | 4165.467" in text
