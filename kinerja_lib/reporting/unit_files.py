"""Read back what became of the pages of units of a folder, from the list that lies beside them."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

FOLDER = "unit"
MADE, SMALL, ABSENT, FAILED = "tersedia", "kelompok_kecil", "tidak_disebut", "gagal"
OUTCOMES, MEDIANS = f"{FOLDER}/daftar.csv", f"{FOLDER}/pembanding.csv"
LIST_PAGE = "unit.html"


def list_pages(folder: Path) -> list[Path]:
    """Name every page of a report folder: its own, the list of units, and those of units."""
    pages = [folder / "index.html", folder / LIST_PAGE, *sorted((folder / FOLDER).glob("*.html"))]
    return [path for path in pages if path.is_file() and not path.is_symlink()]


def count_pages(folder: Path) -> dict[str, int] | None:
    """Count the units of a folder by what became of their page; None without such pages."""
    rows = _read(folder)
    return dict(Counter(row["keadaan"] for row in rows)) if rows else None


def list_failed(folder: Path) -> list[tuple[str, str]]:
    """Give name and cause of each unit whose page failed."""
    from kinerja_lib.tables.formula_marks import restore_text

    rows = [row for row in _read(folder) if row["keadaan"] == FAILED]
    return [(restore_text(row["unit"]), restore_text(row["sebab"])) for row in rows]


def _read(folder: Path) -> list[dict[str, str]]:
    try:
        with (folder / OUTCOMES).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except FileNotFoundError:
        return []
