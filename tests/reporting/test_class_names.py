"""Official classes stay Indonesian on a page in another language, and say so."""

import pytest

from kinerja_lib.i18n import use_language
from kinerja_lib.reporting.class_names import mark_classes
from kinerja_lib.reporting.foreign_words import cell_language


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("<p>rated Sangat Baik, now</p>", 'rated <span lang="id">Sangat Baik</span>, now'),
        ("<td>Butuh Perbaikan + Kurang</td>", '+ <span lang="id">Kurang</span>'),
        ("<p>Kurangnya Baikan</p>", "Kurangnya Baikan"),
        ("<title>Sangat Baik</title>", "<title>Sangat Baik</title>"),
        ("<svg><text>Baik</text></svg>", "<text>Baik</text>"),
        ('<p title="Baik">x</p>', '<p title="Baik">x</p>'),
        ("<pre>Baik</pre><p>Baik</p>", '<pre>Baik</pre><p><span lang="id">Baik</span></p>'),
    ],
)
def test_classes_in_text_name_their_language(html, marked):
    with use_language("en"):
        assert marked in mark_classes(html)
    assert mark_classes(html) == html


def test_names_of_the_data_in_codes_name_their_language():
    names = "Dasar Komunikasi Publik; Madya Komunikasi Publik"
    with use_language("en"):
        assert cell_language(names, {"role": "code"}) == (names, "translate=no lang=id")
        assert cell_language("KOM-01", {"role": "code"}) == ("KOM-01", "translate=no")
    assert cell_language(names, {"role": "code"}) == (names, "translate=no")
