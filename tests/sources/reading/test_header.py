"""Where the header is found, and what the columns are called."""

import pytest

from kinerja_lib.sources.reading.header import Sample, find_header

KNOWN = frozenset({"nip", "nama", "nilai", "predikat", "hasilnilai", "unit"})


def look(text: str, known: frozenset[str] = KNOWN, spans: dict | None = None):
    rows = [line.split(";") for line in text.strip("\n").split("\n")]
    width = max(map(len, rows))
    return find_header(
        Sample([row + [""] * (width - len(row)) for row in rows], known, spans or {})
    )


def test_a_title_block_of_forty_rows_is_skipped():
    header = look("\n".join(f"Judul {n}" for n in range(40)) + "\nNIP;Nama;Unit\n1;A;B\n")
    assert header.names == ("NIP", "Nama", "Unit")
    assert (header.data_start, len(header.titles)) == (41, 40)


def test_lines_of_a_title_block_with_two_cells_are_no_group_heads():
    header = look("Instansi;Kab. Mamuju;;;\nPeriode:;2026;;;\nNIP;Nama;Nilai;Lain;X\n1;A;2;3;4\n")
    assert header.names == ("NIP", "Nama", "Nilai", "Lain", "X") and header.header_rows == 1


def test_two_rows_with_columns_that_stand_alone():
    header = look("NIP;Nama;Hasil;;Perilaku;\n;;Nilai;Rating;Nilai;Rating\n1;A;90;x;80;y\n")
    expected = ("NIP", "Nama", "Hasil Nilai", "Hasil Rating", "Perilaku Nilai", "Perilaku Rating")
    assert header.names == expected and header.header_rows == 2 and header.data_start == 2


def test_a_known_sub_head_stands_alone():
    header = look("NIP;Penilaian Kinerja;\n;Nilai;Predikat\n1;90;Baik\n")
    assert header.names == ("NIP", "Nilai", "Predikat")


GENERAL = KNOWN | {"realisasi", "capaian", "tanggal", "mulai", "hadir", "u1", "u2", "targetbawah"}


@pytest.mark.parametrize(
    ("group", "subs", "names"),
    [
        ("Anggaran", "Pagu;Realisasi", ("Anggaran Pagu", "Anggaran Realisasi")),
        ("Kinerja", "Target;Capaian", ("Kinerja Target", "Capaian")),
        ("Lahir", "Tempat;Tanggal", ("Lahir Tempat", "Lahir Tanggal")),
        ("Surat Keputusan", "Nomor;Tanggal", ("Surat Keputusan Nomor", "Surat Keputusan Tanggal")),
        ("Jabatan Lama", "Mulai;Selesai", ("Jabatan Lama Mulai", "Jabatan Lama Selesai")),
        ("Hasil kerja", "Nilai;Predikat", ("Hasil kerja Nilai", "Hasil kerja Predikat")),
        ("Penilai", "NIP baru;Nama", ("Penilai NIP baru", "Penilai Nama")),
        ("Hari kerja", "Hadir;Lain", ("Hadir", "Hari kerja Lain")),
        ("siswa", "Capaian;Realisasi", ("Capaian", "Realisasi")),
        ("Nilai unsur", "U1;U2", ("U1", "U2")),
    ],
)
@pytest.mark.parametrize("spans", [{}, {(0, 2): 3}])
def test_a_sub_head_that_depends_on_its_group_keeps_the_group(group, subs, names, spans):
    header = look(f"NIP;Unit;{group};\n;;{subs}\n1;A;5;6\n", GENERAL, spans)
    assert header.names == ("NIP", "Unit", *names) and header.header_rows == 2


def test_group_and_sub_head_are_known_in_either_order():
    known = KNOWN | {"tanggallahir", "tanggal"}
    header = look("NIP;Nama;Lahir;\n;;Tempat;Tanggal\n1;A;B;2026-01-02\n", known)
    assert header.names == ("NIP", "Nama", "Lahir Tempat", "Tanggal Lahir")


