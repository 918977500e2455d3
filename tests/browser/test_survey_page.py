"""The page of the survey report in a browser with the network cut: what fits, what stays inside."""

from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("survey")]


@pytest.fixture
def survey_page(survey_run):
    """Give the page of an edition of the one published copy."""
    place = Path("wanggar", "2026-TW3", "change_resistance", "index.html")
    return lambda edition: survey_run[2] / edition / place


def test_tables_on_the_page_fit_without_unfolding(survey_page, open_offline):
    """What is folded may scroll in its box; the core is read without scrolling at 1280."""
    page = open_offline(survey_page("internal"))
    boxes = page.locator("main table:visible")
    wide = [
        box.locator("caption").first.inner_text()
        for box in boxes.all()
        if box.evaluate("t => t.scrollWidth > t.parentElement.clientWidth + 1")
    ]
    assert boxes.count() >= 4 and wide == []


def test_no_code_of_a_respondent_is_published(survey_run, survey_page):
    rows = (survey_run[0] / "survei_asn.csv").read_text(encoding="utf-8").splitlines()[1:]
    codes = {row.split(",")[0] for row in rows}
    assert len(codes) > 300
    for edition in ("internal", "public"):
        folder = survey_page(edition).parent
        for file in [folder / "index.html", folder / "findings.csv", *folder.glob("tables/*")]:
            if file.suffix in (".csv", ".html"):
                text = file.read_text(encoding="utf-8")
                assert not [code for code in codes if code in text], file.name
