"""Small valid inputs of many kinds, which the mutation run then damages."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import xlsxwriter

from kinerja_lib.config.mappings import ColumnMapping
from kinerja_lib.sources.assign import load_mappings
from kinerja_lib.synthetic.sample import write_sample

ROOT = Path(__file__).resolve().parent.parent
REGION, EMPLOYEES, ROWS = "wanggar", 150, 12
Grid = tuple[tuple[str, ...], ...]
_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Table, encoding, separator, rows of title above the header.
_TEXTS = (
    ("unit", "utf-8", ",", 0),
    ("pegawai", "utf-8-sig", ";", 0),
    ("iku", "utf-16", ";", 2),
    ("skm", "cp1252", "\t", 3),
    ("hasil_penilaian", "utf-8", ",", 0),
    ("target_realisasi", "cp1252", ";", 0),
    ("observasi", "utf-8-sig", "\t", 1),
    ("survei_asn", "utf-16", ",", 0),
    ("pengaduan", "cp1252", ",", 0),
    ("peserta_pelatihan", "utf-8", ";", 0),
)
_EXPORTS = ("siasn_data_utama", "tpp_rekap", "ip_asn", "rekap_asesmen", "skm", "sp4n_lapor")
_FOLDER = ("unit", "pegawai", "iku", "target_realisasi")


@dataclass(frozen=True)
class TextSeed:
    """A table as separated text: cells with title and header, where the header stands, and form."""

    file: str
    grid: Grid
    header: int
    encoding: str = "utf-8"
    separator: str = ","
    mapping: str = ""

    def write(self, grid: Sequence[Sequence[str]] | None = None) -> bytes:
        """Write the cells, or others in the same form, as bytes."""
        buffer = io.StringIO()
        rows = self.grid if grid is None else grid
        csv.writer(buffer, delimiter=self.separator, lineterminator="\n").writerows(rows)
        return buffer.getvalue().encode(self.encoding, errors="replace")


@dataclass(frozen=True)
class Seeds:
    """All seeds: text tables, exports with mapping, workbooks, typed files, a folder of tables."""

    texts: tuple[TextSeed, ...]
    exports: tuple[TextSeed, ...]
    sheets: tuple[TextSeed, ...]
    workbooks: Mapping[str, bytes]
    parquet: Mapping[str, bytes]
    databases: Mapping[str, bytes]
    folder: tuple[TextSeed, ...]


def build_seeds(seed: int) -> Seeds:
    """Build all seeds from an invented region; the same number gives the same bytes."""
    with tempfile.TemporaryDirectory(prefix="kinerja-seeds-") as name:
        folder = Path(name) / "region"
        write_sample(REGION, folder, employees=EMPLOYEES, seed=seed, clean=True)
        plain = {path.stem: _read_seed(path) for path in sorted(folder.glob("*.csv"))}
        texts = tuple(_reform(plain[table], *form) for table, *form in _TEXTS)
        mappings = load_mappings(ROOT)
        exports = tuple(_export(mappings[item], plain[mappings[item].table]) for item in _EXPORTS)
        sheets = tuple(plain[table] for table in ("unit", "skm", "abk", "pelatihan"))
        return Seeds(
            texts=texts,
            exports=exports,
            sheets=sheets,
            workbooks={
                "skm.xlsx": write_workbook([plain["skm"]], decorated=True),
                "unit.xlsx": write_workbook([plain["unit"], plain["iku"]]),
                "abk.xlsx": write_workbook([plain["abk"]], decorated=True),
            },
            parquet=_typed(plain, ("tpp", "pegawai"), Path(name), "parquet"),
            databases=_typed(plain, ("unit", "iku"), Path(name), "duckdb"),
            folder=tuple(plain[table] for table in _FOLDER),
        )


def _read_seed(path: Path) -> TextSeed:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [tuple(row) for row, _ in zip(csv.reader(file), range(ROWS + 1), strict=False)]
    return TextSeed(path.name, tuple(rows), 0)


def _reform(seed: TextSeed, encoding: str, separator: str, title: int) -> TextSeed:
    above = tuple((f"Rekap data rekaan bagian {number}",) for number in range(1, title + 1))
    grid = above + seed.grid
    return replace(seed, grid=grid, header=title, encoding=encoding, separator=separator)


def _export(mapping: ColumnMapping, seed: TextSeed) -> TextSeed:
    """Write a table under the headers that a mapping expects."""
    names, rows = list(seed.grid[0]), seed.grid[1:]
    columns: dict[str, list[str]] = {}
    for column, headers in mapping.columns.items():
        if column in names:
            columns[headers[0]] = [row[names.index(column)] for row in rows]
    for part in mapping.combine.values():
        for headers, text in ((part.year, "2026"), (part.first_month, "1"), (part.last_month, "3")):
            if headers:
                columns[headers[0]] = [text] * len(rows)
    for headers in mapping.unpivot.columns.values() if mapping.unpivot else ():
        columns[headers[0]] = ["3"] * len(rows)
    grid = (tuple(columns), *zip(*columns.values(), strict=True))
    return TextSeed(f"{mapping.table}_2026-09.csv", grid, 0, mapping=mapping.name)


def write_workbook(seeds: Sequence[TextSeed], *, decorated: bool = False) -> bytes:
    """Write tables as sheets; decorated with merged title, merged cells, formula and footer."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": dt.datetime(2026, 9, 30)})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for seed in seeds:
        sheet = book.add_worksheet(Path(seed.file).stem)
        top = 3 if decorated else 0
        if decorated:
            sheet.merge_range(0, 0, 0, len(seed.grid[0]) - 1, "Rekap data rekaan")
        for number, row in enumerate(seed.grid, start=top):
            for place, text in enumerate(row):
                _write_cell(sheet, (number, place), text, day)
        if decorated:
            last = top + len(seed.grid)
            sheet.merge_range(last - 2, 0, last - 1, 0, seed.grid[-1][0])
            sheet.write_row(last, 0, ["Jumlah", len(seed.grid) - 1])
            sheet.write_formula(last, 2, "=SUM(1,2)", None, 3)
    book.close()
    return buffer.getvalue()


def _write_cell(
    sheet: xlsxwriter.worksheet.Worksheet,
    place: tuple[int, int],
    text: str,
    day: xlsxwriter.format.Format,
) -> None:
    if _DATE.fullmatch(text):
        try:
            sheet.write_datetime(*place, dt.datetime.fromisoformat(text), day)
            return
        except ValueError:
            pass
    if _NUMBER.fullmatch(text):
        sheet.write_number(*place, float(text))
    elif text:
        sheet.write_string(*place, text)


def _typed(
    plain: Mapping[str, TextSeed], tables: Sequence[str], folder: Path, kind: str
) -> dict[str, bytes]:
    """Write tables with native types, one Parquet file each or one DuckDB file for all."""
    found = {}
    database = folder / "data.duckdb"
    with duckdb.connect(str(database) if kind == "duckdb" else ":memory:") as connection:
        for table in tables:
            source = folder / f"{table}_typed.csv"
            source.write_bytes(plain[table].write())
            connection.execute(f"CREATE TABLE {table} AS FROM read_csv('{source}', header = true)")
            if kind == "parquet":
                target = folder / f"{table}.parquet"
                connection.execute(f"COPY {table} TO '{target}' (FORMAT parquet)")
                found[target.name] = target.read_bytes()
        connection.execute("CHECKPOINT")
    return found or {database.name: database.read_bytes()}
