"""Load a large clean text file with DuckDB's own reader, or say that it must be read exactly."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from kinerja_lib.sources.reading.sql import identifier, literal, path_literal
from kinerja_lib.sources.reading.staging import Staged
from kinerja_lib.sources.reading.text_scan import count_quoted_records, has_blank_ends

if TYPE_CHECKING:
    from kinerja_lib.sources.reading.csv_file import TextLayout

_ORDER = "preserve_insertion_order"


def stage_fast(
    connection: duckdb.DuckDBPyConnection, path: Path, layout: TextLayout, name: str
) -> Staged | None:
    """Stage the file with `read_csv`; None where it might differ from the exact reader.

    The file must be UTF-8 without NUL, with one kind of line end, no blank line, and every quote
    where RFC 4180 wants it. The number of records must then equal the line ends outside quotes,
    which are counted on their own. Row numbers come from the order of loading, so that order is
    kept while loading.
    """
    expected = _count_records(path, layout)
    if expected is None:
        return None
    records, quoted_lines = expected
    kept = bool(connection.execute(f"SELECT current_setting('{_ORDER}')").fetchall()[0][0])
    connection.execute(f"SET {_ORDER} = true")
    try:
        connection.execute(_load(path, layout, name, pad=not quoted_lines))
        found = connection.execute(
            f"SELECT count(*), coalesce(max(rowid), -1) + 1 FROM {identifier(name)}"
        ).fetchall()[0]
    except duckdb.Error:
        found = None
    finally:
        connection.execute(f"SET {_ORDER} = {'true' if kept else 'false'}")
    wanted = records - layout.header.data_start
    if found != (wanted, wanted):
        connection.execute(f"DROP TABLE IF EXISTS {identifier(name)}")
        return None
    marks = _suspects(layout.scan.suspects)
    header = layout.header
    tidy = not quoted_lines and not has_blank_ends(path, layout.scan.bom, layout.separator)
    return Staged(name, header.names, layout.width, header.data_start + 1, True, marks, tidy)


def _count_records(path: Path, layout: TextLayout) -> tuple[int, bool] | None:
    """Count records without parsing; None where the file is not clean enough."""
    scan = layout.scan
    clean = scan.encoding == "utf-8" and not scan.nuls and not scan.blank_lines and scan.newline
    if not clean or layout.blank_in_head or layout.width < 2:
        return None
    quoted = (scan.line_feeds, False)
    if scan.has_quotes:
        counted = count_quoted_records(path, scan.bom, layout.separator)
        if counted is None:
            return None
        quoted = counted
    with path.open("rb") as file:
        file.seek(-1, 2)
        open_end = file.read(1) != b"\n"
    return quoted[0] + int(open_end), quoted[1]


def _load(path: Path, layout: TextLayout, name: str, *, pad: bool) -> str:
    """Write the statement; short rows are padded only where no cell has several lines."""
    places = range(1, layout.width + 1)
    types = ", ".join(f"'c{place}': 'VARCHAR'" for place in places)
    newline = "\\r\\n" if layout.scan.newline == "\r\n" else "\\n"
    quote = "'\"'" if layout.scan.has_quotes else "''"
    return (
        f"CREATE TABLE {identifier(name)} AS "
        f"SELECT {', '.join(f'c{place}' for place in places)} "
        f"FROM read_csv({path_literal(path)}, auto_detect = false, header = false, "
        f"delim = {literal(layout.separator)}, quote = {quote}, escape = {quote}, comment = '', "
        f"skip = {layout.header.data_start}, columns = {{{types}}}, new_line = '{newline}', "
        f"null_padding = {'true' if pad else 'false'}, compression = 'none', "
        "hive_partitioning = false, filename = false)"
    )


def _suspects(marks: frozenset[str]) -> frozenset[str]:
    """Say which kinds of cell may occur; a file without the marks need not be searched."""
    formulas = {"="} if marks & set("=@(|!") else set()
    return frozenset(formulas | (marks & {"'"}))
