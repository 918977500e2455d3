"""Every page of one published root judged as docs/accessibility.md is; and the judge itself."""

import pytest

from tools.page_checks import VIEWS, ask, judge_page, open_page, run_axe, show_view
from tools.write_accessibility import list_pages, make_document

pytestmark = [pytest.mark.slow, pytest.mark.long, pytest.mark.xdist_group("published")]

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
<style>:focus-visible {{ outline: 3px solid #0b4f8a }} a {{ display: inline-block; padding: 6px }}
.fn {{ display: none }} {css}</style></head>
<body><main><h1>A page</h1><p>The words of this page are in English.</p>{body}</main></body>
</html>"""
FIGURE = (
    '<figure id="g"><svg class="fw" role="img" aria-label="{alt}" viewBox="0 0 300 60" width="300" '
    'height="60">{drawing}</svg></figure><details><summary style="padding:6px">Data</summary>'
    "<table><tr><th>n</th></tr></table></details>"
)
ALT = "A chart of nothing in particular, with a table below it."


def draw(drawing, alt=ALT):
    return FIGURE.format(drawing=drawing, alt=alt)


@pytest.fixture(scope="module")
def results(browser, published):
    """Name, result and size of every page of the root."""
    pages = list(list_pages(published))
    return {n: (judge_page(browser, p, n.language), p.stat().st_size) for n, p in pages}


def test_no_page_has_a_fault_in_any_view(results):
    assert {name.page for name in results} == {"catalogue", "area_indicators"}
    assert {name.edition for name in results} == {"internal", "public"}
    assert {name.language for name in results} == {"id", "en"}
    assert [
        (name, result.faults) for name, (result, _size) in results.items() if result.faults
    ] == []
    for result, _size in results.values():
        assert set(result.axe) == {view.name for view in VIEWS} and result.undecided == 0
        assert result.stops > 3


def test_text_and_marks_of_drawings_were_measured_in_both_schemes(results):
    pairs = {pair for result, _size in results.values() for pair in result.pairs}
    assert {"light: text ink on bg", "dark: text ink on bg", "light: mark ok on bg"} <= pairs


def test_the_document_has_a_row_for_every_page_and_counts_faults(results):
    text = make_document(results, "1.0", len(results))
    assert text.count("| area_indicators |") == 2 and text.count("| catalogue |") == 4
    assert "0 violations of axe, 0 other faults" in text and "## Faults" not in text
    assert "not judged" not in text
    assert "2 pages were not judged" in make_document(results, "1.0", len(results) + 2)
    name = next(iter(results))
    results[name][0].other.append("planted")
    assert "planted" in make_document(results, "1.0", len(results))
    results[name][0].other.remove("planted")


FAULTS = {
    "sideways": ('<div style="width: 2000px">wide</div>', "wider than the window"),
    "scrollAreas": (
        '<div style="overflow-x: auto; width: 90px"><p style="width: 300px">much</p></div>',
        "without focus or name",
    ),
    "clipped": (
        '<div style="overflow: hidden; width: 60px; white-space: nowrap">cut off at the end</div>',
        "cut off",
    ),
    "headings": ("<h3>Too deep</h3>", "h1 is followed by h3"),
    "languages": ("<p>Laporan yang terbit dan tabel untuk pembaca.</p>", "id text in a en part"),
    "classNames": ("<p>The class Sangat Baik was given.</p>", "without its language"),
    "figures": (draw("", alt=""), "no alt text"),
    "colourAlone": (
        '<table><tr><td><svg class="ic" width="9" height="9"><path d="M0 0h9v9z"/></svg></td></tr>'
        "</table>",
        "without a word",
    ),
    "smallTargets": ('<div><a href="#g" style="padding: 0">x</a></div>', "target of"),
    "drawnTexts": (
        draw('<text x="9" y="20">one text</text><text x="20" y="20">another</text>'),
        "texts on one another",
    ),
}
ARGUMENTS = {"languages": ("en",), "classNames": (["Sangat Baik"],)}


@pytest.fixture
def show(browser, tmp_path):
    """Open a small page with a body and a style of its own."""

    def opened(body, css=""):
        path = tmp_path / "page.html"
        path.write_text(PAGE.format(body=body, css=css), encoding="utf-8")
        return open_page(browser, path)

    return opened


@pytest.mark.parametrize("check", FAULTS)
def test_each_check_finds_its_fault_and_nothing_on_a_sound_page(show, check):
    body, words = FAULTS[check]
    sound = draw('<text x="9" y="20">one text</text>') + '<p lang="id">Sangat Baik</p>'
    for given, expected in ((body, True), (sound, False)):
        with show(given) as page:
            show_view(page, VIEWS[0])
            found = ask(page, check, *ARGUMENTS.get(check, ()))
            assert any(words in text for text in found) == expected and (expected or not found)


def test_contrast_of_a_drawing_is_that_of_what_lies_under_the_text(show):
    """By the formula of WCAG 2.2: #767676 has luminance 0.1812, #d0d0d0 0.6308, white 1.

    1.05 / 0.2312 = 4.54 and 0.6808 / 0.2312 = 2.94.
    """
    drawing = (
        '<path class="f-zone" d="M0 0h150v60h-150z"/><path class="f-k1" d="M290 0h9v9h-9z"/>'
        '<text class="f-muted" x="9" y="20">one</text>'
        '<text class="f-muted" x="200" y="20">two</text>'
    )
    css = ".f-zone {fill: #d0d0d0} .f-k1, .f-muted {fill: #767676} body {background: #fff}"
    with show(draw(drawing), css) as page:
        pairs = ask(page, "drawings")
    found = {pair: round(value, 2) for pair, (value, _place) in pairs.items()}
    assert found == {"text muted on bg": 4.54, "text muted on zone": 2.94, "mark k1 on bg": 4.54}


def test_a_contrast_stays_undecided_over_a_gradient_but_not_in_a_drawing(show):
    drawing = '<text class="f-muted" x="9" y="20">one</text>'
    body = draw(drawing) + '<p id="shaded">Over two colours.</p>'
    shaded = "#shaded {background: linear-gradient(90deg, #fff, #777)} "
    for css, expected in ((shaded, 1), ("", 0)):
        with show(body, css) as page:
            assert run_axe(page, contrast=True) == ([], expected)


@pytest.mark.parametrize(
    ("body", "css", "words"),
    [
        ('<a href="#g">next</a>', "a:focus {outline: none !important}", "no ring"),
        ('<a href="#g" tabindex="3">next</a><a href="#h">last</a>', "", "before its turn"),
        (
            '<a href="#g">next</a><div style="position:fixed;inset:0;background:#eee"></div>',
            "",
            "covered",
        ),
        ('<a href="#g" style="position:fixed;left:-900px">next</a>', "", "not in view"),
    ],
)
def test_the_walk_with_the_keyboard_finds_its_faults(browser, tmp_path, body, css, words):
    path = tmp_path / "page.html"
    path.write_text(PAGE.format(body=body, css=css), encoding="utf-8")
    result = judge_page(browser, path, "en", views=())
    assert any(words in text for text in result.other) and result.stops
