"""Proposals for unknown headers: words, content, masking, and labels with two directions."""

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinerja_lib.config.mappings import read_mapping
from kinerja_lib.errors import ParameterError
from kinerja_lib.sources.assign import assign_sheets
from kinerja_lib.sources.header_words import likeness, plain_words
from kinerja_lib.sources.proposal_file import write_proposal
from kinerja_lib.sources.propose import propose_mapping, propose_source
from kinerja_lib.sources.reading.sheet import RawSheet
from kinerja_lib.tables.names import squash
from kinerja_lib.tables.registry import CONTRACTS

NIP = "198503302010011001"
OTHER = "197912312005012002"


def _propose(headers, *rows, file="unduhan.csv", table=""):
    connection = duckdb.connect()
    columns = ", ".join(f"c{i} VARCHAR" for i in range(1, len(headers) + 1))
    connection.execute(
        f"CREATE TABLE raw (_row BIGINT, _surplus VARCHAR, _formula VARCHAR, {columns})"
    )
    for number, row in enumerate(rows, start=2):
        marks = ", ".join(["?"] * len(row))
        connection.execute(f"INSERT INTO raw VALUES (?, NULL, NULL, {marks})", [number, *row])
    sheet = RawSheet(file, "", "raw", tuple(headers), False, len(rows))
    return connection, propose_mapping(connection, sheet, table)


def _found(proposal):
    return {c.header: (c.column, c.confidence) for c in proposal.columns}


STAFF = [
    "No",
    "NIP BARU KARYAWAN",
    "Nama Lengkap",
    "OPD",
    "Pangkat/Gol. Ruang",
    "JK",
    "TglLahir",
    "X",
]
STAFF_ROWS = [
    ["1", f"'{NIP}", "Budi Rekaan", "U-01", "III/c", "L", "30-03-1985", "a"],
    ["2", OTHER, "Siti Rekaan", "U-02", "IV/a", "P", "31-12-1979", "b"],
]


def test_words_of_hr_lead_to_the_columns():
    _connection, proposal = _propose(STAFF, *STAFF_ROWS)
    assert proposal.table == "pegawai"
    assert _found(proposal) == {
        "No": ("", "tidak tahu"),
        "NIP BARU KARYAWAN": ("nip", "mirip"),
        "Nama Lengkap": ("nama", "mirip"),
        "OPD": ("unit_id", "mirip"),
        "Pangkat/Gol. Ruang": ("golongan", "mirip"),
        "JK": ("jenis_kelamin", "mirip"),
        "TglLahir": ("tanggal_lahir", "mirip"),
        "X": ("", "tidak tahu"),
    }


def test_the_first_row_is_shown_without_telling_who_it_is():
    _connection, proposal = _propose(STAFF, *STAFF_ROWS)
    shown = "\n".join(proposal.listing)
    assert "999999999999999999" in shown and "Aaaa Aaaaaa" in shown
    assert "III/c" in shown and "contoh: L" in shown
    for secret in (NIP, "198503", "Budi", "Rekaan", "30-03-1985"):
        assert secret not in shown and secret not in proposal.yaml


def test_examples_are_cut_and_cleaned():
    _connection, proposal = _propose(
        ["unit_id", "nama", "Ket"], ["U-1", "Dinas", "x" * 60 + "\u202e\n"], table="unit"
    )
    assert proposal.columns[2].example == "a" * 39 + "…"
    _connection, proposal = _propose(["a", "Nama Orang"], [f"no {NIP} ya", "Budi"], table="tpp")
    assert [c.example for c in proposal.columns] == ["aa 999999999999999999 aa", "Aaaa"]


def test_content_decides_where_words_do_not():
    headers = ["kolom satu", "kolom dua", "kolom tiga", "periode"]
    rows = [[NIP, "Baik", "x", "2026-TW1"], [OTHER, "Cukup", "y", "2026-TW1"]]
    _connection, proposal = _propose(headers, *rows, table="hasil_penilaian")
    assert _found(proposal)["kolom satu"] == ("nip", "dari isi")
    assert _found(proposal)["kolom dua"] == ("predikat", "dari isi")
    assert _found(proposal)["kolom tiga"] == ("", "tidak tahu")
    assert _found(proposal)["periode"] == ("periode", "sama persis")


