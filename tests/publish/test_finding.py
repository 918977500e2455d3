import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_lib.i18n import use_language
from kinerja_lib.publish import MIME, Finding, Quantity
from kinerja_lib.publish.finding import fill_message, fill_text
from kinerja_lib.publish.quantity import join_words, value_text
from kinerja_lib.stats.outcomes import Change, Outcome

POINTS = "poin persentase"
UNTESTED = "Galat baku tidak tersedia, sehingga"


def said(change, **options):
    options = {"unit": "%", "decimals": 1} | options
    return Finding.of_change(change, id="k", what="kemiskinan", **options).sentence()


SENTENCES = [
    (
        Change(7.7, 9.2, low=0.5, high=2.5),
        f"Kemiskinan naik dari 7,7% menjadi 9,2%: bertambah 1,5 {POINTS} "
        f"(selang 95%: 0,5–2,5 {POINTS}). Didukung data.",
    ),
    (
        Change(9.2, 7.7, low=-2.5, high=-0.5),
        f"Kemiskinan turun dari 9,2% menjadi 7,7%: berkurang 1,5 {POINTS} "
        f"(selang 95%: −2,5 sampai −0,5 {POINTS}). Didukung data.",
    ),
    (
        Change(9.2, 9.0, low=-0.7, high=0.3),
        f"Kemiskinan tercatat 0,2 {POINTS} lebih rendah (selang 95%: −0,7 sampai 0,3 {POINTS}). "
        "Naik atau turunnya belum dapat disimpulkan. Belum cukup bukti.",
    ),
    (
        Change(9.2, 9.3, low=-0.1, high=0.3, margin=0.5),
        f"Kemiskinan tidak berubah secara berarti (selang 95%: −0,1 sampai 0,3 {POINTS}, "
        f"di dalam batas ±0,5 {POINTS}).",
    ),
    (
        Change(7.7, 9.2),
        f"Kemiskinan tercatat naik dari 7,7% menjadi 9,2%: bertambah 1,5 {POINTS}. "
        f"{UNTESTED} kenaikan ini belum diuji.",
    ),
    (
        Change(9.2, 7.7),
        f"Kemiskinan tercatat turun dari 9,2% menjadi 7,7%: berkurang 1,5 {POINTS}. "
        f"{UNTESTED} penurunan ini belum diuji.",
    ),
    (Change(9.2, 9.2), f"Kemiskinan tercatat sama pada 9,2%. {UNTESTED} kesamaan ini belum diuji."),
    (
        Change(9.2, 9.3, low=-0.2, high=0.4),
        f"Kemiskinan tercatat 0,1 {POINTS} lebih tinggi (selang 95%: −0,2 sampai 0,4 {POINTS}). "
        "Naik atau turunnya belum dapat disimpulkan. Belum cukup bukti.",
    ),
    # everyone counted: no interval is given
    (
        Change(7.7, 9.2, low=1.5, high=1.5),
        f"Kemiskinan naik dari 7,7% menjadi 9,2%: bertambah 1,5 {POINTS} (sensus).",
    ),
    (
        Change(9.2, 7.7, low=-1.5, high=-1.5),
        f"Kemiskinan turun dari 9,2% menjadi 7,7%: berkurang 1,5 {POINTS} (sensus).",
    ),
    (Change(9.2, 9.2, low=0, high=0), "Kemiskinan tetap pada 9,2% (sensus)."),
    (Change(None, 9.2), "Kemiskinan tidak dapat dihitung karena datanya tidak lengkap."),
]


@pytest.mark.parametrize(("change", "sentence"), SENTENCES)
def test_every_outcome_has_its_sentence(change, sentence):
    assert said(change) == sentence


def test_the_sentences_above_cover_every_outcome():
    assert {change.outcome for change, _sentence in SENTENCES} == set(Outcome)


def test_large_numbers_and_units_in_words():
    change = Change(1234.5, 12345.0, low=10000, high=12221)
    assert said(change, unit="kasus", decimals=0) == (
        "Kemiskinan naik dari 1.235 kasus menjadi 12.345 kasus: bertambah 11.111 kasus "
        "(selang 95%: 10.000–12.221 kasus). Didukung data."
    )


def test_the_cause_is_named_where_nothing_can_be_computed():
    assert said(Change(None, None), reason="tabel kosong") == (
        "Kemiskinan tidak dapat dihitung karena tabel kosong."
    )


