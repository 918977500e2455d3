"""What is said and shown about gaps, also where there is nothing to say."""

import datetime as dt
import inspect

import pytest

from kinerja_lib.competency.gaps import figures, findings, tables
from kinerja_lib.competency.gaps.review import GapLimits, review_gaps
from kinerja_lib.competency.gaps.summaries import count_missing, count_sources
from kinerja_lib.competency.gaps.trace import trace
from kinerja_lib.privacy.withholding import WITHHELD, withhold_block
from kinerja_lib.publish.figure import draw
from kinerja_lib.tables.choices import COMPETENCIES
from tests.competency_evidence import make_evidence, nine, person, post, rate, region, units

FIND = [f for n, f in inspect.getmembers(findings, inspect.isfunction)
        if n.startswith("find_") and n != "find_requests"]  # fmt: skip
SHOW = [
    f
    for module in (tables, figures)
    for n, f in inspect.getmembers(module, inspect.isfunction)
    if n.startswith(("tabulate_", "chart_"))
]


def review(people=(), ratings=(), standards=None, **limits):
    evidence = make_evidence(
        pegawai=list(people),
        jabatan=[post()],
        unit=units("U1", "U2"),
        kompetensi=list(ratings),
        standar_kompetensi=nine(3) if standards is None else standards,
    )
    return review_gaps(evidence, GapLimits(**limits))


def crowd(number, unit="U1"):
    return [person(f"{unit}{place:02d}", unit) for place in range(number)]


def rate_all(people, level, names=COMPETENCIES):
    return [row for one in people for row in rate(one["nip"], level, names=names)]


def everything(found):
    """Every sentence, table and figure, in both editions, drawn."""
    said = [find(found) for find in FIND]
    said += findings.find_requests(found, dt.date(2026, 10, 14))
    blocks = [block.to_json() for show in SHOW for block in show(found)]
    for edition in ("internal", "public"):
        [withhold_block(block, edition) for block in blocks]
    for block in blocks:
        if block["kind"] == "figure":
            draw(block, wide=True), draw(block, wide=False)
    assert len(trace(found)) == 6
    return {finding.id: finding for finding in said}


@pytest.mark.parametrize(
    ("people", "ratings", "standards", "outcome", "words"),
    [
        ([], [], [], "tidak dapat dihitung", "tidak dapat dihitung"),
        (crowd(12), [], nine(3), "tidak dapat dihitung", "belum ada nilai yang berlaku"),
        (
            crowd(1),
            rate_all(crowd(1), 2),
            nine(3),
            "semua",
            "Semua pegawai yang dinilai, kurang dari sepuluh",
        ),
        (
            crowd(12),
            rate_all(crowd(12), 3),
            nine(3),
            "tidak satu pun",
            "Tidak satu pun pegawai yang dinilai, 12",
        ),
        (
            crowd(12),
            rate_all(crowd(12), 2),
            nine(3),
            "semua",
            "Semua pegawai yang dinilai, 12 orang",
        ),
    ],
    ids=["nobody", "nothing rated", "one employee", "everybody meets", "everybody short"],
)
def test_bad_and_bare_input_gives_an_honest_sentence(people, ratings, standards, outcome, words):
    said = everything(review(people, ratings, standards))
    assert said["kesenjangan-pegawai"].outcome == outcome
    assert words in said["kesenjangan-pegawai"].sentence()


def test_without_any_standard_nobody_is_said_to_meet_it():
    people = [person("A", post="J9"), person("B", post=None)]
    said = everything(review(people, rate_all(people, 5), []))
    assert "semua pegawai aktif tidak dapat dihitung" in said["tanpa-standar"].sentence()
    assert said["kesenjangan-pegawai"].outcome == "tidak dapat dihitung"
    assert said["nilai-hilang"].outcome == "tidak dapat dihitung"


@pytest.mark.parametrize(("limit", "over"), [(20.0, True), (50.0, True), (51.0, False)])
def test_much_missing_is_said_first(limit, over):
    people = crowd(20)
    found = review(people, rate_all(people[:10], 2), missing_share=limit)
    said = everything(found)
    assert found.missing_share == 50.0
    assert (said["kesenjangan-judul"].outcome == findings.OVER) == (over and limit < 50)
    assert ("50,0%" in said["kesenjangan-judul"].sentence()) == (limit < 50)
    assert ("minta-nilai" in said) == (limit < 50)


def test_missing_by_unit_by_hand():
    people = [*crowd(2, "U1"), *crowd(2, "U2")]
    rows = [*rate_all(people[:1], 2), *rate_all(people[1:2], 2, COMPETENCIES[:3])]
    rows += rate("U200", 2, "2020-01-01")
    table = count_missing(review(people, rows)).set_index("nama")
    # U1: 6 of 18 missing; U2: all 18, nine of them expired
    assert table.loc["Unit U1", "hilang"] == pytest.approx(100 / 3)
    assert table.loc["Unit U2", ["hilang", "kedaluwarsa", "tanpa"]].tolist() == [100, 9, 2]
    assert table["dinilai"].tolist() == [1, 0]


def test_age_of_ratings_and_those_that_end_soon():
    people = crowd(2)
    rows = [*rate("U100", 2, "2026-09-30"), *rate("U101", 2, "2024-09-30", source="atasan")]
    table = count_sources(review(people, rows)).set_index("sumber")
    assert table.loc["asesmen", ["n", "nilai", "umur", "segera"]].tolist() == [1, 9, 0, 0]
    # the other ends on 2027-09-30, within twelve months; 730 days are 24 months
    assert table.loc["atasan", "segera"] == 9
    assert table.loc["atasan", "umur"] == pytest.approx(730 / 30.4375)


def test_small_groups_are_withheld_and_lists_stay_internal():
    people = [*crowd(4, "U1"), *crowd(12, "U2")]
    found = review(people, rate_all(people[:-1], 2))
    units_ = withhold_block(tables.tabulate_missing(found)[0].to_json(), "internal")
    assert WITHHELD in units_["rows"][0] and units_["rows"][1][1] == 12
    listed = tables.tabulate_unrated(found)[0]
    assert withhold_block(listed.to_json(), "public") is None
    assert listed.frame["nip"].tolist() == ["U211"]


def test_lists_are_in_the_order_of_unit_and_name():
    people = [person("3", "U2", nama="B"), person("1", "U2", nama="A"), person("2", "U1", nama="C")]
    frame = tables.tabulate_unrated(review(people))[0].frame
    assert frame["nama"].tolist() == ["C", "A", "B"]


def test_a_region_speaks_in_both_editions():
    said = everything(review_gaps(region("wanggar")[0]))
    names = said["kesenjangan-judul"].values["names"]
    assert set(names) == {"Komunikasi", "Pelayanan publik", "Kerja sama"}
