"""Levels of competency that posts require, as a table that the post's own standard replaces.

Source: functional posts after the standard of the widyaiswara [S]; the other rows are from memory
[M], so "perlu diverifikasi".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kinerja_lib.errors import DataError
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.rules.provenance import Rule
from kinerja_lib.tables.choices import COMPETENCIES
from kinerja_lib.tables.names import squash

RULES: tuple[Rule, ...] = (
    Rule(
        "jpm.tingkat_syarat_fungsional",
        "2023.1",
        "Tingkat kompetensi jabatan fungsional ahli",
        "Standar kompetensi widyaiswara; standar jabatan lain dapat berbeda",
        "S",
    ),
    Rule(
        "jpm.tingkat_syarat_lain",
        "2017.1",
        "Tingkat kompetensi jabatan lain",
        "PermenPANRB 38/2017, dari ingatan",
        "M",
    ),
)
_FLAT = {
    "jpt utama": 5,
    "jpt madya": 5,
    "jpt pratama": 4,
    "administrator": 3,
    "pengawas": 2,
    "pelaksana": 1,
    "ahli madya": 4,
    "ahli muda": 3,
    "ahli pertama": 2,
    "penyelia": 3,
    "mahir": 2,
    "terampil": 1,
    "pemula": 1,
}
_READ = ("ahli utama", "ahli madya", "ahli muda", "ahli pertama")


def _default_levels() -> dict[str, dict[str, int]]:
    table = {post: dict.fromkeys(COMPETENCIES, level) for post, level in _FLAT.items()}
    top = {name: 5 if name in ("Integritas", "Perekat bangsa") else 4 for name in COMPETENCIES}
    return table | {"ahli utama": top}


@dataclass(frozen=True)
class RequiredLevels:
    """Required level 1 to 5 by post (or jenjang) and competency.

    Attributes
    ----------
    levels : mapping of mapping
        Post -> competency -> level. Posts of the agency may be added under their own names, with
        technical competencies of their own.

    Raises
    ------
    ValueError
        A level that is not 1 to 5.
    """

    levels: Mapping[str, Mapping[str, int]] = field(default_factory=_default_levels)

    def __post_init__(self) -> None:
        rows = {squash(post): MappingProxyType(dict(row)) for post, row in self.levels.items()}
        if any(level not in range(1, 6) for row in rows.values() for level in row.values()):
            raise ValueError("a required level is a whole number from 1 to 5")
        object.__setattr__(self, "levels", MappingProxyType(rows))


_DEFAULT = RequiredLevels()


def find_required_levels(post: str, parameters: RequiredLevels | None = None) -> Mapping[str, int]:
    """Return the required level of each competency for a post or jenjang.

    Raises
    ------
    DataError
        The table has no such post; nothing is assumed for it.
    """
    found = (parameters or _DEFAULT).levels.get(squash(post))
    if found is None:
        problem = _(
            "Standar kompetensi jabatan {post} belum ada. Tambahkan pada tabel tingkat yang "
            "disyaratkan."
        )
        raise DataError(problem.format(post=f'"{clean_text(post, 60)}"'))
    return found


def is_from_memory(post: str) -> bool:
    """Tell whether the row for a post in the default table is from memory."""
    return squash(post) not in {squash(name) for name in _READ}