def test_group_heads_count_although_the_sub_heads_alone_hold_more_known_names():
    known = GENERAL - {"nilai"}
    spans = {(0, 0): 1, (0, 2): 3}
    header = look("Pegawai;;Lahir;\nNIP;Nama;Tempat;Tanggal\n1;A;B;2026-01-02\n", known, spans)
    assert header.names == ("NIP", "Nama", "Lahir Tempat", "Lahir Tanggal")


def test_a_known_joined_name_wins_over_the_sub_head():
    assert look("NIP;Hasil;\n;Nilai;Rating\n1;90;Baik\n").names == (
        "NIP",
        "Hasil Nilai",
        "Hasil Rating",
    )


def test_merged_heads_end_where_the_merge_ends():
    header = look("A;Hasil;;\n;x;y;z\n1;2;3;4\n", spans={(0, 1): 2})
    assert header.names == ("A", "Hasil x", "Hasil y", "z")


@pytest.mark.parametrize(
    "numbers", ["1;2;3;4", "(1);(2);(3);(4)", "a;b;c;d", "1);2);3);4)", "1;2;3;4=2x3"]
)
def test_a_row_that_numbers_the_columns_belongs_to_the_header(numbers):
    header = look(f"NIP;Nama;Unit;Nilai\n{numbers}\n198;A;B;90\n")
    assert header.numbered and header.data_start == 2


def test_a_numbering_row_with_gaps_is_no_row_of_sub_heads():
    assert look("NIP;Nama;;Nilai\n(1);(2);(3);\n198;A;B;9\n").header_rows == 1


def test_data_that_count_are_data():
    header = look("No;U1;U2;U3\n1;2;3;4\n2;3;3;4\n", frozenset({"u1", "u2"}))
    assert not header.numbered and header.data_start == 1


@pytest.mark.parametrize("data", ["1;2;3;4", "1;2;3;4\n3;3;4;2", "1;2;3;4\n2;a;b;c"])
def test_answers_that_happen_to_count_are_data(data):
    assert look(f"NIP;U1;U2;U3\n{data}\n").data_start == 1


def test_data_with_known_words_are_not_taken_as_the_header():
    text = "Ref;Jenis;Isi;Jumlah;Ket\nA1;nilai;unit;3;x\nA2;foo;bar;4;y\n"
    assert look(text).names == ("Ref", "Jenis", "Isi", "Jumlah", "Ket")


def test_a_code_that_is_also_a_known_header_is_no_header():
    header = look("kd;nm\nU1;Dinas Kesehatan\nU2;Dinas Sosial\n", frozenset({"u1", "u2"}))
    assert header.names == ("kd", "nm") and header.data_start == 1


def test_a_row_that_explains_the_columns_belongs_to_the_header():
    text = "NIP;Nama;Nilai\nwajib, 18 angka;teks, wajib diisi;angka 0 sampai 100\n198;A;90\n"
    assert look(text).explained and look(text).data_start == 2


def test_texts_as_data_are_no_explanation():
    header = look("NIP;Nama;Unit\nsatu;Budi Santoso Wijaya;Dinas Komunikasi dan Informatika\n")
    assert not header.explained and header.data_start == 1


def test_foreign_headers_are_found_by_shape():
    header = look("LAPORAN\n;Dicetak;\nRef;Label;Total\nA1;foo;12\nA2;bar;13\n", frozenset())
    assert header.names == ("Ref", "Label", "Total") and header.data_start == 3


def test_years_may_be_headers():
    assert look("Provinsi;2021;2022\nJambi;1,5;2,5\n", frozenset()).names[1:] == ("2021", "2022")


@pytest.mark.parametrize("text", ["1;2\n3;4", "A;12;2026-01-02\nx;y;z\nA;1;2", "Petunjuk\nisi"])
def test_no_header(text):
    assert look(text, frozenset()) is None


def test_headers_are_put_on_one_line():
    rows = [["NIP\nBaru", "'Nama\u200b", "Unit"], ["1", "2", "3"]]
    assert find_header(Sample(rows, KNOWN)).names == ("NIP Baru", "Nama", "Unit")
