"""Retirement age (BUP) by post, and the date on which it is reached.

By post, never by golongan: promotion moves the date, so a projection holds for the present post.
Source: UU 20/2023 article 55 as restated, PP 11/2017 articles 239-240 as quoted in BKN letter
K.26-30/V.119-2/99 of 3 October 2017 [P], press of BKN on PP 17/2020 [S]; ahli madya among peneliti
and perekayasa and the first day of pension are from memory [M].
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kinerja_lib.errors import DataError
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.rules.dates import add_years
from kinerja_lib.rules.provenance import Rule
from kinerja_lib.tables.choices import LEVELS
from kinerja_lib.tables.names import squash

_LETTER = "PP 11/2017 Pasal 239-240, surat BKN K.26-30/V.119-2/99"
_PRESS = "Siaran BKN tentang PP 17/2020"
RULES: tuple[Rule, ...] = (
    Rule("pensiun.bup", "2023.1", "Batas usia pensiun JPT dan jabatan umum", "UU 20/2023", "S"),
    Rule("pensiun.bup_fungsional", "2017.1", "Batas usia pensiun fungsional", _LETTER, "P"),
    Rule("pensiun.bup_khusus", "2020.1", "Guru, dosen, peneliti, perekayasa", _PRESS, "S"),
    Rule(
        "pensiun.bup_penilik",
        "2014.1",
        "Penilik dan pengawas sekolah",
        "PP 21/2014, dibaca pada fauziep.com; aturan lama",
        "S",
    ),
    Rule(
        "pensiun.bup_peneliti_madya",
        "2020.1",
        "Peneliti dan perekayasa ahli madya 65",
        f"{_PRESS}; baris ini dari ingatan",
        "M",
    ),
    Rule(
        "pensiun.mulai", "2017.1", "Pensiun mulai tanggal 1 bulan berikutnya", "Dari ingatan", "M"
    ),
)
TRANSITION = dt.date(2017, 4, 7)
_GENERAL: Mapping[str, int] = MappingProxyType(
    {
        **dict.fromkeys(("jpt", "jptutama", "jptmadya", "jptpratama"), 60),
        **dict.fromkeys(("administrator", "pengawas", "pelaksana"), 58),
        **dict.fromkeys(("penilik", "pengawassekolah", "guru"), 60),
    }
)
_FUNCTIONAL = {"ahli utama": 65, "ahli madya": 60} | dict.fromkeys(LEVELS[2:], 58)
_RESEARCH = {"ahli utama": 70, "ahli madya": 65, "ahli muda": 58, "ahli pertama": 58}
_PROFESSOR = ("gurubesar", "profesor")
_LECTURERS = ("asistenahli", "lektor", "lektorkepala")
# Words with which the name of a post with its own law begins, the longer ones first.
_NAMED = "pengawas sekolah,guru besar,penilik,guru,dosen,peneliti,perekayasa".split(",")


@dataclass(frozen=True)
class RetirementAge:
    """Retirement age in years, and the code of the rule that gives it (see `RULES`)."""

    years: int
    rule: str

    @property
    def needs_checking(self) -> bool:
        """Tell whether the age is from memory."""
        return next(rule.needs_checking for rule in RULES if rule.code == self.rule)


def find_retirement_age(post: str, level: str | None = None) -> RetirementAge:
    """Return the retirement age of a post.

    Parameters
    ----------
    post : str
        Kind of post ("jpt pratama", "pengawas", "fungsional", "pelaksana"...) or a post with its
        own law: guru, dosen, peneliti, perekayasa, penilik, pengawas sekolah. `find_own_law` reads
        the latter from the name of a post.
    level : str or None
        Jenjang of a functional post, or the academic rank of a dosen.

    Raises
    ------
    DataError
        Unknown post or level, or a level that is missing where the age depends on it.
    """
    kind = squash(post).replace("jabatanpimpinantinggi", "jpt").removeprefix("jabatan")
    rank = squash(level or "")
    if kind in _PROFESSOR or (kind == "dosen" and rank in _PROFESSOR):
        return RetirementAge(70, "pensiun.bup_khusus")
    if kind == "dosen":
        known = ("", *_LECTURERS, *map(squash, LEVELS))
        return _check_level(RetirementAge(65, "pensiun.bup_khusus"), level, rank in known)
    if kind in _GENERAL:
        return RetirementAge(_GENERAL[kind], _name_rule(kind))
    if kind in ("fungsional", "jf"):
        return _by_level(_FUNCTIONAL, level, "pensiun.bup_fungsional")
    if kind in ("peneliti", "perekayasa"):
        madya = rank == squash("ahli madya")
        rule = "pensiun.bup_peneliti_madya" if madya else "pensiun.bup_khusus"
        return _by_level(_RESEARCH, level, rule)
    problem = _("Batas usia pensiun jabatan {post} belum ada. Periksa jenis jabatan di data.")
    raise DataError(problem.format(post=f'"{clean_text(post, 60)}"'))


def _name_rule(kind: str) -> str:
    if kind == "guru":
        return "pensiun.bup_khusus"
    return "pensiun.bup_penilik" if kind in ("penilik", "pengawassekolah") else "pensiun.bup"


def _by_level(ages: Mapping[str, int], level: str | None, rule: str) -> RetirementAge:
    found = {squash(name): years for name, years in ages.items()}.get(squash(level or ""))
    return _check_level(RetirementAge(found or 0, rule), level, found is not None)


def _check_level(age: RetirementAge, level: str | None, known: bool) -> RetirementAge:
    if known:
        return age
    shown = _("kosong") if level is None else f'"{clean_text(level, 60)}"'
    problem = _("Batas usia pensiun bergantung pada jenjang, yang {level}. Periksa jenjang.")
    raise DataError(problem.format(level=shown))


def find_own_law(post_name: str) -> str | None:
    """Return the post with its own retirement law that a name begins with, else None.

    "Guru Ahli Muda" is guru, "Pengawas Sekolah Ahli Madya" is pengawas sekolah; "Analis Hukum" and
    "Pengawas Farmasi" follow the general rows.
    """
    words = post_name.lower().split()
    for name in _NAMED:
        start = name.split()
        if words[: len(start)] == start:
            return name
    return None


@dataclass(frozen=True)
class Retirement:
    """Projected with the present post: birthday on which the age is reached, and pension's start.

    The start, the 1st of the month after that birthday, is from memory [M].
    """

    reached: dt.date
    starts: dt.date


def project_retirement(born: dt.date, age: RetirementAge | int) -> Retirement:
    """Compute the date of retirement with the present post; promotion moves it."""
    reached = add_years(born, age.years if isinstance(age, RetirementAge) else age)
    month = reached.year * 12 + reached.month
    return Retirement(reached, dt.date(month // 12, month % 12 + 1, 1))


def keep_earlier_age(born: dt.date, level: str, earlier: int) -> bool:
    """Tell whether an earlier, higher retirement age still holds for a person.

    Those who on 7 April 2017 were already over 60 as ahli madya with 65, or over 58 as ahli
    pertama, ahli muda or penyelia with 60, keep it. Source: the same BKN letter [P].
    """
    kept = {
        **{("ahlimadya", 65): 60},
        **{(name, 60): 58 for name in ("ahlipertama", "ahlimuda", "penyelia")},
    }
    limit = kept.get((squash(level), earlier))
    return limit is not None and add_years(born, limit) < TRANSITION
