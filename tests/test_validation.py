"""What docs/validation.md says, in small: faults found, none invented, and its making."""

import re

import pytest

from kinerja_lib.synthetic.plan import REGIONS
from tools.mutation_cases import KINDS, count_rows, make_case
from tools.mutation_judge import check_case
from tools.mutation_seeds import TextSeed, build_seeds
from tools.planted_faults import Task, Trial, describe_trials, list_tasks, try_region
from tools.write_validation import DOCUMENT, HEAD, make_document


@pytest.mark.slow
@pytest.mark.long
def test_planted_faults_are_found_by_row_and_none_is_invented():
    trial = try_region(Task("jambi", 300, 21))
    assert len(trial.planted) > 60
    assert trial.found == trial.planted and not trial.missed
    assert trial.invented == ()
    assert trial.agreed == len(trial.planted)


@pytest.mark.slow
@pytest.mark.long
def test_a_region_without_faults_gives_no_finding():
    trial = try_region(Task("wanggar", 300, 21, clean=True))
    assert trial.planted == () and trial.invented == ()
    assert trial.rows > 5_000


@pytest.mark.slow
@pytest.mark.long
def test_a_few_damaged_inputs_of_every_kind_end_well(tmp_path):
    seeds = build_seeds(7)
    for number in range(3 * len(KINDS)):
        folder = tmp_path / str(number)
        folder.mkdir()
        case = make_case(seeds, 99, number, folder)
        result, code, _rows, lost = check_case(case)
        assert (case.kind, lost) == (KINDS[number % len(KINDS)], "")
        assert result and code in (0, 1, 2)


def test_the_same_number_makes_the_same_input(tmp_path):
    first, again = tmp_path / "first", tmp_path / "again"
    seeds = build_seeds(7)
    for folder in (first, again):
        folder.mkdir()
        make_case(seeds, 3, 1, folder)
    files = {path.name: path.read_bytes() for path in first.iterdir()}
    assert files == {path.name: path.read_bytes() for path in again.iterdir()} != {}


def test_rows_are_counted_apart_only_where_they_can_be():
    seed = TextSeed("a.csv", (("a", "b"), ("1", "2")), 0)
    assert count_rows(b"a,b\n1,2\n,\n3,4\n", seed) == 2  # a row of empty cells is no row
    assert count_rows(b"a,c\n1,2\n", seed) is None
    assert count_rows(b'a,b\n1,"2\n', seed) is None
    assert count_rows(b"a,b\n\xff,2\n", seed) is None


def test_the_document_speaks_of_all_regions_without_a_missed_or_invented_fault():
    text = DOCUMENT.read_text(encoding="utf-8")
    for plan in REGIONS.values():
        assert re.search(rf"\| {plan.name} \| with faults \| {plan.employees} \|", text)
        assert re.search(rf"\| {plan.name} \| clean \| {plan.employees} \|", text)
    assert re.search(r"\*\*(\d+) planted, \1 found, 0 missed, 0 invented\.\*\*", text)
    assert "**10000 inputs, 0 tracebacks, 0 inputs with a lost row.**" in text


def test_one_section_is_rewritten_and_the_others_stay():
    first = make_document("", {"faults": "one", "mutations": "two"})
    other = first + "\n<!-- begin later -->\nkept\n<!-- end later -->\n"
    new = make_document(other, {"faults": "three"})
    assert new.startswith(HEAD) and "one" not in new.removeprefix(HEAD)
    assert new.index("three") < new.index("two") < new.index("kept")
    assert make_document(new, {}) == new


def test_missed_and_invented_faults_are_named():
    place = ("skm.csv", 5, "bukan_angka")
    tried = {"employees": 300, "seed": 1, "rows": 9, "clean": False, "forms": ()}
    trial = Trial(
        "Jambi", planted=(place,), found=(), missed=(place,), invented=(), agreed=0, **tried
    )
    text = describe_trials([trial])
    assert "**1 planted, 0 found, 1 missed, 0 invented.**" in text
    assert "- missed, Jambi seed 1: skm.csv, row 5, `bukan_angka`" in text


def test_every_region_is_run_at_its_own_size_clean_and_small():
    tasks = list_tasks()
    for slug in REGIONS:
        mine = [task for task in tasks if task.slug == slug]
        assert {task.clean for task in mine if task.employees is None} == {False, True}
        assert len({task.seed for task in mine if task.employees}) == 5