def test_nine_columns_of_points_become_the_elements_in_order():
    headers = ["No Resp", "Kode OPD", *(f"Pertanyaan {letter}" for letter in "abcdefghi")]
    rows = [["1", "U-1", *"123412341"], ["2", "U-1", *"444433332"]]
    _connection, proposal = _propose(headers, *rows, table="skm")
    assert [c.column for c in proposal.columns][2:] == [f"u{n}" for n in range(1, 10)]
    assert {c.confidence for c in proposal.columns[2:]} == {"dari isi"}


def test_a_header_that_its_content_contradicts_is_not_proposed():
    rows = [["Budi", "2026-09"], ["Siti", "2026-09"]]
    _connection, proposal = _propose(["nip karyawan", "periode"], *rows, table="tpp")
    assert _found(proposal)["nip karyawan"] == ("", "tidak tahu")


RATERS = ["NIP RATEE", "NIP RATER", "ASSESSMENT TYPE", "ASPEK", "SKOR", "PERIODE"]


@pytest.mark.parametrize("label", ["SUPERIOR", "Subordinate", "supervisor", "pimpinan", "PEER"])
def test_labels_that_can_be_read_two_ways_are_never_mapped_silently(label):
    row = [NIP, OTHER, label, "Akuntabel", "80", "2026"]
    _connection, proposal = _propose(RATERS, row, file="penilaian_360.csv")
    column = next(c for c in proposal.columns if c.column == "hubungan")
    assert column.sentence == (
        'baris pertama: orang pada kolom "NIP RATER" menilai orang pada kolom "NIP RATEE" '
        f"sebagai '{label}'"
    )
    assert "pastikan apakah penilai itu atasan, bawahan" in column.warning
    assert f'#    "{label}": ...' in proposal.yaml
    assert '\n  #hubungan: "ASSESSMENT TYPE"' in proposal.yaml
    assert "\n  hubungan:" not in proposal.yaml
    assert any("pastikan" in line for line in proposal.listing)


def test_clear_labels_of_relation_are_proposed():
    rows = [[NIP, OTHER, "Rekan Kerja", "Akuntabel", "80", "2026"]]
    _connection, proposal = _propose(RATERS, *rows, file="penilaian.csv")
    assert '\n  hubungan: "ASSESSMENT TYPE"' in proposal.yaml
    assert any("sebagai 'Rekan Kerja'" in line for line in proposal.listing)


@pytest.mark.parametrize(("label", "clear"), [("maksimum", True), ("Positif", False)])
def test_the_direction_of_an_indicator_is_said_in_words(label, clear):
    headers = ["Kode IKU", "Nama Indikator", "Satuan", "Polaritas"]
    _connection, proposal = _propose(headers, ["I-1", "IPM", "poin", label])
    assert ('\n  arah: "Polaritas"' in proposal.yaml) is clear
    assert any(f"indikator ini adalah '{label}'" in line for line in proposal.listing)


def test_a_proposal_can_be_saved_and_used_as_it_is(tmp_path):
    headers = [*STAFF, "a: 'b' # \"c\"", "OPD"]
    connection, proposal = _propose(headers, *([*row, "q", "U-9"] for row in STAFF_ROWS))
    path = tmp_path / "mappings" / "usulan.yaml"
    saved = write_proposal(proposal.yaml, path)
    assert saved.name == "usulan.yaml.usulan"
    mapping = read_mapping(saved, CONTRACTS, squash)
    assert mapping.columns["unit_id"] == ("OPD",) and mapping.table == "pegawai"
    assignments, _problems = assign_sheets(connection, [proposal.sheet], {"usulan": mapping})
    assert assignments[0].mapping == "usulan.yaml" and assignments[0].columns["nip"] == "c2"
    with pytest.raises(ParameterError, match="tidak ditimpa"):
        write_proposal(proposal.yaml, path)
    with pytest.raises(ParameterError, match="tidak dapat ditulis"):
        write_proposal(proposal.yaml, saved / "di_bawah_berkas.yaml")
    saved.rename(path)
    with pytest.raises(ParameterError, match="tidak ditimpa"):
        write_proposal(proposal.yaml, path)


def test_headers_from_hostile_files_cannot_leave_their_place_in_the_yaml(tmp_path):
    headers = ["nip\n  unit_id: [x]\n", "periode: &a !!python/name:os", '"}\u2028evil: 1']
    _connection, proposal = _propose(headers, [NIP, "2026", "x"], table="tpp")
    path = write_proposal(proposal.yaml, tmp_path / "a.yaml")
    if "nip" in {c.column for c in proposal.columns}:
        assert set(read_mapping(path, CONTRACTS, squash).columns) <= {"nip", "periode"}
    assert "\nevil" not in proposal.yaml and "\n  unit_id" not in proposal.yaml


