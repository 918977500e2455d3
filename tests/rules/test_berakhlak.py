import pytest

from kinerja_lib.errors import DataError
from kinerja_lib.rules.berakhlak import GUIDES, find_value
from kinerja_lib.tables.choices import BERAKHLAK


def test_seven_values_with_three_guides_each_and_none_twice():
    assert tuple(GUIDES) == BERAKHLAK
    guides = [guide for three in GUIDES.values() for guide in three]
    assert len(guides) == len(set(guides)) == 21
    assert {find_value(guide) for guide in GUIDES["Loyal"]} == {"Loyal"}


def test_spellings():
    assert find_value("berorientasi  pelayanan") == "Berorientasi Pelayanan"
    assert find_value("BERTINDAK PROAKTIF.") == "Adaptif"


def test_another_word_is_refused():
    with pytest.raises(DataError, match="Gotong royong"):
        find_value("Gotong royong")
