"""Formulas in a browser without script and network: drawn, found by their role, and on paper."""

import pytest

from kinerja_lib.reporting.prose_html import markdown_html
from tests.safe_page import CSP

pytestmark = pytest.mark.slow


def test_a_formula_is_drawn_read_out_and_printed(open_offline, run_axe, tmp_path):
    body = markdown_html("Bagian $\\frac{a}{n}$ dan\n\n$$\\sum_i x_i^2 = \\sqrt{\\alpha}$$")
    head = f'<meta http-equiv="Content-Security-Policy" content="{CSP}"><title>Rumus</title>'
    path = tmp_path / "rumus.html"
    html = f'<!doctype html><html lang="id">{head}<main><h1>Rumus</h1>{body}</main></html>'
    path.write_text(html, encoding="utf-8")
    page = open_offline(path)
    above, below = (page.locator("mfrac > *").nth(n).bounding_box() for n in (0, 1))
    assert 0 < above["y"] + above["height"] / 2 < below["y"] + below["height"] / 2
    assert page.get_by_role("math").count() == 2
    line = page.locator("math[display=block]").bounding_box()
    assert line["width"] > 50 and line["height"] > 15
    page.emulate_media(media="print")
    assert page.locator("mfrac").is_visible() and run_axe(page) == []
    assert page.noted == []
