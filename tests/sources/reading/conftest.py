"""Read small files that each test invents."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from kinerja_lib.sources.reading.sheet import RawSheet, ReadResult
from kinerja_lib.sources.reading.source import read_source

KNOWN = frozenset({"nip", "nama", "nilai", "unit", "predikat", "tanggal", "hasilnilai"})


class Desk:
    """A folder to write exports into, and what came out of reading them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.connection = duckdb.connect()
        self.connection.execute("SET threads = 2")

    def write(self, name: str, content: bytes | str) -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def read(self, name: str = "", known: frozenset[str] = KNOWN) -> ReadResult:
        return read_source(self.connection, self.folder / name if name else self.folder, known)

    def read_one(self, name: str, content: bytes | str) -> RawSheet:
        self.write(name, content)
        result = self.read(name)
        assert not result.problems, result.problems
        (sheet,) = result.sheets
        return sheet

    def rows(self, sheet: RawSheet) -> list[tuple]:
        """Give _row and the cells."""
        query = f"SELECT * EXCLUDE (_surplus, _formula) FROM {sheet.relation} ORDER BY _row"
        return self.connection.execute(query).fetchall()

    def column(self, sheet: RawSheet, name: str) -> list:
        return [
            value
            for (value,) in self.connection.execute(
                f"SELECT {name} FROM {sheet.relation} ORDER BY _row"
            ).fetchall()
        ]

    def fault(self, name: str, content: bytes | str) -> str:
        """Give the fault of a file that is refused as a whole."""
        self.write(name, content)
        result = self.read(name)
        assert not result.sheets
        (problem,) = result.problems
        assert problem.message and problem.what_to_do and name in problem.message
        return problem.fault


@pytest.fixture
def desk(tmp_path: Path) -> Callable[[], Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.connection.close()
