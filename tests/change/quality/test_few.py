"""No number of people below ten follows from two counts of the response that stand side by side."""

import itertools

import numpy as np
import pytest

from kinerja_lib.change import headings
from kinerja_lib.change.quality import findings, flow_findings, tables
from kinerja_lib.change.quality.flow import GIVEN, INVITED, KEPT, USABLE, choose_steps, hide_parts
from kinerja_lib.change.quality.review import review_quality
from kinerja_lib.privacy.withholding import WITHHELD, withhold_table
from tests.change.evidence import draw_answers, make_book, make_responses

BOOK = make_book((4, 4, 4, 5), reverse=("butir_04", "butir_08"))
COUNTS = ("count", "n")


def spoil(count, outside, short, careless):
    """Honest answers, of which the first few are outside the range, too short, drawn by lot."""
    answers = draw_answers(count, BOOK, seed=3)
    answers[:outside, 0] = 9
    answers[outside : outside + short, 4:] = np.nan
    start = outside + short
    answers[start : start + careless] = 4
    return answers


def review_of(count, outside=0, short=0, careless=0, staff=500):
    answers = spoil(count, outside, short, careless)
    seconds = [300.0] * count
    seconds[outside + short : outside + short + careless] = [5.0] * careless
    return review_quality(make_responses(answers, BOOK, staff=staff, detik=seconds))


def publish(review):
    shown = [*tables.tabulate_flow(review), *tables.tabulate_units(review)]
    shown += [*tables.tabulate_frame(review), *tables.tabulate_missing(review)]
    return [*shown, *tables.tabulate_rules(review), *tables.tabulate_careless(review)]


def say(review):
    found = [flow_findings.find_rate(review), *flow_findings.find_silent(review)]
    found += [flow_findings.find_flow(review), headings.head_quality(review)]
    found += [*findings.find_frame(review), findings.find_missing(review)]
    return [*found, findings.find_rules(review), findings.find_careless(review)]


def few(numbers):
    """Pairs of whole numbers that differ by one to nine."""
    return [pair for pair in itertools.combinations(numbers, 2) if 0 < abs(pair[0] - pair[1]) < 10]


def read_counts(table, edition):
    """Counts of each row as an edition shows them."""
    shown = withhold_table(table.to_json(), edition)
    places = [i for i, column in enumerate(shown["columns"]) if column["role"] in COUNTS]
    return [[row[i] for i in places if isinstance(row[i], int)] for row in shown["rows"]]


MIXES = [
    (400, 0, 1, 25),
    (400, 2, 1, 25),
    (400, 3, 12, 0),
    (400, 0, 0, 3),
    (400, 4, 0, 4),
    (496, 0, 0, 12),
    (495, 0, 0, 0),
    (400, 0, 0, 0),
    (300, 5, 15, 30),
    (12, 0, 4, 0),
    (8, 0, 0, 0),
]


@pytest.mark.parametrize("edition", ["internal", "public"])
@pytest.mark.parametrize("mix", MIXES)
def test_no_row_and_no_two_steps_tell_of_a_few_people(mix, edition):
    review = review_of(*mix)
    for table in publish(review):
        rows = read_counts(table, edition)
        assert [few(row) for row in rows if few(row)] == [], table.id
        if table.id == "mutu-alur-orang":
            assert few([count for row in rows for count in row if count >= 10]) == []


@pytest.mark.parametrize("mix", MIXES)
def test_the_counts_of_all_tables_and_sentences_are_those_of_the_shown_steps(mix):
    """What a page calls invited, received, usable and used, it says with the same number."""
    review = review_of(*mix)
    steps = {review.flow[name] for name in review.shown}
    told = [v.value for f in say(review) for k, v in f.values.items()
            if k in ("given", "usable", "invited", "kept") and not isinstance(v, str)]  # fmt: skip
    told += [finding.n for finding in say(review) if finding.id != "mutu-aturan" and finding.n]
    assert {int(n) for n in told if n >= 10} <= steps
    assert few([n for n in {*steps, *map(int, told)} if n >= 10]) == []


def test_one_short_questionnaire_hides_how_many_came_and_keeps_the_rate():
    review = review_of(400, short=1, careless=25)
    assert (review.flow[GIVEN], review.flow[USABLE], review.flow[KEPT]) == (400, 399, 374)
    assert review.shown == {KEPT, INVITED, USABLE}
    assert review.rate == pytest.approx(100 * 399 / 500)
    assert "400" not in flow_findings.find_flow(review).sentence()


def test_a_few_set_apart_leave_a_lower_limit_of_the_rate():
    review = review_of(400, careless=3)
    assert review.flow[KEPT] == 397 and review.base == KEPT
    said = flow_findings.find_rate(review).sentence()
    assert "paling sedikit 79,4%" in said and "400" not in said
    assert "Kurang dari sepuluh responden disisihkan" in findings.find_careless(review).sentence()
    assert "79,4%" in headings.head_quality(review).sentence()
    signs = next(t for t in publish(review) if t.id == "mutu-tanda")
    assert "kena" not in signs.columns and signs.subject == "umum"


@pytest.mark.parametrize(
    ("mix", "staff", "outcome"),
    [
        ((495,), 500, flow_findings.NEARLY),
        ((8,), 500, flow_findings.FEW),
        ((400,), 500, flow_findings.SOME),
        ((400, 0, 0, 3), 500, flow_findings.AT_LEAST),
        ((400,), 300, flow_findings.CANNOT),
        ((400,), 0, flow_findings.CANNOT),
    ],
)
def test_every_outcome_of_the_rate(mix, staff, outcome):
    review = review_of(*mix, staff=staff)
    found = flow_findings.find_rate(review)
    assert found.outcome == outcome and found.sentence()
    assert headings.head_quality(review).sentence()


def test_classes_with_few_who_did_not_answer_are_joined():
    status = ["CPNS"] * 30 + ["PPPK"] * 30 + ["PNS"] * 40
    frame = review_of(400).invited  # invented staff are all PNS
    assert set(frame["status"]) == {"PNS"}
    review = review_quality(make_responses(draw_answers(100, BOOK), BOOK, staff=196, status=status))
    for row in review.classes.itertuples():
        assert not 0 < abs(row.diundang - row.responden) < 10, row


def test_shown_steps_never_tell_of_a_few():
    rng = np.random.default_rng(5)
    for _draw in range(300):
        counts = np.sort(rng.integers(0, 60, 5))[::-1].tolist()
        flow = dict(zip((INVITED, GIVEN, "dalam", USABLE, KEPT), counts, strict=True))
        shown = choose_steps(flow)
        assert few([0, *{flow[name] for name in shown}]) == []
        hidden = hide_parts(flow, shown)
        if GIVEN in shown and KEPT in shown and len(hidden) == 1:
            pytest.fail(f"one hidden part follows from the others: {flow}")


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_what_is_withheld_of_the_flow_says_so_and_nobody_is_nobody(edition):
    table = tables.tabulate_flow(review_of(400, short=1, careless=25))[0]
    cells = dict(withhold_table(table.to_json(), edition)["rows"])
    assert cells["Kuesioner masuk"] == cells["Terlalu banyak kosong"] == WITHHELD
    assert cells["Jawaban di luar rentang"] == 0 and cells["Cukup terjawab"] == 399
