"""The page of the survey report in a browser with the network cut: access, widths, findings."""

from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("survey")]

# Each colour scheme once with everything unfolded; narrower and wider pages differ in layout only.
VIEWS = [
    ("internal", 1280, "dark", "screen", True),
    ("internal", 320, "light", "screen", True),
    ("internal", 1280, "light", "print", False),
    ("public", 390, "dark", "screen", False),
]


@pytest.fixture
def survey_page(survey_run):
    """Give the page of an edition of the one published copy."""
    place = Path("wanggar", "2026-TW3", "change_resistance", "index.html")
    return lambda edition: survey_run[2] / edition / place


@pytest.mark.parametrize(("edition", "width", "scheme", "media", "unfolded"), VIEWS)
def test_no_axe_violation_no_request_and_no_sideways_scroll(
    survey_page, open_offline, run_axe, edition, width, scheme, media, unfolded
):
    page = open_offline(survey_page(edition), width=width, scheme=scheme, unfolded=unfolded)
    page.emulate_media(media=media, color_scheme=scheme)
    assert run_axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.noted == []


def test_no_text_leaves_its_drawing_and_each_section_states_a_finding(
    survey_page, open_offline, list_outside
):
    page = open_offline(survey_page("internal"))
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert list_outside(page) == []
    heads = [h for h in page.locator("main h2").all_inner_texts() if h.strip()[0].isdigit()]
    assert len(heads) > 8
    assert [head for head in heads if "\n" not in head.strip()] == []
    page.set_viewport_size({"width": 780, "height": 900})
    page.add_style_tag(content="html { font-size: 200% }")  # text at double size
    assert page.evaluate("document.documentElement.scrollWidth") <= 780


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
