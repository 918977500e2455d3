import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_lib.publish import Finding
from kinerja_lib.reporting.prose_html import finding_html, markdown_html, split_notes
from tests.safe_page import Page

ALLOWED = {"p", "ul", "ol", "li", "b", "strong", "em", "code", "h3", "br", "a", "sup", "sub"}


def test_plain_markdown_becomes_plain_html():
    html = markdown_html("Teks **tebal** dan *miring*.\n\n- satu\n- dua\n\n### Anak judul")
    assert (
        str(html).split()
        == (
            "<p>Teks <strong>tebal</strong> dan <em>miring</em>.</p> "
            "<ul> <li>satu</li> <li>dua</li> </ul> <h3>Anak judul</h3>"
        ).split()
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![x](https://example.org/x.png)",
        "[x](javascript:alert(1))",
        "[x](https://example.org)",
        "[x](//example.org)",
        "[x](data:text/html,x)",
        "<a href='#a' onclick='x()'>x</a>",
        "<https://example.org>",
        '[x](#a "onclick=x")',
        "<style>p{}</style>",
        "# Judul besar",
        "```html\n<script>\n```",
        "| a | b |\n|---|---|",
        "&lt;script&gt;",
    ],
)
def test_nothing_but_plain_elements_and_inner_links(text):
    page = Page(markdown_html(text))
    assert set(page.tags) <= ALLOWED
    assert {name for _tag, name, _value in page.attributes} <= {"href"}
    assert all(value.startswith("#") for _tag, _name, value in page.attributes)


def test_a_link_inside_the_page_stays():
    assert 'href="#capaian"' in markdown_html("Lihat [capaian](#capaian).")


@given(st.text())
def test_no_text_gets_past(text):
    page = Page(markdown_html(text))
    assert set(page.tags) <= ALLOWED
    assert {name for _tag, name, _value in page.attributes} <= {"href"}


def test_block_quotes_are_side_notes():
    notes, rest = split_notes("> **Arti**\n> satu\n\nTeks.\n\n> Dua")
    assert notes == ["**Arti** satu", "Dua"]
    assert rest == "Teks."


@pytest.mark.parametrize(
    ("value", "html"),
    [
        ("Jambi", "<b>Jambi naik</b> tajam"),
        ("<script>", "<b>&lt;script&gt; naik</b> tajam"),
        ("** x **", "<b> x  naik</b> tajam"),
        ('" onclick="', "<b>&#34; onclick=&#34; naik</b> tajam"),
    ],
)
def test_a_sentence_is_escaped_and_its_opening_is_bold(value, html):
    finding = Finding("a", "x", {"x": "**{what} naik** tajam"}, {"what": value})
    assert str(finding_html(finding.to_json())) == html


def test_words_of_a_sentence_outside_the_bold_are_escaped_too():
    finding = Finding("a", "x", {"x": "**Naik** di {where}"}, {"where": "<img src=x onerror=1>"})
    assert str(finding_html(finding.to_json())) == "<b>Naik</b> di &lt;img src=x onerror=1&gt;"


def test_html_in_markdown_is_shown_and_not_obeyed():
    assert markdown_html("a <b>x</b> <sup>2</sup>") == (
        "<p>a &lt;b&gt;x&lt;/b&gt; &lt;sup&gt;2&lt;/sup&gt;</p>\n"
    )