def test_nothing_is_proposed_for_a_sheet_that_is_like_nothing():
    _connection, proposal = _propose(["qqq", "zzz"], ["1", "2"])
    assert (proposal.table, proposal.yaml) == ("", "")
    # no word that headers have: it may be the first record, so only its shape is shown
    assert "belum dapat dikenali" in proposal.listing[0] and '"aaa", "aaa"' in proposal.listing[0]
    with pytest.raises(ParameterError, match="tidak dikenal"):
        _propose(["qqq"], ["1"], table="pegawe")


def _shown(headers, *rows, **options):
    return {c.header: c.example for c in _propose(headers, *rows, **options)[1].columns}


def test_values_of_unknown_or_personal_columns_are_shown_by_their_shape_alone():
    headers = ["NIP", "Nama Pegawai", "Unit Kerja", "Golongan", "JK", "TMT Pegawai", "Pelapor"]
    row = [NIP, "Siti Rahmawati", "U-01", "III/a", "P", "01-03-2010", "Siti Rahmawati 081234567810"]
    assert list(_shown(headers, row).values()) == [
        "9" * 18,
        "Aaaa Aaaaaaaaa",
        "U-01",
        "III/a",
        "P",
        "01-03-2010",
        "Aaaa Aaaaaaaaa 999999999999",
    ]


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("unit_id", "Siti Rahmawati"),
        ("unit_id", "081234567810"),
        ("golongan", "Siti Rahmawati"),
        ("sejak", "Siti Rahmawati"),
        ("Tgl Lahir", "30-03-1985"),
        ("tanggal_lahir", "30-03-1985"),
        ("No HP", "081234567810"),
        ("pendidikan", "Ñandú ①😀"),
    ],
)
def test_a_column_guessed_wrongly_shows_no_value(header, value):
    shown = _shown([header], [value], table="pegawai")[header]
    assert shown and not set(shown) - set("Aa9?- ")


def test_labels_that_could_be_names_are_shown_by_their_shape():
    row = [NIP, OTHER, "Siti Rahmawati", "Akuntabel", "80", "2026"]
    _connection, proposal = _propose(RATERS, row, file="penilaian.csv")
    assert "Siti" not in "".join([proposal.yaml, *proposal.listing])


TRAINING = ["No", "NIP/NRP", "Nama Pegawai", "{}", "JP", "Tgl Mulai", "Pre-Test", "Post-Test"]


def _training(header, value):
    people = enumerate((NIP, OTHER), start=1)
    rows = [[str(n), nip, "Budi", value, "20", "01-02-2026", "60", "8"] for n, nip in people]
    return _propose([name.format(header) for name in TRAINING], *rows)[1]


def test_a_list_of_people_is_a_table_of_people_or_none():
    proposal = _training("Kode Diklat", "D-1")
    assert proposal.table == "peserta_pelatihan"
    assert [c.column for c in proposal.columns] == [
        *("", "nip", "", "pelatihan_id", "jp", "", "nilai_sebelum", "nilai_sesudah")
    ]
    proposal = _training("Nama Diklat", "Pelayanan Prima")
    assert (proposal.table, proposal.yaml) == ("", "")
    assert "paling dekat: peserta_pelatihan (belum ada: pelatihan_id)" in proposal.listing[0]


def test_a_list_in_which_people_come_back_is_no_list_of_staff():
    headers = ["NIP", "Nama", "Unit Kerja", "Jenis Cuti", "Tgl Mulai", "Tgl Selesai"]
    rows = [[NIP, "Budi", "U-1", "Tahunan", f"0{n}-02-2026", f"1{n}-02-2026"] for n in (1, 2, 3)]
    _connection, proposal = _propose(headers, *rows)
    assert proposal.table == "" and "nip berulang" in proposal.listing[0]


@pytest.mark.parametrize(
    ("step", "chosen"), [("III/a", "Gol. Ruang"), ("9", "Pangkat Terakhir"), ("", "Gol. Ruang")]
)
def test_of_two_like_headers_the_one_whose_values_are_in_the_list_wins(step, chosen):
    headers = ["NIP", "Unit Kerja", "Pangkat Terakhir", "Gol. Ruang"]
    rank = "Penata Muda" if step else ""
    _connection, proposal = _propose(headers, [NIP, "U-1", rank or None, step or None])
    assert [c.header for c in proposal.columns if c.column == "golongan"] == [chosen]