def test_a_change_carries_n_test_and_only_the_values_it_says():
    change = Change(1, 2, low=0.5, high=1.5, n=31, test="bootstrap")
    data = Finding.of_change(change, id="k", what="nilai", place="answer").to_json()
    assert (data["n"], data["test"], data["place"]) == (31, "bootstrap", "answer")
    assert set(data["values"]) == {"what", "before", "after", "size", "interval"}
    interval = data["values"]["interval"]
    assert (interval["value"], interval["low"], interval["high"]) == (None, 0.5, 1.5)


def finding(message, **values):
    return Finding("a", "x", {"x": message}, values)


def test_a_sentence_starts_with_a_capital_and_never_with_a_figure():
    assert finding("{n} unit", n=Quantity(12)).sentence() == "Sebanyak 12 unit"
    assert finding("{n} unit", n=Quantity(3, words=True)).sentence() == "Tiga unit"
    assert finding("{n} unit", n=Quantity(12, words=True)).sentence() == "Sebanyak 12 unit"
    assert fill_message(finding("**{n} dari** x", n=Quantity(12)).to_json()) == (
        "**Sebanyak 12 dari** x"
    )


def test_lists_are_joined_as_in_prose():
    joined = [join_words(list("abcd")[:n]) for n in range(1, 5)]
    assert joined == ["a", "a dan b", "a, b, dan c", "a, b, c, dan d"]
    assert finding("Lihat {x}.", x=["A", "B"]).sentence() == "Lihat A dan B."


HOSTILE = ["{what}", "{{7*7}}", "**tebal**", "<script>alert(1)</script>", '"><img src=x>', "\u202e"]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("wrap", [str, lambda text: [text, "b"]])
def test_a_value_stays_inert(text, wrap):
    item = finding("**Wilayah** {what} tertinggal", what=wrap(text))
    inert = text.replace("**", "").replace("\u202e", "")
    end = " dan b" if wrap is not str else ""
    value = f" {inert}{end}" if inert or end else ""
    assert fill_message(item.to_json()) == f"**Wilayah**{value} tertinggal"
    bundle = item._repr_mimebundle_()
    assert bundle["text/html"].count("<b>") == 1
    assert "<script" not in bundle["text/html"] and "<img" not in bundle["text/html"]


@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), st.text(), min_size=3))
def test_values_are_put_in_once_and_never_read_again(values):
    expected = "|".join(value_text(values[name]) for name in "abc")
    assert fill_text("{a}|{b}|{c}", values) == expected


def test_a_field_without_a_value_is_an_error():
    with pytest.raises(KeyError, match="missing"):
        finding("{missing}").sentence()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"id": "K 1"}, "id 'K 1'"),
        ({"id": "../a"}, "id"),
        ({"id": ""}, "id ''"),
        ({"outcome": "lain"}, "no message for outcome 'lain'"),
        ({"place": "sidebar"}, "unknown place 'sidebar'"),
        ({"subject": "gaji"}, "unknown subject 'gaji'"),
    ],
)
def test_a_finding_that_cannot_be_published_is_refused(wrong, message):
    given_fields = {"id": "a", "outcome": "x", "messages": {"x": "y"}} | wrong
    with pytest.raises(ValueError, match=message):
        Finding(**given_fields)


def test_json_comes_back_as_the_same_sentence_in_both_languages():
    values = {
        "share": Quantity(np.float32(0.5), "%", np.int64(1)),
        "range": Quantity(math.nan, "orang", 0, low=np.int64(2), high=np.float64(4)),
        "count": Quantity(np.int64(3), words=True, low=math.nan, high=math.inf),
        "names": ("A", "B"),
        "year": "2021",
    }
    item = Finding("a", "x", {"x": "{share} {range} {count} {names} {year}"}, values, n=np.int64(7))
    text = json.dumps(item.to_json(), allow_nan=False)
    back = json.loads(text)
    assert fill_message(back) == "Sebanyak 0,5% 2–4 orang tiga A dan B 2021"
    with use_language("en"):
        assert "0.5%" in fill_message(back)
    assert json.dumps(back) == text and back["n"] == 7


def test_jupyterlab_gets_bold_words_and_plain_text():
    bundle = (
        finding("**{what} naik** tajam", what="nilai").to_json(),
        finding("**{what} naik** tajam", what="nilai")._repr_mimebundle_(),
    )
    assert bundle[1][MIME] == bundle[0]
    assert bundle[1]["text/html"] == "<p><b>Nilai naik</b> tajam</p>"
    assert bundle[1]["text/plain"] == "Nilai naik tajam"
