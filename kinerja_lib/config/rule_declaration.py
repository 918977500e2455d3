"""Numbers that agencies set: default, source, how far verified, and what may be written instead.

Marks: P read in the regulation, S secondary source, D derived, M from memory ("perlu
diverifikasi"), L no official value, so the kit or the agency chooses.
"""

from __future__ import annotations

from dataclasses import dataclass

MARKS = ("P", "S", "D", "M", "L")
GAPS = ("round_half_up", "lower", "upper")
PREDIKAT = ("Sangat Baik", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang")
CAPAIAN = ("Istimewa", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang")
EXPECTATION = ("di bawah ekspektasi", "sesuai ekspektasi", "di atas ekspektasi")
# Kinds of rater, and of whom a rating by them is expected.
SOURCES = ("atasan", "rekan", "bawahan", "diri", "masyarakat")
EXPECTED = ("menurut data", "semua", "pimpinan", "bukan pimpinan", "tidak ada")
COMPETENCIES = (
    "Integritas",
    "Kerja sama",
    "Komunikasi",
    "Orientasi pada hasil",
    "Pelayanan publik",
    "Pengembangan diri dan orang lain",
    "Mengelola perubahan",
    "Pengambilan keputusan",
    "Perekat bangsa",
)
KIT_CHOICE = ("Pilihan perangkat ini; tidak ada angka resmi", "L")


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """One setting.

    Attributes
    ----------
    name : str
        "section.key", as written in the file.
    kind : str
        "number", "whole", "choice", "flag", "numbers" (a list), "names" (a list), "table" (name to
        number), "words" (name to choice) or "levels" (post to competency to level).
    default : str, list of str or dict
        In the form of the file, every value as text.
    low, high : float
        Smallest and largest number accepted.
    choices, keys : tuple of str
        Accepted words; names a table must have. Open tables take more names.
    sum_100, rising, open_keys, optional : bool
        Weights that add up to 1 or 100; a list that rises; other names allowed; null allowed.
    meaning, source, mark : str
        What it is for, where the default comes from, and one of `MARKS`.
    """

    name: str
    kind: str
    default: object
    meaning: str
    source: str
    mark: str
    low: float = 0
    high: float = 100
    choices: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    sum_100: bool = False
    rising: bool = False
    open_keys: bool = False
    optional: bool = False


def declare_table(
    name: str, default: dict[str, str], meaning: str, origin: tuple[str, str], **more: object
) -> Declaration:
    """Declare a table of numbers whose default names are the ones it must have."""
    source, mark = origin
    return Declaration(
        name=name,
        kind="table",
        default=default,
        meaning=meaning,
        source=source,
        mark=mark,
        keys=tuple(default),
        **more,
    )


def declare(
    name: str, kind: str, default: object, meaning: str, origin: tuple[str, str], **more: object
) -> Declaration:
    """Declare a setting; `origin` is its source and mark, `more` are fields of `Declaration`."""
    source, mark = origin
    return Declaration(
        name=name, kind=kind, default=default, meaning=meaning, source=source, mark=mark, **more
    )
