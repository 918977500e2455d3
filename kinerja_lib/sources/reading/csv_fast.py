"""Load a large text file with DuckDB's own reader, or say that it must be read exactly."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from kinerja_lib.sources.reading.csv_lines import stage_lines
from kinerja_lib.sources.reading.csv_load import count_lines, find_suspects, load_in_order, read_csv
from kinerja_lib.sources.reading.staging import Staged
from kinerja_lib.sources.reading.text_scan import count_quoted_records, has_blank_ends
from kinerja_lib.sources.reading.transcode import open_utf8
from kinerja_lib.tables.quoting import identifier

if TYPE_CHECKING:
    from kinerja_lib.sources.reading.csv_file import TextLayout


def stage_fast(
    connection: duckdb.DuckDBPyConnection, path: Path, layout: TextLayout, name: str
) -> Staged | None:
    """Stage the file with `read_csv`; None where it might differ from the exact reader.

    A file in another encoding is first written anew as UTF-8. Records are cut by DuckDB's reader
    where they are even, else line by line where there are no quotes.
    """
    with open_utf8(path, layout) as opened:
        if opened is None:
            return None
        staged = stage_records(connection, *opened, name)
        return staged or stage_lines(connection, *opened, name)


def stage_records(
    connection: duckdb.DuckDBPyConnection, path: Path, layout: TextLayout, name: str
) -> Staged | None:
    """Stage a clean file of even records; None where it is not clean enough.

    The file must be UTF-8 without NUL, with one kind of line end, no blank line among the data,
    and every quote where RFC 4180 wants it. The number of records must then equal the line ends
    outside quotes, which are counted on their own. Row numbers come from the order of loading, so
    that order is kept while loading.
    """
    expected = _count_records(path, layout)
    if expected is None:
        return None
    records, quoted_lines = expected
    header = layout.header
    statement = _load(path, layout, name, pad=not quoted_lines)
    if not load_in_order(connection, statement, name, records - header.data_start):
        return None
    tidy = not quoted_lines and not has_blank_ends(path, layout.scan.bom, layout.separator)
    marks = find_suspects(layout.scan)
    return Staged(name, header.names, layout.width, header.data_start + 1, True, marks, tidy)


def _count_records(path: Path, layout: TextLayout) -> tuple[int, bool] | None:
    """Count records without parsing; None where the file is not clean enough."""
    scan = layout.scan
    clean = scan.encoding == "utf-8" and not scan.strays and not scan.nuls and scan.newline
    if not clean or scan.blank_lines != layout.blank_lines or layout.width < 2:
        return None
    if not scan.has_quotes:
        return count_lines(path, scan), False
    counted = count_quoted_records(path, scan.bom, layout.separator)
    if counted is None:
        return None
    return counted[0] + count_lines(path, scan) - scan.line_feeds, counted[1]


def _load(path: Path, layout: TextLayout, name: str, *, pad: bool) -> str:
    """Write the statement; short rows are padded only where no cell has several lines."""
    cells = [f"c{place}" for place in range(1, layout.width + 1)]
    quote = "'\"'" if layout.scan.has_quotes else "''"
    options = f"quote = {quote}, escape = {quote}, skip = {layout.header.data_start}, "
    options += f"null_padding = {'true' if pad else 'false'}"
    scan = read_csv(path, layout.scan, cells, layout.separator, options)
    return f"CREATE TABLE {identifier(name)} AS SELECT {', '.join(cells)} FROM {scan}"
