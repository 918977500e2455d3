"""Load a large text file without quotes line by line, and cut the lines in SQL."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from kinerja_lib.sources.reading.csv_load import count_lines, find_suspects, load_in_order, read_csv
from kinerja_lib.sources.reading.sql import BLANKS
from kinerja_lib.sources.reading.staging import SURPLUS_JOINER, Staged
from kinerja_lib.sources.reading.text_scan import has_blank_ends
from kinerja_lib.tables.quoting import identifier, literal

if TYPE_CHECKING:
    from kinerja_lib.sources.reading.csv_file import TextLayout

# A mark that no export holds; a line that holds it would be cut in two, which stops the loading.
_NEVER = "\x01"


def stage_lines(
    connection: duckdb.DuckDBPyConnection, path: Path, layout: TextLayout, name: str
) -> Staged | None:
    """Stage a file whose lines are its records, of any number of cells; None for other files.

    The file must be UTF-8 without quotes and NUL and have one kind of line end. Blank lines keep
    their number, as in the exact reader.
    """
    scan = layout.scan
    if scan.encoding != "utf-8" or scan.nuls or scan.has_quotes or not scan.newline:
        return None
    lines = f"{name}_lines"
    load = read_csv(path, scan, ["line"], _NEVER, "quote = '', escape = '', skip = 0")
    statement = f"CREATE TABLE {identifier(lines)} AS SELECT line FROM {load}"
    if not load_in_order(connection, statement, lines, count_lines(path, scan)):
        return None
    try:
        connection.execute(_cut(lines, layout, name))
    finally:
        connection.execute(f"DROP TABLE {identifier(lines)}")
    names = layout.header.names
    tidy = not has_blank_ends(path, scan.bom, layout.separator)
    return Staged(name, names, len(names), suspects=find_suspects(scan), tidy=tidy)


def _cut(lines: str, layout: TextLayout, name: str) -> str:
    """Write the statement that makes cells of lines; surplus cells are joined."""
    width = len(layout.header.names)
    cells = ", ".join(f"nullif(cells[{n}], '') AS c{n}" for n in range(1, width + 1))
    trimmed = f"list_transform(cells[{width + 1}:], lambda x: trim(x, {literal(BLANKS)}))"
    filled = f"list_filter({trimmed}, lambda x: x <> '')"
    surplus = f"nullif(array_to_string({filled}, {literal(SURPLUS_JOINER)}), '')"
    return (
        f"CREATE TABLE {identifier(name)} AS SELECT _row, "
        f"CASE WHEN len(cells) > {width} THEN {surplus} END AS _surplus, "
        f"NULL::VARCHAR AS _formula, {cells} FROM (SELECT rowid + 1 AS _row, "
        f"string_split(line, {literal(layout.separator)}) AS cells FROM {identifier(lines)} "
        f"WHERE line IS NOT NULL AND rowid >= {layout.header.data_start})"
    )
