"""What lies in the public folders, as text: CSV files and run.json, read without the kit."""

import csv
import json
from dataclasses import dataclass, field

HIDDEN = "tidak ditampilkan"


@dataclass
class TextTable:
    """One CSV file with the roles that kamus-data.csv gives to its columns."""

    name: str
    header: list
    rows: list
    roles: dict
    units: dict

    def keys(self):
        return [i for i, n in enumerate(self.header) if self.roles.get(n) in ("key", "year")]

    def of_role(self, *roles):
        return [n for n in self.header if self.roles.get(n) in roles]

    def cell(self, row, column):
        """Give a number, None where it is withheld, "" where there is none."""
        text = self.rows[row][self.header.index(column)]
        if text == HIDDEN:
            return None
        try:
            return float(text)
        except ValueError:
            return ""

    def key(self, row):
        return tuple(self.rows[row][i] for i in self.keys())


@dataclass
class Pages:
    """One public edition: its tables by name, and true numbers for checking only."""

    run: str
    region: str
    period: str
    report: str
    started: str
    tables: dict
    truth: dict = field(default_factory=dict)  # (table, row, column): number


def read_pages(root, region=""):
    """Read every edition that was ever public, oldest first; equal runs once."""
    folders = [p.parent for p in sorted(root.glob("public/*/*/**/run.json"))]
    folders += [p.parent for p in sorted(root.glob(".runs/*/published/public/run.json"))]
    found = {}
    for folder in folders:
        if not (folder / "tables" / "kamus-data.csv").is_file():
            continue
        record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        if region in ("", record["region_slug"]) and record["id"] not in found:
            found[record["id"]] = _read(root, folder, record)
    return sorted(found.values(), key=lambda pages: (pages.started, pages.run))


def _read(root, folder, record):
    tables = {}
    meaning = _rows(folder / "tables" / "kamus-data.csv")[1:]
    for path in sorted((folder / "tables").glob("*.csv")):
        roles = {m[1]: m[3] for m in meaning if m[0] == path.name}
        units = {m[1]: m[4] for m in meaning if m[0] == path.name}
        if any(role in ("n", "count", "value") for role in roles.values()):
            header, *rows = _rows(path)
            tables[path.stem] = TextTable(path.stem, header, rows, roles, units)
    unit = f"/{record['unit']}" if record.get("unit") else ""
    started = str((record.get("measured") or {}).get("started"))
    pages = Pages(record["id"], record["region_slug"], record["period"],
                  record["report"] + unit, started, tables)  # fmt: skip
    pages.truth = _truth(root, pages)
    return pages


def _rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _truth(root, pages):
    """Read the ledger, or else the internal edition of the run."""
    own = root / ".runs" / pages.run
    truth = {}
    if (own / "ledger.json").is_file():
        for sheet in json.loads((own / "ledger.json").read_text(encoding="utf-8"))["sheets"]:
            for name, column in sheet["columns"].items():
                for row, value in enumerate(column["values"]):
                    if value is not None:
                        truth[sheet["table"], row, name] = value
        return truth
    for name, table in pages.tables.items():
        inside = own / "published" / "internal" / "tables" / f"{name}.csv"
        if inside.is_file():
            header, *rows = _rows(inside)
            if len(rows) == len(table.rows):
                for row, cells in enumerate(rows):
                    for column, text in zip(header, cells, strict=True):
                        try:
                            truth[name, row, column] = float(text)
                        except ValueError:
                            continue
    return truth
