"""The invented example, read by the check: both planted contradictions stay visible."""

import pytest

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.competency import overview
from kinerja_lib.competency.clusters.review import review_clusters
from kinerja_lib.competency.fairness.review import review_fairness
from kinerja_lib.competency.gaps.review import review_gaps
from kinerja_lib.competency.needs.review import review_needs
from kinerja_lib.competency.plan.review import review_plan
from kinerja_lib.sources.check import check_source
from kinerja_lib.tables.registry import CONTRACTS
from tests.competency_evidence import make_evidence, nine, person, post


@pytest.fixture(scope="module")
def evidence():
    return Evidence(check_source("examples/kompetensi_rekaan"), "2026-TW3", "2026-09-30")


def gather(evidence):
    gaps = review_gaps(evidence)
    needs = review_needs(evidence, gaps)
    plan = review_plan(needs)
    fairness = review_fairness(evidence, plan.amounts)
    return overview.CompetencyParts(gaps, review_clusters(gaps.matrix), needs, plan, fairness)


def test_two_levels_on_one_day_are_flagged_and_neither_counts(evidence):
    found = evidence.checked.findings
    found = found[found["fault"] == "dua_tingkat_setanggal"]
    assert len(found) == 2
    assert not evidence.checked.loads["quarantined"].any()
    assert len(review_gaps(evidence).conflicts) == 1


def test_a_rating_outside_the_scale_is_set_aside_by_the_check(tmp_path):
    lines = ["nip,kompetensi,tingkat,tanggal"]
    lines += [f"198503302010011001,Integritas,{level},2025-01-0{day}" for day, level in
              enumerate((0, 1, 5, 6), start=1)]  # fmt: skip
    (tmp_path / "kompetensi.csv").write_text("\n".join(lines) + "\n", "utf-8")
    checked = check_source(tmp_path)
    assert checked.frame("kompetensi")["tingkat"].tolist() == [1, 5]
    assert checked.loads["quarantined"].tolist() == [2]


def test_a_class_with_minimum_above_maximum_is_set_aside_by_the_check(tmp_path):
    text = "pelatihan_id,nama,peserta_min,peserta_maks\nA,Satu,10,5\nB,Dua,5,10\n"
    (tmp_path / "pelatihan.csv").write_text(text, "utf-8")
    assert check_source(tmp_path).frame("pelatihan")["pelatihan_id"].tolist() == ["B"]


def test_the_first_screen_of_the_example(evidence):
    parts = gather(evidence)
    assert overview.find_headline(parts).outcome in (overview.LACKING, overview.MISSING)
    assert [f.place for f in overview.find_answers(parts)] == ["answer"] * 3
    assert parts.needs.catalogue.faults.index.tolist() == ["PLT-2027-99"]
    assert overview.tabulate_glance(parts).frame["jumlah"].min() > 0
    assert len({line.number for line in overview.gather_lines(parts)}) == 22
    assert set(overview.READ) <= set(CONTRACTS)


@pytest.mark.parametrize(
    "tables",
    [
        {},
        {"pegawai": [person("A")]},
        {"pegawai": [person("A")], "jabatan": [post()], "standar_kompetensi": nine(3)},
    ],
    ids=["nothing", "people without posts", "nothing rated"],
)
def test_a_source_that_lacks_almost_everything_still_gives_a_first_screen(tables):
    parts = gather(make_evidence(**tables))
    assert overview.find_headline(parts).outcome == overview.CANNOT
    assert overview.find_headline(parts).sentence()
    overview.tabulate_glance(parts).to_json()
    overview.gather_lines(parts)
