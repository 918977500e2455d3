"""Instruments joined to one codebook: range, items that meet twice."""

import pytest

from kinerja_lib.config.instrument import Instrument, Item, Subscale, join_instruments
from kinerja_lib.errors import ParameterError

LABELS = ("tidak setuju", "", "netral", "", "setuju")


def make(code, items, labels=LABELS, subscale=""):
    parts = (Subscale(subscale or f"s_{code}", "S", tuple(map(Item, items)), True, "kesiapan"),)
    return Instrument(code, "N", "s", "l", "e", 1, 5, labels, True, (), parts)


def test_a_codebook_keeps_the_order_and_knows_range_subscale_and_instrument():
    one, two = make("a", ["butir_2", "butir_1"]), make("b", ["butir_3"])
    book = join_instruments([one, two])
    assert [item.code for item in book.items] == ["butir_2", "butir_1", "butir_3"]
    assert book.subscale_of["butir_3"] == "s_b" and book.instrument_of["s_b"] is two
    assert book.ranges["butir_1"] == (1, 5)
    assert [s.code for s in book.themes("kesiapan")] == ["s_a", "s_b"] and not book.themes("lain")


def test_another_range_keeps_the_words_of_its_ends():
    book = join_instruments([make("a", ["butir_1"])], [1, 7])
    assert book.ranges["butir_1"] == (1, 7)
    assert book.instruments[0].labels == ("tidak setuju", "setuju")
    assert join_instruments([make("a", ["butir_1"])], [0, 4]).instruments[0].labels == LABELS


@pytest.mark.parametrize("given", [[5], [5, 1], [1, 11], [-1, 4], [1, 5, 6], [3, 3]])
def test_a_range_that_is_none_is_refused(given):
    with pytest.raises(ParameterError, match="bukan dua bilangan dari 0 sampai 10"):
        join_instruments([make("a", ["butir_1"])], given)


def test_what_two_instruments_share_is_named():
    with pytest.raises(ParameterError, match=r"Butir butir_1, butir_2 ada pada dua instrumen"):
        join_instruments([make("a", ["butir_1", "butir_2"]), make("b", ["butir_2", "butir_1"])])
    with pytest.raises(ParameterError, match="Subskala s ada pada dua instrumen"):
        join_instruments(
            [make("a", ["butir_1"], subscale="s"), make("b", ["butir_2"], subscale="s")]
        )


def test_no_instrument_is_refused():
    with pytest.raises(ParameterError, match="Belum ada instrumen survei"):
        join_instruments([])
