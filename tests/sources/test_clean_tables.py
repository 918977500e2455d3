"""Ten clean tables give no finding, in a workbook, as CSV, as Parquet and in DuckDB."""

import csv
import datetime as dt

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from kinerja_lib.sources.check import check_source

NIPS = ("198503302010011001", "199012312015022002", "197801012021211003")
DAY = dt.date(2026, 9, 1)
TABLES = {
    "unit": [
        {"unit_id": "U-1", "nama": "Dinas Rekaan", "induk_id": None, "jenis": "dinas"},
        {"unit_id": "U-2", "nama": "Bidang Rekaan", "induk_id": "U-1", "jenis": "bidang"},
    ],
    "jabatan": [
        {"jabatan_id": "J-1", "nama": "Kepala Dinas", "jenis": "jpt pratama"},
        {"jabatan_id": "J-2", "nama": "Analis", "jenis": "fungsional"},
    ],
    "pegawai": [
        {
            "nip": nip,
            "nama": f"Pegawai {letter}",
            "tanggal_lahir": dt.date(int(nip[:4]), int(nip[4:6]), int(nip[6:8])),
            "jenis_kelamin": {"1": "L", "2": "P"}[nip[14]],
            "status": "PPPK" if nip[12] == "2" else "PNS",
            "golongan": "IX" if nip[12] == "2" else "III/c",
            "unit_id": "U-2",
            "jabatan_id": "J-2",
        }
        for nip, letter in zip(NIPS, "ABC", strict=True)
    ],
    "iku": [
        {"iku_id": "I-1", "nama": "Angka kemiskinan", "satuan": "%", "arah": "turun", "desimal": 2}
    ],
    "target_realisasi": [
        {
            "iku_id": "I-1",
            "unit_id": "U-1",
            "periode": f"2026-TW{n}",
            "target_bawah": 9.2,
            "target_atas": 9.75,
            "realisasi": 9.125 + n / 1000,  # three decimals must not become thousands
            "anggaran": 1_848_000_000.0,
            "tanggal_lapor": DAY,
        }
        for n in (1, 2)
    ],
    "hasil_penilaian": [
        {
            "nip": nip,
            "periode": "2025",
            "unit_id": "U-2",
            "hasil_kerja": "sesuai ekspektasi",
            "perilaku": "sesuai ekspektasi",
            "predikat": "Baik",
            "nilai": 85.5,
            "tanggal": dt.date(2026, 1, 15),
        }
        for nip in NIPS
    ],
    "layanan_log": [
        {
            "permohonan_id": f"P-{n}",
            "unit_id": "U-1",
            "layanan": "Izin rekaan",
            "mulai": dt.datetime(2026, 9, 1, 8, n),
            "selesai": dt.datetime(2026, 9, 2, 23, 59, n),
            "standar": 5.0,
        }
        for n in range(3)
    ],
    "skm": [
        {"resp_id": f"R-{n}", "unit_id": "U-1", "tanggal": DAY}
        | {f"u{i}": 1 + (n + i) % 4 for i in range(1, 10)}
        for n in range(5)
    ],
    "pelatihan": [
        {
            "pelatihan_id": "L-1",
            "nama": "Pelayanan prima",
            "kompetensi": "Pelayanan publik",
            "jp": 20.0,
        }
    ],
    "peserta_pelatihan": [
        {"pelatihan_id": "L-1", "nip": nip, "status": "lulus", "jp": 20.0} for nip in NIPS
    ],
}


def write_workbook(folder):
    options = {"default_date_format": "dd-mm-yyyy"}
    with xlsxwriter.Workbook(folder / "semua.xlsx", options) as book:
        clock = book.add_format({"num_format": "dd-mm-yyyy hh:mm"})
        for name, rows in TABLES.items():
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, rows[0])
            for place, row in enumerate(rows, start=1):
                for column, value in enumerate(row.values()):
                    if isinstance(value, dt.datetime):
                        sheet.write_datetime(place, column, value, clock)
                    else:
                        sheet.write(place, column, value)


def write_csv(folder):
    for name, rows in TABLES.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)


def write_indonesian_csv(folder):
    for name, rows in TABLES.items():
        with (folder / f"{name}.csv").open("w", encoding="cp1252", newline="") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
            writer.writerow(rows[0])
            writer.writerows([_as_in_indonesia(value) for value in row.values()] for row in rows)


def _as_in_indonesia(value):
    if isinstance(value, dt.datetime):
        return value.strftime("%d-%m-%Y %H:%M:%S")
    if isinstance(value, dt.date):
        return value.strftime("%d-%m-%Y")
    if isinstance(value, float):
        return f"{value:.4f}".replace(".", ",")
    return value


def write_parquet(folder):
    for name, rows in TABLES.items():
        pq.write_table(pa.Table.from_pylist(rows), folder / f"{name}.parquet")


def write_duckdb(folder):
    with duckdb.connect(str(folder / "semua.duckdb")) as connection:
        for name, rows in TABLES.items():
            connection.register("rows_now", pa.Table.from_pylist(rows))
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM rows_now")
            connection.unregister("rows_now")


WRITERS = [write_workbook, write_csv, write_indonesian_csv, write_parquet, write_duckdb]


@pytest.mark.parametrize("write", WRITERS, ids=lambda write: write.__name__)
def test_clean_tables_give_no_finding_and_the_same_values(project, tmp_path, monkeypatch, write):
    monkeypatch.setenv("KINERJA_PROJECT", str(project))
    write(tmp_path)
    checked = check_source(tmp_path)
    flags = checked.findings[checked.findings["fault"] != "tanggal_rancu"]
    assert flags.empty, flags.to_dict("records")
    # 01-09-2026 alone in a column could be the 9th of January: flagged, and read day first
    assert checked.findings.empty or write is write_indonesian_csv
    assert sorted(checked.loads["table"]) == sorted(TABLES)
    assert (checked.loads["accepted"] == checked.loads["rows_in"]).all()
    for name, rows in TABLES.items():
        frame = checked.frame(name, list(rows[0])).astype(object)
        read = frame.where(frame.notna(), None).to_dict("records")
        assert [_plain(row) for row in read] == [_plain(row) for row in rows]
    assert (checked.references.query("present")["unmatched"] == 0).all()


def _plain(row):
    """Write days as moments, so that both compare."""
    moments = {k: v for k, v in row.items() if isinstance(v, dt.date)}
    return row | {k: dt.datetime.fromisoformat(str(v)) for k, v in moments.items()}
