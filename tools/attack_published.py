"""Try to get withheld counts of a published folder back, within and between its tables.

    python tools/attack_published.py REPORTS/public/REGION/PERIOD [--k 10]

Which numbers add up is written in `ACROSS` and `DOWN` for some tables of today's reports. The
reader here is nobody in the tables and knows that no withheld count is zero. All that he needs is
in the CSV files.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from kinerja_lib.privacy.attack import RECOVERED, attack
from kinerja_lib.privacy.cells import Cell, System, add_up, protect_count

HIDDEN = "tidak ditampilkan"
MOST = 5_000
FIVE = ("Sangat Baik", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang")
# Report, table: the columns that add up to the first, in every row.
ACROSS = {
    ("performance_review", "hasil-periode"): ("n", "sb", "b", "bp", "k", "sk"),
    ("performance_review", "hasil-unit"): ("n", "sb", "b", "bawah"),
    ("performance_review", "predikat-unit"): ("n", "Sangat Baik", "Baik", "lain"),
    ("performance_review", "panduan-distribusi"): ("n", *FIVE),
    ("performance_review", "sumber-penilaian"): ("pegawai", "cukup", "sedikit", "kosong"),
    ("performance_review", "keberatan-tahun"): (
        "keberatan",
        "terbuka",
        "diterima",
        "direvisi",
        "ditolak",
    ),
    ("training_impact", "dampak-peserta"): (
        "peserta",
        "pasangan",
        "tanpa_sebelum",
        "tanpa_sesudah",
        "dikeluarkan",
        "batal",
    ),
}
# Report, table, column: the first row is the sum of the others.
DOWN = {("change_resistance", "mutu-kosong-orang"): "n"}


def read_rows(root: Path, report: str, table: str) -> list[dict[str, str]]:
    """Read a published table as text."""
    with (root / report / "tables" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def collect(root: Path) -> tuple[dict[str, str], list[list[str]]]:
    """Give the texts of all cells by id, and the sums as lists of ids, the whole first."""
    texts, sums = {}, []
    for (report, table), columns in ACROSS.items():
        for place, row in enumerate(read_rows(root, report, table)):
            key = next(iter(row.values()))
            names = [f"{report}/{table}[{place + 1} {key}].{column}" for column in columns]
            texts.update(zip(names, (row[column] for column in columns), strict=True))
            sums.append(names)
    for (report, table), column in DOWN.items():
        rows = read_rows(root, report, table)
        names = [f"{report}/{table}[{i + 1} {next(iter(r.values()))}].{column}"
                 for i, r in enumerate(rows)]  # fmt: skip
        texts.update(zip(names, (row[column] for row in rows), strict=True))
        sums.append(names)
    return texts, sums


def one_table(texts: dict[str, str], sums: list[list[str]]) -> dict[str, float] | None:
    """Give values that fit; the ends are the same whichever fitting table they start from."""
    names = list(texts)
    known = {n: float(t) for n, t in texts.items() if t not in (HIDDEN, "")}
    low = np.array([known.get(n, 1.0 if texts[n] == HIDDEN else 0.0) for n in names])
    high = np.array([known.get(n, MOST if texts[n] == HIDDEN else 0.0) for n in names])
    a = np.zeros((len(sums), len(names)))
    for row, (whole, *parts) in enumerate(sums):
        a[row, [names.index(n) for n in parts]] = 1
        a[row, names.index(whole)] = -1
    found = milp(
        np.ones(len(names)),
        integrality=np.ones(len(names)),
        bounds=Bounds(low, high),
        constraints=LinearConstraint(a, 0, 0),
    )
    return None if found.x is None else dict(zip(names, np.round(found.x), strict=True))


def main(root: Path, k: int) -> None:
    """Print the tables that give counts back, and the counts that follow to the very person."""
    texts, sums = collect(root)
    values, relations = {}, []
    for names in sums:  # a table whose rows do not add up as written here is left out
        fitting = one_table({n: texts[n] for n in names}, [names])
        if fitting is not None:
            values.update(fitting)
            relations.append(add_up(names[0], names[1:]))
    cells = tuple(
        Cell(n, v, MOST, low=1, inside=0, protection=protect_count(k))
        if texts[n] == HIDDEN
        else Cell(n, v, MOST)
        for n, v in values.items()
    )
    lines = [
        f"{len(relations)} sums, {sum(c.hidden for c in cells)} withheld, "
        f"{len(sums) - len(relations)} do not add up"
    ]
    found = attack(System(cells, tuple(relations)))
    fails = Counter((e.id.split("[")[0], e.outcome) for e in found if e.fails)
    lines += [f"  {table}: {number} {outcome}" for (table, outcome), number in fails.items()]
    lines += [f"  {e.id} = {e.low:g}" for e in found if e.outcome == RECOVERED]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("root", type=Path)
    parser.add_argument("--k", type=int, default=10)
    options = parser.parse_args()
    main(options.root, options.k)
