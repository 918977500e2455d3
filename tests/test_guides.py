"""The worked example of the guide for evaluators: made again, and the same to the last digit."""

import pytest

from tools.recompute_review import (
    DOCUMENT,
    describe,
    make_run,
    put_example,
    read_published,
    recompute,
)


@pytest.mark.slow
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
