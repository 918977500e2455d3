"""What the plan closes and why the rest remains, by hand on twelve people of level 1 of 3."""

import pytest

from kinerja_lib.competency.plan.closing import OTHERS, PARTS, close_needs
from kinerja_lib.competency.plan.figures import ROWS, chart_closing, choose_rows, tabulate_closing
from kinerja_lib.competency.plan.pose import PlanLimits
from kinerja_lib.tables.choices import COMPETENCIES
from tests.competency.plan.test_plan_review import PEOPLE, course, review


def parts_of(found, name="Komunikasi"):
    return close_needs(found).set_index("kompetensi").loc[name, list(PARTS)].tolist()


def test_money_seats_and_missing_courses_are_told_apart():
    # Each lacks 2 levels, 24 in all; a course raises one, so 12 levels have no course.
    # 1.5 million: one class (1.0) and five people (0.1 each).
    poor = review([course("P1")], rules={"pelatihan__anggaran": {"APBD": 1_500_000}})
    assert parts_of(poor) == [5, 12, 0, 7, 0]
    assert parts_of(review([course("P1", peserta_maks=4)])) == [4, 12, 8, 0, 0]
    assert parts_of(poor, "Integritas") == [0, 24, 0, 0, 0]


def test_limits_of_the_person_are_a_cause_of_their_own():
    courses = [course("P1"), course("P2", "Integritas")]  # on the same days
    found = review(courses, limits=PlanLimits(seconds=5))
    table = close_needs(found)
    assert table["batas"].sum() == table["tertutup"].sum() == len(PEOPLE)


def test_two_courses_of_one_need_close_it_once():
    found = review([course("P1"), course("P2", mulai="2027-05-01", selesai="2027-05-02"),
                    course("P3", mulai="2027-07-01", selesai="2027-07-02")])  # fmt: skip
    assert parts_of(found) == [24, 0, 0, 0, 0]


def test_the_parts_add_up_to_the_need_and_to_what_the_review_counts_as_closed():
    found = review([course("P1", peserta_maks=4), course("P2", "Integritas")])
    table = close_needs(found)
    assert table[list(PARTS)].sum(axis=1).tolist() == table["kebutuhan"].tolist()
    assert table["tertutup"].sum() == found.closed
    (figure,) = chart_closing(found)
    for wide in (True, False):
        figure.plot(figure.frame, wide=wide)


def test_small_competencies_are_joined_until_no_row_can_be_worked_out():
    # Nine people lack one competency each of their own, three all nine: each row has four people.
    names = list(COMPETENCIES)
    found = review([course("P1")], levels={n: [c] for n, c in zip(PEOPLE, names, strict=False)})
    table = close_needs(found)
    assert table["kompetensi"].tolist() == [OTHERS] and table["n"].tolist() == [len(PEOPLE)]
    assert table["kebutuhan"].sum() == 2 * (9 + 3 * 9)


@pytest.mark.parametrize(
    ("more", "words"),
    [({"peserta_maks": 4}, "belum mempunyai pelatihan"), ({"kelas_maks": 0}, "satu pun")],
)
def test_the_title_follows_the_largest_cause(more, words):
    courses = [course("P1", **more), course("P2", "Lain", peserta_maks=1)]
    (figure,) = chart_closing(review(courses))
    assert words in figure.title.sentence()


def test_without_courses_there_is_no_chart_and_long_lists_go_to_the_table():
    assert chart_closing(review([])) == [] == tabulate_closing(review([]))
    table = close_needs(review([course("P1")]))
    long = table.loc[table.index.repeat(2)].reset_index(drop=True)
    assert len(choose_rows(long)) == ROWS
