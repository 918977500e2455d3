"""Service elements by name, with U8 and U9 swapped or not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_lib.errors import DataError
from kinerja_lib.rules.unsur import find_renumbered, match_all_unsur, match_unsur
from kinerja_lib.tables.contracts.service import UNSUR

COMPLAINTS, FACILITIES = UNSUR[7], UNSUR[8]


@pytest.mark.parametrize("name", UNSUR)
def test_the_official_names_are_known_with_any_number(name):
    assert match_unsur(name) == match_unsur(f"U3 {name.upper()}") == name


@pytest.mark.parametrize(
    ("label", "place"),
    [
        *(("U1 Persyaratan", 1), ("U2 Prosedur", 2), ("U3 Waktu", 3), ("U4 Biaya/Tarif", 4)),
        *(("U5 Produk", 5), ("U6 Kompetensi", 6), ("U7 Perilaku", 7)),
        *(("U8 Penanganan Pengaduan", 8), ("U9 Penanganan Pengaduan", 8)),
        *(("U9 Sarana Prasarana", 9), ("U8 Sarana Prasarana", 9), ("sarana_prasarana", 9)),
        *(("Saran dan masukan", 8), ("Sarana", 9), ("Kecepatan waktu pelayanan", 3)),
        *(("U8", 8), ("u9", 9), ("Unsur 8", 8), ("9", 9), ("U-1", 1)),
    ],
)
def test_labels_met_in_surveys(label, place):
    assert match_unsur(label) == UNSUR[place - 1]


def test_swapped_numbers_are_read_by_name_and_shown():
    labels = ["U7 Perilaku", "U8 Sarana Prasarana", "U9 Pengaduan"]
    assert match_all_unsur(labels) == {
        "U7 Perilaku": UNSUR[6],
        "U8 Sarana Prasarana": FACILITIES,
        "U9 Pengaduan": COMPLAINTS,
    }
    assert find_renumbered(labels) == ("U8 Sarana Prasarana", "U9 Pengaduan")
    assert find_renumbered(["U8", "U9 Sarana", "Pengaduan"]) == ()


@pytest.mark.parametrize(
    "label", ["U0", "U10", "Maklumat", "", "U8 Sarana pengaduan", "Waktu dan biaya"]
)
def test_a_label_of_no_element_or_of_two_is_refused(label):
    with pytest.raises(DataError, match="tidak dikenali"):
        match_unsur(label)


def test_two_labels_for_one_element_are_refused():
    with pytest.raises(DataError, match="unsur yang sama"):
        match_all_unsur(["U8 Sarana", "U9"])


@given(st.permutations(range(1, 10)))
def test_printed_numbers_never_beat_names(numbers):
    labels = [f"U{number} {name}" for number, name in zip(numbers, UNSUR, strict=True)]
    assert list(match_all_unsur(labels).values()) == list(UNSUR)
    moved = [n for place, n in enumerate(numbers, start=1) if n != place]
    assert len(find_renumbered(labels)) == len(moved)
