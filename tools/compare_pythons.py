"""Compare reports that several Pythons and processors published from the same data.

`python -m tools.compare_pythons ROOT ROOT [ROOT ...]` reads output roots, the first being the one
that the others are held against, prints the section on what differed and, with `--write`, puts it
into docs/validation.md. Make the roots from the same code and data with `kinerja run ... --out`,
each in an environment of its own. OPENBLAS_CORETYPE=Prescott and NPY_DISABLE_CPU_FEATURES, set to
the features that run.json names, make a processor do as an old one would.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kinerja_lib.reporting.compare.earlier import ABOUT
from kinerja_lib.reporting.compare.exact import TOLERANCE, compare_csv
from kinerja_lib.reporting.compare.snapshot import CHANGES
from tools.write_validation import DOCUMENT, make_document

PACKAGES = ("numpy", "scipy", "pandas", "scikit-learn", "duckdb")
HEAD = """\
## Other Pythons and processors

`kinerja verify` compares numbers with a tolerance of {tolerance:g}, relative and absolute, where
Python, packages or kind of processor are others than those of the report: requirements.lock holds
other versions of numpy and scipy for 3.12 and later, and both choose their routines by the
processor. The table gives the largest difference between two numbers of the same cell, as a share
of the larger one, or of 1 where both are smaller; all tables and sentences of both editions of
{regions}, without what tells of an earlier report. The training plan is searched by counted work;
another version of HiGHS (in scipy) may count otherwise and find another plan. Its tables then
differ in whole numbers and texts.

| Report | Held against | Cells | Other numbers | Largest difference | In |
|---|---|---|---|---|---|
"""


@dataclass(frozen=True)
class Difference:
    """What differs in one report: cells compared, numbers and texts that differ, the largest."""

    cells: int
    numbers: int
    texts: int
    largest: float
    file: str


def measure(old: Path, new: Path) -> Difference:
    """Compare both editions of one report below two output roots."""
    cells, numbers, texts, largest, file = 0, 0, 0, 0.0, ""
    for folder, other in zip(_editions(old), _editions(new), strict=True):
        found = compare_csv(folder, other)
        cells += found.cells
        for name, pair in _differing(folder, other):
            size = _relative(*pair)
            if size is None:
                texts += 1
                continue
            numbers += 1
            largest, file = max((largest, file), (size, name))
    return Difference(cells, numbers, texts, largest, file)


def write_section(roots: Sequence[Path]) -> str:
    """Write the section: a row for each report and other root, then what each was made with."""
    first, *others = roots
    places = [folder.relative_to(first) for folder in _list_reports(first)]
    rows = []
    for report, root in itertools.product(sorted({place.name for place in places}), others):
        found = _add_up(measure(first / p, root / p) for p in places if p.name == report)
        number = f"{found.largest:.1e}" if found.numbers else "none"
        changed = f"{found.numbers}" + (f" and {found.texts} texts" if found.texts else "")
        rows.append(
            f"| {report} | {_name(root, first)} | {found.cells} | "
            f"{changed} | {number} | {found.file} |"
        )
    regions = ", ".join(dict.fromkeys(place.parts[1].capitalize() for place in places))
    head = HEAD.format(tolerance=TOLERANCE, regions=regions)
    packages = [f"- {line}" for line in dict.fromkeys(map(_describe, roots))]
    return "\n".join([head + "\n".join(rows), "", *packages, ""])


def _add_up(parts: Iterable[Difference]) -> Difference:
    """Add what differs in a report of several regions."""
    found = list(parts)
    most = max(found, key=lambda part: part.largest)
    cells, numbers, texts = (
        sum(getattr(p, n) for p in found) for n in ("cells", "numbers", "texts")
    )
    return Difference(cells, numbers, texts, most.largest, most.file)


def _editions(inside: Path) -> tuple[Path, Path]:
    return inside, Path(*("public" if p == "internal" else p for p in inside.parts))


def _differing(old: Path, new: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    """Give file and texts of each cell that differs; what tells of packages is left out."""
    names = {p.relative_to(old).as_posix() for p in old.rglob("*.csv")} - set(ABOUT)
    for name in sorted(n for n in names if CHANGES not in n):
        pairs = itertools.zip_longest(_read_rows(old / name), _read_rows(new / name), fillvalue=[])
        for before, after in pairs:
            for pair in itertools.zip_longest(before, after, fillvalue=""):
                if pair[0] != pair[1] and not "".join(before[:1]).startswith(CHANGES):
                    yield name, pair


def _read_rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _relative(old: str, new: str) -> float | None:
    try:
        a, b = float(old), float(new)
    except ValueError:
        return None
    return abs(a - b) / max(abs(a), abs(b), 1.0)


def _read(folder: Path) -> dict:
    return json.loads((folder / "run.json").read_text("utf-8"))


def _list_reports(root: Path) -> list[Path]:
    return sorted(root.glob("internal/*/*/*/"))


def _read_any(root: Path) -> dict:
    return _read(_list_reports(root)[0])


def _name(root: Path, first: Path) -> str:
    """Name a root by what it has and the first one has not: its Python, or its processor."""
    own, other = _read_any(root), _read_any(first)
    differs = own["python"] != other["python"]
    return f"Python {own['python']}" if differs else own["processor"]


def _describe(root: Path) -> str:
    record = _read_any(root)
    tools = ", ".join(f"{name} {record['tools'][name]}" for name in PACKAGES)
    return f"Python {record['python']}, {record['processor']}: {tools}"


def main(arguments: Sequence[str]) -> int:
    """Print the section; write it into the document where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("roots", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args(arguments)
    text = write_section(given.roots)
    sys.stdout.write(text)
    if given.write:
        old = DOCUMENT.read_text("utf-8")
        DOCUMENT.write_text(make_document(old, {"pythons": text}), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
