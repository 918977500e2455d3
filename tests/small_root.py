"""An output root written by hand: a few public tables, as readers and office see them."""

import csv
import json
from dataclasses import dataclass, field

from kinerja_lib.privacy.people import People
from kinerja_lib.privacy.sheets import Sheet, SheetColumn

HIDDEN = "tidak ditampilkan"


@dataclass
class SmallTable:
    """True rows, the roles of the columns, and which cells are withheld."""

    name: str
    roles: dict  # column: role, or (role, unit)
    rows: list
    hidden: set = field(default_factory=set)  # of (row, column)

    def role(self, column):
        role = self.roles[column]
        return role if isinstance(role, tuple) else (role, "")

    def shown(self):
        names = list(self.roles)
        return [
            [HIDDEN if (r, c) in self.hidden else v for c, v in zip(names, row, strict=True)]
            for r, row in enumerate(self.rows)
        ]

    def sheet(self, report, minimum=10):
        names = list(self.roles)
        keys = [n for n in names if self.role(n)[0] in ("key", "year")]
        columns = {
            n: SheetColumn(
                "share" if self.role(n) == ("value", "%") else self.role(n)[0],
                tuple(None if row[i] is None else float(row[i]) for row in self.rows),
                tuple((r, n) in self.hidden for r in range(len(self.rows))),
            )
            for i, n in enumerate(names)
            if n not in keys
        }
        rows = tuple(tuple(row[names.index(k)] for k in keys) for row in self.rows)
        return Sheet(report, self.name, tuple(keys), rows, columns, minimum)


class SmallRoot:
    """Publishes tables below a folder."""

    def __init__(self, out):
        self.out, self.number = out, 0

    def publish(self, period, *tables, report="laporan", region="andir", people=None, ledger=True):
        """Publish one edition; what stood at its address before is only kept."""
        self.number += 1
        run = f"{region}-{period}-{report}-{self.number:04d}"
        record = {
            "schema": 1, "id": run, "status": "complete", "release": "terbit",
            "region_slug": region, "period": period, "report": report, "unit": None,
            "measured": {"started": f"2026-01-01T00:{self.number:02d}:00+00:00"},
        }  # fmt: skip
        own = self.out / ".runs" / run
        for folder in (own / "published" / "public", self.address(period, report, region)):
            _write(folder, record, tables)
        if ledger:
            data = {
                "sheets": [t.sheet(report).to_json() for t in tables],
                "people": None if people is None else people.to_json(),
                "further": [],
                "against": {"others": [], "earlier": [], "unknown": []},
            }
            (own / "ledger.json").write_text(json.dumps(data), encoding="utf-8")
        return run

    def address(self, period, report="laporan", region="andir"):
        return self.out / "public" / region / period / report


def _write(folder, record, tables):
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text("", encoding="utf-8")
    (folder / "run.json").write_text(json.dumps(record), encoding="utf-8")
    (folder / "findings.csv").write_text(
        "id,name,value,unit,n,low,high,test,rule,outcome,sentence\n", encoding="utf-8"
    )
    contents = {"schema": 1, "tables": [_describe(t) for t in tables], "sentences": []}
    (folder / "contents.json").write_text(json.dumps(contents), encoding="utf-8")
    meaning = [["berkas", "kolom", "arti", "peran", "satuan", "jenis", "apostrof"]]
    for table in tables:
        _write_csv(folder / "tables" / f"{table.name}.csv", [list(table.roles), *table.shown()])
        meaning += [[f"{table.name}.csv", n, n, *table.role(n), "", 0] for n in table.roles]
    _write_csv(folder / "tables" / "kamus-data.csv", meaning)


def _describe(table):
    columns = [
        {"name": n, "label": n, "role": table.role(n)[0], "unit": table.role(n)[1],
         "decimals": 0, "decimals_from": ""}
        for n in table.roles
    ]  # fmt: skip
    words = {"id": table.name, "caption": table.name, "place": "table", "fold": False}
    return {**words, "columns": columns, "helpers": []}


def _write_csv(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(
            ["" if v is None else v for v in row] for row in rows
        )


CLASSES = {"unit": "key", "n": "n", "sb": "count", "b": "count", "lain": "count"}
UNITS = (
    ("Dinas A", 60, 20, 40, 0),
    ("Dinas B", 45, 15, 30, 0),
    ("Dinas C", 52, 22, 18, 12),
    ("Dinas D", 40, 13, 24, 3),
    ("Dinas E", 36, 12, 20, 4),
    ("Dinas F", 44, 11, 23, 10),
)


def classes(hidden=(), rows=UNITS, name="kelas"):
    """Units by class; `lain` of D (3) and E (4) are small."""
    return SmallTable(name, dict(CLASSES), [list(row) for row in rows], set(hidden))


PRIMARY = {(3, "lain"), (4, "lain")}
SAFE = {*PRIMARY, (3, "b"), (4, "b"), (3, "sb"), (4, "sb")}


def people(counts):
    """Give people of units by head count: the first so many codes of each unit."""
    return People({u: frozenset(f"{u}-{i}" for i in range(n)) for u, n in counts.items()})
