"""What both fast ways of loading a text file share: the statement, the order, the count."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from kinerja_lib.sources.reading.sql import path_literal
from kinerja_lib.sources.reading.text_scan import TextScan
from kinerja_lib.tables.quoting import identifier, literal

_ORDER = "preserve_insertion_order"


def read_csv(path: Path, scan: TextScan, cells: Sequence[str], separator: str, options: str) -> str:
    """Write the call of DuckDB's reader that gives every cell as text, nothing guessed."""
    types = ", ".join(f"{literal(cell)}: 'VARCHAR'" for cell in cells)
    newline = "\\r\\n" if scan.newline == "\r\n" else "\\n"
    return (
        f"read_csv({path_literal(path)}, auto_detect = false, header = false, comment = '', "
        f"delim = {literal(separator)}, columns = {{{types}}}, new_line = '{newline}', {options}, "
        "compression = 'none', hive_partitioning = false, filename = false)"
    )


def load_in_order(
    connection: duckdb.DuckDBPyConnection, statement: str, name: str, wanted: int
) -> bool:
    """Create the table `name`, rows numbered as in the file; no table if not `wanted` rows came."""
    kept = bool(connection.execute(f"SELECT current_setting('{_ORDER}')").fetchall()[0][0])
    connection.execute(f"SET {_ORDER} = true")
    try:
        connection.execute(statement)
        found = connection.execute(
            f"SELECT count(*), coalesce(max(rowid), -1) + 1 FROM {identifier(name)}"
        ).fetchall()[0]
    except duckdb.Error:
        found = None
    finally:
        connection.execute(f"SET {_ORDER} = {'true' if kept else 'false'}")
    if found != (wanted, wanted):
        connection.execute(f"DROP TABLE IF EXISTS {identifier(name)}")
        return False
    return True


def count_lines(path: Path, scan: TextScan) -> int:
    """Count lines; a last line without end is one too."""
    with path.open("rb") as file:
        file.seek(-1, 2)
        return scan.line_feeds + int(file.read(1) != b"\n")


def find_suspects(scan: TextScan) -> frozenset[str]:
    """Say which kinds of cell may occur; a file without the marks need not be searched."""
    formulas = {"="} if scan.suspects & set("=@(|!") else set()
    return frozenset(formulas | (scan.suspects & {"'"}))
