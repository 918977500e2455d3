"""Write a table as XLSX: text stays text, whatever it begins with, and nothing is a formula."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_CREATED = dt.datetime(2020, 1, 1)  # the same bytes at every writing
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_SHEET = 31  # characters of a sheet name
_LONGEST = 32_767  # characters of a cell
_WIDTH = 22


def write_workbook(path: Path, table: Mapping[str, Any]) -> None:
    """Write the JSON of a table to one sheet, named after the table, with column names in row 1.

    Columns and order are those of the CSV file. Texts (codes and NIP too) are text cells even
    where they begin with =, +, - or @; numbers are numbers; missing cells stay empty.
    """
    import xlsxwriter

    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, _OPTIONS) as book:
        book.set_properties({"created": _CREATED})
        sheet = book.add_worksheet(table["id"].replace("-", "_")[:_SHEET])
        names = [column["name"] for column in table["columns"]] + list(table["helpers"])
        bold = book.add_format({"bold": True})
        for place, name in enumerate(names):
            sheet.write_string(0, place, name, bold)
        sheet.set_column(0, max(len(names) - 1, 0), _WIDTH)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(table["rows"], start=1):
            values = [*row, *(values[number - 1] for values in table["helpers"].values())]
            _write_row(sheet, number, values)
    with path.open("wb") as file:
        file.write(buffer.getvalue())
        file.flush()
        os.fsync(file.fileno())


def _write_row(sheet: Worksheet, number: int, values: list[object]) -> None:
    for place, value in enumerate(values):
        if value is None:
            continue
        if isinstance(value, bool):
            sheet.write_boolean(number, place, value)
        elif isinstance(value, int | float):
            sheet.write_number(number, place, value)
        else:
            sheet.write_string(number, place, str(value)[:_LONGEST])
