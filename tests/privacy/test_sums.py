"""What adds up among published counts is found in the numbers; nothing is declared."""

import pytest

from kinerja_lib.privacy.people import People
from kinerja_lib.privacy.sheets import Sheet, SheetColumn
from kinerja_lib.privacy.sums import find_sums
from kinerja_lib.privacy.vectors import list_vectors, read_counts, same_numbers
from tests.published_sheets import counts_sheet

CLASSES = {"n": [30, 41, 25, 60], "sb": [4, 10, 2, 20], "b": [20, 25, 20, 30], "k": [6, 6, 3, 10]}
UNITS = ["Dinas A", "Dinas B", "Kantor C", "Kantor D"]


def sums_of(*sheets, people=None):
    counts = read_counts(sheets)
    found = find_sums(sheets, counts, list_vectors(sheets, counts), people)
    return {(one.whole, frozenset(one.parts)) for one in found}


def pairs_of(*sheets):
    counts = read_counts(sheets)
    return set(same_numbers(sheets, counts, list_vectors(sheets, counts)))


def test_classes_that_add_up_to_n_in_every_row_are_a_sum():
    sheet = counts_sheet("hasil", UNITS, CLASSES)
    expected = {
        ((0, row, "n"), frozenset({(0, row, "sb"), (0, row, "b"), (0, row, "k")}))
        for row in range(4)
    }
    assert expected <= sums_of(sheet)


def test_flags_that_overlap_are_none():
    sheet = counts_sheet("pola", UNITS, {**CLASSES, "sb": [5, 10, 2, 20]})
    assert not any(whole[2] == "n" for whole, _parts in sums_of(sheet))


def test_a_class_without_number_in_a_row_counts_nobody_there():
    columns = {**CLASSES, "n": [24, 41, 25, 60], "k": [None, 6, 3, 10]}
    assert ((0, 0, "n"), frozenset({(0, 0, "sb"), (0, 0, "b")})) in sums_of(
        counts_sheet("hasil", UNITS, columns)
    )


@pytest.mark.parametrize(("parts", "sums"), [((199, 5), 1), ((199, 0), 0), ((190, 5), 0)])
def test_a_table_of_one_row_has_the_sum_that_its_labels_tell(parts, sums):
    columns = {"n": [204], "dinilai": [parts[0]], "tanpa": [parts[1]]}
    expected = ((0, 0, "n"), frozenset({(0, 0, "dinilai"), (0, 0, "tanpa")}))
    found = sums_of(counts_sheet("cakupan", ["aktif"], columns))
    assert found == ({expected} if sums else set())


def test_the_same_units_in_two_tables_are_the_same_numbers_under_other_names():
    one = counts_sheet("hasil", UNITS, CLASSES)
    other = counts_sheet("predikat", UNITS[::-1], {"Baik": CLASSES["b"][::-1], "n": [1, 2, 3, 4]})
    assert ((0, 0, "b"), (1, 3, "Baik")) in pairs_of(one, other)
    assert not any(a[2] == "n" for a, _b in pairs_of(one, other))


def test_a_row_and_the_lines_of_a_long_table_are_the_same_numbers():
    wide = counts_sheet("periode", ["2026-TW1", "2026-TW2"], {"sb": [12, 9], "b": [80, 91],
                                                             "k": [7, 3]})  # fmt: skip
    long = Sheet(
        "r", "gambar", ("kelas", "periode"),
        tuple((c, p) for c in ("Kurang", "Sangat Baik", "Baik") for p in ("2026-TW1", "2026-TW2")),
        {"jumlah": SheetColumn("count", (7, 3, 12, 9, 80, 91), (False,) * 6)}, 10,
    )  # fmt: skip
    assert ((0, 0, "k"), (1, 0, "jumlah")) in pairs_of(wide, long)


def test_kinds_of_units_are_sums_of_their_units():
    units = counts_sheet("unit", UNITS, {"n": [30, 41, 25, 60]})
    kinds = counts_sheet("jenis", ["Dinas", "Kantor"], {"n": [71, 85]})
    people = People({}, dict(zip(UNITS, ["Dinas", "Dinas", "Kantor", "Kantor"], strict=True)))
    found = sums_of(units, kinds, people=people)
    assert ((1, 0, "n"), frozenset({(0, 0, "n"), (0, 1, "n")})) in found


