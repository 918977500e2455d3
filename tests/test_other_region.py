"""A region in which nothing is planted: the kit finds no fault, no defect and no trend in it."""

import json
from pathlib import Path

import numpy as np
import pytest

from kinerja_lib.publish import Finding
from kinerja_lib.sources.check import check_source
from kinerja_lib.stats.outcomes import Outcome
from tests.other_region import (
    COMPETENCIES,
    QUARTERS,
    REFERENCE,
    build_other_region,
    write_other_region,
)
from tests.survey_draws import FILES, LEAD, STAFF_ITEMS, correlate, read_surveys

EMPLOYEES, SEED = 600, 31


@pytest.fixture(scope="session")
def shared_data(project) -> Path:
    """The folder of the real surveys beside the project."""
    folder = project.parent / "shared" / "data"
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        pytest.skip(f"the real surveys are not there: {folder} lacks {', '.join(missing)}")
    return folder


@pytest.fixture(scope="module")
def surveys(shared_data):
    return read_surveys(shared_data)


@pytest.fixture(scope="module")
def tables(surveys):
    return build_other_region(surveys, EMPLOYEES, SEED)


@pytest.fixture(scope="module")
def checked(shared_data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("lainnya")
    write_other_region(folder, shared_data, employees=EMPLOYEES, seed=SEED)
    return check_source(folder)


def test_the_check_finds_nothing(checked):
    assert checked.findings.empty
    assert len(checked.loads) == 10
    assert (checked.loads["accepted"] == checked.loads["rows_in"]).all()
    assert checked.loads["rows_in"].min() > 5


@pytest.fixture(scope="module")
def report(checked, project):
    """All cells of the notebook run on the region: its review, and the outcome of each sentence."""
    book = json.loads((project / "notebooks/data_quality.ipynb").read_text(encoding="utf-8"))
    names: dict[str, object] = {}
    shown: list[object] = []
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)  # the project's own notebook
            names |= {"show": lambda *objects: shown.extend(objects)}
            names |= {"check_source": lambda *_source, **_options: checked}
            names |= {"reference_date": REFERENCE.isoformat(), "period": QUARTERS[-1]}
    return names["review"], {one.id: one.outcome for one in shown if isinstance(one, Finding)}


def test_the_review_grades_everything_well(report):
    review, _outcomes = report
    assert review.repairs.empty
    assert (review.quarters["quarantined"] == 0).all() and (review.years["quarantined"] == 0).all()
    assert (review.references["unmatched"] == 0).all()
    assert (review.indicators["angka"] == review.indicators["dapat"]).all()
    assert not (review.ages["terlambat"] > 0).any()
    loaded = review.tables[review.tables["rows_in"] > 0]
    assert len(loaded) == 10 and set(loaded["mutu"]) == {"A"}


def test_no_sentence_claims_a_defect_or_a_trend(report):
    _review, outcomes = report
    assert outcomes["jawaban-apa"] == "bersih"
    assert outcomes["tren-judul"] == "tetap"
    assert outcomes["tren-ringkas"] == Outcome.UNCHANGED
    claims = [name for name in outcomes if name.startswith(("minta-", "perbaikan-kantor"))]
    assert set(claims) <= {"minta-kosong"}  # tables that this region does not have
    assert {"ada karantina", "hanya tanda", "terlambat"}.isdisjoint(outcomes.values())


def test_same_numbers_give_the_same_bytes_and_others_do_not(shared_data, tmp_path):
    for name, seed in (("a", 5), ("b", 5), ("c", 6)):
        write_other_region(tmp_path / name, shared_data, employees=100, seed=seed)
    files = [path.name for path in (tmp_path / "a").iterdir()]
    first, again, other = (
        {file: (tmp_path / name / file).read_bytes() for file in files} for name in "abc"
    )
    assert first == again
    assert first["hasil_penilaian.csv"] != other["hasil_penilaian.csv"]


def test_levels_correlate_as_the_real_items_do(surveys, tables):
    wide = tables["kompetensi"].pivot(index="nip", columns="kompetensi", values="tingkat")
    drawn = correlate(wide[list(COMPETENCIES)])
    real = correlate(surveys.companies[LEAD[:9]])
    off = np.triu_indices(9, 1)
    assert np.abs(drawn[off] - real[off]).mean() < 0.06


def test_answers_are_those_of_real_respondents(surveys, tables):
    answers = tables["survei_asn"]
    real = {tuple(row) for row in surveys.companies[LEAD].to_numpy()}
    drawn = answers[[f"butir_{n:02d}" for n in range(1, 12)]].to_numpy(dtype=int)
    assert {tuple(row) for row in drawn} <= real
    assert answers.filter(like="butir_").shape[1] == len(LEAD) + 8 + len(STAFF_ITEMS)


def test_neither_quarter_nor_unit_moves_the_results(tables):
    results = tables["hasil_penilaian"]
    good = results["predikat"].isin(["Baik", "Sangat Baik"])
    share = good.groupby(results["periode"]).mean()
    people = results["nip"].nunique()
    noise = np.sqrt(share.mean() * (1 - share.mean()) / people)
    assert share.max() - share.min() < 6 * noise
    own = good.groupby(results["nip"]).mean()
    unit = results.drop_duplicates("nip").set_index("nip")["unit_id"].reindex(own.index)
    groups = own.groupby(unit)
    # F of a one-way layout: near 1 where units do not differ
    between = ((groups.mean() - own.mean()) ** 2 * groups.size()).sum() / (groups.ngroups - 1)
    rest = own - groups.transform("mean")
    f = between / ((rest**2).sum() / (len(own) - groups.ngroups))
    assert f < 2