@pytest.mark.parametrize("letter", ["P", "Q", "Pertanyaan "])
def test_nine_numbered_columns_of_points_are_a_survey_to_be_checked(letter, tmp_path):
    order = (9, 1, 2, 3, 4, 5, 6, 7, 8)
    headers = ["No", "Umur", "Loket", *(f"{letter}{n}" for n in order)]
    rows = [["1", "34", "3", *"123412341"], ["2", "45", "2", *"444433332"]]
    _connection, proposal = _propose(headers, *rows)
    assert proposal.table == "skm"
    assert [c.column for c in proposal.columns] == ["", "usia", "loket", *(f"u{n}" for n in order)]
    assert any("keduanya tertukar" in line for line in proposal.listing)
    assert "keduanya tertukar" in proposal.yaml
    mapping = read_mapping(write_proposal(proposal.yaml, tmp_path / "a.yaml"), CONTRACTS, squash)
    assert mapping.number == ("resp_id",)


@pytest.mark.parametrize(
    ("header", "table", "column"),
    [
        ("Umur", "skm", "usia"),
        ("Tgl Terima", "pengaduan", "masuk"),
        ("Tgl Terima", "layanan_log", "mulai"),
        ("Tgl Terima", "tahap", "tanggal"),
        ("NIP/NRP", "tpp", "nip"),
        ("Pre-Test", "peserta_pelatihan", "nilai_sebelum"),
        ("Nilai Post Test", "peserta_pelatihan", "nilai_sesudah"),
        ("Nama Diklat", "pelatihan", "nama"),
        ("Judul Pelatihan", "pelatihan", "nama"),
        ("Nama Pegawai", "pegawai", "nama"),
        ("Nama Pegawai", "unit", ""),
        ("Nama Diklat", "pegawai", ""),
        ("Tgl Lahir", "hari_libur", ""),
    ],
)
def test_one_header_means_what_its_table_makes_of_it(header, table, column):
    _connection, proposal = _propose([header], table=table)
    assert [c.column for c in proposal.columns] == [column]


def test_a_period_may_stand_in_the_name_of_the_file():
    headers = ["NIP", "Hadir", "Terlambat", "Alpa"]
    _connection, proposal = _propose(headers, [NIP, "20", "1", "0"], file="tpp 2026-03.csv")
    assert proposal.table == "tpp" and "from_name: [periode]" in proposal.yaml


def test_a_comment_becomes_a_line_when_its_mark_is_taken_away(tmp_path):
    headers = [*RATERS, "Lain"]
    row = [NIP, OTHER, "SUPERIOR", "Akuntabel", "80", "2026", "x"]
    _connection, proposal = _propose(headers, row, file="penilaian.csv")
    text = proposal.yaml.replace("...", "bawahan")
    for mark in ("#hubungan", "#values", "#  hubungan", "#    ", "#ignore"):
        assert mark in text
        text = text.replace(mark, mark[1:])
    (tmp_path / "a.yaml").write_text(text)
    mapping = read_mapping(tmp_path / "a.yaml", CONTRACTS, squash)
    assert mapping.values == {"hubungan": {"SUPERIOR": "bawahan"}}
    assert mapping.ignore == ("Lain",) and mapping.columns["hubungan"] == ("ASSESSMENT TYPE",)


@pytest.mark.parametrize("table", ["", "pegawai"])
def test_the_first_person_above_a_list_without_headers_is_not_shown(table):
    row = [OTHER, "Siti Rahmawati", "U-2"]
    _connection, proposal = _propose([NIP, "Budi Rekaan", "U-1"], row, table=table)
    shown = "\n".join([proposal.yaml, *proposal.listing])
    assert "Aaaa Aaaaaa" in shown and "Budi" not in shown and NIP not in shown


def test_an_empty_sheet_is_proposed_by_its_headers_alone():
    _connection, proposal = _propose(["NIP", "Nama Karyawan", "Satuan Kerja", "Golongan"])
    assert proposal.table == "pegawai"
    assert proposal.columns[0].example == ""


def test_words_are_cut_and_replaced():
    assert plain_words("TglLahir") == ("tanggal", "lahir")
    assert plain_words("Kode Satuan Kerja") == ("id", "unit")
    assert likeness("N.I.P", "nip") == 1 and likeness("Nomor Induk Pegawai", "nip") == 0.99
    assert likeness("Agama", "golongan") == 0


