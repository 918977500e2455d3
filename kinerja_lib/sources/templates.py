"""Write empty XLSX files to fill in: an explanation above each column name, and drop-downs."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinerja_lib.config.os_errors import explain_os_error
from kinerja_lib.config.parameters import suggest
from kinerja_lib.config.wording import quote
from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _
from kinerja_lib.tables.contract import Field, TableContract
from kinerja_lib.tables.describe import describe_range, describe_values, kind_words
from kinerja_lib.tables.registry import CONTRACTS, find_contract

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LISTS_SHEET = "_pilihan"
FAMILY_COLUMNS = 10  # columns written for a family such as butir_*
_CREATED = dt.datetime(2020, 1, 1)  # the same bytes at every writing
_LAST_ROW = 100_000  # drop-downs and limits reach this row
_LIST_LENGTH = 255  # characters a drop-down holds by itself
_TALK = 255  # characters of an input message
_WIDTH = 22  # characters of a column
_LARGEST = 10**15  # a spreadsheet keeps 15 digits
_TEXT_KINDS = ("text", "code", "nip", "period", "choice", "flag")
_NUMBER_FORMATS = {"date": "yyyy-mm-dd", "time": "yyyy-mm-dd hh:mm", "year": "0", "whole": "0"}


def write_templates(folder: Path, tables: Collection[str] | None = None) -> list[Path]:
    """Write one workbook per table, <table>.xlsx with a sheet of that name.

    Row 1 explains each column, row 2 has the column names, data begin in row 3. Codes, NIP and
    periods are text cells, dates date cells; lists and limits are checked while typing.

    Parameters
    ----------
    folder : Path
        Made where it is missing.
    tables : collection of str, optional
        Tables or their other names; all where left out.

    Returns
    -------
    list of Path
        In the order of the contracts.

    Raises
    ------
    ParameterError
        A table that does not exist, a file that is there already, or a folder that cannot be
        written. Nothing is written unless every file can be new.
    """
    contracts = _find(tables)
    paths = [folder / f"{contract.name}.xlsx" for contract in contracts]
    there = [path.name for path in paths if os.path.lexists(path)]
    if there:
        problem = _(
            "{folder} sudah memuat {count} berkas bernama sama (pertama {name}). Tidak ada berkas "
            "yang ditulis. Pilih folder lain, atau pindahkan berkas itu."
        )
        raise ParameterError(
            problem.format(folder=quote(str(folder), 200), count=len(there), name=there[0])
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for contract, path in zip(contracts, paths, strict=True):
            with path.open("xb") as file:
                file.write(make_template(contract))
    except OSError as error:
        problem = _("{folder} tidak dapat ditulis ({reason}). Pilih folder lain.")
        raise ParameterError(
            problem.format(folder=quote(str(folder), 200), reason=explain_os_error(error))
        ) from None
    return paths


def _find(tables: Collection[str] | None) -> list[TableContract]:
    if tables is None:
        return list(CONTRACTS.values())
    unknown = [name for name in tables if find_contract(name) is None]
    if unknown:
        problem = _("Tabel {name} tidak dikenal. {suggestion}")
        raise ParameterError(
            problem.format(name=quote(unknown[0]), suggestion=suggest(unknown[0], CONTRACTS))
        )
    wanted = {c.name for c in map(find_contract, tables) if c}
    return [contract for name, contract in CONTRACTS.items() if name in wanted]


def make_template(contract: TableContract) -> bytes:
    """Return the workbook of one table; the same bytes for the same contract and language."""
    from io import BytesIO

    import xlsxwriter

    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": contract.name, "created": _CREATED})
        sheet = book.add_worksheet(contract.name)
        fields = [item for field in contract.fields for item in _columns(field)]
        lists = _Lists(book)
        looks = _looks(book)
        sheet.set_row(0, 120)
        for place, (name, item) in enumerate(fields):
            width = max(_WIDTH, len(name) + 3)
            sheet.set_column(place, place, width, looks[item.kind])
            sheet.write_string(0, place, explain_column(item), looks["explanation"])
            head = looks["required" if item.required else "optional"]
            sheet.write_string(1, place, name, head)
            _limit_input(sheet, place, item, lists)
        sheet.freeze_panes(2, 0)
    return buffer.getvalue()


def _columns(field: Field) -> list[tuple[str, Field]]:
    if not field.is_family:
        return [(field.name, field)]
    return [(f"{field.name[:-1]}{n:02d}", field) for n in range(1, FAMILY_COLUMNS + 1)]


def explain_column(field: Field) -> str:
    """Say what a column holds, as the cell above its name: duty, kind, meaning, values."""
    duty = _("Wajib diisi") if field.required else _("Boleh kosong")
    kind = kind_words(field.kind)
    if field.kind in ("code", "nip", "period"):
        kind = _("{kind} (teks)").format(kind=kind)
    parts = [f"{duty}; {kind}", field.meaning]
    if limits := describe_range(field):
        parts.append(_("Satuan dan batas: {limits}").format(limits=limits))
    if field.kind == "flag":
        parts.append(_("Isi ya atau tidak"))
    elif values := describe_values(Field(**{**vars(field), "variants": {}})):
        parts.append(_("Pilihan: {values}").format(values=values))
    if field.references:
        parts.append(
            _("Harus ada pada {column}").format(column=f" {_('atau')} ".join(field.parents))
        )
    if field.example:
        parts.append(_("Contoh: {example}").format(example=field.example))
    return ". ".join(parts) + "."


def _looks(book: xlsxwriter.Workbook) -> dict[str, Format]:
    head = {"bold": True, "border": 1, "num_format": "@"}
    looks = {
        "explanation": {"italic": True, "text_wrap": True, "valign": "top", "font_size": 9},
        "required": {**head, "bg_color": "#D9E2F3"},
        "optional": {**head, "bg_color": "#F2F2F2"},
        "number": {},
        **{kind: {"num_format": "@"} for kind in _TEXT_KINDS},
        **{kind: {"num_format": form} for kind, form in _NUMBER_FORMATS.items()},
    }
    return {name: book.add_format(look) for name, look in looks.items()}


@dataclass
class _Lists:
    """Lists that are too long for a drop-down stand on a hidden sheet."""

    book: Any
    sheet: Worksheet | None = None
    count: int = 0

    def source(self, name: str, choices: Sequence[str]) -> list[str] | str:
        """Return the list itself, or the cells that hold it."""
        if len(",".join(choices)) <= _LIST_LENGTH and not any("," in c for c in choices):
            return list(choices)
        from xlsxwriter.utility import xl_range_abs

        if self.sheet is None:
            self.sheet = self.book.add_worksheet(LISTS_SHEET)
            self.sheet.hide()
        for row, text in enumerate((name, *choices)):
            self.sheet.write_string(row, self.count, text)
        cells = xl_range_abs(1, self.count, len(choices), self.count)
        self.count += 1
        return f"='{LISTS_SHEET}'!{cells}"


def _limit_input(sheet: Worksheet, place: int, field: Field, lists: _Lists) -> None:
    rule = _input_rule(field, lists)
    if not rule:
        return
    shared = {
        "ignore_blank": True,
        "error_title": _("Isian perlu diperiksa"),
        "error_message": explain_column(field)[:_TALK],
    }
    sheet.data_validation(2, place, _LAST_ROW, place, {**shared, **rule})


def _input_rule(field: Field, lists: _Lists) -> dict[str, object]:
    if field.kind == "choice":
        return {"validate": "list", "source": lists.source(field.name, field.choices)}
    if field.kind == "flag":
        return {"validate": "list", "source": ["ya", "tidak"]}
    if field.kind == "nip":
        return {"validate": "length", "criteria": "==", "value": 18}
    if field.kind in ("date", "time"):
        first, last = dt.date(1900, 3, 1), dt.date(2100, 12, 31)
        return {"validate": "date", "criteria": "between", "minimum": first, "maximum": last}
    if field.kind in ("whole", "number", "year"):
        low, high = (1900, 2100) if field.kind == "year" else (field.low, field.high)
        return {
            "validate": "decimal" if field.kind == "number" else "integer",
            "criteria": "between",
            "minimum": -_LARGEST if low is None else low,
            "maximum": _LARGEST if high is None else high,
        }
    return {}
