"""The real report in a browser with the network cut: access, widths, colours, paper."""

import re

import pytest

pytestmark = pytest.mark.slow

# Each colour scheme once with everything unfolded; narrower and wider pages differ in layout only.
VIEWS = [
    ("internal", 1280, "dark", "screen", True),
    ("internal", 390, "dark", "screen", False),
    ("internal", 320, "light", "screen", True),
    ("internal", 1280, "light", "print", False),
    ("public", 1280, "light", "screen", True),
    ("public", 390, "dark", "screen", False),
]


@pytest.fixture
def open_page(open_offline, report_folders):
    """Open an edition's page."""
    return lambda edition, **view: open_offline(report_folders[edition] / "index.html", **view)


@pytest.mark.parametrize(("edition", "width", "scheme", "media", "unfolded"), VIEWS)
def test_no_axe_violation_no_request_and_no_sideways_scroll(
    open_page, run_axe, edition, width, scheme, media, unfolded
):
    page = open_page(edition, width=width, scheme=scheme, unfolded=unfolded)
    page.emulate_media(media=media, color_scheme=scheme)
    assert run_axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.noted == []


def test_axe_would_find_a_fault(open_page, run_axe):
    page = open_page("internal")
    page.evaluate("document.querySelector('figure svg.fw').removeAttribute('aria-label')")
    assert "svg-img-alt" in {rule for rule, _place in run_axe(page)}


def test_text_at_double_size_does_not_scroll_sideways(open_page):
    page = open_page("internal", width=780)
    page.add_style_tag(content="html { font-size: 200% }")
    assert page.evaluate("document.documentElement.scrollWidth") <= 780


def test_one_drawing_is_shown_at_each_width_and_holds_its_text(open_page, list_outside):
    """Text of a chart stays inside the chart, with room for a wider font."""
    page = open_page("internal")
    for width, shown, hidden in ((1280, "svg.fw", "svg.fn"), (390, "svg.fn", "svg.fw")):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.locator("figure " + shown).first.is_visible()
        assert not page.locator("figure " + hidden).first.is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert list_outside(page) == []


def test_first_screen_answers_for_each_area(open_page):
    for width, height in ((1280, 900), (390, 844)):
        page = open_page("internal", width=width)
        page.set_viewport_size({"width": width, "height": height})
        rows = page.locator(".glance tbody tr")
        for name, met in (
            ("Jawa Barat", "1 dari 5"),
            ("Sulawesi Barat", "2 dari 5"),
            ("Jambi", "3 dari 5"),
            ("Lampung", "2 dari 5"),
            ("Papua", "2 dari 5"),
        ):
            row = rows.filter(has=page.locator(f"th:text-is('{name}')"))
            assert row.locator("td").first.inner_text() == met
            box = row.bounding_box()
            assert box["y"] + box["height"] <= height, name


def test_paper_is_tagged_light_and_has_edition_and_page_number(open_page, tmp_path):
    page = open_page("public", scheme="dark")
    data = page.pdf(prefer_css_page_size=True, tagged=True, path=str(tmp_path / "halaman.pdf"))
    assert b"/StructTreeRoot" in data and b"/Lang (id" in data
    assert 4 <= len(re.findall(rb"/Type\s*/Page\b", data)) <= 12
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_keyboard_reaches_the_content_first(open_page):
    page = open_page("internal")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#utama")