def _project(tmp_path, monkeypatch):
    for name in ("notebooks", "params/mappings", "data"):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.setenv("KINERJA_PROJECT", str(tmp_path))
    (tmp_path / "data" / "unit.csv").write_text("unit_id,nama\nU-1,Dinas A\n")
    row = ",".join([NIP, OTHER, "SUPERIOR", "Akuntabel", "80", "2026"])
    (tmp_path / "data" / "ekspor.csv").write_text(",".join(RATERS) + f"\n{row}\n")
    return tmp_path


def test_a_source_is_proposed_sheet_by_sheet(tmp_path, monkeypatch):
    project = _project(tmp_path, monkeypatch)
    lines = list(propose_source("data"))
    assert lines[0].startswith("ekspor.csv: kemungkinan tabel penilaian")
    assert "table: penilaian" in lines
    assert lines[-1] == "unit.csv: dikenal sebagai tabel unit; tidak perlu pemetaan baru."
    assert "sudah dikenal" in list(propose_source("data/unit.csv"))[-1]
    saved = project / "params" / "mappings"
    told = list(propose_source("data/ekspor.csv", saved))
    assert "ekspor.yaml.usulan" in told[-1] and "ubah namanya menjadi ekspor.yaml." in told[-1]
    mapping = read_mapping(saved / "ekspor.yaml.usulan", CONTRACTS, squash)
    assert mapping.columns["dinilai"] == ("NIP RATEE",) and "hubungan" not in mapping.columns
    assert next(iter(propose_source("data/ekspor.csv"))) == told[0]  # not in use yet
    (project / "params" / "mappings" / "ekspor.yaml.usulan").rename(saved / "lama.yaml")
    again = list(propose_source("data/ekspor.csv"))
    assert again[0].startswith("ekspor.csv: kemungkinan tabel penilaian")  # hubungan is missing
    assert not any(NIP in line or OTHER in line for line in [*lines, *again])


def test_a_folder_without_tables_is_said_to_have_none(tmp_path, monkeypatch):
    project = _project(tmp_path, monkeypatch)
    (project / "data" / "kosong").mkdir()
    (line,) = propose_source("data/kosong")
    assert line == "Tidak ada berkas atau lembar berisi tabel yang terbaca di data/kosong."


WORDS = ["NIP", "Tgl Lahir", "Satker", "hubungan", "Polaritas", "Skor", "Nama", "u1", "No", "Kode"]
ODD = st.text(max_size=15)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.one_of(st.sampled_from(WORDS), ODD), ODD), min_size=1, max_size=8))
def test_any_proposal_is_a_mapping_file_that_can_be_read(tmp_path, columns):
    headers, cells = zip(*columns, strict=True)
    _connection, proposal = _propose(headers, cells, file=f"{headers[0]}.csv")
    path = tmp_path / "usulan.yaml"
    path.write_text(proposal.yaml, encoding="utf-8")
    if any(c.column and not c.warning for c in proposal.columns):
        mapping = read_mapping(path, CONTRACTS, squash)
        assert mapping.table == proposal.table
    assert all(len(line.splitlines()) == 1 for line in proposal.listing)


@pytest.mark.parametrize(
    ("headers", "row", "expected"),
    [
        (["IKU", "Unit", "Periode", "Target", "Realisasi"], ["I", "U", "2026", "5", "4"], "target"),
        (
            ["Kode IKU", "Kode Unit", "Periode", "TARGET ", "Capaian Realisasi"],
            ["I", "U", "2026-TW1", "<= 5 hari", "4"],
            "target",
        ),
        (
            ["iku_id", "unit_id", "periode", "Target Atas", "Realisasi"],
            ["I", "U", "2026", "5", "4"],
            "target_atas",
        ),
    ],
)
def test_a_target_in_one_column_is_the_band_not_one_of_its_limits(headers, row, expected):
    _connection, proposal = _propose(headers, row, table="target_realisasi")
    found = {c.header: c.column for c in proposal.columns}
    assert found[headers[3]] == expected
    assert list(found.values()).count(expected) == 1
    assert f"  {expected}: " in proposal.yaml


