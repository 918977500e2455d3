"""The worked examples of the guide for evaluators: made again, the same to the last digit."""

import pytest

from tools import recompute_survey, recompute_training
from tools.recompute_review import (
    DOCUMENT,
    describe,
    make_run,
    put_example,
    read_published,
    recompute,
)


@pytest.mark.slow
@pytest.mark.long
def test_three_published_numbers_come_out_again_from_the_source_rows(tmp_path):
    source, quarantine, tables = make_run(tmp_path)
    items = recompute(source, quarantine)
    assert len(items) == 3
    for item in items:
        assert item.value == pytest.approx(read_published(tables, item), abs=1e-12), item.title
    text = DOCUMENT.read_text(encoding="utf-8")
    assert put_example(text, describe(items, tables)) == text, (
        "run python -m tools.recompute_review"
    )


@pytest.mark.slow
def test_a_gap_a_group_a_class_and_an_effect_come_out_again_from_the_source_rows(training_run):
    source, quarantine, out = training_run
    tables = recompute_training.list_tables(out)
    items = recompute_training.recompute(source, quarantine, tables[0])
    assert len(items) == 4
    for item, place in zip(items, tables, strict=True):
        assert item.value == pytest.approx(read_published(place, item), rel=1e-9), item.title
    text = DOCUMENT.read_text(encoding="utf-8")
    example = recompute_training.describe(items, tables)
    assert put_example(text, example, recompute_training.MARK) == text, (
        "run python -m tools.recompute_training"
    )


@pytest.mark.slow
@pytest.mark.xdist_group("survey")
def test_an_alpha_a_share_and_a_change_come_out_again_from_the_source_rows(survey_run):
    source, quarantine, out = survey_run
    tables = recompute_survey.find_tables(out)
    items = recompute_survey.recompute(source, quarantine)
    assert len(items) == 3
    for item in items:
        assert item.value == pytest.approx(read_published(tables, item), rel=1e-9), item.title
    text = DOCUMENT.read_text(encoding="utf-8")
    assert put_example(text, describe(items, tables), recompute_survey.MARK) == text, (
        "run python -m tools.recompute_survey"
    )
