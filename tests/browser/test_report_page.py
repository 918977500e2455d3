"""The real report in a browser with the network cut: first screen, drawings, paper, keyboard."""

import re

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture
def open_page(open_offline, report_folders):
    """Open an edition's page."""
    return lambda edition, **view: open_offline(report_folders[edition] / "index.html", **view)


def test_axe_would_find_a_fault(open_page, run_axe):
    page = open_page("internal")
    page.evaluate("document.querySelector('figure svg.fw').removeAttribute('aria-label')")
    assert "svg-img-alt" in {rule for rule, _place in run_axe(page)}


def test_one_drawing_is_shown_at_each_width(open_page):
    page = open_page("internal")
    for width, shown, hidden in ((1280, "svg.fw", "svg.fn"), (390, "svg.fn", "svg.fw")):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.locator("figure " + shown).first.is_visible()
        assert not page.locator("figure " + hidden).first.is_visible()


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
