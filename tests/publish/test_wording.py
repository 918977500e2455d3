"""A cell made of several words follows the language part by part."""

import pytest

from kinerja_lib.i18n import FOREIGN, use_language
from kinerja_lib.publish.quantity import value_text
from kinerja_lib.publish.wording import form_text, items_text, read_form

FORM = "{kompetensi}: tingkat {tingkat} dari {syarat} yang dipersyaratkan ({sumber}, {tanggal}); "
FORM += "pelatihan ini menutup {naik} tingkat."
CELL = "Kerja sama: tingkat 1 dari 3 yang dipersyaratkan (asesmen, 2026-08-06); "
CELL += "pelatihan ini menutup 2 tingkat."


def test_a_filled_message_is_filled_again_in_the_other_language():
    assert "(asesmen, 6 Agu 2026)" in form_text(CELL, (FORM,))
    with use_language("en"):
        told = form_text(CELL, (FORM,), mark=True)
        lead = form_text(f"Wajib menurut kebijakan. {CELL}", ("Wajib menurut kebijakan.", FORM))
    assert "assessment, 6 Aug 2026" in told and "Kerja sama".join(FOREIGN) in told
    assert lead.endswith(told.replace(FOREIGN[0], "").replace(FOREIGN[1], ""))
    assert not lead.startswith("Wajib")


@pytest.mark.parametrize("cell", ["", "Kerja sama", CELL[:-1], CELL.replace(" (", " [")])
def test_what_fits_no_message_stays_as_it_is(cell):
    assert read_form(cell, FORM) is None
    with use_language("en"):
        assert form_text(cell, (FORM,)) == cell


@pytest.mark.parametrize(
    ("cell", "indonesian", "english"),
    [
        ("unsur: 0.25; standar baru: 0", "unsur: 0,25; standar baru: 0",
         "element: 0.25; new standard: 0"),
        ("0.95", "0,95", "0.95"),
        ("-1; Dinas A", "−1; Dinas A", "−1; Dinas A"),
    ],
)  # fmt: skip
def test_a_list_in_a_cell_follows_the_language(cell, indonesian, english):
    assert items_text(cell, "; ") == indonesian
    with use_language("en"):
        assert items_text(cell, "; ") == english


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        ("99.5", "99,5", "99.5"),
        (
            ["atasan 12.5%", "rekan 20%"],
            "atasan 12,5% dan rekan 20%",
            "superior 12.5% and peers 20%",
        ),
        ("atasan (semua)", "atasan (semua)", "superior (all)"),
        ("Dinas (semua)", "Dinas (semua)", "Dinas (semua)"),
        ("2026-TW3", "TW III 2026", "Q3 2026"),
    ],
)  # fmt: skip
def test_values_of_a_sentence_follow_the_language(value, indonesian, english):
    assert value_text(value) == indonesian
    with use_language("en"):
        assert value_text(value) == english
