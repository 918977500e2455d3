from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_lib.errors import RunError
from kinerja_lib.reporting.mathml import formula_mathml
from kinerja_lib.reporting.prose_html import markdown_html
from tests.hostile_texts import PAYLOADS
from tests.safe_page import Page

TAGS = set("math mrow mi mn mo mtext mfrac msqrt msub msup msubsup munder mover munderover".split())


def tags(formula):
    return [node.tag for node in ElementTree.fromstring(formula_mathml(formula)).iter()]


@pytest.mark.parametrize(
    ("formula", "inside"),
    [
        ("x", "<mi>x</mi>"),
        ("1,5x-2", "<mn>1,5</mn><mi>x</mi><mo>−</mo><mn>2</mn>"),
        (r"\frac{a}{b}", "<mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac>"),
        ("x_i^2", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"),
        ("x^2_i", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"),
        (r"\sum_i x", "<munder><mo>∑</mo><mi>i</mi></munder><mi>x</mi>"),
        (r"\bar x", '<mover accent="true"><mi>x</mi><mo>\u203e</mo></mover>'),
        (r"\text{baris < 5 & masuk}", "<mtext>baris &lt; 5 &amp; masuk</mtext>"),
        (r"a \le 5\%", "<mi>a</mi><mo>≤</mo><mn>5</mn><mo>%</mo>"),
        (r"\sqrt{\alpha}", "<msqrt><mrow><mi>α</mi></mrow></msqrt>"),
    ],
)
def test_a_formula_becomes_elements(formula, inside):
    assert formula_mathml(formula).partition(">")[2] == f"<mrow>{inside}</mrow></math>"


@pytest.mark.parametrize(
    ("formula", "reason"),
    [
        (r"\href{javascript:alert(1)}{x}", r"perintah \\href tidak dikenal"),
        (r"\input{/etc/passwd}", r"perintah \\input"),
        (r"\text{<script>", r"perintah \\text tidak dikenal"),
        ("{x", "tidak berpasangan"),
        ("x}", "tidak berpasangan"),
        ("x_1_2", "dua tanda _"),
        ("x^", "tidak ada"),
        (r"\frac12", "tidak ada"),  # one number, so braces are needed
        ("#", "tanda # tidak dikenal"),
        ("{" * 400, "20 tingkat"),
        ("x" * 501, "500 karakter"),
    ],
)
def test_what_is_no_formula_is_refused_with_its_reason(formula, reason):
    with pytest.raises(RunError, match=reason):
        formula_mathml(formula)


@given(st.text(max_size=80) | st.text(r"\{}_^&<>\"'x1 frac text", max_size=60))
def test_no_text_becomes_anything_but_a_formula(text):
    try:
        found = tags(text)
    except RunError:
        return
    assert set(found) <= TAGS


@pytest.mark.parametrize("payload", PAYLOADS.values())
def test_a_payload_in_a_formula_is_text_or_refused(payload):
    try:
        html = markdown_html(f"Rumus $\\text{{{payload}}}$ dan ${payload}$.")
    except RunError:
        return
    assert not {"script", "img", "svg", "b", "iframe", "link"} & set(Page(html).tags)


def test_formulas_stand_in_the_text_where_they_were():
    html = markdown_html("Bagian $\\frac{a}{n}$ dari `$5` dan\n\n$$x = 1$$\n\n- butir $y$")
    assert html.count("<math") == 3 and html.count('display="block"') == 1
    assert 'Bagian <math alttext="\\frac{a}{n}"><mrow><mfrac>' in html
    assert "<code>$5</code>" in html and "<li>butir <math" in html


def test_nothing_else_takes_the_place_of_a_formula():
    assert markdown_html("a \ue000i3c\ue001 b") == "<p>a i3c b</p>\n"
    assert "<math" not in markdown_html("Biaya \\$5 dan \\$6")
