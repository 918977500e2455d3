"""Make the damaged inputs of a mutation run, one by one, and count their rows independently."""

from __future__ import annotations

import csv
import io
import random
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kinerja_lib.sources.reading.sql import BLANKS
from tools.mutation_seeds import ROOT, Seeds, TextSeed, write_workbook
from tools.mutators import (
    Rows,
    draw_tables,
    mutate_bytes,
    mutate_cells,
    mutate_parts,
    mutate_rows,
    mutate_yaml,
)

_BATCH = 50  # tables drawn together


@dataclass(frozen=True)
class Case:
    """One damaged input.

    Parameters
    ----------
    kind : str
    source : Path
        File or folder to be checked.
    project : Path
        Project folder whose mappings hold.
    expected : mapping
        File -> rows counted without the library, for files where that can be told.
    """

    kind: str
    source: Path
    project: Path
    expected: Mapping[str, int] = field(default_factory=dict)


def make_case(seeds: Seeds, seed: int, number: int, folder: Path) -> Case:
    """Write input `number` of a run into an empty folder; the same numbers give the same bytes."""
    rng = random.Random(f"{seed}:{number}")
    kind = KINDS[number % len(KINDS)]
    return _MAKERS[kind](_Maker(seeds, rng, kind, folder, seed, number // len(KINDS)))


@dataclass(frozen=True)
class _Maker:
    seeds: Seeds
    rng: random.Random
    kind: str
    folder: Path
    seed: int
    turn: int

    def text(self, seed: TextSeed, content: bytes) -> Case:
        """Write one text file and count its rows."""
        (self.folder / seed.file).write_bytes(content)
        rows = count_rows(content, seed)
        expected = {} if rows is None else {seed.file: rows}
        return Case(self.kind, self.folder / seed.file, ROOT, expected)

    def whole(self, name: str, content: bytes, rows: int | None = None) -> Case:
        """Write one file of another kind."""
        (self.folder / name).write_bytes(content)
        return Case(self.kind, self.folder / name, ROOT, {} if rows is None else {name: rows})

    def any_text(self) -> TextSeed:
        """Choose a text table, with headers of the contract or of an export."""
        return self.rng.choice((*self.seeds.texts, *self.seeds.exports))


def count_rows(content: bytes, seed: TextSeed) -> int | None:
    """Count the filled records below the header with Python's csv module.

    Gives None where the header changed, the bytes are not in the seed's encoding, or quotes do not
    pair: what a record is then is a matter of opinion.
    """
    try:
        text = content.decode(seed.encoding)
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=seed.separator))
        again = list(
            csv.reader(io.StringIO(text, newline=""), delimiter=seed.separator, strict=True)
        )
    except (UnicodeError, csv.Error):
        return None
    if records != again or "\x00" in text or "\r" in text.replace("\r\n", ""):
        return None
    if any("\n" in cell and len(cell) > 1000 for record in records for cell in record):
        return None
    if records[: seed.header + 1] != [list(row) for row in seed.grid[: seed.header + 1]]:
        return None
    return sum(map(_is_filled, records[seed.header + 1 :]))


def _is_filled(row: list[str]) -> bool:
    return any(cell.strip(BLANKS) for cell in row)


def _csv_bytes(make: _Maker) -> Case:
    seed = make.any_text()
    return make.text(seed, mutate_bytes(make.rng, seed.write()))


def _csv_cells(make: _Maker) -> Case:
    seed = make.any_text()
    first = seed.header + (0 if make.rng.random() < 0.1 else 1)
    return make.text(seed, seed.write(mutate_cells(make.rng, seed.grid, first)))


def _csv_rows(make: _Maker) -> Case:
    seed = make.any_text()
    first = seed.header + (0 if make.rng.random() < 0.1 else 1)
    return make.text(seed, seed.write(mutate_rows(make.rng, seed.grid, first)))


def _xlsx_bytes(make: _Maker) -> Case:
    name, content = make.rng.choice(list(make.seeds.workbooks.items()))
    return make.whole(name, mutate_bytes(make.rng, content))


def _xlsx_parts(make: _Maker) -> Case:
    name, content = make.rng.choice(list(make.seeds.workbooks.items()))
    return make.whole(name, mutate_parts(make.rng, content))


def _xlsx_cells(make: _Maker) -> Case:
    seed = make.rng.choice(make.seeds.sheets)
    change = make.rng.choice((mutate_cells, mutate_rows))
    rows = [[cell.replace("\x00", "") for cell in row] for row in change(make.rng, seed.grid, 1)]
    grid = tuple(tuple(row) for row in rows)
    content = write_workbook([replace(seed, grid=grid)])
    return make.whole(Path(seed.file).stem + ".xlsx", content, sum(map(_is_filled, rows[1:])))


