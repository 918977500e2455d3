"""Write the findings and the rows set aside, for the owner's eyes only."""

from __future__ import annotations

import csv
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from kinerja_lib.config.os_errors import explain_os_error
from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.sources.findings import FINDING_COLUMNS
from kinerja_lib.sources.reading.sheet import RawSheet
from kinerja_lib.sources.staged import SHEET_BITS, StagedTable
from kinerja_lib.tables.faults import FAULTS
from kinerja_lib.tables.formula_marks import mark_json, mark_text
from kinerja_lib.tables.quoting import identifier

if TYPE_CHECKING:
    from kinerja_lib.sources.check import CheckedSource

OWNER_ONLY = 0o600
BATCH = 5_000  # rows
QUARANTINE_COLUMNS = (
    *("tabel", "berkas", "lembar", "baris", "kolom", "nilai"),
    *("kesalahan", "aturan", "yang_dilakukan", "isi_baris"),
)


def write_findings(checked: CheckedSource, path: Path) -> Path:
    """Write findings.json, and karantina.csv beside it; both readable by their owner only.

    Returns
    -------
    Path
        The file of rows set aside.

    Raises
    ------
    ParameterError
        The folder cannot be written.
    """
    quarantine = path.with_name("karantina.csv")
    try:
        with _replacing(quarantine) as file:
            _write_quarantine(checked, file)
        with _replacing(path) as file:
            json.dump(summarise(checked), file, ensure_ascii=False, indent=1)
            file.write("\n")
    except OSError as error:
        raise ParameterError(
            _("{path} tidak dapat ditulis: {reason}.").format(
                path=clean_text(str(path), 200), reason=explain_os_error(error)
            )
        ) from None
    return quarantine


def summarise(checked: CheckedSource) -> dict[str, object]:
    """Lay out a checked source as plain JSON: rows per file, then every finding."""
    loads = checked.loads.astype(object).where(checked.loads.notna(), None)
    findings = checked.findings.astype(object).where(checked.findings.notna(), None)
    return {
        "schema": 1,
        "rows_in": int(checked.loads["rows_in"].sum()),
        "accepted": int(checked.loads["accepted"].sum()),
        "flagged": int(checked.loads["flagged"].sum()),
        "quarantined": int(checked.loads["quarantined"].sum()),
        "loads": loads.to_dict("records"),
        "findings": findings[list(FINDING_COLUMNS)].to_dict("records"),
    }


@contextmanager
def _replacing(path: Path) -> Iterator[TextIO]:
    """Write a file beside its place and move it there when it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")  # mode 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            yield file
        Path(name).chmod(OWNER_ONLY)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _write_quarantine(checked: CheckedSource, file: TextIO) -> None:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(QUARANTINE_COLUMNS)
    aside = checked.findings[checked.findings["severity"] == "quarantine"]
    whole = aside[aside["row"].isna()]
    for finding in whole.to_dict("records"):
        writer.writerow(_line(finding, "", ""))
    rows = aside.dropna(subset="row")
    by_row: dict[tuple[str, str, str, int], list[dict[str, object]]] = {}
    for finding in rows.to_dict("records"):
        place = (finding["table"], finding["file"], finding["sheet"], int(finding["row"]))
        by_row.setdefault(place, []).append(finding)
    for table in checked.tables.values():
        for place, row in _rows_aside(checked, table):
            name = table.contract.name
            for finding in by_row.get((name, *place), [_unexplained(name, place)]):
                writer.writerow(_line(finding, str(place[2]), row))
    for sheet in checked.unplaced:
        query = f"SELECT {_columns(sheet)} FROM {identifier(sheet.relation)} ORDER BY _row"
        for place, row in _fetch(checked, sheet, query):
            writer.writerow(_line(_unexplained("", place), str(place[2]), row))


def _unexplained(table: str, place: tuple[str, str, int]) -> dict[str, object]:
    """Point to the finding for the whole table, where rows are not explained one by one."""
    return {
        "table": table,
        "file": place[0],
        "sheet": place[1],
        "fault": "baris_lain",
        "column": "",
        "value": "",
        "rule": _("lihat temuan untuk seluruh tabel"),
        "what_to_do": FAULTS["baris_lain"].what_to_do,
    }


def _line(finding: dict[str, object], row: str, content: str) -> list[str]:
    texts = (finding[name] for name in ("table", "file", "sheet"))
    found = (finding[name] for name in ("column", "value", "fault", "rule", "what_to_do"))
    marked = [mark_text(str(text)) for text in (*texts, row, *found)]
    return [*marked, mark_json(content)]


def _rows_aside(
    checked: CheckedSource, table: StagedTable
) -> Iterator[tuple[tuple[str, str, int], str]]:
    """Give each row set aside once, as its file has it: place, then the cells as JSON."""
    for sheet in table.sheets:
        raw = sheet.assignment.sheet
        # Where a mapping makes several rows of one, the row of the file is written once.
        once = "DISTINCT" if sheet.assignment.relation != raw.relation else ""
        yield from _fetch(
            checked,
            raw,
            f"SELECT {once} {_columns(raw)} FROM {sheet.relation} WHERE _line IN (SELECT "
            f"_id & {(1 << SHEET_BITS) - 1} FROM out_{table.contract.name} "
            f"WHERE _id >> {SHEET_BITS} = {sheet.number}) ORDER BY _row",
        )


def _columns(raw: RawSheet) -> str:
    names = [f"c{i + 1}" for i in range(len(raw.headers))]
    return ", ".join(["_row", "_surplus", *(f"CAST({name} AS VARCHAR)" for name in names)])


def _fetch(
    checked: CheckedSource, raw: RawSheet, query: str
) -> Iterator[tuple[tuple[str, str, int], str]]:
    result = checked.connection.execute(query)
    while batch := result.fetchmany(BATCH):
        for row, surplus, *values in batch:
            whole = [[h, v] for h, v in zip(raw.headers, values, strict=True)]
            whole += [["", surplus]] if surplus is not None else []
            place = (clean_text(raw.file, 200), clean_text(raw.sheet, 100), int(row))
            yield place, json.dumps(whole, ensure_ascii=False)
