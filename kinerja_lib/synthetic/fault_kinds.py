"""Spoil one row of a table in a named way."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Row = dict[str, str]
UNKNOWN_NIP = "197001011995012999"  # valid in form; serial 999 is never given out
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


@dataclass(frozen=True)
class PlannedFault:
    """Say which fault is planted how often.

    Parameters
    ----------
    table, fault, column : str
        Table, code of the fault, and column that is spoiled; "" where the whole row is.
    count : int
        Rows; fewer where the table has fewer that can be spoiled so.
    text : str
        What is written, or the other column that the fault needs.
    """

    table: str
    fault: str
    column: str = ""
    count: int = 2
    text: str = ""


def parse_line(line: str) -> list[str]:
    """Read one line of a comma-separated file."""
    return next(csv.reader([line]))


def format_line(cells: list[str], separator: str = ",") -> str:
    """Write one line of a separated file, without its end."""
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=separator, lineterminator="").writerow(cells)
    return buffer.getvalue()


def _write(row: Row, fault: PlannedFault) -> Row | None:
    return row | {fault.column: fault.text} if row[fault.column] else None


def _nip(change: Callable[[str], str]) -> Callable[[Row, PlannedFault], Row | None]:
    def spoil(row: Row, fault: PlannedFault) -> Row | None:
        return row | {fault.column: change(row[fault.column])} if row[fault.column] else None

    return spoil


def _scientific(nip: str) -> str:
    """Write a number as a spreadsheet with six digits would."""
    return f"{nip[0]}.{nip[1:6]}E+17"


def _doubtful(row: Row, fault: PlannedFault) -> Row | None:
    """Write the same day as dd-mm-yyyy where day and month could change places."""
    found = _ISO.fullmatch(row[fault.column])
    if not found or int(found[3]) > 12 or found[3] == found[2]:
        return None
    return row | {fault.column: f"{found[3]}-{found[2]}-{found[1]}"}


def _before(row: Row, fault: PlannedFault) -> Row | None:
    """Move a day, and the time on it, a year before the other column."""
    other = row[fault.text]
    if not row[fault.column] or not other:
        return None
    return row | {fault.column: f"{int(other[:4]) - 1}{other[4:]}".replace("-02-29", "-02-28")}


def _other_predikat(row: Row, fault: PlannedFault) -> Row | None:
    if not row["predikat"] or not row["hasil_kerja"]:
        return None
    return row | {"predikat": "Kurang" if row["predikat"] == "Sangat Baik" else "Sangat Baik"}


def _as_other(row: Row, fault: PlannedFault) -> Row | None:
    return row | {"penilai": row["dinilai"]} if row["hubungan"] == "rekan" else None


def _same_person(row: Row, fault: PlannedFault) -> Row | None:
    return row | {fault.column: row[fault.text]}


def _more_than(row: Row, fault: PlannedFault) -> Row | None:
    """Write a number 25 above the other column's."""
    if not row[fault.column] or not row[fault.text]:
        return None
    return row | {fault.column: str(int(float(row[fault.text])) + 25)}


def _weight(row: Row, fault: PlannedFault) -> Row | None:
    if row["jenis_kinerja"] != "utama" or not row["bobot"]:
        return None
    return row | {"bobot": str(int(float(row["bobot"])) + 10)}


def _bump(row: Row, fault: PlannedFault) -> Row | None:
    """Change a number by one or a text to the one given, for a second row with the same key."""
    value = row[fault.column]
    if fault.text:
        return row | {fault.column: fault.text} if value and value != fault.text else None
    return row | {fault.column: str(int(float(value)) - 1)} if value and float(value) >= 2 else None


SPOIL: Mapping[str, Callable[[Row, PlannedFault], Row | None]] = {
    **dict.fromkeys(
        (
            "kosong_wajib",
            "bukan_angka",
            "bukan_tanggal",
            "bukan_waktu",
            "di_luar_rentang",
            "bukan_pilihan",
            "bukan_periode",
            "rujukan_tidak_ada",
            "rumus",
        ),
        _write,
    ),
    "nip_notasi_ilmiah": _nip(_scientific),
    "nip_panjang": _nip(lambda nip: nip[:-1]),
    "nip_tanggal": _nip(lambda nip: nip[:4] + "0231" + nip[8:]),
    "nip_bulan": _nip(lambda nip: nip[:12] + "13" + nip[14:]),
    "nip_kelamin": _nip(lambda nip: nip[:14] + "3" + nip[15:]),
    "nip_urut": _nip(lambda nip: nip[:15] + "000"),
    "tanggal_rancu": _doubtful,
    **dict.fromkeys(
        (
            "selesai_sebelum_mulai",
            "umpan_balik_sebelum_kejadian",
            "tindak_lanjut_sebelum_umpan_balik",
            "putusan_sebelum_keberatan",
            "layanan_selesai_sebelum_mulai",
            "respons_sebelum_masuk",
            "lapor_sebelum_kerja",
            "hukuman_terbalik",
        ),
        _before,
    ),
    "predikat_beda_rating": _other_predikat,
    "menilai_diri_sebagai_lain": _as_other,
    "mengamati_diri": _same_person,
    **dict.fromkeys(
        (
            "dibayar_lebih_pagu",
            "dilayani_lebih_sasaran",
            "hadir_lebih_sasaran",
            "galat_lebih_dokumen",
            "lulus_lebih_peserta",
        ),
        _more_than,
    ),
    "bobot_tidak_seratus": _weight,
}
COPIES = {"duplikat_sama": lambda row, fault: dict(row), "kunci_bentrok": _bump}
