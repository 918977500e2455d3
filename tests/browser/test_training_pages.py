"""The pages of both training reports in a browser with the network cut: access and widths."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

REPORTS = ("competency_training", "training_impact")
# Each colour scheme once with everything unfolded; narrower and wider pages differ in layout only.
VIEWS = [
    ("internal", 1280, "dark", "screen", True),
    ("internal", 320, "light", "screen", True),
    ("internal", 1280, "light", "print", False),
    ("public", 390, "dark", "screen", False),
]


@pytest.fixture
def training_pages(training_run):
    """Give the page of a report and edition of the one published copy."""
    place = Path("wanggar", "2026-TW3")
    return lambda report, edition: training_run[2] / edition / place / report / "index.html"


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize(("edition", "width", "scheme", "media", "unfolded"), VIEWS)
def test_no_axe_violation_no_request_and_no_sideways_scroll(
    training_pages, open_offline, run_axe, report, edition, width, scheme, media, unfolded
):
    path = training_pages(report, edition)
    page = open_offline(path, width=width, scheme=scheme, unfolded=unfolded)
    page.emulate_media(media=media, color_scheme=scheme)
    assert run_axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.noted == []


@pytest.mark.parametrize("report", REPORTS)
def test_no_text_leaves_its_drawing_and_each_section_states_a_finding(
    training_pages, open_offline, list_outside, report
):
    page = open_offline(training_pages(report, "internal"))
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert list_outside(page) == []
    heads = [h for h in page.locator("main h2").all_inner_texts() if h.strip()[0].isdigit()]
    assert len(heads) > 5
    assert [head for head in heads if "\n" not in head.strip()] == []
    page.set_viewport_size({"width": 780, "height": 900})
    page.add_style_tag(content="html { font-size: 200% }")  # text at double size
    assert page.evaluate("document.documentElement.scrollWidth") <= 780