def test_saving_again_skips_the_same_proposal_and_numbers_another(tmp_path, monkeypatch):
    project = _project(tmp_path, monkeypatch)
    saved = project / "usulan"
    list(propose_source("data/ekspor.csv", saved))
    assert "tidak disimpan lagi" in list(propose_source("data/ekspor.csv", saved))[-1]
    assert [p.name for p in saved.iterdir()] == ["ekspor.yaml.usulan"]
    (saved / "ekspor.yaml.usulan").write_text("table: unit\n")
    list(propose_source("data/ekspor.csv", saved))
    names = sorted(p.name for p in saved.iterdir())
    assert names == ["ekspor.yaml.usulan", "ekspor_2.yaml.usulan"]
    assert (saved / "ekspor.yaml.usulan").read_text() == "table: unit\n"


def test_sheets_of_one_shape_give_one_proposal(bench):
    sheets = {
        month: [["NIP", "Warna Kesukaan", "Jumlah Hari Hadir"], [NIP, "biru", 20]]
        for month in ("Juli", "Agustus", "September")
    }
    bench.workbook("rekap 2026.xlsx", **sheets)
    lines = list(propose_source(bench.folder, bench.folder / "usulan"))
    assert sum("bentuknya sama dengan" in line for line in lines) == 2
    assert sum("kemungkinan tabel" in line or "belum dapat" in line for line in lines) == 1


RECAP = ["No", "NIP", "Nama", "Predikat Kinerja", "Nilai", "Penilai", "Triwulan"]
RECAP_ROWS = [
    ["1", NIP, "Rekaan", "Baik", "90", OTHER, "Triwulan III 2026"],
    ["2", OTHER, "Rekaan Dua", "Baik", "91", NIP, "Triwulan III 2026"],
]


def test_a_column_of_employee_numbers_is_never_a_number():
    headers, rows = RECAP[:4] + RECAP[5:], [row[:4] + row[5:] for row in RECAP_ROWS]
    _connection, proposal = _propose(headers, *rows, table="hasil_penilaian")
    assert _found(proposal)["Penilai"] == ("penilai_nip", "mirip")
    _connection, proposal = _propose(["NIP", "Skor"], [NIP, OTHER], table="hasil_penilaian")
    assert _found(proposal)["Skor"][0] != "nilai"


def test_the_word_of_one_column_is_no_misspelling_of_another():
    assert likeness("Penilai", "nilai") < 0.62 and likeness("Nilai", "penilai_nip") < 0.62
    assert likeness("Nila", "nilai") > 0.62


def test_headers_that_fit_another_table_go_before_the_name_of_the_file(tmp_path, monkeypatch):
    project = _project(tmp_path, monkeypatch)
    (project / "data/ekspor.csv").unlink()
    lines = [",".join(RECAP), *(",".join(row) for row in RECAP_ROWS)]
    (project / "data/Rekap SKP.csv").write_text("\n".join(lines) + "\n")
    told = list(propose_source("data"))
    assert told[0].startswith("Rekap SKP.csv: kemungkinan tabel hasil_penilaian")
    (remark,) = [line for line in told if "menunjuk tabel skp" in line]
    assert "skp_id, rencana_hasil_kerja" in remark


def test_a_mapping_that_fills_its_table_goes_before_a_name_that_lacks_columns(
    tmp_path, monkeypatch
):
    project = _project(tmp_path, monkeypatch)
    text = "NIP,Periode,Predikat Kinerja\n" + f"{NIP},2026-TW3,Baik\n"
    (project / "data/Rekap SKP.csv").write_text(text)
    (project / "params/mappings/rekap.yaml").write_text(
        "table: hasil_penilaian\nsource: x\nsignature: [Predikat Kinerja]\n"
        "columns: {nip: NIP, periode: Periode, predikat: Predikat Kinerja}\n"
    )
    told = list(propose_source("data/Rekap SKP.csv"))
    assert "dikenal sebagai tabel hasil_penilaian" in told[0]


def test_a_file_that_fits_the_table_of_its_name_stays_with_it(tmp_path, monkeypatch):
    project = _project(tmp_path, monkeypatch)
    headers = "skp_id,NIP,Triwulan,Rencana Hasil Kerja,Predikat Kinerja,Nilai"
    row = f"S1,{NIP},Triwulan III 2026,Menyusun laporan,Baik,90"
    (project / "data/skp.csv").write_text(f"{headers}\n{row}\n")
    told = list(propose_source("data/skp.csv"))
    assert told[0].startswith("skp.csv: kemungkinan tabel skp")