@pytest.mark.parametrize("place", [0, 4])
def test_a_row_that_holds_the_total_of_the_others_is_a_sum(place):
    names, values = [*"abcd"], [12, 30, 7, 41]
    names.insert(place, "semua")
    values.insert(place, 90)
    found = sums_of(counts_sheet("kelas", names, {"n": values}))
    parts = frozenset((0, row, "n") for row in range(5) if row != place)
    assert ((0, place, "n"), parts) in found


def test_a_total_in_another_table_is_found_by_its_number():
    units = counts_sheet("unit", UNITS, {"n": [130, 41, 25, 60]})
    other = counts_sheet("semua", ["laporan"], {"n": [256]})
    assert ((1, 0, "n"), frozenset((0, r, "n") for r in range(4))) in sums_of(units, other)


def test_a_row_of_totals_under_the_same_names_is_found_however_small():
    units = counts_sheet("unit", UNITS, CLASSES)
    other = counts_sheet("periode", ["2025", "2026"], {"n": [140, 156], "sb": [30, 36]})
    found = sums_of(units, other)
    assert ((1, 1, "sb"), frozenset((0, r, "sb") for r in range(4))) in found
    assert not any(whole[:2] == (1, 0) for whole, _parts in found)


def test_classes_that_add_up_to_the_same_n_in_every_row_are_a_sum():
    sheet = counts_sheet("tahap", ["1", "2", "3"], {"n": [90, 90, 90], "tepat": [60, 71, 84],
                                                   "lambat": [30, 19, 6]})  # fmt: skip
    parts = frozenset({(0, 1, "tepat"), (0, 1, "lambat")})
    assert ((0, 1, "n"), parts) in sums_of(sheet)


def test_classes_in_rows_that_all_state_one_n_make_it_up():
    moves = ["naik", "turun", "tetap", "belum"]
    sheet = counts_sheet("perjalanan", moves, {"pegawai": [1, 2, 263, 144], "n": [410] * 4})
    wrong = counts_sheet("perjalanan", moves, {"pegawai": [1, 2, 263, 143], "n": [410] * 4})
    parts = frozenset((0, row, "pegawai") for row in range(4))
    assert {((0, row, "n"), parts) for row in range(4)} == sums_of(sheet)
    assert sums_of(wrong) == set()


def test_classes_in_rows_make_up_the_n_of_each_group():
    rows = tuple((wave, c) for wave in ("1", "2") for c in ("setuju", "tidak"))

    def waves(numbers):
        columns = {"jawaban": SheetColumn("count", numbers, (False,) * 4),
                   "n": SheetColumn("n", (80, 80, 60, 60), (False,) * 4)}  # fmt: skip
        return Sheet("r", "gelombang", ("gelombang", "jawaban"), rows, columns, 10)

    first = frozenset({(0, 0, "jawaban"), (0, 1, "jawaban")})
    assert ((0, 0, "n"), first) in sums_of(waves((76, 4, 41, 19)))
    assert sums_of(waves((76, 4, 41, 18))) == set()


def test_another_version_of_a_table_says_no_more_than_the_table():
    kinds = {"penilai": [2, 2, 2, 19, 501], "n": [29, 29, 29, 29, 526]}
    names = ["longgar", "ketat", "halo", "tidak ditandai", "tidak dapat dihitung"]
    one = counts_sheet("pola", names, kinds)
    assert sums_of(one) == sums_of(one, counts_sheet("pola", names, kinds)) == set()


def test_sums_over_one_key_of_a_long_table_are_lines_of_another():
    rows = tuple((u, c) for u in ("A", "B") for c in ("x", "y", "z"))
    numbers = SheetColumn("count", (12, 5, 31, 20, 11, 2), (False,) * 6)
    long = Sheet("r", "unit", ("unit", "kompetensi"), rows, {"kurang": numbers}, 10)
    total = counts_sheet("kompetensi", ["x", "y", "z"], {"orang": [32, 16, 33]})
    wrong = counts_sheet("kompetensi", ["x", "y", "z"], {"orang": [32, 17, 33]})
    one = ((1, 1, "orang"), frozenset({(0, 1, "kurang"), (0, 4, "kurang")}))
    assert one in sums_of(long, total)
    assert one not in sums_of(long, wrong)