def _parquet_bytes(make: _Maker) -> Case:
    name, content = make.rng.choice(list(make.seeds.parquet.items()))
    return make.whole(name, mutate_bytes(make.rng, content))


def _duckdb_bytes(make: _Maker) -> Case:
    name, content = make.rng.choice(list(make.seeds.databases.items()))
    if make.rng.random() < 0.5:  # the file is mostly empty blocks; aim at the headers and data
        at = make.rng.randrange(0, 12_288)
        return make.whole(name, content[:at] + mutate_bytes(make.rng, content[at:]))
    return make.whole(name, mutate_bytes(make.rng, content))


def _mapping(make: _Maker) -> Case:
    seed = make.rng.choice(make.seeds.exports)
    project, data = make.folder / "project", make.folder / "data"
    (project / "notebooks").mkdir(parents=True)
    shutil.copytree(ROOT / "params" / "mappings", project / "params" / "mappings")
    data.mkdir()
    (data / seed.file).write_bytes(seed.write())
    path = project / "params" / "mappings" / f"{seed.mapping}.yaml"
    path.write_bytes(mutate_yaml(make.rng, path.read_bytes()))
    return Case(make.kind, data, project)


def _folder(make: _Maker) -> Case:
    expected, broken = {}, make.rng.sample(make.seeds.folder, 2)
    for seed in make.seeds.folder:
        content = seed.write()
        if seed in broken:
            change = make.rng.choice((mutate_cells, mutate_rows, None))
            content = (
                seed.write(change(make.rng, seed.grid, 1))
                if change
                else mutate_bytes(make.rng, content)
            )
        (make.folder / seed.file).write_bytes(content)
        rows = count_rows(content, seed)
        if rows is not None:
            expected[seed.file] = rows
    return Case(make.kind, make.folder, ROOT, expected)


_drawn: dict[tuple[int, int], list[Rows]] = {}


def _draw(make: _Maker) -> Rows:
    """Take the next table that hypothesis drew."""
    batch = (make.seed, make.turn // _BATCH)
    if batch not in _drawn:
        _drawn.clear()
        _drawn[batch] = draw_tables(_BATCH, make.seed * 100_003 + batch[1])
    tables = _drawn[batch]
    return tables[make.turn % _BATCH % len(tables)]


def _hypothesis_csv(make: _Maker) -> Case:
    seed, table = make.any_text(), _draw(make)
    grid = [*seed.grid[: seed.header + 2], *table]
    return make.text(seed, seed.write(grid))


def _hypothesis_typed(make: _Maker) -> Case:
    """Write drawn cells as a Parquet file, as text and as the numbers that can be read from it."""
    table = _draw(make)
    seed = make.rng.choice(make.seeds.folder)
    names = list(seed.grid[0])
    rows = [[*row, *[""] * len(names)][: len(names)] for row in table]
    columns = {
        name: _native(make.rng, [row[place].replace("\x00", "") for row in rows])
        for place, name in enumerate(names)
    }
    frame = pa.table(columns)
    buffer = io.BytesIO()
    pq.write_table(frame, buffer)
    return make.whole(Path(seed.file).stem + ".parquet", buffer.getvalue(), frame.num_rows)


def _native(rng: random.Random, cells: list[str]) -> pa.Array:
    """Give a column as text, or as numbers where it has some and chance says so."""
    texts = [cell.encode(errors="replace").decode() for cell in cells]
    if rng.random() < 0.5:
        return pa.array(texts, pa.string())
    return pa.array([_number(text) for text in texts], pa.float64())


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


_MAKERS: Mapping[str, Callable[[_Maker], Case]] = {
    "CSV, bytes": _csv_bytes,
    "CSV, cells": _csv_cells,
    "CSV, rows": _csv_rows,
    "XLSX, bytes": _xlsx_bytes,
    "XLSX, parts": _xlsx_parts,
    "XLSX, cells and rows": _xlsx_cells,
    "Parquet, bytes": _parquet_bytes,
    "DuckDB, bytes": _duckdb_bytes,
    "mapping YAML": _mapping,
    "folder of tables": _folder,
    "hypothesis, CSV": _hypothesis_csv,
    "hypothesis, Parquet": _hypothesis_typed,
}
KINDS = tuple(_MAKERS)
