"""The files of rows set aside and of findings: whole, complete, and for their owner's eyes only."""

import csv
import json
import os
import re
import stat

import pytest

from kinerja_lib.errors import ParameterError
from kinerja_lib.sources import check, quarantine
from kinerja_lib.sources.quarantine import QUARANTINE_COLUMNS, summarise, write_findings
from tests.sources.conftest import told

NIP = "198503302010011001"
OTHER = "199012312015022002"
KEYS = {
    *("table", "file", "sheet", "row", "column", "value"),
    *("fault", "severity", "rule", "what_to_do"),
}


def read_csv(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def faulty(bench):
    rows = f"{NIP[:-1]};U-1;A\n{OTHER};U-1;B\n;U-1;C\nJumlah;;\n"
    bench.write("pegawai.csv", "nip;unit_id;nama\n" + rows)
    return bench.check()


def test_both_files_are_for_their_owner_only(faulty, tmp_path):
    findings = tmp_path / "hasil" / "findings.json"
    aside = write_findings(faulty, findings)
    assert aside == tmp_path / "hasil" / "karantina.csv"
    assert (mode(aside), mode(findings)) == (0o600, 0o600)


@pytest.mark.parametrize("before", [0o644, 0o666, 0o400])
def test_files_that_were_there_with_other_modes_become_private(faulty, tmp_path, before):
    findings, aside = tmp_path / "findings.json", tmp_path / "karantina.csv"
    for path in (findings, aside):
        path.write_text("lama")
        path.chmod(before)
    write_findings(faulty, findings)
    assert (mode(aside), mode(findings)) == (0o600, 0o600)
    assert "lama" not in findings.read_text()


def test_a_link_in_the_place_of_a_file_is_replaced_and_not_followed(faulty, tmp_path):
    outside = tmp_path / "lain.csv"
    outside.write_text("milik orang lain")
    (tmp_path / "hasil").mkdir()
    (tmp_path / "hasil" / "karantina.csv").symlink_to(outside)
    aside = write_findings(faulty, tmp_path / "hasil" / "findings.json")
    assert outside.read_text() == "milik orang lain" and not aside.is_symlink()


def test_a_folder_that_cannot_be_written_is_a_message(faulty, tmp_path):
    (tmp_path / "berkas").write_text("")
    with pytest.raises(ParameterError, match="tidak dapat ditulis"):
        write_findings(faulty, tmp_path / "berkas" / "findings.json")
    assert (tmp_path / "berkas").read_text() == ""


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_a_message(faulty, tmp_path):
    folder = tmp_path / "tertutup"
    folder.mkdir(mode=0o500)
    with pytest.raises(ParameterError, match="tidak dapat ditulis"):
        write_findings(faulty, folder / "findings.json")
    assert list(folder.iterdir()) == []


def test_nothing_half_written_is_left_when_the_disk_is_full(faulty, tmp_path, monkeypatch):
    findings = tmp_path / "findings.json"
    write_findings(faulty, findings)
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.*")}

    def fail(*_arguments: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(quarantine.json, "dump", fail)
    with pytest.raises(ParameterError):
        write_findings(faulty, findings)
    after = {path.name: path.read_bytes() for path in tmp_path.glob("*.*")}
    assert after == before
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_findings_have_exactly_the_promised_keys(faulty, tmp_path):
    write_findings(faulty, tmp_path / "findings.json")
    written = json.loads((tmp_path / "findings.json").read_text(encoding="utf-8"))
    assert written["rows_in"] == written["accepted"] + written["quarantined"] == 4
    assert written["quarantined"] == 3
    assert all(set(finding) == KEYS for finding in written["findings"])
    places = [(f["row"], f["column"], f["fault"]) for f in written["findings"] if f["row"]]
    assert places == [(2, "nip", "nip_panjang"), (4, "nip", "kosong_wajib"), (5, "", "baris_kaki")]


def test_a_finding_of_a_whole_file_has_no_row(bench):
    bench.write("arisan.csv", "bulan ke;pemenang;hadiah\n1;A;panci\n")
    (finding,) = summarise(bench.check())["findings"]
    assert set(finding) == KEYS and finding["row"] is None


def test_every_row_set_aside_is_there_as_the_file_has_it(faulty, tmp_path):
    rows = read_csv(write_findings(faulty, tmp_path / "findings.json"))
    assert [tuple(row) for row in rows[:1]] == [QUARANTINE_COLUMNS]
    assert [row["baris"] for row in rows] == ["2", "4", "5"]
    assert json.loads(rows[0]["isi_baris"]) == [
        *(["nip", NIP[:-1]], ["unit_id", "U-1"], ["nama", "A"])
    ]


def test_rows_beyond_the_limit_of_findings_are_there_too(bench, tmp_path, monkeypatch):
    monkeypatch.setattr(check, "MOST_FINDINGS", 3)
    bench.write("pegawai.csv", "nip;unit_id\n" + "".join(f"{n};U\n" for n in range(10)))
    checked = bench.check()
    assert told(checked)["fault"].tolist() == ["nip_panjang"] * 3 + ["baris_lain"]
    assert "7" in told(checked).iloc[3]["value"]
    rows = read_csv(write_findings(checked, tmp_path / "findings.json"))
    numbers = [int(row["baris"]) for row in rows if row["baris"]]
    assert sorted(numbers) == list(range(2, 12))
    assert all(row["kesalahan"] and row["aturan"] and row["yang_dilakukan"] for row in rows)


def test_rows_of_a_file_without_a_required_column_are_there_too(bench, tmp_path):
    bench.write("pegawai.csv", f"nip;nama\n{NIP};A\n{OTHER};B\n")
    rows = read_csv(write_findings(bench.check(), tmp_path / "findings.json"))
    assert [row["baris"] for row in rows] == ["", "2", "3"]
    assert rows[0]["kesalahan"] == "kolom_wajib_tidak_ada"


def test_a_row_that_becomes_several_is_written_once_per_finding(bench, tmp_path):
    headers = "NIP;Integritas;Kerjasama;Komunikasi;Pengambilan Keputusan;Perekat Bangsa"
    bench.write("rekap_asesmen.csv", f"{headers}\n{NIP};9;8;7;3;3\n123;3;3;3;3;3\n")
    checked = bench.check()
    rows = read_csv(write_findings(checked, tmp_path / "findings.json"))
    first = [row["nilai"] for row in rows if row["baris"] == "2"]
    assert sorted(first) == ["7", "8", "9"]
    assert [row["kesalahan"] for row in rows if row["baris"] == "3"] == ["nip_panjang"]
    assert len(rows) == len(told(checked))


def test_values_that_a_spreadsheet_would_run_are_made_text(bench, tmp_path):
    hostile = ("=cmd|' /C calc'!A0", "@SUM(1)", "+1+cmd|'x'!A", "-2+3+cmd|'x'!A", "＝1", "\n=1")
    bench.write("unit.csv", "unit_id;nama;jenis\n" + "".join(f"U;N;{text}\n" for text in hostile))
    aside = write_findings(bench.check(), tmp_path / "findings.json")
    for row in read_csv(aside):
        for name, text in row.items():
            assert not text.startswith(("=", "+", "-", "@", "＝", "\t", "\r", "\n")), (name, text)


def test_nothing_runs_where_the_semicolon_separates(bench, tmp_path):
    bench.write("unit.csv", 'unit_id,nama,jenis\nU-1,N,"x;=cmd|1; @A1"\n')
    aside = write_findings(bench.check(), tmp_path / "findings.json")
    assert not re.search(r";[\s'\"]*[=+\-@]", aside.read_text("utf-8").replace(";'", ""))
    (row,) = read_csv(aside)
    assert ["jenis", "x;=cmd|1; @A1"] in json.loads(row["isi_baris"])


def test_a_file_name_that_a_spreadsheet_would_run_is_made_text(bench, tmp_path):
    bench.write("=unit_kerja.csv", "unit_id;nama\nU-1;\n")
    rows = read_csv(write_findings(bench.check(), tmp_path / "findings.json"))
    assert rows[0]["berkas"] == "'=unit_kerja.csv"
