"""A proposed mapping as text: lines for the terminal, YAML for params/mappings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kinerja_lib.config.wording import quote
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.sources.reading.sheet import RawSheet
from kinerja_lib.tables.contract import TableContract

_LONGEST_HEADER = 300  # as mapping files accept
_MOST_MARKS = 5  # headers that identify the export


@dataclass(frozen=True)
class ProposedColumn:
    """One header with what it probably is.

    Parameters
    ----------
    header : str
        As written.
    column : str
        Contract column; empty where nothing is proposed.
    confidence : str
        `sama persis`, `mirip`, `dari isi` or `tidak tahu`, in the language in use.
    example : str
        Cell of the first row, hidden where it may tell who someone is.
    warning : str
        What a person must decide first; the column is then proposed as a comment only.
    sentence : str
        For a column that has a direction: the first row in words.
    labels : tuple of str
        For such a column: the first different labels in it.
    """

    header: str
    column: str
    confidence: str
    example: str
    warning: str = ""
    sentence: str = ""
    labels: tuple[str, ...] = ()


def describe_place(sheet: RawSheet) -> str:
    """Name file and sheet."""
    return clean_text(" / ".join(part for part in (sheet.file, sheet.sheet) if part), 200)


def list_columns(
    sheet: RawSheet, contract: TableContract, columns: Sequence[ProposedColumn]
) -> Iterator[str]:
    """Give the lines of a proposal for the terminal."""
    place = describe_place(sheet)
    yield _("{place}: kemungkinan tabel {table} ({title})").format(
        place=place, table=contract.name, title=_(contract.title).lower()
    )
    for column in columns:
        target = column.column or "?"
        line = f"  {quote(column.header)} -> {target} ({column.confidence})"
        example = column.example or _("kosong")
        yield line + ", " + _("contoh: {example}").format(example=example)
        remark = "; ".join(part for part in (column.sentence, column.warning) if part)
        if remark:
            yield f"      {remark}"
    found = {column.column for column in columns}
    missing = [name for name in contract.required if name not in found]
    if missing:
        words = _("Kolom wajib yang belum ditemukan: {names}.")
        yield "  " + words.format(names=", ".join(missing))


def write_yaml(sheet: RawSheet, contract: TableContract, columns: Sequence[ProposedColumn]) -> str:
    """Write a proposal as a mapping file; what a person must decide first stands as a comment."""
    usable = [c for c in columns if len(c.header) <= _LONGEST_HEADER]
    sure = [c for c in usable if c.column and not c.warning]
    marks = sorted(sure, key=lambda c: c.column not in contract.required)[:_MOST_MARKS]
    lines = [
        "# " + _("Usulan pemetaan kolom. Periksa setiap baris sebelum dipakai."),
        f"table: {contract.name}",
        f"source: {_quoted(describe_place(sheet))}",
        f"signature: [{', '.join(_quoted(c.header) for c in marks)}]" if marks else "",
        "columns:" + ("" if sure else " {}"),
        *(f"  {c.column}: {_quoted(c.header)}  # {c.confidence}" for c in sure),
    ]
    for column in usable:
        if column.column and column.warning:
            lines += _directed(column)
    rest = [c for c in usable if not c.column]
    if rest:
        lines.append("# " + _("Belum dikenal; pindahkan ke 'columns', atau buka sebagai 'ignore':"))
        lines.append(f"# ignore: [{', '.join(_quoted(c.header) for c in rest)}]")
    return "\n".join(line for line in lines if line) + "\n"


def _quoted(text: str, limit: int = _LONGEST_HEADER) -> str:
    """Write a text as a quoted YAML scalar on one line."""
    return json.dumps(clean_text(text, limit), ensure_ascii=False)


def _directed(column: ProposedColumn) -> list[str]:
    """Write a column whose labels need a person's decision, as a comment."""
    return [
        f"  # {column.sentence}",
        f"  # {column.warning}",
        f"  # {column.column}: {_quoted(column.header)}",
        "# " + _("Setelah arahnya pasti, buka baris di atas, dan tulis arti tiap label:"),
        "# values:",
        f"#   {column.column}:",
        *(f"#     {_quoted(label)}: ..." for label in column.labels),
    ]
