"""The validation of survey statistics, in small: printed figures agree, planted ones come back."""

import pytest

from tools.measure_survey import measure_seed
from tools.survey_figures import compare_files, compare_packages, compare_service, find_data
from tools.survey_section import _write_table
from tools.write_validation import DOCUMENT


def unit(row):
    """Return the last printed digit of a figure."""
    return 10.0 ** -len(f"{row.published:.12g}".partition(".")[2])


@pytest.fixture(scope="module")
def rows():
    return list(compare_packages())


def test_published_figures_agree_to_their_last_digit(rows):
    assert len(rows) > 20
    for row in rows:
        assert abs(row.found - row.published) <= 0.51 * unit(row), row


def test_figures_of_real_files_agree(rows):
    folder = find_data()
    if folder is None:
        pytest.skip("the files of real data are not beside the project")
    for row in compare_files(folder):
        assert abs(row.found - row.published) < 1e-5, row
    assert all(abs(row.found - row.published) <= 1 for row in compare_service(folder))


def test_one_seed_finds_what_was_planted():
    found = measure_seed(3)
    assert all(found[name] for name in ("factors", "fits", "same", "weak", "shift"))
    assert found["careless"] > 0.6 and found["straight"] == 1 and found["honest"] < 0.01


def test_the_table_and_the_document_name_every_source(rows):
    table, document = _write_table(rows), DOCUMENT.read_text(encoding="utf-8")
    assert "## Survey statistics" in document
    for row in rows:
        assert row.source in table and f"| {row.figure} |" in document
