"""Structure of invented instruments: planted truth, data that cannot carry a test, words."""

import numpy as np
import pytest

from kinerja_lib.change.responses.answers import Answers
from kinerja_lib.change.responses.review import ResponseLimits, review_responses
from kinerja_lib.change.structure import exploration as e
from kinerja_lib.change.structure import verdict as v
from kinerja_lib.change.structure.exploration_findings import find_number, find_places
from kinerja_lib.change.structure.exploration_tables import tabulate_factors, tabulate_pattern
from kinerja_lib.change.structure.findings import (
    find_fit,
    find_heading,
    find_rival,
    find_second,
    find_split,
)
from kinerja_lib.change.structure.group_findings import MEANS, find_comparable, find_invariance
from kinerja_lib.change.structure.group_tables import OPEN, tabulate_invariance
from kinerja_lib.change.structure.groups import (
    CONFIGURAL,
    GROUPINGS,
    LEVELS,
    METRIC,
    NO_LEVEL,
    SCALAR,
    UNTESTED,
    test_groups,
)
from kinerja_lib.change.structure.halves import COMPLETE, SAMPLE
from kinerja_lib.change.structure.limits import Guide, StructureLimits
from kinerja_lib.change.structure.models import ONE, SECOND
from kinerja_lib.change.structure.ordinal import find_ordinal, tabulate_ordinal
from kinerja_lib.change.structure.review import review_structure
from kinerja_lib.change.structure.tables import tabulate_fit, tabulate_loadings
from kinerja_lib.change.structure.trace import trace
from kinerja_lib.change.words import CAUSES, say_lack
from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.psychometrics.careless_flags import CarelessLimits
from tests.change.evidence import draw_answers, make_book, make_evidence, make_responses, make_rows

FULL = StructureLimits(supplement=True)


def review_of(answers, book=None, limits=FULL, **columns):
    kept = ResponseLimits(careless=CarelessLimits(needed=99))  # planted answers are nobody's slip
    responses = make_responses(answers, book or make_book(), limits=kept, **columns)
    return review_structure(responses, limits)


def part_of(answers, book=None, limits=FULL):
    return review_of(answers, book, limits).parts[0]


def find_all(review):
    single = [find_heading(review), find_comparable(review, "uji", "status")]
    several = (
        find_fit,
        find_split,
        find_rival,
        find_second,
        find_number,
        find_places,
        find_ordinal,
    )
    return [
        *single,
        *(finding for find in several for finding in find(review)),
        *find_invariance(review),
    ]


def show_all(review):
    makers = (tabulate_fit, tabulate_loadings, tabulate_factors, tabulate_pattern, tabulate_ordinal)
    tables = [table for make in makers for table in make(review)] + tabulate_invariance(review)
    for table in tables:
        table.to_json()
    return {table.id: table.frame for table in tables}


@pytest.fixture(scope="module")
def planted():
    book = make_book()
    return review_of(draw_answers(700, book, seed=3), book)


def test_every_lack_has_words():
    assert set(CAUSES) == set(Lack) - {Lack.NOTHING}
    assert say_lack(Lack.NOTHING) == "" and len(set(CAUSES.values())) == len(CAUSES)


def test_a_planted_structure_is_explored_and_confirmed_on_different_people(planted):
    part = planted.parts[0]
    assert part.items.apart and part.verdict == v.FITS
    assert part.exploration.suggested == 3
    assert part.exploration.places == [e.HOME] * 12 and not part.exploration.merged
    assert part.confirmation.n + len(part.items.exploring) == part.items.n
    assert part.confirmation.beside(ONE) == v.BETTER
    assert part.confirmation.beside(SECOND) == v.SAME  # three factors: the same correlations
    assert part.confirmation.declared.found.phi[0][0, 1] == pytest.approx(0.35, abs=0.12)


