"""Which parts of a page are told to be Indonesian, and that nothing else of it moves."""

import pytest
from markupsafe import Markup

from kinerja_lib.i18n import use_language
from kinerja_lib.reporting.languages import mark_classes, office_text, quote_office, text_language

PAGE = (
    '<html><style>.Baik > b {}</style><title>Baik</title><h2 title="Baik">Class Sangat Baik</h2>'
    "<p>Baik, Baikal and Kurang; <b>Butuh Perbaikan</b></p><pre>Baik</pre>"
    '<svg><text>Baik</text></svg><td><span lang="id">Unit Baik</span></td></html>'
)


def test_class_names_in_text_get_their_language_and_nothing_else_changes():
    with use_language("en"):
        marked = mark_classes(PAGE)
    for name in ("Sangat Baik", "Butuh Perbaikan", "Kurang"):
        assert f'<span lang="id">{name}</span>' in marked
    assert marked.count('<span lang="id">') == 1 + 5
    assert "Baikal" in marked and "<pre>Baik</pre>" in marked and "<title>Baik</title>" in marked
    assert "<svg><text>Baik</text></svg>" in marked and 'title="Baik"' in marked
    assert ".Baik > b {}" in marked


def test_an_indonesian_page_keeps_every_byte():
    assert mark_classes(PAGE) == PAGE
    assert office_text("Sudah diperiksa.") == "Sudah diperiksa."


@pytest.mark.parametrize(
    ("text", "shown", "language"),
    [
        ("Dinas Kesehatan", "Dinas Kesehatan", "id"),  # a name from the data
        ("jenis kelamin", "sex", ""),  # translated
        ("2026-TW3", "2026-TW3", ""),  # a code
        ("PDF: {path}", "PDF: {path}", ""),  # a message that reads the same in English
        ("12", "12", ""),
    ],
)
def test_a_cell_that_no_message_translates_is_indonesian(text, shown, language):
    with use_language("en"):
        assert text_language(text, shown) == language
    assert text_language(text, shown) == ""


def test_what_an_office_wrote_is_escaped_and_stands_inside_the_sentence():
    with use_language("en"):
        told = quote_office("Withdrawn. Reason: angka <b> keliru", "angka <b> keliru")
        assert told == Markup('Withdrawn. Reason: <span lang="id">angka &lt;b&gt; keliru</span>')
        assert quote_office("a < b", "") == "a &lt; b"
    assert quote_office("Alasan: angka keliru", "angka keliru") == "Alasan: angka keliru"
