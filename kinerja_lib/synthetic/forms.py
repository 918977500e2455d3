"""Forms in which exports come and which must be read without a finding."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from kinerja_lib.synthetic.fault_kinds import format_line, parse_line
from kinerja_lib.tables.contract import TableContract

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
Change = Callable[[str], str]
_MADE = dt.datetime(2026, 9, 30, 8, 0)


@dataclass(frozen=True)
class Form:
    """Say how a file differs from comma-separated UTF-8 with ISO dates and a decimal point.

    Parameters
    ----------
    name : str
        Name of the form in `truth.json`.
    encoding, separator, decimal : str
    day_first : bool
        Dates are dd-mm-yyyy.
    title : bool
        Two lines of title and an empty one stand above the header.
    group : str
        Head over the last two columns, which makes two header rows; "" for one header row.
    apostrophes : bool
        An apostrophe stands before each NIP.
    spellings : bool
        Golongan is written III/a, III.b and IIIc.
    dashes : str
        Text column in which the word `bahwa` becomes a dash, a character beyond ASCII.
    workbook : bool
        XLSX with native dates and numbers.
    """

    name: str
    encoding: str = "utf-8"
    separator: str = ","
    decimal: str = "."
    day_first: bool = False
    title: bool = False
    group: str = ""
    apostrophes: bool = False
    spellings: bool = False
    dashes: str = ""
    workbook: bool = False

    @property
    def first_row(self) -> int:
        """Return the row number of the first data row as a spreadsheet shows it."""
        return 2 + 3 * self.title + bool(self.group)

    def file_name(self, table: str) -> str:
        """Return the name of the file of a table."""
        return f"{table}.{'xlsx' if self.workbook else 'csv'}"


PLAIN = Form("")
FORMS: Mapping[str, Mapping[str, Form]] = {
    "andir": {
        "pegawai": Form("apostrof_nip", apostrophes=True),
        "skm": Form("blok_judul", title=True),
        "hasil_penilaian": Form("hari_di_depan", day_first=True),
        "kalender": Form("xlsx", workbook=True, title=True),
    },
    "mamuju": {
        "pengaduan": Form("cp1252", encoding="cp1252", dashes="isi"),
        "tpp": Form("titik_koma_desimal_koma", separator=";", decimal=","),
        "observasi": Form("utf8_bom", encoding="utf-8-sig"),
        "proyek": Form("xlsx", workbook=True),
    },
    "jambi": {
        "pegawai": Form("ejaan_golongan", apostrophes=True, spellings=True),
        "layanan_log": Form("utf16", encoding="utf-16"),
        "target_realisasi": Form("titik_koma_desimal_koma", separator=";", decimal=","),
        "skm": Form("blok_judul", title=True),
        "hasil_penilaian": Form("hari_di_depan", day_first=True),
        "kelulusan": Form("dua_baris_judul", group="siswa"),
        "inovasi": Form("xlsx", workbook=True, title=True),
    },
    "kotabumi": {
        "pegawai": Form("ejaan_golongan", spellings=True),
        "tahap": Form("titik_koma", separator=";"),
        "laporan_kinerja": Form("hari_di_depan", day_first=True),
        "kalender": Form("xlsx", workbook=True, title=True),
        "kelulusan": Form("dua_baris_judul", group="siswa"),
    },
    "wanggar": {
        "kompetensi": Form("utf16", encoding="utf-16"),
        "kebutuhan_unit": Form("xlsx", workbook=True, title=True),
        "abk": Form("titik_koma", separator=";"),
        "hasil_penilaian": Form("apostrof_nip", apostrophes=True),
    },
}


def write_form(
    path: Path, contract: TableContract, lines: list[str], form: Form, region: str
) -> None:
    """Write the lines of a comma-separated file in another form."""
    header = parse_line(lines[0])
    changes = _changes(header, contract, form)
    title = [[f"{contract.title} Daerah {region}"], ["Data rekaan"], []] if form.title else []
    heads = [header] if not form.group else _two_rows(header, form.group)
    if form.workbook:
        _write_workbook(path, contract, (title, heads, list(csv.reader(lines[1:]))))
        return
    text = [format_line(cells, form.separator) for cells in (*title, *heads)]
    if changes or form.separator != ",":
        text.append(_rewrite(lines[1:], changes, form.separator))
    else:
        text += lines[1:]
    path.write_bytes(("\n".join(text).rstrip("\n") + "\n").encode(form.encoding))


def _rewrite(lines: list[str], changes: Mapping[int, Change], separator: str) -> str:
    """Change some columns of all rows."""
    rows = list(csv.reader(lines))
    for place, change in changes.items():
        for cells in rows:
            if cells[place]:
                cells[place] = change(cells[place])
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=separator, lineterminator="\n").writerows(rows)
    return buffer.getvalue()


def _changes(header: list[str], contract: TableContract, form: Form) -> dict[int, Change]:
    """Say how the cells of which columns are written in a form."""
    changes: dict[int, Change] = {}
    for place, name in enumerate(header):
        kind = contract.field(name).kind
        if form.day_first and kind == "date":
            changes[place] = _day_first
        elif form.decimal == "," and kind == "number":
            changes[place] = _decimal_comma
        elif form.apostrophes and kind == "nip":
            changes[place] = "'{}".format
        elif form.spellings and name == "golongan":
            changes[place] = _spell
        elif name == form.dashes:
            changes[place] = _dash
    return changes


def _day_first(text: str) -> str:
    found = _ISO.fullmatch(text)
    return f"{found[3]}-{found[2]}-{found[1]}" if found else text


def _decimal_comma(text: str) -> str:
    return text.replace(".", ",") if _DECIMAL.fullmatch(text) else text


def _spell(text: str) -> str:
    """Write III/b with a point, III/c without a mark, the others as they are."""
    return text.replace("/", {"b": ".", "c": ""}.get(text[-1], "/"))


def _dash(text: str) -> str:
    return text.replace(" bahwa ", " \N{EN DASH} ")


def _two_rows(header: list[str], group: str) -> list[list[str]]:
    blank = [""] * (len(header) - 2)
    return [[*header[:-2], group, ""], [*blank, *header[-2:]]]


def _write_workbook(
    path: Path,
    contract: TableContract,
    parts: tuple[list[list[str]], list[list[str]], list[list[str]]],
) -> None:
    """Write title, header and rows into one sheet named after the table."""
    title, heads, rows = parts
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": _MADE})
    sheet = book.add_worksheet(contract.name)
    days = book.add_format({"num_format": "yyyy-mm-dd"})
    for number, cells in enumerate((*title, *heads)):
        for place, text in enumerate(cells):
            sheet.write_string(number, place, text)
    kinds = [contract.field(name).kind for name in heads[-1]]
    for number, cells in enumerate(rows, start=len(title) + len(heads)):
        for place, text in enumerate(cells):
            _write_cell(sheet, (number, place), text, (kinds[place], days))
    book.close()


def _write_cell(
    sheet: xlsxwriter.worksheet.Worksheet,
    place: tuple[int, int],
    text: str,
    form: tuple[str, xlsxwriter.format.Format],
) -> None:
    kind, days = form
    if not text:
        return
    if text.startswith("="):
        sheet.write_formula(*place, text)
    elif kind == "date" and _ISO.fullmatch(text):
        sheet.write_datetime(*place, dt.datetime.fromisoformat(text), days)
    elif kind in ("whole", "number", "year") and _NUMBER.fullmatch(text):
        sheet.write_number(*place, float(text))
    else:
        sheet.write_string(*place, text)