def test_words_and_tables_of_a_planted_structure(planted):
    texts = {finding.id: finding for finding in find_all(planted)}
    assert texts["struktur-judul"].outcome == "semua"
    assert texts["struktur-paruh"].outcome == "semua"
    assert texts["struktur-muatan-sesuai"].outcome == "semua"
    assert texts["struktur-ordinal-1"].outcome == "hampir sama"
    assert all(finding.sentence() and finding.subject == "sikap" for finding in texts.values())
    frames = show_all(planted)
    assert list(frames["struktur-model"]["hasil"])[:2] == [v.FITS, v.MISFITS]
    assert set(frames["struktur-kecocokan"]["hasil"]) == {v.FITS}
    assert len(frames["struktur-muatan-konfirmatori-uji"]) == 12
    assert len(frames["struktur-korelasi-faktor"]) == 3
    numbers = {line.number.partition(".")[0] for line in trace(planted)}
    assert numbers <= set(frames)


def test_supplements_are_off_unless_asked_for():
    review = review_of(draw_answers(300, make_book(), seed=3), limits=StructureLimits())
    assert find_second(review) == find_ordinal(review) == tabulate_ordinal(review) == []
    assert review.parts[0].exploration.partials is None
    assert "map" not in tabulate_factors(review)[1].columns


def test_two_scales_that_are_one_factor_are_not_told_apart():
    book = make_book((5, 5))
    review = review_of(draw_answers(700, book, seed=4, related=0.999), book)
    part = review.parts[0]
    assert part.exploration.suggested == 1 and part.exploration.merged == [("skala_1", "skala_2")]
    assert part.confirmation.beside(ONE) == v.ALIKE
    outcomes = {finding.outcome for finding in find_all(review)}
    assert {"lebih sedikit", "menyatu", v.ALIKE} <= outcomes


def test_an_item_of_another_scale_and_an_item_of_none_are_named():
    book = make_book()
    answers = draw_answers(800, book, seed=5)
    answers[:, 1] = draw_answers(800, book, seed=6)[:, 1]  # of other people
    strong = np.clip(np.round(answers[:, 4:8].mean(axis=1) + 0.2), 1, 5)
    answers[:, 2] = strong  # an item of the first scale that follows the second
    part = part_of(answers, book)
    assert part.exploration.places[1] == e.NOWHERE and part.exploration.places[2] == e.ELSEWHERE
    assert part.verdict == v.MISFITS
    texts = [f.sentence() for f in find_places(review_of(answers, book))]
    assert any("butir_02" in t for t in texts) and any("butir_03" in t for t in texts)


def test_too_few_for_halves_is_confirmation_only():
    review = review_of(draw_answers(300, make_book(), seed=7))
    part = review.parts[0]
    assert not part.items.apart and part.exploration.factors is None
    assert part.confirmation.n == len(review.responses.kept())
    assert find_split(review)[0].outcome == "tidak satu pun"
    assert tabulate_pattern(review) == []


def flat(answers):
    return np.column_stack([np.full(len(answers), 3.0), answers[:, 1:]])


def twin(answers):
    return np.column_stack([answers[:, 1], answers[:, 1:]])


@pytest.mark.parametrize(
    ("sizes", "count", "change", "reason"),
    [
        ((4, 4, 4), 3, None, Lack.FEW_PEOPLE),
        ((4, 4, 4), 99, None, Lack.FEW_PEOPLE),
        ((4, 4, 4), 300, flat, Lack.NO_SPREAD),
        ((4, 4, 4), 300, twin, Lack.SINGULAR),
        ((3,), 300, None, Lack.FEW_ITEMS),
        ((1,), 300, None, Lack.FEW_ITEMS),
    ],
)
def test_what_cannot_be_computed_says_why(sizes, count, change, reason):
    book = make_book(sizes)
    answers = draw_answers(count, book, seed=8)
    review = review_of(change(answers) if change else answers, book)
    assert review.parts[0].verdict == v.UNTESTABLE
    assert review.parts[0].confirmation.reason == reason
    sentences = [f.sentence() for f in find_all(review)]
    assert any(say_lack(reason) in text for text in sentences)
    show_all(review)


