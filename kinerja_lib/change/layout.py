"""Which tables of the survey report stand on its page, and which are CSV files only.

The report has some ninety tables. A head of region reads the answer, an evaluator opens the files:
the page keeps what a sentence or a figure leads to, and names the rest at the end of its section.
"""

from __future__ import annotations

from dataclasses import replace

from kinerja_lib import publish
from kinerja_lib.publish import Figure, Finding, Prose, Table

# Starts of ids. The first rows of a list by unit, item or group answer no question; steps and
# loadings are for recomputing; the table under a figure already has the same cells on the page.
FILES = (
    "mutu-susunan-kelas",
    "mutu-kosong-",
    "mutu-aturan-skala",
    "skala-",
    "struktur-model",
    "struktur-uji",
    "struktur-muatan-",
    "struktur-korelasi-",
    "struktur-kelayakan",
    "struktur-langkah-",
    "struktur-jumlah-faktor",
    "tema-kosong",
    "tema-sisi",
    "tema-butir",
    "kelompok-uji",
    "kelompok-jenis",
    "kelompok-kelompok-usia",
    "kelompok-status",
    "kelompok-pasangan",
    "kelompok-bobot",
    "kelompok-model",
    "kelompok-unit-r",
    "kelompok-dialog-",
    "gelombang-",
    "pendorong-bobot",
    "pendorong-perilaku-adaptif",
    "komentar-kappa",
)


def show(*objects: Table | Figure | Finding | Prose) -> None:
    """Show objects as `publish.show` does, each table where this report has it."""
    publish.show(*(place_table(item) if isinstance(item, Table) else item for item in objects))


def place_table(table: Table) -> Table:
    """Give `table` as it stands in this report: where it puts itself, or as a file only."""
    if table.id.startswith(FILES):
        return replace(table, place="file", fold=True)
    return table
