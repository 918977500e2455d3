"""Proposals for unknown headers: words, content, masking, and labels with two directions."""

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinerja_lib.config.mappings import read_mapping
from kinerja_lib.errors import ParameterError
from kinerja_lib.sources.assign import assign_sheets
from kinerja_lib.sources.header_words import likeness, plain_words
from kinerja_lib.sources.propose import propose_mapping, propose_source, write_proposal
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
    assert "•••01" in shown and "•••an" in shown and "III/c" in shown
    for secret in (NIP, "198503", "Budi", "Rekaan", "30-03-1985"):
        assert secret not in shown and secret not in proposal.yaml


def test_examples_are_cut_and_cleaned():
    _connection, proposal = _propose(
        ["unit_id", "nama", "Ket"], ["U-1", "Dinas", "x" * 60 + "\u202e\n"], table="unit"
    )
    assert proposal.columns[2].example == "x" * 39 + "…"
    _connection, proposal = _propose(["a", "Nama Orang"], [f"no {NIP} ya", "Budi"], table="tpp")
    assert [c.example for c in proposal.columns] == ["no •••01 ya", "•••di"]


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
    assert column.sentence == f"baris pertama: penilai •••02 menilai •••01 sebagai '{label}'"
    assert "pastikan apakah penilai itu atasan, bawahan" in column.warning
    assert f'#     "{label}": ...' in proposal.yaml
    assert '\n  # hubungan: "ASSESSMENT TYPE"' in proposal.yaml
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
    write_proposal(proposal.yaml, path)
    mapping = read_mapping(path, CONTRACTS, squash)
    assert mapping.columns["unit_id"] == ("OPD",) and mapping.table == "pegawai"
    assignments, _problems = assign_sheets(connection, [proposal.sheet], {"usulan": mapping})
    assert assignments[0].mapping == "usulan" and assignments[0].columns["nip"] == "c2"
    with pytest.raises(ParameterError, match="tidak ditimpa"):
        write_proposal(proposal.yaml, path)
    with pytest.raises(ParameterError, match="tidak dapat ditulis"):
        write_proposal(proposal.yaml, path / "di_bawah_berkas.yaml")


def test_headers_from_hostile_files_cannot_leave_their_place_in_the_yaml(tmp_path):
    headers = ["nip\n  unit_id: [x]\n", "periode: &a !!python/name:os", '"}\u2028evil: 1']
    _connection, proposal = _propose(headers, [NIP, "2026", "x"], table="tpp")
    path = tmp_path / "a.yaml"
    write_proposal(proposal.yaml, path)
    if "nip" in {c.column for c in proposal.columns}:
        assert set(read_mapping(path, CONTRACTS, squash).columns) <= {"nip", "periode"}
    assert "\nevil" not in proposal.yaml and "\n  unit_id" not in proposal.yaml


def test_nothing_is_proposed_for_a_sheet_that_is_like_nothing():
    _connection, proposal = _propose(["qqq", "zzz"], ["1", "2"])
    assert (proposal.table, proposal.yaml) == ("", "") and "tidak ada judul" in proposal.listing[0]
    with pytest.raises(ParameterError, match="tidak dikenal"):
        _propose(["qqq"], ["1"], table="pegawe")


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
    saved = project / "params" / "mappings"
    assert any("ekspor.yaml" in line for line in propose_source("data/ekspor.csv", saved))
    mapping = read_mapping(saved / "ekspor.yaml", CONTRACTS, squash)
    assert mapping.columns["dinilai"] == ("NIP RATEE",) and "hubungan" not in mapping.columns
    (project / "params" / "mappings" / "ekspor.yaml").rename(saved / "lama.yaml")
    again = list(propose_source("data/ekspor.csv"))
    assert again[0].startswith("ekspor.csv: kemungkinan tabel penilaian")  # hubungan is missing
    assert not any(NIP in line or OTHER in line for line in [*lines, *again])


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