def test_nobody_answered():
    book = make_book()
    review = review_structure(make_responses(draw_answers(40, book), book, wave=""), FULL)
    nobody = review.responses.kept().take(np.zeros(len(review.responses.kept()), dtype=bool))
    assert isinstance(nobody, Answers)
    test = test_groups(nobody, book.instruments[0], "status", FULL)
    assert (test.level, test.reason) == (UNTESTED, Lack.ALL_MISSING)


def two_groups(change=None, seed=9, count=800):
    book = make_book()
    answers = draw_answers(count, book, seed=seed)
    late = np.arange(count) % 2 == 1
    if change == "intercepts":
        answers[late, 1::4] = np.clip(answers[late, 1::4] + 1, 1, 5)
    if change == "loadings":
        noise = draw_answers(count, book, seed=seed + 1)
        answers[late, 1::4] = noise[late, 1::4]
    return review_of(answers, book)


@pytest.mark.parametrize(
    ("change", "level"), [(None, SCALAR), ("intercepts", METRIC), ("loadings", CONFIGURAL)]
)
def test_a_planted_difference_of_items_stops_the_comparison(change, level):
    review = two_groups(change)
    assert review.comparable("uji", "jenis_kelamin") == level
    assert review.may_compare("skala_2", "jenis_kelamin") == (level == SCALAR)
    assert review.test("skala_1", "jenis_kelamin") is review.test("uji", "jenis_kelamin")
    finding = find_comparable(review, "skala_1", "jenis_kelamin")
    assert finding.outcome == level and finding.sentence()


def test_a_fall_of_fit_that_may_be_chance_is_left_open():
    book = make_book((4,))
    for seed in range(40):  # the same people in two small groups: some samples fall by chance
        review = review_of(draw_answers(220, book, seed=seed), book)
        steps = [t for t in tabulate_invariance(review) if t.id.endswith("jenis-kelamin")]
        frame = steps[0].frame if steps else None
        if frame is not None and (frame["hasil"] == OPEN).any():
            assert (frame.loc[frame["hasil"] == OPEN, "p"] >= 0.05).all()
            assert review.comparable("uji", "jenis_kelamin") != SCALAR
            return
    raise AssertionError("no sample fell by chance")


def test_a_structure_that_fits_no_group_has_no_level():
    book = make_book((5, 5))
    answers = draw_answers(600, book, seed=10)
    answers[:, [2, 5]] = answers[:, [5, 2]]  # an item of each scale in the other
    assert review_of(answers, book).comparable("uji", "jenis_kelamin") == NO_LEVEL


def test_an_item_keyed_the_wrong_way_is_no_support_for_the_structure():
    """Every measure of fit overlooks it: turning an item round changes the sign of one loading."""
    book, answers = make_book((4, 5)), draw_answers(600, make_book((4, 5)), seed=4)
    fair, wrong = review_of(answers, book), answers.copy()
    wrong[:, 6] = 6 - wrong[:, 6]
    review = review_of(wrong, book)
    fits = [r.parts[0].confirmation.declared.found.fit.cfi for r in (fair, review)]
    assert fits[0] == pytest.approx(fits[1], abs=0.02) and min(fits) > 0.95
    assert fair.parts[0].verdict == v.FITS and review.parts[0].verdict == v.MISFITS
    assert fair.parts[0].confirmation.opposed == []
    assert review.parts[0].confirmation.opposed == ["butir_07"]
    assert find_heading(review).outcome == "tidak satu pun"
    said = {f.id: f.sentence() for f in find_fit(review)}
    assert "07" in said["struktur-arah"] and "tidak membalik" in said["struktur-arah"]
    assert review.comparable("uji", "jenis_kelamin") == NO_LEVEL
    outcomes = {f.outcome for f in find_invariance(review)}
    assert outcomes == {"tidak satu pun"}