def test_a_share_of_whole_people_is_a_count():
    sheet = Sheet(
        "r", "butir", ("butir",), (("1",), ("2",), ("3",)),
        {"n": SheetColumn("n", (200, 200, 400), (False,) * 3),
         "persen": SheetColumn("share", (3.0, 10.5, 0.25), (False,) * 3)}, 10,
    )  # fmt: skip
    counts = read_counts([sheet])
    assert [counts.values[0, row, "persen"] for row in range(3)] == [6, 21, 1]
    assert counts.implied == {(0, row, "persen") for row in range(3)}


def test_a_share_that_is_not_of_people_is_none():
    sheet = Sheet(
        "r", "bobot", ("butir",), (("1",), ("2",)),
        {"n": SheetColumn("n", (200, 210), (False,) * 2),
         "persen": SheetColumn("share", (3.3, 10.7), (False,) * 2)}, 10,
    )  # fmt: skip
    assert not read_counts([sheet]).implied


def test_a_year_that_is_the_sum_of_others_by_chance_is_no_total():
    years = ["2023", "2024", "2025", "2026"]
    columns = {"n": [3, 15, 24, 11], "terima": [0, 7, 10, 3], "tolak": [3, 6, 14, 2]}
    found = sums_of(counts_sheet("keberatan", years, columns))
    assert not any(len(parts) == 3 for _whole, parts in found)
    total = {"n": [3, 15, 24, 42], "terima": [0, 7, 10, 17], "tolak": [3, 6, 14, 23]}
    found = sums_of(counts_sheet("keberatan", [*years[:3], "semua"], total))
    assert {whole for whole, parts in found if len(parts) == 3} == {(0, 3, n) for n in columns}


def test_a_table_with_people_in_one_row_only_is_no_sum_of_a_number_elsewhere():
    two = counts_sheet("tahunan", ["2024", "2025"], {"n": [0, 619]})
    other = counts_sheet("tahap", ["rencana", "nilai"], {"n": [619, 400]})
    assert sums_of(two, other) == set()


def test_a_wide_row_and_a_figure_of_the_same_name_and_n_share_their_classes():
    """Two numbers that are the same are no chance where the name and the n are the same too."""
    wide = counts_sheet("periode", ["Juli 2026"], {"n": [384], "sb": [106], "b": [250], "bp": [24]})
    rows = tuple((name, "Juli 2026") for name in ("Sangat Baik", "Baik", "Di bawah Baik"))
    for n in (384.0, 390.0):
        columns = {"jumlah": SheetColumn("count", (106.0, 250.0, 28.0), (False,) * 3),
                   "n": SheetColumn("n", (n,) * 3, (False,) * 3)}  # fmt: skip
        figure = Sheet("r", "gambar", ("kelompok", "nama"), rows, columns, 10)
        found = pairs_of(wide, figure)
        assert (((0, 0, "b"), (1, 1, "jumlah")) in found) is (n == 384)
        assert (((0, 0, "n"), (1, 2, "n")) in found) is (n == 384)


@pytest.mark.parametrize("filled", [1, 2])
def test_rows_without_any_class_do_not_hide_what_the_classes_of_the_others_add_up_to(filled):
    """By hand: 412 - 383 - 27 leaves the two who wait; the row of people on leave has n alone."""
    rest = 3 - filled
    columns = {"n": [412, 300, 200][:filled] + [3, 2][:rest],
               "dinilai": [383, 250, 160][:filled] + [None] * rest,
               "tunggu": [2, 20, 30][:filled] + [None] * rest,
               "tanpa": [27, 30, 10][:filled] + [None] * rest}  # fmt: skip
    found = sums_of(counts_sheet("cakupan", ["aktif", "cuti", "lain"], columns))
    parts = frozenset((0, 0, name) for name in ("dinilai", "tunggu", "tanpa"))
    assert ((0, 0, "n"), parts) in found