@pytest.mark.parametrize("size", [1, 2])
def test_one_or_two_items_say_nothing_of_invariance(size):
    book = make_book((size,))
    review = review_of(draw_answers(600, book, seed=4), book)
    for grouping in ("jenis_kelamin", "gelombang"):
        assert review.comparable("uji", grouping) == UNTESTED
        assert review.test("uji", grouping).reason == Lack.FEW_ITEMS
    assert {f.outcome for f in find_invariance(review)} == {"tidak dapat dihitung"}


def test_one_group_small_groups_and_one_wave_are_not_tested():
    review = two_groups(count=400)
    assert review.test("uji", "status").reason == Lack.FEW_GROUPS
    assert review.comparable("uji", "gelombang") == UNTESTED
    few = review_of(draw_answers(150, make_book(), seed=11))
    assert few.test("uji", "jenis_kelamin").reason == Lack.FEW_PEOPLE
    outcomes = {finding.id: finding.outcome for finding in find_invariance(few)}
    assert set(outcomes.values()) == {"tidak dapat dihitung"}
    with pytest.raises(ValueError, match="grouping"):
        review.comparable("uji", "golongan")
    with pytest.raises(ValueError, match="subscale"):
        review.comparable("lain", "status")


def test_waves_are_linked_by_respondent_whatever_their_order():
    book = make_book((4, 4))
    early = draw_answers(300, book, seed=12)
    late = np.clip(early + np.random.default_rng(1).integers(-1, 2, early.shape), 1, 5)
    rows = make_rows(early, book, "2025-1") + make_rows(late, book)[::-1]
    extra = make_rows(draw_answers(50, book, seed=13), book, start=900)
    review = review_structure(review_responses(make_evidence(rows + extra), book), FULL)
    test = review.test("uji", "gelombang")
    assert (test.level, test.n) == (SCALAR, 300)
    means = test.found.steps[-1].model.factor_means
    assert np.abs(means).max() < 0.1


def test_a_group_beyond_the_most_is_left_out_by_size():
    book = make_book((4,))
    limits = StructureLimits(most_groups=2)
    answers = draw_answers(660, book, seed=14)
    names = np.repeat(["a", "b", "c"], [220, 330, 110]).tolist()
    review = review_structure(make_responses(answers, book, status=names), limits)
    test = review.test("uji", "status")
    assert test.tested == {"a", "b"} and test.untested == 1 and test.n == 550


def test_few_categories_and_skew_make_correlations_polychoric():
    four = part_of(draw_answers(500, make_book(high=4), seed=15), make_book(high=4))
    assert four.exploration.polychoric
    skewed = np.clip(draw_answers(500, make_book(), seed=16) + 2, 1, 5)
    assert part_of(skewed).exploration.polychoric
    assert not part_of(draw_answers(500, make_book(), seed=16)).exploration.polychoric


def test_the_verdict_is_a_function_of_the_numbers(planted):
    found = planted.parts[0].confirmation.declared.found
    assert v.judge_fit(found, Guide()) == v.FITS
    assert v.judge_fit(found, Guide(cfi=1.1)) == v.PARTLY
    assert v.judge_fit(found, Guide(cfi=1.1, low_cfi=1.05)) == v.MISFITS
    one = planted.parts[0].confirmation.models[1].found
    assert v.compare_fit(one, found, Guide()) == v.WORSE


@pytest.mark.parametrize(("missing", "basis"), [(0.0, COMPLETE), (0.15, SAMPLE)])
def test_very_many_are_confirmed_on_complete_rows_or_a_sample_and_the_page_says_so(missing, basis):
    limits = StructureLimits(most_rows=200)
    answers = draw_answers(700, make_book(), seed=17)
    answers[np.random.default_rng(1).random(answers.shape) < missing] = np.nan
    review = review_of(answers, limits=limits)
    items = review.parts[0].items
    whole = items.n - len(items.exploring) if items.apart else items.n
    assert items.basis == basis
    assert review.parts[0].confirmation.n == (whole if basis == COMPLETE else 200)
    assert find_split(review)[-1].outcome == basis


def test_sentences_of_levels_are_complete():
    assert set(MEANS) == set(LEVELS) and "jenis" in GROUPINGS
